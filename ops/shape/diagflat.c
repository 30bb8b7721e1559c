/* diagflat.c: a matrix whose diagonal is a flattened tensor.
 *
 *     out = diag_embed (ravel (input), offset)
 *     d input = reshape (diagonal (d out, offset), sizes of input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
diagflat_forward (RgCall *call)
{
  const RgDiagflatAttrs *a = call->attrs;
  RgTensor *flat = rg_reshape (call->inputs[0], RG_SHAPE (rg_tensor_numel (call->inputs[0])));
  return rg_call_return (call, 0, rg_diag_embed_dims (flat, a->offset, 0, 1));
}

/* --- tables --- */

static const RgInput diagflat_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgDiagflatAttrs diagflat_init = RG_DIAGFLAT_ATTRS_INIT;
static const RgAttr diagflat_attrs[] = {
  RG_ATTR (RgDiagflatAttrs, offset, INT, "0",
           .doc = "which diagonal: 0 the main one, above it positive, below it negative"),
  { .name = NULL },
};

static const RgSample diagflat_samples[] = {
  { "3", NULL, NULL, 0 },
  { "2x2", "offset=1", NULL, 0 },
  { ".", "offset=-1", "zero-dimensional", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp diagflat = {
  SHAPE_OP (diagflat, COMPOSITE),
  .summary = "Makes a matrix from its diagonal.",
  .formula = "out = diag_embed (ravel (input), offset)",
  .gradient = "d input = reshape (diagonal (d out, offset), sizes of input)",
  .n_outputs = 1,
  RG_ATTRIBUTES (diagflat, RgDiagflatAttrs),
  .uses = RG_USES ("reshape", "diag_embed"),
};

RG_MODULE (diagflat, &diagflat)
