/* prod.c: the product over all dimensions, or one.
 *
 *     out = product of input over dim
 *     d input[k] = d out * (product of the elements before k) * (product of those after k)
 *
 * The gradient needs no division, so zeros need no care. It is that of the last
 * running product (cumprod.c).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"
#include "scan.h"

/* --- kernels --- */

RG_REDUCTION_KERNELS (prod_f32, void, float, float, 1, s *x, s *t)
RG_REDUCTION_KERNELS (prod_f64, void, double, double, 1, s *x, s *t)
RG_REDUCTION_KERNELS (prod_i64, void, int64_t, int64_t, 1, s *x, s *t)
/* For a dtype that was asked for: products wrap around, and of bool all must be true. */
RG_REDUCTION_KERNELS (prod_i32, void, int32_t, uint32_t, 1, s *(uint32_t) x, s *t)
RG_REDUCTION_KERNELS (prod_u8, void, uint8_t, uint8_t, 1, (uint8_t) (s * x), (uint8_t) (s * t))
RG_REDUCTION_KERNELS (prod_bool, void, uint8_t, uint8_t, 1, (uint8_t) (s & (x != 0)), (uint8_t) (s & t))

static void
prod_finish_1 (size_t n, const void *states, void *out, int64_t count, const void *attrs)
{
  (void) count;
  (void) attrs;
  memcpy (out, states, n);
}

static RgDType
prod_compute (RgDType in, const void *attrs)
{
  const RgProdAttrs *a = attrs;
  if (a->has_dtype)
    return a->dtype;
  return rg_dtype_is_floating (in) ? in : RG_I64;
}

static const RgReduction prod_reduction = {
  .rows = { [RG_F32] = RG_ROWS_OF (prod_f32), [RG_F64] = RG_ROWS_OF (prod_f64), [RG_I64] = RG_ROWS_OF (prod_i64),
            [RG_I32] = RG_ROWS_OF (prod_i32), [RG_U8] = RG_ROWS_OF (prod_u8), [RG_BOOL] = RG_ROWS_OF (prod_bool) },
  .columns = { [RG_F32] = RG_COLUMNS_OF (prod_f32), [RG_F64] = RG_COLUMNS_OF (prod_f64), [RG_I64] = RG_COLUMNS_OF (prod_i64),
               [RG_I32] = RG_COLUMNS_OF (prod_i32), [RG_U8] = RG_COLUMNS_OF (prod_u8), [RG_BOOL] = RG_COLUMNS_OF (prod_bool) },
  .combine = { [RG_F32] = prod_f32_combine, [RG_F64] = prod_f64_combine, [RG_I64] = prod_i64_combine,
               [RG_I32] = prod_i32_combine, [RG_U8] = prod_u8_combine, [RG_BOOL] = prod_bool_combine },
  .finish = { [RG_F32] = reduce_finish_4, [RG_F64] = reduce_finish_8, [RG_I64] = reduce_finish_8,
              [RG_I32] = reduce_finish_4, [RG_U8] = prod_finish_1, [RG_BOOL] = prod_finish_1 },
  .state_size = { [RG_F32] = 4, [RG_F64] = 8, [RG_I64] = 8, [RG_I32] = 4, [RG_U8] = 1, [RG_BOOL] = 1 },
  .compute = prod_compute,
};

/* --- gradients --- */

/* d x where g comes to the product of x over dim; g has dim with size 1. */
static RgTensor *
gradient_along (RgTensor *x, RgTensor *g, int64_t dim)
{
  RgTensor *before = rg_cumprod (scan_shifted (x, dim, 1), dim);
  if (rg_tensor_ndim (x) == 0)
    return rg_mul (before, g);
  /* g comes to the last running product only. */
  int64_t n = rg_tensor_size (x, (int) dim);
  if (n > 1)
    {
      RgTensor *rest = rg_narrow (x, dim, 0, n - 1);
      RgTensor *both[] = { rg_zeros (rg_tensor_dtype (x), rg_tensor_shape (rest)), g };
      g = rg_cat (both, 2, dim);
    }
  return rg_mul (before, rg_cumprod_backward (g, x, dim, true));
}

