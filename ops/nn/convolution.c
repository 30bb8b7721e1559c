/* convolution.c: convolution over any number of spatial dimensions up to three,
 * and its transposed form; what conv2d and the like end in.
 *
 *     out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] input[n, c, stride q - padding + dilation k]
 *     transposed: what the gradient of input is: out[n, o, stride q - padding + dilation k]
 *                 += weight[c, o, k] input[n, c, q]
 *     d input = the transposed convolution of d out (or, if transposed, the convolution)
 *     d weight = convolution_backward (d out, input)      d bias = d out summed over n and q
 *
 * Integers are convolved too, as PyTorch does: sums wrap.
 *
 * So the three are closed under differentiation, to any order.
 *
 * Order: forward, gradients, tables, descriptors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "conv-drive.h"
#include "conv-integers.h"
#include "conv-shape.h"

/* --- forward --- */

static bool
convolution_forward (RgCall *call)
{
  ConvShape s;
  int64_t sizes[RG_MAX_DIMS];
  if (!conv_shape_of (call, &s, sizes))
    return false;
  RgTensor *x = rg_call_contiguous (call, 0), *w = rg_call_contiguous (call, 1);
  RgTensor *b = call->n_inputs > 2 && call->inputs[2] ? rg_call_contiguous (call, 2) : NULL;
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  RgTensor *out = rg_call_output (call, 0, dtype, (RgInts){ rg_tensor_ndim (call->inputs[0]), sizes });
  if (x == NULL || w == NULL || out == NULL || (b == NULL && call->n_inputs > 2 && call->inputs[2]))
    return false;
  if (!rg_dtype_is_floating (dtype))
    {
      conv_integers_run (&s, dtype, rg_tensor_data (x), rg_tensor_data (w), b ? rg_tensor_data (b) : NULL, rg_tensor_data (out));
      return true;
    }
  return conv_forward (call, &s, dtype, rg_tensor_data (x), rg_tensor_data (w), b ? rg_tensor_data (b) : NULL,
                       rg_tensor_data (out));
}

/* About 60 multiplications a nanosecond. */
static double
convolution_cost (RgCall *call)
{
  const RgConvolutionAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *w = call->inputs[1];
  double places = (double) rg_tensor_numel (x) / (double) MAX (1, rg_tensor_size (x, 1));
  for (int64_t i = 0; !a->transposed && i < a->stride.n; i++)
    places /= (double) MAX (1, a->stride.v[i]);
  return 500 + places * (double) rg_tensor_numel (w) / 60;
}

