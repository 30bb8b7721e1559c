/* attrs.c: attribute structs by name: parsing, copying, printing.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "attrs-private.h"
#include "line-private.h"
#include "registry-private.h"
#include <errno.h>
#include <math.h>
#include <string.h>

struct _RgAttrs
{
  const RgOp *op;
  char *data;     /* (op->attrs_size) */
  GSList *memory; /* of lists and strings */
  GHashTable *given;
};

/* --- fields --- */

#define FIELD(T, data, attr) (*(T *) (void *) ((char *) (data) + (attr)->offset))

static bool
is_present (const RgAttr *a, const void *data)
{
  return a->has_offset == 0 || *((const bool *) data + a->has_offset);
}

static const RgAttr *
find (const RgOp *op, const char *name)
{
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (strcmp (a->name, name) == 0)
      return a;
  return NULL;
}

/* --- values --- */

static bool
parse_number (const char *text, double *value)
{
  static const struct { const char *word; double value; } words[]
      = { { "inf", INFINITY }, { "-inf", -INFINITY }, { "nan", NAN }, { "true", 1 }, { "false", 0 } };
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].word) == 0)
      {
        *value = words[i].value;
        return true;
      }
  char *end;
  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static bool
parse_int (const char *text, int64_t *value)
{
  char *end;
  errno = 0;
  *value = g_ascii_strtoll (text, &end, 10);
  if (end != text && *end == '\0' && errno == 0)
    return true;
  double d;
  if (!parse_number (text, &d) || d != floor (d) || fabs (d) > 9e15)
    return false;
  *value = (int64_t) d;
  return true;
}

static bool
parse_bool (const char *text, bool *value)
{
  static const char *const yes[] = { "true", "1", "yes", "on", NULL };
  static const char *const no[] = { "false", "0", "no", "off", NULL };
  for (int i = 0; yes[i]; i++)
    if (g_ascii_strcasecmp (text, yes[i]) == 0 || g_ascii_strcasecmp (text, no[i]) == 0)
      {
        *value = g_ascii_strcasecmp (text, yes[i]) == 0;
        return true;
      }
  return false;
}

/* Which of the words of `choices` text is, or -1. */
static int
choice_of (const char *choices, const char *text)
{
  g_auto (GStrv) words = g_strsplit (choices ? choices : "", " ", -1);
  for (int i = 0; words[i]; i++)
    if (strcmp (words[i], text) == 0)
      return i;
  return -1;
}

/* What follows `text=` in choices, words and their numbers as in "fro=2 nuc=nan"; else text. */
static char *
number_of (const char *choices, const char *text)
{
  g_auto (GStrv) words = g_strsplit (choices ? choices : "", " ", -1);
  size_t n = strlen (text);
  for (int i = 0; words[i]; i++)
    if (strncmp (words[i], text, n) == 0 && words[i][n] == '=')
      return g_strdup (words[i] + n + 1);
  return g_strdup (text);
}

static bool
parse_ints (RgAttrs *attrs, const RgAttr *a, const char *text, RgInts *ints)
{
  int word = a->choices ? choice_of (a->choices, text) : -1;
  if (word >= 0)
    {
      *ints = (RgInts){ -1 - word, NULL };
      return true;
    }
  g_autofree char *bare = g_strdup (text);
  g_strdelimit (bare, "[](),", ' ');
  g_auto (GStrv) parts = g_strsplit (bare, " ", -1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (int64_t));
  for (char **part = parts; *part; part++)
    {
      int64_t v = -1;
      if (**part == '\0')
        continue;
      if (g_ascii_strcasecmp (*part, "none") != 0 && g_ascii_strcasecmp (*part, "null") != 0
          && !parse_int (*part, &v))
        return false;
      g_array_append_val (values, v);
    }
  ints->n = values->len;
  int64_t *copy = g_memdup2 (values->data, MAX (values->len, 1) * sizeof (int64_t));
  if (copy == NULL)
    copy = g_new0 (int64_t, 1);
  attrs->memory = g_slist_prepend (attrs->memory, copy);
  ints->v = copy;
  return true;
}

