/* functional.c: products with Jacobians and Hessians, from either side.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "forward-private.h"
#include "functional-private.h"
#include "rg-forward.h"
#include "rg-ops.h"

bool
rg_functional_fail (GError **error, const char *what)
{
  if (rg_scope_check (NULL, error))
    g_set_error (error, RG_ERROR, RG_ERROR_CALLBACK, "%s failed without saying why", what);
  return false;
}

bool
rg_functional_inputs (const RgDerivative *d, RgTensor **inputs, GError **error)
{
  for (size_t i = 0; i < d->n_inputs; i++)
    {
      RgTensor *t = d->inputs[i];
      if (t == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "input %" G_GSIZE_FORMAT " is NULL", i);
          return false;
        }
      if (d->create_graph && rg_requires_grad (t))
        inputs[i] = rg_expand (t, rg_shape_of (t));
      else
        inputs[i] = rg_set_requires_grad (rg_detach (t), rg_dtype_is_floating ((RgDType) t->dtype));
      if (inputs[i] == NULL)
        return rg_functional_fail (error, "preparing the inputs");
    }
  return true;
}

bool
rg_functional_call (const RgDerivative *d, RgTensor *const *inputs, RgTensor **outputs, GError **error)
{
  for (size_t o = 0; o < d->n_outputs; o++)
    outputs[o] = NULL;
  RG_ENABLE_GRAD;
  bool ok = d->function (inputs, d->n_inputs, outputs, d->n_outputs, d->user_data);
  for (size_t o = 0; o < d->n_outputs && ok; o++)
    ok = outputs[o] != NULL;
  return ok || rg_functional_fail (error, "the function");
}

bool
rg_functional_grad (RgTensor *const *outputs, RgTensor *const *v, size_t n_outputs, RgTensor *const *inputs,
                    size_t n_inputs, bool retain, bool create_graph, bool zeros, RgTensor **grads,
                    GError **error)
{
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  g_autofree RgTensor **roots = g_new0 (RgTensor *, MAX (n_outputs, 1)), **from = g_new0 (RgTensor *, MAX (n_outputs, 1)),
                      **asked = g_new0 (RgTensor *, MAX (n_inputs, 1)), **got = g_new0 (RgTensor *, MAX (n_inputs, 1));
  size_t n = 0, m = 0;
  for (size_t o = 0; o < n_outputs; o++)
    if (rg_requires_grad (outputs[o]) && (v == NULL || v[o]))
      {
        from[n] = v ? v[o] : NULL;
        roots[n++] = outputs[o];
      }
  for (size_t i = 0; i < n_inputs; i++)
    if (rg_requires_grad (inputs[i]))
      asked[m++] = inputs[i];
  options.retain_graph = retain;
  options.create_graph = create_graph;
  options.allow_unused = true;
  if (n && m && !rg_grad_of (roots, from, n, asked, m, &options, got, error))
    return false;
  m = 0;
  for (size_t i = 0; i < n_inputs; i++)
    {
      grads[i] = rg_requires_grad (inputs[i]) ? got[m++] : NULL;
      if (grads[i] == NULL && zeros)
        grads[i] = rg_zeros_like (inputs[i]);
    }
  return true;
}

/* A vector of ones for a single element. */
static bool
check_vectors (RgTensor *const *v, RgTensor *const *like, size_t n, const char *of, GError **error)
{
  for (size_t i = 0; i < n; i++)
    {
      if (like[i] == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s %" G_GSIZE_FORMAT " is NULL", of, i);
          return false;
        }
      if (v == NULL && rg_numel (like[i]) == 1 && n == 1)
        continue;
      if (v && v[i] && rg_same_shape (v[i], like[i]))
        continue;
      g_autofree char *shapes
          = rg_describe_inputs ((RgTensor *[]){ like[i], v ? v[i] : NULL }, 2);
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                   "v must have a tensor of the size of %s %" G_GSIZE_FORMAT ": %s", of, i, shapes);
      return false;
    }
  return true;
}

