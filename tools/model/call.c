/* call.c: an operator by its name, with the keys of a group as its attributes.
 *
 * An attribute called `training` follows the model's mode; `dropout_p` is 0 in
 * evaluation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <string.h>

#define MAX_INPUTS 16

struct _OpUse
{
  const RgOp *op;
  RgAttrs *attrs[2]; /* in evaluation, in training */
  size_t n;          /* inputs that a call is given */
  size_t place[MAX_INPUTS]; /* where each of them goes */
  size_t n_places;
};

static int
input_index (const RgOp *op, const char *name)
{
  for (int i = 0; op->inputs[i].name; i++)
    if (g_str_equal (op->inputs[i].name, name))
      return i;
  return -1;
}

size_t
op_n_required (const RgOp *op)
{
  size_t n = 0;
  for (size_t i = 0; op->inputs[i].name; i++)
    n += !(op->inputs[i].flags & RG_INPUT_OPTIONAL);
  return n;
}

static void
set (Builder *b, OpUse *use, int mode, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  if (!rg_attrs_set (use->attrs[mode], key, text, &error))
    builder_fail (b, key, "%s", error->message);
}

static void
set_both (Builder *b, OpUse *use, const char *key, const char *text)
{
  set (b, use, 0, key, text);
  set (b, use, 1, key, text);
}

static void
read_attrs (Builder *b, OpUse *use, const char *defaults)
{
  g_auto (GStrv) pairs = g_strsplit (defaults ? defaults : "", " ", -1);
  for (const RgAttr *a = use->op->attrs; a && a->name; a++)
    {
      if (g_str_equal (a->name, "training"))
        {
          set (b, use, 0, a->name, "false");
          set (b, use, 1, a->name, "true");
          continue;
        }
      g_autofree char *text = builder_text (b, a->name, NULL);
      for (size_t i = 0; text == NULL && pairs[i]; i++)
        if (g_str_has_prefix (pairs[i], a->name) && pairs[i][strlen (a->name)] == '=')
          text = g_strdup (pairs[i] + strlen (a->name) + 1);
      if (text)
        set_both (b, use, a->name, text);
      if (g_str_equal (a->name, "dropout_p"))
        set (b, use, 0, a->name, "0");
    }
  const char *missing = rg_attrs_missing (use->attrs[0]);
  if (missing)
    builder_fail (b, missing, "is missing; %s needs it", use->op->name);
}

OpUse *
op_use_new (Builder *b, const char *name, const char *defaults, const char *inputs)
{
  g_autoptr (GError) error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op == NULL)
    {
      builder_fail (b, NULL, "%s", error->message);
      return NULL;
    }
  OpUse *use = g_new0 (OpUse, 1);
  use->op = op;
  g_auto (GStrv) names = g_strsplit (inputs, " ", -1);
  for (; names[use->n] && use->n < MAX_INPUTS; use->n++)
    {
      const int at = input_index (op, names[use->n]);
      if (at < 0 || at >= MAX_INPUTS)
        {
          builder_fail (b, NULL, "operator %s has no input called %s", name, names[use->n]);
          break;
        }
      use->place[use->n] = (size_t) at;
      use->n_places = MAX (use->n_places, (size_t) at + 1);
    }
  use->attrs[0] = rg_attrs_new (op);
  use->attrs[1] = rg_attrs_new (op);
  read_attrs (b, use, defaults);
  return use;
}

void
op_use_free (OpUse *use)
{
  if (use == NULL)
    return;
  rg_attrs_free (use->attrs[0]);
  rg_attrs_free (use->attrs[1]);
  g_free (use);
}

RgTensor *
op_use_call (const OpUse *use, bool training, RgTensor *const *inputs)
{
  RgTensor *placed[MAX_INPUTS] = { NULL }, *output = NULL;
  for (size_t i = 0; i < use->n; i++)
    placed[use->place[i]] = inputs[i];
  rg_op_call (NULL, use->op, placed, use->n_places, rg_attrs_get (use->attrs[training]), &output, 1);
  return output;
}
