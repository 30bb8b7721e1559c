/* loader.c: from an operator's name to a module's file, and into the process.
 *
 * `fft.rfft` and `tanh_backward` live in `fft.so` and `tanh.so`. A directory is
 * searched when an operator is first asked for: there is no index, no scan, and
 * no constructor runs anything. Modules stay loaded for ever: closing one that
 * pulled libgomp in crashes its idle threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dladdr */
#endif
#include "builtin-private.h"
#include "loader-private.h"
#include "registry-private.h"
#include "rg-scope.h"
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <sys/auxv.h>

static pthread_mutex_t lock; /* recursive: a module's `uses` load with it */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static GPtrArray *dirs;          /* of RgModuleDir, in search order */
static GString *ignored;         /* entries of RETROGRADE_PATH: "; ...", said when an operator is missing */
static GHashTable *loaded_paths; /* canonical path -> RgModule */
static bool locked;
static GPtrArray *pending; /* of RgModule: what came in since the outermost module_open() began */
static int loading;        /* depth of module_open */

static const char anchor;

const void *
rg_module_anchor (void)
{
  return &anchor;
}

/* --- the directories --- */

static void
dir_free (void *data)
{
  RgModuleDir *dir = data;
  g_free (dir->path);
  g_free (dir);
}

static void
dir_add (guint index, const char *path, bool trusted, const char *from)
{
  RgModuleDir *dir = g_new0 (RgModuleDir, 1);
  dir->path = g_strdup (path);
  dir->trusted = trusted;
  dir->from = from;
  g_ptr_array_insert (dirs, (gint) index, dir);
}

/* The installed directory lies beside the library, so that both move together;
 * in the build tree it is `ops`. */
static void
add_own_dirs (void)
{
  Dl_info info;
  if (!dladdr (&anchor, &info) || info.dli_fname == NULL)
    return;
  g_autofree char *library = g_canonicalize_filename (info.dli_fname, NULL);
  g_autofree char *folder = g_path_get_dirname (library);
  g_autofree char *installed = g_build_filename (folder, "retrograde-1", "ops", NULL);
  g_autofree char *built = g_build_filename (folder, "ops", NULL);
  g_autofree char *marker = g_build_filename (folder, "ops", ".retrograde-build", NULL);
  if (g_file_test (marker, G_FILE_TEST_EXISTS))
    dir_add (dirs->len, built, true, "build tree");
  dir_add (dirs->len, installed, true, "installed");
#ifdef RG_OPDIR
  if (strcmp (RG_OPDIR, installed) != 0)
    dir_add (dirs->len, RG_OPDIR, true, "installed");
#endif
}

/* The working directory is never searched, so an entry that would mean it, or
 * start from it, is passed over. */
static void
add_path_entry (const char *entry)
{
  if (*entry == '\0')
    g_string_append (ignored, "; RETROGRADE_PATH: an empty entry was ignored");
  else if (!g_path_is_absolute (entry))
    g_string_append_printf (ignored, "; RETROGRADE_PATH: '%s' was ignored: it is no absolute path", entry);
  else
    dir_add (dirs->len, entry, false, "RETROGRADE_PATH");
}

static void
add_path_variable (void)
{
  const char *variable = g_getenv ("RETROGRADE_PATH");
  if (variable == NULL || *variable == '\0')
    return;
  if (getauxval (AT_SECURE))
    {
      g_string_append (ignored, "; RETROGRADE_PATH was ignored: this program has more rights than who runs it");
      return;
    }
  g_auto (GStrv) entries = g_strsplit (variable, ":", -1);
  for (char **entry = entries; *entry; entry++)
    add_path_entry (*entry);
}

