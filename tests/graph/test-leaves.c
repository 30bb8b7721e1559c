/* test-leaves.c: hooks on the accumulation of a leaf, leaves that require a gradient no
 * more, and retain_grad through changes in place.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

static GString *trace;

static RgTensor *
notes (RgTensor *grad, void *user_data)
{
  (void) grad;
  g_string_append (trace, user_data);
  return NULL;
}

static void
notes_pre (RgNode *node, RgTensor **grads, size_t n, void *user_data)
{
  (void) grads;
  ck_assert_uint_eq (n, 1);
  ck_assert_str_eq (rg_node_name (node), "AccumulateGrad");
  g_string_append (trace, user_data);
}

static void
notes_post (RgNode *node, RgTensor **results, size_t n, RgTensor *const *grads, size_t n_grads, void *user_data)
{
  (void) node;
  (void) results;
  ck_assert_uint_eq (n, 0);
  ck_assert_uint_eq (n_grads, 1);
  ck_assert_ptr_nonnull (grads[0]);
  g_string_append (trace, user_data);
}

static void
notes_leaf (RgTensor *leaf, void *user_data)
{
  (void) leaf;
  g_string_append (trace, user_data);
}

static void
triples (RgNode *node, RgTensor **grads, size_t n, void *user_data)
{
  (void) node;
  (void) user_data;
  for (size_t i = 0; i < n; i++)
    grads[i] = rg_mul_scalar (grads[i], 3);
}

static RgTensor *
doubles (RgTensor *grad, void *user_data)
{
  (*(int *) user_data)++;
  return rg_mul_scalar (grad, 2);
}

static RgNode *
accumulation (RgTensor *leaf)
{
  return rg_node_next (rg_grad_fn (rg_mul_scalar (leaf, 1)), 0, NULL);
}

/* --- hooks on the accumulation --- */

/* The tensor's hooks, those before the node, the accumulation, its hooks, those after. */
START_TEST (test_acc_grad_hooks_order)
{
  trace = g_string_new ("");
  RgTensor *x = leaf (1, 2), *y = rg_sum (rg_mul (x, x));
  rg_register_post_accumulate_grad_hook (x, notes_leaf, "l", NULL, 0);
  rg_node_register_hook (accumulation (x), notes_post, "P", NULL, 0);
  rg_node_register_prehook (accumulation (x), notes_pre, "p", NULL, 0);
  rg_register_hook (x, notes, "t", NULL, 0);
  ck_assert (backward_with (y, NULL, true, false, NULL));
  ck_assert_str_eq (trace->str, "tplP");
  assert_is (rg_grad (x), 2, 4);
  /* rg_grad_of accumulates nothing: the tensor's hook alone sees the gradient. */
  g_string_truncate (trace, 0);
  RgTensor *g = NULL;
  RgGradOptions o = RG_GRAD_OPTIONS_INIT;
  o.retain_graph = true;
  ck_assert (rg_grad_of (&y, NULL, 1, &x, 1, &o, &g, NULL));
  ck_assert_str_eq (trace->str, "t");
  /* backward (inputs=) does accumulate. */
  g_string_truncate (trace, 0);
  RgBackwardOptions b = RG_BACKWARD_OPTIONS_INIT;
  b.inputs = &x;
  b.n_inputs = 1;
  ck_assert (rg_backward_full (&y, NULL, 1, &b, NULL));
  ck_assert_str_eq (trace->str, "tplP");
  assert_is (rg_grad (x), 4, 8);
  g_string_free (trace, TRUE);
}
END_TEST

START_TEST (test_acc_grad_prehook_replaces)
{
  RgTensor *x = leaf (1, 2);
  rg_node_register_prehook (accumulation (x), triples, NULL, NULL, 0);
  assert_backward (rg_sum (rg_mul (x, x)));
  assert_is (rg_grad (x), 6, 12);
}
END_TEST

static bool
none_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_mul_scalar (in[0], 2);
  return out[0] != NULL;
}

static bool
none_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) g, (void) n_out, (void) n_in, (void) user_data;
  to[0] = NULL;
  return true;
}

/* It is called for an undefined gradient, too. */
START_TEST (test_post_accumulate_grad_hook_gets_cleaned_up)
{
  static const RgCustomFunction none = { sizeof none, "None", none_forward, none_backward, 1, 0, NULL };
  trace = g_string_new ("");
  RgTensor *x = leaf (1, 2), *y;
  uint64_t id = rg_register_post_accumulate_grad_hook (x, notes_leaf, "l", NULL, 0);
  ck_assert (rg_custom (&none, &x, 1, NULL, NULL, &y));
  assert_backward (rg_sum (y));
  ck_assert_str_eq (trace->str, "l");
  ck_assert_ptr_null (rg_grad (x));
  ck_assert (rg_remove_hook (id));
  assert_backward (rg_sum (x));
  ck_assert_str_eq (trace->str, "l");
  g_string_free (trace, TRUE);
}
END_TEST

