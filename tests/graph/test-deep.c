/* test-deep.c: long graphs run backward and are freed on a stack of 256 KiB.
 *
 * The program starts itself anew with that limit, as `ulimit -s 256` does, so that
 * the workers' stacks are as small. Whoever recurses along a graph, or keeps
 * something large on a stack, crashes here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <check.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* Sanitizers need more of a stack themselves, and more time. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LONG 100000
#define STACK (1024 * 1024)
#else
#define LONG 1000000
#define STACK (256 * 1024)
#endif

static RgTensor *
leaf (void)
{
  return rg_set_requires_grad (rg_ones (RG_F64, RG_SHAPE (1)), true);
}

/* x + 1 + 1 + ...: what was made in between is released as it goes. */
static RgTensor *
chain (RgTensor *x, int n)
{
  RgTensor *y = rg_tensor_ref (x);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgTensor *next = rg_tensor_ref (rg_add_scalar (y, 1));
      rg_tensor_unref (y);
      y = next;
    }
  return y;
}

START_TEST (test_a_long_chain)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = leaf ();
  RgTensor *y = chain (x, LONG);
  ck_assert_double_eq (rg_item (y), 1.0 + LONG);
  ck_assert (rg_backward (rg_sum (y), NULL));
  ck_assert_double_eq (rg_item (rg_grad (x)), 1);
  rg_tensor_unref (y);
  ck_assert (rg_scope_check (NULL, NULL));
}
END_TEST

START_TEST (test_a_long_chain_is_freed_without_backward)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = leaf ();
  rg_tensor_unref (chain (x, LONG));
  ck_assert_ptr_null (rg_grad (x));
  ck_assert (rg_scope_check (NULL, NULL));
}
END_TEST

START_TEST (test_a_long_chain_kept_for_a_second_backward)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = leaf ();
  RgTensor *y = chain (x, LONG / 10);
  RgTensor *grad = NULL;
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  options.create_graph = true;
  /* The gradient of a product has a graph of its own, as deep as the first. */
  RgTensor *square = rg_mul (y, y);
  ck_assert (rg_grad_of (&square, NULL, 1, &x, 1, &options, &grad, NULL));
  ck_assert_double_eq (rg_item (grad), 2 * (1.0 + LONG / 10));
  ck_assert (rg_backward (grad, NULL));
  ck_assert_double_eq (rg_item (rg_grad (x)), 2);
  rg_tensor_unref (y);
}
END_TEST

START_TEST (test_a_long_chain_of_views_and_changes_in_place)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = leaf ();
  RgTensor *y = rg_tensor_ref (rg_mul_scalar (x, 1));
  for (int i = 0; i < LONG / 10; i++)
    {
      g_autoptr (RgScope) inner = rg_scope_begin ();
      RgTensor *next = rg_reshape (y, RG_SHAPE (1, 1));
      rg_add_scalar_ (next, 1);
      next = rg_tensor_ref (rg_reshape (rg_mul_scalar (next, 1), RG_SHAPE (1)));
      rg_tensor_unref (y);
      y = next;
    }
  ck_assert_double_eq (rg_item (y), 1.0 + LONG / 10);
  ck_assert (rg_backward (rg_sum (y), NULL));
  ck_assert_double_eq (rg_item (rg_grad (x)), 1);
  rg_tensor_unref (y);
  ck_assert (rg_scope_check (NULL, NULL));
}
END_TEST

/* Two ways at each step, and workers that help one another on their small stacks. */
START_TEST (test_a_ladder_on_four_threads)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F64, RG_SHAPE (50)), true);
  RgTensor *y = rg_tensor_ref (x);
  const int n = LONG / 50;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (RgScope) inner = rg_scope_begin ();
      RgTensor *next = rg_tensor_ref (rg_add (rg_mul_scalar (y, 0.5), rg_div_scalar (y, 2)));
      rg_tensor_unref (y);
      y = next;
    }
  rg_set_num_threads (4);
  rg_parallel_force (7, true);
  ck_assert (rg_backward (rg_sum (y), NULL));
  rg_parallel_force (0, false);
  ck_assert_double_eq (rg_item (rg_sum (rg_grad (x))), 50);
  rg_tensor_unref (y);
  ck_assert (rg_scope_check (NULL, NULL));
}
END_TEST

int
main (int argc, char **argv)
{
  struct rlimit limit;
  if (getrlimit (RLIMIT_STACK, &limit) == 0 && (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > STACK))
    {
      limit.rlim_cur = STACK;
      if (setrlimit (RLIMIT_STACK, &limit) == 0)
        execv ("/proc/self/exe", argv);
      (void) argc;
      return EXIT_FAILURE;
    }
  Suite *suite = suite_create ("deep");
  TCase *tests = tcase_create ("deep");
  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, test_a_long_chain);
  tcase_add_test (tests, test_a_long_chain_is_freed_without_backward);
  tcase_add_test (tests, test_a_long_chain_kept_for_a_second_backward);
  tcase_add_test (tests, test_a_long_chain_of_views_and_changes_in_place);
  tcase_add_test (tests, test_a_ladder_on_four_threads);
  suite_add_tcase (suite, tests);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
