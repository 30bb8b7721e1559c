/* attention-blocks.h: attention in blocks as an operator, and its gradients: the
 * functions of two descriptors of scaled_dot_product_attention.c.
 *
 * Order: forward, backward, gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ATTENTION_BLOCKS_H
#define ATTENTION_BLOCKS_H

#include "attention-plain.h"
#include "attention.h"

/* --- forward --- */

/* Fills a from query, key, value and mask; what is not right says so. */
static bool
attention_of (RgCall *call, Attention *a, RgTensor *const *in, RgTensor *mask, bool causal, double scale)
{
  const RgInts q = rg_tensor_shape (in[0]);
  *a = (Attention){ .dtype = rg_tensor_dtype (in[0]), .heads = 1, .causal = causal, .scale = scale };
  for (int i = 0; i < 3; i++)
    {
      const RgInts s = rg_tensor_shape (in[i]);
      if (q.n < 2 || s.n != q.n || rg_tensor_dtype (in[i]) != a->dtype || !rg_dtype_is_floating (a->dtype))
        return rg_call_fail (call, RG_ERROR_SHAPE, "query, key and value must have one floating dtype and as many dimensions");
      for (int64_t d = 0; d < q.n - 2; d++)
        if (s.v[d] != q.v[d])
          return rg_call_fail (call, RG_ERROR_SHAPE, "query, key and value must have the same leading sizes");
    }
  for (int64_t d = 0; d < q.n - 2; d++)
    a->heads *= q.v[d];
  a->l = q.v[q.n - 2];
  a->e = q.v[q.n - 1];
  a->s = rg_tensor_size (in[1], -2);
  a->v = rg_tensor_size (in[2], -1);
  if (rg_tensor_size (in[1], -1) != a->e || rg_tensor_size (in[2], -2) != a->s)
    return rg_call_fail (call, RG_ERROR_SHAPE, "key must have the query's last size, and value as many rows as key");
  a->q = attention_heads (in[0]);
  a->k = attention_heads (in[1]);
  a->value = attention_heads (in[2]);
  a->block = attention_block (a->l, a->s);
  if (mask)
    {
      int64_t sizes[RG_MAX_DIMS];
      for (int64_t d = 0; d < q.n; d++)
        sizes[d] = d == q.n - 1 ? a->s : q.v[d];
      RgTensor *whole = rg_expand (mask, (RgInts){ q.n, sizes });
      if (whole == NULL)
        return false;
      a->mask = attention_heads (whole);
      a->has_mask = true;
      a->mask_is_bool = rg_tensor_dtype (mask) == RG_BOOL;
      if (!a->mask_is_bool && rg_tensor_dtype (mask) != a->dtype)
        return rg_call_fail (call, RG_ERROR_DTYPE, "attn_mask must be bool, or have the query's dtype");
    }
  return true;
}

/* About 40 multiplications a nanosecond, and 3 ns for a score. */
static double
scores_cost (RgCall *call)
{
  const double l = (double) rg_tensor_numel (call->inputs[0]), s = (double) rg_tensor_size (call->inputs[1], -2);
  return 500 + l * s / 20 + 3 * l * s / (double) MAX (1, rg_tensor_size (call->inputs[0], -1));
}

static bool
blocks_forward (RgCall *call)
{
  const RgScaledDotProductAttentionAttrs *p = call->attrs;
  Attention a;
  if (!attention_of (call, &a, call->inputs, call->n_inputs > 3 ? call->inputs[3] : NULL, p->is_causal, p->scale))
    return false;
  const RgInts q = rg_tensor_shape (call->inputs[0]);
  int64_t sizes[RG_MAX_DIMS];
  memcpy (sizes, q.v, (size_t) q.n * sizeof *sizes);
  sizes[q.n - 1] = a.v;
  RgTensor *out = rg_call_output (call, 0, a.dtype, (RgInts){ q.n, sizes });
  RgTensor *log_sum = out ? rg_call_output (call, 1, a.dtype, (RgInts){ q.n - 1, q.v }) : NULL;
  if (log_sum == NULL)
    return false;
  a.out = attention_heads (out);
  a.log_sum = rg_tensor_data (log_sum);
  const int64_t tasks = a.heads * ((a.l + a.block - 1) / a.block);
  if (tasks == 0)
    return true;
  const double work = scores_cost (call) / (double) tasks;
  rg_parallel_for (tasks, MAX (1, (int64_t) (30000 / work)), attention_forward, &a);
  return true;
}

/* --- backward --- */

static bool
blocks_backward_forward (RgCall *call)
{
  const RgScaledDotProductAttentionBackwardAttrs *p = call->attrs;
  Attention a;
  RgTensor *d[3];
  RgTensor *g = rg_call_contiguous (call, 0), *out = rg_call_contiguous (call, 4), *log_sum = rg_call_contiguous (call, 5);
  if (g == NULL || out == NULL || log_sum == NULL
      || !attention_of (call, &a, call->inputs + 1, call->n_inputs > 6 ? call->inputs[6] : NULL, p->is_causal, p->scale))
    return false;
  if (rg_tensor_numel (g) != a.heads * a.l * a.v || rg_tensor_numel (out) != a.heads * a.l * a.v
      || rg_tensor_numel (log_sum) != a.heads * a.l || rg_tensor_ndim (g) != rg_tensor_ndim (call->inputs[1])
      || rg_tensor_ndim (out) != rg_tensor_ndim (g) || rg_tensor_dtype (g) != a.dtype || rg_tensor_dtype (out) != a.dtype
      || rg_tensor_dtype (log_sum) != a.dtype)
    return rg_call_fail (call, RG_ERROR_SHAPE, "grad_out, out and logsumexp must have the sizes and dtype of the forward");
  for (size_t i = 0; i < 3; i++)
    if ((d[i] = rg_call_output (call, i, a.dtype, rg_tensor_shape (call->inputs[1 + i]))) == NULL)
      return false;
  a.g = attention_heads (g);
  a.out = attention_heads (out);
  a.log_sum = rg_tensor_data (log_sum);
  a.dq = attention_heads (d[0]);
  a.dk = attention_heads (d[1]);
  a.dv = attention_heads (d[2]);
  if (a.heads > 0)
    rg_parallel_for (a.heads, MAX (1, (int64_t) (30000 / (2 * scores_cost (call) / (double) a.heads))), attention_backward, &a);
  return true;
}

