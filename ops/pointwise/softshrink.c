/* softshrink.c: each element, moved towards 0.
 *
 *     out = input > lambd ? input - lambd : input < -lambd ? input + lambd : 0
 *     d input = d out where |input| > lambd, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* NaN stays NaN. */
RG_UNARY (softshrink_f32, RgSoftshrinkAttrs, float, float,
          x > (float) a->lambd    ? x - (float) a->lambd
          : x < (float) -a->lambd ? x + (float) a->lambd
          : x == x                ? 0
                                  : x)
RG_UNARY (softshrink_f64, RgSoftshrinkAttrs, double, double, x > a->lambd    ? x - a->lambd
          : x < -a->lambd ? x + a->lambd
          : x == x        ? 0
                          : x)

static const RgPointwise softshrink_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (softshrink) },
};

/* --- gradients --- */

RG_GRADIENT (softshrink, RgSoftshrinkAttrs,
             RG_SAVE_INPUT (0), rg_hardshrink_backward (g, x, a->lambd))

/* --- tables --- */

static const RgInput softshrink_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSoftshrinkAttrs softshrink_init = RG_SOFTSHRINK_ATTRS_INIT;
static const RgAttr softshrink_attrs[] = {
  RG_ATTR (RgSoftshrinkAttrs, lambd, FLOAT, "0.5", .doc = "how far elements move", .min = 0,
           .max = G_MAXDOUBLE),
  { .name = NULL },
};

static const RgSample softshrink_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "lambd=0.2", NULL, 0 },
  { "5:=-1,-0.5,0,0.5,1", NULL, "kinks", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp softshrink_op = {
  RG_POINTWISE_OP (softshrink),
  RG_DIFFERENTIABLE (softshrink),
  RG_ATTRIBUTES (softshrink, RgSoftshrinkAttrs),
  .summary = "Moves each element towards 0 by lambd, and to 0 where it is small.",
  .formula = "out = input > lambd ? input - lambd : input < -lambd ? input + lambd : 0",
  .gradient = "d input = d out where |input| > lambd, else 0",
  .uses = RG_USES ("hardshrink_backward"),
};

RG_MODULE (softshrink, &softshrink_op)
