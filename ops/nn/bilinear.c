/* bilinear.c: a layer that is linear in each of two inputs.
 *
 *     out[..., o] = sum over i, j of input1[..., i] weight[o, i, j] input2[..., j] + bias[o]
 *     the gradients are those of its products
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
bilinear_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0], *y = call->inputs[1], *w = call->inputs[2];
  RgTensor *b = call->n_inputs > 3 ? call->inputs[3] : NULL;
  const RgInts xs = rg_tensor_shape (x), ys = rg_tensor_shape (y), ws = rg_tensor_shape (w);
  bool fits = xs.n >= 1 && ys.n == xs.n && ws.n == 3 && xs.v[xs.n - 1] == ws.v[1] && ys.v[ys.n - 1] == ws.v[2];
  int64_t sizes[RG_MAX_DIMS], rows = 1;
  for (int64_t d = 0; fits && d < xs.n - 1; d++)
    {
      fits = xs.v[d] == ys.v[d];
      rows *= sizes[d] = xs.v[d];
    }
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes must be (..., in1), (..., in2) and (out, in1, in2), with the same "
                         "leading sizes");
  if (b && (rg_tensor_ndim (b) != 1 || rg_tensor_size (b, 0) != ws.v[0]))
    return rg_call_fail (call, RG_ERROR_SHAPE, "bias must have %" G_GINT64_FORMAT " elements", ws.v[0]);
  sizes[xs.n - 1] = ws.v[0];
  /* (rows, in1) (in1, out in2) as (rows, out, in2), times (rows, in2, 1) */
  RgTensor *flat = rg_reshape (rg_permute (w, RG_DIMS (1, 0, 2)), RG_SHAPE (ws.v[1], ws.v[0] * ws.v[2]));
  RgTensor *half = rg_reshape (rg_matmul (rg_reshape (x, RG_SHAPE (rows, ws.v[1])), flat), RG_SHAPE (rows, ws.v[0], ws.v[2]));
  RgTensor *out = rg_matmul (half, rg_reshape (y, RG_SHAPE (rows, ws.v[2], 1)));
  out = rg_reshape (out, (RgInts){ xs.n, sizes });
  return rg_call_return (call, 0, b ? rg_add (out, b) : out);
}

static const RgInput bilinear_inputs[] = {
  { "input1", "one tensor (..., in1)", 0 },
  { "input2", "the other (..., in2)", 0 },
  { "weight", "a matrix for each output (out, in1, in2)", 0 },
  { "bias", "what is added (out)", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgSample bilinear_samples[] = {
  { "3x2 3x4 5x2x4 5", NULL, NULL, 0 },
  { "2x3x2 2x3x4 5x2x4", NULL, "no bias, more dimensions", 0 },
  { "2 4 5x2x4 5", NULL, "one row", 0 },
  { "0x2 0x4 5x2x4", NULL, "no rows", 0 },
  { "3x2 3x4 5x4x2", NULL, "a weight of another shape", RG_SAMPLE_ERROR },
  { "3x2 2x4 5x2x4", NULL, "leading sizes that differ", RG_SAMPLE_ERROR },
  { "3x2 3x4 5x2x4 4", NULL, "a bias of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp bilinear = {
  .struct_size = sizeof (RgOp),
  .name = "bilinear",
  .summary = "A layer that is linear in each of two inputs.",
  .formula = "out[..., o] = sum over i, j of input1[..., i] * weight[o, i, j] * input2[..., j] + bias[o]",
  .gradient = "that of its products",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = bilinear_inputs,
  .n_outputs = 1,
  .forward = bilinear_forward,
  .samples = bilinear_samples,
  .uses = RG_USES ("reshape", "permute", "matmul", "add"),
};

RG_MODULE (bilinear, &bilinear)
