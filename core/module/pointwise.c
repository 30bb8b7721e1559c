/* pointwise.c: calling a pointwise operator: the type it computes in, the sizes that
 * broadcasting gives, and what its kernel runs over (pointwise-loop.c runs it).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call-private.h"
#include "deferred-private.h"
#include "pointwise-private.h"
#include "stream-private.h"
#include <string.h>

#define MAX_INPUTS RG_POINTWISE_INPUTS

typedef RgPointwiseJob Job;

bool
rg_broadcast (int *ndim, int64_t *sizes, int other_ndim, const int64_t *other)
{
  if (other_ndim > *ndim)
    {
      int shift = other_ndim - *ndim;
      memmove (sizes + shift, sizes, (size_t) *ndim * sizeof *sizes);
      for (int d = 0; d < shift; d++)
        sizes[d] = 1;
      *ndim = other_ndim;
    }
  for (int d = 0; d < other_ndim; d++)
    {
      int64_t *size = &sizes[*ndim - other_ndim + d];
      if (*size == other[d] || other[d] == 1)
        continue;
      if (*size != 1)
        return false;
      *size = other[d];
    }
  return true;
}

/* --- types --- */

/* PyTorch's rule: tensors with dimensions decide; zero-dimensional ones, and
 * below them numbers, only where their category is higher. */
static RgDType
result_type (const RgFullCall *call)
{
  int best[3] = { -1, -1, -1 };
  for (size_t i = 0; i < call->pub.n_inputs; i++)
    {
      const RgTensor *t = call->pub.inputs[i];
      if (t == NULL
          || (call->info->op.inputs[rg_op_place (call->info, i, call->pub.n_inputs)].flags
              & RG_INPUT_NO_PROMOTE))
        continue;
      int level = t->flags & RG_TENSOR_NUMBER ? 2 : t->ndim == 0 ? 1 : 0;
      best[level] = best[level] < 0 ? t->dtype
                                    : (int) rg_dtype_promote ((RgDType) best[level], (RgDType) t->dtype);
    }
  static const uint8_t category[RG_N_DTYPES] = { 2, 2, 1, 1, 1, 0 };
  int type = best[0];
  for (int level = 1; level < 3; level++)
    {
      if (best[level] < 0)
        continue;
      int candidate = best[level];
      /* A floating number among integers makes float32, the default type. */
      if (level == 2 && candidate == RG_F64)
        candidate = RG_F32;
      if (type < 0)
        type = candidate;
      else if (category[candidate] > category[type])
        type = (int) rg_dtype_promote ((RgDType) type, (RgDType) candidate);
    }
  return (RgDType) MAX (type, 0);
}

static bool
all_same_type (const RgFullCall *call, RgDType *type)
{
  RgTensor *const *in = call->pub.inputs;
  if (in[0] == NULL || (in[0]->flags & RG_TENSOR_NUMBER))
    return false;
  for (size_t i = 1; i < call->pub.n_inputs; i++)
    if (in[i] == NULL || in[i]->dtype != in[0]->dtype || in[i]->ndim == 0)
      return false;
  *type = (RgDType) in[0]->dtype;
  return true;
}

/* --- setting it up --- */

static void
merge_dims (Job *job, int ndim, const int64_t *sizes, RgTensor *const *inputs)
{
  int64_t strides[MAX_INPUTS][RG_MAX_DIMS];
  for (int i = 0; i < job->n_in; i++)
    {
      const RgTensor *t = inputs[i];
      int shift = ndim - t->ndim;
      for (int d = 0; d < ndim; d++)
        strides[i][d] = d < shift || rg_sizes (t)[d - shift] == 1 ? 0 : rg_strides (t)[d - shift];
    }
  int n = 0;
  for (int d = 0; d < ndim; d++)
    {
      if (sizes[d] == 1)
        continue;
      bool joins = n > 0;
      for (int i = 0; i < job->n_in && joins; i++)
        joins = job->strides[i][n - 1] == strides[i][d] * sizes[d];
      if (!joins)
        job->sizes[n++] = 1;
      job->sizes[n - 1] *= sizes[d];
      for (int i = 0; i < job->n_in; i++)
        job->strides[i][n - 1] = strides[i][d];
    }
  if (n == 0)
    {
      job->sizes[0] = 1;
      for (int i = 0; i < job->n_in; i++)
        job->strides[i][0] = 1;
      n = 1;
    }
  job->ndim = n;
}

static int64_t
grain_for (double cost)
{
  /* About 5 us a chunk: 16k elements where memory is the limit, down to 1k. */
  int64_t g = cost > 0 ? (int64_t) (5000 / cost) : 16384;
  return CLAMP (g, 1024, 16384) & ~(int64_t) 63;
}

