/* predict.c: `retrograde predict MODEL [FILE]`: a table with the model's answers.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "csv.h"
#include "samples.h"
#include "saved.h"
#include <math.h>
#include <stdio.h>

#define BATCH 256

/* --- writing --- */

static void
put (FILE *to, const char *text)
{
  g_autofree char *field = csv_quote (text);
  fputs (field, to);
}

static void
put_number (FILE *to, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  fputs (g_ascii_formatd (text, sizeof text, "%.9g", value), to);
}

/* The columns of a table; of arrays the number of the sample stands for them. */
static void
put_head (FILE *to, const Source *s, const Encoder *e, char separator, bool probabilities)
{
  for (guint i = 0; s->table && i < s->table->n_columns; i++)
    {
      put (to, s->table->columns[i].name);
      fputc (separator, to);
    }
  if (s->table == NULL)
    fprintf (to, "sample%c", separator);
  g_autofree char *name = g_strconcat ("predicted_", e->target, NULL);
  put (to, name);
  for (guint k = 0; probabilities && e->classes && e->classes[k]; k++)
    {
      g_autofree char *column = g_strconcat ("probability_", e->classes[k], NULL);
      fputc (separator, to);
      put (to, column);
    }
  fputc ('\n', to);
}

static void
put_answer (FILE *to, const Encoder *e, const float *out, char separator, bool probabilities)
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
  put (to, e->classes[best]);
  for (guint k = 0; probabilities && k < n; k++)
    {
      fputc (separator, to);
      put_number (to, exp ((double) out[k] - out[best]) / sum);
    }
}

static void
put_rows (FILE *to, const Source *s, const Encoder *e, char separator, guint from, guint n, const float *out, bool probabilities)
{
  for (guint row = from; row < from + n; row++, out += encoder_n_outputs (e))
    {
      for (guint i = 0; s->table && i < s->table->n_columns; i++)
        {
          put (to, table_raw (&s->table->columns[i], row));
          fputc (separator, to);
        }
      if (s->table == NULL)
        fprintf (to, "%u%c", row + 1, separator);
      put_answer (to, e, out, separator, probabilities);
      fputc ('\n', to);
    }
}

/* --- the command --- */

static bool
predict (Model *model, const Encoder *e, const Source *source, bool probabilities, GError **error)
{
  g_autoptr (Samples) samples = samples_new (e, source, false, error);
  if (samples == NULL)
    return false;
  RG_NO_GRAD;
  char separator = source->table ? source->table->separator : ',';
  g_autofree guint *rows = g_new (guint, BATCH);
  put_head (stdout, source, e, separator, probabilities);
  for (guint at = 0; at < samples->n; at += BATCH)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      guint n = MIN (BATCH, samples->n - at);
      RgTensor *x, *out = NULL;
      for (guint i = 0; i < n; i++)
        rows[i] = at + i;
      if (samples_batch (samples, rows, n, 0, &x, NULL))
        out = rg_contiguous (model_forward (model, x));
      if (out == NULL)
        return rg_scope_check (scope, error) && false;
      put_rows (stdout, source, e, separator, at, n, rg_tensor_data (out), probabilities);
    }
  return (fflush (stdout) == 0 && !ferror (stdout)) || data_fail (error, "the answers could not be written");
}

static int
run (const char *path, const char *file, const char *inputs, bool ignore, bool probabilities)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  if (!saved_read (path, &model, &e, &error))
    return rg_command_fail ("predict: %s", error->message);
  if (e->task == TASK_LANGUAGE)
    return rg_command_fail ("predict: %s: a language model; 'retrograde sample' goes on with a text", path);
  encoder_choose_unknown (e, ignore);
  g_autoptr (Source) source = saved_source (e, file, NULL, inputs, &error);
  if (source == NULL || !predict (model, e, source, probabilities, &error))
    return rg_command_fail ("predict: %s", error->message);
  return 0;
}

int
rg_command_predict (int argc, char **argv)
{
  gboolean probabilities = FALSE;
  gint threads = 0;
  g_autofree char *inputs = NULL, *unknown = NULL;
  const GOptionEntry entries[] = {
    { "probabilities", 0, 0, G_OPTION_ARG_NONE, &probabilities, "add a column with the probability of each class", NULL },
    { "inputs", 0, 0, G_OPTION_ARG_STRING, &inputs, "an npz file's array of inputs", "NAME" },
    { "unknown", 0, 0, G_OPTION_ARG_STRING, &unknown, "texts that the model does not know: error, or ignore to take them for missing (error)", "HOW" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "threads (all cores)", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors [FILE|-]",
                                 "Adds a column with the model's answers to a table (standard input by default) and writes "
                                 "it to standard output; to the samples of npz, npy and IDX files likewise.", entries);
  if (status >= 0)
    return status;
  if (argc < 2 || argc > 3)
    return rg_command_usage ("predict: give a model and a file; see 'retrograde predict --help'");
  bool ignore;
  status = rg_command_use ("predict", threads, unknown, &ignore);
  return status >= 0 ? status : run (argv[1], argc > 2 ? argv[2] : "-", inputs, ignore, probabilities);
}
