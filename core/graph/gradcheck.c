/* gradcheck.c: gradients against central differences.
 *
 * The exact mode compares every element of every Jacobian: a column by two calls
 * of the function, a row by one backward. The fast mode compares one number for
 * each pair of an output and an input, v^T J u at random v and u (gradcheck_fast
 * of PyTorch), by two calls and one backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "forward-private.h"
#include "rg-forward.h"
#include "functional-private.h"
#include "rg-ops.h"
#include "rg-random.h"
#include <math.h>

typedef struct
{
  const RgDerivative *d;
  RgGradcheckOptions options;
  RgTensor **in;  /* (n_inputs) leaves with copies of the inputs' values */
  RgTensor **out; /* (n_outputs) */
  GError **error;
} Check;

static double
at (RgTensor *t, int64_t k)
{
  RgTensor *c = rg_contiguous (t);
  return rg_load ((RgDType) c->dtype, rg_data (c) + k * (int64_t) rg_esize (c));
}

static bool
is_close (const Check *c, double got, double expected)
{
  if (isnan (got) || isnan (expected))
    return isnan (got) && isnan (expected);
  return got == expected || fabs (got - expected) <= c->options.atol + c->options.rtol * fabs (expected);
}

static bool
mismatch (Check *c, const char *how, size_t o, size_t i, int64_t row, int64_t column, double got,
          double expected)
{
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  g_set_error (c->error, RG_ERROR, RG_ERROR_AUTOGRAD,
               "Jacobian mismatch for output %" G_GSIZE_FORMAT " with respect to input %" G_GSIZE_FORMAT
               ", at [%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "]: numerical %s, %s %s", o, i, row, column,
               g_ascii_formatd (b, sizeof b, "%.9g", expected), how,
               g_ascii_formatd (a, sizeof a, "%.9g", got));
  return false;
}

/* --- differences --- */

static bool
evaluate (Check *c, RgTensor **out)
{
  RG_NO_GRAD;
  for (size_t o = 0; o < c->d->n_outputs; o++)
    out[o] = NULL;
  bool ok = c->d->function (c->in, c->d->n_inputs, out, c->d->n_outputs, c->d->user_data);
  for (size_t o = 0; o < c->d->n_outputs && ok; o++)
    ok = out[o] != NULL;
  /* The result may be the input itself, which is moved next. */
  for (size_t o = 0; o < c->d->n_outputs && ok; o++)
    out[o] = rg_clone (out[o]);
  return ok || rg_functional_fail (c->error, "the function");
}

/* Moves input i by eps along `along`, or element k alone. */
static void
move (RgTensor *t, RgTensor *along, int64_t k, double by)
{
  char *data = rg_data (t);
  size_t esize = rg_esize (t);
  for (int64_t j = along ? 0 : k; j < (along ? rg_numel (t) : k + 1); j++)
    {
      char *p = data + j * (int64_t) esize;
      rg_store ((RgDType) t->dtype, p, rg_load ((RgDType) t->dtype, p) + by * (along ? at (along, j) : 1));
    }
}

/* plus[o] - minus[o] over 2 eps: one column of the Jacobians with respect to i. */
static bool
column_of (Check *c, size_t i, RgTensor *along, int64_t k, RgTensor **column)
{
  size_t n = c->d->n_outputs;
  g_autofree RgTensor **plus = g_new0 (RgTensor *, n), **minus = g_new0 (RgTensor *, n);
  RgTensor *t = c->in[i], *values = rg_detach (t), *kept = rg_clone (values);
  double eps = c->options.eps;
  bool ok;
  move (values, along, k, eps);
  ok = evaluate (c, plus);
  rg_copy_data (values, kept);
  move (values, along, k, -eps);
  ok = ok && evaluate (c, minus);
  rg_copy_data (values, kept);
  RG_NO_GRAD;
  for (size_t o = 0; o < n && ok; o++)
    column[o] = rg_div_scalar (rg_sub (plus[o], minus[o]), 2 * eps);
  return ok;
}

/* --- backward --- */

static bool
row_of (Check *c, RgTensor *out, RgTensor *v, RgTensor **row)
{
  bool ok = rg_functional_grad (&out, &v, 1, c->in, c->d->n_inputs, true, false, false, row, c->error);
  for (size_t i = 0; i < c->d->n_inputs && ok; i++)
    if (row[i] && (!rg_same_shape (row[i], c->in[i]) || row[i]->dtype != c->in[i]->dtype))
      {
        g_set_error (c->error, RG_ERROR, RG_ERROR_AUTOGRAD, "the gradient of input %" G_GSIZE_FORMAT
                     " has another size or dtype than the input", i);
        return false;
      }
  return ok;
}

