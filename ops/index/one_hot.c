/* one_hot.c: a one in the place that an index names.
 *
 *     out[.., j] = 1 if j = input[..], else 0
 *     none
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "walk.h"

/* --- the forward --- */

static bool
one_hot_forward (RgCall *call)
{
  const RgOneHotAttrs *a = call->attrs;
  RgTensor *index = rg_contiguous (rg_to (call->inputs[0], RG_I64));
  RgInts shape = rg_tensor_shape (index);
  int64_t sizes[RG_MAX_DIMS + 1], n = rg_tensor_numel (index), classes = a->num_classes;
  const int64_t *v = rg_tensor_data (index);
  if (index == NULL)
    return false;
  if (classes < 0 && n == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "num_classes must be given where there are no indices");
  for (int64_t k = 0; a->num_classes < 0 && k < n; k++)
    classes = MAX (classes, v[k] + 1);
  v = checked_indices (call, index, false, "the classes", MAX (classes, 0));
  if (v == NULL)
    return false;
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  sizes[shape.n] = classes;
  RgTensor *out = output_zeros (call, RG_I64, (RgInts){ shape.n + 1, sizes });
  int64_t *to = rg_tensor_data (out);
  for (int64_t k = 0; out && k < n; k++)
    to[k * classes + v[k]] = 1;
  return out != NULL;
}

/* --- tables --- */

static const RgInput one_hot_inputs[] = {
  { "input", "the indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgOneHotAttrs one_hot_init = RG_ONE_HOT_ATTRS_INIT;
static const RgAttr one_hot_attrs[] = {
  RG_ATTR (RgOneHotAttrs, num_classes, INT, "-1", .doc = "how many places; -1: as many as the largest index needs"),
  { .name = NULL },
};

static const RgSample one_hot_samples[] = {
  { "i64*3:=0,2,1", NULL, NULL, 0 },
  { "i64*2x2:=0,2,1,0", "num_classes=5", NULL, 0 },
  { "i32*.:=2", NULL, "zero-dimensional", 0 },
  { "i64*2:=0,5", "num_classes=5", "an index out of range", RG_SAMPLE_ERROR },
  { "i64*2:=0,-1", NULL, "a negative index", RG_SAMPLE_ERROR },
  { "i64*0", NULL, "no indices, nor a number of classes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp one_hot = {
  INDEX_OP (one_hot, GENERAL),
  .summary = "Gives for each index a row of zeros with a one.",
  .formula = "out[.., j] = 1 if j = input[..], else 0",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
  .n_outputs = 1,
  RG_ATTRIBUTES (one_hot, RgOneHotAttrs),
};

RG_MODULE (one_hot, &one_hot)
