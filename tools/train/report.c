/* report.c: the parts of the page.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "report.h"
#include "checkpoint.h"
#include "curve.h"
#include "results.h"
#include "saved.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

static const char head[]
    = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Training report</title><style>"
      "body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem;color:#222;overflow-wrap:break-word}"
      "svg.curve{width:100%;height:auto}svg text{font-size:11px;fill:#444}figure{margin:1rem 0}"
      "div.wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.2rem .5rem;border:1px solid #ddd;text-align:right}"
      "pre{background:#f6f6f6;padding:.7rem;overflow-x:auto}img.sample{width:4rem;height:4rem;image-rendering:pixelated}td.none{color:#aaa}"
      /* On a phone a picture of 640 units is half as wide: its letters must not be. */
      "@media(max-width:600px){svg.curve text{font-size:20px}#graph text{font-size:14px}td,th{padding:.2rem .3rem}}"
      "</style></head><body>\n";

/* --- numbers out of JSON --- */

static double
number (JsonObject *o, const char *name)
{
  JsonNode *node = o ? json_object_get_member (o, name) : NULL;
  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
}

static gint64
integer (JsonObject *o, const char *name)
{
  return o ? json_object_get_int_member_with_default (o, name, 0) : 0;
}

static JsonObject *
object (JsonObject *o, const char *name)
{
  JsonNode *node = o ? json_object_get_member (o, name) : NULL;
  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
array (JsonObject *o, const char *name)
{
  JsonNode *node = o ? json_object_get_member (o, name) : NULL;
  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static char *
text (JsonObject *o, const char *name)
{
  const char *value = o ? json_object_get_string_member_with_default (o, name, "") : "";
  return g_markup_escape_text (value, -1);
}

/* --- curves --- */

enum
{
  TRAIN_LOSS,
  VAL_LOSS,
  SCORE,
  RATE,
  SECONDS,
  N_CURVES
};

typedef struct
{
  GArray *values[N_CURVES]; /* of double, one an epoch */
  const char *score;
  bool has_val;
} History;

static void
add_epoch (History *h, JsonObject *o, double *last)
{
  JsonObject *val = object (o, "validation");
  const double seconds = number (o, "seconds");
  const char *score = val && json_object_has_member (val, "accuracy") ? "accuracy" : "r2";
  const double values[N_CURVES]
      = { number (o, "train_loss"), number (val, "loss"), number (val, score), number (o, "lr"), seconds - *last };
  *last = seconds;
  h->has_val |= val != NULL;
  h->score = strcmp (score, "r2") == 0 ? "R2" : "accuracy";
  for (int i = 0; i < N_CURVES; i++)
    g_array_append_val (h->values[i], values[i]);
}

static void
read_history (const char *dir, History *h)
{
  g_autofree char *path = g_build_filename (dir, "metrics.jsonl", NULL), *lines = NULL;
  double last = 0;
  *h = (History){ .score = "" };
  for (int i = 0; i < N_CURVES; i++)
    h->values[i] = g_array_new (FALSE, FALSE, sizeof (double));
  if (!g_file_get_contents (path, &lines, NULL, NULL))
    return;
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);
  for (char **line = split; *line; line++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      if (**line == '\0' || !json_parser_load_from_data (parser, *line, -1, NULL))
        continue;
      JsonNode *root = json_parser_get_root (parser);
      if (JSON_NODE_HOLDS_OBJECT (root))
        add_epoch (h, json_node_get_object (root), &last);
    }
}

static void
add_curves (GString *s, const char *dir)
{
  History h;
  read_history (dir, &h);
  const Curve losses[] = { { "training", "#1a6fb5", h.values[TRAIN_LOSS] }, { "validation", "#c8501e", h.values[VAL_LOSS] } };
  const Curve score[] = { { h.score, "#2a8a4a", h.values[SCORE] } };
  const Curve rate[] = { { "learning rate", "#7a4fa0", h.values[RATE] } };
  const Curve seconds[] = { { "seconds an epoch", "#666", h.values[SECONDS] } };
  g_string_append (s, "<h2>Curves</h2>\n");
  if (h.values[TRAIN_LOSS]->len == 0)
    g_string_append (s, "<p>No epoch is over yet.</p>\n");
  else
    {
      curve_figure (s, "Loss", losses, h.has_val ? 2 : 1);
      if (h.has_val)
        curve_figure (s, "Validation", score, 1);
      curve_figure (s, "Learning rate", rate, 1);
      curve_figure (s, "Timing", seconds, 1);
    }
  for (int i = 0; i < N_CURVES; i++)
    g_array_free (h.values[i], TRUE);
}

/* --- what was confused, and worst --- */

static void
add_confusion (GString *s, JsonObject *results)
{
  JsonArray *rows = array (object (results, "validation"), "confusion"), *classes = array (results, "classes");
  guint n = rows ? json_array_get_length (rows) : 0;
  gint64 most = 1;
  if (n == 0 || n > 64 || json_array_get_length (classes) != n)
    return;
  g_string_append (s, "<h2>Confusion matrix</h2><p>Rows: what it is. Columns: what was predicted.</p>"
                      "<div class=\"wide\"><table id=\"confusion\"><tr><th></th>");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_markup_escape_text (json_array_get_string_element (classes, i), -1);
      g_string_append_printf (s, "<th>%s</th>", name);
      for (guint k = 0; k < n; k++)
        most = MAX (most, json_array_get_int_element (json_array_get_array_element (rows, i), k));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_markup_escape_text (json_array_get_string_element (classes, i), -1);
      g_string_append_printf (s, "</tr><tr><th>%s</th>", name);
      for (guint k = 0; k < n; k++)
        {
          gint64 count = json_array_get_int_element (json_array_get_array_element (rows, i), k);
          g_string_append_printf (s, "<td%s style=\"background:hsl(%d 70%% %d%%)\">%d</td>", count ? "" : " class=\"none\"", i == k ? 140 : 20,
                                  (int) (100 - 45 * count / most), (int) count);
        }
    }
  g_string_append (s, "</tr></table></div>\n");
}

