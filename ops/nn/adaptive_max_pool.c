/* adaptive_max_pool.c: the largest element of each of output_size windows; what
 * adaptive_max_pool2d and the like end in.
 *
 *     values = max over the window of input; indices = where it stands in the plane
 *     d input = max_pool_backward (d values, indices)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-kernels.h"

/* --- forward --- */

static bool
adaptive_max_pool_forward (RgCall *call)
{
  const RgAdaptiveMaxPoolAttrs *a = call->attrs;
  Pool p;
  return pool_begin (call, &p, rg_tensor_shape (call->inputs[0])) && pool_adaptive (call, &p, a->output_size)
         && pool_max_call (call, &p);
}

/* --- gradients --- */

RG_VJP (adaptive_max_pool_input, rg_max_pool_backward (RG_G, RG_OUT (1), rg_vjp_shape (c, 0)))

static const RgVjp adaptive_max_pool_vjps[] = { { 0, RG_SAVE_OUTPUT (1), adaptive_max_pool_input }, { 0, 0, NULL } };

static RgTensor *
adaptive_max_pool_jvp (RgJvpCall *c, size_t o)
{
  return o == 0 ? pool_pick (rg_jvp_tangent (c, 0), rg_jvp_output (c, 1)) : NULL;
}

static const char *
adaptive_max_pool_name (RgCall *call)
{
  static const char *const names[] = { "SqueezeBackward1", "AdaptiveMaxPool2DBackward0", "AdaptiveMaxPool3DBackward0" };
  return pool_backward_name (call, names);
}

/* --- tables --- */

static const RgInput adaptive_max_pool_inputs[] = { { "input", "the planes (n, channels, ...)", 0 }, { NULL, NULL, 0 } };

static const RgAdaptiveMaxPoolAttrs adaptive_max_pool_init = RG_ADAPTIVE_MAX_POOL_ATTRS_INIT;
static const RgAttr adaptive_max_pool_attrs[] = {
  RG_ATTR (RgAdaptiveMaxPoolAttrs, output_size, INTS, NULL, .doc = "the sizes of the output; -1: that of the input"),
  { .name = NULL },
};

static const RgSample adaptive_max_pool_samples[] = {
  { "2x3x7:s", "output_size=3", "one dimension", 0 },
  { "2x3x6x7:s", "output_size=4,-1", "two", 0 },
  { "1x2x4x5x6:s", "output_size=2,5,7", "three, one of them larger than the input", 0 },
  { "0x3x4x4", "output_size=2", "no samples", 0 },
  { "2x3x0", "output_size=2", "nothing to choose from", RG_SAMPLE_ERROR },
  { "2x3x4x4", "output_size=1,2,3", "too many sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp adaptive_max_pool = {
  .struct_size = sizeof (RgOp),
  .name = "adaptive_max_pool",
  .summary = "The largest element of each of output_size windows, and where it stands.",
  .formula = "values, indices = max over the window of input",
  .gradient = "d input[indices] += d values",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = adaptive_max_pool_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (adaptive_max_pool, RgAdaptiveMaxPoolAttrs),
  .forward = adaptive_max_pool_forward,
  .vjp = adaptive_max_pool_vjps,
  .jvp = adaptive_max_pool_jvp,
  .backward_name_of = adaptive_max_pool_name,
  .samples = adaptive_max_pool_samples,
  .uses = RG_USES ("max_pool_backward", POOL_USES_PICK),
  .cost = pool_cost,
};

RG_MODULE (adaptive_max_pool, &adaptive_max_pool)
