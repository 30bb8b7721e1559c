/* max_unpool2d.c: the values of max_pool2d put back where they were.
 *
 *     out[indices] = input, zero elsewhere
 *     d input = d out[indices]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-front.h"

static bool
max_unpool2d_forward (RgCall *call)
{
  const RgMaxUnpool2dAttrs *a = call->attrs;
  return pool_front_unpool (call, 2, a->kernel_size, a->has_stride ? a->stride : (RgInts){ 0, NULL }, a->padding,
                            a->has_output_size ? &a->output_size : NULL);
}

static const RgInput max_unpool2d_inputs[] = {
  { "input", POOL_INPUT, 0 },
  { "indices", "where each stands in its plane, as max_pool2d gives it", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgMaxUnpool2dAttrs max_unpool2d_init = RG_MAX_UNPOOL2D_ATTRS_INIT;
static const RgAttr max_unpool2d_attrs[] = {
  POOL_WINDOW_ATTRS (RgMaxUnpool2dAttrs),
  RG_ATTR_OPT (RgMaxUnpool2dAttrs, output_size, INTS, .doc = "the sizes of the output, where the pool's windows leave them open"),
  { .name = NULL },
};

static const RgSample max_unpool2d_samples[] = {
  { "1x1x2x2 i64*1x1x2x2:=0,3,9,14", "kernel_size=2", NULL, 0 },
  { "1x1x2x2 i64*1x1x2x2:=0,3,9,14", "kernel_size=2 output_size=5,3", "sizes given", 0 },
  { "1x1x2x2 i64*1x1x2x2:=0,3,9,14", "kernel_size=1", "an index out of range", RG_SAMPLE_ERROR },
  { "3 i64*3:=0,1,2", "kernel_size=2", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp max_unpool2d = {
  POOL_OP (max_unpool2d, RgMaxUnpool2dAttrs, "max_unpool"),
  .n_outputs = 1,
  .summary = "Puts the values of max_pool2d back where they were.",
  .formula = "out[indices] = input, zero elsewhere",
  .gradient = "d input = d out[indices]",
};

RG_MODULE (max_unpool2d, &max_unpool2d)
