/* cube.c: an operator as a stranger writes it, for the test of what is
 * installed: out = scale * input^3.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

typedef struct
{
  size_t struct_size;
  double scale;
} CubeAttrs;

static const CubeAttrs defaults = { sizeof (CubeAttrs), 1.0 };

RG_UNARY (cube_f32, CubeAttrs, float, float, (float) a->scale * x * x * x)
RG_UNARY (cube_f64, CubeAttrs, double, double, a->scale * x * x * x)

static const RgPointwise pointwise = {
  .kernels = { [RG_F32] = RG_CLONES_OF (cube_f32), [RG_F64] = RG_CLONES_OF (cube_f64) },
  .flags = RG_POINTWISE_FLOAT,
};

RG_VJP (d_input, rg_mul (RG_G, rg_mul_scalar (rg_mul (RG_IN (0), RG_IN (0)),
                                              3 * RG_ATTRS (CubeAttrs)->scale)))

static const RgOp op = {
  .struct_size = sizeof (RgOp),
  .name = "cube",
  .summary = "The third power, scaled.",
  .formula = "out = scale * input^3",
  .gradient = "d input = 3 * scale * input^2 * d out",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = (const RgInput[]){ { "input", "any shape", 0 }, { NULL, NULL, 0 } },
  .n_outputs = 1,
  .attrs = (const RgAttr[]){ RG_ATTR (CubeAttrs, scale, FLOAT, "1", .doc = "the factor"),
                             { .name = NULL } },
  .attrs_size = sizeof (CubeAttrs),
  .attrs_init = &defaults,
  .pointwise = &pointwise,
  .vjp = (const RgVjp[]){ { 0, RG_SAVE_INPUT (0), d_input }, { 0, 0, NULL } },
  .samples = (const RgSample[]){ { "3x4", NULL, NULL, 0 }, { NULL, NULL, NULL, 0 } },
  .uses = RG_USES ("mul"),
};

RG_MODULE (cube, &op)
