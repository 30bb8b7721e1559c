/* rot90.c: a quarter turn in a plane, any number of times.
 *
 *     out = input turned by k quarters from dims[0] towards dims[1]
 *     d input = rot90 (d out, -k, dims)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
rot90_forward (RgCall *call)
{
  const RgRot90Attrs *a = call->attrs;
  RgTensor *t = call->inputs[0];
  int ndim = rg_tensor_ndim (t);
  if (a->dims.n != 2 || ndim < 2)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "takes at least 2 dimensions, and dims must name two");
  int i = rg_call_dim (call, a->dims.v[0], ndim), j = i < 0 ? -1 : rg_call_dim (call, a->dims.v[1], ndim);
  if (j < 0)
    return false;
  if (i == j)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "dims must name two different dimensions");
  switch (a->k & 3)
    {
    case 1:
      return rg_call_return (call, 0, rg_transpose (rg_flip (t, RG_DIMS (j)), i, j));
    case 2:
      return rg_call_return (call, 0, rg_flip (t, RG_DIMS (i, j)));
    case 3:
      return rg_call_return (call, 0, rg_transpose (rg_flip (t, RG_DIMS (i)), i, j));
    default:
      return rg_call_return (call, 0, rg_clone (t));
    }
}

/* --- tables --- */

static const RgInput rot90_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgRot90Attrs rot90_init = RG_ROT90_ATTRS_INIT;
static const RgAttr rot90_attrs[] = {
  RG_ATTR (RgRot90Attrs, k, INT, "1", .doc = "how many quarters; negative: the other way"),
  RG_ATTR (RgRot90Attrs, dims, INTS, "0,1", .doc = "the plane"),
  { .name = NULL },
};

static const RgSample rot90_samples[] = {
  { "2x3", NULL, NULL, 0 },
  { "2x3", "k=2", NULL, 0 },
  { "2x3", "k=-1", NULL, 0 },
  { "2x3", "k=4", "all the way", 0 },
  { "2x3x4", "k=1 dims=1,2", NULL, 0 },
  { "2x3", "k=1 dims=0,0", "the same dimension twice", RG_SAMPLE_ERROR },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp rot90 = {
  SHAPE_OP (rot90, COMPOSITE),
  .summary = "Turns a plane of two dimensions by quarters.",
  .formula = "out = input turned by k quarters from dims[0] towards dims[1]",
  .gradient = "d input = rot90 (d out, -k, dims)",
  .n_outputs = 1,
  RG_ATTRIBUTES (rot90, RgRot90Attrs),
  .uses = RG_USES ("flip", "transpose"),
};

RG_MODULE (rot90, &rot90)
