/* roll.c: elements moved along dimensions, the last ones coming first.
 *
 *     out[.., (i + shift) mod n, ..] = input[.., i, ..]
 *     d input = roll (d out, -shifts, dims)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "strided.h"

/* --- the forward --- */

/* Cut at each rolled dimension, the input is 2^n blocks; each moves as a whole. */
static void
roll_blocks (RgTensor *out, const RgTensor *in, const ViewShape *whole, const int64_t *shift)
{
  RgDType dtype = rg_tensor_dtype (in);
  int64_t esize = (int64_t) rg_dtype_size (dtype);
  ViewShape dst = view_of_sizes ((RgInts){ whole->ndim, whole->sizes });
  for (unsigned block = 0; block < 1u << whole->ndim; block++)
    {
      int64_t to = 0, from = 0, sizes[RG_MAX_DIMS];
      bool empty = false;
      for (int d = 0; d < whole->ndim; d++)
        {
          int64_t head = whole->sizes[d] - shift[d]; /* what goes towards the end */
          bool tail = block >> d & 1;
          sizes[d] = tail ? shift[d] : head;
          from += (tail ? head : 0) * whole->strides[d];
          to += (tail ? 0 : shift[d]) * dst.strides[d];
          empty |= sizes[d] == 0;
        }
      if (!empty)
        copy_strided (dtype, whole->ndim, sizes, (char *) rg_tensor_data (out) + to * esize, dst.strides,
                      (const char *) rg_tensor_data (in) + from * esize, whole->strides);
    }
}

static bool
roll_forward (RgCall *call)
{
  const RgRollAttrs *a = call->attrs;
  int64_t shift[RG_MAX_DIMS] = { 0 };
  RgTensor *in = call->inputs[0];
  bool flat = !a->has_dims || a->dims.n == 0;
  if (flat ? a->shifts.n != 1 : a->shifts.n != a->dims.n)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected a shift for each of dims; without dims, one");
  in = flat ? rg_call_contiguous (call, 0) : in;
  if (in == NULL)
    return false;
  ViewShape v = flat ? view_of_sizes (RG_SHAPE (rg_tensor_numel (in))) : view_of_tensor (in);
  for (int64_t k = 0; k < a->shifts.n; k++)
    {
      if (v.ndim == 0)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "dims of a tensor without dimensions");
      int dim = rg_call_dim (call, flat ? 0 : a->dims.v[k], v.ndim);
      if (dim < 0)
        return false;
      if (v.sizes[dim])
        shift[dim] = (shift[dim] + a->shifts.v[k] % v.sizes[dim] + v.sizes[dim]) % v.sizes[dim];
    }
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  if (out == NULL)
    return false;
  roll_blocks (out, in, &v, shift);
  return true;
}

/* --- gradients --- */

static RgTensor *
roll_input (RgVjpCall *c, size_t i)
{
  RgRollAttrs a = *(const RgRollAttrs *) rg_vjp_attrs (c);
  g_autofree int64_t *back = g_new (int64_t, MAX (a.shifts.n, 1));
  (void) i;
  for (int64_t k = 0; k < a.shifts.n; k++)
    back[k] = a.shifts.v[k] == INT64_MIN ? 0 : -a.shifts.v[k];
  a.shifts.v = back;
  return rg_roll_with (RG_G, &a);
}

static const RgVjp roll_vjps[] = { { 0, 0, roll_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput roll_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgRollAttrs roll_init = RG_ROLL_ATTRS_INIT;
static const RgAttr roll_attrs[] = {
  RG_ATTR (RgRollAttrs, shifts, INTS, NULL, .doc = "how far, for each dimension; negative: towards the start"),
  RG_ATTR_OPT (RgRollAttrs, dims, INTS, .doc = "the dimensions; absent: the flattened tensor is rolled"),
  { .name = NULL },
};

static const RgSample roll_samples[] = {
  { "3x4", "shifts=1 dims=0", NULL, 0 },
  { "3x4", "shifts=-1,2 dims=0,1", NULL, 0 },
  { "3x4", "shifts=5", "flattened", 0 },
  { "3x4", "shifts=100,1 dims=0,0", "a dimension twice", 0 },
  { "2x3x4", "shifts=1,1,3 dims=0,1,2", NULL, 0 },
  { ".", "shifts=1", "zero-dimensional", 0 },
  { "0x3", "shifts=1 dims=1", "no elements", 0 },
  { "3", "shifts=1,2 dims=0", "lists of two lengths", RG_SAMPLE_ERROR },
  { "3", "shifts=1 dims=1", "a dim out of range", RG_SAMPLE_ERROR },
  { "3", "shifts=", "no shift", RG_SAMPLE_ERROR },
  { ".", "shifts=1 dims=0", "dims of a tensor without dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp roll = {
  SHAPE_OP (roll, GENERAL),
  .summary = "Moves elements along dimensions, around the end.",
  .formula = "out[.., (i + shift) mod n, ..] = input[.., i, ..]",
  .gradient = "d input = roll (d out, -shifts, dims)",
  SHAPE_LINEAR (roll),
  RG_ATTRIBUTES (roll, RgRollAttrs),
};

RG_MODULE (roll, &roll)
