/* padding.h: what a tensor is extended by on each side, for pad and
 * constant_pad_nd.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef PADDING_H
#define PADDING_H

#include "shape-op.h"
#include "strided.h"

/* By dimension: what is put before and after; negative: what is cut off. */
typedef struct
{
  int ndim;
  int64_t in[RG_MAX_DIMS], before[RG_MAX_DIMS], after[RG_MAX_DIMS], out[RG_MAX_DIMS];
} Padding;

/* `pad` lists the last dimension first: (before, after), ... */
static inline bool
padding_of (RgCall *call, RgInts sizes, RgInts pad, Padding *p)
{
  *p = (Padding){ .ndim = 0 };
  if (pad.n % 2 || pad.n / 2 > sizes.n)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "pad must have two numbers for each padded dimension, %" G_GINT64_FORMAT
                         " at most", 2 * sizes.n);
  p->ndim = (int) sizes.n;
  for (int d = 0; d < p->ndim; d++)
    {
      int64_t k = sizes.n - 1 - d;
      p->in[d] = sizes.v[d];
      p->before[d] = 2 * k < pad.n ? pad.v[2 * k] : 0;
      p->after[d] = 2 * k < pad.n ? pad.v[2 * k + 1] : 0;
      if (__builtin_add_overflow (p->in[d], p->before[d], &p->out[d])
          || __builtin_add_overflow (p->out[d], p->after[d], &p->out[d]) || p->out[d] < 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "the padding leaves a negative size in dimension %d", d);
      if (p->in[d] + MIN (p->before[d], 0) + MIN (p->after[d], 0) < 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "more is cut off than the %" G_GINT64_FORMAT " of dimension %d",
                             p->in[d], d);
    }
  return true;
}

/* The part of each side that the other has too: `in` and `out` begin as the
 * whole tensors. */
static inline void
padding_common (const Padding *p, ViewShape *in, ViewShape *out)
{
  for (int d = 0; d < p->ndim; d++)
    {
      int64_t first = MAX (-p->before[d], 0), past = p->in[d] - MAX (-p->after[d], 0);
      in->sizes[d] = out->sizes[d] = MAX (past - first, 0);
      in->offset += first * in->strides[d];
      out->offset += (first + p->before[d]) * out->strides[d];
    }
}

static inline void
store_double (RgDType dtype, void *to, double value)
{
  switch (dtype)
    {
    case RG_F32:
      *(float *) to = (float) value;
      break;
    case RG_F64:
      *(double *) to = value;
      break;
    case RG_I64:
      *(int64_t *) to = rg_whole_f64 (value);
      break;
    case RG_I32:
      *(int32_t *) to = (int32_t) rg_whole_f64 (value);
      break;
    case RG_U8:
      *(uint8_t *) to = (uint8_t) rg_whole_f64 (value);
      break;
    default:
      *(uint8_t *) to = value != 0;
    }
}

/* Output 0: input 0 with `value` around it. The border goes in slabs: before and
 * after in one dimension, the earlier ones within bounds, the later ones whole. */
static inline bool
pad_constant (RgCall *call, RgInts pad, double value)
{
  RgTensor *in = call->inputs[0];
  RgDType dtype = rg_tensor_dtype (in);
  Padding p;
  uint64_t number = 0;
  if (!padding_of (call, rg_tensor_shape (in), pad, &p))
    return false;
  RgTensor *out = rg_call_output (call, 0, dtype, (RgInts){ p.ndim, p.out });
  if (out == NULL)
    return false;
  store_double (dtype, &number, value);
  ViewShape from = view_of_tensor (in), to = view_of_tensor (out), slab = to;
  padding_common (&p, &from, &to);
  for (int d = 0; d < p.ndim; d++)
    {
      int64_t start = MIN (MAX (p.before[d], 0), p.out[d]), past = start + to.sizes[d];
      ViewShape part = slab;
      part.sizes[d] = start;
      fill_part (dtype, rg_tensor_data (out), &part, &number);
      part.sizes[d] = p.out[d] - past;
      part.offset += past * part.strides[d];
      fill_part (dtype, rg_tensor_data (out), &part, &number);
      slab.sizes[d] = to.sizes[d];
      slab.offset += start * slab.strides[d];
    }
  copy_strided (dtype, p.ndim, to.sizes,
                (char *) rg_tensor_data (out) + to.offset * (int64_t) rg_dtype_size (dtype), to.strides,
                (const char *) rg_tensor_data (in) + from.offset * (int64_t) rg_dtype_size (dtype), from.strides);
  return true;
}

/* The gradient of input 0 from a constant's border: a part of that of the output. */
static inline RgTensor *
pad_constant_vjp (RgTensor *grad, RgInts pad)
{
  int64_t opposite[2 * RG_MAX_DIMS];
  for (int64_t k = 0; k < pad.n; k++)
    opposite[k] = -pad.v[k];
  return rg_constant_pad_nd (grad, (RgInts){ pad.n, opposite }, 0);
}

#endif
