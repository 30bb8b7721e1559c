/* view.c: other sizes for the same elements, as a view.
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
view_forward (RgCall *call)
{
  const RgViewAttrs *a = call->attrs;
  return view_as_shape (call, a->shape);
}

/* --- gradients --- */

RG_VJP (view_input, rg_reshape (RG_G, rg_vjp_shape (c, 0)))

static const RgVjp view_vjps[] = { { 0, 0, view_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput view_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgViewAttrs view_init = RG_VIEW_ATTRS_INIT;
static const RgAttr view_attrs[] = {
  RG_ATTR (RgViewAttrs, shape, INTS, NULL, .doc = "the new sizes; one may be -1: what is left"),
  { .name = NULL },
};

static const RgSample view_samples[] = {
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

static const RgOp view = {
  .struct_size = sizeof (RgOp),
  .name = "view",
  .summary = "Gives a view with other sizes.",
  .formula = "out = input, in row-major order",
  .gradient = "d input = reshape (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = view_inputs,
  .n_outputs = 1,
  .attrs = view_attrs,
  .attrs_size = sizeof (RgViewAttrs),
  .attrs_init = &view_init,
  .forward = view_forward,
  .vjp = view_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = view_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (view, &view)
