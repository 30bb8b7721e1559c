/* renorm.c: slices along a dimension, scaled down to a largest p-norm.
 *
 *     out[i] = input[i] * maxnorm / (norm + 1e-7) where norm (input[i], p) > maxnorm
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
renorm_forward (RgCall *call)
{
  const RgRenormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  int ndim = rg_tensor_ndim (x), dim = rg_call_dim (call, a->dim, ndim);
  int64_t others[RG_MAX_DIMS], n = 0;
  if (dim < 0)
    return false;
  if (ndim < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have at least 2 dimensions");
  if (!(a->p > 0) || !(a->maxnorm >= 0))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "p must be above 0, and maxnorm not negative");
  for (int d = 0; d < ndim; d++)
    if (d != dim)
      others[n++] = d;
  RgTensor *norm = rg_norm_dim (x, a->p, (RgInts){ n, others }, true);
  RgTensor *scale = rg_div_from_scalar (a->maxnorm, rg_add_scalar (norm, 1e-7));
  scale = rg_where (rg_gt_scalar (norm, a->maxnorm), scale, rg_ones_like (norm));
  return rg_call_return (call, 0, rg_mul (x, scale));
}

/* --- tables --- */

static const RgInput renorm_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgRenormAttrs renorm_init = RG_RENORM_ATTRS_INIT;
static const RgAttr renorm_attrs[] = {
  RG_ATTR (RgRenormAttrs, p, FLOAT, NULL, .doc = "the order of the norm, above 0"),
  RG_ATTR (RgRenormAttrs, dim, INT, NULL, .doc = "the dimension whose slices are scaled"),
  RG_ATTR (RgRenormAttrs, maxnorm, FLOAT, NULL, .doc = "the largest norm of a slice"),
  { .name = NULL },
};

static const RgSample renorm_samples[] = {
  { "3x4", "p=2 dim=0 maxnorm=1", NULL, 0 },
  { "3x4x2", "p=1 dim=1 maxnorm=2", NULL, 0 },
  { "3x4", "p=inf dim=-1 maxnorm=0.5", NULL, 0 },
  { "3", "p=2 dim=0 maxnorm=1", "one dimension", RG_SAMPLE_ERROR },
  { "3x4", "p=-1 dim=0 maxnorm=1", "a negative order", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp renorm = {
  .struct_size = sizeof (RgOp),
  .name = "renorm",
  .summary = "Scales slices along a dimension down to a largest p-norm.",
  .formula = "out[i] = input[i] * min(1, maxnorm / norm(input[i], p))",
  .gradient = "that of the operators it is written in",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = renorm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (renorm, RgRenormAttrs),
  .forward = renorm_forward,
  .samples = renorm_samples,
  .uses = RG_USES ("norm", "where", "gt", "div", "add", "mul"),
};

RG_MODULE (renorm, &renorm)
