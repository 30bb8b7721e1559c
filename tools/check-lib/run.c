/* run.c: calling an operator as a user would, forward and backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <string.h>

#define SEED 20

RgTensor **
check_inputs_as (Check *c, RgDType floating)
{
  const RgCheckSample *s = c->sample;
  RgTensor **in = rg_scope_alloc (rg_scope_current (), (s->n_inputs + 1) * sizeof *in);
  for (size_t i = 0; i < s->n_inputs; i++)
    {
      const CheckInput *from = &s->inputs[i];
      if (from->absent)
        continue;
      RgDType dtype = rg_dtype_is_floating (from->dtype) ? floating : from->dtype;
      in[i] = rg_empty (dtype, (RgInts){ from->ndim, from->sizes });
      if (in[i])
        check_fill (s, i, dtype, rg_tensor_data (in[i]));
    }
  return in;
}

RgTensor **
check_inputs (Check *c)
{
  return check_inputs_as (c, RG_F64);
}

size_t
check_require_grad (Check *c, RgTensor **in)
{
  size_t n = 0;
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    if (in[i] && check_input_differentiable (c->sample, i))
      {
        rg_set_requires_grad (in[i], true);
        n++;
      }
  return n;
}

RgTensor **
check_forward (Check *c, RgTensor *const *in, size_t *n_out, GError **error)
{
  rg_manual_seed (SEED); /* a random operator draws the same numbers every time */
  RgTensor **out = rg_op_call_list (NULL, c->op, in, c->sample->n_inputs,
                                    rg_attrs_get (c->sample->attrs), n_out);
  if (!rg_scope_check (NULL, error))
    return NULL;
  if (out == NULL)
    g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "failed without an error");
  return out;
}

RgTensor **
check_cotangents (Check *c, RgTensor *const *out, size_t n_out)
{
  RgTensor **cot = rg_scope_alloc (rg_scope_current (), (n_out + 1) * sizeof *cot);
  for (size_t j = 0; j < n_out; j++)
    {
      if (out[j] == NULL || !rg_dtype_is_floating (rg_tensor_dtype (out[j])))
        continue;
      cot[j] = rg_empty (rg_tensor_dtype (out[j]), rg_tensor_shape (out[j]));
      for (int64_t k = 0; cot[j] && k < rg_tensor_numel (cot[j]); k++)
        check_store (rg_tensor_dtype (cot[j]), rg_tensor_data (cot[j]), k,
                     check_cotangent (c->sample, j, k));
    }
  return cot;
}

bool
check_backward (Check *c, RgTensor *const *in, RgTensor *const *out, RgTensor *const *cot,
                size_t n_out, bool create_graph, RgTensor **grads, GError **error)
{
  size_t n_in = c->sample->n_inputs, n_roots = 0, n_leaves = 0;
  g_autofree RgTensor **roots = g_new0 (RgTensor *, n_out + 1);
  g_autofree RgTensor **given = g_new0 (RgTensor *, n_out + 1);
  g_autofree RgTensor **leaves = g_new0 (RgTensor *, n_in + 1);
  g_autofree RgTensor **results = g_new0 (RgTensor *, n_in + 1);
  g_autofree size_t *place = g_new0 (size_t, n_in + 1);
  for (size_t j = 0; j < n_out; j++)
    if (out[j] && cot[j] && rg_requires_grad (out[j]))
      {
        roots[n_roots] = out[j];
        given[n_roots++] = cot[j];
      }
  memset (grads, 0, n_in * sizeof *grads);
  for (size_t i = 0; i < n_in; i++)
    if (in[i] && rg_requires_grad (in[i]))
      {
        place[n_leaves] = i;
        leaves[n_leaves++] = in[i];
      }
  if (n_roots == 0 || n_leaves == 0)
    return true;
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  options.create_graph = create_graph;
  options.allow_unused = true;
  if (!rg_grad_of (roots, given, n_roots, leaves, n_leaves, &options, results, error))
    return false;
  for (size_t i = 0; i < n_leaves; i++)
    grads[place[i]] = results[i];
  return rg_scope_check (NULL, error);
}

RgTensor **
check_both (Check *c, RgTensor **in, size_t *n_out, size_t *n_all, GError **error)
{
  size_t n_in = c->sample->n_inputs;
  RgTensor **out = check_forward (c, in, n_out, error);
  if (out == NULL)
    return NULL;
  *n_all = *n_out + n_in;
  RgTensor **all = rg_scope_alloc (rg_scope_current (), (*n_all + 1) * sizeof *all);
  memcpy (all, out, *n_out * sizeof *all);
  RgTensor **cot = check_cotangents (c, out, *n_out);
  return check_backward (c, in, out, cot, *n_out, false, all + *n_out, error) ? all : NULL;
}

/* --- comparing --- */

static char *
where_text (Check *c, size_t i, size_t n_out, RgInts shape, int64_t k)
{
  g_autofree char *index = check_index_text (shape, k);
  if (i < n_out)
    return g_strdup_printf ("output %" G_GSIZE_FORMAT " %s", i, index);
  const RgInput *row = check_input_row (c->sample, i - n_out);
  return g_strdup_printf ("gradient of %s %s", row ? row->name : "?", index);
}

bool
check_lists_equal (Check *c, RgTensor **expected, RgTensor **got, size_t n_out, size_t n_all,
                   const char *message, const char *hint)
{
  for (size_t i = 0; i < n_all; i++)
    {
      if (check_same_bits (expected[i], got[i]))
        continue;
      RgInts shape = rg_tensor_shape (expected[i]);
      if (expected[i] == NULL || got[i] == NULL
          || !check_same_shape (shape, rg_tensor_shape (got[i])))
        {
          g_autofree char *where = where_text (c, i, n_out, shape, 0);
          check_fail (c, hint, "%s: the shape of %s differs, or there is none", message, where);
          return false;
        }
      int64_t n, k = 0;
      g_autofree double *a = check_values (expected[i], &n), *b = check_values (got[i], &n);
      while (k < n - 1 && (memcmp (&a[k], &b[k], sizeof *a) == 0 || (isnan (a[k]) && isnan (b[k]))))
        k++;
      check_fail_at (c, hint, message, where_text (c, i, n_out, shape, k), a[k], b[k]);
      return false;
    }
  return true;
}
