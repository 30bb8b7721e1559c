/* triangle.h: the parts of matrices below or above a diagonal: tril and triu.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRIANGLE_H
#define TRIANGLE_H

#include "shape-op.h"
#include <rg-parallel.h>

typedef struct
{
  char *out;
  const char *in;
  int64_t rows, columns, diagonal;
  int64_t esize;
  bool lower;
} TriangleJob;

static void
triangle_rows (int64_t begin, int64_t end, void *payload)
{
  const TriangleJob *job = payload;
  for (int64_t row = begin; row < end; row++)
    {
      /* Columns below `cut` are of the lower triangle. */
      int64_t reach = row % job->rows + (job->lower ? 1 : 0), cut;
      if (__builtin_add_overflow (reach, job->diagonal, &cut))
        cut = job->diagonal > 0 ? job->columns : 0;
      cut = CLAMP (cut, 0, job->columns);
      char *out = job->out + row * job->columns * job->esize;
      const char *in = job->in + row * job->columns * job->esize;
      size_t left = (size_t) (cut * job->esize), right = (size_t) ((job->columns - cut) * job->esize);
      if (job->lower)
        {
          memcpy (out, in, left);
          memset (out + left, 0, right);
        }
      else
        {
          memset (out, 0, left);
          memcpy (out + left, in + left, right);
        }
    }
}

static inline bool
triangle_forward (RgCall *call, int64_t diagonal, bool lower)
{
  RgInts sizes = input_sizes (call, 0);
  if (sizes.n < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 2 dimensions");
  RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  RgTensor *in = rg_call_contiguous (call, 0), *out = in ? rg_call_output (call, 0, dtype, sizes) : NULL;
  if (out == NULL)
    return false;
  int64_t rows = sizes.v[sizes.n - 2], columns = sizes.v[sizes.n - 1], numel = rg_tensor_numel (in);
  TriangleJob job = { rg_tensor_data (out), rg_tensor_data (in), rows, columns, diagonal,
                      (int64_t) rg_dtype_size (dtype), lower };
  if (numel)
    rg_parallel_for (numel / columns, MAX (1, 16384 / columns), triangle_rows, &job);
  return true;
}

#endif
