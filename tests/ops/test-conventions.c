/* test-conventions.c: where mathematics leaves a choice, reductions and products
 * choose as PyTorch does: at ties and zeros, with nan, by dtype, in names.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <check.h>
#include <math.h>
#include <retrograde.h>

#define MOST 4
#define NONE { 0 }

/* Calls op with attributes written as text: "dim=0 keepdim=true". */
static RgTensor *
call (const char *name, const char *text, RgTensor *const *inputs, size_t n)
{
  g_autoptr (GError) error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  ck_assert_msg (op != NULL, "%s", error ? error->message : name);
  g_autoptr (RgAttrs) attrs = rg_attrs_new (op);
  g_auto (GStrv) pairs = g_strsplit (text, " ", -1);
  for (char **pair = pairs; *pair; pair++)
    {
      g_auto (GStrv) parts = g_strsplit (*pair, "=", 2);
      if (parts[0])
        ck_assert_msg (rg_attrs_set (attrs, parts[0], parts[1], &error), "%s", error ? error->message : "");
    }
  RgTensor *out = NULL;
  rg_op_call (NULL, op, inputs, n, rg_attrs_get (attrs), &out, 1);
  return out;
}

static void
expect (RgTensor *t, const double *values, int64_t n, const char *what)
{
  ck_assert_msg (t != NULL && rg_tensor_numel (t) == n, "%s: no result, or of another size", what);
  RgTensor *flat = rg_reshape (t, RG_SHAPE (n));
  for (int64_t i = 0; i < n; i++)
    {
      double got = rg_get (flat, RG_INTS (i));
      bool same = isnan (values[i]) ? isnan (got) : got == values[i] || fabs (got - values[i]) < 1e-14;
      ck_assert_msg (same, "%s: element %d is %g, expected %g", what, (int) i, got, values[i]);
    }
}

/* --- gradients of the sum of the output, for a vector --- */

static const struct
{
  const char *op, *attrs;
  int n, n_out;
  double in[MOST], out[MOST], grad[MOST];
} vectors[] = {
  { "max", "", 4, 1, { 1, 3, 3, 0 }, { 3 }, { 0, 0.5, 0.5, 0 } },
  { "max", "dim=0", 4, 1, { 1, 3, 3, 0 }, { 3 }, { 0, 1, 0, 0 } },
  { "min", "", 4, 1, { 1, 0, 0, 0 }, { 0 }, { 0, 1. / 3, 1. / 3, 1. / 3 } },
  { "amax", "dim=0", 4, 1, { 1, 3, 3, 0 }, { 3 }, { 0, 0.5, 0.5, 0 } },
  { "amin", "", 3, 1, { 2, 2, 3 }, { 2 }, { 0.5, 0.5, 0 } },
  { "median", "", 4, 1, { 5, 2, 2, 1 }, { 2 }, { 0, 0.5, 0.5, 0 } },
  { "median", "", 4, 1, { 4, 1, 3, 2 }, { 2 }, { 0, 0, 0, 1 } },
  { "norm", "", 2, 1, { 0, 0 }, { 0 }, { 0, 0 } },
  { "norm", "p=1", 2, 1, { 0, -2 }, { 2 }, { 0, -1 } },
  { "norm", "p=0", 3, 1, { 0, -2, 5 }, { 2 }, NONE },
  { "norm", "p=inf", 3, 1, { 2, -2, 1 }, { 2 }, { 0.5, -0.5, 0 } },
  { "norm", "p=0.5", 2, 1, { 0, 4 }, { 4 }, { 0, 1 } },
  { "norm", "p=3", 2, 1, { 0, 0 }, { 0 }, { 0, 0 } },
  { "max", "", 3, 1, { (double) NAN, 3, (double) NAN }, { (double) NAN }, { 0.5, 0, 0.5 } },
  { "min", "", 3, 1, { 1, (double) NAN, 2 }, { (double) NAN }, { 0, 1, 0 } },
  { "amax", "", 2, 1, { (double) NAN, 3 }, { (double) NAN }, { (double) NAN, (double) NAN } },
  { "norm", "p=inf", 3, 1, { 1, (double) NAN, 2 }, { (double) NAN }, { 0, 0, 0 } },
  { "std", "", 3, 1, { 2, 2, 2 }, { 0 }, { 0, 0, 0 } },
  { "std", "", 3, 1, { 0.1, 0.1, 0.1 }, { 0 }, { 0, 0, 0 } }, /* whose mean is rounded */
  { "var", "correction=5", 3, 1, { 1, 2, 3 }, { (double) INFINITY }, { 1, 0, -1 } },
  { "prod", "", 3, 1, { 2, 0, 3 }, { 0 }, { 0, 6, 0 } },
  { "prod", "dim=0", 3, 1, { 0, 0, 3 }, { 0 }, { 0, 0, 0 } },
  { "cumprod", "dim=0", 3, 3, { 2, 0, 3 }, { 2, 0, 0 }, { 1, 8, 0 } },
  { "nansum", "", 3, 1, { 1, (double) NAN, 2 }, { 3 }, { 1, 0, 1 } },
  { "nanmean", "", 3, 1, { 1, (double) NAN, 2 }, { 1.5 }, { 0.5, 0, 0.5 } },
  { "logsumexp", "dim=0", 2, 1, { -(double) INFINITY, -(double) INFINITY }, { -(double) INFINITY }, { 0, 0 } },
  { "cummax", "dim=0", 3, 3, { 2, 2, 1 }, { 2, 2, 2 }, { 1, 2, 0 } },
  { "sort", "dim=0 descending=true", 3, 3, { 1, (double) NAN, 2 }, { (double) NAN, 2, 1 }, { 1, 1, 1 } },
  { "mode", "dim=0", 4, 1, { 2, 1, 2, 1 }, { 1 }, { 0, 0, 0, 1 } },
};

