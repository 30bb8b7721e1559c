/* encode-arrays.c: arrays of numbers: samples that are rows are standardised column by
 * column, all others, such as pictures, by one mean and one deviation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whole targets with no more different values than this are classes; of a floating
 * dtype they must be fewer. */
#define MOST_CLASSES 1000
#define MOST_FLOATING 30

/* --- targets --- */

/* The different targets, sorted; in *n how many. */
static double *
distinct (const Source *s, guint *n, bool *is_integral)
{
  double *values = g_new (double, s->n);
  *n = 0;
  *is_integral = true;
  for (guint i = 0; i < s->n; i++)
    {
      values[i] = source_number (s->targets, i);
      *is_integral &= values[i] == floor (values[i]) && fabs (values[i]) < 1e15;
    }
  qsort (values, s->n, sizeof *values, source_by_number);
  for (guint i = 0; i < s->n; i++)
    if (i == 0 || values[i] != values[i - 1])
      values[(*n)++] = values[i];
  return values;
}

static int
find_task (const Source *s, const char *target, Task task, GError **error)
{
  (void) target;
  if (s->targets == NULL)
    {
      data_fail (error, "%s: there is nothing to predict: give --labels FILE, or of an npz file --target ARRAY", s->name);
      return -1;
    }
  for (guint i = 0; i < s->n; i++)
    if (!isfinite (source_number (s->targets, i)))
      {
        data_fail (error, "%s: target %u (%s) is not a finite number", s->name, i + 1, s->target_name);
        return -1;
      }
  if (task != TASK_AUTO)
    return (int) task;
  guint n, most = rg_dtype_is_floating (rg_tensor_dtype (s->targets)) ? MOST_FLOATING : MOST_CLASSES;
  bool is_integral;
  g_free (distinct (s, &n, &is_integral));
  return is_integral && n <= most && n * 3 <= s->n ? TASK_CLASSIFICATION : TASK_REGRESSION;
}

static guint *
strata (const Source *s, const char *target, guint *n_strata)
{
  bool is_integral;
  g_autofree double *values = distinct (s, n_strata, &is_integral);
  guint *stratum = g_new (guint, s->n);
  (void) target;
  for (guint i = 0; i < s->n; i++)
    {
      double value = source_number (s->targets, i);
      const double *found = bsearch (&value, values, *n_strata, sizeof *values, source_by_number);
      stratum[i] = (guint) (found - values);
    }
  return stratum;
}

static bool
build_targets (Encoder *e, const Source *s, const EncoderWish *w, GError **error)
{
  guint n;
  bool is_integral;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree double *values = distinct (s, &n, &is_integral);
  e->target = g_strdup (s->target_name);
  if (e->task != TASK_CLASSIFICATION)
    {
      Feature f = { 0 };
      g_autofree double *kept = g_new (double, MAX (w->n_rows, 1));
      for (guint i = 0; i < w->n_rows; i++)
        kept[i] = source_number (s->targets, w->rows[i]);
      encode_measure (kept, w->n_rows, MISSING_MEAN, &f);
      e->target_mean = f.mean;
      e->target_scale = f.scale;
      return true;
    }
  if (n < 2)
    return data_fail (error, "%s: all targets (%s) are the same: there is nothing to tell apart", s->name, s->target_name);
  e->classes = g_new0 (char *, n + 1);
  for (guint k = 0; k < n; k++)
    e->classes[k] = g_strdup (g_ascii_formatd (text, sizeof text, "%.17g", values[k]));
  return true;
}

static RgTensor *
make_targets (const Encoder *e, const Source *s, GError **error)
{
  if (find_task (s, NULL, e->task, error) < 0)
    return NULL;
  guint n = encoder_n_classes (e);
  g_autofree double *known = g_new (double, MAX (n, 1));
  for (guint k = 0; k < n; k++)
    known[k] = g_ascii_strtod (e->classes[k], NULL);
  RgTensor *targets = n ? rg_empty (RG_I64, RG_SHAPE (s->n)) : rg_empty (RG_F32, RG_SHAPE (s->n, 1));
  for (guint i = 0; targets && i < s->n; i++)
    {
      double value = source_number (s->targets, i);
      const double *found = n ? bsearch (&value, known, n, sizeof *known, source_by_number) : NULL;
      if (n && found == NULL)
        {
          data_fail (error, "%s: target %u (%s): %g is none of the classes that the model knows", s->name, i + 1, s->target_name,
                     value);
          return NULL;
        }
      if (n)
        ((int64_t *) rg_tensor_data (targets))[i] = found - known;
      else
        ((float *) rg_tensor_data (targets))[i] = (float) ((value - e->target_mean) / e->target_scale);
    }
  return targets;
}

/* --- inputs --- */

