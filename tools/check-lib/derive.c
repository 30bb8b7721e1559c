/* derive.c: samples that a check makes from another by changing sizes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <string.h>

int64_t
check_input_numel (const CheckInput *in)
{
  int64_t n = 1;
  for (int d = 0; d < in->ndim; d++)
    if (__builtin_mul_overflow (n, in->sizes[d], &n))
      return INT64_MAX;
  return n;
}

/* A variadic input takes what the inputs after it leave. */
const RgInput *
check_input_row (const RgCheckSample *s, size_t i)
{
  const RgInput *rows = s->op->inputs;
  int n = 0, variadic = -1;
  for (; rows && rows[n].name; n++)
    if (rows[n].flags & RG_INPUT_VARIADIC)
      variadic = n;
  int place = (int) i;
  if (variadic >= 0 && place >= variadic)
    {
      int after = n - variadic - 1, from_end = (int) s->n_inputs - place;
      place = from_end > after ? variadic : n - from_end;
    }
  return place < n ? &rows[place] : NULL;
}

bool
check_input_differentiable (const RgCheckSample *s, size_t i)
{
  const RgInput *row = check_input_row (s, i);
  return !s->inputs[i].absent && rg_dtype_is_floating (s->inputs[i].dtype) && row
         && !(row->flags & (RG_INPUT_NO_GRAD | RG_INPUT_INTEGER | RG_INPUT_BOOL))
         && !(s->op->flags & RG_OP_NO_GRAD);
}

RgCheckSample *
check_sample_copy (const RgCheckSample *s)
{
  RgSample source = { "", s->attrs_text, NULL, s->flags };
  RgCheckSample *copy = rg_check_sample_new (s->op, s->index, &source, NULL);
  g_free (copy->inputs);
  g_free (copy->text);
  copy->text = g_strdup (s->text);
  copy->n_inputs = s->n_inputs;
  copy->inputs = g_new (CheckInput, MAX (s->n_inputs, 1));
  for (size_t i = 0; i < s->n_inputs; i++)
    {
      copy->inputs[i] = s->inputs[i];
      copy->inputs[i].literals
          = g_memdup2 (s->inputs[i].literals, s->inputs[i].n_literals * sizeof (double));
    }
  return copy;
}

/* Literal values have no other size: they repeat (fill.c). */
void
check_input_resize (CheckInput *in, int ndim, const int64_t *sizes)
{
  in->ndim = ndim;
  memcpy (in->sizes, sizes, (size_t) ndim * sizeof *sizes);
}

void
check_sample_rename (RgCheckSample *s, const char *note)
{
  static const char *const words[RG_N_DTYPES] = { "f32*", "", "i64*", "i32*", "u8*", "bool*" };
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < s->n_inputs; i++)
    {
      const CheckInput *in = &s->inputs[i];
      g_string_append_printf (text, "%s%s", i ? " " : "", in->absent ? "-" : "");
      if (in->absent)
        continue;
      bool implied = (in->fill == 'i' && in->dtype == RG_I64) || (in->fill == 'b' && in->dtype == RG_BOOL);
      g_string_append (text, implied ? "" : words[in->dtype]);
      for (int d = 0; d < in->ndim; d++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, d ? "x" : "", in->sizes[d]);
      g_string_append (text, in->ndim ? "" : ".");
      if (in->fill == 'i')
        g_string_append_printf (text, ":i%" G_GINT64_FORMAT, in->below);
      else if (in->fill == '=')
        g_string_append (text, ":=...");
      else if (in->fill != 'n')
        g_string_append_printf (text, ":%c", in->fill);
    }
  if (s->attrs_text)
    g_string_append_printf (text, " %s", s->attrs_text);
  g_string_append_printf (text, " (%s)", note);
  g_free (s->text);
  s->text = g_string_free (text, FALSE);
}
