/* loader-private.h: the loader's directories and its checks of a file.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_LOADER_PRIVATE_H
#define RG_LOADER_PRIVATE_H

#include "rg-module.h"

typedef struct
{
  char *path;
  bool trusted;     /* the installed one: whoever owns it */
  const char *from; /* NULL: added by the program */
} RgModuleDir;

/* The directories in search order. */
GPtrArray *rg_loader_dirs (void);

/* Whether a module may be opened: a regular file owned by root or the user, not
 * world-writable, in a directory that is not world-writable; the same for the
 * file that a symbolic link leads to. Gives the canonical path, or NULL. */
char *rg_loader_check_file (const char *path, bool trusted, GError **error);

/* Whether that file is a whole shared object for this machine. */
bool rg_loader_check_elf (const char *path, const char *real, GError **error);

/* The module that defines an operator of that name. */
char *rg_loader_module_name (const char *op);

#endif
