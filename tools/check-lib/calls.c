/* calls.c: the descriptor, plain calls, threads, refusals, undefined gradients and
 * leaks.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <string.h>

/* --- the descriptor --- */

/* Callers in C begin with the struct of defaults, callers by name with their texts. */
static void
check_default (Check *c, const RgAttr *a)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgAttrs) attrs = rg_attrs_new (c->op);
  if (!rg_attrs_set (attrs, a->name, a->def, &error))
    {
      check_fail (c, NULL, "the default of attribute '%s' is refused: %s", a->name, error->message);
      return;
    }
  g_autofree char *now = rg_attrs_to_string (c->op, rg_attrs_get (attrs));
  g_autofree char *start = g_strconcat (a->name, "=", NULL), *later = g_strconcat (" ", start, NULL);
  if (g_str_has_prefix (now, start) || strstr (now, later))
    check_fail (c, "two places that must agree: the table (RG_ATTR) and attrs_init",
                "the default of attribute '%s' is %s in the table, and something else in the struct", a->name, a->def);
}

void
check_run_descriptor (Check *c)
{
  const RgOp *op = c->op;
  size_t n = 0;
  for (const RgSample *s = op->samples; s && s->inputs; s++)
    n += !(s->flags & RG_SAMPLE_ERROR);
  if (n == 0 && !(op->flags & RG_OP_INTERNAL))
    check_fail (c, "samples are what every other check runs", "it has no sample");
  if (op->category == NULL)
    check_fail (c, NULL, "its category is missing");
  if (op->vjp && op->gradient == NULL)
    check_fail (c, NULL, "it has vjps, but no text says what they are (gradient)");
  for (const RgInput *in = op->inputs; in && in->name; in++)
    if (in->doc == NULL)
      check_fail (c, NULL, "input '%s' has no text", in->name);
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (a->doc == NULL)
      check_fail (c, NULL, "attribute '%s' has no text", a->name);
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (a->def && !a->has_offset)
      check_default (c, a);
  for (const char *const *name = op->uses; name && *name; name++)
    {
      g_autoptr (GError) error = NULL;
      if (rg_op_find (*name, &error) == NULL)
        check_fail (c, "an operator that is named in `uses` must be found", "%s", error->message);
    }
  if (c->n_reported == 0)
    check_pass (c);
}

/* --- plain calls --- */

void
check_run_forward (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_again, n_all, n_all_again;
  RgTensor **in = check_inputs (c), **in_again = check_inputs (c);
  check_require_grad (c, in);
  check_require_grad (c, in_again);
  RgTensor **first = check_both (c, in, &n_out, &n_all, &error);
  RgTensor **again = first ? check_both (c, in_again, &n_again, &n_all_again, &error) : NULL;
  if (again == NULL)
    check_fail (c, NULL, "the sample is refused: %s", error ? error->message : "without an error");
  else if (check_lists_equal (c, first, again, n_out, n_all, "a second call gives something else",
                              "memory that was not written, or state between calls"))
    check_pass (c);
}

void
check_run_float32 (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_again;
  RG_NO_GRAD;
  if (c->op->flags & RG_OP_RANDOM || c->sample->flags & RG_SAMPLE_NO_GRAD)
    {
      check_skip (c, "other numbers are drawn, or a sample at a kink");
      return;
    }
  RgTensor **exact = check_forward (c, check_inputs (c), &n_out, &error);
  RgTensor **rough = exact ? check_forward (c, check_inputs_as (c, RG_F32), &n_again, &error) : NULL;
  if (rough == NULL)
    {
      check_fail (c, "a kernel for float32 is missing", "in float32: %s", error ? error->message : "refused");
      return;
    }
  for (size_t j = 0; j < n_out; j++)
    {
      int64_t n;
      if (exact[j] == NULL || !rg_dtype_is_floating (rg_tensor_dtype (exact[j])))
        continue;
      g_autofree double *a = check_values (exact[j], &n), *b = check_values (rough[j], &n);
      double largest = 0;
      for (int64_t k = 0; k < n; k++)
        if (isfinite (a[k]))
          largest = fmax (largest, fabs (a[k]));
      for (int64_t k = 0; k < n; k++)
        if (isfinite (a[k]) && !(fabs (a[k] - b[k]) <= 2e-3 * largest + 1e-6))
          {
            check_fail_at (c, "the float32 kernel computes something else", "float32 differs from float64",
                           g_strdup_printf ("output %" G_GSIZE_FORMAT ", element %" G_GINT64_FORMAT, j, k), a[k], b[k]);
            return;
          }
    }
  check_pass (c);
}

/* --- threads --- */

