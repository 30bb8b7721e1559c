/* test-attrs.c: attribute structs by name: every type, ranges, defaults, errors,
 * printing, and copies that own their lists and strings.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "attrs-private.h"
#include <check.h>
#include <math.h>
#include <stdlib.h>

typedef struct
{
  size_t size;
  int64_t count;
  double scale;
  bool flag;
  const char *mode;
  RgInts dims;
  RgDType dtype;
  bool has_limit;
  double limit;
  RgInts padding;
  double order;
  int64_t needed;
} Attrs;

static const int64_t two_three[] = { 2, 3 };
static const Attrs defaults = { .size = sizeof (Attrs), .count = 1, .scale = 0.5, .mode = "mean",
                                .dims = { 2, two_three }, .dtype = RG_F32, .order = 2 };
static const RgAttr attrs_table[] = {
  RG_ATTR (Attrs, count, INT, "1", .min = 0, .max = 10),
  RG_ATTR (Attrs, scale, FLOAT, "0.5", .min = -1, .max = 1),
  RG_ATTR (Attrs, flag, BOOL, "false", .doc = ""),
  RG_ATTR (Attrs, mode, STRING, "mean", .choices = "none mean sum"),
  RG_ATTR (Attrs, dims, INTS, "2,3", .doc = ""),
  RG_ATTR (Attrs, dtype, DTYPE, "float32", .doc = ""),
  RG_ATTR_OPT (Attrs, limit, FLOAT, .doc = ""),
  RG_ATTR (Attrs, padding, INTS, "0", .choices = "valid same"),
  RG_ATTR (Attrs, order, FLOAT, "2", .choices = "fro=2"),
  RG_ATTR (Attrs, needed, INT, NULL, .doc = ""),
  { .name = NULL },
};
static const RgOp op = { .struct_size = sizeof (RgOp), .name = "sample", .attrs = attrs_table,
                         .attrs_size = sizeof (Attrs), .attrs_init = &defaults };
static const RgOp bare = { .struct_size = sizeof (RgOp), .name = "bare" };

static const Attrs *
get (const RgAttrs *attrs)
{
  return rg_attrs_get (attrs);
}

static void
set (RgAttrs *attrs, const char *name, const char *text)
{
  GError *error = NULL;
  ck_assert_msg (rg_attrs_set (attrs, name, text, &error), "%s", error ? error->message : "no message");
  ck_assert_ptr_null (error);
}

static void
refuses (RgAttrs *attrs, const char *name, const char *text, const char *message)
{
  GError *error = NULL;
  ck_assert_msg (!rg_attrs_set (attrs, name, text, &error), "%s=%s was taken", name, text ? text : "NULL");
  ck_assert_ptr_nonnull (error);
  ck_assert_int_eq (error->code, RG_ERROR_ARGUMENT);
  ck_assert_str_eq (error->message, message);
  g_error_free (error);
}

/* --- defaults --- */

START_TEST (test_defaults)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  ck_assert_int_eq (get (attrs)->count, 1);
  ck_assert_double_eq (get (attrs)->scale, 0.5);
  ck_assert (!get (attrs)->flag && !get (attrs)->has_limit);
  ck_assert_str_eq (get (attrs)->mode, "mean");
  ck_assert_int_eq (get (attrs)->dims.n, 2);
  ck_assert_int_eq (get (attrs)->dims.v[1], 3);
  ck_assert_str_eq (rg_attrs_missing (attrs), "needed");
  set (attrs, "needed", "4");
  ck_assert_ptr_null (rg_attrs_missing (attrs));
}
END_TEST

START_TEST (test_an_operator_without_attributes)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&bare);
  ck_assert_ptr_null (rg_attrs_get (attrs));
  ck_assert_ptr_null (rg_attrs_missing (attrs));
  refuses (attrs, "dim", "1", "bare has no attribute 'dim' (it has: none)");
  rg_attrs_free (NULL);
  ck_assert_ptr_null (rg_attrs_get (NULL));
}
END_TEST

/* --- types --- */

START_TEST (test_integers)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  set (attrs, "needed", "-9223372036854775808");
  ck_assert_int_eq (get (attrs)->needed, INT64_MIN);
  set (attrs, "needed", "9223372036854775807");
  ck_assert_int_eq (get (attrs)->needed, INT64_MAX);
  set (attrs, "needed", "1e3");
  ck_assert_int_eq (get (attrs)->needed, 1000);
  refuses (attrs, "needed", "1.5", "sample: needed='1.5': expected an integer");
  refuses (attrs, "needed", "", "sample: needed='': expected an integer");
  refuses (attrs, "needed", "3x", "sample: needed='3x': expected an integer");
  refuses (attrs, "needed", "nan", "sample: needed='nan': expected an integer");
  refuses (attrs, "needed", "inf", "sample: needed='inf': expected an integer");
  refuses (attrs, "needed", "9223372036854775808", "sample: needed='9223372036854775808': expected an integer");
  refuses (attrs, "needed", NULL, "sample: needed='': expected an integer");
}
END_TEST

