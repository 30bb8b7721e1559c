/* entr.c: the terms of an entropy.
 *
 *     out = -input * log (input); 0 at 0, -inf below
 *     d input = -d out * (1 + log (input))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (entr_f32, void, float, float,
          x > 0 ? -x * rg_log_f32 (x) : x == 0 ? 0 : x < 0 ? -INFINITY : x)
RG_UNARY (entr_f64, void, double, double,
          x > 0 ? -x * rg_log_f64 (x) : x == 0 ? 0 : x < 0 ? -(double) INFINITY : x)

static const RgPointwise entr_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (entr) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 1,
};

/* --- gradients --- */

RG_GRADIENT (entr, void, RG_SAVE_INPUT (0), rg_neg (rg_mul (g, rg_add_scalar (rg_log (x), 1))))

/* --- tables --- */

static const RgInput entr_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample entr_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "4:=0,-1,nan,1", NULL, "0, -inf and nan", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp entr_op = {
  RG_POINTWISE_OP (entr),
  RG_DIFFERENTIABLE (entr),
  .summary = "Each element times its negative logarithm, as in an entropy.",
  .formula = "out = -input * log (input); 0 at 0, -inf below",
  .gradient = "d input = -d out * (1 + log (input))",
  .backward_name = "SpecialEntrBackward0",
  .uses = RG_USES ("neg", "mul", "add", "log"),
};

RG_MODULE (entr, &entr_op)
