/* tril.c: the lower triangle of matrices.
 *
 *     out[.., i, j] = input[.., i, j] if j - i <= diagonal, else 0
 *     d input = tril (d out, diagonal)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "triangle.h"

/* --- the forward --- */

static bool
tril_forward (RgCall *call)
{
  const RgTrilAttrs *a = call->attrs;
  return triangle_forward (call, a->diagonal, true);
}

/* --- gradients --- */

RG_VJP (tril_input, rg_tril (RG_G, RG_ATTRS (RgTrilAttrs)->diagonal))

static const RgVjp tril_vjps[] = { { 0, 0, tril_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput tril_inputs[] = {
  { "input", "one or more matrices", 0 },
  { NULL, NULL, 0 },
};

static const RgTrilAttrs tril_init = RG_TRIL_ATTRS_INIT;
static const RgAttr tril_attrs[] = {
  RG_ATTR (RgTrilAttrs, diagonal, INT, "0", .doc = "the last diagonal kept: 0 the main one, positive above it"),
  { .name = NULL },
};

static const RgSample tril_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "4x3", "diagonal=1", NULL, 0 },
  { "2x3x3", "diagonal=-1", NULL, 0 },
  { "3x3", "diagonal=9", "all or nothing", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp tril = {
  SHAPE_OP (tril, GENERAL),
  .summary = "Keeps the lower triangle of matrices.",
  .formula = "out[.., i, j] = input[.., i, j] if j - i <= diagonal, else 0",
  .gradient = "d input = tril (d out, diagonal)",
  SHAPE_LINEAR (tril),
  RG_ATTRIBUTES (tril, RgTrilAttrs),
};

RG_MODULE (tril, &tril)