static double
blocks_backward_cost (RgCall *call)
{
  return 500 + 2.5 * (double) rg_tensor_numel (call->inputs[1]) * (double) rg_tensor_size (call->inputs[2], -2) / 20;
}

/* --- gradients --- */

/* In plain operators, for a backward that is recorded; with the gradient h of the
 * logarithms of the sums, whose own gradient by a score is its probability. */
static void
recorded (RgVjpCall *c, const RgScaledDotProductAttentionAttrs *a)
{
  RgTensor *q = RG_IN (0), *k = RG_IN (1), *v = RG_IN (2), *g = rg_vjp_grad (c, 0), *h = rg_vjp_grad (c, 1);
  RgTensor *p = probabilities (q, k, rg_vjp_n_inputs (c) > 3 ? RG_IN (3) : NULL, a->is_causal, a->scale), *ds = NULL;
  if (g)
    {
      RgTensor *dp = rg_mul (p, rg_matmul (g, rg_transpose (v, -2, -1)));
      ds = rg_sub (dp, rg_mul (p, rg_sum_dim (dp, RG_DIMS (-1), true)));
      if (rg_vjp_wants (c, 2))
        rg_vjp_set (c, 2, rg_matmul (rg_transpose (p, -2, -1), g));
    }
  if (h)
    {
      RgTensor *more = rg_mul (p, rg_unsqueeze (h, -1));
      ds = ds ? rg_add (ds, more) : more;
    }
  if (ds && rg_vjp_wants (c, 0))
    rg_vjp_set (c, 0, rg_mul_scalar (rg_matmul (ds, k), a->scale));
  if (ds && rg_vjp_wants (c, 1))
    rg_vjp_set (c, 1, rg_mul_scalar (rg_matmul (rg_transpose (ds, -2, -1), q), a->scale));
}

static RgTensor *
blocks_all (RgVjpCall *c, size_t i)
{
  const RgScaledDotProductAttentionAttrs *a = rg_vjp_attrs (c);
  RgTensor *d[3] = { NULL };
  (void) i;
  if (rg_grad_mode () || rg_vjp_grad (c, 1))
    {
      recorded (c, a);
      return NULL;
    }
  d[0] = rg_scaled_dot_product_attention_backward (RG_G, RG_IN (0), RG_IN (1), RG_IN (2), RG_OUT (0), RG_OUT (1),
                                                   rg_vjp_n_inputs (c) > 3 ? RG_IN (3) : NULL, a->is_causal, a->scale, &d[1],
                                                   &d[2]);
  for (size_t k = 0; k < 3; k++)
    if (rg_vjp_wants (c, k))
      rg_vjp_set (c, k, d[k]);
  return NULL;
}

static const RgVjp blocks_vjps[] = {
  { RG_VJP_ALL,
    RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2) | RG_SAVE_INPUT (3) | RG_SAVE_OUTPUT (0) | RG_SAVE_OUTPUT (1),
    blocks_all },
  { 0, 0, NULL },
};

/* With the tangents of the scores S: d P = P (d S - sum of P d S over a row). */
static RgTensor *
blocks_jvp (RgJvpCall *c, size_t o)
{
  const RgScaledDotProductAttentionAttrs *a = rg_jvp_attrs (c);
  RgTensor *q = rg_jvp_input (c, 0), *k = rg_jvp_input (c, 1), *v = rg_jvp_input (c, 2), *ds = NULL;
  RgTensor *tq = rg_jvp_tangent (c, 0), *tk = rg_jvp_tangent (c, 1), *tv = rg_jvp_tangent (c, 2);
  RgTensor *added = rg_jvp_n_inputs (c) > 3 ? rg_jvp_tangent (c, 3) : NULL;
  RgTensor *p = probabilities (q, k, rg_jvp_n_inputs (c) > 3 ? rg_jvp_input (c, 3) : NULL, a->is_causal, a->scale);
  if (tq)
    ds = rg_matmul (tq, rg_transpose (k, -2, -1));
  if (tk)
    {
      RgTensor *more = rg_matmul (q, rg_transpose (tk, -2, -1));
      ds = ds ? rg_add (ds, more) : more;
    }
  ds = ds ? rg_mul_scalar (ds, a->scale) : NULL;
  if (added)
    ds = ds ? rg_add (ds, added) : added;
  RgTensor *weighed = ds ? rg_mul (p, ds) : NULL;
  RgTensor *sum = weighed ? rg_sum_dim (weighed, RG_DIMS (-1), true) : NULL;
  if (o == 1)
    return sum ? rg_squeeze_dim (sum, RG_DIMS (-1)) : NULL;
  RgTensor *out = sum ? rg_matmul (rg_sub (weighed, rg_mul (p, sum)), v) : NULL, *said = tv ? rg_matmul (p, tv) : NULL;
  return out && said ? rg_add (out, said) : out ? out : said;
}

#endif
