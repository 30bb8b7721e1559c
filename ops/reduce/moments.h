/* moments.h: what var, std, var_mean and std_mean have in common.
 *
 * A block gives its mean and the sum of the squares around it. The mean is taken
 * relative to the first element: equal numbers have a variance of 0, not of the
 * rounding of their mean, which std's gradient would blow up. Two blocks merge by Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances" (1979), equation 2.1.
 *
 * Order: kernels, attributes, gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "blockwise.h"

/* --- kernels --- */

/* Defines moments_TYPE_rows_ISA, _columns_ISA and moments_TYPE_combine. */
#define MOMENTS_KERNELS(T, type)                                               \
  BLOCKWISE_KERNELS (moments, type, T, 0, x - x0, s + x, n > 0 ? x0 + s / n : 0, (x - at) * (x - at)) \
  static void moments_##type##_combine (size_t count, void *states, const void *others, const void *attrs) \
  {                                                                            \
    BlockState_##type *s = states;                                             \
    const BlockState_##type *t = others;                                       \
    (void) attrs;                                                              \
    for (size_t k = 0; k < count; k++)                                         \
      {                                                                        \
        const T n = s[k].n + t[k].n, apart = t[k].at - s[k].at;                \
        if (n == 0)                                                            \
          continue;                                                            \
        const T part = t[k].n / n;                                             \
        s[k].at += apart * part;                                               \
        s[k].sum += t[k].sum + apart * apart * (s[k].n * part);                \
        s[k].n = n;                                                            \
      }                                                                        \
  }

/* Defines NAME_TYPE, a finish: EXPRESSION is in terms of the variance `v`. */
#define MOMENTS_FINISH(name, A, T, type, EXPRESSION)                           \
  static void name##_##type (size_t n, const void *states, void *out, int64_t count, const void *attrs) \
  {                                                                            \
    const BlockState_##type *s = states;                                       \
    const A *a = attrs;                                                        \
    const double left = MAX (0, MOMENTS_DIVISOR (a, count));                   \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        const T v = s[k].sum / (T) left;                                       \
        ((T *) out)[k] = EXPRESSION;                                           \
      }                                                                        \
  }

/* --- attributes --- */

/* n - correction; `unbiased` stands for a correction of 1 or 0. Below 0 it is PyTorch's
 * divisor of gradients still, but not of values. */
static inline double
moments_divisor (int64_t n, bool has_correction, double correction, bool has_unbiased, bool unbiased)
{
  double c = has_correction ? correction : has_unbiased ? unbiased : 1;
  return (double) n - c;
}
#define MOMENTS_DIVISOR(a, n) \
  moments_divisor (n, (a)->has_correction, (a)->correction, (a)->has_unbiased, (a)->unbiased)

#define MOMENTS_ATTRS(A)                                                       \
  RG_ATTR_OPT (A, dim, INTS, .doc = "the dimensions to reduce; absent or empty: all"), \
  RG_ATTR_OPT (A, unbiased, BOOL, .doc = "false: a correction of 0"),          \
  RG_ATTR_OPT (A, correction, FLOAT, .doc = "what is taken from the number of elements before dividing; absent: 1"), \
  RG_ATTR (A, keepdim, BOOL, "false", .doc = "keep the dimensions with size 1")

#define MOMENTS_SAMPLES                                                        \
  { "3x4", NULL, NULL, 0 }, { "3x4x2", "dim=1", NULL, 0 },                     \
  { "3x4x2", "dim=0,2 keepdim=true", NULL, 0 }, { "5x70", "dim=0", "columns", 0 }, \
  { ".", NULL, "one number has no variance: nan", RG_SAMPLE_NO_GRAD },         \
  { "0x3", "dim=1", "no elements, none reduced", 0 },                          \
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },                   \
  { "3x4", "dim=1 unbiased=false", NULL, 0 },                                  \
  { "3x4", "dim=0 correction=2", NULL, 0 },                                    \
  { "5x9000", "dim=1", "several blocks", RG_SAMPLE_NO_GRAD },                  \
  { "i64*3x4:i5", NULL, "integers", RG_SAMPLE_ERROR }

/* --- gradients --- */

/* d input of the variance: 2 g (x - mean) / divisor; g has the reduced dimensions
 * with size 1. */
static inline RgTensor *
moments_gradient (RgTensor *x, RgTensor *g, double divisor, bool has_dim, RgInts dim)
{
  RgMeanAttrs mean = RG_MEAN_ATTRS_INIT;
  mean.has_dim = has_dim;
  mean.dim = dim;
  mean.keepdim = true;
  return rg_mul (rg_mul_scalar (g, 2 / divisor), rg_sub (x, rg_mean_with (x, &mean)));
}

#endif
