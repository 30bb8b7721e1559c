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
#include "model-private.h"
#include <string.h>

/* What stands after the colon: plain numbers, and options `key=value`. */
typedef struct
{
  const char *spec;
  GArray *numbers; /* of int64_t */
  GHashTable *options;
  GError **error;
} Spec;

static bool
fails (const Spec *s, const char *format, ...) G_GNUC_PRINTF (2, 3);

static bool
fails (const Spec *s, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  if (s->error && *s->error == NULL)
    g_set_error (s->error, RG_ERROR, RG_ERROR_ARGUMENT, "model \"%s\": %s", s->spec, what);
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
        return fails (s, "\"%s\" is neither a width, a whole number above 0, nor key=value", *word);
    }
  return true;
}

/* An option, which is then taken out of the table; what remains is unknown. */
static char *
take (Spec *s, const char *key, const char *def)
{
  char *value = g_strdup (g_hash_table_lookup (s->options, key));
  g_hash_table_remove (s->options, key);
  return value ? value : g_strdup (def);
}

static bool
all_taken (const Spec *s, const char *known)
{
  GHashTableIter iter;
  void *key;
  g_hash_table_iter_init (&iter, s->options);
  if (g_hash_table_iter_next (&iter, &key, NULL))
    return fails (s, "there is no option \"%s\"; there are %s", (char *) key, known);
  return true;
}

/* --- perceptrons --- */

