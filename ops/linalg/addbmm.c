/* addbmm.c: adds the sum of the products of two batches of matrices to a tensor.
 *
 *     out = beta * input + alpha * (sum over b of batch1[b] @ batch2[b])
 *     d input = beta * d out
 *     d batch1[b] = alpha * d out @ batch2[b]^T        d batch2[b] = alpha * batch1[b]^T @ d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scaled.h"

/* --- forward --- */

static bool
addbmm_forward (RgCall *call)
{
  const RgAddbmmAttrs *a = call->attrs;
  RgTensor *x = call->inputs[1] /* (b, m, k) */, *y = call->inputs[2] /* (b, k, n) */;
  if (rg_tensor_ndim (x) != 3 || rg_tensor_ndim (y) != 3 || rg_tensor_size (x, 0) != rg_tensor_size (y, 0)
      || rg_tensor_size (x, 2) != rg_tensor_size (y, 1))
    return rg_call_fail (call, RG_ERROR_SHAPE, "batch1 and batch2 must have sizes (b, m, k) and (b, k, n)");
  int64_t batch = rg_tensor_size (x, 0), m = rg_tensor_size (x, 1), n = rg_tensor_size (y, 2);
  RgTensor *out = scaled_begin (call, RG_SHAPE (m, n), a->beta);
  if (out == NULL)
    return false;
  const int64_t *sx = rg_tensor_strides (x).v, *sy = rg_tensor_strides (y).v;
  int64_t esize = (int64_t) rg_dtype_size (rg_tensor_dtype (out));
  RgGemm g = {
    .m = m, .n = n, .k = batch ? rg_tensor_size (x, 2) : 0, .batch = 1,
    .a = rg_tensor_data (x), .a_row = sx[1], .a_col = sx[2], .b = rg_tensor_data (y), .b_row = sy[1], .b_col = sy[2],
    .c = rg_tensor_data (out), .c_row = n, .alpha = a->alpha, .beta = a->beta,
  };
  /* One after the other: each adds to what is there. */
  for (int64_t b = 0; m && n && (b < batch || b == 0); b++, g.beta = 1)
    {
      product_run (rg_tensor_dtype (out), &g);
      g.a = (const char *) g.a + sx[0] * esize;
      g.b = (const char *) g.b + sy[0] * esize;
    }
  return true;
}

/* --- gradients --- */

/* g (m, n) for each matrix of a batch, as a view. */
static RgTensor *
for_each (RgTensor *g, RgTensor *batch)
{
  if (g == NULL || batch == NULL)
    return NULL;
  return rg_expand (g, RG_SHAPE (rg_tensor_size (batch, 0), rg_tensor_size (g, 0), rg_tensor_size (g, 1)));
}

static RgTensor *
summed (RgTensor *x, RgTensor *y)
{
  return rg_sum_dim (rg_bmm (x, y), RG_DIMS (0), false);
}

RG_VJP (addbmm_input, scaled (RG_G, RG_ATTRS (RgAddbmmAttrs)->beta))
RG_VJP (addbmm_batch1, scaled (rg_bmm (for_each (RG_G, RG_IN (2)), turned (RG_IN (2))), RG_ATTRS (RgAddbmmAttrs)->alpha))
RG_VJP (addbmm_batch2, scaled (rg_bmm (turned (RG_IN (1)), for_each (RG_G, RG_IN (1))), RG_ATTRS (RgAddbmmAttrs)->alpha))

static const RgVjp addbmm_vjps[] = {
  { 0, 0, addbmm_input },
  { 1, RG_SAVE_INPUT (2), addbmm_batch1 },
  { 2, RG_SAVE_INPUT (1), addbmm_batch2 },
  { 0, 0, NULL },
};

static RgTensor *
addbmm_jvp (RgJvpCall *c, size_t o)
{
  const RgAddbmmAttrs *a = rg_jvp_attrs (c);
  (void) o;
  return scaled_tangent (c, product_jvp (c, 1, 2, summed), a->beta, a->alpha);
}

/* --- tables --- */

static const RgInput addbmm_inputs[] = {
  { "input", "what is added; it broadcasts", 0 },
  { "batch1", "the left factor (b, m, k)", 0 },
  { "batch2", "the right factor (b, k, n)", 0 },
  { NULL, NULL, 0 },
};

static const RgAddbmmAttrs addbmm_init = RG_ADDBMM_ATTRS_INIT;
static const RgAttr addbmm_attrs[] = { SCALED_ATTRS (RgAddbmmAttrs), { .name = NULL } };

static const RgSample addbmm_samples[] = {
  { "3x2 2x3x4 2x4x2", NULL, NULL, 0 },
  { "3x2 2x3x4 2x4x2", "beta=0.5 alpha=2", NULL, 0 },
  { "2 2x3x4 2x4x2", "alpha=-1", "input broadcasts", 0 },
  { "3x2 0x3x4 0x4x2", "beta=2", "no elements, or a sum of nothing", 0 },
  { "3x2 2x3x4 3x4x2", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp addbmm = {
  .struct_size = sizeof (RgOp),
  .name = "addbmm",
  .summary = "Adds the sum of the products of two batches of matrices to a tensor.",
  .formula = "out = beta * input + alpha * (sum over b of batch1[b] @ batch2[b])",
  .gradient = "d input = beta * d out; d batch1[b] = alpha * d out @ batch2[b]^T; d batch2[b] = alpha * batch1[b]^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = addbmm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (addbmm, RgAddbmmAttrs),
  .forward = addbmm_forward,
  .vjp = addbmm_vjps,
  .jvp = addbmm_jvp,
  .samples = addbmm_samples,
  .uses = RG_USES ("bmm", "sum", "mul", "add", "transpose", "expand"),
};

RG_MODULE (addbmm, &addbmm)
