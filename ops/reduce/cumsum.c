/* cumsum.c: running sums along a dimension.
 *
 *     out[k] = input[0] + .. + input[k]
 *     d input[k] = d out[k] + .. + d out[n - 1]
 *
 * float32 is summed in float64. The gradient is a running sum from the end,
 * cumsum_backward, whose gradient is cumsum again.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "scan.h"

/* --- kernels --- */

SCAN_KERNEL (cumsum_f32, float, double, 0, s + (double) x, false)
SCAN_KERNEL (cumsum_f64, double, double, 0, s + x, false)
SCAN_KERNEL (cumsum_i64, int64_t, int64_t, 0, s + x, false)
SCAN_KERNEL (cumsum_i32, int32_t, int32_t, 0, s + x, false)
SCAN_KERNEL (cumsum_u8, uint8_t, uint8_t, 0, (uint8_t) (s + x), false)
SCAN_KERNEL (from_end_f32, float, double, 0, s + (double) x, true)
SCAN_KERNEL (from_end_f64, double, double, 0, s + x, true)

static const RgBlockFunc cumsum_kernels[RG_N_DTYPES][RG_N_ISAS] = {
  [RG_F32] = RG_CLONES_OF (cumsum_f32), [RG_F64] = RG_CLONES_OF (cumsum_f64),
  [RG_I64] = RG_CLONES_OF (cumsum_i64), [RG_I32] = RG_CLONES_OF (cumsum_i32),
  [RG_U8] = RG_CLONES_OF (cumsum_u8),
};
static const RgBlockFunc from_end_kernels[RG_N_DTYPES][RG_N_ISAS] = {
  [RG_F32] = RG_CLONES_OF (from_end_f32), [RG_F64] = RG_CLONES_OF (from_end_f64),
};

/* --- forward --- */

static bool
cumsum_forward (RgCall *call)
{
  const RgCumsumAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  return scan_run (call, rg_to (in, scan_dtype (in, a->has_dtype, a->dtype)), a->dim, cumsum_kernels);
}

static bool
cumsum_backward_forward (RgCall *call)
{
  const RgCumsumBackwardAttrs *a = call->attrs;
  return scan_run (call, call->inputs[0], a->dim, from_end_kernels);
}

/* --- gradients --- */

RG_VJP (cumsum_input, rg_cumsum_backward (RG_G, RG_ATTRS (RgCumsumAttrs)->dim))
RG_VJP (cumsum_backward_grad_output, rg_cumsum (RG_G, RG_ATTRS (RgCumsumBackwardAttrs)->dim))

static const RgVjp cumsum_vjps[] = { { 0, 0, cumsum_input }, { 0, 0, NULL } };
static const RgVjp cumsum_backward_vjps[] = { { 0, 0, cumsum_backward_grad_output }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput cumsum_inputs[] = { { "input", "the terms", 0 }, { NULL, NULL, 0 } };

static const RgCumsumAttrs cumsum_init = RG_CUMSUM_ATTRS_INIT;
static const RgAttr cumsum_attrs[] = {
  RG_ATTR (RgCumsumAttrs, dim, INT, NULL, .doc = "the dimension to sum along"),
  RG_ATTR_OPT (RgCumsumAttrs, dtype, DTYPE, .doc = "the element type of the result"),
  { .name = NULL },
};

static const RgSample cumsum_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=0", "down the columns", 0 },
  { "2x3x2", "dim=-2", NULL, 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=0", "no elements", 0 },
  { "i32*3x4:i5", "dim=1", "integers are summed in int64", RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput cumsum_backward_inputs[] = { { "grad_output", "the terms", 0 }, { NULL, NULL, 0 } };

static const RgCumsumBackwardAttrs cumsum_backward_init = RG_CUMSUM_BACKWARD_ATTRS_INIT;
static const RgAttr cumsum_backward_attrs[] = {
  RG_ATTR (RgCumsumBackwardAttrs, dim, INT, NULL, .doc = "the dimension to sum along"),
  { .name = NULL },
};

static const RgSample cumsum_backward_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=0", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp cumsum = {
  .struct_size = sizeof (RgOp),
  .name = "cumsum",
  .summary = "Running sums along a dimension.",
  .formula = "out[k] = input[0] + .. + input[k]",
  .gradient = "d input[k] = d out[k] + .. + d out[n - 1]",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = cumsum_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cumsum, RgCumsumAttrs),
  .forward = cumsum_forward,
  .vjp = cumsum_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = cumsum_samples,
  .uses = RG_USES ("cumsum_backward"),
};

static const RgOp cumsum_backward = {
  .struct_size = sizeof (RgOp),
  .name = "cumsum_backward",
  .summary = "Running sums along a dimension, from its end.",
  .formula = "out[k] = grad_output[k] + .. + grad_output[n - 1]",
  .gradient = "d grad_output = cumsum (d out, dim)",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = cumsum_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cumsum_backward, RgCumsumBackwardAttrs),
  .forward = cumsum_backward_forward,
  .vjp = cumsum_backward_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = cumsum_backward_samples,
};

RG_MODULE (cumsum, &cumsum, &cumsum_backward)