static bool
mlp (Spec *s, const ModelShape *shape, GString *text)
{
  g_autofree char *activation = take (s, "activation", "relu");
  g_autofree char *dropout = take (s, "dropout", NULL);
  if (!all_taken (s, "activation, dropout"))
    return false;
  if (shape->n_tokens)
    return fails (s, "a perceptron takes no text; use transformer:");
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

/* --- convolutions --- */

/* What turns samples into images, and their sizes: channels, height, width. A
 * row of a table is a square image unless `image=HxW` or `image=CxHxW` says
 * otherwise. */
static bool
as_image (Spec *s, const ModelShape *shape, GString *text, int64_t size[3])
{
  g_autofree char *image = take (s, "image", NULL);
  size[0] = 1;
  if (image)
    {
      g_auto (GStrv) words = g_strsplit (image, "x", -1);
      const guint n = g_strv_length (words);
      bool fine = n == 2 || n == 3;
      for (guint i = 0; fine && i < n; i++)
        fine = g_ascii_string_to_signed (words[i], 10, 1, 1000000, &size[3 - n + i], NULL);
      if (!fine)
        return fails (s, "image is \"%s\"; it must be sizes such as 28x28 or 3x32x32", image);
    }
  else if (shape->ndim == 3)
    memcpy (size, shape->sizes, 3 * sizeof *size);
  else if (shape->ndim == 2)
    memcpy (size + 1, shape->sizes, 2 * sizeof *size);
  else
    for (size[1] = 1; size[1] * size[1] < shape->sizes[0]; size[1]++)
      ;
  if (!image && shape->ndim == 1)
    size[2] = size[1];

  int64_t all = 1;
  for (int d = 0; d < shape->ndim; d++)
    all *= shape->sizes[d];
  if (shape->ndim > 3 || size[0] * size[1] * size[2] != all)
    return fails (s, "a sample of %" G_GINT64_FORMAT " numbers is no square image; say "
                     "image=HEIGHTxWIDTH", all);
  if (shape->ndim == 2)
    g_string_append (text, "[unsqueeze]\ndim=1\n\n");
  else if (shape->ndim == 1)
    g_string_append_printf (text, "[unflatten]\ndim=1\nsizes=%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                            ",%" G_GINT64_FORMAT "\n\n", size[0], size[1], size[2]);
  return true;
}

static bool
read_flag (const Spec *s, const char *key, const char *text)
{
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    fails (s, "%s is \"%s\"; it must be true or false", key, text);
  return g_str_equal (text, "true");
}

static bool
cnn (Spec *s, const ModelShape *shape, GString *text)
{
  g_autofree char *activation = take (s, "activation", "relu");
  g_autofree char *dropout = take (s, "dropout", NULL), *norm = take (s, "norm", "false");
  g_autofree char *hidden = take (s, "hidden", NULL);
  int64_t size[3];
  const bool normalised = read_flag (s, "norm", norm);
  if (shape->n_tokens)
    return fails (s, "convolutions take no text; use transformer:");
  if (s->numbers->len == 0)
    return fails (s, "say how many channels each convolution has, as in cnn:16,32");
  if (!as_image (s, shape, text, size)
      || !all_taken (s, "activation, norm, dropout, hidden, image"))
    return false;
  for (guint i = 0; i < s->numbers->len; i++)
    {
      g_string_append_printf (
          text, "[conv2d %u]\nout_channels=%" G_GINT64_FORMAT "\nkernel_size=3\npadding=1\n\n", i + 1,
          g_array_index (s->numbers, int64_t, i));
      if (normalised)
        g_string_append_printf (text, "[batch_norm %u]\n\n", i + 1);
      g_string_append_printf (text, "[%s %u]\n\n", activation, i + 1);
      if (size[1] < 2 || size[2] < 2)
        continue;
      g_string_append_printf (text, "[max_pool2d %u]\nkernel_size=2\n\n", i + 1);
      size[1] /= 2;
      size[2] /= 2;
    }
  g_string_append (text, "[flatten]\n\n");
  if (dropout)
    g_string_append_printf (text, "[dropout 1]\np=%s\n\n", dropout);
  if (hidden)
    g_string_append_printf (text, "[linear 1]\nout_features=%s\n\n[%s %u]\n\n", hidden, activation,
                            s->numbers->len + 1);
  g_string_append (text, "[linear last]\n");
  return true;
}

/* --- transformers --- */

static int64_t
take_int (Spec *s, const char *key, int64_t def)
{
  g_autofree char *text = take (s, key, NULL);
  int64_t n = def;
  if (text && !g_ascii_string_to_signed (text, 10, 1, 1000000000, &n, NULL))
    fails (s, "%s is \"%s\"; it must be a whole number above 0", key, text);
  return n;
}

/* A. Radford et al., "Language models are unsupervised multitask learners"
 * (2019): normalisation stands before each half of a block, and small initial
 * vectors. */
static bool
transformer (Spec *s, const ModelShape *shape, GString *text)
{
  const int64_t layers = take_int (s, "layers", 4), heads = take_int (s, "heads", 4);
  const int64_t width = take_int (s, "width", 128);
  const int64_t context = take_int (s, "context", shape->sizes[0]);
  g_autofree char *dropout = take (s, "dropout", NULL);
  if (!all_taken (s, "layers, heads, width, context, dropout"))
    return false;
  if (s->numbers->len)
    return fails (s, "it takes options only, as in transformer:layers=4,heads=4,width=128");
  if (!shape->n_tokens)
    return fails (s, "a transformer takes text; use mlp: or cnn:");
  if (context != shape->sizes[0])
    return fails (s, "context is %" G_GINT64_FORMAT "; the data have %" G_GINT64_FORMAT, context,
                  shape->sizes[0]);
  if (width % heads)
    return fails (s, "heads is %" G_GINT64_FORMAT ", which does not divide the width, "
                     "%" G_GINT64_FORMAT, heads, width);
  g_string_append_printf (text, "[embedding]\nembedding_dim=%" G_GINT64_FORMAT "\ninit_std=0.02\n\n"
                                "[position]\ninit_std=0.02\n\n", width);
  if (dropout)
    g_string_append_printf (text, "[dropout 0]\np=%s\n\n", dropout);
  for (int64_t i = 1; i <= layers; i++)
    {
      const int n = (int) i;
      g_autofree char *last = dropout ? g_strdup_printf (", dropout %da", n) : g_strdup ("");
      g_autofree char *last_b = dropout ? g_strdup_printf (", dropout %db", n) : g_strdup ("");
      g_string_append_printf (
          text,
          "[residual %da]\nlayers=layer_norm %da, attention %d%s\n\n"
          "[layer_norm %da]\n\n[attention %d]\nheads=%" G_GINT64_FORMAT "\n\n"
          "[residual %db]\nlayers=layer_norm %db, linear %da, gelu %d, linear %db%s\n\n"
          "[layer_norm %db]\n\n[linear %da]\nout_features=%" G_GINT64_FORMAT "\n\n[gelu %d]\n\n"
          "[linear %db]\nout_features=%" G_GINT64_FORMAT "\n\n",
          n, n, n, last, n, n, heads, n, n, n, n, n, last_b, n, n, 4 * width, n, n, width);
      if (dropout)
        g_string_append_printf (text, "[dropout %da]\np=%s\n\n[dropout %db]\np=%s\n\n", n, dropout,
                                n, dropout);
    }
  g_string_append (text, "[layer_norm last]\n\n[linear last]\n");
  return true;
}

/* --- all --- */

static const struct
{
  const char *name;
  bool (*write) (Spec *s, const ModelShape *shape, GString *text);
} forms[] = {
  { "mlp", mlp },
  { "cnn", cnn },
  { "transformer", transformer },
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
    fails (&s, "there is no such model; there are mlp:256,128, cnn:16,32, "
               "transformer:layers=4,heads=4,width=128, and files that end in .ini");
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_strdup (text->str);
}
