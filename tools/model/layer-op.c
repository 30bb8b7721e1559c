/* layer-op.c: any operator or plugin as a layer: relu, tanh, max_pool2d, flatten,
 * dropout, ... The keys of the group are its attributes.
 *
 * Inputs of the operator beyond the first become parameters when the group
 * gives them a shape: `[prelu 1]` with `weight = 16`; `weight.init = 0.25` fills
 * them (default: normal, with standard deviation 1 / sqrt (the last size)).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <math.h>

/* Defaults for a batch of samples, where the operator's are for one tensor. */
static const struct
{
  const char *op, *defaults;
} batch_defaults[] = {
  { "flatten", "start_dim=1" },
  { "softmax", "dim=-1" },
  { "log_softmax", "dim=-1" },
  { "softmin", "dim=-1" },
};

static const char *
defaults_of (const char *op)
{
  for (size_t i = 0; i < G_N_ELEMENTS (batch_defaults); i++)
    if (g_str_equal (batch_defaults[i].op, op))
      return batch_defaults[i].defaults;
  return NULL;
}

static RgTensor *
extra_input (Builder *b, const char *name)
{
  int64_t sizes[RG_MAX_DIMS];
  g_autofree char *text = builder_text (b, name, "");
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  const size_t n = g_strv_length (words);
  if (n < 1 || n > RG_MAX_DIMS)
    {
      builder_fail (b, name, "\"%s\" is not a shape such as 16,32", text);
      return NULL;
    }
  if (n == 1)
    builder_ints (b, name, 1, 1, sizes);
  else
    builder_ints (b, name, n, 1, sizes);
  g_autofree char *key = g_strconcat (name, ".init", NULL);
  if (builder_has (b, key))
    return builder_constant (b, name, (RgInts){ (int64_t) n, sizes },
                             builder_float (b, key, -1e6, 1e6, 0));
  return builder_normal (b, name, (RgInts){ (int64_t) n, sizes }, 1 / sqrt ((double) sizes[n - 1]));
}

static bool
build (Builder *b, Layer *layer)
{
  g_autoptr (GError) error = NULL;
  const RgOp *op = rg_op_find (layer->kind_name, &error);
  if (op == NULL || op->inputs[0].name == NULL)
    {
      builder_fail (b, NULL, "there is no layer \"%s\", and no operator of that name takes a tensor%s%s",
                    layer->kind_name, error ? ": " : "", error ? error->message : "");
      return false;
    }
  g_autoptr (GString) names = g_string_new (op->inputs[0].name);
  size_t n = 1;
  for (size_t i = 1; op->inputs[i].name; i++)
    if (builder_has (b, op->inputs[i].name))
      {
        if (n == LAYER_TENSORS)
          {
            builder_fail (b, op->inputs[i].name, "is one parameter too many for one layer");
            return false;
          }
        layer->tensors[n++] = extra_input (b, op->inputs[i].name);
        g_string_append_printf (names, " %s", op->inputs[i].name);
      }
    else if (!(op->inputs[i].flags & (RG_INPUT_OPTIONAL | RG_INPUT_VARIADIC)))
      {
        builder_fail (b, op->inputs[i].name,
                      "is missing: operator %s needs it; give its shape to make it a parameter",
                      op->name);
        return false;
      }
  layer->use = op_use_new (b, layer->kind_name, defaults_of (layer->kind_name), names->str);
  return b->error == NULL;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  RgTensor *inputs[LAYER_TENSORS] = { x };
  for (int i = 1; i < LAYER_TENSORS; i++)
    inputs[i] = layer->tensors[i];
  return op_use_call (layer->use, training, inputs);
}

const LayerKind layer_op = {
  .name = "",
  .build = build,
  .forward = forward,
};
