/* logspace.c: powers at equal distances of the exponent.
 *
 *     out[i] = base ^ (start + i (end - start) / (steps - 1))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"
#include "line.h"

static bool
logspace_forward (RgCall *call)
{
  const RgLogspaceAttrs *a = call->attrs;
  if (a->steps < 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "steps=%" G_GINT64_FORMAT " must be at least 0", a->steps);
  Line line = line_between (a->start, a->end, a->steps, a->dtype);
  line.base = a->base;
  return making_line (call, &line, a->dtype);
}

/* --- tables --- */

static const RgInput logspace_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgLogspaceAttrs logspace_init = RG_LOGSPACE_ATTRS_INIT;
static const RgAttr logspace_attrs[] = {
  RG_ATTR (RgLogspaceAttrs, start, FLOAT, NULL, .doc = "the first exponent"),
  RG_ATTR (RgLogspaceAttrs, end, FLOAT, NULL, .doc = "the last exponent"),
  RG_ATTR (RgLogspaceAttrs, steps, INT, NULL, .doc = "how many"),
  RG_ATTR (RgLogspaceAttrs, base, FLOAT, "10", .doc = "of the powers"),
  RG_ATTR (RgLogspaceAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample logspace_samples[] = {
  { "", "start=0 end=3 steps=4", NULL, 0 },
  { "", "start=-1 end=1 steps=5 base=2 dtype=float64", NULL, 0 },
  { "", "start=2 end=9 steps=1", "one number", 0 },
  { "", "start=0 end=9 steps=0", "nothing", 0 },
  { "", "start=0 end=1 steps=-1", "less than nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logspace_op = {
  .struct_size = sizeof (RgOp),
  .name = "logspace",
  .summary = "Powers at equal distances of the exponent.",
  .formula = "out[i] = base ^ (start + i (end - start) / (steps - 1))",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = logspace_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (logspace, RgLogspaceAttrs),
  .forward = logspace_forward,
  .samples = logspace_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (logspace, &logspace_op)
