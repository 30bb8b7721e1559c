/* conv-unroll.h: convolutions of many channels over few places as matrix products.
 *
 * Where planes are small, their windows waste vectors and the weights are read again
 * for every sample. There the windows of as many samples as make some hundred places
 * are unrolled into a matrix, and rg_gemm does the rest.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_UNROLL_H
#define CONV_UNROLL_H

#include "conv-run.h"
#include <rg-gemm.h>

/* A batch of samples. */
typedef struct
{
  const ConvRun *run;
  int64_t group, first, samples;
  bool is_first;      /* of its chunk */
  const void *matrix; /* the weights (co, taps) */
  void *columns;      /* their windows (taps, samples places) */
  void *other;        /* outputs or their gradients (co, samples places) */
  void *sum;          /* of the chunk (taps, co) */
} ConvUnroll;

#define conv_gemm_f32 rg_gemm_f32
#define conv_gemm_f64 rg_gemm_f64

#define T float
#define FN(name) conv_##name##_f32
#include "conv-unroll-body.h"
#undef T
#undef FN
#define T double
#define FN(name) conv_##name##_f64
#include "conv-unroll-body.h"
#undef T
#undef FN

/* --- when, and how many samples at once --- */

/* Places of a batch, elements of its matrix. */
#define CONV_UNROLL_PLACES RG_GEMM_KC
#define CONV_UNROLL_ELEMENTS (4 << 20)

static inline bool
conv_unrolls (const ConvClass *c, int64_t most_places)
{
  const ConvShape *s = c->shape;
  const int64_t places = c->axis[1]->count * c->axis[2]->count;
  const int64_t taps = s->ci * c->axis[0]->n_taps * c->axis[1]->n_taps * c->axis[2]->n_taps;
  return c->axis[0]->count == 1 && places > 0 && places <= most_places && s->co >= 32 && taps >= 64;
}

static inline int64_t
conv_unroll_samples (const ConvClass *c)
{
  const int64_t places = c->axis[1]->count * c->axis[2]->count;
  return CLAMP (MIN (CONV_UNROLL_PLACES / places, CONV_UNROLL_ELEMENTS / (c->n_taps * places)), 1, MAX (1, c->shape->n));
}

/* The plan of a class whose planes are not cut into strips. */
static inline bool
conv_unroll_class (RgCall *call, ConvClass *c)
{
  if (!conv_class_init (call, c, 1))
    return false;
  return c->n_strips == 1;
}

/* --- chunks of samples --- */

/* The same work on every batch of samples, cut into at most CONV_TASKS chunks that threads
 * take; each has memory of its own. */
typedef struct
{
  const ConvRun *run;
  void (*work) (const ConvUnroll *u);
  int64_t most, samples, n_chunks; /* samples of a batch, of a chunk; chunks */
  size_t matrix_step, sum_step;    /* bytes from group to group, and of a weight */
  size_t columns_size, other_size;
  const char *matrix;
  char *columns, *other, *sum;     /* of each chunk */
} ConvChunks;

static void
conv_chunk (int64_t begin, int64_t end, void *payload)
{
  const ConvChunks *k = payload;
  const ConvShape *s = k->run->class->shape;
  for (int64_t task = begin; task < end; task++)
    {
      const int64_t chunk = task / s->groups, group = task % s->groups;
      const int64_t stop = MIN ((chunk + 1) * k->samples, s->n);
      ConvUnroll u = { .run = k->run, .group = group, .is_first = true,
                       .matrix = k->matrix + (size_t) group * k->matrix_step,
                       .columns = k->columns + (size_t) task * k->columns_size,
                       .other = k->other + (size_t) task * k->other_size,
                       .sum = k->sum + (size_t) chunk * k->sum_step * (size_t) s->groups + (size_t) group * k->sum_step };
      for (u.first = chunk * k->samples; u.first < stop; u.first += k->most, u.is_first = false)
        {
          u.samples = MIN (k->most, stop - u.first);
          k->work (&u);
        }
    }
}

