/* var.c: the variance over all dimensions, or some.
 *
 *     out = (sum over dim of (input - mean)^2) / (n - correction)
 *     d input = d out * (input - mean) / (n - correction) * 2
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "moments.h"

/* --- kernels --- */

MOMENTS_KERNELS (float, f32)
MOMENTS_KERNELS (double, f64)
MOMENTS_FINISH (finish, RgVarAttrs, float, f32, v)
MOMENTS_FINISH (finish, RgVarAttrs, double, f64, v)

static const RgReduction var_reduction = {
  REDUCE_FLOAT_KERNELS (moments, finish),
  BLOCKWISE_STATE_SIZES,
};

/* --- gradients --- */

static RgTensor *
var_gradient (RgTensor *x, RgTensor *g, const RgVarAttrs *a)
{
  if (x == NULL || g == NULL)
    return NULL;
  RgInts shape = rg_tensor_shape (x);
  double divisor = MOMENTS_DIVISOR (a, reduced_count (shape, a->has_dim, a->dim));
  return moments_gradient (x, reduced_kept (g, shape, a->has_dim, a->dim, a->keepdim), divisor, a->has_dim, a->dim);
}

static RgTensor *
var_input (RgVjpCall *c, size_t i)
{
  return var_gradient (rg_vjp_input (c, i), rg_vjp_grad (c, 0), rg_vjp_attrs (c));
}

static const RgVjp var_vjps[] = { { 0, RG_SAVE_INPUT (0), var_input }, { 0, 0, NULL } };

static RgTensor *
var_jvp (RgJvpCall *c, size_t o)
{
  const RgVarAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  if (t == NULL)
    return NULL;
  RgTensor *w = var_gradient (rg_jvp_input (c, 0), rg_ones_like (rg_jvp_output (c, o)), a);
  return reduced_sum (rg_mul (w, t), a->has_dim, a->dim, a->keepdim);
}

/* --- tables --- */

static const RgInput var_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgVarAttrs var_init = RG_VAR_ATTRS_INIT;
static const RgAttr var_attrs[] = { MOMENTS_ATTRS (RgVarAttrs), { .name = NULL } };

static const RgSample var_samples[] = { MOMENTS_SAMPLES, { NULL, NULL, NULL, 0 } };

/* --- the descriptor --- */

static const RgOp var = {
  .struct_size = sizeof (RgOp),
  .name = "var",
  .summary = "The variance over all dimensions, or over some.",
  .formula = "out = (sum over dim of (input - mean)^2) / (n - correction)",
  .gradient = "d input = d out * (input - mean) / (n - correction) * 2",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = var_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (var, RgVarAttrs),
  .reduction = &var_reduction,
  .vjp = var_vjps,
  .jvp = var_jvp,
  .samples = var_samples,
  .uses = RG_USES ("mean", "sub", "mul", "sum", "reshape"),
};

RG_MODULE (var, &var)
