/* test-grad.c: torch.autograd.grad: gradients of higher order, of inner tensors, unused
 * inputs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

/* x^2 y + x y^2 with its Hessian times ones. */
START_TEST (test_hessian_vector)
{
  RgTensor *x = leaf (2, 3), *y = leaf (5, 7);
  RgTensor *z = rg_add (rg_add (rg_mul (x, x), rg_mul (y, x)), rg_mul (y, y));
  ck_assert (backward_with (z, vec (1, 1), true, true, NULL));
  assert_is (rg_grad (x), 9, 13);
  assert_is (rg_grad (y), 12, 17);
  RgTensor *sum = rg_sum (rg_add (rg_grad (x), rg_grad (y)));
  RgTensor *in[] = { x, y }, *out[2];
  ck_assert (rg_grad_of (&sum, NULL, 1, in, 2, NULL, out, NULL));
  assert_is (out[0], 3, 3);
  assert_is (out[1], 3, 3);
  rg_set_grad (x, NULL);
  rg_set_grad (y, NULL);
}
END_TEST

START_TEST (test_grad)
{
  RgTensor *x = leaf (2, 3), *y = leaf (5, 7), *z = rg_sum (rg_add (rg_mul (x, x), rg_mul (x, y)));
  RgTensor *in[] = { x, y }, *out[2];
  ck_assert (rg_grad_of (&z, NULL, 1, in, 2, NULL, out, NULL));
  assert_is (out[0], 9, 13);
  assert_is (out[1], 2, 3);
  ck_assert_ptr_null (rg_grad (x)); /* no .grad is touched */
}
END_TEST

START_TEST (test_grad_badcalls)
{
  RgTensor *x = leaf (1), *y = rg_pow_scalar (x, 2), *out = NULL, *plain = vec (1);
  assert_refused (rg_grad_of (&plain, NULL, 1, &y, 1, NULL, &out, &error), "require");
  assert_refused (rg_grad_of (&y, NULL, 1, &plain, 1, NULL, &out, &error), "require");
}
END_TEST

START_TEST (test_grad_empty_inputs)
{
  RgTensor *x = leaf (1), *y = rg_mul (x, x);
  assert_refused (rg_grad_of (&y, NULL, 1, NULL, 0, NULL, NULL, &error), "input");
}
END_TEST

START_TEST (test_grad_nonleaf)
{
  RgTensor *x = leaf (1, 2, 3), *m = x;
  for (int i = 0; i < 5; i++)
    {
      RgTensor *g = grad_of (rg_mul (m, m), m, false);
      RgTensor *twice = rg_mul_scalar (m, 2);
      RgTensor *off = rg_sub (g, twice);
      assert_is (off, 0, 0, 0);
      m = rg_add_scalar (m, 0.5);
    }
}
END_TEST

START_TEST (test_grad_nonleaf_many_outputs)
{
  RgTensor *x = leaf (1, 2), *a = rg_mul_scalar (x, 2);
  RgTensor *outs[] = { rg_sum (a), rg_mul (a, a) }, *gradients[] = { NULL, vec (1, 10) }, *g;
  ck_assert (rg_grad_of (outs, gradients, 2, &a, 1, NULL, &g, NULL));
  assert_is (g, 1 + 2 * 2, 1 + 10 * 2 * 4);
  ck_assert_ptr_null (rg_grad (x));
}
END_TEST

START_TEST (test_grad_unreachable)
{
  RgTensor *x = leaf (1), *y = leaf (2), *z = rg_mul_scalar (x, 2);
  RgTensor *in[] = { x, y }, *out[2];
  assert_refused (rg_grad_of (&z, NULL, 1, in, 2, NULL, out, &error), "unused");
  z = rg_mul_scalar (x, 2);
  RgGradOptions o = RG_GRAD_OPTIONS_INIT;
  o.allow_unused = true;
  ck_assert (rg_grad_of (&z, NULL, 1, in, 2, &o, out, NULL));
  assert_is (out[0], 2);
  ck_assert_ptr_null (out[1]);
}
END_TEST

START_TEST (test_grad_materialize_grads)
{
  RgTensor *x = leaf (1), *a0 = leaf (3, 4), *y = rg_mul_scalar (x, 6);
  RgTensor *in[] = { x, a0 }, *out[2];
  RgGradOptions o = RG_GRAD_OPTIONS_INIT;
  o.materialize_grads = true;
  ck_assert (rg_grad_of (&y, NULL, 1, in, 2, &o, out, NULL));
  assert_is (out[0], 6);
  assert_is (out[1], 0, 0);
}
END_TEST

