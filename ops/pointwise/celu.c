/* celu.c: elu with a slope that is continuous for every alpha.
 *
 *     out = input > 0 ? input : alpha * (e^(input / alpha) - 1)
 *     d input = d out * (input > 0 ? 1 : e^(input / alpha))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* Selected, not branched over: see leaky_relu.c. */
RG_UNARY (celu_f32, RgCeluAttrs, float, float,
          rg_select_f32 (x > 0, x, (float) a->alpha * rg_expm1_f32 (x * (float) (1 / a->alpha))))
RG_UNARY (celu_f64, RgCeluAttrs, double, double,
          rg_select_f64 (x > 0, x, a->alpha * rg_expm1_f64 (x * (1 / a->alpha))))

static const RgPointwise celu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (celu) },
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (celu, RgCeluAttrs,
             RG_SAVE_INPUT (0), rg_elu_backward (g, x, a->alpha, 1, 1 / a->alpha))

/* --- tables --- */

static const RgInput celu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgCeluAttrs celu_init = RG_CELU_ATTRS_INIT;
static const RgAttr celu_attrs[] = {
  RG_ATTR (RgCeluAttrs, alpha, FLOAT, "1",
           .doc = "what large negative elements tend to, with its sign turned"),
  { .name = NULL },
};

static const RgSample celu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "alpha=2", NULL, 0 },
  { "3:=-1,0,1", NULL, "kinks", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp celu_op = {
  RG_POINTWISE_OP (celu),
  RG_DIFFERENTIABLE (celu),
  RG_ATTRIBUTES (celu, RgCeluAttrs),
  .summary = "Each element, bent towards -alpha where it is negative, with the slope 1 at 0.",
  .formula = "out = input > 0 ? input : alpha * (e^(input / alpha) - 1)",
  .gradient = "d input = d out * (input > 0 ? 1 : e^(input / alpha))",
  .uses = RG_USES ("elu_backward"),
};

RG_MODULE (celu, &celu_op)
