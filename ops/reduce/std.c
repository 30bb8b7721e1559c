/* std.c: the standard deviation over all dimensions, or some.
 *
 *     out = sqrt of (sum over dim of (input - mean)^2) / (n - correction)
 *     d input = d out * (input - mean) / (n - correction) / out, and 0 where out is 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "moments.h"

/* --- kernels --- */

MOMENTS_KERNELS (float, f32)
MOMENTS_KERNELS (double, f64)
MOMENTS_FINISH (finish, RgStdAttrs, float, f32, (float) sqrt ((double) v))
MOMENTS_FINISH (finish, RgStdAttrs, double, f64, sqrt (v))

static const RgReduction std_reduction = {
  REDUCE_FLOAT_KERNELS (moments, finish),
  BLOCKWISE_STATE_SIZES,
};

/* --- gradients --- */

/* d variance = d out / (2 out); at 0 the subgradient is 0. */
static RgTensor *
std_gradient (RgTensor *x, RgTensor *out, RgTensor *g, const RgStdAttrs *a)
{
  if (x == NULL || out == NULL || g == NULL)
    return NULL;
  RgInts shape = rg_tensor_shape (x);
  double divisor = MOMENTS_DIVISOR (a, reduced_count (shape, a->has_dim, a->dim));
  RgTensor *zero = rg_eq_scalar (out, 0);
  RgTensor *half = rg_div (g, rg_mul_scalar (rg_where (zero, rg_ones_like (out), out), 2));
  half = rg_where (zero, rg_zeros_like (half), half);
  return moments_gradient (x, reduced_kept (half, shape, a->has_dim, a->dim, a->keepdim), divisor, a->has_dim,
                           a->dim);
}

static RgTensor *
std_input (RgVjpCall *c, size_t i)
{
  return std_gradient (rg_vjp_input (c, i), rg_vjp_output (c, 0), rg_vjp_grad (c, 0), rg_vjp_attrs (c));
}

static const RgVjp std_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), std_input },
  { 0, 0, NULL },
};

static RgTensor *
std_jvp (RgJvpCall *c, size_t o)
{
  const RgStdAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0), *out = rg_jvp_output (c, o);
  if (t == NULL)
    return NULL;
  RgTensor *w = std_gradient (rg_jvp_input (c, 0), out, rg_ones_like (out), a);
  return reduced_sum (rg_mul (w, t), a->has_dim, a->dim, a->keepdim);
}

/* --- tables --- */

static const RgInput std_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgStdAttrs std_init = RG_STD_ATTRS_INIT;
static const RgAttr std_attrs[] = { MOMENTS_ATTRS (RgStdAttrs), { .name = NULL } };

static const RgSample std_samples[] = { MOMENTS_SAMPLES, { NULL, NULL, NULL, 0 } };

/* --- the descriptor --- */

static const RgOp std = {
  .struct_size = sizeof (RgOp),
  .name = "std",
  .summary = "The standard deviation over all dimensions, or over some.",
  .formula = "out = sqrt of (sum over dim of (input - mean)^2) / (n - correction)",
  .gradient = "d input = d out * (input - mean) / (n - correction) / out, 0 where out is 0",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = std_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (std, RgStdAttrs),
  .reduction = &std_reduction,
  .vjp = std_vjps,
  .jvp = std_jvp,
  .samples = std_samples,
  .uses = RG_USES ("mean", "sub", "mul", "sum", "reshape", "eq", "where", "div"),
};

RG_MODULE (std, &std)
