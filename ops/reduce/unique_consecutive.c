/* unique_consecutive.c: the elements of a tensor, or slices of a dimension, without those
 * that equal the one before.
 *
 *     output = input[k] wherever k = 0 or input[k] != input[k - 1]
 *     inverse_indices[k]: where input[k] stands in output (return_inverse)
 *     counts[j]: how many of input became output[j] (return_counts)
 *
 * Every nan is an element of its own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "unique.h"

static bool
unique_consecutive_forward (RgCall *call)
{
  const RgUniqueConsecutiveAttrs *a = call->attrs;
  UniqueLines l;
  if (!unique_lines (call, a->has_dim, a->dim, &l))
    return false;
  int64_t *place = rg_call_temp (call, 2 * (size_t) MAX (1, l.n) * sizeof *place), *begin = place + l.n, groups = 0;
  if (place == NULL)
    return false;
  for (int64_t i = 0; i < l.n; i++)
    {
      place[i] = i;
      if (i == 0 || !unique_equal (&l, i - 1, i))
        begin[groups++] = i;
    }
  return unique_write (call, &l, place, begin, groups, a->return_inverse, a->return_counts);
}

/* --- tables --- */

static const RgInput unique_consecutive_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgUniqueConsecutiveAttrs unique_consecutive_init = RG_UNIQUE_CONSECUTIVE_ATTRS_INIT;
static const RgAttr unique_consecutive_attrs[] = { UNIQUE_RETURNS (RgUniqueConsecutiveAttrs), { .name = NULL } };

static const RgSample unique_consecutive_samples[] = {
  { "6:=1,1,2,2,2,1", "return_inverse=true return_counts=true", NULL, 0 },
  { "3x4:b", "return_inverse=true", NULL, 0 },
  { "4:=1,nan,nan,1", "return_counts=true", "every nan is an element of its own", 0 },
  { "0", NULL, "no elements", 0 },
  { "5x2:b", "dim=0 return_inverse=true return_counts=true", "rows", 0 },
  { "2x5x2:z", "dim=1", "slices of a dimension in the middle", 0 },
  { "3x0", "dim=0", "rows without elements", RG_SAMPLE_ERROR },
  { ".", "dim=0", "no dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unique_consecutive = {
  UNIQUE_OP (unique_consecutive, RgUniqueConsecutiveAttrs),
  .summary = "The elements of a tensor, or slices of a dimension, without repetitions of the one before.",
  .formula = "output = input[k] wherever k = 0 or input[k] != input[k - 1]",
};

RG_MODULE (unique_consecutive, &unique_consecutive)
