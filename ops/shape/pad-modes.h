/* pad-modes.h: borders made of the tensor itself: reflect, replicate, circular;
 * forward, and the sum that undoes them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef PAD_MODES_H
#define PAD_MODES_H

#include "padding.h"

/* The index of the input that stands at index i - before of a border. */
static inline int64_t
border_index (char mode, int64_t i, int64_t size)
{
  if (i >= 0 && i < size)
    return i;
  if (mode == 'c') /* circular */
    return i < 0 ? i + size : i - size;
  if (mode == 'r') /* reflect */
    return i < 0 ? -i : 2 * (size - 1) - i;
  return i < 0 ? 0 : size - 1;
}

/* The letter by which border_index() knows a mode. */
static inline char
border_mode (const char *mode)
{
  return strcmp (mode, "circular") == 0 ? 'c' : strcmp (mode, "reflect") == 0 ? 'r' : 'e';
}

static inline bool
border_check (RgCall *call, const Padding *p, char mode)
{
  for (int d = 0; d < p->ndim; d++)
    {
      int64_t most = MAX (p->before[d], p->after[d]), size = p->in[d];
      if (most <= 0)
        continue;
      if (size == 0 || (mode == 'r' && most >= size) || (mode == 'c' && most > size))
        return rg_call_fail (call, RG_ERROR_SHAPE,
                             "dimension %d, of size %" G_GINT64_FORMAT ", cannot give a border of %"
                             G_GINT64_FORMAT " in this mode", d, size, most);
    }
  return true;
}

/* Output 0, where no dimension is both cut and extended: the middle in one copy, then the border, a dimension at a time, from
 * what stands in the output already. */
static inline bool
pad_border (RgCall *call, const Padding *padding, char mode)
{
  RgTensor *in = call->inputs[0];
  RgDType dtype = rg_tensor_dtype (in);
  int64_t esize = (int64_t) rg_dtype_size (dtype);
  Padding p = *padding;
  if (!border_check (call, &p, mode))
    return false;
  RgTensor *out = rg_call_output (call, 0, dtype, (RgInts){ p.ndim, p.out });
  if (out == NULL)
    return false;
  ViewShape from = view_of_tensor (in), done = view_of_tensor (out);
  char *data = rg_tensor_data (out);
  padding_common (&p, &from, &done);
  copy_strided (dtype, p.ndim, done.sizes, data + done.offset * esize, done.strides,
                (const char *) rg_tensor_data (in) + from.offset * esize, from.strides);
  for (int d = p.ndim - 1; d >= 0; d--)
    {
      int64_t start = MAX (p.before[d], 0), size = done.sizes[d], origin = done.offset - start * done.strides[d];
      ViewShape slab = done;
      slab.sizes[d] = 1;
      for (int64_t o = 0; o < p.out[d]; o++)
        {
          if (o == start && size > 0)
            o += size;
          if (o >= p.out[d])
            break;
          int64_t source = border_index (mode, o - p.before[d], p.in[d]) + p.before[d];
          copy_strided (dtype, p.ndim, slab.sizes, data + (origin + o * done.strides[d]) * esize, slab.strides,
                        data + (origin + source * done.strides[d]) * esize, slab.strides);
        }
      done.sizes[d] = p.out[d];
      done.offset = origin;
    }
  return true;
}

/* `to` (sizes of `in` in dimension d, else as `from`) gets every slab of `from`
 * added where it came from, in order. */
static inline void
fold_dim (RgDType dtype, const Padding *p, char mode, int d, RgTensor *to, RgTensor *from)
{
  int64_t esize = (int64_t) rg_dtype_size (dtype);
  ViewShape t = view_of_tensor (to), f = view_of_tensor (from);
  char *dst = rg_tensor_data (to);
  const char *src = rg_tensor_data (from);
  int64_t first = MAX (p->before[d], 0), n = MIN (p->out[d], p->in[d] + p->before[d]) - first;
  fill_zeros (to);
  f.sizes[d] = MAX (n, 0);
  add_strided (dtype, f.ndim, f.sizes, dst + (first - p->before[d]) * t.strides[d] * esize, t.strides,
               src + first * f.strides[d] * esize, f.strides);
  f.sizes[d] = 1;
  for (int64_t o = 0; o < p->out[d]; o++)
    {
      int64_t i = o - p->before[d];
      if (i < 0 || i >= p->in[d])
        add_strided (dtype, f.ndim, f.sizes, dst + border_index (mode, i, p->in[d]) * t.strides[d] * esize, t.strides,
                     src + o * f.strides[d] * esize, f.strides);
    }
}

/* Output 0: the gradient of what pad_border() extended, input 0 being that of
 * its output. */
static inline bool
pad_border_backward (RgCall *call, const Padding *padding, char mode)
{
  RgTensor *grad = call->inputs[0];
  RgDType dtype = rg_tensor_dtype (grad);
  Padding p = *padding;
  const RgInts sizes = { p.ndim, p.in };
  if (!border_check (call, &p, mode))
    return false;
  int last = -1;
  for (int d = 0; d < p.ndim; d++)
    if (p.before[d] || p.after[d])
      last = d;
  RgTensor *out = rg_call_output (call, 0, dtype, sizes);
  if (out == NULL)
    return false;
  if (last < 0)
    {
      ViewShape to = view_of_tensor (out);
      copy_into (rg_tensor_data (out), &to, grad);
      return true;
    }
  int64_t now[RG_MAX_DIMS];
  memcpy (now, p.out, sizeof now);
  for (int d = 0; d <= last; d++)
    {
      if (p.before[d] == 0 && p.after[d] == 0)
        continue;
      now[d] = p.in[d];
      RgTensor *to = d == last ? out : rg_empty (dtype, (RgInts){ p.ndim, now });
      if (to == NULL)
        return false;
      fold_dim (dtype, &p, mode, d, to, grad);
      grad = to;
    }
  return true;
}

#endif
