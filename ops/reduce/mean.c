/* mean.c: the mean over all dimensions, or some.
 *
 *     out = sum of input over dim, divided by their number n
 *     d input = d out / n, expanded to the size of input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"

/* --- kernels --- */

RG_REDUCTION_KERNELS (mean_f32, void, float, float, 0, s + x, s + t)
RG_REDUCTION_KERNELS (mean_f64, void, double, double, 0, s + x, s + t)

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

static RgDType
mean_compute (RgDType in, const void *attrs)
{
  const RgMeanAttrs *a = attrs;
  return a->has_dtype ? a->dtype : in;
}

static const RgReduction mean_reduction = {
  REDUCE_FLOAT_KERNELS (mean, finish),
  .state_size = { [RG_F32] = 4, [RG_F64] = 8 },
  .compute = mean_compute,
};

/* --- gradients --- */

static RgTensor *
mean_input (RgVjpCall *c, size_t i)
{
  const RgMeanAttrs *a = rg_vjp_attrs (c);
  RgInts shape = rg_vjp_shape (c, i);
  RgTensor *g = rg_div_scalar (rg_vjp_grad (c, 0), (double) reduced_count (shape, a->has_dim, a->dim));
  return rg_unreduce (g, shape, a->has_dim, a->dim, a->keepdim);
}

static const RgVjp mean_vjps[] = { { 0, 0, mean_input }, { 0, 0, NULL } };

REDUCE_BACKWARD_NAME (mean, RgMeanAttrs, "MeanBackward0", "MeanBackward1")

/* --- tables --- */

static const RgInput mean_inputs[] = { { "input", "the numbers", 0 }, { NULL, NULL, 0 } };

static const RgMeanAttrs mean_init = RG_MEAN_ATTRS_INIT;
static const RgAttr mean_attrs[] = {
  REDUCE_DIM_ATTRS (RgMeanAttrs),
  RG_ATTR_OPT (RgMeanAttrs, dtype, DTYPE, .doc = "the element type to compute in"),
  { .name = NULL },
};

static const RgSample mean_samples[] = {
  REDUCE_SAMPLES (""),
  { "f32*0", NULL, "the mean of nothing is nan", RG_SAMPLE_NO_GRAD },
  { "i64*3x4:i5", NULL, "integers, whose mean need not be one", RG_SAMPLE_ERROR },
  { "i64*3x4:i5", "dtype=float64", "integers, converted", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mean = {
  .struct_size = sizeof (RgOp),
  .name = "mean",
  .summary = "The mean over all dimensions, or over some.",
  .formula = "out = (sum over dim of input) / n",
  .gradient = "d input = d out / n, expanded to the size of input",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = mean_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (mean, RgMeanAttrs),
  .reduction = &mean_reduction,
  .vjp = mean_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name_of = mean_backward_name,
  .samples = mean_samples,
  .uses = RG_USES ("div", "reshape", "expand"),
};

RG_MODULE (mean, &mean)
