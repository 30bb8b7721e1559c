/* diagonal_scatter.c: a copy in which a diagonal is replaced.
 *
 *     out = input, but for a diagonal, which is src
 *     d input = d out, 0 there
 *     d src = d out there
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the forward --- */

static bool
diagonal_scatter_forward (RgCall *call)
{
  const RgDiagonalScatterAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  RgTensor *src = rg_to (call->inputs[1], rg_tensor_dtype (in));
  if (out == NULL || src == NULL)
    return false;
  ViewShape whole = view_of_tensor (out), v = whole;
  if (!diagonal_shape (call, &v, a->offset, a->dim1, a->dim2))
    return false;
  if (!same_sizes (rg_tensor_shape (src), (RgInts){ v.ndim, v.sizes }))
    return rg_call_fail (call, RG_ERROR_SHAPE, "src does not have the sizes of what it replaces");
  copy_into (rg_tensor_data (out), &whole, in);
  copy_into (rg_tensor_data (out), &v, src);
  return true;
}

/* --- gradients --- */

static RgTensor *
diagonal_scatter_input (RgVjpCall *c, size_t i)
{
  RgTensor *zeros = rg_zeros (rg_tensor_dtype (RG_G), rg_vjp_shape (c, 1));
  (void) i;
  return rg_diagonal_scatter_with (RG_G, zeros, rg_vjp_attrs (c));
}

static RgTensor *
diagonal_scatter_src (RgVjpCall *c, size_t i)
{
  const RgDiagonalScatterAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_diagonal_dims (RG_G, a->offset, a->dim1, a->dim2);
}

static const RgVjp diagonal_scatter_vjps[] = {
  { 0, RG_SAVE_INPUT (1), diagonal_scatter_input },
  { 1, 0, diagonal_scatter_src },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput diagonal_scatter_inputs[] = {
  { "input", "the tensor", 0 },
  { "src", "what stands there instead", 0 },
  { NULL, NULL, 0 },
};

static const RgDiagonalScatterAttrs diagonal_scatter_init = RG_DIAGONAL_SCATTER_ATTRS_INIT;
static const RgAttr diagonal_scatter_attrs[] = {
  RG_ATTR (RgDiagonalScatterAttrs, offset, INT, "0",
           .doc = "which diagonal: 0 the main one, above it positive, below it negative"),
  RG_ATTR (RgDiagonalScatterAttrs, dim1, INT, "0", .doc = "the dimension of rows"),
  RG_ATTR (RgDiagonalScatterAttrs, dim2, INT, "1", .doc = "that of columns"),
  { .name = NULL },
};

static const RgSample diagonal_scatter_samples[] = {
  { "3x4 3", NULL, NULL, 0 },
  { "4x3 2", "offset=-2", NULL, 0 },
  { "2x3x4 3x1", "dim1=-1 dim2=0 offset=1", NULL, 0 },
  { "3x3 2", NULL, "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp diagonal_scatter = {
  SHAPE_OP (diagonal_scatter, GENERAL),
  .summary = "Copies a tensor and replaces a diagonal.",
  .formula = "out = input, but for a diagonal, which is src",
  .gradient = "d input = d out, 0 there; d src = d out there",
  SHAPE_LINEAR (diagonal_scatter),
  RG_ATTRIBUTES (diagonal_scatter, RgDiagonalScatterAttrs),
  .uses = RG_USES ("diagonal"),
};

RG_MODULE (diagonal_scatter, &diagonal_scatter)
