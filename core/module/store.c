/* store.c: the operators behind rg_copy_(), rg_fill_() and rg_zero_(): results that
 * have the first input's size and dtype and nothing of its values.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "builtin-private.h"
#include "call-private.h"
#include "rg-ops.h"
#include "store-private.h"

/* A view of `t` with the sizes of `like`; NULL if it does not broadcast to them. */
RgTensor *
rg_broadcast_view (RgTensor *t, const RgTensor *like)
{
  int64_t strides[RG_MAX_DIMS];
  int shift = like->ndim - t->ndim;
  if (shift < 0)
    return NULL;
  for (int d = 0; d < like->ndim; d++)
    {
      int64_t size = d < shift ? 1 : rg_sizes (t)[d - shift];
      if (size != rg_sizes (like)[d] && size != 1)
        return NULL;
      strides[d] = size == 1 ? 0 : rg_strides (t)[d - shift];
    }
  return rg_scope_push (rg_thread (), rg_tensor_view (t, like->ndim, rg_sizes (like), strides, 0, -1));
}

/* --- copy --- */

static bool
copy_forward (RgCall *call)
{
  const RgTensor *to = call->inputs[0];
  RgTensor *from = rg_broadcast_view (call->inputs[1], to);
  if (from == NULL)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the size of src does not broadcast to that of input");
  RgTensor *out = rg_call_output (call, 0, (RgDType) to->dtype, rg_shape_of (to));
  if (out)
    rg_copy_data (out, from);
  return out != NULL;
}

/* The values that were there do not matter any more. */
static RgTensor *
zero_gradient (RgVjpCall *c, size_t i)
{
  return RG_G ? rg_zeros (rg_tensor_dtype (RG_G), rg_vjp_shape (c, i)) : NULL;
}

RG_VJP (copy_vjp, RG_G)
static const RgVjp copy_vjps[] = { { 0, 0, zero_gradient }, { 1, 0, copy_vjp }, { 0, 0, NULL } };
static const RgInput copy_inputs[] = { { "input", "what is written", RG_INPUT_NO_PROMOTE },
                                       { "src", "what is stored there, broadcast and converted", 0 },
                                       { NULL, NULL, 0 } };
static const RgSample copy_samples[] = { { "3x4 3x4", NULL, NULL, 0 },
                                         { "3x4 4", NULL, "broadcast", 0 },
                                         { "3x4 f32*3x1", NULL, "converted", RG_SAMPLE_NO_GRAD },
                                         { "0x3 3", NULL, "no elements", 0 },
                                         { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
                                         { NULL, NULL, NULL, 0 } };

static const RgOp copy_op = {
  .struct_size = sizeof (RgOp),
  .name = "copy",
  .summary = "The values of src in the size and dtype of input.",
  .formula = "out = src, broadcast and converted",
  .gradient = "d src = d out; d input = 0",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .inputs = copy_inputs,
  .n_outputs = 1,
  .forward = copy_forward,
  .vjp = copy_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name = "CopyBackwards",
  .samples = copy_samples,
};

/* --- fill --- */

static bool
fill_forward (RgCall *call)
{
  const RgTensor *value = call->inputs[1];
  if (rg_numel (value) != 1 || value->ndim > 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "value must have no dimensions");
  return copy_forward (call);
}

static const RgInput fill_inputs[] = { { "input", "what is written", RG_INPUT_NO_PROMOTE },
                                       { "value", "what is stored everywhere; no dimensions", 0 },
                                       { NULL, NULL, 0 } };
static const RgSample fill_samples[] = { { "3x4 .", NULL, NULL, 0 },
                                         { "0 .", NULL, "no elements", 0 },
                                         { "3 3", NULL, "a value with dimensions", RG_SAMPLE_ERROR },
                                         { NULL, NULL, NULL, 0 } };

static const RgOp fill_op = {
  .struct_size = sizeof (RgOp),
  .name = "fill",
  .summary = "One value everywhere.",
  .formula = "out[...] = value",
  .gradient = "d value = sum (d out); d input = 0",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .inputs = fill_inputs,
  .n_outputs = 1,
  .forward = fill_forward,
  .vjp = copy_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = fill_samples,
};

static const RgOp *const copy_ops[] = { &copy_op, NULL };
static const RgOp *const fill_ops[] = { &fill_op, NULL };
const RgModule rg_copy_module = RG_BUILT_IN ("copy", copy_ops);
const RgModule rg_fill_module = RG_BUILT_IN ("fill", fill_ops);
