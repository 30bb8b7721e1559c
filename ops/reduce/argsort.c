/* argsort.c: where the elements stand, in order along a dimension.
 *
 *     out = the indices of sort (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
argsort_forward (RgCall *call)
{
  const RgArgsortAttrs *a = call->attrs;
  RgTensor *indices = NULL;
  rg_sort_dim (call->inputs[0], a->dim, a->descending, &indices);
  return rg_call_return (call, 0, indices);
}

/* --- tables --- */

static const RgInput argsort_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgArgsortAttrs argsort_init = RG_ARGSORT_ATTRS_INIT;
static const RgAttr argsort_attrs[] = {
  RG_ATTR (RgArgsortAttrs, dim, INT, "-1", .doc = "the dimension to sort along"),
  RG_ATTR (RgArgsortAttrs, descending, BOOL, "false", .doc = "the largest first"),
  RG_ATTR (RgArgsortAttrs, stable, BOOL, "false", .doc = "keep the order of equal elements; it always is"),
  { .name = NULL },
};

static const RgSample argsort_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "dim=0 descending=true", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp argsort = {
  .struct_size = sizeof (RgOp),
  .name = "argsort",
  .summary = "Where the elements stand, in order along a dimension.",
  .formula = "out = indices of sort(input)",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .flags = RG_OP_NO_GRAD,
  .inputs = argsort_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (argsort, RgArgsortAttrs),
  .forward = argsort_forward,
  .samples = argsort_samples,
  .uses = RG_USES ("sort"),
};

RG_MODULE (argsort, &argsort)
