/* linspace.c: numbers at equal distances, both ends included.
 *
 *     out[i] = start + i (end - start) / (steps - 1), the second half from the end
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"
#include "line.h"

static bool
linspace_forward (RgCall *call)
{
  const RgLinspaceAttrs *a = call->attrs;
  if (a->steps < 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "steps=%" G_GINT64_FORMAT " must be at least 0", a->steps);
  const Line line = line_between (a->start, a->end, a->steps, a->dtype);
  return making_line (call, &line, a->dtype);
}

/* --- tables --- */

static const RgInput linspace_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgLinspaceAttrs linspace_init = RG_LINSPACE_ATTRS_INIT;
static const RgAttr linspace_attrs[] = {
  RG_ATTR (RgLinspaceAttrs, start, FLOAT, NULL, .doc = "the first"),
  RG_ATTR (RgLinspaceAttrs, end, FLOAT, NULL, .doc = "the last"),
  RG_ATTR (RgLinspaceAttrs, steps, INT, NULL, .doc = "how many"),
  RG_ATTR (RgLinspaceAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample linspace_samples[] = {
  { "", "start=0 end=1 steps=5", NULL, 0 },
  { "", "start=3 end=-3 steps=4 dtype=float64", "downwards", 0 },
  { "", "start=2 end=9 steps=1", "one number", 0 },
  { "", "start=0 end=9 steps=0", "nothing", 0 },
  { "", "start=0 end=10 steps=5 dtype=int64", "integers", 0 },
  { "", "start=0 end=1 steps=-1", "less than nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp linspace_op = {
  .struct_size = sizeof (RgOp),
  .name = "linspace",
  .summary = "Numbers at equal distances, both ends included.",
  .formula = "out[i] = start + i (end - start) / (steps - 1)",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = linspace_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (linspace, RgLinspaceAttrs),
  .forward = linspace_forward,
  .samples = linspace_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (linspace, &linspace_op)
