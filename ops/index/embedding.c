/* embedding.c: rows of a table.
 *
 *     out[i] = weight[input[i]]
 *     d weight = zeros, with d out added to the rows that were taken, padding_idx left out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "table-rows.h"

/* --- the forward --- */

static bool
embedding_forward (RgCall *call)
{
  const RgEmbeddingAttrs *a = call->attrs;
  RgTensor *weight = call->inputs[0], *index = call->inputs[1];
  RgInts shape = rg_tensor_shape (index);
  int64_t sizes[RG_MAX_DIMS + 1], row;
  Walk w;
  if (rg_tensor_ndim (weight) != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "weight must be (rows, width)");
  if (a->has_max_norm)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "max_norm would change weight in place; normalise the rows beforehand");
  if (a->has_padding_idx && !padding_row (call, a->padding_idx, rg_tensor_size (weight, 0), &row))
    return false;
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  sizes[shape.n] = rg_tensor_size (weight, 1);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (weight), (RgInts){ shape.n + 1, sizes });
  return out && rows_walk (call, &w, weight, index, out) && walk_run (call, &w, WALK_READ);
}

/* --- gradients --- */

static RgTensor *
embedding_weight (RgVjpCall *c, size_t i)
{
  const RgEmbeddingAttrs *a = rg_vjp_attrs (c);
  RgEmbeddingBackwardAttrs b = RG_EMBEDDING_BACKWARD_ATTRS_INIT;
  b.num_weights = rg_vjp_shape (c, i).v[0];
  b.has_padding_idx = a->has_padding_idx;
  b.padding_idx = a->padding_idx;
  b.scale_grad_by_freq = a->scale_grad_by_freq;
  return rg_embedding_backward_with (RG_G, RG_IN (1), &b);
}

