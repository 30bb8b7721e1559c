/* arguments.c: the command line of a call: which word is which input, which option
 * is which attribute.
 *
 * An operator's attributes are options of their names; `_` may be written `-`, and
 * a truth value may stand without `true`. The command's own options are those of
 * the table below, where the operator has no attribute of that name.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include <errno.h>
#include <string.h>

typedef struct
{
  CallPlan *plan;
  int argc;
  char **argv;
  int at;              /* the next word */
  GPtrArray *places;   /* of GPtrArray: the words of each row of op->inputs */
  GPtrArray *unnamed;  /* words without a name, in order */
  const char *swallowed; /* what a --grad took, for the message */
} Reader;

static bool G_GNUC_PRINTF (2, 3)
wrong (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, text);
  return false;
}

/* --- names --- */

static int
count_inputs (const RgOp *op)
{
  int n = 0;
  while (op->inputs && op->inputs[n].name)
    n++;
  return n;
}

static int
find_input (const RgOp *op, const char *name)
{
  for (int i = 0; op->inputs && op->inputs[i].name; i++)
    if (strcmp (op->inputs[i].name, name) == 0)
      return i;
  return -1;
}

static const RgAttr *
find_attr (const RgOp *op, const char *name)
{
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (strcmp (a->name, name) == 0)
      return a;
  return NULL;
}

/* (transfer full) (nullable): the identifier before a '=': a path with one is
 * written ./a=b.npy. */
static char *
name_before (const char *word)
{
  size_t n = 0;
  while (g_ascii_isalnum (word[n]) || word[n] == '_')
    n++;
  return n && word[n] == '=' ? g_strndup (word, n) : NULL;
}

char *
call_output_name (const RgOp *op, size_t j, size_t n)
{
  size_t known = 0;
  while (op->output_names && op->output_names[known])
    known++;
  if (j < known)
    return g_strdup (op->output_names[j]);
  return n == 1 ? g_strdup ("out") : g_strdup_printf ("out_%zu", j);
}

/* --- options --- */