static void
add_worst (GString *s, JsonObject *results)
{
  JsonArray *worst = array (results, "worst");
  guint n = worst ? json_array_get_length (worst) : 0;
  if (n == 0)
    return;
  bool pictures = json_object_has_member (json_array_get_object_element (worst, 0), "picture");
  g_string_append_printf (s, "<h2>Worst predicted</h2><div class=\"wide\"><table id=\"worst\"><tr><th>row</th><th>it is</th>"
                             "<th>predicted</th><th>loss</th>%s</tr>", pictures ? "<th>picture</th>" : "");
  for (guint i = 0; i < n; i++)
    {
      JsonObject *o = json_array_get_object_element (worst, i);
      g_autofree char *is = text (o, "is"), *predicted = text (o, "predicted"), *picture = text (o, "picture");
      char loss[G_ASCII_DTOSTR_BUF_SIZE];
      g_string_append_printf (s, "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td>", (int) integer (o, "row"), is, predicted,
                              g_ascii_formatd (loss, sizeof loss, "%.3g", number (o, "loss")));
      if (pictures)
        g_string_append_printf (s, "<td><img class=\"sample\" alt=\"%s\" src=\"%s\"></td>", is, picture);
      g_string_append (s, "</tr>");
    }
  g_string_append (s, "</table></div>\n");
}

/* --- the page --- */

static void
add_summary (GString *s, JsonObject *results)
{
  g_autofree char *data = text (results, "data"), *target = text (results, "target"), *result = text (results, "result");
  if (results == NULL)
    {
      g_string_append (s, "<h1>Training run</h1><p id=\"result\">The run is not over.</p>\n");
      return;
    }
  double seconds = number (results, "seconds");
  gint64 rows = integer (results, "training_rows"), epochs = integer (results, "epochs");
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf (s, "<h1>%s: %s</h1><p id=\"result\">%s%s.</p>\n", data, target,
                          *result ? "Validation: " : "Trained without validation", result);
  g_string_append_printf (s, "<p id=\"timing\">%d epochs of %d samples, validated with %d, in %s seconds (%s samples a second, "
                             "validation included); the best epoch is %d.</p>\n", (int) epochs, (int) rows,
                          (int) integer (results, "validation_rows"), g_ascii_formatd (a, sizeof a, "%.1f", seconds),
                          g_ascii_formatd (b, sizeof b, "%.0f", (double) (rows * epochs) / MAX (seconds, 1e-3)),
                          (int) integer (results, "best_epoch"));
}

static void
add_model (GString *s, const char *dir)
{
  g_autoptr (Model) model = checkpoint_model (dir, NULL);
  if (model == NULL)
    return;
  g_autofree char *summary = model_summary (model), *escaped = g_markup_escape_text (summary, -1);
  g_string_append (s, "<h2>Model</h2>\n");
  graph_svg (s, model);
  g_string_append_printf (s, "<pre id=\"model\">%s</pre>\n", escaped);
}

static void
add_config (GString *s, const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "config.ini", NULL), *config = NULL;
  if (!g_file_get_contents (path, &config, NULL, NULL))
    return;
  g_autofree char *escaped = g_markup_escape_text (config, -1);
  g_string_append_printf (s, "<h2>Configuration</h2><pre id=\"config\">%s</pre>\n", escaped);
}

bool
report_write (const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "report.html", NULL), *config = g_build_filename (dir, "config.ini", NULL);
  if (!g_file_test (config, G_FILE_TEST_EXISTS))
    return data_fail (error, "%s: no config.ini in this folder: it is no training run's", dir);
  g_autoptr (JsonObject) results = results_read (dir);
  GString *s = g_string_new (head);
  add_summary (s, results);
  add_curves (s, dir);
  add_confusion (s, results);
  add_worst (s, results);
  add_model (s, dir);
  add_config (s, dir);
  g_string_append (s, "</body></html>\n");
  bool ok = saved_write_text (path, s->str, (gssize) s->len, error);
  g_string_free (s, TRUE);
  return ok;
}
