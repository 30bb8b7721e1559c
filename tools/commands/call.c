/* call.c: `retrograde call OP [name=]FILE.npy ... [--attr value ...]`: any operator
 * or plugin on NumPy files, forward and backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include "commands.h"
#include "op-text.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char help[]
    = "usage: retrograde call OP [name=]INPUT... [--attribute value]... [OPTION...]\n\n"
      "Calls an operator on NumPy files and prints what it gives.\n"
      "'retrograde call OP --help' lists the inputs and attributes of OP.\n\n"
      "An INPUT is FILE.npy, FILE.npz:NAME, FILE.safetensors:NAME, '-' for an npy file on\n"
      "standard input, a number, a list such as [[1, 2], [3, 4]] or [1, 2]:float64, or 'none'\n"
      "for an optional input that is absent. In the shell, quote lists.\n\n" "Options:\n";

/* The options that do not depend on the operator; it reads its own words itself. */
static const GOptionEntry entries[] = {
  { "grad", 0, 0, G_OPTION_ARG_NONE, NULL,
    "print the gradient of every floating input; [name=]INPUT after it is the gradient of the output (of the one called name), "
    "default ones", NULL },
  { "out", 0, 0, G_OPTION_ARG_NONE, NULL,
    "write the outputs to DIR/out.npy (or their own names) and the gradients to DIR/grad_NAME.npy", "DIR" },
  { "plugin", 0, 0, G_OPTION_ARG_NONE, NULL, "load the operators of a plugin first; may be repeated", "FILE.so" },
  { "seed", 0, 0, G_OPTION_ARG_NONE, NULL, "the seed of random operators (0)", "N" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
print_help (void)
{
  fputs (help, stdout);
  for (const GOptionEntry *e = entries; e->long_name; e++)
    {
      g_autofree char *name = g_strconcat ("--", e->long_name, e->arg_description ? " " : "", e->arg_description, NULL);
      printf ("  %-20s %s\n", name, e->description);
    }
}

/* --- which operator --- */

static const RgModule *
load_plugin (const char *file, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  return rg_module_load (path, error);
}

/* Takes `--plugin FILE` and `--help` out, wherever they stand before a `--`. */
static int
take_plugins (int *argc, char **argv, bool *wants_help)
{
  int kept = 1, status = -1;
  bool all_inputs = false;
  for (int i = 1; i < *argc; i++)
    {
      const char *file = NULL;
      const bool plugin = !all_inputs && g_str_equal (argv[i], "--plugin");
      all_inputs |= g_str_equal (argv[i], "--");
      if (!all_inputs && (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h")))
        {
          *wants_help = true;
          continue;
        }
      if (!all_inputs && g_str_has_prefix (argv[i], "--plugin="))
        file = argv[i] + strlen ("--plugin=");
      else if (plugin && i + 1 < *argc)
        file = argv[++i];
      else if (plugin)
        return rg_command_usage ("call: --plugin needs the name of a file");
      else
        argv[kept++] = argv[i];
      g_autoptr (GError) error = NULL;
      if (file && load_plugin (file, &error) == NULL)
        return rg_command_fail ("call: %s", error->message);
    }
  *argc = kept;
  return status;
}

/* `mul`, or `./swish.so` for the operator of that name. */
static const RgOp *
find_op (const char *word, GError **error)
{
  if (!g_str_has_suffix (word, ".so"))
    return rg_op_find (word, error);
  const RgModule *module = load_plugin (word, error);
  return module ? rg_op_find (module->name, error) : NULL;
}

/* --- the call --- */

typedef struct
{
  RgTensor **inputs; /* (plan->words->len) */
  RgTensor **outputs;
  size_t n_outputs;
} Values;

static int
load_inputs (const CallPlan *plan, Values *v)
{
  for (guint i = 0; i < plan->words->len; i++)
    {
      g_autoptr (GError) error = NULL;
      bool wrong = false;
      const unsigned flags = plan->op->inputs[g_array_index (plan->input_rows, int, i)].flags;
      if (plan->words->pdata[i] == NULL)
        continue;
      v->inputs[i] = call_tensor (plan->words->pdata[i], &wrong, &error);
      if (v->inputs[i] == NULL)
        return wrong ? rg_command_usage ("call: %s", error->message) : rg_command_fail ("call: %s", error->message);
      if (plan->wants_grad && !(flags & RG_INPUT_NO_GRAD) && rg_dtype_is_floating (rg_tensor_dtype (v->inputs[i])))
        rg_set_requires_grad (v->inputs[i], true);
    }
  return -1;
}

/* The gradient of each output that has one: as given, or ones. */
static int
output_grads (const CallPlan *plan, const Values *v, RgTensor **grads)
{
  for (guint k = 0; k < plan->grads->len; k++)
    {
      g_autoptr (GError) error = NULL;
      const char *word = plan->grads->pdata[k], *equals = strchr (word, '=');
      size_t at = 0;
      bool wrong = false;
      for (size_t j = 0; equals && j < v->n_outputs; j++)
        {
          g_autofree char *name = call_output_name (plan->op, j, v->n_outputs);
          if (strlen (name) == (size_t) (equals - word) && strncmp (name, word, strlen (name)) == 0)
            {
              word = equals + 1;
              at = j;
              break;
            }
        }
      RgTensor *g = call_tensor (word, &wrong, &error);
      if (g == NULL)
        return wrong ? rg_command_usage ("call: --grad %s", error->message) : rg_command_fail ("call: --grad %s", error->message);
      if (!rg_requires_grad (v->outputs[at]))
        {
          g_autofree char *name = call_output_name (plan->op, at, v->n_outputs);
          return rg_command_fail ("call: --grad %s: output '%s' of %s has no gradient", word, name, plan->op->name);
        }
      grads[at] = rg_to (g, rg_tensor_dtype (v->outputs[at]));
    }
  for (size_t j = 0; plan->grads->len == 0 && j < v->n_outputs; j++)
    if (rg_requires_grad (v->outputs[j]))
      grads[j] = rg_ones_like (v->outputs[j]);
  return -1;
}

static int
add_gradients (const CallPlan *plan, const Values *v, CallResults *results)
{
  g_autoptr (GError) error = NULL;
  const guint n_in = plan->words->len;
  g_autofree RgTensor **grads = g_new0 (RgTensor *, v->n_outputs);
  g_autofree RgTensor **roots = g_new0 (RgTensor *, v->n_outputs), **root_grads = g_new0 (RgTensor *, v->n_outputs);
  g_autofree RgTensor **leaves = g_new0 (RgTensor *, n_in), **found = g_new0 (RgTensor *, n_in);
  g_autofree guint *which = g_new0 (guint, n_in);
  size_t n_roots = 0, n_leaves = 0;
  for (guint i = 0; i < n_in; i++)
    if (rg_requires_grad (v->inputs[i]))
      {
        which[n_leaves] = i;
        leaves[n_leaves++] = v->inputs[i];
      }
  if (plan->op->flags & RG_OP_NO_GRAD)
    return rg_command_fail ("call: --grad: %s has no gradient", plan->op->name);
  if (n_leaves == 0)
    return rg_command_fail ("call: --grad: %s has no input here that takes a gradient (float32 or float64)", plan->op->name);
  int status = output_grads (plan, v, grads);
  if (status >= 0)
    return status;
  for (size_t j = 0; j < v->n_outputs; j++)
    if (grads[j])
      {
        roots[n_roots] = v->outputs[j];
        root_grads[n_roots++] = grads[j];
      }
  if (n_roots == 0 && rg_scope_check (NULL, &error))
    return rg_command_fail ("call: --grad: %s has no gradient", plan->op->name);
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  options.allow_unused = true;
  if (error || !rg_grad_of (roots, root_grads, n_roots, leaves, n_leaves, &options, found, &error))
    return rg_command_fail ("call: --grad: %s", error->message);
  for (size_t i = 0; i < n_leaves; i++)
    call_results_add (results, g_strconcat ("grad_", plan->names->pdata[which[i]], NULL), found[i]);
  return -1;
}

static int
run (const CallPlan *plan, Values *v, CallResults *results)
{
  g_autoptr (GError) error = NULL;
  int status = load_inputs (plan, v);
  if (status >= 0)
    return status;
  if (plan->has_seed)
    rg_manual_seed (plan->seed);
  v->outputs = rg_op_call_list (NULL, plan->op, v->inputs, plan->words->len, rg_attrs_get (plan->attrs), &v->n_outputs);
  if (v->outputs == NULL)
    {
      rg_scope_check (NULL, &error);
      return rg_command_fail ("call: %s", error ? error->message : plan->op->name);
    }
  for (size_t j = 0; j < v->n_outputs; j++)
    call_results_add (results, call_output_name (plan->op, j, v->n_outputs), v->outputs[j]);
  status = plan->wants_grad ? add_gradients (plan, v, results) : -1;
  if (status >= 0)
    return status;
  if (plan->out_dir && !call_results_save (results, plan->out_dir, &error))
    return rg_command_fail ("call: %s", error->message);
  call_results_print (results);
  if (fflush (stdout) != 0)
    return rg_command_fail ("call: standard output cannot be written: %s", g_strerror (errno));
  return 0;
}

int
rg_command_call (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  bool wants_help = false;
  if (rg_command_is_asked ())
    return rg_command_parse (&argc, &argv, "OP [[NAME=]INPUT...] [--ATTRIBUTE VALUE...]", "Calls an operator on NumPy files.", entries);
  int status = take_plugins (&argc, argv, &wants_help);
  if (status >= 0)
    return status;
  if (wants_help && argc < 2)
    {
      print_help ();
      return 0;
    }
  if (argc < 2 || g_str_has_prefix (argv[1], "-"))
    return rg_command_usage ("call: the name of an operator comes first; see 'retrograde call --help'");
  const RgOp *op = find_op (argv[1], &error);
  if (op == NULL)
    return rg_command_fail ("call: %s", error->message);
  if (wants_help)
    {
      g_autofree char *text = op_to_text (op);
      fputs (text, stdout);
      return 0;
    }
  CallPlan plan;
  CallResults results;
  call_results_init (&results);
  if (call_plan_read (&plan, op, argc - 2, argv + 2, &error))
    {
      Values v = { .inputs = g_new0 (RgTensor *, plan.words->len + 1) };
      status = run (&plan, &v, &results);
      g_free (v.inputs);
    }
  else
    status = rg_command_usage ("call: %s", error->message);
  call_results_clear (&results);
  call_plan_clear (&plan);
  return status;
}
