/* adadelta.c: steps whose running mean square follows the gradients'.
 *
 *   v = rho v + (1 - rho) g g
 *   d = sqrt (a + eps) / sqrt (v + eps) g;  a = rho a + (1 - rho) d d
 *   x -= lr d
 *
 * M. D. Zeiler, "ADADELTA: an adaptive learning rate method" (2012), in
 * torch.optim.Adadelta's form.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"

enum
{
  LR,
  RHO,
  EPS,
  WEIGHT_DECAY,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgAdadeltaOptions, lr, NOT_NEGATIVE, 1),
  RG_OPTION (RgAdadeltaOptions, rho, UP_TO_1, 0.9),
  RG_OPTION (RgAdadeltaOptions, eps, NOT_NEGATIVE, 1e-6),
  RG_OPTION (RgAdadeltaOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgAdadeltaOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

typedef struct
{
  double lr, rho, gain, eps, weight_decay, sign;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  (void) slot;
  *(Coefficients *) coefficients = (Coefficients){
    .lr = o[LR],
    .rho = o[RHO],
    .gain = 1 - o[RHO],
    .eps = o[EPS],
    .weight_decay = o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void adadelta_##S##_body (size_t n, void *const *out,              \
                                      const void *const *in, const void *attrs)\
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict v = out[1], *restrict a = out[2];        \
    const T *restrict grad = in[0];                                            \
    const T lr = (T) c->lr, rho = (T) c->rho, gain = (T) c->gain, eps = (T) c->eps;\
    const T decay = (T) c->weight_decay, sign = (T) c->sign;                   \
    const bool decays = decay != 0;                                            \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T square = v[i] = rho * v[i] + gain * g * g;                       \
      const T d = rg_root_##S (a[i] + eps) / rg_root_##S (square + eps) * g;   \
      a[i] = rho * a[i] + gain * d * d;                                        \
      x[i] = x[i] - lr * d;                                                    \
    }                                                                          \
  }                                                                            \
  RG_CLONES (adadelta_##S, adadelta_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (adadelta_f32), RG_CLONES_OF (adadelta_f64) },
};

static const char *const states[] = { "square_avg", "acc_delta", NULL };

const RgOptimKind rg_optim_kind_adadelta = {
  .name = "adadelta",
  .options_size = sizeof (RgAdadeltaOptions),
  .options = options,
  .states = states,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_adadelta_new (RgTensor *const *params, size_t n, const RgAdadeltaOptions *opts,
                       GError **error)
{
  return rg_optim_make (&rg_optim_kind_adadelta, params, n, opts, error);
}
