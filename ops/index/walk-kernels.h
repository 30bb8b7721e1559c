/* walk-kernels.h: what is walked, and the innermost loops of walk.h: one for each
 * way of joining an element of a table and one of a list, and each element type.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef WALK_KERNELS_H
#define WALK_KERNELS_H

#include "index-op.h"

typedef enum
{
  WALK_READ, /* list = table */
  WALK_SET,  /* table = list */
  WALK_ADD,  /* table += alpha * list */
  WALK_MUL,
  WALK_MIN,
  WALK_MAX,
  WALK_N_KINDS
} WalkKind;

typedef struct _Walk Walk;
typedef void (*WalkFunc) (const Walk *w, void *table, const int64_t *index, void *list, const int64_t *order,
                          int64_t m, int64_t n);

struct _Walk
{
  RgDType dtype;
  void *table, *list;
  const int64_t *index;
  double alpha;
  int64_t range; /* indices are below it */
  /* strides in elements: of the table, the index, the list */
  int n_outer;
  int64_t sizes[RG_MAX_DIMS], ts[RG_MAX_DIMS], is[RG_MAX_DIMS], ls[RG_MAX_DIMS];
  int64_t m, tm, im, lm;
  int64_t n, tj, ij, lj;
  /* how the work is cut; see walk_units() */
  WalkFunc fn;
  int64_t m_step, m_parts, n_step, n_parts;
  const int64_t *order; /* of k, sorted by index */
};

/* --- kernels --- */

/* `p` is of the table, `q` of the list. With ij = 0 an index holds for a row. */
#define WALK_KERNEL(name, T, ...)                                              \
  static void __attribute__ ((unused)) name (const Walk *w, void *table, const int64_t *index, void *list, \
                                             const int64_t *order, int64_t m, int64_t n) \
  {                                                                            \
    T *t = table, *l = list;                                                   \
    const T alpha = (T) w->alpha;                                              \
    const int64_t im = w->im, tm = w->tm, lm = w->lm;                          \
    const int64_t ij = w->ij, tj = w->tj, lj = w->lj;                          \
    (void) alpha;                                                              \
    if (n == 1 && order == NULL)                                               \
      {                                                                        \
        for (int64_t k = 0; k < m; k++)                                        \
          {                                                                    \
            T *p = t + index[k * im] * tm, *q = l + k * lm;                    \
            __VA_ARGS__;                                                       \
          }                                                                    \
        return;                                                                \
      }                                                                        \
    for (int64_t k = 0; k < m; k++)                                            \
      {                                                                        \
        const int64_t r = order ? order[k] : k, *ix = index + r * im;          \
        T *row = l + r * lm;                                                   \
        if (ij == 0 && tj == 1 && lj == 1)                                     \
          {                                                                    \
            T *place = t + *ix * tm;                                           \
            for (int64_t j = 0; j < n; j++)                                    \
              {                                                                \
                T *p = place + j, *q = row + j;                                \
                __VA_ARGS__;                                                   \
              }                                                                \
          }                                                                    \
        else                                                                   \
          for (int64_t j = 0; j < n; j++)                                      \
            {                                                                  \
              T *p = t + ix[j * ij] * tm + j * tj, *q = row + j * lj;           \
              __VA_ARGS__;                                                     \
            }                                                                  \
      }                                                                        \
  }
WALK_KERNEL (walk_read_1, uint8_t, *q = *p)
WALK_KERNEL (walk_read_4, uint32_t, *q = *p)
WALK_KERNEL (walk_read_8, uint64_t, *q = *p)
WALK_KERNEL (walk_set_1, uint8_t, *p = *q)
WALK_KERNEL (walk_set_4, uint32_t, *p = *q)
WALK_KERNEL (walk_set_8, uint64_t, *p = *q)
/* NaN wins, as in PyTorch's amin and amax. */
#define WALK_LESS(T) T x = *p, y = *q; *p = y < x || y != y ? y : x
#define WALK_MORE(T) T x = *p, y = *q; *p = y > x || y != y ? y : x
#define WALK_NUMBERS(s, T)                                                     \
  WALK_KERNEL (walk_add_##s, T, *p = (T) (*p + alpha * *q))                    \
  WALK_KERNEL (walk_mul_##s, T, *p = (T) (*p * *q))                            \
  WALK_KERNEL (walk_min_##s, T, WALK_LESS (T))                                 \
  WALK_KERNEL (walk_max_##s, T, WALK_MORE (T))
WALK_NUMBERS (f32, float)
WALK_NUMBERS (f64, double)
WALK_NUMBERS (i64, int64_t)
WALK_NUMBERS (i32, int32_t)
WALK_NUMBERS (u8, uint8_t)
WALK_KERNEL (walk_or, uint8_t, *p = *p | (*q & (alpha != 0)))
WALK_KERNEL (walk_and, uint8_t, *p = *p & *q)

#define WALK_ROW(op) { walk_##op##_f32, walk_##op##_f64, walk_##op##_i64, walk_##op##_i32, walk_##op##_u8
static const WalkFunc walk_funcs[WALK_N_KINDS][RG_N_DTYPES] = {
  [WALK_READ] = { walk_read_4, walk_read_8, walk_read_8, walk_read_4, walk_read_1, walk_read_1 },
  [WALK_SET] = { walk_set_4, walk_set_8, walk_set_8, walk_set_4, walk_set_1, walk_set_1 },
  [WALK_ADD] = WALK_ROW (add), walk_or },
  [WALK_MUL] = WALK_ROW (mul), walk_and },
  [WALK_MIN] = WALK_ROW (min), walk_and },
  [WALK_MAX] = WALK_ROW (max), walk_or },
};

#endif
