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
eval (const char *path, const char *file, bool json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  Measures m = { 0 };
  if (!saved_read (path, &model, &e, &error))
    return rg_command_fail ("eval: %s", error->message);
  g_autoptr (Table) t = table_read (file, &error);
  RgTensor *inputs = t ? encoder_inputs (e, t, &error) : NULL, *targets = inputs ? encoder_targets (e, t, &error) : NULL;
  if (targets == NULL)
    return rg_command_fail ("eval: %s", error->message);
  g_autofree guint *rows = g_new (guint, t->n_rows);
  for (guint i = 0; i < t->n_rows; i++)
    rows[i] = i;
  if (!measure (model, e, inputs, targets, rows, t->n_rows, &m, &error))
    return rg_command_fail ("eval: %s", error->message);
  g_autofree char *text = json ? measures_json (&m, e) : measures_line (&m, e);
  printf ("%s\n", text);
  if (!json && m.n_classes)
    print_classes (&m, e);
  measures_clear (&m);
  return 0;
}

int
rg_command_eval (int argc, char **argv)
{
  gboolean json = FALSE;
  gint threads = 0;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print one JSON object", NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "threads (all cores)", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors FILE|-", "Measures a model on a table that has the target.",
                                 entries);
  if (status >= 0)
    return status;
  if (argc != 3)
    return rg_command_usage ("eval: give a model and a file; see 'retrograde eval --help'");
  if (threads > 0)
    rg_set_num_threads (threads);
  return eval (argv[1], argv[2], json);
}