static bool
parse_value (RgAttrs *attrs, const RgAttr *a, const char *text)
{
  switch (a->type)
    {
    case RG_ATTR_INT:
      return parse_int (text, &FIELD (int64_t, attrs->data, a));
    case RG_ATTR_FLOAT:
      {
        g_autofree char *number = number_of (a->choices, text);
        return parse_number (number, &FIELD (double, attrs->data, a));
      }
    case RG_ATTR_BOOL:
      return parse_bool (text, &FIELD (bool, attrs->data, a));
    case RG_ATTR_DTYPE:
      return rg_dtype_from_name (text, &FIELD (RgDType, attrs->data, a));
    case RG_ATTR_INTS:
      return parse_ints (attrs, a, text, &FIELD (RgInts, attrs->data, a));
    case RG_ATTR_STRING:
      {
        if (a->choices && choice_of (a->choices, text) < 0)
          return false;
        char *copy = g_strdup (text);
        attrs->memory = g_slist_prepend (attrs->memory, copy);
        FIELD (const char *, attrs->data, a) = copy;
        return true;
      }
    }
  return false;
}

static bool
in_range (const RgAttr *a, const void *data)
{
  if (a->min == a->max)
    return true;
  double v = a->type == RG_ATTR_INT ? (double) FIELD (int64_t, data, a)
             : a->type == RG_ATTR_FLOAT ? FIELD (double, data, a) : a->min;
  return v >= a->min && v <= a->max;
}

/* --- the public side --- */

RgAttrs *
rg_attrs_new (const RgOp *op)
{
  RgAttrs *attrs = g_new0 (RgAttrs, 1);
  attrs->op = op;
  if (op->attrs_size)
    attrs->data = g_memdup2 (op->attrs_init, op->attrs_size);
  attrs->given = g_hash_table_new (g_str_hash, g_str_equal);
  return attrs;
}

void
rg_attrs_free (RgAttrs *attrs)
{
  if (attrs == NULL)
    return;
  g_slist_free_full (attrs->memory, g_free);
  g_hash_table_destroy (attrs->given);
  g_free (attrs->data);
  g_free (attrs);
}

const void *
rg_attrs_get (const RgAttrs *attrs)
{
  return attrs ? attrs->data : NULL;
}

bool
rg_attrs_set (RgAttrs *attrs, const char *name, const char *text, GError **error)
{
  static const char *const kinds[] = { "an integer", "a number", "true or false", "a word",
                                       "integers separated by commas", "a dtype such as float32" };
  const RgAttr *a = find (attrs->op, name);
  if (a == NULL)
    {
      GString *known = g_string_new (NULL);
      for (const RgAttr *k = attrs->op->attrs; k && k->name; k++)
        g_string_append_printf (known, "%s%s", known->len ? ", " : "", k->name);
      g_autofree char *shown = rg_line (name);
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s has no attribute '%s' (it has: %s)",
                   attrs->op->name, shown, known->len ? known->str : "none");
      g_string_free (known, TRUE);
      return false;
    }
  if (a->has_offset && text && g_ascii_strcasecmp (text, "none") == 0)
    {
      *((bool *) attrs->data + a->has_offset) = false;
      return true;
    }
  const char *words = a->type == RG_ATTR_FLOAT ? NULL : a->choices; /* else one may be a number */
  /* What is refused changes nothing. */
  g_autofree char *before = g_memdup2 (attrs->data, attrs->op->attrs_size);
  if (text == NULL || !parse_value (attrs, a, text))
    {
      memcpy (attrs->data, before, attrs->op->attrs_size);
      g_autofree char *shown = rg_line (text ? text : "");
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s='%s': expected %s%s", attrs->op->name,
                   name, shown, words ? "one of " : kinds[a->type], words ? words : "");
      return false;
    }
  if (!in_range (a, attrs->data))
    {
      memcpy (attrs->data, before, attrs->op->attrs_size);
      char lo[G_ASCII_DTOSTR_BUF_SIZE], hi[G_ASCII_DTOSTR_BUF_SIZE];
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s=%s is outside %s .. %s", attrs->op->name,
                   name, text, g_ascii_formatd (lo, sizeof lo, "%g", a->min),
                   g_ascii_formatd (hi, sizeof hi, "%g", a->max));
      return false;
    }
  if (a->has_offset)
    *((bool *) attrs->data + a->has_offset) = true;
  g_hash_table_add (attrs->given, (void *) a->name);
  return true;
}

