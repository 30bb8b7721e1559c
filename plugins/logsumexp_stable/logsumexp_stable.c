/* logsumexp_stable.c: the logarithm of a sum of exponentials, in one pass.
 *
 *     out = log (sum over dim of exp (input))
 *     d input = d out * exp (input - out)
 *
 * The state of a reduction is the largest exponent so far and the sum of the
 * exponentials relative to it, so that nothing overflows and the data is read
 * once. Core cuts the data into fixed blocks and merges their states in a fixed
 * tree: the result does not depend on the number of threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- attributes --- */

typedef struct
{
  size_t struct_size;
  RgInts dim;
  bool has_dim;
  bool keepdim;
} LogsumexpAttrs;

static const LogsumexpAttrs logsumexp_stable_init = { .struct_size = sizeof (LogsumexpAttrs) };
static const RgAttr logsumexp_stable_attrs[] = {
  RG_ATTR_OPT (LogsumexpAttrs, dim, INTS, .doc = "the dimensions to reduce; absent or empty: all"),
  RG_ATTR (LogsumexpAttrs, keepdim, BOOL, "false", .doc = "keep them with size 1"),
  { .name = NULL },
};

/* --- kernels --- */

/* out = at + log (sum). A sum of 0 stands for no exponent but -inf; exponents of
 * +inf are not taken relative to themselves, which would be nan. The comparisons
 * are such that a nan becomes the largest, and stays. */
#define LOGSUMEXP(T, type)                                                     \
  typedef struct                                                               \
  {                                                                            \
    T at, sum;                                                                 \
  } State_##type;                                                              \
                                                                               \
  RG_INLINE State_##type                                                       \
  merge_##type (State_##type s, State_##type t)                                \
  {                                                                            \
    if (t.sum == 0)                                                            \
      return s;                                                                \
    if (s.sum == 0)                                                            \
      return t;                                                                \
    const bool up = !(t.at <= s.at) && s.at == s.at;                           \
    const T at = up ? t.at : s.at, below = up ? s.at : t.at;                   \
    const T scale = below == at ? 1 : rg_exp_##type (below - at);              \
    State_##type out = { at, up ? s.sum * scale + t.sum : s.sum + t.sum * scale }; \
    return out;                                                                \
  }                                                                            \
                                                                               \
  RG_INLINE State_##type                                                       \
  of_##type (T x)                                                              \
  {                                                                            \
    State_##type out = { x, x == -(T) INFINITY ? 0 : 1 };                      \
    return out;                                                                \
  }                                                                            \
                                                                               \
  RG_REDUCTION_KERNELS (logsumexp_##type, LogsumexpAttrs, T, State_##type,     \
                        of_##type (-(T) INFINITY), merge_##type (s, of_##type (x)), \
                        merge_##type (s, t))                                   \
                                                                               \
  static void                                                                  \
  finish_##type (size_t n, const void *states, void *out, int64_t count, const void *attrs) \
  {                                                                            \
    const State_##type *s = states;                                            \
    T *to = out;                                                               \
    (void) count;                                                              \
    (void) attrs;                                                              \
    for (size_t k = 0; k < n; k++)                                             \
      to[k] = s[k].sum == 0 ? -(T) INFINITY : s[k].at + rg_log_##type (s[k].sum); \
  }
LOGSUMEXP (float, f32)
LOGSUMEXP (double, f64)

static RgDType
logsumexp_compute (RgDType in, const void *attrs)
{
  (void) attrs;
  return rg_dtype_is_floating (in) ? in : RG_F32;
}

static const RgReduction logsumexp_reduction = {
  .rows = { [RG_F32] = RG_ROWS_OF (logsumexp_f32), [RG_F64] = RG_ROWS_OF (logsumexp_f64) },
  .columns = { [RG_F32] = RG_COLUMNS_OF (logsumexp_f32), [RG_F64] = RG_COLUMNS_OF (logsumexp_f64) },
  .combine = { [RG_F32] = logsumexp_f32_combine, [RG_F64] = logsumexp_f64_combine },
  .finish = { [RG_F32] = finish_f32, [RG_F64] = finish_f64 },
  .state_size = { [RG_F32] = sizeof (State_f32), [RG_F64] = sizeof (State_f64) },
  .compute = logsumexp_compute,
};

/* --- gradients --- */

/* exp (x - out), and 0 where all exponents are -inf. */
static RgTensor *
weights (RgTensor *x, RgTensor *out)
{
  return rg_exp (rg_sub (x, rg_where (rg_eq_scalar (out, -INFINITY), rg_zeros_like (out), out)));
}

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  const LogsumexpAttrs *a = rg_vjp_attrs (c);
  RgInts shape = rg_vjp_shape (c, i);
  RgTensor *g = rg_unreduce (rg_vjp_grad (c, 0), shape, a->has_dim, a->dim, a->keepdim);
  RgTensor *out = rg_unreduce (rg_vjp_output (c, 0), shape, a->has_dim, a->dim, a->keepdim);
  return rg_mul (g, weights (rg_vjp_input (c, i), out));
}

static const RgVjp logsumexp_stable_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), d_input },
  { 0, 0, NULL },
};

static RgTensor *
logsumexp_stable_jvp (RgJvpCall *c, size_t o)
{
  const LogsumexpAttrs *a = rg_jvp_attrs (c);
  RgTensor *x = rg_jvp_input (c, 0), *t = rg_jvp_tangent (c, 0);
  if (t == NULL)
    return NULL;
  RgTensor *out = rg_unreduce (rg_jvp_output (c, o), rg_tensor_shape (x), a->has_dim, a->dim, a->keepdim);
  RgSumAttrs sum = RG_SUM_ATTRS_INIT;
  sum.has_dim = a->has_dim;
  sum.dim = a->dim;
  sum.keepdim = a->keepdim;
  return rg_sum_with (rg_mul (t, weights (x, out)), &sum);
}

/* --- tables --- */

static const RgInput logsumexp_stable_inputs[] = { { "input", "the exponents", 0 }, { NULL, NULL, 0 } };

static const RgSample logsumexp_stable_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "3x4", "dim=1", NULL, 0 },
  { "3x4x2", "dim=0,2 keepdim=true", NULL, 0 },
  { "5x70", "dim=0", "columns", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", "dim=1", "no elements, none reduced", 0 },
  { "3:=1000,1000,-1000", NULL, "nothing overflows", RG_SAMPLE_NO_GRAD },
  { "2:=-inf,-inf", NULL, "a sum of zeros", RG_SAMPLE_NO_GRAD },
  { "0x3", "dim=0", "a sum of nothing: -inf", RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logsumexp_stable = {
  .struct_size = sizeof (RgOp),
  .name = "logsumexp_stable",
  .summary = "The logarithm of a sum of exponentials over dimensions, in one pass.",
  .formula = "out = log(sum over dim of exp(input))",
  .gradient = "d input = d out * exp(input - out)",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = logsumexp_stable_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (logsumexp_stable, LogsumexpAttrs),
  .reduction = &logsumexp_reduction,
  RG_DIFFERENTIABLE (logsumexp_stable),
  .samples = logsumexp_stable_samples,
  .uses = RG_USES ("mul", "exp", "sub", "eq", "where", "sum", "reshape", "expand"),
};

RG_MODULE (logsumexp_stable, &logsumexp_stable)
