/* xlog1py.c: x log (1 + y), and 0 where x is 0.
 *
 *     out = input * log (1 + other); 0 where input is 0, nan where other is nan
 *     d input = d out * log (1 + other); 0 where input = 0 and other <= -1
 *     d other = d out * input / (1 + other)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (xlog1py_f32, void, float, float, y != y ? y : x == 0 ? 0 : x * rg_log1p_f32 (y))
RG_BINARY (xlog1py_f64, void, double, double, y != y ? y : x == 0 ? 0 : x * rg_log1p_f64 (y))

static const RgPointwise xlog1py_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (xlog1py) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 1,
};

/* --- gradients --- */

/* xlog1py gives g * log1p where x is 0 as well, if g stands in its place. */
static RgTensor *
xlog1py_input (RgTensor *g, RgTensor *x, RgTensor *y)
{
  RgTensor *flat = rg_logical_and (rg_eq_scalar (x, 0), rg_le_scalar (y, -1));
  return rg_where_scalar (rg_logical_not (flat), rg_xlog1py (g, y), 0);
}

RG_GRADIENT_2 (xlog1py, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), xlog1py_input (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_mul (g, rg_div (x, rg_add_scalar (y, 1))))

/* --- tables --- */

static const RgInput xlog1py_inputs[] = {
  { "input", "the factor", 0 },
  { "other", "what the logarithm is of", 0 },
  { NULL, NULL, 0 },
};

static const RgSample xlog1py_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "4:=0,0,0,1 4:=0,nan,-2,0", NULL, "0 times a logarithm", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:=1,2,3", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp xlog1py_op = {
  RG_POINTWISE_OP (xlog1py),
  RG_DIFFERENTIABLE (xlog1py),
  .summary = "A factor times a logarithm; 0 where the factor is 0.",
  .formula = "out = input * log (1 + other); 0 where input = 0",
  .gradient = "d input = d out * log (1 + other), 0 where input = 0 and the logarithm has none; d other = d out * input / (1 + other)",
  .uses = RG_USES ("logical_and", "eq", "le", "where", "mul", "div"),
};

RG_MODULE (xlog1py, &xlog1py_op)
