/* unsafe_view.c: view, of a tensor that nobody else sees.
 *
 * What reshape and matmul put after a copy or a product of their own; the name is
 * PyTorch's and shows in printed graphs.
 *
 *     out[..] = input[..], in row-major order
 *     d input = d out with the sizes of input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "view-strides.h"

/* --- the stride rule --- */

static bool
unsafe_view_forward (RgCall *call)
{
  const RgUnsafeViewAttrs *a = call->attrs;
  return view_as_shape (call, a->shape);
}

/* --- gradients --- */

RG_VJP (unsafe_view_input, rg_reshape (RG_G, rg_vjp_shape (c, 0)))

static const RgVjp unsafe_view_vjps[] = { { 0, 0, unsafe_view_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput unsafe_view_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgUnsafeViewAttrs unsafe_view_init = RG_UNSAFE_VIEW_ATTRS_INIT;
static const RgAttr unsafe_view_attrs[] = {
  RG_ATTR (RgUnsafeViewAttrs, shape, INTS, NULL, .doc = "the new sizes; one may be -1: what is left"),
  { .name = NULL },
};

static const RgSample unsafe_view_samples[] = {
  { "3x4", "shape=2,6", NULL, 0 },
  { "2x3x4", "shape=-1,4", NULL, 0 },
  { "3x4", "shape=1,3,1,4", "sizes of 1", 0 },
  { ".", "shape=1,1", "zero-dimensional", 0 },
  { "1", "shape=", "to zero dimensions", 0 },
  { "0x3", "shape=3,0,2", "no elements", 0 },
  { "3x4", "shape=5,2", "another number of elements", RG_SAMPLE_ERROR },
  { "3x4", "shape=-1,-1", "two unknown sizes", RG_SAMPLE_ERROR },
  { "0x3", "shape=-1,0", "a size that could be any", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unsafe_view = {
  .struct_size = sizeof (RgOp),
  .name = "unsafe_view",
  .summary = "A view with other sizes of a tensor that nobody else sees.",
  .formula = "out = input, in row-major order",
  .gradient = "d input = reshape (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .flags = RG_OP_INTERNAL,
  .inputs = unsafe_view_inputs,
  .n_outputs = 1,
  .attrs = unsafe_view_attrs,
  .attrs_size = sizeof (RgUnsafeViewAttrs),
  .attrs_init = &unsafe_view_init,
  .forward = unsafe_view_forward,
  .vjp = unsafe_view_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = unsafe_view_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (unsafe_view, &unsafe_view)