START_TEST (test_numbers)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  set (attrs, "scale", "-1");
  ck_assert_double_eq (get (attrs)->scale, -1);
  set (attrs, "scale", "2.5e-3");
  ck_assert_double_eq (get (attrs)->scale, 2.5e-3);
  set (attrs, "limit", "inf");
  ck_assert (get (attrs)->has_limit && isinf (get (attrs)->limit));
  set (attrs, "limit", "nan");
  ck_assert (isnan (get (attrs)->limit));
  set (attrs, "order", "fro");
  ck_assert_double_eq (get (attrs)->order, 2);
  set (attrs, "order", "-inf");
  ck_assert_double_eq (get (attrs)->order, (double) -INFINITY);
  refuses (attrs, "scale", "0,5", "sample: scale='0,5': expected a number");
  refuses (attrs, "order", "frob", "sample: order='frob': expected a number");
}
END_TEST

START_TEST (test_bools)
{
  static const char *const yes[] = { "true", "True", "1", "yes", "on" };
  static const char *const no[] = { "false", "FALSE", "0", "no", "off" };
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  for (size_t i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      set (attrs, "flag", yes[i]);
      ck_assert (get (attrs)->flag);
      set (attrs, "flag", no[i]);
      ck_assert (!get (attrs)->flag);
    }
  refuses (attrs, "flag", "2", "sample: flag='2': expected true or false");
}
END_TEST

START_TEST (test_words)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  char text[] = "sum";
  set (attrs, "mode", text);
  text[0] = 'x'; /* it keeps a copy */
  ck_assert_str_eq (get (attrs)->mode, "sum");
  refuses (attrs, "mode", "max", "sample: mode='max': expected one of none mean sum");
  refuses (attrs, "mode", "", "sample: mode='': expected one of none mean sum");
}
END_TEST

START_TEST (test_lists)
{
  static const struct
  {
    const char *text;
    int64_t n, values[3];
  } cases[] = {
    { "1,2,3", 3, { 1, 2, 3 } }, { "[1, 2, 3]", 3, { 1, 2, 3 } }, { "(4)", 1, { 4 } }, { "-5", 1, { -5 } },
    { "", 0, { 0 } },            { "[]", 0, { 0 } },              { "none,7", 2, { -1, 7 } },
  };
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set (attrs, "dims", cases[i].text);
      ck_assert_int_eq (get (attrs)->dims.n, cases[i].n);
      ck_assert_ptr_nonnull (get (attrs)->dims.v);
      for (int64_t k = 0; k < cases[i].n; k++)
        ck_assert_int_eq (get (attrs)->dims.v[k], cases[i].values[k]);
    }
  set (attrs, "padding", "same");
  ck_assert_int_eq (get (attrs)->padding.n, -2);
  set (attrs, "padding", "valid");
  ck_assert_int_eq (get (attrs)->padding.n, -1);
  set (attrs, "padding", "1,2");
  ck_assert_int_eq (get (attrs)->padding.n, 2);
  refuses (attrs, "dims", "1,x", "sample: dims='1,x': expected integers separated by commas");
  refuses (attrs, "dims", "1.5", "sample: dims='1.5': expected integers separated by commas");
}
END_TEST

START_TEST (test_dtypes)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  set (attrs, "dtype", "int64");
  ck_assert_int_eq (get (attrs)->dtype, RG_I64);
  set (attrs, "dtype", "bool");
  ck_assert_int_eq (get (attrs)->dtype, RG_BOOL);
  refuses (attrs, "dtype", "half", "sample: dtype='half': expected a dtype such as float32");
}
END_TEST

/* --- presence, ranges, names --- */

START_TEST (test_none_takes_an_optional_one_away)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  set (attrs, "limit", "3");
  ck_assert (get (attrs)->has_limit);
  set (attrs, "limit", "None");
  ck_assert (!get (attrs)->has_limit);
  refuses (attrs, "count", "none", "sample: count='none': expected an integer");
}
END_TEST

