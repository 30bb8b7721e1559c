/* average.c: out = the mean over dim, a reduction. tests/install/planted.py builds
 * it as it is, and with one of its parts made wrong.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the parts --- */

#ifndef D_INPUT
#define D_INPUT rg_div_scalar (rg_unreduce (RG_G, shape, a->has_dim, a->dim, a->keepdim), count)
#endif
#ifndef MERGE
#define MERGE s + t
#endif

/* --- the operator --- */

typedef struct
{
  size_t struct_size;
  RgInts dim;
  bool has_dim;
  bool keepdim;
} AverageAttrs;

static const AverageAttrs average_init = { .struct_size = sizeof (AverageAttrs) };
static const RgAttr average_attrs[] = {
  RG_ATTR_OPT (AverageAttrs, dim, INTS, .doc = "the dimensions to reduce"),
  RG_ATTR (AverageAttrs, keepdim, BOOL, "false", .doc = "keep them with size 1"),
  { .name = NULL },
};

RG_REDUCTION_KERNELS (average_f32, AverageAttrs, float, float, 0, s + x, MERGE)
RG_REDUCTION_KERNELS (average_f64, AverageAttrs, double, double, 0, s + x, MERGE)

static void
finish_f32 (size_t n, const void *states, void *out, int64_t count, const void *attrs)
{
  (void) attrs;
  for (size_t k = 0; k < n; k++)
    ((float *) out)[k] = ((const float *) states)[k] / (float) count;
}

static void
finish_f64 (size_t n, const void *states, void *out, int64_t count, const void *attrs)
{
  (void) attrs;
  for (size_t k = 0; k < n; k++)
    ((double *) out)[k] = ((const double *) states)[k] / (double) count;
}

static const RgReduction average_reduction = {
  .rows = { [RG_F32] = RG_ROWS_OF (average_f32), [RG_F64] = RG_ROWS_OF (average_f64) },
  .columns = { [RG_F32] = RG_COLUMNS_OF (average_f32), [RG_F64] = RG_COLUMNS_OF (average_f64) },
  .combine = { [RG_F32] = average_f32_combine, [RG_F64] = average_f64_combine },
  .finish = { [RG_F32] = finish_f32, [RG_F64] = finish_f64 },
  .state_size = { [RG_F32] = sizeof (float), [RG_F64] = sizeof (double) },
};

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  const AverageAttrs *a = rg_vjp_attrs (c);
  RgInts shape = rg_vjp_shape (c, i);
  double count = 1;
  for (int64_t d = 0; d < shape.n; d++)
    {
      bool reduced = !a->has_dim || a->dim.n == 0;
      for (int64_t k = 0; k < a->dim.n; k++)
        reduced |= a->has_dim && (a->dim.v[k] + shape.n) % shape.n == d;
      count *= reduced ? (double) shape.v[d] : 1;
    }
  (void) count;
  return D_INPUT;
}

static const RgVjp average_vjps[] = { { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), d_input }, { 0, 0, NULL } };

static const RgInput average_inputs[] = { { "input", "the numbers", RG_INPUT_FLOATING }, { NULL, NULL, 0 } };
static const RgSample average_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "3x3", "dim=0", "columns, as many as there are rows", 0 },
  { "2x3x4", "dim=0,2 keepdim=true", NULL, 0 },
  { "0x3", "dim=1", "no elements", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp average_op = {
  .struct_size = sizeof (RgOp), .name = "average", .category = "reduce", .kind = RG_KIND_REDUCTION,
  .summary = "The mean over dimensions.", .formula = "out = sum over dim of input / count",
  .gradient = "d input = d out / count, expanded to the size of input", .inputs = average_inputs, .n_outputs = 1,
  RG_ATTRIBUTES (average, AverageAttrs), .reduction = &average_reduction, .vjp = average_vjps,
  .samples = average_samples, .uses = RG_USES ("div", "expand", "reshape", "mul", "transpose"),
};
RG_MODULE (average, &average_op)
