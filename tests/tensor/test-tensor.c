/* test-tensor.c: making, describing, reading and converting tensors, and what is
 * refused.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <check.h>
#include <stdlib.h>

/* The error that waits is of this kind, and says this. */
#define ck_assert_refused(tensor, expected, words)                             \
  do                                                                           \
    {                                                                          \
      g_autoptr (GError) error_ = NULL;                                        \
      ck_assert_ptr_null (tensor);                                             \
      ck_assert (!rg_scope_check (NULL, &error_));                             \
      ck_assert_msg (g_error_matches (error_, RG_ERROR, expected), "%s", error_->message); \
      ck_assert_msg (strstr (error_->message, words), "%s", error_->message);  \
      ck_assert_msg (!strchr (error_->message, '\n'), "%s", error_->message);  \
    }                                                                          \
  while (0)

static int n_destroyed;

static void
destroy (void *data)
{
  (void) data;
  n_destroyed++;
}

/* --- dtypes --- */

static const struct
{
  const char *name;
  RgDType dtype;
  size_t size;
  bool floating;
} dtypes[] = {
  { "float32", RG_F32, 4, true }, { "float64", RG_F64, 8, true }, { "int64", RG_I64, 8, false },
  { "int32", RG_I32, 4, false },  { "uint8", RG_U8, 1, false },   { "bool", RG_BOOL, 1, false },
};

START_TEST (test_names_and_sizes)
{
  RgDType found;
  ck_assert_str_eq (rg_dtype_name (dtypes[_i].dtype), dtypes[_i].name);
  ck_assert_uint_eq (rg_dtype_size (dtypes[_i].dtype), dtypes[_i].size);
  ck_assert_int_eq (rg_dtype_is_floating (dtypes[_i].dtype), dtypes[_i].floating);
  ck_assert (rg_dtype_from_name (dtypes[_i].name, &found));
  ck_assert_int_eq (found, dtypes[_i].dtype);
  ck_assert (!rg_dtype_from_name ("float63", &found));
}
END_TEST

/* torch.promote_types, row by row in the order of `dtypes`. */
START_TEST (test_promotion)
{
  static const char *const table[] = {
    "float32 float64 float32 float32 float32 float32", "float64 float64 float64 float64 float64 float64",
    "float32 float64 int64 int64 int64 int64",         "float32 float64 int64 int32 int32 int32",
    "float32 float64 int64 int32 uint8 uint8",         "float32 float64 int64 int32 uint8 bool",
  };
  g_auto (GStrv) row = g_strsplit (table[_i], " ", -1);
  for (size_t k = 0; k < G_N_ELEMENTS (dtypes); k++)
    ck_assert_str_eq (rg_dtype_name (rg_dtype_promote (dtypes[_i].dtype, dtypes[k].dtype)), row[k]);
}
END_TEST

START_TEST (test_every_conversion)
{
  static const double values[] = { 0, 1, 2, 200 };
  g_autoptr (RgScope) scope = rg_scope_begin ();
  for (size_t to = 0; to < G_N_ELEMENTS (dtypes); to++)
    for (size_t v = 0; v < G_N_ELEMENTS (values); v++)
      {
        RgTensor *t = rg_full (dtypes[_i].dtype, RG_SHAPE (3), values[v]);
        RgTensor *made = rg_to (t, dtypes[to].dtype);
        bool any_bool = dtypes[_i].dtype == RG_BOOL || dtypes[to].dtype == RG_BOOL;
        ck_assert_int_eq (rg_tensor_dtype (made), dtypes[to].dtype);
        ck_assert_double_eq (rg_get (made, RG_SHAPE (2)), any_bool ? values[v] != 0 : values[v]);
        ck_assert ((made == t) == (dtypes[to].dtype == dtypes[_i].dtype));
      }
}
END_TEST

/* --- making --- */

