/* loader-probe.c: asks the loader, for test-loader.py: one process for each
 * question, because what is loaded stays.
 *
 *     loader-probe COMMAND ARGUMENT...
 *
 * load FILE, find NAME, dir FOLDER, lock: `ok` and what came, or the error.
 * call NAME: calls it on [1, 2, 3] and says the sum. secure: AT_SECURE.
 * The exit status is 1 if anything was refused.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>

static bool
refused (GError *error)
{
  printf ("error %d %s\n", error ? error->code : -1, error ? error->message : "no message");
  g_clear_error (&error);
  return false;
}

static bool
load (const char *path)
{
  GError *error = NULL;
  const RgModule *m = rg_module_load (path, &error);
  if (m == NULL)
    return refused (error);
  printf ("ok %s\n", m->name);
  return true;
}

static bool
find (const char *name)
{
  GError *error = NULL;
  const char *path = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op == NULL)
    return refused (error);
  rg_op_module (op, &path);
  printf ("ok %s\n", path ? path : "built in");
  return true;
}

static bool
add_dir (const char *path)
{
  GError *error = NULL;
  if (!rg_modules_add_dir (path, &error))
    return refused (error);
  printf ("ok %s\n", path);
  return true;
}

static bool
call (const char *name)
{
  RgScope *scope = rg_scope_begin ();
  RgTensor *in = rg_zeros (RG_F64, RG_SHAPE (3));
  double *values = rg_tensor_data (in);
  for (int i = 0; i < 3; i++)
    values[i] = i + 1;
  RgTensor *out = rg_call (name, in, NULL);
  const double *from = out ? rg_tensor_data (out) : NULL;
  GError *error = NULL;
  bool ok = rg_scope_check (scope, &error) && from;
  if (ok)
    printf ("ok %g\n", from[0] + from[1] + from[2]);
  else
    refused (error);
  rg_scope_end (scope);
  return ok;
}

static bool
lock (const char *unused)
{
  (void) unused;
  rg_modules_lock ();
  printf ("ok locked\n");
  return true;
}

static bool
why (const char *name)
{
  g_autofree char *text = rg_module_why (name);
  printf ("ok %s", text);
  return true;
}

static bool
secure (const char *unused)
{
  (void) unused;
  printf ("ok %lu\n", getauxval (AT_SECURE));
  return true;
}

static const struct
{
  const char *name;
  bool (*run) (const char *argument);
  bool has_argument;
} commands[] = {
  { "load", load, true },     { "find", find, true },       { "dir", add_dir, true }, { "call", call, true },
  { "why", why, true },       { "lock", lock, false },      { "secure", secure, false },
};

int
main (int argc, char **argv)
{
  bool ok = argc > 1;
  for (int i = 1; i < argc; i++)
    {
      size_t c = 0;
      while (c < G_N_ELEMENTS (commands) && strcmp (argv[i], commands[c].name) != 0)
        c++;
      if (c == G_N_ELEMENTS (commands) || (commands[c].has_argument && i + 1 == argc))
        {
          fprintf (stderr, "loader-probe: what is '%s'?\n", argv[i]);
          return 2;
        }
      ok &= commands[c].run (commands[c].has_argument ? argv[++i] : NULL);
      fflush (stdout);
    }
  return ok ? 0 : 1;
}
