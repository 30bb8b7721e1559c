/* logdet.c: the logarithm of the determinant of square matrices.
 *
 *     out = log (det (input)); nan where the determinant is negative
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- forward, in other operators --- */

static bool
logdet_forward (RgCall *call)
{
  RgTensor *log_abs = NULL, *sign = rg_slogdet (call->inputs[0], &log_abs);
  if (sign == NULL)
    return false;
  RgTensor *nan = rg_full (rg_tensor_dtype (sign), RG_SHAPE (), NAN);
  return rg_call_return (call, 0, rg_where (rg_lt_scalar (sign, 0), nan, log_abs));
}

/* --- tables --- */

static const RgInput logdet_inputs[] = {
  { "input", "the matrices (.., n, n)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logdet_samples[] = {
  { "2x2:=2,1,1,3", NULL, NULL, 0 },
  { "1x1:p", NULL, NULL, 0 },
  { "2x2:=0,1,1,0", NULL, "a negative determinant: nan", RG_SAMPLE_NO_GRAD },
  { "0x0", NULL, "the determinant of nothing is 1", 0 },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logdet = {
  .struct_size = sizeof (RgOp),
  .name = "logdet",
  .summary = "The logarithm of the determinant of square matrices.",
  .formula = "out = log(det(input))",
  .gradient = "d input = d out * inverse(input)^T",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = logdet_inputs,
  .n_outputs = 1,
  .forward = logdet_forward,
  .samples = logdet_samples,
  .uses = RG_USES ("slogdet", "where", "lt"),
};

RG_MODULE (logdet, &logdet)
