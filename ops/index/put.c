/* put.c: a copy with elements replaced or added to, by their places in the flattened tensor.
 *
 *     out = input
 *     flattened out[index[i]] = source[i], or += with accumulate
 *     d input = d out, without accumulate 0 where it was replaced
 *     d source = take (d out, index)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "flat.h"

/* --- the forward --- */

static bool
put_forward (RgCall *call)
{
  const RgPutAttrs *a = call->attrs;
  if (rg_tensor_numel (call->inputs[2]) != rg_tensor_numel (call->inputs[1]))
    return rg_call_fail (call, RG_ERROR_SHAPE, "source must have as many elements as the index");
  RgTensor *out = output_copy (call);
  RgTensor *source = out ? rg_contiguous (rg_to (call->inputs[2], rg_tensor_dtype (out))) : NULL;
  Walk w;
  return source && flat_walk (call, &w, out, source) && walk_run (call, &w, a->accumulate ? WALK_ADD : WALK_SET);
}

/* --- gradients --- */

static RgTensor *
put_input (RgVjpCall *c, size_t i)
{
  (void) i;
  if (RG_ATTRS (RgPutAttrs)->accumulate)
    return RG_G;
  return rg_put (RG_G, RG_IN (1), rg_zeros (rg_tensor_dtype (RG_G), rg_tensor_shape (RG_IN (1))), false);
}

RG_VJP (put_source, rg_reshape (rg_take (RG_G, RG_IN (1)), rg_vjp_shape (c, 2)))

static const RgVjp put_vjps[] = {
  { 0, RG_SAVE_INPUT (1), put_input },
  { 2, RG_SAVE_INPUT (1), put_source },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput put_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "places in the flattened tensor", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "source", "an element for each index", 0 },
  { NULL, NULL, 0 },
};

static const RgPutAttrs put_init = RG_PUT_ATTRS_INIT;
static const RgAttr put_attrs[] = {
  RG_ATTR (RgPutAttrs, accumulate, BOOL, "false", .doc = "add to what is there"),
  { .name = NULL },
};

static const RgSample put_samples[] = {
  { "3x4 i64*3:=0,11,-2 3", NULL, NULL, 0 },
  { "3x4 i64*2x2:=0,11,0,1 4", "accumulate=true", "one place twice, other sizes", 0 },
  { ". i64*.:=0 .", NULL, "zero-dimensional", 0 },
  { "3x4 i64*1:=12 1", NULL, "an index out of range", RG_SAMPLE_ERROR },
  { "3x4 i64*2:=1,2 1", NULL, "too few elements", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp put = {
  INDEX_OP (put, GENERAL),
  .summary = "Copies a tensor and writes to elements by their places in the flattened tensor.",
  .formula = "out = input; flattened out[index[i]] = source[i], or += with accumulate",
  .gradient = "d input = d out, without accumulate 0 where it was replaced; d source = take (d out, index)",
  INDEX_LINEAR (put),
  RG_ATTRIBUTES (put, RgPutAttrs),
  .uses = RG_USES ("put", "take", "reshape"),
};

RG_MODULE (put, &put)
