/* test-backward.c: what backward and grad compute, and what they refuse.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

/* --- backward --- */

/* out = 3 x y + x^2, from a gradient of ones */
START_TEST (test_backward)
{
  RgTensor *x = leaf (1, 2, 3), *y = leaf (4, 5, 6);
  RgTensor *out = rg_add (rg_mul_scalar (rg_mul (x, y), 3), rg_mul (x, x));
  ck_assert (rg_backward_with (out, rg_ones (RG_F64, RG_SHAPE (3)), NULL));
  assert_is (rg_grad (x), 14, 19, 24);
  assert_is (rg_grad (y), 3, 6, 9);
}
END_TEST

START_TEST (test_backward_badcalls)
{
  RgTensor *x = vec (1);
  assert_refused (rg_backward (x, &error), "require");
  RgTensor *two = rg_mul_scalar (leaf (1, 2), 2);
  assert_refused (rg_backward (two, &error), "scalar");
  assert_refused (rg_backward_with (two, vec (1, 2, 3), &error), "[3]");
}
END_TEST

START_TEST (test_backward_twice_without_retaining_graph)
{
  RgTensor *x = leaf (2, 3), *y = rg_sum (rg_mul (x, x));
  assert_backward (y);
  assert_refused (rg_backward (y, &error), "second time");
  assert_is (rg_grad (x), 4, 6);
}
END_TEST

START_TEST (test_backward_twice_retained_graph_with_saved_variables)
{
  RgTensor *x = leaf (2, 3), *y = rg_sum (rg_exp (rg_mul (x, x)));
  ck_assert (backward_with (y, NULL, true, false, NULL));
  RgTensor *once = rg_clone (rg_grad (x));
  ck_assert (backward_with (y, NULL, false, false, NULL));
  RgTensor *twice = rg_div (rg_grad (x), once);
  assert_is (twice, 2, 2);
}
END_TEST

/* Nothing was saved, so nothing is missing. */
START_TEST (test_backward_twice_without_saved_values)
{
  RgTensor *x = leaf (2, 3), *y = rg_sum (rg_add (x, x));
  assert_backward (y);
  assert_backward (y);
  assert_is (rg_grad (x), 4, 4);
}
END_TEST

START_TEST (test_backward_with_inputs)
{
  RgTensor *x = leaf (1, 2), *y = leaf (3, 4);
  RgTensor *out = rg_sum (rg_add (rg_mul (x, x), rg_mul (x, y)));
  RgBackwardOptions o = RG_BACKWARD_OPTIONS_INIT;
  o.inputs = &x;
  o.n_inputs = 1;
  ck_assert (rg_backward_full (&out, NULL, 1, &o, NULL));
  assert_is (rg_grad (x), 5, 8);
  ck_assert_ptr_null (rg_grad (y));
}
END_TEST

START_TEST (test_backward_with_nonleaf_inputs)
{
  RgTensor *x = leaf (1, 2), *between = rg_mul_scalar (x, 3), *out = rg_sum (rg_mul (between, between));
  RgTensor *inputs[] = { x, between };
  RgBackwardOptions o = RG_BACKWARD_OPTIONS_INIT;
  o.inputs = inputs;
  o.n_inputs = 2;
  ck_assert (rg_backward_full (&out, NULL, 1, &o, NULL));
  assert_is (rg_grad (between), 6, 12);
  assert_is (rg_grad (x), 18, 36);
}
END_TEST

START_TEST (test_multi_backward)
{
  RgTensor *x = leaf (1, 2), *y = leaf (3, 4);
  RgTensor *roots[] = { rg_sum (x), rg_mul_scalar (y, 2) }, *gradients[] = { NULL, vec (1, 10) };
  ck_assert (rg_backward_full (roots, gradients, 2, NULL, NULL));
  assert_is (rg_grad (x), 1, 1);
  assert_is (rg_grad (y), 2, 20);
}
END_TEST

/* One of the roots needs no gradient: an error, as PyTorch has it. */
START_TEST (test_multi_backward_no_grad)
{
  RgTensor *x = leaf (1, 2);
  RgTensor *roots[] = { rg_sum (x), rg_sum (vec (1, 2)) };
  assert_refused (rg_backward_full (roots, NULL, 2, NULL, &error), "require");
}
END_TEST

START_TEST (test_duplicate_backward_root)
{
  RgTensor *a = leaf (1, 2), *b = leaf (3, 4), *x = rg_mul (a, b);
  RgTensor *roots[] = { x, x }, *gradients[] = { vec (1, 1), vec (1, 1) };
  ck_assert (rg_backward_full (roots, gradients, 2, NULL, NULL));
  assert_is (rg_grad (a), 6, 8);
  assert_is (rg_grad (b), 2, 4);
}
END_TEST

START_TEST (test_backward_no_grad)
{
  RgTensor *c;
  RgTensor *a = leaf (1, 2);
  {
    RG_NO_GRAD;
    c = rg_add_scalar (a, 2);
  }
  assert_refused (rg_backward_with (c, vec (1, 1), &error), "require");
}
END_TEST

/* x reaches the root by ways of different length. */
START_TEST (test_dependent_backward)
{
  RgTensor *x = leaf (2), *y = rg_pow_scalar (x, 2), *z = rg_pow_scalar (y, 3);
  RgTensor *roots[] = { z, y }, *gradients[] = { vec (1), vec (1) };
  ck_assert (rg_backward_full (roots, gradients, 2, NULL, NULL));
  assert_is (rg_grad (x), 6 * 32 + 2 * 2); /* d x^6 + d x^2 */
}
END_TEST