static const RgVjp embedding_vjps[] = { { 0, RG_SAVE_INPUT (1), embedding_weight }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput embedding_inputs[] = {
  { "weight", "the table: (rows, width)", 0 },
  { "input", "the indices, of any shape", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgEmbeddingAttrs embedding_init = RG_EMBEDDING_ATTRS_INIT;
static const RgAttr embedding_attrs[] = {
  RG_ATTR_OPT (RgEmbeddingAttrs, padding_idx, INT, .doc = "a row without a gradient; negative: from the end"),
  RG_ATTR_OPT (RgEmbeddingAttrs, max_norm, FLOAT, .doc = "is refused: rows are not changed in place"),
  RG_ATTR (RgEmbeddingAttrs, norm_type, FLOAT, "2", .doc = "the norm that max_norm would limit"),
  RG_ATTR (RgEmbeddingAttrs, scale_grad_by_freq, BOOL, "false",
           .doc = "divide the gradient of a row by how often it was taken"),
  { .name = NULL },
};

static const RgSample embedding_samples[] = {
  { "5x3 i64*4:=4,0,4,2", NULL, NULL, 0 },
  { "5x3 i64*2x2:=1,1,0,3", "padding_idx=1", "a row without a gradient", RG_SAMPLE_NO_GRAD },
  { "5x3 i32*3:=1,1,0", "scale_grad_by_freq=true padding_idx=-5", "scaled by counts", RG_SAMPLE_NO_GRAD },
  { "5x3 i64*.:=2", NULL, "one row", 0 },
  { "5x3 i64*0", NULL, "no rows", 0 },
  { "5x3 i64*1:=5", NULL, "an index out of range", RG_SAMPLE_ERROR },
  { "5x3 i64*1:=-1", NULL, "a negative index", RG_SAMPLE_ERROR },
  { "5 i64*1:=1", NULL, "a table of one dimension", RG_SAMPLE_ERROR },
  { "5x3 i64*1:=1", "padding_idx=5", "a padding_idx out of range", RG_SAMPLE_ERROR },
  { "5x3 i64*1:=1", "max_norm=1", "max_norm", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp embedding = {
  INDEX_OP (embedding, GENERAL),
  .summary = "Takes the rows of a table that indices name.",
  .formula = "out[i] = weight[input[i]]",
  .gradient = "d weight = zeros, with d out added to the rows that were taken, padding_idx left out",
  INDEX_LINEAR (embedding),
  RG_ATTRIBUTES (embedding, RgEmbeddingAttrs),
  .uses = RG_USES ("embedding_backward"),
};

/* --- the backward: an operator of its own --- */

/* How often each row was taken. */
static double *
row_counts (RgCall *call, const int64_t *index, int64_t m, int64_t rows)
{
  double *counts = rg_call_temp (call, (size_t) MAX (rows, 1) * sizeof *counts);
  for (int64_t r = 0; counts && r < rows; r++)
    counts[r] = 0;
  for (int64_t k = 0; counts && k < m; k++)
    counts[index[k]]++;
  return counts;
}

static bool
embedding_backward_forward (RgCall *call)
{
  const RgEmbeddingBackwardAttrs *a = call->attrs;
  RgTensor *grad = rg_call_contiguous (call, 0), *index = call->inputs[1];
  RgInts shape = rg_tensor_shape (index), gs = rg_tensor_shape (grad);
  int64_t rows = a->num_weights, row = 0;
  Walk w;
  if (grad == NULL || gs.n != shape.n + 1 || !same_sizes (shape, (RgInts){ shape.n, gs.v })
      || !rg_dtype_is_floating (rg_tensor_dtype (grad)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient must have a row for each index, of a floating type");
  int64_t width = gs.v[shape.n];
  RgTensor *out = output_zeros (call, rg_tensor_dtype (grad), RG_SHAPE (rows, width));
  if (out == NULL || !rows_walk (call, &w, out, index, grad) || !walk_run (call, &w, WALK_ADD))
    return false;
  if (a->scale_grad_by_freq)
    {
      const double *counts = row_counts (call, w.index, rg_tensor_numel (index), rows);
      if (counts == NULL)
        return false;
      for (int64_t k = 0; k < rows * width; k++)
        if (counts[k / width] > 1 && rg_tensor_dtype (grad) == RG_F32)
          ((float *) w.table)[k] /= (float) counts[k / width];
        else if (counts[k / width] > 1)
          ((double *) w.table)[k] /= counts[k / width];
    }
  if (a->has_padding_idx)
    {
      if (!padding_row (call, a->padding_idx, rows, &row))
        return false;
      size_t bytes = (size_t) width * rg_dtype_size (rg_tensor_dtype (out));
      memset ((char *) w.table + (size_t) row * bytes, 0, bytes);
    }
  return true;
}

/* The counts are constants, so that the backward is linear in the gradient. */
static RgTensor *
embedding_backward_grad (RgVjpCall *c, size_t i)
{
  const RgEmbeddingBackwardAttrs *a = rg_vjp_attrs (c);
  RgTensor *g = RG_G, *index = RG_IN (1), *flat = rg_reshape (index, RG_SHAPE (-1));
  RgInts shape = rg_tensor_shape (index);
  int64_t sizes[RG_MAX_DIMS], rows = a->num_weights;
  (void) i;
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  sizes[shape.n] = 1;
  RgInts column = { shape.n + 1, sizes };
  RgTensor *out = rg_embedding (g, index);
  if (a->scale_grad_by_freq)
    {
      RgTensor *one = rg_ones (rg_tensor_dtype (g), rg_tensor_shape (flat));
      RgTensor *counts = rg_index_add (rg_zeros (rg_tensor_dtype (g), RG_SHAPE (rows)), 0, flat, one);
      out = rg_div (out, rg_reshape (rg_index_select (counts, 0, flat), column));
    }
  if (a->has_padding_idx)
    {
      double row = (double) (a->padding_idx < 0 ? a->padding_idx + rows : a->padding_idx);
      out = rg_masked_fill_scalar (out, rg_reshape (rg_eq_scalar (index, row), column), 0);
    }
  return out;
}

static const RgVjp embedding_backward_vjps[] = { { 0, RG_SAVE_INPUT (1), embedding_backward_grad }, { 0, 0, NULL } };

static const RgInput embedding_backward_inputs[] = {
  { "grad_output", "the gradient of the rows taken", 0 },
  { "input", "the indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgEmbeddingBackwardAttrs embedding_backward_init = RG_EMBEDDING_BACKWARD_ATTRS_INIT;
static const RgAttr embedding_backward_attrs[] = {
  RG_ATTR (RgEmbeddingBackwardAttrs, num_weights, INT, NULL, .doc = "rows of the table"),
  RG_ATTR_OPT (RgEmbeddingBackwardAttrs, padding_idx, INT, .doc = "a row that stays zero; negative: from the end"),
  RG_ATTR (RgEmbeddingBackwardAttrs, scale_grad_by_freq, BOOL, "false",
           .doc = "divide the gradient of a row by how often it was taken"),
  { .name = NULL },
};

static const RgSample embedding_backward_samples[] = {
  { "4x3 i64*4:=4,0,4,2", "num_weights=5", NULL, 0 },
  { "4x3 i64*4:=4,0,4,2", "num_weights=5 padding_idx=2 scale_grad_by_freq=true", NULL, 0 },
  { "2x2x3 i64*4:=4,0,4,2", "num_weights=5", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp embedding_backward = {
  INDEX_OP (embedding_backward, GENERAL),
  .summary = "Adds gradients to the rows of a table of zeros.",
  .formula = "out = zeros; out[input[i]] += grad_output[i], divided by the count of input[i] if asked, but for "
             "padding_idx",
  .gradient = "d grad_output = embedding (d out, input), likewise divided, 0 for padding_idx",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (embedding_backward),
  RG_ATTRIBUTES (embedding_backward, RgEmbeddingBackwardAttrs),
  .uses = RG_USES ("embedding", "masked_fill", "eq", "index_add", "index_select", "div", "reshape"),
};

RG_MODULE (embedding, &embedding, &embedding_backward)