START_TEST (gradients)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  int64_t n = vectors[_i].n;
  g_autofree char *what = g_strdup_printf ("%s (%s)", vectors[_i].op, vectors[_i].attrs);
  RgTensor *x = rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (n), vectors[_i].in), true);
  RgTensor *out = call (vectors[_i].op, vectors[_i].attrs, &x, 1);
  expect (out, vectors[_i].out, vectors[_i].n_out, what);
  g_autoptr (GError) error = NULL;
  ck_assert_msg (rg_backward (rg_sum (out), &error), "%s: %s", what, error ? error->message : "");
  RgTensor *grad = rg_grad (x);
  expect (grad ? grad : rg_zeros_like (x), vectors[_i].grad, n, what);
}
END_TEST

/* --- dtypes --- */

static const struct
{
  const char *op, *attrs;
  RgDType in, out;
} dtype_rows[] = {
  { "sum", "", RG_I32, RG_I64 },       { "sum", "", RG_BOOL, RG_I64 },      { "prod", "", RG_U8, RG_I64 },
  { "cumsum", "dim=0", RG_I32, RG_I64 }, { "amax", "", RG_I32, RG_I32 },    { "argmax", "", RG_F32, RG_I64 },
  { "all", "", RG_F32, RG_BOOL },      { "all", "", RG_U8, RG_U8 },         { "count_nonzero", "", RG_F64, RG_I64 },
  { "sum", "dtype=float64", RG_F32, RG_F64 }, { "mean", "dtype=float32", RG_I64, RG_F32 },
  { "softmax", "dim=0 dtype=float64", RG_F32, RG_F64 }, { "logsumexp", "dim=0", RG_I64, RG_F32 },
};

START_TEST (dtypes)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_ones (dtype_rows[_i].in, RG_SHAPE (3));
  RgTensor *out = call (dtype_rows[_i].op, dtype_rows[_i].attrs, &x, 1);
  ck_assert_msg (out && rg_tensor_dtype (out) == dtype_rows[_i].out, "%s (%s) of %s", dtype_rows[_i].op, dtype_rows[_i].attrs,
                 rg_dtype_name (dtype_rows[_i].in));
}
END_TEST

