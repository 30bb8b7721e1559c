/* where.c: one tensor where a condition holds, another elsewhere.
 *
 *     out = condition ? input : other
 *     d input = d out where condition, else 0
 *     d other = 0 where condition, else d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* core brings the condition to the type of the others: 0 or 1. */
RG_TERNARY (where_f32, void, float, float, x != 0 ? y : z)
RG_TERNARY (where_f64, void, double, double, x != 0 ? y : z)
RG_TERNARY (where_i64, void, int64_t, int64_t, x != 0 ? y : z)
RG_TERNARY (where_i32, void, int32_t, int32_t, x != 0 ? y : z)
RG_TERNARY (where_u8, void, uint8_t, uint8_t, x != 0 ? y : z)
RG_TERNARY (where_bool, void, uint8_t, uint8_t, x != 0 ? y : z)

static const RgPointwise where_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (where), RG_KERNELS_INT (where), RG_KERNELS_BOOL (where) },
};

/* --- gradients --- */

/* The condition has no gradient, so `x` of RG_GRADIENT_3 does not fit here. */
static RgTensor *
where_input (RgVjpCall *c, size_t i)
{
  (void) i;
  return rg_where_scalar (RG_IN (0), RG_G, 0);
}

static RgTensor *
where_other (RgVjpCall *c, size_t i)
{
  (void) i;
  return rg_where (RG_IN (0), rg_scalar (rg_tensor_dtype (RG_G), 0), RG_G);
}

static const RgVjp where_vjps[] = {
  { 1, RG_SAVE_INPUT (0), where_input },
  { 2, RG_SAVE_INPUT (0), where_other },
  { 0, 0, NULL },
};

static RgTensor *
where_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *ty = rg_jvp_tangent (c, 1), *tz = rg_jvp_tangent (c, 2), *out = rg_jvp_output (c, 0);
  (void) o;
  if (ty == NULL && tz == NULL)
    return NULL;
  RgTensor *zero = rg_zeros_like (out);
  return rg_where (rg_jvp_input (c, 0), ty ? ty : zero, tz ? tz : zero);
}

/* --- tables --- */

static const RgInput where_inputs[] = {
  { "condition", "where to take `input`", RG_INPUT_BOOL | RG_INPUT_NO_GRAD | RG_INPUT_NO_PROMOTE },
  { "input", "taken where the condition holds", 0 },
  { "other", "taken elsewhere; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample where_samples[] = {
  { "3x4:b 3x4 3x4", NULL, NULL, 0 },
  { "4:b 3x4 3x1", NULL, "broadcast", 0 },
  { "3x4:b . 4", NULL, "a zero-dimensional input", 0 },
  { ".:b 3 .", NULL, "a zero-dimensional condition", 0 },
  { "0x3:b 3 3", NULL, "no elements", 0 },
  { "3:b i64*3:i5 3", NULL, "promotion", RG_SAMPLE_NO_GRAD },
  { "3:b 3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3 3 3", NULL, "a condition that is not bool", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp where_op = {
  RG_POINTWISE_OP (where),
  RG_DIFFERENTIABLE (where),
  .summary = "Takes from one tensor where a condition holds, from another elsewhere.",
  .formula = "out = condition ? input : other",
  .gradient = "d input = d out where condition, else 0; d other = 0 where condition, else d out",
};

RG_MODULE (where, &where_op)
