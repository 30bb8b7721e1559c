/* plain.c: the short way for small pointwise calls without anything unusual: one or
 * two inputs of one floating dtype and one size, contiguous.
 *
 * It does what the long way (call.c, pointwise.c, graph/record.c) would do, with
 * the same kernel over the same elements, and leaves everything else to it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call-private.h"
#include "extra-private.h"
#include "make-private.h"
#include "team-private.h"

/* More elements than this may be cut into chunks. */
#define MOST 1024

/* A number fills a block of as many elements. */
#define FILLED 32

RgPlainRecordFunc rg_call_record_plain;

static inline bool
is_usual (const RgTensor *t)
{
  /* A leaf's is installed by the first thread that accumulates into it. */
  const RgExtra *extra = __atomic_load_n (&t->extra, __ATOMIC_ACQUIRE);
  return (t->flags & (RG_TENSOR_CONTIGUOUS | RG_TENSOR_INFERENCE)) == RG_TENSOR_CONTIGUOUS && t->ndim <= 2
         && (extra == NULL || extra->base == NULL);
}

static inline bool
is_recorded (const RgTensor *t)
{
  return rg_tensor_node (t) || (t->flags & RG_TENSOR_REQUIRES_GRAD);
}

static inline void *
fill (RgDType dtype, double value, int64_t n, void *block)
{
  if (dtype == RG_F32)
    for (int64_t i = 0; i < n; i++)
      ((float *) block)[i] = (float) value;
  else
    for (int64_t i = 0; i < n; i++)
      ((double *) block)[i] = value;
  return block;
}

/* A contiguous tensor of the size and dtype of `a`, which has at most two dimensions. */
static inline RgTensor *
make_like (RgThread *self, const RgTensor *a, size_t bytes, int n_inputs)
{
  uint8_t c = n_inputs < 0 ? RG_BLOCK_96 : n_inputs == 1 ? RG_BLOCK_160 : RG_BLOCK_192;
  RgTensor *t = rg_block_take (self, c);
  rg_tensor_init (self, t, c, (RgDType) a->dtype, n_inputs);
  t->ndim = a->ndim;
  t->flags |= RG_TENSOR_CONTIGUOUS;
  t->dims.two = a->dims.two;
  if (bytes <= sizeof t->u.near)
    {
      t->flags |= RG_TENSOR_INLINE;
      return t;
    }
  t->u.far.storage = rg_storage_new (bytes);
  if (G_UNLIKELY (t->u.far.storage == NULL))
    {
      rg_tensor_unref (t);
      return NULL;
    }
  t->u.far.data = t->u.far.storage->data;
  return t;
}

RgTensor *
rg_call_plain (RgThread *self, const RgOpInfo *info, RgTensor *const *in, size_t n_in)
{
  if (n_in != (size_t) info->n_inputs || self->special)
    return NULL;
  RgTensor *a = in[0], *b = n_in == 2 ? in[1] : in[0];
  if (a == NULL || b == NULL || !is_usual (a) || (a->flags & RG_TENSOR_NUMBER) || !is_usual (b))
    return NULL;
  RgBlockFunc kernel = a->dtype <= RG_F64 ? info->kernels[a->dtype] : NULL;
  int64_t n = a->dims.two.sizes[0] * a->dims.two.sizes[1];
  _Alignas (64) double block[FILLED];
  if (kernel == NULL || n == 0 || n > MOST || rg_test_grain)
    return NULL;
  const void *data[2] = { rg_data (a), rg_data (b) };
  if (a->dtype != b->dtype || a->ndim != b->ndim || a->dims.two.sizes[0] != b->dims.two.sizes[0]
      || a->dims.two.sizes[1] != b->dims.two.sizes[1])
    {
      if (!(b->flags & RG_TENSOR_NUMBER) || b->dtype != RG_F64 || n > FILLED)
        return NULL;
      data[1] = fill ((RgDType) a->dtype, *(const double *) data[1], n, block);
    }
  bool record = self->grad_mode && info->differentiable && (is_recorded (a) || is_recorded (b));
  if (record && rg_call_is_watched ())
    return NULL;
  RgTensor *spent = self->spent;
  if (spent && !record && (spent == a || spent == b))
    {
      /* The gradient's handle becomes the caller's. */
      self->spent = NULL;
      void *over = rg_data (spent);
      kernel ((size_t) n, &over, data, info->op.attrs_init);
      return spent;
    }
  RgTensor *out = make_like (self, a, (size_t) n * rg_esize (a), record ? (int) n_in : -1);
  if (out == NULL)
    return NULL;
  void *to = rg_data (out);
  kernel ((size_t) n, &to, data, info->op.attrs_init);
  if (record)
    rg_call_record_plain (self, info, in, n_in, out);
  return out;
}
