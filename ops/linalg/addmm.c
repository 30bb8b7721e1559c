/* addmm.c: adds the product of two matrices to a tensor.
 *
 *     out = beta * input + alpha * (mat1 @ mat2)
 *     d input = beta * d out
 *     d mat1 = alpha * d out @ mat2^T        d mat2 = alpha * mat1^T @ d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scaled.h"

/* --- forward --- */

static bool
addmm_forward (RgCall *call)
{
  const RgAddmmAttrs *a = call->attrs;
  RgTensor *x = call->inputs[1] /* (m, k) */, *y = call->inputs[2] /* (k, n) */;
  if (rg_tensor_ndim (x) != 2 || rg_tensor_ndim (y) != 2 || rg_tensor_size (x, 1) != rg_tensor_size (y, 0))
    return rg_call_fail (call, RG_ERROR_SHAPE, "mat1 and mat2 must be matrices (m, k) and (k, n)");
  RgTensor *out = scaled_begin (call, RG_SHAPE (rg_tensor_size (x, 0), rg_tensor_size (y, 1)), a->beta);
  if (out == NULL)
    return false;
  product_into (out, x, y, a->alpha, a->beta);
  return true;
}

/* --- gradients --- */

RG_VJP (addmm_input, scaled (RG_G, RG_ATTRS (RgAddmmAttrs)->beta))
RG_VJP (addmm_mat1, scaled (rg_mm (RG_G, turned (RG_IN (2))), RG_ATTRS (RgAddmmAttrs)->alpha))
RG_VJP (addmm_mat2, scaled (rg_mm (turned (RG_IN (1)), RG_G), RG_ATTRS (RgAddmmAttrs)->alpha))

static const RgVjp addmm_vjps[] = {
  { 0, 0, addmm_input },
  { 1, RG_SAVE_INPUT (2), addmm_mat1 },
  { 2, RG_SAVE_INPUT (1), addmm_mat2 },
  { 0, 0, NULL },
};

static RgTensor *
addmm_jvp (RgJvpCall *c, size_t o)
{
  const RgAddmmAttrs *a = rg_jvp_attrs (c);
  (void) o;
  return scaled_tangent (c, product_jvp (c, 1, 2, rg_mm), a->beta, a->alpha);
}

/* --- tables --- */

static const RgInput addmm_inputs[] = {
  { "input", "what is added; it broadcasts", 0 },
  { "mat1", "the left factor (m, k)", 0 },
  { "mat2", "the right factor (k, n)", 0 },
  { NULL, NULL, 0 },
};

static const RgAddmmAttrs addmm_init = RG_ADDMM_ATTRS_INIT;
static const RgAttr addmm_attrs[] = { SCALED_ATTRS (RgAddmmAttrs), { .name = NULL } };

static const RgSample addmm_samples[] = {
  { "3x2 3x4 4x2", NULL, NULL, 0 },
  { "3x2 3x4 4x2", "beta=0.5 alpha=2", NULL, 0 },
  { "2 3x4 4x2", "alpha=-1", "input broadcasts", 0 },
  { "3x2 3x0 0x2", "beta=2", "no elements, or a sum of nothing", 0 },
  { "3x2 3x4 3x2", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp addmm = {
  .struct_size = sizeof (RgOp),
  .name = "addmm",
  .summary = "Adds the product of two matrices to a tensor.",
  .formula = "out = beta * input + alpha * (mat1 @ mat2)",
  .gradient = "d input = beta * d out; d mat1 = alpha * d out @ mat2^T; d mat2 = alpha * mat1^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = addmm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (addmm, RgAddmmAttrs),
  .forward = addmm_forward,
  .vjp = addmm_vjps,
  .jvp = addmm_jvp,
  .samples = addmm_samples,
  .uses = RG_USES ("mm", "mul", "add", "transpose", "expand"),
};

RG_MODULE (addmm, &addmm)
