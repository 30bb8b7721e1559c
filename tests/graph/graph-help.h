/* graph-help.h: what the tests of the graph share.
 *
 * Cases are named after those of PyTorch's test/test_autograd.py that ask the same.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef GRAPH_HELP_H
#define GRAPH_HELP_H

#include <check.h>
#include <retrograde.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static RgScope *scope;

static inline void
graph_setup (void)
{
  scope = rg_scope_begin ();
  rg_manual_seed (3);
}

/* A test that leaves an error behind did not look at all of its results. */
static inline void
graph_teardown (void)
{
  g_autoptr (GError) error = NULL;
  bool clean = rg_scope_check (scope, &error);
  ck_assert_msg (clean, "%s", error ? error->message : "");
  rg_scope_end (scope);
}

/* --- tensors --- */

/* float64, (n), not requiring a gradient. */
#define vec(...)                                                               \
  rg_from_data (RG_F64, RG_SHAPE (sizeof ((const double[]){ __VA_ARGS__ }) / sizeof (double)), \
                (const double[]){ __VA_ARGS__ })
/* The same, requiring one. */
#define leaf(...) rg_set_requires_grad (vec (__VA_ARGS__), true)

static inline RgTensor *
mat (int64_t rows, int64_t columns, const double *values)
{
  return rg_from_data (RG_F64, RG_SHAPE (rows, columns), values);
}

/* --- assertions --- */

static inline void
assert_values (RgTensor *t, size_t n, const double *expected, const char *file, int line)
{
  ck_assert_msg (t != NULL, "%s:%d: there is no tensor", file, line);
  ck_assert_msg (rg_tensor_numel (t) == (int64_t) n, "%s:%d: %d elements", file, line, (int) rg_tensor_numel (t));
  RgTensor *flat = rg_contiguous (rg_to (rg_detach (t), RG_F64));
  const double *got = rg_tensor_data (flat);
  for (size_t i = 0; i < n; i++)
    ck_assert_msg (got[i] - expected[i] < 1e-9 && expected[i] - got[i] < 1e-9, "%s:%d: element %d is %.12g, expected %.12g",
                   file, line, (int) i, got[i], expected[i]);
}
/* Its elements, in order. */
#define assert_is(t, ...)                                                      \
  assert_values (t, sizeof ((const double[]){ __VA_ARGS__ }) / sizeof (double), (const double[]){ __VA_ARGS__ }, __FILE__, __LINE__)

/* `call` fails into `error`, with a message that says `word`. */
#define assert_refused(call, word)                                             \
  do                                                                           \
    {                                                                          \
      g_autoptr (GError) error = NULL;                                         \
      ck_assert (!(call));                                                     \
      ck_assert_msg (error && strstr (error->message, word), "%s", error ? error->message : "no error"); \
      rg_scope_check (NULL, NULL);                                             \
    }                                                                          \
  while (0)

/* The current scope holds an error that says `word`; afterwards none. */
#define assert_failed(word)                                                    \
  do                                                                           \
    {                                                                          \
      g_autoptr (GError) error = NULL;                                         \
      ck_assert (!rg_scope_check (NULL, &error));                              \
      ck_assert_msg (strstr (error->message, word), "%s", error->message);     \
    }                                                                          \
  while (0)

#define assert_backward(root)                                                  \
  do                                                                           \
    {                                                                          \
      g_autoptr (GError) error = NULL;                                         \
      const bool done = rg_backward (root, &error);                            \
      ck_assert_msg (done, "%s", error ? error->message : "no error");         \
    }                                                                          \
  while (0)

/* With options, from a gradient that may be NULL. */
static inline bool
backward_with (RgTensor *root, RgTensor *gradient, bool retain_graph, bool create_graph, GError **error)
{
  RgBackwardOptions o = RG_BACKWARD_OPTIONS_INIT;
  o.retain_graph = retain_graph;
  o.create_graph = create_graph;
  return rg_backward_full (&root, &gradient, 1, &o, error);
}

/* d sum (y) / d x; NULL, with the error dropped, if that fails. */
static inline RgTensor *
grad_of (RgTensor *y, RgTensor *x, bool create_graph)
{
  RgGradOptions o = RG_GRAD_OPTIONS_INIT;
  o.create_graph = o.retain_graph = create_graph;
  RgTensor *sum = rg_sum (y), *grad = NULL;
  return rg_grad_of (&sum, NULL, 1, &x, 1, &o, &grad, NULL) ? grad : NULL;
}

/* --- running --- */


static inline int
graph_main (const char *name, const TTest *const *tests, size_t n)
{
  Suite *suite = suite_create (name);
  TCase *all = tcase_create (name);
  tcase_set_timeout (all, 60);
  tcase_add_checked_fixture (all, graph_setup, graph_teardown);
  for (size_t i = 0; i < n; i++)
    tcase_add_test (all, tests[i]);
  suite_add_tcase (suite, all);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
/* Runs the tests of a file; the last may be followed by a comma. */
#define GRAPH_MAIN(name, ...)                                                  \
  int main (void)                                                              \
  {                                                                            \
    const TTest *const tests[] = { __VA_ARGS__ };                              \
    return graph_main (name, tests, G_N_ELEMENTS (tests));                     \
  }

#endif
