/* native_layer_norm.c: rows of mean 0 and variance 1, over the last dimensions.
 *
 *     xhat = (input - mean) rstd,  rstd = 1 / sqrt (var + eps)
 *     out = xhat weight + bias
 *     d input = rstd (u - mean of u - xhat mean of (u xhat)),  u = d out weight
 *     d weight = sum over rows of d out xhat        d bias = sum over rows of d out
 *
 * The backward is one pass for the sums of a row and one for its gradient. A
 * backward that is recorded is written in plain operators instead, so that every
 * derivative of it is right.
 *
 * Order: forward, backward, gradients, tables, descriptors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "layer-rows.h"

/* --- forward --- */

static bool
native_layer_norm_forward (RgCall *call)
{
  const RgNativeLayerNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *w, *b;
  const RgInts shape = rg_tensor_shape (x);
  int64_t sizes[RG_MAX_DIMS];
  LayerNorm l;
  if (!rows_of (call, x, a->normalized_shape, &l) || !norm_optional (call, 1, "weight", a->normalized_shape, &w)
      || !norm_optional (call, 2, "bias", a->normalized_shape, &b) || (x = rg_call_contiguous (call, 0)) == NULL)
    return false;
  for (int64_t d = 0; d < shape.n; d++)
    sizes[d] = d < shape.n - a->normalized_shape.n ? shape.v[d] : 1;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (x), shape);
  RgTensor *mean = out ? rg_call_output (call, 1, rg_tensor_dtype (x), (RgInts){ shape.n, sizes }) : NULL;
  RgTensor *rstd = mean ? rg_call_output (call, 2, rg_tensor_dtype (x), (RgInts){ shape.n, sizes }) : NULL;
  if (rstd == NULL)
    return false;
  rg_call_no_gradient (call, 1);
  rg_call_no_gradient (call, 2);
  l.x = rg_tensor_data (x);
  l.weight = norm_data (w);
  l.bias = norm_data (b);
  l.out = rg_tensor_data (out);
  l.mean = rg_tensor_data (mean);
  l.rstd = rg_tensor_data (rstd);
  l.eps = a->eps;
  if (l.rows > 0)
    rg_parallel_for (l.rows, norm_grain (l.n), normalise_rows, &l);
  return true;
}

/* --- backward --- */

static bool
native_layer_norm_backward_forward (RgCall *call)
{
  const RgNativeLayerNormBackwardAttrs *a = call->attrs;
  RgTensor *in[4], *w, *d[3];
  LayerNorm l;
  for (size_t i = 0; i < 4; i++)
    if ((in[i] = rg_call_contiguous (call, i)) == NULL)
      return false;
  if (!rows_of (call, in[1], a->normalized_shape, &l) || !norm_optional (call, 4, "weight", a->normalized_shape, &w))
    return false;
  for (int i = 0; i < 4; i++)
    if (rg_tensor_numel (in[i]) != (i < 2 ? l.rows * l.n : l.rows) || rg_tensor_dtype (in[i]) != rg_tensor_dtype (in[1]))
      return rg_call_fail (call, RG_ERROR_SHAPE, "grad_out and input must have one shape and dtype, mean and rstd one "
                           "element a row");
  d[0] = rg_call_output (call, 0, rg_tensor_dtype (in[1]), rg_tensor_shape (in[1]));
  for (size_t i = 1; i < 3; i++)
    d[i] = d[i - 1] ? rg_call_output (call, i, rg_tensor_dtype (in[1]), a->normalized_shape) : NULL;
  if (d[2] == NULL)
    return false;
  l.g = rg_tensor_data (in[0]);
  l.x = rg_tensor_data (in[1]);
  l.mean = rg_tensor_data (in[2]);
  l.rstd = rg_tensor_data (in[3]);
  l.weight = norm_data (w);
  l.out = rg_tensor_data (d[0]);
  /* At most 32 chunks, and few where rows are long: their sums take memory. */
  l.n_chunks = CLAMP (l.rows * l.n / 16384, 1, 32);
  l.chunk = MAX (1, (l.rows + l.n_chunks - 1) / l.n_chunks);
  l.n_chunks = MAX (1, (l.rows + l.chunk - 1) / l.chunk);
  const size_t bytes = (size_t) l.n * (l.wide ? 8 : 4);
  l.parts = rg_call_temp (call, 2 * bytes * (size_t) l.n_chunks + 1);
  if (l.parts == NULL)
    return false;
  rg_parallel_for (l.n_chunks, 1, backward_rows, &l);
  merge_chunks (&l);
  memcpy (rg_tensor_data (d[1]), l.parts, bytes);
  memcpy (rg_tensor_data (d[2]), (char *) l.parts + bytes, bytes);
  return true;
}

