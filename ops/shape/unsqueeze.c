/* unsqueeze.c: a dimension of size 1 put in, as a view.
 *
 *     out = input with a dimension of size 1 before dim
 *     d input = d out without it
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the stride rule --- */

static bool
unsqueeze_forward (RgCall *call)
{
  const RgUnsqueezeAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int ndim = rg_tensor_ndim (in) + 1;
  int64_t sizes[RG_MAX_DIMS + 1], strides[RG_MAX_DIMS + 1];
  int at = rg_call_dim (call, a->dim, ndim);
  if (at < 0)
    return false;
  if (ndim > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have more than %d dimensions", RG_MAX_DIMS);
  for (int d = 0; d < ndim; d++)
    {
      int from = d < at ? d : d - 1;
      sizes[d] = d == at ? 1 : rg_tensor_shape (in).v[from];
      strides[d] = d == at ? (d < ndim - 1 ? rg_tensor_shape (in).v[d] * rg_tensor_strides (in).v[d] : 1)
                           : rg_tensor_strides (in).v[from];
    }
  return rg_call_view (call, (RgInts){ ndim, sizes }, (RgInts){ ndim, strides }, 0);
}

/* --- gradients --- */

RG_VJP (unsqueeze_input, rg_reshape (RG_G, rg_vjp_shape (c, 0)))

static const RgVjp unsqueeze_vjps[] = { { 0, 0, unsqueeze_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput unsqueeze_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgUnsqueezeAttrs unsqueeze_init = RG_UNSQUEEZE_ATTRS_INIT;
static const RgAttr unsqueeze_attrs[] = {
  RG_ATTR (RgUnsqueezeAttrs, dim, INT, NULL,
           .doc = "where it will stand; a negative one counts from the end of the result"),
  { .name = NULL },
};

static const RgSample unsqueeze_samples[] = {
  { "3x4", "dim=0", NULL, 0 },
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=-1", "at the end", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=1", "no elements", 0 },
  { "3x4", "dim=3", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unsqueeze = {
  .struct_size = sizeof (RgOp),
  .name = "unsqueeze",
  .summary = "Puts in a dimension of size 1; a view.",
  .formula = "out = input with a dimension of size 1 before dim",
  .gradient = "d input = reshape (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = unsqueeze_inputs,
  .n_outputs = 1,
  .attrs = unsqueeze_attrs,
  .attrs_size = sizeof (RgUnsqueezeAttrs),
  .attrs_init = &unsqueeze_init,
  .forward = unsqueeze_forward,
  .vjp = unsqueeze_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = unsqueeze_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (unsqueeze, &unsqueeze)
