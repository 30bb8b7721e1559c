/* anomaly.c: finding the operator whose gradient is the first nan.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "anomaly-private.h"
#include "rg-hooks.h"
#include <execinfo.h>
#include <math.h>
#include <stdlib.h>

#define FRAMES 24

static _Atomic bool anomaly_mode;

bool
rg_set_anomaly_mode (bool on)
{
  const bool before = atomic_exchange (&anomaly_mode, on);
  if (before != on)
    atomic_fetch_add (&rg_call_watched, on ? 1 : -1);
  return before;
}

bool
rg_anomaly_mode (void)
{
  return atomic_load_explicit (&anomaly_mode, memory_order_relaxed);
}

void
rg_anomaly_note (RgFullCall *call, RgNode *node)
{
  void *frames[FRAMES];
  int n = backtrace (frames, FRAMES);
  char **symbols = backtrace_symbols (frames, n);
  g_autofree char *inputs = rg_describe_inputs (call->pub.inputs, call->pub.n_inputs);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s (%s), called from", call->info->op.name, inputs);
  for (int i = 0; symbols && i < n; i++)
    if (strstr (symbols[i], "libretrograde") == NULL)
      g_string_append_printf (text, " < %s", symbols[i]);
  free (symbols);
  RgExtra *extra = rg_extra_of (rg_node_block (node));
  g_free (extra->trace);
  extra->trace = g_string_free (text, FALSE);
}

static bool
has_nan (RgTensor *t)
{
  if (t == NULL || !rg_dtype_is_floating ((RgDType) t->dtype))
    return false;
  RgTensor *c = rg_contiguous (t);
  int64_t n = c ? rg_numel (c) : 0;
  for (int64_t i = 0; i < n; i++)
    if (isnan (rg_load ((RgDType) c->dtype, rg_data (c) + i * (int64_t) rg_esize (c))))
      return true;
  return false;
}

void
rg_anomaly_check (RgNode *node, RgTensor *const *results)
{
  for (int i = 0; i < node->n_inputs; i++)
    {
      if (!has_nan (results[i]))
        continue;
      const RgExtra *extra = rg_node_block (node)->extra;
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                     "Function '%s' returned nan values in its %dth output; the forward call was %s",
                     rg_node_name (node), i,
                     extra && extra->trace ? extra->trace
                                           : "made while anomaly mode was off (no trace was kept)");
      return;
    }
}
