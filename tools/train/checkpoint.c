/* checkpoint.c: all of a run's state in one file, replaced whole.
 *
 * Names begin with `model.`, `best.`, `optim.` or `schedule.`; single numbers are
 * texts in the metadata, written so that they read back to the bit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "checkpoint.h"
#include <gio/gio.h>
#include <string.h>

static char *
path_in (const char *dir)
{
  return g_build_filename (dir, "checkpoint.safetensors", NULL);
}

bool
checkpoint_exists (const char *dir)
{
  g_autofree char *path = path_in (dir);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* --- numbers --- */

static void
put_number (RgTensorMap *map, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  rg_tensor_map_set_metadata (map, name, g_ascii_formatd (text, sizeof text, "%.17g", value));
}

static void
put_integer (RgTensorMap *map, const char *name, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  rg_tensor_map_set_metadata (map, name, text);
}

static double
get_number (const RgTensorMap *map, const char *name)
{
  const char *text = rg_tensor_map_metadata (map, name);
  return text ? g_ascii_strtod (text, NULL) : 0;
}

static guint64
get_integer (const RgTensorMap *map, const char *name)
{
  const char *text = rg_tensor_map_metadata (map, name);
  return text ? g_ascii_strtoull (text, NULL, 10) : 0;
}

/* --- saving --- */

bool
checkpoint_save (Trainer *t, GError **error)
{
  g_autofree char *path = path_in (t->dir);
  RgTensorMap *map = rg_tensor_map_new ();
  uint64_t seed, offset;
  model_save_to (t->model, map, "model.");
  for (size_t i = 0; t->best && i < rg_tensor_map_size (t->best); i++)
    {
      g_autofree char *name = g_strconcat ("best.", rg_tensor_map_name (t->best, i), NULL);
      rg_tensor_map_add (map, name, rg_tensor_map_tensor (t->best, i));
    }
  bool ok = rg_optim_save (t->optim, map, "optim.", error)
            && (t->schedule == NULL || rg_schedule_save (t->schedule, map, "schedule.", error));
  rg_generator_get_state (NULL, &seed, &offset);
  rg_tensor_map_set_metadata (map, "format", "retrograde-checkpoint-1");
  rg_tensor_map_set_metadata (map, "model", model_text (t->model));
  put_integer (map, "samples", t->data->samples->n);
  put_integer (map, "training", t->data->n_train);
  put_integer (map, "data", t->data->mark);
  put_integer (map, "step", t->step);
  put_integer (map, "epoch", t->epoch);
  put_integer (map, "batch", t->batch);
  put_number (map, "loss_sum", t->loss_sum);
  put_integer (map, "loss_rows", t->loss_rows);
  put_integer (map, "random_seed", seed);
  put_integer (map, "random_offset", offset);
  put_integer (map, "has_best", t->has_best);
  put_number (map, "best_loss", t->best_loss);
  put_integer (map, "best_epoch", t->best_epoch);
  put_integer (map, "metrics_bytes", t->metrics_bytes);
  put_number (map, "seconds", trainer_seconds (t));
  ok = ok && rg_safetensors_save_map (path, map, error);
  rg_tensor_map_free (map);
  t->saved = g_get_monotonic_time ();
  return ok;
}

/* --- loading --- */

static RgTensorMap *
read_checkpoint (const char *dir, GError **error)
{
  g_autofree char *path = path_in (dir);
  if (!checkpoint_exists (dir))
    {
      data_fail (error, "%s: no checkpoint.safetensors in this folder: there is no run to resume", dir);
      return NULL;
    }
  RgTensorMap *map = rg_safetensors_load (path, error);
  if (map && g_strcmp0 (rg_tensor_map_metadata (map, "format"), "retrograde-checkpoint-1") == 0)
    return map;
  if (map)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: a safetensors file, but no checkpoint of retrograde", path);
  rg_tensor_map_free (map);
  return NULL;
}

/* The best model's tensors, if one was kept. */
static RgTensorMap *
take_best (const RgTensorMap *map)
{
  RgTensorMap *best = rg_tensor_map_new ();
  for (size_t i = 0; i < rg_tensor_map_size (map); i++)
    if (g_str_has_prefix (rg_tensor_map_name (map, i), "best."))
      rg_tensor_map_add (best, rg_tensor_map_name (map, i) + strlen ("best."), rg_tensor_map_tensor (map, i));
  return best;
}

bool
checkpoint_load (Trainer *t, GError **error)
{
  RgTensorMap *map = read_checkpoint (t->dir, error);
  if (map == NULL)
    return false;
  bool ok = get_integer (map, "samples") == t->data->samples->n && get_integer (map, "training") == t->data->n_train
            && g_strcmp0 (rg_tensor_map_metadata (map, "model"), model_text (t->model)) == 0;
  if (ok && get_integer (map, "data") != t->data->mark)
    ok = data_fail (error, "%s: values in the data have changed since this run began: it cannot go on", t->dir);
  else if (!ok)
    data_fail (error, "%s: the data have changed since this run began (%" G_GUINT64_FORMAT " samples then, %u now): it cannot go on",
               t->dir, get_integer (map, "samples"), t->data->samples->n);
  ok = ok && model_load_from (t->model, map, "model.", error) && rg_optim_load (t->optim, map, "optim.", error)
       && (t->schedule == NULL || rg_schedule_load (t->schedule, map, "schedule.", error));
  if (ok)
    {
      t->epoch = (guint) get_integer (map, "epoch");
      t->batch = (guint) get_integer (map, "batch");
      t->step = get_integer (map, "step");
      t->loss_sum = get_number (map, "loss_sum");
      t->loss_rows = get_integer (map, "loss_rows");
      t->has_best = get_integer (map, "has_best") != 0;
      t->best_loss = get_number (map, "best_loss");
      t->best_epoch = (guint) get_integer (map, "best_epoch");
      t->metrics_bytes = get_integer (map, "metrics_bytes");
      t->seconds = get_number (map, "seconds");
      t->best = take_best (map);
      rg_generator_set_state (NULL, get_integer (map, "random_seed"), get_integer (map, "random_offset"));
    }
  rg_tensor_map_free (map);
  return ok;
}

Model *
checkpoint_model (const char *dir, GError **error)
{
  RgTensorMap *map = read_checkpoint (dir, error);
  const char *text = map ? rg_tensor_map_metadata (map, "model") : NULL;
  Model *model = text ? model_from_text (text, dir, error) : NULL;
  rg_tensor_map_free (map);
  return model;
}
