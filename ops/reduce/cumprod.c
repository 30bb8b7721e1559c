/* cumprod.c: running products along a dimension.
 *
 *     out[k] = input[0] * .. * input[k]
 *     d input[k] = (input[0] * .. * input[k - 1]) * h[k]
 *     h[k] = d out[k] + input[k + 1] * h[k + 1]
 *
 * No division, so zeros need no care. h is a recurrence from the end, which
 * cumprod_backward computes; the gradient of such a recurrence is one in the
 * other direction with the same factors, so that higher derivatives are right too.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scan.h"

/* --- kernels --- */

SCAN_KERNEL (cumprod_f32, float, double, 1, s *(double) x, false)
SCAN_KERNEL (cumprod_f64, double, double, 1, s *x, false)
SCAN_KERNEL (cumprod_i64, int64_t, int64_t, 1, s *x, false)
SCAN_KERNEL (cumprod_i32, int32_t, int64_t, 1, (int32_t) (s * x), false)
SCAN_KERNEL (cumprod_u8, uint8_t, uint8_t, 1, (uint8_t) (s * x), false)

static const RgBlockFunc cumprod_kernels[RG_N_DTYPES][RG_N_ISAS] = {
  [RG_F32] = RG_CLONES_OF (cumprod_f32), [RG_F64] = RG_CLONES_OF (cumprod_f64),
  [RG_I64] = RG_CLONES_OF (cumprod_i64), [RG_I32] = RG_CLONES_OF (cumprod_i32), [RG_U8] = RG_CLONES_OF (cumprod_u8),
};

/* The recurrences keep two numbers: the sum, and from the end also the factor
 * that belongs to the step before. */
#define RECURRENCE(T, type)                                                    \
  RG_INLINE void recurrence_##type##_body (size_t n, void *const *out, const void *const *in, \
                                           const void *attrs)                  \
  {                                                                            \
    const LineStep *step = attrs;                                              \
    const T *g = in[0], *x = in[1];                                            \
    T *h = out[0];                                                             \
    const bool from_end = ((const RgCumprodBackwardAttrs *) step->attrs)->reverse; \
    for (size_t i = 0; i < n; i++)                                             \
      {                                                                        \
        const size_t k = (from_end ? n - 1 - i : i) * step->stride;            \
        const size_t before = from_end ? k + step->stride : k - step->stride;  \
        const size_t factor = from_end ? before : k;                           \
        if (i == 0)                                                            \
          for (size_t c = 0; c < step->width; c++)                             \
            h[k + c] = g[k + c];                                               \
        else                                                                   \
          {                                                                    \
            _Pragma ("omp simd") for (size_t c = 0; c < step->width; c++)      \
              h[k + c] = g[k + c] + x[factor + c] * h[before + c];             \
          }                                                                    \
      }                                                                        \
  }                                                                            \
  RG_CLONES (recurrence_##type, recurrence_##type##_body)
RECURRENCE (float, f32)
RECURRENCE (double, f64)

static const RgBlockFunc recurrence_kernels[2][RG_N_ISAS] = { RG_CLONES_OF (recurrence_f32),
                                                              RG_CLONES_OF (recurrence_f64) };

/* --- forward --- */

static bool
cumprod_forward (RgCall *call)
{
  const RgCumprodAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  return scan_run (call, rg_to (in, scan_dtype (in, a->has_dtype, a->dtype)), a->dim, cumprod_kernels);
}

static bool
cumprod_backward_forward (RgCall *call)
{
  const RgCumprodBackwardAttrs *a = call->attrs;
  RgTensor *g = rg_call_contiguous (call, 0), *x = rg_call_contiguous (call, 1);
  if (g == NULL || x == NULL)
    return false;
  RgDType dtype = rg_tensor_dtype (g);
  if (!rg_dtype_is_floating (dtype) || rg_tensor_dtype (x) != dtype
      || rg_tensor_ndim (x) != rg_tensor_ndim (g) || rg_tensor_numel (x) != rg_tensor_numel (g))
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must have one shape and one floating dtype");
  LinesJob job = { .kernel = lines_kernel (recurrence_kernels[dtype == RG_F64]), .attrs = a };
  if (!lines_of (call, g, a->dim, &job.lines))
    return false;
  RgTensor *out = rg_call_output (call, 0, dtype, rg_tensor_shape (g));
  if (out == NULL)
    return false;
  lines_in (&job, g, job.lines.n);
  lines_in (&job, x, job.lines.n);
  lines_out (&job, out, job.lines.n);
  lines_run (&job);
  return true;
}

/* --- gradients --- */

static RgTensor *
cumprod_input (RgVjpCall *c, size_t i)
{
  const RgCumprodAttrs *a = rg_vjp_attrs (c);
  RgTensor *g = rg_vjp_grad (c, 0), *x = rg_vjp_input (c, i);
  if (g == NULL || x == NULL)
    return NULL;
  x = rg_to (x, rg_tensor_dtype (g));
  return rg_mul (rg_cumprod (scan_shifted (x, a->dim, 1), a->dim), rg_cumprod_backward (g, x, a->dim, true));
}

static const RgVjp cumprod_vjps[] = { { 0, RG_SAVE_INPUT (0), cumprod_input }, { 0, 0, NULL } };

/* The tangent u of out: u[k] = u[k - 1] x[k] + out[k - 1] t[k]. */
static RgTensor *
cumprod_jvp (RgJvpCall *c, size_t o)
{
  const RgCumprodAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0), *out = rg_jvp_output (c, o);
  if (t == NULL)
    return NULL;
  RgDType dtype = rg_tensor_dtype (out);
  return rg_cumprod_backward (rg_mul (scan_shifted (out, a->dim, 1), rg_to (t, dtype)),
                              rg_to (rg_jvp_input (c, 0), dtype), a->dim, false);
}

