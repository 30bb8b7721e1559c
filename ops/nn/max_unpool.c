/* max_unpool.c: values put back where their indices say; what max_unpool2d and the
 * like end in.
 *
 *     out[indices] = input, zero elsewhere
 *     d input = d out[indices]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-kernels.h"

/* --- forward --- */

static bool
max_unpool_forward (RgCall *call)
{
  return pool_scatter_call (call, ((const RgMaxUnpoolAttrs *) call->attrs)->output_size, pool_kernels.place);
}

/* --- gradients --- */

RG_VJP (max_unpool_input, pool_pick (RG_G, RG_IN (1)))

static const RgVjp max_unpool_vjps[] = { { 0, RG_SAVE_INPUT (1), max_unpool_input }, { 0, 0, NULL } };

static RgTensor *
max_unpool_jvp (RgJvpCall *c, size_t o)
{
  const RgMaxUnpoolAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_max_unpool (t, rg_jvp_input (c, 1), a->output_size) : NULL;
}

static const char *
max_unpool_name (RgCall *call)
{
  static const char *const names[] = { "SqueezeBackward1", "MaxUnpool2DBackward0", "MaxUnpool3DBackward0" };
  return pool_backward_name (call, names);
}

/* --- tables --- */

static const RgInput max_unpool_inputs[] = {
  { "input", "the values (n, channels, ...)", 0 },
  { "indices", "where each stands in its plane", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgMaxUnpoolAttrs max_unpool_init = RG_MAX_UNPOOL_ATTRS_INIT;
static const RgAttr max_unpool_attrs[] = {
  RG_ATTR (RgMaxUnpoolAttrs, output_size, INTS, NULL, .doc = "the sizes of the output (n, channels, ...)"),
  { .name = NULL },
};

static const RgSample max_unpool_samples[] = {
  { "1x2x3 i64*1x2x3:=0,3,4,1,2,5", "output_size=1,2,6", "one dimension", 0 },
  { "1x1x2x2 i64*1x1x2x2:=0,3,9,11", "output_size=1,1,4,3", "two", 0 },
  { "1x1x2 i64*1x1x2:=0,7", "output_size=1,1,5", "an index out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp max_unpool = {
  .struct_size = sizeof (RgOp),
  .name = "max_unpool",
  .summary = "Puts values back where their indices say.",
  .formula = "out[indices] = input, zero elsewhere",
  .gradient = "d input = d out[indices]",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = max_unpool_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (max_unpool, RgMaxUnpoolAttrs),
  .forward = max_unpool_forward,
  .vjp = max_unpool_vjps,
  .jvp = max_unpool_jvp,
  .backward_name_of = max_unpool_name,
  .samples = max_unpool_samples,
  .uses = RG_USES ("max_unpool", POOL_USES_PICK),
  .cost = pool_cost,
};

RG_MODULE (max_unpool, &max_unpool)
