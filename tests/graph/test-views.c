/* test-views.c: views made in inference mode and by functions of the host, and what is
 * left of a tensor that was saved and then written to.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

/* --- inference mode --- */

/* A view of a normal tensor is a normal tensor, which may not be written outside. */
START_TEST (test_normal_tensor_view_output_in_inference_mode)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 1), *v, *plain = vec (1, 2), *w;
  {
    RG_INFERENCE_MODE;
    v = rg_narrow (y, 0, 0, 1);
    w = rg_narrow (plain, 0, 0, 1);
    ck_assert_ptr_nonnull (rg_add_scalar_ (v, 0));
  }
  ck_assert_ptr_null (rg_add_scalar_ (v, 1));
  assert_failed ("inference mode");
  ck_assert_ptr_nonnull (rg_add_scalar_ (w, 1)); /* no history is concerned */
  assert_is (plain, 2, 2);
  ck_assert_ptr_nonnull (rg_mul (v, x)); /* may be saved */
}
END_TEST

START_TEST (test_inference_mode_inf_tensor_in_normal_mode_view_op)
{
  RgTensor *t, *v;
  {
    RG_INFERENCE_MODE;
    t = rg_ones (RG_F64, RG_SHAPE (2));
  }
  v = rg_narrow (t, 0, 0, 1);
  ck_assert_ptr_null (rg_add_scalar_ (v, 1));
  assert_failed ("outside InferenceMode");
  ck_assert_ptr_null (rg_mul (v, leaf (3)));
  assert_failed ("cannot be saved");
}
END_TEST

START_TEST (test_inference_mode_tensor_creation)
{
  RgTensor *t, *u;
  {
    RG_INFERENCE_MODE;
    t = rg_ones (RG_F64, RG_SHAPE (2));
    u = leaf (1, 2);
    ck_assert (rg_requires_grad (u));
  }
  ck_assert_ptr_null (rg_set_requires_grad (t, true));
  assert_failed ("inference tensor outside InferenceMode");
  ck_assert (!rg_requires_grad (t));
}
END_TEST

/* Written in inference mode, a normal tensor has another version. */
START_TEST (test_normal_tensor_inplace_output_in_inference_mode)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 1), *z = rg_sum (rg_mul (y, y));
  {
    RG_INFERENCE_MODE;
    rg_add_scalar_ (y, 1);
  }
  assert_refused (rg_backward (z, &error), "inplace operation");
}
END_TEST

/* --- functions of the host --- */

static bool
same_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) n_in, (void) n_out;
  out[0] = user_data ? rg_narrow (in[0], 0, 0, 1) : in[0];
  return out[0] != NULL;
}

static bool
double_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) n_out, (void) n_in, (void) user_data;
  to[0] = rg_mul_scalar (g[0], 2);
  return to[0] != NULL;
}

static const RgCustomFunction same = { sizeof same, "Same", same_forward, double_backward, 1, 0, NULL };

START_TEST (test_function_returns_input)
{
  RgTensor *x = leaf (1), *y, *z = rg_clone (x), *w;
  ck_assert (rg_custom (&same, &x, 1, NULL, NULL, &y));
  assert_backward (y);
  assert_is (rg_grad (x), 2);
  ck_assert (rg_custom (&same, &z, 1, NULL, NULL, &w));
  assert_backward (w);
  assert_is (rg_grad (x), 4);
}
END_TEST

START_TEST (test_custom_function_view_is_not_written)
{
  RgTensor *x = rg_clone (leaf (1, 2)), *y;
  ck_assert (rg_custom (&same, &x, 1, NULL, NULL, &y));
  ck_assert_ptr_null (rg_mul_scalar_ (y, 2));
  assert_failed ("custom Function");
  ck_assert (rg_custom (&same, &x, 1, x, NULL, &y));
  ck_assert_ptr_null (rg_mul_scalar_ (y, 2));
  assert_failed ("custom Function");
  ck_assert_ptr_nonnull (rg_mul_scalar_ (rg_clone (y), 2));
}
END_TEST

/* --- views and histories --- */

START_TEST (test_inplace_on_view_then_no_grad)
{
  RgTensor *a = leaf (1, 2, 3), *b = rg_mul_scalar (a, 2), *c = rg_narrow (b, 0, 0, 3);
  rg_fill_ (rg_narrow (c, 0, 0, 1), 3);
  {
    RG_NO_GRAD;
    ck_assert_ptr_nonnull (rg_grad_fn (c));
  }
  assert_backward (rg_sum (c));
  assert_is (rg_grad (a), 0, 2, 2);
}
END_TEST

START_TEST (test_inplace_on_view_makes_base_require_grad)
{
  RgTensor *x = leaf (1, 2), *base = rg_zeros (RG_F64, RG_SHAPE (4)), *view = rg_narrow (base, 0, 0, 2);
  rg_mul_ (rg_add_scalar_ (view, 3), x);
  ck_assert (rg_requires_grad (base));
  ck_assert (!rg_is_leaf (base));
  assert_backward (rg_sum (rg_mul (base, vec (1, 10, 100, 1000))));
  assert_is (rg_grad (x), 3, 30);
}
END_TEST

