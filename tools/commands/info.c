/* info.c: `retrograde info MODEL` and `retrograde data FILE`: what is in a file.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "saved.h"
#include <stdio.h>

int
rg_command_info (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors", "Says what a model is and what it was trained for.", entries);
  if (status >= 0)
    return status;
  if (argc != 2)
    return rg_command_usage ("info: give one model; see 'retrograde info --help'");
  if (!saved_read (argv[1], &model, &e, &error))
    return rg_command_fail ("info: %s", error->message);
  g_autofree char *summary = model_summary (model);
  printf ("predicts %s (%s)", e->target, e->classes ? "classification" : "regression");
  for (guint k = 0; e->classes && e->classes[k]; k++)
    printf ("%s%s", k ? ", " : ": ", e->classes[k]);
  printf ("\nfrom %u columns:", e->n_features);
  for (guint i = 0; i < e->n_features; i++)
    printf ("%s%s", i ? ", " : " ", e->features[i].name);
  printf ("\n\n%s", summary);
  return 0;
}

int
rg_command_data (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  g_autoptr (GError) error = NULL;
  int status = rg_command_parse (&argc, &argv, "FILE|-", "Describes a table: columns, types, ranges, missing values, classes.",
                                 entries);
  if (status >= 0)
    return status;
  if (argc != 2)
    return rg_command_usage ("data: give one file; see 'retrograde data --help'");
  g_autoptr (Table) t = table_read (argv[1], &error);
  if (t == NULL)
    return rg_command_fail ("data: %s", error->message);
  g_autofree char *text = table_describe (t);
  fputs (text, stdout);
  return 0;
}
