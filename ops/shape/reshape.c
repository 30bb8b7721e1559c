/* reshape.c: other sizes for the same elements.
 *
 *     out[..] = input[..], in row-major order
 *     d input = d out with the sizes of input
 *
 * A view where the strides allow one, else a view of a copy.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "view-strides.h"

/* --- forward, in other operators --- */

static bool
reshape_forward (RgCall *call)
{
  const RgReshapeAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int64_t sizes[RG_MAX_DIMS], strides[RG_MAX_DIMS];
  if (!resolve_shape (call, a->shape, sizes))
    return false;
  RgInts shape = { a->shape.n, sizes };
  if (rg_tensor_is_contiguous (in) || view_strides (in, shape, strides))
    return rg_call_return (call, 0, rg_view (in, shape));
  return rg_call_return (call, 0, rg_unsafe_view (rg_clone (in), shape));
}

/* --- tables --- */

static const RgInput reshape_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgReshapeAttrs reshape_init = RG_RESHAPE_ATTRS_INIT;
static const RgAttr reshape_attrs[] = {
  RG_ATTR (RgReshapeAttrs, shape, INTS, NULL, .doc = "the new sizes; one may be -1: what is left"),
  { .name = NULL },
};

static const RgSample reshape_samples[] = {
  { "3x4", "shape=2,6", NULL, 0 },
  { "2x3x4", "shape=-1,4", NULL, 0 },
  { "3x4", "shape=1,3,1,4", "sizes of 1", 0 },
  { ".", "shape=1,1", "zero-dimensional", 0 },
  { "1", "shape=", "to zero dimensions", 0 },
  { "0x3", "shape=3,0,2", "no elements", 0 },
  { "3x4", "shape=5,2", "another number of elements", RG_SAMPLE_ERROR },
  { "3x4", "shape=-1,-1", "two unknown sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp reshape = {
  .struct_size = sizeof (RgOp),
  .name = "reshape",
  .summary = "Gives other sizes to the same elements; a view where the strides allow one.",
  .formula = "out = input, in row-major order",
  .gradient = "d input = reshape (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_COMPOSITE,
  .inputs = reshape_inputs,
  .n_outputs = 1,
  .attrs = reshape_attrs,
  .attrs_size = sizeof (RgReshapeAttrs),
  .attrs_init = &reshape_init,
  .forward = reshape_forward,
  .samples = reshape_samples,
  .uses = RG_USES ("view", "unsafe_view", "clone"),
};

RG_MODULE (reshape, &reshape)