/* --- requires_grad switched off and on --- */

/* A graph that was recorded before leads to the leaf still, which takes nothing. */
START_TEST (test_requires_grad_off_after_forward)
{
  RgTensor *x = leaf (2, 3), *w = leaf (5, 7), *y = rg_sum (rg_mul (x, w));
  ck_assert_ptr_nonnull (rg_set_requires_grad (x, false));
  ck_assert (!rg_requires_grad (x));
  ck_assert (backward_with (y, NULL, true, false, NULL));
  ck_assert_ptr_null (rg_grad (x));
  assert_is (rg_grad (w), 2, 3);
  rg_set_requires_grad (x, true);
  ck_assert (rg_is_leaf (x));
  assert_backward (y);
  assert_is (rg_grad (x), 5, 7);
  assert_is (rg_grad (w), 4, 6);
}
END_TEST

START_TEST (test_leaf_goes_before_its_graph)
{
  RgTensor *y;
  {
    g_autoptr (RgScope) inner = rg_scope_begin ();
    RgTensor *x = leaf (2, 3);
    y = rg_scope_leave (inner, rg_sum (rg_mul (x, x)));
    rg_set_requires_grad (x, false);
  }
  assert_backward (y);
}
END_TEST

/* --- retain_grad --- */

START_TEST (test_retain_grad_inplace_over_view)
{
  RgTensor *base = rg_clone (leaf (1)), *view = rg_narrow (base, 0, 0, 1), *view2 = rg_narrow (base, 0, 0, 1);
  rg_retain_grad (view);
  rg_retain_grad (view2);
  rg_mul_scalar_ (view, 2);
  assert_backward (rg_sum (rg_add (view, view2)));
  assert_is (rg_grad (view), 1);
  assert_is (rg_grad (view2), 1);
}
END_TEST

START_TEST (test_retains_grad_inplace_multiple_outputs)
{
  RgTensor *x = leaf (1, 4), *out[2];
  rg_op_call (NULL, rg_op_find ("var_mean", NULL), &x, 1, NULL, out, 2);
  rg_retain_grad (out[0]);
  rg_retain_grad (out[1]);
  rg_mul_scalar_ (out[0], 2);
  assert_backward (rg_add (out[0], out[1]));
  assert_is (rg_grad (out[0]), 1);
  assert_is (rg_grad (out[1]), 1);
  assert_is (rg_grad (x), 0.5 - 6, 0.5 + 6);
}
END_TEST

/* What it keeps is its own: the gradient that came in is not written to. */
START_TEST (test_retain_grad_keeps_a_copy)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 3), *g = vec (1, 1);
  rg_retain_grad (y);
  ck_assert (backward_with (y, g, true, false, NULL));
  ck_assert (backward_with (y, g, false, false, NULL));
  assert_is (g, 1, 1);
  assert_is (rg_grad (y), 2, 2);
}
END_TEST

/* The first hook stays with the old value, the second is the new one's. */
START_TEST (test_tensor_hooks_inplace)
{
  int old = 0, new = 0;
  RgTensor *a = leaf (1), *b = rg_clone (a);
  rg_register_hook (b, doubles, &old, NULL, 0);
  rg_mul_scalar_ (b, 2);
  rg_register_hook (b, doubles, &new, NULL, 0);
  assert_backward (b);
  ck_assert_int_eq (old, 1);
  ck_assert_int_eq (new, 1);
  assert_is (rg_grad (a), 8);
}
END_TEST

START_TEST (test_tensor_hooks_inplace_over_view)
{
  int n = 0;
  RgTensor *base = rg_clone (leaf (1)), *view = rg_narrow (base, 0, 0, 1), *view2 = rg_narrow (base, 0, 0, 1);
  rg_register_hook (view2, doubles, &n, NULL, 0);
  rg_mul_scalar_ (view, 2);
  /* The node that the hook was on is not part of the graph any more. */
  assert_backward (rg_sum (rg_add (view, view2)));
  ck_assert_int_eq (n, 0);
}
END_TEST

GRAPH_MAIN ("leaves", test_acc_grad_hooks_order, test_acc_grad_prehook_replaces,
            test_post_accumulate_grad_hook_gets_cleaned_up, test_requires_grad_off_after_forward,
            test_leaf_goes_before_its_graph, test_retain_grad_inplace_over_view,
            test_retains_grad_inplace_multiple_outputs, test_retain_grad_keeps_a_copy, test_tensor_hooks_inplace,
            test_tensor_hooks_inplace_over_view)
