/* pool-integers.h: pools of integers: the largest element and where it stands for
 * int64, int32 and uint8, the mean for int64. PyTorch pools these on the CPU; nothing
 * in a network that is trained does, so the loops are plain ones.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef POOL_INTEGERS_H
#define POOL_INTEGERS_H

#include "windows.h"

/* Calls `each` for the windows (i, j, k) of the planes [begin, end), in order. */
#define POOL_EACH_WINDOW(each)                                                 \
  const Pool *p = payload;                                                     \
  const PoolAxis d = p->axis[0], h = p->axis[1], w = p->axis[2];               \
  const int64_t in = pool_volume (p, false);                                   \
  int64_t o = begin * pool_volume (p, true);                                   \
  for (int64_t plane = begin; plane < end; plane++)                            \
    for (int64_t i = 0; i < d.out; i++)                                        \
      for (int64_t j = 0; j < h.out; j++)                                      \
        for (int64_t k = 0; k < w.out; k++, o++)                               \
          each

/* The first of equals; the window's first element where all are the least number. */
#define POOL_INTEGER_MAX(T, name, LEAST)                                       \
  static void pool_max_##name (int64_t begin, int64_t end, void *payload)      \
  {                                                                            \
    POOL_EACH_WINDOW ({                                                        \
      const T *x = (const T *) p->in + plane * in;                             \
      int64_t where = (d.first[i] * h.in + h.first[j]) * w.in + w.first[k];    \
      T best = LEAST;                                                          \
      for (int64_t a = d.first[i]; a < d.last[i]; a += d.step)                 \
        for (int64_t b = h.first[j]; b < h.last[j]; b += h.step)               \
          for (int64_t c = w.first[k]; c < w.last[k]; c += w.step)             \
            {                                                                  \
              const int64_t at = (a * h.in + b) * w.in + c;                    \
              const bool better = x[at] > best;                                \
              best = better ? x[at] : best;                                    \
              where = better ? at : where;                                     \
            }                                                                  \
      ((T *) p->out)[o] = best;                                                \
      p->indices[o] = where;                                                   \
    })                                                                         \
  }
POOL_INTEGER_MAX (int64_t, i64, INT64_MIN)
POOL_INTEGER_MAX (int32_t, i32, INT32_MIN)
POOL_INTEGER_MAX (uint8_t, u8, 0)

/* The sum wraps, and the quotient is cut off towards 0, as C's is. */
static void
pool_mean_i64 (int64_t begin, int64_t end, void *payload)
{
  POOL_EACH_WINDOW ({
    const int64_t *x = (const int64_t *) p->in + plane * in;
    const int64_t inside = (d.last[i] - d.first[i]) * (h.last[j] - h.first[j]) * (w.last[k] - w.first[k]);
    const int64_t all = d.size[i] * h.size[j] * w.size[k];
    const int64_t divisor = p->divisor ? p->divisor : p->count_padding ? all : inside;
    uint64_t sum = 0;
    for (int64_t a = d.first[i]; a < d.last[i]; a++)
      for (int64_t b = h.first[j]; b < h.last[j]; b++)
        for (int64_t c = w.first[k]; c < w.last[k]; c++)
          sum += (uint64_t) x[(a * h.in + b) * w.in + c];
    /* -1 apart: the least number has no opposite. */
    ((int64_t *) p->out)[o] = divisor == -1 ? (int64_t) (0 - sum) : (int64_t) sum / divisor;
  })
}

/* By element type; NULL where there is none. */
static const RgRangeFunc pool_integer_max[RG_N_DTYPES] = { [RG_I64] = pool_max_i64, [RG_I32] = pool_max_i32, [RG_U8] = pool_max_u8 };
static const RgRangeFunc pool_integer_mean[RG_N_DTYPES] = { [RG_I64] = pool_mean_i64 };

#endif
