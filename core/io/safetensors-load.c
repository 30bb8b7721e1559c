/* safetensors-load.c: reading safetensors.
 *
 * A file is 8 bytes that give the header's length, the header in JSON, and the
 * data. The header names each tensor's dtype, shape and first and last byte;
 * `__metadata__` holds texts. Nothing in it is believed: the tensors' bytes must
 * cover the data exactly, without a hole or an overlap.
 *
 * Order: the header as text; one entry; the places of all; the file.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_HEADER 100000000u /* bytes; the reference implementation's limit */
#define MAX_DEPTH 4

typedef struct
{
  char *name;
  RgDType dtype;
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
  uint64_t begin, end; /* in the data */
  RgTensor *tensor;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  rg_tensor_unref (entry->tensor);
  g_free (entry->name);
  g_free (entry);
}

static bool G_GNUC_PRINTF (3, 4)
malformed (const char *path, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = rg_line (text);
  va_end (args);
  g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: not a sound safetensors file: %s", path,
               what);
  return false;
}

/* The same of what a sound file may hold, and cannot be read. */
static bool G_GNUC_PRINTF (4, 5)
refuse (const char *path, RgError code, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = rg_line (text);
  va_end (args);
  g_set_error (error, RG_ERROR, (int) code, "%s: %s", path, what);
  return false;
}

/* --- the header as text --- */

