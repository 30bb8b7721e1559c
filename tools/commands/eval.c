/* eval.c: `retrograde eval MODEL FILE`: how well a model does on a table.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "measure.h"
#include "saved.h"
#include <stdio.h>

static void
print_classes (const Measures *m, const Encoder *e)
{
  printf ("\n%-16s %8s %9s %9s %9s\n", "class", "rows", "precision", "recall", "f1");
  for (guint k = 0; k < m->n_classes; k++)
    {
      guint rows = 0, predicted = 0, hit = m->confusion[k * m->n_classes + k];
      for (guint i = 0; i < m->n_classes; i++)
        {
          rows += m->confusion[k * m->n_classes + i];
          predicted += m->confusion[i * m->n_classes + k];
        }
      double precision = predicted ? (double) hit / predicted : 0, recall = rows ? (double) hit / rows : 0;
      double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
      char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE], c[G_ASCII_DTOSTR_BUF_SIZE];
      printf ("%-16s %8u %9s %9s %9s\n", e->classes[k], rows, g_ascii_formatd (a, sizeof a, "%.4f", precision),
              g_ascii_formatd (b, sizeof b, "%.4f", recall), g_ascii_formatd (c, sizeof c, "%.4f", f1));
    }
}

static int
eval (const char *path, const char *file, const char *labels, const char *inputs, bool ignore, bool json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  Measures m = { 0 };
  guint n;
  if (!saved_read (path, &model, &e, &error))
    return rg_command_fail ("eval: %s", error->message);
  encoder_choose_unknown (e, ignore);
  g_autoptr (Source) source = saved_source (e, file, labels, inputs, &error);
  g_autoptr (Samples) samples = source ? samples_new (e, source, true, &error) : NULL;
  if (samples == NULL)
    return rg_command_fail ("eval: %s", error->message);
  g_autofree guint *rows = samples_rows (samples, 0, &n);
  if (n == 0)
    return rg_command_fail ("eval: %s: shorter than what the model looks at, %u characters and the next one", file, samples->context);
  if (!measure (model, e, samples, rows, n, &m, &error))
    return rg_command_fail ("eval: %s", error->message);
  g_autofree char *text = json ? measures_json (&m, e) : measures_line (&m, e);
  printf ("%s\n", text);
  if (!json && m.confusion)
    print_classes (&m, e);
  measures_clear (&m);
  return 0;
}

int
rg_command_eval (int argc, char **argv)
{
  gboolean json = FALSE;
  gint threads = 0;
  g_autofree char *labels = NULL, *inputs = NULL, *unknown = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print one JSON object", NULL },
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &labels, "the labels of an IDX file (beside it, 'labels' for 'images')", "FILE" },
    { "inputs", 0, 0, G_OPTION_ARG_STRING, &inputs, "an npz file's array of inputs", "NAME" },
    { "unknown", 0, 0, G_OPTION_ARG_STRING, &unknown, "texts that the model does not know: error, or ignore to take them for missing (error)", "HOW" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "threads (all cores)", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors FILE|-", "Measures a model on a file that has the target too.",
                                 entries);
  if (status >= 0)
    return status;
  if (argc != 3)
    return rg_command_usage ("eval: give a model and a file; see 'retrograde eval --help'");
  bool ignore;
  status = rg_command_use ("eval", threads, unknown, &ignore);
  return status >= 0 ? status : eval (argv[1], argv[2], labels, inputs, ignore, json);
}
