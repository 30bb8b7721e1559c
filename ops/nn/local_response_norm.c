/* local_response_norm.c: each channel over a power of the mean square of its
 * neighbours.
 *
 *     out = input / (k + alpha mean of input^2 over size channels around)^beta
 *     the mean counts channels that are not there as zeros
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
local_response_norm_forward (RgCall *call)
{
  const RgLocalResponseNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  const RgInts shape = rg_tensor_shape (x);
  if (shape.n < 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...), with at least 3 dimensions");
  if (a->size < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "size must be at least 1");
  if (rg_tensor_numel (x) == 0)
    return rg_call_return (call, 0, rg_clone (x));
  const int64_t places = rg_tensor_numel (x) / (shape.v[0] * shape.v[1]);
  /* As images of one channel, (channels, places), padded above and below. */
  RgTensor *squares = rg_reshape (rg_square (x), RG_SHAPE (shape.v[0], 1, shape.v[1], places));
  squares = rg_constant_pad_nd (squares, RG_INTS (0, 0, a->size / 2, (a->size - 1) / 2), 0);
  RgTensor *means = rg_avg_pool2d_full (squares, RG_INTS (a->size, 1), RG_INTS (1), RG_INTS (0), false, true);
  means = rg_reshape (means, shape);
  RgTensor *power = rg_pow_scalar (rg_add_scalar (rg_mul_scalar (means, a->alpha), a->k), a->beta);
  return rg_call_return (call, 0, rg_div (x, power));
}

static const RgInput local_response_norm_inputs[] = { { "input", "the samples (n, channels, ...)", 0 }, { NULL, NULL, 0 } };

static const RgLocalResponseNormAttrs local_response_norm_init = RG_LOCAL_RESPONSE_NORM_ATTRS_INIT;
static const RgAttr local_response_norm_attrs[] = {
  RG_ATTR (RgLocalResponseNormAttrs, size, INT, NULL, .doc = "how many channels are neighbours"),
  RG_ATTR (RgLocalResponseNormAttrs, alpha, FLOAT, "0.0001", .doc = "what the mean square is multiplied by"),
  RG_ATTR (RgLocalResponseNormAttrs, beta, FLOAT, "0.75", .doc = "the power"),
  RG_ATTR (RgLocalResponseNormAttrs, k, FLOAT, "1", .doc = "what is added to the mean square"),
  { .name = NULL },
};

static const RgSample local_response_norm_samples[] = {
  { "2x5x3", "size=3 alpha=0.5", NULL, 0 },
  { "1x4x2x3", "size=2 alpha=0.5 beta=0.5 k=2", "an even size", 0 },
  { "0x4x3", "size=2", "no samples", 0 },
  { "2x5", "size=3", "too few dimensions", RG_SAMPLE_ERROR },
  { "2x5x3", "size=0", "no neighbours", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp local_response_norm = {
  .struct_size = sizeof (RgOp),
  .name = "local_response_norm",
  .summary = "Divides each channel by a power of the mean square of its neighbours.",
  .formula = "out = input / (k + alpha * mean of input^2 over size channels)^beta",
  .gradient = "through its parts",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = local_response_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (local_response_norm, RgLocalResponseNormAttrs),
  .forward = local_response_norm_forward,
  .samples = local_response_norm_samples,
  .uses = RG_USES ("square", "reshape", "constant_pad_nd", "avg_pool2d", "mul", "add", "pow", "div"),
};

RG_MODULE (local_response_norm, &local_response_norm)
