/* encoder-json.c: an encoder as text. Numbers are written so that they read back
 * to the bit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encoder.h"
#include <gio/gio.h>
#include <math.h>

static const char *const tasks[] = { "auto", "classification", "regression", "language" };
static const char *const kinds[] = { "table", "arrays", "text" };

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
  json_builder_set_member_name (b, "kind");
  json_builder_add_string_value (b, kinds[e->kind]);
  json_builder_set_member_name (b, "task");
  json_builder_add_string_value (b, tasks[e->task]);
  json_builder_set_member_name (b, "target");
  json_builder_add_string_value (b, e->target);
  if (e->classes)
    add_names (b, "classes", e->classes);
  add_number (b, "target_mean", e->target_mean);
  add_number (b, "target_scale", e->target_scale);
  json_builder_set_member_name (b, "sizes");
  json_builder_begin_array (b);
  for (int d = 0; d < e->ndim; d++)
    json_builder_add_int_value (b, e->sizes[d]);
  json_builder_end_array (b);
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
  return f->name != NULL;
}

static int
find_word (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;
  return -1;
}

static bool
read_sizes (JsonObject *o, Encoder *e)
{
  JsonNode *node = json_object_get_member (o, "sizes");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array ? json_array_get_length (array) : 0;
  if (n < 1 || n > G_N_ELEMENTS (e->sizes))
    return false;
  e->ndim = (int) n;
  e->width = 1;
  for (guint d = 0; d < n; d++)
    {
      e->sizes[d] = json_array_get_int_element (array, d);
      if (e->sizes[d] < 1 || __builtin_mul_overflow (e->width, e->sizes[d], &e->width))
        return false;
    }
  return true;
}

/* The features must make up the sizes. */
static bool
read_features (JsonObject *o, Encoder *e)
{
  JsonNode *node = json_object_get_member (o, "features");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return false;
  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);
  int64_t width = 0;
  e->features = g_new0 (Feature, MAX (1, n));
  for (guint i = 0; i < n; i++)
    {
      if (!read_feature (json_array_get_element (array, i), e))
        return false;
      width += e->features[i].categories ? g_strv_length (e->features[i].categories) : 1;
    }
  switch (e->kind)
    {
    case SOURCE_TABLE:
      return e->ndim == 1 && width == e->width;
    case SOURCE_ARRAYS:
      return n == 1 || width == e->width;
    default:
      return n == 0 && e->ndim == 1;
    }
}

static bool
read_object (JsonObject *o, Encoder *e)
{
  int task = find_word (tasks, G_N_ELEMENTS (tasks), json_object_get_string_member_with_default (o, "task", ""));
  int kind = find_word (kinds, G_N_ELEMENTS (kinds), json_object_get_string_member_with_default (o, "kind", "table"));
  if (task <= TASK_AUTO || kind < 0)
    return false;
  e->task = (Task) task;
  e->kind = (SourceKind) kind;
  e->target = g_strdup (json_object_get_string_member_with_default (o, "target", NULL));
  e->classes = read_names (o, "classes");
  e->target_mean = read_number (o, "target_mean", 0);
  e->target_scale = read_number (o, "target_scale", 1);
  return e->target && (e->task == TASK_REGRESSION) == (e->classes == NULL) && read_sizes (o, e) && read_features (o, e);
}

Encoder *
encoder_from_json (const char *text, const char *name, GError **error)
{
  g_autoptr (Encoder) e = g_new0 (Encoder, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = text && json_parser_load_from_data (parser, text, -1, NULL) ? json_parser_get_root (parser) : NULL;
  if (root && JSON_NODE_HOLDS_OBJECT (root) && read_object (json_node_get_object (root), e))
    return g_steal_pointer (&e);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: it does not say how a file becomes the model's inputs: this is no model of retrograde", name);
  return NULL;
}
