/* t.c: the transpose of a matrix, as a view.
 *
 *     out[j, i] = input[i, j]; fewer dimensions stay as they are
 *     d input = t (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the stride rule --- */

static bool
t_forward (RgCall *call)
{
  RgInts sizes = rg_tensor_shape (call->inputs[0]), strides = rg_tensor_strides (call->inputs[0]);
  if (sizes.n > 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at most 2 dimensions; transpose and permute take more");
  if (sizes.n < 2)
    return rg_call_view (call, sizes, strides, 0);
  return rg_call_view (call, RG_SHAPE (sizes.v[1], sizes.v[0]), RG_SHAPE (strides.v[1], strides.v[0]), 0);
}

/* --- gradients --- */

RG_VJP (t_input, rg_t (RG_G))

static const RgVjp t_vjps[] = { { 0, 0, t_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput t_inputs[] = { { "input", "a tensor of at most 2 dimensions", 0 }, { NULL, NULL, 0 } };

static const RgSample t_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "5", NULL, "one dimension", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "2x3x4", NULL, "three dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp t = {
  .struct_size = sizeof (RgOp),
  .name = "t",
  .summary = "Transposes a matrix; a view.",
  .formula = "out[j, i] = input[i, j]",
  .gradient = "d input = t (d out)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = t_inputs,
  .n_outputs = 1,
  .forward = t_forward,
  .vjp = t_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = t_samples,
};

RG_MODULE (t, &t)
