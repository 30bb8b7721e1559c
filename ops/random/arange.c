/* arange.c: numbers from start, by steps, below end.
 *
 *     out[i] = start + i step, for i < ceil ((end - start) / step)
 *
 * Without dtype it is int64 where start, end and step are whole, else float32.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"
#include "line.h"
#include <math.h>

static bool
arange_forward (RgCall *call)
{
  const RgArangeAttrs *a = call->attrs;
  if (!isfinite (a->start) || !isfinite (a->end) || !isfinite (a->step) || a->step == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "start, end and step must be numbers, and step not 0");
  /* As in PyTorch: between whole numbers where the result has an integer type, and in
   * int64 so counted, too. */
  const bool integer = a->has_dtype && !rg_dtype_is_floating (a->dtype);
  const double start = integer ? trunc (a->start) : a->start, step = integer ? trunc (a->step) : a->step;
  if (step == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "step=%g is 0 in %s", a->step, rg_dtype_name (a->dtype));
  const double n = integer && a->dtype == RG_I64 ? ceil ((trunc (a->end) - start) / step)
                                                 : ceil ((a->end - a->start) / a->step);
  if ((step < 0) != (a->end < start) && a->end != start)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "step=%g leads away from end=%g", a->step, a->end);
  if (n > 0x1p47)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%g numbers are too many", n);
  const bool whole = floor (a->start) == a->start && floor (a->end) == a->end && floor (a->step) == a->step;
  const Line line = { .start = start, .step = step, .n = (int64_t) n };
  return making_line (call, &line, a->has_dtype ? a->dtype : whole ? RG_I64 : RG_F32);
}

/* --- tables --- */

static const RgInput arange_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgArangeAttrs arange_init = RG_ARANGE_ATTRS_INIT;
static const RgAttr arange_attrs[] = {
  RG_ATTR (RgArangeAttrs, start, FLOAT, "0", .doc = "the first"),
  RG_ATTR (RgArangeAttrs, end, FLOAT, NULL, .doc = "what is not reached any more"),
  RG_ATTR (RgArangeAttrs, step, FLOAT, "1", .doc = "from one to the next; may be negative"),
  RG_ATTR_OPT (RgArangeAttrs, dtype, DTYPE, .doc = "the element type"),
  { .name = NULL },
};

static const RgSample arange_samples[] = {
  { "", "end=5", "int64", 0 },
  { "", "start=1 end=2 step=0.25", "float32", 0 },
  { "", "start=5 end=0 step=-2 dtype=float64", "downwards", 0 },
  { "", "end=0", "nothing", 0 },
  { "", "start=0.9 end=5.5 step=2.5 dtype=int64", "whole numbers in an integer type", 0 },
  { "", "end=5 step=0.5 dtype=int64", "a step that is 0 in int64", RG_SAMPLE_ERROR },
  { "", "end=5 step=0", "a step of 0", RG_SAMPLE_ERROR },
  { "", "end=5 step=-1", "away from the end", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp arange_op = {
  .struct_size = sizeof (RgOp),
  .name = "arange",
  .summary = "Numbers from start, by steps, below end.",
  .formula = "out[i] = start + i step, i < ceil ((end - start) / step)",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = arange_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (arange, RgArangeAttrs),
  .forward = arange_forward,
  .samples = arange_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (arange, &arange_op)
