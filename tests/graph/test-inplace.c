/* test-inplace.c: operators in place, version counters, leaves, and views of both.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

/* --- rules for leaves --- */

START_TEST (test_leaf_assignment)
{
  RgTensor *x = leaf (1, 2);
  ck_assert_ptr_null (rg_add_scalar_ (x, 1));
  assert_failed ("leaf");
  assert_is (x, 1, 2);
}
END_TEST

START_TEST (test_inplace_view_leaf_errors)
{
  RgTensor *x = leaf (1, 2), *y = rg_narrow (x, 0, 0, 1);
  ck_assert_ptr_null (rg_add_scalar_ (y, 1));
  assert_failed ("leaf");
}
END_TEST

START_TEST (test_no_grad_modifies_version)
{
  RgTensor *x = leaf (1, 2), *y = leaf (3, 4), *z = rg_sum (rg_mul (x, y));
  {
    RG_NO_GRAD;
    rg_mul_scalar_ (x, 2);
  }
  assert_refused (rg_backward (z, &error), "inplace operation");
}
END_TEST

/* Written to without being saved: nothing is lost. */
START_TEST (test_no_grad_assignment)
{
  RgTensor *x = leaf (1, 2);
  {
    RG_NO_GRAD;
    rg_copy_ (x, vec (7, 8));
  }
  ck_assert (rg_requires_grad (x));
  ck_assert (rg_is_leaf (x));
  assert_backward (rg_sum (rg_mul (x, x)));
  assert_is (rg_grad (x), 14, 16);
}
END_TEST

START_TEST (test_inplace_on_expanded)
{
  RgTensor *x = vec (1), *wide = rg_expand (x, RG_SHAPE (3));
  ck_assert_ptr_null (rg_add_scalar_ (wide, 1));
  assert_failed ("single memory location");
  assert_is (x, 1);
}
END_TEST

/* --- versions --- */

START_TEST (test_inplace)
{
  RgTensor *x = leaf (2, 3), *y = rg_exp (x), *z = rg_sum (y); /* exp saves its result */
  rg_add_scalar_ (y, 1);
  assert_refused (rg_backward (z, &error), "ExpBackward0");
}
END_TEST

START_TEST (test_saved_input_modified)
{
  RgTensor *x = leaf (2, 3), *a = rg_mul_scalar (x, 1), *z = rg_sum (rg_mul (a, a));
  rg_add_scalar_ (a, 1);
  assert_refused (rg_backward (z, &error), "MulBackward0");
}
END_TEST

/* add saves nothing. */
START_TEST (test_inplace_after_add)
{
  RgTensor *x = leaf (2, 3), *a = rg_mul_scalar (x, 2), *z = rg_sum (rg_add (a, a));
  rg_add_scalar_ (a, 1);
  assert_backward (z);
  assert_is (rg_grad (x), 4, 4);
}
END_TEST

START_TEST (test_mul_chain_in_place)
{
  RgTensor *x = leaf (2, 3), *y = rg_clone (x);
  rg_mul_ (y, vec (5, 7));
  rg_add_ (y, x);
  rg_mul_scalar_ (y, 3);
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 18, 24);
  ck_assert_str_eq (rg_node_name (rg_grad_fn (y)), "MulBackward0");
}
END_TEST

START_TEST (test_exp_in_place)
{
  RgTensor *x = leaf (0, 1), *y = rg_exp_ (rg_clone (x));
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 1, 2.718281828459045);
}
END_TEST

START_TEST (test_zero_and_fill_in_place)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 3);
  rg_zero_ (y);
  rg_fill_ (y, 5);
  assert_backward (rg_sum (rg_mul (y, x)));
  assert_is (rg_grad (x), 5, 5);
}
END_TEST

START_TEST (test_copy_)
{
  RgTensor *x = leaf (1, 2), *y = leaf (3, 4), *z = rg_mul_scalar (x, 2);
  rg_copy_ (z, y);
  assert_backward (rg_sum (rg_mul (z, z)));
  assert_is (rg_grad (y), 6, 8);
  assert_is (rg_grad (x), 0, 0);
}
END_TEST

/* A tensor without a gradient takes part once something with one is put into it. */
START_TEST (test_requires_grad_inplace)
{
  RgTensor *a = rg_zeros (RG_F64, RG_SHAPE (2)), *b = leaf (1, 2);
  rg_add_ (a, b);
  ck_assert (rg_requires_grad (a));
  assert_backward (rg_sum (a));
  assert_is (rg_grad (b), 1, 1);
}
END_TEST

/* --- views --- */

START_TEST (test_inplace_on_view_of_base)
{
  RgTensor *root = leaf (1, 2, 3), *x = rg_clone (root), *v = rg_narrow (x, 0, 0, 2);
  rg_mul_scalar_ (v, 10);
  assert_is (x, 10, 20, 3);
  assert_backward (rg_sum (x));
  assert_is (rg_grad (root), 10, 10, 1);
}
END_TEST

START_TEST (test_inplace_on_view_then_the_view)
{
  RgTensor *root = leaf (1, 2, 3), *x = rg_clone (root), *v = rg_narrow (x, 0, 1, 2);
  rg_mul_scalar_ (v, 10);
  assert_backward (rg_sum (v));
  assert_is (rg_grad (root), 0, 10, 10);
}
END_TEST

START_TEST (test_inplace_on_base_seen_by_view)
{
  RgTensor *root = leaf (1, 2, 3), *x = rg_clone (root), *v = rg_narrow (x, 0, 1, 2);
  rg_mul_scalar_ (x, 10);
  assert_backward (rg_sum (rg_mul (v, v)));
  assert_is (v, 20, 30);
  assert_is (rg_grad (root), 0, 400, 600);
}
END_TEST

