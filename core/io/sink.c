/* sink.c: a file that appears complete or not at all.
 *
 * It is written under a temporary name in the target's folder, synced, renamed,
 * and the folder synced, so that after a power cut too the name stands for the
 * whole old file or the whole new one.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
fail (const RgSink *sink, const char *what, GError **error)
{
  g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: cannot be %s: %s", sink->path, what,
               g_strerror (errno));
  return false;
}

bool
rg_sink_open (RgSink *sink, const char *path, GError **error)
{
  struct stat info;
  sink->path = g_strdup (path);
  sink->temporary = g_strconcat (path, ".XXXXXX", NULL);
  sink->written = 0;
  sink->fd = -1;
  if (stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: is there already and is not a regular file",
                   path);
      g_clear_pointer (&sink->temporary, g_free);
      return false;
    }
  sink->fd = g_mkstemp_full (sink->temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (sink->fd < 0)
    {
      fail (sink, "created", error);
      g_clear_pointer (&sink->temporary, g_free);
      return false;
    }
  return true;
}

bool
rg_sink_write (RgSink *sink, const void *data, size_t n, GError **error)
{
  const char *p = data;
  while (n)
    {
      ssize_t done = write (sink->fd, p, MIN (n, 1u << 30));
      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return fail (sink, "written", error);
      p += done;
      n -= (size_t) done;
      sink->written += (uint64_t) done;
    }
  return true;
}

/* A folder that cannot be synced (some network file systems) is no failure:
 * the file is there. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return;
  (void) !fsync (fd);
  close (fd);
}

bool
rg_sink_commit (RgSink *sink, GError **error)
{
  if (fsync (sink->fd) != 0)
    return fail (sink, "written", error);
  int fd = sink->fd;
  sink->fd = -1;
  if (close (fd) != 0)
    return fail (sink, "written", error);
  if (g_rename (sink->temporary, sink->path) != 0)
    return fail (sink, "replaced", error);
  g_clear_pointer (&sink->temporary, g_free);
  sync_folder (sink->path);
  return true;
}

void
rg_sink_clear (RgSink *sink)
{
  if (sink->fd >= 0)
    close (sink->fd);
  if (sink->temporary)
    g_unlink (sink->temporary);
  g_clear_pointer (&sink->temporary, g_free);
  g_clear_pointer (&sink->path, g_free);
  sink->fd = -1;
}