START_TEST (test_inplace_on_view_non_contig)
{
  RgTensor *root = rg_set_requires_grad (mat (2, 3, (double[]){ 1, 2, 3, 4, 5, 6 }), true);
  RgTensor *x = rg_transpose (rg_clone (root), 0, 1), *v1 = rg_narrow (x, 0, 0, 2), *v2 = rg_narrow (v1, 1, 1, 1);
  rg_mul_scalar_ (v2, 2);
  assert_backward (rg_sum (rg_mul (x, x)));
  assert_is (rg_grad (root), 2, 4, 6, 32, 40, 12);
}
END_TEST

static void
note_end (void *user_data)
{
  *(int *) user_data = 1;
}

static RgTensor *
passes (RgTensor *grad, void *user_data)
{
  (void) grad;
  (void) user_data;
  return NULL;
}

/* A node that saves its output, written to a view, is no cycle that is never freed. */
START_TEST (test_inplace_on_view_saved_output)
{
  int gone = 0;
  {
    g_autoptr (RgScope) inner = rg_scope_begin ();
    RgTensor *root = rg_clone (leaf (1, 2, 3)), *x = rg_clone (root);
    rg_register_hook (x, passes, &gone, note_end, 0);
    rg_sigmoid_ (rg_narrow (x, 0, 0, 2));
  }
  ck_assert_int_eq (gone, 1);
}
END_TEST

/* A node saved x, and x then came to lead to that node: no cycle that is never freed. */
START_TEST (test_inplace_with_what_saved_it)
{
  int gone = 0;
  {
    g_autoptr (RgScope) inner = rg_scope_begin ();
    RgTensor *root = rg_mul_scalar (leaf (1, 2, 3), 2), *x = rg_clone (root);
    rg_register_hook (root, passes, &gone, note_end, 0);
    rg_mul_ (x, rg_exp (rg_mul (x, x)));
  }
  ck_assert_int_eq (gone, 1);
}
END_TEST

START_TEST (test_retain_grad_of_base_written_by_view)
{
  RgTensor *x = leaf (1, 2), *base = rg_clone (x);
  rg_retain_grad (base);
  rg_mul_scalar_ (rg_narrow (base, 0, 0, 1), 5);
  assert_backward (rg_sum (rg_mul (base, vec (3, 4))));
  assert_is (rg_grad (base), 3, 4);
  assert_is (rg_grad (x), 15, 4);
}
END_TEST

START_TEST (test_inplace_shapes_and_overlap)
{
  RgTensor *x = vec (1, 2, 3, 4);
  ck_assert_ptr_null (rg_add_ (rg_clone (leaf (1)), leaf (1, 2)));
  assert_failed ("doesn't match the broadcast shape");
  rg_add_ (rg_narrow (x, 0, 1, 3), rg_narrow (x, 0, 0, 3)); /* from the old values */
  assert_is (x, 1, 3, 5, 7);
}
END_TEST

/* The message names the operator that made what was written to, and both versions. */
START_TEST (test_saved_variable_version_counter_message)
{
  RgTensor *x = leaf (2, 3), *y = rg_exp (x), *z = rg_sum (y);
  rg_add_scalar_ (y, 1);
  assert_refused (rg_backward (z, &error), "which is output of ExpBackward0, is at version 1; expected version 0");
  RgTensor *a = rg_mul_scalar (x, 1), *b = rg_sum (rg_mul (a, a));
  rg_add_scalar_ (a, 1);
  rg_add_scalar_ (a, 1);
  assert_refused (rg_backward (b, &error), "is at version 2; expected version 0");
}
END_TEST

START_TEST (test_inplace_with_itself)
{
  RgTensor *x = leaf (2, 3), *y = rg_clone (x);
  ck_assert_ptr_nonnull (rg_mul_ (y, y));
  assert_is (y, 4, 9);
  assert_refused (rg_backward (rg_sum (y), &error), "MulBackward0");
}
END_TEST

GRAPH_MAIN ("views", test_inplace_with_what_saved_it, test_retain_grad_of_base_written_by_view,
            test_inplace_shapes_and_overlap, test_normal_tensor_view_output_in_inference_mode,
            test_inference_mode_inf_tensor_in_normal_mode_view_op, test_inference_mode_tensor_creation,
            test_normal_tensor_inplace_output_in_inference_mode, test_function_returns_input,
            test_custom_function_view_is_not_written, test_inplace_on_view_then_no_grad,
            test_inplace_on_view_makes_base_require_grad, test_inplace_on_view_non_contig, test_inplace_on_view_saved_output,
            test_saved_variable_version_counter_message, test_inplace_with_itself)
