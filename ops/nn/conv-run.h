/* conv-run.h: what the ways to compute a convolution share: kernels over a plan, and
 * how much work is a task.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_RUN_H
#define CONV_RUN_H

#include "conv-kernels.h"
#include "conv-plan.h"
#include "scratch.h"

typedef struct
{
  const ConvKernels *kernels;
  const ConvClass *class;
  const void *x, *bias;
  void *y;                       /* read where the weight's gradient is computed */
  int64_t w_group, w_out, w_in;  /* steps of the weight */
  void *packed;                  /* weights, or the sums of chunks */
  int64_t part, n_parts;         /* output channels of a task */
  int64_t samples, n_chunks, n_weights;
  void *result, *sums;           /* the weight's gradient, and before it is turned over */
} ConvRun;

/* Channels of the packed block that begins with channel o. */
static inline int64_t
conv_block_rows (const ConvShape *s, int64_t o)
{
  return s->co - o <= 2 ? 1 : CONV_ROWS;
}

static inline int64_t
conv_packed_rows (const ConvShape *s)
{
  return s->co % CONV_ROWS <= 2 ? s->co : (s->co + CONV_ROWS - 1) / CONV_ROWS * CONV_ROWS;
}

#define T float
#define FN(name) conv_##name##_f32
#include "conv-body.h"
#undef T
#undef FN
#define T double
#define FN(name) conv_##name##_f64
#include "conv-body.h"
#undef T
#undef FN

/* --- cutting the work --- */

/* Multiplications that one task should have at least, and how many tasks are
 * wanted; both only shape the cut, never the bits. */
#define CONV_TASK 2000000.0
#define CONV_TASKS 16

/* Elements of the sums that chunks keep of a weight's gradient, all together. */
#define CONV_CHUNK_SUMS (8 << 20)

static inline int64_t
conv_grain (double work_of_task)
{
  return work_of_task >= CONV_TASK ? 1 : (int64_t) (CONV_TASK / MAX (work_of_task, 100.0)) + 1;
}

#endif