/* The way to the input through what is not asked for is not run. */
START_TEST (test_grad_unreachable_discovery)
{
  RgTensor *x = leaf (1), *y = rg_mul (x, x), *apart = rg_exp (rg_mul (y, y));
  RgTensor *g = grad_of (rg_mul_scalar (y, 5), y, false);
  (void) apart;
  assert_is (g, 5);
  assert_is (grad_of (apart, x, false), 10.873127313836180941); /* 4 x^3 e^(x^4) */
}
END_TEST

START_TEST (test_third_order)
{
  RgTensor *x = leaf (2, 3), *y = rg_pow_scalar (x, 4);
  RgTensor *d1 = grad_of (y, x, true), *d2 = grad_of (d1, x, true), *d3 = grad_of (d2, x, false);
  assert_is (d1, 32, 108);
  assert_is (d2, 48, 108);
  assert_is (d3, 48, 72);
}
END_TEST

START_TEST (test_pow_zero_tensor_gradient)
{
  RgTensor *x = leaf (0, 0);
  assert_backward (rg_sum (rg_pow_scalar (x, 0)));
  assert_is (rg_grad (x), 0, 0);
}
END_TEST

START_TEST (test_norm_subgradient)
{
  RgTensor *x = leaf (0, 0, 0);
  assert_backward (rg_norm (x));
  assert_is (rg_grad (x), 0, 0, 0);
}
END_TEST

START_TEST (test_broadcast)
{
  RgTensor *x = leaf (1, 2, 3), *y = rg_set_requires_grad (mat (2, 1, (double[]){ 10, 20 }), true);
  assert_backward (rg_sum (rg_mul (x, y)));
  assert_is (rg_grad (x), 30, 30, 30);
  assert_is (rg_grad (y), 6, 6);
}
END_TEST

START_TEST (test_grad_fn_attr_next_functions)
{
  RgTensor *a = leaf (1), *b = leaf (2), *c = rg_add (rg_exp (a), rg_mul (b, b));
  RgNode *node = rg_grad_fn (c);
  ck_assert_str_eq (rg_node_name (node), "AddBackward0");
  ck_assert_uint_eq (rg_node_n_next (node), 2);
  RgNode *exp = rg_node_next (node, 0, NULL), *mul = rg_node_next (node, 1, NULL);
  ck_assert_str_eq (rg_node_name (exp), "ExpBackward0");
  ck_assert_str_eq (rg_node_name (mul), "MulBackward0");
  ck_assert_str_eq (rg_node_name (rg_node_next (exp, 0, NULL)), "AccumulateGrad");
  ck_assert_ptr_null (rg_grad_fn (a));
}
END_TEST

START_TEST (test_sequence_nr)
{
  RgTensor *x = leaf (1), *a = rg_exp (x), *b = rg_exp (a), *c = rg_exp (b);
  ck_assert (rg_node_sequence_nr (rg_grad_fn (a)) < rg_node_sequence_nr (rg_grad_fn (b)));
  ck_assert (rg_node_sequence_nr (rg_grad_fn (b)) < rg_node_sequence_nr (rg_grad_fn (c)));
}
END_TEST

/* The values of a gradient under create_graph are those without. */
START_TEST (test_create_graph_same_values)
{
  RgTensor *x = leaf (0.3, -0.7), *y = rg_tanh (rg_mul (x, rg_sin (x)));
  RgTensor *recorded = grad_of (y, x, true), *plain = grad_of (y, x, false);
  ck_assert (rg_requires_grad (recorded));
  ck_assert (!rg_requires_grad (plain));
  ck_assert_mem_eq (rg_tensor_data (recorded), rg_tensor_data (plain), 16);
}
END_TEST

GRAPH_MAIN ("grad", test_hessian_vector, test_grad, test_grad_badcalls, test_grad_empty_inputs, test_grad_nonleaf,
            test_grad_nonleaf_many_outputs, test_grad_unreachable, test_grad_materialize_grads,
            test_grad_unreachable_discovery, test_third_order, test_pow_zero_tensor_gradient, test_norm_subgradient,
            test_broadcast, test_grad_fn_attr_next_functions, test_sequence_nr, test_create_graph_same_values)