static void
start (void)
{
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_settype (&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init (&lock, &attributes);
  pthread_mutexattr_destroy (&attributes);
  dirs = g_ptr_array_new_with_free_func (dir_free);
  ignored = g_string_new (NULL);
  loaded_paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  pending = g_ptr_array_new ();
  add_path_variable ();
  add_own_dirs ();
  for (const RgModule *const *module = rg_builtin_modules; *module; module++)
    {
      g_autoptr (GError) error = NULL;
      if (!rg_registry_insert (*module, NULL, &error))
        g_critical ("%s", error->message);
    }
#ifdef RG_STATIC_OPS
  for (const RgModule *(*const *query) (void) = rg_static_modules; *query; query++)
    {
      g_autoptr (GError) error = NULL;
      if (!rg_registry_insert ((*query) (), NULL, &error))
        g_critical ("%s", error->message);
    }
#endif
}

GPtrArray *
rg_loader_dirs (void)
{
  pthread_once (&once, start);
  return dirs;
}

bool
rg_modules_add_dir (const char *path, GError **error)
{
  pthread_once (&once, start);
  if (path == NULL || !g_path_is_absolute (path))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                   "module directory '%s': only an absolute path is searched", path ? path : "");
      return false;
    }
  pthread_mutex_lock (&lock);
  guint index = 0;
  while (index < dirs->len && ((RgModuleDir *) dirs->pdata[index])->from == NULL)
    index++;
  dir_add (index, path, false, NULL);
  pthread_mutex_unlock (&lock);
  return true;
}

void
rg_modules_lock (void)
{
  pthread_once (&once, start);
  pthread_mutex_lock (&lock);
  locked = true;
  pthread_mutex_unlock (&lock);
}

/* --- one file --- */

static const char *
module_fault (const RgModule *m, const char *file_name, char *buffer, size_t size)
{
  static const uint16_t sizes[] = RG_MODULE_SIZES;
  static const size_t oldest = offsetof (RgModule, ops) + sizeof m->ops;
  if (m == NULL || m->magic != RG_MODULE_MAGIC)
    return "its header has the wrong magic number";
  if (m->abi_major != RG_ABI_MAJOR || m->abi_minor > RG_ABI_MINOR)
    {
      g_snprintf (buffer, size, "module ABI %u.%u, engine %d.%d", m->abi_major, m->abi_minor,
                  RG_ABI_MAJOR, RG_ABI_MINOR);
      return buffer;
    }
  if (m->struct_size < oldest)
    return "its header is too short";
  /* The first four structs may grow; what stands in tables, and limits, stay. */
  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (m->sizes[i] > sizes[i] || (i >= 4 && m->sizes[i] != sizes[i]))
      return "its structs or limits differ from this engine's";
  if (m->anchor != rg_module_anchor ())
    return "it is linked with another copy of the library: two cores in one process";
  if (m->name == NULL || strcmp (m->name, file_name) != 0)
    {
      g_snprintf (buffer, size, "it calls itself '%s', so its file should be %s.so",
                  m->name ? m->name : "", m->name ? m->name : "NAME");
      return buffer;
    }
  return NULL;
}

static bool
load_uses (const RgModule *m, const char *path, GError **error)
{
  for (const RgOp *const *op = m->ops; *op; op++)
    for (const char *const *use = (*op)->uses; use && *use; use++)
      {
        g_autoptr (GError) inner = NULL;
        if (rg_op_find (*use, &inner) == NULL)
          {
            g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: operator %s uses %s: %s", path,
                         (*op)->name, *use, inner->message);
            return false;
          }
      }
  return true;
}

static gboolean
is_module (gpointer key, gpointer value, gpointer module)
{
  (void) key;
  return value == module;
}

/* A module that lacks what it uses is as if it had never come, and so are those
 * that came for its sake: they may use it. */
static void
take_back (guint mark)
{
  for (guint i = mark; i < pending->len; i++)
    {
      rg_registry_remove (pending->pdata[i]);
      g_hash_table_foreach_remove (loaded_paths, is_module, pending->pdata[i]);
    }
  g_ptr_array_set_size (pending, (gint) mark);
}

