/* encoder-json.c: an encoder as text. Numbers are written so that they read back
 * to the bit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encoder.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define MAX_DEPTH 8 /* of brackets within brackets */

static const char *const tasks[] = { "auto", "classification", "regression", "language" };
static const char *const kinds[] = { "table", "arrays", "text" };
static const char *const warps[] = { "none", "log", "asinh" };
static const char *const orders[] = { "none", "ymd", "dmy", "mdy" };
static const char *const cycles[] = { "year", "week", "day" };

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

/* Nothing if it is NULL. */
static void
add_word (JsonBuilder *b, const char *name, const char *word)
{
  if (word == NULL)
    return;
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, word);
}

static void
add_true (JsonBuilder *b, const char *name)
{
  json_builder_set_member_name (b, name);
  json_builder_add_boolean_value (b, TRUE);
}

static void
add_cycles (JsonBuilder *b, guint of)
{
  json_builder_set_member_name (b, "cycles");
  json_builder_begin_array (b);
  for (guint k = 0; k < G_N_ELEMENTS (cycles); k++)
    if (of >> k & 1)
      json_builder_add_string_value (b, cycles[k]);
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
        {
          add_names (b, "categories", f->categories);
          if (f->has_others)
            add_true (b, "has_others");
        }
      else
        {
          add_word (b, "warp", f->warp ? warps[f->warp] : NULL);
          if (f->warp == WARP_ASINH)
            {
              add_number (b, "center", f->center);
              add_number (b, "unit", f->unit);
            }
          add_word (b, "date", f->order ? orders[f->order] : NULL);
          if (f->cycles)
            add_cycles (b, f->cycles);
          if (f->tells_missing)
            add_true (b, "tells_missing");
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

/* json-glib logs where a member is no text. */
static const char *
text_of (JsonNode *node)
{
  bool is_text = node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
  return is_text ? json_node_get_string (node) : NULL;
}

static const char *
read_text (JsonObject *o, const char *name, const char *otherwise)
{
  JsonNode *node = json_object_get_member (o, name);
  return node ? text_of (node) : otherwise;
}

static double
read_number (JsonObject *o, const char *name, double otherwise)
{
  const char *text = read_text (o, name, NULL);
  return text ? g_ascii_strtod (text, NULL) : otherwise;
}

/* NULL in *names if there are none; false if they are no texts. */
static bool
read_names (JsonObject *o, const char *name, char ***names)
{
  JsonNode *node = json_object_get_member (o, name);
  *names = NULL;
  if (node == NULL)
    return true;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return false;
  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);
  *names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    if (((*names)[i] = g_strdup (text_of (json_array_get_element (array, i)))) == NULL)
      return false;
  return true;
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
read_flag (JsonObject *o, const char *name)
{
  JsonNode *node = json_object_get_member (o, name);
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

/* What warps and dates need; both are absent in models of older versions. */
static bool
read_form (JsonObject *o, Feature *f)
{
  int warp = find_word (warps, G_N_ELEMENTS (warps), read_text (o, "warp", "none"));
  int order = find_word (orders, G_N_ELEMENTS (orders), read_text (o, "date", "none"));
  g_auto (GStrv) names = NULL;
  bool good = warp >= 0 && order >= 0 && read_names (o, "cycles", &names);
  for (char **name = names; good && name && *name; name++)
    {
      int k = find_word (cycles, G_N_ELEMENTS (cycles), *name);
      good = k >= 0 && order > 0;
      f->cycles |= good ? 1u << k : 0;
    }
  f->warp = good ? (Warp) warp : WARP_NONE;
  f->order = good ? (DateOrder) order : DATE_NONE;
  f->center = read_number (o, "center", 0);
  f->unit = read_number (o, "unit", 1);
  f->tells_missing = read_flag (o, "tells_missing");
  return good && !(f->warp && f->order) && !(f->categories && (f->warp || f->order || f->tells_missing));
}

static bool
read_feature (JsonNode *node, Encoder *e)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return false;
  JsonObject *o = json_node_get_object (node);
  Feature *f = &e->features[e->n_features++];
  f->name = g_strdup (read_text (o, "name", NULL));
  bool good = read_names (o, "categories", &f->categories);
  good = good && read_form (o, f);
  f->has_others = read_flag (o, "has_others");
  f->mean = read_number (o, "mean", 0);
  f->scale = read_number (o, "scale", 1);
  f->fill = read_number (o, "fill", NAN);
  return f->name && good;
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
      JsonNode *size = json_array_get_element (array, d);
      e->sizes[d] = JSON_NODE_HOLDS_VALUE (size) ? json_node_get_int (size) : 0;
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
      width += feature_width (&e->features[i]);
    }
  switch (e->kind)
    {
    case SOURCE_TABLE:
      return e->ndim == 1 && width == e->width;
    case SOURCE_ARRAYS:
      return n == 1 || (width == e->width && n == width);
    default:
      return n == 0 && e->ndim == 1;
    }
}

static bool
read_object (JsonObject *o, Encoder *e)
{
  int task = find_word (tasks, G_N_ELEMENTS (tasks), read_text (o, "task", ""));
  int kind = find_word (kinds, G_N_ELEMENTS (kinds), read_text (o, "kind", "table"));
  if (task <= TASK_AUTO || kind < 0)
    return false;
  e->task = (Task) task;
  e->kind = (SourceKind) kind;
  e->target = g_strdup (read_text (o, "target", NULL));
  bool good = read_names (o, "classes", &e->classes);
  e->target_mean = read_number (o, "target_mean", 0);
  e->target_scale = read_number (o, "target_scale", 1);
  good = good && (e->task == TASK_REGRESSION ? e->classes == NULL : encoder_n_classes (e) > 0);
  return good && e->target && (e->task == TASK_LANGUAGE) == (e->kind == SOURCE_TEXT) && read_sizes (o, e) && read_features (o, e);
}

/* json-glib takes more than JSON (comments, other quotes, several values of which it
 * loses all but one), and descends one call deeper at every bracket: the text is held to
 * one plain, shallow object first. */
static bool
is_plain (const char *text)
{
  bool in_string = false;
  int depth = 0;
  if (*text != '{')
    return false;
  for (; *text; text++)
    if (*text == '"')
      in_string = !in_string;
    else if (in_string)
      text += *text == '\\' && text[1];
    else if (*text == '{' || *text == '[')
      {
        if (++depth > MAX_DEPTH)
          return false;
      }
    else if (*text == '}' || *text == ']')
      {
        if (--depth == 0)
          return text[1 + strspn (text + 1, " \t\r\n")] == '\0';
      }
    else if (!g_ascii_isalnum (*text) && !strchr (" \t\r\n,:+-.", *text))
      return false;
  return false;
}

Encoder *
encoder_from_json (const char *text, const char *name, GError **error)
{
  g_autoptr (Encoder) e = g_new0 (Encoder, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = text && is_plain (text) && json_parser_load_from_data (parser, text, -1, NULL) ? json_parser_get_root (parser) : NULL;
  if (root && JSON_NODE_HOLDS_OBJECT (root) && read_object (json_node_get_object (root), e))
    return g_steal_pointer (&e);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: it does not say how a file becomes the model's inputs: this is no model of retrograde", name);
  return NULL;
}
