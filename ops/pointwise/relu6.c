/* relu6.c: each element, kept between 0 and 6.
 *
 *     out = min (max (input, 0), 6)
 *     d input = d out where 0 < input < 6, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (relu6_f32, void, float, float,
          x < 0 ? 0 : x > 6 ? 6 : x)
RG_UNARY (relu6_f64, void, double, double, x < 0 ? 0 : x > 6 ? 6 : x)
RG_UNARY (relu6_i64, void, int64_t, int64_t,
          x < 0 ? 0 : x > 6 ? 6 : x)
RG_UNARY (relu6_i32, void, int32_t, int32_t,
          x < 0 ? 0 : x > 6 ? 6 : x)
RG_UNARY (relu6_u8, void, uint8_t, uint8_t, x > 6 ? 6 : x)

static const RgPointwise relu6_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (relu6), RG_KERNELS_INT (relu6) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

RG_GRADIENT (relu6, void, RG_SAVE_INPUT (0), rg_hardtanh_backward (g, x, 0, 6))

/* --- tables --- */

static const RgInput relu6_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample relu6_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "5:=-2,0,3,6,7", NULL, "the slope at the bounds is 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp relu6_op = {
  RG_POINTWISE_OP (relu6),
  RG_DIFFERENTIABLE (relu6),
  .summary = "Keeps each element between 0 and 6.",
  .formula = "out = min (max (input, 0), 6)",
  .gradient = "d input = d out where 0 < input < 6, else 0",
  .backward_name = "HardtanhBackward0",
  .uses = RG_USES ("hardtanh_backward"),
};

RG_MODULE (relu6, &relu6_op)
