/* sample.c: `retrograde sample MODEL`: text from a language model, character after
 * character.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "samples.h"
#include "saved.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *prompt;
  gint length;
  double temperature;
  gint top;
  gint64 seed;
  gint threads;
} SampleOptions;

/* --- one character --- */

static int
by_value_down (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;
  return (x < y) - (x > y);
}

/* The least logit that is still among the first @top. */
static float
least_of (const float *logits, guint n, guint top)
{
  if (top == 0 || top >= n)
    return -INFINITY;
  g_autofree float *sorted = g_memdup2 (logits, n * sizeof *logits);
  qsort (sorted, n, sizeof *sorted, by_value_down);
  return sorted[top - 1];
}

/* By probabilities softmax (logits / temperature); temperature 0 takes the likeliest. */
static guint
choose (const float *logits, guint n, const SampleOptions *o, double uniform)
{
  guint best = 0, last = 0;
  float least = least_of (logits, n, (guint) o->top);
  double sum = 0;
  for (guint k = 1; k < n; k++)
    if (logits[k] > logits[best])
      best = k;
  if (o->temperature == 0)
    return best;
  for (guint k = 0; k < n; k++)
    if (logits[k] >= least)
      sum += exp (((double) logits[k] - logits[best]) / o->temperature);
  double left = uniform * sum;
  for (guint k = 0; k < n; k++)
    if (logits[k] >= least)
      {
        left -= exp (((double) logits[k] - logits[best]) / o->temperature);
        last = k;
        if (left < 0)
          return k;
      }
  return last;
}

/* --- the text --- */

/* The model's context slides over what is there so far. */
static bool
go_on (Model *model, const Encoder *e, GArray *tokens, const SampleOptions *o, GError **error)
{
  guint n_classes = encoder_n_classes (e);
  RG_NO_GRAD;
  for (gint i = 0; i < o->length; i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      guint n = MIN (tokens->len, (guint) e->width);
      RgTensor *x = rg_from_data (RG_I64, RG_SHAPE (1, n), &g_array_index (tokens, int64_t, tokens->len - n));
      RgTensor *out = rg_contiguous (model_forward (model, x)); /* (1, n, classes) */
      if (out == NULL)
        return rg_scope_check (scope, error) && false;
      const float *logits = (const float *) rg_tensor_data (out) + (n - 1) * n_classes;
      int64_t token = choose (logits, n_classes, o, rg_random_uniform ((uint64_t) o->seed, (uint64_t) i));
      g_array_append_val (tokens, token);
      fputs (e->classes[token], stdout);
      fflush (stdout);
    }
  return true;
}

/* The prompt's characters; without a prompt a line end, or the first character there is. */
static GArray *
read_prompt (const Encoder *e, const char *prompt, GError **error)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (int64_t));
  if (prompt == NULL || *prompt == '\0')
    {
      int64_t start = 0;
      for (int64_t k = 0; e->classes[k]; k++)
        if (strcmp (e->classes[k], "\n") == 0)
          start = k;
      g_array_append_val (tokens, start);
      return tokens;
    }
  Source source = { .kind = SOURCE_TEXT, .name = (char *) "the prompt", .text = (char *) prompt,
                    .n = (guint) g_utf8_strlen (prompt, -1) };
  g_autoptr (Samples) s = samples_new (e, &source, false, error);
  if (s)
    g_array_append_vals (tokens, rg_tensor_data (s->inputs), s->n);
  else
    g_clear_pointer (&tokens, g_array_unref);
  return tokens;
}

static int
sample (const char *path, const SampleOptions *o)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  if (!saved_read (path, &model, &e, &error))
    return rg_command_fail ("sample: %s", error->message);
  if (e->task != TASK_LANGUAGE)
    return rg_command_fail ("sample: %s: no language model; 'retrograde predict' answers for tables and arrays", path);
  if (o->prompt && !g_utf8_validate (o->prompt, -1, NULL))
    return rg_command_fail ("sample: the prompt is no UTF-8 text");
  g_autoptr (GArray) tokens = read_prompt (e, o->prompt, &error);
  if (tokens == NULL)
    return rg_command_fail ("sample: %s", error->message);
  fputs (o->prompt ? o->prompt : "", stdout);
  if (!go_on (model, e, tokens, o, &error))
    return rg_command_fail ("sample: %s", error->message);
  fputc ('\n', stdout);
  return fflush (stdout) == 0 && !ferror (stdout) ? 0 : rg_command_fail ("sample: the text could not be written");
}

int
rg_command_sample (int argc, char **argv)
{
  SampleOptions o = { .length = 500, .temperature = 1 };
  const GOptionEntry entries[] = {
    { "prompt", 0, 0, G_OPTION_ARG_STRING, &o.prompt, "what the text begins with", "TEXT" },
    { "length", 0, 0, G_OPTION_ARG_INT, &o.length, "how many characters come after it (500)", "N" },
    { "temperature", 0, 0, G_OPTION_ARG_DOUBLE, &o.temperature, "below 1: likelier characters; 0: the likeliest (1)", "X" },
    { "top", 0, 0, G_OPTION_ARG_INT, &o.top, "only among the N likeliest; 0: among all (0)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &o.seed, "seed of the draws (0)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &o.threads, "threads (all cores)", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors", "Writes text as a language model goes on.", entries);
  if (status < 0 && argc != 2)
    status = rg_command_usage ("sample: give one model; see 'retrograde sample --help'");
  if (status < 0 && (o.length < 0 || o.top < 0 || !(o.temperature >= 0) || !isfinite (o.temperature)))
    status = rg_command_usage ("sample: --length, --top and --temperature must not be negative");
  if (status < 0)
    status = rg_command_use ("sample", o.threads, NULL, NULL);
  if (status < 0)
    status = sample (argv[1], &o);
  g_free (o.prompt);
  return status;
}
