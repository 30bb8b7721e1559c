/* norm.c: the norm of all elements, or of some dimensions: a p-norm, or the nuclear one.
 *
 *     out = linalg_vector_norm (input, p, dim), but nuclear_norm (input, dim) for p = nuc
 *
 * The word nuc stands for not a number in p, of which there is no other norm.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"

static bool
norm_forward (RgCall *call)
{
  const RgNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  if (!isnan (a->p))
    {
      RgLinalgVectorNormAttrs attrs = RG_LINALG_VECTOR_NORM_ATTRS_INIT;
      if (a->has_dtype && !rg_dtype_is_floating (rg_tensor_dtype (x)))
        x = rg_to (x, a->dtype);
      attrs.ord = a->p;
      attrs.has_dim = a->has_dim;
      attrs.dim = a->dim;
      attrs.keepdim = a->keepdim;
      attrs.has_dtype = a->has_dtype;
      attrs.dtype = a->dtype;
      return rg_call_return (call, 0, rg_linalg_vector_norm_with (x, &attrs));
    }
  if (a->has_dtype)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "the nuclear norm takes no dtype");
  RgNuclearNormAttrs attrs = RG_NUCLEAR_NORM_ATTRS_INIT;
  attrs.has_dim = a->has_dim;
  attrs.dim = a->dim;
  attrs.keepdim = a->keepdim;
  return rg_call_return (call, 0, rg_nuclear_norm_with (x, &attrs));
}

/* --- tables --- */

static const RgInput norm_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgNormAttrs norm_init = RG_NORM_ATTRS_INIT;
static const RgAttr norm_attrs[] = {
  RG_ATTR (RgNormAttrs, p, FLOAT, "2", .choices = "fro=2 nuc=nan",
           .doc = "the order; also 0, inf, -inf, fro for 2, and nuc: the sum of the singular values"),
  REDUCE_DIM_ATTRS (RgNormAttrs),
  RG_ATTR_OPT (RgNormAttrs, dtype, DTYPE, .doc = "the element type to compute in"),
  { .name = NULL },
};

static const RgSample norm_samples[] = {
  REDUCE_SAMPLES (""),
  { "3x4", "p=1 dim=0", NULL, 0 },
  { "3x4:p", "p=2.5", "any other power", 0 },
  { "3x4:s", "p=inf dim=1", NULL, 0 },
  { "3x4", "p=fro dim=0,1", "the Frobenius norm", 0 },
  { "3x4:s", "p=nuc", "the nuclear norm", 0 },
  { "2x3x4:s", "p=nuc dim=-1,0 keepdim=true", "of a batch of matrices", 0 },
  { "3:z", NULL, "the subgradient at 0 is 0", RG_SAMPLE_NO_GRAD },
  { "0x3", "p=inf dim=0", "no largest of nothing", RG_SAMPLE_ERROR },
  { "3x4", "p=nuc dim=0", "no matrix", RG_SAMPLE_ERROR },
  { "3x4", "p=nuc dtype=float64", "a dtype", RG_SAMPLE_ERROR },
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp norm = {
  .struct_size = sizeof (RgOp),
  .name = "norm",
  .summary = "The p-norm over all dimensions, or over some; or the nuclear norm.",
  .formula = "out = (sum over dim of |input|^p)^(1/p); p = nuc: the sum of the singular values",
  .gradient = "d input = d out * sign(input) * (|input| / out)^(p - 1), 0 where out is 0",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (norm, RgNormAttrs),
  .forward = norm_forward,
  .samples = norm_samples,
  .uses = RG_USES ("linalg_vector_norm", "nuclear_norm"),
};

RG_MODULE (norm, &norm)
