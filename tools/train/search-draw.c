/* search-draw.c: the options of a trial: other learning rates, decays, widths and depths.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run.h"
#include <math.h>
#include <string.h>

typedef struct
{
  const TrainOptions *base;
  guint number;
} Trial;

static double
draw (const Trial *t, guint i)
{
  return rg_random_uniform (rg_random_bits ((uint64_t) t->base->seed, t->number), i);
}

static void
set_number (TrainOptions *o, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  train_options_set (o, name, g_ascii_formatd (text, sizeof text, "%.3g", value), FROM_DEFAULT, NULL);
}

static gint64
pick (const Trial *t, guint i, const gint64 *from, guint n)
{
  return from[(guint) (draw (t, i) * n)];
}

/* The part of a short form that is no width: `,activation=tanh`. */
static char *
keep_options (const char *spec, const char *const *but)
{
  const char *colon = strchr (spec, ':');
  g_auto (GStrv) words = g_strsplit (colon ? colon + 1 : "", ",", -1);
  GString *kept = g_string_new (NULL);
  for (char **word = words; *word; word++)
    {
      bool drop = strchr (*word, '=') == NULL;
      for (const char *const *name = but; *name && !drop; name++)
        drop = g_str_has_prefix (*word, *name);
      if (!drop)
        g_string_append_printf (kept, ",%s", *word);
    }
  return g_string_free (kept, FALSE);
}

/* Other widths and depths for a short form; NULL for a file. */
static char *
draw_spec (const Trial *t, const char *spec)
{
  static const gint64 widths[] = { 16, 32, 64, 128, 256, 512 }, channels[] = { 8, 16, 32 }, vectors[] = { 64, 128, 192, 256 };
  static const char *const of_transformer[] = { "layers=", "width=", NULL }, *const none[] = { NULL };
  guint depth = 1 + (guint) (draw (t, 0) * 4);
  GString *text = g_string_new (NULL);
  bool is_cnn = g_str_has_prefix (spec, "cnn");
  if (g_str_has_prefix (spec, "transformer"))
    {
      g_autofree char *kept = keep_options (spec, of_transformer);
      g_string_append_printf (text, "transformer:layers=%u,width=%d%s", depth + 1, (int) pick (t, 1, vectors, 4), kept);
    }
  else if (is_cnn || g_str_has_prefix (spec, "mlp"))
    {
      g_autofree char *kept = keep_options (spec, none);
      gint64 width = is_cnn ? pick (t, 1, channels, 3) : pick (t, 1, widths, 6);
      g_string_append (text, is_cnn ? "cnn:" : "mlp:");
      for (guint i = 0; i < depth; i++, width = is_cnn ? MIN (2 * width, 128) : width)
        g_string_append_printf (text, "%s%d", i ? "," : "", (int) width);
      g_string_append (text, kept);
    }
  return g_string_free (text, text->len == 0);
}

void
search_draw (const TrainOptions *base, guint number, TrainOptions *o)
{
  const Trial t = { base, number };
  train_options_copy (o, base);
  train_options_set (o, "quiet", "true", FROM_DEFAULT, NULL);
  o->search = 0;
  if (number == 1)
    return;
  g_autofree char *spec = train_options_spec (base), *other = draw_spec (&t, spec);
  if (other)
    {
      train_options_set (o, "model", other, FROM_DEFAULT, NULL);
      g_clear_pointer (&o->hidden, g_free);
    }
  bool is_sgd = g_str_has_prefix (o->optimizer, "sgd");
  set_number (o, "lr", (is_sgd ? 1e-3 : 1e-4) * pow (300, draw (&t, 2)));
  set_number (o, "weight-decay", draw (&t, 3) < 0.4 ? 0 : 1e-6 * pow (1e5, draw (&t, 4)));
}
