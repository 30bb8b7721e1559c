/* predict.c: `retrograde predict MODEL [FILE]`: a table with the model's answers.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "csv.h"
#include "dataset.h"
#include "saved.h"
#include <math.h>
#include <stdio.h>

#define BATCH 1024

/* --- writing --- */

static void
put (FILE *to, const char *text, char separator)
{
  g_autofree char *field = csv_quote (text, separator);
  fputs (field, to);
}

static void
put_number (FILE *to, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  fputs (g_ascii_formatd (text, sizeof text, "%.9g", value), to);
}

static void
put_head (FILE *to, const Table *t, const Encoder *e, bool probabilities)
{
  for (guint i = 0; i < t->n_columns; i++)
    {
      put (to, t->columns[i].name, t->separator);
      fputc (t->separator, to);
    }
  g_autofree char *name = g_strconcat ("predicted_", e->target, NULL);
  put (to, name, t->separator);
  for (guint k = 0; probabilities && e->classes && e->classes[k]; k++)
    {
      g_autofree char *column = g_strconcat ("probability_", e->classes[k], NULL);
      fputc (t->separator, to);
      put (to, column, t->separator);
    }
  fputc ('\n', to);
}

static void
put_answer (FILE *to, const Table *t, const Encoder *e, const float *out, bool probabilities)
{
  guint n = encoder_n_classes (e), best = 0;
  double sum = 0;
  if (n == 0)
    {
      put_number (to, out[0] * e->target_scale + e->target_mean);
      return;
    }
  for (guint k = 1; k < n; k++)
    if (out[k] > out[best])
      best = k;
  for (guint k = 0; k < n; k++)
    sum += exp ((double) out[k] - out[best]);
  put (to, e->classes[best], t->separator);
  for (guint k = 0; probabilities && k < n; k++)
    {
      fputc (t->separator, to);
      put_number (to, exp ((double) out[k] - out[best]) / sum);
    }
}

static void
put_rows (FILE *to, const Table *t, const Encoder *e, guint from, guint n, const float *out, bool probabilities)
{
  for (guint row = from; row < from + n; row++, out += encoder_n_outputs (e))
    {
      for (guint i = 0; i < t->n_columns; i++)
        {
          put (to, t->columns[i].values[row], t->separator);
          fputc (t->separator, to);
        }
      put_answer (to, t, e, out, probabilities);
      fputc ('\n', to);
    }
}

/* --- the command --- */

static int
predict (const char *path, const char *file, bool probabilities)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  if (!saved_read (path, &model, &e, &error))
    return rg_command_fail ("predict: %s", error->message);
  g_autoptr (Table) t = table_read (file, &error);
  RgTensor *inputs = t ? encoder_inputs (e, t, &error) : NULL;
  if (inputs == NULL)
    return rg_command_fail ("predict: %s", error->message);
  RG_NO_GRAD;
  put_head (stdout, t, e, probabilities);
  g_autofree guint *rows = g_new (guint, BATCH);
  for (guint at = 0; at < t->n_rows; at += BATCH)
    {
      g_autoptr (RgScope) inner = rg_scope_begin ();
      guint n = MIN (BATCH, t->n_rows - at);
      for (guint i = 0; i < n; i++)
        rows[i] = at + i;
      RgTensor *out = rg_contiguous (model_forward (model, dataset_batch (inputs, rows, n)));
      if (out == NULL)
        {
          rg_scope_check (inner, &error);
          return rg_command_fail ("predict: %s", error->message);
        }
      put_rows (stdout, t, e, at, n, rg_tensor_data (out), probabilities);
    }
  if (fflush (stdout) != 0 || ferror (stdout))
    return rg_command_fail ("predict: the answers could not be written");
  return 0;
}

int
rg_command_predict (int argc, char **argv)
{
  gboolean probabilities = FALSE;
  gint threads = 0;
  const GOptionEntry entries[] = {
    { "probabilities", 0, 0, G_OPTION_ARG_NONE, &probabilities, "add a column with the probability of each class", NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "threads (all cores)", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors [FILE|-]",
                                 "Adds a column with the model's answers to a table (standard input by default) and writes "
                                 "it to standard output.", entries);
  if (status >= 0)
    return status;
  if (argc < 2 || argc > 3)
    return rg_command_usage ("predict: give a model and a file; see 'retrograde predict --help'");
  if (threads > 0)
    rg_set_num_threads (threads);
  return predict (argv[1], argc > 2 ? argv[2] : "-", probabilities);
}