START_TEST (test_inplace_on_view_of_view)
{
  RgTensor *root = rg_set_requires_grad (mat (2, 2, (double[]){ 1, 2, 3, 4 }), true), *x = rg_clone (root);
  RgTensor *v1 = rg_transpose (x, 0, 1), *v2 = rg_select (v1, 0, 1); /* column 1 of x */
  rg_mul_scalar_ (v2, 5);
  assert_is (x, 1, 10, 3, 20);
  assert_backward (rg_sum (rg_mul (x, x)));
  assert_is (rg_grad (root), 2, 100, 6, 200);
}
END_TEST

START_TEST (test_inplace_on_view_backprop_base)
{
  RgTensor *root = rg_set_requires_grad (rg_ones (RG_F64, RG_SHAPE (2, 2)), true), *x = rg_clone (root);
  RgTensor *v1 = rg_narrow (x, 0, 0, 1);
  rg_mul_scalar_ (v1, 2);
  assert_backward (rg_sum (x));
  assert_is (rg_grad (root), 2, 2, 1, 1);
}
END_TEST

START_TEST (test_inplace_on_view_modify_base)
{
  /* The base takes no part until an operator on its view does. */
  RgTensor *r = leaf (1), *x = rg_ones (RG_F64, RG_SHAPE (5)), *v = rg_select (x, 0, 3);
  ck_assert (!rg_requires_grad (v));
  rg_add_ (v, rg_select (r, 0, 0));
  ck_assert (rg_requires_grad (x));
  assert_backward (rg_sum (rg_mul_scalar (x, 3)));
  assert_is (rg_grad (r), 3);
}
END_TEST

START_TEST (test_inplace_on_view_weak_grad_fn)
{
  RgTensor *a = rg_set_requires_grad (rg_ones (RG_F64, RG_SHAPE (10)), true);
  RgTensor *b = rg_narrow (rg_clone (a), 0, 0, 2);
  rg_relu_ (b);
  ck_assert_str_eq (rg_node_name (rg_grad_fn (b)), "AsStridedBackward0");
  assert_backward (rg_sum (b));
  assert_is (rg_grad (a), 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST (test_inplace_on_view_of_multiple_output_view)
{
  RgTensor *x = rg_clone (rg_set_requires_grad (mat (2, 2, (double[]){ 1, 2, 3, 4 }), true)), *out[2];
  rg_op_call (NULL, rg_op_find ("unbind", NULL), &x, 1, NULL, out, 2);
  ck_assert_ptr_nonnull (out[1]);
  ck_assert_ptr_null (rg_mul_scalar_ (out[0], 2));
  assert_failed ("multiple views");
}
END_TEST

START_TEST (test_inplace_on_views_made_in_no_grad)
{
  RgTensor *x = rg_clone (leaf (1, 2)), *v;
  {
    RG_NO_GRAD;
    v = rg_narrow (x, 0, 0, 1);
  }
  ck_assert_ptr_null (rg_mul_scalar_ (v, 2));
  assert_failed ("no_grad");
}
END_TEST

START_TEST (test_detach_shares_the_version)
{
  RgTensor *x = leaf (2, 3), *a = rg_mul_scalar (x, 1), *z = rg_sum (rg_mul (a, a)), *d = rg_detach (a);
  ck_assert (!rg_requires_grad (d));
  rg_add_scalar_ (d, 1);
  assert_is (a, 3, 4);
  assert_refused (rg_backward (z, &error), "inplace operation");
}
END_TEST

START_TEST (test_slice_expanded_v)
{
  RgTensor *x = leaf (1), *wide = rg_expand (x, RG_SHAPE (3));
  assert_backward (rg_sum (rg_narrow (wide, 0, 1, 2)));
  assert_is (rg_grad (x), 2);
}
END_TEST

START_TEST (test_select_sum)
{
  RgTensor *x = rg_set_requires_grad (mat (2, 2, (double[]){ 1, 2, 3, 4 }), true);
  assert_backward (rg_add (rg_sum (rg_select (x, 1, 1)), rg_sum (rg_select (x, 0, 0))));
  assert_is (rg_grad (x), 1, 2, 0, 1);
}
END_TEST

START_TEST (test_is_view_and_base)
{
  RgTensor *x = leaf (1, 2), *v = rg_narrow (x, 0, 0, 1), *w = rg_unsqueeze (v, 0);
  ck_assert (rg_is_view (v) && rg_is_view (w) && !rg_is_view (x));
  ck_assert_ptr_eq (rg_view_base (w), x);
  ck_assert_ptr_null (rg_view_base (x));
}
END_TEST

GRAPH_MAIN ("inplace", test_inplace_on_expanded, test_leaf_assignment, test_inplace_view_leaf_errors, test_no_grad_modifies_version,
            test_no_grad_assignment, test_inplace, test_saved_input_modified, test_inplace_after_add, test_mul_chain_in_place,
            test_exp_in_place, test_zero_and_fill_in_place, test_copy_, test_requires_grad_inplace,
            test_inplace_on_view_of_base, test_inplace_on_view_then_the_view, test_inplace_on_base_seen_by_view,
            test_inplace_on_view_of_view, test_inplace_on_view_backprop_base, test_inplace_on_view_modify_base,
            test_inplace_on_view_weak_grad_fn, test_inplace_on_view_of_multiple_output_view,
            test_inplace_on_views_made_in_no_grad, test_detach_shares_the_version, test_slice_expanded_v, test_select_sum,
            test_is_view_and_base)
