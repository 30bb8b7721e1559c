/* unique.c: the different elements of a tensor, in order.
 *
 *     output = the different elements of input, ascending
 *     inverse_indices[k]: where input[k] stands in output (return_inverse)
 *     counts[j]: how often output[j] stands in input (return_counts)
 *
 * Every nan is an element of its own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "order.h"

/* --- forward --- */

static bool
unique_forward (RgCall *call)
{
  const RgUniqueAttrs *a = call->attrs;
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL)
    return false;
  RgDType dtype = rg_tensor_dtype (x);
  size_t esize = rg_dtype_size (dtype), n = (size_t) rg_tensor_numel (x);
  if (n > SIZE_MAX / (2 * sizeof (Keyed)))
    return rg_call_fail (call, RG_ERROR_MEMORY, "too many elements");
  Keyed *keyed = rg_call_temp (call, 2 * n * sizeof *keyed);
  const char *data = rg_tensor_data (x);
  if (keyed == NULL)
    return false;
  for (size_t i = 0; i < n; i++)
    keyed[i] = (Keyed){ order_key (dtype, data + i * esize), (int64_t) i };
  order_sort (keyed, keyed + n, n);

  /* The second half of the room holds where each different element begins. */
  int64_t *begin = (int64_t *) (keyed + n);
  size_t different = 0;
  bool floating = rg_dtype_is_floating (dtype);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || keyed[i].key != keyed[i - 1].key || (floating && keyed[i].key == ORDER_NAN))
      begin[different++] = (int64_t) i;
  size_t index = 0;
  RgTensor *out = rg_call_output (call, index++, dtype, RG_SHAPE ((int64_t) different));
  RgTensor *inverse = out && a->return_inverse ? rg_call_output (call, index++, RG_I64, rg_tensor_shape (x)) : NULL;
  RgTensor *counts = out && a->return_counts ? rg_call_output (call, index++, RG_I64, RG_SHAPE ((int64_t) different))
                                             : NULL;
  if (out == NULL || (a->return_inverse && !inverse) || (a->return_counts && !counts))
    return false;
  for (size_t j = 0; j < different; j++)
    {
      size_t from = (size_t) begin[j], to = j + 1 < different ? (size_t) begin[j + 1] : n;
      memcpy ((char *) rg_tensor_data (out) + j * esize, data + (size_t) keyed[from].place * esize, esize);
      for (size_t i = from; inverse && i < to; i++)
        ((int64_t *) rg_tensor_data (inverse))[keyed[i].place] = (int64_t) j;
      if (counts)
        ((int64_t *) rg_tensor_data (counts))[j] = (int64_t) (to - from);
    }
  return true;
}

/* --- tables --- */

static const RgInput unique_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgUniqueAttrs unique_init = RG_UNIQUE_ATTRS_INIT;
static const RgAttr unique_attrs[] = {
  RG_ATTR (RgUniqueAttrs, sorted, BOOL, "true", .doc = "in order; it always is"),
  RG_ATTR (RgUniqueAttrs, return_inverse, BOOL, "false", .doc = "also where each element went"),
  RG_ATTR (RgUniqueAttrs, return_counts, BOOL, "false", .doc = "also how often each stands"),
  { .name = NULL },
};

static const RgSample unique_samples[] = {
  { "9:i5", NULL, NULL, 0 },
  { "3x4:i5", "return_inverse=true return_counts=true", NULL, 0 },
  { "4:=1,nan,1,nan", "return_counts=true", "every nan is an element of its own", 0 },
  { "0", NULL, "no elements", 0 },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unique = {
  .struct_size = sizeof (RgOp),
  .name = "unique",
  .summary = "The different elements of a tensor, in order.",
  .formula = "output = the different elements of input, ascending",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_NO_GRAD,
  .inputs = unique_inputs,
  .n_outputs = 0,
  .output_names = RG_OUTPUTS ("output", "inverse_indices", "counts"),
  RG_ATTRIBUTES (unique, RgUniqueAttrs),
  .forward = unique_forward,
  .samples = unique_samples,
};

RG_MODULE (unique, &unique)
