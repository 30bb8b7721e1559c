/* strided.h: copying and adding blocks whose elements lie any strides apart.
 *
 * Every operator that moves elements (cat, flip, pad, the backwards of views)
 * says where its blocks begin and how far apart they lie; the order in which they
 * are walked, the tiles and the threads are decided here. Each element is written
 * by one thread, once, so that the bits depend on neither.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef STRIDED_H
#define STRIDED_H

#include "shape-op.h"
#include <rg-parallel.h>

/* n elements, strides in elements. */
typedef void (*StridedRun) (void *dst, int64_t ds, const void *src, int64_t ss, int64_t n);

#define STRIDED_RUN(name, T, op)                                               \
  static void __attribute__ ((unused)) name (void *dst, int64_t ds, const void *src, int64_t ss, int64_t n) \
  {                                                                            \
    T *d = dst;                                                                \
    const T *s = src;                                                          \
    if (ds == 1 && ss == 1)                                                    \
      for (int64_t i = 0; i < n; i++)                                          \
        d[i] op s[i];                                                          \
    else if (ds == 1 && ss == 0)                                               \
      {                                                                        \
        const T value = *s;                                                    \
        for (int64_t i = 0; i < n; i++)                                        \
          d[i] op value;                                                       \
      }                                                                        \
    else if (ds == 1 && ss == -1)                                              \
      for (int64_t i = 0; i < n; i++)                                          \
        d[i] op s[-i];                                                         \
    else                                                                       \
      for (int64_t i = 0; i < n; i++)                                          \
        d[i * ds] op s[i * ss];                                                \
  }
STRIDED_RUN (strided_copy_1, uint8_t, =)
STRIDED_RUN (strided_copy_4, uint32_t, =)
STRIDED_RUN (strided_copy_8, uint64_t, =)
STRIDED_RUN (strided_add_f32, float, +=)
STRIDED_RUN (strided_add_f64, double, +=)

/* repeat has two for each of a tensor. */
#define STRIDED_DIMS (2 * RG_MAX_DIMS)

typedef struct
{
  StridedRun run;
  bool plain; /* a copy, which memcpy can do */
  int64_t esize;
  char *dst;
  const char *src;
  int ndim; /* outer dimensions, slowest in `dst` first */
  int64_t sizes[STRIDED_DIMS], ds[STRIDED_DIMS], ss[STRIDED_DIMS];
  int64_t inner, inner_ds, inner_ss;
  int64_t segment, segments; /* an inner run is cut into these */
  bool tiles;                /* the last outer dimension is the fast one of `src` */
} StridedJob;

#define STRIDED_GRAIN 16384
#define STRIDED_TILE 16

static inline void
strided_offsets (const StridedJob *job, int n, int64_t row, int64_t *d, int64_t *s)
{
  *d = *s = 0;
  for (int k = n; k-- > 0;)
    {
      int64_t i = row % job->sizes[k];
      row /= job->sizes[k];
      *d += i * job->ds[k];
      *s += i * job->ss[k];
    }
}

static void
strided_rows (int64_t begin, int64_t end, void *payload)
{
  const StridedJob *job = payload;
  for (int64_t unit = begin; unit < end; unit++)
    {
      int64_t d, s, first = unit % job->segments * job->segment;
      int64_t n = MIN (job->segment, job->inner - first);
      strided_offsets (job, job->ndim, unit / job->segments, &d, &s);
      d += first * job->inner_ds;
      s += first * job->inner_ss;
      if (job->plain && job->inner_ds == 1 && job->inner_ss == 1)
        memcpy (job->dst + d * job->esize, job->src + s * job->esize, (size_t) (n * job->esize));
      else
        job->run (job->dst + d * job->esize, job->inner_ds, job->src + s * job->esize, job->inner_ss, n);
    }
}

/* Rows of one side are columns of the other: in square tiles, each cache line is
 * used whole. A unit is a strip of 16 rows. */
