/* tile.c: a tensor laid out several times: NumPy's name for repeat.
 *
 *     out = repeat (input, dims), with ones put in front of the shorter
 *     d input = d out, summed over the repetitions
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
tile_forward (RgCall *call)
{
  const RgTileAttrs *a = call->attrs;
  int ndim = rg_tensor_ndim (call->inputs[0]);
  int64_t dims[RG_MAX_DIMS];
  if (a->dims.n >= ndim)
    return rg_call_return (call, 0, rg_repeat (call->inputs[0], a->dims));
  for (int64_t d = 0, lead = ndim - a->dims.n; d < ndim; d++)
    dims[d] = d < lead ? 1 : a->dims.v[d - lead];
  return rg_call_return (call, 0, rg_repeat (call->inputs[0], (RgInts){ ndim, dims }));
}

/* --- tables --- */

static const RgInput tile_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgTileAttrs tile_init = RG_TILE_ATTRS_INIT;
static const RgAttr tile_attrs[] = {
  RG_ATTR (RgTileAttrs, dims, INTS, NULL, .doc = "how often, for each dimension"),
  { .name = NULL },
};

static const RgSample tile_samples[] = {
  { "2x3", "dims=2,3", NULL, 0 },
  { "2x3", "dims=2", "fewer numbers than dimensions", 0 },
  { "3", "dims=2,2", "more", 0 },
  { ".", "dims=3", "zero-dimensional", 0 },
  { "2", "dims=-1", "a negative number", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp tile = {
  SHAPE_OP (tile, COMPOSITE),
  .summary = "Repeats a tensor along its dimensions, missing numbers being 1.",
  .formula = "out = repeat (input, dims), with ones put in front of the shorter",
  .gradient = "d input = d out, summed over the repetitions",
  .n_outputs = 1,
  RG_ATTRIBUTES (tile, RgTileAttrs),
  .uses = RG_USES ("repeat"),
};

RG_MODULE (tile, &tile)
