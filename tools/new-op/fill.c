/* fill.c: templates with @KEY@ in them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "new-op.h"
#include <gio/gio.h>
#include <string.h>

/* The key at `at`, which is an @; NULL if it is none. */
static const char *
key_at (const char *at, GHashTable *keys, size_t *length)
{
  const size_t n = strspn (at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
  if (at[n + 1] != '@')
    return NULL;
  g_autofree char *key = g_strndup (at + 1, n);
  *length = n + 2;
  return g_hash_table_lookup (keys, key);
}

char *
new_op_fill (const char *file, GHashTable *keys)
{
  g_autofree char *path = g_strconcat ("/retrograde/new-op/", file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  const char *text = g_bytes_get_data (bytes, NULL); /* ends with a NUL of its own */
  const char *end = text + g_bytes_get_size (bytes);
  GString *out = g_string_new (NULL);
  for (const char *p = text; p < end;)
    {
      size_t length = 0;
      const char *value = *p == '@' ? key_at (p, keys, &length) : NULL;
      const bool alone = value && (p == text || p[-1] == '\n') && p[length] == '\n';
      if (value == NULL)
        g_string_append_c (out, *p++);
      else
        {
          g_string_append (out, value);
          p += length;
          if (alone && (*value == '\0' || g_str_has_suffix (value, "\n")))
            p++;
        }
    }
  return g_string_free (out, FALSE);
}
