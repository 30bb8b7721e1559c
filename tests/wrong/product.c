/* product.c: out = scale * input * other, pointwise. tests/install/planted.py
 * builds it as it is, which must pass every check, and with one of its parts made
 * wrong on the compiler's command line, which must be caught.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the parts --- */

#define SCALE (RG_ATTRS (ProductAttrs)->scale)
#ifndef D_INPUT
#define D_INPUT rg_mul_scalar (rg_mul (RG_G, RG_IN (1)), SCALE)
#endif
#ifndef D_OTHER
#define D_OTHER rg_mul_scalar (rg_mul (RG_G, RG_IN (0)), SCALE)
#endif
#ifndef F32
#define F32 (float) a->scale * x * y
#endif
#ifndef T_INPUT
#define T_INPUT rg_mul (rg_jvp_tangent (c, 0), rg_jvp_input (c, 1))
#endif
#ifndef DEFAULT
#define DEFAULT "1"
#endif
#define BOTH (RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1))
#ifndef ROWS
#define ROWS { 0, BOTH, d_input }, { 1, BOTH, d_other }
#endif

/* For faults: the same values outside the graph. */
static RgTensor *plain (RgTensor *x) G_GNUC_UNUSED;
static RgTensor *
plain (RgTensor *x)
{
  return rg_detach (x);
}

/* For faults: x without its last row's values. */
static RgTensor *last_row_zero (RgTensor *x) G_GNUC_UNUSED;
static RgTensor *
last_row_zero (RgTensor *x)
{
  if (rg_tensor_ndim (x) < 1 || rg_tensor_size (x, 0) < 2)
    return x;
  RgTensor *rows[] = { rg_narrow (x, 0, 0, rg_tensor_size (x, 0) - 1),
                       rg_mul_scalar (rg_narrow (x, 0, rg_tensor_size (x, 0) - 1, 1), 0) };
  return rg_cat (rows, 2, 0);
}

/* For faults: how often other is repeated. */
static double repeats (RgVjpCall *c) G_GNUC_UNUSED;
static double
repeats (RgVjpCall *c)
{
  int64_t n = 1, all = 1;
  for (int64_t d = 0; d < rg_vjp_shape (c, 1).n; d++)
    n *= rg_vjp_shape (c, 1).v[d];
  for (int64_t d = 0; d < rg_vjp_shape (c, 0).n; d++)
    all *= rg_vjp_shape (c, 0).v[d];
  return n && all > n ? (double) (all / n) : 1;
}

/* --- the operator --- */

typedef struct
{
  size_t struct_size;
  double scale;
} ProductAttrs;

static const ProductAttrs product_init = { sizeof (ProductAttrs), 1.0 };
static const RgAttr product_attrs[] = {
  RG_ATTR (ProductAttrs, scale, FLOAT, DEFAULT, .doc = "a factor"),
  { .name = NULL },
};

RG_BINARY (product_f32, ProductAttrs, float, float, F32)
RG_BINARY (product_f64, ProductAttrs, double, double, a->scale * x * y)
static const RgPointwise product_pointwise = { .kernels = { RG_KERNELS_FLOAT (product) },
                                               .flags = RG_POINTWISE_FLOAT };

static RgTensor *d_input (RgVjpCall *c, size_t i) G_GNUC_UNUSED;
static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  (void) i;
  return D_INPUT;
}

static RgTensor *d_other (RgVjpCall *c, size_t i) G_GNUC_UNUSED;
static RgTensor *
d_other (RgVjpCall *c, size_t i)
{
  (void) i;
  return D_OTHER;
}

static const RgVjp product_vjps[] = { ROWS, { 0, 0, NULL } };

static RgTensor *
product_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *left = rg_jvp_tangent (c, 0) ? T_INPUT : NULL;
  RgTensor *right = rg_jvp_tangent (c, 1) ? rg_mul (rg_jvp_input (c, 0), rg_jvp_tangent (c, 1)) : NULL;
  RgTensor *sum = left && right ? rg_add (left, right) : left ? left : right;
  (void) o;
  return sum ? rg_mul_scalar (rg_expand (sum, rg_tensor_shape (rg_jvp_output (c, 0))),
                              ((const ProductAttrs *) rg_jvp_attrs (c))->scale) : NULL;
}

static const RgInput product_inputs[] = {
  { "input", "a factor", 0 },
  { "other", "the other", 0 },
  { NULL, NULL, 0 },
};
static const RgSample product_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 4", NULL, "broadcast rows", 0 },
  { "3x3 3x3", "scale=-1.5", NULL, 0 },
  { "0x3 3", NULL, "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp product_op = {
  RG_POINTWISE_OP (product), RG_ATTRIBUTES (product, ProductAttrs),
  .summary = "The scaled product.", .formula = "out = scale * input * other",
  .gradient = "d input = scale * other * d out; d other = scale * input * d out",
  .vjp = product_vjps, .jvp = product_jvp,
  .uses = RG_USES ("mul", "add", "expand", "transpose", "narrow", "cat", "abs", "neg"),
};
RG_MODULE (product, &product_op)
