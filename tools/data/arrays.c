/* arrays.c: inputs and targets from npz, npy and IDX files.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "source.h"
#include <string.h>

/* --- npz --- */

/* What people call inputs and targets: an npz file needs no options if two of its
 * arrays are called so. */
static const char *const pairs[][2] = {
  { "x", "y" },           { "X", "y" },         { "X", "Y" },           { "x_train", "y_train" },
  { "X_train", "y_train" }, { "inputs", "targets" }, { "inputs", "labels" }, { "images", "labels" },
  { "data", "target" },   { "data", "labels" }, { "features", "labels" }, { "features", "targets" },
};

static char *
names_of (const RgTensorMap *map)
{
  GString *s = g_string_new (NULL);
  for (size_t i = 0; i < rg_tensor_map_size (map); i++)
    g_string_append_printf (s, "%s%s", i ? ", " : "", rg_tensor_map_name (map, i));
  return g_string_free (s, FALSE);
}

static RgTensor *
take (const RgTensorMap *map, const char *name, const char *path, GError **error)
{
  RgTensor *t = rg_tensor_map_get (map, name);
  if (t)
    return rg_tensor_ref (t);
  g_autofree char *names = names_of (map);
  data_fail (error, "%s: there is no array '%s'; there are %s", path, name, names);
  return NULL;
}

static bool
read_npz (Source *s, const SourceWish *w, GError **error)
{
  g_autoptr (RgTensorMap) map = rg_npz_load (w->path, error);
  const char *inputs = w->inputs, *target = w->target;
  if (map == NULL)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (pairs) && (inputs == NULL || target == NULL); i++)
    {
      bool fits = inputs == NULL ? rg_tensor_map_get (map, pairs[i][0]) != NULL : strcmp (inputs, pairs[i][0]) == 0;
      bool has = target == NULL ? rg_tensor_map_get (map, pairs[i][1]) != NULL : strcmp (target, pairs[i][1]) == 0;
      if (fits && has)
        {
          inputs = pairs[i][0];
          target = pairs[i][1];
        }
      else if (fits && inputs == NULL)
        inputs = pairs[i][0];
    }
  if (inputs == NULL)
    {
      g_autofree char *names = names_of (map);
      return data_fail (error, "%s: which of its arrays are the inputs? Say so: --inputs NAME --target NAME; there are %s",
                        s->name, names);
    }
  s->inputs = take (map, inputs, s->name, error);
  if (s->inputs && target)
    {
      s->targets = take (map, target, s->name, error);
      s->target_name = g_strdup (target);
    }
  return s->inputs && (target == NULL || s->targets);
}

/* --- IDX --- */

/* `train-images-idx3-ubyte.gz` has its labels in `train-labels-idx1-ubyte.gz`. */
static char *
labels_beside (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path), *base = g_path_get_basename (path);
  g_autoptr (GString) name = g_string_new (base);
  if (g_string_replace (name, "images", "labels", 1) == 0)
    return NULL;
  g_string_replace (name, "idx3", "idx1", 1);
  g_autofree char *labels = g_build_filename (dir, name->str, NULL);
  return g_file_test (labels, G_FILE_TEST_EXISTS) ? g_steal_pointer (&labels) : NULL;
}

static bool
read_idx (Source *s, const SourceWish *w, GBytes *bytes, GError **error)
{
  s->inputs = idx_parse (bytes, s->name, error);
  g_autofree char *labels = w->labels ? g_strdup (w->labels) : labels_beside (w->path);
  if (s->inputs == NULL || labels == NULL)
    return s->inputs != NULL;
  g_autoptr (GBytes) more = data_read_bytes (labels, error);
  if (more == NULL)
    return false;
  if (!idx_is (more))
    return data_fail (error, "%s: these labels are no IDX file", labels);
  s->targets = idx_parse (more, labels, error);
  s->target_name = g_strdup (w->target ? w->target : "label");
  return s->targets != NULL;
}

/* --- all --- */

static bool
begins (GBytes *bytes, const char *with)
{
  gsize n;
  const void *data = g_bytes_get_data (bytes, &n);
  return n >= strlen (with) && memcmp (data, with, strlen (with)) == 0;
}

bool
arrays_is (GBytes *bytes)
{
  return begins (bytes, "PK\3\4") || begins (bytes, "PK\5\6") || begins (bytes, "\x93NUMPY") || idx_is (bytes);
}

/* Inputs are (n, ...), targets (n) or (n, 1). */
static bool
agree (Source *s, GError **error)
{
  int64_t n = rg_tensor_ndim (s->inputs) ? rg_tensor_size (s->inputs, 0) : 0;
  if (n < 1 || n > G_MAXUINT / 2)
    return data_fail (error, "%s: its first dimension, which counts the samples, is %s", s->name, n < 1 ? "0" : "too large");
  if (rg_tensor_numel (s->inputs) == 0)
    return data_fail (error, "%s: its samples are empty", s->name);
  s->n = (guint) n;
  if (s->targets && (rg_tensor_ndim (s->targets) < 1 || rg_tensor_size (s->targets, 0) != n))
    return data_fail (error, "%s: %" G_GINT64_FORMAT " samples have %" G_GINT64_FORMAT " targets (%s)", s->name, n,
                      rg_tensor_ndim (s->targets) ? rg_tensor_size (s->targets, 0) : 1, s->target_name);
  if (s->targets && rg_tensor_numel (s->targets) != n)
    return data_fail (error, "%s: a sample has %" G_GINT64_FORMAT " targets (%s); one is expected", s->name,
                      rg_tensor_numel (s->targets) / n, s->target_name);
  return true;
}

bool
arrays_read (Source *s, const SourceWish *w, GBytes *bytes, GError **error)
{
  bool ok;
  s->kind = SOURCE_ARRAYS;
  if (idx_is (bytes))
    ok = read_idx (s, w, bytes, error);
  else if (strcmp (w->path, "-") == 0)
    return data_fail (error, "%s: NumPy's files are read by name, not from a pipe", s->name);
  else if (begins (bytes, "PK"))
    ok = read_npz (s, w, error);
  else
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgTensor *t = rg_npy_load (w->path, error);
      s->inputs = t ? rg_tensor_ref (t) : NULL;
      ok = t != NULL;
    }
  return ok && agree (s, error);
}