static int
hex4 (const char *at)
{
  int code = 0;
  for (int i = 0; i < 4; i++)
    {
      const int digit = g_ascii_xdigit_value (at[i]);
      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

/* The bytes of an escape of JSON; 0 if it is none, or stands for what is no text: a zero
 * byte, or half of a pair. json-glib takes octal digits, whose bytes need not be UTF-8. */
static size_t
escape_length (const char *at, size_t n)
{
  if (n >= 2 && at[1] != '\0' && strchr ("\"\\/bfnrt", at[1]))
    return 2;
  const int code = n >= 6 && at[1] == 'u' ? hex4 (at + 2) : -1;
  if (code <= 0 || (code >= 0xdc00 && code < 0xe000))
    return 0;
  if (code < 0xd800 || code >= 0xe000)
    return 6;
  const int second = n >= 12 && at[6] == '\\' && at[7] == 'u' ? hex4 (at + 8) : -1;
  return second >= 0xdc00 && second < 0xe000 ? 12 : 0;
}

/* json-glib is lenient (comments, other quotes) and descends one call deeper at
 * every bracket, so the text is held to plain, shallow JSON first. */
static const char *
refuse_text (const char *text, size_t n)
{
  bool in_string = false;
  int depth = 0;
  if (!g_utf8_validate (text, (gssize) n, NULL))
    return "its header is not UTF-8";
  if (n == 0 || text[0] != '{')
    return "its header does not begin with '{'";
  for (size_t i = 0; i < n; i++)
    {
      char c = text[i];
      if (in_string)
        {
          if (c == '\\')
            {
              const size_t length = escape_length (text + i, n - i);
              if (length == 0)
                return "its header holds an escape that stands for no text";
              i += length - 1;
            }
          else if (c == '"')
            in_string = false;
        }
      else if (c == '"')
        in_string = true;
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return "its header has brackets within brackets beyond what the format uses";
        }
      else if (c == '}' || c == ']')
        {
          /* json-glib reads on after it, and loses what it had read. */
          if (--depth == 0 && strspn (text + i + 1, " \t\r\n") != n - i - 1)
            return "its header goes on after its last bracket";
        }
      else if (!g_ascii_isalnum (c) && !strchr (" \t\r\n,:+-.", c))
        return "its header is not JSON";
    }
  return NULL;
}

/* --- one entry --- */

/* An integer that is not negative; -1 for anything else. */
static int64_t
natural (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return -1;
  return MAX (json_node_get_int (node), -1);
}

static const char *
text_of (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static JsonArray *
array_of (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static bool
read_dtype (const char *path, const char *name, JsonObject *object, Entry *entry, GError **error)
{
  const char *dtype = text_of (json_object_get_member (object, "dtype"));
  if (dtype == NULL)
    return malformed (path, error, "tensor '%s' has no dtype", name);
  for (int d = 0; d < RG_N_DTYPES; d++)
    if (strcmp (dtype, rg_safetensors_dtypes[d]) == 0)
      {
        entry->dtype = (RgDType) d;
        return true;
      }
  return refuse (path, RG_ERROR_DTYPE, error, "tensor '%s' has dtype %s; F32, F64, I64, I32, U8 and "
                 "BOOL can be read", name, dtype);
}

static bool
read_entry (const char *path, const char *name, JsonNode *node, uint64_t data_bytes, Entry *entry,
            GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return malformed (path, error, "tensor '%s' is not described by an object", name);
  JsonObject *object = json_node_get_object (node);
  if (!read_dtype (path, name, object, entry, error))
    return false;

  JsonArray *shape = array_of (json_object_get_member (object, "shape"));
  if (shape == NULL)
    return malformed (path, error, "tensor '%s' has no shape", name);
  if (json_array_get_length (shape) > RG_MAX_DIMS)
    return refuse (path, RG_ERROR_SHAPE, error, "tensor '%s' has %u dimensions; at most %d can be read",
                   name, json_array_get_length (shape), RG_MAX_DIMS);
  entry->ndim = (int) json_array_get_length (shape);
  for (int d = 0; d < entry->ndim; d++)
    if ((entry->sizes[d] = natural (json_array_get_element (shape, (guint) d))) < 0)
      return malformed (path, error, "tensor '%s' has a size that is no whole number", name);

  JsonArray *offsets = array_of (json_object_get_member (object, "data_offsets"));
  int64_t begin = -1, end = -1;
  if (offsets && json_array_get_length (offsets) == 2)
    {
      begin = natural (json_array_get_element (offsets, 0));
      end = natural (json_array_get_element (offsets, 1));
    }
  if (begin < 0 || end < begin)
    return malformed (path, error, "tensor '%s' has no data_offsets [begin, end]", name);
  if ((uint64_t) end > data_bytes)
    return malformed (path, error, "tensor '%s' ends at byte %" G_GINT64_FORMAT " of %"
                      G_GUINT64_FORMAT " bytes of data", name, end, data_bytes);
  uint64_t bytes;
  if (!rg_io_bytes (entry->dtype, (RgInts){ entry->ndim, entry->sizes }, &bytes)
      || bytes != (uint64_t) (end - begin))
    return malformed (path, error, "tensor '%s' has %" G_GINT64_FORMAT " bytes, which its shape "
                      "and dtype do not give", name, end - begin);
  entry->begin = (uint64_t) begin;
  entry->end = (uint64_t) end;
  return true;
}

static bool
read_metadata (const char *path, JsonNode *node, RgTensorMap *map, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return malformed (path, error, "__metadata__ is not an object");
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GList) keys = json_object_get_members (object);
  for (GList *k = keys; k; k = k->next)
    {
      const char *value = text_of (json_object_get_member (object, k->data));
      if (value == NULL)
        return malformed (path, error, "__metadata__ '%s' is not a text", (char *) k->data);
      rg_tensor_map_set_metadata (map, k->data, value);
    }
  return true;
}

/* --- the places of all --- */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Entry *x = *(Entry *const *) a, *y = *(Entry *const *) b;
  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

static bool
check_cover (const char *path, GPtrArray *by_place, uint64_t data_bytes, GError **error)
{
  uint64_t at = 0;
  for (guint i = 0; i < by_place->len; i++)
    {
      const Entry *entry = by_place->pdata[i];
      if (entry->begin < at)
        return malformed (path, error, "tensors '%s' and '%s' overlap",
                          ((Entry *) by_place->pdata[i - 1])->name, entry->name);
      if (entry->begin > at)
        return malformed (path, error, "bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                          " of the data belong to no tensor", at, entry->begin);
      at = entry->end;
    }
  if (at != data_bytes)
    return malformed (path, error, "bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                      " of the data belong to no tensor", at, data_bytes);
  return true;
}

/* --- the file --- */

static JsonParser *
parse_header (const RgFile *file, uint64_t *data_at, GError **error)
{
  uint8_t length[8];
  if (file->size < 8)
    {
      malformed (file->path, error, "it has %" G_GUINT64_FORMAT " bytes, less than a header's "
                 "length", file->size);
      return NULL;
    }
  if (!rg_file_read (file, 0, length, 8, error))
    return NULL;
  uint64_t n = rg_le_get (length, 8);
  if (n > file->size - 8 || n > MAX_HEADER)
    {
      malformed (file->path, error, "its header claims %" G_GUINT64_FORMAT " bytes of a file of %"
                 G_GUINT64_FORMAT, n, file->size);
      return NULL;
    }
  g_autofree char *text = g_malloc ((size_t) n + 1);
  if (!rg_file_read (file, 8, text, (size_t) n, error))
    return NULL;
  text[n] = '\0';
  const char *refusal = refuse_text (text, (size_t) n);
  if (refusal)
    {
      malformed (file->path, error, "%s", refusal);
      return NULL;
    }
  g_autoptr (GError) why = NULL;
  JsonParser *parser = json_parser_new ();
  JsonNode *root = NULL;
  if (json_parser_load_from_data (parser, text, (gssize) n, &why))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      malformed (file->path, error, "its header is not a JSON object%s%s", why ? ": " : "",
                 why ? why->message : "");
      g_object_unref (parser);
      return NULL;
    }
  *data_at = 8 + n;
  return parser;
}

static bool
read_tensor (const RgFile *file, uint64_t data_at, Entry *entry, GError **error)
{
  RgInts shape = { entry->ndim, entry->sizes };
  entry->tensor = rg_io_tensor (entry->dtype, shape, error);
  if (entry->tensor == NULL)
    {
      g_autofree char *name = rg_line (entry->name);
      g_prefix_error (error, "%s: tensor '%s': ", file->path, name);
      return false;
    }
  void *data = rg_tensor_data (entry->tensor);
  size_t bytes = (size_t) (entry->end - entry->begin);
  if (!rg_file_read (file, data_at + entry->begin, data, bytes, error))
    return false;
  rg_io_adopt (entry->dtype, data, bytes / rg_dtype_size (entry->dtype));
  return true;
}

static bool
load (const RgFile *file, RgTensorMap *map, GError **error)
{
  uint64_t data_at;
  g_autoptr (JsonParser) parser = parse_header (file, &data_at, error);
  if (parser == NULL)
    return false;
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  g_autoptr (GList) names = json_object_get_members (root);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  for (GList *k = names; k; k = k->next)
    {
      JsonNode *node = json_object_get_member (root, k->data);
      if (strcmp (k->data, "__metadata__") == 0)
        {
          if (!read_metadata (file->path, node, map, error))
            return false;
          continue;
        }
      Entry *entry = g_new0 (Entry, 1);
      entry->name = g_strdup (k->data);
      g_ptr_array_add (entries, entry);
      if (!read_entry (file->path, entry->name, node, file->size - data_at, entry, error))
        return false;
    }
  g_autoptr (GPtrArray) by_place = g_ptr_array_sized_new (entries->len);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (by_place, entries->pdata[i]);
  g_ptr_array_sort (by_place, compare_places);
  if (!check_cover (file->path, by_place, file->size - data_at, error))
    return false;
  for (guint i = 0; i < by_place->len; i++)
    if (!read_tensor (file, data_at, by_place->pdata[i], error))
      return false;
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];
      rg_tensor_map_add (map, entry->name, entry->tensor);
    }
  return true;
}

RgTensorMap *
rg_safetensors_load (const char *path, GError **error)
{
  RgFile file;
  if (path == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, "rg_safetensors_load: no path");
      return NULL;
    }
  if (!rg_file_open (&file, path, error))
    return NULL;
  RgTensorMap *map = rg_tensor_map_new ();
  if (!load (&file, map, error))
    g_clear_pointer (&map, rg_tensor_map_free);
  rg_file_close (&file);
  return map;
}
