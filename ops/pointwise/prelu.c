/* prelu.c: leaky_relu with slopes that are learnt, one for each channel.
 *
 *     out = input > 0 ? input : weight * input
 *     d input = d out * (input >= 0 ? 1 : weight)
 *     d weight = d out * min (input, 0), summed over all but the channels
 *
 * The channels are dimension 1, where there is one. prelu shapes the weight so that
 * it broadcasts, and prelu.kernel does the work.
 *
 * K. He and others, "Delving deep into rectifiers" (2015).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (prelu_f32, void, float, float, x > 0 ? x : y * x)
RG_BINARY (prelu_f64, void, double, double, x > 0 ? x : y * x)

static const RgPointwise prelu_kernel_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (prelu) },
};

static bool
prelu_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0] /* (n, channels, ...) */, *w = call->inputs[1];
  const int ndim = rg_tensor_ndim (x);
  const int64_t n = rg_tensor_numel (w);
  if (rg_tensor_dtype (x) != rg_tensor_dtype (w))
    return rg_call_fail (call, RG_ERROR_DTYPE, "input and weight must be of one type");
  if (rg_tensor_ndim (w) > 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "weight must have one dimension or none");
  if (n != 1)
    {
      const int64_t channels = ndim > 1 ? rg_tensor_size (x, 1) : 1;
      if (n != channels)
        return rg_call_fail (call, RG_ERROR_SHAPE,
                             "weight must have one element, or one for each of the %"
                             G_GINT64_FORMAT " channels", channels);
    }
  int64_t sizes[RG_MAX_DIMS];
  for (int d = 0; d < ndim; d++)
    sizes[d] = d == 1 ? n : 1;
  return rg_call_return (call, 0,
                         rg_call ("prelu.kernel", x, rg_reshape (w, (RgInts){ ndim, sizes }),
                                  NULL));
}

/* --- gradients --- */

RG_GRADIENT_2 (prelu_kernel, void,
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where (rg_ge_scalar (x, 0), g, rg_mul (g, y)),
               RG_SAVE_INPUT (0), rg_where_scalar (rg_lt_scalar (x, 0), rg_mul (g, x), 0))

/* --- tables --- */

static const RgInput prelu_inputs[] = {
  { "input", "the tensor", RG_INPUT_FLOATING },
  { "weight", "the slope below 0: one, or one for each channel", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample prelu_samples[] = {
  { "3x4 4", NULL, NULL, 0 },
  { "2x3x5 3", NULL, "channels in the middle", 0 },
  { "2x3x2x2 1", NULL, "one slope", 0 },
  { "4 1", NULL, "one dimension has no channels", 0 },
  { "3x4 .", NULL, "a zero-dimensional weight", 0 },
  { ". 1", NULL, "zero-dimensional", 0 },
  { "0x3 3", NULL, "no elements", 0 },
  { "3:=-1,0,1 1:=0.25", NULL, "the slope at 0 is 1", RG_SAMPLE_NO_GRAD },
  { "4 4", NULL, "one dimension has no channels", RG_SAMPLE_ERROR },
  { "3x4 3", NULL, "not one slope for each channel", RG_SAMPLE_ERROR },
  { "3x4 2x2", NULL, "a weight of two dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput prelu_kernel_inputs[] = {
  { "input", "the tensor", 0 },
  { "weight", "the slopes, shaped to broadcast", 0 },
  { NULL, NULL, 0 },
};

static const RgSample prelu_kernel_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp prelu_op = {
  .struct_size = sizeof (RgOp),
  .name = "prelu",
  .summary = "leaky_relu with a slope for each channel that is learnt.",
  .formula = "out = input > 0 ? input : weight * input",
  .gradient = "d input = d out * (input >= 0 ? 1 : weight); d weight = d out * min (input, 0), "
              "summed",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = prelu_inputs,
  .n_outputs = 1,
  .forward = prelu_forward,
  .samples = prelu_samples,
  .uses = RG_USES ("reshape", "prelu.kernel"),
};

static const RgOp prelu_kernel_op = {
  .struct_size = sizeof (RgOp),
  .name = "prelu.kernel",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = prelu_kernel_inputs,
  .n_outputs = 1,
  .pointwise = &prelu_kernel_pointwise,
  .samples = prelu_kernel_samples,
  RG_DIFFERENTIABLE (prelu_kernel),
  .summary = "prelu with a weight that broadcasts.",
  .formula = "out = input > 0 ? input : weight * input",
  .gradient = "d input = d out * (input >= 0 ? 1 : weight); d weight = d out * min (input, 0)",
  .flags = RG_OP_INTERNAL,
  .backward_name = "PreluKernelBackward0",
  .uses = RG_USES ("where", "ge", "lt", "mul", "add", "expand"),
};

RG_MODULE (prelu, &prelu_op, &prelu_kernel_op)
