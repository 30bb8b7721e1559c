/* mvlgamma.c: the logarithm of the multivariate gamma function.
 *
 *     out = p (p - 1) / 4 * log (pi) + sum of lgamma (input - i / 2) for i = 0 .. p - 1
 *     d input = d out * sum of digamma (input - i / 2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

#define MVLGAMMA_BLOCK 256

#define MVLGAMMA(S, T)                                                         \
  static void mvlgamma_##S (size_t n, void *const *out, const void *const *in, \
                            const void *attrs)                                 \
  {                                                                            \
    const RgMvlgammaAttrs *a = attrs;                                          \
    const double p = (double) a->p;                                            \
    T moved[MVLGAMMA_BLOCK], sum[MVLGAMMA_BLOCK];                              \
    for (size_t at = 0; at < n; at += MVLGAMMA_BLOCK)                          \
      {                                                                        \
        const size_t m = MIN (MVLGAMMA_BLOCK, n - at);                         \
        const T *x = (const T *) in[0] + at;                                   \
        for (size_t k = 0; k < m; k++)                                         \
          sum[k] = (T) (p * (p - 1) / 4 * 1.1447298858494001741);              \
        for (int64_t i = 0; i < a->p; i++)                                     \
          {                                                                    \
            for (size_t k = 0; k < m; k++)                                     \
              moved[k] = x[k] - (T) i / 2;                                     \
            rg_sleef_lgamma_##S (m, moved, moved);                             \
            for (size_t k = 0; k < m; k++)                                     \
              sum[k] += moved[k];                                              \
          }                                                                    \
        memcpy ((T *) out[0] + at, sum, m * sizeof *sum);                      \
      }                                                                        \
  }

MVLGAMMA (f32, float)
MVLGAMMA (f64, double)

static const RgPointwise mvlgamma_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (mvlgamma) },
  .flags = RG_POINTWISE_FLOAT | RG_POINTWISE_NO_BOOL,
  .cost = 30,
};

/* --- gradients --- */

static RgTensor *
mvlgamma_slope (RgTensor *x, int64_t p)
{
  RgTensor *sum = rg_digamma (x);
  for (int64_t i = 1; i < p; i++)
    sum = rg_add (sum, rg_digamma (rg_sub_scalar (x, (double) i / 2)));
  return sum;
}

RG_GRADIENT (mvlgamma, RgMvlgammaAttrs, RG_SAVE_INPUT (0), rg_mul (g, mvlgamma_slope (x, a->p)))

/* --- tables --- */

static const RgInput mvlgamma_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgMvlgammaAttrs mvlgamma_init = RG_MVLGAMMA_ATTRS_INIT;
static const RgAttr mvlgamma_attrs[] = {
  RG_ATTR (RgMvlgammaAttrs, p, INT, NULL, .min = 1, .max = 1e9, .doc = "how many dimensions"),
  { .name = NULL },
};

static const RgSample mvlgamma_samples[] = {
  { "4:=1.7,2.5,3,10", "p=3", NULL, 0 },
  { "2x1x2:=1,2,3,4", "p=1", "lgamma itself", 0 },
  { ".:=5", "p=2", "zero-dimensional", 0 },
  { "0x3", "p=2", "no elements", 0 },
  { "i64*2:=3,5", "p=2", "integers give float32", RG_SAMPLE_NO_GRAD },
  { "3:b", "p=1", "bools are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mvlgamma_op = {
  RG_POINTWISE_OP (mvlgamma),
  RG_DIFFERENTIABLE (mvlgamma),
  RG_ATTRIBUTES (mvlgamma, RgMvlgammaAttrs),
  .summary = "The logarithm of the multivariate gamma function of dimension p.",
  .formula = "out = p (p - 1) / 4 * log (pi) + sum of lgamma (input - i / 2) for i = 0 .. p - 1",
  .gradient = "d input = d out * sum of digamma (input - i / 2)",
  .uses = RG_USES ("mul", "digamma", "add", "sub"),
};

RG_MODULE (mvlgamma, &mvlgamma_op)
