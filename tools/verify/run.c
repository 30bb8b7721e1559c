/* run.c: running a case, forward and backward, against what was recorded.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "verify.h"

static RgCaseStatus
failed (char **why, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  *why = g_strdup_vprintf (format, args);
  va_end (args);
  return RG_CASE_FAILED;
}

static RgTensor *
recorded (const RgCase *c, JsonArray *names, guint i)
{
  JsonNode *node = names && i < json_array_get_length (names) ? json_array_get_element (names, i) : NULL;
  return node && !JSON_NODE_HOLDS_NULL (node) ? rg_tensor_map_get (c->tensors, json_node_get_string (node)) : NULL;
}

static RgCaseStatus
check_outputs (const RgCase *c, RgTensor **outputs, size_t n, const RgVerifyOptions *options, char **why)
{
  JsonArray *names = json_object_get_array_member (c->json, "outputs");
  if (n < json_array_get_length (names))
    return failed (why, "%" G_GSIZE_FORMAT " outputs, expected %u", n, json_array_get_length (names));
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      RgTensor *expected = recorded (c, names, i);
      g_autofree char *difference = expected ? rg_compare (outputs[i], expected, options) : NULL;
      if (difference)
        return failed (why, "output %u %s", i, difference);
    }
  return RG_CASE_PASSED;
}

/* The gradients of all inputs that the file has gradients of. */
static RgCaseStatus
check_gradients (const RgCase *c, RgCaseCall *call, RgTensor **outputs, size_t n,
                 const RgVerifyOptions *options, char **why)
{
  JsonArray *wanted = json_object_get_array_member (c->json, "grad_inputs");
  JsonArray *starts = json_object_get_array_member (c->json, "grad_outputs");
  guint n_in = wanted ? json_array_get_length (wanted) : 0;
  g_autofree RgTensor **roots = g_new0 (RgTensor *, MAX (n, 1)), **from = g_new0 (RgTensor *, MAX (n, 1)),
                      **inputs = g_new0 (RgTensor *, MAX (n_in, 1)), **grads = g_new0 (RgTensor *, MAX (n_in, 1));
  RgGradOptions grad_options = RG_GRAD_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  size_t n_roots = 0;
  for (guint i = 0; i < n; i++)
    {
      RgTensor *start = recorded (c, starts, i);
      if (start == NULL || !rg_requires_grad (outputs[i]))
        continue;
      from[n_roots] = start;
      roots[n_roots++] = outputs[i];
    }
  for (guint i = 0; i < n_in; i++)
    {
      const char *of = json_object_get_string_member (json_array_get_object_element (wanted, i), "of");
      inputs[i] = g_hash_table_lookup (call->by_name, of);
      if (inputs[i] == NULL)
        return failed (why, "the file has a gradient of '%s', which is no input", of);
    }
  grad_options.allow_unused = true;
  if (n_in && n_roots && !rg_grad_of (roots, from, n_roots, inputs, n_in, &grad_options, grads, &error))
    return failed (why, "backward: %s", error->message);
  for (guint i = 0; i < n_in; i++)
    {
      JsonObject *entry = json_array_get_object_element (wanted, i);
      JsonNode *node = json_object_get_member (entry, "tensor");
      const char *of = json_object_get_string_member (entry, "of");
      RgTensor *expected = node && !JSON_NODE_HOLDS_NULL (node)
                               ? rg_tensor_map_get (c->tensors, json_node_get_string (node))
                               : NULL;
      if (expected == NULL && grads[i] == NULL)
        continue;
      /* None and zero are the same gradient. */
      RgTensor *got = grads[i] ? grads[i] : rg_zeros_like (expected);
      if (expected == NULL)
        expected = rg_zeros_like (got);
      g_autofree char *difference = rg_compare (got, expected, options);
      if (difference)
        return failed (why, "the gradient of %s %s", of, difference);
    }
  return RG_CASE_PASSED;
}

RgCaseStatus
rg_case_run (const RgCase *c, const RgVerifyOptions *options, char **why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const char *name = json_object_get_string_member (c->json, "op");
  const RgOp *op = rg_op_find (name, &error);
  *why = NULL;
  if (op == NULL)
    {
      *why = g_strdup (error->message);
      return options->strict ? RG_CASE_FAILED : RG_CASE_SKIPPED;
    }
  RgCaseCall call;
  RgCaseStatus status;
  size_t n = 0;
  RgTensor **outputs = NULL;
  if (!rg_case_prepare (c, op, &call, &error))
    status = failed (why, "%s", error->message);
  else if ((outputs = rg_op_call_list (scope, op, (RgTensor **) call.inputs->pdata, call.inputs->len,
                                       rg_attrs_get (call.attrs), &n)) == NULL)
    {
      rg_scope_check (scope, &error);
      status = failed (why, "forward: %s", error ? error->message : "failed without saying why");
    }
  else
    {
      status = check_outputs (c, outputs, n, options, why);
      if (status == RG_CASE_PASSED)
        status = check_gradients (c, &call, outputs, n, options, why);
    }
  rg_case_call_clear (&call);
  rg_scope_check (scope, NULL);
  return status;
}
