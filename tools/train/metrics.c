/* metrics.c: a line of JSON for each epoch.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "metrics.h"
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* Writes @line at byte @at of @path: what a process that was killed wrote after its
 * last checkpoint goes. */
static bool
write_at (const char *path, gsize at, const char *line, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) io = g_file_open_readwrite (file, NULL, NULL);
  GError *cause = NULL;
  if (io == NULL)
    io = g_file_create_readwrite (file, G_FILE_CREATE_NONE, NULL, &cause);
  if (io && g_seekable_truncate (G_SEEKABLE (io), (goffset) at, NULL, &cause)
      && g_seekable_seek (G_SEEKABLE (io), (goffset) at, G_SEEK_SET, NULL, &cause)
      && g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (io)), line, strlen (line), NULL, NULL, &cause)
      && g_io_stream_close (G_IO_STREAM (io), NULL, &cause))
    return true;
  g_propagate_prefixed_error (error, cause, "%s: ", path);
  return false;
}

static bool
write_events (const Trainer *t, double train_loss, const Measures *val, GError **error)
{
  const Encoder *e = t->data->encoder;
  const char *const names[] = { "loss/train", "learning_rate", "loss/validation", e->classes ? "accuracy/validation" : "r2/validation" };
  const double values[] = { train_loss, rg_optim_get_lr (t->optim, 0), val->loss, e->classes ? val->accuracy : val->r2 };
  return tensorboard_write (t->dir, t->step, names, values, val->n ? 4 : 2, error);
}

bool
metrics_write (Trainer *t, double train_loss, const Measures *val, GError **error)
{
  g_autofree char *path = g_build_filename (t->dir, "metrics.jsonl", NULL);
  g_autofree char *validation = val->n ? measures_json (val, t->data->encoder) : g_strdup ("null");
  char loss[G_ASCII_DTOSTR_BUF_SIZE], lr[G_ASCII_DTOSTR_BUF_SIZE], seconds[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *line = g_strdup_printf (
      "{\"epoch\":%u,\"step\":%" G_GUINT64_FORMAT ",\"train_loss\":%s,\"lr\":%s,\"seconds\":%s,\"validation\":%s}\n", t->epoch, t->step,
      g_ascii_formatd (loss, sizeof loss, "%.9g", train_loss),
      g_ascii_formatd (lr, sizeof lr, "%.9g", rg_optim_get_lr (t->optim, 0)),
      g_ascii_formatd (seconds, sizeof seconds, "%.6f", trainer_seconds (t)), validation);
  GStatBuf info;
  /* Not beyond its end, whatever the checkpoint says: the file may be gone. */
  t->metrics_bytes = g_stat (path, &info) == 0 ? MIN (t->metrics_bytes, (gsize) info.st_size) : 0;
  if (!write_at (path, t->metrics_bytes, line, error))
    return false;
  t->metrics_bytes += strlen (line);
  return !t->options->tensorboard || write_events (t, train_loss, val, error);
}
