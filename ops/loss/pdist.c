/* pdist.c: the distances of all pairs of rows.
 *
 *     out[k] = |input[i] - input[j]|_p for i < j, in the order (0, 1), (0, 2), ...
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"
#include <math.h>

static bool
pdist_forward (RgCall *call)
{
  const RgPdistAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0] /* (n, size) */;
  if (rg_tensor_ndim (x) != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have two dimensions, (rows, size)");
  const int64_t n = rg_tensor_size (x, 0), pairs = n > 1 ? n * (n - 1) / 2 : 0;
  RgTensor *first = rg_empty (RG_I64, RG_SHAPE (pairs)), *second = rg_empty (RG_I64, RG_SHAPE (pairs));
  if (first == NULL || second == NULL)
    return false;
  int64_t *i_of = rg_tensor_data (first), *j_of = rg_tensor_data (second);
  for (int64_t i = 0, k = 0; i < n; i++)
    for (int64_t j = i + 1; j < n; j++, k++)
      {
        i_of[k] = i;
        j_of[k] = j;
      }
  RgTensor *gap = rg_sub (rg_index_select (x, 0, first), rg_index_select (x, 0, second));
  return rg_call_return (call, 0, rg_norm_dim (gap, a->p, RG_DIMS (1), false));
}

/* --- tables --- */

static const RgInput pdist_inputs[] = {
  { "input", "rows: (n, size)", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgPdistAttrs pdist_init = RG_PDIST_ATTRS_INIT;
static const RgAttr pdist_attrs[] = {
  RG_ATTR (RgPdistAttrs, p, FLOAT, "2", .min = 0, .max = INFINITY, .doc = "the norm's exponent"),
  { .name = NULL },
};

static const RgSample pdist_samples[] = {
  { "4x3", NULL, NULL, 0 },
  { "4x3", "p=1", NULL, 0 },
  { "4x3", "p=inf", NULL, 0 },
  { "1x3", NULL, "no pair", 0 },
  { "0x3", NULL, "no rows", 0 },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { "3x2", "p=-1", "a negative exponent", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp pdist_op = {
  .struct_size = sizeof (RgOp),
  .name = "pdist",
  .summary = "The distances of all pairs of rows.",
  .formula = "out[k] = |input[i] - input[j]|_p, i < j",
  .gradient = "those of the p-norm; 0 for rows that are equal",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = pdist_inputs,
  .n_outputs = 1,
  .attrs = pdist_attrs,
  .attrs_size = sizeof (RgPdistAttrs),
  .attrs_init = &pdist_init,
  .forward = pdist_forward,
  .samples = pdist_samples,
  .uses = RG_USES ("index_select", "sub", "norm"),
};

RG_MODULE (pdist, &pdist_op)
