/* shape.c: the group [model] of a file: what goes in and what comes out.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <string.h>

void
shape_read (Builder *b, ModelShape *shape)
{
  int64_t sizes[RG_MAX_DIMS - 1];
  b->group = "model";
  g_autofree char *input = builder_text (b, "input", "");
  g_auto (GStrv) words = g_strsplit (input, ",", -1);
  const size_t n = g_strv_length (words);
  if (n > RG_MAX_DIMS - 1)
    builder_fail (b, "input", "has %" G_GSIZE_FORMAT " sizes; at most %d fit", n, RG_MAX_DIMS - 1);
  else
    builder_ints (b, "input", MAX (n, 1), 1, sizes);
  g_autofree char *dtype = builder_text (b, "dtype", "float32");
  *shape = (ModelShape){ .dtype = RG_F32, .ndim = (int) MAX (n, 1) };
  if (!b->error)
    memcpy (shape->sizes, sizes, MAX (n, 1) * sizeof *sizes);
  if (!rg_dtype_from_name (dtype, &shape->dtype) || !rg_dtype_is_floating (shape->dtype))
    builder_fail (b, "dtype", "\"%s\" is neither float32 nor float64", dtype);
  shape->n_tokens = builder_int (b, "tokens", 0, 0);
  shape->n_outputs = builder_int (b, "outputs", 1, 0);
  if (shape->n_outputs == 0)
    builder_fail (b, "outputs", "is missing");
  builder_check_keys (b, "[model]", "input, outputs, dtype, tokens");
  b->group = NULL;
}

static void
write_shape (GString *text, const ModelShape *shape)
{
  g_string_append (text, "[model]\ninput=");
  for (int d = 0; d < shape->ndim; d++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, d ? "," : "", shape->sizes[d]);
  g_string_append_printf (text, "\noutputs=%" G_GINT64_FORMAT "\ndtype=%s\n", shape->n_outputs,
                          rg_dtype_name (shape->dtype));
  if (shape->n_tokens)
    g_string_append_printf (text, "tokens=%" G_GINT64_FORMAT "\n", shape->n_tokens);
  g_string_append_c (text, '\n');
}

/* The text with one [model] group, first, that says what the shape is. */
char *
shape_to_text (GKeyFile *file, const ModelShape *shape)
{
  GString *text = g_string_new (NULL);
  write_shape (text, shape);
  g_key_file_remove_group (file, "model", NULL);
  g_autofree char *rest = g_key_file_to_data (file, NULL, NULL);
  const char *begin = rest;
  while (*begin == '\n')
    begin++;
  g_string_append (text, begin);
  return g_string_free (text, FALSE);
}

/* A file's own [model] group must say what the data say. */
void
shape_compare (Builder *b, const ModelShape *shape)
{
  ModelShape own;
  shape_read (b, &own);
  if (b->error)
    return;
  g_autoptr (GString) want = g_string_new (NULL), has = g_string_new (NULL);
  write_shape (want, shape);
  write_shape (has, &own);
  if (!g_str_equal (want->str, has->str))
    {
      g_strdelimit (want->str, "\n", ' ');
      g_strdelimit (has->str, "\n", ' ');
      builder_fail (b, NULL, "%s differs from the data, which are %s", g_strchomp (has->str),
                    g_strchomp (want->str) + strlen ("[model] "));
    }
}
