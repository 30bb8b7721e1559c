/* mul.c: the product of two tensors, element by element. The teaching operator:
 * read it first.
 *
 *     out = input * other
 *     d input = d out * other        d other = d out * input
 *
 * An operator's file has one order: kernels, gradients, tables, descriptor,
 * module. A pointwise operator says only what happens to one element; core owns
 * broadcasting, strides, threads and conversion, and sums a gradient back to the
 * size of an input that was broadcast.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels: one for each dtype, compiled for each instruction set --- */

RG_BINARY (mul_f32, void, float, float, x *y)
RG_BINARY (mul_f64, void, double, double, x *y)
RG_BINARY (mul_i64, void, int64_t, int64_t, (uint64_t) x * y)
RG_BINARY (mul_i32, void, int32_t, int32_t, (uint32_t) x * y)
RG_BINARY (mul_u8, void, uint8_t, uint8_t, x *y)
RG_BINARY (mul_bool, void, uint8_t, uint8_t, x &y)

static const RgPointwise mul_pointwise = {
  .kernels = { [RG_F32] = RG_CLONES_OF (mul_f32),
               [RG_F64] = RG_CLONES_OF (mul_f64),
               [RG_I64] = RG_CLONES_OF (mul_i64),
               [RG_I32] = RG_CLONES_OF (mul_i32),
               [RG_U8] = RG_CLONES_OF (mul_u8),
               [RG_BOOL] = RG_CLONES_OF (mul_bool) },
};

/* --- gradients, in differentiable operators --- */

RG_VJP (mul_input, rg_mul (RG_G_LAST, RG_IN (1)))
RG_VJP (mul_other, rg_mul (RG_G_LAST, RG_IN (0)))

static const RgVjp mul_vjps[] = {
  /* input, what must be saved for its gradient, the gradient */
  { 0, RG_SAVE_INPUT (1), mul_input },
  { 1, RG_SAVE_INPUT (0), mul_other },
  { 0, 0, NULL },
};

static RgTensor *
mul_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *ti = rg_jvp_tangent (c, 0), *to = rg_jvp_tangent (c, 1);
  RgTensor *left = ti ? rg_mul (ti, rg_jvp_input (c, 1)) : NULL;
  RgTensor *right = to ? rg_mul (rg_jvp_input (c, 0), to) : NULL;
  (void) o;
  return left && right ? rg_add (left, right) : left ? left : right;
}

/* --- tables --- */

static const RgInput mul_inputs[] = {
  { "input", "one factor", 0 },
  { "other", "the other; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample mul_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 4", NULL, "broadcast rows", 0 },
  { "3x1 1x4", NULL, "both broadcast", 0 },
  { "3x4 .", NULL, "a zero-dimensional factor", 0 },
  { "0x3 3", NULL, "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mul = {
  .struct_size = sizeof (RgOp),
  .name = "mul",
  .summary = "Multiplies two tensors, element by element.",
  .formula = "out = input * other",
  .gradient = "d input = d out * other; d other = d out * input",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = mul_inputs,
  .n_outputs = 1,
  .pointwise = &mul_pointwise,
  .vjp = mul_vjps,
  .jvp = mul_jvp,
  .samples = mul_samples,
};

RG_MODULE (mul, &mul)
