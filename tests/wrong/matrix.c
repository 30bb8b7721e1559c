/* matrix.c: out = input other, two matrices, and total = the sum of out: a general
 * operator with two outputs. tests/install/planted.py builds it as it is, and with
 * one of its parts made wrong.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* --- the parts --- */

#define TURN(x) rg_transpose (x, 0, 1)
#ifndef D_INPUT
#define D_INPUT rg_matmul (g, TURN (RG_IN (1)))
#endif
#ifndef D_OTHER
#define D_OTHER rg_matmul (TURN (RG_IN (0)), g)
#endif
#ifndef D_OUT
#define D_OUT both (c)
#endif
/* What forward does besides, when its outputs stand. */
#ifndef BESIDES
#define BESIDES (void) call
#endif
/* Where the product of row r and column k goes. */
#ifndef PLACE
#define PLACE out[r * j->m + k]
#endif
#ifndef END
#define END l * m
#endif
#ifndef REFUSE
#define REFUSE rg_tensor_ndim (a) != 2 || rg_tensor_ndim (b) != 2 || rg_tensor_size (a, 1) != rg_tensor_size (b, 0)
#endif
#ifndef FIRST
#define FIRST rg_call_contiguous (call, 0)
#endif

/* --- forward: float64 only, for the shortness of it --- */

typedef struct
{
  int64_t n, m; /* in a row of input, of other */
  const double *a, *b;
  double *out;
} Job;

static void
rows (int64_t begin, int64_t end, void *payload)
{
  const Job *j = payload;
  double *out = j->out;
  for (int64_t r = begin; r < end; r++)
    for (int64_t k = 0; k < j->m; k++)
      {
        double sum = 0;
        for (int64_t i = 0; i < j->n; i++)
          sum += j->a[r * j->n + i] * j->b[i * j->m + k];
        PLACE = sum;
      }
}

static bool
matrix_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0], *b = call->inputs[1];
  if (REFUSE)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input has as many columns as other has rows");
  const RgDType dtype = rg_tensor_dtype (a);
  if (rg_tensor_dtype (b) != dtype)
    return rg_call_fail (call, RG_ERROR_DTYPE, "input and other have one dtype");
  a = rg_to (FIRST, RG_F64);
  b = rg_to (rg_call_contiguous (call, 1), RG_F64);
  const int64_t l = rg_tensor_size (a, 0), m = rg_tensor_size (b, 1);
  double *out = rg_call_temp (call, (size_t) (l * m + 1) * sizeof *out), total = 0;
  RgTensor *to = rg_call_output (call, 0, dtype, RG_SHAPE (l, m)), *sum = rg_call_output (call, 1, dtype, RG_SHAPE ());
  if (out == NULL || to == NULL || sum == NULL)
    return false;
  Job job = { rg_tensor_size (a, 1), m, rg_tensor_data (a), rg_tensor_data (b), out };
  rg_parallel_for (l, 64, rows, &job);
  for (int64_t k = 0; k < END; k++)
    {
      total += out[k];
      if (dtype == RG_F32)
        ((float *) rg_tensor_data (to))[k] = (float) out[k];
      else
        ((double *) rg_tensor_data (to))[k] = out[k];
    }
  if (dtype == RG_F32)
    *(float *) rg_tensor_data (sum) = (float) total;
  else
    *(double *) rg_tensor_data (sum) = total;
  BESIDES;
  return true;
}

/* --- gradients --- */

/* The gradient of out, through both outputs. */
static inline RgTensor *
both (RgVjpCall *c)
{
  RgTensor *g = rg_vjp_grad (c, 0), *total = rg_vjp_grad (c, 1);
  if (total == NULL)
    return g;
  const int64_t sizes[] = { rg_vjp_shape (c, 0).v[0], rg_vjp_shape (c, 1).v[1] };
  total = rg_expand (total, (RgInts){ 2, sizes });
  return g ? rg_add (g, total) : total;
}

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  RgTensor *g = D_OUT;
  (void) i;
  return g ? D_INPUT : NULL;
}

static RgTensor *
d_other (RgVjpCall *c, size_t i)
{
  RgTensor *g = D_OUT;
  (void) i;
  return g ? D_OTHER : NULL;
}

#define BOTH (RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1))
static const RgVjp matrix_vjps[] = { { 0, BOTH, d_input }, { 1, BOTH, d_other }, { 0, 0, NULL } };

/* --- tables and descriptor --- */

static const RgInput matrix_inputs[] = {
  { "input", "a matrix", RG_INPUT_FLOATING },
  { "other", "another", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};
static const RgSample matrix_samples[] = {
  { "3x3 3x3", NULL, NULL, 0 },
  { "2x3 3x2", NULL, "not square", 0 },
  { "0x3 3x2", NULL, "no rows", 0 },
  { "2x3 4x2", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp matrix_op = {
  .struct_size = sizeof (RgOp), .name = "matrix", .category = "linalg", .kind = RG_KIND_GENERAL,
  .summary = "The product of two matrices, and its sum.", .formula = "out = input other; total = sum of out",
  .gradient = "d input = d out other^T; d other = input^T d out, d out through both outputs",
  .inputs = matrix_inputs, .n_outputs = 2, .output_names = RG_OUTPUTS ("out", "total"),
  .forward = matrix_forward, .vjp = matrix_vjps, .samples = matrix_samples,
  .uses = RG_USES ("matmul", "transpose", "expand", "add", "mul", "neg"),
};
RG_MODULE (matrix, &matrix_op)