void
check_run_threads (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_again, n_all, n_all_again;
  RgTensor **in = check_inputs (c), **in_again = check_inputs (c);
  check_require_grad (c, in);
  check_require_grad (c, in_again);
  int before = rg_get_num_threads ();
  /* Small grains, so that a sample is enough for several threads; the same for one. */
  rg_parallel_force (3, true);
  rg_set_num_threads (1);
  RgTensor **alone = check_both (c, in, &n_out, &n_all, &error);
  rg_set_num_threads (c->options->threads);
  RgTensor **shared = alone ? check_both (c, in_again, &n_again, &n_all_again, &error) : NULL;
  rg_parallel_force (0, false);
  rg_set_num_threads (before);
  if (shared == NULL)
    check_fail (c, "a loop that depends on the size of its chunks", "in small chunks: %s", error ? error->message : "refused");
  else if (check_lists_equal (c, alone, shared, n_out, n_all, "one thread and several give different bits",
                              "two chunks that write one element, or sums in the order of the threads"))
    check_pass (c);
}

/* --- what must be refused --- */

void
check_run_error_sample (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out;
  RgTensor **out = check_forward (c, check_inputs (c), &n_out, &error);
  if (out)
    check_fail (c, "a shape rule that does not look at everything", "it must be refused, and is not");
  else if (strstr (error->message, "failed without saying why"))
    check_fail (c, "rg_call_fail() says what is wrong and what would be right", "the error says nothing: %s", error->message);
  else
    check_pass (c);
}

void
check_run_refuse (Check *c)
{
  g_autoptr (GError) error = NULL;
  const RgInput *row = c->op->inputs;
  RgTensor *out = NULL;
  if (row == NULL || row->name == NULL || row->flags & (RG_INPUT_OPTIONAL | RG_INPUT_VARIADIC))
    {
      check_skip (c, "it needs no input");
      return;
    }
  size_t n = rg_op_call (NULL, c->op, NULL, 0, NULL, &out, 1);
  bool silent = rg_scope_check (NULL, &error);
  if (n || silent)
    check_fail (c, NULL, "a call without inputs is not refused");
  else
    check_pass (c);
}

/* --- gradients that do not come --- */

void
check_run_undefined (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_in = c->sample->n_inputs;
  RgTensor **in = check_inputs (c);
  if (check_require_grad (c, in) == 0 || c->sample->flags & RG_SAMPLE_NO_GRAD)
    {
      check_skip (c, "it has no gradient");
      return;
    }
  RgTensor **out = check_forward (c, in, &n_out, &error);
  size_t n_floating = 0;
  for (size_t j = 0; out && j < n_out; j++)
    n_floating += out[j] && rg_requires_grad (out[j]);
  if (out && n_floating < 2)
    {
      check_skip (c, "one output: its gradient comes, or nothing runs");
      return;
    }
  g_autofree RgTensor **grads = g_new0 (RgTensor *, n_in + 1), **only = g_new0 (RgTensor *, n_out + 1);
  RgTensor **cot = out ? check_cotangents (c, out, n_out) : NULL;
  for (size_t j = 0; out && j < n_out; j++)
    {
      if (cot[j] == NULL)
        continue;
      memset (only, 0, n_out * sizeof *only);
      only[j] = cot[j];
      in = check_inputs (c);
      check_require_grad (c, in);
      RgTensor **each = check_forward (c, in, &n_out, &error);
      if (each && check_backward (c, in, each, only, n_out, false, grads, &error))
        continue;
      check_fail (c, "a vjp that takes rg_vjp_grad() for granted: it is NULL where no gradient comes",
                  "with a gradient for output %" G_GSIZE_FORMAT " only: %s", j, error ? error->message : "failed");
      return;
    }
  check_pass (c);
}

/* --- leaks --- */

static bool
run_once (Check *c, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  size_t n_out, n_all;
  RgTensor **in = check_inputs (c);
  check_require_grad (c, in);
  return check_both (c, in, &n_out, &n_all, error) != NULL;
}

void
check_run_leaks (Check *c)
{
  g_autoptr (GError) error = NULL;
  RgMemoryStats before, after;
  if (!run_once (c, &error)) /* what is made on first use is made now */
    {
      check_fail (c, NULL, "the sample is refused: %s", error ? error->message : "without an error");
      return;
    }
  rg_memory_stats (&before);
  run_once (c, NULL);
  rg_memory_stats (&after);
  if (after.n_tensors != before.n_tensors)
    check_fail_at (c, "rg_tensor_ref() without rg_tensor_unref(), or a tensor that its own node holds",
                   "tensors outlive their scope", g_strdup ("tensors"), (double) before.n_tensors, (double) after.n_tensors);
  else
    check_pass (c);
}
