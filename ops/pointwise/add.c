/* add.c: the sum of two tensors, element by element.
 *
 *     out = input + alpha * other
 *     d input = d out                d other = alpha * d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* With alpha = 1 the product is exact, so one kernel serves both. */
RG_BINARY (add_f32, RgAddAttrs, float, float, x + (float) a->alpha * y)
RG_BINARY (add_f64, RgAddAttrs, double, double, x + a->alpha * y)
RG_BINARY (add_i64, RgAddAttrs, int64_t, int64_t, x + (uint64_t) rg_whole_f64 (a->alpha) * y)
RG_BINARY (add_i32, RgAddAttrs, int32_t, int32_t, x + (uint32_t) rg_whole_f64 (a->alpha) * y)
RG_BINARY (add_u8, RgAddAttrs, uint8_t, uint8_t, x + (uint8_t) rg_whole_f64 (a->alpha) * y)
RG_BINARY (add_bool, RgAddAttrs, uint8_t, uint8_t, x | ((a->alpha != 0) & y))

static const RgPointwise add_pointwise = {
  .kernels = { [RG_F32] = RG_CLONES_OF (add_f32),
               [RG_F64] = RG_CLONES_OF (add_f64),
               [RG_I64] = RG_CLONES_OF (add_i64),
               [RG_I32] = RG_CLONES_OF (add_i32),
               [RG_U8] = RG_CLONES_OF (add_u8),
               [RG_BOOL] = RG_CLONES_OF (add_bool) },
};

/* --- gradients --- */

static RgTensor *
scaled (RgTensor *t, double alpha)
{
  return alpha == 1 ? t : rg_mul_scalar (t, alpha);
}

RG_VJP (add_input, RG_G)
RG_VJP (add_other, scaled (RG_G, RG_ATTRS (RgAddAttrs)->alpha))

static const RgVjp add_vjps[] = {
  { 0, 0, add_input },
  { 1, 0, add_other },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput add_inputs[] = {
  { "input", "one term", 0 },
  { "other", "the other; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgAddAttrs add_init = RG_ADD_ATTRS_INIT;
static const RgAttr add_attrs[] = {
  RG_ATTR (RgAddAttrs, alpha, FLOAT, "1", .doc = "what `other` is multiplied by"),
  { .name = NULL },
};

static const RgSample add_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 4", "alpha=2.5", "broadcast rows", 0 },
  { "3x1 1x4", NULL, "both broadcast", 0 },
  { ". 3", NULL, "a zero-dimensional term", 0 },
  { "0x3 3", NULL, "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp add = {
  .struct_size = sizeof (RgOp),
  .name = "add",
  .summary = "Adds two tensors, element by element.",
  .formula = "out = input + alpha * other",
  .gradient = "d input = d out; d other = alpha * d out",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = add_inputs,
  .n_outputs = 1,
  .attrs = add_attrs,
  .attrs_size = sizeof (RgAddAttrs),
  .attrs_init = &add_init,
  .pointwise = &add_pointwise,
  .vjp = add_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = add_samples,
  .uses = RG_USES ("mul"),
};

RG_MODULE (add, &add)
