/* reduction.c: running a reduction over any dimensions, strides and dtypes.
 *
 * The reduced extent is cut into blocks of 4096 elements in row-major order of
 * the reduced dimensions. Each block gives a state; the states of an output merge
 * in a pairwise tree. Only where the elements come from differs by layout:
 *
 *   rows     the reduced extent is contiguous
 *   columns  neighbouring outputs are contiguous, and the reduced extent steps
 *            evenly
 *   gathered anything else, and conversion: a block is brought together first
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call-private.h"
#include "rg-kernel.h"
#include "rg-parallel.h"
#include <string.h>

#define BLOCK 4096
/* Columns below which rows are read in pieces too short. */
#define NARROW 128

typedef struct
{
  const RgReduction *r;
  const void *attrs;
  RgDType type, from; /* computed in; the input's */
  int isa;
  const char *in;
  char *states; /* (n_out, n_blocks) states, or (n_blocks, n_out) for columns */
  char *out;
  size_t state, out_esize;
  int64_t n_out, extent, n_blocks;
  int kept_ndim, reduced_ndim;
  int64_t kept[RG_MAX_DIMS], kept_strides[RG_MAX_DIMS];
  int64_t reduced[RG_MAX_DIMS], reduced_strides[RG_MAX_DIMS];
  int64_t strips, width; /* columns: of the inner kept dimension */
} Job;

static int64_t
offset_of (int64_t index, int ndim, const int64_t *sizes, const int64_t *strides)
{
  int64_t offset = 0;
  if (ndim == 1)
    return index * strides[0];
  for (int d = ndim; d-- > 0;)
    {
      offset += index % sizes[d] * strides[d];
      index /= sizes[d];
    }
  return offset;
}

static inline const char *
at (const Job *job, int64_t offset)
{
  return job->in + offset * (int64_t) rg_dtype_size (job->from);
}

/* --- one block of one output --- */

static void
block_state (const Job *job, int64_t output, int64_t block, char *state)
{
  int64_t begin = block * BLOCK, n = MIN (BLOCK, job->extent - begin);
  int64_t base = offset_of (output, job->kept_ndim, job->kept, job->kept_strides);
  int last = job->reduced_ndim - 1;
  if (job->reduced_ndim == 1 && job->reduced_strides[0] == 1 && job->from == job->type)
    {
      job->r->rows[job->type][job->isa]((size_t) n, at (job, base + begin), state, job->attrs);
      return;
    }
  _Alignas (64) char gathered[BLOCK * 8];
  size_t esize = rg_dtype_size (job->type);
  for (int64_t done = 0; done < n;)
    {
      int64_t r = begin + done, inner = job->reduced[last], within = r % inner;
      int64_t run = MIN (n - done, inner - within);
      int64_t o = base + offset_of (r, job->reduced_ndim, job->reduced, job->reduced_strides);
      rg_gather_elements (job->type, gathered + done * (int64_t) esize, job->from, at (job, o),
                 job->reduced_strides[last], run);
      done += run;
    }
  job->r->rows[job->type][job->isa]((size_t) n, gathered, state, job->attrs);
}

/* Merges n_blocks runs of `width` states, `step` bytes apart, into the first. */
static void
merge_blocks (const Job *job, char *states, size_t width, size_t step)
{
  for (int64_t half = 1; half < job->n_blocks; half *= 2)
    for (int64_t b = 0; b + half < job->n_blocks; b += 2 * half)
      job->r->combine[job->type](width, states + (size_t) b * step, states + (size_t) (b + half) * step,
                                 job->attrs);
}

/* --- outputs with one block each --- */

static void
whole_outputs (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  _Alignas (64) char states[64 * 64];
  int64_t batch = MAX (1, (int64_t) (sizeof states / job->state));
  for (int64_t o = begin; o < end; o += batch)
    {
      int64_t m = MIN (batch, end - o);
      for (int64_t k = 0; k < m; k++)
        block_state (job, o + k, 0, states + (size_t) k * job->state);
      job->r->finish[job->type]((size_t) m, states, job->out + o * (int64_t) job->out_esize, job->extent,
                                job->attrs);
    }
}

/* --- outputs with several --- */

static void
some_blocks (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  for (int64_t i = begin; i < end; i++)
    block_state (job, i / job->n_blocks, i % job->n_blocks, job->states + (size_t) i * job->state);
}

