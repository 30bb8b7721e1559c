/* index_fill.c: a copy with slices filled with a number.
 *
 *     out = input
 *     out[.., index[k], ..] = value
 *     d input = d out, 0 in those slices
 *     d value = the sum of d out in them
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

/* --- the forward --- */

static bool
index_fill_forward (RgCall *call)
{
  const RgIndexFillAttrs *a = call->attrs;
  RgTensor *out = output_copy (call), *value = out ? rg_to (call->inputs[2], rg_tensor_dtype (out)) : NULL;
  Walk w;
  if (value == NULL)
    return false;
  if (rg_tensor_ndim (value) != 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "value must be zero-dimensional");
  if (!slices_walk (call, &w, out, a->dim, 1, true, NULL))
    return false;
  w.list = rg_tensor_data (value);
  return walk_run (call, &w, WALK_SET);
}

/* --- gradients --- */

RG_VJP (index_fill_input, rg_index_fill_scalar (RG_G, RG_ATTRS (RgIndexFillAttrs)->dim, RG_IN (1), 0))
/* What filling with 0 takes away: an index that stands twice counts once. */
RG_VJP (index_fill_value, rg_sum (rg_sub (RG_G, index_fill_input (c, i))))

static const RgVjp index_fill_vjps[] = {
  { 0, RG_SAVE_INPUT (1), index_fill_input },
  { 2, RG_SAVE_INPUT (1), index_fill_value },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput index_fill_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "a vector of indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "value", "the number, or a zero-dimensional tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgIndexFillAttrs index_fill_init = RG_INDEX_FILL_ATTRS_INIT;
static const RgAttr index_fill_attrs[] = {
  RG_ATTR (RgIndexFillAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample index_fill_samples[] = {
  { "5x4 i64*3:=4,0,2 .", "dim=0", NULL, 0 },
  { "2x5x3 i64*2:=1,-1 .", "dim=1", "a negative index", 0 },
  { ". i64*1:=0 .", "dim=0", "zero-dimensional", 0 },
  { "5 i64*1:=5 .", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "5 i64*1:=0 1", "dim=0", "a value that is not one number", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp index_fill = {
  INDEX_OP (index_fill, GENERAL),
  .summary = "Copies a tensor and fills the slices that a vector of indices names.",
  .formula = "out = input; out[.., index[k], ..] = value",
  .gradient = "d input = d out, 0 in those slices; d value = the sum of d out in them",
  INDEX_LINEAR (index_fill),
  RG_ATTRIBUTES (index_fill, RgIndexFillAttrs),
  .uses = RG_USES ("index_fill", "sum", "sub"),
};

RG_MODULE (index_fill, &index_fill)
