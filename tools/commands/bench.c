/* bench.c: `retrograde bench [NAME...]`: times workloads, each against the limits
 * that are measured in the same run. It reports; it never fails for being slow.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench/bench.h"
#include "commands.h"
#include <stdio.h>
#include <string.h>

/* Names that stand for several workloads. */
static const struct
{
  const char *name;
  const char *members[6];
} groups[] = {
  { "ops", { "pointwise", "reduce", "cache", "matmul", NULL } },
  { "train", { "mlp", "cnn", "gpt", NULL } },
};

static bool
has_name (const char *wish, const char *name)
{
  if (strcmp (wish, name) == 0)
    return true;
  for (size_t g = 0; g < G_N_ELEMENTS (groups); g++)
    for (size_t i = 0; strcmp (wish, groups[g].name) == 0 && groups[g].members[i]; i++)
      if (strcmp (groups[g].members[i], name) == 0)
        return true;
  return false;
}

static int
check_wish (const char *wish)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (size_t i = 0; i < bench_n_workloads; i++)
    {
      if (has_name (wish, bench_workloads[i].name))
        return -1;
      g_string_append_printf (known, "%s%s", i ? ", " : "", bench_workloads[i].name);
    }
  return rg_command_usage ("bench: there is no workload '%s'; there are %s; ops and train stand for several", wish, known->str);
}

/* What `startup` times. */
static int
startup (void)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (3)), true);
  if (!rg_backward (rg_sum (rg_mul (x, x)), &error))
    return rg_command_fail ("bench: %s", error->message);
  return rg_grad (x) ? 0 : RG_EXIT_FAILED;
}

int
rg_command_bench (int argc, char **argv)
{
  gint threads = 0;
  g_autofree char *samples = NULL;
  gboolean json = FALSE, list = FALSE, start = FALSE;
  const GOptionEntry entries[] = {
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "threads (all cores)", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print one JSON object", NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, "say which workloads there are", NULL },
    { "samples", 0, 0, G_OPTION_ARG_FILENAME, &samples, "do not time training: leave its weights, data, first losses and a trace in FOLDER", "FOLDER" },
    { "startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &start, "", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "[NAME...]", "Times workloads against the limits of this machine; without a name, all "
                                 "of them.", entries);
  for (int i = 1; status < 0 && i < argc; i++)
    status = check_wish (argv[i]);
  if (status < 0 && threads < 0)
    status = rg_command_usage ("bench: --threads is at least 1");
  if (status >= 0)
    return status;
  if (start)
    return startup ();
  for (size_t i = 0; list && i < bench_n_workloads; i++)
    printf ("%-10s %s\n", bench_workloads[i].name, bench_workloads[i].summary);
  if (list)
    return 0;
  Bench *b = bench_new (threads, json, samples);
  for (size_t i = 0; i < bench_n_workloads; i++)
    {
      bool wanted = argc < 2;
      for (int k = 1; k < argc; k++)
        wanted |= has_name (argv[k], bench_workloads[i].name);
      if (wanted)
        bench_run (b, &bench_workloads[i]);
    }
  status = bench_failed (b) ? RG_EXIT_FAILED : 0;
  bench_free (b);
  return status;
}
