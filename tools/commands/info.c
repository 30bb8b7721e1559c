/* info.c: `retrograde info MODEL` and `retrograde data FILE`: what is in a file.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "saved.h"
#include <stdio.h>

static void
print_encoder (const Encoder *e)
{
  if (e->task == TASK_LANGUAGE)
    {
      printf ("predicts the next of %u characters from the last %d\n", encoder_n_classes (e), (int) e->width);
      return;
    }
  printf ("predicts %s (%s)", e->target, e->classes ? "classification" : "regression");
  for (guint k = 0; e->classes && e->classes[k]; k++)
    printf ("%s%s", k ? ", " : ": ", e->classes[k]);
  if (e->kind == SOURCE_TABLE)
    printf ("\nfrom %u columns:", e->n_features);
  else
    printf ("\nfrom samples of");
  for (guint i = 0; e->kind == SOURCE_TABLE && i < e->n_features; i++)
    {
      g_autofree char *note = feature_note (&e->features[i]);
      printf ("%s%s%s%s%s", i ? ", " : " ", e->features[i].name, note ? " (" : "", note ? note : "", note ? ")" : "");
    }
  for (int d = 0; e->kind == SOURCE_ARRAYS && d < e->ndim; d++)
    printf ("%s%d", d ? "x" : " ", (int) e->sizes[d]);
  printf ("\n");
}

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
  print_encoder (e);
  printf ("\n%s", summary);
  return 0;
}

int
rg_command_data (int argc, char **argv)
{
  gboolean is_text = FALSE;
  g_autofree char *labels = NULL, *inputs = NULL, *target = NULL;
  const GOptionEntry entries[] = {
    { "text", 0, 0, G_OPTION_ARG_NONE, &is_text, "it is a text (so is FILE.txt)", NULL },
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &labels, "the labels of an IDX file", "FILE" },
    { "inputs", 0, 0, G_OPTION_ARG_STRING, &inputs, "an npz file's array of inputs", "NAME" },
    { "target", 0, 0, G_OPTION_ARG_STRING, &target, "an npz file's array of targets", "NAME" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GError) error = NULL;
  int status = rg_command_parse (&argc, &argv, "FILE|-",
                                 "Describes a table (columns, types, ranges, missing values, classes), arrays, or a text.", entries);
  if (status >= 0)
    return status;
  if (argc != 2)
    return rg_command_usage ("data: give one file; see 'retrograde data --help'");
  is_text |= g_str_has_suffix (argv[1], ".txt") || g_str_has_suffix (argv[1], ".txt.gz");
  const SourceWish wish = { argv[1], labels, inputs, target, is_text };
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Source) source = source_read (&wish, &error);
  bool ok = source != NULL;
  for (guint i = 0; ok && source->table && i < source->table->n_columns; i++)
    ok = table_check_column (source->table, i, &error);
  if (!ok)
    return rg_command_fail ("data: %s", error->message);
  g_autofree char *text = source_describe (source);
  fputs (text, stdout);
  return 0;
}
