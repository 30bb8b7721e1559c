/* scaled_dot_product_attention.c: values, weighed by how well keys fit queries.
 *
 *     P = softmax (scale query key^T + mask);  out = P value
 *     d value = P^T d out
 *     d S = P (d P - sum of d out out over a row),  d P = d out value^T
 *     d query = scale d S key      d key = scale d S^T query
 *
 * A bool mask says which keys take part; a query to which none is left gives zeros.
 * There are two ways: blocks of queries, whose backward computes P again
 * (attention.h), and plain operators, for what the blocks do not have: dropout, a
 * mask that has a gradient, leading sizes that broadcast, and a backward that is
 * recorded.
 *
 * Order: plain operators, the blocks, the operator, tables, descriptors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "attention.h"

/* --- plain operators --- */

/* true where query i may see key j: j <= i. */
static RgTensor *
causal_mask (int64_t l, int64_t s)
{
  RgTensor *mask = rg_empty (RG_BOOL, RG_SHAPE (l, s));
  uint8_t *m = mask ? rg_tensor_data (mask) : NULL;
  for (int64_t i = 0; m && i < l; i++)
    for (int64_t j = 0; j < s; j++)
      m[i * s + j] = j <= i;
  return mask;
}

/* softmax (scale query key^T + mask) */
static RgTensor *
probabilities (RgTensor *q, RgTensor *k, RgTensor *mask, bool causal, double scale)
{
  RgTensor *scores = rg_mul_scalar (rg_matmul (q, rg_transpose (k, -2, -1)), scale);
  if (scores == NULL)
    return NULL;
  if (causal)
    mask = causal_mask (rg_tensor_size (q, -2), rg_tensor_size (k, -2));
  if (mask && rg_tensor_dtype (mask) == RG_BOOL)
    scores = rg_where_scalar (mask, scores, -INFINITY);
  else if (mask)
    scores = rg_add (scores, mask);
  if (mask == NULL || scores == NULL || rg_tensor_size (scores, -1) == 0)
    return rg_softmax (scores, -1);
  /* Queries to which no key is left. */
  RgTensor *dead = rg_eq_scalar (rg_amax_dim (rg_detach (scores), RG_DIMS (-1), true), -INFINITY);
  return rg_masked_fill_scalar (rg_softmax (rg_masked_fill_scalar (scores, dead, 0), -1), dead, 0);
}

static RgTensor *
plain (RgCall *call, const RgScaledDotProductAttentionAttrs *a, RgTensor *const *in, RgTensor *mask, double scale)
{
  RgTensor *p = probabilities (in[0], in[1], mask, a->is_causal, scale);
  (void) call;
  if (a->dropout_p > 0)
    p = rg_dropout (p, a->dropout_p, true);
  return rg_matmul (p, in[2]);
}

/* --- the blocks --- */

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
  RgTensor *p = probabilities (q, k, rg_jvp_n_inputs (c) > 3 ? rg_jvp_input (c, 3) : NULL, a->is_causal, a->scale);
  if (tq)
    ds = rg_matmul (tq, rg_transpose (k, -2, -1));
  if (tk)
    {
      RgTensor *more = rg_matmul (q, rg_transpose (tk, -2, -1));
      ds = ds ? rg_add (ds, more) : more;
    }
  RgTensor *weighed = ds ? rg_mul (p, rg_mul_scalar (ds, a->scale)) : NULL;
  RgTensor *sum = weighed ? rg_sum_dim (weighed, RG_DIMS (-1), true) : NULL;
  if (o == 1)
    return sum ? rg_squeeze_dim (sum, RG_DIMS (-1)) : NULL;
  RgTensor *out = sum ? rg_matmul (rg_sub (weighed, rg_mul (p, sum)), v) : NULL, *said = tv ? rg_matmul (p, tv) : NULL;
  return out && said ? rg_add (out, said) : out ? out : said;
}

/* --- the operator --- */

/* Whether the blocks can do it: leading sizes alike, a mask without a gradient. */
static bool
blocks_serve (RgTensor *const *in, RgTensor *mask, double dropout_p)
{
  const RgInts q = rg_tensor_shape (in[0]);
  bool alike = dropout_p == 0 && rg_tensor_size (in[0], -1) > 0 && !(mask && rg_grad_mode () && rg_requires_grad (mask))
               && !(mask && rg_tensor_ndim (mask) > q.n);
  for (int i = 1; alike && i < 3; i++)
    {
      const RgInts s = rg_tensor_shape (in[i]);
      alike = s.n == q.n;
      for (int64_t d = 0; alike && d < q.n - 2; d++)
        alike = s.v[d] == q.v[d];
    }
  return alike;
}

