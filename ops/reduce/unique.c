/* unique.c: the different elements of a tensor, or slices of a dimension, in order.
 *
 *     output = the different elements of input, ascending
 *     inverse_indices[k]: where input[k] stands in output (return_inverse)
 *     counts[j]: how often output[j] stands in input (return_counts)
 *
 * Every nan is an element of its own. Slices are ordered by their first different element.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "unique.h"

/* --- forward --- */

/* Elements in ascending order, by radix: place, and where each different one begins. */
static bool
sort_elements (RgCall *call, const UniqueLines *l, int64_t *place, int64_t *begin, int64_t *groups)
{
  const RgDType dtype = rg_tensor_dtype (l->x);
  const size_t esize = rg_dtype_size (dtype), n = (size_t) l->n;
  const char *data = rg_tensor_data (l->x);
  if (n > SIZE_MAX / (2 * sizeof (Keyed)))
    return rg_call_fail (call, RG_ERROR_MEMORY, "too many elements");
  Keyed *keyed = rg_call_temp (call, 2 * n * sizeof *keyed);
  if (keyed == NULL)
    return false;
  for (size_t i = 0; i < n; i++)
    keyed[i] = (Keyed){ order_key (dtype, data + i * esize), (int64_t) i };
  order_sort (keyed, keyed + n, n);
  const bool floating = rg_dtype_is_floating (dtype);
  for (size_t i = 0; i < n; i++)
    {
      place[i] = keyed[i].place;
      if (i == 0 || keyed[i].key != keyed[i - 1].key || (floating && keyed[i].key == ORDER_NAN))
        begin[(*groups)++] = (int64_t) i;
    }
  return true;
}

static int
compare_places (const void *a, const void *b, void *lines)
{
  return unique_compare (lines, *(const int64_t *) a, *(const int64_t *) b);
}

static bool
unique_forward (RgCall *call)
{
  const RgUniqueAttrs *a = call->attrs;
  UniqueLines l;
  if (!unique_lines (call, a->has_dim, a->dim, &l))
    return false;
  if (l.has_dim && l.n > G_MAXINT32)
    return rg_call_fail (call, RG_ERROR_MEMORY, "too many slices");
  int64_t *place = rg_call_temp (call, 2 * (size_t) MAX (1, l.n) * sizeof *place), *begin = place + l.n, groups = 0;
  if (place == NULL || (!l.has_dim && !sort_elements (call, &l, place, begin, &groups)))
    return false;
  for (int64_t i = 0; i < l.n && l.has_dim; i++)
    place[i] = i;
  if (l.has_dim) /* keeps the order of equal ones */
    g_qsort_with_data (place, (gint) l.n, sizeof *place, compare_places, &l);
  for (int64_t i = 0; i < l.n && l.has_dim; i++)
    if (i == 0 || !unique_equal (&l, place[i - 1], place[i]))
      begin[groups++] = i;
  return unique_write (call, &l, place, begin, groups, a->return_inverse, a->return_counts);
}

/* --- tables --- */

static const RgInput unique_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgUniqueAttrs unique_init = RG_UNIQUE_ATTRS_INIT;
static const RgAttr unique_attrs[] = {
  RG_ATTR (RgUniqueAttrs, sorted, BOOL, "true", .doc = "in order; it always is"),
  UNIQUE_RETURNS (RgUniqueAttrs),
  { .name = NULL },
};

static const RgSample unique_samples[] = {
  { "9:i5", NULL, NULL, 0 },
  { "3x4:i5", "return_inverse=true return_counts=true", NULL, 0 },
  { "4:=1,nan,1,nan", "return_counts=true", "every nan is an element of its own", 0 },
  { "0", NULL, "no elements", 0 },
  { "5x2:i2", "dim=0 return_inverse=true return_counts=true", "rows", 0 },
  { "2x5x2:i2", "dim=-2 return_counts=true sorted=false", "slices of a dimension in the middle", 0 },
  { "0x2", "dim=0 return_inverse=true", "no rows", 0 },
  { "3x0", "dim=0", "rows without elements", RG_SAMPLE_ERROR },
  { "3x2", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { ".", "dim=0", "no dimension", RG_SAMPLE_ERROR },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unique = {
  UNIQUE_OP (unique, RgUniqueAttrs),
  .summary = "The different elements of a tensor, or slices of a dimension, in order.",
  .formula = "output = the different elements of input, ascending",
};

RG_MODULE (unique, &unique)
