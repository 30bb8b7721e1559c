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

static bool
owner_is_right (const struct stat *st)
{
  return st->st_uid == 0 || st->st_uid == geteuid ();
}

static const char *
file_fault (const char *path, bool trusted)
{
  struct stat st;
  if (stat (path, &st) != 0)
    return g_strerror (errno);
  if (S_ISDIR (st.st_mode))
    return "it is a directory";
  if (!S_ISREG (st.st_mode))
    return "it is no regular file";
  if (st.st_mode & S_IWOTH)
    return "everybody can write it (chmod o-w)";
  if (!trusted && !owner_is_right (&st))
    return "it is owned by another user (root or you may own it)";
  return NULL;
}

/* Of the folder that a file or a link to it lies in. */
static const char *
folder_fault (const char *path, bool trusted)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat st;
  if (stat (folder, &st) != 0)
    return g_strerror (errno);
  if (st.st_mode & S_IWOTH)
    return "everybody can write its folder (chmod o-w)";
  if (!trusted && !owner_is_right (&st))
    return "its folder is owned by another user (root or you may own it)";
  return NULL;
}

char *
rg_loader_check_file (const char *path, bool trusted, GError **error)
{
  char *real = realpath (path, NULL);
  if (real == NULL)
    return reject (error, path, g_strerror (errno));
  /* realpath's memory is malloc's; GLib's g_free is free since 2.46. */
  g_autofree char *canonical = real;
  const char *fault = file_fault (canonical, trusted);
  if (fault == NULL)
    fault = folder_fault (canonical, trusted);
  if (fault == NULL)
    fault = folder_fault (path, trusted);
  if (fault)
    return reject (error, path, fault);
  return g_steal_pointer (&canonical);
}
