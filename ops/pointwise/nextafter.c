/* nextafter.c: the next number that can be represented, towards another.
 *
 *     out = the neighbour of input on the way to other
 *     d input = d out where they differ, 0 where they are equal      d other = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (nextafter_f32, void, float, float, nextafterf (x, y))
RG_BINARY (nextafter_f64, void, double, double, nextafter (x, y))

static const RgPointwise nextafter_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (nextafter) },
};

/* --- gradients --- */

RG_GRADIENT_2 (nextafter, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_where_scalar (rg_ne (x, y), g, 0),
               0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput nextafter_inputs[] = {
  { "input", "where to start", 0 },
  { "other", "where to go", 0 },
  { NULL, NULL, 0 },
};

static const RgSample nextafter_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=0,1,1 3:=1,1,inf", NULL, "from 0, nowhere, and towards infinity", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nextafter_op = {
  RG_POINTWISE_OP (nextafter),
  RG_DIFFERENTIABLE (nextafter),
  .summary = "The next number that can be represented, towards another.",
  .formula = "out = the neighbour of input on the way to other",
  .gradient = "d input = d out where they differ, 0 where they are equal; d other = 0",
  .uses = RG_USES ("ne", "where"),
};

RG_MODULE (nextafter, &nextafter_op)
