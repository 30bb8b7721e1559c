/* test-modes.c: no_grad, enable_grad and inference mode, per thread; requires_grad.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <pthread.h>

START_TEST (test_no_grad)
{
  RgTensor *x = leaf (1, 2), *w;
  {
    RG_NO_GRAD;
    w = rg_add (x, x);
    ck_assert (!rg_grad_mode ());
  }
  ck_assert (rg_grad_mode ());
  ck_assert (!rg_requires_grad (w));
  ck_assert_ptr_null (rg_grad_fn (w));
}
END_TEST

START_TEST (test_enable_grad)
{
  RgTensor *x = leaf (1, 2), *y;
  RG_NO_GRAD;
  {
    RG_ENABLE_GRAD;
    y = rg_mul (x, x);
  }
  ck_assert (rg_requires_grad (y));
  ck_assert (!rg_requires_grad (rg_mul (x, x)));
}
END_TEST

START_TEST (test_set_grad_enabled)
{
  RgTensor *x = leaf (1);
  ck_assert (rg_set_grad_mode (false));
  ck_assert (!rg_requires_grad (rg_mul_scalar (x, 2)));
  ck_assert (!rg_set_grad_mode (true));
  ck_assert (rg_requires_grad (rg_mul_scalar (x, 2)));
}
END_TEST

static void *
reads_mode (void *data)
{
  *(bool *) data = rg_grad_mode ();
  return NULL;
}

START_TEST (test_grad_mode_belongs_to_the_thread)
{
  /* Another begins with it on. */
  bool other = false;
  pthread_t thread;
  RG_NO_GRAD;
  ck_assert_int_eq (pthread_create (&thread, NULL, reads_mode, &other), 0);
  pthread_join (thread, NULL);
  ck_assert (other);
  ck_assert (!rg_grad_mode ());
}
END_TEST

/* backward itself runs with the mode off unless it is recorded. */
START_TEST (test_no_grad_inside_backward)
{
  RgTensor *x = leaf (2), *g = grad_of (rg_mul (x, x), x, false);
  ck_assert (!rg_requires_grad (g));
  ck_assert (rg_grad_mode ());
}
END_TEST

/* --- inference mode --- */

START_TEST (test_inference_mode_context_manager)
{
  ck_assert (!rg_inference_mode ());
  {
    RG_INFERENCE_MODE;
    ck_assert (rg_inference_mode ());
    ck_assert (!rg_grad_mode ());
  }
  ck_assert (!rg_inference_mode ());
  ck_assert (rg_grad_mode ());
}
END_TEST

START_TEST (test_inference_mode_existing_autograd_session)
{
  RgTensor *x = leaf (1, 2), *y;
  {
    RG_INFERENCE_MODE;
    y = rg_mul (x, x);
    ck_assert (!rg_requires_grad (y));
  }
  RgTensor *z = rg_mul (x, y);
  ck_assert_ptr_null (z);
  assert_failed ("Inference tensors cannot be saved for backward");
}
END_TEST

START_TEST (test_inference_mode_inf_tensor_in_normal_mode_inplace_op)
{
  RgTensor *y;
  {
    RG_INFERENCE_MODE;
    y = rg_ones (RG_F64, RG_SHAPE (2));
  }
  ck_assert_ptr_null (rg_add_scalar_ (y, 1));
  assert_failed ("outside InferenceMode");
}
END_TEST

START_TEST (test_inference_mode_inf_tensor_in_inf_mode_inplace_op)
{
  RG_INFERENCE_MODE;
  RgTensor *y = rg_ones (RG_F64, RG_SHAPE (2));
  ck_assert_ptr_nonnull (rg_add_scalar_ (y, 1));
  assert_is (y, 2, 2);
}
END_TEST

/* What saves nothing takes it. */
START_TEST (test_inference_mode_inf_tensor_in_normal_mode_functional_op)
{
  RgTensor *x = leaf (1, 2), *y;
  {
    RG_INFERENCE_MODE;
    y = rg_ones (RG_F64, RG_SHAPE (2));
  }
  assert_backward (rg_sum (rg_add (x, y)));
  assert_is (rg_grad (x), 1, 1);
  RgTensor *copy = rg_clone (y);
  assert_backward (rg_sum (rg_mul (x, copy)));
  assert_is (rg_grad (x), 2, 2);
}
END_TEST

/* --- requires_grad --- */

START_TEST (test_requires_grad_)
{
  RgTensor *x = vec (1, 2), *y = rg_mul_scalar (x, 2);
  ck_assert (!rg_requires_grad (y));
  ck_assert_ptr_eq (rg_set_requires_grad (x, true), x);
  ck_assert (rg_requires_grad (rg_mul_scalar (x, 2)));
  ck_assert (!rg_requires_grad (y));
}
END_TEST

START_TEST (test_requires_grad_of_integers)
{
  ck_assert_ptr_null (rg_set_requires_grad (rg_ones (RG_I64, RG_SHAPE (2)), true));
  assert_failed ("floating");
}
END_TEST

START_TEST (test_requires_grad_of_non_leaf)
{
  RgTensor *y = rg_mul_scalar (leaf (1), 2);
  ck_assert_ptr_null (rg_set_requires_grad (y, false));
  assert_failed ("leaf");
}
END_TEST

START_TEST (test_detach)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul_scalar (x, 2), *d = rg_detach (y);
  ck_assert (!rg_requires_grad (d));
  ck_assert (rg_is_leaf (d));
  assert_backward (rg_sum (rg_mul (y, d)));
  assert_is (rg_grad (x), 4, 8); /* d is a constant */
}
END_TEST

START_TEST (test_detach_base)
{
  RgTensor *x = leaf (1, 2), *view = rg_narrow (x, 0, 0, 1), *d = rg_detach (view);
  ck_assert (rg_requires_grad (view));
  ck_assert (!rg_requires_grad (d));
}
END_TEST

START_TEST (test_is_leaf)
{
  RgTensor *x = leaf (1), *plain = rg_mul_scalar (vec (1), 2), *y = rg_mul_scalar (x, 2);
  ck_assert (rg_is_leaf (x));
  ck_assert (rg_is_leaf (plain)); /* nothing recorded it */
  ck_assert (!rg_is_leaf (y));
}
END_TEST

GRAPH_MAIN ("modes", test_no_grad, test_enable_grad, test_set_grad_enabled, test_grad_mode_belongs_to_the_thread,
            test_no_grad_inside_backward, test_inference_mode_context_manager, test_inference_mode_existing_autograd_session,
            test_inference_mode_inf_tensor_in_normal_mode_inplace_op, test_inference_mode_inf_tensor_in_inf_mode_inplace_op,
            test_inference_mode_inf_tensor_in_normal_mode_functional_op, test_requires_grad_, test_requires_grad_of_integers,
            test_requires_grad_of_non_leaf, test_detach, test_detach_base, test_is_leaf)
