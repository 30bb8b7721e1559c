/* test-hooks.c: hooks on tensors, nodes and leaves, and retain_grad.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

static GString *trace;

static RgTensor *
doubles (RgTensor *grad, void *user_data)
{
  (*(int *) user_data)++;
  return rg_mul_scalar (grad, 2);
}

static RgTensor *
counts (RgTensor *grad, void *user_data)
{
  (void) grad;
  (*(int *) user_data)++;
  return NULL;
}

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
  (void) node;
  (void) grads;
  (void) n;
  g_string_append (trace, user_data);
}

static void
notes_post (RgNode *node, RgTensor **grads, size_t n, RgTensor *const *outputs, size_t n_outputs, void *user_data)
{
  notes_pre (node, grads, n, user_data);
  (void) outputs;
  (void) n_outputs;
}

static void
notes_leaf (RgTensor *tensor, void *user_data)
{
  ck_assert_ptr_nonnull (rg_grad (tensor));
  g_string_append (trace, user_data);
}

static void
destroyed (void *user_data)
{
  (*(int *) user_data) += 100;
}

/* --- on tensors --- */

START_TEST (test_hooks)
{
  int n = 0;
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 3), *z = rg_sum (rg_mul (y, y));
  ck_assert (rg_register_hook (y, counts, &n, NULL, 0));
  ck_assert (backward_with (z, NULL, true, false, NULL));
  ck_assert_int_eq (n, 1);
  uint64_t id = rg_register_hook (y, doubles, &n, NULL, 0);
  rg_set_grad (x, NULL);
  ck_assert (backward_with (z, NULL, true, false, NULL));
  ck_assert_int_eq (n, 3);
  assert_is (rg_grad (x), 36, 72); /* 18 x, doubled */
  ck_assert (rg_remove_hook (id));
  ck_assert (!rg_remove_hook (id));
  rg_set_grad (x, NULL);
  ck_assert (backward_with (z, NULL, false, false, NULL));
  assert_is (rg_grad (x), 18, 36);
}
END_TEST

START_TEST (test_hook_on_leaf)
{
  int n = 0;
  RgTensor *x = leaf (1, 2);
  rg_register_hook (x, doubles, &n, NULL, 0);
  assert_backward (rg_sum (rg_mul (x, x)));
  ck_assert_int_eq (n, 1); /* once, with the whole gradient */
  assert_is (rg_grad (x), 4, 8);
}
END_TEST

START_TEST (test_hooks_cpp_order)
{
  trace = g_string_new ("");
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 2);
  rg_register_hook (y, notes, "a", NULL, 0);
  rg_register_hook (y, notes, "b", NULL, 0);
  rg_register_hook (y, notes, "c", NULL, RG_PREPEND);
  assert_backward (rg_sum (y));
  ck_assert_str_eq (trace->str, "cab");
  g_string_free (trace, TRUE);
}
END_TEST

START_TEST (test_hook_destroy)
{
  int n = 0;
  RgTensor *x = leaf (1);
  uint64_t id = rg_register_hook (x, counts, &n, destroyed, 0);
  ck_assert (rg_remove_hook (id));
  ck_assert_int_eq (n, 100);
  {
    g_autoptr (RgScope) inner = rg_scope_begin ();
    id = rg_register_hook (rg_mul_scalar (x, 2), counts, &n, destroyed, 0);
  }
  ck_assert_int_eq (n, 200); /* with the tensor */
  ck_assert (!rg_remove_hook (id));
}
END_TEST

START_TEST (test_hook_none)
{
  /* A tensor that needs no gradient takes no hook. */
  int n = 0;
  ck_assert (!rg_register_hook (vec (1), counts, &n, NULL, 0));
  assert_failed ("require");
}
END_TEST

/* A hook on a tensor that is not on the way is not called. */
START_TEST (test_grad_nonleaf_register_hook)
{
  int n = 0, m = 0;
  RgTensor *x = leaf (1, 2), *a = rg_mul_scalar (x, 2), *b = rg_mul_scalar (x, 3);
  rg_register_hook (a, counts, &n, NULL, 0);
  rg_register_hook (b, counts, &m, NULL, 0);
  assert_is (grad_of (a, x, false), 2, 2);
  ck_assert_int_eq (n, 1);
  ck_assert_int_eq (m, 0);
}
END_TEST

/* --- on nodes --- */

START_TEST (test_node_hooks_order)
{
  trace = g_string_new ("");
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 2);
  RgNode *node = rg_grad_fn (y);
  rg_node_register_hook (node, notes_post, "P", NULL, 0);
  rg_node_register_prehook (node, notes_pre, "p", NULL, 0);
  rg_register_hook (y, notes, "t", NULL, 0);
  rg_register_post_accumulate_grad_hook (x, notes_leaf, "l", NULL, 0);
  rg_register_hook (x, notes, "x", NULL, 0);
  assert_backward (rg_sum (y));
  ck_assert_str_eq (trace->str, "tpPxl"); /* tensor, before the node, after it, leaf */
  g_string_free (trace, TRUE);
}
END_TEST

static void
halves (RgNode *node, RgTensor **grads, size_t n, void *user_data)
{
  (void) node;
  (void) user_data;
  for (size_t i = 0; i < n; i++)
    grads[i] = rg_mul_scalar (grads[i], 0.5);
}

START_TEST (test_grad_fn_prehooks_replace)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 8);
  rg_node_register_prehook (rg_grad_fn (y), halves, NULL, NULL, 0);
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 4, 4);
}
END_TEST

