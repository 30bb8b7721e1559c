/* log.c: the natural logarithm of each element.
 *
 *     out = log (input); NaN below 0, -inf at 0
 *     d input = d out / input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (log_f32, void, float, float, rg_log_f32 (x))
RG_UNARY (log_f64, void, double, double, rg_log_f64 (x))

static const RgPointwise log_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (log) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (log, void, RG_SAVE_INPUT (0), rg_div (g, x))

/* --- tables --- */

static const RgInput log_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample log_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "3:=0,-1,1", NULL, "-inf, nan and 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp log_op = {
  RG_POINTWISE_OP (log),
  RG_DIFFERENTIABLE (log),
  .summary = "The natural logarithm of each element.",
  .formula = "out = log (input); NaN below 0, -inf at 0",
  .gradient = "d input = d out / input",
  .uses = RG_USES ("div"),
};

RG_MODULE (log, &log_op)
