/* flatten.c: a run of dimensions made one.
 *
 *     out = input with start_dim .. end_dim as one dimension
 *     d input = d out with the sizes of input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
flatten_forward (RgCall *call)
{
  const RgFlattenAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int ndim = rg_tensor_ndim (in), n = 0;
  int start = rg_call_dim (call, a->start_dim, ndim);
  int end = start < 0 ? -1 : rg_call_dim (call, a->end_dim, ndim);
  int64_t sizes[RG_MAX_DIMS];
  if (end < 0)
    return false;
  if (start > end)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "start_dim comes after end_dim");
  if (ndim == 0)
    return rg_call_return (call, 0, rg_reshape (in, RG_SHAPE (1)));
  if (start == end)
    return rg_call_return (call, 0, in);
  for (int d = 0; d < ndim; d++)
    {
      int64_t size = rg_tensor_shape (in).v[d];
      if (d > start && d <= end)
        sizes[n - 1] *= size; /* the input has as many elements, so it cannot overflow */
      else
        sizes[n++] = size;
    }
  return rg_call_return (call, 0, rg_reshape (in, (RgInts){ n, sizes }));
}

/* --- tables --- */

static const RgInput flatten_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgFlattenAttrs flatten_init = RG_FLATTEN_ATTRS_INIT;
static const RgAttr flatten_attrs[] = {
  RG_ATTR (RgFlattenAttrs, start_dim, INT, "0", .doc = "the first of them"),
  RG_ATTR (RgFlattenAttrs, end_dim, INT, "-1", .doc = "the last"),
  { .name = NULL },
};

static const RgSample flatten_samples[] = {
  { "2x3x4", NULL, NULL, 0 },
  { "2x3x4", "start_dim=1", NULL, 0 },
  { "2x3x4", "start_dim=0 end_dim=1", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "2x0x3", NULL, "no elements", 0 },
  { "2x3", "start_dim=1 end_dim=0", "the wrong order", RG_SAMPLE_ERROR },
  { "2x3", "start_dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp flatten = {
  .struct_size = sizeof (RgOp),
  .name = "flatten",
  .summary = "Makes a run of dimensions one.",
  .formula = "out = input with start_dim .. end_dim as one dimension",
  .gradient = "d input = reshape (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_COMPOSITE,
  .inputs = flatten_inputs,
  .n_outputs = 1,
  .attrs = flatten_attrs,
  .attrs_size = sizeof (RgFlattenAttrs),
  .attrs_init = &flatten_init,
  .forward = flatten_forward,
  .samples = flatten_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (flatten, &flatten)
