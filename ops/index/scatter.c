/* scatter.c: a copy with elements replaced, by an index for each.
 *
 *     out = input
 *     out[index[i, j], j] = src[i, j], or value, with dim = 0
 *     d input = d out, 0 where it was replaced
 *     d src = gather (d out, dim, index)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

#include "../shape/padding.h"

/* --- the composition --- */

static bool
scatter_plain_forward (RgCall *call)
{
  const RgScatterAttrs *a = call->attrs;
  RgTensor *out = output_copy (call), *src = call->n_inputs > 2 ? call->inputs[2] : NULL;
  uint64_t number = 0;
  Walk w;
  if (out == NULL)
    return false;
  src = src ? rg_to (src, rg_tensor_dtype (out)) : NULL;
  store_double (rg_tensor_dtype (out), &number, a->value);
  if (!elements_walk (call, &w, out, a->dim, 1, src))
    return false;
  if (src == NULL)
    w.list = &number;
  return walk_run (call, &w, WALK_SET);
}

/* Plain writing is an operator of its own; sums and products are others. */
static bool
scatter_forward (RgCall *call)
{
  const RgScatterAttrs *a = call->attrs;
  static const RgOp *plain;
  RgTensor *in = call->inputs[0], *index = call->inputs[1], *src = call->n_inputs > 2 ? call->inputs[2] : NULL, *out;
  if ((src != NULL) == a->has_value)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected either src or value");
  if (src && !same_dtype (call, in, src))
    return false;
  if (a->has_reduce)
    {
      if (!check_word (call, "reduce", a->reduce))
        return false;
      if (src == NULL)
        src = rg_expand (rg_scalar (rg_tensor_dtype (in), a->value), rg_tensor_shape (index));
      return rg_call_return (call, 0, strcmp (a->reduce, "add") == 0
                                          ? rg_scatter_add (in, a->dim, index, src)
                                          : rg_scatter_reduce (in, a->dim, index, src, "prod", true));
    }
  const RgOp *op = find_part (&plain, "scatter.plain");
  return rg_op_call (NULL, op, call->inputs, call->n_inputs, a, &out, 1) && rg_call_return (call, 0, out);
}

/* --- gradients --- */

RG_VJP (scatter_plain_input, rg_scatter_value (RG_G, RG_ATTRS (RgScatterAttrs)->dim, RG_IN (1), 0))
/* As in PyTorch, also where several were written to one place. */
RG_VJP (scatter_plain_src,
        fit_list (rg_gather (RG_G, RG_ATTRS (RgScatterAttrs)->dim, RG_IN (1)), rg_vjp_shape (c, 2)))

static const RgVjp scatter_plain_vjps[] = {
  { 0, RG_SAVE_INPUT (1), scatter_plain_input },
  { 2, RG_SAVE_INPUT (1), scatter_plain_src },
  { 0, 0, NULL },
};

/* A number has no tangent. */
static RgTensor *
scatter_plain_jvp (RgJvpCall *c, size_t o)
{
  const RgScatterAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  if (!a->has_value)
    return rg_jvp_linear (c, o);
  return t ? rg_scatter_value (t, a->dim, rg_jvp_input (c, 1), 0) : NULL;
}

/* --- tables --- */

static const RgInput scatter_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "an index for each element", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "src", "what is written; at least as large as the index", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgScatterAttrs scatter_init = RG_SCATTER_ATTRS_INIT;
static const RgAttr scatter_attrs[] = {
  RG_ATTR (RgScatterAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  RG_ATTR_OPT (RgScatterAttrs, value, FLOAT, .doc = "a number to write, in place of src"),
  RG_ATTR_OPT (RgScatterAttrs, reduce, STRING, .choices = "add multiply",
               .doc = "how to join what is written with what was there"),
  { .name = NULL },
};

static const RgSample scatter_samples[] = {
  { "3x4 i64*1x4:=2,0,1,1 1x4", "dim=0", NULL, 0 },
  { "3x4 i64*2x2:=3,0,1,2 3x3", "dim=1", "a src that is larger", 0 },
  { "3x4 i64*1x4:=2,0,1,1 -", "dim=0 value=2.5", "a number", 0 },
  { "4 i64*6:=0,1,0,3,1,0 6", "dim=0 reduce=add", "sums", 0 },
  { "3 i64*4:=0,1,0,1 4:p", "dim=0 reduce=multiply", "products", 0 },
  { "3 i64*2:=2,0 -", "dim=0 value=3 reduce=multiply", "products with a number", 0 },
  { ". i64*.:=0 .", "dim=0", "zero-dimensional", 0 },
  { "3 i64*1:=3 1", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "3 i64*1:=0 i64*1:=1", "dim=0", "src of another dtype", RG_SAMPLE_ERROR },
  { "3 i64*2:=0,1 1", "dim=0", "an index larger than src", RG_SAMPLE_ERROR },
  { "3 i64*1:=0 1", "dim=0 value=1", "both src and value", RG_SAMPLE_ERROR },
  { "3 i64*1:=0", "dim=0", "neither", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp scatter = {
  INDEX_OP (scatter, COMPOSITE),
  .summary = "Copies a tensor and writes an element for each index along a dimension.",
  .formula = "out = input; out[index[i, j], j] = src[i, j], or value, with dim = 0",
  .gradient = "d input = d out, 0 where it was replaced; d src = gather (d out, dim, index)",
  .n_outputs = 1,
  RG_ATTRIBUTES (scatter, RgScatterAttrs),
  .uses = RG_USES ("scatter.plain", "scatter_add", "scatter_reduce", "expand"),
};

#define scatter_plain_inputs scatter_inputs
#define scatter_plain_init scatter_init
#define scatter_plain_attrs scatter_attrs
#define scatter_plain_samples scatter_none
static const RgSample scatter_none[] = { { NULL, NULL, NULL, 0 } };

static const RgOp scatter_plain = {
  .struct_size = sizeof (RgOp),
  .name = "scatter.plain",
  .summary = "Copies a tensor and writes an element for each index along a dimension.",
  .formula = "out = input; out[index[i, j], j] = src[i, j], or value, with dim = 0",
  .gradient = "d input = d out, 0 where it was replaced; d src = gather (d out, dim, index)",
  .category = "index",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = scatter_plain_inputs,
  .n_outputs = 1,
  .forward = scatter_plain_forward,
  .vjp = scatter_plain_vjps,
  .jvp = scatter_plain_jvp,
  RG_ATTRIBUTES (scatter_plain, RgScatterAttrs),
  .backward_name = "ScatterBackward0",
  .samples = scatter_plain_samples,
  .uses = RG_USES ("scatter", "gather", "constant_pad_nd"),
};

RG_MODULE (scatter, &scatter, &scatter_plain)
