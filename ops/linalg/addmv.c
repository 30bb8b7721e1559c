/* addmv.c: adds the product of a matrix and a vector to a tensor.
 *
 *     out = beta * input + alpha * (mat @ vec)
 *     d input = beta * d out
 *     d mat[i, p] = alpha * d out[i] * vec[p]        d vec = alpha * mat^T @ d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scaled.h"

/* --- forward --- */

static bool
addmv_forward (RgCall *call)
{
  const RgAddmvAttrs *a = call->attrs;
  RgTensor *x = call->inputs[1] /* (m, k) */, *y = call->inputs[2] /* (k) */;
  if (rg_tensor_ndim (x) != 2 || rg_tensor_ndim (y) != 1 || rg_tensor_size (x, 1) != rg_tensor_size (y, 0))
    return rg_call_fail (call, RG_ERROR_SHAPE, "mat and vec must have sizes (m, k) and (k)");
  RgTensor *out = scaled_begin (call, RG_SHAPE (rg_tensor_size (x, 0)), a->beta);
  if (out == NULL)
    return false;
  int64_t sy = rg_tensor_stride (y, 0);
  RgGemm g = {
    .m = rg_tensor_size (x, 0), .n = 1, .k = rg_tensor_size (x, 1), .batch = 1,
    .a = rg_tensor_data (x), .a_row = rg_tensor_stride (x, 0), .a_col = rg_tensor_stride (x, 1),
    .b = rg_tensor_data (y), .b_row = sy, .b_col = sy,
    .c = rg_tensor_data (out), .c_row = 1, .alpha = a->alpha, .beta = a->beta,
  };
  if (g.m)
    product_run (rg_tensor_dtype (out), &g);
  return true;
}

/* --- gradients --- */

RG_VJP (addmv_input, scaled (RG_G, RG_ATTRS (RgAddmvAttrs)->beta))
RG_VJP (addmv_mat, scaled (rg_mul (rg_unsqueeze (RG_G, 1), RG_IN (2)), RG_ATTRS (RgAddmvAttrs)->alpha))
RG_VJP (addmv_vec, scaled (rg_mv (turned (RG_IN (1)), RG_G), RG_ATTRS (RgAddmvAttrs)->alpha))

static const RgVjp addmv_vjps[] = {
  { 0, 0, addmv_input },
  { 1, RG_SAVE_INPUT (2), addmv_mat },
  { 2, RG_SAVE_INPUT (1), addmv_vec },
  { 0, 0, NULL },
};

static RgTensor *
addmv_jvp (RgJvpCall *c, size_t o)
{
  const RgAddmvAttrs *a = rg_jvp_attrs (c);
  (void) o;
  return scaled_tangent (c, product_jvp (c, 1, 2, rg_mv), a->beta, a->alpha);
}

/* --- tables --- */

static const RgInput addmv_inputs[] = {
  { "input", "what is added; it broadcasts", 0 },
  { "mat", "the left factor (m, k)", 0 },
  { "vec", "the right factor (k)", 0 },
  { NULL, NULL, 0 },
};

static const RgAddmvAttrs addmv_init = RG_ADDMV_ATTRS_INIT;
static const RgAttr addmv_attrs[] = { SCALED_ATTRS (RgAddmvAttrs), { .name = NULL } };

static const RgSample addmv_samples[] = {
  { "3 3x4 4", NULL, NULL, 0 },
  { "3 3x4 4", "beta=0.5 alpha=2", NULL, 0 },
  { ". 3x4 4", "alpha=-1", "input broadcasts", 0 },
  { "3 3x0 0", "beta=2", "no elements, or a sum of nothing", 0 },
  { "3 3x4 3", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp addmv = {
  .struct_size = sizeof (RgOp),
  .name = "addmv",
  .summary = "Adds the product of a matrix and a vector to a tensor.",
  .formula = "out = beta * input + alpha * (mat @ vec)",
  .gradient = "d input = beta * d out; d mat[i, p] = alpha * d out[i] * vec[p]; d vec = alpha * mat^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = addmv_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (addmv, RgAddmvAttrs),
  .forward = addmv_forward,
  .vjp = addmv_vjps,
  .jvp = addmv_jvp,
  .samples = addmv_samples,
  .uses = RG_USES ("mv", "mul", "add", "transpose", "unsqueeze", "expand"),
};

RG_MODULE (addmv, &addmv)
