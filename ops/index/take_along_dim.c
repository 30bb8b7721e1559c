/* take_along_dim.c: elements by an index for each, sizes broadcast.
 *
 *     out = gather (input, dim, indices), of common sizes in the other dimensions
 *     d input = zeros, with d out added where it was read
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "index-op.h"

/* --- the composition --- */

static bool
take_along_dim_forward (RgCall *call)
{
  const RgTakeAlongDimAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *index = call->inputs[1];
  int64_t is[RG_MAX_DIMS], xs[RG_MAX_DIMS];
  int ndim = rg_tensor_ndim (in);
  if (!a->has_dim)
    return rg_call_return (call, 0, rg_gather (rg_reshape (in, RG_SHAPE (-1)), 0, rg_reshape (index, RG_SHAPE (-1))));
  int dim = rg_call_dim (call, a->dim, ndim);
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (index) != ndim)
    return rg_call_fail (call, RG_ERROR_SHAPE, "indices must have the %d dimensions of the input", ndim);
  for (int d = 0; d < ndim; d++)
    {
      int64_t x = rg_tensor_size (in, d), i = rg_tensor_size (index, d);
      if (d != dim && x != i && x != 1 && i != 1)
        return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes do not broadcast in dimension %d", d);
      xs[d] = d == dim || x != 1 ? x : i;
      is[d] = d == dim || i != 1 ? i : x;
    }
  /* Counted from the end, as gather does not. */
  index = rg_where (rg_lt_scalar (index, 0), rg_add_scalar (index, (double) rg_tensor_size (in, dim)), index);
  return rg_call_return (call, 0, rg_gather (rg_expand (in, (RgInts){ ndim, xs }), dim,
                                             rg_expand (index, (RgInts){ ndim, is })));
}

/* --- tables --- */

static const RgInput take_along_dim_inputs[] = {
  { "input", "what is read", 0 },
  { "indices", "an index for each element", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgTakeAlongDimAttrs take_along_dim_init = RG_TAKE_ALONG_DIM_ATTRS_INIT;
static const RgAttr take_along_dim_attrs[] = {
  RG_ATTR_OPT (RgTakeAlongDimAttrs, dim, INT,
               .doc = "the dimension that the index is along; absent: both are flattened"),
  { .name = NULL },
};

static const RgSample take_along_dim_samples[] = {
  { "3x4 2x4:i3", "dim=0", NULL, 0 },
  { "3x4 1x2:i4", "dim=1", "rows broadcast", 0 },
  { "1x4 3x2:i4", "dim=-1", "the input broadcasts", 0 },
  { "3x4 5:i12", NULL, "flattened", 0 },
  { "3x4 4:i3", "dim=0", "other numbers of dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp take_along_dim = {
  INDEX_OP (take_along_dim, COMPOSITE),
  .summary = "Takes an element for each index along a dimension; other dimensions broadcast.",
  .formula = "out = gather (input, dim, indices), of common sizes in the other dimensions",
  .gradient = "d input = zeros, with d out added where it was read",
  .n_outputs = 1,
  RG_ATTRIBUTES (take_along_dim, RgTakeAlongDimAttrs),
  .uses = RG_USES ("gather", "reshape", "expand"),
};

RG_MODULE (take_along_dim, &take_along_dim)
