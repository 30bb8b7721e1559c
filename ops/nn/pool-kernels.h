/* pool-kernels.h: the kernels of pools, and what their operators share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef POOL_KERNELS_H
#define POOL_KERNELS_H

#include "pool-integers.h"

/* Windows side by side, and how many are compared together. */
#define POOL_SIDE 64
#define POOL_LANES 16

#define T float
#define FN(name) name##_f32
#include "pool-body.h"
#undef T
#undef FN
#define T double
#define FN(name) name##_f64
#include "pool-body.h"
#undef T
#undef FN

typedef struct
{
  RgRangeFunc max[RG_N_ISAS][2], scatter[2], place[2], mean[2], spread[2];
} PoolKernels;

static const PoolKernels pool_kernels = {
  .max = { { pool_max_base_f32, pool_max_base_f64 }, { pool_max_v3_f32, pool_max_v3_f64 }, { pool_max_v4_f32, pool_max_v4_f64 } },
  .scatter = { pool_scatter_f32, pool_scatter_f64 },
  .place = { pool_place_f32, pool_place_f64 },
  .mean = { pool_mean_f32, pool_mean_f64 },
  .spread = { pool_spread_f32, pool_spread_f64 },
};

/* Runs a kernel over all planes: one of two for floats, or that of an integer type. */
static inline void
pool_run (Pool *p, const RgRangeFunc kernel[2], const RgRangeFunc *integers, RgTensor *in, RgTensor *out, RgTensor *indices)
{
  const RgDType dtype = rg_tensor_dtype (in);
  p->in = rg_tensor_data (in);
  p->out = rg_tensor_data (out);
  p->indices = indices ? rg_tensor_data (indices) : NULL;
  if (p->planes > 0)
    rg_parallel_for (p->planes, pool_grain (p), rg_dtype_is_floating (dtype) ? kernel[dtype == RG_F64] : integers[dtype], p);
}

/* Input i contiguous and floating, or NULL with an error. */
static inline RgTensor *
pool_floating (RgCall *call, size_t i)
{
  if (!rg_dtype_is_floating (rg_tensor_dtype (call->inputs[i])))
    {
      rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right",
                    rg_dtype_name (rg_tensor_dtype (call->inputs[i])));
      return NULL;
    }
  return rg_call_contiguous (call, i);
}

/* Input 0 contiguous, floating or of a type that `integers` has a kernel for; `types`
 * names these. */
static inline RgTensor *
pool_numbers (RgCall *call, const RgRangeFunc *integers, const char *types)
{
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  if (!rg_dtype_is_floating (dtype) && integers[dtype] == NULL)
    {
      rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32, float64%s would be right", rg_dtype_name (dtype), types);
      return NULL;
    }
  return rg_call_contiguous (call, 0);
}

/* The windows of a plane, those first that have as many elements as any along each axis:
 * where they begin, and which output each is. */
static inline bool
pool_sort_windows (RgCall *call, Pool *p)
{
  const PoolAxis *d = &p->axis[0], *h = &p->axis[1], *w = &p->axis[2];
  const int64_t out = pool_volume (p, true);
  p->n_whole = 0;
  p->at = rg_call_temp (call, sizeof (int32_t) * (size_t) (out + POOL_SIDE));
  p->to = rg_call_temp (call, sizeof (int64_t) * (size_t) MAX (out, 1));
  if (p->at == NULL || p->to == NULL)
    return false;
  for (int a = 0; a < POOL_AXES; a++)
    {
      p->whole[a] = 0;
      for (int64_t o = 0; o < p->axis[a].out; o++)
        p->whole[a] = MAX (p->whole[a], p->axis[a].last[o] - p->axis[a].first[o]);
    }
  const bool near = pool_volume (p, false) <= INT32_MAX;
  int64_t o = 0, end = out;
  for (int64_t i = 0; i < d->out; i++)
    for (int64_t j = 0; j < h->out; j++)
      for (int64_t k = 0; k < w->out; k++, o++)
        if (near && d->last[i] - d->first[i] == p->whole[0] && h->last[j] - h->first[j] == p->whole[1]
            && w->last[k] - w->first[k] == p->whole[2])
          {
            p->at[p->n_whole] = (int32_t) ((d->first[i] * h->in + h->first[j]) * w->in + w->first[k]);
            p->to[p->n_whole++] = o;
          }
        else
          p->to[--end] = o;
  for (int64_t k = 0; k < POOL_SIDE; k++)
    p->at[p->n_whole + k] = 0; /* beyond the last a lane looks, but nothing comes of it */
  return true;
}

