/* encode-text.c: a text as the numbers of its characters.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <stdlib.h>
#include <string.h>

static int
find_task (const Source *s, const char *target, Task task, GError **error)
{
  (void) target;
  if (task == TASK_AUTO || task == TASK_LANGUAGE)
    return TASK_LANGUAGE;
  data_fail (error, "%s: a text is learnt by a language model: --task language", s->name);
  return -1;
}

static int
by_code (const void *a, const void *b)
{
  gunichar x = *(const gunichar *) a, y = *(const gunichar *) b;
  return (x > y) - (x < y);
}

/* Its classes are the characters of the whole text, sorted: those that only the
 * validation part has must have a number too. */
static bool
build (Encoder *e, const Source *s, const EncoderWish *w, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (const char *at = s->text; *at; at = g_utf8_next_char (at))
    {
      gunichar code = g_utf8_get_char (at);
      if (g_hash_table_add (seen, GUINT_TO_POINTER (code)))
        g_array_append_val (codes, code);
    }
  if (codes->len < 2)
    return data_fail (error, "%s: a text of one character only: there is nothing to learn", s->name);
  g_array_sort (codes, by_code);
  e->classes = g_new0 (char *, codes->len + 1);
  for (guint i = 0; i < codes->len; i++)
    {
      char utf8[8] = { 0 };
      g_unichar_to_utf8 (g_array_index (codes, gunichar, i), utf8);
      e->classes[i] = g_strdup (utf8);
    }
  e->target = g_strdup ("character");
  e->ndim = 1;
  e->sizes[0] = e->width = w->context;
  return true;
}

static RgTensor *
make_inputs (const Encoder *e, const Source *s, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  for (guint k = 0; e->classes[k]; k++)
    g_hash_table_insert (numbers, GUINT_TO_POINTER (g_utf8_get_char (e->classes[k])), GUINT_TO_POINTER (k + 1));
  RgTensor *tokens = rg_empty (RG_I64, RG_SHAPE (s->n));
  guint i = 0;
  for (const char *at = s->text; tokens && *at; at = g_utf8_next_char (at), i++)
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, GUINT_TO_POINTER (g_utf8_get_char (at))));
      if (number == 0)
        {
          data_fail (error, "%s: character %u, '%.*s', is none that the model knows", s->name, i + 1,
                     (int) (g_utf8_next_char (at) - at), at);
          return NULL;
        }
      ((int64_t *) rg_tensor_data (tokens))[i] = number - 1;
    }
  return tokens;
}

const EncodeKind encode_text = { "text", find_task, NULL, build, make_inputs, make_inputs };
