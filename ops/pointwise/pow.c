/* pow.c: one tensor to the power of another, element by element.
 *
 *     out = input ^ exponent
 *     d input = d out * exponent * input^(exponent - 1); 0 where exponent = 0
 *     d exponent = d out * out * log (input); 0 where input = 0 <= exponent
 *
 * Small whole exponents are products, and 1/2 is a square root: exact where the
 * general power is not, and many times faster. Which way an element takes
 * depends on its exponent alone, never on its neighbours.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "number.h"
#include "rg-sleef.h"

/* --- kernels --- */

#define POW_BLOCK 256

/* The exponents that need no general power, and what they give. */
#define POW_EASY(X, F)                                                         \
  X (0, 1) X (1, x) X (2, x * x) X (3, x * x * x) X (-1, 1 / x)                \
  X (-2, 1 / (x * x)) X (0.5f, sqrt##F (x))

/* m powers, at most POW_BLOCK; one exponent throughout is the usual case. */
#define POW_BLOCKS(S, T, F)                                                    \
  static inline bool pow_is_easy_##S (T e)                                     \
  {                                                                            \
    return e == 0 || e == 1 || e == 2 || e == 3 || e == -1 || e == -2 || e == (T) 0.5; \
  }                                                                            \
  RG_INLINE T pow_easy_##S (T x, T e)                                          \
  {                                                                            \
    POW_EASY (POW_EASY_VALUE, F)                                               \
    return x;                                                                  \
  }                                                                            \
  RG_INLINE void pow_block_##S (size_t m, T *restrict o, const T *x_, const T *e_) \
  {                                                                            \
    unsigned differ = 0, easy = 0;                                             \
    for (size_t k = 0; k < m; k++)                                             \
      differ |= e_[k] != e_[0];                                                \
    if (!differ && pow_is_easy_##S (e_[0]))                                    \
      {                                                                        \
        const T e = e_[0];                                                     \
        POW_EASY (POW_EASY_LOOP, F)                                            \
        return;                                                                \
      }                                                                        \
    for (size_t k = 0; differ && k < m; k++)                                   \
      easy |= pow_is_easy_##S (e_[k]);                                         \
    rg_sleef_pow_##S (m, o, x_, e_);                                           \
    for (size_t k = 0; easy && k < m; k++)                                     \
      if (pow_is_easy_##S (e_[k]))                                             \
        o[k] = pow_easy_##S (x_[k], e_[k]);                                    \
  }
#define POW_EASY_VALUE(exponent, value)                                        \
  if (e == exponent)                                                           \
    return value;
#define POW_EASY_LOOP(exponent, value)                                         \
  if (e == exponent)                                                           \
    for (size_t k = 0; k < m; k++)                                             \
      {                                                                        \
        const __typeof__ (*o) x = x_[k];                                       \
        (void) x;                                                              \
        o[k] = value;                                                          \
      }

POW_BLOCKS (f32, float, f)
POW_BLOCKS (f64, double, )

#define POW_FLOATS(S, T)                                                       \
  RG_INLINE void pow_##S##_body (size_t n, void *const *out, const void *const *in, \
                                 const void *attrs)                            \
  {                                                                            \
    (void) attrs;                                                              \
    for (size_t at = 0; at < n; at += POW_BLOCK)                               \
      pow_block_##S (MIN (POW_BLOCK, n - at), (T *) out[0] + at, (const T *) in[0] + at, \
                     (const T *) in[1] + at);                                  \
  }                                                                            \
  RG_CLONES (pow_##S, pow_##S##_body)

/* By squaring; a negative exponent gives 0, except of 1 and -1. */
#define POW_INTEGERS(S, T, U)                                                  \
  RG_INLINE T pow_of_##S (T x, T e)                                            \
  {                                                                            \
    U power = 1, base = (U) x;                                                 \
    if (e < (T) 1 && e != 0)                                                   \
      return x == 1 ? 1 : x != (T) -1 ? 0 : e % 2 ? x : 1;                     \
    for (; e; e /= 2, base = (U) ((uint64_t) base * base))                     \
      if (e % 2)                                                               \
        power = (U) ((uint64_t) power * base);                                 \
    return (T) power;                                                          \
  }                                                                            \
  static void pow_##S (size_t n, void *const *out, const void *const *in,      \
                       const void *attrs)                                      \
  {                                                                            \
    const T *x = in[0], *e = in[1];                                            \
    (void) attrs;                                                              \
    for (size_t k = 0; k < n; k++)                                             \
      ((T *) out[0])[k] = pow_of_##S (x[k], e[k]);                             \
  }

POW_FLOATS (f32, float)
POW_FLOATS (f64, double)
POW_INTEGERS (i64, int64_t, uint64_t)
POW_INTEGERS (i32, int32_t, uint32_t)
POW_INTEGERS (u8, uint8_t, uint8_t)

static const RgPointwise pow_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (pow), [RG_I64] = { pow_i64 }, [RG_I32] = { pow_i32 }, [RG_U8] = { pow_u8 } },
  .cost = 3,
};

