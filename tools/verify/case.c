/* case.c: from a recorded case to a call: every tensor to an input, everything else
 * to an attribute, by name.
 *
 * The files say which arguments PyTorch takes as tensors and which as numbers.
 * Where an operator here takes the other of both, the value is handed over all the
 * same: a number as a wrapped number, a tensor of one element as its value.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "verify.h"
#include <math.h>

/* --- texts --- */

static char *
number_text (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  if (isinf (value))
    return g_strdup (value < 0 ? "-inf" : "inf");
  if (isnan (value))
    return g_strdup ("nan");
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.17g", value));
}

static char *
list_text (JsonArray *array)
{
  GString *s = g_string_new ("[");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = rg_json_to_text (json_array_get_element (array, i));
      g_string_append_printf (s, "%s%s", i ? "," : "", text ? text : "none");
    }
  g_string_append_c (s, ']');
  return g_string_free (s, FALSE);
}

char *
rg_json_to_text (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return list_text (json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) members = json_object_get_members (object);
      return members ? g_strdup (json_object_get_string_member (object, members->data)) : NULL;
    }
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_DOUBLE:
      return number_text (json_node_get_double (node));
    default:
      return g_strdup (json_node_get_string (node));
    }
}

char *
rg_case_attrs_text (const RgCase *c)
{
  GString *s = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  json_object_iter_init (&iter, json_object_get_object_member (c->json, "attrs"));
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *text = rg_json_to_text (node);
      g_string_append_printf (s, " %s=%s", name, text ? text : "none");
    }
  return g_string_free (s, FALSE);
}

/* --- places --- */

static int
input_index (const RgOp *op, const char *name, bool list)
{
  for (int i = 0; op->inputs && op->inputs[i].name; i++)
    if (strcmp (op->inputs[i].name, name) == 0 || (list && (op->inputs[i].flags & RG_INPUT_VARIADIC)))
      return i;
  return -1;
}

static bool
has_attr (const RgOp *op, const char *name)
{
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (strcmp (a->name, name) == 0)
      return true;
  return false;
}

static bool
set_attr (RgCaseCall *call, const char *name, const char *text, GError **error)
{
  /* None is what an optional attribute is when it is absent. */
  return text == NULL || rg_attrs_set (call->attrs, name, text, error);
}

static bool
unknown (const RgOp *op, const char *what, const char *name, GError **error)
{
  g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "operator %s has no %s '%s'", op->name, what, name);
  return false;
}

/* A tensor of the case, outside the graph or as a leaf of its own. */
static RgTensor *
take_tensor (const RgCase *c, RgCaseCall *call, const char *name, bool wants_grad)
{
  RgTensor *known = g_hash_table_lookup (call->by_name, name);
  if (known)
    return known;
  RgTensor *t = rg_tensor_map_get (c->tensors, name);
  if (t == NULL)
    return NULL;
  t = rg_clone (t);
  if (wants_grad && rg_dtype_is_floating (rg_tensor_dtype (t)))
    rg_set_requires_grad (t, true);
  g_hash_table_insert (call->by_name, (char *) name, t);
  return t;
}

static bool
wants_grad (const RgCase *c, const char *name)
{
  JsonArray *grads = json_object_get_array_member (c->json, "grad_inputs");
  for (guint i = 0; grads && i < json_array_get_length (grads); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (grads, i), "of"), name) == 0)
      return true;
  return false;
}

/* --- the call --- */

typedef struct
{
  RgTensor **at;   /* (n_places) */
  GPtrArray *list; /* what stands in the variadic place */
  int variadic;
} Places;

