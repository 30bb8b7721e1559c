/* hardtanh.c: each element, kept between two bounds.
 *
 *     out = min (max (input, min_val), max_val)
 *     d input = d out where min_val < input < max_val, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "whole.h"

/* --- kernels --- */

/* The bounds are arguments, so that both are read before anything is compared:
 * see leaky_relu.c. */
#define HARDTANH(S, T)                                                         \
  RG_INLINE T hardtanh_of_##S (T x, T low, T high)                             \
  {                                                                            \
    x = x < low ? low : x;                                                     \
    return x > high ? high : x;                                                \
  }                                                                            \
  RG_UNARY (hardtanh_##S, RgHardtanhAttrs, T, T,                               \
            hardtanh_of_##S (x, (T) a->min_val, (T) a->max_val))
HARDTANH (f32, float)
HARDTANH (f64, double)
HARDTANH (i64, int64_t)
HARDTANH (i32, int32_t)
HARDTANH (u8, uint8_t)

static const RgPointwise hardtanh_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardtanh),
               [RG_I64] = RG_CLONES_OF (hardtanh_i64),
               [RG_I32] = RG_CLONES_OF (hardtanh_i32),
               [RG_U8] = RG_CLONES_OF (hardtanh_u8) },
  .flags = RG_POINTWISE_NO_BOOL,
};

RG_BINARY (hardtanh_backward_f32, RgHardtanhBackwardAttrs, float, float,
           rg_select_f32 ((y > (float) a->min_val) & (y < (float) a->max_val), x, 0))
RG_BINARY (hardtanh_backward_f64, RgHardtanhBackwardAttrs, double, double,
           rg_select_f64 ((y > a->min_val) & (y < a->max_val), x, 0))

static const RgPointwise hardtanh_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardtanh_backward) },
};

/* --- what is refused --- */

static bool
hardtanh_shape (RgCall *call)
{
  const RgHardtanhAttrs *a = call->attrs;
  if (a->min_val > a->max_val)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "min_val is above max_val");
  return whole_fits (call, "min_val", a->min_val) && whole_fits (call, "max_val", a->max_val);
}

/* --- gradients --- */

RG_GRADIENT (hardtanh, RgHardtanhAttrs,
             RG_SAVE_INPUT (0), rg_hardtanh_backward (g, x, a->min_val, a->max_val))

static RgTensor *
hardtanh_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgHardtanhBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_hardtanh_backward (RG_G, RG_IN (1), a->min_val, a->max_val);
}

static RgTensor *
hardtanh_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgHardtanhBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_hardtanh_backward (t, rg_jvp_input (c, 1), a->min_val, a->max_val) : NULL;
}

static const RgVjp hardtanh_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), hardtanh_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput hardtanh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgHardtanhAttrs hardtanh_init = RG_HARDTANH_ATTRS_INIT;
static const RgAttr hardtanh_attrs[] = {
  RG_ATTR (RgHardtanhAttrs, min_val, FLOAT, "-1", .doc = "the least result"),
  RG_ATTR (RgHardtanhAttrs, max_val, FLOAT, "1", .doc = "the largest result"),
  { .name = NULL },
};

static const RgSample hardtanh_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "min_val=-0.5 max_val=2", NULL, 0 },
  { "5:=-2,-1,0,1,2", NULL, "the slope at the bounds is 0", RG_SAMPLE_NO_GRAD },
  { "3x4", "min_val=0.5 max_val=-0.5", "bounds in the wrong order", RG_SAMPLE_ERROR },
  { "i64*3:=-2,0,2", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "u8*3:=0,9,200", "min_val=3.7 max_val=100", "bytes; bounds are cut off", RG_SAMPLE_NO_GRAD },
  { "u8*3:=0,9,200", NULL, "bytes with a negative bound", RG_SAMPLE_ERROR },
  { "i64*3:=-2,0,2", "max_val=1e30", "a bound that is no int64", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput hardtanh_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of hardtanh", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgHardtanhBackwardAttrs hardtanh_backward_init = RG_HARDTANH_BACKWARD_ATTRS_INIT;
static const RgAttr hardtanh_backward_attrs[] = {
  RG_ATTR (RgHardtanhBackwardAttrs, min_val, FLOAT, "-1", .doc = "the least result"),
  RG_ATTR (RgHardtanhBackwardAttrs, max_val, FLOAT, "1", .doc = "the largest result"),
  { .name = NULL },
};

static const RgSample hardtanh_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp hardtanh_op = {
  RG_POINTWISE_OP (hardtanh),
  .shape = hardtanh_shape,
  RG_DIFFERENTIABLE (hardtanh),
  RG_ATTRIBUTES (hardtanh, RgHardtanhAttrs),
  .summary = "Keeps each element between min_val and max_val.",
  .formula = "out = min (max (input, min_val), max_val)",
  .gradient = "d input = d out where min_val < input < max_val, else 0",
};

static const RgOp hardtanh_backward_op = {
  RG_POINTWISE_OP (hardtanh_backward),
  RG_DIFFERENTIABLE (hardtanh_backward),
  RG_ATTRIBUTES (hardtanh_backward, RgHardtanhBackwardAttrs),
  .summary = "The gradient of hardtanh, in one pass.",
  .formula = "out = grad_output where min_val < input < max_val, else 0",
  .gradient = "d grad_output = d out where min_val < input < max_val, else 0",
  .flags = RG_OP_INTERNAL,
};

RG_MODULE (hardtanh, &hardtanh_op, &hardtanh_backward_op)
