/* check-file.c: may this file be opened as a module?
 *
 * The rules keep others from putting code into the process by way of a file or a
 * folder that they can write. They are no sandbox: a module that is opened can
 * do everything that the program can.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loader-private.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
reject (GError **error, const char *path, const char *why)
{
  g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: %s", path, why);
  return NULL;
}

static const char *
owner_fault (const struct stat *st)
{
  if (st->st_uid == 0 || st->st_uid == geteuid ())
    return NULL;
  return "it is owned by another user (root or you may own it)";
}

char *
rg_loader_check_file (const char *path, bool trusted, GError **error)
{
  char *real = realpath (path, NULL);
  if (real == NULL)
    return reject (error, path, g_strerror (errno));
  /* realpath's memory is malloc's; GLib's g_free is free since 2.46. */
  g_autofree char *canonical = real;
  g_autofree char *folder = g_path_get_dirname (canonical);
  struct stat file, dir;
  if (stat (canonical, &file) != 0 || stat (folder, &dir) != 0)
    return reject (error, path, g_strerror (errno));
  if (!S_ISREG (file.st_mode))
    return reject (error, path, S_ISDIR (file.st_mode) ? "it is a directory" : "it is no regular file");
  if (file.st_mode & S_IWOTH)
    return reject (error, path, "everybody can write it (chmod o-w)");
  if (dir.st_mode & S_IWOTH)
    return reject (error, path, "everybody can write its folder (chmod o-w)");
  if (!trusted)
    {
      const char *fault = owner_fault (&file);
      if (fault == NULL && owner_fault (&dir))
        fault = "its folder is owned by another user (root or you may own it)";
      if (fault)
        return reject (error, path, fault);
    }
  return g_steal_pointer (&canonical);
}
