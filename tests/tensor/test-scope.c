/* test-scope.c: what a scope owns, what outlives it, and how errors wait in it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <check.h>
#include <stdlib.h>

static int64_t
n_tensors (void)
{
  RgMemoryStats stats;
  rg_memory_stats (&stats);
  return stats.n_tensors;
}

/* --- what a scope owns --- */

START_TEST (test_the_end_of_a_scope_releases)
{
  int64_t before = n_tensors ();
  RgScope *scope = rg_scope_begin ();
  for (int i = 0; i < 1000; i++)
    rg_zeros (RG_F32, RG_SHAPE (3));
  ck_assert_int_eq (n_tensors (), before + 1000);
  rg_scope_end (scope);
  ck_assert_int_eq (n_tensors (), before);
}
END_TEST

START_TEST (test_a_tensor_leaves_to_the_parent)
{
  int64_t before = n_tensors ();
  RgScope *outer = rg_scope_begin ();
  RgScope *inner = rg_scope_begin ();
  ck_assert_ptr_eq (rg_scope_current (), inner);
  RgTensor *kept = rg_scope_leave (inner, rg_scalar (RG_F64, 7));
  rg_scalar (RG_F64, 8);
  rg_scope_end (inner);
  ck_assert_ptr_eq (rg_scope_current (), outer);
  ck_assert_int_eq (n_tensors (), before + 1);
  ck_assert_double_eq (rg_item (kept), 7);
  rg_scope_end (outer);
  ck_assert_int_eq (n_tensors (), before);
}
END_TEST

START_TEST (test_a_reference_outlives_and_is_given_back)
{
  int64_t before = n_tensors ();
  RgScope *scope = rg_scope_begin ();
  RgTensor *kept = rg_tensor_ref (rg_scalar (RG_F64, 7));
  rg_scope_end (scope);
  ck_assert_double_eq (rg_item (kept), 7);
  scope = rg_scope_begin ();
  rg_scope_own (scope, kept);
  rg_scope_end (scope);
  ck_assert_int_eq (n_tensors (), before);
}
END_TEST

START_TEST (test_memory_of_a_scope_is_zero)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  for (size_t size = 1; size < 100000; size *= 7)
    {
      char *p = rg_scope_alloc (scope, size);
      for (size_t i = 0; i < size; i++)
        ck_assert_int_eq (p[i], 0);
      memset (p, 1, size);
    }
}
END_TEST

/* --- errors --- */

START_TEST (test_the_first_error_waits)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  ck_assert (rg_scope_check (scope, &error));
  rg_scope_fail (scope, RG_ERROR_SHAPE, "the first of %d", 2);
  rg_scope_fail (scope, RG_ERROR_DTYPE, "the second");
  ck_assert (rg_scope_failed (scope));
  ck_assert (!rg_scope_check (scope, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_SHAPE));
  ck_assert_str_eq (error->message, "the first of 2");
  ck_assert (!rg_scope_failed (scope));
  ck_assert (rg_scope_check (scope, NULL));
}
END_TEST

START_TEST (test_an_error_moves_to_the_parent)
{
  g_autoptr (RgScope) outer = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgScope *inner = rg_scope_begin ();
  rg_scope_fail (inner, RG_ERROR_IO, "inside");
  rg_scope_end (inner);
  ck_assert (!rg_scope_check (outer, &error));
  ck_assert_str_eq (error->message, "inside");
}
END_TEST

START_TEST (test_the_parents_own_error_stays_first)
{
  g_autoptr (RgScope) outer = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  rg_scope_fail (outer, RG_ERROR_IO, "outside");
  RgScope *inner = rg_scope_begin ();
  rg_scope_fail (inner, RG_ERROR_IO, "inside");
  rg_scope_end (inner);
  ck_assert (!rg_scope_check (outer, &error));
  ck_assert_str_eq (error->message, "outside");
}
END_TEST

START_TEST (test_an_error_names_operator_shapes_and_attributes)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgTensor *t = rg_zeros (RG_F32, RG_SHAPE (2, 3));
  ck_assert_ptr_null (rg_softmax (t, 5));
  ck_assert (!rg_scope_check (scope, &error));
  ck_assert_msg (strstr (error->message, "softmax") && strstr (error->message, "[2, 3]") && strstr (error->message, "5"), "%s",
                 error->message);
}
END_TEST

START_TEST (test_an_unknown_operator)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  ck_assert_ptr_null (rg_call ("frobnicate", rg_zeros (RG_F32, RG_SHAPE (2)), NULL));
  ck_assert (!rg_scope_check (scope, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_NO_OPERATOR));
  ck_assert_msg (strstr (error->message, "frobnicate"), "%s", error->message);
}
END_TEST

/* --- threads --- */

static void *
on_another_thread (void *unused)
{
  (void) unused;
  RgScope *scope = rg_scope_begin ();
  rg_scope_fail (NULL, RG_ERROR_IO, "of the other thread");
  bool clean = rg_scope_check (NULL, NULL);
  rg_scope_end (scope);
  return GINT_TO_POINTER (clean);
}

START_TEST (test_each_thread_has_its_own)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GThread *thread = g_thread_new ("other", on_another_thread, NULL);
  ck_assert (!GPOINTER_TO_INT (g_thread_join (thread)));
  ck_assert_ptr_eq (rg_scope_current (), scope);
  ck_assert (rg_scope_check (NULL, NULL));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("scope");
  TCase *tests = tcase_create ("scope");
  tcase_add_test (tests, test_the_end_of_a_scope_releases);
  tcase_add_test (tests, test_a_tensor_leaves_to_the_parent);
  tcase_add_test (tests, test_a_reference_outlives_and_is_given_back);
  tcase_add_test (tests, test_memory_of_a_scope_is_zero);
  tcase_add_test (tests, test_the_first_error_waits);
  tcase_add_test (tests, test_an_error_moves_to_the_parent);
  tcase_add_test (tests, test_the_parents_own_error_stays_first);
  tcase_add_test (tests, test_an_error_names_operator_shapes_and_attributes);
  tcase_add_test (tests, test_an_unknown_operator);
  tcase_add_test (tests, test_each_thread_has_its_own);
  suite_add_tcase (suite, tests);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
