/* dropout.h: what the operators that drop elements at random have in common.
 *
 * `dropout.mask` multiplies each element by `scale` or by 0. Which one depends on
 * a seed and on the number of the element alone, and both are attributes of the
 * call: so the node of the graph keeps them instead of a mask, its gradient is
 * the same operator, and what is computed again (a checkpoint, a second
 * derivative) drops the same elements.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DROPOUT_H
#define DROPOUT_H

#include <retrograde-op.h>
#include <rg-random.h>

/* The attributes of dropout.mask; seed and first are unsigned numbers in the
 * bits of signed ones. */
typedef struct
{
  size_t size;
  double p;
  double scale;
  int64_t seed;
  int64_t first;
} DropoutMaskAttrs;

static inline RgTensor *
dropout_mask (RgTensor *x, const DropoutMaskAttrs *attrs)
{
  RgTensor *out = NULL;
  rg_op_call (NULL, rg_op_find ("dropout.mask", NULL), &x, 1, attrs, &out, 1);
  return out;
}

/* x, multiplied by `scale` with probability 1 - p and by 0 otherwise; takes its
 * draws from the default generator. */
static inline RgTensor *
dropout_draw (RgTensor *x, double p, double scale)
{
  DropoutMaskAttrs a = { .size = sizeof a, .p = p, .scale = scale };
  uint64_t seed;
  a.first = (int64_t) rg_generator_reserve (NULL, (uint64_t) rg_tensor_numel (x), &seed);
  a.seed = (int64_t) seed;
  return dropout_mask (x, &a);
}

/* Ones for the channels of x (n, channels, ...), with sizes that broadcast to it;
 * without a batch (channels, ...). */
static inline RgTensor *
dropout_channels (RgTensor *x, bool has_batch)
{
  RgInts shape = rg_tensor_shape (x);
  int64_t sizes[RG_MAX_DIMS];
  for (int64_t d = 0; d < shape.n; d++)
    sizes[d] = d < (has_batch ? 2 : 1) ? shape.v[d] : 1;
  return rg_ones (rg_tensor_dtype (x), (RgInts){ shape.n, sizes });
}

static inline bool
dropout_check (RgCall *call, double p)
{
  if (!rg_dtype_is_floating (rg_tensor_dtype (call->inputs[0])))
    return rg_call_fail (call, RG_ERROR_DTYPE, "the input must be float32 or float64");
  if (!(p >= 0 && p <= 1))
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "the probability has to be between 0 and 1, but got %g", p);
  return true;
}

/* The descriptor's fields that these operators fill alike. */
#define DROPOUT_OP(stem, A)                                                    \
  .struct_size = sizeof (RgOp), .name = #stem, .category = "pointwise",        \
  .kind = RG_KIND_COMPOSITE, .inputs = stem##_inputs, .n_outputs = 1,          \
  RG_ATTRIBUTES (stem, A), .forward = stem##_forward, .samples = stem##_samples, \
  .flags = RG_OP_RANDOM

#define DROPOUT_TABLES(stem, A, on)                                            \
  static const RgInput stem##_inputs[] = {                                     \
    { "input", "the tensor", RG_INPUT_FLOATING },                              \
    { NULL, NULL, 0 },                                                         \
  };                                                                           \
  static const A stem##_init = { sizeof (A), 0.5, on };                        \
  static const RgAttr stem##_attrs[] = {                                       \
    RG_ATTR (A, p, FLOAT, "0.5", .min = 0, .max = 1,                           \
             .doc = "the probability that an element is dropped"),             \
    RG_ATTR (A, training, BOOL, on ? "true" : "false", .doc = "false: the result is the input"), \
    { .name = NULL },                                                          \
  };

#endif
