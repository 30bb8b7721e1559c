/* clip.c: bringing gradients down to a norm or into a range.
 *
 * A norm is summed in float64, in 16 lanes over blocks that vector.c merges: the
 * bits depend neither on threads nor on the instruction set.
 *
 * Order: block kernels; gradients; the public functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"
#include "rg-parallel.h"

#define LANES 16
/* Elements per chunk of a parallel loop. */
#define GRAIN 32768

/* --- block kernels --- */

/* Adds `term` of every element into out[0], one double. */
#define SUM(name, T, S, start, joined, merged)                                 \
  RG_INLINE void name##_##S##_body (size_t n, void *const *out,                \
                                    const void *const *in, const void *attrs)  \
  {                                                                            \
    const T *x = in[0];                                                        \
    double lane[LANES];                                                        \
    (void) attrs;                                                              \
    for (int l = 0; l < LANES; l++)                                            \
      lane[l] = start;                                                         \
    size_t i = 0;                                                              \
    for (; i + LANES <= n; i += LANES)                                         \
      {                                                                        \
        _Pragma ("omp simd") for (int l = 0; l < LANES; l++)                   \
        {                                                                      \
          const double v = x[i + (size_t) l], s = lane[l];                     \
          lane[l] = joined;                                                    \
        }                                                                      \
      }                                                                        \
    for (int l = 0; i < n; i++, l++)                                           \
      {                                                                        \
        const double v = x[i], s = lane[l];                                    \
        lane[l] = joined;                                                      \
      }                                                                        \
    for (int h = LANES / 2; h; h /= 2)                                         \
      for (int l = 0; l < h; l++)                                              \
        {                                                                      \
          const double s = lane[l], v = lane[l + h];                           \
          lane[l] = merged;                                                    \
        }                                                                      \
    *(double *) out[0] = lane[0];                                              \
  }                                                                            \
  RG_CLONES (name##_##S, name##_##S##_body)

SUM (squares, float, f32, 0, s + v * v, s + v)
SUM (squares, double, f64, 0, s + v * v, s + v)
SUM (sizes, float, f32, 0, s + rg_size_f64 (v), s + v)
SUM (sizes, double, f64, 0, s + rg_size_f64 (v), s + v)
SUM (largest, float, f32, 0, rg_larger_f64 (s, rg_size_f64 (v)), rg_larger_f64 (s, v))
SUM (largest, double, f64, 0, rg_larger_f64 (s, rg_size_f64 (v)), rg_larger_f64 (s, v))

/* Any other power, of which attrs[0] is the exponent; nobody waits for it. */
#define POWERS(T, S)                                                           \
  static void powers_##S (size_t n, void *const *out, const void *const *in,   \
                          const void *attrs)                                   \
  {                                                                            \
    const T *x = in[0];                                                        \
    double sum = 0;                                                            \
    for (size_t i = 0; i < n; i++)                                             \
      sum += rg_power (fabs ((double) x[i]), *(const double *) attrs);         \
    *(double *) out[0] = sum;                                                  \
  }
POWERS (float, f32)
POWERS (double, f64)

static const RgBlockFunc sums[4][2][RG_N_ISAS] = {
  { RG_CLONES_OF (squares_f32), RG_CLONES_OF (squares_f64) },
  { RG_CLONES_OF (sizes_f32), RG_CLONES_OF (sizes_f64) },
  { RG_CLONES_OF (largest_f32), RG_CLONES_OF (largest_f64) },
  { { powers_f32, powers_f32, powers_f32 }, { powers_f64, powers_f64, powers_f64 } },
};

