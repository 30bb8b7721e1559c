/* options.c: the options of a call: an operator's attributes by their names, and the
 * command's own.
 *
 * In a name `_` may be written `-`, and a truth value may stand without `true`. The
 * command's own options are those of the table below, where the operator has no
 * attribute of that name.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reader-private.h"
#include "one-line.h"
#include <errno.h>
#include <string.h>

bool
call_wrong (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *line = one_line (text);
  va_end (args);
  g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, line);
  return false;
}

/* --- names --- */

int
call_count_inputs (const RgOp *op)
{
  int n = 0;
  while (op->inputs && op->inputs[n].name)
    n++;
  return n;
}

int
call_find_input (const RgOp *op, const char *name)
{
  for (int i = 0; op->inputs && op->inputs[i].name; i++)
    if (strcmp (op->inputs[i].name, name) == 0)
      return i;
  return -1;
}

const RgAttr *
call_find_attr (const RgOp *op, const char *name)
{
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (strcmp (a->name, name) == 0)
      return a;
  return NULL;
}

char *
call_name_before (const char *word)
{
  size_t n = 0;
  while (g_ascii_isalnum (word[n]) || word[n] == '_')
    n++;
  return n && word[n] == '=' ? g_strndup (word, n) : NULL;
}

/* --- options --- */

/* Of `--name value`: the value, which may begin with one '-', as numbers do. */
static const char *
take_value (CallReader *r, const char *name, const char *inside, GError **error)
{
  if (inside)
    return inside;
  if (r->at < r->argc && !g_str_has_prefix (r->argv[r->at], "--"))
    return r->argv[r->at++];
  call_wrong (error, "--%s needs a value", name);
  return NULL;
}

static bool
is_truth (const char *word)
{
  static const char *const words[] = { "true", "false", "yes", "no", "on", "off", "1", "0", NULL };
  for (int i = 0; word && words[i]; i++)
    if (g_ascii_strcasecmp (word, words[i]) == 0)
      return true;
  return false;
}

static bool
read_attr (CallReader *r, const RgAttr *a, const char *inside, GError **error)
{
  const char *next = r->at < r->argc ? r->argv[r->at] : NULL;
  if (a->type == RG_ATTR_BOOL && inside == NULL && !is_truth (next))
    return rg_attrs_set (r->plan->attrs, a->name, "true", error);
  const char *value = take_value (r, a->name, inside, error);
  return value && rg_attrs_set (r->plan->attrs, a->name, value, error);
}

/* The word after --grad is a gradient, unless it names one of the inputs. */
static bool
read_grad (CallReader *r, const char *inside, GError **error)
{
  const char *next = r->at < r->argc ? r->argv[r->at] : NULL;
  (void) error;
  r->plan->wants_grad = true;
  if (inside == NULL && next && !g_str_has_prefix (next, "--"))
    {
      g_autofree char *name = call_name_before (next);
      if (name == NULL || call_find_input (r->plan->op, name) < 0)
        {
          inside = next;
          r->swallowed = next;
          r->at++;
        }
    }
  if (inside)
    g_ptr_array_add (r->plan->grads, (char *) inside);
  return true;
}

static bool
read_out (CallReader *r, const char *inside, GError **error)
{
  r->plan->out_dir = take_value (r, "out", inside, error);
  if (r->plan->out_dir && *r->plan->out_dir == '\0')
    return call_wrong (error, "--out needs the name of a folder");
  return r->plan->out_dir != NULL;
}

static bool
read_seed (CallReader *r, const char *inside, GError **error)
{
  char *end;
  const char *value = take_value (r, "seed", inside, error);
  if (value == NULL)
    return false;
  errno = 0;
  r->plan->seed = g_ascii_strtoull (value, &end, 10);
  r->plan->has_seed = true;
  return (g_ascii_isdigit (*value) && *end == '\0' && errno == 0)
         || call_wrong (error, "--seed '%s': expected a whole number from 0 on", value);
}

static const struct
{
  const char *name;
  bool (*read) (CallReader *r, const char *inside, GError **error);
} options[] = { { "grad", read_grad }, { "out", read_out }, { "seed", read_seed } };

static bool
unknown_option (const RgOp *op, const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    g_string_append_printf (known, "--%s, ", a->name);
  return call_wrong (error, "%s has no attribute '%s'; it takes %s--grad, --out, --seed and --plugin", op->name, name,
                known->str);
}

bool
call_read_option (CallReader *r, const char *word, GError **error)
{
  const RgOp *op = r->plan->op;
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
  const char *inside = equals ? equals + 1 : NULL;
  g_strdelimit (name, "-", '_');
  const RgAttr *a = call_find_attr (op, name);
  if (a)
    return read_attr (r, a, inside, error);
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    if (strcmp (options[i].name, name) == 0)
      return options[i].read (r, inside, error);
  return unknown_option (op, name, error);
}
