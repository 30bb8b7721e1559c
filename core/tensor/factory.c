/* factory.c: tensors from sizes, numbers and host memory.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-parallel.h"
#include "thread-private.h"
#include <math.h>
#include <string.h>

static bool
check_request (RgDType dtype, RgInts shape)
{
  int64_t numel;
  if ((unsigned) dtype >= RG_N_DTYPES)
    rg_scope_fail (NULL, RG_ERROR_DTYPE, "dtype code %d is not an element type", (int) dtype);
  else if (shape.n < 0 || shape.n > RG_MAX_DIMS)
    rg_scope_fail (NULL, RG_ERROR_SHAPE, "%" G_GINT64_FORMAT " dimensions: a tensor has at most %d",
                   shape.n, RG_MAX_DIMS);
  else if (!rg_shape_numel ((int) shape.n, shape.v, rg_dtype_size (dtype), &numel))
    {
      GString *text = g_string_new (NULL);
      for (int64_t d = 0; d < shape.n; d++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, d ? ", " : "", shape.v[d]);
      rg_scope_fail (NULL, RG_ERROR_SHAPE, "shape [%s]: sizes are not negative, and their product "
                     "in bytes stays below 2^63", text->str);
      g_string_free (text, TRUE);
    }
  else
    return true;
  return false;
}

RgTensor *
rg_tensor_new (RgDType dtype, RgInts shape)
{
  if (!check_request (dtype, shape))
    return NULL;
  return rg_tensor_fresh (dtype, (int) shape.n, shape.v, -1);
}

RgTensor *
rg_empty (RgDType dtype, RgInts shape)
{
  RgTensor *t = rg_tensor_new (dtype, shape);
  return t ? rg_scope_push (rg_thread (), t) : NULL;
}

typedef struct
{
  char *data;
  size_t esize;
  char value[8];
} FillJob;

static void
fill_range (int64_t begin, int64_t end, void *payload)
{
  const FillJob *job = payload;
  switch (job->esize)
    {
    case 1:
      memset (job->data + begin, job->value[0], (size_t) (end - begin));
      break;
    case 4:
      {
        uint32_t v, *p = (uint32_t *) (void *) job->data;
        memcpy (&v, job->value, 4);
        for (int64_t i = begin; i < end; i++)
          p[i] = v;
        break;
      }
    default:
      {
        uint64_t v, *p = (uint64_t *) (void *) job->data;
        memcpy (&v, job->value, 8);
        for (int64_t i = begin; i < end; i++)
          p[i] = v;
      }
    }
}

RgTensor *
rg_full (RgDType dtype, RgInts shape, double value)
{
  RgTensor *t = rg_empty (dtype, shape);
  if (t == NULL)
    return NULL;
  FillJob job = { .data = rg_data (t), .esize = rg_esize (t) };
  rg_store (dtype, job.value, value);
  rg_parallel_for (rg_numel (t), 32768, fill_range, &job);
  return t;
}

RgTensor *
rg_zeros (RgDType dtype, RgInts shape)
{
  return rg_full (dtype, shape, 0);
}

RgTensor *
rg_ones (RgDType dtype, RgInts shape)
{
  return rg_full (dtype, shape, 1);
}

RgTensor *
rg_scalar (RgDType dtype, double value)
{
  return rg_full (dtype, (RgInts){ 0, NULL }, value);
}

RgTensor *
rg_zeros_like (RgTensor *like)
{
  return like ? rg_zeros ((RgDType) like->dtype, rg_shape_of (like)) : NULL;
}

RgTensor *
rg_ones_like (RgTensor *like)
{
  return like ? rg_ones ((RgDType) like->dtype, rg_shape_of (like)) : NULL;
}

RgTensor *
rg_empty_like (RgTensor *like)
{
  return like ? rg_empty ((RgDType) like->dtype, rg_shape_of (like)) : NULL;
}

RgTensor *
rg_from_data (RgDType dtype, RgInts shape, const void *data)
{
  RgTensor *t = rg_empty (dtype, shape);
  if (t && rg_numel (t))
    {
      if (data == NULL)
        {
          rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "rg_from_data: data is NULL");
          return NULL;
        }
      memcpy (rg_data (t), data, (size_t) rg_numel (t) * rg_esize (t));
    }
  return t;
}

RgTensor *
rg_wrap (RgDType dtype, RgInts shape, void *data, GDestroyNotify destroy, void *user_data)
{
  if (!check_request (dtype, shape))
    return NULL;
  RgTensor *t = rg_tensor_bare (dtype, (int) shape.n, shape.v, -1);
  size_t bytes = (size_t) rg_numel (t) * rg_esize (t);
  t->u.far.storage = rg_storage_wrap (data, bytes, destroy, user_data);
  t->u.far.data = data;
  return rg_scope_push (rg_thread (), t);
}

/* A number among tensors: it has a category, integral or floating, but does not
 * promote tensors of its category. C does not keep 2 and 2.0 apart, so a whole
 * number counts as integral. */
RgTensor *
rg_wrapped_number (double value)
{
  bool whole = value == nearbyint (value) && fabs (value) < 9.0e15;
  RgTensor *t = rg_tensor_bare (whole ? RG_I64 : RG_F64, 0, NULL, -1);
  t->flags |= RG_TENSOR_INLINE | RG_TENSOR_NUMBER;
  rg_store ((RgDType) t->dtype, t->u.near, value);
  return rg_scope_push (rg_thread (), t);
}
