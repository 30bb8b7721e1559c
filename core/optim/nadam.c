/* nadam.c: Adam with Nesterov's momentum.
 *
 *   mu_t = beta1 (1 - 0.96^(t momentum_decay) / 2);  p_t = mu_1 mu_2 ... mu_t
 *   m += (1 - beta1) (g - m);  v = beta2 v + (1 - beta2) g g
 *   d = sqrt (v / (1 - beta2^t)) + eps
 *   x -= lr ((1 - mu_t) / (1 - p_t) g + mu_(t+1) / (1 - p_(t+1)) m) / d
 *
 * T. Dozat, "Incorporating Nesterov momentum into Adam" (2016), in
 * torch.optim.NAdam's form. Up to version 1.13 PyTorch took mu_t once more into
 * p_(t+1): `mu_twice`.
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
  MOMENTUM_DECAY,
  DECOUPLED_WEIGHT_DECAY,
  MAXIMIZE,
  MU_TWICE
};

static const RgOption options[] = {
  RG_OPTION (RgNadamOptions, lr, NOT_NEGATIVE, 2e-3),
  RG_OPTION (RgNadamOptions, beta1, BELOW_1, 0.9),
  RG_OPTION (RgNadamOptions, beta2, BELOW_1, 0.999),
  RG_OPTION (RgNadamOptions, eps, NOT_NEGATIVE, 1e-8),
  RG_OPTION (RgNadamOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgNadamOptions, momentum_decay, NOT_NEGATIVE, 4e-3),
  RG_OPTION (RgNadamOptions, decoupled_weight_decay, FLAG, 0),
  RG_OPTION (RgNadamOptions, maximize, FLAG, 0),
  RG_OPTION (RgNadamOptions, mu_twice, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

static const char *const scalars[] = { "mu_product", NULL };

typedef struct
{
  double shrink, weight_decay, sign;
  double mean_gain, beta2, square_gain, root_scale, eps;
  double of_gradient, of_mean; /* steps */
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  const double t = (double) slot->step;
  const double mu = o[BETA1] * (1 - 0.5 * rg_power (0.96, t * o[MOMENTUM_DECAY]));
  const double next = o[BETA1] * (1 - 0.5 * rg_power (0.96, (t + 1) * o[MOMENTUM_DECAY]));
  /* PyTorch keeps the product in float32. */
  slot->scalar[0] = (double) (float) (slot->scalar[0] * mu);
  const double product = slot->scalar[0] * next * (o[MU_TWICE] != 0 ? mu : 1);
  *(Coefficients *) coefficients = (Coefficients){
    .shrink = o[DECOUPLED_WEIGHT_DECAY] != 0 ? 1 - o[LR] * o[WEIGHT_DECAY] : 1,
    .weight_decay = o[DECOUPLED_WEIGHT_DECAY] != 0 ? 0 : o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
    .mean_gain = 1 - o[BETA1],
    .beta2 = o[BETA2],
    .square_gain = 1 - o[BETA2],
    .root_scale = 1 / sqrt (1 - rg_power (o[BETA2], t)),
    .eps = o[EPS],
    .of_gradient = o[LR] * (1 - mu) / (1 - slot->scalar[0]),
    .of_mean = o[LR] * next / (1 - product),
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void nadam_##S##_body (size_t n, void *const *out,                 \
                                   const void *const *in, const void *attrs)   \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict m = out[1], *restrict v = out[2];        \
    const T *restrict grad = in[0];                                            \
    const T shrink = (T) c->shrink, decay = (T) c->weight_decay, sign = (T) c->sign;\
    const T mean_gain = (T) c->mean_gain, beta2 = (T) c->beta2;                \
    const T square_gain = (T) c->square_gain, root_scale = (T) c->root_scale;  \
    const T eps = (T) c->eps, of_gradient = (T) c->of_gradient, of_mean = (T) c->of_mean;\
    const bool decays = decay != 0;                                            \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T mean = m[i] = m[i] + mean_gain * (g - m[i]);                     \
      const T square = v[i] = beta2 * v[i] + square_gain * g * g;              \
      const T d = rg_root_##S (square) * root_scale + eps;                     \
      x[i] = shrink * x[i] - (of_gradient * g + of_mean * mean) / d;           \
    }                                                                          \
  }                                                                            \
  RG_CLONES (nadam_##S, nadam_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (nadam_f32), RG_CLONES_OF (nadam_f64) },
};

static const char *const states[] = { "exp_avg", "exp_avg_sq", NULL };

const RgOptimKind rg_optim_kind_nadam = {
  .name = "nadam",
  .options_size = sizeof (RgNadamOptions),
  .options = options,
  .states = states,
  .scalars = scalars,
  .scalar_start = { 1 },
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_nadam_new (RgTensor *const *params, size_t n, const RgNadamOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_nadam, params, n, opts, error);
}
