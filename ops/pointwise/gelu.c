/* gelu.c: each element times the normal distribution's probability below it.
 *
 *     out = input * P (input), P (x) = (1 + erf (x / sqrt (2))) / 2
 *     d input = d out * (P (input) + input * p (input)), p (x) = P'(x)
 *
 * With approximate=tanh, P (x) = (1 + tanh (u)) / 2 where
 * u = sqrt (2 / pi) * (x + 0.044715 x^3).
 *
 * D. Hendrycks, K. Gimpel, "Gaussian error linear units" (2016).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

#define GELU_CUBE 0.044715
/* sqrt (2 / pi) and 1 / sqrt (2 pi) */
#define GELU_ROOT 0.79788456080286535588
#define GELU_DENSITY 0.39894228040143267794

static inline bool
gelu_is_tanh (const char *approximate)
{
  return approximate != NULL && strcmp (approximate, "tanh") == 0;
}

#define GELU_FLOATS(S, T)                                                      \
  RG_INLINE T gelu_u_##S (T x)                                                 \
  {                                                                            \
    return (T) GELU_ROOT * (x + (T) GELU_CUBE * (x * x * x));                  \
  }                                                                            \
  RG_INLINE T gelu_slope_##S (T x)                                             \
  {                                                                            \
    const T below = (T) 0.5 * (1 + rg_erf_##S (x * (T) M_SQRT1_2));            \
    return below + x * ((T) GELU_DENSITY * rg_exp_##S ((T) -0.5 * x * x));     \
  }                                                                            \
  RG_INLINE T gelu_tanh_slope_##S (T x)                                        \
  {                                                                            \
    const T t = rg_tanh_##S (gelu_u_##S (x));                                  \
    const T du = (T) GELU_ROOT * (1 + (T) (3 * GELU_CUBE) * (x * x));          \
    return (T) 0.5 * (1 + t) + (T) 0.5 * x * ((1 - t * t) * du);               \
  }                                                                            \
  RG_UNARY_BODY (gelu_erf_##S, void, T, T,                                     \
                 x * ((T) 0.5 * (1 + rg_erf_##S (x * (T) M_SQRT1_2))))         \
  RG_UNARY_BODY (gelu_tanh_##S, void, T, T,                                    \
                 (T) 0.5 * x * (1 + rg_tanh_##S (gelu_u_##S (x))))             \
  RG_INLINE void gelu_##S##_body (size_t n, void *const *out, const void *const *in, \
                                  const void *attrs)                           \
  {                                                                            \
    const RgGeluAttrs *a = attrs;                                              \
    if (gelu_is_tanh (a->approximate))                                         \
      gelu_tanh_##S##_body (n, out, in, attrs);                                \
    else                                                                       \
      gelu_erf_##S##_body (n, out, in, attrs);                                 \
  }                                                                            \
  RG_BINARY_BODY (gelu_erf_backward_##S, void, T, T, x * gelu_slope_##S (y))   \
  RG_BINARY_BODY (gelu_tanh_backward_##S, void, T, T, x * gelu_tanh_slope_##S (y)) \
  RG_INLINE void gelu_backward_##S##_body (size_t n, void *const *out,         \
                                           const void *const *in, const void *attrs) \
  {                                                                            \
    const RgGeluBackwardAttrs *a = attrs;                                      \
    if (gelu_is_tanh (a->approximate))                                         \
      gelu_tanh_backward_##S##_body (n, out, in, attrs);                       \
    else                                                                       \
      gelu_erf_backward_##S##_body (n, out, in, attrs);                        \
  }                                                                            \
  RG_CLONES (gelu_##S, gelu_##S##_body)                                        \
  RG_CLONES (gelu_backward_##S, gelu_backward_##S##_body)

GELU_FLOATS (f32, float)
GELU_FLOATS (f64, double)

static const RgPointwise gelu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (gelu) },
  .cost = 1,
};

static const RgPointwise gelu_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (gelu_backward) },
  .cost = 1.5,
};

/* --- gradients --- */

RG_GRADIENT (gelu, RgGeluAttrs, RG_SAVE_INPUT (0), rg_gelu_backward (g, x, a->approximate))

/* g times the second derivative at x: p (x) (2 - x^2) by erf. By tanh, with
 * t = tanh (u), t' = (1 - t^2) u' and t'' = (1 - t^2) (u'' - 2 t u'^2), it is
 * t' + x t'' / 2. */
static RgTensor *
gelu_bend (RgTensor *g, RgTensor *x, const RgGeluBackwardAttrs *a)
{
  RgTensor *square = rg_square (x);
  if (!gelu_is_tanh (a->approximate))
    {
      RgTensor *density = rg_mul_scalar (rg_exp (rg_mul_scalar (square, -0.5)), GELU_DENSITY);
      return rg_mul (g, rg_mul (density, rg_sub_from_scalar (2, square)));
    }
  RgTensor *cube = rg_mul (square, x);
  RgTensor *t = rg_tanh (rg_mul_scalar (rg_add_alpha (x, cube, GELU_CUBE), GELU_ROOT));
  RgTensor *du = rg_mul_scalar (rg_add_scalar (rg_mul_scalar (square, 3 * GELU_CUBE), 1),
                                GELU_ROOT);
  RgTensor *ddu = rg_mul_scalar (x, 6 * GELU_CUBE * GELU_ROOT);
  RgTensor *rest = rg_sub_from_scalar (1, rg_square (t));
  RgTensor *turn = rg_sub (ddu, rg_mul_scalar (rg_mul (t, rg_square (du)), 2));
  RgTensor *sum = rg_add (du, rg_mul_scalar (rg_mul (x, turn), 0.5));
  return rg_mul (g, rg_mul (rest, sum));
}

RG_GRADIENT_2 (gelu_backward, RgGeluBackwardAttrs,
               RG_SAVE_INPUT (1), rg_gelu_backward (g, y, a->approximate),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), gelu_bend (rg_mul (g, x), y, a))

/* --- tables --- */

static const RgInput gelu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgGeluAttrs gelu_init = RG_GELU_ATTRS_INIT;
static const RgAttr gelu_attrs[] = {
  RG_ATTR (RgGeluAttrs, approximate, STRING, "none", .choices = "none tanh",
           .doc = "whether tanh stands in for the error function"),
  { .name = NULL },
};

static const RgSample gelu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "approximate=tanh", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

static const RgInput gelu_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of gelu", 0 },
  { NULL, NULL, 0 },
};

static const RgGeluBackwardAttrs gelu_backward_init = RG_GELU_BACKWARD_ATTRS_INIT;
static const RgAttr gelu_backward_attrs[] = {
  RG_ATTR (RgGeluBackwardAttrs, approximate, STRING, "none", .choices = "none tanh",
           .doc = "whether tanh stands in for the error function"),
  { .name = NULL },
};

static const RgSample gelu_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3x4 3x4", "approximate=tanh", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp gelu_op = {
  RG_POINTWISE_OP (gelu),
  RG_DIFFERENTIABLE (gelu),
  RG_ATTRIBUTES (gelu, RgGeluAttrs),
  .summary = "Each element times the normal distribution's probability below it.",
  .formula = "out = input * (1 + erf (input / sqrt (2))) / 2; with approximate=tanh, "
             "out = input * (1 + tanh (sqrt (2 / pi) * (input + 0.044715 input^3))) / 2",
  .gradient = "d input = d out * (P + input * p), P = (1 + erf (input / sqrt (2))) / 2, "
              "p = e^(-input^2 / 2) / sqrt (2 pi)",
};

static const RgOp gelu_backward_op = {
  RG_POINTWISE_OP (gelu_backward),
  RG_DIFFERENTIABLE (gelu_backward),
  RG_ATTRIBUTES (gelu_backward, RgGeluBackwardAttrs),
  .summary = "The gradient of gelu, in one pass.",
  .formula = "out = grad_output * (P + input * p), P and p as in gelu",
  .gradient = "d grad_output = d out * (P + input * p); d input = d out * grad_output * p * "
              "(2 - input^2)",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("square", "mul", "exp", "sub", "add", "tanh", "expand"),
};

RG_MODULE (gelu, &gelu_op, &gelu_backward_op)
