/* embedding_bag.c: sums, means or maxima of bags of rows of a table.
 *
 *     out[b] = the sum (weighted), mean or maximum of weight[input[k]] over the k of bag b
 *     d weight, d per_sample_weights: those of embedding, mul and the reduction
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "table-rows.h"

#include "../shape/padding.h"

/* --- the composition --- */

/* What the indices say: for each that counts its row, its bag and its place. */
typedef struct
{
  int64_t n, bags;
  RgTensor *row, *bag, *place;
  RgTensor *counts; /* (bags, 1), 1 at least */
} Bags;

/* The first index of bag b. */
static bool
bag_starts (RgCall *call, const RgEmbeddingBagAttrs *a, int64_t m, int64_t **starts, int64_t *bags)
{
  RgTensor *input = call->inputs[1], *given = call->n_inputs > 2 ? call->inputs[2] : NULL;
  int ndim = rg_tensor_ndim (input);
  if ((ndim == 1) != (given != NULL) || ndim > 2 || ndim < 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "expected indices of one dimension and offsets, or of two without");
  int64_t have = given ? rg_tensor_numel (given) : rg_tensor_size (input, 0);
  *bags = given && a->include_last_offset ? have - 1 : have;
  *starts = rg_call_temp (call, (size_t) (have + 1) * sizeof **starts);
  if (*starts == NULL || (given && (rg_tensor_ndim (given) != 1 || *bags < 0)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "offsets must be a vector, with include_last_offset not empty");
  const int64_t *v = given ? rg_tensor_data (rg_contiguous (rg_to (given, RG_I64))) : NULL;
  for (int64_t b = 0; b < have; b++)
    {
      (*starts)[b] = given ? v[b] : b * rg_tensor_size (input, 1);
      if ((*starts)[b] > m || (*starts)[b] < (b ? (*starts)[b - 1] : 0) || (b == 0 && (*starts)[b] != 0))
        return rg_call_fail (call, RG_ERROR_ARGUMENT,
                             "offsets[%" G_GINT64_FORMAT "] is %" G_GINT64_FORMAT "; offsets begin "
                             "with 0, do not decrease and are at most %" G_GINT64_FORMAT, b, (*starts)[b], m);
    }
  (*starts)[*bags] = *bags < have ? (*starts)[*bags] : m;
  return true;
}

static bool
bags_of (RgCall *call, const RgEmbeddingBagAttrs *a, Bags *bags)
{
  RgTensor *input = rg_contiguous (rg_to (call->inputs[1], RG_I64)), *weight = call->inputs[0];
  int64_t m = rg_tensor_numel (input), rows = rg_tensor_size (weight, 0), padding = -1, *starts = NULL, n = 0;
  if (input == NULL || !bag_starts (call, a, m, &starts, &bags->bags))
    return false;
  if (a->has_padding_idx && !padding_row (call, a->padding_idx, rows, &padding))
    return false;
  const int64_t *v = checked_indices (call, input, false, "the rows of weight", rows);
  RgTensor *row = rg_empty (RG_I64, RG_SHAPE (m)), *bag = rg_empty (RG_I64, RG_SHAPE (m));
  RgTensor *place = rg_empty (RG_I64, RG_SHAPE (m));
  bags->counts = rg_empty (rg_tensor_dtype (weight), RG_SHAPE (bags->bags, 1));
  if (v == NULL || row == NULL || bag == NULL || place == NULL || bags->counts == NULL)
    return false;
  int64_t *r = rg_tensor_data (row), *b = rg_tensor_data (bag), *p = rg_tensor_data (place);
  for (int64_t k = 0; k < bags->bags; k++)
    {
      int64_t first = n;
      for (int64_t i = starts[k]; i < starts[k + 1]; i++)
        if (v[i] != padding)
          {
            r[n] = v[i];
            b[n] = k;
            p[n++] = i;
          }
      store_double (rg_tensor_dtype (weight),
                    (char *) rg_tensor_data (bags->counts) + (size_t) k * rg_dtype_size (rg_tensor_dtype (weight)),
                    (double) MAX (n - first, 1));
    }
  bags->n = n;
  bags->row = rg_slice (row, 0, 0, n);
  bags->bag = rg_slice (bag, 0, 0, n);
  bags->place = rg_slice (place, 0, 0, n);
  return true;
}

static bool
embedding_bag_forward (RgCall *call)
{
  const RgEmbeddingBagAttrs *a = call->attrs;
  RgTensor *weight = call->inputs[0], *factors = call->n_inputs > 3 ? call->inputs[3] : NULL;
  Bags bags = { .n = 0 };
  if (!check_word (call, "mode", a->mode))
    return false;
  bool sum = strcmp (a->mode, "sum") == 0, max = strcmp (a->mode, "max") == 0;
  if (rg_tensor_ndim (weight) != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "weight must be (rows, width)");
  if (a->has_max_norm || (max && a->scale_grad_by_freq))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "max_norm is not supported, nor scale_grad_by_freq with mode max");
  if (factors && (!sum || !same_sizes (rg_tensor_shape (factors), input_sizes (call, 1))))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "per_sample_weights go with mode sum, and have the sizes of input");
  if (!bags_of (call, a, &bags))
    return false;
  RgEmbeddingAttrs attrs = RG_EMBEDDING_ATTRS_INIT;
  attrs.scale_grad_by_freq = a->scale_grad_by_freq;
  RgTensor *rows = rg_embedding_with (weight, bags.row, &attrs);
  if (factors)
    rows = rg_mul (rows, rg_reshape (rg_index_select (rg_reshape (factors, RG_SHAPE (-1)), 0, bags.place),
                                     RG_SHAPE (bags.n, 1)));
  RgTensor *out = rg_zeros (rg_tensor_dtype (weight), RG_SHAPE (bags.bags, rg_tensor_size (weight, 1)));
  if (max)
    return rg_call_return (call, 0, rg_index_reduce (out, 0, bags.bag, rows, "amax", false));
  out = rg_index_add (out, 0, bags.bag, rows);
  return rg_call_return (call, 0, sum ? out : rg_div (out, bags.counts));
}

