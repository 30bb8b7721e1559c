/* fuzz-call.c: the command line of `retrograde call`: words with spaces between, the
 * first byte the operator. What attributes are read as is read again the same.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include "fuzz.h"
#include <string.h>

static const char *const ops[] = { "sum", "cross_entropy", "max_pool2d", "conv2d", "scaled_dot_product_attention", "reshape" };

/* `dim=[1, 2] keepdim=true`, which is given word by word, without the spaces in lists. */
static void
attrs_again (const RgOp *op, const RgAttrs *attrs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rg_attrs_to_string (op, rg_attrs_get (attrs));
  g_autoptr (GString) bare = g_string_new (text);
  g_string_replace (bare, ", ", ",", 0);
  g_auto (GStrv) words = g_strsplit (bare->str, " ", -1);
  RgAttrs *again = rg_attrs_new (op);
  for (char **word = words; *word; word++)
    {
      char *equals = strchr (*word, '=');
      if (equals == NULL)
        continue;
      *equals = '\0';
      fuzz_accepted (rg_attrs_set (again, *word, equals + 1, &error), error);
    }
  g_autofree char *rewritten = rg_attrs_to_string (op, rg_attrs_get (again));
  fuzz_check (g_str_equal (text, rewritten), "attributes read back the same");
  rg_attrs_free (again);
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  if (n == 0)
    return;
  const RgOp *op = rg_op_find (ops[data[0] % G_N_ELEMENTS (ops)], &error);
  fuzz_accepted (op != NULL, error);
  g_autofree char *text = g_strndup ((const char *) data + 1, n - 1);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  CallPlan plan;
  if (call_plan_read (&plan, op, (int) g_strv_length (words), words, &error))
    attrs_again (op, plan.attrs);
  else
    fuzz_refused (&error, "");
  call_plan_clear (&plan);
}
