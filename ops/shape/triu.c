/* triu.c: the upper triangle of matrices.
 *
 *     out[.., i, j] = input[.., i, j] if j - i >= diagonal, else 0
 *     d input = triu (d out, diagonal)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "triangle.h"

/* --- the forward --- */

static bool
triu_forward (RgCall *call)
{
  const RgTriuAttrs *a = call->attrs;
  return triangle_forward (call, a->diagonal, false);
}

/* --- gradients --- */

RG_VJP (triu_input, rg_triu (RG_G, RG_ATTRS (RgTriuAttrs)->diagonal))

static const RgVjp triu_vjps[] = { { 0, 0, triu_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput triu_inputs[] = {
  { "input", "one or more matrices", 0 },
  { NULL, NULL, 0 },
};

static const RgTriuAttrs triu_init = RG_TRIU_ATTRS_INIT;
static const RgAttr triu_attrs[] = {
  RG_ATTR (RgTriuAttrs, diagonal, INT, "0", .doc = "the first diagonal kept: 0 the main one, positive above it"),
  { .name = NULL },
};

static const RgSample triu_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "4x3", "diagonal=1", NULL, 0 },
  { "2x3x3", "diagonal=-1", NULL, 0 },
  { "3x3", "diagonal=9", "all or nothing", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp triu = {
  SHAPE_OP (triu, GENERAL),
  .summary = "Keeps the upper triangle of matrices.",
  .formula = "out[.., i, j] = input[.., i, j] if j - i >= diagonal, else 0",
  .gradient = "d input = triu (d out, diagonal)",
  SHAPE_LINEAR (triu),
  RG_ATTRIBUTES (triu, RgTriuAttrs),
};

RG_MODULE (triu, &triu)
