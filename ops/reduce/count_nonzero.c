/* count_nonzero.c: how many elements are not zero, of all or over dimensions.
 *
 *     out = how many elements of input over dim are not 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "truth.h"

/* --- kernels --- */

TRUTH_KERNELS (count_nonzero, int64_t, 0, s + (x != 0), s + t)

static RgDType
count_nonzero_result (RgDType computed, const void *attrs)
{
  (void) computed;
  (void) attrs;
  return RG_I64;
}

TRUTH_REDUCTION (count_nonzero, int64_t, count_nonzero_result)

/* --- tables --- */

static const RgInput count_nonzero_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgCountNonzeroAttrs count_nonzero_init = RG_COUNT_NONZERO_ATTRS_INIT;
static const RgAttr count_nonzero_attrs[] = {
  RG_ATTR_OPT (RgCountNonzeroAttrs, dim, INTS, .doc = "the dimensions to reduce; absent or empty: all"),
  { .name = NULL },
};

static const RgSample count_nonzero_samples[] = {
  { "3x4:i2", NULL, NULL, 0 },
  { "3x4:b", "dim=1", NULL, 0 },
  { "5x70:b", "dim=0", "columns", 0 },
  { "3x4x2:b", "dim=0,2", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "2:=0,nan", NULL, "nan is not zero", 0 },
  { "0x3", "dim=0", "of nothing: 0", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp count_nonzero = {
  .struct_size = sizeof (RgOp),
  .name = "count_nonzero",
  .summary = "How many elements are not zero, of all or over dimensions.",
  .formula = "out = how many elements of input over dim are not 0",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .flags = RG_OP_NO_GRAD,
  .inputs = count_nonzero_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (count_nonzero, RgCountNonzeroAttrs),
  .reduction = &count_nonzero_reduction,
  .samples = count_nonzero_samples,
};

RG_MODULE (count_nonzero, &count_nonzero)
