/* diagonal.c: a diagonal of two dimensions, as a view.
 *
 *     out[.., i] = input[.., i, .., i + offset, ..]
 *     d input = zeros, with d out on the diagonal
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the stride rule --- */

static bool
diagonal_forward (RgCall *call)
{
  const RgDiagonalAttrs *a = call->attrs;
  ViewShape v = view_of_tensor (call->inputs[0]);
  return diagonal_shape (call, &v, a->offset, a->dim1, a->dim2) && give_view (call, 0, &v);
}

/* --- gradients --- */

static RgTensor *
diagonal_input (RgVjpCall *c, size_t i)
{
  const RgDiagonalAttrs *a = rg_vjp_attrs (c);
  return rg_diagonal_backward (RG_G, rg_vjp_shape (c, i), a->offset, a->dim1, a->dim2);
}

static const RgVjp diagonal_vjps[] = { { 0, 0, diagonal_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput diagonal_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgDiagonalAttrs diagonal_init = RG_DIAGONAL_ATTRS_INIT;
static const RgAttr diagonal_attrs[] = {
  RG_ATTR (RgDiagonalAttrs, offset, INT, "0",
           .doc = "which diagonal: 0 the main one, above it positive, below it negative"),
  RG_ATTR (RgDiagonalAttrs, dim1, INT, "0", .doc = "the dimension of rows"),
  RG_ATTR (RgDiagonalAttrs, dim2, INT, "1", .doc = "that of columns"),
  { .name = NULL },
};

static const RgSample diagonal_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "4x3", "offset=1", NULL, 0 },
  { "4x3", "offset=-2", NULL, 0 },
  { "2x3x4", "dim1=-1 dim2=0 offset=1", NULL, 0 },
  { "3x3", "offset=5", "outside: no elements", 0 },
  { "3x4", "dim1=0 dim2=-2", "the same dimension twice", RG_SAMPLE_ERROR },
  { "3", "", "one dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp diagonal = {
  SHAPE_OP (diagonal, VIEW),
  .summary = "Takes a diagonal of two dimensions, which becomes the last; a view.",
  .formula = "out[.., i] = input[.., i, .., i + offset, ..]",
  .gradient = "d input = zeros, with d out on the diagonal",
  SHAPE_LINEAR (diagonal),
  RG_ATTRIBUTES (diagonal, RgDiagonalAttrs),
  .uses = RG_USES ("diagonal_backward"),
};

/* --- the backward: an operator of its own, zeros but for the view --- */

static bool
diagonal_backward_forward (RgCall *call)
{
  const RgDiagonalBackwardAttrs *a = call->attrs;
  ViewShape v = view_of_sizes (a->input_sizes);
  return diagonal_shape (call, &v, a->offset, a->dim1, a->dim2) && scatter_into_zeros (call, a->input_sizes, &v);
}

static RgTensor *
diagonal_backward_grad (RgVjpCall *c, size_t i)
{
  const RgDiagonalBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_diagonal_dims (RG_G, a->offset, a->dim1, a->dim2);
}

static const RgVjp diagonal_backward_vjps[] = { { 0, 0, diagonal_backward_grad }, { 0, 0, NULL } };
static const RgInput diagonal_backward_inputs[] = {
  { "grad_output", "the gradient of the view", 0 },
  { NULL, NULL, 0 },
};

static const RgDiagonalBackwardAttrs diagonal_backward_init = RG_DIAGONAL_BACKWARD_ATTRS_INIT;
static const RgAttr diagonal_backward_attrs[] = {
  RG_ATTR (RgDiagonalBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was viewed"),
  RG_ATTR (RgDiagonalBackwardAttrs, offset, INT, NULL,
           .doc = "which diagonal: 0 the main one, above it positive, below it negative"),
  RG_ATTR (RgDiagonalBackwardAttrs, dim1, INT, NULL, .doc = "the dimension of rows"),
  RG_ATTR (RgDiagonalBackwardAttrs, dim2, INT, NULL, .doc = "that of columns"),
  { .name = NULL },
};

static const RgSample diagonal_backward_samples[] = {
  { "3", "input_sizes=3,4 offset=0 dim1=0 dim2=1", NULL, 0 },
  { "3x1", "input_sizes=2,3,4 offset=1 dim1=-1 dim2=0", NULL, 0 },
  { "3", "input_sizes=2,2 offset=0 dim1=0 dim2=1", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp diagonal_backward = {
  SHAPE_OP (diagonal_backward, GENERAL),
  .summary = "Puts a gradient on a diagonal of zeros.",
  .formula = "out = zeros, with grad_output on the diagonal",
  .gradient = "d grad_output = diagonal (d out, offset, dim1, dim2)",
  .flags = RG_OP_INTERNAL,
  SHAPE_LINEAR (diagonal_backward),
  RG_ATTRIBUTES (diagonal_backward, RgDiagonalBackwardAttrs),
  .uses = RG_USES ("diagonal"),
};

RG_MODULE (diagonal, &diagonal, &diagonal_backward)
