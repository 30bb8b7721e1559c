/* softmax-kernels.h: the kernels of softmax and log_softmax, and of their
 * gradients; an operator defines SOFTMAX_LOG as 0 or 1 before it includes this.
 *
 * A line is read three times: for its largest element, for the sum of the
 * exponentials, and to write the result. Sums go to 32 lanes by position, which
 * then merge in a tree, whether the line is contiguous or is one of up to 64
 * columns side by side; so the bits depend on the line alone.
 *
 * Order: kernels, running them, the shape of a call.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SOFTMAX_KERNELS_H
#define SOFTMAX_KERNELS_H

#include "../reduce/lines.h"

/* --- kernels --- */

#define T float
#define FN(name) name##_f32
#define EXP rg_exp_f32
#define LOG rg_log_f32
#define FMA __builtin_fmaf
#include "softmax-body.h"
#undef T
#undef FN
#undef EXP
#undef LOG
#undef FMA
#define T double
#define FN(name) name##_f64
#define EXP rg_exp_f64
#define LOG rg_log_f64
#define FMA __builtin_fma
#include "softmax-body.h"
#undef T
#undef FN
#undef EXP
#undef LOG
#undef FMA

RG_CLONES (forward_f32, forward_body_f32)
RG_CLONES (forward_f64, forward_body_f64)
RG_CLONES (backward_f32, backward_body_f32)
RG_CLONES (backward_f64, backward_body_f64)

static const RgBlockFunc softmax_kernels[2][2][RG_N_ISAS] = {
  { RG_CLONES_OF (forward_f32), RG_CLONES_OF (forward_f64) },
  { RG_CLONES_OF (backward_f32), RG_CLONES_OF (backward_f64) },
};

/* --- running them --- */

/* out = kernel (x, y), all contiguous, of one shape and floating type. */
static inline bool
softmax_run (RgCall *call, int which, RgTensor *out, RgTensor *x, RgTensor *y, int64_t dim)
{
  LinesJob job = { .kernel = lines_kernel (softmax_kernels[which][rg_tensor_dtype (out) == RG_F64]) };
  if (!lines_of (call, out, dim, &job.lines))
    return false;
  lines_in (&job, x, job.lines.n);
  lines_in (&job, y, job.lines.n);
  lines_out (&job, out, job.lines.n);
  lines_run (&job);
  return true;
}

/* --- the shape of a call --- */

/* The forward of softmax and log_softmax; dtype, if given, converts first. */
static inline bool
softmax_call (RgCall *call, int64_t dim, bool has_dtype, RgDType dtype)
{
  RgTensor *in = call->inputs[0];
  if (has_dtype)
    in = rg_to (in, dtype);
  if (in == NULL)
    return false;
  if (!rg_dtype_is_floating (rg_tensor_dtype (in)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; give dtype", rg_dtype_name (rg_tensor_dtype (in)));
  in = rg_contiguous (in);
  RgTensor *out = in ? rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in)) : NULL;
  return out && softmax_run (call, 0, out, in, in, dim);
}

/* The forward of their gradients, from grad_output and output. */
static inline bool
softmax_backward_call (RgCall *call, int64_t dim)
{
  RgTensor *g = rg_call_contiguous (call, 0), *y = rg_call_contiguous (call, 1);
  if (g == NULL || y == NULL)
    return false;
  bool same = rg_tensor_ndim (g) == rg_tensor_ndim (y) && rg_tensor_dtype (g) == rg_tensor_dtype (y);
  for (int d = 0; same && d < rg_tensor_ndim (y); d++)
    same = rg_tensor_size (g, d) == rg_tensor_size (y, d);
  if (!same || !rg_dtype_is_floating (rg_tensor_dtype (y)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must have one shape and one floating dtype");
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (y), rg_tensor_shape (y));
  return out && softmax_run (call, 1, out, g, y, dim);
}

/* About 1 ns an element and pass. */
static double
softmax_cost (RgCall *call)
{
  return 50 + 1.5 * (double) rg_tensor_numel (call->inputs[0]);
}

#endif
