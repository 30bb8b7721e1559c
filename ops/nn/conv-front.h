/* conv-front.h: conv1d to conv3d and the transposed ones: an input without samples,
 * padding by word, and the sizes of each, on top of convolution.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_FRONT_H
#define CONV_FRONT_H

#include <retrograde-op.h>

/* `padding`: a list, or minus one minus the number of a word. */
#define CONV_WORDS "valid same"
#define CONV_SAME (-2)

typedef struct
{
  int64_t dims; /* spatial ones */
  RgInts stride, padding, dilation, output_padding;
  bool transposed;
  int64_t groups;
} ConvFront;

static inline int64_t
conv_front_element (RgInts list, int64_t i)
{
  return list.v[list.n == 1 ? 0 : i];
}

/* Zeros so that the output has the input's size. Where a kernel's reach is even
 * there is one more at the end, which the input is padded with first. */
static inline RgTensor *
conv_front_same (RgCall *call, const ConvFront *f, RgTensor *x, RgTensor *w, int64_t *padding)
{
  int64_t ends[2 * 3] = { 0 };
  bool uneven = false;
  for (int64_t i = 0; i < f->dims; i++)
    {
      if (conv_front_element (f->stride, i) != 1)
        {
          rg_call_fail (call, RG_ERROR_ARGUMENT, "padding=same needs stride 1");
          return NULL;
        }
      const int64_t total = conv_front_element (f->dilation, i) * (rg_tensor_size (w, (int) i + 2) - 1);
      padding[i] = total / 2;
      ends[2 * (f->dims - 1 - i) + 1] = total % 2;
      uneven = uneven || total % 2;
    }
  return uneven ? rg_constant_pad_nd (x, (RgInts){ 2 * f->dims, ends }, 0) : x;
}

static inline bool
conv_front_forward (RgCall *call, const ConvFront *f)
{
  RgTensor *x = call->inputs[0], *w = call->inputs[1], *b = call->n_inputs > 2 ? call->inputs[2] : NULL;
  const bool single = rg_tensor_ndim (x) == f->dims + 1;
  int64_t words[3] = { 0 };
  RgInts padding = f->padding;
  if ((!single && rg_tensor_ndim (x) != f->dims + 2) || rg_tensor_ndim (w) != f->dims + 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have %" G_GINT64_FORMAT " or %" G_GINT64_FORMAT
                         " dimensions, and weight %" G_GINT64_FORMAT, f->dims + 1, f->dims + 2, f->dims + 2);
  if ((f->stride.n != 1 && f->stride.n != f->dims) || (f->dilation.n != 1 && f->dilation.n != f->dims))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "stride and dilation must have 1 or %" G_GINT64_FORMAT " elements",
                         f->dims);
  for (int64_t i = 0; f->transposed && i < f->dims; i++)
    {
      const int64_t extra = f->output_padding.n == 1 || f->output_padding.n == f->dims
                                ? conv_front_element (f->output_padding, i) : 0;
      if (extra && extra >= MAX (conv_front_element (f->stride, i), conv_front_element (f->dilation, i)))
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "output_padding must be smaller than stride or dilation");
    }
  if (single)
    x = rg_unsqueeze (x, 0);
  if (f->padding.n < 0)
    padding = (RgInts){ f->dims, words };
  if (f->padding.n == CONV_SAME)
    x = conv_front_same (call, f, x, w, words);
  if (x == NULL)
    return false;
  RgTensor *y = rg_convolution (x, w, b, f->stride, padding, f->dilation, f->transposed, f->output_padding, f->groups);
  return rg_call_return (call, 0, single ? rg_squeeze_dim (y, RG_DIMS (0)) : y);
}

/* --- tables --- */

#define CONV_INPUTS(weight_doc)                                                \
  { "input", "the images (n, channels, ...), or one without n; integers too, whose sums wrap", 0 }, \
  { "weight", weight_doc, 0 },                                 \
  { "bias", "what is added to each channel (out)", RG_INPUT_OPTIONAL }, \
  { NULL, NULL, 0 }

#define CONV_OP(stem, A)                                                       \
  .struct_size = sizeof (RgOp), .name = #stem, .category = "nn", .kind = RG_KIND_COMPOSITE, \
  .inputs = stem##_inputs, .n_outputs = 1, RG_ATTRIBUTES (stem, A),            \
  .forward = stem##_forward, .samples = stem##_samples,                        \
  .uses = RG_USES ("convolution", "constant_pad_nd", "unsqueeze", "squeeze")

/* One whole operator: conv1d, conv2d, conv3d. */
#define CONV_FORWARD(stem, A, init, n)                                         \
  static bool stem##_forward (RgCall *call)                                    \
  {                                                                            \
    const A *a = call->attrs;                                                  \
    const ConvFront f = { n, a->stride, a->padding, a->dilation, RG_INTS (0), false, a->groups }; \
    return conv_front_forward (call, &f);                                      \
  }                                                                            \
  static const RgInput stem##_inputs[] = { CONV_INPUTS ("the kernels (out, in / groups, ...)") }; \
  static const A stem##_init = init;                              \
  static const RgAttr stem##_attrs[] = {                                       \
    RG_ATTR (A, stride, INTS, "1", .doc = "how far windows lie apart"),        \
    RG_ATTR (A, padding, INTS, "0", .choices = CONV_WORDS,                     \
             .doc = "zeros on both sides; valid: none; same: so many that the size stays"), \
    RG_ATTR (A, dilation, INTS, "1", .doc = "how far the elements of a window lie apart"), \
    RG_ATTR (A, groups, INT, "1", .doc = "groups of channels that do not meet"), \
    { .name = NULL },                                                          \
  };

#define CONV_TRANSPOSE_FORWARD(stem, A, init, n)                                     \
  static bool stem##_forward (RgCall *call)                                    \
  {                                                                            \
    const A *a = call->attrs;                                                  \
    const ConvFront f = { n, a->stride, a->padding, a->dilation, a->output_padding, true, a->groups }; \
    return conv_front_forward (call, &f);                                      \
  }                                                                            \
  static const RgInput stem##_inputs[] = { CONV_INPUTS ("the kernels (in, out / groups, ...)") }; \
  static const A stem##_init = init;                              \
  static const RgAttr stem##_attrs[] = {                                       \
    RG_ATTR (A, stride, INTS, "1", .doc = "how far the inputs' windows lie apart in the output"), \
    RG_ATTR (A, padding, INTS, "0", .doc = "what is cut from both sides of the output"), \
    RG_ATTR (A, output_padding, INTS, "0", .doc = "what is added to one side of the output"), \
    RG_ATTR (A, groups, INT, "1", .doc = "groups of channels that do not meet"), \
    RG_ATTR (A, dilation, INTS, "1", .doc = "how far the elements of a window lie apart"), \
    { .name = NULL },                                                          \
  };

#endif
