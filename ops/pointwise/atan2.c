/* atan2.c: the angle of a point, by its height and its width.
 *
 *     out = the angle of (other, input), in (-pi, pi]
 *     d input = d out * other / (input^2 + other^2)
 *     d other = -d out * input / (input^2 + other^2)
 *     both 0 at (0, 0)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "number.h"
#include "rg-sleef.h"

/* --- kernels --- */

RG_BINARY_SLEEF (atan2, atan2)

static const RgPointwise atan2_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (atan2) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

/* The slope is 0 where there is no angle. Squares of integers are taken in the
 * gradient's type, which holds them. */
static RgTensor *
atan2_part (RgTensor *g, RgTensor *side, RgTensor *x, RgTensor *y)
{
  const RgDType type = rg_tensor_dtype (g);
  RgTensor *squares = rg_add (rg_square (number_in (x, type)), rg_square (number_in (y, type)));
  return rg_mul (g, rg_where_scalar (rg_ne_scalar (squares, 0), rg_div (side, squares), 0));
}

RG_GRADIENT_2 (atan2, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), atan2_part (g, y, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_neg (atan2_part (g, x, x, y)))

/* --- tables --- */

static const RgInput atan2_inputs[] = {
  { "input", "the height: the sine's side", 0 },
  { "other", "the width: the cosine's side", 0 },
  { NULL, NULL, 0 },
};

static const RgSample atan2_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "4:=0,-0,1,-1 4:=-1,-1,0,0", NULL, "along the axes", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp atan2_op = {
  RG_POINTWISE_OP (atan2),
  RG_DIFFERENTIABLE (atan2),
  .summary = "The angle of a point, by its height and its width.",
  .formula = "out = the angle of (other, input), in (-pi, pi]",
  .gradient = "d input = d out * other / (input^2 + other^2); d other = -d out * input / (input^2 + other^2)",
  .uses = RG_USES ("mul", "div", "add", "square", "neg", "ne", "where"),
};

RG_MODULE (atan2, &atan2_op)
