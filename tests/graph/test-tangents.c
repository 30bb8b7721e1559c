/* test-tangents.c: which results of an operator have a tangent, of which size and dtype, and
 * for how long.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <pthread.h>

static RgTensor *
tangent_of (RgTensor *t)
{
  RgTensor *tangent = NULL;
  rg_unpack_dual (t, &tangent);
  return tangent;
}

/* --- make_dual --- */

START_TEST (test_make_dual_wrong_dtype)
{
  RG_FORWARD_AD;
  ck_assert_ptr_null (rg_make_dual (vec (1, 2), rg_ones (RG_F32, RG_SHAPE (2))));
  assert_failed ("floating dtype of its primal");
  ck_assert_ptr_null (rg_make_dual (NULL, vec (1)));
  ck_assert_ptr_null (rg_make_dual (vec (1), NULL));
}
END_TEST

/* --- how long a tangent lives --- */

START_TEST (test_dual_of_an_earlier_level)
{
  RgTensor *dual;
  {
    RG_FORWARD_AD;
    dual = rg_make_dual (vec (1, 2), vec (3, 4));
  }
  ck_assert_ptr_null (tangent_of (dual));
  RG_FORWARD_AD;
  ck_assert_ptr_null (tangent_of (dual));
  ck_assert_ptr_null (tangent_of (rg_mul_scalar (dual, 2)));
  assert_is (tangent_of (rg_make_dual (dual, vec (5, 6))), 5, 6);
}
END_TEST

typedef struct
{
  RgTensor *dual;
  bool saw_nothing;
} Look;

static void *
look (void *data)
{
  g_autoptr (RgScope) own = rg_scope_begin ();
  Look *l = data;
  RgTensor *outside = tangent_of (l->dual);
  RG_FORWARD_AD; /* a level of this thread's own */
  l->saw_nothing = outside == NULL && tangent_of (l->dual) == NULL;
  return NULL;
}

START_TEST (test_a_level_belongs_to_its_thread)
{
  RG_FORWARD_AD;
  Look other = { .dual = rg_make_dual (vec (1, 2), vec (3, 4)) };
  pthread_t thread;
  ck_assert_int_eq (pthread_create (&thread, NULL, look, &other), 0);
  pthread_join (thread, NULL);
  ck_assert (other.saw_nothing);
  assert_is (tangent_of (other.dual), 3, 4);
}
END_TEST

static int n_failures;

/* The mode is closed on every way out of rg_jvp. */
static bool
fails (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  n_failures++;
  out[0] = rg_mul (in[0], vec (1, 2, 3));
  return out[0] != NULL;
}

START_TEST (test_jvp_of_a_function_that_fails)
{
  RgTensor *x = vec (1, 2), *v = vec (3, 4), *value, *t;
  RgDerivative d = { .function = fails, .inputs = &x, .n_inputs = 1, .n_outputs = 1 };
  assert_refused (rg_jvp (&d, &v, &value, &t, &error), "mul");
  ck_assert (rg_grad_mode ());
  RG_FORWARD_AD;
  assert_is (tangent_of (rg_make_dual (x, v)), 3, 4);
}
END_TEST

/* --- what results have --- */

/* PyTorch's forward AD gives an output the tangent of its own size and dtype. */
START_TEST (test_tangent_of_what_was_broadcast)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (vec (1, 2, 3), vec (4, 5, 6)), *y = rg_add (dual, rg_ones (RG_F64, RG_SHAPE (2, 3)));
  ck_assert_int_eq (rg_tensor_ndim (tangent_of (y)), 2);
  assert_is (tangent_of (y), 4, 5, 6, 4, 5, 6);
}
END_TEST

START_TEST (test_tangent_of_what_was_promoted)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (rg_full (RG_F32, RG_SHAPE (2), 2), rg_full (RG_F32, RG_SHAPE (2), 0.5));
  RgTensor *sum = rg_add (dual, vec (1, 1));
  ck_assert_int_eq (rg_tensor_dtype (tangent_of (sum)), RG_F64);
  assert_is (tangent_of (sum), 0.5, 0.5);
}
END_TEST