static void
merge_outputs (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  for (int64_t o = begin; o < end; o++)
    {
      char *states = job->states + (size_t) (o * job->n_blocks) * job->state;
      merge_blocks (job, states, 1, job->state);
      job->r->finish[job->type](1, states, job->out + o * (int64_t) job->out_esize, job->extent, job->attrs);
    }
}

/* --- columns --- */

static void
column_blocks (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  int last = job->kept_ndim - 1;
  for (int64_t i = begin; i < end; i++)
    {
      int64_t strip = i % job->strips, rest = i / job->strips;
      int64_t block = rest % job->n_blocks, outer = rest / job->n_blocks;
      int64_t first = strip * job->width, width = MIN (job->width, job->kept[last] - first);
      int64_t rows = MIN (BLOCK, job->extent - block * BLOCK);
      int64_t base = offset_of (outer * job->kept[last], job->kept_ndim, job->kept, job->kept_strides);
      int64_t o = base + first + block * BLOCK * job->reduced_strides[0];
      char *states = job->states
                     + (size_t) ((outer * job->n_blocks + block) * job->kept[last] + first) * job->state;
      job->r->columns[job->type][job->isa]((size_t) rows, (size_t) width, (size_t) job->reduced_strides[0],
                                           at (job, o), states, job->attrs);
    }
}

static void
merge_columns (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  int64_t inner = job->kept[job->kept_ndim - 1];
  for (int64_t outer = begin; outer < end; outer++)
    {
      char *states = job->states + (size_t) (outer * job->n_blocks * inner) * job->state;
      merge_blocks (job, states, (size_t) inner, (size_t) inner * job->state);
      job->r->finish[job->type]((size_t) inner, states, job->out + outer * inner * (int64_t) job->out_esize,
                                job->extent, job->attrs);
    }
}

/* --- setting it up --- */

static bool
default_dims (RgFullCall *call, int64_t *dims, int *n, bool *keepdim)
{
  const RgOp *op = &call->info->op;
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    {
      const char *data = call->pub.attrs;
      if (strcmp (a->name, "keepdim") == 0)
        *keepdim = *(const bool *) (data + a->offset);
      if (strcmp (a->name, "dim") != 0 || (a->has_offset && !*(const bool *) (data + a->has_offset)))
        continue;
      RgInts given = { 1, (const int64_t *) (const void *) (data + a->offset) };
      if (a->type == RG_ATTR_INTS)
        given = *(const RgInts *) (const void *) (data + a->offset);
      if (given.n > RG_MAX_DIMS)
        return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "more than %d dims", RG_MAX_DIMS);
      *n = (int) given.n;
      memcpy (dims, given.v, (size_t) given.n * sizeof *dims);
    }
  return true;
}

static void
push_dim (int *n, int64_t *sizes, int64_t *strides, int64_t size, int64_t stride)
{
  if (size == 1)
    return;
  if (*n && strides[*n - 1] == stride * size)
    {
      sizes[*n - 1] *= size;
      strides[*n - 1] = stride;
      return;
    }
  sizes[*n] = size;
  strides[(*n)++] = stride;
}

/* What a kernel takes at a time, or less if threads would be left without work. Columns do
 * not meet, so that changes no bit. */
static void
choose_strips (Job *job, int64_t outer)
{
  const int64_t columns = job->kept[job->kept_ndim - 1], threads = rg_get_num_threads ();
  job->width = MIN ((int64_t) (1024 * 4 / job->state), columns);
  while (job->width > NARROW && outer * job->n_blocks * ((columns + job->width - 1) / job->width) < threads)
    job->width = (job->width / 2 + 63) & ~(int64_t) 63;
  job->strips = (columns + job->width - 1) / job->width;
}

