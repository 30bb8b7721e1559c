/* aminmax.c: the least and the largest element of all, or along a dimension.
 *
 *     min, max = amin (input), amax (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
aminmax_forward (RgCall *call)
{
  const RgAminmaxAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  if (a->has_dim)
    return rg_call_return (call, 0, rg_amin_dim (in, RG_DIMS (a->dim), a->keepdim))
           && rg_call_return (call, 1, rg_amax_dim (in, RG_DIMS (a->dim), a->keepdim));
  RgAminAttrs least = RG_AMIN_ATTRS_INIT;
  RgAmaxAttrs most = RG_AMAX_ATTRS_INIT;
  least.keepdim = most.keepdim = a->keepdim;
  return rg_call_return (call, 0, rg_amin_with (in, &least)) && rg_call_return (call, 1, rg_amax_with (in, &most));
}

/* --- tables --- */

static const RgInput aminmax_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgAminmaxAttrs aminmax_init = RG_AMINMAX_ATTRS_INIT;
static const RgAttr aminmax_attrs[] = {
  RG_ATTR_OPT (RgAminmaxAttrs, dim, INT, .doc = "the dimension to reduce; absent: all"),
  RG_ATTR (RgAminmaxAttrs, keepdim, BOOL, "false", .doc = "keep it with size 1"),
  { .name = NULL },
};

static const RgSample aminmax_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "dim=1", NULL, 0 },
  { "3x4:s", "dim=0 keepdim=true", NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0", NULL, "nothing", RG_SAMPLE_ERROR },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp aminmax = {
  .struct_size = sizeof (RgOp),
  .name = "aminmax",
  .summary = "The least and the largest element of all, or along a dimension.",
  .formula = "min, max = amin(input), amax(input)",
  .gradient = "as amin and amax",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = aminmax_inputs,
  .n_outputs = 2,
  RG_ATTRIBUTES (aminmax, RgAminmaxAttrs),
  .output_names = RG_OUTPUTS ("min", "max"),
  .forward = aminmax_forward,
  .samples = aminmax_samples,
  .uses = RG_USES ("amin", "amax"),
};

RG_MODULE (aminmax, &aminmax)
