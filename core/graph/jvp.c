/* jvp.c: what a Jacobian-vector product sees.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "jvp-private.h"

RgTensor *
rg_jvp_input (RgJvpCall *c, size_t i)
{
  return i < c->n_inputs ? c->inputs[i] : NULL;
}

RgTensor *
rg_jvp_output (RgJvpCall *c, size_t i)
{
  return i < c->n_outputs ? c->outputs[i] : NULL;
}

RgTensor *
rg_jvp_tangent (RgJvpCall *c, size_t i)
{
  return i < c->n_inputs ? c->tangents[i] : NULL;
}

const void *
rg_jvp_attrs (RgJvpCall *c)
{
  return c->attrs;
}

size_t
rg_jvp_n_inputs (RgJvpCall *c)
{
  return c->n_inputs;
}

RgTensor *
rg_jvp_linear (RgJvpCall *c, size_t o)
{
  g_autofree RgTensor **in = g_new (RgTensor *, MAX (c->n_inputs, 1));
  g_autofree RgTensor **out = g_new0 (RgTensor *, o + 1);
  for (size_t i = 0; i < c->n_inputs; i++)
    {
      in[i] = c->inputs[i];
      if (in[i] && rg_op_vjp_row (rg_op_info (c->op), i))
        in[i] = c->tangents[i] ? c->tangents[i] : rg_zeros_like (in[i]);
    }
  rg_op_call (NULL, c->op, in, c->n_inputs, c->attrs, out, o + 1);
  return out[o];
}
