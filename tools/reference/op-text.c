/* op-text.c: what a descriptor says.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "op-text.h"
#include "rg-check.h"

static const char *const types[] = { "int", "float", "bool", "string", "ints", "dtype" };

/* --- parts --- */

char *
op_signature (const RgOp *op)
{
  GString *s = g_string_new (op->name);
  const char *comma = "";
  g_string_append (s, " (");
  for (const RgInput *in = op->inputs; in && in->name; in++)
    {
      g_string_append_printf (s, "%s%s%s%s", comma, in->name, in->flags & RG_INPUT_VARIADIC ? "*" : "",
                              in->flags & RG_INPUT_OPTIONAL ? "?" : "");
      comma = ", ";
    }
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    {
      g_string_append_printf (s, "%s%s: %s%s", comma, a->name, types[a->type], a->has_offset ? "?" : "");
      if (a->def && !a->has_offset)
        g_string_append_printf (s, " = %s", a->def);
      comma = ", ";
    }
  g_string_append_c (s, ')');
  return g_string_free (s, FALSE);
}

static char *
attr_range (const RgAttr *a)
{
  char lo[G_ASCII_DTOSTR_BUF_SIZE], hi[G_ASCII_DTOSTR_BUF_SIZE];
  if (a->choices)
    return g_strdup_printf ("one of: %s", a->choices);
  if (a->min != a->max)
    return g_strdup_printf ("%s .. %s", g_ascii_formatd (lo, sizeof lo, "%g", a->min), g_ascii_formatd (hi, sizeof hi, "%g", a->max));
  return g_strdup ("");
}

static const char *
input_note (const RgInput *in)
{
  return in->flags & RG_INPUT_VARIADIC ? "any number" : in->flags & RG_INPUT_OPTIONAL ? "optional" : "";
}

char *
op_example (const RgOp *op)
{
  for (const RgSample *row = op->samples; row && row->inputs; row++)
    {
      if (row->flags & RG_SAMPLE_ERROR || op->flags & RG_OP_RANDOM)
        continue;
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgCheckSample *sample = rg_check_sample_new (op, 0, row, NULL);
      size_t n = sample ? rg_check_sample_n_inputs (sample) : 0, n_out = 0;
      g_autofree RgTensor **in = g_new0 (RgTensor *, n + 1);
      bool small = sample != NULL;
      for (size_t i = 0; i < n; i++)
        {
          in[i] = rg_check_sample_input (sample, i);
          small &= rg_tensor_numel (in[i]) <= 16;
        }
      RgTensor **out = small ? rg_op_call_list (NULL, op, in, n, rg_check_sample_attrs (sample), &n_out) : NULL;
      rg_scope_check (NULL, NULL);
      GString *s = g_string_new (NULL);
      for (size_t i = 0; i < n && out; i++)
        if (in[i])
          {
            g_autofree char *text = rg_tensor_to_string (in[i]);
            g_string_append_printf (s, "%s = %s\n", i < 8 && op->inputs[0].flags & RG_INPUT_VARIADIC ? "input" : op->inputs[i].name, text);
          }
      if (out && row->attrs)
        g_string_append_printf (s, "%s\n", row->attrs);
      for (size_t j = 0; j < n_out && out; j++)
        {
          g_autofree char *text = rg_tensor_to_string (out[j]);
          g_string_append_printf (s, "%s = %s\n", op->output_names && j < 8 ? op->output_names[j] : "out", text);
        }
      rg_check_sample_free (sample);
      char *example = g_string_free (s, FALSE);
      if (out && *example)
        return example;
      g_free (example);
    }
  return NULL;
}

/* --- a terminal --- */

char *
op_to_text (const RgOp *op)
{
  GString *s = g_string_new (NULL);
  const char *path = NULL;
  const RgModule *module = rg_op_module (op, &path);
  g_autofree char *signature = op_signature (op), *example = op_example (op);
  g_string_append_printf (s, "%s\n  %s\n\n  %s\n", signature, op->summary, op->formula);
  if (op->gradient)
    g_string_append_printf (s, "  %s\n", op->gradient);
  if (op->inputs && op->inputs->name)
    g_string_append (s, "\ninputs\n");
  for (const RgInput *in = op->inputs; in && in->name; in++)
    g_string_append_printf (s, "  %-14s %s%s%s\n", in->name, in->doc ? in->doc : "", *input_note (in) ? "; " : "", input_note (in));
  if (op->attrs && op->attrs->name)
    g_string_append (s, "\nattributes\n");
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    {
      g_autofree char *range = attr_range (a);
      g_string_append_printf (s, "  %-14s %s, %s%s%s; %s\n", a->name, types[a->type],
                              a->has_offset ? "absent by default" : a->def ? "default " : "required", a->def && !a->has_offset ? a->def : "",
                              *range ? "" : "", a->doc ? a->doc : "");
      if (*range)
        g_string_append_printf (s, "  %-14s %s\n", "", range);
    }
  if (example)
    g_string_append_printf (s, "\nexample\n%s", example);
  g_string_append_printf (s, "\nfrom %s (%s, %s)\n", path ? path : "the library itself", module ? module->version : "",
                          module ? module->licence : "");
  return g_string_free (s, FALSE);
}

/* --- JSON --- */

static void
member (JsonBuilder *b, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, value);
}

void
op_add_json (JsonBuilder *b, const RgOp *op)
{
  json_builder_begin_object (b);
  member (b, "name", op->name);
  member (b, "category", op->category);
  member (b, "summary", op->summary);
  member (b, "formula", op->formula);
  member (b, "gradient", op->gradient);
  json_builder_set_member_name (b, "inputs");
  json_builder_begin_array (b);
  for (const RgInput *in = op->inputs; in && in->name; in++)
    {
      json_builder_begin_object (b);
      member (b, "name", in->name);
      member (b, "doc", in->doc);
      json_builder_set_member_name (b, "optional");
      json_builder_add_boolean_value (b, (in->flags & RG_INPUT_OPTIONAL) != 0);
      json_builder_set_member_name (b, "variadic");
      json_builder_add_boolean_value (b, (in->flags & RG_INPUT_VARIADIC) != 0);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_set_member_name (b, "attributes");
  json_builder_begin_array (b);
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    {
      g_autofree char *range = attr_range (a);
      json_builder_begin_object (b);
      member (b, "name", a->name);
      member (b, "type", types[a->type]);
      member (b, "default", a->has_offset ? NULL : a->def);
      member (b, "range", *range ? range : NULL);
      member (b, "doc", a->doc);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}
