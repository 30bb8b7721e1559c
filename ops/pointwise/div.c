/* div.c: the quotient of two tensors, element by element.
 *
 *     out = input / other, with rounding_mode rounded down or towards zero
 *     d input = d out / other
 *     d other = -d out * out / other
 *     zero with rounding_mode
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

typedef enum
{
  DIV_TRUE,
  DIV_FLOOR,
  DIV_TRUNC
} DivMode;

static inline DivMode
div_mode (const RgDivAttrs *a)
{
  return !a->has_rounding_mode || a->rounding_mode == NULL ? DIV_TRUE
         : strcmp (a->rounding_mode, "floor") == 0 ? DIV_FLOOR : DIV_TRUNC;
}

/* Rounding the quotient would be wrong where the quotient itself was rounded up
 * to a whole number, so the remainder decides, as in Python. */
#define DIV_FLOATS(S, T, F)                                                    \
  RG_INLINE T div_floor_##S (T x, T y)                                         \
  {                                                                            \
    if (y == 0)                                                                \
      return x / y;                                                            \
    T rest = fmod##F (x, y), q = (x - rest) / y;                               \
    if (rest != 0 && (y < 0) != (rest < 0))                                    \
      q -= 1;                                                                  \
    if (q == 0)                                                                \
      return copysign##F (0, x / y);                                           \
    T down = floor##F (q);                                                     \
    return q - down > (T) 0.5 ? down + 1 : down;                               \
  }                                                                            \
  RG_BINARY_BODY (div_true_##S, void, T, T, x / y)                             \
  RG_BINARY_BODY (div_trunc_##S, void, T, T, trunc##F (x / y))                 \
  RG_INLINE void div_##S##_body (size_t n, void *const *out, const void *const *in, \
                                 const void *attrs)                            \
  {                                                                            \
    DivMode mode = div_mode (attrs);                                           \
    if (mode == DIV_TRUE)                                                      \
      div_true_##S##_body (n, out, in, attrs);                                 \
    else if (mode == DIV_TRUNC)                                                \
      div_trunc_##S##_body (n, out, in, attrs);                                \
    else                                                                       \
      for (size_t k = 0; k < n; k++)                                           \
        ((T *) out[0])[k] = div_floor_##S (((const T *) in[0])[k], ((const T *) in[1])[k]); \
  }                                                                            \
  RG_CLONES (div_##S, div_##S##_body)

/* Only with rounding_mode. An integer divided by zero gives 0: a kernel cannot
 * fail, and must not trap. */
#define DIV_INTEGERS(S, T)                                                     \
  static void div_##S (size_t n, void *const *out, const void *const *in,      \
                       const void *attrs)                                      \
  {                                                                            \
    bool down = div_mode (attrs) == DIV_FLOOR;                                 \
    const T *x = in[0], *y = in[1];                                            \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        T d = y[k];                                                            \
        ((T *) out[0])[k] = d == 0         ? 0                                 \
                            : d == (T) -1 && (T) -1 < 1 ? (T) (0u - (uint64_t) x[k]) \
                            : (T) (x[k] / d - (down && x[k] % d != 0 && (x[k] < 1) != (d < 1))); \
      }                                                                        \
  }

DIV_FLOATS (f32, float, f)
DIV_FLOATS (f64, double, )
DIV_INTEGERS (i64, int64_t)
DIV_INTEGERS (i32, int32_t)
DIV_INTEGERS (u8, uint8_t)

/* A true quotient of integers is floating; a rounded one is an integer. */
static unsigned
div_flags (const void *attrs)
{
  return div_mode (attrs) == DIV_TRUE ? RG_POINTWISE_FLOAT : RG_POINTWISE_NO_BOOL;
}

static const RgPointwise div_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (div),
               [RG_I64] = { div_i64 }, [RG_I32] = { div_i32 }, [RG_U8] = { div_u8 } },
  .flags_of = div_flags,
};

/* --- gradients --- */

static const char *
div_backward_name (RgCall *c)
{
  return div_mode (c->attrs) == DIV_TRUE ? "DivBackward0" : "DivBackward2";
}

RG_GRADIENT_2 (div, RgDivAttrs,
               RG_SAVE_INPUT (1), div_mode (a) == DIV_TRUE ? rg_div (g, y) : rg_zeros_like (g),
               RG_SAVE_INPUT (1) | RG_SAVE_OUTPUT (0),
               div_mode (a) == DIV_TRUE ? rg_neg (rg_mul (g, rg_div (out, y))) : rg_zeros_like (g))

/* --- tables --- */

static const RgInput div_inputs[] = {
  { "input", "the dividend", 0 },
  { "other", "the divisor; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgDivAttrs div_init = RG_DIV_ATTRS_INIT;
static const RgAttr div_attrs[] = {
  RG_ATTR_OPT (RgDivAttrs, rounding_mode, STRING, .choices = "floor trunc",
               .doc = "how to round; absent: not at all"),
  { .name = NULL },
};

static const RgSample div_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "3x4 4:p", "rounding_mode=floor", "steps: the gradient is zero", RG_SAMPLE_NO_GRAD },
  { "3x4 4:p", "rounding_mode=trunc", NULL, RG_SAMPLE_NO_GRAD },
  { "i64*4:=-7,7,-7,7 i64*4:=2,2,-2,0", "rounding_mode=floor", "integers stay integers", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:=1,2,3", NULL, "true quotients of integers are float32", RG_SAMPLE_NO_GRAD },
  { "3 3", "rounding_mode=up", "no such mode", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp div_op = {
  RG_POINTWISE_OP (div),
  RG_DIFFERENTIABLE (div),
  RG_ATTRIBUTES (div, RgDivAttrs),
  .summary = "Divides one tensor by another, element by element.",
  .formula = "out = input / other, with rounding_mode rounded down or towards zero",
  .gradient = "d input = d out / other; d other = -d out * out / other; zero with rounding_mode",
  .backward_name_of = div_backward_name,
  .uses = RG_USES ("neg", "mul", "add", "expand"),
};

RG_MODULE (div, &div_op)
