/* attributes.c: attributes from the command line, and the source that declares them.
 *
 *     beta:float=1  n:int  mode:string=fast  dims:ints=1,2  exact:bool=false
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "new-op.h"
#include <gio/gio.h>
#include <math.h>
#include <retrograde.h>
#include <string.h>

/* --- types: each reads a default and writes it as C --- */

struct _AttrType
{
  const char *name;   /* on the command line */
  const char *row;    /* RG_ATTR_... */
  const char *c_type;
  const char *given;  /* a value, where one must be given */
  const char *none;   /* what stands in the defaults then */
  const char *like;   /* for messages */
  char *(*to_c) (const char *text); /* NULL: it is no such value */
};

static char *
int_to_c (const char *text)
{
  gint64 value;
  return g_ascii_string_to_signed (text, 10, G_MININT64 + 1, G_MAXINT64, &value, NULL)
             ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : NULL;
}

static char *
float_to_c (const char *text)
{
  char *end = NULL, number[G_ASCII_DTOSTR_BUF_SIZE];
  const double value = g_ascii_strtod (text, &end);
  if (end == text || *end || !isfinite (value))
    return NULL;
  return g_strdup (g_ascii_dtostr (number, sizeof number, value));
}

static char *
bool_to_c (const char *text)
{
  return g_str_equal (text, "true") || g_str_equal (text, "false") ? g_strdup (text) : NULL;
}

static char *
string_to_c (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);
  return g_strdup_printf ("\"%s\"", escaped);
}

static char *
ints_to_c (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GString) list = g_string_new (NULL);
  for (char **word = words; *word; word++)
    {
      g_autofree char *value = int_to_c (g_strstrip (*word));
      if (value == NULL)
        return NULL;
      g_string_append_printf (list, "%s%s", word == words ? "" : ", ", value);
    }
  if (list->len == 0)
    return g_strdup ("{ 0, NULL }");
  return g_strdup_printf ("{ %u, (const int64_t[]){ %s } }", g_strv_length (words), list->str);
}

static char *
dtype_to_c (const char *text)
{
  static const char *const codes[RG_N_DTYPES] = { "RG_F32", "RG_F64", "RG_I64", "RG_I32", "RG_U8", "RG_BOOL" };
  RgDType dtype;
  return rg_dtype_from_name (text, &dtype) ? g_strdup (codes[dtype]) : NULL;
}

static const AttrType types[] = {
  { "int", "INT", "int64_t ", "1", "0", "a whole number", int_to_c },
  { "float", "FLOAT", "double ", "1", "0", "a number", float_to_c },
  { "bool", "BOOL", "bool ", "true", "false", "true or false", bool_to_c },
  { "string", "STRING", "const char *", "word", "\"\"", "a word", string_to_c },
  { "ints", "INTS", "RgInts ", "1", "{ 0, NULL }", "whole numbers such as 1,2", ints_to_c },
  { "dtype", "DTYPE", "RgDType ", "float64", "RG_F32", "float32, float64, int64, int32, uint8 or bool", dtype_to_c },
};

/* --- names --- */

const char *
new_name_fault (const char *name)
{
  static const char *const taken[] = {
    "alignas", "alignof", "asm", "auto", "bool", "break", "case", "catch", "char", "class", "const", "continue",
    "default", "delete", "do", "double", "else", "enum", "extern", "false", "float", "for", "friend", "goto", "if",
    "inline", "int", "long", "namespace", "new", "operator", "private", "protected", "public", "register", "restrict",
    "return", "short", "signed", "sizeof", "static", "struct", "switch", "template", "this", "throw", "true", "try",
    "typedef", "typeof", "union", "unsigned", "using", "virtual", "void", "volatile", "while",
  };
  if (!g_ascii_islower (name[0]) || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (name))
    return "begins with a small letter and goes on with small letters, digits and underscores";
  if (strlen (name) > 48)
    return "has at most 48 letters";
  for (size_t i = 0; i < G_N_ELEMENTS (taken); i++)
    if (g_str_equal (name, taken[i]))
      return "must not be a word of C or C++";
  return NULL;
}

/* --- reading --- */

