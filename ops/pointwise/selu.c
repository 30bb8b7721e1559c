/* selu.c: elu scaled so that activations keep their variance.
 *
 *     out = scale * (input > 0 ? input : alpha * (e^input - 1)),
 *           alpha = 1.6732632, scale = 1.050701
 *     d input = d out * scale * (input > 0 ? 1 : alpha * e^input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

#define SELU_ALPHA 1.6732632423543772848170429916717
#define SELU_SCALE 1.0507009873554804934193349852946

RG_UNARY (selu_f32, void, float, float,
          x > 0 ? x * (float) SELU_SCALE : (float) (SELU_ALPHA * SELU_SCALE) * rg_expm1_f32 (x))
RG_UNARY (selu_f64, void, double, double,
          x > 0 ? x * SELU_SCALE : SELU_ALPHA * SELU_SCALE * rg_expm1_f64 (x))

static const RgPointwise selu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (selu) },
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (selu, void, RG_SAVE_INPUT (0), rg_elu_backward (g, x, SELU_ALPHA, SELU_SCALE, 1))

/* --- tables --- */

static const RgInput selu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample selu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-1,0,1", NULL, "kinks", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp selu_op = {
  RG_POINTWISE_OP (selu),
  RG_DIFFERENTIABLE (selu),
  .summary = "elu with the alpha and the scale that keep mean 0 and variance 1 (Klambauer and "
             "others, 2017).",
  .formula = "out = scale * (input > 0 ? input : alpha * (e^input - 1)), alpha = 1.6732632, "
             "scale = 1.050701",
  .gradient = "d input = d out * scale * (input > 0 ? 1 : alpha * e^input)",
  .backward_name = "EluBackward0",
  .uses = RG_USES ("elu_backward"),
};

RG_MODULE (selu, &selu_op)