/* Two runs of one backward agree. */
static bool
check_repeatable (Check *c, RgTensor *out, RgTensor *v, RgTensor *const *row)
{
  g_autofree RgTensor **again = g_new0 (RgTensor *, c->d->n_inputs);
  if (!row_of (c, out, v, again))
    return false;
  for (size_t i = 0; i < c->d->n_inputs; i++)
    for (int64_t k = 0; row[i] && again[i] && k < rg_numel (row[i]); k++)
      if (!(fabs (at (row[i], k) - at (again[i], k)) <= c->options.nondet_tol)
          && !(isnan (at (row[i], k)) && isnan (at (again[i], k))))
        {
          g_set_error (c->error, RG_ERROR, RG_ERROR_AUTOGRAD,
                       "Backward is not reentrant, i.e., running backward with same input and grad_output "
                       "multiple times gives different values (input %" G_GSIZE_FORMAT ")", i);
          return false;
        }
  return true;
}

/* --- modes --- */

static double
random_sign (uint64_t k)
{
  return rg_random_uniform (7, k) + 0.1;
}

static RgTensor *
random_like (RgTensor *t, uint64_t from)
{
  RgTensor *r = rg_empty_like (t);
  for (int64_t k = 0; r && k < rg_numel (r); k++)
    rg_store ((RgDType) r->dtype, rg_data (r) + k * (int64_t) rg_esize (r), random_sign (from + (uint64_t) k));
  return r;
}

static double
dot (RgTensor *a, RgTensor *b)
{
  double sum = 0;
  for (int64_t k = 0; a && k < rg_numel (a); k++)
    sum += at (a, k) * at (b, k);
  return sum;
}

/* v^T J u by forward mode against the differences. */
static bool
compare_forward_fast (Check *c, size_t i, RgTensor *u, RgTensor *const *column)
{
  const RgDerivative *d = c->d;
  RgDerivative plain = *d;
  g_autofree RgTensor **along = g_new0 (RgTensor *, d->n_inputs), **tangents = g_new0 (RgTensor *, d->n_outputs);
  plain.inputs = c->in;
  plain.create_graph = false;
  for (size_t j = 0; j < d->n_inputs; j++)
    along[j] = j == i ? u : rg_zeros_like (c->in[j]);
  if (!rg_jvp (&plain, along, NULL, tangents, c->error))
    return false;
  for (size_t o = 0; o < d->n_outputs; o++)
    {
      RgTensor *v = random_like (c->out[o], 1000 * (o + 50));
      double expected = dot (column[o], v), got = dot (tangents[o], v);
      if (!is_close (c, got, expected))
        return mismatch (c, "by forward mode (fast mode)", o, i, 0, 0, got, expected);
    }
  return true;
}

static bool
check_fast (Check *c)
{
  const RgDerivative *d = c->d;
  g_autofree RgTensor **column = g_new0 (RgTensor *, d->n_outputs), **row = g_new0 (RgTensor *, d->n_inputs);
  for (size_t i = 0; i < d->n_inputs; i++)
    {
      if (!rg_requires_grad (c->in[i]))
        continue;
      RgTensor *u = random_like (c->in[i], 1000 * (i + 1));
      if (!column_of (c, i, u, 0, column))
        return false;
      for (size_t o = 0; o < d->n_outputs; o++)
        {
          RgTensor *v = random_like (c->out[o], 1000 * (o + 50));
          if (!row_of (c, c->out[o], v, row) || !check_repeatable (c, c->out[o], v, row))
            return false;
          double expected = dot (column[o], v), got = dot (row[i], u);
          if (!is_close (c, got, expected))
            return mismatch (c, "analytical (fast mode)", o, i, 0, 0, got, expected);
        }
      if (c->options.check_forward_ad && !compare_forward_fast (c, i, u, column))
        return false;
    }
  return true;
}

static RgTensor *
unit_like (RgTensor *t, int64_t k)
{
  RgTensor *unit = rg_zeros_like (t);
  if (unit)
    rg_store ((RgDType) unit->dtype, rg_data (unit) + k * (int64_t) rg_esize (unit), 1);
  return unit;
}

