/* index_reduce.c: a copy with slices joined to it.
 *
 *     out[.., p, ..] = the product, mean, maximum or minimum of the slices of source whose index is p, and
 *       (include_self) that of input
 *     d input, d source: as of scatter_reduce
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "index-op.h"

/* --- the composition --- */

static bool
index_reduce_forward (RgCall *call)
{
  const RgIndexReduceAttrs *a = call->attrs;
  RgTensor *index = call->inputs[1], *source = call->inputs[2];
  int64_t sizes[RG_MAX_DIMS];
  RgInts shape = rg_tensor_shape (source);
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (call->inputs[0]));
  if (dim < 0 || !check_word (call, "reduce", a->reduce))
    return false;
  if (rg_tensor_ndim (index) > 1 || shape.n != rg_tensor_ndim (call->inputs[0]))
    return rg_call_fail (call, RG_ERROR_SHAPE,
                         "the index must be a vector, and source have as many dimensions as input");
  for (int d = 0; d < shape.n; d++)
    {
      sizes[d] = d == dim ? rg_tensor_numel (index) : 1;
      if (shape.v[d] != (d == dim ? sizes[d] : rg_tensor_size (call->inputs[0], d)))
        return rg_call_fail (call, RG_ERROR_SHAPE,
                             "expected a slice for each index, of the sizes of those of the input");
    }
  index = rg_expand (rg_reshape (index, (RgInts){ shape.n, sizes }), shape);
  return rg_call_return (call, 0, rg_scatter_reduce (call->inputs[0], dim, index, source, a->reduce, a->include_self));
}

/* --- tables --- */

static const RgInput index_reduce_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "a vector of indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "source", "a slice for each index", 0 },
  { NULL, NULL, 0 },
};

static const RgIndexReduceAttrs index_reduce_init = RG_INDEX_REDUCE_ATTRS_INIT;
static const RgAttr index_reduce_attrs[] = {
  RG_ATTR (RgIndexReduceAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  RG_ATTR (RgIndexReduceAttrs, reduce, STRING, NULL, .choices = "prod mean amax amin", .doc = "how to join"),
  RG_ATTR (RgIndexReduceAttrs, include_self, BOOL, "true",
           .doc = "the input takes part, also where something is joined to it"),
  { .name = NULL },
};

static const RgSample index_reduce_samples[] = {
  { "3x2 i64*4:=0,0,2,0 4x2:p", "dim=0 reduce=prod", NULL, 0 },
  { "2x3 i64*4:=0,0,2,0 2x4", "dim=1 reduce=mean include_self=false", NULL, 0 },
  { "3:s i64*4:=0,0,2,0 4:s", "dim=0 reduce=amax", NULL, 0 },
  { "5 i64*1:=5 1", "dim=0 reduce=amin", "an index out of range", RG_SAMPLE_ERROR },
  { "5 i64*2:=0,1 1", "dim=0 reduce=amin", "too few slices", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp index_reduce = {
  INDEX_OP (index_reduce, COMPOSITE),
  .summary = "Joins slices to those of a copy that a vector of indices names.",
  .formula = "out[.., p, ..] = the product, mean, maximum or minimum of the slices of source whose index is p, and "
             "(include_self) that of input",
  .gradient = "d input, d source: as of scatter_reduce",
  .n_outputs = 1,
  RG_ATTRIBUTES (index_reduce, RgIndexReduceAttrs),
  .uses = RG_USES ("reshape", "expand", "scatter_reduce"),
};

RG_MODULE (index_reduce, &index_reduce)
