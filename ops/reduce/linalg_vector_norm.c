/* linalg_vector_norm.c: the p-norm over all dimensions, or some.
 *
 *     out = (sum of |input|^p over dim)^(1/p)
 *     p = inf, -inf: the largest and the least |input|; p = 0: how many are not 0
 *     d input = d out * sign (input) * (|input| / out)^(p - 1), and 0 where out is 0;
 *     for p = inf and -inf it is spread evenly over ties; for p = 0 it is 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"
#include <rg-sleef.h>

/* --- kernels: a set for each p that needs no power --- */

#define MAGNITUDE(x) ((x) < 0 ? -(x) : (x))
/* NaN wins. */
#define LARGER(s, x) ((x) > (s) || (x) != (x) ? (x) : (s))
#define LESSER(s, x) ((x) < (s) || (x) != (x) ? (x) : (s))

#define NORM_KERNELS(T, type)                                                  \
  RG_REDUCTION_KERNELS (count_##type, void, T, T, 0, s + (x != 0), s + t)      \
  RG_REDUCTION_KERNELS (one_##type, void, T, T, 0, s + MAGNITUDE (x), s + t)   \
  RG_REDUCTION_KERNELS (two_##type, void, T, T, 0, s + x * x, s + t)           \
  RG_REDUCTION_KERNELS (three_##type, void, T, T, 0, s + MAGNITUDE (x) * (x * x), s + t) \
  RG_REDUCTION_KERNELS (most_##type, void, T, T, 0, LARGER (s, MAGNITUDE (x)), LARGER (s, t)) \
  RG_REDUCTION_KERNELS (least_##type, void, T, T, (T) INFINITY, LESSER (s, MAGNITUDE (x)), LESSER (s, t))
NORM_KERNELS (float, f32)
NORM_KERNELS (double, f64)

enum { COUNT, ONE, TWO, THREE, MOST, LEAST, POWER };

static int
variant_of (const RgLinalgVectorNormAttrs *a)
{
  return a->ord == 0 ? COUNT : a->ord == 1 ? ONE : a->ord == 2 ? TWO : a->ord == 3 ? THREE
         : a->ord == INFINITY ? MOST : a->ord == -INFINITY ? LEAST : POWER;
}

typedef void (*Rows) (size_t n, const void *in, void *state, const void *attrs);
typedef void (*Columns) (size_t rows, size_t n, size_t stride, const void *in, void *states, const void *attrs);

/* Any other p: the powers of a block, then the sum that p = 1 takes. A column is
 * brought together first. Blocks have at most 4096 elements. */
#define NORM_POWER(T, type)                                                    \
  static void power_rows_##type (size_t n, size_t stride, const T *p, T *state, double exponent, Rows sum) \
  {                                                                            \
    T base[4096], power[4096];                                                 \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        base[k] = MAGNITUDE (p[k * stride]);                                   \
        power[k] = (T) exponent;                                               \
      }                                                                        \
    rg_sleef_pow_##type (n, power, base, power);                               \
    sum (n, power, state, NULL);                                               \
  }                                                                            \
  static void norm_rows_any_##type (size_t n, const void *in, void *state, const void *attrs, \
                                    const Rows *rows)                          \
  {                                                                            \
    const RgLinalgVectorNormAttrs *a = attrs;                                              \
    int variant = variant_of (a);                                              \
    if (variant == POWER)                                                      \
      power_rows_##type (n, 1, in, state, a->ord, rows[ONE]);                    \
    else                                                                       \
      rows[variant](n, in, state, attrs);                                      \
  }                                                                            \
  static void norm_columns_any_##type (size_t count, size_t n, size_t stride, const void *in, void *states, \
                                       const void *attrs, const Columns *columns, Rows sum) \
  {                                                                            \
    const RgLinalgVectorNormAttrs *a = attrs;                                              \
    int variant = variant_of (a);                                              \
    if (variant != POWER)                                                      \
      columns[variant](count, n, stride, in, states, attrs);                   \
    else                                                                       \
      for (size_t c = 0; c < n; c++)                                           \
        power_rows_##type (count, stride, (const T *) in + c, (T *) states + c, a->ord, sum); \
  }
NORM_POWER (float, f32)
NORM_POWER (double, f64)

#define NORM_ISA(type, isa)                                                    \
  static void norm_##type##_rows_##isa (size_t n, const void *in, void *state, const void *attrs) \
  {                                                                            \
    static const Rows rows[] = { count_##type##_rows_##isa, one_##type##_rows_##isa, \
                                 two_##type##_rows_##isa, three_##type##_rows_##isa, \
                                 most_##type##_rows_##isa, least_##type##_rows_##isa }; \
    norm_rows_any_##type (n, in, state, attrs, rows);                          \
  }                                                                            \
  static void norm_##type##_columns_##isa (size_t count, size_t n, size_t stride, const void *in, \
                                           void *states, const void *attrs)    \
  {                                                                            \
    static const Columns columns[] = { count_##type##_columns_##isa, one_##type##_columns_##isa, \
                                       two_##type##_columns_##isa, three_##type##_columns_##isa, \
                                       most_##type##_columns_##isa, least_##type##_columns_##isa }; \
    norm_columns_any_##type (count, n, stride, in, states, attrs, columns, one_##type##_rows_##isa); \
  }
#define NORM_COMBINE(type)                                                     \
  static void norm_##type##_combine (size_t n, void *states, const void *others, const void *attrs) \
  {                                                                            \
    static void (*const combine[]) (size_t, void *, const void *, const void *) \
        = { count_##type##_combine, one_##type##_combine, two_##type##_combine, three_##type##_combine, \
            most_##type##_combine, least_##type##_combine, one_##type##_combine }; \
    combine[variant_of (attrs)](n, states, others, attrs);                     \
  }
#define NORM_FINISH(T, type)                                                   \
  static void finish_##type (size_t n, const void *states, void *out, int64_t count, const void *attrs) \
  {                                                                            \
    const RgLinalgVectorNormAttrs *a = attrs;                                              \
    int variant = variant_of (a);                                              \
    (void) count;                                                              \
    memcpy (out, states, n * sizeof (T));                                      \
    for (size_t k = 0; k < n && (variant == TWO || variant == THREE || variant == POWER); k++) \
      {                                                                        \
        T x = ((T *) out)[k], inverse = (T) (1 / a->ord);                        \
        if (variant == TWO)                                                    \
          ((T *) out)[k] = (T) sqrt ((double) x);                              \
        else                                                                   \
          rg_sleef_pow_##type (1, (T *) out + k, &x, &inverse);                \
      }                                                                        \
  }
NORM_ISA (f32, base)
NORM_ISA (f32, v3)
NORM_ISA (f32, v4)
NORM_ISA (f64, base)
NORM_ISA (f64, v3)
NORM_ISA (f64, v4)
NORM_FINISH (float, f32)
NORM_FINISH (double, f64)
NORM_COMBINE (f32)
NORM_COMBINE (f64)

static RgDType
norm_compute (RgDType in, const void *attrs)
{
  const RgLinalgVectorNormAttrs *a = attrs;
  return a->has_dtype ? a->dtype : in;
}

/* As default, but the extremes of nothing are an error. */
static int
norm_dims (RgCall *call, int64_t *dims, bool *keepdim)
{
  const RgLinalgVectorNormAttrs *a = call->attrs;
  RgInts shape = rg_tensor_shape (call->inputs[0]);
  int n = a->has_dim ? (int) a->dim.n : 0;
  if (!rg_dtype_is_floating (rg_tensor_dtype (call->inputs[0])))
    {
      rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported, whatever dtype says; expected float32 or float64",
                    rg_dtype_name (rg_tensor_dtype (call->inputs[0])));
      return -1;
    }
  if (n > RG_MAX_DIMS || (a->has_dim && a->dim.n > RG_MAX_DIMS))
    {
      rg_call_fail (call, RG_ERROR_ARGUMENT, "more than %d dims", RG_MAX_DIMS);
      return -1;
    }
  for (int i = 0; i < n; i++)
    {
      dims[i] = a->dim.v[i];
      if (rg_call_dim (call, dims[i], (int) shape.n) < 0)
        return -1;
    }
  *keepdim = a->keepdim;
  if ((a->ord < 0 || a->ord == INFINITY) && reduced_count (shape, a->has_dim, a->dim) == 0)
    {
      rg_call_fail (call, RG_ERROR_SHAPE, "p = inf and p < 0 have no norm of nothing");
      return -1;
    }
  return n;
}

static const RgReduction norm_reduction = {
  REDUCE_FLOAT_KERNELS (norm, finish),
  .state_size = { [RG_F32] = 4, [RG_F64] = 8 },
  .compute = norm_compute,
  .dims = norm_dims,
};

/* --- gradients --- */

/* g d out / d input; out and g have the reduced dimensions with size 1. */
static RgTensor *
norm_gradient (RgTensor *x, RgTensor *out, RgTensor *g, const RgLinalgVectorNormAttrs *a)
{
  RgTensor *zero = rg_eq_scalar (out, 0), *one = rg_ones_like (out);
  switch (variant_of (a))
    {
    case COUNT:
      return NULL;
    case ONE:
      return rg_mul (rg_sign (x), g);
    case TWO:
      return rg_mul (x, rg_div (g, rg_where (zero, one, out)));
    case MOST:
    case LEAST:
      {
        /* nan, where it is the extreme, ties with nan. */
        RgTensor *ties = rg_where (rg_ne (out, out), rg_ne (x, x), rg_eq (rg_abs (x), out));
        ties = rg_to (ties, rg_tensor_dtype (x));
        RgTensor *each = rg_div (g, reduced_sum (ties, a->has_dim, a->dim, true));
        return rg_mul (rg_mul (rg_sign (x), ties), each);
      }
    default:
      break;
    }
  if (a->ord >= 2)
    {
      RgTensor *scale = rg_div (g, rg_pow_scalar (rg_where (zero, one, out), a->ord - 1));
      return rg_mul (rg_mul (x, rg_pow_scalar (rg_abs (x), a->ord - 2)), scale);
    }
  if (a->ord > 1)
    {
      RgTensor *scale = rg_div (g, rg_pow_scalar (rg_where (zero, one, out), a->ord - 1));
      return rg_mul (rg_mul (rg_sign (x), rg_pow_scalar (rg_abs (x), a->ord - 1)), scale);
    }
  /* |x|^(p - 1) is infinite at 0, where the subgradient is 0. */
  RgTensor *safe = rg_where (rg_eq_scalar (x, 0), rg_ones_like (x), rg_abs (x));
  RgTensor *scale = rg_mul (g, rg_pow_scalar (out, 1 - a->ord));
  return rg_mul (rg_mul (rg_sign (x), rg_pow_scalar (safe, a->ord - 1)), scale);
}

static RgTensor *
norm_input (RgVjpCall *c, size_t i)
{
  const RgLinalgVectorNormAttrs *a = rg_vjp_attrs (c);
  RgTensor *x = rg_vjp_input (c, i), *out = rg_vjp_output (c, 0);
  RgInts shape = rg_vjp_shape (c, i);
  if (x == NULL || out == NULL)
    return NULL;
  if (a->has_dtype)
    x = rg_to (x, a->dtype);
  return norm_gradient (x, reduced_kept (out, shape, a->has_dim, a->dim, a->keepdim),
                        reduced_kept (rg_vjp_grad (c, 0), shape, a->has_dim, a->dim, a->keepdim), a);
}

static const RgVjp norm_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), norm_input },
  { 0, 0, NULL },
};

static RgTensor *
norm_jvp (RgJvpCall *c, size_t o)
{
  const RgLinalgVectorNormAttrs *a = rg_jvp_attrs (c);
  RgTensor *x = rg_jvp_input (c, 0), *t = rg_jvp_tangent (c, 0), *out = rg_jvp_output (c, o);
  if (t == NULL)
    return NULL;
  RgInts shape = rg_tensor_shape (x);
  RgDType dtype = rg_tensor_dtype (out);
  out = reduced_kept (out, shape, a->has_dim, a->dim, a->keepdim);
  RgTensor *w = norm_gradient (rg_to (x, dtype), out, rg_ones_like (out), a);
  return w ? reduced_sum (rg_mul (w, rg_to (t, dtype)), a->has_dim, a->dim, a->keepdim) : NULL;
}

/* --- tables --- */

static const RgInput linalg_vector_norm_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgLinalgVectorNormAttrs linalg_vector_norm_init = RG_LINALG_VECTOR_NORM_ATTRS_INIT;
static const RgAttr linalg_vector_norm_attrs[] = {
  RG_ATTR (RgLinalgVectorNormAttrs, ord, FLOAT, "2", .doc = "the order; also 0, inf, -inf"),
  REDUCE_DIM_ATTRS (RgLinalgVectorNormAttrs),
  RG_ATTR_OPT (RgLinalgVectorNormAttrs, dtype, DTYPE, .doc = "the element type to compute in"),
  { .name = NULL },
};

static const RgSample linalg_vector_norm_samples[] = {
  REDUCE_SAMPLES (""),
  { "3x4", "ord=1 dim=0", NULL, 0 },
  { "3x4", "ord=3 dim=1", NULL, 0 },
  { "3x4:p", "ord=2.5", "any other power", 0 },
  { "3x4:p", "ord=1.5 dim=0", NULL, 0 },
  { "3x4:p", "ord=0.5 dim=1", NULL, 0 },
  { "3x4:p", "ord=-2", "a negative power", 0 },
  { "3x4:s", "ord=inf dim=1", NULL, 0 },
  { "3x4:s", "ord=-inf dim=0", NULL, 0 },
  { "3x4", "dim=0,1", "the Frobenius norm", 0 },
  { "3x4", "ord=0", "how many are not zero", 0 },
  { "3:z", NULL, "the subgradient at 0 is 0", RG_SAMPLE_NO_GRAD },
  { "0x3", "dim=0", "the norm of nothing is 0", 0 },
  { "0x3", "ord=inf dim=0", "no largest of nothing", RG_SAMPLE_ERROR },
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp linalg_vector_norm = {
  .struct_size = sizeof (RgOp),
  .name = "linalg_vector_norm",
  .summary = "The p-norm over all dimensions, or over some.",
  .formula = "out = (sum over dim of |input|^p)^(1/p)",
  .gradient = "d input = d out * sign(input) * (|input| / out)^(p - 1), 0 where out is 0",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = linalg_vector_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (linalg_vector_norm, RgLinalgVectorNormAttrs),
  .reduction = &norm_reduction,
  .vjp = norm_vjps,
  .jvp = norm_jvp,
  .samples = linalg_vector_norm_samples,
  .uses = RG_USES ("eq", "where", "sign", "abs", "mul", "div", "pow", "sum", "reshape"),
};

RG_MODULE (linalg_vector_norm, &linalg_vector_norm)
