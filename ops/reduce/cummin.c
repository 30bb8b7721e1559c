/* cummin.c: the least element so far along a dimension, and where it stands.
 *
 *     values[k] = min of input[0] .. input[k]
 *     d input[i] = sum of d values[k] where indices[k] = i
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "running.h"

/* --- kernels --- */

RUNNING_KERNELS (cummin, <=)

/* --- forward --- */

static bool
cummin_forward (RgCall *call)
{
  return running_forward (call, ((const RgCumminAttrs *) call->attrs)->dim, cummin_kernels);
}

/* --- gradients --- */

SELECTED_DERIVATIVES (cummin, RgCumminAttrs, false)

/* --- tables --- */

static const RgInput cummin_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgCumminAttrs cummin_init = RG_CUMMIN_ATTRS_INIT;
static const RgAttr cummin_attrs[] = {
  RG_ATTR (RgCumminAttrs, dim, INT, NULL, .doc = "the dimension to go along"),
  { .name = NULL },
};

static const RgSample cummin_samples[] = {
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

static const RgOp cummin = {
  .struct_size = sizeof (RgOp),
  .name = "cummin",
  .summary = "The least element so far along a dimension, and where it stands.",
  .formula = "values[k] = min of input[0] .. input[k]",
  .gradient = "d input[i] = sum of d values[k] where indices[k] = i",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = cummin_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (cummin, RgCumminAttrs),
  .forward = cummin_forward,
  .vjp = cummin_vjps,
  .jvp = cummin_jvp,
  .samples = cummin_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (cummin, &cummin)