static void
strided_tiles (int64_t begin, int64_t end, void *payload)
{
  const StridedJob *job = payload;
  int last = job->ndim - 1;
  int64_t rows = job->sizes[last], strips = (rows + STRIDED_TILE - 1) / STRIDED_TILE;
  for (int64_t unit = begin; unit < end; unit++)
    {
      int64_t d, s, first = unit % strips * STRIDED_TILE, past = MIN (first + STRIDED_TILE, rows);
      strided_offsets (job, last, unit / strips, &d, &s);
      for (int64_t j = 0; j < job->inner; j += STRIDED_TILE)
        for (int64_t i = first; i < past; i++)
          job->run (job->dst + (d + i * job->ds[last] + j * job->inner_ds) * job->esize, job->inner_ds,
                    job->src + (s + i * job->ss[last] + j * job->inner_ss) * job->esize, job->inner_ss,
                    MIN (STRIDED_TILE, job->inner - j));
    }
}

/* Sizes of 1 go; the rest are sorted, slowest in `dst` first; neighbours that
 * run on in both join. */
static inline void
strided_order (StridedJob *job, int ndim, const int64_t *sizes, const int64_t *ds, const int64_t *ss)
{
  int order[STRIDED_DIMS], n = 0, m = 0;
  for (int d = 0; d < ndim; d++)
    {
      int at = n;
      if (sizes[d] == 1)
        continue;
      for (; at > 0 && ABS (ds[order[at - 1]]) < ABS (ds[d]); at--)
        order[at] = order[at - 1];
      order[at] = d;
      n++;
    }
  for (int k = 0; k < n; k++)
    {
      int d = order[k];
      if (m && job->ds[m - 1] == ds[d] * sizes[d] && job->ss[m - 1] == ss[d] * sizes[d])
        {
          job->sizes[m - 1] *= sizes[d];
          job->ds[m - 1] = ds[d];
          job->ss[m - 1] = ss[d];
          continue;
        }
      job->sizes[m] = sizes[d];
      job->ds[m] = ds[d];
      job->ss[m++] = ss[d];
    }
  job->ndim = MAX (m - 1, 0);
  job->inner = m ? job->sizes[m - 1] : 1;
  job->inner_ds = m ? job->ds[m - 1] : 1;
  job->inner_ss = m ? job->ss[m - 1] : 1;
}

/* Puts the fast dimension of `src` last among the outer ones, if tiles pay. */
static inline void
strided_choose_tiles (StridedJob *job)
{
  job->tiles = false;
  if (ABS (job->inner_ss) < STRIDED_TILE || job->inner < STRIDED_TILE)
    return;
  for (int k = 0; k < job->ndim; k++)
    if (ABS (job->ss[k]) == 1 && job->sizes[k] >= STRIDED_TILE)
      {
        int64_t size = job->sizes[k], d = job->ds[k], s = job->ss[k];
        for (; k + 1 < job->ndim; k++)
          {
            job->sizes[k] = job->sizes[k + 1];
            job->ds[k] = job->ds[k + 1];
            job->ss[k] = job->ss[k + 1];
          }
        job->sizes[k] = size;
        job->ds[k] = d;
        job->ss[k] = s;
        job->tiles = true;
        return;
      }
}

static inline void
strided_go (StridedJob *job, int ndim, const int64_t *sizes, const int64_t *ds, const int64_t *ss)
{
  int64_t rows = 1;
  for (int d = 0; d < ndim; d++)
    if (sizes[d] <= 0)
      return;
  strided_order (job, ndim, sizes, ds, ss);
  strided_choose_tiles (job);
  for (int k = 0; k < job->ndim - job->tiles; k++)
    rows *= job->sizes[k];
  if (job->tiles)
    {
      int64_t strips = (job->sizes[job->ndim - 1] + STRIDED_TILE - 1) / STRIDED_TILE;
      rg_parallel_for (rows * strips, MAX (1, STRIDED_GRAIN / (STRIDED_TILE * job->inner)), strided_tiles, job);
      return;
    }
  job->segment = MIN (job->inner, 2 * STRIDED_GRAIN);
  job->segments = (job->inner + job->segment - 1) / job->segment;
  rg_parallel_for (rows * job->segments, MAX (1, STRIDED_GRAIN / job->segment), strided_rows, job);
}

