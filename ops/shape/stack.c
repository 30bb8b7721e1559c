/* stack.c: tensors of one shape along a new dimension.
 *
 *     out[.., i, ..] = tensors[i]
 *     d tensors[i] = d out[.., i, ..]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the forward --- */

static bool
stack_forward (RgCall *call)
{
  const RgStackAttrs *a = call->attrs;
  RgDType dtype = RG_F32;
  if (!join_dtype (call, &dtype))
    return false;
  RgInts sizes = input_sizes (call, 0);
  int dim = rg_call_dim (call, a->dim, (int) sizes.n + 1);
  int64_t whole[RG_MAX_DIMS + 1];
  if (dim < 0)
    return false;
  for (size_t i = 1; i < call->n_inputs; i++)
    if (!same_sizes (sizes, input_sizes (call, i)))
      return rg_call_fail (call, RG_ERROR_SHAPE, "tensor %" G_GSIZE_FORMAT " has other sizes than the first", i);
  for (int d = 0; d <= sizes.n; d++)
    whole[d] = d == dim ? (int64_t) call->n_inputs : sizes.v[d < dim ? d : d - 1];
  RgTensor *out = rg_call_output (call, 0, dtype, (RgInts){ sizes.n + 1, whole });
  if (out == NULL)
    return false;
  ViewShape place = view_of_tensor (out);
  int64_t step = place.strides[dim];
  view_drop_dim (&place, dim);
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      RgTensor *t = rg_to (call->inputs[i], dtype);
      if (t == NULL)
        return false;
      copy_into (rg_tensor_data (out), &place, t);
      place.offset += step;
    }
  return true;
}

/* --- gradients --- */

RG_VJP (stack_part, rg_select (RG_G, RG_ATTRS (RgStackAttrs)->dim, (int64_t) i))

static const RgVjp stack_vjps[] = { { RG_VJP_REST, 0, stack_part }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput stack_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgStackAttrs stack_init = RG_STACK_ATTRS_INIT;
static const RgAttr stack_attrs[] = {
  RG_ATTR (RgStackAttrs, dim, INT, "0", .doc = "where the new dimension will stand"),
  { .name = NULL },
};

static const RgSample stack_samples[] = {
  { "[2x3 2x3]", NULL, NULL, 0 },
  { "[2x3 2x3 2x3]", "dim=-1", NULL, 0 },
  { "[2x3 2x3]", "dim=1", NULL, 0 },
  { "[. .]", NULL, "zero-dimensional", 0 },
  { "[0x3 0x3]", NULL, "no elements", 0 },
  { "[2x3 3x2]", NULL, "other sizes", RG_SAMPLE_ERROR },
  { "[2x3]", "dim=3", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp stack = {
  SHAPE_OP (stack, GENERAL),
  .summary = "Joins tensors along a new dimension.",
  .formula = "out[.., i, ..] = tensors[i]",
  .gradient = "d tensors[i] = d out[.., i, ..]",
  SHAPE_LINEAR (stack),
  RG_ATTRIBUTES (stack, RgStackAttrs),
  .uses = RG_USES ("select"),
};

RG_MODULE (stack, &stack)
