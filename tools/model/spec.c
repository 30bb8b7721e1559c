/* spec.c: short forms of models become the text of a file.
 *
 *   mlp:256,128          linear layers of that width with an activation between;
 *                        mlp: alone is one linear layer.
 *                        After the widths may stand activation=tanh, dropout=0.1
 *   cnn:16,32            convolutions of 3x3 with so many channels, each with an
 *                        activation and a pool of 2x2 while the image is large
 *                        enough, then a linear layer. activation=, norm=true
 *                        (batch_norm), dropout=, hidden=128 (one more linear
 *                        layer), image=28x28
 *   transformer:layers=4,heads=4,width=128,context=64
 *                        a language model; dropout=0.1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "spec-private.h"
#include "one-line.h"
#include <string.h>

bool
spec_fails (const Spec *s, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = one_line (text);
  va_end (args);
  if (s->error && *s->error == NULL)
    {
      g_autofree char *spec = one_line (s->spec);
      g_set_error (s->error, RG_ERROR, RG_ERROR_ARGUMENT, "model \"%s\": %s", spec, what);
    }
  return false;
}

static bool
parse (Spec *s, const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, ",", -1);
  for (char **word = words; *word; word++)
    {
      g_strstrip (*word);
      char *equals = strchr (*word, '=');
      int64_t n;
      if (**word == '\0' && words[1] == NULL)
        break;
      if (equals)
        {
          *equals = '\0';
          g_hash_table_insert (s->options, g_strdup (*word), g_strdup (equals + 1));
        }
      else if (g_ascii_string_to_signed (*word, 10, 1, 1000000000, &n, NULL))
        g_array_append_val (s->numbers, n);
      else
        return spec_fails (s, "\"%s\" is neither a width, a whole number above 0, nor key=value", *word);
    }
  return true;
}

/* An option, which is then taken out of the table; what remains is unknown. */
char *
spec_take (Spec *s, const char *key, const char *def)
{
  char *value = g_strdup (g_hash_table_lookup (s->options, key));
  g_hash_table_remove (s->options, key);
  return value ? value : g_strdup (def);
}

bool
spec_all_taken (const Spec *s, const char *known)
{
  GHashTableIter iter;
  void *key;
  g_hash_table_iter_init (&iter, s->options);
  if (g_hash_table_iter_next (&iter, &key, NULL))
    return spec_fails (s, "there is no option \"%s\"; there are %s", (char *) key, known);
  return true;
}

int64_t
spec_take_int (Spec *s, const char *key, int64_t def)
{
  g_autofree char *text = spec_take (s, key, NULL);
  int64_t n = def;
  if (text && !g_ascii_string_to_signed (text, 10, 1, 1000000000, &n, NULL))
    spec_fails (s, "%s is \"%s\"; it must be a whole number above 0", key, text);
  return n;
}

/* --- perceptrons --- */

static bool
mlp (Spec *s, const ModelShape *shape, GString *text)
{
  g_autofree char *activation = spec_take (s, "activation", "relu");
  g_autofree char *dropout = spec_take (s, "dropout", NULL);
  if (!spec_all_taken (s, "activation, dropout"))
    return false;
  if (shape->n_tokens)
    return spec_fails (s, "a perceptron takes no text; use transformer:");
  if (shape->ndim > 1)
    g_string_append (text, "[flatten]\n\n");
  for (guint i = 0; i < s->numbers->len; i++)
    {
      g_string_append_printf (text, "[linear %u]\nout_features=%" G_GINT64_FORMAT "\n\n[%s %u]\n\n",
                              i + 1, g_array_index (s->numbers, int64_t, i), activation, i + 1);
      if (dropout)
        g_string_append_printf (text, "[dropout %u]\np=%s\n\n", i + 1, dropout);
    }
  g_string_append_printf (text, "[linear %u]\n", s->numbers->len + 1);
  return true;
}

/* --- all --- */

static const struct
{
  const char *name;
  bool (*write) (Spec *s, const ModelShape *shape, GString *text);
} forms[] = {
  { "mlp", mlp },
  { "cnn", spec_cnn },
  { "transformer", spec_transformer },
};

int64_t
model_wanted_context (const char *spec)
{
  int64_t context = 0;
  g_autofree char *text = NULL;
  if (g_str_has_suffix (spec, ".ini"))
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      if (g_key_file_load_from_file (file, spec, G_KEY_FILE_NONE, NULL))
        text = g_key_file_get_value (file, "model", "input", NULL);
    }
  else if (g_str_has_prefix (spec, "transformer:"))
    {
      g_auto (GStrv) words = g_strsplit (spec + strlen ("transformer:"), ",", -1);
      for (char **word = words; *word && !text; word++)
        if (g_str_has_prefix (*word, "context="))
          text = g_strdup (*word + strlen ("context="));
    }
  if (text && !g_ascii_string_to_signed (text, 10, 1, 1000000000, &context, NULL))
    context = 0;
  return context;
}

char *
spec_to_text (const char *spec, const ModelShape *shape, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) numbers = g_array_new (false, true, sizeof (int64_t));
  g_autoptr (GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  Spec s = { spec, numbers, options, &problem };
  const char *colon = strchr (spec, ':');
  const size_t length = colon ? (size_t) (colon - spec) : strlen (spec);
  bool found = false;
  for (size_t i = 0; i < G_N_ELEMENTS (forms) && !found; i++)
    if (strlen (forms[i].name) == length && strncmp (forms[i].name, spec, length) == 0)
      {
        found = true;
        if (parse (&s, colon ? colon + 1 : ""))
          forms[i].write (&s, shape, text);
      }
  if (!found)
    spec_fails (&s, "there is no such model; there are mlp:256,128, cnn:16,32, "
               "transformer:layers=4,heads=4,width=128, and files that end in .ini");
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_strdup (text->str);
}
