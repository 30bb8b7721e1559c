/* diag.c: the diagonal of a matrix, or a matrix from its diagonal.
 *
 *     out = diagonal (input, diagonal) copied
 *     of a vector diag_embed (input, diagonal)
 *     d input = diag (d out, diagonal), cut or filled with zeros to its size
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
diag_forward (RgCall *call)
{
  const RgDiagAttrs *a = call->attrs;
  RgTensor *t = call->inputs[0];
  int ndim = rg_tensor_ndim (t);
  if (ndim != 1 && ndim != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes 1 or 2 dimensions");
  return rg_call_return (call, 0, ndim == 1 ? rg_diag_embed_dims (t, a->diagonal, 0, 1)
                                            : rg_clone (rg_diagonal_dims (t, a->diagonal, 0, 1)));
}

/* --- tables --- */

static const RgInput diag_inputs[] = {
  { "input", "a matrix or a vector", 0 },
  { NULL, NULL, 0 },
};

static const RgDiagAttrs diag_init = RG_DIAG_ATTRS_INIT;
static const RgAttr diag_attrs[] = {
  RG_ATTR (RgDiagAttrs, diagonal, INT, "0",
           .doc = "which diagonal: 0 the main one, above it positive, below it negative"),
  { .name = NULL },
};

static const RgSample diag_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "3x4", "diagonal=-1", NULL, 0 },
  { "3", NULL, NULL, 0 },
  { "3", "diagonal=2", NULL, 0 },
  { "2x3x4", NULL, "three dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp diag = {
  SHAPE_OP (diag, COMPOSITE),
  .summary = "Takes the diagonal of a matrix, or makes a matrix from one.",
  .formula = "out = diagonal (input, diagonal) copied; of a vector diag_embed (input, diagonal)",
  .gradient = "d input = diag (d out, diagonal), cut or filled with zeros to its size",
  .n_outputs = 1,
  RG_ATTRIBUTES (diag, RgDiagAttrs),
  .uses = RG_USES ("diagonal", "diag_embed"),
};

RG_MODULE (diag, &diag)