static bool
run_job (RgFullCall *call, Job *job)
{
  int last = job->kept_ndim - 1;
  /* The grain: about 16k elements a chunk. */
  if (job->n_out == 0)
    return true;
  job->n_blocks = MAX (1, (job->extent + BLOCK - 1) / BLOCK);
  bool columns = job->kept_strides[last] == 1 && job->reduced_ndim == 1 && job->reduced_strides[0] != 1
                 && job->kept[last] >= 8 && job->from == job->type && job->extent > 0
                 && job->r->columns[job->type][0];
  if (!columns && job->n_blocks == 1)
    {
      rg_parallel_for (job->n_out, MAX (1, 16384 / MAX (job->extent, 16)), whole_outputs, job);
      return true;
    }
  job->states = rg_call_temp (&call->pub, (size_t) (job->n_out * job->n_blocks) * job->state);
  if (job->states == NULL)
    return false;
  if (columns)
    {
      int64_t outer = job->n_out / job->kept[last];
      choose_strips (job, outer);
      int64_t per_item = MIN (job->extent, BLOCK) * job->width;
      rg_parallel_for (outer * job->n_blocks * job->strips, MAX (1, 16384 / per_item), column_blocks, job);
      rg_parallel_for (outer, MAX (1, 16384 / (job->n_blocks * job->kept[last])), merge_columns, job);
      return true;
    }
  rg_parallel_for (job->n_out * job->n_blocks, 4, some_blocks, job);
  rg_parallel_for (job->n_out, MAX (1, 4096 / job->n_blocks), merge_outputs, job);
  return true;
}

static bool
refuse_dtype (RgFullCall *call, const RgReduction *r, RgDType dtype)
{
  g_autoptr (GString) taken = g_string_new (NULL);
  for (int d = 0; d < RG_N_DTYPES; d++)
    if (r->state_size[d])
      g_string_append_printf (taken, "%s%s", taken->len ? ", " : "", rg_dtype_name ((RgDType) d));
  return rg_call_fail (&call->pub, RG_ERROR_DTYPE, "%s is not supported; expected one of %s", rg_dtype_name (dtype),
                       taken->str);
}

bool
rg_reduction_run (RgFullCall *call)
{
  const RgOp *op = &call->info->op;
  const RgReduction *r = op->reduction;
  const RgTensor *t = call->pub.inputs[0];
  Job job = { .r = r, .attrs = call->pub.attrs, .from = (RgDType) t->dtype, .in = rg_data (t), .extent = 1, .n_out = 1 };
  job.type = r->compute ? r->compute (job.from, job.attrs) : job.from;
  RgDType out_type = r->result ? r->result (job.type, job.attrs) : job.type;
  if ((unsigned) job.type >= RG_N_DTYPES || r->state_size[job.type] == 0)
    return refuse_dtype (call, r, job.from);
  job.state = r->state_size[job.type];
  job.isa = (int) rg_isa ();

  int64_t dims[RG_MAX_DIMS];
  int n_dims = 0;
  bool keepdim = false, reduce[RG_MAX_DIMS] = { false };
  if (r->dims ? (n_dims = r->dims (&call->pub, dims, &keepdim)) < 0
              : !default_dims (call, dims, &n_dims, &keepdim))
    return false;
  for (int i = 0; i < n_dims; i++)
    {
      int d = rg_call_dim (&call->pub, dims[i], t->ndim);
      if (d < 0)
        return false;
      if (reduce[d])
        return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "dim %d appears twice", d);
      reduce[d] = true;
    }

  int out_ndim = 0;
  int64_t out_sizes[RG_MAX_DIMS];
  const int64_t *sizes = rg_sizes (t), *strides = rg_strides (t);
  for (int d = 0; d < t->ndim; d++)
    {
      bool gone = n_dims == 0 || reduce[d];
      if (gone)
        {
          job.extent *= sizes[d];
          push_dim (&job.reduced_ndim, job.reduced, job.reduced_strides, sizes[d], strides[d]);
        }
      else
        {
          job.n_out *= sizes[d];
          push_dim (&job.kept_ndim, job.kept, job.kept_strides, sizes[d], strides[d]);
        }
      if (!gone || keepdim)
        out_sizes[out_ndim++] = gone ? 1 : sizes[d];
    }
  if (job.reduced_ndim == 0)
    {
      job.reduced[0] = 1;
      job.reduced_strides[0] = 1;
      job.reduced_ndim = 1;
    }
  if (job.kept_ndim == 0)
    {
      job.kept[0] = 1;
      job.kept_strides[0] = 0;
      job.kept_ndim = 1;
    }
  if (job.extent == 0 && r->empty_is_error && job.n_out)
    return rg_call_fail (&call->pub, RG_ERROR_SHAPE, "there is nothing to reduce, and no value stands for that");
  RgTensor *out = rg_call_output (&call->pub, 0, out_type, (RgInts){ out_ndim, out_sizes });
  if (out == NULL)
    return false;
  job.out = rg_data (out);
  job.out_esize = rg_esize (out);
  return run_job (call, &job);
}
