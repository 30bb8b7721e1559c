/* attention.h: attention in blocks of queries, so that a block's scores stay in a
 * cache and the whole matrix of scores is never there.
 *
 * Shapes: query (..., L, E), key (..., S, E), value (..., S, V), out (..., L, V); the
 * leading sizes together are the heads. A block is at most 64 queries against all
 * keys that they may see; its products are rg_gemm's, so the bits depend on neither
 * blocks nor threads. The backward computes the probabilities again.
 *
 * Order: kernels, where things lie, blocks, forward, backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ATTENTION_H
#define ATTENTION_H

#include <retrograde-op.h>
#include <rg-gemm.h>

/* --- kernels --- */

#define T float
#define FN(name) attention_##name##_f32
#define EXP rg_exp_f32
#define LOG rg_log_f32
#define FMA __builtin_fmaf
#include "attention-body.h"
#undef T
#undef FN
#undef EXP
#undef LOG
#undef FMA
#define T double
#define FN(name) attention_##name##_f64
#define EXP rg_exp_f64
#define LOG rg_log_f64
#define FMA __builtin_fma
#include "attention-body.h"
#undef T
#undef FN
#undef EXP
#undef LOG
#undef FMA

#define ATTENTION_CLONES(name)                                                 \
  RG_CLONES (attention_##name##_f32, attention_##name##_body_f32)              \
  RG_CLONES (attention_##name##_f64, attention_##name##_body_f64)              \
  static const RgBlockFunc attention_##name##_kernels[2][RG_N_ISAS]            \
      = { RG_CLONES_OF (attention_##name##_f32), RG_CLONES_OF (attention_##name##_f64) };
ATTENTION_CLONES (softmax)
ATTENTION_CLONES (again)
ATTENTION_CLONES (scores)
ATTENTION_CLONES (dot)

/* --- where things lie --- */

/* A tensor (..., rows, columns), any leading strides. */
typedef struct
{
  char *data;
  int64_t row, column; /* steps in elements */
  RgInts sizes, strides;
  int64_t size;        /* bytes of an element */
} Heads;

static inline Heads
attention_heads (RgTensor *t)
{
  const RgInts sizes = rg_tensor_shape (t), strides = rg_tensor_strides (t);
  return (Heads){ rg_tensor_data (t), strides.v[sizes.n - 2], strides.v[sizes.n - 1], sizes, strides,
                  (int64_t) rg_dtype_size (rg_tensor_dtype (t)) };
}

/* Row `row` of head `head`. */
static inline char *
attention_at (const Heads *h, int64_t head, int64_t row)
{
  int64_t offset = row * h->row;
  for (int64_t d = h->sizes.n - 3; d >= 0; d--)
    {
      offset += head % h->sizes.v[d] * h->strides.v[d];
      head /= h->sizes.v[d];
    }
  return h->data + offset * h->size;
}

typedef struct
{
  RgDType dtype;
  int64_t heads, l, s, e, v; /* queries, keys, elements of a key, of a value */
  Heads q, k, value, out, mask;
  Heads g, dq, dk, dv;
  char *log_sum;             /* (heads, l) */
  bool has_mask, mask_is_bool, causal;
  double scale;
  int64_t block;             /* queries of a block */
} Attention;

#define ATTENTION_BLOCK 64
/* Scores of a block: elements. */
#define ATTENTION_SCORES (1 << 17)

static inline int64_t
attention_block (int64_t l, int64_t s)
{
  int64_t block = MIN (l, ATTENTION_BLOCK);
  while (block > 8 && block * s > ATTENTION_SCORES)
    block /= 2;
  return MAX (block, 1);
}

/* --- blocks --- */

/* The matrices that a block needs, in memory of its own: a nested product may set
 * its thread to another block meanwhile. */
typedef struct
{
  int64_t head, first, rows, keys;
  char *scores, *other, *mask;
} Block;

static inline void
attention_gemm (const Attention *a, int64_t m, int64_t n, int64_t k, const void *x, int64_t x_row, int64_t x_col,
                const void *y, int64_t y_row, int64_t y_col, void *to, int64_t to_row, double alpha, double beta)
{
  const RgGemm g = { .m = m, .n = n, .k = k, .a = x, .a_row = x_row, .a_col = x_col, .b = y, .b_row = y_row,
                     .b_col = y_col, .c = to, .c_row = to_row, .alpha = alpha, .beta = beta, .batch = 1 };
  rg_gemm (a->dtype, &g);
}

static inline RgBlockFunc
attention_kernel (const Attention *a, const RgBlockFunc kernels[2][RG_N_ISAS])
{
  return kernels[a->dtype == RG_F64][rg_isa ()];
}

/* scores = scale q k^T, for the keys that the last query of the block sees. */
static inline void
attention_scores (const Attention *a, const Block *b)
{
  attention_gemm (a, b->rows, b->keys, a->e, attention_at (&a->q, b->head, b->first), a->q.row, a->q.column,
                  attention_at (&a->k, b->head, 0), a->k.column, a->k.row, b->scores, b->keys, a->scale, 0);
}

/* How many keys query `row` sees. */
static inline int64_t
attention_sees (const Attention *a, int64_t row)
{
  return a->causal ? MIN (a->s, row + 1) : a->s;
}

/* Scores become probabilities, zero for keys that are not seen. */
static inline void
attention_probabilities (const Attention *a, const Block *b, bool again)
{
  const int64_t size = a->q.size;
  for (int64_t i = 0; i < b->rows; i++)
    {
      const int64_t row = b->first + i, n = attention_sees (a, row);
      char *scores = b->scores + i * b->keys * size, *log_sum = a->log_sum + (b->head * a->l + row) * size;
      if (a->has_mask)
        {
          const char *from = attention_at (&a->mask, b->head, row);
          if (a->dtype == RG_F32)
            attention_mask_row_f32 (n, from, a->mask.column, a->mask_is_bool, (void *) b->mask);
          else
            attention_mask_row_f64 (n, from, a->mask.column, a->mask_is_bool, (void *) b->mask);
        }
      const void *const in[] = { a->has_mask ? b->mask : NULL, log_sum };
      void *const out[] = { scores, log_sum };
      if (again)
        attention_kernel (a, attention_again_kernels) ((size_t) n, out, in, NULL);
      else
        attention_kernel (a, attention_softmax_kernels) ((size_t) n, out, in, NULL);
      memset (scores + n * size, 0, (size_t) ((b->keys - n) * size));
    }
}

static inline Block
attention_block_of (const Attention *a, int64_t head, int64_t first, char *memory)
{
  Block b = { .head = head, .first = first, .rows = MIN (a->block, a->l - first) };
  b.keys = attention_sees (a, first + b.rows - 1);
  b.scores = memory;
  b.other = memory + a->block * a->s * a->q.size;
  b.mask = b.other + a->block * a->s * a->q.size;
  return b;
}

static inline size_t
attention_memory (const Attention *a)
{
  return (size_t) ((2 * a->block * a->s + a->s + ATTENTION_BLOCK) * a->q.size);
}

/* --- forward --- */

/* Tasks: blocks of queries, head after head. */
static void
attention_forward (int64_t begin, int64_t end, void *payload)
{
  const Attention *a = payload;
  const int64_t blocks = (a->l + a->block - 1) / a->block;
  char *memory = g_aligned_alloc (1, attention_memory (a), 64);
  for (int64_t task = begin; task < end; task++)
    {
      const Block b = attention_block_of (a, task / blocks, task % blocks * a->block, memory);
      attention_scores (a, &b);
      attention_probabilities (a, &b, false);
      attention_gemm (a, b.rows, a->v, b.keys, b.scores, b.keys, 1, attention_at (&a->value, b.head, 0), a->value.row,
                      a->value.column, attention_at (&a->out, b.head, b.first), a->out.row, 1, 0);
    }
  g_aligned_free (memory);
}

/* --- backward --- */

/* Gradients of a block's scores, in b->other; b->scores holds the probabilities. */
static inline void
attention_score_gradients (const Attention *a, const Block *b)
{
  const int64_t size = a->q.size;
  double sum;
  attention_gemm (a, b->rows, b->keys, a->v, attention_at (&a->g, b->head, b->first), a->g.row, a->g.column,
                  attention_at (&a->value, b->head, 0), a->value.column, a->value.row, b->other, b->keys, 1, 0);
  for (int64_t i = 0; i < b->rows; i++)
    {
      const void *const in[] = { attention_at (&a->g, b->head, b->first + i), attention_at (&a->out, b->head, b->first + i) };
      const void *const scores_in[] = { b->scores + i * b->keys * size, &sum };
      void *const out[] = { &sum }, *const scores_out[] = { b->other + i * b->keys * size };
      attention_kernel (a, attention_dot_kernels) ((size_t) a->v, out, in, NULL);
      attention_kernel (a, attention_scores_kernels) ((size_t) b->keys, scores_out, scores_in, NULL);
    }
}

/* Tasks: heads. The blocks of a head go one after another, as they add to the same
 * gradients of keys and values. */
static void
attention_backward (int64_t begin, int64_t end, void *payload)
{
  const Attention *a = payload;
  char *memory = g_aligned_alloc (1, attention_memory (a), 64);
  for (int64_t head = begin; head < end; head++)
    {
      char *dk = attention_at (&a->dk, head, 0), *dv = attention_at (&a->dv, head, 0);
      memset (dk, 0, (size_t) (a->s * a->e * a->q.size));
      memset (dv, 0, (size_t) (a->s * a->v * a->q.size));
      for (int64_t first = 0; first < a->l; first += a->block)
        {
          const Block b = attention_block_of (a, head, first, memory);
          attention_scores (a, &b);
          attention_probabilities (a, &b, true);
          attention_gemm (a, b.keys, a->v, b.rows, b.scores, 1, b.keys, attention_at (&a->g, head, first), a->g.row,
                          a->g.column, dv, a->v, 1, 1);
          attention_score_gradients (a, &b);
          attention_gemm (a, b.rows, a->e, b.keys, b.other, b.keys, 1, attention_at (&a->k, head, 0), a->k.row, a->k.column,
                          attention_at (&a->dq, head, first), a->e, a->scale, 0);
          attention_gemm (a, b.keys, a->e, b.rows, b.other, 1, b.keys, attention_at (&a->q, head, first), a->q.row,
                          a->q.column, dk, a->e, a->scale, 1);
        }
    }
  g_aligned_free (memory);
}

#endif
