/* measure.c: losses, accuracies and errors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "measure.h"
#include <math.h>
#include <string.h>

/* Rows at once: as many as make a quarter of a million inputs, at most 1024. */
#define BATCH(width) (guint) CLAMP (262144 / MAX ((width), 1), 16, 1024)

/* --- one batch --- */

static void
note_wrong (Measures *m, guint row, double loss, double answer)
{
  guint most = G_N_ELEMENTS (m->wrong), at = m->n_wrong;
  while (at > 0 && m->wrong_loss[at - 1] < loss)
    at--;
  if (at == most)
    return;
  guint last = MIN (m->n_wrong, most - 1);
  memmove (&m->wrong[at + 1], &m->wrong[at], (last - at) * sizeof *m->wrong);
  memmove (&m->wrong_loss[at + 1], &m->wrong_loss[at], (last - at) * sizeof *m->wrong_loss);
  memmove (&m->wrong_answer[at + 1], &m->wrong_answer[at], (last - at) * sizeof *m->wrong_answer);
  m->wrong[at] = row;
  m->wrong_answer[at] = answer;
  m->wrong_loss[at] = loss;
  m->n_wrong = MIN (m->n_wrong + 1, most);
}

/* (n, classes) float32 and (n) int64; of text there are no rows */
static void
add_classes (Measures *m, const float *out, const int64_t *target, const guint *rows, guint n)
{
  for (guint i = 0; i < n; i++, out += m->n_classes)
    {
      guint best = 0;
      double sum = 0;
      for (guint k = 1; k < m->n_classes; k++)
        if (out[k] > out[best])
          best = k;
      for (guint k = 0; k < m->n_classes; k++)
        sum += exp ((double) out[k] - out[best]);
      double loss = log (sum) - ((double) out[target[i]] - out[best]);
      m->loss += loss;
      m->correct += best == (guint) target[i];
      if (m->confusion)
        m->confusion[(guint) target[i] * m->n_classes + best]++;
      if (rows && best != (guint) target[i])
        note_wrong (m, rows[i], loss, best);
    }
}

/* (n, 1) float32 both; errors in the target's own units */
static void
add_values (Measures *m, const float *out, const float *target, const Encoder *e, const guint *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double difference = (double) out[i] - target[i];
      m->loss += difference * difference;
      m->mae += fabs (difference) * e->target_scale;
      note_wrong (m, rows[i], difference * difference, out[i] * e->target_scale + e->target_mean);
    }
}

/* --- all rows --- */

static void
finish_values (Measures *m, const Encoder *e, const float *targets, const guint *rows, guint n)
{
  double mean = 0, deviations = 0;
  for (guint i = 0; i < n; i++)
    mean += targets[rows[i]];
  mean /= n;
  for (guint i = 0; i < n; i++)
    deviations += (targets[rows[i]] - mean) * (targets[rows[i]] - mean);
  m->r2 = deviations > 0 ? 1 - m->loss / deviations : NAN;
  m->mae /= n;
  m->rmse = sqrt (m->loss / n) * e->target_scale;
}

bool
measure (Model *model, const Encoder *e, const Samples *s, const guint *rows, guint n, Measures *m, GError **error)
{
  bool training = model_is_training (model), ok = true;
  guint each = s->context ? s->context : 1, size = BATCH (e->width);
  *m = (Measures){ .n = n * each, .n_classes = encoder_n_classes (e) };
  m->confusion = m->n_classes && !s->context ? g_new0 (guint, m->n_classes * m->n_classes) : NULL;
  model_set_training (model, false);
  RG_NO_GRAD;
  for (guint at = 0; at < n && ok; at += size)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      guint k = MIN (size, n - at);
      RgTensor *x, *y, *out = NULL;
      if (samples_batch (s, rows + at, k, 0, &x, &y))
        out = rg_contiguous (model_forward (model, x));
      if (out == NULL)
        ok = rg_scope_check (scope, error) && false;
      else if (m->n_classes)
        add_classes (m, rg_tensor_data (out), rg_tensor_data (y), s->context ? NULL : rows + at, k * each);
      else
        add_values (m, rg_tensor_data (out), rg_tensor_data (y), e, rows + at, k);
    }
  model_set_training (model, training);
  if (ok && n && m->n_classes == 0)
    finish_values (m, e, rg_tensor_data (s->targets), rows, n);
  m->loss = m->n ? m->loss / m->n : NAN;
  m->accuracy = m->n ? (double) m->correct / m->n : NAN;
  return ok;
}

void
measures_clear (Measures *m)
{
  g_clear_pointer (&m->confusion, g_free);
}

/* --- words --- */

char *
measures_line (const Measures *m, const Encoder *e)
{
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  if (e->task == TASK_LANGUAGE)
    return g_strdup_printf ("%s nats per character, perplexity %s", g_ascii_formatd (a, sizeof a, "%.4f", m->loss),
                            g_ascii_formatd (b, sizeof b, "%.3f", exp (m->loss)));
  if (e->classes)
    return g_strdup_printf ("accuracy %s%% (%u of %u)", g_ascii_formatd (a, sizeof a, "%.2f", 100 * m->accuracy), m->correct,
                            m->n);
  return g_strdup_printf ("R2 %s, mean absolute error %s", g_ascii_formatd (a, sizeof a, "%.4f", m->r2),
                          g_ascii_formatd (b, sizeof b, "%.4g", m->mae));
}

double
measures_score (const Measures *m, const Encoder *e)
{
  return e->task == TASK_LANGUAGE ? m->loss : e->classes ? m->accuracy : m->r2;
}

static void
add_json (GString *s, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf (s, "%s\"%s\":", s->len > 1 ? "," : "", name);
  g_string_append (s, isfinite (value) ? g_ascii_formatd (text, sizeof text, "%.9g", value) : "null");
}

char *
measures_json (const Measures *m, const Encoder *e)
{
  GString *s = g_string_new ("{");
  add_json (s, "rows", m->n);
  add_json (s, "loss", m->loss);
  if (e->task == TASK_LANGUAGE)
    {
      add_json (s, "accuracy", m->accuracy);
      add_json (s, "perplexity", exp (m->loss));
      add_json (s, "bits_per_character", m->loss / G_LN2);
    }
  else if (e->classes)
    {
      add_json (s, "accuracy", m->accuracy);
      add_json (s, "correct", m->correct);
      g_string_append (s, ",\"confusion\":[");
      for (guint i = 0; i < m->n_classes; i++)
        {
          g_string_append (s, i ? ",[" : "[");
          for (guint k = 0; k < m->n_classes; k++)
            g_string_append_printf (s, "%s%u", k ? "," : "", m->confusion[i * m->n_classes + k]);
          g_string_append_c (s, ']');
        }
      g_string_append_c (s, ']');
    }
  else
    {
      add_json (s, "r2", m->r2);
      add_json (s, "mae", m->mae);
      add_json (s, "rmse", m->rmse);
    }
  g_string_append_c (s, '}');
  return g_string_free (s, FALSE);
}