static void
start (Job *job, const RgOp *op, RgTensor *out, RgTensor *const *inputs, size_t n_in, RgDType type,
       const void *attrs)
{
  job->attrs = attrs;
  job->n_in = (int) n_in;
  job->type = type;
  job->esize = rg_dtype_size (type);
  job->out_esize = rg_esize (out);
  job->out = rg_data (out);
  job->n = rg_numel (out);
  job->kernel = op->pointwise->kernels[type][rg_isa ()];
  if (job->kernel == NULL)
    job->kernel = op->pointwise->kernels[type][RG_ISA_BASE];
  job->direct = true;
  int repeated = 0;
  for (size_t i = 0; i < n_in; i++)
    {
      const RgTensor *t = inputs[i];
      job->in[i] = rg_data (t);
      job->in_type[i] = (RgDType) t->dtype;
      job->repeated[i] = job->n > 1 && rg_numel (t) == 1;
      repeated += job->repeated[i];
      job->direct &= t->dtype == type && (job->repeated[i] || (rg_contiguous_p (t) && rg_same_shape (t, out)));
    }
  job->direct &= repeated <= 2;
  job->grain = grain_for (op->pointwise->cost);
  /* What is read from the result's own memory is near already. */
  size_t bytes = (size_t) job->n * job->out_esize;
  bool in_place = false;
  for (size_t i = 0; i < n_in; i++)
    {
      bytes += job->repeated[i] ? 0 : (size_t) rg_numel (inputs[i]) * rg_esize (inputs[i]);
      in_place |= job->in[i] == job->out;
    }
  job->past = !in_place && rg_stream_pays (bytes);
  if (!job->direct)
    merge_dims (job, out->ndim, rg_sizes (out), inputs);
  rg_pointwise_loop (job);
}

void
rg_pointwise_into (const RgOp *op, RgTensor *out, RgTensor *const *inputs, size_t n, const void *attrs)
{
  Job job;
  start (&job, op, out, inputs, n, (RgDType) out->dtype, attrs ? attrs : op->attrs_init);
}

/* A number that takes part is brought to the type once, not element by element. */
static RgTensor *
scalar_as (RgFullCall *call, RgTensor *t, RgDType type)
{
  RgTensor *c = rg_tensor_fresh (type, 0, NULL, -1);
  rg_gather_elements (type, rg_data (c), (RgDType) t->dtype, rg_data (t), 1, 1);
  return rg_scope_push (call->thread, c);
}

/* The gradient that the engine offers as memory for the result, if it is an input
 * and fits; its handle becomes the call's. */
static RgTensor *
spent_gradient (RgFullCall *call, RgDType out_type, RgDType type, RgInts shape)
{
  RgTensor *t = call->thread->spent;
  bool is_input = false;
  if (G_LIKELY (t == NULL) || call->record || call->thread->dual_level || t->dtype != out_type || out_type != type
      || t->ndim != shape.n || memcmp (rg_sizes (t), shape.v, (size_t) shape.n * sizeof *shape.v) != 0)
    return NULL;
  for (size_t i = 0; i < call->pub.n_inputs; i++)
    is_input |= call->pub.inputs[i] == t;
  /* A call that is noted may read it still. */
  if (!is_input || RG_HANDLES (atomic_load_explicit (&t->counts, memory_order_relaxed)) != 1)
    return NULL;
  call->thread->spent = NULL;
  call->pub.outputs[0] = t;
  call->pub.n_outputs = 1;
  return t;
}

bool
rg_pointwise_run (RgFullCall *call)
{
  const RgOp *op = &call->info->op;
  const RgPointwise *p = op->pointwise;
  RgTensor *const *inputs = call->pub.inputs;
  size_t n_in = call->pub.n_inputs;
  if (n_in == 0 || n_in > 4)
    return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "a pointwise operator takes 1 to 4 inputs");
  /* Kernels cannot fail: what they must not get is refused here. */
  if (op->shape && !op->shape (&call->pub))
    return false;

  unsigned flags = p->flags_of ? p->flags_of (call->pub.attrs) : p->flags;
  RgDType type;
  if (!all_same_type (call, &type))
    type = result_type (call);
  if (flags & RG_POINTWISE_NO_BOOL && type == RG_BOOL)
    return rg_call_fail (&call->pub, RG_ERROR_DTYPE, "bool inputs are not supported; convert them with rg_to");
  if (!rg_dtype_is_floating (type) && (flags & RG_POINTWISE_FLOAT))
    type = RG_F32;
  if (type == RG_BOOL && (flags & RG_POINTWISE_BOOL_AS_I64))
    type = RG_I64;
  if (p->kernels[type][RG_ISA_BASE] == NULL)
    return rg_call_fail (&call->pub, RG_ERROR_DTYPE, "%s is not supported", rg_dtype_name (type));

  int ndim = inputs[0]->ndim;
  int64_t sizes[RG_MAX_DIMS];
  memcpy (sizes, rg_sizes (inputs[0]), (size_t) ndim * sizeof *sizes);
  RgTensor *ready[MAX_INPUTS];
  for (size_t i = 0; i < n_in; i++)
    {
      RgTensor *t = inputs[i];
      ready[i] = t;
      if (i && !rg_broadcast (&ndim, sizes, t->ndim, rg_sizes (t)))
        return rg_call_fail (&call->pub, RG_ERROR_SHAPE, "the sizes do not broadcast: input %" G_GSIZE_FORMAT
                             " must match the others, or be 1, in every dimension from the last", i);
      if (rg_numel (t) == 1 && t->dtype != type)
        ready[i] = scalar_as (call, t, type);
    }
  RgDType out_type = flags & RG_POINTWISE_BOOL_OUT ? RG_BOOL : type;
  if (G_UNLIKELY (call->thread->fusing) && rg_defer (call, type, out_type, ndim, sizes, ready))
    return true;
  RgTensor *out = spent_gradient (call, out_type, type, (RgInts){ ndim, sizes });
  if (out == NULL)
    out = rg_call_output (&call->pub, 0, out_type, (RgInts){ ndim, sizes });
  if (out == NULL)
    return false;
  if (rg_numel (out) == 0)
    return true;
  Job job;
  start (&job, op, out, ready, n_in, type, call->pub.attrs);
  return true;
}
