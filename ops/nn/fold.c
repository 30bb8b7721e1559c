/* fold.c: windows added back to the images that they were cut from; the transpose
 * of unfold.
 *
 *     out[n, c, stride q - padding + dilation k] += input[n, c k, q]
 *     d input = unfold (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* input (n, channels kernel[0] kernel[1], blocks[0] blocks[1]), out (n, channels,
 * out[0], out[1]) */
typedef struct
{
  int64_t channels;
  int64_t out[2], kernel[2], dilation[2], padding[2], stride[2], blocks[2];
  const void *in;
  void *result;
} Fold;

/* --- kernels, of planes: (sample, channel) --- */

#define FOLD_KERNEL(name, T)                                                   \
  static void name (int64_t begin, int64_t end, void *payload)                 \
  {                                                                            \
    const Fold *f = payload;                                                   \
    const int64_t blocks = f->blocks[0] * f->blocks[1];                        \
    for (int64_t plane = begin; plane < end; plane++)                          \
      {                                                                        \
        const T *x = (const T *) f->in + plane * f->kernel[0] * f->kernel[1] * blocks; \
        T *y = (T *) f->result + plane * f->out[0] * f->out[1];                \
        memset (y, 0, (size_t) (f->out[0] * f->out[1]) * sizeof (T));          \
        for (int64_t i = 0; i < f->kernel[0]; i++)                             \
          for (int64_t j = 0; j < f->kernel[1]; j++)                           \
            for (int64_t p = 0; p < f->blocks[0]; p++)                         \
              {                                                                \
                const int64_t row = p * f->stride[0] - f->padding[0] + i * f->dilation[0]; \
                for (int64_t q = 0; q < f->blocks[1]; q++, x++)                \
                  {                                                            \
                    const int64_t column = q * f->stride[1] - f->padding[1] + j * f->dilation[1]; \
                    if (row >= 0 && row < f->out[0] && column >= 0 && column < f->out[1]) \
                      y[row * f->out[1] + column] += *x;                       \
                  }                                                            \
              }                                                                \
      }                                                                        \
  }
FOLD_KERNEL (fold_f32, float)
FOLD_KERNEL (fold_f64, double)

/* --- forward --- */

static bool
pair_of (RgCall *call, const char *name, RgInts list, int64_t least, int64_t pair[2])
{
  if (list.n != 1 && list.n != 2)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s has %" G_GINT64_FORMAT " elements; 1 or 2 would be right", name, list.n);
  for (int i = 0; i < 2; i++)
    {
      pair[i] = list.v[list.n == 1 ? 0 : i];
      if (pair[i] < least || pair[i] > G_MAXINT32)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s must be at least %" G_GINT64_FORMAT, name, least);
    }
  return true;
}

static bool
fold_forward (RgCall *call)
{
  const RgFoldAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  const RgInts shape = rg_tensor_shape (x);
  const RgDType dtype = rg_tensor_dtype (x);
  Fold f;
  if (shape.n != 2 && shape.n != 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels times the kernel, blocks), or without n");
  if (!rg_dtype_is_floating (dtype))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right", rg_dtype_name (dtype));
  if (!pair_of (call, "output_size", a->output_size, 1, f.out) || !pair_of (call, "kernel_size", a->kernel_size, 1, f.kernel)
      || !pair_of (call, "dilation", a->dilation, 1, f.dilation) || !pair_of (call, "padding", a->padding, 0, f.padding)
      || !pair_of (call, "stride", a->stride, 1, f.stride))
    return false;
  for (int i = 0; i < 2; i++)
    {
      const int64_t room = f.out[i] + 2 * f.padding[i] - f.dilation[i] * (f.kernel[i] - 1) - 1;
      f.blocks[i] = room < 0 ? 0 : room / f.stride[i] + 1;
    }
  const int64_t volume = f.kernel[0] * f.kernel[1], n = shape.n == 3 ? shape.v[0] : 1, rows = shape.v[shape.n - 2];
  if (rows % volume || shape.v[shape.n - 1] != f.blocks[0] * f.blocks[1])
    return rg_call_fail (call, RG_ERROR_SHAPE, "with this kernel and output_size the input must have a multiple of %"
                         G_GINT64_FORMAT " rows and %" G_GINT64_FORMAT " blocks", volume, f.blocks[0] * f.blocks[1]);
  f.channels = rows / volume;
  x = rg_call_contiguous (call, 0);
  const int64_t sizes[] = { n, f.channels, f.out[0], f.out[1] };
  const int skip = shape.n == 3 ? 0 : 1;
  RgTensor *out = x ? rg_call_output (call, 0, dtype, (RgInts){ 4 - skip, sizes + skip }) : NULL;
  if (out == NULL)
    return false;
  f.in = rg_tensor_data (x);
  f.result = rg_tensor_data (out);
  if (n * f.channels > 0)
    rg_parallel_for (n * f.channels, MAX (1, 20000 / MAX (1, volume * f.blocks[0] * f.blocks[1])),
                     dtype == RG_F32 ? fold_f32 : fold_f64, &f);
  return true;
}

