/* sgd.c: stochastic gradient descent with momentum.
 *
 *   g = grad + weight_decay x
 *   d = momentum d + (1 - dampening) g;  at the first step d = g
 *   x -= lr d;  nesterov: x -= lr (g + momentum d)
 *
 * I. Sutskever et al., "On the importance of initialization and momentum in
 * deep learning" (2013), in torch.optim.SGD's form.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-private.h"

enum
{
  LR,
  MOMENTUM,
  DAMPENING,
  WEIGHT_DECAY,
  NESTEROV,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgSgdOptions, lr, NOT_NEGATIVE, 1e-3),
  RG_OPTION (RgSgdOptions, momentum, NOT_NEGATIVE, 0),
  RG_OPTION (RgSgdOptions, dampening, ANY, 0),
  RG_OPTION (RgSgdOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgSgdOptions, nesterov, FLAG, 0),
  RG_OPTION (RgSgdOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

static const char *
check (const double *o)
{
  return o[NESTEROV] != 0 && (o[MOMENTUM] <= 0 || o[DAMPENING] != 0)
             ? "nesterov asks for a momentum above 0 and a dampening of 0"
             : NULL;
}

static unsigned
uses (const double *o)
{
  return o[MOMENTUM] != 0;
}

typedef struct
{
  double lr, momentum, gain, weight_decay, sign;
  bool nesterov;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  /* The first direction is the gradient itself: 0 momentum + 1 g. */
  *(Coefficients *) coefficients = (Coefficients){
    .lr = o[LR],
    .momentum = o[MOMENTUM],
    .gain = slot->fresh ? 1 : 1 - o[DAMPENING],
    .weight_decay = o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
    .nesterov = o[NESTEROV] != 0,
  };
  return o[MOMENTUM] != 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void plain_##S##_body (size_t n, void *const *out, const void *const *in, \
                                   const void *attrs)                          \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0];                                                    \
    const T *restrict grad = in[0];                                            \
    const T lr = (T) c->lr, decay = (T) c->weight_decay, sign = (T) c->sign;   \
    const bool decays = decay != 0;                                            \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      x[i] = x[i] - lr * g;                                                    \
    }                                                                          \
  }                                                                            \
  RG_CLONES (plain_##S, plain_##S##_body)                                      \
  RG_INLINE void momentum_##S##_body (size_t n, void *const *out, const void *const *in, \
                                      const void *attrs)                       \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0];                                                    \
    T *restrict d = out[1];                                                    \
    const T *restrict grad = in[0];                                            \
    const T lr = (T) c->lr, momentum = (T) c->momentum, gain = (T) c->gain;    \
    const T decay = (T) c->weight_decay, sign = (T) c->sign;                   \
    const bool decays = decay != 0, nesterov = c->nesterov;                    \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T moved = momentum * d[i] + gain * g;                              \
      d[i] = moved;                                                            \
      x[i] = x[i] - lr * (nesterov ? g + momentum * moved : moved);            \
    }                                                                          \
  }                                                                            \
  RG_CLONES (momentum_##S, momentum_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (plain_f32), RG_CLONES_OF (plain_f64) },
  { RG_CLONES_OF (momentum_f32), RG_CLONES_OF (momentum_f64) },
};

static const char *const states[] = { "momentum_buffer", NULL };

const RgOptimKind rg_optim_kind_sgd = {
  .name = "sgd",
  .options_size = sizeof (RgSgdOptions),
  .options = options,
  .states = states,
  .check = check,
  .uses = uses,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_sgd_new (RgTensor *const *params, size_t n, const RgSgdOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_sgd, params, n, opts, error);
}
