/* rmsprop.c: gradients over the root of their running mean square.
 *
 *   v = alpha v + (1 - alpha) g g;  centered: minus the square of g's running mean
 *   d = g / (sqrt (v) + eps);  with momentum: d = momentum d + g / (sqrt (v) + eps)
 *   x -= lr d
 *
 * T. Tieleman, G. Hinton, "Lecture 6.5: rmsprop" (2012); centered: A. Graves,
 * "Generating sequences with recurrent neural networks" (2013). In
 * torch.optim.RMSprop's form.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"

enum
{
  LR,
  ALPHA,
  EPS,
  WEIGHT_DECAY,
  MOMENTUM,
  CENTERED,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgRmspropOptions, lr, NOT_NEGATIVE, 1e-2),
  RG_OPTION (RgRmspropOptions, alpha, NOT_NEGATIVE, 0.99),
  RG_OPTION (RgRmspropOptions, eps, NOT_NEGATIVE, 1e-8),
  RG_OPTION (RgRmspropOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgRmspropOptions, momentum, NOT_NEGATIVE, 0),
  RG_OPTION (RgRmspropOptions, centered, FLAG, 0),
  RG_OPTION (RgRmspropOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

static unsigned
uses (const double *o)
{
  return 1u | (o[MOMENTUM] > 0 ? 2u : 0) | (o[CENTERED] != 0 ? 4u : 0);
}

typedef struct
{
  double lr, alpha, gain, eps, weight_decay, momentum, sign;
  bool centered;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  (void) slot;
  *(Coefficients *) coefficients = (Coefficients){
    .lr = o[LR],
    .alpha = o[ALPHA],
    .gain = 1 - o[ALPHA],
    .eps = o[EPS],
    .weight_decay = o[WEIGHT_DECAY],
    .momentum = o[MOMENTUM],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
    .centered = o[CENTERED] != 0,
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void rmsprop_##S##_body (size_t n, void *const *out,               \
                                     const void *const *in, const void *attrs) \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict v = out[1], *restrict d = out[2], *restrict m = out[3];\
    const T *restrict grad = in[0];                                            \
    const T lr = (T) c->lr, alpha = (T) c->alpha, gain = (T) c->gain, eps = (T) c->eps;\
    const T decay = (T) c->weight_decay, momentum = (T) c->momentum, sign = (T) c->sign;\
    const bool decays = decay != 0, moves = momentum > 0, centered = c->centered;\
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      T square = v[i] = alpha * v[i] + gain * g * g;                           \
      if (centered)                                                            \
        {                                                                      \
          m[i] = m[i] + gain * (g - m[i]);                                     \
          square = square - m[i] * m[i];                                       \
        }                                                                      \
      T step = g / (rg_root_##S (square) + eps);                               \
      if (moves)                                                               \
        step = d[i] = momentum * d[i] + step;                                  \
      x[i] = x[i] - lr * step;                                                 \
    }                                                                          \
  }                                                                            \
  RG_CLONES (rmsprop_##S, rmsprop_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (rmsprop_f32), RG_CLONES_OF (rmsprop_f64) },
};

static const char *const states[] = { "square_avg", "momentum_buffer", "grad_avg", NULL };

const RgOptimKind rg_optim_kind_rmsprop = {
  .name = "rmsprop",
  .options_size = sizeof (RgRmspropOptions),
  .options = options,
  .states = states,
  .uses = uses,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_rmsprop_new (RgTensor *const *params, size_t n, const RgRmspropOptions *opts,
                      GError **error)
{
  return rg_optim_make (&rg_optim_kind_rmsprop, params, n, opts, error);
}
