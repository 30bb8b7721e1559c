/* linear.c: a linear layer, fused.
 *
 *     out = input @ weight^T + bias
 *     d input = d out @ weight
 *     d weight = d out^T @ input        d bias = d out summed over its rows
 *
 * The weight is read transposed where it lies, and the bias is where the product
 * begins to add.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-gemm.h>
#include <string.h>

/* --- forward --- */

static bool
check_sizes (RgCall *call, RgTensor *x, RgTensor *w, RgTensor *b)
{
  if (rg_tensor_ndim (x) < 1 || rg_tensor_ndim (w) < 1 || rg_tensor_ndim (w) > 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes must be (..., in), (out, in) or (in), and (out)");
  if (rg_tensor_size (x, -1) != rg_tensor_size (w, -1))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the last size of input is %" G_GINT64_FORMAT ", of weight %"
                         G_GINT64_FORMAT "; they must be equal", rg_tensor_size (x, -1), rg_tensor_size (w, -1));
  if (b && (rg_tensor_ndim (b) > 1
            || (rg_tensor_ndim (w) == 1 ? rg_tensor_ndim (b) != 0
                                        : rg_tensor_ndim (b) != 1
                                              || (rg_tensor_size (b, 0) != rg_tensor_size (w, 0)
                                                  && rg_tensor_size (b, 0) != 1))))
    return rg_call_fail (call, RG_ERROR_SHAPE, "bias must have one element for each row of weight");
  RgDType dtype = rg_tensor_dtype (x);
  if (rg_tensor_dtype (w) != dtype || (b && rg_tensor_dtype (b) != dtype))
    return rg_call_fail (call, RG_ERROR_DTYPE, "input, weight and bias must be of one type");
  return true;
}

/* The bias in every row of out (rows, n). */
static void
fill_bias (RgTensor *out, int64_t rows, int64_t n, RgTensor *bias)
{
  size_t esize = rg_dtype_size (rg_tensor_dtype (out));
  int64_t step = rg_tensor_numel (bias) == n && rg_tensor_ndim (bias) ? rg_tensor_stride (bias, 0) : 0;
  char *first = rg_tensor_data (out);
  const char *from = rg_tensor_data (bias);
  for (int64_t j = 0; j < n; j++)
    memcpy (first + (size_t) j * esize, from + j * step * (int64_t) esize, esize);
  for (int64_t i = 1; i < rows; i++)
    memcpy (first + (size_t) (i * n) * esize, first, (size_t) n * esize);
}

/* Whether the leading dimensions of t step evenly, and if so by how much: then
 * its last dimension's vectors are the rows of one matrix. */
static bool
even_rows (RgTensor *t, int64_t *step)
{
  RgInts sizes = rg_tensor_shape (t), strides = rg_tensor_strides (t);
  int64_t expected = -1;
  for (int64_t d = sizes.n - 2; d >= 0; d--)
    {
      if (sizes.v[d] == 1)
        continue;
      if (expected < 0)
        *step = strides.v[d];
      else if (strides.v[d] != expected)
        return false;
      expected = strides.v[d] * sizes.v[d];
    }
  return true;
}

static bool
linear_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0] /* (..., in) */, *w = call->inputs[1] /* (out, in) */;
  RgTensor *b = call->n_inputs > 2 ? call->inputs[2] : NULL /* (out) */;
  if (!check_sizes (call, x, w, b))
    return false;
  /* Whole numbers have no fused kernel. */
  if (!rg_dtype_is_floating (rg_tensor_dtype (x)))
    {
      RgTensor *product = rg_matmul (x, rg_tensor_ndim (w) == 2 ? rg_transpose (w, 0, 1) : w);
      return rg_call_return (call, 0, b ? rg_add (product, b) : product);
    }
  RgInts shape = rg_tensor_shape (x);
  int64_t sizes[RG_MAX_DIMS], rows = 1, k = shape.v[shape.n - 1];
  bool flat = rg_tensor_ndim (w) == 1;
  int64_t n = flat ? 1 : rg_tensor_size (w, 0);
  for (int64_t d = 0; d + 1 < shape.n; d++)
    rows *= sizes[d] = shape.v[d];
  sizes[shape.n - 1] = n;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (x), (RgInts){ shape.n - flat, sizes });
  if (out == NULL)
    return false;
  int64_t step = k;
  if (!even_rows (x, &step))
    {
      x = rg_call_contiguous (call, 0);
      step = k;
      if (x == NULL)
        return false;
    }
  if (rows == 0 || n == 0)
    return true;
  if (b)
    fill_bias (out, rows, n, b);
  RgGemm g = {
    .m = rows, .n = n, .k = k, .alpha = 1, .beta = b ? 1 : 0, .batch = 1,
    .a = rg_tensor_data (x), .a_row = step, .a_col = rg_tensor_stride (x, -1),
    .b = rg_tensor_data (w), .b_row = rg_tensor_stride (w, -1), .b_col = flat ? 1 : rg_tensor_stride (w, 0),
    .c = rg_tensor_data (out), .c_row = n,
  };
  rg_gemm (rg_tensor_dtype (x), &g);
  return true;
}

static double
linear_cost (RgCall *call)
{
  RgTensor *w = call->inputs[1];
  return 100 + (double) rg_tensor_numel (call->inputs[0]) * (double) rg_tensor_numel (w)
               / (double) MAX (1, rg_tensor_size (w, -1)) / 20;
}