static bool
place_tensors (const RgCase *c, RgCaseCall *call, Places *places, JsonObject *input, GError **error)
{
  const char *name = json_object_get_string_member (input, "name");
  bool list = json_object_get_boolean_member (input, "list");
  JsonArray *names = json_object_get_array_member (input, "tensors");
  int index = input_index (call->op, name, list);
  for (guint k = 0; k < json_array_get_length (names); k++)
    {
      JsonNode *node = json_array_get_element (names, k);
      const char *tensor = JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
      RgTensor *t = tensor ? take_tensor (c, call, tensor, wants_grad (c, tensor)) : NULL;
      if (tensor && t == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "the file has no tensor '%s'", tensor);
          return false;
        }
      if (index < 0 && has_attr (call->op, name) && t && rg_tensor_numel (t) == 1)
        {
          g_autofree char *text = number_text (rg_item (t));
          return set_attr (call, name, text, error);
        }
      if (index < 0)
        return unknown (call->op, "input", name, error);
      if (index == places->variadic)
        g_ptr_array_add (places->list, t);
      else
        places->at[index] = t;
    }
  return true;
}

/* `arg2` is what was passed third, without a name. */
static const char *
real_name (const RgOp *op, const char *name)
{
  int n = 0, k;
  if (!g_str_has_prefix (name, "arg") || !g_ascii_isdigit (name[3]))
    return name;
  for (; op->inputs && op->inputs[n].name; n++)
    ;
  k = (int) g_ascii_strtoll (name + 3, NULL, 10) - n;
  for (const RgAttr *a = op->attrs; k >= 0 && a && a->name; a++)
    if (k-- == 0)
      return a->name;
  return name;
}

static bool
place_attr (RgCaseCall *call, Places *places, const char *name, JsonNode *node, GError **error)
{
  name = real_name (call->op, name);
  g_autofree char *text = rg_json_to_text (node);
  int index = input_index (call->op, name, false);
  if (has_attr (call->op, name))
    return set_attr (call, name, text, error);
  if (index < 0)
    return unknown (call->op, "attribute", name, error);
  bool truth = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
  if (text)
    places->at[index] = truth ? rg_scalar (RG_BOOL, json_node_get_boolean (node))
                              : rg_wrapped_number (g_ascii_strtod (text, NULL));
  return true;
}

bool
rg_case_prepare (const RgCase *c, const RgOp *op, RgCaseCall *call, GError **error)
{
  int n = 0;
  Places places = { .variadic = -1, .list = g_ptr_array_new () };
  for (; op->inputs && op->inputs[n].name; n++)
    if (op->inputs[n].flags & RG_INPUT_VARIADIC)
      places.variadic = n;
  places.at = g_new0 (RgTensor *, MAX (n, 1));
  *call = (RgCaseCall){ op, g_ptr_array_new (), rg_attrs_new (op), g_hash_table_new (g_str_hash, g_str_equal) };
  bool ok = true;
  JsonArray *inputs = json_object_get_array_member (c->json, "inputs");
  for (guint i = 0; i < json_array_get_length (inputs) && ok; i++)
    ok = place_tensors (c, call, &places, json_array_get_object_element (inputs, i), error);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  json_object_iter_init (&iter, json_object_get_object_member (c->json, "attrs"));
  while (ok && json_object_iter_next (&iter, &name, &node))
    ok = place_attr (call, &places, name, node, error);
  for (int i = 0; i < n; i++)
    if (i == places.variadic)
      for (guint k = 0; k < places.list->len; k++)
        g_ptr_array_add (call->inputs, places.list->pdata[k]);
    else
      g_ptr_array_add (call->inputs, places.at[i]);
  while (call->inputs->len && places.variadic < 0 && call->inputs->pdata[call->inputs->len - 1] == NULL)
    g_ptr_array_set_size (call->inputs, (gint) call->inputs->len - 1);
  g_free (places.at);
  g_ptr_array_unref (places.list);
  return ok;
}

void
rg_case_call_clear (RgCaseCall *call)
{
  g_clear_pointer (&call->inputs, g_ptr_array_unref);
  g_clear_pointer (&call->attrs, rg_attrs_free);
  g_clear_pointer (&call->by_name, g_hash_table_unref);
}