/* dst[..] = src[..]: strides in elements of `dtype`; the two do not overlap, and
 * no element of `dst` stands twice. */
static inline void
copy_strided (RgDType dtype, int ndim, const int64_t *sizes, void *dst, const int64_t *ds, const void *src,
              const int64_t *ss)
{
  size_t esize = rg_dtype_size (dtype);
  StridedJob job = { .run = esize == 1 ? strided_copy_1 : esize == 4 ? strided_copy_4 : strided_copy_8,
                     .plain = true, .esize = (int64_t) esize, .dst = dst, .src = src };
  strided_go (&job, ndim, sizes, ds, ss);
}

/* dst[..] += src[..], of a floating dtype. */
static inline void
add_strided (RgDType dtype, int ndim, const int64_t *sizes, void *dst, const int64_t *ds, const void *src,
             const int64_t *ss)
{
  StridedJob job = { .run = dtype == RG_F32 ? strided_add_f32 : strided_add_f64, .plain = false,
                     .esize = (int64_t) rg_dtype_size (dtype), .dst = dst, .src = src };
  strided_go (&job, ndim, sizes, ds, ss);
}

/* Copies tensor `t` into the part of `dst` that `to` describes. */
static inline void
copy_into (void *dst, const ViewShape *to, const RgTensor *t)
{
  RgDType dtype = rg_tensor_dtype (t);
  copy_strided (dtype, to->ndim, to->sizes, (char *) dst + to->offset * (int64_t) rg_dtype_size (dtype), to->strides,
                rg_tensor_data (t), rg_tensor_strides (t).v);
}

/* Copies the part of tensor `t` that `from` describes to contiguous `dst`. */
static inline void
copy_out_of (void *dst, const ViewShape *from, const RgTensor *t)
{
  RgDType dtype = rg_tensor_dtype (t);
  ViewShape to = view_of_sizes ((RgInts){ from->ndim, from->sizes });
  copy_strided (dtype, from->ndim, from->sizes, dst, to.strides,
                (const char *) rg_tensor_data (t) + from->offset * (int64_t) rg_dtype_size (dtype), from->strides);
}

/* The part of `dst` that `to` describes becomes `value`, of `dtype`, throughout. */
static inline void
fill_part (RgDType dtype, void *dst, const ViewShape *to, const void *value)
{
  static const int64_t none[RG_MAX_DIMS];
  copy_strided (dtype, to->ndim, to->sizes, (char *) dst + to->offset * (int64_t) rg_dtype_size (dtype), to->strides,
                value, none);
}

/* --- zeros --- */

typedef struct
{
  char *data;
} ZeroJob;

static void
zero_range (int64_t begin, int64_t end, void *payload)
{
  const ZeroJob *job = payload;
  memset (job->data + begin, 0, (size_t) (end - begin));
}

static inline void
fill_zeros (RgTensor *t)
{
  ZeroJob job = { rg_tensor_data (t) };
  rg_parallel_for (rg_tensor_numel (t) * (int64_t) rg_dtype_size (rg_tensor_dtype (t)), 1 << 18, zero_range, &job);
}

/* Output 0 of the sizes, zeros but for the part that `to` describes, which is
 * input 0: what the backward of a view does. `to` has the sizes of input 0. */
static inline bool
scatter_into_zeros (RgCall *call, RgInts sizes, const ViewShape *to)
{
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), sizes);
  if (out == NULL)
    return false;
  if (!same_sizes (rg_tensor_shape (in), (RgInts){ to->ndim, to->sizes }))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient does not have the sizes of the view");
  fill_zeros (out);
  copy_into (rg_tensor_data (out), to, in);
  return true;
}

#endif
