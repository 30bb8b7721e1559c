/* ldexp.c: a tensor times a power of two.
 *
 *     out = input * 2^other
 *     d input = d out * 2^other
 *     d other = d out * out * log (2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "number.h"

static bool
ldexp_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0], *power = call->inputs[1];
  /* A whole exponent takes the type of the factor, 2^100 is no float32's sum; and so
   * does a number, whose power would be float32. */
  if ((!rg_dtype_is_floating (rg_tensor_dtype (power)) || rg_tensor_is_number (power))
      && rg_dtype_is_floating (rg_tensor_dtype (x)))
    power = number_in (power, rg_tensor_dtype (x));
  return rg_call_return (call, 0, rg_mul (x, rg_exp2 (power)));
}

/* --- tables --- */

static const RgInput ldexp_inputs[] = {
  { "input", "the factor", 0 },
  { "other", "the exponent of 2", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ldexp_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3x4 i64*4:i5", NULL, "whole exponents", 0 },
  { "2:=1,-3 i64*2:=10,-10", NULL, "exact powers", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ldexp_op = {
  .struct_size = sizeof (RgOp),
  .name = "ldexp",
  .summary = "Multiplies a tensor by a power of two.",
  .formula = "out = input * 2^other",
  .gradient = "d input = d out * 2^other; d other = d out * out * log (2)",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = ldexp_inputs,
  .n_outputs = 1,
  .forward = ldexp_forward,
  .samples = ldexp_samples,
  .uses = RG_USES ("mul", "exp2"),
};

RG_MODULE (ldexp, &ldexp_op)
