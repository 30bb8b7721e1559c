/* adam.c: Adam and AdamW.
 *
 *   Adam: g = grad + weight_decay x;  AdamW: g = grad, x *= 1 - lr weight_decay
 *   m += (1 - beta1) (g - m);  v = beta2 v + (1 - beta2) g g
 *   x -= lr / (1 - beta1^t) m / (sqrt (v) / sqrt (1 - beta2^t) + eps)
 *   amsgrad: with the largest v so far in place of v
 *
 * D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization" (2015);
 * I. Loshchilov, F. Hutter, "Decoupled weight decay regularization" (2019);
 * S. J. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond" (2018).
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
  AMSGRAD,
  MAXIMIZE
};

#define OPTIONS(decay)                                                         \
  {                                                                            \
    RG_OPTION (RgAdamOptions, lr, NOT_NEGATIVE, 1e-3),                         \
    RG_OPTION (RgAdamOptions, beta1, BELOW_1, 0.9),                            \
    RG_OPTION (RgAdamOptions, beta2, BELOW_1, 0.999),                          \
    RG_OPTION (RgAdamOptions, eps, NOT_NEGATIVE, 1e-8),                        \
    RG_OPTION (RgAdamOptions, weight_decay, NOT_NEGATIVE, decay),              \
    RG_OPTION (RgAdamOptions, amsgrad, FLAG, 0),                               \
    RG_OPTION (RgAdamOptions, maximize, FLAG, 0),                              \
    { NULL, 0, RG_RANGE_ANY, 0 },                                              \
  }
static const RgOption adam_options[] = OPTIONS (0);
static const RgOption adamw_options[] = OPTIONS (1e-2);

static unsigned
uses (const double *o)
{
  return o[AMSGRAD] != 0 ? 7 : 3;
}

typedef struct
{
  double shrink;       /* of x before the step */
  double weight_decay; /* into the gradient */
  double sign;
  double mean_gain, beta2, square_gain;
  double root_scale; /* 1 / sqrt (1 - beta2^t) */
  double eps;
  double step; /* lr / (1 - beta1^t) */
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, const RgSlot *slot, bool decoupled, Coefficients *c)
{
  const double t = (double) slot->step;
  *c = (Coefficients){
    .shrink = decoupled ? 1 - o[LR] * o[WEIGHT_DECAY] : 1,
    .weight_decay = decoupled ? 0 : o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
    .mean_gain = 1 - o[BETA1],
    .beta2 = o[BETA2],
    .square_gain = 1 - o[BETA2],
    .root_scale = 1 / sqrt (1 - rg_power (o[BETA2], t)),
    .eps = o[EPS],
    .step = o[LR] / (1 - rg_power (o[BETA1], t)),
  };
  return o[AMSGRAD] != 0;
}

static unsigned
prepare_adam (const double *o, RgSlot *slot, void *coefficients)
{
  return prepare (o, slot, false, coefficients);
}

static unsigned
prepare_adamw (const double *o, RgSlot *slot, void *coefficients)
{
  return prepare (o, slot, true, coefficients);
}

#define BODY(T, S)                                                             \
  RG_INLINE void S##_body (size_t n, void *const *out, const void *const *in,  \
                           const void *attrs, const bool amsgrad)              \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict m = out[1], *restrict v = out[2];        \
    T *restrict largest = out[3];                                              \
    const T *restrict grad = in[0];                                            \
    const T shrink = (T) c->shrink, decay = (T) c->weight_decay;               \
    const T sign = (T) c->sign, mean_gain = (T) c->mean_gain;                  \
    const T beta2 = (T) c->beta2, square_gain = (T) c->square_gain;            \
    const T root_scale = (T) c->root_scale, eps = (T) c->eps, step = (T) c->step; \
    const bool decays = decay != 0;                                            \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T mean = m[i] + mean_gain * (g - m[i]);                            \
      T square = beta2 * v[i] + square_gain * g * g;                           \
      m[i] = mean;                                                             \
      v[i] = square;                                                           \
      if (amsgrad)                                                             \
        largest[i] = square = rg_larger_##S (largest[i], square);              \
      x[i] = shrink * x[i] - step * mean / (rg_root_##S (square) * root_scale + eps); \
    }                                                                          \
  }                                                                            \
  RG_INLINE void plain_##S##_body (size_t n, void *const *out, const void *const *in, \
                                   const void *attrs)                          \
  {                                                                            \
    S##_body (n, out, in, attrs, false);                                       \
  }                                                                            \
  RG_INLINE void amsgrad_##S##_body (size_t n, void *const *out, const void *const *in, \
                                     const void *attrs)                        \
  {                                                                            \
    S##_body (n, out, in, attrs, true);                                        \
  }                                                                            \
  RG_CLONES (plain_##S, plain_##S##_body)                                      \
  RG_CLONES (amsgrad_##S, amsgrad_##S##_body)

BODY (float, f32)
BODY (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (plain_f32), RG_CLONES_OF (plain_f64) },
  { RG_CLONES_OF (amsgrad_f32), RG_CLONES_OF (amsgrad_f64) },
};

static const char *const states[] = { "exp_avg", "exp_avg_sq", "max_exp_avg_sq", NULL };

const RgOptimKind rg_optim_kind_adam = {
  .name = "adam",
  .options_size = sizeof (RgAdamOptions),
  .options = adam_options,
  .states = states,
  .uses = uses,
  .prepare = prepare_adam,
  .kernels = kernels,
};

const RgOptimKind rg_optim_kind_adamw = {
  .name = "adamw",
  .options_size = sizeof (RgAdamOptions),
  .options = adamw_options,
  .states = states,
  .uses = uses,
  .prepare = prepare_adamw,
  .kernels = kernels,
};

RgOptim *
rg_optim_adam_new (RgTensor *const *params, size_t n, const RgAdamOptions *options, GError **error)
{
  return rg_optim_make (&rg_optim_kind_adam, params, n, options, error);
}

RgOptim *
rg_optim_adamw_new (RgTensor *const *params, size_t n, const RgAdamOptions *options, GError **error)
{
  return rg_optim_make (&rg_optim_kind_adamw, params, n, options, error);
}