bool
rg_vjp (const RgDerivative *d, RgTensor *const *v, RgTensor **outputs, RgTensor **grads, GError **error)
{
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (d->n_inputs, 1)), **out = g_new0 (RgTensor *, MAX (d->n_outputs, 1));
  if (!rg_functional_inputs (d, in, error) || !rg_functional_call (d, in, out, error)
      || !check_vectors (v, out, d->n_outputs, "output", error)
      || !rg_functional_grad (out, v, d->n_outputs, in, d->n_inputs, false, d->create_graph, true, grads, error))
    return false;
  for (size_t o = 0; o < d->n_outputs && outputs; o++)
    outputs[o] = d->create_graph ? out[o] : rg_detach (out[o]);
  return true;
}

/* --- jvp --- */

static bool
jvp_forward (const RgDerivative *d, RgTensor *const *v, RgTensor **outputs, RgTensor **tangents, GError **error)
{
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (d->n_inputs, 1)), **out = g_new0 (RgTensor *, MAX (d->n_outputs, 1));
  RG_FORWARD_AD;
  for (size_t i = 0; i < d->n_inputs; i++)
    {
      RgTensor *t = d->create_graph ? d->inputs[i] : rg_detach (d->inputs[i]);
      in[i] = rg_make_dual (t, v ? v[i] : rg_ones_like (t));
      if (in[i] == NULL)
        return rg_functional_fail (error, "preparing the inputs");
    }
  bool before = rg_set_grad_mode (d->create_graph);
  bool ok = d->function (in, d->n_inputs, out, d->n_outputs, d->user_data);
  rg_set_grad_mode (before);
  for (size_t o = 0; o < d->n_outputs && ok; o++)
    ok = out[o] != NULL;
  if (!ok)
    return rg_functional_fail (error, "the function");
  for (size_t o = 0; o < d->n_outputs; o++)
    {
      RgTensor *value = rg_unpack_dual (out[o], &tangents[o]);
      if (outputs)
        outputs[o] = value;
      if (tangents[o] == NULL)
        tangents[o] = rg_zeros_like (out[o]);
    }
  return true;
}

/* The vjp is linear in its vector u: its derivative along v is the jvp. */
static bool
jvp_twice (const RgDerivative *d, RgTensor *const *v, RgTensor **outputs, RgTensor **tangents, GError **error)
{
  size_t n = d->n_outputs;
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (d->n_inputs, 1)), **out = g_new0 (RgTensor *, MAX (n, 1)),
                      **u = g_new0 (RgTensor *, MAX (n, 1)), **grads = g_new0 (RgTensor *, MAX (d->n_inputs, 1)),
                      **ones = g_new0 (RgTensor *, MAX (d->n_inputs, 1));
  if (!rg_functional_inputs (d, in, error) || !rg_functional_call (d, in, out, error))
    return false;
  for (size_t o = 0; o < n; o++)
    u[o] = rg_set_requires_grad (rg_zeros_like (out[o]), rg_dtype_is_floating ((RgDType) out[o]->dtype));
  for (size_t i = 0; i < d->n_inputs; i++)
    ones[i] = v ? v[i] : rg_ones_like (in[i]);
  if (!rg_functional_grad (out, u, n, in, d->n_inputs, true, true, true, grads, error)
      || !rg_functional_grad (grads, ones, d->n_inputs, u, n, false, d->create_graph, true, tangents, error))
    return false;
  for (size_t o = 0; o < n && outputs; o++)
    outputs[o] = d->create_graph ? out[o] : rg_detach (out[o]);
  return true;
}

bool
rg_jvp (const RgDerivative *d, RgTensor *const *v, RgTensor **outputs, RgTensor **tangents, GError **error)
{
  g_autoptr (GError) missing = NULL;
  if (!check_vectors (v, d->inputs, d->n_inputs, "input", error))
    return false;
  rg_forward_was_missing ();
  if (jvp_forward (d, v, outputs, tangents, &missing))
    return true;
  if (rg_forward_was_missing ())
    return jvp_twice (d, v, outputs, tangents, error);
  g_propagate_error (error, g_steal_pointer (&missing));
  return false;
}

/* --- Jacobians --- */

