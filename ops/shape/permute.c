/* permute.c: the dimensions in another order, as a view.
 *
 *     dimension i of out is dimension dims[i] of input
 *     d input = d out with the inverse order
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the stride rule --- */

static bool
permute_forward (RgCall *call)
{
  const RgPermuteAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int ndim = rg_tensor_ndim (in);
  int64_t sizes[RG_MAX_DIMS], strides[RG_MAX_DIMS];
  bool seen[RG_MAX_DIMS] = { false };
  if (a->dims.n != ndim)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "dims must name each of the %d dimensions once", ndim);
  for (int d = 0; d < ndim; d++)
    {
      int from = rg_call_dim (call, a->dims.v[d], ndim);
      if (from < 0)
        return false;
      if (seen[from])
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "dim %d appears twice", from);
      seen[from] = true;
      sizes[d] = rg_tensor_shape (in).v[from];
      strides[d] = rg_tensor_strides (in).v[from];
    }
  return rg_call_view (call, (RgInts){ ndim, sizes }, (RgInts){ ndim, strides }, 0);
}

/* --- gradients --- */

static RgTensor *
permute_input (RgVjpCall *c, size_t i)
{
  RgInts dims = RG_ATTRS (RgPermuteAttrs)->dims;
  int64_t inverse[RG_MAX_DIMS];
  (void) i;
  for (int64_t d = 0; d < dims.n; d++)
    inverse[dims.v[d] < 0 ? dims.v[d] + dims.n : dims.v[d]] = d;
  return rg_permute (RG_G, (RgInts){ dims.n, inverse });
}

static const RgVjp permute_vjps[] = { { 0, 0, permute_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput permute_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgPermuteAttrs permute_init = RG_PERMUTE_ATTRS_INIT;
static const RgAttr permute_attrs[] = {
  RG_ATTR (RgPermuteAttrs, dims, INTS, NULL, .doc = "the old dimension for each new one"),
  { .name = NULL },
};

static const RgSample permute_samples[] = {
  { "2x3x4", "dims=2,0,1", NULL, 0 },
  { "2x3x4", "dims=-1,0,-2", "negative dims", 0 },
  { ".", "dims=", "zero-dimensional", 0 },
  { "2x0x3", "dims=1,2,0", "no elements", 0 },
  { "3x4", "dims=0,0", "a dim twice", RG_SAMPLE_ERROR },
  { "3x4", "dims=1", "too few dims", RG_SAMPLE_ERROR },
  { "3x4", "dims=0,2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp permute = {
  .struct_size = sizeof (RgOp),
  .name = "permute",
  .summary = "Puts the dimensions into another order; a view.",
  .formula = "dimension i of out is dimension dims[i] of input",
  .gradient = "d input = permute (d out, inverse of dims)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = permute_inputs,
  .n_outputs = 1,
  .attrs = permute_attrs,
  .attrs_size = sizeof (RgPermuteAttrs),
  .attrs_init = &permute_init,
  .forward = permute_forward,
  .vjp = permute_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = permute_samples,
};

RG_MODULE (permute, &permute)
