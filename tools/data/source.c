/* source.c: telling files apart, and reading them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "source.h"
#include <string.h>

/* --- text --- */

static bool
read_text (Source *s, GBytes *bytes, GError **error)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n), *end;
  s->kind = SOURCE_TEXT;
  /* A mark of byte order is no character of the text. */
  if (n >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      n -= 3;
    }
  if (n == 0)
    return data_fail (error, "%s: the file is empty", s->name);
  if (!g_utf8_validate (data, (gssize) n, &end))
    return data_fail (error, "%s: byte %" G_GSIZE_FORMAT " is no UTF-8 text", s->name, (gsize) (end - data) + 1);
  glong length = g_utf8_strlen (data, (gssize) n);
  if (length > G_MAXINT)
    return data_fail (error, "%s: a text of more than 2 billion characters", s->name);
  s->text = g_strndup (data, n);
  s->n = (guint) length;
  return true;
}

/* A spreadsheet is a zip archive, as npz files are. */
static bool
is_office (GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  /* The first member's name stands behind 30 bytes. */
  return n > 64 && memcmp (data, "PK\3\4", 4) == 0
         && (g_strstr_len (data + 30, 34, "[Content_Types].xml") || g_strstr_len (data + 30, 34, "mimetype"));
}

/* --- all --- */

Source *
source_read (const SourceWish *w, GError **error)
{
  g_autoptr (GBytes) bytes = data_read_bytes (w->path, error);
  if (bytes == NULL)
    return NULL;
  g_autoptr (Source) s = g_new0 (Source, 1);
  bool ok;
  s->name = g_strdup (data_path_name (w->path));
  if (w->labels && (w->is_text || !idx_is (bytes)))
    {
      data_fail (error, "%s: '%s' cannot be its labels: it is no IDX file; one file at a time", s->name, w->labels);
      return NULL;
    }
  if (is_office (bytes))
    ok = data_fail (error, "%s: this is a spreadsheet or another office file; save it as CSV first", s->name);
  else if (w->is_text)
    ok = read_text (s, bytes, error);
  else if (arrays_is (bytes))
    ok = arrays_read (s, w, bytes, error);
  else
    {
      s->table = table_parse (bytes, s->name, error);
      s->n = s->table ? s->table->n_rows : 0;
      ok = s->table != NULL;
    }
  return ok ? g_steal_pointer (&s) : NULL;
}

void
source_free (Source *s)
{
  if (s == NULL)
    return;
  g_clear_pointer (&s->table, table_free);
  rg_tensor_unref (s->inputs);
  rg_tensor_unref (s->targets);
  g_free (s->target_name);
  g_free (s->text);
  g_free (s->name);
  g_free (s);
}

double
source_number (const RgTensor *t, int64_t i)
{
  const void *data = rg_tensor_data ((RgTensor *) t);
  switch (rg_tensor_dtype (t))
    {
    case RG_F32:
      return ((const float *) data)[i];
    case RG_F64:
      return ((const double *) data)[i];
    case RG_I64:
      return (double) ((const int64_t *) data)[i];
    case RG_I32:
      return ((const int32_t *) data)[i];
    default:
      return ((const uint8_t *) data)[i];
    }
}

int
source_by_number (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}