START_TEST (test_ranges)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  set (attrs, "count", "0");
  set (attrs, "count", "10");
  refuses (attrs, "count", "11", "sample: count=11 is outside 0 .. 10");
  refuses (attrs, "count", "-1", "sample: count=-1 is outside 0 .. 10");
  refuses (attrs, "scale", "1.5", "sample: scale=1.5 is outside -1 .. 1");
  refuses (attrs, "scale", "nan", "sample: scale=nan is outside -1 .. 1");
  set (attrs, "needed", "-99"); /* without a range: any */
}
END_TEST

START_TEST (test_a_refused_value_changes_nothing)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  set (attrs, "count", "7");
  set (attrs, "scale", "0.25");
  set (attrs, "dims", "9");
  refuses (attrs, "count", "11", "sample: count=11 is outside 0 .. 10");
  refuses (attrs, "count", "many", "sample: count='many': expected an integer");
  refuses (attrs, "scale", "7", "sample: scale=7 is outside -1 .. 1");
  refuses (attrs, "scale", "x", "sample: scale='x': expected a number");
  refuses (attrs, "dims", "1,x", "sample: dims='1,x': expected integers separated by commas");
  refuses (attrs, "limit", "x", "sample: limit='x': expected a number");
  ck_assert_int_eq (get (attrs)->count, 7);
  ck_assert_double_eq (get (attrs)->scale, 0.25);
  ck_assert_int_eq (get (attrs)->dims.v[0], 9);
  ck_assert (!get (attrs)->has_limit);
}
END_TEST

START_TEST (test_an_unknown_name_lists_the_known)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  refuses (attrs, "dim", "1",
           "sample has no attribute 'dim' (it has: count, scale, flag, mode, dims, dtype, limit, padding, "
           "order, needed)");
}
END_TEST

/* --- printing and copies --- */

START_TEST (test_printing_shows_what_is_not_the_default)
{
  g_autoptr (RgAttrs) attrs = rg_attrs_new (&op);
  g_autofree char *usual = rg_attrs_to_string (&op, rg_attrs_get (attrs));
  ck_assert_str_eq (usual, "needed=0");
  set (attrs, "count", "3");
  set (attrs, "flag", "true");
  set (attrs, "mode", "sum");
  set (attrs, "dims", "4");
  set (attrs, "dtype", "float64");
  set (attrs, "limit", "0.1");
  set (attrs, "padding", "same");
  g_autofree char *text = rg_attrs_to_string (&op, rg_attrs_get (attrs));
  ck_assert_str_eq (text, "count=3 flag=true mode=sum dims=[4] dtype=float64 limit=0.10000000000000001 "
                          "padding=same needed=0");
  g_autofree char *none = rg_attrs_to_string (&op, NULL);
  ck_assert_str_eq (none, "");
}
END_TEST

START_TEST (test_a_copy_owns_its_lists_and_strings)
{
  RgAttrs *attrs = rg_attrs_new (&op);
  set (attrs, "mode", "sum");
  set (attrs, "dims", "5,6,7");
  size_t bytes = rg_attrs_copy_size (&op, rg_attrs_get (attrs));
  ck_assert_uint_ge (bytes, sizeof (Attrs) + 3 * sizeof (int64_t) + sizeof "sum");
  Attrs *copy = g_malloc (bytes); /* exactly: a checker of memory sees a byte too many */
  rg_attrs_copy (&op, copy, rg_attrs_get (attrs));
  rg_attrs_free (attrs);
  ck_assert_str_eq (copy->mode, "sum");
  ck_assert_int_eq (copy->dims.n, 3);
  ck_assert_int_eq (copy->dims.v[2], 7);
  ck_assert ((const char *) copy->dims.v >= (char *) copy && copy->mode < (char *) copy + bytes);
  g_free (copy);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("attrs");
  TCase *tcase = tcase_create ("attrs");
  tcase_add_test (tcase, test_defaults);
  tcase_add_test (tcase, test_an_operator_without_attributes);
  tcase_add_test (tcase, test_integers);
  tcase_add_test (tcase, test_numbers);
  tcase_add_test (tcase, test_bools);
  tcase_add_test (tcase, test_words);
  tcase_add_test (tcase, test_lists);
  tcase_add_test (tcase, test_dtypes);
  tcase_add_test (tcase, test_none_takes_an_optional_one_away);
  tcase_add_test (tcase, test_ranges);
  tcase_add_test (tcase, test_a_refused_value_changes_nothing);
  tcase_add_test (tcase, test_an_unknown_name_lists_the_known);
  tcase_add_test (tcase, test_printing_shows_what_is_not_the_default);
  tcase_add_test (tcase, test_a_copy_owns_its_lists_and_strings);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