/* numerical[(i * n_outputs + o)] holds the Jacobian, a row after the other. */
static bool
differences (Check *c, double **numerical)
{
  const RgDerivative *d = c->d;
  g_autofree RgTensor **column = g_new0 (RgTensor *, d->n_outputs);
  for (size_t i = 0; i < d->n_inputs; i++)
    for (int64_t k = 0, n = rg_numel (c->in[i]); rg_requires_grad (c->in[i]) && k < n; k++)
      {
        g_autoptr (RgScope) scope = rg_scope_begin ();
        if (!column_of (c, i, NULL, k, column))
          return false;
        for (size_t o = 0; o < d->n_outputs; o++)
          for (int64_t r = 0; r < rg_numel (column[o]); r++)
            numerical[i * d->n_outputs + o][r * n + k] = at (column[o], r);
      }
  return true;
}

static bool
compare_rows (Check *c, double *const *numerical)
{
  const RgDerivative *d = c->d;
  g_autofree RgTensor **row = g_new0 (RgTensor *, d->n_inputs);
  for (size_t o = 0; o < d->n_outputs; o++)
    for (int64_t r = 0; r < rg_numel (c->out[o]); r++)
      {
        g_autoptr (RgScope) scope = rg_scope_begin ();
        RgTensor *unit = unit_like (c->out[o], r);
        if (!row_of (c, c->out[o], unit, row) || (r == 0 && !check_repeatable (c, c->out[o], unit, row)))
          return false;
        for (size_t i = 0; i < d->n_inputs; i++)
          for (int64_t k = 0, n = rg_numel (c->in[i]); rg_requires_grad (c->in[i]) && k < n; k++)
            {
              double expected = numerical[i * d->n_outputs + o][r * n + k], got = row[i] ? at (row[i], k) : 0;
              if (!is_close (c, got, expected))
                return mismatch (c, "analytical", o, i, r, k, got, expected);
            }
      }
  return true;
}

static bool
compare_forward (Check *c, double *const *numerical)
{
  const RgDerivative *d = c->d;
  RgDerivative plain = *d;
  g_autofree RgTensor **v = g_new0 (RgTensor *, d->n_inputs), **tangents = g_new0 (RgTensor *, d->n_outputs);
  plain.inputs = c->in;
  plain.create_graph = false;
  for (size_t i = 0; i < d->n_inputs; i++)
    for (int64_t k = 0, n = rg_numel (c->in[i]); rg_requires_grad (c->in[i]) && k < n; k++)
      {
        g_autoptr (RgScope) scope = rg_scope_begin ();
        for (size_t j = 0; j < d->n_inputs; j++)
          v[j] = j == i ? unit_like (c->in[j], k) : rg_zeros_like (c->in[j]);
        if (!rg_jvp (&plain, v, NULL, tangents, c->error))
          return false;
        for (size_t o = 0; o < d->n_outputs; o++)
          for (int64_t r = 0; r < rg_numel (tangents[o]); r++)
            {
              double expected = numerical[i * d->n_outputs + o][r * n + k], got = at (tangents[o], r);
              if (!is_close (c, got, expected))
                return mismatch (c, "by forward mode", o, i, r, k, got, expected);
            }
      }
  return true;
}

static bool
check_exact (Check *c)
{
  const RgDerivative *d = c->d;
  size_t n = d->n_inputs * d->n_outputs;
  g_autoptr (GPtrArray) numerical = g_ptr_array_new_with_free_func (g_free);
  for (size_t p = 0; p < n; p++)
    g_ptr_array_add (numerical,
                     g_new0 (double, (gsize) MAX (1, rg_numel (c->in[p / d->n_outputs])
                                                         * rg_numel (c->out[p % d->n_outputs]))));
  double *const *table = (double *const *) numerical->pdata;
  return differences (c, (double **) numerical->pdata) && compare_rows (c, table)
         && (!c->options.check_forward_ad || compare_forward (c, table));
}

/* A backward from one output's zeros, for which the gradients of the others do not come:
 * nothing but zeros may come of it. */
static bool
check_undefined (Check *c)
{
  size_t n = c->d->n_outputs;
  g_autofree RgTensor **row = g_new0 (RgTensor *, c->d->n_inputs), **v = g_new0 (RgTensor *, n);
  for (size_t o = 0; o < n && n > 1; o++)
    {
      for (size_t k = 0; k < n; k++)
        v[k] = k == o ? rg_zeros_like (c->out[k]) : NULL;
      if (!rg_functional_grad (c->out, v, n, c->in, c->d->n_inputs, true, false, false, row, c->error))
        {
          g_prefix_error (c->error, "with undefined gradients: ");
          return false;
        }
      for (size_t i = 0; i < c->d->n_inputs; i++)
        for (int64_t k = 0; row[i] && k < rg_numel (row[i]); k++)
          if (at (row[i], k) != 0 && !isnan (at (row[i], k)))
            {
              g_set_error (c->error, RG_ERROR, RG_ERROR_AUTOGRAD, "Expected all input grads to be undefined or zero when all "
                           "output grads are undefined or zero (input %" G_GSIZE_FORMAT ", gradient of output %" G_GSIZE_FORMAT
                           " defined)", i, o);
              return false;
            }
    }
  return true;
}

