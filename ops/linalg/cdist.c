/* cdist.c: the distances of every vector of one set from every one of another.
 *
 *     out[.., i, j] = norm (x1[.., i, :] - x2[.., j, :], p)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
cdist_forward (RgCall *call)
{
  const RgCdistAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0] /* (.., m, k) */, *y = call->inputs[1] /* (.., n, k) */;
  if (rg_tensor_ndim (x) < 2 || rg_tensor_ndim (y) < 2 || rg_tensor_size (x, -1) != rg_tensor_size (y, -1))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes must be (.., m, k) and (.., n, k)");
  if (a->p < 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "p must not be negative");
  if (rg_tensor_size (x, -1) == 0)
    {
      /* Vectors of nothing are no distance apart, whatever p is. */
      RgTensor *sum = rg_sum_dim (rg_sub (rg_unsqueeze (x, -2), rg_unsqueeze (y, -3)), RG_DIMS (-1), false);
      return rg_call_return (call, 0, sum);
    }
  RgTensor *apart = rg_sub (rg_unsqueeze (x, -2), rg_unsqueeze (y, -3));
  return rg_call_return (call, 0, rg_norm_dim (apart, a->p, RG_DIMS (-1), false));
}

/* --- tables --- */

static const RgInput cdist_inputs[] = {
  { "x1", "vectors (.., m, k)", 0 },
  { "x2", "vectors (.., n, k)", 0 },
  { NULL, NULL, 0 },
};

static const RgCdistAttrs cdist_init = RG_CDIST_ATTRS_INIT;
static const RgAttr cdist_attrs[] = {
  RG_ATTR (RgCdistAttrs, p, FLOAT, "2", .doc = "the order of the norm"),
  { .name = "compute_mode", .type = RG_ATTR_STRING, .offset = offsetof (RgCdistAttrs, compute_mode),
    .has_offset = offsetof (RgCdistAttrs, has_compute_mode), .doc = "for PyTorch's sake; there is one way here" },
  { .name = NULL },
};

static const RgSample cdist_samples[] = {
  { "3x4 5x4", NULL, NULL, 0 },
  { "2x3x4 5x4", "p=1", "broadcast", 0 },
  { "3x4 5x4", "p=inf", NULL, 0 },
  { "3x4 5x4", "p=3", NULL, 0 },
  { "0x4 5x4", NULL, "no vectors", 0 },
  { "3x0 5x0", "p=inf", "vectors of nothing", 0 },
  { "3x4 5x3", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { "3x4 5x4", "p=-1", "a negative order", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cdist = {
  .struct_size = sizeof (RgOp),
  .name = "cdist",
  .summary = "The distances of every vector of one set from every one of another.",
  .formula = "out[.., i, j] = norm(x1[.., i, :] - x2[.., j, :], p)",
  .gradient = "as norm",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = cdist_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cdist, RgCdistAttrs),
  .forward = cdist_forward,
  .samples = cdist_samples,
  .uses = RG_USES ("norm", "sub", "unsqueeze", "sum"),
};

RG_MODULE (cdist, &cdist)
