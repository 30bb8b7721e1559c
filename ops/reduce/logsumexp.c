/* logsumexp.c: the logarithm of a sum of exponentials over dimensions.
 *
 *     out = log (sum over dim of exp (input))
 *     d input = d out * exp (input - out)
 *
 * Exponentials are taken relative to the largest element of a block, so that
 * nothing overflows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "blockwise.h"

/* --- kernels --- */

/* Nothing is to be taken away where the largest element is infinite. */
#define LOGSUMEXP(T, type)                                                     \
  BLOCKWISE_KERNELS (logsumexp, type, T, -(T) INFINITY, x, (x > s || x != x) ? x : s, \
                     (s == (T) INFINITY || s == -(T) INFINITY) ? 0 : s, rg_exp_##type (x - at)) \
  static void logsumexp_##type##_combine (size_t count, void *states, const void *others, const void *attrs) \
  {                                                                            \
    BlockState_##type *s = states;                                             \
    const BlockState_##type *t = others;                                       \
    (void) attrs;                                                              \
    for (size_t k = 0; k < count; k++)                                         \
      {                                                                        \
        /* A block of nothing but -inf has a sum of 0 at 0. */                 \
        const T at = s[k].sum == 0 ? t[k].at : t[k].sum == 0 ? s[k].at         \
                     : t[k].at > s[k].at ? t[k].at : s[k].at;                  \
        s[k].sum = (s[k].sum == 0 ? 0 : s[k].sum * rg_exp_##type (s[k].at - at)) \
                   + (t[k].sum == 0 ? 0 : t[k].sum * rg_exp_##type (t[k].at - at)); \
        s[k].at = at;                                                          \
      }                                                                        \
  }                                                                            \
  static void finish_##type (size_t n, const void *states, void *out, int64_t count, const void *attrs) \
  {                                                                            \
    const BlockState_##type *s = states;                                       \
    (void) count;                                                              \
    (void) attrs;                                                              \
    for (size_t k = 0; k < n; k++)                                             \
      ((T *) out)[k] = s[k].at + rg_log_##type (s[k].sum);                     \
  }
LOGSUMEXP (float, f32)
LOGSUMEXP (double, f64)

/* Integers are computed in float32, as PyTorch does. */
static RgDType
logsumexp_compute (RgDType in, const void *attrs)
{
  (void) attrs;
  return rg_dtype_is_floating (in) ? in : RG_F32;
}

static const RgReduction logsumexp_reduction = {
  REDUCE_FLOAT_KERNELS (logsumexp, finish),
  BLOCKWISE_STATE_SIZES,
  .compute = logsumexp_compute,
};

/* --- gradients --- */

/* exp (x - out), and 0 where out is -inf. */
static RgTensor *
weights_of (RgTensor *x, RgTensor *out)
{
  RgTensor *finite = rg_where (rg_eq_scalar (out, -INFINITY), rg_zeros_like (out), out);
  return rg_exp (rg_sub (x, finite));
}

static RgTensor *
logsumexp_input (RgVjpCall *c, size_t i)
{
  const RgLogsumexpAttrs *a = rg_vjp_attrs (c);
  RgTensor *x = rg_vjp_input (c, i), *out = rg_vjp_output (c, 0), *g = rg_vjp_grad (c, 0);
  if (x == NULL || out == NULL || g == NULL)
    return NULL;
  RgInts shape = rg_tensor_shape (x);
  return rg_mul (reduced_kept (g, shape, true, a->dim, a->keepdim),
                 weights_of (x, reduced_kept (out, shape, true, a->dim, a->keepdim)));
}

static const RgVjp logsumexp_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), logsumexp_input },
  { 0, 0, NULL },
};

static RgTensor *
logsumexp_jvp (RgJvpCall *c, size_t o)
{
  const RgLogsumexpAttrs *a = rg_jvp_attrs (c);
  RgTensor *x = rg_jvp_input (c, 0), *t = rg_jvp_tangent (c, 0);
  if (t == NULL)
    return NULL;
  RgTensor *out = reduced_kept (rg_jvp_output (c, o), rg_tensor_shape (x), true, a->dim, a->keepdim);
  return reduced_sum (rg_mul (t, weights_of (x, out)), true, a->dim, a->keepdim);
}

/* --- tables --- */

static const RgInput logsumexp_inputs[] = { { "input", "the exponents", 0 }, { NULL, NULL, 0 } };

static const RgLogsumexpAttrs logsumexp_init = RG_LOGSUMEXP_ATTRS_INIT;
static const RgAttr logsumexp_attrs[] = {
  RG_ATTR (RgLogsumexpAttrs, dim, INTS, NULL, .doc = "the dimensions to reduce; empty: all"),
  RG_ATTR (RgLogsumexpAttrs, keepdim, BOOL, "false", .doc = "keep them with size 1"),
  { .name = NULL },
};

static const RgSample logsumexp_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4x2", "dim=0,2 keepdim=true", NULL, 0 },
  { "5x70", "dim=0", "columns", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "3:=1000,1000,-1000", "dim=0", "nothing overflows", RG_SAMPLE_NO_GRAD },
  { "2:=-inf,-inf", "dim=0", "a sum of zeros", RG_SAMPLE_NO_GRAD },
  { "0x3", "dim=0", "a sum of nothing: -inf", RG_SAMPLE_NO_GRAD },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logsumexp = {
  .struct_size = sizeof (RgOp),
  .name = "logsumexp",
  .summary = "The logarithm of a sum of exponentials over dimensions.",
  .formula = "out = log(sum over dim of exp(input))",
  .gradient = "d input = d out * exp(input - out)",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = logsumexp_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (logsumexp, RgLogsumexpAttrs),
  .reduction = &logsumexp_reduction,
  .vjp = logsumexp_vjps,
  .jvp = logsumexp_jvp,
  .samples = logsumexp_samples,
  .uses = RG_USES ("mul", "exp", "sub", "eq", "where", "sum", "reshape"),
};

RG_MODULE (logsumexp, &logsumexp)
