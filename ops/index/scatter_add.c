/* scatter_add.c: a copy with elements added, by an index for each.
 *
 *     out = input
 *     out[index[i, j], j] += src[i, j] with dim = 0
 *     d input = d out
 *     d src = gather (d out, dim, index)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

/* --- the forward --- */

static bool
scatter_add_forward (RgCall *call)
{
  const RgScatterAddAttrs *a = call->attrs;
  if (!same_dtype (call, call->inputs[0], call->inputs[2]))
    return false;
  RgTensor *out = output_copy (call), *src = out ? rg_to (call->inputs[2], rg_tensor_dtype (out)) : NULL;
  Walk w;
  return src && elements_walk (call, &w, out, a->dim, 1, src) && walk_run (call, &w, WALK_ADD);
}

/* --- gradients --- */

RG_VJP (scatter_add_input, RG_G)
RG_VJP (scatter_add_src,
        fit_list (rg_gather (RG_G, RG_ATTRS (RgScatterAddAttrs)->dim, RG_IN (1)), rg_vjp_shape (c, 2)))

static const RgVjp scatter_add_vjps[] = {
  { 0, 0, scatter_add_input },
  { 2, RG_SAVE_INPUT (1), scatter_add_src },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput scatter_add_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "an index for each element", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "src", "what is added; at least as large as the index", 0 },
  { NULL, NULL, 0 },
};

static const RgScatterAddAttrs scatter_add_init = RG_SCATTER_ADD_ATTRS_INIT;
static const RgAttr scatter_add_attrs[] = {
  RG_ATTR (RgScatterAddAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample scatter_add_samples[] = {
  { "3x4 2x4:i3 2x4", "dim=0", NULL, 0 },
  { "3x4 3x6:i4 3x6", "dim=1", NULL, 0 },
  { "2x3x4 2x2x3:i3 2x4x4", "dim=1", "a src that is larger", 0 },
  { ". i64*.:=0 .", "dim=0", "zero-dimensional", 0 },
  { "3 i64*0 0", "dim=0", "no indices", 0 },
  { "3 i64*1:=3 1", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "3 i64*1:=0 i64*1:=1", "dim=0", "src of another dtype", RG_SAMPLE_ERROR },
  { "3 i64*2:=0,1 1", "dim=0", "an index larger than src", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp scatter_add = {
  INDEX_OP (scatter_add, GENERAL),
  .summary = "Copies a tensor and adds an element for each index along a dimension.",
  .formula = "out = input; out[index[i, j], j] += src[i, j] with dim = 0",
  .gradient = "d input = d out; d src = gather (d out, dim, index)",
  INDEX_LINEAR (scatter_add),
  RG_ATTRIBUTES (scatter_add, RgScatterAddAttrs),
  .uses = RG_USES ("gather", "constant_pad_nd"),
};

RG_MODULE (scatter_add, &scatter_add)