/* values and indices of the largest elements of p's windows. */
static inline bool
pool_max_call (RgCall *call, Pool *p)
{
  RgTensor *in = pool_numbers (call, pool_integer_max, ", int64, int32 or uint8");
  int64_t sizes[RG_MAX_DIMS];
  if (in == NULL)
    return false;
  const RgInts shape = pool_sizes (p, rg_tensor_shape (in), sizes);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), shape);
  RgTensor *indices = out ? rg_call_output (call, 1, RG_I64, shape) : NULL;
  if (indices == NULL || !pool_sort_windows (call, p))
    return false;
  pool_run (p, pool_kernels.max[rg_isa ()], pool_integer_max, in, out, indices);
  return true;
}

/* Where the values of (n, channels, ...) stand that indices point at. */
static inline RgTensor *
pool_pick (RgTensor *t, RgTensor *indices)
{
  if (t == NULL || indices == NULL)
    return NULL;
  if (rg_tensor_numel (indices) == 0)
    return rg_zeros (rg_tensor_dtype (t), rg_tensor_shape (indices));
  return rg_reshape (rg_gather (rg_flatten_dims (t, 2, -1), 2, rg_flatten_dims (indices, 2, -1)), rg_tensor_shape (indices));
}

#define POOL_USES_PICK "reshape", "flatten", "gather"

/* out (to) from values and indices, by `scatter` or `place`. */
static inline bool
pool_scatter_call (RgCall *call, RgInts to, const RgRangeFunc kernel[2])
{
  RgTensor *in = call->inputs[0], *indices = call->inputs[1];
  Pool p;
  const RgInts from = rg_tensor_shape (in);
  if (!pool_begin (call, &p, from))
    return false;
  if (rg_tensor_dtype (indices) != RG_I64 || !pool_same_sizes (from, rg_tensor_shape (indices)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the indices must be int64, with the sizes of the values");
  bool fits = to.n == from.n && to.v[0] == from.v[0] && to.v[1] == from.v[1];
  for (int64_t i = 0; fits && i < p.dims; i++)
    {
      p.axis[POOL_AXES - p.dims + i].out = to.v[2 + i];
      fits = to.v[2 + i] >= 0;
    }
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the new sizes must begin with those of the values, (n, channels)");
  in = pool_floating (call, 0);
  indices = rg_call_contiguous (call, 1);
  if (in == NULL || indices == NULL)
    return false;
  const int64_t *index = rg_tensor_data (indices), m = pool_volume (&p, true);
  for (int64_t k = 0, n = rg_tensor_numel (indices); k < n; k++)
    if (index[k] < 0 || index[k] >= m)
      return rg_call_fail (call, RG_ERROR_ARGUMENT, "index %" G_GINT64_FORMAT " is out of range; a plane has %"
                           G_GINT64_FORMAT " elements", index[k], m);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), to);
  if (out == NULL)
    return false;
  p.in = rg_tensor_data (in);
  p.out = rg_tensor_data (out);
  p.indices = rg_tensor_data (indices);
  if (p.planes > 0)
    rg_parallel_for (p.planes, MAX (1, 20000 / MAX (1, m)), kernel[rg_tensor_dtype (in) == RG_F64], &p);
  return true;
}

#endif