/* --- gradients --- */

/* (..., n) as a matrix; (...) as one column where weight is a vector. */
static RgTensor *
as_rows (RgTensor *t, bool column)
{
  if (t == NULL || (rg_tensor_ndim (t) == 2 && !column))
    return t;
  RgInts shape = rg_tensor_shape (t);
  int64_t rows = 1, lead = column ? shape.n : shape.n - 1;
  for (int64_t d = 0; d < lead; d++)
    rows *= shape.v[d];
  return rg_reshape (t, RG_SHAPE (rows, column ? 1 : shape.v[shape.n - 1]));
}

static RgTensor *
linear_input (RgVjpCall *c, size_t i)
{
  RgTensor *g = RG_G, *w = RG_IN (1);
  (void) i;
  if (w && rg_tensor_ndim (w) == 1)
    return rg_mul (rg_unsqueeze (g, -1), w);
  if (rg_tensor_ndim (g) <= 2)
    return rg_matmul (g, w);
  return rg_reshape (rg_mm (as_rows (g, false), w), rg_vjp_shape (c, 0));
}

static RgTensor *
linear_weight (RgVjpCall *c, size_t i)
{
  RgTensor *g = RG_G, *x = RG_IN (0);
  bool flat = rg_vjp_shape (c, 1).n == 1;
  (void) i;
  if (g == NULL || x == NULL)
    return NULL;
  RgTensor *d = rg_mm (rg_transpose (as_rows (g, flat), 0, 1), as_rows (x, false));
  return flat ? rg_reshape (d, rg_vjp_shape (c, 1)) : d;
}

static RgTensor *
linear_bias (RgVjpCall *c, size_t i)
{
  (void) i;
  return rg_sum_to_size (RG_G, rg_vjp_shape (c, 2));
}

static const RgVjp linear_vjps[] = {
  { 0, RG_SAVE_INPUT (1), linear_input },
  { 1, RG_SAVE_INPUT (0), linear_weight },
  { 2, 0, linear_bias },
  { 0, 0, NULL },
};

static RgTensor *
linear_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *tx = rg_jvp_tangent (c, 0), *tw = rg_jvp_tangent (c, 1), *tb = rg_jvp_tangent (c, 2);
  RgTensor *sum = tx ? rg_linear (tx, rg_jvp_input (c, 1), tb) : NULL;
  (void) o;
  if (tw)
    {
      RgTensor *term = rg_linear (rg_jvp_input (c, 0), tw, tx ? NULL : tb);
      sum = sum ? rg_add (sum, term) : term;
    }
  if (sum == NULL && tb)
    sum = rg_expand (tb, rg_tensor_shape (rg_jvp_output (c, 0)));
  return sum;
}

/* The node's name is that of PyTorch's last step. */
static const char *
linear_backward_name (RgCall *call)
{
  int ndim = rg_tensor_ndim (call->inputs[0]);
  bool bias = call->n_inputs > 2 && call->inputs[2], flat = rg_tensor_ndim (call->inputs[1]) == 1;
  if (bias)
    return flat || (ndim > 2 && !rg_tensor_is_contiguous (call->inputs[0])) ? "AddBackward0"
           : ndim == 2 ? "AddmmBackward0" : "ViewBackward0";
  static const char *const names[2][3] = { { "SqueezeBackward4", "MmBackward0", "UnsafeViewBackward0" },
                                           { "DotBackward0", "MvBackward0", "UnsafeViewBackward0" } };
  return names[flat][MIN (ndim, 3) - 1];
}

/* --- tables --- */

static const RgInput linear_inputs[] = {
  { "input", "the tensor (..., in)", 0 },
  { "weight", "the weights (out, in), or (in)", 0 },
  { "bias", "what is added to each row (out)", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgSample linear_samples[] = {
  { "3x4 5x4 5", NULL, NULL, 0 },
  { "3x4 5x4", NULL, "no bias", 0 },
  { "2x3x4 5x4 5", NULL, "a batch", 0 },
  { "4 5x4 5", NULL, "one row", 0 },
  { "3x4 4 .", NULL, "a vector of weights", 0 },
  { "0x4 5x4 5", NULL, "no rows", 0 },
  { "3x0 5x0 5", NULL, "a sum of nothing", 0 },
  { "2x3x0 5x0", NULL, NULL, 0 },
  { "3x4 5x3 5", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { "3x4 5x4 4", NULL, "a bias of another size", RG_SAMPLE_ERROR },
  { "i64*2x3:i5 i64*4x3:i5 i64*4:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp linear = {
  .struct_size = sizeof (RgOp),
  .name = "linear",
  .summary = "Applies a linear layer to the last dimension.",
  .formula = "out[..., j] = sum over p of input[..., p] * weight[j, p] + bias[j]",
  .gradient = "d input = d out @ weight; d weight = d out^T @ input; d bias = d out summed over its rows",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = linear_inputs,
  .n_outputs = 1,
  .forward = linear_forward,
  .vjp = linear_vjps,
  .jvp = linear_jvp,
  .backward_name_of = linear_backward_name,
  .samples = linear_samples,
  .uses = RG_USES ("matmul", "mm", "mul", "add", "reshape", "transpose", "unsqueeze", "expand", "sum_to_size"),
  .cost = linear_cost,
};

RG_MODULE (linear, &linear)
