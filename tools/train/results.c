/* results.c: results.json.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "results.h"
#include "picture.h"
#include "saved.h"
#include <math.h>

static void
add_text (JsonBuilder *b, const char *name, const char *text)
{
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, text);
}

static void
add_integer (JsonBuilder *b, const char *name, gint64 value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_int_value (b, value);
}

static void
add_number (JsonBuilder *b, const char *name, double value)
{
  json_builder_set_member_name (b, name);
  if (isfinite (value))
    json_builder_add_double_value (b, value);
  else
    json_builder_add_null_value (b);
}

/* What row @row is: a class, or a value in the target's own units. */
static char *
target_text (const Encoder *e, const Samples *s, guint row)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  if (e->classes)
    return g_strdup (e->classes[((const int64_t *) rg_tensor_data (s->targets))[row]]);
  float value = ((const float *) rg_tensor_data (s->targets))[row];
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.6g", value * e->target_scale + e->target_mean));
}

static char *
answer_text (const Encoder *e, double answer)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup (e->classes ? e->classes[(guint) answer] : g_ascii_formatd (text, sizeof text, "%.6g", answer));
}

static void
add_worst (JsonBuilder *b, const Dataset *d, const Measures *m)
{
  json_builder_set_member_name (b, "worst");
  json_builder_begin_array (b);
  for (guint i = 0; i < m->n_wrong; i++)
    {
      g_autofree char *is = target_text (d->encoder, d->val_samples, m->wrong[i]);
      g_autofree char *answer = answer_text (d->encoder, m->wrong_answer[i]);
      g_autofree char *picture = picture_of (d->encoder, d->val_samples, m->wrong[i]);
      json_builder_begin_object (b);
      add_integer (b, "row", m->wrong[i] + 1);
      add_text (b, "is", is);
      add_text (b, "predicted", answer);
      add_number (b, "loss", m->wrong_loss[i]);
      if (picture)
        add_text (b, "picture", picture);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_validation (JsonBuilder *b, const Encoder *e, const Measures *m)
{
  g_autofree char *json = measures_json (m, e), *line = measures_line (m, e);
  json_builder_set_member_name (b, "validation");
  json_builder_add_value (b, json_from_string (json, NULL));
  add_text (b, "result", line);
  json_builder_set_member_name (b, "classes");
  json_builder_begin_array (b);
  for (guint k = 0; e->classes && e->classes[k]; k++)
    json_builder_add_string_value (b, e->classes[k]);
  json_builder_end_array (b);
}

bool
results_write (const Trainer *t, const Measures *m, GError **error)
{
  const Dataset *d = t->data;
  g_autofree char *path = g_build_filename (t->dir, "results.json", NULL), *name = g_path_get_basename (t->options->data);
  g_autoptr (JsonBuilder) b = json_builder_new ();
  json_builder_begin_object (b);
  add_text (b, "data", name);
  add_text (b, "target", d->encoder->target);
  add_integer (b, "training_rows", d->n_train);
  add_integer (b, "validation_rows", d->n_val);
  add_integer (b, "epochs", t->epoch);
  add_integer (b, "best_epoch", t->best_epoch);
  add_integer (b, "steps", (gint64) t->step);
  add_integer (b, "parameters", model_n_values (t->model));
  add_number (b, "seconds", trainer_seconds (t));
  if (m->n)
    {
      add_validation (b, d->encoder, m);
      add_worst (b, d, m);
    }
  json_builder_end_object (b);
  g_autoptr (JsonNode) root = json_builder_get_root (b);
  g_autofree char *text = json_to_string (root, TRUE);
  return saved_write_text (path, text, -1, error);
}

JsonObject *
results_read (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "results.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  if (!json_parser_load_from_file (parser, path, NULL))
    return NULL;
  JsonNode *root = json_parser_get_root (parser);
  return root && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}
