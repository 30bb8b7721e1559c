/* isinf.c: whether each element is infinite.
 *
 *     out = |input| == inf
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (isinf_f32, void, float, uint8_t, fabsf (x) == INFINITY)
RG_UNARY (isinf_f64, void, double, uint8_t, fabs (x) == (double) INFINITY)
RG_UNARY (isinf_i64, void, int64_t, uint8_t, x & 0)
RG_UNARY (isinf_i32, void, int32_t, uint8_t, x & 0)
RG_UNARY (isinf_u8, void, uint8_t, uint8_t, x & 0)
RG_UNARY (isinf_bool, void, uint8_t, uint8_t, x & 0)

static const RgPointwise isinf_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (isinf), RG_KERNELS_INT (isinf), RG_KERNELS_BOOL (isinf) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput isinf_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample isinf_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "7:=nan,inf,-inf,-0.0,0,1,-2", NULL, "all kinds", 0 },
  { "i64*3:=-1,0,2", NULL, "integers", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp isinf_op = {
  RG_POINTWISE_OP (isinf),
  .summary = "Whether each element is infinite, of either sign.",
  .formula = "out = |input| == inf",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (isinf, &isinf_op)
