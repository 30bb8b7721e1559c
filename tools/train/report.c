/* report.c: report.html: how a run went, in one file that needs nothing else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "curve.h"
#include "saved.h"
#include "trainer.h"
#include <math.h>
#include <string.h>

static const char head[]
    = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Training report</title><style>"
      "body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem;color:#222}"
      "svg{width:100%;height:auto}svg text{font-size:11px;fill:#666}figure{margin:1rem 0}"
      "div.wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.2rem .5rem;border:1px solid #ddd;text-align:right}"
      "pre{background:#f6f6f6;padding:.7rem;overflow-x:auto}img.sample,svg.sample{width:4rem;height:4rem;image-rendering:pixelated}"
      "</style></head><body>\n";

/* --- the metrics of all epochs --- */

typedef struct
{
  GArray *train_loss, *val_loss, *score, *lr;
} History;

static GArray *
doubles (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
add (GArray *values, JsonObject *o, const char *name)
{
  double v = o && json_object_has_member (o, name) && !json_object_get_null_member (o, name)
                 ? json_object_get_double_member (o, name)
                 : NAN;
  g_array_append_val (values, v);
}

static void
read_history (const Trainer *t, History *h)
{
  g_autofree char *path = g_build_filename (t->dir, "metrics.jsonl", NULL), *text = NULL;
  *h = (History){ doubles (), doubles (), doubles (), doubles () };
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      if (**line == '\0' || !json_parser_load_from_data (parser, *line, -1, NULL))
        continue;
      JsonObject *o = json_node_get_object (json_parser_get_root (parser));
      JsonNode *node = json_object_get_member (o, "validation");
      JsonObject *val = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      add (h->train_loss, o, "train_loss");
      add (h->val_loss, val, "loss");
      add (h->score, val, val && json_object_has_member (val, "accuracy") ? "accuracy" : "r2");
      add (h->lr, o, "lr");
    }
}

static void
free_history (History *h)
{
  g_array_free (h->train_loss, TRUE);
  g_array_free (h->val_loss, TRUE);
  g_array_free (h->score, TRUE);
  g_array_free (h->lr, TRUE);
}

static void
add_curves (GString *s, const Trainer *t)
{
  History h;
  read_history (t, &h);
  const Curve losses[] = { { "training", "#1a6fb5", h.train_loss }, { "validation", "#c8501e", h.val_loss } };
  const Curve score[] = { { t->data->encoder->classes ? "accuracy" : "R2", "#2a8a4a", h.score } };
  const Curve rate[] = { { "learning rate", "#7a4fa0", h.lr } };
  curve_svg (s, "Loss", losses, t->data->n_val ? 2 : 1);
  if (t->data->n_val)
    curve_svg (s, "Validation", score, 1);
  curve_svg (s, "Learning rate", rate, 1);
  free_history (&h);
}

/* --- what was confused, and worst --- */

static void
add_confusion (GString *s, const Measures *m, const Encoder *e)
{
  if (m->confusion == NULL || m->n_classes > 64)
    return;
  guint most = 1;
  for (guint i = 0; i < m->n_classes * m->n_classes; i++)
    most = MAX (most, m->confusion[i]);
  g_string_append (s, "<h2>Confusion matrix</h2><p>Rows: what it is. Columns: what was predicted.</p>"
                      "<div class=\"wide\"><table id=\"confusion\"><tr><th></th>");
  for (guint k = 0; k < m->n_classes; k++)
    {
      g_autofree char *name = g_markup_escape_text (e->classes[k], -1);
      g_string_append_printf (s, "<th>%s</th>", name);
    }
  for (guint i = 0; i < m->n_classes; i++)
    {
      g_autofree char *name = g_markup_escape_text (e->classes[i], -1);
      g_string_append_printf (s, "</tr><tr><th>%s</th>", name);
      for (guint k = 0; k < m->n_classes; k++)
        {
          guint n = m->confusion[i * m->n_classes + k], shade = 100 - 45 * n / most;
          g_string_append_printf (s, "<td style=\"background:hsl(%d 70%% %u%%)\">%u</td>", i == k ? 140 : 20, n ? shade : 100, n);
        }
    }
  g_string_append (s, "</tr></table></div>\n");
}

/* A row of a square number of values may be a picture: pixels are what tables of
 * pictures hold. */