START_TEST (test_the_hosts_memory_is_shared)
{
  float data[6] = { 1, 2, 3, 4, 5, 6 };
  n_destroyed = 0;
  RgScope *scope = rg_scope_begin ();
  RgTensor *t = rg_wrap (RG_F32, RG_SHAPE (2, 3), data, destroy, NULL);
  ck_assert_ptr_eq (rg_tensor_data (t), data);
  data[4] = 50;
  ck_assert_double_eq (rg_get (t, RG_SHAPE (1, 1)), 50);
  rg_add_scalar_ (t, 1);
  ck_assert_float_eq (data[0], 2);
  /* A view keeps the memory. */
  RgTensor *row = rg_tensor_ref (rg_select (t, 0, 1));
  rg_scope_end (scope);
  ck_assert_int_eq (n_destroyed, 0);
  ck_assert_double_eq (rg_get (row, RG_SHAPE (1)), 51);
  rg_tensor_unref (row);
  ck_assert_int_eq (n_destroyed, 1);
}
END_TEST

START_TEST (test_data_is_copied)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  int64_t data[3] = { 1, 2, 3 };
  RgTensor *t = rg_from_data (RG_I64, RG_SHAPE (3), data);
  data[0] = 9;
  ck_assert_double_eq (rg_get (t, RG_SHAPE (0)), 1);
  ck_assert_refused (rg_from_data (RG_I64, RG_SHAPE (3), NULL), RG_ERROR_ARGUMENT, "NULL");
  ck_assert_ptr_nonnull (rg_from_data (RG_I64, RG_SHAPE (0), NULL));
}
END_TEST

START_TEST (test_shapes_and_strides)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *t = rg_zeros (RG_F64, RG_SHAPE (2, 3, 4));
  ck_assert_int_eq (rg_tensor_ndim (t), 3);
  ck_assert_int_eq (rg_tensor_numel (t), 24);
  ck_assert_int_eq (rg_tensor_size (t, -1), 4);
  ck_assert_int_eq (rg_tensor_size (t, 3), -1);
  ck_assert_int_eq (rg_tensor_stride (t, 0), 12);
  ck_assert (rg_tensor_is_contiguous (t));
  RgTensor *turned = rg_transpose (t, 0, 2);
  ck_assert (!rg_tensor_is_contiguous (turned));
  ck_assert_int_eq (rg_tensor_stride (turned, 0), 1);
  ck_assert_ptr_eq (rg_tensor_data (turned), rg_tensor_data (t));
  ck_assert (rg_tensor_is_contiguous (rg_contiguous (turned)));
  ck_assert_ptr_eq (rg_contiguous (t), t);
  ck_assert_ptr_ne (rg_clone (t), t);
  ck_assert_int_eq (rg_tensor_numel (rg_scalar (RG_F32, 3)), 1);
  ck_assert_int_eq (rg_tensor_ndim (rg_scalar (RG_F32, 3)), 0);
}
END_TEST

/* --- what is refused --- */

START_TEST (test_bad_shapes)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  ck_assert_refused (rg_zeros (RG_F32, RG_SHAPE (2, -1)), RG_ERROR_SHAPE, "[2, -1]");
  ck_assert_refused (rg_empty (RG_F32, RG_SHAPE (INT64_MAX, 2)), RG_ERROR_SHAPE, "product");
  ck_assert_refused (rg_empty (RG_F64, RG_SHAPE (INT64_MAX / 4)), RG_ERROR_SHAPE, "product");
  ck_assert_refused (rg_zeros (RG_F32, RG_SHAPE (1, 1, 1, 1, 1, 1, 1, 1, 1)), RG_ERROR_SHAPE, "at most 8");
  ck_assert_refused (rg_zeros ((RgDType) 17, RG_SHAPE (1)), RG_ERROR_DTYPE, "17");
  ck_assert_ptr_nonnull (rg_zeros (RG_F32, RG_SHAPE (0, INT64_MAX / 8)));
}
END_TEST

