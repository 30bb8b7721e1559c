/* i1.c: the modified Bessel function I1.
 *
 *     out = I1 (input)
 *     d input = d out * (i0 (input) - out / input)
 *     d out / 2 at 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "bessel.h"

/* --- kernels --- */

RG_UNARY (i1_f32, void, float, float, bessel_unscaled (x, bessel_i1e (x)))
RG_UNARY (i1_f64, void, double, double, bessel_unscaled (x, bessel_i1e (x)))

static const RgPointwise i1_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (i1) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 10,
};

/* --- gradients --- */

/* Below it the slope is 1/2 to all digits, and out / input may have none. */
#define I1_TINY 1e-30

static RgTensor *
i1_slope (RgTensor *x, RgTensor *out)
{
  RgTensor *some = rg_gt_scalar (rg_abs (x), I1_TINY), *safe = rg_where_scalar (some, x, 1);
  return rg_where_scalar (some, rg_sub (rg_i0 (x), rg_div (out, safe)), 0.5);
}

RG_GRADIENT (i1, void, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), rg_mul (g, i1_slope (x, out)))

/* --- tables --- */

static const RgInput i1_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample i1_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp i1_op = {
  RG_POINTWISE_OP (i1),
  RG_DIFFERENTIABLE (i1),
  .summary = "The modified Bessel function of the first kind, of order 1.",
  .formula = "out = I1 (input)",
  .gradient = "d input = d out * (i0 (input) - out / input); d out / 2 at 0",
  .backward_name = "SpecialI1Backward0",
  .uses = RG_USES ("mul", "gt", "abs", "where", "sub", "i0", "div"),
};

RG_MODULE (i1, &i1_op)
