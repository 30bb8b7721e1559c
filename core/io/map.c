/* map.c: tensors under names.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-io.h"
#include <string.h>

struct _RgTensorMap
{
  GPtrArray *names;   /* in order; they own the texts */
  GPtrArray *tensors; /* beside them; they own references */
  GHashTable *places; /* name to index + 1 */
  GHashTable *metadata;
};

static void
unref_tensor (gpointer tensor)
{
  rg_tensor_unref (tensor);
}

RgTensorMap *
rg_tensor_map_new (void)
{
  RgTensorMap *map = g_new0 (RgTensorMap, 1);
  map->names = g_ptr_array_new_with_free_func (g_free);
  map->tensors = g_ptr_array_new_with_free_func (unref_tensor);
  map->places = g_hash_table_new (g_str_hash, g_str_equal);
  map->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return map;
}

void
rg_tensor_map_free (RgTensorMap *map)
{
  if (map == NULL)
    return;
  g_hash_table_unref (map->places);
  g_hash_table_unref (map->metadata);
  g_ptr_array_unref (map->tensors);
  g_ptr_array_unref (map->names);
  g_free (map);
}

size_t
rg_tensor_map_size (const RgTensorMap *map)
{
  return map ? map->names->len : 0;
}

const char *
rg_tensor_map_name (const RgTensorMap *map, size_t i)
{
  return i < rg_tensor_map_size (map) ? map->names->pdata[i] : NULL;
}

RgTensor *
rg_tensor_map_tensor (const RgTensorMap *map, size_t i)
{
  return i < rg_tensor_map_size (map) ? map->tensors->pdata[i] : NULL;
}

RgTensor *
rg_tensor_map_get (const RgTensorMap *map, const char *name)
{
  size_t place = map && name ? GPOINTER_TO_SIZE (g_hash_table_lookup (map->places, name)) : 0;
  return place ? map->tensors->pdata[place - 1] : NULL;
}

bool
rg_tensor_map_add (RgTensorMap *map, const char *name, RgTensor *tensor)
{
  if (map == NULL || name == NULL || tensor == NULL)
    return false;
  rg_tensor_ref (tensor);
  size_t place = GPOINTER_TO_SIZE (g_hash_table_lookup (map->places, name));
  if (place)
    {
      rg_tensor_unref (map->tensors->pdata[place - 1]);
      map->tensors->pdata[place - 1] = tensor;
      return true;
    }
  char *copy = g_strdup (name);
  g_ptr_array_add (map->names, copy);
  g_ptr_array_add (map->tensors, tensor);
  g_hash_table_insert (map->places, copy, GSIZE_TO_POINTER (map->names->len));
  return true;
}

const char *
rg_tensor_map_metadata (const RgTensorMap *map, const char *key)
{
  return map && key ? g_hash_table_lookup (map->metadata, key) : NULL;
}

void
rg_tensor_map_set_metadata (RgTensorMap *map, const char *key, const char *value)
{
  if (map == NULL || key == NULL)
    return;
  if (value)
    g_hash_table_insert (map->metadata, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (map->metadata, key);
}

static int
compare_keys (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
rg_tensor_map_metadata_keys (const RgTensorMap *map)
{
  if (map == NULL)
    return g_new0 (const char *, 1);
  guint n;
  const char **keys = (const char **) (void *) g_hash_table_get_keys_as_array (map->metadata, &n);
  qsort (keys, n, sizeof *keys, compare_keys);
  return keys;
}
