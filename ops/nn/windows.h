/* windows.h: the windows of pools: which inputs, along each axis, an output of a
 * pool looks at. Regular and adaptive pools differ in this alone.
 *
 * The operators max_pool, avg_pool and so on take (n, channels, ...) with one to
 * three dimensions at the end, a plane; absent axes have one element.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef WINDOWS_H
#define WINDOWS_H

#include <retrograde-op.h>

#define POOL_AXES 3

/* Output o of an axis looks at the inputs first[o], first[o] + step, ... below
 * last[o]; with the padding that counts there are size[o] of them. */
typedef struct
{
  int64_t in, out, step;
  int64_t *first, *last, *size;
} PoolAxis;

typedef struct
{
  int64_t dims;             /* axes that are there */
  int64_t planes;           /* n times channels */
  PoolAxis axis[POOL_AXES]; /* depth, height, width */
  int64_t whole[POOL_AXES]; /* from the first to the last element of a whole window */
  int64_t n_whole, *to;     /* (outputs) which output a window is, whole ones first */
  int32_t *at;              /* (outputs) where a whole one begins */
  bool count_padding;       /* what the sum is divided by */
  int64_t divisor;          /* the same for all, unless 0 */
  const void *in;
  void *out;
  int64_t *indices;
} Pool;

static inline int64_t
pool_volume (const Pool *p, bool out)
{
  int64_t volume = 1;
  for (int a = 0; a < POOL_AXES; a++)
    volume *= out ? p->axis[a].out : p->axis[a].in;
  return volume;
}

/* Inputs that the windows look at, all together. */
static inline double
pool_work (const Pool *p)
{
  double work = 1;
  for (int a = 0; a < POOL_AXES; a++)
    {
      int64_t sum = 0;
      for (int64_t o = 0; o < p->axis[a].out; o++)
        sum += (p->axis[a].last[o] - p->axis[a].first[o] + p->axis[a].step - 1) / p->axis[a].step;
      work *= (double) sum;
    }
  return work;
}

/* Planes of a chunk: some 20 us. */
static inline int64_t
pool_grain (const Pool *p)
{
  return MAX (1, (int64_t) (20000 / MAX (1.0, pool_work (p))));
}

/* --- one axis --- */

static inline bool
pool_axis_alloc (RgCall *call, PoolAxis *x)
{
  int64_t *list = rg_call_temp (call, 3 * sizeof (int64_t) * (size_t) MAX (1, x->out));
  if (list == NULL)
    return false;
  x->first = list;
  x->last = list + x->out;
  x->size = list + 2 * x->out;
  return true;
}

typedef struct
{
  int64_t kernel, stride, padding, dilation;
  bool ceil;
} PoolStep;

static inline bool
pool_axis_regular (RgCall *call, PoolAxis *x, const PoolStep *s)
{
  const int64_t reach = (s->kernel - 1) * s->dilation + 1, room = x->in + 2 * s->padding - reach;
  if (s->kernel < 1 || s->stride < 1 || s->dilation < 1 || s->kernel > G_MAXINT32 || s->stride > G_MAXINT32
      || s->dilation > G_MAXINT32)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "kernel_size, stride and dilation must be at least 1");
  if (s->padding < 0 || s->padding > reach / 2)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "padding is %" G_GINT64_FORMAT "; it must be from 0 to half of the "
                         "window, %" G_GINT64_FORMAT, s->padding, reach / 2);
  x->out = room < 0 && !(s->ceil && room + s->stride - 1 >= 0) ? 0 : (room + (s->ceil ? s->stride - 1 : 0)) / s->stride + 1;
  /* The last window must begin inside the input or its left padding. */
  if (s->ceil && x->out > 0 && (x->out - 1) * s->stride >= x->in + s->padding)
    x->out--;
  if (x->in < 1 || x->out < 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a window of %" G_GINT64_FORMAT " does not fit into a size of %"
                         G_GINT64_FORMAT " with padding %" G_GINT64_FORMAT, reach, x->in, s->padding);
  x->step = s->dilation;
  if (!pool_axis_alloc (call, x))
    return false;
  for (int64_t o = 0; o < x->out; o++)
    {
      int64_t first = o * s->stride - s->padding;
      const int64_t last = MIN (first + reach, x->in + s->padding);
      x->size[o] = last - first;
      if (first < 0) /* to the first element of the window that is inside */
        first += (s->dilation - 1 - first) / s->dilation * s->dilation;
      x->first[o] = first;
      x->last[o] = MIN (last, x->in);
    }
  return true;
}

