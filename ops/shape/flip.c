/* flip.c: dimensions read backwards.
 *
 *     out[.., i, ..] = input[.., n - 1 - i, ..]
 *     d input = flip (d out, dims)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "strided.h"

/* --- the forward --- */

static bool
flip_forward (RgCall *call)
{
  const RgFlipAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  ViewShape v = view_of_tensor (in);
  unsigned seen = 0;
  for (int64_t k = 0; k < a->dims.n; k++)
    {
      int dim = rg_call_dim (call, a->dims.v[k], v.ndim);
      if (dim < 0)
        return false;
      if (seen >> dim & 1)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "dimension %d stands twice in dims", dim);
      seen |= 1u << dim;
      if (v.ndim == 0)
        continue;
      v.offset += MAX (v.sizes[dim] - 1, 0) * v.strides[dim];
      v.strides[dim] = -v.strides[dim];
    }
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  if (out == NULL)
    return false;
  copy_out_of (rg_tensor_data (out), &v, in);
  return true;
}

/* --- gradients --- */

RG_VJP (flip_input, rg_flip (RG_G, RG_ATTRS (RgFlipAttrs)->dims))

static const RgVjp flip_vjps[] = { { 0, 0, flip_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput flip_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgFlipAttrs flip_init = RG_FLIP_ATTRS_INIT;
static const RgAttr flip_attrs[] = {
  RG_ATTR (RgFlipAttrs, dims, INTS, NULL, .doc = "the dimensions to reverse"),
  { .name = NULL },
};

static const RgSample flip_samples[] = {
  { "3x4", "dims=0", NULL, 0 },
  { "2x3x4", "dims=-1,0", NULL, 0 },
  { "3x4", "dims=", "nothing reversed", 0 },
  { ".", "dims=", "zero-dimensional", 0 },
  { "0x3", "dims=0", "no elements", 0 },
  { "i64*5:i9", "dims=0", NULL, RG_SAMPLE_NO_GRAD },
  { "3", "dims=0,0", "a dimension twice", RG_SAMPLE_ERROR },
  { "3", "dims=1", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp flip = {
  SHAPE_OP (flip, GENERAL),
  .summary = "Reverses dimensions.",
  .formula = "out[.., i, ..] = input[.., n - 1 - i, ..]",
  .gradient = "d input = flip (d out, dims)",
  SHAPE_LINEAR (flip),
  RG_ATTRIBUTES (flip, RgFlipAttrs),
};

RG_MODULE (flip, &flip)
