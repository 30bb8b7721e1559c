/* select.c: one index of a dimension, as a view.
 *
 *     out[.., j, ..] = input[.., index, j, ..]
 *     d input = zeros, with d out at the index
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the stride rule --- */

static bool
select_forward (RgCall *call)
{
  const RgSelectAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  ViewShape v = view_of_tensor (in);
  return select_shape (call, &v, a->dim, a->index) && give_view (call, 0, &v);
}

/* --- gradients --- */

RG_VJP (select_input, rg_select_backward (RG_G, rg_vjp_shape (c, 0), RG_ATTRS (RgSelectAttrs)->dim,
                                          RG_ATTRS (RgSelectAttrs)->index))

static const RgVjp select_vjps[] = { { 0, 0, select_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput select_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSelectAttrs select_init = RG_SELECT_ATTRS_INIT;
static const RgAttr select_attrs[] = {
  RG_ATTR (RgSelectAttrs, dim, INT, NULL, .doc = "the dimension, which goes"),
  RG_ATTR (RgSelectAttrs, index, INT, NULL, .doc = "the index in it; a negative one counts from the end"),
  { .name = NULL },
};

static const RgSample select_samples[] = {
  { "3x4", "dim=0 index=1", NULL, 0 },
  { "2x3x4", "dim=-1 index=-1", NULL, 0 },
  { "5", "dim=0 index=2", "to zero dimensions", 0 },
  { "3x0", "dim=0 index=0", "no elements", 0 },
  { "3x4", "dim=0 index=3", "an index out of range", RG_SAMPLE_ERROR },
  { "3x4", "dim=2 index=0", "a dim out of range", RG_SAMPLE_ERROR },
  { ".", "dim=0 index=0", "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp select_op = {
  SHAPE_OP (select, VIEW),
  .summary = "Takes one index of a dimension; a view.",
  .formula = "out[.., j, ..] = input[.., index, j, ..]",
  .gradient = "d input = zeros, with d out at the index",
  SHAPE_LINEAR (select),
  RG_ATTRIBUTES (select, RgSelectAttrs),
  .uses = RG_USES ("select_backward"),
};

/* --- the backward: an operator of its own, zeros but for the view --- */

static bool
select_backward_forward (RgCall *call)
{
  const RgSelectBackwardAttrs *a = call->attrs;
  ViewShape v = view_of_sizes (a->input_sizes);
  return select_shape (call, &v, a->dim, a->index) && scatter_into_zeros (call, a->input_sizes, &v);
}

RG_VJP (select_backward_grad,
        rg_select (RG_G, RG_ATTRS (RgSelectBackwardAttrs)->dim, RG_ATTRS (RgSelectBackwardAttrs)->index))

static const RgVjp select_backward_vjps[] = { { 0, 0, select_backward_grad }, { 0, 0, NULL } };
static const RgInput select_backward_inputs[] = { { "grad_output", "the gradient of the view", 0 }, { NULL, NULL, 0 } };

static const RgSelectBackwardAttrs select_backward_init = RG_SELECT_BACKWARD_ATTRS_INIT;
static const RgAttr select_backward_attrs[] = {
  RG_ATTR (RgSelectBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was viewed"),
  RG_ATTR (RgSelectBackwardAttrs, dim, INT, NULL, .doc = "as of select"),
  RG_ATTR (RgSelectBackwardAttrs, index, INT, NULL, .doc = "as of select"),
  { .name = NULL },
};

static const RgSample select_backward_samples[] = {
  { "4", "input_sizes=3,4 dim=0 index=1", NULL, 0 },
  { "2x3", "input_sizes=2,3,4 dim=-1 index=-1", NULL, 0 },
  { "3", "input_sizes=3,4 dim=0 index=1", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp select_backward = {
  SHAPE_OP (select_backward, GENERAL),
  .summary = "Puts a gradient at one index of zeros.",
  .formula = "out = zeros, with grad_output at the index",
  .gradient = "d grad_output = select (d out, dim, index)",
  .flags = RG_OP_INTERNAL,
  SHAPE_LINEAR (select_backward),
  RG_ATTRIBUTES (select_backward, RgSelectBackwardAttrs),
  .uses = RG_USES ("select"),
};

RG_MODULE (select, &select_op, &select_backward)
