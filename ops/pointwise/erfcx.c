/* erfcx.c: the scaled complementary error function.
 *
 *     out = e^(input^2) * erfc (input)
 *     d input = d out * (2 * input * out - 2 / sqrt (pi))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "erfcx.h"

/* --- kernels --- */

/* Below 0, erfcx (x) = 2 e^(x^2) - erfcx (-x), which overflows at -26.7. What
 * squaring x rounds away is put right. */
RG_INLINE double
erfcx_any (double x)
{
  const double t = __builtin_fabs (x), u = rg_select_f64 (t > 26.75, 26.75, t);
  const double h = u * u, low = __builtin_fma (u, u, -h), e = rg_exp_f64 (h);
  const double y = erfcx_positive (t);
  const double mirrored = 2 * __builtin_fma (e, low, e) - y;
  return rg_select_f64 (x < -26.65, (double) INFINITY, rg_select_f64 (x < 0, mirrored, y));
}

RG_UNARY (erfcx_f32, void, float, float, erfcx_any (x))
RG_UNARY (erfcx_f64, void, double, double, erfcx_any (x))

static const RgPointwise erfcx_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (erfcx) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 6,
};

/* --- gradients --- */

RG_GRADIENT (erfcx, void,
             RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0),
             rg_mul (g, rg_sub_scalar (rg_mul_scalar (rg_mul (x, out), 2), M_2_SQRTPI)))

/* --- tables --- */

static const RgInput erfcx_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample erfcx_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp erfcx_op = {
  RG_POINTWISE_OP (erfcx),
  RG_DIFFERENTIABLE (erfcx),
  .summary = "The complementary error function times e^(input^2), which does not underflow.",
  .formula = "out = e^(input^2) * erfc (input)",
  .gradient = "d input = d out * (2 * input * out - 2 / sqrt (pi))",
  .backward_name = "SpecialErfcxBackward0",
  .uses = RG_USES ("mul", "sub"),
};

RG_MODULE (erfcx, &erfcx_op)