static bool
scaled_dot_product_attention_forward (RgCall *call)
{
  const RgScaledDotProductAttentionAttrs *a = call->attrs;
  RgTensor *in[4] = { call->inputs[0], call->inputs[1], call->inputs[2], call->n_inputs > 3 ? call->inputs[3] : NULL };
  RgTensor *mask = in[3], *out[1] = { NULL };
  for (int i = 0; i < 3; i++)
    if (rg_tensor_ndim (in[i]) < 2 || rg_tensor_dtype (in[i]) != rg_tensor_dtype (in[0])
        || !rg_dtype_is_floating (rg_tensor_dtype (in[i])))
      return rg_call_fail (call, RG_ERROR_SHAPE, "query, key and value must be (..., rows, columns), of one floating dtype");
  if (rg_tensor_size (in[0], -1) != rg_tensor_size (in[1], -1) || rg_tensor_size (in[1], -2) != rg_tensor_size (in[2], -2))
    return rg_call_fail (call, RG_ERROR_SHAPE, "key must have the query's last size, and value as many rows as key");
  if (mask && a->is_causal)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "give attn_mask or is_causal, not both");
  if (!(a->dropout_p >= 0 && a->dropout_p <= 1))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "dropout_p must be between 0 and 1");
  if (a->enable_gqa)
    {
      const int64_t heads = rg_tensor_size (in[0], -3);
      for (int i = 1; i < 3; i++)
        {
          const int64_t n = rg_tensor_size (in[i], -3);
          if (n < 1 || heads % n)
            return rg_call_fail (call, RG_ERROR_SHAPE, "the query's heads must be a multiple of those of key and value");
          if (n != heads)
            in[i] = rg_repeat_interleave_dim (in[i], (double) (heads / n), -3);
        }
    }
  RgScaledDotProductAttentionAttrs b = *a;
  b.scale = a->has_scale ? a->scale : 1 / sqrt ((double) rg_tensor_size (in[0], -1));
  b.has_scale = true;
  if (in[1] == NULL || in[2] == NULL)
    return false;
  if (!blocks_serve (in, mask, a->dropout_p))
    return rg_call_return (call, 0, plain (call, a, in, mask, b.scale));
  rg_op_call (NULL, rg_op_find ("scaled_dot_product_attention.blocks", NULL), in, 4, &b, out, 1);
  return rg_call_return (call, 0, out[0]);
}

/* --- tables --- */

