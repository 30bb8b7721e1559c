/* sgn.c: -1, 0 or 1: the sign of each element.
 *
 *     out = (input > 0) - (input < 0)
 *     d input = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (sgn_f32, void, float, float, (x > 0) - (x < 0))
RG_UNARY (sgn_f64, void, double, double, (x > 0) - (x < 0))
RG_UNARY (sgn_i64, void, int64_t, int64_t, (x > 0) - (x < 0))
RG_UNARY (sgn_i32, void, int32_t, int32_t, (x > 0) - (x < 0))
RG_UNARY (sgn_u8, void, uint8_t, uint8_t, x > 0)
RG_UNARY (sgn_bool, void, uint8_t, uint8_t, x)

static const RgPointwise sgn_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (sgn), RG_KERNELS_INT (sgn), RG_KERNELS_BOOL (sgn) },
};

/* --- gradients --- */

RG_GRADIENT (sgn, void, 0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput sgn_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sgn_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-1,0,1", NULL, "the sign of 0 is 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sgn_op = {
  RG_POINTWISE_OP (sgn),
  RG_DIFFERENTIABLE (sgn),
  .summary = "The sign of each element; the same as sign for real numbers.",
  .formula = "out = (input > 0) - (input < 0)",
  .gradient = "d input = 0",
};

RG_MODULE (sgn, &sgn_op)
