/* samples.c: rows of tensors, and windows of text.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "samples.h"
#include <string.h>

Samples *
samples_new (const Encoder *e, const Source *source, bool with_targets, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Samples) s = g_new0 (Samples, 1);
  s->n = source->n;
  s->context = e->kind == SOURCE_TEXT ? (guint) e->width : 0;
  s->inputs = rg_tensor_ref (encoder_inputs (e, source, error));
  if (s->inputs && with_targets)
    s->targets = s->context ? rg_tensor_ref (s->inputs) : rg_tensor_ref (encoder_targets (e, source, error));
  return s->inputs && (s->targets || !with_targets) ? g_steal_pointer (&s) : NULL;
}

void
samples_free (Samples *s)
{
  if (s == NULL)
    return;
  rg_tensor_unref (s->inputs);
  rg_tensor_unref (s->targets);
  g_free (s);
}

typedef struct
{
  const char *from;
  char *to;
  const guint *rows;
  size_t bytes; /* of a row */
} Rows;

#define LINE 64          /* bytes that a cache fetches at once */
#define AHEAD (8 * LINE) /* of the next row, from where the processor goes on by itself */
#define CHUNK 16384      /* bytes that are worth a thread's while */

static void
copy_rows (int64_t begin, int64_t end, void *payload)
{
  const Rows *r = payload;
  for (int64_t i = begin; i < end; i++)
    {
      /* Rows lie apart: the next one is asked for while this one is copied. */
      for (size_t at = 0; i + 1 < end && at < MIN (r->bytes, AHEAD); at += LINE)
        __builtin_prefetch (r->from + r->rows[i + 1] * r->bytes + at);
      memcpy (r->to + (size_t) i * r->bytes, r->from + r->rows[i] * r->bytes, r->bytes);
    }
}

/* (n, sizes...) -> (n_rows, sizes...) */
static RgTensor *
take_rows (RgTensor *from, const guint *rows, guint n)
{
  RgInts shape = rg_tensor_shape (from);
  int64_t sizes[RG_MAX_DIMS];
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  size_t bytes = rg_dtype_size (rg_tensor_dtype (from));
  for (int64_t d = 1; d < shape.n; d++)
    bytes *= (size_t) sizes[d];
  sizes[0] = n;
  RgTensor *batch = rg_empty (rg_tensor_dtype (from), (RgInts){ shape.n, sizes });
  if (batch == NULL)
    return NULL;
  Rows r = { rg_tensor_data (from), rg_tensor_data (batch), rows, bytes };
  rg_parallel_for (n, (int64_t) (CHUNK / MAX (bytes, 1) + 1), copy_rows, &r);
  return batch;
}

/* (characters) -> (n_rows, context) */
static RgTensor *
take_windows (const Samples *s, const guint *rows, guint n, guint shift)
{
  RgTensor *batch = rg_empty (RG_I64, RG_SHAPE (n, s->context));
  const int64_t *from = rg_tensor_data (s->inputs);
  for (guint i = 0; batch && i < n; i++)
    memcpy ((int64_t *) rg_tensor_data (batch) + i * s->context, from + rows[i] + shift, s->context * sizeof *from);
  return batch;
}

bool
samples_batch (const Samples *s, const guint *rows, guint n, guint shift, RgTensor **inputs, RgTensor **targets)
{
  *inputs = s->context ? take_windows (s, rows, n, shift) : take_rows (s->inputs, rows, n);
  if (targets)
    *targets = s->context ? take_windows (s, rows, n, shift + 1) : take_rows (s->targets, rows, n);
  return *inputs && (targets == NULL || *targets);
}

guint *
samples_rows (const Samples *s, guint from, guint *n)
{
  /* A window is followed by one more character: the last one's target. */
  guint step = s->context ? s->context : 1, need = s->context ? s->context + 1 : 1;
  *n = s->n >= from + need ? (s->n - from - need) / step + 1 : 0;
  guint *rows = g_new (guint, MAX (*n, 1));
  for (guint i = 0; i < *n; i++)
    rows[i] = from + i * step;
  return rows;
}
