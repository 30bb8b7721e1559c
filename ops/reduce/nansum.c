/* nansum.c: the sum over all dimensions, or some, with nan as zero.
 *
 *     out = sum over dim of input where it is a number
 *     d input = d out where input is a number, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"

/* --- kernels --- */

RG_REDUCTION_KERNELS (nansum_f32, void, float, float, 0, s + (x == x ? x : 0), s + t)
RG_REDUCTION_KERNELS (nansum_f64, void, double, double, 0, s + (x == x ? x : 0), s + t)
RG_REDUCTION_KERNELS (nansum_i64, void, int64_t, int64_t, 0, s + x, s + t)

static RgDType
nansum_compute (RgDType in, const void *attrs)
{
  const RgNansumAttrs *a = attrs;
  if (a->has_dtype)
    return a->dtype;
  return rg_dtype_is_floating (in) ? in : RG_I64;
}

static const RgReduction nansum_reduction = {
  .rows = { [RG_F32] = RG_ROWS_OF (nansum_f32), [RG_F64] = RG_ROWS_OF (nansum_f64),
            [RG_I64] = RG_ROWS_OF (nansum_i64) },
  .columns = { [RG_F32] = RG_COLUMNS_OF (nansum_f32), [RG_F64] = RG_COLUMNS_OF (nansum_f64),
               [RG_I64] = RG_COLUMNS_OF (nansum_i64) },
  .combine = { [RG_F32] = nansum_f32_combine, [RG_F64] = nansum_f64_combine, [RG_I64] = nansum_i64_combine },
  .finish = { [RG_F32] = reduce_finish_4, [RG_F64] = reduce_finish_8, [RG_I64] = reduce_finish_8 },
  .state_size = { [RG_F32] = 4, [RG_F64] = 8, [RG_I64] = 8 },
  .compute = nansum_compute,
};

/* --- gradients --- */

static RgTensor *
numbers_of (RgTensor *x, RgDType dtype)
{
  return rg_to (rg_eq (x, x), dtype);
}

static RgTensor *
nansum_input (RgVjpCall *c, size_t i)
{
  const RgNansumAttrs *a = rg_vjp_attrs (c);
  RgTensor *g = rg_vjp_grad (c, 0), *x = rg_vjp_input (c, i);
  if (g == NULL || x == NULL)
    return NULL;
  g = reduced_kept (g, rg_tensor_shape (x), a->has_dim, a->dim, a->keepdim);
  return rg_mul (g, numbers_of (x, rg_tensor_dtype (g)));
}

static const RgVjp nansum_vjps[] = { { 0, RG_SAVE_INPUT (0), nansum_input }, { 0, 0, NULL } };

static RgTensor *
nansum_jvp (RgJvpCall *c, size_t o)
{
  const RgNansumAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  RgDType dtype = rg_tensor_dtype (rg_jvp_output (c, o));
  if (t == NULL)
    return NULL;
  return reduced_sum (rg_mul (rg_to (t, dtype), numbers_of (rg_jvp_input (c, 0), dtype)), a->has_dim, a->dim,
                      a->keepdim);
}

/* --- tables --- */

static const RgInput nansum_inputs[] = { { "input", "the terms", 0 }, { NULL, NULL, 0 } };

static const RgNansumAttrs nansum_init = RG_NANSUM_ATTRS_INIT;
static const RgAttr nansum_attrs[] = {
  REDUCE_DIM_ATTRS (RgNansumAttrs),
  RG_ATTR_OPT (RgNansumAttrs, dtype, DTYPE, .doc = "the element type to sum in"),
  { .name = NULL },
};

static const RgSample nansum_samples[] = {
  REDUCE_SAMPLES (""),
  { "4:=1,nan,2,nan", NULL, "nan counts as zero", RG_SAMPLE_NO_GRAD },
  { "0x3", "dim=0", "a sum of nothing is zero", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nansum = {
  .struct_size = sizeof (RgOp),
  .name = "nansum",
  .summary = "Sums over all dimensions, or over some, with nan as zero.",
  .formula = "out = sum over dim of input where it is a number",
  .gradient = "d input = d out where input is a number, else 0",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = nansum_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (nansum, RgNansumAttrs),
  .reduction = &nansum_reduction,
  .vjp = nansum_vjps,
  .jvp = nansum_jvp,
  .samples = nansum_samples,
  .uses = RG_USES ("eq", "mul", "sum", "reshape"),
};

RG_MODULE (nansum, &nansum)
