/* searchsorted.c: where numbers would stand in a sorted sequence.
 *
 *     out[.., i] = how many of sorted_sequence[.., :] are less than values[.., i] (right: or equal)
 *     none
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "index-op.h"

/* --- the forward --- */

typedef struct
{
  const void *sorted, *values;
  const int64_t *sorter;
  int64_t length, each; /* of a sequence; values for each */
  bool integers, right, narrow;
  void *out;
} SearchJob;

/* A NaN is larger than any number. */
#define SEARCH(name, T)                                                        \
  static int64_t name (const T *v, const int64_t *sorter, int64_t n, T x, bool right) \
  {                                                                            \
    int64_t low = 0, high = n;                                                 \
    while (low < high)                                                         \
      {                                                                        \
        int64_t mid = low + (high - low) / 2;                                  \
        const T y = v[sorter ? sorter[mid] : mid];                             \
        if (right ? !(y > x) : !(y >= x))                                      \
          low = mid + 1;                                                       \
        else                                                                   \
          high = mid;                                                          \
      }                                                                        \
    return low;                                                                \
  }
SEARCH (search_f64, double)
SEARCH (search_i64, int64_t)

static void
search_range (int64_t begin, int64_t end, void *payload)
{
  const SearchJob *job = payload;
  for (int64_t k = begin; k < end; k++)
    {
      int64_t first = job->each ? k / job->each * job->length : 0;
      const int64_t *sorter = job->sorter ? job->sorter + first : NULL;
      int64_t at = job->integers ? search_i64 ((const int64_t *) job->sorted + first, sorter, job->length,
                                               ((const int64_t *) job->values)[k], job->right)
                                 : search_f64 ((const double *) job->sorted + first, sorter, job->length,
                                               ((const double *) job->values)[k], job->right);
      if (job->narrow)
        ((int32_t *) job->out)[k] = (int32_t) at;
      else
        ((int64_t *) job->out)[k] = at;
    }
}

static bool
searchsorted_forward (RgCall *call)
{
  const RgSearchsortedAttrs *a = call->attrs;
  RgTensor *sorted = call->inputs[0], *values = call->inputs[1], *sorter = call->n_inputs > 2 ? call->inputs[2] : NULL;
  RgInts s = rg_tensor_shape (sorted), v = rg_tensor_shape (values);
  if (a->has_side && !check_word (call, "side", a->side))
    return false;
  bool right = a->has_side ? strcmp (a->side, "right") == 0 : a->right, fits = s.n == v.n && s.n > 0;
  for (int64_t d = 0; fits && d + 1 < s.n; d++)
    fits = s.v[d] == v.v[d];
  if (a->has_side && a->right && !right)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "side is left, but right is true");
  if (s.n != 1 && !fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "sorted_sequence must be a vector, or have the leading sizes of values");
  if (sorter && !same_sizes (rg_tensor_shape (sorter), s))
    return rg_call_fail (call, RG_ERROR_SHAPE, "sorter must have the sizes of sorted_sequence");
  int64_t length = s.v[s.n - 1];
  if (a->out_int32 && length > INT32_MAX)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the sequence is too long for int32");
  bool integers = !rg_dtype_is_floating (rg_tensor_dtype (sorted)) && !rg_dtype_is_floating (rg_tensor_dtype (values));
  RgDType dtype = integers ? RG_I64 : RG_F64;
  sorted = rg_contiguous (rg_to (sorted, dtype));
  values = rg_contiguous (rg_to (values, dtype));
  const int64_t *order = sorter ? checked_indices (call, sorter, false, "the sequence", length) : NULL;
  RgTensor *out = sorted && values ? rg_call_output (call, 0, a->out_int32 ? RG_I32 : RG_I64, v) : NULL;
  if (out == NULL || (sorter && order == NULL))
    return false;
  SearchJob job = { rg_tensor_data (sorted), rg_tensor_data (values), order, length, s.n == 1 ? 0 : v.v[v.n - 1],
                    integers, right, a->out_int32, rg_tensor_data (out) };
  rg_parallel_for (rg_tensor_numel (values), 1024, search_range, &job);
  return true;
}

/* --- tables --- */

static const RgInput searchsorted_inputs[] = {
  { "sorted_sequence", "ascending along the last dimension", RG_INPUT_NO_GRAD },
  { "values", "the numbers, with the same leading sizes, or any if the sequence is a vector", RG_INPUT_NO_GRAD },
  { "sorter", "indices that sort the sequence, if it is not sorted",
    RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgSearchsortedAttrs searchsorted_init = RG_SEARCHSORTED_ATTRS_INIT;
static const RgAttr searchsorted_attrs[] = {
  RG_ATTR (RgSearchsortedAttrs, right, BOOL, "false", .doc = "after equal elements rather than before them"),
  RG_ATTR_OPT (RgSearchsortedAttrs, side, STRING, .choices = "left right", .doc = "the same as a word"),
  RG_ATTR (RgSearchsortedAttrs, out_int32, BOOL, "false", .doc = "give int32 rather than int64"),
  { .name = NULL },
};

static const RgSample searchsorted_samples[] = {
  { "4:=1,3,5,7 2x3:=0,1,4,7,8,5", NULL, NULL, 0 },
  { "4:=1,3,3,7 .:=3", "right=true", NULL, 0 },
  { "2x3:=1,3,5,2,4,6 2x2:=3,9,1,4", "side=right out_int32=true", NULL, 0 },
  { "3:=5,1,3 2:=2,5 i64*3:=1,2,0", NULL, "with a sorter", 0 },
  { "i64*3:=1,3,5 i64*2:=3,4", NULL, NULL, 0 },
  { "0 2", NULL, "an empty sequence", 0 },
  { "2x3 3x2", NULL, "other leading sizes", RG_SAMPLE_ERROR },
  { "3:=1,2,3 2 i64*2:=0,1", NULL, "a sorter of another size", RG_SAMPLE_ERROR },
  { "3:=1,2,3 2", "side=left right=true", "side and right at odds", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp searchsorted = {
  INDEX_OP (searchsorted, GENERAL),
  .summary = "Finds where numbers would stand in a sorted sequence.",
  .formula = "out[.., i] = how many of sorted_sequence[.., :] are less than values[.., i] (right: or equal)",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
  .n_outputs = 1,
  RG_ATTRIBUTES (searchsorted, RgSearchsortedAttrs),
};

RG_MODULE (searchsorted, &searchsorted)
