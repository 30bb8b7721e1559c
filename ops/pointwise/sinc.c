/* sinc.c: the normalised sinc function.
 *
 *     out = sin (pi * input) / (pi * input); 1 at 0
 *     d input = d out * (cos (pi * input) - out) / input
 *     0 at 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

#define SINC_BLOCK 256

/* pi x in float is PyTorch's argument, too. */
#define SINC(S, T)                                                             \
  static void sinc_##S (size_t n, void *const *out, const void *const *in,     \
                        const void *attrs)                                     \
  {                                                                            \
    T z[SINC_BLOCK], sine[SINC_BLOCK];                                         \
    (void) attrs;                                                              \
    for (size_t at = 0; at < n; at += SINC_BLOCK)                              \
      {                                                                        \
        const size_t m = MIN (SINC_BLOCK, n - at);                             \
        const T *x = (const T *) in[0] + at;                                   \
        T *o = (T *) out[0] + at;                                              \
        for (size_t k = 0; k < m; k++)                                         \
          z[k] = (T) M_PI * x[k];                                              \
        rg_sleef_sin_##S (m, sine, z);                                         \
        for (size_t k = 0; k < m; k++)                                         \
          o[k] = z[k] == 0 ? 1 : sine[k] / z[k];                               \
      }                                                                        \
  }

SINC (f32, float)
SINC (f64, double)

static const RgPointwise sinc_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (sinc) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 3,
};

/* (sin (z) / z - cos (z)) / z by its series, for |z| <= 1/2. */
RG_INLINE double
sinc_slope_near (double z)
{
  const double s = z * z;
  double y = 14.0 / 1307674368000.0;
  y = __builtin_fma (y, s, -12.0 / 6227020800.0);
  y = __builtin_fma (y, s, 10.0 / 39916800.0);
  y = __builtin_fma (y, s, -8.0 / 362880.0);
  y = __builtin_fma (y, s, 6.0 / 5040.0);
  y = __builtin_fma (y, s, -4.0 / 120.0);
  y = __builtin_fma (y, s, 2.0 / 6.0);
  return z * y;
}

#define SINC_BACKWARD(S, T)                                                    \
  static void sinc_backward_##S (size_t n, void *const *out, const void *const *in, \
                                 const void *attrs)                            \
  {                                                                            \
    T z[SINC_BLOCK], sine[SINC_BLOCK], cosine[SINC_BLOCK];                     \
    (void) attrs;                                                              \
    for (size_t at = 0; at < n; at += SINC_BLOCK)                              \
      {                                                                        \
        const size_t m = MIN (SINC_BLOCK, n - at);                             \
        const T *g = (const T *) in[0] + at, *x = (const T *) in[1] + at;      \
        T *o = (T *) out[0] + at;                                              \
        for (size_t k = 0; k < m; k++)                                         \
          z[k] = (T) M_PI * x[k];                                              \
        rg_sleef_sin_##S (m, sine, z);                                         \
        rg_sleef_cos_##S (m, cosine, z);                                       \
        for (size_t k = 0; k < m; k++)                                         \
          {                                                                    \
            const bool near = z[k] > (T) -0.5 && z[k] < (T) 0.5;               \
            const T slope = near ? (T) sinc_slope_near ((double) z[k])         \
                                 : (sine[k] / z[k] - cosine[k]) / z[k];        \
            o[k] = g[k] * ((T) -M_PI * slope);                                 \
          }                                                                    \
      }                                                                        \
  }

SINC_BACKWARD (f32, float)
SINC_BACKWARD (f64, double)

static const RgPointwise sinc_backward_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (sinc_backward) },
  .cost = 5,
};

/* --- gradients --- */

RG_GRADIENT (sinc, void, RG_SAVE_INPUT (0), rg_sinc_backward (g, x))

/* The second derivative of sinc. */
static RgTensor *
sinc_bend (RgTensor *x)
{
  RgTensor *some = rg_ne_scalar (x, 0), *safe = rg_where_scalar (some, x, 1);
  RgTensor *slope = rg_sinc_backward (rg_ones_like (x), x);
  RgTensor *bend = rg_sub (rg_mul_scalar (rg_sinc (x), -M_PI * M_PI),
                           rg_mul_scalar (rg_div (slope, safe), 2));
  return rg_where_scalar (some, bend, -M_PI * M_PI / 3);
}

RG_GRADIENT_2 (sinc_backward, void,
               RG_SAVE_INPUT (1), rg_sinc_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_mul (rg_mul (g, x), sinc_bend (y)))

/* --- tables --- */

static const RgInput sinc_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sinc_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-0.1,0,1", NULL, NULL, 0 },
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput sinc_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of sinc", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sinc_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3 3:=-0.1,0,1", NULL, NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp sinc_op = {
  RG_POINTWISE_OP (sinc),
  RG_DIFFERENTIABLE (sinc),
  .summary = "The normalised sinc function.",
  .formula = "out = sin (pi * input) / (pi * input); 1 at 0",
  .gradient = "d input = d out * (cos (pi * input) - out) / input; 0 at 0",
};

static const RgOp sinc_backward_op = {
  RG_POINTWISE_OP (sinc_backward),
  RG_DIFFERENTIABLE (sinc_backward),
  .summary = "The gradient of sinc, in one pass.",
  .formula = "out = grad_output * (cos (pi * input) - sinc (input)) / input; 0 at 0",
  .gradient = "d grad_output = the same of d out; d input = -d out * grad_output * (pi^2 * sinc "
              "(input) + 2 / input * d/dx sinc); -pi^2 / 3 at 0",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "ne", "where", "sub", "div", "add", "expand"),
};

RG_MODULE (sinc, &sinc_op, &sinc_backward_op)
