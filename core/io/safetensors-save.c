/* safetensors-save.c: writing safetensors. See safetensors-load.c for the format.
 *
 * The header's keys are sorted by name. The data lies by falling element size,
 * then by name, which aligns every tensor, as the reference implementation does.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <string.h>

const char *const rg_safetensors_dtypes[RG_N_DTYPES]
    = { [RG_F32] = "F32", [RG_F64] = "F64", [RG_I64] = "I64",
        [RG_I32] = "I32", [RG_U8] = "U8",   [RG_BOOL] = "BOOL" };

typedef struct
{
  const char *name;
  const RgTensor *tensor;
  uint64_t begin, end;
} Entry;

typedef struct
{
  const char *key;
  const char *value;
} Text;

static int
compare_names (const void *a, const void *b)
{
  return strcmp (((const Entry *) a)->name, ((const Entry *) b)->name);
}

static int
compare_texts (const void *a, const void *b)
{
  return strcmp (((const Text *) a)->key, ((const Text *) b)->key);
}

static size_t
element_size (const Entry *entry)
{
  return rg_dtype_size (rg_tensor_dtype (entry->tensor));
}

static int
compare_places (const void *a, const void *b)
{
  const Entry *x = *(Entry *const *) a, *y = *(Entry *const *) b;
  size_t sx = element_size (x), sy = element_size (y);
  if (sx != sy)
    return sx > sy ? -1 : 1;
  return strcmp (x->name, y->name);
}

static void
put_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((unsigned char) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", (unsigned) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static void
put_entry (GString *out, const Entry *entry)
{
  RgInts shape = rg_tensor_shape (entry->tensor);
  put_text (out, entry->name);
  g_string_append_printf (out, ":{\"dtype\":\"%s\",\"shape\":[",
                          rg_safetensors_dtypes[rg_tensor_dtype (entry->tensor)]);
  for (int64_t d = 0; d < shape.n; d++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, d ? "," : "", shape.v[d]);
  g_string_append_printf (out, "],\"data_offsets\":[%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT "]}",
                          entry->begin, entry->end);
}

static bool
put_metadata (const char *path, GString *out, const char *const *metadata, GError **error)
{
  size_t n = 0;
  for (; metadata && metadata[2 * n]; n++)
    if (metadata[2 * n + 1] == NULL || !g_utf8_validate (metadata[2 * n], -1, NULL)
        || !g_utf8_validate (metadata[2 * n + 1], -1, NULL))
      {
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: metadata key %zu: key and value must "
                     "be UTF-8 texts", path, n);
        return false;
      }
  if (n == 0)
    return true;
  g_autofree Text *texts = g_new (Text, n);
  for (size_t i = 0; i < n; i++)
    texts[i] = (Text){ metadata[2 * i], metadata[2 * i + 1] };
  qsort (texts, n, sizeof *texts, compare_texts);
  g_string_append (out, "\"__metadata__\":{");
  for (size_t i = 0; i < n; i++)
    {
      if (i && strcmp (texts[i].key, texts[i - 1].key) == 0)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: metadata key '%s' is given twice",
                       path, texts[i].key);
          return false;
        }
      if (i)
        g_string_append_c (out, ',');
      put_text (out, texts[i].key);
      g_string_append_c (out, ':');
      put_text (out, texts[i].value);
    }
  g_string_append_c (out, '}');
  return true;
}

static bool
check_names (const char *path, const Entry *entries, size_t n, GError **error)
{
  for (size_t i = 0; i < n; i++)
    {
      const char *name = entries[i].name, *why = NULL;
      if (strcmp (name, "__metadata__") == 0)
        why = "is reserved by the format";
      else if (i && strcmp (name, entries[i - 1].name) == 0)
        why = "is given twice";
      if (why)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: the tensor name '%s' %s", path,
                       name, why);
          return false;
        }
    }
  return true;
}

static bool
write_bytes (void *sink, const void *data, size_t n, GError **error)
{
  return rg_sink_write (sink, data, n, error);
}

static bool
write_file (const char *path, const GString *header, Entry *const *by_place, size_t n,
            GError **error)
{
  RgSink sink;
  uint8_t length[8];
  rg_le_put (length, 8, header->len);
  bool ok = rg_sink_open (&sink, path, error) && rg_sink_write (&sink, length, 8, error)
            && rg_sink_write (&sink, header->str, header->len, error);
  for (size_t i = 0; ok && i < n; i++)
    ok = rg_io_each_block (by_place[i]->tensor, write_bytes, &sink, error);
  ok = ok && rg_sink_commit (&sink, error);
  rg_sink_clear (&sink);
  return ok;
}

bool
rg_safetensors_save (const char *path, const char *const *names, RgTensor *const *tensors,
                     size_t n, const char *const *metadata, GError **error)
{
  if (path == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, "rg_safetensors_save: no path");
      return false;
    }
  if (!rg_io_check_named (path, names, tensors, n, error))
    return false;
  g_autofree Entry *entries = g_new0 (Entry, n + 1);
  g_autofree Entry **by_place = g_new (Entry *, n + 1);
  for (size_t i = 0; i < n; i++)
    {
      entries[i].name = names[i];
      entries[i].tensor = tensors[i];
      by_place[i] = &entries[i];
    }
  qsort (entries, n, sizeof *entries, compare_names);
  if (!check_names (path, entries, n, error))
    return false;
  qsort (by_place, n, sizeof (Entry *), compare_places);
  uint64_t at = 0;
  for (size_t i = 0; i < n; i++)
    {
      by_place[i]->begin = at;
      at += (uint64_t) rg_tensor_numel (by_place[i]->tensor) * element_size (by_place[i]);
      by_place[i]->end = at;
    }
  g_autoptr (GString) header = g_string_new ("{");
  if (!put_metadata (path, header, metadata, error))
    return false;
  for (size_t i = 0; i < n; i++)
    {
      if (header->len > 1)
        g_string_append_c (header, ',');
      put_entry (header, &entries[i]);
    }
  g_string_append_c (header, '}');
  while (header->len % 8)
    g_string_append_c (header, ' ');
  return write_file (path, header, by_place, n, error);
}

bool
rg_safetensors_save_map (const char *path, const RgTensorMap *map, GError **error)
{
  size_t n = rg_tensor_map_size (map), n_texts = 0;
  g_autofree const char **keys = rg_tensor_map_metadata_keys (map);
  while (keys[n_texts])
    n_texts++;
  g_autofree const char **texts = g_new0 (const char *, 2 * n_texts + 1);
  g_autofree const char **names = g_new (const char *, n + 1);
  g_autofree RgTensor **tensors = g_new (RgTensor *, n + 1);
  for (size_t i = 0; i < n_texts; i++)
    {
      texts[2 * i] = keys[i];
      texts[2 * i + 1] = rg_tensor_map_metadata (map, keys[i]);
    }
  for (size_t i = 0; i < n; i++)
    {
      names[i] = rg_tensor_map_name (map, i);
      tensors[i] = rg_tensor_map_tensor (map, i);
    }
  return rg_safetensors_save (path, names, tensors, n, texts, error);
}