static RgTensor *
prod_gradient (RgTensor *x, RgTensor *g, const RgProdAttrs *a)
{
  if (x == NULL || g == NULL || rg_tensor_numel (x) == 0)
    return x ? rg_zeros_like (x) : NULL;
  x = rg_to (x, rg_tensor_dtype (g));
  if (a->has_dim)
    return gradient_along (x, a->keepdim || !rg_tensor_ndim (x) ? g : rg_unsqueeze (g, a->dim), a->dim);
  RgTensor *flat = rg_reshape (x, RG_SHAPE (rg_tensor_numel (x)));
  return rg_reshape (gradient_along (flat, rg_reshape (g, RG_SHAPE (1)), 0), rg_tensor_shape (x));
}

static RgTensor *
prod_input (RgVjpCall *c, size_t i)
{
  return prod_gradient (rg_vjp_input (c, i), rg_vjp_grad (c, 0), rg_vjp_attrs (c));
}

static const RgVjp prod_vjps[] = { { 0, RG_SAVE_INPUT (0), prod_input }, { 0, 0, NULL } };

static RgTensor *
prod_jvp (RgJvpCall *c, size_t o)
{
  const RgProdAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0), *out = rg_jvp_output (c, o);
  if (t == NULL)
    return NULL;
  RgTensor *w = prod_gradient (rg_jvp_input (c, 0), rg_ones_like (out), a);
  return reduced_sum (rg_mul (w, rg_to (t, rg_tensor_dtype (out))), a->has_dim, RG_DIMS (a->dim), a->keepdim);
}

REDUCE_BACKWARD_NAME (prod, RgProdAttrs, "ProdBackward0", "ProdBackward1")

/* --- tables --- */

static const RgInput prod_inputs[] = { { "input", "the factors", 0 }, { NULL, NULL, 0 } };

static const RgProdAttrs prod_init = RG_PROD_ATTRS_INIT;
static const RgAttr prod_attrs[] = {
  REDUCE_ONE_DIM_ATTRS (RgProdAttrs),
  RG_ATTR_OPT (RgProdAttrs, dtype, DTYPE, .doc = "the element type to multiply in"),
  { .name = NULL },
};

static const RgSample prod_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "3x4x2", "dim=1", NULL, 0 },
  { "3x4", "dim=-1 keepdim=true", NULL, 0 },
  { "4:=2,0,3,1", NULL, "a zero", 0 },
  { "4:=2,0,3,0", "dim=0", "two zeros: the gradient is 0", RG_SAMPLE_NO_GRAD },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", "dim=0", "a product of nothing is one", 0 },
  { "i32*3x4:i5", "dim=0 dtype=int32", "in a dtype that was asked for", RG_SAMPLE_NO_GRAD },
  { "u8*3x4:i5", "dtype=uint8", NULL, RG_SAMPLE_NO_GRAD },
  { "b*3x4:b", "dim=1 dtype=bool", NULL, RG_SAMPLE_NO_GRAD },
  { "i32*3x4:i5", "dim=0", "integers are multiplied in int64", RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp prod = {
  .struct_size = sizeof (RgOp),
  .name = "prod",
  .summary = "Multiplies over all dimensions, or over one.",
  .formula = "out = product over dim of input",
  .gradient = "d input[k] = d out * product of the other elements",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = prod_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (prod, RgProdAttrs),
  .reduction = &prod_reduction,
  .vjp = prod_vjps,
  .jvp = prod_jvp,
  .backward_name_of = prod_backward_name,
  .samples = prod_samples,
  .uses = RG_USES ("cumprod", "cumprod_backward", "mul", "narrow", "cat", "reshape", "unsqueeze", "sum"),
};

RG_MODULE (prod, &prod)
