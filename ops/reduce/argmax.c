/* argmax.c: where the largest element stands, of all or along a dimension.
 *
 *     out = the first index of the largest element; of all: in row-major order
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extremes.h"

/* --- kernels --- */

EXTREME_LINES (argmax, >)

/* --- forward --- */

static bool
argmax_forward (RgCall *call)
{
  const RgArgmaxAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  if (rg_tensor_dtype (in) == RG_BOOL)
    return rg_call_fail (call, RG_ERROR_DTYPE, "bool is not supported");
  if (a->has_dim)
    return extreme_lines (call, in, a->dim, a->keepdim, false, argmax_lines);
  if (rg_tensor_numel (in) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "nothing has no largest element");
  /* One line of all: shaped so that keepdim keeps every dimension with size 1. */
  int64_t sizes[RG_MAX_DIMS] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  int ndim = a->keepdim ? MAX (rg_tensor_ndim (in), 1) : 1;
  sizes[ndim - 1] = rg_tensor_numel (in);
  RgTensor *flat = rg_reshape (in, (RgInts){ ndim, sizes });
  if (flat && a->keepdim && rg_tensor_ndim (in) == 0)
    flat = in;
  return flat && extreme_lines (call, flat, -1, a->keepdim, false, argmax_lines);
}

/* --- tables --- */

static const RgInput argmax_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgArgmaxAttrs argmax_init = RG_ARGMAX_ATTRS_INIT;
static const RgAttr argmax_attrs[] = { REDUCE_ONE_DIM_ATTRS (RgArgmaxAttrs), { .name = NULL } };

static const RgSample argmax_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "keepdim=true", NULL, 0 },
  { "3x4:s", "dim=1", NULL, 0 },
  { "2x70x3:s", "dim=1 keepdim=true", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "4:=1,3,3,0", NULL, "the first of equals", 0 },
  { "3:=1,nan,2", NULL, "nan wins", 0 },
  { "0x3", "dim=0", "nothing has no largest element", RG_SAMPLE_ERROR },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp argmax = {
  .struct_size = sizeof (RgOp),
  .name = "argmax",
  .summary = "Where the largest element stands, of all or along a dimension.",
  .formula = "out = argmax over dim of input",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_NO_GRAD,
  .inputs = argmax_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (argmax, RgArgmaxAttrs),
  .forward = argmax_forward,
  .samples = argmax_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (argmax, &argmax)
