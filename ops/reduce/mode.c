/* mode.c: the most frequent element along a dimension; of several the least.
 *
 *     values = input[indices]; indices is a place where it stands: that which PyTorch's
 *     sorting leaves last (the last of all in lines of up to 16)
 *     d input[indices] = d values
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "order.h"

/* --- forward --- */

static void
most_frequent (const OrderJob *job, const Keyed *sorted, size_t n, size_t stride, const char *line,
               char *value, int64_t *place)
{
  size_t best = 0, last = 0, run = 0;
  for (size_t i = 0; i < n; i++)
    {
      run = i && sorted[i].key == sorted[i - 1].key ? run + 1 : 1;
      if ((i + 1 == n || sorted[i + 1].key != sorted[i].key) && run > best)
        {
          best = run;
          last = i;
        }
    }
  order_put (job, 0, sorted[last].place, stride, line, value, place);
}

static bool
mode_forward (RgCall *call)
{
  const RgModeAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (in));
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (in) && rg_tensor_size (in, dim) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "nothing has no most frequent element");
  OrderJob job = { .finish = most_frequent, .unstable = true };
  return order_forward (call, dim, &job, 1, a->keepdim);
}

/* --- gradients --- */

SELECTED_DERIVATIVES (mode, RgModeAttrs, !a->keepdim)

/* --- tables --- */

static const RgInput mode_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgModeAttrs mode_init = RG_MODE_ATTRS_INIT;
static const RgAttr mode_attrs[] = {
  RG_ATTR (RgModeAttrs, dim, INT, "-1", .doc = "the dimension to look along"),
  RG_ATTR (RgModeAttrs, keepdim, BOOL, "false", .doc = "keep it with size 1"),
  { .name = NULL },
};

static const RgSample mode_samples[] = {
  { "3x4:s", NULL, NULL, 0 },
  { "3x4:s", "dim=0 keepdim=true", NULL, 0 },
  { "5:=1,2,2,1,3", NULL, "the least of the most frequent", RG_SAMPLE_NO_GRAD },
  { "i64*3x70:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { ".", NULL, "zero-dimensional", 0 },
  { "0", NULL, "nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mode = {
  .struct_size = sizeof (RgOp),
  .name = "mode",
  .summary = "The most frequent element along a dimension, and where it stands.",
  .formula = "values = the most frequent element of input along dim",
  .gradient = "d input[indices] = d values",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = mode_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (mode, RgModeAttrs),
  .forward = mode_forward,
  .vjp = mode_vjps,
  .jvp = mode_jvp,
  .samples = mode_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (mode, &mode)
