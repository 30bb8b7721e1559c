/* dropout.c: elements at random set to 0, the others scaled up.
 *
 *     out = input * m, m = 0 with probability p, else 1 / (1 - p)
 *     d input = d out * m
 *
 * N. Srivastava and others, "Dropout: a simple way to prevent neural networks
 * from overfitting" (2014).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "dropout.h"
#include <rg-parallel.h>

/* --- dropout.mask --- */

#define MASK_BLOCK 512

typedef struct
{
  const DropoutMaskAttrs *a;
  const void *in;
  void *out;
} MaskJob;

/* x, y: the drawn number, in [0, 1) */
#define MASK_RANGE(S, T)                                                       \
  RG_INLINE void mask_##S##_body (size_t n, void *const *out, const void *const *in, \
                                  const void *attrs)                           \
  {                                                                            \
    const DropoutMaskAttrs *a = attrs;                                         \
    const T *x = in[0];                                                        \
    const double *draw = in[1], p = a->p;                                      \
    T *o = out[0];                                                             \
    const T scale = (T) a->scale;                                              \
    for (size_t k = 0; k < n; k++)                                             \
      o[k] = x[k] * (draw[k] >= p ? scale : 0);                                \
  }                                                                            \
  RG_CLONES (mask_##S, mask_##S##_body)                                        \
  static void mask_range_##S (int64_t begin, int64_t end, void *payload)       \
  {                                                                            \
    static const RgBlockFunc kernels[RG_N_ISAS] = RG_CLONES_OF (mask_##S);     \
    const MaskJob *job = payload;                                              \
    double draws[MASK_BLOCK];                                                  \
    for (int64_t at = begin; at < end; at += MASK_BLOCK)                       \
      {                                                                        \
        const size_t m = (size_t) MIN (MASK_BLOCK, end - at);                  \
        const void *in[] = { (const T *) job->in + at, draws };                \
        void *out = (T *) job->out + at;                                       \
        rg_random_uniform_block ((uint64_t) job->a->seed,                      \
                                 (uint64_t) job->a->first + (uint64_t) at, m, draws); \
        kernels[rg_isa ()](m, &out, in, job->a);                               \
      }                                                                        \
  }

MASK_RANGE (f32, float)
MASK_RANGE (f64, double)

static bool
mask_forward (RgCall *call)
{
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (call->inputs[0]),
                                  rg_tensor_shape (call->inputs[0]));
  RgTensor *x = rg_call_contiguous (call, 0);
  if (out == NULL || x == NULL)
    return false;
  MaskJob job = { call->attrs, rg_tensor_data (x), rg_tensor_data (out) };
  rg_parallel_for (rg_tensor_numel (x), 4096,
                   rg_tensor_dtype (x) == RG_F32 ? mask_range_f32 : mask_range_f64, &job);
  return true;
}

RG_VJP (mask_input, dropout_mask (RG_G, RG_ATTRS (DropoutMaskAttrs)))

static const RgVjp mask_vjps[] = {
  { 0, 0, mask_input },
  { 0, 0, NULL },
};

static const RgInput mask_inputs[] = {
  { "input", "the tensor", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const DropoutMaskAttrs mask_init = { sizeof (DropoutMaskAttrs), 0.5, 2, 0, 0 };
static const RgAttr mask_attrs[] = {
  RG_ATTR (DropoutMaskAttrs, p, FLOAT, "0.5", .min = 0, .max = 1,
           .doc = "the probability that an element is dropped"),
  RG_ATTR (DropoutMaskAttrs, scale, FLOAT, "2", .doc = "what the others are multiplied by"),
  RG_ATTR (DropoutMaskAttrs, seed, INT, "0", .doc = "the seed of the draws"),
  RG_ATTR (DropoutMaskAttrs, first, INT, "0",
           .doc = "the draw that decides about the first element"),
  { .name = NULL },
};

static const RgSample mask_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "40x31", "p=0.3 scale=1.5 seed=7 first=5", "an odd first draw", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- dropout --- */

static bool
dropout_forward (RgCall *call)
{
  const RgDropoutAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  if (!dropout_check (call, a->p))
    return false;
  if (!a->training || a->p == 0)
    return rg_call_return (call, 0, x);
  return rg_call_return (call, 0, dropout_draw (x, a->p, a->p == 1 ? 0 : 1 / (1 - a->p)));
}

DROPOUT_TABLES (dropout, RgDropoutAttrs, true)

static const RgSample dropout_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x5", "p=0.2", NULL, 0 },
  { "3x4", "training=false", "the input", 0 },
  { "3x4", "p=0", "the input", 0 },
  { "3x4", "p=1", "nothing is left", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp mask_op = {
  .struct_size = sizeof (RgOp),
  .name = "dropout.mask",
  .summary = "Multiplies each element by a number or by 0, as a counted draw decides.",
  .formula = "out = input * (draw >= p ? scale : 0), draw i of seed, from first on, in [0, 1)",
  .gradient = "d input = the same of d out",
  .category = "pointwise",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = mask_inputs,
  .n_outputs = 1,
  .attrs = mask_attrs,
  .attrs_size = sizeof (DropoutMaskAttrs),
  .attrs_init = &mask_init,
  .forward = mask_forward,
  .vjp = mask_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name = "MulBackward0",
  .samples = mask_samples,
};

static const RgOp dropout_op = {
  DROPOUT_OP (dropout, RgDropoutAttrs),
  .summary = "Sets elements to 0 at random, and scales the others so that the mean stays.",
  .formula = "out = input * m, m = 0 with probability p, else 1 / (1 - p); in training only",
  .gradient = "d input = d out * m",
  .uses = RG_USES ("dropout.mask"),
};

RG_MODULE (dropout, &dropout_op, &mask_op)
