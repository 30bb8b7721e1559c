/* nextafter.c: the next number that can be represented, towards another.
 *
 *     out = the neighbour of input on the way to other
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

/* --- tables --- */

static const RgInput nextafter_inputs[] = {
  { "input", "where to start", 0 },
  { "other", "where to go", 0 },
  { NULL, NULL, 0 },
};

static const RgSample nextafter_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=0,1,1 3:=1,1,inf", NULL, "from 0, nowhere, and towards infinity", 0 },
  { "i64*3:i5 i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nextafter_op = {
  RG_POINTWISE_OP (nextafter),
  .summary = "The next number that can be represented, towards another.",
  .formula = "out = the neighbour of input on the way to other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (nextafter, &nextafter_op)
