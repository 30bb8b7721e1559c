/* nuclear_norm.c: the sum of the singular values of matrices.
 *
 *     out = sum of S, with input = U @ diag (S) @ Vh over the two dims
 *     the gradient is that of its parts: d input = d out * U @ Vh
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
nuclear_norm_forward (RgCall *call)
{
  const RgNuclearNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  int64_t dims[2] = { 0, 1 }, ndim = rg_tensor_ndim (x);
  if ((a->has_dim && a->dim.n != 2) || (!a->has_dim && ndim != 2))
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must be a matrix, or dim name the two dimensions of matrices");
  for (int i = 0; i < 2 && a->has_dim; i++)
    if ((dims[i] = rg_call_dim (call, a->dim.v[i], (int) ndim)) < 0)
      return false;
  if (dims[0] == dims[1])
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "dim must name two different dimensions");
  RgTensor *matrices = x, *s = NULL;
  if (dims[0] != ndim - 2 || dims[1] != ndim - 1)
    matrices = rg_movedim_ints (x, (RgInts){ 2, dims }, RG_DIMS (-2, -1));
  rg_linalg_svd (matrices, &s, NULL);
  RgTensor *out = rg_sum_dim (s, RG_DIMS (-1), false);
  if (a->keepdim)
    out = rg_unsqueeze (rg_unsqueeze (out, MIN (dims[0], dims[1])), MAX (dims[0], dims[1]));
  return rg_call_return (call, 0, out);
}

/* --- tables --- */

static const RgInput nuclear_norm_inputs[] = { { "input", "the matrices", 0 }, { NULL, NULL, 0 } };

static const RgNuclearNormAttrs nuclear_norm_init = RG_NUCLEAR_NORM_ATTRS_INIT;
static const RgAttr nuclear_norm_attrs[] = {
  RG_ATTR_OPT (RgNuclearNormAttrs, dim, INTS, .doc = "the two dimensions of a matrix; by default input is one"),
  RG_ATTR (RgNuclearNormAttrs, keepdim, BOOL, "false", .doc = "whether they stay, with size 1"),
  { .name = NULL },
};

static const RgSample nuclear_norm_samples[] = {
  { "3x3:=2,1,0,1,3,1,0.5,1,4", NULL, NULL, 0 },
  { "3x4:s", "keepdim=true", NULL, 0 },
  { "2x4x3:s", "dim=1,2", "a batch", 0 },
  { "2x3x4:s", "dim=-1,0 keepdim=true", "turned", 0 },
  { "3x2:z", NULL, "a subgradient of zeros is 0", RG_SAMPLE_NO_GRAD },
  { "0x3", NULL, "nothing", 0 },
  { "3", NULL, "no matrix", RG_SAMPLE_ERROR },
  { "3x4x2", "dim=1,1", "one dimension twice", RG_SAMPLE_ERROR },
  { "i64*2x2:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nuclear_norm = {
  .struct_size = sizeof (RgOp),
  .name = "nuclear_norm",
  .summary = "The sum of the singular values of matrices.",
  .formula = "out = sum of S, with input = U @ diag(S) @ Vh",
  .gradient = "d input = d out * U @ Vh",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = nuclear_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (nuclear_norm, RgNuclearNormAttrs),
  .forward = nuclear_norm_forward,
  .samples = nuclear_norm_samples,
  .uses = RG_USES ("linalg_svd", "sum", "movedim", "unsqueeze"),
};

RG_MODULE (nuclear_norm, &nuclear_norm)