static void
sevens (RgNode *node, RgTensor **grads, size_t n, RgTensor *const *outputs, size_t n_outputs, void *user_data)
{
  (void) node;
  (void) outputs;
  (void) n_outputs;
  (void) user_data;
  for (size_t i = 0; i < n; i++)
    if (grads[i])
      grads[i] = rg_full (RG_F64, rg_tensor_shape (grads[i]), 7);
}

START_TEST (test_grad_fn_post_hooks_replace)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 8);
  rg_node_register_hook (rg_grad_fn (y), sevens, NULL, NULL, 0);
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 7, 7);
}
END_TEST

START_TEST (test_grad_fn_prehooks_remove)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 8);
  uint64_t id = rg_node_register_prehook (rg_grad_fn (y), halves, NULL, NULL, 0);
  ck_assert (rg_remove_hook (id));
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 8, 8);
}
END_TEST

/* --- after accumulation --- */

static void
steps (RgTensor *tensor, void *user_data)
{
  (void) user_data;
  RG_NO_GRAD;
  rg_sub_ (tensor, rg_mul_scalar (rg_grad (tensor), 0.1));
  rg_set_grad (tensor, NULL);
}

START_TEST (test_post_accumulate_grad_hook_on_leaf)
{
  RgTensor *x = leaf (1, 2);
  rg_register_post_accumulate_grad_hook (x, steps, NULL, NULL, 0);
  for (int i = 0; i < 2; i++)
    assert_backward (rg_sum (rg_mul_scalar (x, 3)));
  assert_is (x, 0.4, 1.4);
  ck_assert_ptr_null (rg_grad (x));
}
END_TEST

START_TEST (test_post_accumulate_grad_hook_on_non_leaf)
{
  RgTensor *y = rg_mul_scalar (leaf (1), 2);
  ck_assert (!rg_register_post_accumulate_grad_hook (y, steps, NULL, NULL, 0));
  assert_failed ("leaf");
}
END_TEST

START_TEST (test_post_accumulate_grad_hook_ordering)
{
  trace = g_string_new ("");
  RgTensor *x = leaf (1);
  rg_register_post_accumulate_grad_hook (x, notes_leaf, "2", NULL, 0);
  rg_register_hook (x, notes, "1", NULL, 0);
  rg_register_post_accumulate_grad_hook (x, notes_leaf, "3", NULL, 0);
  assert_backward (rg_mul_scalar (x, 2));
  ck_assert_str_eq (trace->str, "123");
  g_string_free (trace, TRUE);
}
END_TEST

/* --- retain_grad --- */

START_TEST (test_retain_grad)
{
  RgTensor *x = leaf (1, 3), *h = rg_mul_scalar (x, 3), *out = rg_sum (rg_mul (h, h));
  ck_assert_ptr_null (rg_grad (h));
  ck_assert (backward_with (out, NULL, true, false, NULL));
  ck_assert_ptr_null (rg_grad (h));
  ck_assert (rg_retain_grad (h));
  ck_assert (rg_retain_grad (h));
  ck_assert (backward_with (out, NULL, true, false, NULL));
  assert_is (rg_grad (h), 6, 18);
  ck_assert (backward_with (out, NULL, true, false, NULL));
  assert_is (rg_grad (h), 12, 36); /* it accumulates, as a leaf's does */
  assert_is (rg_grad (x), 54, 162);
  rg_set_grad (x, NULL);
  ck_assert (rg_retain_grad (x)); /* nothing changes for a leaf */
  ck_assert (backward_with (out, NULL, false, false, NULL));
  assert_is (rg_grad (x), 18, 54);
}
END_TEST

START_TEST (test_retain_grad_badcalls)
{
  ck_assert (!rg_retain_grad (vec (1)));
  assert_failed ("requires");
}
END_TEST

START_TEST (test_retain_grad_inplace)
{
  RgTensor *a = leaf (1), *b = rg_clone (a);
  rg_retain_grad (b);
  rg_mul_scalar_ (b, 2);
  rg_retain_grad (b);
  assert_backward (rg_mul_scalar (b, 3));
  assert_is (rg_grad (b), 3);
  assert_is (rg_grad (a), 6);
}
END_TEST

/* The hook sees the gradient before retain_grad keeps it. */
START_TEST (test_retains_grad_can_always_observe_tensor_prehook)
{
  int n = 0;
  RgTensor *x = leaf (1), *y = rg_mul_scalar (x, 2);
  rg_retain_grad (y);
  rg_register_hook (y, doubles, &n, NULL, 0);
  assert_backward (rg_mul_scalar (y, 1));
  assert_is (rg_grad (y), 2);
  assert_is (rg_grad (x), 4);
}
END_TEST

GRAPH_MAIN ("hooks", test_hooks, test_hook_on_leaf, test_hooks_cpp_order, test_hook_destroy, test_hook_none,
            test_grad_nonleaf_register_hook, test_node_hooks_order, test_grad_fn_prehooks_replace,
            test_grad_fn_post_hooks_replace, test_grad_fn_prehooks_remove, test_post_accumulate_grad_hook_on_leaf,
            test_post_accumulate_grad_hook_on_non_leaf, test_post_accumulate_grad_hook_ordering, test_retain_grad,
            test_retain_grad_badcalls, test_retain_grad_inplace, test_retains_grad_can_always_observe_tensor_prehook)
