/* matmul.c: the matrix product of tensors of any rank.
 *
 * By the ranks of input and other, as torch.matmul:
 *
 *     1 1   the dot product
 *     2 1   matrix times vector
 *     1 2   vector times matrix
 *     2 2   matrix times matrix
 *     else  matrices in the last two dimensions; those before broadcast; a
 *           vector is a row on the left and a column on the right, and its
 *           dimension is taken away again
 *
 * It is written in mm, mv, dot and bmm, whose gradients these are.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <string.h>

/* --- forward, in other operators --- */

/* One side is at most a matrix: the other's leading dimensions are rows of one
 * product. */
static RgTensor *
fold (RgTensor *many, RgTensor *one)
{
  RgInts s = rg_tensor_shape (many); /* (..., k) */
  int64_t sizes[RG_MAX_DIMS], rows = 1;
  memcpy (sizes, s.v, (size_t) s.n * sizeof *sizes);
  for (int64_t d = 0; d + 1 < s.n; d++)
    rows *= sizes[d];
  RgTensor *matrix = rg_reshape (many, RG_SHAPE (rows, s.v[s.n - 1]));
  if (rg_tensor_ndim (one) == 1)
    return rg_unsafe_view (rg_mv (matrix, one), (RgInts){ s.n - 1, sizes });
  sizes[s.n - 1] = rg_tensor_size (one, 1);
  return rg_unsafe_view (rg_mm (matrix, one), (RgInts){ s.n, sizes });
}

/* (batch..., rows, columns) with the batch expanded, then as one dimension. */
static RgTensor *
as_batch (RgTensor *t, const int64_t *batch, int64_t n_batch, int64_t count)
{
  int64_t rows = rg_tensor_size (t, -2), columns = rg_tensor_size (t, -1), sizes[RG_MAX_DIMS + 2];
  memcpy (sizes, batch, (size_t) n_batch * sizeof *sizes);
  sizes[n_batch] = rows;
  sizes[n_batch + 1] = columns;
  return rg_reshape (rg_expand (t, (RgInts){ n_batch + 2, sizes }), RG_SHAPE (count, rows, columns));
}

static RgTensor *
batched (RgCall *call, RgTensor *a, RgTensor *b)
{
  int na = rg_tensor_ndim (a), nb = rg_tensor_ndim (b), ndim = MAX (MAX (na, nb), 2);
  RgTensor *left = na == 1 ? rg_unsqueeze (a, 0) : a, *right = nb == 1 ? rg_unsqueeze (b, 1) : b;
  int64_t sizes[RG_MAX_DIMS], count = 1;
  for (int d = 0; d < ndim - 2; d++)
    {
      int from_end = d - ndim;
      int64_t x = from_end >= -na ? rg_tensor_size (a, from_end) : 1;
      int64_t y = from_end >= -nb ? rg_tensor_size (b, from_end) : 1;
      if (x != y && x != 1 && y != 1)
        {
          rg_call_fail (call, RG_ERROR_SHAPE, "the dimensions before the last two do not broadcast");
          return NULL;
        }
      sizes[d] = x == 1 ? y : x;
      count *= sizes[d];
    }
  left = as_batch (left, sizes, ndim - 2, count);
  right = as_batch (right, sizes, ndim - 2, count);
  int n = ndim - 2;
  if (na > 1)
    sizes[n++] = rg_tensor_size (a, -2);
  if (nb > 1)
    sizes[n++] = rg_tensor_size (b, -1);
  return rg_unsafe_view (rg_bmm (left, right), (RgInts){ n, sizes });
}

static bool
matmul_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0], *b = call->inputs[1];
  int na = rg_tensor_ndim (a), nb = rg_tensor_ndim (b);
  if (na == 0 || nb == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "both need at least 1 dimension");
  if (rg_tensor_size (a, -1) != rg_tensor_size (b, nb == 1 ? 0 : -2))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the last size of input, %" G_GINT64_FORMAT ", and the %s of "
                         "other, %" G_GINT64_FORMAT ", must be equal", rg_tensor_size (a, -1),
                         nb == 1 ? "size" : "last but one", rg_tensor_size (b, nb == 1 ? 0 : -2));
  RgTensor *out;
  if (na == 1 && nb == 1)
    out = rg_dot (a, b);
  else if (na == 2 && nb == 1)
    out = rg_mv (a, b);
  else if (na == 2 && nb == 2)
    out = rg_mm (a, b);
  else if (na == 1 && nb == 2)
    out = rg_squeeze_dim (rg_mm (rg_unsqueeze (a, 0), b), RG_DIMS (0));
  else if (na >= 3 && nb <= 2)
    out = fold (a, b);
  else
    out = batched (call, a, b);
  return rg_call_return (call, 0, out);
}

/* --- tables --- */

static const RgInput matmul_inputs[] = {
  { "input", "the left factor (..., m, k) or (k)", 0 },
  { "other", "the right factor (..., k, n) or (k)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample matmul_samples[] = {
  { "4 4", NULL, "two vectors", 0 },
  { "3x4 4", NULL, "a matrix and a vector", 0 },
  { "3 3x4", NULL, "a vector and a matrix", 0 },
  { "3x4 4x2", NULL, "two matrices", 0 },
  { "2x3x4 4", NULL, "a batch and a vector", 0 },
  { "2x3x4 4x2", NULL, "a batch and a matrix", 0 },
  { "3 2x3x4", NULL, "a vector and a batch", 0 },
  { "3x4 2x4x5", NULL, "a matrix and a batch", 0 },
  { "2x3x4 2x4x2", NULL, "two batches", 0 },
  { "2x1x3x4 3x4x2", NULL, "batches that broadcast", 0 },
  { "2x3x0 0x2", NULL, "a sum of nothing is zero", 0 },
  { "0x3 3x2", NULL, "no rows", 0 },
  { "3x4 3x4", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { "2x3x4 3x4x2", NULL, "batches that do not broadcast", RG_SAMPLE_ERROR },
  { ". 3", NULL, "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp matmul = {
  .struct_size = sizeof (RgOp),
  .name = "matmul",
  .summary = "The matrix product of vectors, matrices or batches of matrices.",
  .formula = "out[..., i, j] = sum over p of input[..., i, p] * other[..., p, j]",
  .gradient = "d input = d out @ other^T; d other = input^T @ d out, summed over what was broadcast",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = matmul_inputs,
  .n_outputs = 1,
  .forward = matmul_forward,
  .samples = matmul_samples,
  .uses = RG_USES ("mm", "mv", "dot", "bmm", "reshape", "expand", "unsqueeze", "squeeze", "unsafe_view"),
};

RG_MODULE (matmul, &matmul)