/* --- gradients --- */

/* In plain operators, for a backward that is recorded. */
static void
recorded (RgVjpCall *c)
{
  const RgNativeLayerNormAttrs *a = rg_vjp_attrs (c);
  RgTensor *g = RG_G, *x = RG_IN (0), *w = RG_IN (1);
  int64_t last[RG_MAX_DIMS], first[RG_MAX_DIMS];
  const int64_t n_last = a->normalized_shape.n, n_first = rg_tensor_ndim (x) - n_last;
  for (int64_t d = 0; d < n_last; d++)
    last[d] = n_first + d;
  for (int64_t d = 0; d < n_first; d++)
    first[d] = d;
  const RgInts dims = { n_last, last }, rows = { n_first, first };
  RgTensor *centred = rg_sub (x, rg_mean_dim (x, dims, true));
  RgTensor *rstd = rg_rsqrt (rg_add_scalar (rg_mean_dim (rg_square (centred), dims, true), a->eps));
  RgTensor *xhat = rg_mul (centred, rstd);
  if (rg_vjp_wants (c, 0))
    {
      RgTensor *u = w ? rg_mul (g, w) : g;
      RgTensor *along = rg_mul (xhat, rg_mean_dim (rg_mul (u, xhat), dims, true));
      rg_vjp_set (c, 0, rg_mul (rstd, rg_sub (rg_sub (u, rg_mean_dim (u, dims, true)), along)));
    }
  if (w && rg_vjp_wants (c, 1))
    {
      RgTensor *product = rg_mul (g, xhat);
      rg_vjp_set (c, 1, n_first ? rg_sum_dim (product, rows, false) : product);
    }
  if (rg_vjp_n_inputs (c) > 2 && rg_vjp_wants (c, 2))
    rg_vjp_set (c, 2, n_first ? rg_sum_dim (g, rows, false) : g);
}

static RgTensor *
native_layer_norm_all (RgVjpCall *c, size_t i)
{
  const RgNativeLayerNormAttrs *a = rg_vjp_attrs (c);
  RgTensor *d[3] = { NULL };
  (void) i;
  if (rg_grad_mode ())
    {
      recorded (c);
      return NULL;
    }
  d[0] = rg_native_layer_norm_backward (RG_G, RG_IN (0), RG_OUT (1), RG_OUT (2), RG_IN (1), a->normalized_shape, &d[1],
                                        &d[2]);
  for (size_t k = 0; k < rg_vjp_n_inputs (c) && k < 3; k++)
    if (rg_vjp_wants (c, k))
      rg_vjp_set (c, k, d[k]);
  return NULL;
}

static const RgVjp native_layer_norm_vjps[] = {
  { RG_VJP_ALL, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_OUTPUT (1) | RG_SAVE_OUTPUT (2), native_layer_norm_all },
  { 0, 0, NULL },
};

static RgTensor *
native_layer_norm_jvp (RgJvpCall *c, size_t o)
{
  const RgNativeLayerNormAttrs *a = rg_jvp_attrs (c);
  RgTensor *x = rg_jvp_input (c, 0);
  int64_t last[RG_MAX_DIMS];
  for (int64_t d = 0; d < a->normalized_shape.n; d++)
    last[d] = rg_tensor_ndim (x) - a->normalized_shape.n + d;
  NormTangents n = { .t = rg_jvp_tangent (c, 0), .t_weight = norm_jvp_tangent (c, 1), .t_bias = norm_jvp_tangent (c, 2),
                     .rstd = rg_jvp_output (c, 2), .weight = norm_jvp_input (c, 1),
                     .dims = { a->normalized_shape.n, last } };
  n.xhat = rg_mul (rg_sub (x, rg_jvp_output (c, 1)), n.rstd);
  return o == 0 ? norm_tangent (&n) : norm_tangent_statistic (&n, o);
}

