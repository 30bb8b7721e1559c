/* var_mean.c: the variance and the mean over all dimensions, or some.
 *
 *     var, mean = var (input), mean (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "moments.h"

/* --- forward, in other operators --- */

static bool
var_mean_forward (RgCall *call)
{
  const RgVarMeanAttrs *a = call->attrs;
  RgVarAttrs first = RG_VAR_ATTRS_INIT;
  RgMeanAttrs second = RG_MEAN_ATTRS_INIT;
  first.has_dim = second.has_dim = a->has_dim;
  first.dim = second.dim = a->dim;
  first.keepdim = second.keepdim = a->keepdim;
  first.has_unbiased = a->has_unbiased;
  first.unbiased = a->unbiased;
  first.has_correction = a->has_correction;
  first.correction = a->correction;
  return rg_call_return (call, 0, rg_var_with (call->inputs[0], &first))
         && rg_call_return (call, 1, rg_mean_with (call->inputs[0], &second));
}

/* --- tables --- */

static const RgInput var_mean_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgVarMeanAttrs var_mean_init = RG_VAR_MEAN_ATTRS_INIT;
static const RgAttr var_mean_attrs[] = { MOMENTS_ATTRS (RgVarMeanAttrs), { .name = NULL } };

static const RgSample var_mean_samples[] = { MOMENTS_SAMPLES, { NULL, NULL, NULL, 0 } };

/* --- the descriptor --- */

static const RgOp var_mean = {
  .struct_size = sizeof (RgOp),
  .name = "var_mean",
  .summary = "The variance and the mean over all dimensions, or over some.",
  .formula = "var, mean = var(input), mean(input)",
  .gradient = "as var and mean",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = var_mean_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("var", "mean"),
  RG_ATTRIBUTES (var_mean, RgVarMeanAttrs),
  .forward = var_mean_forward,
  .samples = var_mean_samples,
  .uses = RG_USES ("var", "mean"),
};

RG_MODULE (var_mean, &var_mean)