/* --- tables --- */

static const RgInput embedding_bag_inputs[] = {
  { "weight", "the table: (rows, width)", 0 },
  { "input", "the indices: (bags, size), or all bags one after another", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "offsets", "where each bag begins, if input is a vector", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "per_sample_weights", "a factor for each index, with mode sum", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgEmbeddingBagAttrs embedding_bag_init = RG_EMBEDDING_BAG_ATTRS_INIT;
static const RgAttr embedding_bag_attrs[] = {
  RG_ATTR (RgEmbeddingBagAttrs, mode, STRING, "mean", .choices = "sum mean max", .doc = "how a bag is reduced"),
  RG_ATTR_OPT (RgEmbeddingBagAttrs, padding_idx, INT, .doc = "a row that counts for nothing; negative: from the end"),
  RG_ATTR (RgEmbeddingBagAttrs, include_last_offset, BOOL, "false",
           .doc = "the last offset is the end of the last bag"),
  RG_ATTR_OPT (RgEmbeddingBagAttrs, max_norm, FLOAT, .doc = "is refused: rows are not changed in place"),
  RG_ATTR (RgEmbeddingBagAttrs, norm_type, FLOAT, "2", .doc = "the norm that max_norm would limit"),
  RG_ATTR (RgEmbeddingBagAttrs, scale_grad_by_freq, BOOL, "false",
           .doc = "divide the gradient of a row by how often it was taken"),
  { .name = NULL },
};

static const RgSample embedding_bag_samples[] = {
  { "5x3 i64*2x2:=4,0,4,2", NULL, NULL, 0 },
  { "5x3 i64*5:=4,0,4,2,1 i64*3:=0,2,2", "mode=sum", "an empty bag", 0 },
  { "5x3 i64*5:=4,0,4,2,1 i64*2:=0,3 5", "mode=sum", "weighted", 0 },
  { "5x3:s i64*4:=4,0,1,2 i64*2:=0,2", "mode=max", NULL, 0 },
  { "5x3 i64*4:=4,0,1,2 i64*3:=0,2,4", "mode=mean include_last_offset=true padding_idx=0", NULL, 0 },
  { "5x3 i64*2x2:=0,0,0,1", "padding_idx=0", "a bag of padding", 0 },
  { "5x3 i64*2x2:=4,0,4,5", NULL, "an index out of range", RG_SAMPLE_ERROR },
  { "5x3 i64*3:=4,0,4", NULL, "no offsets", RG_SAMPLE_ERROR },
  { "5x3 i64*3:=4,0,4 i64*1:=1", NULL, "offsets that do not begin with 0", RG_SAMPLE_ERROR },
  { "5x3 i64*3:=4,0,4 i64*2:=0,4", NULL, "an offset out of range", RG_SAMPLE_ERROR },
  { "5x3 i64*2x2:=4,0,4,2 - 2x2", "mode=mean", "weights with mean", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp embedding_bag = {
  INDEX_OP (embedding_bag, COMPOSITE),
  .summary = "Reduces bags of rows of a table, which indices name.",
  .formula = "out[b] = the sum (weighted), mean or maximum of weight[input[k]] over the k of bag b",
  .gradient = "d weight, d per_sample_weights: those of embedding, mul and the reduction",
  .n_outputs = 1,
  RG_ATTRIBUTES (embedding_bag, RgEmbeddingBagAttrs),
  .uses = RG_USES ("embedding", "mul", "div", "reshape", "slice", "index_select", "index_add", "index_reduce"),
};

RG_MODULE (embedding_bag, &embedding_bag)