/* --- tables --- */

static const RgInput native_layer_norm_inputs[] = {
  { "input", "the tensor, whose last sizes are normalized_shape", 0 },
  { "weight", "what each element is multiplied by (normalized_shape)", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it (normalized_shape)", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgNativeLayerNormAttrs native_layer_norm_init = RG_NATIVE_LAYER_NORM_ATTRS_INIT;
static const RgAttr native_layer_norm_attrs[] = {
  RG_ATTR (RgNativeLayerNormAttrs, normalized_shape, INTS, NULL, .doc = "the sizes of what is one row"),
  RG_ATTR (RgNativeLayerNormAttrs, eps, FLOAT, NULL, .doc = "what is added to the variance"),
  { .name = NULL },
};

static const RgSample native_layer_norm_samples[] = {
  { "3x4 4 4", "normalized_shape=4 eps=1e-05", NULL, 0 },
  { "2x3x5", "normalized_shape=3,5 eps=0.5", "no weight, two dimensions", 0 },
  { "3x70 - 70", "normalized_shape=70 eps=0.1", "bias alone", 0 },
  { "0x4 4", "normalized_shape=4 eps=0.1", "no rows", 0 },
  { "3x4", "normalized_shape=3 eps=0.1", "other sizes", RG_SAMPLE_ERROR },
  { "3x4 3", "normalized_shape=4 eps=0.1", "a weight of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput native_layer_norm_backward_inputs[] = {
  { "grad_out", "the gradient of the output", 0 },
  { "input", "the input", 0 },
  { "mean", "its rows' means", 0 },
  { "rstd", "one over their standard deviations", 0 },
  { "weight", "the weight, if there was one", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgNativeLayerNormBackwardAttrs native_layer_norm_backward_init = RG_NATIVE_LAYER_NORM_BACKWARD_ATTRS_INIT;
static const RgAttr native_layer_norm_backward_attrs[] = {
  RG_ATTR (RgNativeLayerNormBackwardAttrs, normalized_shape, INTS, NULL, .doc = "as in native_layer_norm"),
  { .name = NULL },
};

static const RgSample native_layer_norm_backward_samples[] = {
  { "3x4 3x4 3x1 3x1:p 4", "normalized_shape=4", NULL, 0 },
  { "3x4 3x4 3x4 3x1:p 4", "normalized_shape=4", "a mean of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp native_layer_norm = {
  .struct_size = sizeof (RgOp),
  .name = "native_layer_norm",
  .summary = "Rows of mean 0 and variance 1, over the last dimensions; with their means and deviations.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "d input = rstd * (u - mean of u - xhat * mean of (u * xhat)), u = d out * weight; "
              "d weight = sum of d out * xhat; d bias = sum of d out",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = native_layer_norm_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("out", "mean", "rstd"),
  RG_ATTRIBUTES (native_layer_norm, RgNativeLayerNormAttrs),
  .forward = native_layer_norm_forward,
  .vjp = native_layer_norm_vjps,
  .jvp = native_layer_norm_jvp,
  .samples = native_layer_norm_samples,
  .uses = RG_USES ("native_layer_norm_backward", "sub", "mean", "rsqrt", "add", "square", "mul", "sum", "neg", "expand"),
  .cost = norm_cost,
};

static const RgOp native_layer_norm_backward = {
  .struct_size = sizeof (RgOp),
  .name = "native_layer_norm_backward",
  .summary = "The gradients of native_layer_norm.",
  .formula = "grad_input = rstd * (u - mean of u - xhat * mean of (u * xhat)), u = grad_out * weight; "
             "grad_weight = sum of grad_out * xhat; grad_bias = sum of grad_out",
  .gradient = "none: a backward that is recorded is written in plain operators",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL | RG_OP_NO_GRAD,
  .inputs = native_layer_norm_backward_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("grad_input", "grad_weight", "grad_bias"),
  RG_ATTRIBUTES (native_layer_norm_backward, RgNativeLayerNormBackwardAttrs),
  .forward = native_layer_norm_backward_forward,
  .samples = native_layer_norm_backward_samples,
  .cost = norm_cost,
};

RG_MODULE (native_layer_norm, &native_layer_norm, &native_layer_norm_backward)