/* Feature @i: one column of samples that are rows, or all values of others, which may
 * be too many to keep. */
static bool
measure (Feature *f, const Encoder *e, const Source *s, const EncoderWish *w, guint i, GError **error)
{
  const int64_t each = e->width / e->n_features;
  int64_t n = 0;
  double sum = 0, squares = 0;
  f->name = each == 1 ? g_strdup_printf ("%u", i + 1) : g_strdup ("all");
  g_autofree double *kept = w->missing == MISSING_MEDIAN ? g_new (double, MAX (1, w->n_rows * each)) : NULL;
  for (guint row = 0; row < w->n_rows; row++)
    for (int64_t k = 0; k < each; k++)
      {
        double value = source_number (s->inputs, w->rows[row] * e->width + i * each + k);
        if (!isfinite (value) && w->missing == MISSING_ERROR)
          return data_fail (error, "%s: sample %u has a value that is not finite: choose --missing mean or --missing median to "
                            "fill such values", s->name, w->rows[row] + 1);
        if (!isfinite (value))
          continue;
        sum += value;
        if (kept)
          kept[n] = value;
        n++;
      }
  if (kept)
    {
      encode_measure (kept, n, w->missing, f);
      return true;
    }
  f->mean = n ? sum / (double) n : 0;
  for (guint row = 0; row < w->n_rows; row++)
    for (int64_t k = 0; k < each; k++)
      {
        double value = source_number (s->inputs, w->rows[row] * e->width + i * each + k);
        if (isfinite (value))
          squares += (value - f->mean) * (value - f->mean);
      }
  encode_scale (f, n ? sqrt (squares / (double) n) : 0);
  f->fill = w->missing == MISSING_ERROR ? NAN : f->mean;
  return true;
}

static bool
build (Encoder *e, const Source *s, const EncoderWish *w, GError **error)
{
  if (rg_tensor_ndim (s->inputs) > RG_MAX_DIMS - 1)
    return data_fail (error, "%s: samples of so many dimensions (%d) cannot be learnt from", s->name, rg_tensor_ndim (s->inputs) - 1);
  e->ndim = MAX (1, rg_tensor_ndim (s->inputs) - 1);
  e->width = 1;
  for (int d = 0; d < e->ndim; d++)
    {
      e->sizes[d] = d + 1 < rg_tensor_ndim (s->inputs) ? rg_tensor_size (s->inputs, d + 1) : 1;
      e->width *= e->sizes[d];
    }
  e->n_features = e->ndim == 1 ? (guint) e->width : 1;
  e->features = g_new0 (Feature, e->n_features);
  for (guint i = 0; i < e->n_features; i++)
    if (!measure (&e->features[i], e, s, w, i, error))
      return false;
  return build_targets (e, s, w, error);
}

static bool
same_shape (const Encoder *e, const Source *s, GError **error)
{
  bool same = e->ndim == MAX (1, rg_tensor_ndim (s->inputs) - 1) && rg_tensor_numel (s->inputs) == e->width * s->n;
  for (int d = 0; same && d < e->ndim && d + 1 < rg_tensor_ndim (s->inputs); d++)
    same = rg_tensor_size (s->inputs, d + 1) == e->sizes[d];
  if (same)
    return true;
  GString *text = g_string_new (NULL);
  for (int d = 0; d < e->ndim; d++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, d ? "x" : "", e->sizes[d]);
  data_fail (error, "%s: its samples are not of the size that the model was trained with, %s", s->name, text->str);
  g_string_free (text, TRUE);
  return false;
}

static RgTensor *
make_inputs (const Encoder *e, const Source *s, GError **error)
{
  if (!same_shape (e, s, error))
    return NULL;
  int64_t sizes[RG_MAX_DIMS] = { s->n }, n = e->width * s->n;
  memcpy (sizes + 1, e->sizes, (size_t) e->ndim * sizeof *sizes);
  RgTensor *inputs = rg_empty (RG_F32, (RgInts){ e->ndim + 1, sizes });
  if (inputs == NULL)
    {
      rg_scope_check (NULL, error);
      return NULL;
    }
  float *out = rg_tensor_data (inputs);
  for (int64_t i = 0; i < n; i++)
    {
      const Feature *f = &e->features[e->n_features == 1 ? 0 : i % e->n_features];
      double value = source_number (s->inputs, i);
      if (!isfinite (value))
        value = f->fill;
      if (isnan (value))
        {
          data_fail (error, "%s: sample %" G_GINT64_FORMAT " has a value that is not finite; the model was trained without such",
                     s->name, i / e->width + 1);
          return NULL;
        }
      out[i] = (float) ((value - f->mean) / f->scale);
    }
  return inputs;
}

const EncodeKind encode_arrays = { "arrays", find_task, strata, build, make_inputs, make_targets };
