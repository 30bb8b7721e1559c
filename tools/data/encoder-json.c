/* encoder-json.c: an encoder as text. Numbers are written so that they read back
 * to the bit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encoder.h"
#include <gio/gio.h>
#include <math.h>

static const char *const tasks[] = { "auto", "classification", "regression", "language" };

static void
add_number (JsonBuilder *b, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, g_ascii_formatd (text, sizeof text, "%.17g", value));
}

static void
add_names (JsonBuilder *b, const char *name, char **names)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_array (b);
  for (; names && *names; names++)
    json_builder_add_string_value (b, *names);
  json_builder_end_array (b);
}

char *
encoder_to_json (const Encoder *e)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  json_builder_begin_object (b);
  json_builder_set_member_name (b, "task");
  json_builder_add_string_value (b, tasks[e->task]);
  json_builder_set_member_name (b, "target");
  json_builder_add_string_value (b, e->target);
  if (e->classes)
    add_names (b, "classes", e->classes);
  add_number (b, "target_mean", e->target_mean);
  add_number (b, "target_scale", e->target_scale);
  json_builder_set_member_name (b, "features");
  json_builder_begin_array (b);
  for (guint i = 0; i < e->n_features; i++)
    {
      const Feature *f = &e->features[i];
      json_builder_begin_object (b);
      json_builder_set_member_name (b, "name");
      json_builder_add_string_value (b, f->name);
      if (f->categories)
        add_names (b, "categories", f->categories);
      else
        {
          add_number (b, "mean", f->mean);
          add_number (b, "scale", f->scale);
          if (!isnan (f->fill))
            add_number (b, "fill", f->fill);
        }
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  g_autoptr (JsonNode) root = json_builder_get_root (b);
  return json_to_string (root, FALSE);
}

/* --- reading --- */

static double
read_number (JsonObject *o, const char *name, double otherwise)
{
  const char *text = json_object_get_string_member_with_default (o, name, NULL);
  return text ? g_ascii_strtod (text, NULL) : otherwise;
}

static char **
read_names (JsonObject *o, const char *name)
{
  JsonNode *node = json_object_get_member (o, name);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);
  char **names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    names[i] = g_strdup (json_array_get_string_element (array, i));
  return names;
}

static bool
read_feature (JsonNode *node, Encoder *e)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return false;
  JsonObject *o = json_node_get_object (node);
  Feature *f = &e->features[e->n_features++];
  f->name = g_strdup (json_object_get_string_member_with_default (o, "name", NULL));
  f->categories = read_names (o, "categories");
  f->mean = read_number (o, "mean", 0);
  f->scale = read_number (o, "scale", 1);
  f->fill = read_number (o, "fill", NAN);
  e->width += f->categories ? g_strv_length (f->categories) : 1;
  return f->name != NULL;
}

static bool
read_object (JsonObject *o, Encoder *e)
{
  const char *task = json_object_get_string_member_with_default (o, "task", "");
  JsonNode *features = json_object_get_member (o, "features");
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_strcmp0 (tasks[i], task) == 0)
      e->task = (Task) i;
  e->target = g_strdup (json_object_get_string_member_with_default (o, "target", NULL));
  e->classes = read_names (o, "classes");
  e->target_mean = read_number (o, "target_mean", 0);
  e->target_scale = read_number (o, "target_scale", 1);
  if (e->target == NULL || e->task == TASK_AUTO || features == NULL || !JSON_NODE_HOLDS_ARRAY (features)
      || (e->task == TASK_CLASSIFICATION && e->classes == NULL))
    return false;
  JsonArray *array = json_node_get_array (features);
  e->features = g_new0 (Feature, MAX (1, json_array_get_length (array)));
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_feature (json_array_get_element (array, i), e))
      return false;
  return true;
}

Encoder *
encoder_from_json (const char *text, const char *name, GError **error)
{
  g_autoptr (Encoder) e = g_new0 (Encoder, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = text && json_parser_load_from_data (parser, text, -1, NULL) ? json_parser_get_root (parser) : NULL;
  if (root && JSON_NODE_HOLDS_OBJECT (root) && read_object (json_node_get_object (root), e))
    return g_steal_pointer (&e);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: it does not say how rows of a table become the model's "
               "inputs: this is no model of retrograde", name);
  return NULL;
}
