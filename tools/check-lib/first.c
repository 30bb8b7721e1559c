/* first.c: gradients of first order, and tangents, against differences.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <string.h>

#define MOST 64

/* --- the operator as a function of numbers --- */

typedef struct
{
  Check *c;
  RgTensor **in;
  int64_t n_f; /* all elements of the floating outputs */
} Evaluation;

static bool
evaluate (void *data, double *to)
{
  Evaluation *e = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RG_NO_GRAD;
  size_t n_out;
  RgTensor **out = check_forward (e->c, e->in, &n_out, NULL);
  int64_t at = 0;
  for (size_t j = 0; out && j < n_out; j++)
    {
      if (out[j] == NULL || !rg_dtype_is_floating (rg_tensor_dtype (out[j])))
        continue;
      int64_t n;
      g_autofree double *values = check_values (out[j], &n);
      if (at + n > e->n_f)
        return false; /* other sizes than at the sample */
      memcpy (to + at, values, (size_t) n * sizeof *to);
      at += n;
    }
  return out != NULL;
}

/* The gradients of the outputs, one after the other. */
static double *
flatten (RgTensor *const *tensors, size_t n, int64_t *total)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));
  for (size_t j = 0; j < n; j++)
    if (tensors[j])
      {
        int64_t k;
        g_autofree double *values = check_values (tensors[j], &k);
        g_array_append_vals (all, values, (guint) k);
      }
  *total = all->len;
  return (double *) (void *) g_array_free (all, FALSE);
}

static bool
is_broadcast (const RgCheckSample *s, size_t i, RgTensor *const *out, size_t n_out)
{
  return s->op->kind == RG_KIND_POINTWISE && n_out && out[0]
         && check_input_numel (&s->inputs[i]) < rg_tensor_numel (out[0]);
}

/* --- first order --- */

static bool
check_input_gradient (Check *c, RgTensor **in, size_t i, RgTensor *grad, RgTensor *const *out, size_t n_out,
                      const double *weight, int64_t n_f)
{
  int64_t n = rg_tensor_numel (in[i]);
  g_autofree double *values = grad ? check_values (grad, &n) : g_new0 (double, MAX (n, 1));
  if (grad && !check_same_shape (rg_tensor_shape (grad), rg_tensor_shape (in[i])))
    {
      check_fail (c, "a vjp that returns another shape than its input's", "the gradient of %s has another shape",
                  check_input_row (c->sample, i)->name);
      return false;
    }
  Evaluation e = { c, in, n_f };
  CheckGradient g = { .name = check_input_row (c->sample, i)->name, .shape = rg_tensor_shape (in[i]),
                      .x = rg_tensor_data (in[i]), .n = n, .grad = values, .weight = weight, .n_f = n_f,
                      .f = evaluate, .data = &e, .most = MOST, .broadcast = is_broadcast (c->sample, i, out, n_out),
                      .message = "the gradient differs from the difference" };
  return check_gradient (c, &g);
}

bool
check_first_order (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_in = c->sample->n_inputs, n_out;
  RgTensor **in = check_inputs (c);
  if (check_require_grad (c, in) == 0)
    return true;
  RgTensor **out = check_forward (c, in, &n_out, &error);
  RgTensor **cot = out ? check_cotangents (c, out, n_out) : NULL;
  g_autofree RgTensor **grads = g_new0 (RgTensor *, n_in + 1);
  if (out == NULL || !check_backward (c, in, out, cot, n_out, false, grads, &error))
    {
      check_fail (c, "the vjp calls an operator wrongly, or reads what it did not ask to be saved", "%s: %s",
                  out ? "backward failed" : "the sample is refused", error ? error->message : "no error was given");
      return false;
    }
  /* An output without a gradient is a constant to those who differentiate; but where no
   * output has one, it was lost. */
  bool some = false;
  for (size_t j = 0; j < n_out; j++)
    some |= rg_requires_grad (out[j]);
  for (size_t j = 0; j < n_out; j++)
    if (some && cot[j] && !rg_requires_grad (out[j]))
      rg_zero_ (cot[j]);
  int64_t n_f;
  g_autofree double *weight = flatten (cot, n_out, &n_f);
  for (size_t i = 0; i < n_in; i++)
    if (in[i] && rg_requires_grad (in[i])
        && !check_input_gradient (c, in, i, grads[i], out, n_out, weight, n_f))
      return false;
  return true;
}

static bool
is_differentiable (Check *c)
{
  bool any = false;
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    any |= check_input_differentiable (c->sample, i);
  if (c->op->flags & RG_OP_NO_GRAD || !any)
    check_skip (c, "it has no gradient");
  else if (c->sample->flags & RG_SAMPLE_NO_GRAD)
    check_skip (c, "a sample at a kink");
  else
    return true;
  return false;
}