/* Row k of the Jacobian is the vjp with the k-th unit vector. */
static bool
jacobian_of (const RgDerivative *d, RgTensor *const *in, RgTensor *out, RgTensor **blocks, GError **error)
{
  int64_t n = rg_numel (out);
  size_t m = d->n_inputs;
  g_autofree RgTensor **rows = g_new0 (RgTensor *, MAX ((size_t) n * m, 1));
  for (int64_t k = 0; k < n; k++)
    {
      RgTensor *unit = rg_zeros_like (out);
      if (unit == NULL)
        return rg_functional_fail (error, "rg_jacobian");
      rg_store ((RgDType) unit->dtype, rg_data (unit) + k * (int64_t) rg_esize (unit), 1);
      if (!rg_functional_grad (&out, &unit, 1, in, m, true, d->create_graph, true, rows + (size_t) k * m, error))
        return false;
    }
  for (size_t i = 0; i < m; i++)
    {
      int64_t sizes[2 * RG_MAX_DIMS];
      int ndim = out->ndim + in[i]->ndim;
      if (ndim > RG_MAX_DIMS)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_SHAPE, "the Jacobian would have %d dimensions; %d is the most",
                       ndim, RG_MAX_DIMS);
          return false;
        }
      memcpy (sizes, rg_sizes (out), (size_t) out->ndim * sizeof *sizes);
      memcpy (sizes + out->ndim, rg_sizes (in[i]), (size_t) in[i]->ndim * sizeof *sizes);
      if (n == 0)
        {
          blocks[i] = rg_zeros ((RgDType) in[i]->dtype, (RgInts){ ndim, sizes });
          continue;
        }
      g_autofree RgTensor **column = g_new (RgTensor *, (size_t) n);
      for (int64_t k = 0; k < n; k++)
        column[k] = rows[(size_t) k * m + i];
      blocks[i] = rg_reshape (rg_stack (column, (size_t) n, 0), (RgInts){ ndim, sizes });
      if (blocks[i] == NULL)
        return rg_functional_fail (error, "rg_jacobian");
    }
  return true;
}

bool
rg_jacobian (const RgDerivative *d, RgTensor **jacobian, GError **error)
{
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (d->n_inputs, 1)), **out = g_new0 (RgTensor *, MAX (d->n_outputs, 1));
  if (!rg_functional_inputs (d, in, error) || !rg_functional_call (d, in, out, error))
    return false;
  for (size_t o = 0; o < d->n_outputs; o++)
    if (!jacobian_of (d, in, out[o], jacobian + o * d->n_inputs, error))
      return false;
  return true;
}

/* --- Hessians --- */

/* The function's one output. */
static bool
call_scalar (const RgDerivative *d, RgTensor *const *inputs, RgTensor **out, GError **error)
{
  if (d->n_outputs == 1 && !rg_functional_call (d, inputs, out, error))
    return false;
  if (d->n_outputs == 1 && rg_numel (*out) == 1)
    return true;
  g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "the function must have one output of one element");
  return false;
}

/* The gradient with respect to the inputs, as a function of them. */
static bool
gradient (RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs, size_t n_outputs, void *user_data)
{
  const RgDerivative *d = user_data;
  g_autoptr (GError) error = NULL;
  RgTensor *out = NULL;
  (void) n_outputs;
  if (call_scalar (d, inputs, &out, &error)
      && rg_functional_grad (&out, NULL, 1, inputs, n_inputs, true, true, true, outputs, &error))
    return true;
  rg_scope_fail (NULL, (RgError) error->code, "%s", error->message);
  return false;
}

bool
rg_hessian (const RgDerivative *d, RgTensor **hessian, GError **error)
{
  RgDerivative inner = *d;
  inner.function = gradient;
  inner.user_data = (void *) d;
  inner.n_outputs = d->n_inputs;
  return rg_jacobian (&inner, hessian, error);
}

bool
rg_hvp (const RgDerivative *d, RgTensor *const *v, RgTensor **output, RgTensor **products, GError **error)
{
  size_t m = d->n_inputs;
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (m, 1)), **grads = g_new0 (RgTensor *, MAX (m, 1)),
                      **ones = g_new0 (RgTensor *, MAX (m, 1));
  RgTensor *out = NULL;
  if (!check_vectors (v, d->inputs, m, "input", error) || !rg_functional_inputs (d, in, error)
      || !call_scalar (d, in, &out, error)
      || !rg_functional_grad (&out, NULL, 1, in, m, true, true, true, grads, error))
    return false;
  for (size_t i = 0; i < m; i++)
    ones[i] = v ? v[i] : rg_ones_like (in[i]);
  if (!rg_functional_grad (grads, ones, m, in, m, false, d->create_graph, true, products, error))
    return false;
  if (output)
    *output = d->create_graph ? out : rg_detach (out);
  return true;
}
