/* test-forward.c: forward mode in place, through functions of the host and conversions;
 * what gradcheck finds; saved tensors of functions of the host.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

static RgTensor *
tangent_of (RgTensor *t)
{
  RgTensor *tangent = NULL;
  rg_unpack_dual (t, &tangent);
  return tangent;
}

/* --- in place --- */

START_TEST (test_inplace_forward_mode)
{
  RG_FORWARD_AD;
  RgTensor *x = rg_make_dual (vec (1, 2), vec (3, 4)), *y = rg_clone (x), *z = rg_zeros (RG_F64, RG_SHAPE (2));
  rg_mul_scalar_ (y, 2);
  assert_is (tangent_of (y), 6, 8);
  rg_mul_scalar_ (rg_narrow (y, 0, 0, 1), 3);
  assert_is (tangent_of (y), 18, 8);
  rg_copy_ (rg_narrow (z, 0, 1, 1), rg_narrow (x, 0, 0, 1));
  assert_is (tangent_of (z), 0, 3);
  rg_zero_ (y);
  assert_is (tangent_of (y), 0, 0);
}
END_TEST

START_TEST (test_view_inplace_always_creates_a_view)
{
  RG_FORWARD_AD;
  RgTensor *y = rg_clone (rg_make_dual (vec (1, 2), vec (3, 4))), *v = rg_narrow (y, 0, 0, 1);
  rg_mul_scalar_ (y, 5);
  assert_is (tangent_of (v), 15);
}
END_TEST

/* What make_dual gives is a view: primal and tangent are written with it. */
START_TEST (test_make_dual_is_a_view)
{
  RG_FORWARD_AD;
  RgTensor *primal = vec (1, 2), *tangent = vec (1, 1), *dual = rg_make_dual (primal, tangent);
  rg_mul_scalar_ (dual, 3);
  assert_is (primal, 3, 6);
  assert_is (tangent, 3, 3);
}
END_TEST

START_TEST (test_make_dual_on_dual)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (vec (1), vec (2));
  ck_assert_ptr_null (rg_make_dual (dual, vec (5)));
  assert_failed ("already has a forward gradient");
}
END_TEST

START_TEST (test_detach_forward_mode)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (vec (1, 2), vec (3, 4));
  ck_assert_ptr_null (tangent_of (rg_detach (dual)));
  RG_NO_GRAD; /* the modes have nothing to do with each other */
  assert_is (tangent_of (rg_mul_scalar (dual, 2)), 6, 8);
}
END_TEST

START_TEST (test_type_conversion_forward_mode)
{
  RG_FORWARD_AD;
  RgTensor *single = rg_to (rg_make_dual (vec (1, 2), vec (3, 4)), RG_F32);
  ck_assert_int_eq (rg_tensor_dtype (tangent_of (single)), RG_F32);
  assert_is (tangent_of (single), 3, 4);
  ck_assert_ptr_null (tangent_of (rg_to (single, RG_I64)));
}
END_TEST

/* --- functions of the host --- */

static int jvps;

static bool
exp_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) user_data;
  for (size_t i = 0; i < n_out; i++)
    out[i] = rg_exp (in[i]);
  rg_context_save (c, out[0]);
  rg_context_save (c, in[0]);
  return out[0] != NULL;
}

static bool
exp_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out, (void) n_in, (void) user_data;
  to[0] = rg_mul (g[0], rg_context_saved (c, 0));
  return to[0] != NULL;
}

static bool
exp_jvp (RgContext *c, RgTensor *const *tangents, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  jvps++;
  out[0] = rg_mul (tangents[0], rg_context_saved (c, 0));
  return out[0] != NULL;
}

static bool
wrong_jvp (RgContext *c, RgTensor *const *tangents, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_mul_scalar (tangents[0], 3);
  return true;
}

static bool
failing_jvp (RgContext *c, RgTensor *const *tangents, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) tangents, (void) n_in, (void) out, (void) n_out, (void) user_data;
  return false;
}

static int ran;

static bool
drifting_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  RgTensor *exact[1];
  if (!exp_backward (c, g, n_out, exact, n_in, user_data))
    return false;
  to[0] = rg_add_scalar (exact[0], 1e-7 * ++ran);
  return true;
}

