/* xlogy.c: x log (y), and 0 where x is 0.
 *
 *     out = input * log (other); 0 where input is 0, nan where other is nan
 *     d input = d out * log (other); 0 where input = 0 and other <= 0
 *     d other = d out * input / (other)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (xlogy_f32, void, float, float, y != y ? y : x == 0 ? 0 : x * rg_log_f32 (y))
RG_BINARY (xlogy_f64, void, double, double, y != y ? y : x == 0 ? 0 : x * rg_log_f64 (y))

static const RgPointwise xlogy_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (xlogy) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 1,
};

/* --- gradients --- */

/* xlogy gives g * log where x is 0 as well, if g stands in its place. */
static RgTensor *
xlogy_input (RgTensor *g, RgTensor *x, RgTensor *y)
{
  RgTensor *flat = rg_logical_and (rg_eq_scalar (x, 0), rg_le_scalar (y, 0));
  return rg_where_scalar (rg_logical_not (flat), rg_xlogy (g, y), 0);
}

RG_GRADIENT_2 (xlogy, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), xlogy_input (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_mul (g, rg_div (x, y)))

/* --- tables --- */

static const RgInput xlogy_inputs[] = {
  { "input", "the factor", 0 },
  { "other", "what the logarithm is of", 0 },
  { NULL, NULL, 0 },
};

static const RgSample xlogy_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "4:=0,0,0,1 4:=0,nan,-2,0", NULL, "0 times a logarithm", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:=1,2,3", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp xlogy_op = {
  RG_POINTWISE_OP (xlogy),
  RG_DIFFERENTIABLE (xlogy),
  .summary = "A factor times a logarithm; 0 where the factor is 0.",
  .formula = "out = input * log (other); 0 where input = 0",
  .gradient = "d input = d out * log (other), 0 where input = 0 and the logarithm has none; d other = d out * input / (other)",
  .uses = RG_USES ("logical_and", "eq", "le", "where", "mul", "div"),
};

RG_MODULE (xlogy, &xlogy_op)
