/* any.c: whether any element is not zero, of all or over dimensions.
 *
 *     out = some element of input over dim is not 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "truth.h"

/* --- kernels --- */

TRUTH_KERNELS (any, uint8_t, 0, s | (x != 0), s | t)

/* bool, but uint8 of uint8. */
static RgDType
any_result (RgDType computed, const void *attrs)
{
  (void) attrs;
  return computed == RG_U8 ? RG_U8 : RG_BOOL;
}

TRUTH_REDUCTION (any, uint8_t, any_result)

/* --- tables --- */

static const RgInput any_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgAnyAttrs any_init = RG_ANY_ATTRS_INIT;
static const RgAttr any_attrs[] = {
  REDUCE_DIM_ATTRS (RgAnyAttrs),
  { .name = NULL },
};

static const RgSample any_samples[] = {
  { "3x4:i2", NULL, NULL, 0 },
  { "3x4:b", "dim=1", NULL, 0 },
  { "5x70:b", "dim=0", "columns", 0 },
  { "3x4x2:b", "dim=0,2 keepdim=true", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "2:=0,nan", NULL, "nan is not zero", 0 },
  { "0x3", "dim=0", "of nothing: false", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp any = {
  .struct_size = sizeof (RgOp),
  .name = "any",
  .summary = "Whether any element is not zero, of all or over dimensions.",
  .formula = "out = some element of input over dim is not 0",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .flags = RG_OP_NO_GRAD,
  .inputs = any_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (any, RgAnyAttrs),
  .reduction = &any_reduction,
  .samples = any_samples,
};

RG_MODULE (any, &any)