static const RgCustomFunction own_exp = { sizeof own_exp, "Exp", exp_forward, exp_backward, 1, 0, exp_jvp },
                              no_jvp = { sizeof no_jvp, "NoJvp", exp_forward, exp_backward, 1, 0, NULL },
                              other_jvp = { sizeof other_jvp, "Other", exp_forward, exp_backward, 1, 0, wrong_jvp },
                              no_success = { sizeof no_success, "Fails", exp_forward, exp_backward, 1, 0, failing_jvp },
                              /* As a program compiled before there was a jvp has it. */
                              shorter = { offsetof (RgCustomFunction, jvp), "Old", exp_forward, exp_backward, 1, 0, exp_jvp },
                              drifting = { sizeof drifting, "Drifts", exp_forward, drifting_backward, 1, 0, NULL };

static RgTensor *
apply (const RgCustomFunction *f, RgTensor *x)
{
  RgTensor *out = NULL;
  return rg_custom (f, &x, 1, NULL, NULL, &out) ? out : NULL;
}

static bool
as_function (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out;
  out[0] = apply (user_data, in[0]);
  return out[0] != NULL;
}

START_TEST (test_custom_function_forward_mode)
{
  RG_FORWARD_AD;
  jvps = 0;
  RgTensor *y = apply (&own_exp, rg_make_dual (vec (0, 0), vec (3, 4)));
  assert_is (tangent_of (y), 3, 4);
  ck_assert_int_eq (jvps, 1);
  ck_assert_ptr_null (tangent_of (apply (&own_exp, vec (0, 0))));
  ck_assert_int_eq (jvps, 1); /* no tangent, no call */
}
END_TEST

START_TEST (test_custom_function_without_jvp)
{
  RgTensor *x = leaf (0, 0), *v = vec (3, 4), *tangent = NULL;
  RgDerivative d = { as_function, (void *) &no_jvp, &x, 1, 1, false };
  {
    RG_FORWARD_AD;
    ck_assert_ptr_null (apply (&no_jvp, rg_make_dual (vec (0, 0), v)));
    assert_failed ("implement the jvp");
    ck_assert_ptr_null (apply (&shorter, rg_make_dual (vec (0, 0), v)));
    assert_failed ("implement the jvp");
    ck_assert_ptr_null (apply (&no_success, rg_make_dual (vec (0, 0), v)));
    assert_failed ("the jvp of Fails");
  }
  ck_assert (rg_jvp (&d, &v, NULL, &tangent, NULL)); /* by backward */
  assert_is (tangent, 3, 4);
}
END_TEST

static bool
check_of (const RgCustomFunction *f, bool fast, bool forward, GError **error)
{
  RgTensor *x = leaf (0.5, 2);
  RgDerivative d = { as_function, (void *) f, &x, 1, 1, false };
  RgGradcheckOptions o = RG_GRADCHECK_OPTIONS_INIT;
  o.fast_mode = fast;
  o.check_forward_ad = forward;
  return rg_gradcheck (&d, &o, error);
}

START_TEST (test_custom_function_forward_mode_wrong_formula)
{
  for (int fast = 0; fast < 2; fast++)
    {
      ck_assert (check_of (&own_exp, fast, true, NULL));
      ck_assert (check_of (&other_jvp, fast, false, NULL));
      assert_refused (check_of (&other_jvp, fast, true, &error), "forward mode");
    }
}
END_TEST

START_TEST (test_gradcheck_nondeterministic)
{
  ran = 0;
  assert_refused (check_of (&drifting, false, false, &error), "not reentrant");
  assert_refused (check_of (&drifting, true, false, &error), "not reentrant");
}
END_TEST

/* --- undefined gradients --- */

static bool
two_outputs (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  rg_context_set_materialize_grads (c, false);
  out[0] = rg_mul_scalar (in[0], 2);
  out[1] = rg_mul_scalar (in[0], 3);
  return out[1] != NULL;
}

/* Takes what did not come for one. */
static bool
ones_where_missing (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) n_out, (void) n_in, (void) user_data;
  RgTensor *one = rg_ones (RG_F64, RG_SHAPE (2));
  to[0] = rg_add (rg_mul_scalar (g[0] ? g[0] : one, 2), rg_mul_scalar (g[1] ? g[1] : one, 3));
  return to[0] != NULL;
}

static bool
both_outputs (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_out;
  return rg_custom (user_data, in, n_in, NULL, NULL, out);
}

