/* normalize.c: vectors of length one, along a dimension.
 *
 *     out = input / max (norm_p of input over dim, eps)
 *     the gradient is that of its parts
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
normalize_forward (RgCall *call)
{
  const RgNormalizeAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  if (!rg_dtype_is_floating (rg_tensor_dtype (x)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right",
                         rg_dtype_name (rg_tensor_dtype (x)));
  if (rg_call_dim (call, a->dim, rg_tensor_ndim (x)) < 0)
    return false;
  RgTensor *length = rg_norm_dim (x, a->p, RG_DIMS (a->dim), true);
  if (length == NULL)
    return false;
  RgTensor *least = rg_scalar (rg_tensor_dtype (length), a->eps);
  return rg_call_return (call, 0, rg_div (x, rg_where (rg_lt (length, least), least, length)));
}

static const RgInput normalize_inputs[] = { { "input", "the vectors", 0 }, { NULL, NULL, 0 } };

static const RgNormalizeAttrs normalize_init = RG_NORMALIZE_ATTRS_INIT;
static const RgAttr normalize_attrs[] = {
  RG_ATTR (RgNormalizeAttrs, p, FLOAT, "2", .doc = "the exponent of the norm"),
  RG_ATTR (RgNormalizeAttrs, dim, INT, "1", .doc = "the dimension along which the vectors lie"),
  RG_ATTR (RgNormalizeAttrs, eps, FLOAT, "1e-12", .doc = "the least length to divide by"),
  { .name = NULL },
};

static const RgSample normalize_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x4", "p=1 dim=0", "sums of absolute values", 0 },
  { "3x4", "p=3 dim=-1", NULL, 0 },
  { "0x3", NULL, "no vectors", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp normalize = {
  .struct_size = sizeof (RgOp),
  .name = "normalize",
  .summary = "Divides vectors along a dimension by their length.",
  .formula = "out = input / max(norm_p of input over dim, eps)",
  .gradient = "through its parts",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = normalize_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (normalize, RgNormalizeAttrs),
  .forward = normalize_forward,
  .samples = normalize_samples,
  .uses = RG_USES ("norm", "where", "lt", "div"),
};

RG_MODULE (normalize, &normalize)
