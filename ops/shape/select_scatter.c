/* select_scatter.c: a copy in which one index of a dimension is replaced.
 *
 *     out = input, but for one index of a dimension, which is src
 *     d input = d out, 0 there
 *     d src = d out there
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the forward --- */

static bool
select_scatter_forward (RgCall *call)
{
  const RgSelectScatterAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  RgTensor *src = rg_to (call->inputs[1], rg_tensor_dtype (in));
  if (out == NULL || src == NULL)
    return false;
  ViewShape whole = view_of_tensor (out), v = whole;
  if (!select_shape (call, &v, a->dim, a->index))
    return false;
  if (!same_sizes (rg_tensor_shape (src), (RgInts){ v.ndim, v.sizes }))
    return rg_call_fail (call, RG_ERROR_SHAPE, "src does not have the sizes of what it replaces");
  copy_into (rg_tensor_data (out), &whole, in);
  copy_into (rg_tensor_data (out), &v, src);
  return true;
}

/* --- gradients --- */

static RgTensor *
select_scatter_input (RgVjpCall *c, size_t i)
{
  RgTensor *zeros = rg_zeros (rg_tensor_dtype (RG_G), rg_vjp_shape (c, 1));
  (void) i;
  return rg_select_scatter_with (RG_G, zeros, rg_vjp_attrs (c));
}

static RgTensor *
select_scatter_src (RgVjpCall *c, size_t i)
{
  const RgSelectScatterAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_select (RG_G, a->dim, a->index);
}

static const RgVjp select_scatter_vjps[] = {
  { 0, RG_SAVE_INPUT (1), select_scatter_input },
  { 1, 0, select_scatter_src },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput select_scatter_inputs[] = {
  { "input", "the tensor", 0 },
  { "src", "what stands there instead", 0 },
  { NULL, NULL, 0 },
};

static const RgSelectScatterAttrs select_scatter_init = RG_SELECT_SCATTER_ATTRS_INIT;
static const RgAttr select_scatter_attrs[] = {
  RG_ATTR (RgSelectScatterAttrs, dim, INT, NULL, .doc = "the dimension"),
  RG_ATTR (RgSelectScatterAttrs, index, INT, NULL, .doc = "the index in it; a negative one counts from the end"),
  { .name = NULL },
};

static const RgSample select_scatter_samples[] = {
  { "3x4 4", "dim=0 index=1", NULL, 0 },
  { "2x3x4 2x3", "dim=-1 index=-1", NULL, 0 },
  { "3 .", "dim=0 index=2", NULL, 0 },
  { "3x4 3", "dim=0 index=1", "other sizes", RG_SAMPLE_ERROR },
  { "3x4 4", "dim=0 index=3", "an index out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp select_scatter = {
  SHAPE_OP (select_scatter, GENERAL),
  .summary = "Copies a tensor and replaces one index of a dimension.",
  .formula = "out = input, but for one index of a dimension, which is src",
  .gradient = "d input = d out, 0 there; d src = d out there",
  SHAPE_LINEAR (select_scatter),
  RG_ATTRIBUTES (select_scatter, RgSelectScatterAttrs),
  .uses = RG_USES ("select"),
};

RG_MODULE (select_scatter, &select_scatter)
