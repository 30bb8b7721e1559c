/* maximum.c: the greater of two tensors, element by element.
 *
 *     out = max (input, other)
 *     d input = d out where input > other, d out / 2 where they are equal, else 0
 *     d other = d out where other > input, d out / 2 where they are equal, else 0
 *
 * A nan in either is a nan in the result, and passes the gradient to both.
 * maximum.share is what an input gets of the gradient; the share of minimum is the
 * same with its inputs exchanged.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

#define MAXIMUM_OF_FLOATS (x > y || x != x ? x : y)

RG_BINARY (maximum_f32, void, float, float, MAXIMUM_OF_FLOATS)
RG_BINARY (maximum_f64, void, double, double, MAXIMUM_OF_FLOATS)
RG_BINARY (maximum_i64, void, int64_t, int64_t, x > y ? x : y)
RG_BINARY (maximum_i32, void, int32_t, int32_t, x > y ? x : y)
RG_BINARY (maximum_u8, void, uint8_t, uint8_t, x > y ? x : y)
RG_BINARY (maximum_bool, void, uint8_t, uint8_t, x | y)

static const RgPointwise maximum_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (maximum), RG_KERNELS_INT (maximum), RG_KERNELS_BOOL (maximum) },
};

/* x is the gradient; z > y is false where either is nan, and so is z == y. */
#define MAXIMUM_SHARE (z > y ? 0 : z == y ? x / 2 : x)

RG_TERNARY (maximum_share_f32, void, float, float, MAXIMUM_SHARE)
RG_TERNARY (maximum_share_f64, void, double, double, MAXIMUM_SHARE)

static const RgPointwise maximum_share_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (maximum_share) },
};

/* --- gradients --- */

#define MAXIMUM_SHARE_OF(g, x, y) rg_call ("maximum.share", g, x, y, NULL)

RG_GRADIENT_2 (maximum, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), MAXIMUM_SHARE_OF (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), MAXIMUM_SHARE_OF (g, y, x))

static RgTensor *
maximum_share_vjp (RgVjpCall *c, size_t i)
{
  (void) i;
  return MAXIMUM_SHARE_OF (RG_G, RG_IN (1), RG_IN (2));
}

static const RgVjp maximum_share_vjps[] = {
  { 0, RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2), maximum_share_vjp },
  { 0, 0, NULL },
};

static RgTensor *
maximum_share_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? MAXIMUM_SHARE_OF (t, rg_jvp_input (c, 1), rg_jvp_input (c, 2)) : NULL;
}

/* --- tables --- */

static const RgInput maximum_inputs[] = {
  { "input", "the first tensor", 0 },
  { "other", "the second tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample maximum_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools", RG_SAMPLE_NO_GRAD },
  { "3:=-1,0,nan 3:=-1,2,1", NULL, "equal elements share the gradient", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput maximum_share_inputs[] = {
  { "grad", "the gradient of the result", 0 },
  { "input", "whose share it is", RG_INPUT_NO_GRAD },
  { "other", "what it was compared with", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgSample maximum_share_samples[] = {
  { "3x4 3x4 3x4", NULL, NULL, 0 },
  { "3x4 4 3x1", NULL, "broadcast", 0 },
  { "0x3 3 3", NULL, "no elements", 0 },
  { "3 3:=1,2,3 3:=3,2,1", NULL, "one pair is equal", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp maximum_op = {
  RG_POINTWISE_OP (maximum),
  RG_DIFFERENTIABLE (maximum),
  .summary = "The greater of two tensors, element by element; nan if either is.",
  .formula = "out = max (input, other)",
  .gradient = "d input = d out where input > other, d out / 2 where equal, else 0; d other likewise",
  .uses = RG_USES ("maximum.share"),
};

static const RgOp maximum_share_op = {
  .struct_size = sizeof (RgOp),
  .name = "maximum.share",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = maximum_share_inputs,
  .n_outputs = 1,
  .pointwise = &maximum_share_pointwise,
  .samples = maximum_share_samples,
  RG_DIFFERENTIABLE (maximum_share),
  .summary = "What one input of maximum gets of its gradient.",
  .formula = "out = input > other ? grad : input = other ? grad / 2 : 0",
  .gradient = "d grad = maximum.share (d out, input, other)",
  .flags = RG_OP_INTERNAL,
  .backward_name = "MaximumShareBackward0",
};

RG_MODULE (maximum, &maximum_op, &maximum_share_op)