/* Windows of nearly equal size that cover the input. */
static inline bool
pool_axis_adaptive (RgCall *call, PoolAxis *x)
{
  if (x->in < 1 && x->out > 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the pooled dimensions must not be empty");
  x->step = 1;
  if (!pool_axis_alloc (call, x))
    return false;
  for (int64_t o = 0; o < x->out; o++)
    {
      /* floor (o in / out), without a product that could be too large */
      x->first[o] = o / x->out * x->in + o % x->out * (x->in / x->out) + o % x->out * (x->in % x->out) / x->out;
      x->last[o] = (o + 1) * (x->in / x->out) + ((o + 1) * (x->in % x->out) + x->out - 1) / x->out;
      x->size[o] = x->last[o] - x->first[o];
    }
  return true;
}

/* --- all axes --- */

/* Begins with the sizes in `shape` (n, channels, ...). */
static inline bool
pool_begin (RgCall *call, Pool *p, RgInts shape)
{
  *p = (Pool){ .dims = shape.n - 2 };
  if (p->dims < 1 || p->dims > POOL_AXES)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...) with 1 to 3 dimensions at the end");
  p->planes = shape.v[0] * shape.v[1];
  for (int a = 0; a < POOL_AXES; a++)
    {
      const int64_t d = a - (POOL_AXES - p->dims);
      p->axis[a] = (PoolAxis){ .in = d < 0 ? 1 : shape.v[2 + d], .out = 1, .step = 1 };
      if (d < 0 && (!pool_axis_alloc (call, &p->axis[a])))
        return false;
      if (d < 0)
        {
          p->axis[a].first[0] = 0;
          p->axis[a].last[0] = p->axis[a].size[0] = 1;
        }
    }
  return true;
}

static inline bool
pool_list_element (RgCall *call, const char *name, RgInts list, int64_t dims, int64_t i, int64_t *value)
{
  if (list.n != 1 && list.n != dims)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s has %" G_GINT64_FORMAT " elements; 1 or %" G_GINT64_FORMAT
                         " would be right", name, list.n, dims);
  *value = list.v[list.n == 1 ? 0 : i];
  return true;
}

/* stride: an empty list stands for kernel_size. */
static inline bool
pool_regular (RgCall *call, Pool *p, RgInts kernel, RgInts stride, RgInts padding, RgInts dilation, bool ceil)
{
  for (int64_t i = 0; i < p->dims; i++)
    {
      PoolStep s = { .ceil = ceil };
      if (!pool_list_element (call, "kernel_size", kernel, p->dims, i, &s.kernel)
          || !pool_list_element (call, "stride", stride.n ? stride : kernel, p->dims, i, &s.stride)
          || !pool_list_element (call, "padding", padding, p->dims, i, &s.padding)
          || !pool_list_element (call, "dilation", dilation, p->dims, i, &s.dilation)
          || !pool_axis_regular (call, &p->axis[POOL_AXES - p->dims + i], &s))
        return false;
    }
  return true;
}

/* A size of -1 stands for the input's. */
static inline bool
pool_adaptive (RgCall *call, Pool *p, RgInts sizes)
{
  for (int64_t i = 0; i < p->dims; i++)
    {
      PoolAxis *x = &p->axis[POOL_AXES - p->dims + i];
      if (!pool_list_element (call, "output_size", sizes, p->dims, i, &x->out))
        return false;
      if (x->out < -1 || x->out > G_MAXINT32)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "output_size is %" G_GINT64_FORMAT "; it must not be negative", x->out);
      if (x->out == -1)
        x->out = x->in;
      if (!pool_axis_adaptive (call, x))
        return false;
    }
  return true;
}

/* The sizes of the output. */
static inline RgInts
pool_sizes (const Pool *p, RgInts shape, int64_t *sizes)
{
  sizes[0] = shape.v[0];
  sizes[1] = shape.v[1];
  for (int64_t i = 0; i < p->dims; i++)
    sizes[2 + i] = p->axis[POOL_AXES - p->dims + i].out;
  return (RgInts){ shape.n, sizes };
}

static inline bool
pool_same_sizes (RgInts a, RgInts b)
{
  bool same = a.n == b.n;
  for (int64_t d = 0; same && d < a.n; d++)
    same = a.v[d] == b.v[d];
  return same;
}

/* About 1.5 ns for each input of a window. */
static inline double
pool_cost (RgCall *call)
{
  return 200 + 3 * (double) rg_tensor_numel (call->inputs[0]);
}

/* The name that PyTorch gives: names by the number of dimensions. */
static inline const char *
pool_backward_name (RgCall *call, const char *const names[3])
{
  return names[CLAMP (rg_tensor_ndim (call->inputs[0]) - 3, 0, 2)];
}

#endif
