/* max.c: the largest element of all, or along a dimension, or of two tensors.
 *
 *     max (input)                 d input = d out, spread evenly over ties
 *     max (input, dim)            values and indices; d input goes to the index only
 *     max (input, other)          maximum, element by element
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extremes.h"

/* --- kernels --- */

LARGEST_REDUCTION (full)
EXTREME_LINES (dim, >)

/* --- forward --- */

static bool
dim_forward (RgCall *call)
{
  const RgMaxAttrs *a = call->attrs;
  return extreme_lines (call, call->inputs[0], a->dim, a->keepdim, true, dim_lines);
}

static bool
max_forward (RgCall *call)
{
  const RgMaxAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *other = call->n_inputs > 1 ? call->inputs[1] : NULL, *out[2] = { NULL };
  if (other && a->has_dim)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "give other or dim, not both");
  if (other)
    return rg_call_return (call, 0, rg_call ("maximum", in, other, NULL));
  if (!a->has_dim)
    {
      rg_op_call (NULL, rg_op_find ("max.full", NULL), &in, 1, NULL, out, 1);
      return rg_call_return (call, 0, out[0]);
    }
  rg_op_call (NULL, rg_op_find ("max.dim", NULL), &in, 1, a, out, 2);
  return rg_call_return (call, 0, out[0]) && rg_call_return (call, 1, out[1]);
}

/* --- gradients --- */

static RgTensor *
full_input (RgVjpCall *c, size_t i)
{
  return extreme_of_all_gradient (rg_vjp_input (c, i), rg_vjp_output (c, 0), rg_vjp_grad (c, 0));
}

static const RgVjp full_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), full_input },
  { 0, 0, NULL },
};

static RgTensor *
full_jvp (RgJvpCall *c, size_t o)
{
  return extreme_of_all_tangent (rg_jvp_input (c, 0), rg_jvp_output (c, o), rg_jvp_tangent (c, 0));
}

SELECTED_DERIVATIVES (dim, RgMaxAttrs, !a->keepdim)

/* --- tables --- */

static const RgInput max_inputs[] = {
  { "input", "the tensor", 0 },
  { "other", "another, to be compared element by element", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};
static const RgInput one_input[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgMaxAttrs max_init = RG_MAX_ATTRS_INIT;
static const RgAttr max_attrs[] = { REDUCE_ONE_DIM_ATTRS (RgMaxAttrs), { .name = NULL } };

static const RgSample max_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "dim=1", NULL, 0 },
  { "3x4:s", "dim=0 keepdim=true", NULL, 0 },
  { "2x70x3:s", "dim=1", NULL, 0 },
  { "3x4 4", NULL, "element by element", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { ".", "dim=0", NULL, 0 },
  { "0x3", "dim=1", "no lines", 0 },
  { "3:=1,nan,2", "dim=0", "nan wins", RG_SAMPLE_NO_GRAD },
  { "i64*3x4:i5", "dim=1", "integers; the first of equals", RG_SAMPLE_NO_GRAD },
  { "0", NULL, "nothing has no largest element", RG_SAMPLE_ERROR },
  { "0x3", "dim=0", NULL, RG_SAMPLE_ERROR },
  { "3 3", "dim=0", "both other and dim", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgSample full_samples[] = { { "3x4:s", NULL, NULL, 0 }, { NULL, NULL, NULL, 0 } };
static const RgSample dim_samples[] = { { "3x4:s", "dim=1", NULL, 0 }, { NULL, NULL, NULL, 0 } };

/* --- the descriptors --- */

static const RgOp max = {
  .struct_size = sizeof (RgOp),
  .name = "max",
  .summary = "The largest element of all, or along a dimension with its index, or of two tensors.",
  .formula = "out = max of input; values, indices = max over dim; out = max(input, other)",
  .gradient = "evenly over ties; with dim: to the index; with other: half each at a tie",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = max_inputs,
  .n_outputs = 0,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (max, RgMaxAttrs),
  .forward = max_forward,
  .samples = max_samples,
  .uses = RG_USES ("max.full", "max.dim", "maximum"),
};

static const RgOp full = {
  .struct_size = sizeof (RgOp),
  .name = "max.full",
  .summary = "The largest element of all.",
  .formula = "out = max of input",
  .gradient = "d input = d out, spread evenly over the elements that equal out",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .flags = RG_OP_INTERNAL,
  .inputs = one_input,
  .n_outputs = 1,
  .reduction = &full_reduction,
  .vjp = full_vjps,
  .jvp = full_jvp,
  .backward_name = "MaxBackward1",
  .samples = full_samples,
  .uses = RG_USES ("eq", "sum", "mul", "div"),
};

static const RgOp dim = {
  .struct_size = sizeof (RgOp),
  .name = "max.dim",
  .summary = "The largest element along a dimension, and where it first stands.",
  .formula = "values, indices = max over dim of input",
  .gradient = "d input[index] = d values",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = one_input,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (max, RgMaxAttrs),
  .forward = dim_forward,
  .vjp = dim_vjps,
  .jvp = dim_jvp,
  .backward_name = "MaxBackward0",
  .samples = dim_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (max, &max, &full, &dim)
