/* huber_loss.c: an error that is square near 0 and linear beyond.
 *
 *     e = input - target
 *     out = |e| < delta ? e^2 / 2 : delta (|e| - delta / 2), and its mean or sum
 *     d input = clamp (e, -delta, delta) d out / n       d target = -d input
 *
 * n is the number of elements for the mean, else one. huber_loss.each is the
 * function of the error, for smooth_l1_loss too.
 *
 * P. J. Huber, "Robust estimation of a location parameter" (1964).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"
#include <math.h>

/* --- kernels --- */

#define HUBER(fabs)                                                            \
  (fabs (x) < delta ? scale * (x * x) / 2 : scale * delta * (fabs (x) - delta / 2))

#define HUBER_KERNEL(S, T, fabs)                                               \
  RG_INLINE void huber_##S##_body (size_t n, void *const *out, const void *const *in, \
                                   const void *attrs)                          \
  {                                                                            \
    const LossHuber *a = attrs;                                                \
    const T delta = (T) a->delta, scale = (T) a->scale, *p = in[0];            \
    T *restrict o = out[0];                                                    \
    _Pragma ("omp simd") for (size_t k = 0; k < n; k++)                        \
    {                                                                          \
      const T x = p[k];                                                        \
      o[k] = HUBER (fabs);                                                     \
    }                                                                          \
  }                                                                            \
  RG_CLONES (huber_##S, huber_##S##_body)

HUBER_KERNEL (f32, float, fabsf)
HUBER_KERNEL (f64, double, fabs)

static const RgPointwise huber_loss_each_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (huber) },
};

static bool
huber_loss_forward (RgCall *call)
{
  const RgHuberLossAttrs *a = call->attrs;
  if (!(a->delta > 0))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "delta=%g must be above 0 (l1_loss is the limit)", a->delta);
  if (!loss_floating (call))
    return false;
  RgTensor *losses = loss_huber (loss_error (call->inputs[0], call->inputs[1]), a->delta, 1);
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- gradients --- */

RG_GRADIENT (huber_loss_each, LossHuber, RG_SAVE_INPUT (0),
             rg_mul (g, rg_mul_scalar (rg_clamp_scalar (x, -a->delta, a->delta), a->scale)))

/* --- tables --- */

static const RgInput huber_loss_inputs[] = {
  { "input", "the predictions", 0 },
  { "target", "what they should be; broadcasts with input", 0 },
  { NULL, NULL, 0 },
};

static const RgHuberLossAttrs huber_loss_init = RG_HUBER_LOSS_ATTRS_INIT;
static const RgAttr huber_loss_attrs[] = {
  LOSS_REDUCTION (RgHuberLossAttrs),
  RG_ATTR (RgHuberLossAttrs, delta, FLOAT, "1", .min = 0, .max = INFINITY, .doc = "where the square ends; above 0"),
  { .name = NULL },
};

static const RgSample huber_loss_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 3x4", "delta=0.3 reduction=sum", NULL, 0 },
  { "3x4 3x4", "reduction=none", NULL, 0 },
  { "3x4 4", NULL, "broadcast", 0 },
  { ". .", NULL, "zero-dimensional", 0 },
  { "0x3 0x3", "reduction=sum", "no elements", 0 },
  { "3:=-1,0,1 3:=0,0,0", NULL, "at the joints", RG_SAMPLE_NO_GRAD },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3 3", "delta=-1", "a negative delta", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput huber_loss_each_inputs[] = {
  { "input", "the errors", 0 },
  { NULL, NULL, 0 },
};

static const LossHuber huber_loss_each_init = { sizeof (LossHuber), 1, 1 };
static const RgAttr huber_loss_each_attrs[] = {
  RG_ATTR (LossHuber, delta, FLOAT, "1", .doc = "where the square ends"),
  RG_ATTR (LossHuber, scale, FLOAT, "1", .doc = "a factor"),
  { .name = NULL },
};

static const RgSample huber_loss_each_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "3x4", "delta=0.5 scale=2", NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp huber_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "huber_loss",
  .summary = "An error that is square near 0 and linear beyond.",
  .formula = "out = |e| < delta ? e^2 / 2 : delta (|e| - delta / 2), e = input - target",
  .gradient = "d input = clamp (e, -delta, delta) d out / n; d target = -d input",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = huber_loss_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (huber_loss, RgHuberLossAttrs),
  .forward = huber_loss_forward,
  .samples = huber_loss_samples,
  .uses = RG_USES ("sub", "huber_loss.each", "sum", "mean"),
};

static const RgOp huber_loss_each_op = {
  .struct_size = sizeof (RgOp),
  .name = "huber_loss.each",
  .summary = "Huber's function of each element.",
  .formula = "out = scale (|input| < delta ? input^2 / 2 : delta (|input| - delta / 2))",
  .gradient = "d input = scale clamp (input, -delta, delta) d out",
  .category = "loss",
  .kind = RG_KIND_POINTWISE,
  .inputs = huber_loss_each_inputs,
  .n_outputs = 1,
  .pointwise = &huber_loss_each_pointwise,
  RG_ATTRIBUTES (huber_loss_each, LossHuber),
  RG_DIFFERENTIABLE (huber_loss_each),
  .samples = huber_loss_each_samples,
  .flags = RG_OP_INTERNAL,
  .backward_name = "HuberLossBackward0",
  .uses = RG_USES ("clamp", "mul"),
};

RG_MODULE (huber_loss, &huber_loss_op, &huber_loss_each_op)