static const RgInput attention_inputs[] = {
  { "query", "what is asked (..., L, E)", 0 },
  { "key", "what answers (..., S, E)", 0 },
  { "value", "what is said (..., S, V)", 0 },
  { "attn_mask", "bool: which keys take part; floating: what is added to the scores; it broadcasts to (..., L, S)",
    RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgInput blocks_inputs[] = {
  { "query", "what is asked (..., L, E)", 0 },
  { "key", "what answers (..., S, E)", 0 },
  { "value", "what is said (..., S, V)", 0 },
  { "attn_mask", "bool: which keys take part; floating: what is added to the scores", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgScaledDotProductAttentionAttrs attention_init = RG_SCALED_DOT_PRODUCT_ATTENTION_ATTRS_INIT;
static const RgAttr attention_attrs[] = {
  RG_ATTR (RgScaledDotProductAttentionAttrs, dropout_p, FLOAT, "0", .max = 1, .doc = "how many of the probabilities are dropped"),
  RG_ATTR (RgScaledDotProductAttentionAttrs, is_causal, BOOL, "false", .doc = "whether query i sees keys up to i only"),
  RG_ATTR_OPT (RgScaledDotProductAttentionAttrs, scale, FLOAT, .doc = "what scores are multiplied by; 1 / sqrt (E) by default"),
  RG_ATTR (RgScaledDotProductAttentionAttrs, enable_gqa, BOOL, "false", .doc = "whether several queries' heads share one key"),
  { .name = NULL },
};

static const RgSample attention_samples[] = {
  { "2x3x4 2x5x4 2x5x3", NULL, NULL, 0 },
  { "2x2x5x3 2x2x5x3 2x2x5x3", "is_causal=true", "heads, causal", 0 },
  { "3x4 5x4 5x2 3x5", "scale=0.5", "a mask that is added", 0 },
  { "2x3x4 2x5x4 2x5x3 bool*3x5:=1,0,1,1,0,0,0,0,0,0,1,1,1,0,1", NULL, "a bool mask, and a query without keys", 0 },
  { "2x4x3x2 2x2x5x2 2x2x5x2", "enable_gqa=true", "heads that share a key", 0 },
  { "2x1x3x4 1x2x5x4 1x2x5x3", NULL, "leading sizes that broadcast", 0 },
  { "2x0x4 2x5x4 2x5x3", NULL, "no queries", 0 },
  { "2x70x4 2x70x4 2x70x3", "is_causal=true", "more than one block", 0 },
  { "2x3x4 2x5x3 2x5x3", NULL, "a key of another size", RG_SAMPLE_ERROR },
  { "2x3x4 2x5x4 2x5x3 3x5", "is_causal=true", "both a mask and is_causal", RG_SAMPLE_ERROR },
  { "2x3x4 2x5x4 2x5x3 4x5", NULL, "a mask of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgSample blocks_samples[] = {
  { "2x3x4 2x5x4 2x5x3", "scale=0.5", NULL, 0 },
  { "2x3x4 2x5x4 2x5x3 3x5", "scale=0.5", "a mask", 0 },
  { "2x70x3 2x70x3 2x70x3", "scale=0.5 is_causal=true", "more than one block", 0 },
  { "2x3x4 3x5x4 2x5x3", "scale=0.5", "leading sizes that differ", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput backward_inputs[] = {
  { "grad_out", "the gradient of the output (..., L, V)", 0 },
  { "query", "the query", 0 },
  { "key", "the key", 0 },
  { "value", "the value", 0 },
  { "out", "the output", 0 },
  { "logsumexp", "the logarithms of the sums of the exponentials (..., L)", 0 },
  { "attn_mask", "the mask, if there was one", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgScaledDotProductAttentionBackwardAttrs backward_init = RG_SCALED_DOT_PRODUCT_ATTENTION_BACKWARD_ATTRS_INIT;
static const RgAttr backward_attrs[] = {
  RG_ATTR (RgScaledDotProductAttentionBackwardAttrs, is_causal, BOOL, NULL, .doc = "as in scaled_dot_product_attention"),
  RG_ATTR (RgScaledDotProductAttentionBackwardAttrs, scale, FLOAT, NULL, .doc = "what scores are multiplied by"),
  { .name = NULL },
};

static const RgSample backward_samples[] = {
  { "2x3x3 2x3x4 2x5x4 2x5x3 2x3x3 2x3:p", "is_causal=false scale=0.5", NULL, 0 },
  { "2x3x3 2x3x4 2x5x4 2x5x3 2x3x2 2x3:p", "is_causal=false scale=0.5", "an output of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

#define ATTENTION_PARTS                                                        \
  "matmul", "transpose", "mul", "where", "add", "softmax", "eq", "amax", "masked_fill", "sub", "sum", "unsqueeze", \
  "squeeze"

static const RgOp scaled_dot_product_attention = {
  .struct_size = sizeof (RgOp),
  .name = "scaled_dot_product_attention",
  .summary = "Values, weighed by how well keys fit queries.",
  .formula = "out = softmax(scale * query @ key^T + mask) @ value",
  .gradient = "d value = P^T @ d out; d query = scale * dS @ key; d key = scale * dS^T @ query; "
              "dS = P * (dP - sum of d out * out), dP = d out @ value^T",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = attention_inputs,
  .n_outputs = 1,
  .attrs = attention_attrs,
  .attrs_size = sizeof (RgScaledDotProductAttentionAttrs),
  .attrs_init = &attention_init,
  .forward = scaled_dot_product_attention_forward,
  .samples = attention_samples,
  .uses = RG_USES ("scaled_dot_product_attention.blocks", "repeat_interleave", "dropout", ATTENTION_PARTS),
};

static const RgOp blocks = {
  .struct_size = sizeof (RgOp),
  .name = "scaled_dot_product_attention.blocks",
  .summary = "Attention in blocks of queries, without the matrix of all scores.",
  .formula = "out = softmax(scale * query @ key^T + mask) @ value; logsumexp = log of the sum of exp of each row of scores",
  .gradient = "as scaled_dot_product_attention; from logsumexp: dS = P * d logsumexp",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = blocks_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("out", "logsumexp"),
  .attrs = attention_attrs,
  .attrs_size = sizeof (RgScaledDotProductAttentionAttrs),
  .attrs_init = &attention_init,
  .forward = blocks_forward,
  .vjp = blocks_vjps,
  .jvp = blocks_jvp,
  .backward_name = "ScaledDotProductFlashAttentionForCpuBackward0",
  .samples = blocks_samples,
  .uses = RG_USES ("scaled_dot_product_attention_backward", "expand", ATTENTION_PARTS),
  .cost = scores_cost,
};

static const RgOp backward = {
  .struct_size = sizeof (RgOp),
  .name = "scaled_dot_product_attention_backward",
  .summary = "The gradients of scaled_dot_product_attention.",
  .formula = "grad_value = P^T @ grad_out; grad_query = scale * dS @ key; grad_key = scale * dS^T @ query",
  .gradient = "none: a backward that is recorded is written in plain operators",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL | RG_OP_NO_GRAD,
  .inputs = backward_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("grad_query", "grad_key", "grad_value"),
  .attrs = backward_attrs,
  .attrs_size = sizeof (RgScaledDotProductAttentionBackwardAttrs),
  .attrs_init = &backward_init,
  .forward = blocks_backward_forward,
  .samples = backward_samples,
  .uses = RG_USES ("expand"),
  .cost = blocks_backward_cost,
};

RG_MODULE (scaled_dot_product_attention, &scaled_dot_product_attention, &blocks, &backward)
