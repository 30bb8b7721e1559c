/* sum.c: the sum over all dimensions, or some.
 *
 *     out = sum of input over dim
 *     d input = d out, expanded to the size of input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"

/* --- kernels --- */

RG_REDUCTION_KERNELS (sum_f32, RgSumAttrs, float, float, 0, s + x, s + t)
RG_REDUCTION_KERNELS (sum_f64, RgSumAttrs, double, double, 0, s + x, s + t)
RG_REDUCTION_KERNELS (sum_i64, RgSumAttrs, int64_t, int64_t, 0, s + x, s + t)

/* Integers and bools are summed in int64, as PyTorch does. */
static RgDType
sum_compute (RgDType in, const void *attrs)
{
  const RgSumAttrs *a = attrs;
  if (a->has_dtype)
    return a->dtype;
  return rg_dtype_is_floating (in) ? in : RG_I64;
}

static const RgReduction sum_reduction = {
  .rows = { [RG_F32] = RG_ROWS_OF (sum_f32), [RG_F64] = RG_ROWS_OF (sum_f64), [RG_I64] = RG_ROWS_OF (sum_i64) },
  .columns = { [RG_F32] = RG_COLUMNS_OF (sum_f32), [RG_F64] = RG_COLUMNS_OF (sum_f64), [RG_I64] = RG_COLUMNS_OF (sum_i64) },
  .combine = { [RG_F32] = sum_f32_combine, [RG_F64] = sum_f64_combine, [RG_I64] = sum_i64_combine },
  .finish = { [RG_F32] = reduce_finish_4, [RG_F64] = reduce_finish_8, [RG_I64] = reduce_finish_8 },
  .state_size = { [RG_F32] = 4, [RG_F64] = 8, [RG_I64] = 8 },
  .compute = sum_compute,
};

/* --- gradients --- */

RG_VJP (sum_input, rg_unreduce (RG_G, rg_vjp_shape (c, 0), RG_ATTRS (RgSumAttrs)->has_dim,
                                RG_ATTRS (RgSumAttrs)->dim, RG_ATTRS (RgSumAttrs)->keepdim))

static const RgVjp sum_vjps[] = { { 0, 0, sum_input }, { 0, 0, NULL } };

REDUCE_BACKWARD_NAME (sum, RgSumAttrs, "SumBackward0", "SumBackward1")

/* --- tables --- */

static const RgInput sum_inputs[] = { { "input", "the terms", 0 }, { NULL, NULL, 0 } };

static const RgSumAttrs sum_init = RG_SUM_ATTRS_INIT;
static const RgAttr sum_attrs[] = {
  REDUCE_DIM_ATTRS (RgSumAttrs),
  RG_ATTR_OPT (RgSumAttrs, dtype, DTYPE, .doc = "the element type to sum in"),
  { .name = NULL },
};

static const RgSample sum_samples[] = {
  REDUCE_SAMPLES (""),
  { "0x3", "dim=0", "a sum of nothing is zero", 0 },
  { "i32*3x4:i5", "dim=0", "integers are summed in int64", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sum = {
  .struct_size = sizeof (RgOp),
  .name = "sum",
  .summary = "Sums over all dimensions, or over some.",
  .formula = "out = sum over dim of input",
  .gradient = "d input = d out, expanded to the size of input",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = sum_inputs,
  .n_outputs = 1,
  .attrs = sum_attrs,
  .attrs_size = sizeof (RgSumAttrs),
  .attrs_init = &sum_init,
  .reduction = &sum_reduction,
  .vjp = sum_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name_of = sum_backward_name,
  .samples = sum_samples,
  .uses = RG_USES ("reshape", "expand"),
};

RG_MODULE (sum, &sum)
