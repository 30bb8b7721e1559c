/* movedim.c: dimensions put elsewhere, as a view.
 *
 *     out = permute (input), dimension source[k] standing at destination[k]
 *     d input = movedim (d out, destination, source)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
movedim_forward (RgCall *call)
{
  const RgMovedimAttrs *a = call->attrs;
  int64_t dims[RG_MAX_DIMS];
  int ndim = rg_tensor_ndim (call->inputs[0]), next = 0;
  unsigned taken = 0, placed = 0;
  if (a->source.n != a->destination.n)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "source and destination must have the same number of dimensions");
  for (int64_t k = 0; k < a->source.n; k++)
    {
      int from = rg_call_dim (call, a->source.v[k], ndim);
      int to = from < 0 ? -1 : rg_call_dim (call, a->destination.v[k], ndim);
      if (to < 0)
        return false;
      if ((taken >> from & 1) || (placed >> to & 1))
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "a dimension stands twice in source or in destination");
      taken |= 1u << from;
      placed |= 1u << to;
      dims[to] = from;
    }
  for (int d = 0; d < ndim; d++)
    {
      if (placed >> d & 1)
        continue;
      while (taken >> next & 1)
        next++;
      dims[d] = next++;
    }
  return rg_call_return (call, 0, rg_permute (call->inputs[0], (RgInts){ ndim, dims }));
}

/* --- tables --- */

static const RgInput movedim_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgMovedimAttrs movedim_init = RG_MOVEDIM_ATTRS_INIT;
static const RgAttr movedim_attrs[] = {
  RG_ATTR (RgMovedimAttrs, source, INTS, NULL, .doc = "the dimensions to move"),
  RG_ATTR (RgMovedimAttrs, destination, INTS, NULL, .doc = "where each will stand"),
  { .name = NULL },
};

static const RgSample movedim_samples[] = {
  { "2x3x4", "source=0 destination=2", NULL, 0 },
  { "2x3x4x5", "source=0,-1 destination=-1,0", NULL, 0 },
  { "2x3", "source= destination=", "nothing moves", 0 },
  { "2x3x4", "source=0,1 destination=2", "lists of two lengths", RG_SAMPLE_ERROR },
  { "2x3x4", "source=0,0 destination=1,2", "a dimension twice", RG_SAMPLE_ERROR },
  { "2x3", "source=0 destination=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp movedim = {
  SHAPE_OP (movedim, COMPOSITE),
  .summary = "Moves dimensions to other places; a view.",
  .formula = "out = permute (input), dimension source[k] standing at destination[k]",
  .gradient = "d input = movedim (d out, destination, source)",
  .n_outputs = 1,
  RG_ATTRIBUTES (movedim, RgMovedimAttrs),
  .uses = RG_USES ("permute"),
};

RG_MODULE (movedim, &movedim)
