/* frexp.c: a tensor's mantissas and exponents of 2.
 *
 *     input = mantissa * 2^exponent,  1/2 <= |mantissa| < 1
 *     d input = d mantissa / 2^exponent
 *
 * 0, infinities and nan are their own mantissa, with the exponent 0.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

typedef struct
{
  const void *in;   /* (n) */
  void *mantissa;   /* (n) */
  int32_t *exponent; /* (n) */
  bool single;
} Split;

static void
split_range (int64_t first, int64_t last, void *data)
{
  const Split *s = data;
  for (int64_t i = first; i < last; i++)
    {
      const double x = s->single ? (double) ((const float *) s->in)[i] : ((const double *) s->in)[i];
      /* The mantissa of a float32 is exact in float64, and the other way round. */
      int e = 0;
      const double m = isfinite (x) ? frexp (x, &e) : x;
      if (s->single)
        ((float *) s->mantissa)[i] = (float) m;
      else
        ((double *) s->mantissa)[i] = m;
      s->exponent[i] = e;
    }
}

/* --- forward --- */

static bool
frexp_forward (RgCall *call)
{
  RgTensor *x = rg_call_contiguous (call, 0);
  const RgDType dtype = x ? rg_tensor_dtype (x) : RG_F32;
  RgTensor *mantissa = x ? rg_call_output (call, 0, dtype, rg_tensor_shape (x)) : NULL;
  RgTensor *exponent = mantissa ? rg_call_output (call, 1, RG_I32, rg_tensor_shape (x)) : NULL;
  if (exponent == NULL)
    return false;
  rg_call_no_gradient (call, 1);
  Split split = { rg_tensor_data (x), rg_tensor_data (mantissa), rg_tensor_data (exponent), dtype == RG_F32 };
  rg_parallel_for (rg_tensor_numel (x), 4096, split_range, &split);
  return true;
}

/* --- gradients --- */

static RgTensor *
frexp_unscaled (RgTensor *t, RgTensor *exponent)
{
  return t && exponent ? rg_div (t, rg_exp2 (rg_to (exponent, rg_tensor_dtype (t)))) : NULL;
}

static RgTensor *
frexp_input (RgVjpCall *c, size_t i)
{
  (void) i;
  return frexp_unscaled (rg_vjp_grad (c, 0), rg_vjp_output (c, 1));
}

static const RgVjp frexp_vjps[] = { { 0, RG_SAVE_OUTPUT (1), frexp_input }, { 0, 0, NULL } };

static RgTensor *
frexp_jvp (RgJvpCall *c, size_t o)
{
  return o ? NULL : frexp_unscaled (rg_jvp_tangent (c, 0), rg_jvp_output (c, 1));
}

/* --- tables --- */

static const RgInput frexp_inputs[] = {
  { "input", "the tensor", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample frexp_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "6:=8,-0.75,0,-0,inf,nan", NULL, "what has no mantissa is its own", RG_SAMPLE_NO_GRAD },
  { "f32*2:=1e-45,3e38", NULL, "float32, subnormal and large", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp frexp_op = {
  .struct_size = sizeof (RgOp),
  .name = "frexp",
  .summary = "A tensor's mantissas and exponents of 2.",
  .formula = "input = mantissa * 2^exponent, 1/2 <= |mantissa| < 1",
  .gradient = "d input = d mantissa / 2^exponent",
  .category = "pointwise",
  .kind = RG_KIND_GENERAL,
  .inputs = frexp_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("mantissa", "exponent"),
  .forward = frexp_forward,
  .vjp = frexp_vjps,
  .jvp = frexp_jvp,
  .samples = frexp_samples,
  .uses = RG_USES ("exp2", "div"),
};

RG_MODULE (frexp, &frexp_op)
