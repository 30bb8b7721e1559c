/* radam.c: Adam that trusts the mean square once there is enough of it.
 *
 *   m += (1 - beta1) (g - m);  v = beta2 v + (1 - beta2) g g
 *   r_inf = 2 / (1 - beta2) - 1;  r = r_inf - 2 t beta2^t / (1 - beta2^t)
 *   r > 5:  x -= lr k m / (1 - beta1^t) sqrt (1 - beta2^t) / (sqrt (v) + eps), with
 *           k = sqrt ((r - 4) (r - 2) r_inf / ((r_inf - 4) (r_inf - 2) r))
 *   else:   x -= lr m / (1 - beta1^t)
 *
 * L. Liu et al., "On the variance of the adaptive learning rate and beyond"
 * (2020), in torch.optim.RAdam's form.
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
  DECOUPLED_WEIGHT_DECAY,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgRadamOptions, lr, NOT_NEGATIVE, 1e-3),
  RG_OPTION (RgRadamOptions, beta1, BELOW_1, 0.9),
  RG_OPTION (RgRadamOptions, beta2, BELOW_1, 0.999),
  RG_OPTION (RgRadamOptions, eps, NOT_NEGATIVE, 1e-8),
  RG_OPTION (RgRadamOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgRadamOptions, decoupled_weight_decay, FLAG, 0),
  RG_OPTION (RgRadamOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

typedef struct
{
  double shrink, weight_decay, sign;
  double mean_gain, beta2, square_gain, eps, step;
  bool rectified;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  const double t = (double) slot->step;
  const double beta2_t = rg_power (o[BETA2], t), most = 2 / (1 - o[BETA2]) - 1;
  const double length = most - 2 * t * beta2_t / (1 - beta2_t);
  const bool rectified = length > 5;
  double step = o[LR] / (1 - rg_power (o[BETA1], t));
  if (rectified)
    step *= sqrt (1 - beta2_t) * sqrt ((length - 4) * (length - 2) * most
                                       / ((most - 4) * (most - 2) * length));
  *(Coefficients *) coefficients = (Coefficients){
    .shrink = o[DECOUPLED_WEIGHT_DECAY] != 0 ? 1 - o[LR] * o[WEIGHT_DECAY] : 1,
    .weight_decay = o[DECOUPLED_WEIGHT_DECAY] != 0 ? 0 : o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
    .mean_gain = 1 - o[BETA1],
    .beta2 = o[BETA2],
    .square_gain = 1 - o[BETA2],
    .eps = o[EPS],
    .step = step,
    .rectified = rectified,
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void radam_##S##_body (size_t n, void *const *out,                 \
                                   const void *const *in, const void *attrs)   \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict m = out[1], *restrict v = out[2];        \
    const T *restrict grad = in[0];                                            \
    const T shrink = (T) c->shrink, decay = (T) c->weight_decay, sign = (T) c->sign;\
    const T mean_gain = (T) c->mean_gain, beta2 = (T) c->beta2;                \
    const T square_gain = (T) c->square_gain, eps = (T) c->eps, step = (T) c->step;\
    const bool decays = decay != 0, rectified = c->rectified;                  \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T mean = m[i] = m[i] + mean_gain * (g - m[i]);                     \
      const T square = v[i] = beta2 * v[i] + square_gain * g * g;              \
      const T d = rectified ? mean / (rg_root_##S (square) + eps) : mean;      \
      x[i] = shrink * x[i] - step * d;                                         \
    }                                                                          \
  }                                                                            \
  RG_CLONES (radam_##S, radam_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (radam_f32), RG_CLONES_OF (radam_f64) },
};

static const char *const states[] = { "exp_avg", "exp_avg_sq", NULL };

const RgOptimKind rg_optim_kind_radam = {
  .name = "radam",
  .options_size = sizeof (RgRadamOptions),
  .options = options,
  .states = states,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_radam_new (RgTensor *const *params, size_t n, const RgRadamOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_radam, params, n, opts, error);
}
