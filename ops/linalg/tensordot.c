/* tensordot.c: the sum of products over several dimensions of two tensors.
 *
 *     out[i.., j..] = sum over p.. of input[i.., p..] * b[p.., j..]
 *
 * dims is how many: the last of input and the first of b. A list of several is
 * read as two halves: which of input, and which of b, as PyTorch's pair of lists.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

/* Integers keep their type, unlike in sum. */
static RgTensor *
sum_kept (RgTensor *t, int64_t dim)
{
  RgSumAttrs a = RG_SUM_ATTRS_INIT;
  a.dim = RG_DIMS (dim);
  a.has_dim = a.keepdim = a.has_dtype = true;
  a.dtype = rg_tensor_dtype (t);
  return rg_sum_with (t, &a);
}

/* The dims of one side: `which`, wrapped into mine[0 .. n - 1]. */
static bool
wrapped (RgCall *call, const RgTensor *t, const int64_t *which, int64_t n, int64_t *mine)
{
  for (int64_t i = 0; i < n; i++)
    {
      mine[i] = rg_call_dim (call, which[i], rg_tensor_ndim (t));
      if (mine[i] < 0)
        return false;
      for (int64_t k = 0; k < i; k++)
        if (mine[k] == mine[i])
          return rg_call_fail (call, RG_ERROR_ARGUMENT, "a dim stands twice");
    }
  return true;
}

/* t as a matrix: free dimensions and summed ones, in this order or the other.
 * The sizes of the free ones are added to sizes[*ndim]. */
static RgTensor *
as_matrix (RgTensor *t, const int64_t *summed, int64_t n, bool free_first, int64_t *sizes, int64_t *ndim)
{
  int64_t order[RG_MAX_DIMS], rows = 1, columns = 1, at = free_first ? 0 : n;
  RgInts shape = rg_tensor_shape (t);
  for (int64_t d = 0; d < shape.n; d++)
    {
      bool is_summed = false;
      for (int64_t i = 0; i < n; i++)
        is_summed |= summed[i] == d;
      if (is_summed)
        continue;
      order[at++] = d;
      rows *= sizes[(*ndim)++] = shape.v[d];
    }
  for (int64_t i = 0; i < n; i++)
    {
      order[free_first ? shape.n - n + i : i] = summed[i];
      columns *= shape.v[summed[i]];
    }
  RgTensor *turned = rg_permute (t, (RgInts){ shape.n, order });
  return free_first ? rg_reshape (turned, RG_SHAPE (rows, columns)) : rg_reshape (turned, RG_SHAPE (columns, rows));
}

static bool
tensordot_forward (RgCall *call)
{
  const RgTensordotAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *y = call->inputs[1];
  int nx = rg_tensor_ndim (x), ny = rg_tensor_ndim (y);
  int64_t of_x[RG_MAX_DIMS], of_y[RG_MAX_DIMS], sizes[2 * RG_MAX_DIMS], ndim = 0, n;
  if (a->dims.n == 1)
    {
      n = a->dims.v[0];
      if (n < 0 || n > nx || n > ny)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "dims is %" G_GINT64_FORMAT "; both must have as many dimensions",
                             n);
      for (int64_t i = 0; i < n; i++)
        {
          of_x[i] = nx - n + i;
          of_y[i] = i;
        }
    }
  else
    {
      n = a->dims.n / 2;
      if (a->dims.n % 2 || n > nx || n > ny)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "dims must list as many dims of input as of b");
      if (!wrapped (call, x, a->dims.v, n, of_x) || !wrapped (call, y, a->dims.v + n, n, of_y))
        return false;
    }
  for (int64_t i = 0; i < n; i++)
    {
      int64_t p = rg_tensor_size (x, (int) of_x[i]), q = rg_tensor_size (y, (int) of_y[i]);
      /* A size of 1 broadcasts: the other side is summed. */
      if (p == 1 && q != 1)
        y = sum_kept (y, of_y[i]);
      else if (q == 1 && p != 1)
        x = sum_kept (x, of_x[i]);
      else if (p != q)
        return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes that are summed over must be equal in pairs, or 1");
    }
  if (x == NULL || y == NULL)
    return false;
  if (nx + ny - 2 * n > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have more than %d dimensions", RG_MAX_DIMS);
  RgTensor *left = as_matrix (x, of_x, n, true, sizes, &ndim);
  RgTensor *right = as_matrix (y, of_y, n, false, sizes, &ndim);
  return rg_call_return (call, 0, rg_reshape (rg_mm (left, right), (RgInts){ ndim, sizes }));
}

/* --- tables --- */

static const RgInput tensordot_inputs[] = {
  { "input", "a tensor (i.., p..)", 0 },
  { "b", "another (p.., j..)", 0 },
  { NULL, NULL, 0 },
};

static const RgTensordotAttrs tensordot_init = RG_TENSORDOT_ATTRS_INIT;
static const RgAttr tensordot_attrs[] = {
  RG_ATTR (RgTensordotAttrs, dims, INTS, "2", .doc = "how many; or which of input, then which of b"),
  { .name = NULL },
};

static const RgSample tensordot_samples[] = {
  { "2x3x4 3x4x5", NULL, NULL, 0 },
  { "2x3 3x2", "dims=1", NULL, 0 },
  { "2x3 4", "dims=0", "the outer product", 0 },
  { "2x3x4 4x2", "dims=0,2,1,0", "chosen dims", 0 },
  { "1x2 3x2", "dims=0,0", "a size of 1 broadcasts", 0 },
  { "2x0 0x3", "dims=1", "a sum of nothing is zero", 0 },
  { "2x3 4x2", "dims=1", "sizes that do not fit", RG_SAMPLE_ERROR },
  { "2x3 3x2", "dims=0,1,0", "no pairs", RG_SAMPLE_ERROR },
  { "2 2", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp tensordot = {
  .struct_size = sizeof (RgOp),
  .name = "tensordot",
  .summary = "Sums products over several dimensions of two tensors.",
  .formula = "out[i.., j..] = sum over p.. of input[i.., p..] * b[p.., j..]",
  .gradient = "d input = tensordot(d out, b); d b = tensordot(input, d out)",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = tensordot_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (tensordot, RgTensordotAttrs),
  .forward = tensordot_forward,
  .samples = tensordot_samples,
  .uses = RG_USES ("mm", "permute", "reshape", "sum"),
};

RG_MODULE (tensordot, &tensordot)