/* --- gradients --- */

static RgTensor *
fold_input (RgVjpCall *c, size_t i)
{
  const RgFoldAttrs *a = rg_vjp_attrs (c);
  RgTensor *g = RG_G;
  (void) i;
  if (g && rg_tensor_ndim (g) == 3)
    return rg_squeeze_dim (rg_im2col (rg_unsqueeze (g, 0), a->kernel_size, a->dilation, a->padding, a->stride), RG_DIMS (0));
  return rg_im2col (g, a->kernel_size, a->dilation, a->padding, a->stride);
}

static const RgVjp fold_vjps[] = { { 0, 0, fold_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput fold_inputs[] = {
  { "input", "the windows (n, channels times the kernel, blocks), as unfold gives them", 0 },
  { NULL, NULL, 0 },
};

static const RgFoldAttrs fold_init = RG_FOLD_ATTRS_INIT;
static const RgAttr fold_attrs[] = {
  RG_ATTR (RgFoldAttrs, output_size, INTS, NULL, .doc = "the height and width of the images"),
  RG_ATTR (RgFoldAttrs, kernel_size, INTS, NULL, .doc = "the sizes of a window"),
  RG_ATTR (RgFoldAttrs, dilation, INTS, "1", .doc = "how far the elements of a window lie apart"),
  RG_ATTR (RgFoldAttrs, padding, INTS, "0", .doc = "zeros that were around the images"),
  RG_ATTR (RgFoldAttrs, stride, INTS, "1", .doc = "how far windows lie apart"),
  { .name = NULL },
};

static const RgSample fold_samples[] = {
  { "2x12x6", "output_size=3,4 kernel_size=2", NULL, 0 },
  { "1x6x15", "output_size=5,4 kernel_size=3,2 stride=1,2 padding=1", "stride and padding", 0 },
  { "4x4", "output_size=4 kernel_size=2 dilation=2", "one sample, spread windows", 0 },
  { "2x12x5", "output_size=3,4 kernel_size=2", "another number of blocks", RG_SAMPLE_ERROR },
  { "2x11x6", "output_size=3,4 kernel_size=2", "rows that do not fit", RG_SAMPLE_ERROR },
  { "2x12x6", "output_size=3,4 kernel_size=2 stride=0", "no stride", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static double
fold_cost (RgCall *call)
{
  return 200 + 1.5 * (double) rg_tensor_numel (call->inputs[0]);
}

static const RgOp fold = {
  .struct_size = sizeof (RgOp),
  .name = "fold",
  .summary = "Adds windows back to the images that they were cut from.",
  .formula = "out[n, c, stride q - padding + dilation k] += input[n, c k, q]",
  .gradient = "d input = unfold (d out)",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = fold_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (fold, RgFoldAttrs),
  .forward = fold_forward,
  .vjp = fold_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name = "Col2ImBackward0",
  .samples = fold_samples,
  .uses = RG_USES ("unfold", "unsqueeze", "squeeze"),
  .cost = fold_cost,
};

RG_MODULE (fold, &fold)
