/* builder.c: keys of a group, with errors that say where; fresh parameters.
 *
 * Errors stick: after the first one every reader returns its default, and
 * nothing more is reported.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include "one-line.h"
#include <math.h>
#include <string.h>

/* --- errors --- */

void
builder_fail (Builder *b, const char *key, const char *format, ...)
{
  if (b->error)
    return;
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = one_line (text);
  va_end (args);
  g_autofree char *where = g_strdup_printf ("%s%s%s%s%s", b->group ? "[" : "", b->group ? b->group : "",
                                            b->group ? "] " : "", key ? key : "", key ? ": " : "");
  g_autofree char *file = one_line (b->file_name), *place = one_line (where);
  g_set_error (&b->error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s%s", file, place, what);
}

/* --- keys --- */

bool
builder_has (Builder *b, const char *key)
{
  return g_key_file_has_key (b->file, b->group, key, NULL);
}

char *
builder_text (Builder *b, const char *key, const char *def)
{
  g_hash_table_add (b->read, g_strdup (key));
  char *value = g_key_file_get_value (b->file, b->group, key, NULL);
  if (value == NULL)
    return g_strdup (def);
  return g_strstrip (value);
}

static bool
parse_int (const char *text, int64_t *value)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL);
}

int64_t
builder_int (Builder *b, const char *key, int64_t min, int64_t def)
{
  g_autofree char *text = builder_text (b, key, NULL);
  int64_t value = def;
  if (text && (!parse_int (text, &value) || value < min))
    {
      /* The caller reckons with it. */
      builder_fail (b, key, "\"%s\" is not a whole number of at least %" G_GINT64_FORMAT, text, min);
      return MAX (def, min);
    }
  return value;
}

double
builder_float (Builder *b, const char *key, double min, double max, double def)
{
  g_autofree char *text = builder_text (b, key, NULL);
  if (text == NULL)
    return def;
  char *end;
  const double value = g_ascii_strtod (text, &end);
  if (end == text || *end || !(value >= min && value <= max))
    {
      char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
      builder_fail (b, key, "\"%s\" is not a number from %s to %s", text,
                    g_ascii_formatd (low, sizeof low, "%g", min),
                    g_ascii_formatd (high, sizeof high, "%g", max));
      return def;
    }
  return value;
}

bool
builder_bool (Builder *b, const char *key, bool def)
{
  g_autofree char *text = builder_text (b, key, NULL);
  if (text == NULL)
    return def;
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    builder_fail (b, key, "\"%s\" is neither true nor false", text);
  return g_str_equal (text, "true");
}

void
builder_ints (Builder *b, const char *key, size_t n, int64_t min, int64_t *values)
{
  g_autofree char *text = builder_text (b, key, NULL);
  for (size_t i = 0; i < n; i++)
    values[i] = min;
  if (text == NULL)
    {
      builder_fail (b, key, "is missing");
      return;
    }
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  const size_t found = g_strv_length (words);
  bool fine = found == n || found == 1;
  for (size_t i = 0; fine && i < n; i++)
    fine = parse_int (g_strstrip (words[found == 1 ? 0 : i]), &values[i]) && values[i] >= min;
  if (!fine)
    builder_fail (b, key,
                  "\"%s\" is not %" G_GSIZE_FORMAT " whole number%s of at least %" G_GINT64_FORMAT,
                  text, n, n == 1 ? "" : "s (or one for all)", min);
}

int64_t
builder_size (Builder *b, int d)
{
  const int ndim = rg_tensor_ndim (b->probe) - 1;
  const int at = d < 0 ? d + ndim : d;
  if (at >= 0 && at < ndim)
    return rg_tensor_size (b->probe, 1 + at);
  builder_fail (b, NULL, "a sample has %d dimension%s here, which are too few for this layer", ndim,
                ndim == 1 ? "" : "s");
  return 1;
}

void
builder_check_keys (Builder *b, const char *what, const char *known)
{
  g_auto (GStrv) keys = g_key_file_get_keys (b->file, b->group, NULL, NULL);
  for (char **key = keys; key && *key; key++)
    if (!g_hash_table_contains (b->read, *key))
      builder_fail (b, *key, "%s has no such key%s%s", what, known ? "; it has " : "",
                    known ? known : "");
}

/* --- parameters --- */

static RgTensor *
keep (Builder *b, const char *name, RgTensor *tensor, GPtrArray *tensors, GPtrArray *names)
{
  if (tensor == NULL)
    {
      g_autoptr (GError) error = NULL;
      rg_scope_check (NULL, &error);
      builder_fail (b, NULL, "%s: %s", name, error ? error->message : "cannot be made");
      return NULL;
    }
  g_autofree char *full = g_strconcat (b->prefix, name, NULL);
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], full))
      builder_fail (b, "name", "there are two tensors called %s", full);
  g_ptr_array_add (tensors, rg_tensor_ref (tensor));
  g_ptr_array_add (names, g_steal_pointer (&full));
  return tensor;
}

static RgTensor *
keep_parameter (Builder *b, const char *name, RgTensor *tensor)
{
  return keep (b, name, rg_set_requires_grad (tensor, true), b->model->parameters,
               b->model->parameter_names);
}

/* x = scale x + shift, in place, on a fresh tensor. */
static RgTensor *
rescale (RgTensor *t, double scale, double shift)
{
  const int64_t n = t ? rg_tensor_numel (t) : 0;
  void *data = rg_tensor_data (t);
  for (int64_t i = 0; i < n; i++)
    if (rg_tensor_dtype (t) == RG_F64)
      ((double *) data)[i] = ((double *) data)[i] * scale + shift;
    else
      ((float *) data)[i] = (float) ((double) ((float *) data)[i] * scale + shift);
  return t;
}

RgTensor *
builder_uniform (Builder *b, const char *name, RgInts shape, double bound)
{
  if (b->error)
    return NULL;
  return keep_parameter (b, name,
                         rescale (rg_rand (b->model->shape.dtype, shape), 2 * bound, -bound));
}

RgTensor *
builder_normal (Builder *b, const char *name, RgInts shape, double std)
{
  if (b->error)
    return NULL;
  return keep_parameter (b, name, rescale (rg_randn (b->model->shape.dtype, shape), std, 0));
}

RgTensor *
builder_constant (Builder *b, const char *name, RgInts shape, double value)
{
  if (b->error)
    return NULL;
  return keep_parameter (b, name, rg_full (b->model->shape.dtype, shape, value));
}

RgTensor *
builder_buffer (Builder *b, const char *name, RgDType dtype, RgInts shape, double value)
{
  if (b->error)
    return NULL;
  return keep (b, name, rg_full (dtype, shape, value), b->model->buffers, b->model->buffer_names);
}
