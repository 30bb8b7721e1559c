/* fill.c: the values of sample inputs: the same in every run, on every machine.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>

/* FNV-1a over the operator's name, then the numbers: one stream per input. */
static uint64_t
seed_of (const RgCheckSample *s, size_t which)
{
  uint64_t h = 0xcbf29ce484222325u;
  for (const char *p = s->op->name; *p; p++)
    h = (h ^ (unsigned char) *p) * 0x100000001b3u;
  h = (h ^ s->index) * 0x100000001b3u;
  return (h ^ which) * 0x100000001b3u;
}

/* Normal, but away from zero by more than a difference's step, where relu, abs
 * and division have their kinks. */
static double
normal (uint64_t seed, int64_t k)
{
  double x = rg_random_normal (seed, (uint64_t) k);
  return x + copysign (0.02, x);
}

static double
value (const CheckInput *in, uint64_t seed, int64_t k)
{
  double u = rg_random_uniform (seed, (uint64_t) k);
  switch (in->fill)
    {
    case 'u':
      return 0.02 + 0.96 * u;
    case 'p':
      return 0.5 + 1.5 * u;
    case 'm':
      return -0.9 + 1.8 * u;
    case 'i':
      return floor (u * (double) in->below);
    case 'b':
      return u < 0.5;
    case 'z':
      return 0;
    case 'o':
      return 1;
    case '=':
      return in->n_literals ? in->literals[(size_t) k % in->n_literals] : 0;
    default:
      return normal (seed, k);
    }
}

/* 0 .. n - 1 in a random order, apart by more than any step, around zero. */
static void
fill_spread (uint64_t seed, int64_t n, RgDType dtype, void *data)
{
  g_autofree int64_t *order = g_new (int64_t, MAX (n, 1));
  for (int64_t k = 0; k < n; k++)
    order[k] = k;
  for (int64_t k = n - 1; k > 0; k--)
    {
      int64_t other = (int64_t) (rg_random_bits (seed, (uint64_t) k) % (uint64_t) (k + 1));
      int64_t kept = order[k];
      order[k] = order[other];
      order[other] = kept;
    }
  for (int64_t k = 0; k < n; k++)
    check_store (dtype, data, k,
                 rg_dtype_is_floating (dtype) ? ((double) order[k] - (double) n / 2) * 0.37 + 0.11
                                              : (double) order[k]);
}

/* Where a dtype is given for a fill that has fractions. */
static double
fit (RgDType dtype, char fill, double v)
{
  if (rg_dtype_is_floating (dtype) || fill == '=' || fill == 'i')
    return v;
  if (dtype == RG_BOOL)
    return fill == 'n' || fill == 'm' ? v > 0 : v != 0;
  return dtype == RG_U8 ? floor (fabs (3 * v)) : round (3 * v);
}

void
check_fill (const RgCheckSample *s, size_t i, RgDType dtype, void *data)
{
  const CheckInput *in = &s->inputs[i];
  int64_t n = check_input_numel (in);
  uint64_t seed = seed_of (s, i);
  if (in->fill == 's')
    {
      fill_spread (seed, n, dtype, data);
      return;
    }
  for (int64_t k = 0; k < n; k++)
    check_store (dtype, data, k, fit (dtype, in->fill, value (in, seed, k)));
}

double
check_cotangent (const RgCheckSample *s, size_t which, int64_t k)
{
  double x = rg_random_normal (seed_of (s, 1000 + which), (uint64_t) k);
  return x + copysign (0.1, x);
}