static void
attr_free (gpointer data)
{
  NewAttr *attr = data;
  g_free (attr->name);
  g_free (attr->value);
  g_free (attr);
}

GPtrArray *
new_attrs_new (void)
{
  return g_ptr_array_new_with_free_func (attr_free);
}

static const AttrType *
type_of (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (name, types[i].name))
      return &types[i];
  return NULL;
}

bool
new_attrs_add (GPtrArray *attrs, const char *spec, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (spec, "=", 2);
  g_auto (GStrv) parts = g_strsplit (halves[0] ? halves[0] : "", ":", 2);
  const char *fault = parts[0] ? new_name_fault (parts[0]) : "is missing";
  const AttrType *type = parts[0] && parts[1] ? type_of (parts[1]) : NULL;
  if (fault == NULL && g_str_equal (parts[0], "struct_size"))
    fault = "is taken by the size of the struct";
  for (guint i = 0; fault == NULL && i < attrs->len; i++)
    if (g_str_equal (((NewAttr *) attrs->pdata[i])->name, parts[0]))
      fault = "stands there twice";
  if (fault)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--attr %s: its name %s", spec, fault);
  else if (type == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--attr %s: write name:type=default, where type is int, float, bool, string, ints or dtype", spec);
  else
    {
      g_autofree char *c = halves[1] ? type->to_c (halves[1]) : NULL;
      if (halves[1] == NULL || c)
        {
          NewAttr *attr = g_new (NewAttr, 1);
          *attr = (NewAttr){ g_strdup (parts[0]), type, g_strdup (halves[1]) };
          g_ptr_array_add (attrs, attr);
          return true;
        }
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--attr %s: \"%s\" is not %s", spec, halves[1], type->like);
    }
  return false;
}

bool
new_attr_is_float (const NewAttr *attr)
{
  return g_str_equal (attr->type->name, "float");
}

/* --- writing --- */

static void
write_row (GString *out, const NewAttr *attr, const char *struct_name)
{
  g_autofree char *escaped = attr->value ? g_strescape (attr->value, NULL) : NULL;
  g_autofree char *def = escaped ? g_strdup_printf ("\"%s\"", escaped) : g_strdup ("NULL");
  g_string_append_printf (out, "  RG_ATTR (%s, %s, %s, %s, .doc = \"say what it does\"),\n", struct_name, attr->name,
                          attr->type->row, def);
}

char *
new_attrs_section (const GPtrArray *attrs, const char *op, const char *struct_name, const char *fixed_fields,
                   const char *fixed_rows)
{
  g_autoptr (GString) out = g_string_new ("/* --- attributes: a struct that begins with its size, its defaults, its table --- */\n\n"
                                          "typedef struct\n{\n  size_t struct_size;\n");
  g_string_append (out, fixed_fields);
  for (guint i = 0; i < attrs->len; i++)
    {
      const NewAttr *attr = attrs->pdata[i];
      g_string_append_printf (out, "  %s%s;\n", attr->type->c_type, attr->name);
    }
  g_string_append_printf (out, "} %s;\n\nstatic const %s %s_init = {\n  .struct_size = sizeof (%s),\n", struct_name,
                          struct_name, op, struct_name);
  for (guint i = 0; i < attrs->len; i++)
    {
      const NewAttr *attr = attrs->pdata[i];
      g_autofree char *value = attr->value ? attr->type->to_c (attr->value) : g_strdup (attr->type->none);
      g_string_append_printf (out, "  .%s = %s,\n", attr->name, value);
    }
  g_string_append_printf (out, "};\n\nstatic const RgAttr %s_attrs[] = {\n%s", op, fixed_rows);
  for (guint i = 0; i < attrs->len; i++)
    write_row (out, attrs->pdata[i], struct_name);
  g_string_append (out, "  { .name = NULL },\n};\n\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
new_attrs_given (const GPtrArray *attrs, const char *equals, const char *between)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < attrs->len; i++)
    {
      const NewAttr *attr = attrs->pdata[i];
      if (attr->value == NULL)
        g_string_append_printf (out, "%s%s%s%s", out->len ? between : "", attr->name, equals, attr->type->given);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
