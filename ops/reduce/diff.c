/* diff.c: the differences of neighbours along a dimension, n times over.
 *
 *     out[k] = input[k + 1] - input[k]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

/* prepend and append may be zero-dimensional: one slice of that value. */
static RgTensor *
as_slices (RgTensor *t, RgTensor *in, int dim)
{
  if (t == NULL || rg_tensor_ndim (t))
    return t;
  int64_t sizes[RG_MAX_DIMS];
  RgInts shape = rg_tensor_shape (in);
  for (int64_t d = 0; d < shape.n; d++)
    sizes[d] = d == dim ? 1 : shape.v[d];
  return rg_expand (t, (RgInts){ shape.n, sizes });
}

static bool
diff_forward (RgCall *call)
{
  const RgDiffAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *before = call->n_inputs > 1 ? call->inputs[1] : NULL;
  RgTensor *after = call->n_inputs > 2 ? call->inputs[2] : NULL;
  if (rg_tensor_ndim (in) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have at least 1 dimension");
  if (a->n < 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "n must not be negative");
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (in));
  if (dim < 0)
    return false;
  if (a->n == 0)
    return rg_call_return (call, 0, in);
  RgTensor *parts[3];
  size_t n = 0;
  if (before)
    parts[n++] = as_slices (before, in, dim);
  parts[n++] = in;
  if (after)
    parts[n++] = as_slices (after, in, dim);
  RgTensor *x = n > 1 ? rg_cat (parts, n, dim) : in;
  bool is_bool = x && rg_tensor_dtype (x) == RG_BOOL;
  for (int64_t k = 0; k < a->n && x; k++)
    {
      int64_t size = rg_tensor_size (x, dim);
      if (size == 0)
        break;
      RgTensor *later = rg_narrow (x, dim, 1, size - 1), *sooner = rg_narrow (x, dim, 0, size - 1);
      x = is_bool ? rg_ne (later, sooner) : rg_sub (later, sooner);
    }
  return rg_call_return (call, 0, x);
}

/* --- tables --- */

static const RgInput diff_inputs[] = {
  { "input", "the tensor", 0 },
  { "prepend", "what stands before it along dim", RG_INPUT_OPTIONAL },
  { "append", "what stands after it", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgDiffAttrs diff_init = RG_DIFF_ATTRS_INIT;
static const RgAttr diff_attrs[] = {
  RG_ATTR (RgDiffAttrs, n, INT, "1", .doc = "how often"),
  RG_ATTR (RgDiffAttrs, dim, INT, "-1", .doc = "the dimension"),
  { .name = NULL },
};

static const RgSample diff_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "4x3", "dim=0 n=2", NULL, 0 },
  { "3x4 3x2 3x1", NULL, "with prepend and append", 0 },
  { "3x4 . -", NULL, "a number before", 0 },
  { "3", "n=5", "nothing is left", 0 },
  { "3x4", "n=0", "as it is", 0 },
  { ".", NULL, "zero-dimensional", RG_SAMPLE_ERROR },
  { "3x4 2x2", NULL, "a prepend that does not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp diff = {
  .struct_size = sizeof (RgOp),
  .name = "diff",
  .summary = "The differences of neighbours along a dimension.",
  .formula = "out[k] = input[k + 1] - input[k], n times over",
  .gradient = "d input[k] = d out[k - 1] - d out[k]",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = diff_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (diff, RgDiffAttrs),
  .forward = diff_forward,
  .samples = diff_samples,
  .uses = RG_USES ("sub", "ne", "narrow", "cat", "expand"),
};

RG_MODULE (diff, &diff)
