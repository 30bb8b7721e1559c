/* scaled_dot_product_attention.c: values, weighed by how well keys fit queries.
 *
 *     P = softmax (scale query key^T + mask);  out = P value
 *     d value = P^T d out
 *     d S = P (d P - sum of d out out over a row),  d P = d out value^T
 *     d query = scale d S key      d key = scale d S^T query
 *
 * A bool mask says which keys take part; a query to which none is left gives zeros.
 * There are two ways: blocks of queries, whose backward computes P again
 * (attention-blocks.h), and plain operators (attention-plain.h), for what the blocks
 * do not have: dropout, a mask that has a gradient, leading sizes that broadcast, and
 * a backward that is recorded.
 *
 * Order: the operator, tables, descriptors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "attention-blocks.h"

/* --- the operator --- */

static RgTensor *
plain (const RgScaledDotProductAttentionAttrs *a, RgTensor *const *in, RgTensor *mask, double scale)
{
  RgTensor *p = probabilities (in[0], in[1], mask, a->is_causal, scale);
  if (a->dropout_p > 0)
    p = rg_dropout (p, a->dropout_p, true);
  return rg_matmul (p, in[2]);
}

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
    return rg_call_return (call, 0, plain (a, in, mask, b.scale));
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
