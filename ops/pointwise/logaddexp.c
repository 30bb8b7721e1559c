/* logaddexp.c: the logarithm of a sum of exponentials, without overflow.
 *
 *     out = log (e^input + e^other)
 *     d input = d out / (1 + e^(other - input))
 *     d other = d out / (1 + e^(input - other))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

#define LOGADDEXP_FLOATS(S, T, F)                                               \
  RG_INLINE T logaddexp_of_##S (T x, T y)                                        \
  {                                                                            \
    const T high = x > y || x != x ? x : y;                                    \
    /* Equal infinities: their difference is no number. */                     \
    const T gap = x == y ? 0 : -fabs##F (x - y);                               \
    return high + rg_log1p_##S (rg_exp_##S (gap));                          \
  }                                                                            \
  RG_BINARY (logaddexp_##S, void, T, T, logaddexp_of_##S (x, y))
LOGADDEXP_FLOATS (f32, float, f)
LOGADDEXP_FLOATS (f64, double, )

static const RgPointwise logaddexp_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logaddexp) },
  .flags = RG_POINTWISE_NO_BOOL,
  .cost = 2,
};

/* --- gradients --- */

/* The part of the sum that is x's: 1 / (1 + e^(y - x)), at equal infinities a half. */
static RgTensor *
logaddexp_part (RgTensor *g, RgTensor *x, RgTensor *y)
{
  /* Only equal infinities: elsewhere the slope of the gap counts, at a tie too. */
  RgTensor *apart = rg_logical_or (rg_isfinite (x), rg_ne (x, y));
  RgTensor *gap = rg_where_scalar (apart, rg_sub (y, x), 0);
  return rg_div (g, rg_add_scalar (rg_exp (gap), 1));
}

RG_GRADIENT_2 (logaddexp, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), logaddexp_part (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), logaddexp_part (g, y, x))

/* --- tables --- */

static const RgInput logaddexp_inputs[] = {
  { "input", "one exponent", 0 },
  { "other", "the other exponent", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logaddexp_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "4:=-inf,inf,1000,0 4:=-inf,inf,1000,-1000", NULL, "infinities and large exponents", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logaddexp_op = {
  RG_POINTWISE_OP (logaddexp),
  RG_DIFFERENTIABLE (logaddexp),
  .summary = "The logarithm of a sum of exponentials, without overflow.",
  .formula = "out = log (e^input + e^other)",
  .gradient = "d input = d out / (1 + e^(other - input)); d other = d out / (1 + e^(input - other))",
  .uses = RG_USES ("ne", "isfinite", "logical_or", "sub", "where", "div", "add", "exp"),
};

RG_MODULE (logaddexp, &logaddexp_op)
