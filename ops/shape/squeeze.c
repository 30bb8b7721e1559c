/* squeeze.c: dimensions of size 1 left out, as a view.
 *
 *     out = input without its dimensions of size 1, or without those among dim
 *     d input = d out with the sizes of input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the stride rule --- */

static bool
squeeze_forward (RgCall *call)
{
  const RgSqueezeAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int ndim = rg_tensor_ndim (in), n = 0;
  bool chosen[RG_MAX_DIMS];
  int64_t sizes[RG_MAX_DIMS], strides[RG_MAX_DIMS];
  for (int d = 0; d < ndim; d++)
    chosen[d] = !a->has_dim;
  for (int64_t i = 0; a->has_dim && i < a->dim.n; i++)
    {
      int d = rg_call_dim (call, a->dim.v[i], ndim);
      if (d < 0)
        return false;
      chosen[d] = true;
    }
  for (int d = 0; d < ndim; d++)
    if (!chosen[d] || rg_tensor_shape (in).v[d] != 1)
      {
        sizes[n] = rg_tensor_shape (in).v[d];
        strides[n++] = rg_tensor_strides (in).v[d];
      }
  return rg_call_view (call, (RgInts){ n, sizes }, (RgInts){ n, strides }, 0);
}

/* --- gradients --- */

RG_VJP (squeeze_input, rg_reshape (RG_G, rg_vjp_shape (c, 0)))

static const char *
squeeze_name (RgCall *call)
{
  const RgSqueezeAttrs *a = call->attrs;
  return !a->has_dim ? "SqueezeBackward0" : a->dim.n == 1 ? "SqueezeBackward1" : "SqueezeBackward2";
}

static const RgVjp squeeze_vjps[] = { { 0, 0, squeeze_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput squeeze_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgSqueezeAttrs squeeze_init = RG_SQUEEZE_ATTRS_INIT;
static const RgAttr squeeze_attrs[] = {
  RG_ATTR_OPT (RgSqueezeAttrs, dim, INTS, .doc = "only these; absent: all"),
  { .name = NULL },
};

static const RgSample squeeze_samples[] = {
  { "1x3x1", NULL, NULL, 0 },
  { "1x3x1", "dim=0", NULL, 0 },
  { "1x3x1", "dim=-1,1", "one of them is not 1", 0 },
  { "1x1", NULL, "to zero dimensions", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x1", NULL, "no elements", 0 },
  { "3x1", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp squeeze = {
  .struct_size = sizeof (RgOp),
  .name = "squeeze",
  .summary = "Leaves out dimensions of size 1; a view.",
  .formula = "out = input without dimensions of size 1",
  .gradient = "d input = reshape (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = squeeze_inputs,
  .n_outputs = 1,
  .attrs = squeeze_attrs,
  .attrs_size = sizeof (RgSqueezeAttrs),
  .attrs_init = &squeeze_init,
  .forward = squeeze_forward,
  .vjp = squeeze_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name_of = squeeze_name,
  .samples = squeeze_samples,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (squeeze, &squeeze)
