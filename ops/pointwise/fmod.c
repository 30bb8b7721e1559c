/* fmod.c: the rest of a division, with the sign of the dividend.
 *
 *     out = input - trunc (input / other) * other
 *     d input = d out
 *     d other = -d out * trunc (input / other)
 *
 * An integer divided by zero gives 0.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

RG_BINARY (fmod_f32, void, float, float, fmodf (x, y))
RG_BINARY (fmod_f64, void, double, double, fmod (x, y))

/* An integer divided by zero gives 0: a kernel cannot fail, and must not trap. */
#define FMOD_INTEGERS(S, T)                                                    \
  static void fmod_##S (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const T *x = in[0], *y = in[1];                                            \
    (void) attrs;                                                              \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        T d = y[k], rest = d == 0 || (d == (T) -1 && (T) -1 < 1) ? 0 : x[k] % d; \
        ((T *) out[0])[k] = rest;                                           \
      }                                                                        \
  }
FMOD_INTEGERS (i64, int64_t)
FMOD_INTEGERS (i32, int32_t)
FMOD_INTEGERS (u8, uint8_t)

static const RgPointwise fmod_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (fmod), [RG_I64] = { fmod_i64 }, [RG_I32] = { fmod_i32 }, [RG_U8] = { fmod_u8 } },
  .flags = RG_POINTWISE_NO_BOOL,
  .cost = 4,
};

/* --- gradients --- */

RG_GRADIENT_2 (fmod, void, 0, g, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_neg (rg_mul (g, rg_div_mode (x, y, "trunc"))))

/* --- tables --- */

static const RgInput fmod_inputs[] = {
  { "input", "the dividend", 0 },
  { "other", "the divisor; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample fmod_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "4:=7,-7,7,-7 4:=3,3,-3,-3", NULL, "the sign of the dividend", RG_SAMPLE_NO_GRAD },
  { "i64*5:=7,-7,7,-7,7 i64*5:=3,3,-3,-3,0", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:=1,0,inf 3:=0,inf,2", NULL, "nan and infinities", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp fmod_op = {
  RG_POINTWISE_OP (fmod),
  RG_DIFFERENTIABLE (fmod),
  .summary = "The rest of a division, with the sign of the dividend.",
  .formula = "out = input - trunc (input / other) * other",
  .gradient = "d input = d out; d other = -d out * trunc (input / other)",
  .uses = RG_USES ("div", "mul", "neg"),
};

RG_MODULE (fmod, &fmod_op)
