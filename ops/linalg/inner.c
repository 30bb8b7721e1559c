/* inner.c: the dot products of the last dimensions of two tensors.
 *
 *     out[i.., j..] = sum over p of input[i.., p] * other[j.., p]
 *
 * If one has no dimensions, it is a plain product.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
inner_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0] /* (i.., k) */, *y = call->inputs[1] /* (j.., k) */;
  RgInts a = rg_tensor_shape (x), b = rg_tensor_shape (y);
  if (a.n == 0 || b.n == 0)
    return rg_call_return (call, 0, rg_mul (x, y));
  int64_t k = a.v[a.n - 1], sizes[2 * RG_MAX_DIMS];
  if (b.v[b.n - 1] != k)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the last sizes must be equal");
  if (a.n + b.n - 2 > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have more than %d dimensions", RG_MAX_DIMS);
  if (a.n == 1 && b.n == 1)
    return rg_call_return (call, 0, rg_dot (x, y));
  int64_t m = 1, n = 1, ndim = 0;
  for (int64_t d = 0; d + 1 < a.n; d++)
    m *= sizes[ndim++] = a.v[d];
  for (int64_t d = 0; d + 1 < b.n; d++)
    n *= sizes[ndim++] = b.v[d];
  RgTensor *left = rg_reshape (x, RG_SHAPE (m, k)), *right = rg_reshape (y, RG_SHAPE (n, k));
  return rg_call_return (call, 0, rg_reshape (rg_mm (left, rg_transpose (right, 0, 1)), (RgInts){ ndim, sizes }));
}

/* --- tables --- */

static const RgInput inner_inputs[] = {
  { "input", "a tensor (i.., k)", 0 },
  { "other", "another (j.., k)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample inner_samples[] = {
  { "4 4", NULL, "two vectors", 0 },
  { "2x3x4 5x4", NULL, NULL, 0 },
  { "3x4 4", NULL, "a matrix and a vector", 0 },
  { "3 .", NULL, "a number", 0 },
  { "3x0 2x0", NULL, "a sum of nothing is zero", 0 },
  { "3x4 3x5", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp inner = {
  .struct_size = sizeof (RgOp),
  .name = "inner",
  .summary = "The dot products of the last dimensions of two tensors.",
  .formula = "out[i.., j..] = sum over p of input[i.., p] * other[j.., p]",
  .gradient = "d input = d out @ other; d other = d out^T @ input",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = inner_inputs,
  .n_outputs = 1,
  .forward = inner_forward,
  .samples = inner_samples,
  .uses = RG_USES ("mul", "dot", "mm", "reshape", "transpose"),
};

RG_MODULE (inner, &inner)
