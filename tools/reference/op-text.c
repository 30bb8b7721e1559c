/* op-text.c: what a descriptor says.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "op-text.h"

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

char *
op_attr_range (const RgAttr *a)
{
  char lo[G_ASCII_DTOSTR_BUF_SIZE], hi[G_ASCII_DTOSTR_BUF_SIZE];
  if (a->choices)
    {
      g_auto (GStrv) words = g_strsplit (a->choices, " ", -1);
      g_autofree char *list = g_strjoinv (", ", words);
      /* Words beside numbers: `padding="same"`. */
      return g_strdup_printf (a->type == RG_ATTR_STRING ? "one of: %s" : "or: %s", list);
    }
  if (a->min != a->max)
    return g_strdup_printf ("from %s to %s", g_ascii_formatd (lo, sizeof lo, "%g", a->min),
                            g_ascii_formatd (hi, sizeof hi, "%g", a->max));
  return NULL;
}

char *
op_gradient_text (const RgOp *op)
{
  if (op->gradient == NULL || op->flags & RG_OP_NO_GRAD)
    return g_strdup ("gradient: none");
  return g_strconcat (g_str_has_prefix (op->gradient, "d ") ? "" : "gradient: ", op->gradient, NULL);
}

char *
op_attr_default (const RgAttr *a)
{
  if (a->has_offset)
    return g_strdup ("absent by default");
  return a->def ? g_strdup_printf ("default %s", a->def) : g_strdup ("must be given");
}

const char *
op_attr_type (const RgAttr *a)
{
  return types[a->type];
}

char *
op_input_note (const RgInput *in)
{
  static const struct
  {
    unsigned flag;
    const char *words;
  } notes[] = { { RG_INPUT_VARIADIC, "any number" }, { RG_INPUT_OPTIONAL, "optional" },
                { RG_INPUT_INTEGER, "integers" }, { RG_INPUT_BOOL, "bool" },
                { RG_INPUT_FLOATING, "float32 or float64" }, { RG_INPUT_NO_GRAD, "no gradient" } };
  GString *s = g_string_new (NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (notes); i++)
    if (in->flags & notes[i].flag)
      g_string_append_printf (s, "%s%s", s->len ? ", " : "", notes[i].words);
  return g_string_free (s, FALSE);
}

/* --- a terminal --- */

static int
name_width (const RgOp *op)
{
  size_t width = 10;
  for (const RgInput *in = op->inputs; in && in->name; in++)
    width = MAX (width, strlen (in->name));
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    width = MAX (width, strlen (a->name));
  return (int) width;
}

static void
add_lists (GString *s, const RgOp *op)
{
  const int width = name_width (op);
  if (op->inputs && op->inputs->name)
    g_string_append (s, "\ninputs\n");
  for (const RgInput *in = op->inputs; in && in->name; in++)
    {
      g_autofree char *note = op_input_note (in);
      g_string_append_printf (s, "  %-*s  %s%s%s\n", width, in->name, in->doc ? in->doc : "", *note ? "; " : "", note);
    }
  if (op->attrs && op->attrs->name)
    g_string_append (s, "\nattributes\n");
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    {
      g_autofree char *range = op_attr_range (a), *def = op_attr_default (a);
      g_string_append_printf (s, "  %-*s  %s, %s; %s%s%s\n", width, a->name, op_attr_type (a), def,
                              a->doc ? a->doc : "", range ? "; " : "", range ? range : "");
    }
}

char *
op_to_text (const RgOp *op)
{
  GString *s = g_string_new (NULL);
  const char *path = NULL;
  const RgModule *module = rg_op_module (op, &path);
  g_autofree char *signature = op_signature (op), *example = op_example (op), *gradient = op_gradient_text (op);
  g_string_append_printf (s, "%s\n  %s\n\n  %s\n  %s\n", signature, op->summary, op->formula, gradient);
  add_lists (s, op);
  if (example)
    g_string_append_printf (s, "\nexample\n%s", example);
  g_string_append_printf (s, "\nfrom %s", path ? path : "the library itself");
  if (module)
    g_string_append_printf (s, " (%s, %s)", module->version, module->licence);
  g_string_append_c (s, '\n');
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
      g_autofree char *range = op_attr_range (a);
      json_builder_begin_object (b);
      member (b, "name", a->name);
      member (b, "type", types[a->type]);
      member (b, "default", a->has_offset ? NULL : a->def);
      member (b, "range", range);
      member (b, "doc", a->doc);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}
