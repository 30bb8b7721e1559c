/* test-kinks.c: gradients of two tensors, or of a tensor and a number, where they are
 * easily wrong and PyTorch 2.13 says what they are: at (0, 0), at ties, in float64, of
 * the second order, and of what is passed on the side.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <check.h>
#include <math.h>
#include <retrograde.h>

#define INF ((double) INFINITY)
#define MOST 4

static void
expect (RgTensor *t, const double *values, int n, const char *what)
{
  ck_assert_msg (t != NULL && rg_tensor_numel (t) == n, "%s: no result, or of another size", what);
  RgTensor *flat = rg_reshape (t, RG_SHAPE (-1));
  for (int i = 0; i < n; i++)
    {
      double got = rg_get (flat, RG_INTS (i));
      ck_assert_msg (got == values[i] || fabs (got - values[i]) < 1e-14, "%s: element %d is %.17g, expected %.17g", what, i,
                     got, values[i]);
    }
}

static RgTensor *
leaf (const double *values, int n)
{
  return rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (n), values), true);
}

/* The gradients of the sum of out. */
static void
gradients_of (RgTensor *out, RgTensor *const *in, size_t n, bool create_graph, RgTensor **grads)
{
  g_autoptr (GError) error = NULL;
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  RgTensor *sum = rg_sum (out);
  options.create_graph = create_graph;
  options.allow_unused = true;
  ck_assert_msg (rg_grad_of (&sum, NULL, 1, in, n, &options, grads, &error), "%s", error ? error->message : "");
}

/* --- two tensors --- */

static const struct
{
  const char *op;
  int n;
  double x[MOST], y[MOST], out[MOST], dx[MOST], dy[MOST];
} pairs[] = {
  { "atan2", 3, { 0, -0., 1 }, { 0, 0, 0 }, { 0, 0, 1.5707963267948966 }, { 0, 0, 0 }, { 0, 0, -1 } },
  { "nextafter", 2, { 1, 2 }, { 1, 3 }, { 1, 2.0000000000000004 }, { 0, 1 }, { 0, 0 } },
  { "logaddexp", 2, { 0, 3 }, { 0, 3 }, { 0.69314718055994529, 3.6931471805599454 }, { 0.5, 0.5 }, { 0.5, 0.5 } },
  { "binary_cross_entropy", 2, { 0, 1 }, { 0, 1 }, { 0 }, { 0, 0 }, { INF, -INF } },
};

START_TEST (of_two)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const int n = pairs[_i].n;
  RgTensor *in[] = { leaf (pairs[_i].x, n), leaf (pairs[_i].y, n) }, *grads[2];
  RgTensor *out = rg_call (pairs[_i].op, in[0], in[1], NULL);
  expect (out, pairs[_i].out, (int) rg_tensor_numel (out), pairs[_i].op);
  gradients_of (out, in, 2, false, grads);
  expect (grads[0], pairs[_i].dx, n, pairs[_i].op);
  expect (grads[1], pairs[_i].dy, n, pairs[_i].op);
}
END_TEST

/* The slope of the logistic function at 0 is 1/4. */
START_TEST (second_order_at_a_tie)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  static const char *const ops[] = { "logaddexp", "logaddexp2" };
  const double at[] = { 0, 2 }, slopes[] = { 0.25, 0.25 * G_LN2 };
  for (int k = 0; k < 2; k++)
    {
      RgTensor *in[] = { leaf (at, 2), rg_from_data (RG_F64, RG_SHAPE (2), at) }, *first, *second;
      gradients_of (rg_call (ops[k], in[0], in[1], NULL), in, 1, true, &first);
      gradients_of (first, in, 1, false, &second);
      expect (second, (double[]){ slopes[k], slopes[k] }, 2, ops[k]);
    }
}
END_TEST

/* --- a tensor and a number: as exact as with a tensor of float64 --- */

START_TEST (numbers_are_exact)
{
  static const struct { const char *op; double number; int place; } rows[] = {
    { "lerp", 0.4, 2 }, { "lerp", 0.7, 2 }, { "pow", 0.3, 0 },  { "pow", 3, 0 },
    { "ldexp", 0.3, 1 }, { "atan2", 0.3, 0 }, { "atan2", 0.3, 1 }, { "float_power", 0.3, 0 },
  };
  const double x[] = { 0.3, 1.7, 2.2 }, y[] = { 0.9, 0.2, 1.1 };
  for (size_t k = 0; k < G_N_ELEMENTS (rows); k++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgTensor *grads[2][2];
      for (int wrapped = 0; wrapped < 2; wrapped++)
        {
          RgTensor *number = wrapped ? rg_wrapped_number (rows[k].number) : rg_scalar (RG_F64, rows[k].number);
          RgTensor *in[3] = { leaf (x, 3), leaf (y, 3), NULL }, *t = in[rows[k].place == 0];
          in[rows[k].place] = number;
          gradients_of (rg_call (rows[k].op, in[0], in[1], in[2], NULL), &t, 1, true, &grads[wrapped][0]);
          grads[wrapped][1] = NULL;
          if (rg_requires_grad (grads[wrapped][0])) /* lerp's and ldexp's are constants */
            gradients_of (grads[wrapped][0], &t, 1, false, &grads[wrapped][1]);
        }
      for (int order = 0; order < 2; order++)
        if (grads[0][order])
          expect (grads[1][order], rg_tensor_data (rg_contiguous (grads[0][order])), 3, rows[k].op);
    }
}
END_TEST

/* A number's sign counts, an element's does not. */
START_TEST (negative_powers_of_integers)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgTensor *x = rg_from_data (RG_I64, RG_SHAPE (3), (int64_t[]){ 2, 1, -1 });
  expect (rg_pow (x, rg_full (RG_I64, RG_SHAPE (3), -1)), (double[]){ 0, 1, -1 }, 3, "pow");
  expect (rg_pow_scalar (rg_narrow (x, 0, 1, 1), -0.5), (double[]){ 1 }, 1, "pow");
  ck_assert (rg_pow_scalar (x, -3) == NULL && !rg_scope_check (scope, &error));
  ck_assert_msg (strstr (error->message, "pow: integers have no negative whole powers") != NULL, "%s", error->message);
}
END_TEST

/* --- forward mode: what is added to the scores has a tangent too --- */

START_TEST (masks_have_tangents)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *in[4], *tangents[2];
  for (int i = 0; i < 4; i++)
    in[i] = rg_randn (RG_F64, i == 0 ? RG_SHAPE (2, 3, 4) : i == 3 ? RG_SHAPE (3, 5) : RG_SHAPE (2, 5, 4));
  RgTensor *direction = rg_randn_like (in[3]);
  /* A mask that requires a gradient goes by plain operators. */
  for (int plain = 0; plain < 2; plain++)
    {
      RG_FORWARD_AD;
      RgTensor *mask = rg_make_dual (plain ? rg_set_requires_grad (rg_clone (in[3]), true) : in[3], direction);
      rg_unpack_dual (rg_scaled_dot_product_attention (in[0], in[1], in[2], mask, 0, false), &tangents[plain]);
    }
  ck_assert (tangents[1] != NULL);
  expect (tangents[0], rg_tensor_data (rg_contiguous (tangents[1])), 24, "scaled_dot_product_attention");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("kinks");
  TCase *c = tcase_create ("kinks");
  tcase_add_loop_test (c, of_two, 0, G_N_ELEMENTS (pairs));
  tcase_add_test (c, second_order_at_a_tie);
  tcase_add_test (c, numbers_are_exact);
  tcase_add_test (c, negative_powers_of_integers);
  tcase_add_test (c, masks_have_tangents);
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
