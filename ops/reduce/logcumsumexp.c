/* logcumsumexp.c: the logarithms of running sums of exponentials.
 *
 *     out[k] = log (exp (input[0]) + .. + exp (input[k]))
 *     d input[k] = exp (input[k] - out[k]) * h[k]
 *     h[k] = d out[k] + exp (out[k] - out[k + 1]) * h[k + 1]
 *
 * out never falls, so no exponential in the gradient is above 1. h is the
 * recurrence that gradients of products use (cumprod.c).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scan.h"

/* --- kernels --- */

/* log (exp (a) + exp (b)): the larger, and what the smaller adds to it. Equal
 * infinities have no difference. */
#define LOG_ADD(T, type)                                                       \
  RG_INLINE T log_add_##type (T a, T b)                                        \
  {                                                                            \
    const T most = a > b || a != a ? a : b, least = a > b || a != a ? b : a;   \
    const T sum = most + rg_log1p_##type (rg_exp_##type (least - most));       \
    return most == least && (most == (T) INFINITY || most == -(T) INFINITY) ? most : sum; \
  }
LOG_ADD (float, f32)
LOG_ADD (double, f64)

SCAN_BODY (columns_f32, float, float, -INFINITY, log_add_f32 (s, x), false)
SCAN_BODY (columns_f64, double, double, -INFINITY, log_add_f64 (s, x), false)

/* A contiguous line, 32 elements at a time: exponentials relative to the largest so
 * far make the running sum plain. Where they could underflow (the largest grows by
 * FAR or more), or are not finite, one after the other as above. */
#define LINE(T, type, FAR)                                                     \
  RG_INLINE void line_##type##_body (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const LineStep *step = attrs;                                              \
    const T *p = in[0];                                                        \
    T *o = out[0], e[RG_LANES], s = -(T) INFINITY;                             \
    if (step->stride != 1)                                                     \
      {                                                                        \
        columns_##type##_body (n, out, in, attrs);                             \
        return;                                                                \
      }                                                                        \
    for (size_t k = 0; k < n; k += RG_LANES)                                   \
      {                                                                        \
        const size_t m = n - k < RG_LANES ? n - k : RG_LANES;                  \
        const T start = s > p[k] ? s : p[k];                                   \
        T most = start, least = start;                                         \
        for (size_t l = 0; l < RG_LANES; l++)                                  \
          {                                                                    \
            e[l] = l < m ? p[k + l] : start;                                   \
            most = e[l] > most ? e[l] : most;                                  \
            least = e[l] == e[l] ? least : e[l];                               \
          }                                                                    \
        if (!(most - start < (T) FAR && most < (T) INFINITY && least == least)) \
          {                                                                    \
            for (size_t l = 0; l < m; l++)                                     \
              o[k + l] = s = log_add_##type (s, p[k + l]);                     \
            continue;                                                          \
          }                                                                    \
        _Pragma ("omp simd") for (size_t l = 0; l < RG_LANES; l++)             \
          e[l] = rg_exp_##type (e[l] - most);                                  \
        T sum = rg_exp_##type (s - most);                                      \
        for (size_t l = 0; l < RG_LANES; l++)                                  \
          e[l] = sum += e[l];                                                  \
        _Pragma ("omp simd") for (size_t l = 0; l < RG_LANES; l++)             \
          e[l] = most + rg_log_##type (e[l]);                                  \
        for (size_t l = 0; l < m; l++)                                         \
          o[k + l] = e[l];                                                     \
        s = o[k + m - 1];                                                      \
      }                                                                        \
  }                                                                            \
  RG_CLONES (logcumsumexp_##type, line_##type##_body)
LINE (float, f32, 40)
LINE (double, f64, 300)

static const RgBlockFunc logcumsumexp_kernels[RG_N_DTYPES][RG_N_ISAS] = {
  [RG_F32] = RG_CLONES_OF (logcumsumexp_f32),
  [RG_F64] = RG_CLONES_OF (logcumsumexp_f64),
};

/* --- forward --- */

static bool
logcumsumexp_forward (RgCall *call)
{
  const RgLogcumsumexpAttrs *a = call->attrs;
  return scan_run (call, call->inputs[0], a->dim, logcumsumexp_kernels);
}

/* --- gradients --- */

/* exp (x - out), and 0 where out is still -inf. */
static RgTensor *
weight (RgTensor *x, RgTensor *out)
{
  RgTensor *none = rg_eq_scalar (out, -INFINITY), *zero = rg_zeros_like (out);
  RgTensor *w = rg_exp (rg_sub (rg_where (none, zero, x), rg_where (none, zero, out)));
  return rg_where (none, zero, w);
}

/* The factors of the recurrence: exp (out[k - 1] - out[k]). */
static RgTensor *
factors (RgTensor *out, int64_t dim)
{
  RgTensor *before = scan_shifted (out, dim, -INFINITY);
  RgTensor *none = rg_eq_scalar (before, -INFINITY), *zero = rg_zeros_like (out);
  RgTensor *f = rg_exp (rg_sub (rg_where (none, zero, before), rg_where (none, zero, out)));
  return rg_where (none, zero, f);
}

static RgTensor *
logcumsumexp_input (RgVjpCall *c, size_t i)
{
  int64_t dim = RG_ATTRS (RgLogcumsumexpAttrs)->dim;
  RgTensor *x = rg_vjp_input (c, i), *out = rg_vjp_output (c, 0);
  return rg_mul (weight (x, out), rg_cumprod_backward (rg_vjp_grad (c, 0), factors (out, dim), dim, true));
}

static const RgVjp logcumsumexp_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), logcumsumexp_input },
  { 0, 0, NULL },
};