#define CHANGE(name, T, S, expression)                                         \
  RG_INLINE void name##_##S##_body (size_t n, void *const *out,                \
                                    const void *const *in, const void *attrs)  \
  {                                                                            \
    T *restrict x = out[0];                                                    \
    const T a = (T) * (const double *) attrs;                                  \
    (void) in;                                                                 \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      const T v = x[i];                                                        \
      x[i] = expression;                                                       \
    }                                                                          \
  }                                                                            \
  RG_CLONES (name##_##S, name##_##S##_body)

CHANGE (scale, float, f32, v *a)
CHANGE (scale, double, f64, v *a)
CHANGE (limit, float, f32, v > a ? a : v < -a ? -a : v)
CHANGE (limit, double, f64, v > a ? a : v < -a ? -a : v)

static const RgBlockFunc changes[2][2][RG_N_ISAS] = {
  { RG_CLONES_OF (scale_f32), RG_CLONES_OF (scale_f64) },
  { RG_CLONES_OF (limit_f32), RG_CLONES_OF (limit_f64) },
};

/* --- gradients --- */

typedef struct
{
  RgBlockFunc fn;
  char *data;
  size_t esize;
  int64_t n;
  double argument;
} Work;

static void
change_range (int64_t begin, int64_t end, void *payload)
{
  const Work *w = payload;
  void *out = w->data + (size_t) begin * w->esize;
  w->fn ((size_t) (end - begin), &out, NULL, &w->argument);
}

static Work
work_on (RgTensor *grad, const RgBlockFunc kernels[2][RG_N_ISAS], double argument)
{
  const RgDType dtype = rg_tensor_dtype (grad);
  return (Work){ .fn = kernels[dtype == RG_F64][rg_isa ()],
                 .data = rg_tensor_data (grad),
                 .esize = rg_dtype_size (dtype),
                 .n = rg_tensor_numel (grad),
                 .argument = argument };
}

/* Writes every gradient; one that is not contiguous is first replaced by a
 * contiguous copy, since several of its elements may be one in memory. */
static bool
change_all (RgTensor *const *params, size_t n, const RgBlockFunc kernels[2][RG_N_ISAS],
            double argument, GError **error)
{
  RG_NO_GRAD;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *grad = rg_grad (params[i]);
      if (grad == NULL)
        continue;
      if (!rg_tensor_is_contiguous (grad))
        {
          RgTensor *copy = rg_contiguous (grad);
          if (copy == NULL)
            return rg_scope_check (scope, error);
          rg_set_grad (params[i], copy);
          grad = copy;
        }
      Work w = work_on (grad, kernels, argument);
      rg_parallel_for (w.n, GRAIN, change_range, &w);
      rg_tensor_bump_version (grad);
    }
  return true;
}

/* The sum of powers over all gradients, or the largest; the caller takes the
 * root. */
static bool
sum_all (RgTensor *const *params, size_t n, double norm_type, double *total, GError **error)
{
  RG_NO_GRAD;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const bool largest = isinf (norm_type);
  const int which = norm_type == 2 ? 0 : norm_type == 1 ? 1 : largest ? 2 : 3;
  g_autofree double *each = g_new0 (double, n + 1);
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *grad = rg_grad (params[i]);
      if (grad == NULL)
        continue;
      if (!rg_dtype_is_floating (rg_tensor_dtype (grad)))
        {
          g_set_error (error, RG_ERROR, RG_ERROR_DTYPE,
                       "gradient %" G_GSIZE_FORMAT " is %s; it must be float32 or float64", i,
                       rg_dtype_name (rg_tensor_dtype (grad)));
          return false;
        }
      grad = rg_contiguous (grad);
      if (grad == NULL)
        return rg_scope_check (scope, error);
      Work w = work_on (grad, sums[which], norm_type);
      each[i] = rg_optim_reduce (w.fn, w.n, w.esize, w.data, NULL, &w.argument, largest);
    }
  *total = rg_optim_tree (each, (int64_t) n, largest);
  return true;
}

/* --- the public functions --- */

bool
rg_clip_grad_norm (RgTensor *const *params, size_t n, double max_norm, double norm_type,
                   double *total, GError **error)
{
  if (!(max_norm >= 0) || !(norm_type > 0))
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_clip_grad_norm: max_norm must be at least 0, norm_type above 0");
      return false;
    }
  double norm = 0;
  if (!sum_all (params, n, norm_type, &norm, error))
    return false;
  if (norm_type == 2)
    norm = sqrt (norm);
  else if (norm_type != 1 && !isinf (norm_type))
    norm = rg_power (norm, 1 / norm_type);
  if (total)
    *total = norm;
  /* PyTorch multiplies even where nothing is to be done, by 1; a nan spreads. */
  const double factor = max_norm / (norm + 1e-6);
  return factor >= 1 || change_all (params, n, changes[0], factor, error);
}

bool
rg_clip_grad_value (RgTensor *const *params, size_t n, double limit, GError **error)
{
  if (!(limit >= 0))
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_clip_grad_value: limit must be at least 0");
      return false;
    }
  return change_all (params, n, changes[1], limit, error);
}
