/* random-fill.c: uniform and normal numbers, integers and permutations.
 *
 * Element i of a tensor is draw `first + i` of the seed, whichever thread or
 * instruction set makes it. Draws come in pairs, one block of Philox each.
 *
 * Order: what a pair of draws becomes; loops over pairs; single draws, blocks of
 * them, tensors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "philox-private.h"
#include "rg-kernel.h"
#include "rg-parallel.h"
#include "rg-random.h"

/* Elements per chunk; even, so that chunks rarely split a pair. */
#define GRAIN 16384

typedef struct
{
  uint64_t seed;
  uint64_t first;
  uint64_t range; /* of integers */
  int64_t low;
} Draws;

/* --- pairs --- */

/* sin and cos of 2 pi u for u in [0, 1): a quarter turn is found exactly, and
 * Taylor's series does the rest, for an eighth of a turn at most. */
RG_INLINE void
sincos_turn (double u, double *sine, double *cosine)
{
  const double t = 4 * u;
  const double quarter = (t + RG_ROUND_F64) - RG_ROUND_F64;
  const double f = t - quarter, z = f * f;
  double s = 0x1.aaec32af93359p-38;
  s = __builtin_fma (s, z, -0x1.6fadb9f155744p-31);
  s = __builtin_fma (s, z, 0x1.e8f434d018d63p-25);
  s = __builtin_fma (s, z, -0x1.e3074fde8871fp-19);
  s = __builtin_fma (s, z, 0x1.50783487ee782p-13);
  s = __builtin_fma (s, z, -0x1.32d2cce62bd86p-8);
  s = __builtin_fma (s, z, 0x1.466bc6775aae2p-4);
  s = __builtin_fma (s, z, -0x1.4abbce625be53p-1);
  s = __builtin_fma (s, z, 0x1.921fb54442d18p+0) * f;
  double c = -0x1.2a0c591af8314p-41;
  c = __builtin_fma (c, z, 0x1.20c62c2f2d7f5p-34);
  c = __builtin_fma (c, z, -0x1.b6e24f44b128fp-28);
  c = __builtin_fma (c, z, 0x1.f9d38a3763cc3p-22);
  c = __builtin_fma (c, z, -0x1.a6d1f2a204a8cp-16);
  c = __builtin_fma (c, z, 0x1.e1f506891babbp-11);
  c = __builtin_fma (c, z, -0x1.55d3c7e3cbffap-6);
  c = __builtin_fma (c, z, 0x1.03c1f081b5ac4p-2);
  c = __builtin_fma (c, z, -0x1.3bd3cc9be45dep+0);
  c = __builtin_fma (c, z, 1.0);
  const int q = (int) quarter;
  const double sq = rg_select_f64 (q & 1, c, s), cq = rg_select_f64 (q & 1, s, c);
  *sine = rg_select_f64 (q & 2, -sq, sq);
  *cosine = rg_select_f64 ((q + 1) & 2, -cq, cq);
}

/* G. E. P. Box, M. E. Muller, "A note on the generation of random normal
 * deviates" (1958). 1 - u is exact and never 0. */
RG_INLINE void
normal_pair (uint64_t even, uint64_t odd, double *first, double *second)
{
  const double r = __builtin_sqrt (-2 * rg_log_f64 (1 - rg_bits_to_f64 (even)));
  double sine, cosine;
  sincos_turn (rg_bits_to_f64 (odd), &sine, &cosine);
  *first = r * cosine;
  *second = r * sine;
}

RG_INLINE void
pair_uniform_f32 (const Draws *d, uint64_t even, uint64_t odd, float *a, float *b)
{
  (void) d;
  *a = rg_bits_to_f32 (even);
  *b = rg_bits_to_f32 (odd);
}

RG_INLINE void
pair_uniform_f64 (const Draws *d, uint64_t even, uint64_t odd, double *a, double *b)
{
  (void) d;
  *a = rg_bits_to_f64 (even);
  *b = rg_bits_to_f64 (odd);
}

RG_INLINE void
pair_normal_f32 (const Draws *d, uint64_t even, uint64_t odd, float *a, float *b)
{
  double x, y;
  (void) d;
  normal_pair (even, odd, &x, &y);
  *a = (float) x;
  *b = (float) y;
}

RG_INLINE void
pair_normal_f64 (const Draws *d, uint64_t even, uint64_t odd, double *a, double *b)
{
  (void) d;
  normal_pair (even, odd, a, b);
}

RG_INLINE void
pair_integer (const Draws *d, uint64_t even, uint64_t odd, int64_t *a, int64_t *b)
{
  *a = (int64_t) ((uint64_t) d->low + rg_bits_below (even, d->range));
  *b = (int64_t) ((uint64_t) d->low + rg_bits_below (odd, d->range));
}

/* --- loops --- */

/* n elements from draw `first` on. A pair that is cut at either end is drawn
 * whole and half of it dropped. */
