/* cummax.c: the largest element so far along a dimension, and where it stands.
 *
 *     values[k] = max of input[0] .. input[k]
 *     d input[i] = sum of d values[k] where indices[k] = i
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "running.h"

/* --- kernels --- */

RUNNING_KERNELS (cummax, >=)

/* --- forward --- */

static bool
cummax_forward (RgCall *call)
{
  return running_forward (call, ((const RgCummaxAttrs *) call->attrs)->dim, cummax_kernels);
}

/* --- gradients --- */

SELECTED_DERIVATIVES (cummax, RgCummaxAttrs, false)

/* --- tables --- */

static const RgInput cummax_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgCummaxAttrs cummax_init = RG_CUMMAX_ATTRS_INIT;
static const RgAttr cummax_attrs[] = {
  RG_ATTR (RgCummaxAttrs, dim, INT, NULL, .doc = "the dimension to go along"),
  { .name = NULL },
};

static const RgSample cummax_samples[] = {
  { "3x4:s", "dim=1", NULL, 0 },
  { "3x4:s", "dim=0", "down the columns", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=0", "no elements", 0 },
  { "4:=1,2,2,nan", "dim=0", "the last of equals; nan stays", RG_SAMPLE_NO_GRAD },
  { "i64*5:i5", "dim=0", "integers", RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cummax = {
  .struct_size = sizeof (RgOp),
  .name = "cummax",
  .summary = "The largest element so far along a dimension, and where it stands.",
  .formula = "values[k] = max of input[0] .. input[k]",
  .gradient = "d input[i] = sum of d values[k] where indices[k] = i",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = cummax_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (cummax, RgCummaxAttrs),
  .forward = cummax_forward,
  .vjp = cummax_vjps,
  .jvp = cummax_jvp,
  .samples = cummax_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (cummax, &cummax)
