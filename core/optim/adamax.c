/* adamax.c: Adam with the largest gradient in place of the mean square.
 *
 *   m += (1 - beta1) (g - m);  u = max (beta2 u, |g| + eps)
 *   x -= lr / (1 - beta1^t) m / u
 *
 * D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization" (2015),
 * section 7.1, in torch.optim.Adamax's form.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"

enum
{
  LR,
  BETA1,
  BETA2,
  EPS,
  WEIGHT_DECAY,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgAdamaxOptions, lr, NOT_NEGATIVE, 2e-3),
  RG_OPTION (RgAdamaxOptions, beta1, BELOW_1, 0.9),
  RG_OPTION (RgAdamaxOptions, beta2, BELOW_1, 0.999),
  RG_OPTION (RgAdamaxOptions, eps, NOT_NEGATIVE, 1e-8),
  RG_OPTION (RgAdamaxOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgAdamaxOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

typedef struct
{
  double step, mean_gain, beta2, eps, weight_decay, sign;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  *(Coefficients *) coefficients = (Coefficients){
    .step = o[LR] / (1 - rg_power (o[BETA1], (double) slot->step)),
    .mean_gain = 1 - o[BETA1],
    .beta2 = o[BETA2],
    .eps = o[EPS],
    .weight_decay = o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void adamax_##S##_body (size_t n, void *const *out,                \
                                    const void *const *in, const void *attrs)  \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict m = out[1], *restrict u = out[2];        \
    const T *restrict grad = in[0];                                            \
    const T step = (T) c->step, mean_gain = (T) c->mean_gain, beta2 = (T) c->beta2;\
    const T eps = (T) c->eps, decay = (T) c->weight_decay, sign = (T) c->sign; \
    const bool decays = decay != 0;                                            \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T mean = m[i] = m[i] + mean_gain * (g - m[i]);                     \
      const T largest = u[i] = rg_larger_##S (beta2 * u[i], rg_size_##S (g) + eps);\
      x[i] = x[i] - step * (mean / largest);                                   \
    }                                                                          \
  }                                                                            \
  RG_CLONES (adamax_##S, adamax_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (adamax_f32), RG_CLONES_OF (adamax_f64) },
};

static const char *const states[] = { "exp_avg", "exp_inf", NULL };

const RgOptimKind rg_optim_kind_adamax = {
  .name = "adamax",
  .options_size = sizeof (RgAdamaxOptions),
  .options = options,
  .states = states,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_adamax_new (RgTensor *const *params, size_t n, const RgAdamaxOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_adamax, params, n, opts, error);
}