/* How a batch is cut into chunks, and their memory; k->run, work and matrix are set. */
static inline bool
conv_chunks (RgCall *call, ConvChunks *k, RgDType dtype, int64_t most_chunks)
{
  const ConvClass *c = k->run->class;
  const ConvShape *s = c->shape;
  const int64_t places = c->axis[1]->count * c->axis[2]->count;
  const size_t size = rg_dtype_size (dtype);
  k->most = conv_unroll_samples (c);
  const int64_t batches = (s->n + k->most - 1) / k->most;
  k->n_chunks = CLAMP (MIN (batches, most_chunks), 1, CONV_TASKS);
  k->samples = MAX (1, (batches + k->n_chunks - 1) / k->n_chunks) * k->most;
  k->n_chunks = MAX (1, (s->n + k->samples - 1) / k->samples);
  k->columns_size = size * (size_t) (c->n_taps * k->most * places);
  k->other_size = size * (size_t) (s->co * k->most * places);
  const size_t tasks = (size_t) (k->n_chunks * s->groups);
  k->columns = rg_call_temp (call, tasks * k->columns_size);
  k->other = rg_call_temp (call, tasks * k->other_size);
  return k->columns && k->other;
}

static inline void
conv_chunks_run (ConvChunks *k)
{
  const ConvClass *c = k->run->class;
  const double work = (double) (k->samples * c->n_taps * c->axis[1]->count * c->axis[2]->count) * (double) c->shape->co;
  rg_parallel_for (k->n_chunks * c->shape->groups, conv_grain (work), conv_chunk, k);
}

/* --- forward --- */

/* The outputs of a class; c is planned. */
static inline bool
conv_unroll_forward (RgCall *call, ConvRun *r, ConvClass *c, RgDType dtype, const void *weight)
{
  const ConvShape *s = c->shape;
  const size_t size = rg_dtype_size (dtype);
  ConvChunks k = { .run = r, .work = dtype == RG_F32 ? conv_unroll_outputs_f32 : conv_unroll_outputs_f64,
                   .matrix = weight, .matrix_step = size * (size_t) r->w_group };
  r->class = c;
  if (s->transposed)
    {
      /* Where all taps are there, in order, the weights are a matrix already; here not. */
      k.matrix_step = size * (size_t) (s->co * c->n_taps);
      char *packed = rg_call_temp (call, (size_t) s->groups * k.matrix_step);
      if (packed == NULL)
        return false;
      for (int64_t group = 0; group < s->groups; group++)
        if (dtype == RG_F32)
          conv_class_weights_f32 (r, c, group, weight, (void *) (packed + (size_t) group * k.matrix_step));
        else
          conv_class_weights_f64 (r, c, group, weight, (void *) (packed + (size_t) group * k.matrix_step));
      k.matrix = packed;
    }
  if (!conv_chunks (call, &k, dtype, CONV_TASKS))
    return false;
  conv_chunks_run (&k);
  return true;
}

/* --- gradient of the weight --- */

/* r->result (groups co, taps) = sum of y (co, places) times the windows: a sum for each
 * chunk, then these in pairs, and the whole turned over. */
static inline bool
conv_unroll_weight (RgCall *call, ConvRun *r, ConvClass *c, RgDType dtype)
{
  const ConvShape *s = c->shape;
  const size_t size = rg_dtype_size (dtype);
  ConvChunks k = { .run = r, .work = dtype == RG_F32 ? conv_unroll_weights_f32 : conv_unroll_weights_f64,
                   .sum_step = size * (size_t) (s->co * c->n_taps) };
  r->class = c;
  if (s->n == 0)
    {
      memset (r->result, 0, size * (size_t) r->n_weights);
      return true;
    }
  if (!conv_chunks (call, &k, dtype, MAX (1, CONV_CHUNK_SUMS / r->n_weights)))
    return false;
  r->n_chunks = k.n_chunks;
  r->packed = k.sum = rg_call_temp (call, size * (size_t) (k.n_chunks * r->n_weights));
  void *result = r->result;
  r->sums = r->result = rg_call_temp (call, size * (size_t) r->n_weights);
  if (k.sum == NULL || r->sums == NULL)
    return false;
  conv_chunks_run (&k);
  rg_parallel_for (r->n_weights, 16384, dtype == RG_F32 ? conv_merge_f32 : conv_merge_f64, r);
  r->result = result;
  rg_parallel_for (s->groups * s->co, MAX (1, 16384 / c->n_taps), dtype == RG_F32 ? conv_turn_sums_f32 : conv_turn_sums_f64, r);
  return true;
}

#endif
