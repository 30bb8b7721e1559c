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

typedef struct
{
  const ConvRun *run;
  int64_t group, first, samples; /* of the batch that is unrolled */
  void *columns;
} ConvUnroll;

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
#define CONV_UNROLL_PLACES 512
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

static inline void
conv_unroll_batch (ConvUnroll *u, RgDType dtype)
{
  const ConvClass *c = u->run->class;
  const int64_t work = MAX (1, c->n_taps * c->axis[1]->count * c->axis[2]->count);
  rg_parallel_for (u->samples, MAX (1, 50000 / work), dtype == RG_F32 ? conv_unroll_f32 : conv_unroll_f64, u);
}

/* --- forward --- */

/* The outputs of a class; c is planned. */
static inline bool
conv_unroll_forward (RgCall *call, ConvRun *r, ConvClass *c, RgDType dtype, const void *weight)
{
  const ConvShape *s = c->shape;
  const int64_t places = c->axis[1]->count * c->axis[2]->count, most = conv_unroll_samples (c);
  const size_t size = rg_dtype_size (dtype);
  ConvUnroll u = { .run = r, .columns = rg_call_temp (call, size * (size_t) (c->n_taps * most * places)) };
  /* Where all taps are there, in order, the weights are such a matrix already. */
  void *packed = s->transposed ? rg_call_temp (call, size * (size_t) (s->co * c->n_taps)) : NULL;
  void *out = rg_call_temp (call, size * (size_t) (s->co * most * places));
  if (u.columns == NULL || out == NULL || (s->transposed && packed == NULL))
    return false;
  r->class = c;
  for (u.group = 0; u.group < s->groups; u.group++)
    {
      const void *matrix = s->transposed ? packed : (const char *) weight + (size_t) (u.group * r->w_group) * size;
      if (s->transposed && dtype == RG_F32)
        conv_class_weights_f32 (r, c, u.group, weight, packed);
      else if (s->transposed)
        conv_class_weights_f64 (r, c, u.group, weight, packed);
      for (u.first = 0; u.first < s->n; u.first += most)
        {
          u.samples = MIN (most, s->n - u.first);
          const int64_t columns = u.samples * places;
          conv_unroll_batch (&u, dtype);
          if (dtype == RG_F32)
            conv_fill_bias_f32 (&u, out, columns);
          else
            conv_fill_bias_f64 (&u, out, columns);
          const RgGemm g = { .m = s->co, .n = columns, .k = c->n_taps, .a = matrix, .a_row = c->n_taps, .a_col = 1,
                             .b = u.columns, .b_row = columns, .b_col = 1, .c = out, .c_row = columns,
                             .alpha = 1, .beta = 1, .batch = 1 };
          rg_gemm (dtype, &g);
          if (dtype == RG_F32)
            conv_scatter_f32 (&u, out);
          else
            conv_scatter_f64 (&u, out);
        }
    }
  return true;
}

/* --- gradient of the weight --- */

/* r->result (groups co, taps) = sum of y (co, places) times the windows. */
static inline bool
conv_unroll_weight (RgCall *call, ConvRun *r, ConvClass *c, RgDType dtype)
{
  const ConvShape *s = c->shape;
  const int64_t places = c->axis[1]->count * c->axis[2]->count, most = conv_unroll_samples (c);
  const size_t size = rg_dtype_size (dtype);
  ConvUnroll u = { .run = r, .columns = rg_call_temp (call, size * (size_t) (c->n_taps * most * places)) };
  void *grads = rg_call_temp (call, size * (size_t) (s->co * most * places));
  if (u.columns == NULL || grads == NULL)
    return false;
  r->class = c;
  if (s->n == 0)
    memset (r->result, 0, size * (size_t) r->n_weights);
  for (u.group = 0; u.group < s->groups; u.group++)
    for (u.first = 0; u.first < s->n; u.first += most)
      {
        u.samples = MIN (most, s->n - u.first);
        const int64_t columns = u.samples * places;
        conv_unroll_batch (&u, dtype);
        if (dtype == RG_F32)
          conv_gather_f32 (&u, grads);
        else
          conv_gather_f64 (&u, grads);
        const RgGemm g = { .m = s->co, .n = c->n_taps, .k = columns, .a = grads, .a_row = columns, .a_col = 1,
                           .b = u.columns, .b_row = 1, .b_col = columns,
                           .c = (char *) r->result + (size_t) (u.group * s->co * c->n_taps) * size, .c_row = c->n_taps,
                           .alpha = 1, .beta = u.first ? 1 : 0, .batch = 1 };
        rg_gemm (dtype, &g);
      }
  return true;
}

#endif
