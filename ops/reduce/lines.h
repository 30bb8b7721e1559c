/* lines.h: a tensor as lines along one dimension, for operators that work on one
 * line at a time.
 *
 * A contiguous tensor of sizes (outer, n, inner): line (o, i) has its elements
 * inner apart. Where inner is 1 a line is contiguous; elsewhere neighbouring
 * lines lie side by side, and a kernel takes up to 64 of them together. Inputs
 * and outputs may differ in the length of their lines, and in nothing else.
 *
 * Order: how a kernel sees lines, cutting, running.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef LINES_H
#define LINES_H

#include <retrograde-op.h>
#include <rg-parallel.h>

#define LINES_STRIP 64
#define LINES_ARRAYS 3

/* What a kernel, an RgBlockFunc, finds behind `attrs`. */
typedef struct
{
  size_t stride;     /* between the elements of a line; 1: one contiguous line */
  size_t width;      /* how many lines lie side by side, at most LINES_STRIP */
  const void *attrs; /* the operator's */
} LineStep;

/* --- cutting --- */

typedef struct
{
  int dim;
  int64_t outer, n, inner;
} Lines;

/* How `t` is cut along `dim`; false, with the error set, if there is no such dim.
 * A zero-dimensional tensor is one line of one element. */
static inline bool
lines_of (RgCall *call, const RgTensor *t, int64_t dim, Lines *lines)
{
  RgInts shape = rg_tensor_shape (t);
  int d = rg_call_dim (call, dim, (int) shape.n);
  if (d < 0)
    return false;
  *lines = (Lines){ d, 1, shape.n ? shape.v[d] : 1, 1 };
  for (int64_t k = 0; k < shape.n; k++)
    {
      if (k < d)
        lines->outer *= shape.v[k];
      if (k > d)
        lines->inner *= shape.v[k];
    }
  return true;
}

/* The sizes of a result whose lines have length n, or, with n = 1 and not
 * keepdim, are no dimension at all. `sizes` has room for RG_MAX_DIMS. */
static inline RgInts
lines_shape (const RgTensor *t, const Lines *lines, int64_t n, bool keepdim, int64_t *sizes)
{
  RgInts shape = rg_tensor_shape (t);
  int64_t ndim = 0;
  for (int64_t k = 0; k < shape.n; k++)
    if (k != lines->dim)
      sizes[ndim++] = shape.v[k];
    else if (keepdim)
      sizes[ndim++] = n;
  return (RgInts){ ndim, sizes };
}

/* --- running --- */

typedef struct
{
  RgBlockFunc kernel;
  Lines lines;
  const void *attrs;
  double cost; /* nanoseconds an element of the first input; 0: 1 */
  size_t n_in, n_out;
  const char *in[LINES_ARRAYS];
  char *out[LINES_ARRAYS];
  size_t in_line[LINES_ARRAYS], out_line[LINES_ARRAYS]; /* lengths of their lines */
  size_t in_size[LINES_ARRAYS], out_size[LINES_ARRAYS]; /* bytes of an element */
} LinesJob;

/* Adds an input, which must be contiguous and have lines of length n. */
static inline void
lines_in (LinesJob *job, const RgTensor *t, int64_t n)
{
  size_t i = job->n_in++;
  job->in[i] = rg_tensor_data (t);
  job->in_line[i] = (size_t) n;
  job->in_size[i] = rg_dtype_size (rg_tensor_dtype (t));
}

static inline void
lines_out (LinesJob *job, RgTensor *t, int64_t n)
{
  size_t i = job->n_out++;
  job->out[i] = rg_tensor_data (t);
  job->out_line[i] = (size_t) n;
  job->out_size[i] = rg_dtype_size (rg_tensor_dtype (t));
}

static inline void
lines_range (int64_t begin, int64_t end, void *payload)
{
  const LinesJob *job = payload;
  int64_t inner = job->lines.inner, strips = (inner + LINES_STRIP - 1) / LINES_STRIP;
  for (int64_t s = begin; s < end; s++)
    {
      size_t outer = (size_t) (s / strips), first = (size_t) (s % strips) * LINES_STRIP;
      LineStep step = { (size_t) inner, MIN (LINES_STRIP, (size_t) inner - first), job->attrs };
      const void *in[LINES_ARRAYS] = { NULL };
      void *out[LINES_ARRAYS] = { NULL };
      for (size_t i = 0; i < job->n_in; i++)
        in[i] = job->in[i] + (outer * job->in_line[i] * (size_t) inner + first) * job->in_size[i];
      for (size_t i = 0; i < job->n_out; i++)
        out[i] = job->out[i] + (outer * job->out_line[i] * (size_t) inner + first) * job->out_size[i];
      job->kernel ((size_t) job->lines.n, out, in, &step);
    }
}

/* Runs the kernel on every line, even where a line has no elements. */
static inline void
lines_run (LinesJob *job)
{
  const Lines *l = &job->lines;
  if (l->outer == 0 || l->inner == 0)
    return;
  int64_t strips = (l->inner + LINES_STRIP - 1) / LINES_STRIP;
  double per_item = (double) MAX (l->n, 1) * (double) MIN (l->inner, LINES_STRIP) * (job->cost > 0 ? job->cost : 1);
  rg_parallel_for (l->outer * strips, MAX (1, (int64_t) (8192 / per_item)), lines_range, job);
}

/* The best kernel of a row of RG_CLONES_OF. */
static inline RgBlockFunc
lines_kernel (const RgBlockFunc *clones)
{
  return clones[rg_isa ()] ? clones[rg_isa ()] : clones[RG_ISA_BASE];
}

#endif