void
check_run_first (Check *c)
{
  if (is_differentiable (c) && check_first_order (c))
    check_pass (c);
}

/* --- forward mode --- */

/* One tangent for each input that can have one. */
static RgTensor **
random_tangents (Check *c, RgTensor **in, uint64_t seed)
{
  RgTensor **t = rg_scope_alloc (rg_scope_current (), (c->sample->n_inputs + 1) * sizeof *t);
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    {
      t[i] = NULL;
      if (in[i] == NULL || !check_input_differentiable (c->sample, i))
        continue;
      t[i] = rg_empty (RG_F64, rg_tensor_shape (in[i]));
      for (int64_t k = 0; k < rg_tensor_numel (t[i]); k++)
        check_store (RG_F64, rg_tensor_data (t[i]), k, rg_random_normal (seed + i, (uint64_t) k));
    }
  return t;
}

/* Moves all inputs at once: x is a step along the tangents. */
typedef struct
{
  Evaluation e;
  RgTensor **at, **along;
} Ray;

static bool
evaluate_ray (void *data, double *to)
{
  Ray *r = data;
  double step = to[r->e.n_f]; /* behind the values: where on the ray */
  for (size_t i = 0; i < r->e.c->sample->n_inputs; i++)
    for (int64_t k = 0; r->along[i] && k < rg_tensor_numel (r->along[i]); k++)
      check_store (RG_F64, rg_tensor_data (r->e.in[i]), k,
                   check_load (RG_F64, rg_tensor_data (r->at[i]), k)
                       + step * check_load (RG_F64, rg_tensor_data (r->along[i]), k));
  return evaluate (&r->e, to);
}

static bool
compare_tangents (Check *c, Ray *r, const double *tangent)
{
  int64_t n = r->e.n_f;
  double eps = c->options->eps, largest = 0;
  g_autofree double *plus = g_new0 (double, n + 1), *minus = g_new0 (double, n + 1);
  plus[n] = eps;
  minus[n] = -eps;
  if (!evaluate_ray (r, plus) || !evaluate_ray (r, minus))
    {
      check_fail (c, "a value near the sample at which the operator refuses to work",
                  "the operator failed at a point near the sample");
      return false;
    }
  for (int64_t k = 0; k < n; k++)
    largest = fmax (largest, fabs (plus[k] - minus[k]) / (2 * eps));
  for (int64_t k = 0; k < n; k++)
    {
      double expected = (plus[k] - minus[k]) / (2 * eps);
      double allowed = 2e-10 + 8 * 2.3e-16 * fmax (fabs (plus[k]), fabs (minus[k])) / eps + c->options->rtol * fabs (expected)
                       + fmin (c->options->atol, c->options->rtol * largest);
      if (fabs (tangent[k] - expected) <= allowed || (isnan (expected) && isnan (tangent[k])))
        continue;
      check_fail_at (c, "the formula of the jvp: an input whose tangent is forgotten, or a factor",
                     "forward mode differs from the difference",
                     g_strdup_printf ("element %" G_GINT64_FORMAT " of the outputs", k), expected, tangent[k]);
      return false;
    }
  return true;
}

void
check_run_jvp (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_in = c->sample->n_inputs, n_out;
  if (c->op->jvp == NULL)
    {
      check_skip (c, "it gives no jvp");
      return;
    }
  if (!is_differentiable (c))
    return;
  RgTensor **at = check_inputs (c), **along = random_tangents (c, at, 11);
  g_autofree RgTensor **dual = g_new0 (RgTensor *, n_in + 1), **tangents = NULL;
  RgTensor **out = NULL;
  {
    RG_FORWARD_AD;
    for (size_t i = 0; i < n_in; i++)
      dual[i] = along[i] ? rg_make_dual (at[i], along[i]) : at[i];
    out = check_forward (c, dual, &n_out, &error);
    tangents = g_new0 (RgTensor *, out ? n_out + 1 : 1);
    for (size_t j = 0; out && j < n_out; j++)
      {
        if (!rg_dtype_is_floating (rg_tensor_dtype (out[j])))
          continue;
        rg_unpack_dual (out[j], &tangents[j]);
        if (tangents[j] == NULL)
          tangents[j] = rg_zeros_like (out[j]);
      }
  }
  if (out == NULL)
    {
      check_fail (c, "the jvp calls an operator wrongly", "forward mode failed: %s", error->message);
      return;
    }
  int64_t n_f;
  g_autofree double *tangent = flatten (tangents, n_out, &n_f);
  Ray r = { { c, check_inputs (c), n_f }, at, along };
  if (compare_tangents (c, &r, tangent))
    check_pass (c);
}