START_TEST (test_bad_reads)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *t = rg_zeros (RG_F32, RG_SHAPE (2, 3));
  ck_assert (rg_item (t) != rg_item (t));
  ck_assert_refused (NULL, RG_ERROR_SHAPE, "rg_item");
  ck_assert (rg_get (t, RG_SHAPE (2, 0)) != 0);
  ck_assert_refused (NULL, RG_ERROR_ARGUMENT, "index 2 is out of range");
  ck_assert (rg_get (t, RG_SHAPE (0)) != 0);
  ck_assert_refused (NULL, RG_ERROR_ARGUMENT, "1 indices");
}
END_TEST

START_TEST (test_sizes_that_do_not_broadcast)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *a = rg_zeros (RG_F32, RG_SHAPE (2, 3)), *b = rg_zeros (RG_F32, RG_SHAPE (4));
  ck_assert_refused (rg_add (a, b), RG_ERROR_SHAPE, "add");
  ck_assert_refused (rg_matmul (a, a), RG_ERROR_SHAPE, "matmul");
  /* NULL goes through, and the first error comes out once. */
  RgTensor *c = rg_exp (rg_mul (rg_add (a, b), a));
  ck_assert_refused (c, RG_ERROR_SHAPE, "add: ");
  ck_assert (rg_scope_check (NULL, NULL));
}
END_TEST

START_TEST (test_integers_require_no_gradient)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *t = rg_zeros (dtypes[_i].dtype, RG_SHAPE (2));
  if (dtypes[_i].floating)
    ck_assert_ptr_nonnull (rg_set_requires_grad (t, true));
  else
    ck_assert_refused (rg_set_requires_grad (t, true), RG_ERROR_AUTOGRAD, dtypes[_i].name);
}
END_TEST

START_TEST (test_memory_limit)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  rg_memory_set_limit (before.live + 1000);
  ck_assert_refused (rg_zeros (RG_F64, RG_SHAPE (1000)), RG_ERROR_MEMORY, "limit");
  rg_memory_set_limit (0);
  RgScope *inner = rg_scope_begin ();
  ck_assert_ptr_nonnull (rg_zeros (RG_F64, RG_SHAPE (1000)));
  rg_memory_stats (&after);
  ck_assert_uint_ge (after.live, before.live + 8000);
  ck_assert_int_eq (after.n_tensors, before.n_tensors + 1);
  rg_scope_end (inner);
  rg_memory_stats (&after);
  ck_assert_uint_eq (after.live, before.live);
  ck_assert_int_eq (after.n_tensors, before.n_tensors);
}
END_TEST

static void *
no_memory (size_t size, void *user_data)
{
  (void) size, (void) user_data;
  return NULL;
}

static void
no_free (void *data, size_t size, void *user_data)
{
  (void) data, (void) size, (void) user_data;
}

START_TEST (test_an_allocator_that_fails)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  rg_memory_set_allocator (&(RgAllocator){ no_memory, no_free, NULL });
  ck_assert_refused (rg_zeros (RG_F64, RG_SHAPE (12345)), RG_ERROR_MEMORY, "no memory for");
  rg_memory_set_allocator (NULL);
  ck_assert_ptr_nonnull (rg_zeros (RG_F64, RG_SHAPE (12345)));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tensor");
  TCase *tests = tcase_create ("tensor");
  tcase_add_loop_test (tests, test_names_and_sizes, 0, G_N_ELEMENTS (dtypes));
  tcase_add_loop_test (tests, test_promotion, 0, G_N_ELEMENTS (dtypes));
  tcase_add_loop_test (tests, test_every_conversion, 0, G_N_ELEMENTS (dtypes));
  tcase_add_test (tests, test_the_hosts_memory_is_shared);
  tcase_add_test (tests, test_data_is_copied);
  tcase_add_test (tests, test_shapes_and_strides);
  tcase_add_test (tests, test_bad_shapes);
  tcase_add_test (tests, test_bad_reads);
  tcase_add_test (tests, test_sizes_that_do_not_broadcast);
  tcase_add_loop_test (tests, test_integers_require_no_gradient, 0, G_N_ELEMENTS (dtypes));
  tcase_add_test (tests, test_memory_limit);
  tcase_add_test (tests, test_an_allocator_that_fails);
  suite_add_tcase (suite, tests);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
