/* neg.c: each element with its sign turned.
 *
 *     out = -input
 *     d input = -d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (neg_f32, void, float, float, -x)
RG_UNARY (neg_f64, void, double, double, -x)
/* Unsigned, so that the least integer wraps instead of overflowing. */
RG_UNARY (neg_i64, void, int64_t, int64_t, 0u - (uint64_t) x)
RG_UNARY (neg_i32, void, int32_t, int32_t, 0u - (uint32_t) x)
RG_UNARY (neg_u8, void, uint8_t, uint8_t, 0u - x)

static const RgPointwise neg_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (neg), RG_KERNELS_INT (neg) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

RG_GRADIENT (neg, void, 0, rg_neg (g))

/* --- tables --- */

static const RgInput neg_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample neg_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "bools are refused: use logical_not", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp neg_op = {
  RG_POINTWISE_OP (neg),
  RG_DIFFERENTIABLE (neg),
  .summary = "Turns the sign of each element.",
  .formula = "out = -input",
  .gradient = "d input = -d out",
};

RG_MODULE (neg, &neg_op)
