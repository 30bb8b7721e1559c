/* meshgrid.c: vectors expanded over a grid, as views.
 *
 *     out[k][i0, i1, ..] = tensors[k][ik]
 *     with indexing xy the first two dimensions are exchanged
 *     d tensors[k] = d out[k], summed over the other dimensions
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
meshgrid_forward (RgCall *call)
{
  const RgMeshgridAttrs *a = call->attrs;
  size_t n = call->n_inputs;
  int64_t sizes[RG_MAX_DIMS], one[RG_MAX_DIMS];
  if (!check_word (call, "indexing", a->indexing))
    return false;
  bool swap = strcmp (a->indexing, "xy") == 0 && n >= 2;
  if (n == 0 || n > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes 1 to %d tensors", RG_MAX_DIMS);
  for (size_t i = 0; i < n; i++)
    {
      size_t d = swap && i < 2 ? 1 - i : i;
      if (call->inputs[i] == NULL || rg_tensor_ndim (call->inputs[i]) > 1)
        return rg_call_fail (call, RG_ERROR_SHAPE, "tensor %" G_GSIZE_FORMAT " is not a vector", i);
      sizes[d] = rg_tensor_numel (call->inputs[i]);
    }
  for (size_t i = 0; i < n; i++)
    {
      size_t d = swap && i < 2 ? 1 - i : i;
      for (size_t k = 0; k < n; k++)
        one[k] = k == d ? sizes[k] : 1;
      RgTensor *t = rg_reshape (call->inputs[i], (RgInts){ (int64_t) n, one });
      if (!rg_call_return (call, i, rg_expand (t, (RgInts){ (int64_t) n, sizes })))
        return false;
    }
  return true;
}

/* --- tables --- */

static const RgInput meshgrid_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgMeshgridAttrs meshgrid_init = RG_MESHGRID_ATTRS_INIT;
static const RgAttr meshgrid_attrs[] = {
  RG_ATTR (RgMeshgridAttrs, indexing, STRING, "ij", .choices = "ij xy",
           .doc = "the order of the first two dimensions: of a matrix or of a plot"),
  { .name = NULL },
};

static const RgSample meshgrid_samples[] = {
  { "[2 3]", NULL, NULL, 0 },
  { "[2 3 4]", "indexing=xy", NULL, 0 },
  { "[. 3]", NULL, "a zero-dimensional one", 0 },
  { "[2]", NULL, "one vector", 0 },
  { "[2x3 2]", NULL, "a matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp meshgrid = {
  SHAPE_OP (meshgrid, COMPOSITE),
  .summary = "Expands vectors over the grid that they span; views.",
  .formula = "out[k][i0, i1, ..] = tensors[k][ik]; with indexing xy the first two dimensions are exchanged",
  .gradient = "d tensors[k] = d out[k], summed over the other dimensions",
  .n_outputs = 0,
  RG_ATTRIBUTES (meshgrid, RgMeshgridAttrs),
  .uses = RG_USES ("reshape", "expand"),
};

RG_MODULE (meshgrid, &meshgrid)
