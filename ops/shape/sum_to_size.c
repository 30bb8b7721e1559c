/* sum_to_size.c: the sum over what broadcasting from a smaller size repeats.
 *
 *     out = input, summed over leading dimensions and where size is 1
 *     d input = d out, expanded
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
sum_to_size_forward (RgCall *call)
{
  const RgSumToSizeAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  RgInts from = rg_tensor_shape (in), to = a->size;
  int64_t dims[RG_MAX_DIMS], n = 0, lead = from.n - to.n;
  bool fits = to.n >= 0 && lead >= 0;
  for (int64_t d = 0; fits && d < from.n; d++)
    {
      if (d < lead || (to.v[d - lead] == 1 && from.v[d] != 1))
        dims[n++] = d;
      else
        fits = to.v[d - lead] == from.v[d];
    }
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "size does not broadcast to the sizes of the input");
  /* As PyTorch has it, the sum of all even where there is but one: integers become int64. */
  if (to.n == 0)
    return rg_call_return (call, 0, rg_sum (in));
  if (n == 0)
    return rg_call_return (call, 0, in);
  if (lead == n)
    return rg_call_return (call, 0, rg_sum_dim (in, (RgInts){ n, dims }, false));
  RgTensor *sum = rg_sum_dim (in, (RgInts){ n, dims }, true);
  return rg_call_return (call, 0, lead ? rg_reshape (sum, to) : sum);
}

/* --- tables --- */

static const RgInput sum_to_size_inputs[] = { { "input", "the terms", 0 }, { NULL, NULL, 0 } };

static const RgSumToSizeAttrs sum_to_size_init = RG_SUM_TO_SIZE_ATTRS_INIT;
static const RgAttr sum_to_size_attrs[] = {
  RG_ATTR (RgSumToSizeAttrs, size, INTS, NULL, .doc = "the sizes of the result"),
  { .name = NULL },
};

static const RgSample sum_to_size_samples[] = {
  { "2x3x4", "size=3,4", NULL, 0 },
  { "2x3x4", "size=3,1", "a size of 1", 0 },
  { "2x3x4", "size=2,3,4", "nothing to do", 0 },
  { "2x3x4", "size=1,3,1", NULL, 0 },
  { "2x3", "size=", "to zero dimensions", 0 },
  { "0x3", "size=3", "a sum of nothing", 0 },
  { "2x3", "size=2", "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3", "size=1,3", "more dimensions than the input", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sum_to_size = {
  .struct_size = sizeof (RgOp),
  .name = "sum_to_size",
  .summary = "Sums to a size from which broadcasting gives that of the input.",
  .formula = "out = sum of input over leading dimensions and those where size is 1",
  .gradient = "d input = expand (d out, sizes of input)",
  .category = "shape",
  .kind = RG_KIND_COMPOSITE,
  .inputs = sum_to_size_inputs,
  .n_outputs = 1,
  .attrs = sum_to_size_attrs,
  .attrs_size = sizeof (RgSumToSizeAttrs),
  .attrs_init = &sum_to_size_init,
  .forward = sum_to_size_forward,
  .samples = sum_to_size_samples,
  .uses = RG_USES ("sum", "reshape"),
};

RG_MODULE (sum_to_size, &sum_to_size)