RG_VJP (cumprod_backward_grad_output,
        rg_cumprod_backward (RG_G, RG_IN (1), RG_ATTRS (RgCumprodBackwardAttrs)->dim,
                             !RG_ATTRS (RgCumprodBackwardAttrs)->reverse))

/* With w the gradient of grad_output: from the start d input[k] = w[k] h[k - 1],
 * from the end d input[k] = w[k - 1] h[k]. */
static RgTensor *
cumprod_backward_input (RgVjpCall *c, size_t i)
{
  const RgCumprodBackwardAttrs *a = rg_vjp_attrs (c);
  RgTensor *w = cumprod_backward_grad_output (c, i), *h = rg_vjp_output (c, 0);
  return a->reverse ? rg_mul (scan_shifted (w, a->dim, 0), h) : rg_mul (w, scan_shifted (h, a->dim, 0));
}

/* The tangent obeys the same recurrence, with what the factors' tangents add. */
static RgTensor *
cumprod_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgCumprodBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *tg = rg_jvp_tangent (c, 0), *tx = rg_jvp_tangent (c, 1), *h = rg_jvp_output (c, o), *added = NULL;
  if (tx)
    added = a->reverse ? scan_moved (rg_mul (tx, h), a->dim, 0, true) : rg_mul (tx, scan_shifted (h, a->dim, 0));
  RgTensor *sum = tg && added ? rg_add (tg, added) : tg ? tg : added;
  return sum ? rg_cumprod_backward (sum, rg_jvp_input (c, 1), a->dim, a->reverse) : NULL;
}

static const RgVjp cumprod_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), cumprod_backward_grad_output },
  { 1, RG_SAVE_INPUT (1) | RG_SAVE_OUTPUT (0), cumprod_backward_input },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput cumprod_inputs[] = { { "input", "the factors", 0 }, { NULL, NULL, 0 } };

static const RgCumprodAttrs cumprod_init = RG_CUMPROD_ATTRS_INIT;
static const RgAttr cumprod_attrs[] = {
  RG_ATTR (RgCumprodAttrs, dim, INT, NULL, .doc = "the dimension to multiply along"),
  RG_ATTR_OPT (RgCumprodAttrs, dtype, DTYPE, .doc = "the element type of the result"),
  { .name = NULL },
};

static const RgSample cumprod_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=0", "down the columns", 0 },
  { "5:=2,0,3,0,1", "dim=0", "two zeros", 0 },
  { "1x3", "dim=0", "lines of one element", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=0", "no elements", 0 },
  { "i32*3x4:i5", "dim=0 dtype=int32", "in a dtype that was asked for", RG_SAMPLE_NO_GRAD },
  { "u8*3x4:i5", "dim=1 dtype=uint8", NULL, RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput cumprod_backward_inputs[] = {
  { "grad_output", "what each step adds", 0 },
  { "input", "the factors", 0 },
  { NULL, NULL, 0 },
};

static const RgCumprodBackwardAttrs cumprod_backward_init = RG_CUMPROD_BACKWARD_ATTRS_INIT;
static const RgAttr cumprod_backward_attrs[] = {
  RG_ATTR (RgCumprodBackwardAttrs, dim, INT, NULL, .doc = "as in cumprod"),
  RG_ATTR (RgCumprodBackwardAttrs, reverse, BOOL, "true", .doc = "from the end of each line"),
  { .name = NULL },
};

static const RgSample cumprod_backward_samples[] = {
  { "3x4 3x4", "dim=1", NULL, 0 },
  { "3x4 3x4", "dim=0", NULL, 0 },
  { "3x4 3x4", "dim=1 reverse=false", "from the start", 0 },
  { "3x4 3", "dim=0", "shapes that differ", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp cumprod = {
  .struct_size = sizeof (RgOp),
  .name = "cumprod",
  .summary = "Running products along a dimension.",
  .formula = "out[k] = input[0] * .. * input[k]",
  .gradient = "d input[k] = input[0] * .. * input[k - 1] * h[k]; h[k] = d out[k] + input[k + 1] * h[k + 1]",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = cumprod_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cumprod, RgCumprodAttrs),
  .forward = cumprod_forward,
  .vjp = cumprod_vjps,
  .jvp = cumprod_jvp,
  .samples = cumprod_samples,
  .uses = RG_USES ("cumprod_backward", "mul", "narrow", "cat"),
};

static const RgOp cumprod_backward = {
  .struct_size = sizeof (RgOp),
  .name = "cumprod_backward",
  .summary = "A linear recurrence along a dimension, which the gradients of products are made of.",
  .formula = "out[k] = grad_output[k] + input[k + 1] * out[k + 1]; "
             "not reverse: out[k] = grad_output[k] + input[k] * out[k - 1]",
  .gradient = "d grad_output = w, the recurrence in the other direction over d out; "
              "d input[k] = w[k - 1] * out[k]; not reverse: w[k] * out[k - 1]",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = cumprod_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cumprod_backward, RgCumprodBackwardAttrs),
  .forward = cumprod_backward_forward,
  .vjp = cumprod_backward_vjps,
  .jvp = cumprod_backward_jvp,
  .samples = cumprod_backward_samples,
  .uses = RG_USES ("mul", "narrow", "cat", "add"),
};

RG_MODULE (cumprod, &cumprod, &cumprod_backward)