/* u[k] = exp (x[k] - out[k]) t[k] + exp (out[k - 1] - out[k]) u[k - 1]. */
static RgTensor *
logcumsumexp_jvp (RgJvpCall *c, size_t o)
{
  const RgLogcumsumexpAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0), *out = rg_jvp_output (c, o);
  if (t == NULL)
    return NULL;
  return rg_cumprod_backward (rg_mul (weight (rg_jvp_input (c, 0), out), t), factors (out, a->dim), a->dim, false);
}

/* --- tables --- */

static const RgInput logcumsumexp_inputs[] = {
  { "input", "the exponents", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgLogcumsumexpAttrs logcumsumexp_init = RG_LOGCUMSUMEXP_ATTRS_INIT;
static const RgAttr logcumsumexp_attrs[] = {
  RG_ATTR (RgLogcumsumexpAttrs, dim, INT, NULL, .doc = "the dimension to sum along"),
  { .name = NULL },
};

static const RgSample logcumsumexp_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=0", "down the columns", 0 },
  { "3:=1000,1001,-1000", "dim=0", "nothing overflows", RG_SAMPLE_NO_GRAD },
  { "3:=-inf,-inf,1", "dim=0", "zeros at the beginning", RG_SAMPLE_NO_GRAD },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=0", "no elements", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logcumsumexp = {
  .struct_size = sizeof (RgOp),
  .name = "logcumsumexp",
  .summary = "The logarithms of running sums of exponentials along a dimension.",
  .formula = "out[k] = log(exp(input[0]) + .. + exp(input[k]))",
  .gradient = "d input[k] = exp(input[k] - out[k]) * h[k]; h[k] = d out[k] + exp(out[k] - out[k + 1]) * h[k + 1]",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = logcumsumexp_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (logcumsumexp, RgLogcumsumexpAttrs),
  .forward = logcumsumexp_forward,
  .vjp = logcumsumexp_vjps,
  .jvp = logcumsumexp_jvp,
  .samples = logcumsumexp_samples,
  .uses = RG_USES ("cumprod_backward", "exp", "sub", "mul", "eq", "where", "narrow", "cat"),
};

RG_MODULE (logcumsumexp, &logcumsumexp)
