/* logaddexp2.c: the logarithm to base 2 of a sum of exponentials, without overflow.
 *
 *     out = log2 (2^input + 2^other)
 *     d input = d out / (1 + 2^(other - input))
 *     d other = d out / (1 + 2^(input - other))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

#define LOGADDEXP2_FLOATS(S, T, F)                                               \
  RG_INLINE T logaddexp2_of_##S (T x, T y)                                        \
  {                                                                            \
    const T high = x > y || x != x ? x : y;                                    \
    /* Equal infinities: their difference is no number. */                     \
    const T gap = x == y ? 0 : -fabs##F (x - y);                               \
    return high + rg_log1p_##S (rg_exp2_##S (gap)) * (T) 0x1.71547652b82fep+0;                          \
  }                                                                            \
  RG_BINARY (logaddexp2_##S, void, T, T, logaddexp2_of_##S (x, y))
LOGADDEXP2_FLOATS (f32, float, f)
LOGADDEXP2_FLOATS (f64, double, )

static const RgPointwise logaddexp2_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logaddexp2) },
  .flags = RG_POINTWISE_NO_BOOL,
  .cost = 2,
};

/* --- gradients --- */

/* The part of the sum that is x's: 1 / (1 + 2^(y - x)), at equal infinities a half. */
static RgTensor *
logaddexp2_part (RgTensor *g, RgTensor *x, RgTensor *y)
{
  /* Only equal infinities: elsewhere the slope of the gap counts, at a tie too. */
  RgTensor *apart = rg_logical_or (rg_isfinite (x), rg_ne (x, y));
  RgTensor *gap = rg_where_scalar (apart, rg_sub (y, x), 0);
  return rg_div (g, rg_add_scalar (rg_exp2 (gap), 1));
}

RG_GRADIENT_2 (logaddexp2, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), logaddexp2_part (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), logaddexp2_part (g, y, x))

/* --- tables --- */

static const RgInput logaddexp2_inputs[] = {
  { "input", "one exponent", 0 },
  { "other", "the other exponent", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logaddexp2_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "4:=-inf,inf,1000,0 4:=-inf,inf,1000,-1000", NULL, "infinities and large exponents", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logaddexp2_op = {
  RG_POINTWISE_OP (logaddexp2),
  RG_DIFFERENTIABLE (logaddexp2),
  .summary = "The logarithm to base 2 of a sum of exponentials, without overflow.",
  .formula = "out = log2 (2^input + 2^other)",
  .gradient = "d input = d out / (1 + 2^(other - input)); d other = d out / (1 + 2^(input - other))",
  .uses = RG_USES ("ne", "isfinite", "logical_or", "sub", "where", "div", "add", "exp2"),
};

RG_MODULE (logaddexp2, &logaddexp2_op)