const char *
rg_attrs_missing (const RgAttrs *attrs)
{
  for (const RgAttr *a = attrs->op->attrs; a && a->name; a++)
    if (a->def == NULL && a->has_offset == 0 && !g_hash_table_contains (attrs->given, a->name))
      return a->name;
  return NULL;
}

static void
append_value (GString *s, const RgAttr *a, const void *data)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  switch (a->type)
    {
    case RG_ATTR_INT:
      g_string_append_printf (s, "%" G_GINT64_FORMAT, FIELD (int64_t, data, a));
      break;
    case RG_ATTR_FLOAT:
      g_string_append (s, g_ascii_formatd (number, sizeof number, "%.17g", FIELD (double, data, a)));
      break;
    case RG_ATTR_BOOL:
      g_string_append (s, FIELD (bool, data, a) ? "true" : "false");
      break;
    case RG_ATTR_STRING:
      g_string_append (s, FIELD (const char *, data, a) ? FIELD (const char *, data, a) : "none");
      break;
    case RG_ATTR_DTYPE:
      g_string_append (s, rg_dtype_name (FIELD (RgDType, data, a)));
      break;
    case RG_ATTR_INTS:
      {
        RgInts ints = FIELD (RgInts, data, a);
        if (ints.n < 0 && a->choices)
          {
            g_auto (GStrv) words = g_strsplit (a->choices, " ", -1);
            g_string_append (s, words[MIN (-1 - ints.n, (int64_t) g_strv_length (words) - 1)]);
            break;
          }
        g_string_append_c (s, '[');
        for (int64_t i = 0; i < ints.n; i++)
          g_string_append_printf (s, "%s%" G_GINT64_FORMAT, i ? ", " : "", ints.v[i]);
        g_string_append_c (s, ']');
      }
    }
}

char *
rg_attrs_to_string (const RgOp *op, const void *data)
{
  GString *s = g_string_new (NULL), *value = g_string_new (NULL), *usual = g_string_new (NULL);
  for (const RgAttr *a = data ? op->attrs : NULL; a && a->name; a++)
    {
      if (!is_present (a, data))
        continue;
      g_string_truncate (value, 0);
      g_string_truncate (usual, 0);
      append_value (value, a, data);
      append_value (usual, a, op->attrs_init);
      if (a->has_offset == 0 && a->def && strcmp (value->str, usual->str) == 0)
        continue;
      g_string_append_printf (s, "%s%s=%s", s->len ? " " : "", a->name, value->str);
    }
  g_string_free (value, TRUE);
  g_string_free (usual, TRUE);
  return g_string_free (s, FALSE);
}

/* --- keeping a copy in a node --- */

size_t
rg_attrs_copy_size (const RgOp *op, const void *data)
{
  size_t bytes = (op->attrs_size + 15) & ~(size_t) 15;
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (a->type == RG_ATTR_INTS && is_present (a, data))
      bytes += (size_t) MAX (0, FIELD (RgInts, data, a).n) * sizeof (int64_t);
    else if (a->type == RG_ATTR_STRING && is_present (a, data) && FIELD (const char *, data, a))
      bytes += (strlen (FIELD (const char *, data, a)) + 8) & ~(size_t) 7;
  return bytes;
}

void
rg_attrs_copy (const RgOp *op, void *to, const void *data)
{
  memcpy (to, data, op->attrs_size);
  char *tail = (char *) to + ((op->attrs_size + 15) & ~(size_t) 15);
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (a->type == RG_ATTR_INTS && is_present (a, data))
      {
        RgInts ints = FIELD (RgInts, data, a);
        if (ints.n <= 0)
          continue;
        memcpy (tail, ints.v, (size_t) ints.n * sizeof (int64_t));
        FIELD (RgInts, to, a).v = (int64_t *) (void *) tail;
        tail += (size_t) ints.n * sizeof (int64_t);
      }
    else if (a->type == RG_ATTR_STRING && is_present (a, data) && FIELD (const char *, data, a))
      {
        size_t n = strlen (FIELD (const char *, data, a)) + 1;
        memcpy (tail, FIELD (const char *, data, a), n);
        FIELD (const char *, to, a) = tail;
        tail += (n + 7) & ~(size_t) 7;
      }
}