/* Of `--name value`: the value, which may begin with one '-', as numbers do. */
static const char *
take_value (Reader *r, const char *name, const char *inside, GError **error)
{
  if (inside)
    return inside;
  if (r->at < r->argc && !g_str_has_prefix (r->argv[r->at], "--"))
    return r->argv[r->at++];
  wrong (error, "--%s needs a value", name);
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
read_attr (Reader *r, const RgAttr *a, const char *inside, GError **error)
{
  const char *next = r->at < r->argc ? r->argv[r->at] : NULL;
  if (a->type == RG_ATTR_BOOL && inside == NULL && !is_truth (next))
    return rg_attrs_set (r->plan->attrs, a->name, "true", error);
  const char *value = take_value (r, a->name, inside, error);
  return value && rg_attrs_set (r->plan->attrs, a->name, value, error);
}

/* The word after --grad is a gradient, unless it names one of the inputs. */
static bool
read_grad (Reader *r, const char *inside, GError **error)
{
  const char *next = r->at < r->argc ? r->argv[r->at] : NULL;
  (void) error;
  r->plan->wants_grad = true;
  if (inside == NULL && next && !g_str_has_prefix (next, "--"))
    {
      g_autofree char *name = name_before (next);
      if (name == NULL || find_input (r->plan->op, name) < 0)
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
read_out (Reader *r, const char *inside, GError **error)
{
  r->plan->out_dir = take_value (r, "out", inside, error);
  if (r->plan->out_dir && *r->plan->out_dir == '\0')
    return wrong (error, "--out needs the name of a folder");
  return r->plan->out_dir != NULL;
}

static bool
read_seed (Reader *r, const char *inside, GError **error)
{
  char *end;
  const char *value = take_value (r, "seed", inside, error);
  if (value == NULL)
    return false;
  errno = 0;
  r->plan->seed = g_ascii_strtoull (value, &end, 10);
  r->plan->has_seed = true;
  return (g_ascii_isdigit (*value) && *end == '\0' && errno == 0)
         || wrong (error, "--seed '%s': expected a whole number from 0 on", value);
}

static const struct
{
  const char *name;
  bool (*read) (Reader *r, const char *inside, GError **error);
} options[] = { { "grad", read_grad }, { "out", read_out }, { "seed", read_seed } };

static bool
unknown_option (const RgOp *op, const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    g_string_append_printf (known, "--%s, ", a->name);
  return wrong (error, "%s has no attribute '%s'; it takes %s--grad, --out, --seed and --plugin", op->name, name,
                known->str);
}

static bool
read_option (Reader *r, const char *word, GError **error)
{
  const RgOp *op = r->plan->op;
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
  const char *inside = equals ? equals + 1 : NULL;
  g_strdelimit (name, "-", '_');
  const RgAttr *a = find_attr (op, name);
  if (a)
    return read_attr (r, a, inside, error);
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    if (strcmp (options[i].name, name) == 0)
      return options[i].read (r, inside, error);
  return unknown_option (op, name, error);
}

/* --- inputs --- */

static bool
read_input (Reader *r, const char *word, GError **error)
{
  const RgOp *op = r->plan->op;
  g_autofree char *name = name_before (word);
  if (name == NULL)
    {
      g_ptr_array_add (r->unnamed, (char *) word);
      return true;
    }
  const int row = find_input (op, name);
  if (row < 0 && find_attr (op, name))
    return wrong (error, "%s: '%s' is an attribute; write --%s %s", op->name, name, name, word + strlen (name) + 1);
  if (row < 0)
    {
      g_autoptr (GString) known = g_string_new (NULL);
      for (int i = 0; op->inputs && op->inputs[i].name; i++)
        g_string_append_printf (known, "%s%s", i ? ", " : "", op->inputs[i].name);
      return wrong (error, "%s has no input '%s' (it has: %s)", op->name, name, known->len ? known->str : "none");
    }
  GPtrArray *place = r->places->pdata[row];
  if (place->len && !(op->inputs[row].flags & RG_INPUT_VARIADIC))
    return wrong (error, "%s: input '%s' is given twice", op->name, name);
  g_ptr_array_add (place, (char *) word + strlen (name) + 1);
  return true;
}

/* Words without a name go to the inputs that have none yet, in order; the variadic
 * one takes all but what the inputs after it must have. */
static bool
place_unnamed (Reader *r, GError **error)
{
  const RgOp *op = r->plan->op;
  const int n = count_inputs (op);
  guint next = 0;
  for (int i = 0; i < n; i++)
    {
      GPtrArray *place = r->places->pdata[i];
      guint room = 1, later = 0;
      if (place->len)
        continue;
      if (op->inputs[i].flags & RG_INPUT_VARIADIC)
        {
          for (int k = i + 1; k < n; k++)
            later += !(op->inputs[k].flags & RG_INPUT_OPTIONAL) && ((GPtrArray *) r->places->pdata[k])->len == 0;
          room = r->unnamed->len - next > later ? r->unnamed->len - next - later : 0;
        }
      for (; room && next < r->unnamed->len; room--)
        g_ptr_array_add (place, r->unnamed->pdata[next++]);
    }
  return next == r->unnamed->len
         || wrong (error, "%s: '%s' is one input too many; it takes %d", op->name,
                   (const char *) r->unnamed->pdata[next], n);
}

/* `none` says that an optional input is absent. */
static bool
is_absent (const char *word)
{
  return word == NULL || strcmp (word, "none") == 0;
}

static void
append (CallPlan *plan, int row, const char *word, char *name)
{
  g_ptr_array_add (plan->words, is_absent (word) ? NULL : (char *) word);
  g_ptr_array_add (plan->names, name);
  g_array_append_val (plan->input_rows, row);
}

static bool
line_up (Reader *r, GError **error)
{
  const RgOp *op = r->plan->op;
  for (int i = 0; i < count_inputs (op); i++)
    {
      const RgInput *in = &op->inputs[i];
      GPtrArray *place = r->places->pdata[i];
      if (in->flags & RG_INPUT_VARIADIC)
        {
          for (guint k = 0; k < place->len; k++)
            append (r->plan, i, place->pdata[k], g_strdup_printf ("%s_%u", in->name, k));
          continue;
        }
      const char *word = place->len ? place->pdata[0] : NULL;
      if (is_absent (word) && !(in->flags & RG_INPUT_OPTIONAL))
        return r->swallowed ? wrong (error, "%s: input '%s' is missing; '%s' after --grad is a gradient: put --grad "
                                     "last", op->name, in->name, r->swallowed)
                            : wrong (error, "%s: input '%s' is missing: %s", op->name, in->name, in->doc ? in->doc : "");
      append (r->plan, i, word, g_strdup (in->name));
    }
  return true;
}

static bool
complete (Reader *r, GError **error)
{
  const char *missing = rg_attrs_missing (r->plan->attrs);
  if (missing)
    {
      const RgAttr *a = find_attr (r->plan->op, missing);
      return wrong (error, "%s: --%s is missing: %s", r->plan->op->name, missing, a->doc ? a->doc : "");
    }
  guint from_input = 0;
  for (guint i = 0; i < r->plan->words->len; i++)
    from_input += g_strcmp0 (r->plan->words->pdata[i], "-") == 0;
  for (guint i = 0; i < r->plan->grads->len; i++)
    from_input += strcmp (r->plan->grads->pdata[i], "-") == 0;
  return from_input < 2 || wrong (error, "standard input, '-', can be read once only");
}

/* --- the public side --- */

bool
call_plan_read (CallPlan *plan, const RgOp *op, int argc, char **argv, GError **error)
{
  *plan = (CallPlan){ .op = op, .attrs = rg_attrs_new (op), .words = g_ptr_array_new (),
                      .names = g_ptr_array_new_with_free_func (g_free),
                      .input_rows = g_array_new (FALSE, FALSE, sizeof (int)), .grads = g_ptr_array_new () };
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) unnamed = g_ptr_array_new ();
  Reader r = { .plan = plan, .argc = argc, .argv = argv, .places = places, .unnamed = unnamed };
  for (int i = 0; i < count_inputs (op); i++)
    g_ptr_array_add (places, g_ptr_array_new ());
  bool ok = true, all_inputs = false;
  while (ok && r.at < argc)
    {
      const char *word = argv[r.at++];
      if (!all_inputs && strcmp (word, "--") == 0)
        all_inputs = true;
      else if (!all_inputs && g_str_has_prefix (word, "--"))
        ok = read_option (&r, word + 2, error);
      else
        ok = read_input (&r, word, error);
    }
  return ok && place_unnamed (&r, error) && line_up (&r, error) && complete (&r, error);
}

void
call_plan_clear (CallPlan *plan)
{
  rg_attrs_free (plan->attrs);
  g_ptr_array_unref (plan->words);
  g_ptr_array_unref (plan->names);
  g_array_unref (plan->input_rows);
  g_ptr_array_unref (plan->grads);
}
