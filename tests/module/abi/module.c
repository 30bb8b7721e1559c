/* module.c: a module as it was written for an earlier version: it is compiled
 * against the frozen headers of that version, and loaded by today's library.
 *
 * It stands for many: it uses a macro of every kind, an attribute struct, the
 * typed front, a fused gradient, an output's name.
 *
 *     out = scale * input^2        d input = 2 * scale * input * d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

typedef struct
{
  size_t struct_size;
  double scale;
} ParabolaAttrs;

static const ParabolaAttrs defaults = { sizeof (ParabolaAttrs), 3.0 };

RG_UNARY (parabola_f32, ParabolaAttrs, float, float, (float) a->scale * x * x)
RG_UNARY (parabola_f64, ParabolaAttrs, double, double, a->scale * x * x)

static const RgPointwise pointwise = {
  .kernels = { [RG_F32] = RG_CLONES_OF (parabola_f32), [RG_F64] = RG_CLONES_OF (parabola_f64) },
  .flags = RG_POINTWISE_FLOAT,
};

RG_VJP (d_input, rg_mul (RG_G, rg_mul_scalar (RG_IN (0), 2 * RG_ATTRS (ParabolaAttrs)->scale)))

static const RgAttr attrs[] = {
  RG_ATTR (ParabolaAttrs, scale, FLOAT, "3", .min = 0, .max = 10, .doc = "the factor"),
  { .name = NULL },
};
static const RgInput inputs[] = { { "input", "any shape", 0 }, { NULL, NULL, 0 } };
static const RgVjp vjps[] = { { 0, RG_SAVE_INPUT (0), d_input }, { 0, 0, NULL } };
static const RgSample samples[] = { { "3x4", "scale=2", NULL, 0 }, { NULL, NULL, NULL, 0 } };

static const RgOp op = {
  .struct_size = sizeof (RgOp),
  .name = "parabola",
  .summary = "The square, scaled.",
  .formula = "out = scale * input^2",
  .gradient = "d input = 2 * scale * input * d out",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = inputs,
  .n_outputs = 1,
  .attrs = attrs,
  .attrs_size = sizeof (ParabolaAttrs),
  .attrs_init = &defaults,
  .pointwise = &pointwise,
  .vjp = vjps,
  .samples = samples,
  .uses = RG_USES ("mul"),
};

RG_MODULE (parabola, &op)