START_TEST (test_gradcheck_undefined_grad)
{
  static const RgCustomFunction f = { sizeof f, "Pair", two_outputs, ones_where_missing, 2, 0, NULL };
  RgTensor *x = leaf (1, 2);
  RgDerivative d = { both_outputs, (void *) &f, &x, 1, 2, false };
  RgGradcheckOptions o = RG_GRADCHECK_OPTIONS_INIT;
  assert_refused (rg_gradcheck (&d, &o, &error), "Jacobian mismatch");
  o.atol = 10; /* seen by no difference: the zeros tell */
  assert_refused (rg_gradcheck (&d, &o, &error), "undefined or zero");
}
END_TEST

/* --- what functions of the host save --- */

static int packed, unpacked;

static void *
pack (RgTensor *saved, void *user_data)
{
  (void) user_data;
  packed++;
  return rg_tensor_ref (saved);
}

static RgTensor *
unpack (void *held, void *user_data)
{
  (void) user_data;
  unpacked++;
  return held;
}

static void *
pack_in_place (RgTensor *saved, void *user_data)
{
  rg_add_scalar_ (saved, 1);
  return pack (saved, user_data);
}

START_TEST (test_saved_tensor_hooks_custom_function_intermediates)
{
  packed = unpacked = 0;
  RgTensor *x = leaf (0, 0);
  rg_saved_tensors_hooks_push (pack, unpack, (GDestroyNotify) rg_tensor_unref, NULL, 0);
  RgTensor *y = apply (&own_exp, x);
  rg_saved_tensors_hooks_pop ();
  ck_assert_int_eq (packed, 2); /* the output and the input */
  RgTensor *g = grad_of (y, x, true);
  ck_assert_int_ge (unpacked, 1);
  assert_is (g, 1, 1);
  assert_is (grad_of (g, x, false), 1, 1); /* the output leads back to its node */
}
END_TEST

/* Both ways into one output of the node, that of its saved value and its own, count. */
START_TEST (test_saved_output_leads_back_to_its_node)
{
  RgTensor *x = leaf (0, 0), *y = apply (&own_exp, x), *g = grad_of (y, x, true);
  assert_is (grad_of (rg_add (y, g), x, true), 2, 2);
  assert_is (grad_of (rg_mul (y, g), x, false), 2, 2);
}
END_TEST

static bool
square_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  rg_context_save (c, in[0]);
  out[0] = rg_square (in[0]);
  return out[0] != NULL;
}

static bool
square_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out, (void) n_in, (void) user_data;
  to[0] = rg_mul (g[0], rg_mul_scalar (rg_context_saved (c, 0), 2));
  return to[0] != NULL;
}

/* A saved input comes back with its history, of a leaf and of another. */
START_TEST (test_saved_tensor_hooks_custom_function_double_backward)
{
  static const RgCustomFunction square = { sizeof square, "Square", square_forward, square_backward, 1, 0, NULL };
  RgTensor *x = leaf (3, 4), *inner = rg_mul_scalar (x, 1);
  rg_saved_tensors_hooks_push (pack, unpack, (GDestroyNotify) rg_tensor_unref, NULL, 0);
  RgTensor *a = apply (&square, x), *b = apply (&square, inner);
  rg_saved_tensors_hooks_pop ();
  RgTensor *g = grad_of (a, x, true);
  assert_is (g, 6, 8);
  assert_is (grad_of (g, x, false), 2, 2);
  assert_is (grad_of (grad_of (b, x, true), x, false), 2, 2);
}
END_TEST

START_TEST (test_pack_hook_with_inplace_modification_should_fail)
{
  RgTensor *x = leaf (5, 6);
  rg_saved_tensors_hooks_push (pack_in_place, unpack, (GDestroyNotify) rg_tensor_unref, NULL, 0);
  ck_assert_ptr_null (rg_mul (x, x));
  assert_failed ("pack hook is modifying its input in place");
  ck_assert_ptr_null (apply (&own_exp, x));
  assert_failed ("pack hook is modifying its input in place");
  rg_saved_tensors_hooks_pop ();
}
END_TEST

GRAPH_MAIN ("forward", test_inplace_forward_mode, test_view_inplace_always_creates_a_view,
            test_make_dual_is_a_view, test_make_dual_on_dual, test_detach_forward_mode,
            test_type_conversion_forward_mode, test_custom_function_forward_mode, test_custom_function_without_jvp,
            test_custom_function_forward_mode_wrong_formula, test_gradcheck_nondeterministic, test_gradcheck_undefined_grad,
            test_saved_tensor_hooks_custom_function_intermediates, test_saved_output_leads_back_to_its_node,
            test_saved_tensor_hooks_custom_function_double_backward,
            test_pack_hook_with_inplace_modification_should_fail)
