/* norm-kernels.h: the kernels of normalisation for both floating types and every
 * instruction set.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef NORM_KERNELS_H
#define NORM_KERNELS_H

#include <retrograde-op.h>

/* What a kernel works on: some runs of elements, and the numbers of a map. */
typedef struct
{
  int64_t segments, stride;
  double mean, a, b, c;
} NormPart;

#define T float
#define FN(name) norm_##name##_f32
#include "norm-body.h"
#undef T
#undef FN
#define T double
#define FN(name) norm_##name##_f64
#include "norm-body.h"
#undef T
#undef FN

#define NORM_CLONES(name)                                                      \
  RG_CLONES (norm_##name##_f32, norm_##name##_body_f32)                        \
  RG_CLONES (norm_##name##_f64, norm_##name##_body_f64)                        \
  static const RgBlockFunc norm_##name##_kernels[2][RG_N_ISAS] __attribute__ ((unused)) \
      = { RG_CLONES_OF (norm_##name##_f32), RG_CLONES_OF (norm_##name##_f64) };

NORM_CLONES (sum)
NORM_CLONES (squares)
NORM_CLONES (dots)
NORM_CLONES (weighted_dots)
NORM_CLONES (scale)
NORM_CLONES (scale_each)
NORM_CLONES (spread)
NORM_CLONES (spread_each)
NORM_CLONES (gather)

#define NORM_KERNEL(name, wide) norm_##name##_kernels[wide][rg_isa ()]

/* --- elements of either type --- */

static inline double
norm_read (const void *data, int64_t i, bool wide)
{
  return wide ? ((const double *) data)[i] : (double) ((const float *) data)[i];
}

static inline void
norm_write (void *data, int64_t i, bool wide, double value)
{
  if (wide)
    ((double *) data)[i] = value;
  else
    ((float *) data)[i] = (float) value;
}

static inline const void *
norm_at (const void *data, int64_t i, bool wide)
{
  return data ? (const char *) data + i * (wide ? 8 : 4) : NULL;
}

static inline void *
norm_at_mut (void *data, int64_t i, bool wide)
{
  return (char *) data + i * (wide ? 8 : 4);
}

/* --- statistics --- */

/* Mean and biased variance of `count` elements in runs of n; in float32 each
 * result is rounded to it. */
static inline void
norm_moments (const void *x, int64_t n, int64_t segments, int64_t stride, bool wide, double *mean, double *var)
{
  NormPart p = { .segments = segments, .stride = stride };
  const double count = (double) (n * segments);
  union { float f; double d; } sum = { .d = 0 };
  void *const out[] = { &sum };
  const void *const in[] = { x };
  NORM_KERNEL (sum, wide) ((size_t) n, out, in, &p);
  *mean = p.mean = wide ? sum.d / count : (double) (float) ((double) sum.f / count);
  NORM_KERNEL (squares, wide) ((size_t) n, out, in, &p);
  *var = (wide ? sum.d : (double) sum.f) / count;
}

/* Sums of g (times weight) and of g (x - mean). */
static inline void
norm_dots (const void *x, const void *g, const void *weight, int64_t n, int64_t segments, int64_t stride, double mean,
           bool wide, double sums[2])
{
  const NormPart p = { .segments = segments, .stride = stride, .mean = mean };
  union { float f[2]; double d[2]; } pair;
  void *const out[] = { &pair };
  const void *const in[] = { x, g, weight };
  if (weight)
    NORM_KERNEL (weighted_dots, wide) ((size_t) n, out, in, &p);
  else
    NORM_KERNEL (dots, wide) ((size_t) n, out, in, &p);
  for (int i = 0; i < 2; i++)
    sums[i] = wide ? pair.d[i] : (double) pair.f[i];
}

/* --- checks that the operators share --- */

/* An optional input of `n` elements and the dtype of input 0, contiguous. */
static inline bool
norm_optional (RgCall *call, size_t i, const char *name, RgInts shape, RgTensor **t)
{
  *t = i < call->n_inputs ? call->inputs[i] : NULL;
  if (*t == NULL)
    return true;
  bool same = rg_tensor_ndim (*t) == shape.n;
  for (int d = 0; same && d < shape.n; d++)
    same = rg_tensor_size (*t, d) == shape.v[d];
  if (!same)
    return rg_call_fail (call, RG_ERROR_SHAPE, "%s must have the sizes that are normalised or counted by channel; the "
                         "first of them is %" G_GINT64_FORMAT, name, shape.n ? shape.v[0] : (int64_t) 1);
  if (rg_tensor_dtype (*t) != rg_tensor_dtype (call->inputs[0]))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s must be %s, as the input is", name,
                         rg_dtype_name (rg_tensor_dtype (call->inputs[0])));
  *t = rg_call_contiguous (call, i);
  return *t != NULL;
}

static inline const void *
norm_data (RgTensor *t)
{
  return t ? rg_tensor_data (t) : NULL;
}

/* --- forward mode --- */

/* Tangents of input, weight and bias, any of them NULL, and what the forward found,
 * all in sizes that broadcast with xhat; dims are those of the statistics. */
typedef struct
{
  RgTensor *t, *t_weight, *t_bias;
  RgTensor *xhat, *rstd, *weight;
  RgInts dims;
  bool fixed; /* the statistics do not depend on the input */
} NormTangents;

/* The tangent of the output. */
static inline RgTensor *
norm_tangent (const NormTangents *n)
{
  RgTensor *sum = n->t;
  if (n->t && !n->fixed)
    sum = rg_sub (rg_sub (n->t, rg_mean_dim (n->t, n->dims, true)),
                  rg_mul (n->xhat, rg_mean_dim (rg_mul (n->t, n->xhat), n->dims, true)));
  if (n->t)
    sum = rg_mul (sum, n->rstd);
  if (n->t && n->weight)
    sum = rg_mul (sum, n->weight);
  if (n->t_weight)
    {
      RgTensor *term = rg_mul (n->xhat, n->t_weight);
      sum = sum ? rg_add (sum, term) : term;
    }
  if (n->t_bias)
    sum = sum ? rg_add (sum, n->t_bias) : rg_expand (n->t_bias, rg_tensor_shape (n->xhat));
  return sum;
}

/* The tangent of the means (o = 1) or of one over the deviations (o = 2). */
static inline RgTensor *
norm_tangent_statistic (const NormTangents *n, size_t o)
{
  if (n->t == NULL || n->fixed)
    return NULL;
  if (o == 1)
    return rg_mean_dim (n->t, n->dims, true);
  return rg_neg (rg_mul (rg_square (n->rstd), rg_mean_dim (rg_mul (n->t, n->xhat), n->dims, true)));
}

static inline RgTensor *
norm_jvp_tangent (RgJvpCall *c, size_t i)
{
  return i < rg_jvp_n_inputs (c) ? rg_jvp_tangent (c, i) : NULL;
}

static inline RgTensor *
norm_jvp_input (RgJvpCall *c, size_t i)
{
  return i < rg_jvp_n_inputs (c) ? rg_jvp_input (c, i) : NULL;
}

static inline double
norm_cost (RgCall *call)
{
  return 200 + (double) rg_tensor_numel (call->inputs[0]);
}

/* Parts of n elements to a chunk: some 20 us. */
static inline int64_t
norm_grain (int64_t n)
{
  return MAX (1, 40000 / MAX (1, n));
}

#endif
