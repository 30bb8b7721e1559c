/* test-custom.c: functions of the host in the graph, and backward inside backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

static bool
cube_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in;
  (void) n_out;
  (void) user_data;
  rg_context_save (c, in[0]);
  ck_assert (!rg_grad_mode ());
  out[0] = rg_pow_scalar (in[0], 3);
  return out[0] != NULL;
}

static bool
cube_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out;
  (void) n_in;
  (void) user_data;
  RgTensor *x = rg_context_saved (c, 0);
  to[0] = rg_mul (g[0], rg_mul_scalar (rg_mul (x, x), 3));
  return to[0] != NULL;
}

static const RgCustomFunction cube = { sizeof cube, "Cube", cube_forward, cube_backward, 1, 0, NULL };

static RgTensor *
call (const RgCustomFunction *f, RgTensor *x, void *user_data)
{
  RgTensor *out = NULL;
  return rg_custom (f, &x, 1, user_data, NULL, &out) ? out : NULL;
}

/* --- custom functions --- */

START_TEST (test_function)
{
  RgTensor *x = leaf (2, 3), *y = call (&cube, x, NULL);
  assert_is (y, 8, 27);
  ck_assert_str_eq (rg_node_name (rg_grad_fn (y)), "CubeBackward");
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 12, 27);
}
END_TEST

START_TEST (test_custom_function_double_backward)
{
  RgTensor *x = leaf (2, 3), *g = grad_of (call (&cube, x, NULL), x, true);
  assert_is (grad_of (g, x, false), 12, 18);
}
END_TEST

static const RgCustomFunction cube_once = { sizeof cube_once, "CubeOnce", cube_forward, cube_backward, 1, RG_CUSTOM_ONCE, NULL };

START_TEST (test_once_differentiable)
{
  RgTensor *x = leaf (2, 3), *y = call (&cube_once, x, NULL);
  assert_is (grad_of (y, x, false), 12, 27);
  y = call (&cube_once, x, NULL);
  RgTensor *g = grad_of (y, x, true);
  ck_assert (g == NULL || grad_of (g, x, false) == NULL);
  rg_scope_check (NULL, NULL);
}
END_TEST

START_TEST (test_save_for_backward_inputs_modified)
{
  RgTensor *x = rg_clone (leaf (2, 3)), *y = rg_sum (call (&cube, x, NULL));
  rg_add_scalar_ (x, 1);
  assert_refused (rg_backward (y, &error), "CubeBackward");
}
END_TEST

static bool
pair_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in;
  (void) n_out;
  const int mode = user_data ? *(int *) user_data : 0;
  out[0] = rg_mul_scalar (in[0], 2);
  out[1] = rg_mul_scalar (in[0], 3);
  if (mode == 1)
    rg_context_mark_non_differentiable (c, 1);
  if (mode == 2)
    rg_context_set_materialize_grads (c, false);
  return out[0] && out[1];
}

static int missing;

static bool
pair_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c;
  (void) n_out;
  (void) n_in;
  (void) user_data;
  missing = (g[0] == NULL) + (g[1] == NULL);
  RgTensor *a = g[0] ? rg_mul_scalar (g[0], 2) : NULL, *b = g[1] ? rg_mul_scalar (g[1], 3) : NULL;
  to[0] = a && b ? rg_add (a, b) : a ? a : b;
  return true;
}

static const RgCustomFunction two = { sizeof two, "Pair", pair_forward, pair_backward, 2, 0, NULL };

START_TEST (test_materialize_grads)
{
  RgTensor *x = leaf (1, 2), *out[2];
  int mode = 0;
  ck_assert (rg_custom (&two, &x, 1, &mode, NULL, out));
  assert_backward (rg_sum (out[0]));
  ck_assert_int_eq (missing, 0);
  assert_is (rg_grad (x), 2, 2);
}
END_TEST

START_TEST (test_dont_materialize_grads)
{
  RgTensor *x = leaf (1, 2), *out[2];
  int mode = 2;
  ck_assert (rg_custom (&two, &x, 1, &mode, NULL, out));
  assert_backward (rg_sum (out[1]));
  ck_assert_int_eq (missing, 1);
  assert_is (rg_grad (x), 3, 3);
}
END_TEST

START_TEST (test_mark_non_differentiable)
{
  RgTensor *x = leaf (1, 2), *out[2];
  int mode = 1;
  ck_assert (rg_custom (&two, &x, 1, &mode, NULL, out));
  ck_assert (rg_requires_grad (out[0]));
  ck_assert (!rg_requires_grad (out[1]));
  assert_backward (rg_sum (rg_mul (out[0], out[1])));
  assert_is (rg_grad (x), 6, 12);
}
END_TEST

static bool
none_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) g, (void) n_out, (void) n_in, (void) user_data;
  to[0] = NULL;
  return true;
}

static const RgCustomFunction none = { sizeof none, "None", cube_forward, none_backward, 1, 0, NULL };

START_TEST (test_function_returns_undefined_tensor)
{
  RgTensor *x = leaf (2, 3);
  assert_backward (rg_sum (call (&none, rg_mul_scalar (x, 2), NULL)));
  ck_assert_ptr_null (rg_grad (x));
}
END_TEST

static bool
fails_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) g, (void) n_out, (void) n_in, (void) user_data, (void) to;
  rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "Simulate error on backward pass");
  return false;
}

