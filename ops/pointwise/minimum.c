/* minimum.c: the smaller of two tensors, element by element.
 *
 *     out = min (input, other)
 *     d input = d out where input < other, d out / 2 where they are equal, else 0
 *     d other = d out where other < input, d out / 2 where they are equal, else 0
 *
 * A nan in either is a nan in the result, and passes the gradient to both.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

#define MINIMUM_OF_FLOATS (x < y || x != x ? x : y)

RG_BINARY (minimum_f32, void, float, float, MINIMUM_OF_FLOATS)
RG_BINARY (minimum_f64, void, double, double, MINIMUM_OF_FLOATS)
RG_BINARY (minimum_i64, void, int64_t, int64_t, x < y ? x : y)
RG_BINARY (minimum_i32, void, int32_t, int32_t, x < y ? x : y)
RG_BINARY (minimum_u8, void, uint8_t, uint8_t, x < y ? x : y)
RG_BINARY (minimum_bool, void, uint8_t, uint8_t, x & y)

static const RgPointwise minimum_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (minimum), RG_KERNELS_INT (minimum), RG_KERNELS_BOOL (minimum) },
};

/* --- gradients --- */

/* Who is the smaller of two is whose partner is the greater. */
#define MINIMUM_SHARE_OF(g, x, y) rg_call ("maximum.share", g, y, x, NULL)

RG_GRADIENT_2 (minimum, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), MINIMUM_SHARE_OF (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), MINIMUM_SHARE_OF (g, y, x))

/* --- tables --- */

static const RgInput minimum_inputs[] = {
  { "input", "the first tensor", 0 },
  { "other", "the second tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample minimum_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools", RG_SAMPLE_NO_GRAD },
  { "3:=-1,0,nan 3:=-1,2,1", NULL, "equal elements share the gradient", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp minimum_op = {
  RG_POINTWISE_OP (minimum),
  RG_DIFFERENTIABLE (minimum),
  .summary = "The smaller of two tensors, element by element; nan if either is.",
  .formula = "out = min (input, other)",
  .gradient = "d input = d out where input < other, d out / 2 where equal, else 0; d other likewise",
  .uses = RG_USES ("maximum.share"),
};

RG_MODULE (minimum, &minimum_op)