#define FILL(name, T)                                                          \
  RG_INLINE void fill_##name##_body (size_t n, void *const *out,               \
                                     const void *const *in, const void *attrs) \
  {                                                                            \
    const Draws *d = attrs;                                                    \
    T *restrict o = out[0];                                                    \
    const size_t head = n && (d->first & 1);                                   \
    const size_t pairs = (n - head) / 2;                                       \
    const uint64_t block = (d->first >> 1) + head;                             \
    uint64_t even, odd;                                                        \
    T dropped;                                                                 \
    (void) in;                                                                 \
    if (head)                                                                  \
      {                                                                        \
        rg_philox_pair (d->seed, d->first >> 1, &even, &odd);                  \
        pair_##name (d, even, odd, &dropped, o);                               \
      }                                                                        \
    _Pragma ("omp simd private (even, odd)") for (size_t k = 0; k < pairs; k++) \
    {                                                                          \
      rg_philox_pair (d->seed, block + k, &even, &odd);                        \
      pair_##name (d, even, odd, o + head + 2 * k, o + head + 2 * k + 1);      \
    }                                                                          \
    if (head + 2 * pairs < n)                                                  \
      {                                                                        \
        rg_philox_pair (d->seed, block + pairs, &even, &odd);                  \
        pair_##name (d, even, odd, o + n - 1, &dropped);                       \
      }                                                                        \
  }                                                                            \
  RG_CLONES (fill_##name, fill_##name##_body)

FILL (uniform_f32, float)
FILL (uniform_f64, double)
FILL (normal_f32, float)
FILL (normal_f64, double)
FILL (integer, int64_t)

typedef enum
{
  UNIFORM,
  NORMAL,
  INTEGER
} Kind;

static const RgBlockFunc fills[][RG_N_DTYPES][RG_N_ISAS] = {
  [UNIFORM] = { [RG_F32] = RG_CLONES_OF (fill_uniform_f32), [RG_F64] = RG_CLONES_OF (fill_uniform_f64) },
  [NORMAL] = { [RG_F32] = RG_CLONES_OF (fill_normal_f32), [RG_F64] = RG_CLONES_OF (fill_normal_f64) },
  [INTEGER] = { [RG_I64] = RG_CLONES_OF (fill_integer) },
};

typedef struct
{
  RgBlockFunc fill;
  Draws draws;
  char *data;
  size_t esize;
} FillJob;

static void
fill_range (int64_t begin, int64_t end, void *payload)
{
  const FillJob *job = payload;
  Draws draws = job->draws;
  draws.first += (uint64_t) begin;
  void *out = job->data + (size_t) begin * job->esize;
  job->fill ((size_t) (end - begin), &out, NULL, &draws);
}

/* --- single draws --- */

double
rg_random_normal (uint64_t seed, uint64_t index)
{
  uint64_t even, odd;
  double first, second;
  rg_philox_pair (seed, index >> 1, &even, &odd);
  normal_pair (even, odd, &first, &second);
  return index & 1 ? second : first;
}

/* --- blocks of draws --- */

void
rg_random_uniform_block (uint64_t seed, uint64_t first, size_t n, double *out)
{
  const Draws draws = { .seed = seed, .first = first };
  void *to = out;
  fills[UNIFORM][RG_F64][rg_isa ()](n, &to, NULL, &draws);
}

/* --- tensors --- */

static RgTensor *
filled (Kind kind, RgDType dtype, RgInts shape, int64_t low, uint64_t range)
{
  RgTensor *t = rg_empty (dtype, shape);
  if (t == NULL)
    return NULL;
  FillJob job = { .fill = fills[kind][dtype][rg_isa ()],
                  .draws = { .low = low, .range = range },
                  .data = rg_tensor_data (t),
                  .esize = rg_dtype_size (dtype) };
  int64_t n = rg_tensor_numel (t);
  job.draws.first = rg_generator_reserve (NULL, (uint64_t) n, &job.draws.seed);
  rg_parallel_for (n, GRAIN, fill_range, &job);
  return t;
}

static RgTensor *
filled_floating (const char *who, Kind kind, RgDType dtype, RgInts shape)
{
  if (!rg_dtype_is_floating (dtype))
    {
      rg_scope_fail (NULL, RG_ERROR_DTYPE, "%s: dtype %s: random numbers of this kind are float32 "
                     "or float64", who, rg_dtype_name (dtype));
      return NULL;
    }
  return filled (kind, dtype, shape, 0, 0);
}

RgTensor *
rg_rand (RgDType dtype, RgInts shape)
{
  return filled_floating ("rg_rand", UNIFORM, dtype, shape);
}

RgTensor *
rg_randn (RgDType dtype, RgInts shape)
{
  return filled_floating ("rg_randn", NORMAL, dtype, shape);
}

RgTensor *
rg_randint (int64_t low, int64_t high, RgInts shape)
{
  if (low >= high)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "rg_randint: low %" G_GINT64_FORMAT " is not below "
                     "high %" G_GINT64_FORMAT, low, high);
      return NULL;
    }
  return filled (INTEGER, RG_I64, shape, low, (uint64_t) high - (uint64_t) low);
}

/* R. Durstenfeld, "Algorithm 235: Random permutation" (1964): the shuffle of
 * Fisher and Yates. Draw i of the n decides what goes to place i. */
RgTensor *
rg_randperm (int64_t n)
{
  if (n < 0)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "rg_randperm: n = %" G_GINT64_FORMAT ": it cannot be "
                     "negative", n);
      return NULL;
    }
  RgTensor *t = rg_empty (RG_I64, RG_SHAPE (n));
  if (t == NULL)
    return NULL;
  uint64_t seed, first = rg_generator_reserve (NULL, (uint64_t) n, &seed);
  int64_t *p = rg_tensor_data (t);
  for (int64_t i = 0; i < n; i++)
    p[i] = i;
  for (int64_t i = n - 1; i > 0; i--)
    {
      uint64_t j = rg_bits_below (rg_philox_bits (seed, first + (uint64_t) i), (uint64_t) i + 1);
      int64_t kept = p[i];
      p[i] = p[j];
      p[j] = kept;
    }
  return t;
}
