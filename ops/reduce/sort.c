/* sort.c: the elements in order along a dimension, and where they were.
 *
 *     values = input in order along dim; values[j] = input[indices[j]]
 *     d input[indices[j]] = d values[j]
 *
 * Always stable. nan is above everything.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "order.h"

/* --- forward --- */

static bool
sort_forward (RgCall *call)
{
  const RgSortAttrs *a = call->attrs;
  OrderJob job = { .descending = a->descending, .k = SIZE_MAX, .finish = order_first };
  return order_forward (call, a->dim, &job, -1, true);
}

/* --- gradients --- */

SELECTED_DERIVATIVES (sort, RgSortAttrs, false)

/* --- tables --- */

static const RgInput sort_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgSortAttrs sort_init = RG_SORT_ATTRS_INIT;
static const RgAttr sort_attrs[] = {
  RG_ATTR (RgSortAttrs, dim, INT, "-1", .doc = "the dimension to sort along"),
  RG_ATTR (RgSortAttrs, descending, BOOL, "false", .doc = "the largest first"),
  RG_ATTR (RgSortAttrs, stable, BOOL, "false", .doc = "keep the order of equal elements; it always is"),
  { .name = NULL },
};

static const RgSample sort_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "dim=0 descending=true", NULL, 0 },
  { "2x70x3:s", "dim=1", "longer lines", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", "dim=0", "no elements", 0 },
  { "5:=1,nan,0,-0,-inf", NULL, "nan is the largest; zeros are equal", RG_SAMPLE_NO_GRAD },
  { "i64*3x70:i5", NULL, "equal integers keep their order", RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sort = {
  .struct_size = sizeof (RgOp),
  .name = "sort",
  .summary = "Puts the elements in order along a dimension, and says where they were.",
  .formula = "values = input in order along dim; values[j] = input[indices[j]]",
  .gradient = "d input[indices] = d values",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = sort_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (sort, RgSortAttrs),
  .forward = sort_forward,
  .vjp = sort_vjps,
  .jvp = sort_jvp,
  .samples = sort_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (sort, &sort)
