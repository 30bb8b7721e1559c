/* test-functional.c: vjp, jvp, jacobian, hessian and hvp; gradcheck; forward mode.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

/* x^2 y */
static bool
square_times (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_mul (rg_mul (in[0], in[0]), in[1]);
  return out[0] != NULL;
}

static bool
square_times_sum (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  if (!square_times (in, n_in, out, n_out, user_data))
    return false;
  out[0] = rg_sum (out[0]);
  return out[0] != NULL;
}

static bool
exp_of_first (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_exp (in[0]);
  return out[0] != NULL;
}

/* Its backward forgets a factor. */
static bool
wrong_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  rg_context_save (c, in[0]);
  out[0] = rg_mul (in[0], in[0]);
  return out[0] != NULL;
}

static bool
wrong_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out, (void) n_in, (void) user_data;
  to[0] = rg_mul (g[0], rg_context_saved (c, 0));
  return to[0] != NULL;
}

static bool
wrong (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  static const RgCustomFunction f = { sizeof f, "Wrong", wrong_forward, wrong_backward, 1, 0, NULL };
  (void) n_in, (void) n_out;
  return rg_custom (&f, in, 1, user_data, NULL, out);
}

/* --- the functional interface --- */

START_TEST (test_vjp)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *v = vec (1, 10), *value, *g[2];
  RgDerivative d = { .function = square_times, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_vjp (&d, &v, &value, g, NULL));
  assert_is (value, 3, 16);
  assert_is (g[0], 6, 160);
  assert_is (g[1], 1, 40);
}
END_TEST

START_TEST (test_vjp_no_grad)
{
  RG_NO_GRAD;
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *v = vec (1, 1), *g[2];
  RgDerivative d = { .function = square_times, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_vjp (&d, &v, NULL, g, NULL));
  assert_is (g[0], 6, 16);
  ck_assert (!rg_requires_grad (g[0]));
}
END_TEST

START_TEST (test_vjp_independent_input)
{
  RgTensor *in[] = { vec (0, 1), vec (3, 4) }, *v = vec (1, 1), *g[2];
  RgDerivative d = { .function = exp_of_first, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_vjp (&d, &v, NULL, g, NULL));
  assert_is (g[0], 1, 2.718281828459045);
  assert_is (g[1], 0, 0);
}
END_TEST

START_TEST (test_vjp_err_check)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *v = vec (1, 1, 1), *g[2];
  RgDerivative d = { .function = square_times, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  assert_refused (rg_vjp (&d, &v, NULL, g, &error), "[3]");
}
END_TEST

START_TEST (test_jvp)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *v[] = { vec (1, 0), vec (0, 1) }, *value, *t;
  RgDerivative d = { .function = square_times, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_jvp (&d, v, &value, &t, NULL));
  assert_is (value, 3, 16);
  assert_is (t, 6, 4); /* 2 x y, x^2 */
}
END_TEST

START_TEST (test_jacobian)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *j[2];
  RgDerivative d = { .function = square_times, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_jacobian (&d, j, NULL));
  assert_is (j[0], 6, 0, 0, 16);
  assert_is (j[1], 1, 0, 0, 4);
  ck_assert_int_eq (rg_tensor_ndim (j[0]), 2);
}
END_TEST

START_TEST (test_hessian)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *h[4];
  RgDerivative d = { .function = square_times_sum, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_hessian (&d, h, NULL));
  assert_is (h[0], 6, 0, 0, 8);
  assert_is (h[1], 2, 0, 0, 4);
  assert_is (h[2], 2, 0, 0, 4);
  assert_is (h[3], 0, 0, 0, 0);
}
END_TEST

START_TEST (test_hvp)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *v[] = { vec (1, 1), vec (1, 0) }, *value, *p[2];
  RgDerivative d = { .function = square_times_sum, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  ck_assert (rg_hvp (&d, v, &value, p, NULL));
  assert_is (value, 19);
  assert_is (p[0], 8, 8);
  assert_is (p[1], 2, 4);
}
END_TEST

START_TEST (test_hessian_err_check)
{
  RgTensor *in[] = { vec (1, 2), vec (3, 4) }, *h[4];
  RgDerivative d = { .function = square_times, .inputs = in, .n_inputs = 2, .n_outputs = 1 };
  assert_refused (rg_hessian (&d, h, &error), "one element");
}
END_TEST

/* --- gradcheck --- */