static void
add_picture (GString *s, const Dataset *d, guint row)
{
  int64_t width = d->encoder->width, side = (int64_t) (sqrt ((double) width) + 0.5);
  const float *x = (const float *) rg_tensor_data (d->inputs) + row * width;
  float least = x[0], most = x[0];
  g_string_append_printf (s, "<svg class=\"sample\" viewBox=\"0 0 %d %d\">", (int) side, (int) side);
  for (int64_t i = 0; i < width; i++)
    {
      const Feature *f = &d->encoder->features[i];
      float v = (float) (x[i] * f->scale + f->mean);
      least = i ? MIN (least, v) : v;
      most = i ? MAX (most, v) : v;
    }
  for (int64_t i = 0; i < width; i++)
    {
      const Feature *f = &d->encoder->features[i];
      float v = (float) (x[i] * f->scale + f->mean);
      int grey = most > least ? (int) (255 * (v - least) / (most - least)) : 0;
      g_string_append_printf (s, "<rect x=\"%d\" y=\"%d\" width=\"1.02\" height=\"1.02\" fill=\"rgb(%d,%d,%d)\"/>",
                              (int) (i % side), (int) (i / side), grey, grey, grey);
    }
  g_string_append (s, "</svg>");
}

static bool
looks_like_pictures (const Encoder *e)
{
  int64_t side = (int64_t) (sqrt ((double) e->width) + 0.5);
  return e->width >= 16 && side * side == e->width && (int64_t) e->n_features == e->width;
}

static void
add_worst (GString *s, const Trainer *t, const Measures *m)
{
  const Dataset *d = t->data;
  if (m->n_wrong == 0)
    return;
  bool pictures = looks_like_pictures (d->encoder);
  g_string_append (s, "<h2>Worst predicted</h2><div class=\"wide\"><table id=\"worst\"><tr>"
                      "<th>row</th><th>it is</th><th>loss</th>");
  g_string_append (s, pictures ? "<th>picture</th></tr>" : "</tr>");
  for (guint i = 0; i < m->n_wrong; i++)
    {
      guint row = m->wrong[i];
      char loss[G_ASCII_DTOSTR_BUF_SIZE], value[G_ASCII_DTOSTR_BUF_SIZE];
      const Encoder *e = d->encoder;
      g_autofree char *what
          = e->classes ? g_markup_escape_text (e->classes[((const int64_t *) rg_tensor_data (d->targets))[row]], -1)
                       : g_strdup (g_ascii_formatd (value, sizeof value, "%.6g",
                                                    ((const float *) rg_tensor_data (d->targets))[row] * e->target_scale
                                                        + e->target_mean));
      g_string_append_printf (s, "<tr><td>%u</td><td>%s</td><td>%s</td>", row + 1, what,
                              g_ascii_formatd (loss, sizeof loss, "%.3g", m->wrong_loss[i]));
      if (pictures)
        {
          g_string_append (s, "<td>");
          add_picture (s, d, row);
          g_string_append (s, "</td>");
        }
      g_string_append (s, "</tr>");
    }
  g_string_append (s, "</table></div>\n");
}

/* --- the page --- */

bool
report_write (const Trainer *t, const Measures *m, GError **error)
{
  GString *s = g_string_new (head);
  g_autofree char *path = g_build_filename (t->dir, "report.html", NULL), *name = g_path_get_basename (t->options->data);
  g_autofree char *title = g_markup_escape_text (name, -1), *summary = model_summary (t->model);
  g_autofree char *layers = g_markup_escape_text (summary, -1), *options = train_options_to_text (t->options);
  g_autofree char *config = g_markup_escape_text (options, -1), *line = m->n ? measures_line (m, t->data->encoder) : NULL;
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf (s, "<h1>%s</h1><p id=\"result\">%s%s.</p>\n", title, m->n ? "Validation: " : "Trained without validation",
                          line ? line : "");
  g_string_append_printf (s, "<p>%u epochs of %u rows, validated with %u, in %s seconds; the best epoch is %u.</p>\n", t->epoch,
                          t->data->n_train, t->data->n_val,
                          g_ascii_formatd (seconds, sizeof seconds, "%.1f", trainer_seconds (t)), t->best_epoch);
  add_curves (s, t);
  add_confusion (s, m, t->data->encoder);
  add_worst (s, t, m);
  g_string_append_printf (s, "<h2>Model</h2><pre id=\"model\">%s</pre>\n<h2>Configuration</h2><pre id=\"config\">%s</pre>\n"
                             "</body></html>\n", layers, config);
  bool ok = saved_write_text (path, s->str, (gssize) s->len, error);
  g_string_free (s, TRUE);
  return ok;
}
