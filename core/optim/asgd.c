/* asgd.c: stochastic gradient descent that averages where it has been.
 *
 *   x -= lambd eta x + eta g;  ax += mu (x - ax)
 *   then eta = lr / (1 + lambd lr t)^alpha, mu = 1 / max (1, t - t0)
 *
 * B. T. Polyak, A. B. Juditsky, "Acceleration of stochastic approximation by
 * averaging" (1992), in torch.optim.ASGD's form. The average is the state `ax`.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"

enum
{
  LR,
  LAMBD,
  ALPHA,
  T0,
  WEIGHT_DECAY,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgAsgdOptions, lr, NOT_NEGATIVE, 1e-2),
  RG_OPTION (RgAsgdOptions, lambd, NOT_NEGATIVE, 1e-4),
  RG_OPTION (RgAsgdOptions, alpha, NOT_NEGATIVE, 0.75),
  RG_OPTION (RgAsgdOptions, t0, NOT_NEGATIVE, 1e6),
  RG_OPTION (RgAsgdOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgAsgdOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

static const char *const scalars[] = { "eta", "mu", NULL };

typedef struct
{
  double shrink, eta, mu, weight_decay, sign;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  const double t = (double) slot->step;
  /* PyTorch keeps both numbers in float32. */
  if (slot->step == 1)
    slot->scalar[0] = (double) (float) o[LR];
  *(Coefficients *) coefficients = (Coefficients){
    .shrink = 1 - o[LAMBD] * slot->scalar[0],
    .eta = slot->scalar[0],
    .mu = slot->scalar[1],
    .weight_decay = o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
  };
  slot->scalar[0] = (double) (float) (o[LR] / rg_power (1 + o[LAMBD] * o[LR] * t, o[ALPHA]));
  slot->scalar[1] = (double) (float) (1 / MAX (1, t - o[T0]));
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void asgd_##S##_body (size_t n, void *const *out,                  \
                                  const void *const *in, const void *attrs)    \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict average = out[1];                        \
    const T *restrict grad = in[0];                                            \
    const T shrink = (T) c->shrink, eta = (T) c->eta, mu = (T) c->mu;          \
    const T decay = (T) c->weight_decay, sign = (T) c->sign;                   \
    const bool decays = decay != 0, copies = mu == 1;                          \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T moved = x[i] = shrink * x[i] - eta * g;                          \
      average[i] = copies ? moved : average[i] + mu * (moved - average[i]);    \
    }                                                                          \
  }                                                                            \
  RG_CLONES (asgd_##S, asgd_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (asgd_f32), RG_CLONES_OF (asgd_f64) },
};

static const char *const states[] = { "ax", NULL };

const RgOptimKind rg_optim_kind_asgd = {
  .name = "asgd",
  .options_size = sizeof (RgAsgdOptions),
  .options = options,
  .states = states,
  .scalars = scalars,
  .scalar_start = { 0, 1 },
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_asgd_new (RgTensor *const *params, size_t n, const RgAsgdOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_asgd, params, n, opts, error);
}