START_TEST (test_isolated_node)
{
  RgTensor *x = leaf (1, 2), *y = leaf (3, 4), *a = rg_add (x, y), *b = rg_max_other (rg_add (a, x), y);
  (void) rg_mul (b, b); /* nobody asks for it */
  assert_backward (rg_sum (a));
  assert_is (rg_grad (x), 1, 1);
}
END_TEST

START_TEST (test_unused_output)
{
  RgTensor *x = rg_set_requires_grad (mat (2, 2, (double[]){ 1, 2, 3, 4 }), true);
  RgTensor *rows[] = { rg_select (x, 0, 0), rg_select (x, 0, 1) };
  assert_backward (rg_sum (rg_mul_scalar (rows[1], 5)));
  assert_is (rg_grad (x), 0, 0, 5, 5);
}
END_TEST

/* --- accumulation --- */

START_TEST (test_accumulate_grad)
{
  RgTensor *x = leaf (1, 2), *y = rg_sum (rg_mul (x, x));
  ck_assert (backward_with (y, NULL, true, false, NULL));
  RgTensor *first = rg_grad (x);
  ck_assert (backward_with (y, NULL, true, false, NULL));
  ck_assert_ptr_eq (rg_grad (x), first); /* in place, where nobody differentiates it */
  assert_is (first, 4, 8);
}
END_TEST

/* Under create_graph the old gradient stays as it was. */
START_TEST (test_accumulate_grad_with_create_graph)
{
  RgTensor *x = leaf (1, 2), *y = rg_sum (rg_pow_scalar (x, 3));
  ck_assert (backward_with (y, NULL, true, true, NULL));
  RgTensor *first = rg_tensor_ref (rg_grad (x));
  ck_assert (backward_with (y, NULL, true, true, NULL));
  assert_is (first, 3, 12);
  rg_tensor_unref (first);
  assert_is (rg_grad (x), 6, 24);
  rg_set_grad (x, NULL);
}
END_TEST

/* Also where the old one has no history. */
START_TEST (test_accumulate_grad_out_of_place)
{
  RgTensor *x = leaf (1, 2), *y = rg_sum (rg_pow_scalar (x, 3));
  ck_assert (backward_with (y, NULL, true, false, NULL));
  RgTensor *first = rg_tensor_ref (rg_grad (x));
  ck_assert (backward_with (y, NULL, true, true, NULL));
  assert_is (first, 3, 12);
  rg_tensor_unref (first);
  assert_is (rg_grad (x), 6, 24);
  rg_set_grad (x, NULL);
}
END_TEST

/* A gradient that the host still holds is not written to. */
START_TEST (test_accumulate_grad_tensor_reference)
{
  RgTensor *x = leaf (1, 2), *g = vec (10, 20);
  ck_assert (rg_backward_with (rg_mul_scalar (x, 1), g, NULL));
  ck_assert (rg_backward_with (rg_mul_scalar (x, 1), g, NULL));
  assert_is (g, 10, 20);
  assert_is (rg_grad (x), 20, 40);
  /* Nor where the leaf is the root, and gets the very tensor. */
  RgTensor *y = leaf (1, 2);
  ck_assert (rg_backward_with (y, g, NULL));
  ck_assert (rg_backward_with (y, g, NULL));
  assert_is (g, 10, 20);
  assert_is (rg_grad (y), 20, 40);
}
END_TEST

START_TEST (test_type_conversions)
{
  RgTensor *x = rg_set_requires_grad (rg_full (RG_F32, RG_SHAPE (2), 3), true);
  RgTensor *y = rg_mul (rg_to (x, RG_F64), vec (1, 2));
  assert_backward (rg_sum (y));
  ck_assert_int_eq (rg_tensor_dtype (rg_grad (x)), RG_F32);
  assert_is (rg_grad (x), 1, 2);
  /* Where the operator promotes, each gradient has its input's type, also by a hook's way. */
  for (int hooked = 0; hooked < 2; hooked++)
    {
      RgTensor *a = rg_set_requires_grad (rg_full (RG_F32, RG_SHAPE (2), 3), true), *b = leaf (5, 7);
      RgTensor *product = rg_mul (a, b);
      if (hooked)
        rg_retain_grad (product);
      assert_backward (rg_sum (product));
      ck_assert_int_eq (rg_tensor_dtype (rg_grad (a)), RG_F32);
      ck_assert_int_eq (rg_tensor_dtype (rg_grad (b)), RG_F64);
      assert_is (rg_grad (a), 5, 7);
    }
}
END_TEST

GRAPH_MAIN ("backward", test_backward, test_backward_badcalls, test_backward_twice_without_retaining_graph,
            test_backward_twice_retained_graph_with_saved_variables, test_backward_twice_without_saved_values,
            test_backward_with_inputs, test_backward_with_nonleaf_inputs, test_multi_backward, test_multi_backward_no_grad,
            test_duplicate_backward_root, test_backward_no_grad, test_dependent_backward, test_isolated_node, test_unused_output,
            test_accumulate_grad, test_accumulate_grad_with_create_graph, test_accumulate_grad_out_of_place, test_accumulate_grad_tensor_reference,
            test_type_conversions)
