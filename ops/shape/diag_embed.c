/* diag_embed.c: vectors on the diagonals of matrices.
 *
 *     out[.., i, .., i + offset, ..] = input[.., i]
 *     elsewhere 0
 *     d input = diagonal (d out, offset, dim1, dim2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the forward --- */

static bool
diag_embed_forward (RgCall *call)
{
  const RgDiagEmbedAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int ndim = rg_tensor_ndim (in) + 1, d, from = 0;
  int64_t sizes[RG_MAX_DIMS + 1], side;
  int i = rg_call_dim (call, a->dim1, ndim), j = i < 0 ? -1 : rg_call_dim (call, a->dim2, ndim);
  if (j < 0)
    return false;
  if (ndim < 2 || i == j)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "takes at least 1 dimension, and dim1 and dim2 must differ");
  if (a->offset == INT64_MIN || __builtin_add_overflow (rg_tensor_size (in, -1), ABS (a->offset), &side))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have too many elements");
  for (d = 0; d < ndim; d++)
    sizes[d] = d == i || d == j ? side : rg_tensor_size (in, from++);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), (RgInts){ ndim, sizes });
  if (out == NULL)
    return false;
  ViewShape v = view_of_tensor (out);
  if (!diagonal_shape (call, &v, a->offset, i, j))
    return false;
  fill_zeros (out);
  copy_into (rg_tensor_data (out), &v, in);
  return true;
}

/* --- gradients --- */

static RgTensor *
diag_embed_input (RgVjpCall *c, size_t i)
{
  const RgDiagEmbedAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_diagonal_dims (RG_G, a->offset, a->dim1, a->dim2);
}

static const RgVjp diag_embed_vjps[] = { { 0, 0, diag_embed_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput diag_embed_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgDiagEmbedAttrs diag_embed_init = RG_DIAG_EMBED_ATTRS_INIT;
static const RgAttr diag_embed_attrs[] = {
  RG_ATTR (RgDiagEmbedAttrs, offset, INT, "0",
           .doc = "which diagonal: 0 the main one, above it positive, below it negative"),
  RG_ATTR (RgDiagEmbedAttrs, dim1, INT, "-2", .doc = "where the rows will stand"),
  RG_ATTR (RgDiagEmbedAttrs, dim2, INT, "-1", .doc = "where the columns will stand"),
  { .name = NULL },
};

static const RgSample diag_embed_samples[] = {
  { "3", NULL, NULL, 0 },
  { "2x3", "offset=1", NULL, 0 },
  { "2x3", "offset=-2 dim1=0 dim2=2", NULL, 0 },
  { "2x3", "dim1=1 dim2=0", NULL, 0 },
  { "0", NULL, "no elements", 0 },
  { "3", "dim1=0 dim2=0", "the same dimension twice", RG_SAMPLE_ERROR },
  { ".", NULL, "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp diag_embed = {
  SHAPE_OP (diag_embed, GENERAL),
  .summary = "Puts the last dimension on the diagonals of matrices.",
  .formula = "out[.., i, .., i + offset, ..] = input[.., i]; elsewhere 0",
  .gradient = "d input = diagonal (d out, offset, dim1, dim2)",
  SHAPE_LINEAR (diag_embed),
  RG_ATTRIBUTES (diag_embed, RgDiagEmbedAttrs),
  .uses = RG_USES ("diagonal"),
};

RG_MODULE (diag_embed, &diag_embed)
