/* all.c: whether all elements are not zero, of all or over dimensions.
 *
 *     out = no element of input over dim is 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "truth.h"

/* --- kernels --- */

TRUTH_KERNELS (all, uint8_t, 1, s & (x != 0), s & t)

/* bool, but uint8 of uint8. */
static RgDType
all_result (RgDType computed, const void *attrs)
{
  (void) attrs;
  return computed == RG_U8 ? RG_U8 : RG_BOOL;
}

TRUTH_REDUCTION (all, uint8_t, all_result)

/* --- tables --- */

static const RgInput all_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgAllAttrs all_init = RG_ALL_ATTRS_INIT;
static const RgAttr all_attrs[] = {
  REDUCE_DIM_ATTRS (RgAllAttrs),
  { .name = NULL },
};

static const RgSample all_samples[] = {
  { "3x4:i2", NULL, NULL, 0 },
  { "3x4:b", "dim=1", NULL, 0 },
  { "5x70:b", "dim=0", "columns", 0 },
  { "3x4x2:b", "dim=0,2 keepdim=true", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "2:=0,nan", NULL, "nan is not zero", 0 },
  { "0x3", "dim=0", "of nothing: true", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp all = {
  .struct_size = sizeof (RgOp),
  .name = "all",
  .summary = "Whether all elements are not zero, of all or over dimensions.",
  .formula = "out = no element of input over dim is 0",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .flags = RG_OP_NO_GRAD,
  .inputs = all_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (all, RgAllAttrs),
  .reduction = &all_reduction,
  .samples = all_samples,
};

RG_MODULE (all, &all)
