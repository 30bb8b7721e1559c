/* example.c: a small call of an operator and what it gives, from the samples of its
 * descriptor. The same on every machine: the fill of a sample depends on the
 * operator's name alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include "op-text.h"
#include "rg-check.h"
#include "small-samples.h"

/* A tensor below its name, its lines as far right as the first. */
static void
add_tensor (GString *s, const char *name, const RgTensor *t)
{
  g_autofree char *text = rg_tensor_to_string (t);
  const size_t start = s->len;
  g_string_append_printf (s, "%s = ", name);
  const int indent = (int) (s->len - start);
  for (const char *p = text; *p; p++)
    {
      g_string_append_c (s, *p);
      if (*p == '\n' && p[1] != '\n')
        g_string_append_printf (s, "%*s", indent, "");
    }
  g_string_append_c (s, '\n');
}

/* (transfer full): what input @i of @n is called: the row of a variadic input stands
 * for all that are more than the other rows. */
static char *
input_name (const RgOp *op, size_t i, size_t n)
{
  size_t n_rows = 0, variadic = G_MAXSIZE;
  for (; op->inputs[n_rows].name; n_rows++)
    if (op->inputs[n_rows].flags & RG_INPUT_VARIADIC)
      variadic = n_rows;
  const size_t after = variadic < n_rows ? n_rows - 1 - variadic : 0;
  if (i < variadic)
    return g_strdup (op->inputs[i].name);
  if (i + after < n)
    return g_strdup_printf ("%s[%zu]", op->inputs[variadic].name, i - variadic);
  return g_strdup (op->inputs[n_rows - (n - i)].name);
}

static bool
is_list (const RgOp *op, const char *name, size_t length)
{
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (strlen (a->name) == length && strncmp (a->name, name, length) == 0)
      return a->type == RG_ATTR_INTS;
  return false;
}

static void
add_call (GString *s, const RgOp *op, RgTensor *const *in, size_t n, const char *attrs)
{
  const char *comma = "";
  while (n && in[n - 1] == NULL)
    n--;
  g_string_append_printf (s, "%s (", op->name);
  for (size_t i = 0; i < n; i++, comma = ", ")
    {
      g_autofree char *name = input_name (op, i, n);
      g_string_append_printf (s, "%s%s", comma, in[i] ? name : "none");
    }
  g_auto (GStrv) words = g_strsplit (attrs ? attrs : "", " ", -1);
  for (char **word = words; *word; word++)
    if (**word)
      {
        const char *value = strchr (*word, '=');
        const bool list = value && strchr (value, ',') && is_list (op, *word, (size_t) (value - *word));
        g_string_append_printf (s, "%s%.*s", comma, value ? (int) (value - *word) + 1 : (int) strlen (*word), *word);
        g_string_append_printf (s, list ? "[%s]" : "%s", value ? value + 1 : "");
        comma = ", ";
      }
  g_string_append (s, ")\n");
}

/* (transfer full) (nullable): the sample, if none of its tensors has more than
 * @limit elements, nor none. */
static char *
try_sample (const RgOp *op, size_t index, const RgSample *row, int64_t limit)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (RgCheckSample) sample = rg_check_sample_new (op, index, row, NULL);
  const size_t n = sample ? rg_check_sample_n_inputs (sample) : 0;
  size_t n_out = 0;
  g_autofree RgTensor **in = g_new0 (RgTensor *, n + 1);
  bool small = sample != NULL;
  for (size_t i = 0; i < n; i++)
    {
      in[i] = rg_check_sample_input (sample, i);
      small &= in[i] == NULL || (rg_tensor_numel (in[i]) > 0 && rg_tensor_numel (in[i]) <= limit);
    }
  if (!small)
    return NULL;
  rg_manual_seed (0);
  RgTensor **out = rg_op_call_list (NULL, op, in, n, rg_check_sample_attrs (sample), &n_out);
  rg_scope_check (NULL, NULL);
  for (size_t j = 0; j < n_out && out; j++)
    small &= rg_tensor_numel (out[j]) <= 2 * limit;
  if (out == NULL || !small)
    return NULL;
  GString *s = g_string_new (NULL);
  for (size_t i = 0; i < n; i++)
    if (in[i])
      {
        g_autofree char *name = input_name (op, i, n);
        add_tensor (s, name, in[i]);
      }
  add_call (s, op, in, n, row->attrs);
  for (size_t j = 0; j < n_out; j++)
    {
      g_autofree char *name = call_output_name (op, j, n_out);
      add_tensor (s, name, out[j]);
    }
  return g_string_free (s, FALSE);
}

/* The sample that is made for it; else the first of 16 elements, or a few more. */
char *
op_example (const RgOp *op)
{
  char *example = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (small_samples) && example == NULL; i++)
    if (strcmp (small_samples[i].op, op->name) == 0)
      example = try_sample (op, 0, &small_samples[i].sample, 16);
  for (int64_t limit = 16; limit <= 256 && example == NULL; limit *= 2)
    {
      size_t index = 0;
      for (const RgSample *row = op->samples; row && row->inputs && example == NULL; row++, index++)
        if (!(row->flags & RG_SAMPLE_ERROR))
          example = try_sample (op, index, row, limit);
    }
  return example;
}
