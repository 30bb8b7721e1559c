/* sample.c: the texts of sample calls, read. rg-op.h tells their grammar:
 *
 *     f32*3x4:u  -  [3x4 .:p]  i64*3:=0,2,1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <string.h>

/* --- one input --- */

static const struct
{
  const char *word;
  RgDType dtype;
} dtypes[] = {
  { "f32*", RG_F32 }, { "f64*", RG_F64 }, { "i64*", RG_I64 }, { "i32*", RG_I32 },
  { "u8*", RG_U8 },   { "bool*", RG_BOOL }, { "b*", RG_BOOL },
};

static bool
read_dtype (const char **p, CheckInput *in)
{
  for (size_t i = 0; i < G_N_ELEMENTS (dtypes); i++)
    if (g_str_has_prefix (*p, dtypes[i].word))
      {
        in->dtype = dtypes[i].dtype;
        *p += strlen (dtypes[i].word);
        return true;
      }
  return false;
}

static const char *
read_shape (const char **p, CheckInput *in)
{
  if (**p == '.')
    {
      (*p)++;
      return NULL;
    }
  for (;;)
    {
      char *end;
      if (!g_ascii_isdigit (**p))
        return "a size is a number, sizes are joined by 'x', and '.' has none";
      int64_t size = g_ascii_strtoll (*p, &end, 10);
      if (in->ndim == RG_MAX_DIMS || size > 1 << 24)
        return "too many dimensions, or a size that is too large for a sample";
      in->sizes[in->ndim++] = size;
      *p = end;
      if (**p != 'x')
        return check_input_numel (in) <= 1 << 24 ? NULL : "too many elements for a sample";
      (*p)++;
    }
}

static const char *
read_literals (const char **p, CheckInput *in)
{
  g_auto (GStrv) parts = g_strsplit (*p, ",", -1);
  in->fill = '=';
  in->n_literals = **p ? g_strv_length (parts) : 0;
  in->literals = g_new (double, MAX (in->n_literals, 1));
  for (size_t i = 0; i < in->n_literals; i++)
    {
      char *end;
      in->literals[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end)
        return "literal values are numbers separated by commas";
    }
  *p += strlen (*p);
  return (int64_t) in->n_literals == check_input_numel (in) ? NULL
                                                            : "as many literal values as elements";
}

static const char *
read_fill (const char **p, CheckInput *in, bool has_dtype)
{
  if (**p == ':')
    (*p)++;
  if (**p == '=')
    {
      (*p)++;
      return read_literals (p, in);
    }
  if (**p == '\0' || strchr ("nupmsibzo", **p) == NULL)
    return "a fill is one of n u p m s i b z o, or '=' and values";
  in->fill = *(*p)++;
  if (in->fill == 'i')
    {
      char *end;
      in->below = g_ascii_strtoll (*p, &end, 10);
      if (end == *p || in->below < 1)
        return "fill i needs a bound of at least 1: i5";
      *p = end;
    }
  if (!has_dtype && in->fill == 'i')
    in->dtype = RG_I64;
  if (!has_dtype && in->fill == 'b')
    in->dtype = RG_BOOL;
  return NULL;
}

static const char *
read_input (const char *p, CheckInput *in)
{
  *in = (CheckInput){ .dtype = RG_F64, .fill = 'n' };
  if (strcmp (p, "-") == 0)
    {
      in->absent = true;
      return NULL;
    }
  bool has_dtype = read_dtype (&p, in);
  const char *fault = read_shape (&p, in);
  if (fault == NULL && (*p == ':' || *p == '='))
    fault = read_fill (&p, in, has_dtype);
  if (fault == NULL && *p)
    fault = "something stands after it; a fill follows ':'";
  return fault;
}

/* --- the list of inputs --- */

static const char *
read_inputs (RgCheckSample *s, const char *text, char **culprit)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (CheckInput));
  g_autoptr (GString) spaced = g_string_new (NULL);
  for (const char *p = text; *p; p++)
    g_string_append_printf (spaced, *p == '[' || *p == ']' ? " %c " : "%c", *p);
  g_auto (GStrv) words = g_strsplit_set (spaced->str, " \t\n", -1);
  const char *fault = NULL;
  bool inside = false;
  for (char **word = words; *word && fault == NULL; word++)
    {
      CheckInput in;
      if (**word == '\0')
        continue;
      if (**word == '[' || **word == ']')
        {
          fault = inside == (**word == '[') ? "brackets do not match" : NULL;
          inside = **word == '[';
          continue;
        }
      fault = read_input (*word, &in);
      in.spread = inside;
      g_array_append_val (list, in);
      if (fault)
        *culprit = g_strdup (*word);
    }
  if (fault == NULL && inside)
    fault = "a bracket is not closed";
  s->n_inputs = list->len;
  s->inputs = (CheckInput *) (void *) g_array_free (list, FALSE);
  return fault;
}

static bool
read_attrs (RgCheckSample *s, const char *text, GError **error)
{
  s->attrs_text = g_strdup (text);
  s->attrs = rg_attrs_new (s->op);
  g_auto (GStrv) words = g_strsplit (text ? text : "", " ", -1);
  for (char **word = words; *word; word++)
    {
      if (**word == '\0')
        continue;
      char *value = strchr (*word, '=');
      if (value == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: sample attributes \"%s\": expected "
                       "name=value instead of '%s'", s->op->name, text, *word);
          return false;
        }
      *value++ = '\0';
      if (!rg_attrs_set (s->attrs, *word, value, error))
        return false;
    }
  return true;
}

/* --- the public side --- */

RgCheckSample *
rg_check_sample_new (const RgOp *op, size_t index, const RgSample *sample, GError **error)
{
  g_autofree char *culprit = NULL;
  RgCheckSample *s = g_new0 (RgCheckSample, 1);
  s->op = op;
  s->index = index;
  s->flags = sample->flags;
  s->text = g_strdup_printf ("%s%s%s", sample->inputs, sample->attrs ? " " : "",
                             sample->attrs ? sample->attrs : "");
  const char *fault = read_inputs (s, sample->inputs, &culprit);
  if (fault)
    g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: sample inputs \"%s\": %s%s%s", op->name,
                 sample->inputs, culprit ? culprit : "", culprit ? ": " : "", fault);
  if (fault || !read_attrs (s, sample->attrs, error))
    {
      rg_check_sample_free (s);
      return NULL;
    }
  return s;
}

void
rg_check_sample_free (RgCheckSample *s)
{
  if (s == NULL)
    return;
  for (size_t i = 0; i < s->n_inputs; i++)
    g_free (s->inputs[i].literals);
  g_free (s->inputs);
  g_free (s->text);
  g_free (s->attrs_text);
  rg_attrs_free (s->attrs);
  g_free (s);
}

size_t
rg_check_sample_n_inputs (const RgCheckSample *s)
{
  return s->n_inputs;
}

RgTensor *
rg_check_sample_input (const RgCheckSample *s, size_t i)
{
  if (i >= s->n_inputs || s->inputs[i].absent)
    return NULL;
  const CheckInput *in = &s->inputs[i];
  RgTensor *t = rg_empty (in->dtype, (RgInts){ in->ndim, in->sizes });
  if (t)
    check_fill (s, i, in->dtype, rg_tensor_data (t));
  return t;
}

const void *
rg_check_sample_attrs (const RgCheckSample *s)
{
  return rg_attrs_get (s->attrs);
}

const char *
rg_check_sample_text (const RgCheckSample *s)
{
  return s->text;
}
