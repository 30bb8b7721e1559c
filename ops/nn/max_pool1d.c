/* max_pool1d.c: the largest element of each window of sequences.
 *
 *     values = max over the window of input; indices = where it stands
 *     d input[indices] += d values
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-front.h"

static bool
max_pool1d_forward (RgCall *call)
{
  const RgMaxPool1dAttrs *a = call->attrs;
  RgTensor *in = pool_front_full (call, 0, 1);
  if (in == NULL)
    return false;
  RgMaxPoolAttrs m = RG_MAX_POOL_ATTRS_INIT;
  m.kernel_size = a->kernel_size;
  m.stride = a->stride;
  m.has_stride = a->has_stride && a->stride.n > 0;
  m.padding = a->padding;
  m.dilation = a->dilation;
  m.ceil_mode = a->ceil_mode;
  RgTensor *indices = NULL, *values = rg_max_pool_with (in, &m, &indices);
  return pool_front_return (call, 1, values, a->return_indices ? indices : NULL);
}

static const RgInput max_pool1d_inputs[] = { { "input", POOL_INPUT "; int64, int32 and uint8 too", 0 }, { NULL, NULL, 0 } };

static const RgMaxPool1dAttrs max_pool1d_init = RG_MAX_POOL1D_ATTRS_INIT;
static const RgAttr max_pool1d_attrs[] = {
  POOL_WINDOW_ATTRS (RgMaxPool1dAttrs),
  RG_ATTR (RgMaxPool1dAttrs, dilation, INTS, "1", .doc = "how far the elements of a window lie apart"),
  RG_ATTR (RgMaxPool1dAttrs, ceil_mode, BOOL, "false", .doc = "whether a window may reach over the end"),
  RG_ATTR (RgMaxPool1dAttrs, return_indices, BOOL, "false", .doc = "whether to give the indices too"),
  { .name = NULL },
};

static const RgSample max_pool1d_samples[] = {
  { "2x3x7:s", "kernel_size=2", NULL, 0 },
  { "3x7:s", "kernel_size=3 stride=2 padding=1 return_indices=true", "one sample, with indices", 0 },
  { "1x2x7:s", "kernel_size=2 dilation=2 stride=1 ceil_mode=true", "spread windows", 0 },
  { "0x3x7", "kernel_size=2", "no samples", 0 },
  { "0x7", "kernel_size=2", "no channels", RG_SAMPLE_ERROR },
  { "3", "kernel_size=2", "too few dimensions", RG_SAMPLE_ERROR },
  { "2x3x7", "kernel_size=2 padding=2", "too much padding", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp max_pool1d = {
  POOL_OP (max_pool1d, RgMaxPool1dAttrs, "max_pool"),
  .n_outputs = 0,
  .output_names = RG_OUTPUTS ("values", "indices"),
  .summary = "The largest element of each window of sequences, and where it stands.",
  .formula = "values, indices = max over the window of input",
  .gradient = "d input[indices] += d values",
};

RG_MODULE (max_pool1d, &max_pool1d)