/* grad_output * exponent * input^(exponent - 1) */
#define POW_BACKWARD(S, T)                                                     \
  RG_INLINE void pow_backward_##S##_body (size_t n, void *const *out,          \
                                          const void *const *in, const void *attrs) \
  {                                                                            \
    T less[POW_BLOCK], power[POW_BLOCK];                                       \
    (void) attrs;                                                              \
    for (size_t at = 0; at < n; at += POW_BLOCK)                               \
      {                                                                        \
        const size_t m = MIN (POW_BLOCK, n - at);                              \
        const T *g = (const T *) in[0] + at, *x = (const T *) in[1] + at;      \
        const T *e = (const T *) in[2] + at;                                   \
        T *o = (T *) out[0] + at;                                              \
        for (size_t k = 0; k < m; k++)                                         \
          less[k] = e[k] - 1;                                                  \
        pow_block_##S (m, power, x, less);                                     \
        for (size_t k = 0; k < m; k++)                                         \
          o[k] = e[k] == 0 ? 0 : g[k] * (e[k] * power[k]);                     \
      }                                                                        \
  }                                                                            \
  RG_CLONES (pow_backward_##S, pow_backward_##S##_body)

POW_BACKWARD (f32, float)
POW_BACKWARD (f64, double)

static const RgPointwise pow_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (pow_backward) },
  .cost = 3,
};

/* --- what is refused --- */

/* Negative powers are no integers. Of a tensor's elements PyTorch makes 0, 1 and -1. */
static bool
pow_shape (RgCall *call)
{
  const RgTensor *exponent = call->inputs[1];
  if (rg_tensor_is_number (exponent) && !rg_dtype_is_floating (rg_tensor_dtype (exponent)) && rg_item (exponent) < 0
      && !rg_dtype_is_floating (rg_tensor_dtype (call->inputs[0])))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "integers have no negative whole powers; convert them with rg_to, or use float_power");
  return true;
}

/* --- gradients --- */

static RgTensor *
pow_log (RgTensor *g, RgTensor *x)
{
  return rg_log (rg_tensor_is_number (x) ? number_in (x, rg_tensor_dtype (g)) : x);
}

/* log (0) stands against out = 0 there; the limit is 0, or -inf below 0. */
static RgTensor *
pow_exponent (RgTensor *g, RgTensor *x, RgTensor *y, RgTensor *out)
{
  RgTensor *flat = rg_mul (rg_eq_scalar (x, 0), rg_ge_scalar (y, 0));
  RgTensor *zero = rg_scalar (rg_tensor_dtype (g), 0);
  return rg_where (flat, zero, rg_mul (g, rg_mul (out, pow_log (g, x))));
}

