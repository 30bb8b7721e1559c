/* baddbmm.c: adds the products of two batches of matrices to a tensor.
 *
 *     out[b] = beta * input[b] + alpha * (batch1[b] @ batch2[b])
 *     d input = beta * d out
 *     d batch1 = alpha * d out @ batch2^T        d batch2 = alpha * batch1^T @ d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scaled.h"

/* --- forward --- */

static bool
baddbmm_forward (RgCall *call)
{
  const RgBaddbmmAttrs *a = call->attrs;
  RgTensor *x = call->inputs[1] /* (b, m, k) */, *y = call->inputs[2] /* (b, k, n) */;
  if (rg_tensor_ndim (x) != 3 || rg_tensor_ndim (y) != 3 || rg_tensor_size (x, 0) != rg_tensor_size (y, 0)
      || rg_tensor_size (x, 2) != rg_tensor_size (y, 1))
    return rg_call_fail (call, RG_ERROR_SHAPE, "batch1 and batch2 must have sizes (b, m, k) and (b, k, n)");
  RgTensor *out = scaled_begin (call, RG_SHAPE (rg_tensor_size (x, 0), rg_tensor_size (x, 1), rg_tensor_size (y, 2)),
                                a->beta);
  if (out == NULL)
    return false;
  product_into (out, x, y, a->alpha, a->beta);
  return true;
}

/* --- gradients --- */

RG_VJP (baddbmm_input, scaled (RG_G, RG_ATTRS (RgBaddbmmAttrs)->beta))
RG_VJP (baddbmm_batch1, scaled (rg_bmm (RG_G, turned (RG_IN (2))), RG_ATTRS (RgBaddbmmAttrs)->alpha))
RG_VJP (baddbmm_batch2, scaled (rg_bmm (turned (RG_IN (1)), RG_G), RG_ATTRS (RgBaddbmmAttrs)->alpha))

static const RgVjp baddbmm_vjps[] = {
  { 0, 0, baddbmm_input },
  { 1, RG_SAVE_INPUT (2), baddbmm_batch1 },
  { 2, RG_SAVE_INPUT (1), baddbmm_batch2 },
  { 0, 0, NULL },
};

static RgTensor *
baddbmm_jvp (RgJvpCall *c, size_t o)
{
  const RgBaddbmmAttrs *a = rg_jvp_attrs (c);
  (void) o;
  return scaled_tangent (c, product_jvp (c, 1, 2, rg_bmm), a->beta, a->alpha);
}

/* --- tables --- */

static const RgInput baddbmm_inputs[] = {
  { "input", "what is added; it broadcasts", 0 },
  { "batch1", "the left factor (b, m, k)", 0 },
  { "batch2", "the right factor (b, k, n)", 0 },
  { NULL, NULL, 0 },
};

static const RgBaddbmmAttrs baddbmm_init = RG_BADDBMM_ATTRS_INIT;
static const RgAttr baddbmm_attrs[] = { SCALED_ATTRS (RgBaddbmmAttrs), { .name = NULL } };

static const RgSample baddbmm_samples[] = {
  { "2x3x2 2x3x4 2x4x2", NULL, NULL, 0 },
  { "2x3x2 2x3x4 2x4x2", "beta=0.5 alpha=2", NULL, 0 },
  { "3x1 2x3x4 2x4x2", "alpha=-1", "input broadcasts", 0 },
  { "2x3x2 2x3x0 2x0x2", "beta=2", "no elements, or a sum of nothing", 0 },
  { "2x3x2 2x3x4 3x4x2", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp baddbmm = {
  .struct_size = sizeof (RgOp),
  .name = "baddbmm",
  .summary = "Adds the products of two batches of matrices to a tensor.",
  .formula = "out[b] = beta * input[b] + alpha * (batch1[b] @ batch2[b])",
  .gradient = "d input = beta * d out; d batch1 = alpha * d out @ batch2^T; d batch2 = alpha * batch1^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = baddbmm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (baddbmm, RgBaddbmmAttrs),
  .forward = baddbmm_forward,
  .vjp = baddbmm_vjps,
  .jvp = baddbmm_jvp,
  .samples = baddbmm_samples,
  .uses = RG_USES ("bmm", "mul", "add", "transpose", "expand"),
};

RG_MODULE (baddbmm, &baddbmm)
