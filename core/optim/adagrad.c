/* adagrad.c: gradients over the root of the sum of their squares.
 *
 *   s += g g;  x -= lr / (1 + (t - 1) lr_decay) g / (sqrt (s) + eps)
 *
 * J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online
 * learning and stochastic optimization" (2011), in torch.optim.Adagrad's form.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"

enum
{
  LR,
  LR_DECAY,
  WEIGHT_DECAY,
  INITIAL_ACCUMULATOR_VALUE,
  EPS,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgAdagradOptions, lr, NOT_NEGATIVE, 1e-2),
  RG_OPTION (RgAdagradOptions, lr_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgAdagradOptions, weight_decay, NOT_NEGATIVE, 0),
  RG_OPTION (RgAdagradOptions, initial_accumulator_value, NOT_NEGATIVE, 0),
  RG_OPTION (RgAdagradOptions, eps, NOT_NEGATIVE, 1e-10),
  RG_OPTION (RgAdagradOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

static double
start (const double *o, size_t i)
{
  (void) i;
  return o[INITIAL_ACCUMULATOR_VALUE];
}

typedef struct
{
  double lr, eps, weight_decay, sign;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  *(Coefficients *) coefficients = (Coefficients){
    .lr = o[LR] / (1 + (double) (slot->step - 1) * o[LR_DECAY]),
    .eps = o[EPS],
    .weight_decay = o[WEIGHT_DECAY],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void adagrad_##S##_body (size_t n, void *const *out,               \
                                     const void *const *in, const void *attrs) \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict s = out[1];                              \
    const T *restrict grad = in[0];                                            \
    const T lr = (T) c->lr, eps = (T) c->eps;                                  \
    const T decay = (T) c->weight_decay, sign = (T) c->sign;                   \
    const bool decays = decay != 0;                                            \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      if (decays)                                                              \
        g = g + decay * x[i];                                                  \
      const T sum = s[i] = s[i] + g * g;                                       \
      x[i] = x[i] - lr * (g / (rg_root_##S (sum) + eps));                      \
    }                                                                          \
  }                                                                            \
  RG_CLONES (adagrad_##S, adagrad_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (adagrad_f32), RG_CLONES_OF (adagrad_f64) },
};

static const char *const states[] = { "sum", NULL };

const RgOptimKind rg_optim_kind_adagrad = {
  .name = "adagrad",
  .options_size = sizeof (RgAdagradOptions),
  .options = options,
  .states = states,
  .start = start,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_adagrad_new (RgTensor *const *params, size_t n, const RgAdagradOptions *opts,
                      GError **error)
{
  return rg_optim_make (&rg_optim_kind_adagrad, params, n, opts, error);
}
