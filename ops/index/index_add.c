/* index_add.c: a copy with slices added.
 *
 *     out = input
 *     out[.., index[k], ..] += alpha * source[.., k, ..]
 *     d input = d out
 *     d source = alpha * index_select (d out, dim, index)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

/* --- the forward --- */

static bool
index_add_forward (RgCall *call)
{
  const RgIndexAddAttrs *a = call->attrs;
  RgTensor *out = output_copy (call), *source = out ? rg_to (call->inputs[2], rg_tensor_dtype (out)) : NULL;
  Walk w;
  if (source == NULL || !slices_walk (call, &w, out, a->dim, 1, false, source))
    return false;
  w.alpha = a->alpha;
  return walk_run (call, &w, WALK_ADD);
}

/* --- gradients --- */

static RgTensor *
index_add_source (RgVjpCall *c, size_t i)
{
  const RgIndexAddAttrs *a = rg_vjp_attrs (c);
  RgTensor *g = rg_index_select (RG_G, a->dim, RG_IN (1));
  (void) i;
  return a->alpha == 1 ? g : rg_mul_scalar (g, a->alpha);
}

RG_VJP (index_add_input, RG_G)

static const RgVjp index_add_vjps[] = {
  { 0, 0, index_add_input },
  { 2, RG_SAVE_INPUT (1), index_add_source },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput index_add_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "a vector of indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "source", "a slice for each index", 0 },
  { NULL, NULL, 0 },
};

static const RgIndexAddAttrs index_add_init = RG_INDEX_ADD_ATTRS_INIT;
static const RgAttr index_add_attrs[] = {
  RG_ATTR (RgIndexAddAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  RG_ATTR (RgIndexAddAttrs, alpha, FLOAT, "1", .doc = "what the source is multiplied by"),
  { .name = NULL },
};

static const RgSample index_add_samples[] = {
  { "5x4 i64*3:=4,0,4 3x4", "dim=0", NULL, 0 },
  { "2x5x3 i64*2:=1,1 2x2x3", "dim=1 alpha=-2", NULL, 0 },
  { ". i64*1:=0 .", "dim=0 alpha=2", "zero-dimensional", 0 },
  { "5 i64*0 0", "dim=0", "no indices", 0 },
  { "5 i64*1:=5 1", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "5 i64*2:=0,1 1", "dim=0", "too few slices", RG_SAMPLE_ERROR },
  { "5x2 i64*1:=0 1x3", "dim=0", "slices of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp index_add = {
  INDEX_OP (index_add, GENERAL),
  .summary = "Copies a tensor and adds slices to those that a vector of indices names.",
  .formula = "out = input; out[.., index[k], ..] += alpha * source[.., k, ..]",
  .gradient = "d input = d out; d source = alpha * index_select (d out, dim, index)",
  INDEX_LINEAR (index_add),
  RG_ATTRIBUTES (index_add, RgIndexAddAttrs),
  .uses = RG_USES ("index_select", "mul"),
};

RG_MODULE (index_add, &index_add)