static const RgModule *
module_open (const char *path, bool trusted, GError **error)
{
  g_autofree char *real = rg_loader_check_file (path, trusted, error);
  if (real == NULL)
    return NULL;
  const RgModule *known = g_hash_table_lookup (loaded_paths, real);
  if (known)
    return known;
  if (!rg_loader_check_elf (path, real, error))
    return NULL;

  void *handle = dlopen (real, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: %s", path, dlerror ());
      return NULL;
    }
  const RgModule *(*query) (void) = NULL;
  *(void **) (void *) &query = dlsym (handle, "rg_module_query");
  if (query == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_MODULE,
                   "%s was rejected: it lacks the symbol rg_module_query (RG_MODULE writes it)", path);
      return NULL;
    }
  const RgModule *m = query ();
  g_autofree char *base = g_path_get_basename (path);
  if (g_str_has_suffix (base, ".so"))
    base[strlen (base) - 3] = '\0';
  char buffer[200];
  const char *fault = module_fault (m, base, buffer, sizeof buffer);
  if (fault)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: %s", path, fault);
      return NULL;
    }
  if (!rg_registry_insert (m, real, error))
    return NULL;
  g_hash_table_insert (loaded_paths, g_strdup (real), (void *) m);
  /* What its backward calls is there before it is needed. Operators may use each
   * other, so this comes after the insertion. */
  guint mark = pending->len;
  g_ptr_array_add (pending, (void *) m);
  loading++;
  bool ok = load_uses (m, path, error);
  loading--;
  if (!ok)
    take_back (mark);
  if (loading == 0)
    g_ptr_array_set_size (pending, 0);
  return ok ? m : NULL;
}

const RgModule *
rg_module_load (const char *path, GError **error)
{
  pthread_once (&once, start);
  if (path == NULL || !g_path_is_absolute (path))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "module '%s': give an absolute path",
                   path ? path : "");
      return NULL;
    }
  pthread_mutex_lock (&lock);
  const RgModule *m = NULL;
  if (locked)
    g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s: modules are locked (rg_modules_lock)", path);
  else
    m = module_open (path, false, error);
  pthread_mutex_unlock (&lock);
  return m;
}

/* --- by name --- */

static bool
name_is_plain (const char *name)
{
  if (name == NULL || !(g_ascii_isalpha (*name) || *name == '_'))
    return false;
  for (const char *p = name; *p; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '.')
      return false;
  return strlen (name) < 128;
}

char *
rg_loader_module_name (const char *op)
{
  g_autofree char *stem = g_strndup (op, strcspn (op, "."));
  if (g_str_has_suffix (stem, "_backward"))
    stem[strlen (stem) - strlen ("_backward")] = '\0';
  return g_steal_pointer (&stem);
}

static const RgOp *
find_in_dirs (const char *name, GError **error)
{
  g_autofree char *stem = rg_loader_module_name (name);
  g_autofree char *file = g_strconcat (stem, ".so", NULL);
  GString *rejected = g_string_new (NULL);
  const RgOp *op = NULL;
  for (guint i = 0; i < dirs->len && op == NULL; i++)
    {
      const RgModuleDir *dir = dirs->pdata[i];
      g_autofree char *path = g_build_filename (dir->path, file, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      g_autoptr (GError) inner = NULL;
      if (module_open (path, dir->trusted, &inner) == NULL)
        g_string_append_printf (rejected, "%s%s", rejected->len ? "; " : ": ", inner->message);
      op = rg_registry_find (name);
    }
  if (op == NULL)
    g_set_error (error, RG_ERROR, RG_ERROR_NO_OPERATOR, "no operator %s%s%s", name, rejected->str,
                 ignored->str);
  g_string_free (rejected, TRUE);
  return op;
}

const RgOp *
rg_op_find (const char *name, GError **error)
{
  pthread_once (&once, start);
  if (!name_is_plain (name))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_NO_OPERATOR,
                   "'%s' cannot be an operator's name: letters, digits, '_' and '.'",
                   name ? name : "");
      return NULL;
    }
  const RgOp *op = rg_registry_find (name);
  if (op)
    return op;
  pthread_mutex_lock (&lock);
  op = rg_registry_find (name);
  if (op == NULL && locked)
    g_set_error (error, RG_ERROR, RG_ERROR_NO_OPERATOR,
                 "no operator %s is loaded, and modules are locked (rg_modules_lock)", name);
  else if (op == NULL)
    op = find_in_dirs (name, error);
  pthread_mutex_unlock (&lock);
  return op;
}
