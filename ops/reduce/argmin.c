/* argmin.c: where the least element stands, of all or along a dimension.
 *
 *     out = the first index of the least element; of all: in row-major order
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extremes.h"

/* --- kernels --- */

EXTREME_LINES (argmin, <)

/* --- forward --- */

static bool
argmin_forward (RgCall *call)
{
  const RgArgminAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  if (rg_tensor_dtype (in) == RG_BOOL)
    return rg_call_fail (call, RG_ERROR_DTYPE, "bool is not supported");
  if (a->has_dim)
    return extreme_lines (call, in, a->dim, a->keepdim, false, argmin_lines);
  if (rg_tensor_numel (in) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "nothing has no least element");
  /* One line of all: shaped so that keepdim keeps every dimension with size 1. */
  int64_t sizes[RG_MAX_DIMS] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  int ndim = a->keepdim ? MAX (rg_tensor_ndim (in), 1) : 1;
  sizes[ndim - 1] = rg_tensor_numel (in);
  RgTensor *flat = rg_reshape (in, (RgInts){ ndim, sizes });
  if (flat && a->keepdim && rg_tensor_ndim (in) == 0)
    flat = in;
  return flat && extreme_lines (call, flat, -1, a->keepdim, false, argmin_lines);
}

/* --- tables --- */

static const RgInput argmin_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgArgminAttrs argmin_init = RG_ARGMIN_ATTRS_INIT;
static const RgAttr argmin_attrs[] = { REDUCE_ONE_DIM_ATTRS (RgArgminAttrs), { .name = NULL } };

static const RgSample argmin_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "keepdim=true", NULL, 0 },
  { "3x4:s", "dim=1", NULL, 0 },
  { "2x70x3:s", "dim=1 keepdim=true", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "4:=1,3,3,0", NULL, "the first of equals", 0 },
  { "3:=1,nan,2", NULL, "nan wins", 0 },
  { "0x3", "dim=0", "nothing has no least element", RG_SAMPLE_ERROR },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp argmin = {
  .struct_size = sizeof (RgOp),
  .name = "argmin",
  .summary = "Where the least element stands, of all or along a dimension.",
  .formula = "out = argmin over dim of input",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_NO_GRAD,
  .inputs = argmin_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (argmin, RgArgminAttrs),
  .forward = argmin_forward,
  .samples = argmin_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (argmin, &argmin)