static bool
checks (RgFunction f, RgTensor **in, size_t n, bool fast, bool forward, GError **error)
{
  RgDerivative d = { .function = f, .inputs = in, .n_inputs = n, .n_outputs = 1 };
  RgGradcheckOptions o = RG_GRADCHECK_OPTIONS_INIT;
  o.fast_mode = fast;
  o.check_forward_ad = forward;
  return rg_gradcheck (&d, &o, error) && rg_gradgradcheck (&d, &o, error);
}

START_TEST (test_gradcheck_passes)
{
  RgTensor *in[] = { leaf (0.5, 2), leaf (3, -4) };
  ck_assert (checks (square_times, in, 2, false, false, NULL));
  ck_assert (checks (square_times, in, 2, true, false, NULL));
}
END_TEST

START_TEST (test_gradcheck_forward_ad)
{
  RgTensor *in[] = { leaf (0.5, 2), leaf (3, -4) };
  g_autoptr (GError) error = NULL;
  ck_assert_msg (checks (square_times, in, 2, false, true, &error), "%s", error ? error->message : "");
}
END_TEST

START_TEST (test_gradcheck_finds_a_wrong_gradient)
{
  RgTensor *in[] = { leaf (0.5, 2) };
  assert_refused (checks (wrong, in, 1, false, false, &error), "mismatch");
  assert_refused (checks (wrong, in, 1, true, false, &error), "mismatch");
}
END_TEST

START_TEST (test_gradcheck_validates_inputs)
{
  RgTensor *in[] = { vec (0.5, 2), vec (3, -4) };
  assert_refused (checks (square_times, in, 2, false, false, &error), "require");
}
END_TEST

/* --- forward mode --- */

START_TEST (test_forward_level_cleanup)
{
  RgTensor *tangent = NULL;
  {
    RG_FORWARD_AD;
    RgTensor *dual = rg_make_dual (vec (2), vec (3)), *y = rg_mul (dual, dual);
    rg_unpack_dual (y, &tangent);
    assert_is (tangent, 12);
  }
  ck_assert_ptr_null (rg_make_dual (vec (2), vec (3)));
  assert_failed ("forward");
}
END_TEST

START_TEST (test_default_level)
{
  RG_FORWARD_AD;
  ck_assert (!rg_forward_ad_enter ()); /* one level */
  rg_scope_check (NULL, NULL);
}
END_TEST

START_TEST (test_basic_packing_unpacking)
{
  RG_FORWARD_AD;
  RgTensor *x = vec (1, 2), *dual = rg_make_dual (x, vec (3, 4)), *tangent;
  RgTensor *primal = rg_unpack_dual (dual, &tangent);
  assert_is (primal, 1, 2);
  assert_is (tangent, 3, 4);
  rg_unpack_dual (x, &tangent);
  ck_assert_ptr_null (tangent);
}
END_TEST

START_TEST (test_make_dual_forbid_integral_dtype)
{
  RG_FORWARD_AD;
  ck_assert_ptr_null (rg_make_dual (rg_ones (RG_I64, RG_SHAPE (2)), rg_ones (RG_I64, RG_SHAPE (2))));
  assert_failed ("floating");
}
END_TEST

START_TEST (test_make_dual_wrong_size)
{
  RG_FORWARD_AD;
  ck_assert_ptr_null (rg_make_dual (vec (1, 2), vec (1, 2, 3)));
  rg_scope_check (NULL, NULL);
}
END_TEST

/* Forward over reverse: the tangent of a gradient. */
START_TEST (test_forward_over_reverse)
{
  RgTensor *x = leaf (2, 3), *tangent;
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (x, vec (1, 10)), *y = rg_pow_scalar (dual, 3);
  RgTensor *g = grad_of (y, dual, true);
  rg_unpack_dual (g, &tangent);
  assert_is (tangent, 12, 180); /* 6 x v */
}
END_TEST

START_TEST (test_detach_view_tracking)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (vec (1, 2), vec (3, 4)), *tangent;
  rg_unpack_dual (rg_narrow (dual, 0, 1, 1), &tangent);
  assert_is (tangent, 4);
}
END_TEST

GRAPH_MAIN ("functional", test_vjp, test_vjp_no_grad, test_vjp_independent_input, test_vjp_err_check, test_jvp, test_jacobian,
            test_hessian, test_hvp, test_hessian_err_check, test_gradcheck_passes, test_gradcheck_forward_ad,
            test_gradcheck_finds_a_wrong_gradient, test_gradcheck_validates_inputs, test_forward_level_cleanup,
            test_default_level, test_basic_packing_unpacking, test_make_dual_forbid_integral_dtype, test_make_dual_wrong_size,
            test_forward_over_reverse, test_detach_view_tracking)