/* grad_output as the places that x's windows are weighed with. */
static bool
convolution_backward_forward (RgCall *call)
{
  const RgConvolutionBackwardAttrs *a = call->attrs;
  RgTensor *g = call->inputs[0], *x = call->inputs[1];
  const int64_t n = rg_tensor_ndim (x) - 2, groups = a->groups;
  if (n < 1 || n > CONV_AXES || rg_tensor_ndim (g) != n + 2 || a->kernel_size.n != n)
    return rg_call_fail (call, RG_ERROR_SHAPE, "grad_output and input must be (n, channels, ...), and kernel_size have "
                         "as many sizes as the places");
  const RgInts xs = rg_tensor_shape (x), gs = rg_tensor_shape (g);
  if (rg_tensor_dtype (x) != rg_tensor_dtype (g) || !rg_dtype_is_floating (rg_tensor_dtype (x)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "both must be float32, or both float64");
  if (groups < 1 || xs.v[1] % groups || gs.v[1] % groups || xs.v[0] != gs.v[0])
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must have the same samples, and channels that groups divides");
  ConvShape s = { .n = xs.v[0], .groups = groups, .ci = xs.v[1] / groups, .co = gs.v[1] / groups };
  const RgConvolutionAttrs as = { .stride = a->stride, .padding = a->padding, .dilation = a->dilation,
                                  .output_padding = { 1, (const int64_t[]){ 0 } } };
  int64_t sizes[RG_MAX_DIMS] = { gs.v[1], xs.v[1] / groups };
  conv_absent_axes (&s, n);
  for (int64_t i = 0; i < n; i++)
    {
      ConvDim *d = &s.dim[CONV_AXES - n + i];
      d->in = xs.v[2 + i];
      sizes[2 + i] = d->kernel = a->kernel_size.v[i];
      if (!conv_axis_of (call, &as, d, n, i))
        return false;
      /* Fewer, where a transposed convolution's output_padding left some out. */
      if (d->out < gs.v[2 + i])
        return rg_call_fail (call, RG_ERROR_SHAPE, "grad_output has size %" G_GINT64_FORMAT " in place %" G_GINT64_FORMAT
                             "; the convolution's is %" G_GINT64_FORMAT, gs.v[2 + i], i, d->out);
      d->out = gs.v[2 + i];
    }
  g = rg_call_contiguous (call, 0);
  x = rg_call_contiguous (call, 1);
  RgTensor *out = g && x ? rg_call_output (call, 0, rg_tensor_dtype (x), (RgInts){ n + 2, sizes }) : NULL;
  return out && conv_weight (call, &s, rg_tensor_dtype (x), rg_tensor_data (x), rg_tensor_data (g), rg_tensor_data (out));
}

/* --- gradients --- */

/* The first places of y, as many as `to` says. */
static RgTensor *
fit (RgTensor *y, RgInts to)
{
  for (int d = 2; y && d < to.n; d++)
    if (rg_tensor_size (y, d) > to.v[d])
      y = rg_narrow (y, d, 0, to.v[d]);
  return y;
}

/* input's gradient: the other kind of convolution of g, whose output has the
 * sizes `to`; output_padding says which of those that the stride leaves open. */
static RgTensor *
reverse (const RgConvolutionAttrs *a, RgTensor *g, RgTensor *w, RgInts to)
{
  int64_t extra[CONV_AXES] = { 0 };
  if (g == NULL || w == NULL)
    return NULL;
  for (int64_t i = 0; !a->transposed && i < to.n - 2; i++)
    {
      const int64_t stride = a->stride.v[a->stride.n == 1 ? 0 : i], pad = a->padding.v[a->padding.n == 1 ? 0 : i];
      const int64_t reach = a->dilation.v[a->dilation.n == 1 ? 0 : i] * (rg_tensor_size (w, (int) i + 2) - 1) + 1;
      extra[i] = to.v[2 + i] - ((rg_tensor_size (g, (int) i + 2) - 1) * stride - 2 * pad + reach);
    }
  return fit (rg_convolution (g, w, NULL, a->stride, a->padding, a->dilation, !a->transposed,
                              (RgInts){ to.n - 2, extra }, a->groups), to);
}

/* The weight's gradient; in a transposed one, input and output change places. */
static RgTensor *
weight_of (const RgConvolutionAttrs *a, RgTensor *g, RgTensor *x, RgInts weight)
{
  return rg_convolution_backward (a->transposed ? x : g, a->transposed ? g : x,
                                  (RgInts){ weight.n - 2, weight.v + 2 }, a->stride, a->padding, a->dilation, a->groups);
}

static RgTensor *
bias_of (RgTensor *g)
{
  static const int64_t dims[] = { 0, 2, 3, 4 };
  return g ? rg_sum_dim (g, (RgInts){ rg_tensor_ndim (g) - 1, dims }, false) : NULL;
}

RG_VJP (convolution_input, reverse (RG_ATTRS (RgConvolutionAttrs), RG_G, RG_IN (1), rg_vjp_shape (c, 0)))
RG_VJP (convolution_weight, weight_of (RG_ATTRS (RgConvolutionAttrs), RG_G, RG_IN (0), rg_vjp_shape (c, 1)))
RG_VJP (convolution_bias, bias_of (RG_G))

static const RgVjp convolution_vjps[] = {
  { 0, RG_SAVE_INPUT (1), convolution_input },
  { 1, RG_SAVE_INPUT (0), convolution_weight },
  { 2, 0, convolution_bias },
  { 0, 0, NULL },
};

static RgTensor *
same_kind (const RgConvolutionAttrs *a, RgTensor *x, RgTensor *w, RgTensor *b)
{
  return rg_convolution (x, w, b, a->stride, a->padding, a->dilation, a->transposed, a->output_padding, a->groups);
}

static RgTensor *
convolution_jvp (RgJvpCall *c, size_t o)
{
  const RgConvolutionAttrs *a = rg_jvp_attrs (c);
  RgTensor *tx = rg_jvp_tangent (c, 0), *tw = rg_jvp_tangent (c, 1);
  RgTensor *tb = rg_jvp_n_inputs (c) > 2 ? rg_jvp_tangent (c, 2) : NULL, *sum = NULL;
  if (tx)
    sum = same_kind (a, tx, rg_jvp_input (c, 1), tb);
  if (tw)
    {
      RgTensor *term = same_kind (a, rg_jvp_input (c, 0), tw, tx ? NULL : tb);
      sum = sum ? rg_add (sum, term) : term;
    }
  if (sum == NULL && tb)
    {
      RgTensor *y = rg_jvp_output (c, o);
      int64_t ones[RG_MAX_DIMS] = { 1, -1, 1, 1, 1 };
      sum = rg_expand (rg_reshape (tb, (RgInts){ rg_tensor_ndim (y), ones }), rg_tensor_shape (y));
    }
  return sum;
}

/* d weight (g, x) is linear in both: against v, g meets the convolution of x with
 * v, and x the transposed one of g. */
static RgTensor *
backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgConvolutionBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return fit (rg_convolution (RG_IN (1), RG_G, NULL, a->stride, a->padding, a->dilation, false, RG_INTS (0), a->groups),
              rg_vjp_shape (c, 0));
}

