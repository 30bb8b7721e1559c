/* expand.c: sizes of 1 repeated to larger ones, as a view.
 *
 *     out[.., i, ..] = input[.., 0, ..] where input's size is 1
 *     d input = d out, summed over what was repeated
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the stride rule --- */

static bool
expand_forward (RgCall *call)
{
  const RgExpandAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int64_t sizes[RG_MAX_DIMS], strides[RG_MAX_DIMS];
  int64_t ndim = a->shape.n, lead = ndim - rg_tensor_ndim (in);
  if (lead < 0 || ndim > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the shape must have at least the %d dimensions of the input, "
                         "and at most %d", rg_tensor_ndim (in), RG_MAX_DIMS);
  for (int64_t d = 0; d < ndim; d++)
    {
      int64_t size = d < lead ? 1 : rg_tensor_shape (in).v[d - lead], to = a->shape.v[d];
      if (to == -1 && d >= lead)
        to = size;
      if (to < 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "size %" G_GINT64_FORMAT " for dimension %" G_GINT64_FORMAT
                             "; expected 0 or more%s", to, d, d < lead ? "" : ", or -1 to keep it");
      if (size != to && size != 1)
        return rg_call_fail (call, RG_ERROR_SHAPE, "size %" G_GINT64_FORMAT " cannot become %" G_GINT64_FORMAT
                             " in dimension %" G_GINT64_FORMAT "; only 1 can", size, to, d);
      sizes[d] = to;
      strides[d] = size == to && d >= lead ? rg_tensor_strides (in).v[d - lead] : 0;
    }
  return rg_call_view (call, (RgInts){ ndim, sizes }, (RgInts){ ndim, strides }, 0);
}

/* --- gradients --- */

/* Core sums a gradient to the sizes of the input. */
RG_VJP (expand_input, RG_G)

static const RgVjp expand_vjps[] = { { 0, 0, expand_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput expand_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgExpandAttrs expand_init = RG_EXPAND_ATTRS_INIT;
static const RgAttr expand_attrs[] = {
  RG_ATTR (RgExpandAttrs, shape, INTS, NULL, .doc = "the new sizes; -1 keeps one"),
  { .name = NULL },
};

static const RgSample expand_samples[] = {
  { "3x1", "shape=3,4", NULL, 0 },
  { "4", "shape=2,3,4", "leading dimensions", 0 },
  { "1x4", "shape=5,-1", "-1 keeps a size", 0 },
  { ".", "shape=2,3", "zero-dimensional", 0 },
  { "1x3", "shape=0,3", "no elements", 0 },
  { "3x4", "shape=3,5", "a size other than 1", RG_SAMPLE_ERROR },
  { "4", "shape=-1,4", "-1 for a new dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp expand = {
  .struct_size = sizeof (RgOp),
  .name = "expand",
  .summary = "Repeats dimensions of size 1, and adds leading ones; a view.",
  .formula = "out[.., i, ..] = input[.., 0, ..] where the size of input is 1",
  .gradient = "d input = sum_to_size (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = expand_inputs,
  .n_outputs = 1,
  .attrs = expand_attrs,
  .attrs_size = sizeof (RgExpandAttrs),
  .attrs_init = &expand_init,
  .forward = expand_forward,
  .vjp = expand_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = expand_samples,
  .uses = RG_USES ("sum_to_size"),
};

RG_MODULE (expand, &expand)
