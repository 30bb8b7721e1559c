/* std_mean.c: the standard deviation and the mean over all dimensions, or some.
 *
 *     std, mean = std (input), mean (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "moments.h"

/* --- forward, in other operators --- */

static bool
std_mean_forward (RgCall *call)
{
  const RgStdMeanAttrs *a = call->attrs;
  RgStdAttrs first = RG_STD_ATTRS_INIT;
  RgMeanAttrs second = RG_MEAN_ATTRS_INIT;
  first.has_dim = second.has_dim = a->has_dim;
  first.dim = second.dim = a->dim;
  first.keepdim = second.keepdim = a->keepdim;
  first.has_unbiased = a->has_unbiased;
  first.unbiased = a->unbiased;
  first.has_correction = a->has_correction;
  first.correction = a->correction;
  return rg_call_return (call, 0, rg_std_with (call->inputs[0], &first))
         && rg_call_return (call, 1, rg_mean_with (call->inputs[0], &second));
}

/* --- tables --- */

static const RgInput std_mean_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgStdMeanAttrs std_mean_init = RG_STD_MEAN_ATTRS_INIT;
static const RgAttr std_mean_attrs[] = { MOMENTS_ATTRS (RgStdMeanAttrs), { .name = NULL } };

static const RgSample std_mean_samples[] = { MOMENTS_SAMPLES, { NULL, NULL, NULL, 0 } };

/* --- the descriptor --- */

static const RgOp std_mean = {
  .struct_size = sizeof (RgOp),
  .name = "std_mean",
  .summary = "The standard deviation and the mean over all dimensions, or over some.",
  .formula = "std, mean = std(input), mean(input)",
  .gradient = "as std and mean",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = std_mean_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("std", "mean"),
  RG_ATTRIBUTES (std_mean, RgStdMeanAttrs),
  .forward = std_mean_forward,
  .samples = std_mean_samples,
  .uses = RG_USES ("std", "mean"),
};

RG_MODULE (std_mean, &std_mean)