static RgTensor *
backward_input (RgVjpCall *c, size_t i)
{
  const RgConvolutionBackwardAttrs *a = rg_vjp_attrs (c);
  const RgConvolutionAttrs as = { .stride = a->stride, .padding = a->padding, .dilation = a->dilation, .groups = a->groups };
  (void) i;
  return reverse (&as, RG_IN (0), RG_G, rg_vjp_shape (c, 1));
}

static const RgVjp convolution_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), backward_grad_output },
  { 1, RG_SAVE_INPUT (0), backward_input },
  { 0, 0, NULL },
};

static RgTensor *
convolution_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgConvolutionBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *tg = rg_jvp_tangent (c, 0), *tx = rg_jvp_tangent (c, 1), *sum = NULL;
  (void) o;
  if (tg)
    sum = rg_convolution_backward (tg, rg_jvp_input (c, 1), a->kernel_size, a->stride, a->padding, a->dilation, a->groups);
  if (tx)
    {
      RgTensor *term = rg_convolution_backward (rg_jvp_input (c, 0), tx, a->kernel_size, a->stride, a->padding,
                                                a->dilation, a->groups);
      sum = sum ? rg_add (sum, term) : term;
    }
  return sum;
}

/* --- tables --- */

static const RgInput convolution_inputs[] = {
  { "input", "the images (n, channels, ...); integers too, whose sums wrap", 0 },
  { "weight", "the kernels (out, in / groups, ...); transposed: (in, out / groups, ...)", 0 },
  { "bias", "what is added to each channel (out)", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgConvolutionAttrs convolution_init = RG_CONVOLUTION_ATTRS_INIT;
static const RgAttr convolution_attrs[] = {
  RG_ATTR (RgConvolutionAttrs, stride, INTS, "1", .doc = "how far windows lie apart"),
  RG_ATTR (RgConvolutionAttrs, padding, INTS, "0", .doc = "zeros on both sides"),
  RG_ATTR (RgConvolutionAttrs, dilation, INTS, "1", .doc = "how far the elements of a window lie apart"),
  RG_ATTR (RgConvolutionAttrs, transposed, BOOL, "false", .doc = "whether it is the gradient of a convolution"),
  RG_ATTR (RgConvolutionAttrs, output_padding, INTS, "0", .doc = "what is added to one side of a transposed one's output"),
  RG_ATTR (RgConvolutionAttrs, groups, INT, "1", .doc = "groups of channels that do not meet"),
  { .name = NULL },
};

static const RgSample convolution_samples[] = {
  { "2x3x5x6 4x3x3x2 4", NULL, NULL, 0 },
  { "2x4x7x6 6x2x3x3 6", "stride=2,1 padding=1,2 dilation=1,2 groups=2", "all attributes", 0 },
  { "2x3x7 11x3x2", "stride=3", "one dimension", 0 },
  { "1x2x4x5x3 3x2x2x3x1", "padding=1", "three dimensions", 0 },
  { "2x3x4x5 3x4x3x2 4", "transposed=true stride=2,3 padding=1,0 output_padding=1,2", "transposed", 0 },
  { "2x4x5 4x3x3", "transposed=true groups=2 stride=1 dilation=2", "transposed, in groups", 0 },
  { "3x8x4x3 33x8x3x3 33", "padding=1", "many channels over few places", 0 },
  { "2x33x2x2 33x40x3x3", "transposed=true stride=2 padding=1", "the same, transposed", 0 },
  { "0x3x5x5 2x3x3x3", NULL, "no samples", 0 },
  { "2x4x5x6:i9 4x2x3x2:i9 4:i9", "groups=2 stride=2,1 padding=1 dilation=1,2", "integers", 0 },
  { "1x2x3x4:i9 2x3x3x2:i9", "transposed=true stride=2 padding=1 output_padding=1", "integers, transposed", 0 },
  { "1x2x3x4:b 2x2x2x2:b", NULL, "truth values", RG_SAMPLE_ERROR },
  { "1x2x3x4:i9 2x2x2x2", NULL, "integers and floats", RG_SAMPLE_ERROR },
  { "2x3x5x5 4x2x3x3", NULL, "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x3x5x5 4x3x3x3 3", NULL, "a bias of another size", RG_SAMPLE_ERROR },
  { "2x3x5x5 4x3x6x3", NULL, "a kernel larger than the input", RG_SAMPLE_ERROR },
  { "2x3x5x5 4x3x3x3", "stride=0", "no stride", RG_SAMPLE_ERROR },
  { "2x3x5x5 4x3x3x3", "padding=1,1,1", "too many elements", RG_SAMPLE_ERROR },
  { "2x2x4x3 2x3x2x2", "transposed=true stride=2 dilation=3 output_padding=2", "output_padding of a stride's size", 0 },
  { NULL, NULL, NULL, 0 },
};

static const RgInput convolution_backward_inputs[] = {
  { "grad_output", "the gradient of the output (n, out, ...)", RG_INPUT_FLOATING },
  { "input", "the images (n, channels, ...)", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgConvolutionBackwardAttrs convolution_backward_init = RG_CONVOLUTION_BACKWARD_ATTRS_INIT;
static const RgAttr convolution_backward_attrs[] = {
  RG_ATTR (RgConvolutionBackwardAttrs, kernel_size, INTS, NULL, .doc = "the sizes of the kernel"),
  RG_ATTR (RgConvolutionBackwardAttrs, stride, INTS, "1", .doc = "as in convolution"),
  RG_ATTR (RgConvolutionBackwardAttrs, padding, INTS, "0", .doc = "as in convolution"),
  RG_ATTR (RgConvolutionBackwardAttrs, dilation, INTS, "1", .doc = "as in convolution"),
  RG_ATTR (RgConvolutionBackwardAttrs, groups, INT, "1", .doc = "as in convolution"),
  { .name = NULL },
};

static const RgSample convolution_backward_samples[] = {
  { "2x4x3x5 2x3x5x6", "kernel_size=3,2", NULL, 0 },
  { "3x4x3x4 3x2x6x4", "kernel_size=2,3 stride=2,1 padding=0,1 groups=2", NULL, 0 },
  { "3x32x4x2 3x8x6x4", "kernel_size=3,3", "many channels over few places", 0 },
  { "2x4x3x5 2x3x6x6", "kernel_size=3,2", "fewer places than the convolution has", 0 },
  { "2x4x3x5 2x3x5x6", "kernel_size=3,3", "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp convolution = {
  .struct_size = sizeof (RgOp),
  .name = "convolution",
  .summary = "Convolves images with kernels, over one to three dimensions; or applies the transposed map.",
  .formula = "out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] * input[n, c, stride q - padding + dilation k]",
  .gradient = "d input = the transposed convolution of d out; d weight = convolution_backward (d out, input); "
              "d bias = d out summed over n and q",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = convolution_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (convolution, RgConvolutionAttrs),
  .forward = convolution_forward,
  .vjp = convolution_vjps,
  .jvp = convolution_jvp,
  .samples = convolution_samples,
  .uses = RG_USES ("convolution_backward", "sum", "add", "expand", "reshape", "narrow"),
  .cost = convolution_cost,
};

static const RgOp convolution_backward = {
  .struct_size = sizeof (RgOp),
  .name = "convolution_backward",
  .summary = "The gradient of a convolution's weight.",
  .formula = "out[o, c, k] = sum over n, q of grad_output[n, o, q] * input[n, c, stride q - padding + dilation k]",
  .gradient = "d grad_output = convolution (input, d out); d input = the transposed convolution of grad_output with d out",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = convolution_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (convolution_backward, RgConvolutionBackwardAttrs),
  .forward = convolution_backward_forward,
  .vjp = convolution_backward_vjps,
  .jvp = convolution_backward_jvp,
  .samples = convolution_backward_samples,
  .uses = RG_USES ("convolution", "add", "narrow"),
};

RG_MODULE (convolution, &convolution, &convolution_backward)
