/* threshold.c: each element, or a value where it is not above a threshold.
 *
 *     out = input > threshold ? input : value
 *     d input = d out where input > threshold, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "whole.h"

/* --- kernels --- */

/* As arguments, both attributes are read before anything is compared: see
 * leaky_relu.c. */
#define THRESHOLD(S, T)                                                        \
  RG_INLINE T threshold_of_##S (T x, T threshold, T value)                     \
  {                                                                            \
    return x <= threshold ? value : x;                                         \
  }                                                                            \
  RG_UNARY (threshold_##S, RgThresholdAttrs, T, T,                             \
            threshold_of_##S (x, (T) a->threshold, (T) a->value))
THRESHOLD (f32, float)
THRESHOLD (f64, double)
THRESHOLD (i64, int64_t)
THRESHOLD (i32, int32_t)

/* By way of int: a negative number in uint8_t would be undefined. */
RG_UNARY (threshold_u8, RgThresholdAttrs, uint8_t, uint8_t,
          x <= (int) a->threshold ? (int) a->value : x)

static const RgPointwise threshold_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (threshold), RG_KERNELS_INT (threshold) },
  .flags = RG_POINTWISE_NO_BOOL,
};

static bool
threshold_shape (RgCall *call)
{
  const RgThresholdAttrs *a = call->attrs;
  if (rg_tensor_dtype (call->inputs[0]) == RG_U8) /* which is compared in int */
    return (fabs (a->threshold) < 0x1p31 && fabs (a->value) < 256)
           || rg_call_fail (call, RG_ERROR_ARGUMENT, "threshold and value must be in the range of uint8");
  return whole_fits (call, "threshold", a->threshold) && whole_fits (call, "value", a->value);
}

RG_BINARY (threshold_backward_f32, RgThresholdBackwardAttrs, float, float,
           y <= (float) a->threshold ? 0 : x)
RG_BINARY (threshold_backward_f64, RgThresholdBackwardAttrs, double, double,
           y <= a->threshold ? 0 : x)

static const RgPointwise threshold_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (threshold_backward) },
};

/* --- gradients --- */

RG_GRADIENT (threshold, RgThresholdAttrs,
             RG_SAVE_INPUT (0), rg_threshold_backward (g, x, a->threshold))

static RgTensor *
threshold_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgThresholdBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_threshold_backward (RG_G, RG_IN (1), a->threshold);
}

static RgTensor *
threshold_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgThresholdBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_threshold_backward (t, rg_jvp_input (c, 1), a->threshold) : NULL;
}

static const RgVjp threshold_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), threshold_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput threshold_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgThresholdAttrs threshold_init = RG_THRESHOLD_ATTRS_INIT;
static const RgAttr threshold_attrs[] = {
  RG_ATTR (RgThresholdAttrs, threshold, FLOAT, NULL, .doc = "what an element must exceed"),
  RG_ATTR (RgThresholdAttrs, value, FLOAT, NULL, .doc = "what stands elsewhere"),
  { .name = NULL },
};

static const RgSample threshold_samples[] = {
  { "3x4", "threshold=0.1 value=20", NULL, 0 },
  { "2x1x5", "threshold=0.5 value=-1", NULL, 0 },
  { ".", "threshold=0.1 value=20", "zero-dimensional", 0 },
  { "0x3", "threshold=0.1 value=20", "no elements", 0 },
  { "3:=1,2,3", "threshold=2 value=-1", "at the threshold stands the value", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", "threshold=2 value=-1", "integers", RG_SAMPLE_NO_GRAD },
  { "3 3", "threshold=0.1 value=20", "one input too many", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput threshold_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of threshold", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgThresholdBackwardAttrs threshold_backward_init = RG_THRESHOLD_BACKWARD_ATTRS_INIT;
static const RgAttr threshold_backward_attrs[] = {
  RG_ATTR (RgThresholdBackwardAttrs, threshold, FLOAT, NULL, .doc = "what an element must exceed"),
  { .name = NULL },
};

static const RgSample threshold_backward_samples[] = {
  { "3x4 3x4", "threshold=0.1", NULL, 0 },
  { "3x4 4", "threshold=0.1", "broadcast rows", 0 },
  { "0x3 3", "threshold=0.1", "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp threshold_op = {
  RG_POINTWISE_OP (threshold),
  .shape = threshold_shape,
  RG_DIFFERENTIABLE (threshold),
  RG_ATTRIBUTES (threshold, RgThresholdAttrs),
  .summary = "Each element, or value where it is not above threshold.",
  .formula = "out = input > threshold ? input : value",
  .gradient = "d input = d out where input > threshold, else 0",
};

static const RgOp threshold_backward_op = {
  RG_POINTWISE_OP (threshold_backward),
  RG_DIFFERENTIABLE (threshold_backward),
  RG_ATTRIBUTES (threshold_backward, RgThresholdBackwardAttrs),
  .summary = "The gradient of threshold, in one pass.",
  .formula = "out = grad_output where input > threshold, else 0",
  .gradient = "d grad_output = d out where input > threshold, else 0",
  .flags = RG_OP_INTERNAL,
};

RG_MODULE (threshold, &threshold_op, &threshold_backward_op)
