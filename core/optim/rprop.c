/* rprop.c: steps that follow the gradient's sign alone.
 *
 *   f = eta_plus where g agrees in sign with the last one, eta_minus where it
 *   does not, 1 where either is 0
 *   s = f s, from step_min to step_max;  where the sign changed g = 0
 *   x -= sign (g) s
 *
 * M. Riedmiller, H. Braun, "A direct adaptive method for faster backpropagation
 * learning: the RPROP algorithm" (1993), in torch.optim.Rprop's form.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"

enum
{
  LR,
  ETA_MINUS,
  ETA_PLUS,
  STEP_MIN,
  STEP_MAX,
  MAXIMIZE
};

static const RgOption options[] = {
  RG_OPTION (RgRpropOptions, lr, NOT_NEGATIVE, 1e-2),
  RG_OPTION (RgRpropOptions, eta_minus, INSIDE_1, 0.5),
  RG_OPTION (RgRpropOptions, eta_plus, ABOVE_1, 1.2),
  RG_OPTION (RgRpropOptions, step_min, NOT_NEGATIVE, 1e-6),
  RG_OPTION (RgRpropOptions, step_max, NOT_NEGATIVE, 50),
  RG_OPTION (RgRpropOptions, maximize, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

static const char *
check (const double *o)
{
  return o[STEP_MIN] > o[STEP_MAX] ? "step_min is above step_max" : NULL;
}

static double
start (const double *o, size_t i)
{
  return i == 1 ? o[LR] : 0;
}

typedef struct
{
  double eta_minus, eta_plus, step_min, step_max, sign;
} Coefficients;

_Static_assert (sizeof (Coefficients) <= RG_OPTIM_COEFFICIENTS, "a job has room for them");

static unsigned
prepare (const double *o, RgSlot *slot, void *coefficients)
{
  (void) slot;
  *(Coefficients *) coefficients = (Coefficients){
    .eta_minus = o[ETA_MINUS],
    .eta_plus = o[ETA_PLUS],
    .step_min = o[STEP_MIN],
    .step_max = o[STEP_MAX],
    .sign = o[MAXIMIZE] != 0 ? -1 : 1,
  };
  return 0;
}

#define KERNELS(T, S)                                                          \
  RG_INLINE void rprop_##S##_body (size_t n, void *const *out,                 \
                                   const void *const *in, const void *attrs)   \
  {                                                                            \
    const Coefficients *c = attrs;                                             \
    T *restrict x = out[0], *restrict last = out[1], *restrict s = out[2];     \
    const T *restrict grad = in[0];                                            \
    const T minus = (T) c->eta_minus, plus = (T) c->eta_plus, sign = (T) c->sign;\
    const T least = (T) c->step_min, most = (T) c->step_max;                   \
    _Pragma ("omp simd") for (size_t i = 0; i < n; i++)                        \
    {                                                                          \
      T g = sign * grad[i];                                                    \
      const T agree = g * last[i];                                             \
      T step = s[i] * (agree > 0 ? plus : agree < 0 ? minus : 1);              \
      step = step < least ? least : step;                                      \
      step = step > most ? most : step;                                        \
      g = agree < 0 ? 0 : g;                                                   \
      x[i] = x[i] - (g > 0 ? step : g < 0 ? -step : 0);                        \
      s[i] = step;                                                             \
      last[i] = g;                                                             \
    }                                                                          \
  }                                                                            \
  RG_CLONES (rprop_##S, rprop_##S##_body)

KERNELS (float, f32)
KERNELS (double, f64)

static const RgBlockFunc kernels[][2][RG_N_ISAS] = {
  { RG_CLONES_OF (rprop_f32), RG_CLONES_OF (rprop_f64) },
};

static const char *const states[] = { "prev", "step_size", NULL };

const RgOptimKind rg_optim_kind_rprop = {
  .name = "rprop",
  .options_size = sizeof (RgRpropOptions),
  .options = options,
  .states = states,
  .check = check,
  .start = start,
  .prepare = prepare,
  .kernels = kernels,
};

RgOptim *
rg_optim_rprop_new (RgTensor *const *params, size_t n, const RgRpropOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_rprop, params, n, opts, error);
}
