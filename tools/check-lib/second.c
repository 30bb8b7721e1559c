/* second.c: gradients of gradients against differences of gradients.
 *
 * S = sum of w * d input, over all inputs, is a function of the inputs and of the
 * gradients of the outputs; its own gradient is compared with its differences.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <string.h>

#define MOST 24

/* --- all gradients as a function of numbers --- */

typedef struct
{
  Check *c;
  RgTensor **in;  /* values, outside any graph */
  RgTensor **cot; /* likewise */
  size_t n_out;
  int64_t n_f;
} Evaluation;

/* Leaves with the same memory. */
static RgTensor **
as_leaves (Check *c, RgTensor *const *in)
{
  RgTensor **leaves = rg_scope_alloc (rg_scope_current (), (c->sample->n_inputs + 1) * sizeof *leaves);
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    leaves[i] = in[i] && check_input_differentiable (c->sample, i)
                    ? rg_set_requires_grad (rg_detach (in[i]), true)
                    : in[i];
  return leaves;
}

static bool
evaluate (void *data, double *to)
{
  Evaluation *e = data;
  Check *c = e->c;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  size_t n_out, n_in = c->sample->n_inputs;
  g_autofree RgTensor **grads = g_new0 (RgTensor *, n_in + 1);
  RgTensor **in = as_leaves (c, e->in), **out = check_forward (c, in, &n_out, NULL);
  if (out == NULL || n_out != e->n_out || !check_backward (c, in, out, e->cot, n_out, false, grads, NULL))
    return false;
  int64_t at = 0;
  for (size_t i = 0; i < n_in; i++)
    {
      if (in[i] == NULL || !rg_requires_grad (in[i]))
        continue;
      int64_t n = rg_tensor_numel (in[i]);
      g_autofree double *values = grads[i] ? check_values (grads[i], &n) : g_new0 (double, MAX (n, 1));
      memcpy (to + at, values, (size_t) n * sizeof *to);
      at += n;
    }
  return at == e->n_f;
}

/* --- one variable --- */

static bool
check_variable (Check *c, Evaluation *e, const char *name, RgTensor *values, RgTensor *grad, const double *weight)
{
  int64_t n = rg_tensor_numel (values);
  g_autofree double *numbers = grad ? check_values (grad, &n) : g_new0 (double, MAX (n, 1));
  CheckGradient g = { .name = name, .shape = rg_tensor_shape (values), .x = rg_tensor_data (values), .n = n,
                      .grad = numbers, .weight = weight, .n_f = e->n_f, .f = evaluate, .data = e, .most = MOST,
                      .message = "the gradient of the gradient differs from the difference" };
  return check_gradient (c, &g);
}

/* Random weights for the gradients, and the same numbers in one row. */
static RgTensor **
make_weights (Check *c, RgTensor *const *in, double **row, int64_t *n_f)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));
  RgTensor **weights = rg_scope_alloc (rg_scope_current (), (c->sample->n_inputs + 1) * sizeof *weights);
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    {
      weights[i] = NULL;
      if (in[i] == NULL || !rg_requires_grad (in[i]))
        continue;
      weights[i] = rg_empty (RG_F64, rg_tensor_shape (in[i]));
      for (int64_t k = 0; k < rg_tensor_numel (weights[i]); k++)
        {
          double w = check_cotangent (c->sample, 1000 + i, k);
          check_store (RG_F64, rg_tensor_data (weights[i]), k, w);
          g_array_append_val (all, w);
        }
    }
  *n_f = all->len;
  *row = (double *) (void *) g_array_free (all, FALSE);
  return weights;
}

/* --- the check --- */

static bool
check_second_order (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_in = c->sample->n_inputs, n_out;
  RgTensor **values = check_inputs (c), **in = as_leaves (c, values), **out = check_forward (c, in, &n_out, &error);
  if (out == NULL)
    {
      check_fail (c, NULL, "the sample is refused: %s", error->message);
      return false;
    }
  RgTensor **cot = check_cotangents (c, out, n_out);
  g_autofree RgTensor **grads = g_new0 (RgTensor *, n_in + 1), **leaves = g_new0 (RgTensor *, n_out + 1);
  for (size_t j = 0; j < n_out; j++)
    leaves[j] = cot[j] ? rg_set_requires_grad (rg_detach (cot[j]), true) : NULL;
  if (!check_backward (c, in, out, leaves, n_out, true, grads, &error))
    {
      check_fail (c, "the vjp is not written in differentiable operators", "backward with create_graph failed: %s",
                  error->message);
      return false;
    }
  g_autofree double *row = NULL;
  Evaluation e = { c, values, cot, n_out, 0 };
  RgTensor **weights = make_weights (c, in, &row, &e.n_f);
  g_autofree RgTensor **roots = g_new0 (RgTensor *, n_in + 1), **from = g_new0 (RgTensor *, n_in + 1),
                      **wanted = g_new0 (RgTensor *, n_in + n_out + 1), **seconds = g_new0 (RgTensor *, n_in + n_out + 1);
  size_t n_roots = 0, n_wanted = 0;
  for (size_t i = 0; i < n_in; i++)
    if (grads[i] && rg_requires_grad (grads[i]))
      {
        roots[n_roots] = grads[i];
        from[n_roots++] = weights[i];
      }
  for (size_t i = 0; i < n_in + n_out; i++)
    {
      RgTensor *t = i < n_in ? in[i] : leaves[i - n_in];
      if (t && rg_requires_grad (t))
        wanted[n_wanted++] = t;
    }
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  options.allow_unused = true;
  if (n_roots && !rg_grad_of (roots, from, n_roots, wanted, n_wanted, &options, seconds, &error))
    {
      check_fail (c, "the vjp of the backward operator", "the second backward failed: %s", error->message);
      return false;
    }
  size_t at = 0;
  for (size_t i = 0; i < n_in + n_out; i++)
    {
      RgTensor *t = i < n_in ? in[i] : leaves[i - n_in];
      if (t == NULL || !rg_requires_grad (t))
        continue;
      const char *name = i < n_in ? check_input_row (c->sample, i)->name : "grad_output";
      if (!check_variable (c, &e, name, i < n_in ? values[i] : cot[i - n_in], seconds[at++], row))
        return false;
    }
  return true;
}

void
check_run_second (Check *c)
{
  bool any = false;
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    any |= check_input_differentiable (c->sample, i);
  if (c->op->flags & RG_OP_NO_GRAD || !any)
    check_skip (c, "it has no gradient");
  else if (c->sample->flags & RG_SAMPLE_NO_GRAD)
    check_skip (c, "a sample at a kink");
  else if (check_second_order (c))
    check_pass (c);
}
