/* conv-drive.h: convolutions, transposed ones, and the gradients of weights: which
 * way to take, and how the work is cut.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_DRIVE_H
#define CONV_DRIVE_H

#include "conv-unroll.h"

/* Up to so many places an output's windows are unrolled; measured. */
#define CONV_UNROLL_FORWARD 100
#define CONV_UNROLL_WEIGHT 400

/* --- forward --- */

/* y = x * weight + bias, all contiguous; y of the class's outputs. */
static inline bool
conv_forward_class (RgCall *call, ConvRun *r, ConvClass *c, RgDType dtype, const void *weight)
{
  const ConvShape *s = c->shape;
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  const double taps = (double) s->ci * (double) (d->n_taps * h->n_taps * w->n_taps);
  const double work = taps * (double) (s->n * s->groups * s->co) * (double) (d->count * h->count * w->count);
  if (d->count == 0 || h->count == 0 || w->count == 0)
    return true;
  const int64_t enough = work < 2 * CONV_TASK ? 1 : (int64_t) MIN (work / CONV_TASK, CONV_TASKS);
  const int64_t packed_rows = s->groups * conv_packed_rows (s);
  if (!conv_class_init (call, c, enough))
    return false;
  r->class = c;
  r->packed = rg_call_temp (call, rg_dtype_size (dtype) * (size_t) MAX (packed_rows * c->n_taps, 1));
  if (r->packed == NULL)
    return false;
  const int64_t strips = s->n * s->groups * d->count * c->n_strips;
  r->part = s->co;
  while (strips * ((s->co + r->part - 1) / r->part) < enough && r->part > CONV_ROWS)
    r->part = (r->part / 2 + CONV_ROWS - 1) / CONV_ROWS * CONV_ROWS;
  r->n_parts = (s->co + r->part - 1) / r->part;
  const int64_t tasks = strips * r->n_parts, grain = conv_grain (work / (double) tasks);
  if (dtype == RG_F32)
    {
      conv_pack_f32 (r, c, weight, r->packed);
      rg_parallel_for (tasks, grain, conv_forward_f32, r);
    }
  else
    {
      conv_pack_f64 (r, c, weight, r->packed);
      rg_parallel_for (tasks, grain, conv_forward_f64, r);
    }
  return true;
}

/* y = x * weight + bias, all contiguous. */
static inline bool
conv_forward (RgCall *call, const ConvShape *s, RgDType dtype, const void *x, const void *weight, const void *bias,
              void *y)
{
  const int64_t volume = conv_kernel_volume (s);
  ConvRun r = { .kernels = &conv_kernels[dtype == RG_F64][rg_isa ()], .x = x, .bias = bias, .y = y,
                .w_group = s->ci * s->co * volume };
  r.w_out = s->transposed ? volume : s->ci * volume;
  r.w_in = s->transposed ? s->co * volume : volume;
  int64_t classes[CONV_AXES];
  for (int a = 0; a < CONV_AXES; a++)
    classes[a] = s->transposed ? MIN (s->dim[a].stride, s->dim[a].out) : 1;
  if (s->n * s->groups * s->co * conv_volume (s, true) == 0)
    return true;
  for (int64_t i = 0; i < classes[0] * classes[1] * classes[2]; i++)
    {
      ConvClass c = { .shape = s };
      c.axis[0] = conv_axis_new (call, &s->dim[0], s->transposed, i / classes[2] / classes[1]);
      c.axis[1] = conv_axis_new (call, &s->dim[1], s->transposed, i / classes[2] % classes[1]);
      c.axis[2] = conv_axis_new (call, &s->dim[2], s->transposed, i % classes[2]);
      if (!c.axis[0] || !c.axis[1] || !c.axis[2])
        return false;
      const bool unrolls = conv_unrolls (&c, CONV_UNROLL_FORWARD) && conv_unroll_class (call, &c);
      if (!(unrolls ? conv_unroll_forward (call, &r, &c, dtype, weight)
                    : conv_forward_class (call, &r, &c, dtype, weight)))
        return false;
    }
  return true;
}

/* --- gradient of the weight --- */

/* Elements of the sums by lane that a task keeps. */
#define CONV_LANE_SUMS (1 << 18)

/* result (groups co, ci, kernel) = sum over samples and places of y x. */
static inline bool
conv_weight (RgCall *call, const ConvShape *s, RgDType dtype, const void *x, const void *y, void *result)
{
  const int64_t lanes = (int64_t) (64 / rg_dtype_size (dtype));
  ConvClass c = { .shape = s };
  for (int a = 0; a < CONV_AXES; a++)
    if ((c.axis[a] = conv_axis_new (call, &s->dim[a], false, 0)) == NULL)
      return false;
  ConvRun r = { .kernels = &conv_kernels[dtype == RG_F64][rg_isa ()], .class = &c, .x = x, .y = (void *) y,
                .result = result, .n_weights = s->groups * s->co * s->ci * conv_kernel_volume (s) };
  if (r.n_weights == 0)
    return true;
  if (conv_unrolls (&c, CONV_UNROLL_WEIGHT) && conv_unroll_class (call, &c))
    return conv_unroll_weight (call, &r, &c, dtype);
  if (!conv_class_init (call, &c, 1))
    return false;
  r.part = CLAMP (CONV_LANE_SUMS / (c.n_taps * lanes) / 4 * 4, 4, MAX (4, s->co));
  r.n_parts = (s->co + r.part - 1) / r.part;
  r.n_chunks = CLAMP (CONV_CHUNK_SUMS / r.n_weights, 1, CONV_TASKS);
  r.samples = MAX (1, (s->n + r.n_chunks - 1) / r.n_chunks);
  r.n_chunks = MAX (1, (s->n + r.samples - 1) / r.samples);
  r.packed = rg_call_temp (call, rg_dtype_size (dtype) * (size_t) (r.n_chunks * r.n_weights));
  if (r.packed == NULL)
    return false;
  const double work = (double) (r.samples * c.n_taps) * (double) r.part * (double) conv_volume (s, true);
  const int64_t tasks = r.n_chunks * s->groups * r.n_parts;
  rg_parallel_for (tasks, conv_grain (work), dtype == RG_F32 ? conv_weight_f32 : conv_weight_f64, &r);
  rg_parallel_for (r.n_weights, 16384, dtype == RG_F32 ? conv_merge_f32 : conv_merge_f64, &r);
  return true;
}

#endif