static const RgCustomFunction fails = { sizeof fails, "Fails", cube_forward, fails_backward, 1, 0, NULL };

START_TEST (test_custom_function_error)
{
  RgTensor *x = leaf (2, 3);
  assert_refused (rg_backward (rg_sum (call (&fails, x, NULL)), &error), "Simulate error on backward pass");
  /* What is left of the engine is whole. */
  assert_backward (rg_sum (call (&cube, x, NULL)));
  assert_is (rg_grad (x), 12, 27);
}
END_TEST

static bool
wrong_size_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) g, (void) n_out, (void) n_in, (void) user_data;
  to[0] = rg_ones (RG_F64, RG_SHAPE (5));
  return true;
}

static const RgCustomFunction wrong_size = { sizeof wrong_size, "WrongSize", cube_forward, wrong_size_backward, 1, 0, NULL };

START_TEST (test_invalid_gradients)
{
  RgTensor *x = leaf (2, 3);
  assert_refused (rg_backward (rg_sum (call (&wrong_size, x, NULL)), &error),
                  "Function WrongSizeBackward returned an invalid gradient at index 0 - got float64[5]");
}
END_TEST

static void
note_end (void *user_data)
{
  *(int *) user_data = 77;
}

START_TEST (test_custom_function_user_data_is_destroyed)
{
  int mode = 0;
  {
    g_autoptr (RgScope) inner = rg_scope_begin ();
    RgTensor *x = leaf (1), *out;
    ck_assert (rg_custom (&cube, &x, 1, &mode, note_end, &out));
  }
  ck_assert_int_eq (mode, 77);
}
END_TEST

static bool
needs_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out;
  bool *needed = user_data;
  for (size_t i = 0; i < n_in; i++)
    {
      needed[i] = rg_context_needs_input_grad (c, i);
      to[i] = needed[i] ? g[0] : NULL;
    }
  return true;
}

static bool
add_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_add (in[0], in[1]);
  return out[0] != NULL;
}

static const RgCustomFunction needs = { sizeof needs, "Needs", add_forward, needs_backward, 1, 0, NULL };

START_TEST (test_needs_input_grad)
{
  bool needed[2] = { false, true };
  RgTensor *x = leaf (1), *in[] = { x, vec (2) }, *out;
  ck_assert (rg_custom (&needs, in, 2, needed, NULL, &out));
  assert_backward (out);
  ck_assert (needed[0] && !needed[1]);
  assert_is (rg_grad (x), 1);
}
END_TEST

/* --- backward inside backward --- */

static bool
reentrant_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) n_out, (void) n_in, (void) user_data;
  RG_ENABLE_GRAD;
  RgTensor *x = rg_set_requires_grad (rg_detach (rg_clone (rg_context_saved (c, 0))), true);
  RgTensor *inner = rg_sum (rg_mul (x, x));
  if (!rg_backward (inner, NULL))
    return false;
  to[0] = rg_mul (rg_detach (g[0]), rg_grad (x));
  return to[0] != NULL;
}

static const RgCustomFunction reentrant = { sizeof reentrant, "Reentrant", cube_forward, reentrant_backward, 1, 0, NULL };

START_TEST (test_simple_reentrant)
{
  RgTensor *x = leaf (2, 3);
  assert_backward (rg_sum (call (&reentrant, x, NULL)));
  assert_is (rg_grad (x), 4, 6);
}
END_TEST

static int depth_left;

static bool
deep_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data);
static const RgCustomFunction deep_function = { sizeof deep_function, "Deep", cube_forward, deep_backward, 1, 0, NULL };

static bool
deep_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) n_out, (void) n_in;
  to[0] = g[0];
  if (--depth_left <= 0)
    return true;
  RG_ENABLE_GRAD;
  RgTensor *y = rg_sum (call (&deep_function, leaf (1), user_data));
  return rg_backward (y, NULL);
}

START_TEST (test_deep_reentrant)
{
  depth_left = 50;
  RgTensor *x = leaf (2);
  assert_backward (rg_sum (call (&deep_function, x, NULL)));
  ck_assert_int_eq (depth_left, 0);
  assert_is (rg_grad (x), 1);
}
END_TEST

static bool
failing_inner_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) n_out, (void) n_in, (void) user_data;
  RG_ENABLE_GRAD;
  g_autoptr (GError) error = NULL;
  to[0] = g[0];
  bool inner = rg_backward (rg_sum (call (&fails, leaf (1), NULL)), &error);
  ck_assert (!inner && strstr (error->message, "Simulate error"));
  return true;
}

static const RgCustomFunction failing_inner = { sizeof failing_inner, "FailingInner", cube_forward, failing_inner_backward, 1, 0, NULL };

START_TEST (test_reentrant_child_error)
{
  RgTensor *x = leaf (2);
  assert_backward (rg_sum (call (&failing_inner, x, NULL)));
  assert_is (rg_grad (x), 1);
}
END_TEST

GRAPH_MAIN ("custom", test_function, test_custom_function_double_backward, test_once_differentiable,
            test_save_for_backward_inputs_modified, test_materialize_grads, test_dont_materialize_grads,
            test_mark_non_differentiable, test_function_returns_undefined_tensor, test_custom_function_error,
            test_invalid_gradients, test_custom_function_user_data_is_destroyed, test_needs_input_grad, test_simple_reentrant,
            test_deep_reentrant, test_reentrant_child_error)
