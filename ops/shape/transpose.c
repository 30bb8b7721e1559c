/* transpose.c: two dimensions exchanged, as a view.
 *
 *     out[.., j, .., i, ..] = input[.., i, .., j, ..]
 *     d input = d out with the same two exchanged
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- the stride rule --- */

static bool
transpose_forward (RgCall *call)
{
  const RgTransposeAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int ndim = rg_tensor_ndim (in);
  int i = rg_call_dim (call, a->dim0, ndim), j = i < 0 ? -1 : rg_call_dim (call, a->dim1, ndim);
  int64_t sizes[RG_MAX_DIMS], strides[RG_MAX_DIMS];
  if (j < 0)
    return false;
  for (int d = 0; d < ndim; d++)
    {
      int from = d == i ? j : d == j ? i : d;
      sizes[d] = rg_tensor_shape (in).v[from];
      strides[d] = rg_tensor_strides (in).v[from];
    }
  return rg_call_view (call, (RgInts){ ndim, sizes }, (RgInts){ ndim, strides }, 0);
}

/* --- gradients --- */

RG_VJP (transpose_input, rg_transpose (RG_G, RG_ATTRS (RgTransposeAttrs)->dim0, RG_ATTRS (RgTransposeAttrs)->dim1))

static const RgVjp transpose_vjps[] = { { 0, 0, transpose_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput transpose_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgTransposeAttrs transpose_init = RG_TRANSPOSE_ATTRS_INIT;
static const RgAttr transpose_attrs[] = {
  RG_ATTR (RgTransposeAttrs, dim0, INT, NULL, .doc = "one dimension"),
  RG_ATTR (RgTransposeAttrs, dim1, INT, NULL, .doc = "the other"),
  { .name = NULL },
};

static const RgSample transpose_samples[] = {
  { "3x4", "dim0=0 dim1=1", NULL, 0 },
  { "2x3x4", "dim0=-1 dim1=0", NULL, 0 },
  { ".", "dim0=0 dim1=-1", "zero-dimensional", 0 },
  { "0x3", "dim0=0 dim1=1", "no elements", 0 },
  { "3x4", "dim0=0 dim1=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp transpose = {
  .struct_size = sizeof (RgOp),
  .name = "transpose",
  .summary = "Exchanges two dimensions; a view.",
  .formula = "out[.., j, .., i, ..] = input[.., i, .., j, ..]",
  .gradient = "d input = transpose (d out, dim0, dim1)",
  .category = "shape",
  .kind = RG_KIND_VIEW,
  .inputs = transpose_inputs,
  .n_outputs = 1,
  .attrs = transpose_attrs,
  .attrs_size = sizeof (RgTransposeAttrs),
  .attrs_init = &transpose_init,
  .forward = transpose_forward,
  .vjp = transpose_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = transpose_samples,
};

RG_MODULE (transpose, &transpose)
