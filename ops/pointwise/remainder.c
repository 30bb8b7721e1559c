/* remainder.c: the rest of a division, with the sign of the divisor.
 *
 *     out = input - floor (input / other) * other
 *     d input = d out
 *     d other = -d out * floor (input / other)
 *
 * An integer divided by zero gives 0.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

#define REMAINDER_FLOATS(S, T, F)                                              \
  RG_INLINE T remainder_of_##S (T x, T y)                                      \
  {                                                                            \
    const T rest = fmod##F (x, y);                                             \
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;               \
  }                                                                            \
  RG_BINARY (remainder_##S, void, T, T, remainder_of_##S (x, y))
REMAINDER_FLOATS (f32, float, f)
REMAINDER_FLOATS (f64, double, )

/* An integer divided by zero gives 0: a kernel cannot fail, and must not trap. */
#define REMAINDER_INTEGERS(S, T)                                                    \
  static void remainder_##S (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const T *x = in[0], *y = in[1];                                            \
    (void) attrs;                                                              \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        T d = y[k], rest = d == 0 || (d == (T) -1 && (T) -1 < 1) ? 0 : x[k] % d; \
        ((T *) out[0])[k] = rest != 0 && (rest < 1) != (d < 1) ? (T) (rest + d) : rest;                                           \
      }                                                                        \
  }
REMAINDER_INTEGERS (i64, int64_t)
REMAINDER_INTEGERS (i32, int32_t)
REMAINDER_INTEGERS (u8, uint8_t)

static const RgPointwise remainder_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (remainder), [RG_I64] = { remainder_i64 }, [RG_I32] = { remainder_i32 }, [RG_U8] = { remainder_u8 } },
  .flags = RG_POINTWISE_NO_BOOL,
  .cost = 4,
};

/* --- gradients --- */

RG_GRADIENT_2 (remainder, void, 0, g, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_neg (rg_mul (g, rg_div_mode (x, y, "floor"))))

/* --- tables --- */

static const RgInput remainder_inputs[] = {
  { "input", "the dividend", 0 },
  { "other", "the divisor; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample remainder_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "4:=7,-7,7,-7 4:=3,3,-3,-3", NULL, "the sign of the divisor", RG_SAMPLE_NO_GRAD },
  { "i64*5:=7,-7,7,-7,7 i64*5:=3,3,-3,-3,0", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:=1,0,inf 3:=0,inf,2", NULL, "nan and infinities", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp remainder_op = {
  RG_POINTWISE_OP (remainder),
  RG_DIFFERENTIABLE (remainder),
  .summary = "The rest of a division, with the sign of the divisor.",
  .formula = "out = input - floor (input / other) * other",
  .gradient = "d input = d out; d other = -d out * floor (input / other)",
  .uses = RG_USES ("div", "mul", "neg"),
};

RG_MODULE (remainder, &remainder_op)
