/* arguments.c: the command line of a call: which word is which input.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reader-private.h"
#include <string.h>

/* --- outputs --- */

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

/* --- inputs --- */

static bool
read_input (CallReader *r, const char *word, GError **error)
{
  const RgOp *op = r->plan->op;
  g_autofree char *name = call_name_before (word);
  if (name == NULL)
    {
      g_ptr_array_add (r->unnamed, (char *) word);
      return true;
    }
  const int row = call_find_input (op, name);
  if (row < 0 && call_find_attr (op, name))
    return call_wrong (error, "%s: '%s' is an attribute; write --%s %s", op->name, name, name, word + strlen (name) + 1);
  if (row < 0)
    {
      g_autoptr (GString) known = g_string_new (NULL);
      for (int i = 0; op->inputs && op->inputs[i].name; i++)
        g_string_append_printf (known, "%s%s", i ? ", " : "", op->inputs[i].name);
      return call_wrong (error, "%s has no input '%s' (it has: %s)", op->name, name, known->len ? known->str : "none");
    }
  GPtrArray *place = r->places->pdata[row];
  if (place->len && !(op->inputs[row].flags & RG_INPUT_VARIADIC))
    return call_wrong (error, "%s: input '%s' is given twice", op->name, name);
  g_ptr_array_add (place, (char *) word + strlen (name) + 1);
  return true;
}

/* Words without a name go to the inputs that have none yet, in order; the variadic
 * one takes all but what the inputs after it must have. */
static bool
place_unnamed (CallReader *r, GError **error)
{
  const RgOp *op = r->plan->op;
  const int n = call_count_inputs (op);
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
         || call_wrong (error, "%s: '%s' is one input too many; it takes %d", op->name,
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
line_up (CallReader *r, GError **error)
{
  const RgOp *op = r->plan->op;
  for (int i = 0; i < call_count_inputs (op); i++)
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
        return r->swallowed ? call_wrong (error, "%s: input '%s' is missing; '%s' after --grad is a gradient: put --grad "
                                     "last", op->name, in->name, r->swallowed)
                            : call_wrong (error, "%s: input '%s' is missing: %s", op->name, in->name, in->doc ? in->doc : "");
      append (r->plan, i, word, g_strdup (in->name));
    }
  return true;
}

static bool
complete (CallReader *r, GError **error)
{
  const char *missing = rg_attrs_missing (r->plan->attrs);
  if (missing)
    {
      const RgAttr *a = call_find_attr (r->plan->op, missing);
      return call_wrong (error, "%s: --%s is missing: %s", r->plan->op->name, missing, a->doc ? a->doc : "");
    }
  guint from_input = 0;
  for (guint i = 0; i < r->plan->words->len; i++)
    from_input += g_strcmp0 (r->plan->words->pdata[i], "-") == 0;
  for (guint i = 0; i < r->plan->grads->len; i++)
    from_input += strcmp (r->plan->grads->pdata[i], "-") == 0;
  return from_input < 2 || call_wrong (error, "standard input, '-', can be read once only");
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
  CallReader r = { .plan = plan, .argc = argc, .argv = argv, .places = places, .unnamed = unnamed };
  for (int i = 0; i < call_count_inputs (op); i++)
    g_ptr_array_add (places, g_ptr_array_new ());
  bool ok = true, all_inputs = false;
  while (ok && r.at < argc)
    {
      const char *word = argv[r.at++];
      if (!all_inputs && strcmp (word, "--") == 0)
        all_inputs = true;
      else if (!all_inputs && g_str_has_prefix (word, "--"))
        ok = call_read_option (&r, word + 2, error);
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
