/* loader-probe.c: asks the loader, for test-loader.py: one process for each
 * question, because what is loaded stays.
 *
 *     loader-probe COMMAND ARGUMENT...
 *
 * load FILE, find NAME, dir FOLDER, lock: `ok` and what came, or the error.
 * call NAME: calls it on [1, 2, 3] and says the sum; grad NAME: that of its
 * gradient. outputs NAME: the name of its output. secure: AT_SECURE.
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

static double
sum_of (const RgTensor *t)
{
  const double *values = rg_tensor_data (t);
  double sum = 0;
  for (int64_t i = 0; i < rg_tensor_numel (t); i++)
    sum += values[i];
  return sum;
}

static bool
call_on_three (const char *name, bool backward)
{
  RgScope *scope = rg_scope_begin ();
  const double values[] = { 1, 2, 3 };
  RgTensor *in = rg_from_data (RG_F64, RG_SHAPE (3), values);
  if (backward)
    rg_set_requires_grad (in, true);
  RgTensor *out = rg_call (name, in, NULL);
  if (backward && out)
    rg_backward_with (out, rg_ones (RG_F64, RG_SHAPE (3)), NULL);
  GError *error = NULL;
  bool ok = rg_scope_check (scope, &error) && out && (!backward || rg_grad (in));
  if (ok)
    printf ("ok %g\n", sum_of (backward ? rg_grad (in) : out));
  else
    refused (error);
  rg_scope_end (scope);
  return ok;
}

static bool
call (const char *name)
{
  return call_on_three (name, false);
}

static bool
grad (const char *name)
{
  return call_on_three (name, true);
}

static bool
outputs (const char *name)
{
  GError *error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op == NULL)
    return refused (error);
  printf ("ok %s\n", op->output_names ? op->output_names[0] : "default");
  return true;
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
  { "grad", grad, true },     { "outputs", outputs, true },
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