RG_GRADIENT_2 (pow, void,
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_pow_backward (g, x, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_OUTPUT (0), pow_exponent (g, x, y, out))

static const char *
pow_backward_name (RgCall *c)
{
  return rg_tensor_is_number (c->inputs[1])   ? "PowBackward0"
         : rg_tensor_is_number (c->inputs[0]) ? "PowBackward2" : "PowBackward1";
}

/* d/d input: one more factor comes down; a constant or linear power has none. */
static RgTensor *
pow_backward_of_input (RgTensor *g, RgTensor *x, RgTensor *y, RgTensor *e)
{
  RgTensor *once = rg_mul (rg_mul (g, x), e);
  if (rg_tensor_is_number (e))
    return rg_item (e) == 0 ? rg_zeros_like (y) : rg_pow_backward (once, y, rg_wrapped_number (rg_item (e) - 1));
  RgTensor *flat = rg_eq_scalar (e, 0), *zero = rg_scalar (rg_tensor_dtype (g), 0);
  return rg_where (flat, zero, rg_pow_backward (once, y, rg_where (flat, zero, rg_sub_scalar (e, 1))));
}

/* d/d exponent of e x^(e - 1) is x^(e - 1) (1 + e log x). */
static RgTensor *
pow_backward_of_exponent (RgTensor *g, RgTensor *x, RgTensor *y, RgTensor *e)
{
  RgTensor *power = rg_pow (y, rg_sub_scalar (e, 1));
  RgTensor *slope = rg_mul (power, rg_add_scalar (rg_mul (e, pow_log (g, y)), 1));
  return rg_mul (rg_mul (g, x), slope);
}

RG_GRADIENT_3 (pow_backward, void,
               RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2), rg_pow_backward (g, y, z),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2), pow_backward_of_input (g, x, y, z),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2), pow_backward_of_exponent (g, x, y, z))

/* --- tables --- */

static const RgInput pow_inputs[] = {
  { "input", "the base", 0 },
  { "exponent", "the exponent; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample pow_samples[] = {
  RG_BINARY_SAMPLES (":p", ""),
  { "3x4 .:=2", NULL, "squares, of negative numbers too", RG_SAMPLE_NO_GRAD },
  { "3:=0,0,0 3:=0,2,-1", NULL, "powers of 0", RG_SAMPLE_NO_GRAD },
  { "i64*3:=-2,0,3 i64*3:=3,0,2", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools have no powers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput pow_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the base", 0 },
  { "exponent", "the exponent", 0 },
  { NULL, NULL, 0 },
};

static const RgSample pow_backward_samples[] = {
  { "3x4 3x4:p 3x4", NULL, NULL, 0 },
  { "3x4 4:p .:=3", NULL, "broadcast", 0 },
  { "0x3 3:p 3", NULL, "no elements", 0 },
  { "3 4 3", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp pow_op = {
  RG_POINTWISE_OP (pow),
  RG_DIFFERENTIABLE (pow),
  .shape = pow_shape,
  .summary = "Raises one tensor to the power of another, element by element.",
  .formula = "out = input ^ exponent",
  .gradient = "d input = d out * exponent * input^(exponent - 1), 0 where exponent = 0; "
              "d exponent = d out * out * log (input), 0 where input = 0 <= exponent",
  .backward_name_of = pow_backward_name,
  .uses = RG_USES ("where", "mul", "eq", "ge", "log", "add", "expand"),
};

static const RgOp pow_backward_op = {
  RG_POINTWISE_OP (pow_backward),
  RG_DIFFERENTIABLE (pow_backward),
  .summary = "The gradient of pow for its base, in one pass.",
  .formula = "out = grad_output * exponent * input^(exponent - 1), 0 where exponent = 0",
  .gradient = "d grad_output = d out * exponent * input^(exponent - 1); "
              "d input = d out * grad_output * exponent * (exponent - 1) * input^(exponent - 2); "
              "d exponent = d out * grad_output * input^(exponent - 1) * (1 + exponent * log (input))",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("where", "mul", "eq", "sub", "log", "add", "expand"),
};

RG_MODULE (pow, &pow_op, &pow_backward_op)
