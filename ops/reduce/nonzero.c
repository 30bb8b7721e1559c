/* nonzero.c: the indices of the elements that are not zero.
 *
 *     out[r] = the index, one number for each dimension, of the r-th element that
 *     is not zero, in row-major order; how many there are depends on the data
 *     as_tuple: a tensor for each dimension instead, which together index the tensor
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward --- */

static bool
is_nonzero (RgDType dtype, const char *data, int64_t i)
{
  switch (dtype)
    {
    case RG_F32:
      return ((const float *) (const void *) data)[i] != 0;
    case RG_F64:
      return ((const double *) (const void *) data)[i] != 0;
    case RG_I64:
      return ((const int64_t *) (const void *) data)[i] != 0;
    case RG_I32:
      return ((const int32_t *) (const void *) data)[i] != 0;
    default:
      return data[i] != 0;
    }
}

static bool
nonzero_forward (RgCall *call)
{
  const bool as_tuple = ((const RgNonzeroAttrs *) call->attrs)->as_tuple;
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL)
    return false;
  RgInts shape = rg_tensor_shape (x);
  RgDType dtype = rg_tensor_dtype (x);
  const char *data = rg_tensor_data (x);
  int64_t n = rg_tensor_numel (x), count = 0;
  for (int64_t i = 0; i < n; i++)
    count += is_nonzero (dtype, data, i);
  const int64_t one = 1;
  if (as_tuple && shape.n == 0) /* as if it had one dimension */
    shape = (RgInts){ 1, &one };
  RgTensor *out = as_tuple ? NULL : rg_call_output (call, 0, RG_I64, RG_SHAPE (count, shape.n));
  int64_t *at[RG_MAX_DIMS] = { NULL };
  for (int64_t d = 0; d < shape.n; d++)
    {
      RgTensor *t = as_tuple ? rg_call_output (call, (size_t) d, RG_I64, RG_SHAPE (count)) : out;
      if (t == NULL)
        return false;
      at[d] = (int64_t *) rg_tensor_data (t) + (as_tuple ? 0 : d);
    }
  const int64_t step = as_tuple ? 1 : shape.n;
  for (int64_t i = 0, r = 0; i < n && r < count; i++)
    {
      if (!is_nonzero (dtype, data, i))
        continue;
      int64_t rest = i;
      for (int64_t d = shape.n; d-- > 0; rest /= shape.v[d])
        at[d][r * step] = rest % shape.v[d];
      r++;
    }
  return as_tuple || out;
}

/* --- tables --- */

static const RgInput nonzero_inputs[] = { { "input", "the tensor", RG_INPUT_NO_GRAD }, { NULL, NULL, 0 } };

static const RgNonzeroAttrs nonzero_init = RG_NONZERO_ATTRS_INIT;
static const RgAttr nonzero_attrs[] = {
  RG_ATTR (RgNonzeroAttrs, as_tuple, BOOL, "false", .doc = "a tensor of indices for each dimension; without one, one"),
  { .name = NULL },
};

static const RgSample nonzero_samples[] = {
  { "3x4:b", NULL, NULL, 0 },
  { "2x3x4:i2", NULL, NULL, 0 },
  { "3:z", NULL, "none", 0 },
  { ".:o", NULL, "zero-dimensional: one empty index", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "2x3x4:i2", "as_tuple=true", "a tensor for each dimension", 0 },
  { ".:o", "as_tuple=true", "zero-dimensional, as if of one dimension", 0 },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nonzero = {
  .struct_size = sizeof (RgOp),
  .name = "nonzero",
  .summary = "The indices of the elements that are not zero.",
  .formula = "out[r] = the index of the r-th element of input that is not 0",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_NO_GRAD,
  .inputs = nonzero_inputs,
  .n_outputs = 0,
  RG_ATTRIBUTES (nonzero, RgNonzeroAttrs),
  .forward = nonzero_forward,
  .samples = nonzero_samples,
};

RG_MODULE (nonzero, &nonzero)
