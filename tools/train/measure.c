/* measure.c: losses, accuracies and errors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "measure.h"
#include <math.h>
#include <string.h>

#define BATCH 1024

/* --- one batch --- */

static void
note_wrong (Measures *m, guint row, double loss)
{
  guint most = G_N_ELEMENTS (m->wrong), at = m->n_wrong;
  while (at > 0 && m->wrong_loss[at - 1] < loss)
    at--;
  if (at == most)
    return;
  guint last = MIN (m->n_wrong, most - 1);
  memmove (&m->wrong[at + 1], &m->wrong[at], (last - at) * sizeof *m->wrong);
  memmove (&m->wrong_loss[at + 1], &m->wrong_loss[at], (last - at) * sizeof *m->wrong_loss);
  m->wrong[at] = row;
  m->wrong_loss[at] = loss;
  m->n_wrong = MIN (m->n_wrong + 1, most);
}

/* (n, classes) float32 and (n) int64 */
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
      m->confusion[(guint) target[i] * m->n_classes + best]++;
      if (best != (guint) target[i])
        note_wrong (m, rows[i], loss);
    }
}

/* (n, 1) float32 both; errors in the target's own units */
static void
add_values (Measures *m, const float *out, const float *target, double scale, const guint *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double e = (double) out[i] - target[i];
      m->loss += e * e;
      m->mae += fabs (e) * scale;
      note_wrong (m, rows[i], e * e);
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
measure (Model *model, const Encoder *e, RgTensor *inputs, RgTensor *targets, const guint *rows, guint n, Measures *m,
         GError **error)
{
  bool training = model_is_training (model), ok = true;
  *m = (Measures){ .n = n, .n_classes = encoder_n_classes (e) };
  m->confusion = m->n_classes ? g_new0 (guint, m->n_classes * m->n_classes) : NULL;
  model_set_training (model, false);
  RG_NO_GRAD;
  for (guint at = 0; at < n && ok; at += BATCH)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      guint k = MIN (BATCH, n - at);
      RgTensor *out = rg_contiguous (model_forward (model, dataset_batch (inputs, rows + at, k)));
      RgTensor *y = dataset_batch (targets, rows + at, k);
      if (out == NULL || y == NULL)
        ok = rg_scope_check (scope, error) && false;
      else if (m->n_classes)
        add_classes (m, rg_tensor_data (out), rg_tensor_data (y), rows + at, k);
      else
        add_values (m, rg_tensor_data (out), rg_tensor_data (y), e->target_scale, rows + at, k);
    }
  model_set_training (model, training);
  if (ok && n && m->n_classes == 0)
    finish_values (m, e, rg_tensor_data (targets), rows, n);
  m->loss = n ? m->loss / n : NAN;
  m->accuracy = n ? (double) m->correct / n : NAN;
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
  if (e->classes)
    return g_strdup_printf ("accuracy %s%% (%u of %u)", g_ascii_formatd (a, sizeof a, "%.2f", 100 * m->accuracy), m->correct,
                            m->n);
  return g_strdup_printf ("R2 %s, mean absolute error %s", g_ascii_formatd (a, sizeof a, "%.4f", m->r2),
                          g_ascii_formatd (b, sizeof b, "%.4g", m->mae));
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
  if (e->classes)
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