bool
rg_gradcheck (const RgDerivative *d, const RgGradcheckOptions *options, GError **error)
{
  RgGradcheckOptions all = RG_GRADCHECK_OPTIONS_INIT;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (d->n_inputs, 1)), **out = g_new0 (RgTensor *, MAX (d->n_outputs, 1));
  bool any = false;
  if (options)
    memcpy (&all, options, MIN (options->size, sizeof all));
  for (size_t i = 0; i < d->n_inputs; i++)
    {
      if (d->inputs[i] == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "gradcheck: input %" G_GSIZE_FORMAT " is NULL", i);
          return false;
        }
      bool wanted = rg_requires_grad (d->inputs[i]);
      RG_NO_GRAD;
      in[i] = rg_set_requires_grad (rg_clone (d->inputs[i]), wanted);
      any |= wanted;
    }
  if (!any)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                   "gradcheck expects at least one input tensor to require gradient");
      return false;
    }
  Check c = { d, all, in, out, error };
  return rg_functional_call (d, in, out, error) && (all.fast_mode ? check_fast (&c) : check_exact (&c))
         && (!all.check_undefined_grad || check_undefined (&c));
}

/* --- second order --- */

typedef struct
{
  const RgDerivative *d;
} Second;

/* A leaf of the same values that requires a gradient; its tangent, if it has one, stays. */
static RgTensor *
fresh_leaf (RgTensor *t)
{
  RgTensor *leaf = rg_set_requires_grad (rg_detach (t), true), *tangent = NULL;
  if (rg_thread ()->dual_level)
    rg_unpack_dual (t, &tangent);
  return tangent ? rg_make_dual (leaf, tangent) : leaf;
}

/* (inputs, gradients of the outputs) -> gradients of the inputs that require one */
static bool
gradients (RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs, size_t n_outputs, void *user_data)
{
  const RgDerivative *d = ((const Second *) user_data)->d;
  size_t n = d->n_outputs;
  g_autofree RgTensor **out = g_new0 (RgTensor *, MAX (n, 1)), **grads = g_new0 (RgTensor *, MAX (d->n_inputs, 1)),
                      **seen = g_new0 (RgTensor *, MAX (d->n_inputs, 1));
  g_autoptr (GError) error = NULL;
  RG_ENABLE_GRAD;
  (void) n_inputs;
  for (size_t i = 0; i < d->n_inputs; i++)
    {
      bool wanted = rg_requires_grad (d->inputs[i]);
      seen[i] = rg_requires_grad (inputs[i]) || !wanted ? inputs[i]
                                                        : fresh_leaf (inputs[i]);
    }
  bool ok = rg_functional_call (d, seen, out, &error)
            && rg_functional_grad (out, inputs + d->n_inputs, n, seen, d->n_inputs, true, true, true, grads, &error);
  size_t m = 0;
  for (size_t i = 0; i < d->n_inputs && ok; i++)
    if (rg_requires_grad (d->inputs[i]) && m < n_outputs)
      outputs[m++] = grads[i];
  if (!ok)
    rg_scope_fail (NULL, (RgError) error->code, "%s", error->message);
  return ok;
}

bool
rg_gradgradcheck (const RgDerivative *d, const RgGradcheckOptions *options, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autofree RgTensor **out = g_new0 (RgTensor *, MAX (d->n_outputs, 1)),
                      **all = g_new0 (RgTensor *, d->n_inputs + d->n_outputs);
  Second second = { d };
  RgDerivative again = { gradients, &second, all, d->n_inputs + d->n_outputs, 0, false };
  if (!rg_functional_call (d, d->inputs, out, error))
    return false;
  for (size_t i = 0; i < d->n_inputs; i++)
    {
      all[i] = d->inputs[i];
      again.n_outputs += rg_requires_grad (all[i]);
    }
  for (size_t o = 0; o < d->n_outputs; o++)
    all[d->n_inputs + o] = rg_set_requires_grad (random_like (out[o], 100 * (o + 1)), true);
  return rg_gradcheck (&again, options, error);
}
