/* combinations.c: all choices of r elements of a vector.
 *
 *     out[row] = one choice, in lexicographic order
 *     d input = d out, summed over the choices
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

/* C (n, r): rows of the result; -1 if there are too many. */
static int64_t
count_choices (int64_t n, int64_t r)
{
  int64_t count = 1;
  if (r > n)
    return 0;
  for (int64_t k = 1; k <= MIN (r, n - r); k++)
    {
      if (__builtin_mul_overflow (count, n - MIN (r, n - r) + k, &count))
        return -1;
      count /= k;
    }
  return count;
}

/* The choices as indices, each row ascending, in lexicographic order. */
static void
list_choices (int64_t *index, int64_t rows, int64_t n, int64_t r, bool again)
{
  for (int64_t k = 0; rows && k < r; k++)
    index[k] = again ? 0 : k;
  for (int64_t row = 1; row < rows; row++)
    {
      int64_t *now = index + row * r, k = r - 1;
      memcpy (now, now - r, (size_t) r * sizeof *now);
      while (k > 0 && now[k] == (again ? n - 1 : n - r + k))
        k--;
      now[k]++;
      for (k++; k < r; k++)
        now[k] = now[k - 1] + !again;
    }
}

static bool
combinations_forward (RgCall *call)
{
  const RgCombinationsAttrs *a = call->attrs;
  RgTensor *t = call->inputs[0];
  int64_t n, pool;
  if (rg_tensor_ndim (t) != 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes a vector");
  n = rg_tensor_numel (t);
  if (a->r < 0 || a->r > 4096 || __builtin_add_overflow (n, a->with_replacement ? a->r - 1 : 0, &pool))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "r must be 0 .. 4096");
  if (a->r == 0)
    return rg_call_return (call, 0, rg_slice (t, 0, 0, 0));
  int64_t rows = n ? count_choices (pool, a->r) : 0, count;
  if (rows < 0 || __builtin_mul_overflow (rows, a->r, &count))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have too many elements");
  RgTensor *index = rg_empty (RG_I64, RG_SHAPE (count));
  if (index == NULL)
    return false;
  list_choices (rg_tensor_data (index), rows, n, a->r, a->with_replacement);
  return rg_call_return (call, 0, rg_reshape (rg_index_select (t, 0, index), RG_SHAPE (rows, a->r)));
}

/* --- tables --- */

static const RgInput combinations_inputs[] = {
  { "input", "a vector", 0 },
  { NULL, NULL, 0 },
};

static const RgCombinationsAttrs combinations_init = RG_COMBINATIONS_ATTRS_INIT;
static const RgAttr combinations_attrs[] = {
  RG_ATTR (RgCombinationsAttrs, r, INT, "2", .doc = "how many elements in a choice"),
  RG_ATTR (RgCombinationsAttrs, with_replacement, BOOL, "false", .doc = "an element may be chosen again"),
  { .name = NULL },
};

static const RgSample combinations_samples[] = {
  { "4", NULL, NULL, 0 },
  { "4", "r=3", NULL, 0 },
  { "3", "r=2 with_replacement=true", NULL, 0 },
  { "3", "r=1", NULL, 0 },
  { "2", "r=3", "no choice", 0 },
  { "3", "r=0", "choices of nothing", 0 },
  { "3", "r=-1", "a negative number", RG_SAMPLE_ERROR },
  { "2x2", NULL, "a matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp combinations = {
  SHAPE_OP (combinations, COMPOSITE),
  .summary = "Gives every choice of r elements of a vector, a row each.",
  .formula = "out[row] = one choice, in lexicographic order",
  .gradient = "d input = d out, summed over the choices",
  .n_outputs = 1,
  RG_ATTRIBUTES (combinations, RgCombinationsAttrs),
  .uses = RG_USES ("slice", "index_select", "reshape"),
};

RG_MODULE (combinations, &combinations)
