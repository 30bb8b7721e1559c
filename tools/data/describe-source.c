/* describe-source.c: what a file holds, for people.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "source.h"
#include <math.h>
#include <stdlib.h>

static void
describe_array (GString *s, const char *what, const RgTensor *t)
{
  double least = INFINITY, most = -INFINITY;
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  int64_t n = rg_tensor_numel (t), missing = 0;
  for (int64_t i = 0; i < n; i++)
    {
      double v = source_number (t, i);
      missing += !isfinite (v);
      least = isfinite (v) ? fmin (least, v) : least;
      most = isfinite (v) ? fmax (most, v) : most;
    }
  g_string_append_printf (s, "%-10s %s", what, rg_dtype_name (rg_tensor_dtype (t)));
  for (int d = 0; d < rg_tensor_ndim (t); d++)
    g_string_append_printf (s, "%s%" G_GINT64_FORMAT, d ? "x" : " ", rg_tensor_size (t, d));
  g_string_append_printf (s, ", %s .. %s, %" G_GINT64_FORMAT " not finite\n", g_ascii_formatd (a, sizeof a, "%.6g", least),
                          g_ascii_formatd (b, sizeof b, "%.6g", most), missing);
}

/* How often each value is there, of no more than 30. */
static void
describe_classes (GString *s, const RgTensor *t)
{
  int64_t n = rg_tensor_numel (t), from = 0, distinct = 1;
  char a[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree double *values = g_new (double, n);
  for (int64_t i = 0; i < n; i++)
    values[i] = source_number (t, i);
  qsort (values, (size_t) n, sizeof *values, source_by_number);
  for (int64_t i = 1; i < n; i++)
    distinct += values[i] != values[i - 1];
  g_string_append_printf (s, "%" G_GINT64_FORMAT " different targets%s", distinct, distinct <= 30 ? ":" : "\n");
  for (int64_t i = 1; i <= n && distinct <= 30; i++)
    if (i == n || values[i] != values[i - 1])
      {
        g_string_append_printf (s, "%s %s (%" G_GINT64_FORMAT ")", from ? "," : "",
                                g_ascii_formatd (a, sizeof a, "%.6g", values[from]), i - from);
        from = i;
      }
  g_string_append (s, distinct <= 30 ? "\n" : "");
}

static void
describe_text (GString *s, const Source *source)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint lines = 0;
  for (const char *at = source->text; *at; at = g_utf8_next_char (at))
    {
      g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at)));
      lines += *at == '\n';
    }
  g_string_append_printf (s, "%s: text of %u characters in %u lines, %u different ones\n", source->name, source->n, lines,
                          g_hash_table_size (seen));
}

char *
source_describe (const Source *source)
{
  if (source->kind == SOURCE_TABLE)
    return table_describe (source->table);
  GString *s = g_string_new (NULL);
  if (source->kind == SOURCE_TEXT)
    describe_text (s, source);
  else
    {
      g_string_append_printf (s, "%s: %u samples\n\n", source->name, source->n);
      describe_array (s, "inputs", source->inputs);
      if (source->targets)
        {
          describe_array (s, source->target_name, source->targets);
          describe_classes (s, source->targets);
        }
    }
  return g_string_free (s, FALSE);
}
