/* index_copy.c: a copy with slices replaced.
 *
 *     out = input
 *     out[.., index[k], ..] = source[.., k, ..]
 *     d input = d out, 0 in those slices
 *     d source = index_select (d out, dim, index)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

/* --- the forward --- */

static bool
index_copy_forward (RgCall *call)
{
  const RgIndexCopyAttrs *a = call->attrs;
  RgTensor *out = output_copy (call), *source = out ? rg_to (call->inputs[2], rg_tensor_dtype (out)) : NULL;
  Walk w;
  return source && slices_walk (call, &w, out, a->dim, 1, false, source) && walk_run (call, &w, WALK_SET);
}

/* --- gradients --- */

RG_VJP (index_copy_input, rg_index_fill_scalar (RG_G, RG_ATTRS (RgIndexCopyAttrs)->dim, RG_IN (1), 0))
RG_VJP (index_copy_source, rg_index_select (RG_G, RG_ATTRS (RgIndexCopyAttrs)->dim, RG_IN (1)))

static const RgVjp index_copy_vjps[] = {
  { 0, RG_SAVE_INPUT (1), index_copy_input },
  { 2, RG_SAVE_INPUT (1), index_copy_source },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput index_copy_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "a vector of indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "source", "a slice for each index", 0 },
  { NULL, NULL, 0 },
};

static const RgIndexCopyAttrs index_copy_init = RG_INDEX_COPY_ATTRS_INIT;
static const RgAttr index_copy_attrs[] = {
  RG_ATTR (RgIndexCopyAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample index_copy_samples[] = {
  { "5x4 i64*3:=4,0,2 3x4", "dim=0", NULL, 0 },
  { "2x5x3 i64*2:=1,3 2x2x3", "dim=1", NULL, 0 },
  { ". i64*1:=0 .", "dim=0", "zero-dimensional", 0 },
  { "5 i64*1:=5 1", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "5 i64*2:=0,1 1", "dim=0", "too few slices", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp index_copy = {
  INDEX_OP (index_copy, GENERAL),
  .summary = "Copies a tensor and replaces the slices that a vector of indices names.",
  .formula = "out = input; out[.., index[k], ..] = source[.., k, ..]",
  .gradient = "d input = d out, 0 in those slices; d source = index_select (d out, dim, index)",
  INDEX_LINEAR (index_copy),
  RG_ATTRIBUTES (index_copy, RgIndexCopyAttrs),
  .uses = RG_USES ("index_select", "index_fill"),
};

RG_MODULE (index_copy, &index_copy)
