/* addr.c: adds the outer product of two vectors to a tensor.
 *
 *     out[i, j] = beta * input[i, j] + alpha * vec1[i] * vec2[j]
 *     d input = beta * d out
 *     d vec1 = alpha * d out @ vec2        d vec2 = alpha * d out^T @ vec1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scaled.h"

/* --- forward --- */

/* Of bool the product is "and", the sum "or", and a factor only counts by not being 0. */
static bool
addr_bool (RgCall *call, const RgAddrAttrs *a)
{
  RgTensor *x = call->inputs[1], *y = call->inputs[2];
  RgInts shape = RG_SHAPE (rg_tensor_size (x, 0), rg_tensor_size (y, 0));
  RgTensor *out = a->alpha != 0 ? rg_logical_and (rg_unsqueeze (x, 1), y) : rg_zeros (RG_BOOL, shape);
  if (a->beta != 0)
    out = rg_logical_or (rg_expand (call->inputs[0], shape), out);
  return rg_call_return (call, 0, out);
}

static bool
addr_forward (RgCall *call)
{
  const RgAddrAttrs *a = call->attrs;
  RgTensor *x = call->inputs[1] /* (m) */, *y = call->inputs[2] /* (n) */;
  if (rg_tensor_ndim (x) != 1 || rg_tensor_ndim (y) != 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "vec1 and vec2 must be vectors");
  if (rg_tensor_dtype (call->inputs[0]) == RG_BOOL && rg_tensor_dtype (x) == RG_BOOL && rg_tensor_dtype (y) == RG_BOOL)
    return addr_bool (call, a);
  RgTensor *out = scaled_begin (call, RG_SHAPE (rg_tensor_size (x, 0), rg_tensor_size (y, 0)), a->beta);
  if (out == NULL)
    return false;
  int64_t sx = rg_tensor_stride (x, 0), sy = rg_tensor_stride (y, 0);
  RgGemm g = {
    .m = rg_tensor_size (x, 0), .n = rg_tensor_size (y, 0), .k = 1, .batch = 1,
    .a = rg_tensor_data (x), .a_row = sx, .a_col = 1,
    .b = rg_tensor_data (y), .b_row = 1, .b_col = sy,
    .c = rg_tensor_data (out), .c_row = rg_tensor_size (y, 0), .alpha = a->alpha, .beta = a->beta,
  };
  if (g.m && g.n)
    product_run (rg_tensor_dtype (out), &g);
  return true;
}

/* --- gradients --- */

RG_VJP (addr_input, scaled (RG_G, RG_ATTRS (RgAddrAttrs)->beta))
RG_VJP (addr_vec1, scaled (rg_mv (RG_G, RG_IN (2)), RG_ATTRS (RgAddrAttrs)->alpha))
RG_VJP (addr_vec2, scaled (rg_mv (turned (RG_G), RG_IN (1)), RG_ATTRS (RgAddrAttrs)->alpha))

static const RgVjp addr_vjps[] = {
  { 0, 0, addr_input },
  { 1, RG_SAVE_INPUT (2), addr_vec1 },
  { 2, RG_SAVE_INPUT (1), addr_vec2 },
  { 0, 0, NULL },
};

static RgTensor *
addr_jvp (RgJvpCall *c, size_t o)
{
  const RgAddrAttrs *a = rg_jvp_attrs (c);
  (void) o;
  return scaled_tangent (c, product_jvp (c, 1, 2, rg_outer), a->beta, a->alpha);
}

/* --- tables --- */

static const RgInput addr_inputs[] = {
  { "input", "what is added; it broadcasts", 0 },
  { "vec1", "the left factor (m)", 0 },
  { "vec2", "the right factor (n)", 0 },
  { NULL, NULL, 0 },
};

static const RgAddrAttrs addr_init = RG_ADDR_ATTRS_INIT;
static const RgAttr addr_attrs[] = { SCALED_ATTRS (RgAddrAttrs), { .name = NULL } };

static const RgSample addr_samples[] = {
  { "3x2 3 2", NULL, NULL, 0 },
  { "3x2 3 2", "beta=0.5 alpha=2", NULL, 0 },
  { "2 3 2", "alpha=-1", "input broadcasts", 0 },
  { "0x2 0 2", "beta=2", "no elements, or a sum of nothing", 0 },
  { "3x2:b 3:b 2:b", NULL, "bool", RG_SAMPLE_NO_GRAD },
  { "2:b 3:b 2:b", "beta=3 alpha=0", NULL, RG_SAMPLE_NO_GRAD },
  { "3x2 3 3", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp addr = {
  .struct_size = sizeof (RgOp),
  .name = "addr",
  .summary = "Adds the outer product of two vectors to a tensor.",
  .formula = "out[i, j] = beta * input[i, j] + alpha * vec1[i] * vec2[j]",
  .gradient = "d input = beta * d out; d vec1 = alpha * d out @ vec2; d vec2 = alpha * d out^T @ vec1",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = addr_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (addr, RgAddrAttrs),
  .forward = addr_forward,
  .vjp = addr_vjps,
  .jvp = addr_jvp,
  .samples = addr_samples,
  .uses = RG_USES ("mv", "outer", "mul", "add", "transpose", "expand", "logical_and", "logical_or", "unsqueeze"),
};

RG_MODULE (addr, &addr)