/* A value that does not move has the tangent 0. */
START_TEST (test_tangent_beside_constants)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (vec (1, 2), vec (3, 4)), *parts[] = { vec (7), dual, vec (8) };
  assert_is (tangent_of (rg_cat (parts, 3, 0)), 0, 3, 4, 0);
  RgTensor *mask = rg_gt (dual, vec (1.5, 1.5));
  ck_assert_ptr_null (tangent_of (mask));
  assert_is (tangent_of (rg_where (mask, dual, vec (9, 9))), 0, 4);
  assert_is (tangent_of (rg_where (mask, vec (9, 9), dual)), 3, 0);
  ck_assert_ptr_null (tangent_of (rg_mul (vec (1, 2), vec (3, 4))));
}
END_TEST

/* Each of two results has its own; indices have none. */
START_TEST (test_tangents_of_several_results)
{
  RG_FORWARD_AD;
  const double values[] = { 1, 5, 9, 2 }, directions[] = { 10, 20, 30, 40 };
  RgTensor *dual = rg_make_dual (mat (2, 2, values), mat (2, 2, directions)), *indices = NULL;
  RgTensor *greatest = rg_max_dim (dual, 1, false, &indices);
  assert_is (tangent_of (greatest), 20, 30);
  assert_is (indices, 1, 0);
  ck_assert_ptr_null (tangent_of (indices));
}
END_TEST

/* --- in place --- */

START_TEST (test_inplace_takes_the_tangent)
{
  RG_FORWARD_AD;
  RgTensor *dual = rg_make_dual (vec (1, 2), vec (3, 4)), *y = vec (0, 0);
  rg_add_ (y, dual);
  assert_is (tangent_of (y), 3, 4);
  rg_copy_ (y, vec (5, 6)); /* which does not move */
  assert_is (y, 5, 6);
  assert_is (tangent_of (y), 0, 0);
  rg_mul_scalar_ (vec (1, 2), 2);
  /* Its operator's tangent is of what was there before. */
  RgTensor *z = rg_clone (dual);
  rg_mul_ (z, z);
  assert_is (tangent_of (z), 6, 16);
}
END_TEST

/* --- rg_jvp --- */

static int calls;

/* x^2, and what does not depend on x. */
static bool
square_and_constant (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) user_data;
  calls++;
  out[0] = rg_square (in[0]);
  if (n_out > 1)
    out[1] = vec (7, 8, 9);
  return out[0] != NULL;
}

static bool
cube_forward (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  rg_context_save (c, in[0]);
  out[0] = rg_mul (in[0], rg_square (in[0]));
  return out[0] != NULL;
}

static bool
cube_backward (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out, (void) n_in, (void) user_data;
  to[0] = rg_mul (g[0], rg_mul_scalar (rg_square (rg_context_saved (c, 0)), 3));
  return to[0] != NULL;
}

/* Has no jvp: rg_jvp differentiates its vjp. */
static bool
cube (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  static const RgCustomFunction f = { .size = sizeof f, .name = "Cube", .forward = cube_forward, .backward = cube_backward, .n_outputs = 1 };
  (void) n_in, (void) n_out, (void) user_data;
  calls++;
  return rg_custom (&f, in, 1, NULL, NULL, out);
}

static bool
gives_nothing (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) in, (void) n_in, (void) n_out, (void) user_data;
  out[0] = NULL;
  return true;
}

START_TEST (test_jvp_strict_constant_output)
{
  RgTensor *x = vec (1, 2), *v = vec (3, 4), *values[2], *t[2];
  RgDerivative d = { .function = square_and_constant, .inputs = &x, .n_inputs = 1, .n_outputs = 2 };
  ck_assert (rg_jvp (&d, &v, values, t, NULL));
  assert_is (t[0], 6, 16);
  assert_is (t[1], 0, 0, 0);
  x = vec (3);
  ck_assert (rg_jvp (&d, NULL, NULL, t, NULL)); /* one number moves by 1 */
  assert_is (t[0], 6);
}
END_TEST

