/* i1e.c: the scaled modified Bessel function I1.
 *
 *     out = e^-|input| * I1 (input)
 *     d input = d out * (i0e (input) - out * (sign (input) + 1 / input))
 *     d out / 2 at 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "bessel.h"

/* --- kernels --- */

RG_UNARY (i1e_f32, void, float, float, bessel_i1e (x))
RG_UNARY (i1e_f64, void, double, double, bessel_i1e (x))

static const RgPointwise i1e_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (i1e) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 8,
};

/* --- gradients --- */

/* Below it the slope is 1/2 to all digits, and out / input may have none. */
#define I1_TINY 1e-30

static RgTensor *
i1e_slope (RgTensor *x, RgTensor *out)
{
  RgTensor *some = rg_gt_scalar (rg_abs (x), I1_TINY), *safe = rg_where_scalar (some, x, 1);
  RgTensor *rest = rg_add (rg_mul (out, rg_sgn (x)), rg_div (out, safe));
  return rg_where_scalar (some, rg_sub (rg_i0e (x), rest), 0.5);
}

RG_GRADIENT (i1e, void, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), rg_mul (g, i1e_slope (x, out)))

/* --- tables --- */

static const RgInput i1e_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample i1e_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp i1e_op = {
  RG_POINTWISE_OP (i1e),
  RG_DIFFERENTIABLE (i1e),
  .summary = "The modified Bessel function of order 1 times e^-|input|, which does not overflow.",
  .formula = "out = e^-|input| * I1 (input)",
  .gradient = "d input = d out * (i0e (input) - out * (sign (input) + 1 / input)); d out / 2 at 0",
  .backward_name = "SpecialI1EBackward0",
  .uses = RG_USES ("mul", "gt", "abs", "where", "add", "sgn", "div", "sub", "i0e"),
};

RG_MODULE (i1e, &i1e_op)