/* --- products --- */

START_TEST (beta_of_zero_reads_nothing)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *m = rg_ones (RG_F64, RG_SHAPE (2, 2)), *nan = rg_full (RG_F64, RG_SHAPE (2, 2), (double) NAN);
  const double two[] = { 2, 2, 2, 2 };
  expect (rg_addmm_scaled (nan, m, m, 0, 1), two, 4, "addmm");
  RgTensor *rows = rg_ones (RG_F64, RG_SHAPE (2)), *bad = rg_full (RG_F64, RG_SHAPE (2), (double) NAN);
  expect (rg_addmv_scaled (bad, m, rows, 0, 1), two, 2, "addmv");
  ck_assert (!rg_scope_failed (NULL));
}
END_TEST

/* A view is multiplied where it lies, with the bits of its copy. */
START_TEST (views)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  double values[35];
  for (int i = 0; i < 35; i++)
    values[i] = sin ((double) i);
  RgTensor *a = rg_transpose (rg_from_data (RG_F64, RG_SHAPE (5, 7), values), 0, 1);
  RgTensor *product = rg_mm (a, rg_transpose (a, 0, 1));
  RgTensor *copy = rg_mm (rg_contiguous (a), rg_contiguous (rg_transpose (a, 0, 1)));
  for (int64_t i = 0; i < 49; i++)
    ck_assert (rg_get (product, RG_INTS (i / 7, i % 7)) == rg_get (copy, RG_INTS (i / 7, i % 7)));
}
END_TEST

START_TEST (names)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (3, 4)), true);
  RgTensor *w = rg_ones (RG_F32, RG_SHAPE (5, 4)), *b = rg_ones (RG_F32, RG_SHAPE (5)), *indices;
  const struct { RgTensor *t; const char *name; } rows[] = {
    { rg_sum (x), "SumBackward0" },          { rg_sum_dim (x, RG_DIMS (1), false), "SumBackward1" },
    { rg_max (x), "MaxBackward1" },          { rg_max_dim (x, 1, false, &indices), "MaxBackward0" },
    { rg_linear (x, w, b), "AddmmBackward0" }, { rg_linear (x, w, NULL), "MmBackward0" },
    { rg_matmul (x, rg_t (w)), "MmBackward0" }, { rg_norm (x), "LinalgVectorNormBackward0" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    ck_assert_str_eq (rg_node_name (rg_grad_fn (rows[i].t)), rows[i].name);
}
END_TEST

START_TEST (errors)
{
  static const struct { const char *op, *attrs, *says; } rows[] = {
    { "mean", "", "int64 is not supported; expected one of float32, float64" },
    { "sum", "dim=3", "dim 3 is out of range: expected -1 .. 0" },
    { "einsum", "equation=ij->i", "2 subscripts for a tensor of 1 dimensions" },
    { "topk", "k=9", "k is 9; expected 0 .. 3" },
    { "quantile", "q=0.5", "int64 is not supported" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      g_autoptr (GError) error = NULL;
      RgTensor *x = rg_ones (RG_I64, RG_SHAPE (3));
      ck_assert (call (rows[i].op, rows[i].attrs, &x, 1) == NULL);
      ck_assert (!rg_scope_check (scope, &error));
      ck_assert_msg (strstr (error->message, rows[i].says) != NULL, "%s", error->message);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("conventions");
  TCase *c = tcase_create ("conventions");
  tcase_add_loop_test (c, gradients, 0, G_N_ELEMENTS (vectors));
  tcase_add_loop_test (c, dtypes, 0, G_N_ELEMENTS (dtype_rows));
  tcase_add_test (c, beta_of_zero_reads_nothing);
  tcase_add_test (c, views);
  tcase_add_test (c, names);
  tcase_add_test (c, errors);
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
