/* chunk.c: a dimension cut into a number of parts, as views.
 *
 *     out = split (input, ceil (size / chunks), dim)
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
chunk_forward (RgCall *call)
{
  const RgChunkAttrs *a = call->attrs;
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (call->inputs[0]));
  if (dim < 0)
    return false;
  if (a->chunks < 1 || rg_tensor_ndim (call->inputs[0]) == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected one part at least, and a dimension to cut");
  if (a->chunks > 32767)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "at most 32767 parts can be had");
  int64_t size = rg_tensor_size (call->inputs[0], dim), each = size / a->chunks + (size % a->chunks != 0);
  int64_t *none = rg_call_temp (call, (size_t) a->chunks * sizeof *none);
  if (none == NULL)
    return false;
  /* Of nothing, as many empty parts as were asked for. */
  memset (none, 0, (size_t) a->chunks * sizeof *none);
  size_t n = 0;
  RgTensor **list = each ? rg_split (call->inputs[0], each, dim, &n)
                          : rg_split_with_sizes (call->inputs[0], (RgInts){ a->chunks, none }, dim, &n);
  return give_list (call, list, n);
}

/* --- tables --- */

static const RgInput chunk_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgChunkAttrs chunk_init = RG_CHUNK_ATTRS_INIT;
static const RgAttr chunk_attrs[] = {
  RG_ATTR (RgChunkAttrs, chunks, INT, NULL, .doc = "how many parts"),
  RG_ATTR (RgChunkAttrs, dim, INT, "0", .doc = "the dimension"),
  { .name = NULL },
};

static const RgSample chunk_samples[] = {
  { "6x2", "chunks=3", NULL, 0 },
  { "7x2", "chunks=3", "a smaller last part", 0 },
  { "2x5", "chunks=4 dim=-1", "fewer parts than asked for", 0 },
  { "2x0", "chunks=3 dim=1", "no elements", 0 },
  { "6", "chunks=0", "no parts", RG_SAMPLE_ERROR },
  { ".", "chunks=1", "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp chunk = {
  SHAPE_OP (chunk, COMPOSITE),
  .summary = "Cuts a dimension into a number of parts, perhaps fewer; views.",
  .formula = "out = split (input, ceil (size / chunks), dim)",
  .gradient = "d input = the d out[k] one after another",
  .n_outputs = 0,
  RG_ATTRIBUTES (chunk, RgChunkAttrs),
  .uses = RG_USES ("split", "split_with_sizes"),
};

RG_MODULE (chunk, &chunk)
