/* encoder.c: what all encoders share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>
#include <stdlib.h>

static const EncodeKind *const kinds[] = {
  [SOURCE_TABLE] = &encode_table,
  [SOURCE_ARRAYS] = &encode_arrays,
  [SOURCE_TEXT] = &encode_text,
};

/* --- what the kinds need --- */

char **
encode_names (const GPtrArray *values)
{
  char **names = g_new0 (char *, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    names[i] = g_strdup (values->pdata[i]);
  return names;
}

void
encode_scale (Feature *f, double deviation)
{
  f->scale = deviation > 1e-12 * fabs (f->mean) ? deviation : 1;
}

void
encode_measure (double *values, int64_t n, Missing missing, Feature *f)
{
  double sum = 0, squares = 0;
  for (int64_t i = 0; i < n; i++)
    sum += values[i];
  f->mean = n ? sum / (double) n : 0;
  for (int64_t i = 0; i < n; i++)
    squares += (values[i] - f->mean) * (values[i] - f->mean);
  encode_scale (f, n ? sqrt (squares / (double) n) : 0);
  f->fill = missing == MISSING_MEAN || missing == MISSING_MEDIAN ? f->mean : NAN;
  if (missing == MISSING_MEDIAN && n)
    {
      qsort (values, (size_t) n, sizeof *values, source_by_number);
      f->fill = n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }
}

/* --- making --- */

int
encoder_task (const Source *s, const char *target, Task task, GError **error)
{
  return kinds[s->kind]->task (s, target, task, error);
}

guint *
encoder_strata (const Source *s, const char *target, guint *n_strata)
{
  return kinds[s->kind]->strata (s, target, n_strata);
}

Encoder *
encoder_new (const Source *s, const EncoderWish *w, GError **error)
{
  int task = encoder_task (s, w->target, w->task, error);
  if (task < 0)
    return NULL;
  g_autoptr (Encoder) e = g_new0 (Encoder, 1);
  e->kind = s->kind;
  e->task = (Task) task;
  e->target_scale = 1;
  return kinds[s->kind]->build (e, s, w, error) ? g_steal_pointer (&e) : NULL;
}

void
encoder_free (Encoder *e)
{
  if (e == NULL)
    return;
  for (guint i = 0; i < e->n_features; i++)
    {
      g_free (e->features[i].name);
      g_strfreev (e->features[i].categories);
    }
  g_free (e->features);
  g_strfreev (e->classes);
  g_free (e->target);
  g_free (e->notes);
  g_free (e);
}

void
encoder_choose_unknown (Encoder *e, bool ignore)
{
  e->has_choice = true;
  e->takes_unknown = ignore;
}

guint
encoder_n_classes (const Encoder *e)
{
  return e->classes ? g_strv_length (e->classes) : 0;
}

int64_t
encoder_n_outputs (const Encoder *e)
{
  return e->classes ? encoder_n_classes (e) : 1;
}

/* --- use --- */

static bool
fits (const Encoder *e, const Source *s, GError **error)
{
  return s->kind == e->kind
         || data_fail (error, "%s: it holds %s; the model was trained with %s", s->name, kinds[s->kind]->name, kinds[e->kind]->name);
}

RgTensor *
encoder_inputs (const Encoder *e, const Source *s, GError **error)
{
  return fits (e, s, error) ? kinds[e->kind]->inputs (e, s, error) : NULL;
}

RgTensor *
encoder_targets (const Encoder *e, const Source *s, GError **error)
{
  return fits (e, s, error) ? kinds[e->kind]->targets (e, s, error) : NULL;
}
