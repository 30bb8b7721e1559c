/* alone.c: gradients that are asked for one at a time. What is saved for backward
 * is what the rows of all inputs need; a row that asks for too little is found only
 * where no other is there to ask for it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>

static size_t
count_differentiable (const Check *c)
{
  size_t n = 0;
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    n += check_input_differentiable (c->sample, i);
  return n;
}

/* The gradient of input i when no other is asked for; false after an error. */
static bool
gradient_alone (Check *c, size_t i, RgTensor **grad, GError **error)
{
  size_t n_out, n_all;
  RgTensor **in = check_inputs (c);
  rg_set_requires_grad (in[i], true);
  RgTensor **all = check_both (c, in, &n_out, &n_all, error);
  *grad = all ? all[n_out + i] : NULL;
  return all != NULL;
}

/* An operator may take another way to one gradient than to several: other last
 * bits, no other numbers. */
static bool
same_numbers (Check *c, const char *name, RgTensor *together, RgTensor *alone)
{
  const char *hint = "a vjp whose result depends on which gradients are asked for";
  g_autofree char *message = g_strdup_printf ("the gradient of %s alone is not the one that it has among the others", name);
  if (together == NULL || alone == NULL || !check_same_shape (rg_tensor_shape (together), rg_tensor_shape (alone)))
    {
      if (together == alone)
        return true;
      check_fail (c, hint, "%s: one is missing, or has another shape", message);
      return false;
    }
  int64_t n;
  g_autofree double *a = check_values (together, &n), *b = check_values (alone, &n);
  for (int64_t k = 0; k < n; k++)
    if (!(fabs (a[k] - b[k]) <= 1e-9 * (1 + fabs (a[k]))) && !(isnan (a[k]) && isnan (b[k])) && a[k] != b[k])
      {
        g_autofree char *index = check_index_text (rg_tensor_shape (together), k);
        check_fail_at (c, hint, message, g_strdup_printf ("%s%s", name, index), a[k], b[k]);
        return false;
      }
  return true;
}

void
check_run_alone (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_all;
  if (count_differentiable (c) < 2 || c->sample->flags & RG_SAMPLE_NO_GRAD)
    {
      check_skip (c, "it has not two gradients");
      return;
    }
  RgTensor **in = check_inputs (c);
  check_require_grad (c, in);
  RgTensor **all = check_both (c, in, &n_out, &n_all, &error);
  if (all == NULL)
    {
      check_fail (c, NULL, "the sample is refused: %s", error ? error->message : "without an error");
      return;
    }
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    {
      RgTensor *grad = NULL;
      const char *name = check_input_row (c->sample, i)->name;
      if (!check_input_differentiable (c->sample, i))
        continue;
      if (!gradient_alone (c, i, &grad, &error))
        {
          check_fail (c, "the input's row in the table of vjps needs more than it says (RG_SAVE_INPUT, RG_SAVE_OUTPUT)",
                      "with a gradient for %s only: %s", name, error ? error->message : "backward failed");
          return;
        }
      if (!same_numbers (c, name, all[n_out + i], grad))
        return;
    }
  check_pass (c);
}