START_TEST (test_jvp_err_check)
{
  RgTensor *x = vec (1, 2), *v = vec (1, 2, 3), *t;
  RgDerivative d = { .function = square_and_constant, .inputs = &x, .n_inputs = 1, .n_outputs = 1 };
  calls = 0;
  assert_refused (rg_jvp (&d, &v, NULL, &t, &error), "v must have a tensor of the size of input 0");
  assert_refused (rg_jvp (&d, NULL, NULL, &t, &error), "v must have a tensor of the size of input 0");
  RgTensor *none = NULL;
  d.inputs = &none;
  assert_refused (rg_jvp (&d, &v, NULL, &t, &error), "input 0 is NULL");
  assert_refused (rg_jvp (&d, NULL, NULL, &t, &error), "input 0 is NULL");
  assert_refused (rg_hvp (&d, &v, NULL, &t, &error), "input 0 is NULL");
  d.inputs = &x;
  ck_assert_int_eq (calls, 0);
  d.function = gives_nothing;
  v = vec (3, 4);
  assert_refused (rg_jvp (&d, &v, NULL, &t, &error), "without saying why");
}
END_TEST

/* Both ways: by tangents, and by differentiating the vjp. */
START_TEST (test_jvp_create_graph)
{
  static const RgFunction functions[] = { square_and_constant, cube };
  for (int i = 0; i < 2; i++)
    {
      RgTensor *x = leaf (1, 2), *v = vec (3, 4), *value, *t;
      RgDerivative d = { .function = functions[i], .inputs = &x, .n_inputs = 1, .n_outputs = 1 };
      ck_assert (rg_jvp (&d, &v, &value, &t, NULL));
      ck_assert (!rg_requires_grad (value) && !rg_requires_grad (t));
      d.create_graph = true;
      ck_assert (rg_jvp (&d, &v, &value, &t, NULL));
      ck_assert (rg_requires_grad (value) && rg_requires_grad (t));
      if (i == 0)
        assert_is (grad_of (t, x, true), 6, 8); /* of 2 x v */
      else
        assert_is (grad_of (t, x, true), 18, 48); /* of 3 x^2 v */
      assert_is (value, 1, i ? 8 : 4);
    }
}
END_TEST

/* A function that fails for reasons of its own is not run again, whatever lacked a jvp before. */
START_TEST (test_jvp_of_a_function_that_fails_after_one_without_jvp)
{
  RgTensor *x = vec (1, 2), *v = vec (3, 4), *t;
  RgDerivative d = { .function = fails, .inputs = &x, .n_inputs = 1, .n_outputs = 1 };
  {
    RG_FORWARD_AD;
    RgTensor *dual = rg_make_dual (x, v), *y;
    ck_assert (!cube (&dual, 1, &y, 1, NULL));
    rg_scope_check (NULL, NULL);
  }
  n_failures = 0;
  assert_refused (rg_jvp (&d, &v, NULL, &t, &error), "mul");
  ck_assert_int_eq (n_failures, 1);
}
END_TEST

/* A recorded tangent of a softmax saved the softmax, which keeps the tangent. */
START_TEST (test_circles_end_with_forward_mode)
{
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  for (int round = 0; round < 3; round++)
    {
      RG_FORWARD_AD;
      g_autoptr (RgScope) own = rg_scope_begin ();
      RgTensor *x = rg_set_requires_grad (rg_randn (RG_F64, RG_SHAPE (3, 4)), true);
      ck_assert_ptr_nonnull (rg_softmax (rg_make_dual (x, rg_randn_like (x)), -1));
    }
  rg_memory_stats (&after);
  ck_assert_uint_eq (after.n_tensors, before.n_tensors);
  ck_assert_uint_eq (after.live, before.live);
}
END_TEST

GRAPH_MAIN ("tangents", test_circles_end_with_forward_mode, test_make_dual_wrong_dtype, test_dual_of_an_earlier_level,
            test_a_level_belongs_to_its_thread, test_jvp_of_a_function_that_fails, test_tangent_of_what_was_broadcast, test_tangent_of_what_was_promoted,
            test_tangent_beside_constants, test_tangents_of_several_results, test_inplace_takes_the_tangent,
            test_jvp_strict_constant_output, test_jvp_err_check, test_jvp_create_graph,
            test_jvp_of_a_function_that_fails_after_one_without_jvp)
