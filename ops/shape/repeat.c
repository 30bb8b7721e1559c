/* repeat.c: a tensor laid out several times along each dimension.
 *
 *     out[i] = input[i mod n] in each dimension
 *     d input = d out, summed over the repetitions
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "strided.h"

/* --- the forward --- */

static bool
repeat_forward (RgCall *call)
{
  const RgRepeatAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int64_t ndim = a->dims.n, lead = ndim - rg_tensor_ndim (in), whole[RG_MAX_DIMS];
  int64_t sizes[STRIDED_DIMS], ds[STRIDED_DIMS], ss[STRIDED_DIMS];
  if (lead < 0 || ndim > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "dims must have a number for each of the %d dimensions, and %d at most",
                         rg_tensor_ndim (in), RG_MAX_DIMS);
  for (int64_t d = 0; d < ndim; d++)
    {
      int64_t size = d < lead ? 1 : rg_tensor_size (in, (int) (d - lead));
      if (a->dims.v[d] < 0 || __builtin_mul_overflow (size, a->dims.v[d], &whole[d]))
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "numbers of repetitions must not be negative, nor too large");
    }
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), (RgInts){ ndim, whole });
  if (out == NULL)
    return false;
  for (int64_t d = 0; d < ndim; d++)
    {
      int64_t size = d < lead ? 1 : rg_tensor_size (in, (int) (d - lead)), step = rg_tensor_stride (out, (int) d);
      sizes[2 * d] = a->dims.v[d];
      ds[2 * d] = size * step;
      ss[2 * d] = 0;
      sizes[2 * d + 1] = size;
      ds[2 * d + 1] = step;
      ss[2 * d + 1] = d < lead ? 0 : rg_tensor_stride (in, (int) (d - lead));
    }
  copy_strided (rg_tensor_dtype (in), (int) (2 * ndim), sizes, rg_tensor_data (out), ds, rg_tensor_data (in), ss);
  return true;
}

/* --- gradients --- */

/* One dimension at a time: (before, repetitions, rest) summed over the middle. */
static RgTensor *
repeat_input (RgVjpCall *c, size_t i)
{
  const RgRepeatAttrs *a = rg_vjp_attrs (c);
  RgInts shape = rg_vjp_shape (c, i);
  RgTensor *g = RG_G;
  int64_t before = 1, lead = a->dims.n - shape.n;
  if (rg_tensor_numel (g) == 0)
    return rg_zeros (rg_vjp_dtype (c, i), shape);
  for (int64_t d = 0; d < a->dims.n; d++)
    {
      int64_t size = d < lead ? 1 : shape.v[d - lead], times = a->dims.v[d];
      if (times > 1)
        g = rg_sum_dim (rg_reshape (g, RG_SHAPE (before, times, -1)), RG_DIMS (1), false);
      before *= size;
    }
  return rg_reshape (g, shape);
}

static const RgVjp repeat_vjps[] = { { 0, 0, repeat_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput repeat_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgRepeatAttrs repeat_init = RG_REPEAT_ATTRS_INIT;
static const RgAttr repeat_attrs[] = {
  RG_ATTR (RgRepeatAttrs, dims, INTS, NULL, .doc = "how often, for each dimension; leading ones are new"),
  { .name = NULL },
};

static const RgSample repeat_samples[] = {
  { "2x3", "dims=2,3", NULL, 0 },
  { "3", "dims=2,1,2", "leading dimensions", 0 },
  { "2x1x2", "dims=1,4,1", NULL, 0 },
  { ".", "dims=3", "zero-dimensional", 0 },
  { "2x3", "dims=0,2", "no elements", 0 },
  { "2x3", "dims=2", "too few numbers", RG_SAMPLE_ERROR },
  { "2", "dims=-1", "a negative number", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp repeat = {
  SHAPE_OP (repeat, GENERAL),
  .summary = "Repeats a tensor along its dimensions.",
  .formula = "out[i] = input[i mod n] in each dimension",
  .gradient = "d input = d out, summed over the repetitions",
  SHAPE_LINEAR (repeat),
  RG_ATTRIBUTES (repeat, RgRepeatAttrs),
  .uses = RG_USES ("reshape", "sum"),
};

RG_MODULE (repeat, &repeat)
