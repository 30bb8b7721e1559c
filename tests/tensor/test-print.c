/* test-print.c: printing is PyTorch's to the character.
 *
 * The cases are the recorded ones of vectors/printing.json, which is not part of
 * this tree (without it they are left out, and a line says so), and those of
 * print-cases.h. Tensors with a `grad_fn` are made by operators of the test's
 * own that bear the names in question.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "registry-private.h"
#include "rg-autograd.h"
#include "rg-random.h"
#include "tensor-private.h"
#include <check.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *note;
  RgDType dtype;
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
  const char *values;
  bool requires_grad;
  const char *text;
} PrintCase;

#include "print-cases.h"

static RgScope *scope;

static void
setup (void)
{
  scope = rg_scope_begin ();
}

static void
teardown (void)
{
  g_autoptr (GError) error = NULL;
  bool clean = rg_scope_check (scope, &error);
  ck_assert_msg (clean, "%s", error ? error->message : "");
  rg_scope_end (scope);
}

static void
assert_prints (const RgTensor *tensor, const char *text, const char *note)
{
  g_autofree char *got = rg_tensor_to_string (tensor);
  ck_assert_msg (strcmp (got, text) == 0, "%s:\nexpected\n%s\ngot\n%s", note, text, got);
}

/* --- operators with a name to show --- */

static bool
copy_forward (RgCall *call)
{
  RgTensor *in = call->inputs[0];
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  if (out == NULL)
    return false;
  memcpy (rg_tensor_data (out), rg_tensor_data (in),
          (size_t) rg_tensor_numel (in) * rg_dtype_size (rg_tensor_dtype (in)));
  return true;
}

RG_VJP (copy_vjp, RG_G)
static const RgVjp copy_vjps[] = { { 0, 0, copy_vjp }, { 0, 0, NULL } };
static const RgInput copy_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

/* A copy of `tensor` whose grad_fn is called `name`. Descriptors live for ever,
 * as a module's do. */
static RgTensor *
made_by (const char *name, RgTensor *tensor)
{
  g_autofree char *op_name = g_strconcat ("shown.", name, NULL);
  const RgOp *op = rg_registry_find (op_name);
  if (op == NULL)
    {
      g_autoptr (GError) error = NULL;
      static RgOp made[64];
      static size_t n_made;
      static const RgOp *ops[2];
      static RgModule module;
      ck_assert_uint_lt (n_made, G_N_ELEMENTS (made));
      made[n_made] = (RgOp){ .struct_size = sizeof (RgOp),
                             .name = g_intern_string (op_name),
                             .summary = "A copy.",
                             .formula = "out = input",
                             .gradient = "d input = d out",
                             .category = "shape",
                             .kind = RG_KIND_GENERAL,
                             .inputs = copy_inputs,
                             .n_outputs = 1,
                             .forward = copy_forward,
                             .vjp = copy_vjps,
                             .backward_name = g_intern_string (name) };
      ops[0] = &made[n_made++];
      module = (RgModule){ RG_MODULE_MAGIC, sizeof (RgModule), RG_ABI_MAJOR, RG_ABI_MINOR,
                           RG_MODULE_SIZES, rg_module_anchor (), "shown", "1.0", "BSD-3-Clause", "",
                           ops };
      bool ok = rg_registry_insert (&module, NULL, &error);
      ck_assert_msg (ok, "%s", error ? error->message : "");
      op = rg_registry_find (op_name);
    }
  ck_assert_ptr_nonnull (op);
  RgTensor *out = NULL;
  rg_set_requires_grad (tensor, true);
  ck_assert_uint_eq (rg_op_call (NULL, op, &tensor, 1, NULL, &out, 1), 1);
  return out;
}

/* --- the recorded cases --- */

static char *
vectors_path (void)
{
  const char *shared = g_getenv ("RG_TEST_SHARED_DIR");
  const char *source = g_getenv ("RG_TEST_SOURCE_DIR");
  if (shared)
    return g_build_filename (shared, "vectors", "printing.json", NULL);
  return g_build_filename (source ? source : ".", "..", "shared", "vectors", "printing.json", NULL);
}

static double
json_number (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtod (json_node_get_string (node), NULL);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return json_node_get_double (node);
}

static RgTensor *
recorded_tensor (JsonObject *c)
{
  RgDType dtype;
  int64_t sizes[RG_MAX_DIMS];
  JsonArray *shape = json_object_get_array_member (c, "shape");
  JsonArray *data = json_object_get_array_member (c, "data");
  guint ndim = json_array_get_length (shape);
  ck_assert (rg_dtype_from_name (json_object_get_string_member (c, "dtype"), &dtype));
  ck_assert_uint_le (ndim, RG_MAX_DIMS);
  for (guint d = 0; d < ndim; d++)
    sizes[d] = json_array_get_int_element (shape, d);
  RgTensor *t = rg_empty (dtype, (RgInts){ ndim, sizes });
  ck_assert_int_eq (rg_tensor_numel (t), json_array_get_length (data));
  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      char *at = (char *) rg_tensor_data (t) + i * rg_dtype_size (dtype);
      JsonNode *node = json_array_get_element (data, i);
      if (dtype == RG_I64)
        *(int64_t *) (void *) at = json_node_get_int (node);
      else
        rg_store (dtype, at, json_number (node));
    }
  return t;
}

START_TEST (recorded_cases)
{
  g_autofree char *path = vectors_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  bool ok = json_parser_load_from_file (parser, path, &error);
  ck_assert_msg (ok, "%s", error ? error->message : "");
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *list = json_object_get_array_member (root, "cases");
  guint n = json_array_get_length (list);
  ck_assert_uint_ge (n, 80);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *c = json_array_get_object_element (list, i);
      RgTensor *t = recorded_tensor (c);
      if (!json_object_get_null_member (c, "grad_fn"))
        t = made_by (json_object_get_string_member (c, "grad_fn"), t);
      else if (json_object_get_boolean_member (c, "requires_grad"))
        rg_set_requires_grad (t, true);
      assert_prints (t, json_object_get_string_member (c, "text"),
                     json_object_get_string_member (c, "note"));
    }
}
END_TEST

/* --- our own --- */

static RgTensor *
case_tensor (const PrintCase *c)
{
  RgTensor *t = rg_empty (c->dtype, (RgInts){ c->ndim, c->sizes });
  char *at = rg_tensor_data (t);
  g_auto (GStrv) words = g_strsplit (c->values, " ", -1);
  bool ramp = g_strcmp0 (words[0], "ramp") == 0;
  for (int64_t i = 0; i < rg_tensor_numel (t); i++, at += rg_dtype_size (c->dtype))
    {
      double x = ramp ? g_ascii_strtod (words[1], NULL) + (double) i * g_ascii_strtod (words[2], NULL)
                      : g_ascii_strtod (words[i], NULL);
      if (c->dtype == RG_I64 && !ramp)
        *(int64_t *) (void *) at = g_ascii_strtoll (words[i], NULL, 10);
      else if (c->dtype == RG_BOOL)
        *at = (int64_t) x & 1;
      else
        rg_store (c->dtype, at, x);
    }
  if (c->requires_grad)
    rg_set_requires_grad (t, true);
  return t;
}

START_TEST (built_in_cases)
{
  assert_prints (case_tensor (&cases[_i]), cases[_i].text, cases[_i].note);
}
END_TEST

/* A view prints as the copy of what it shows. */
START_TEST (views)
{
  int64_t sizes[] = { 6, 40, 5 };
  RgTensor *t = rg_empty (RG_F64, (RgInts){ 3, sizes });
  for (int64_t i = 0; i < rg_tensor_numel (t); i++)
    ((double *) rg_tensor_data (t))[i] = rg_random_uniform (3, (uint64_t) i) - 0.5;
  static const struct
  {
    int64_t sizes[3], strides[3], offset;
  } all[] = { { { 5, 40, 6 }, { 1, 5, 200 }, 0 },   /* transposed, summarised */
              { { 3, 4, 2 }, { 400, 50, 3 }, 1 },   /* steps */
              { { 4, 3, 5 }, { 0, 5, 1 }, 10 },     /* expanded */
              { { 2, 3, 3 }, { -200, -5, -1 }, 399 } }; /* backwards */
  for (size_t k = 0; k < G_N_ELEMENTS (all); k++)
    {
      RgTensor *view = rg_tensor_view (t, 3, all[k].sizes, all[k].strides, all[k].offset, -1);
      RgTensor *copy = rg_empty (RG_F64, (RgInts){ 3, all[k].sizes });
      double *out = rg_tensor_data (copy), *in = (double *) rg_tensor_data (t) + all[k].offset;
      for (int64_t i = 0; i < all[k].sizes[0]; i++)
        for (int64_t j = 0; j < all[k].sizes[1]; j++)
          for (int64_t l = 0; l < all[k].sizes[2]; l++)
            *out++ = in[i * all[k].strides[0] + j * all[k].strides[1] + l * all[k].strides[2]];
      g_autofree char *text = rg_tensor_to_string (copy);
      assert_prints (view, text, "view");
      rg_tensor_unref (view);
    }
}
END_TEST

START_TEST (nothing)
{
  assert_prints (NULL, "None", "NULL tensor");
  g_autofree char *none = rg_format_node (NULL);
  ck_assert_str_eq (none, "None");
}
END_TEST

START_TEST (nodes)
{
  RgTensor *y = made_by ("MulBackward0", rg_ones (RG_F32, RG_SHAPE (2)));
  assert_prints (y, "tensor([1., 1.], grad_fn=<MulBackward0>)", "made by an operator");
  g_autofree char *text = rg_format_node (rg_grad_fn (y));
  ck_assert_msg (g_str_has_prefix (text, "<MulBackward0 object at 0x"), "%s", text);
  ck_assert_msg (g_str_has_suffix (text, ">"), "%s", text);
  assert_prints (rg_detach (y), "tensor([1., 1.])", "detached");
}
END_TEST

/* A name that is too long for the line goes to the next, like any suffix. */
START_TEST (long_suffix)
{
  RgTensor *t = rg_full (RG_F64, RG_SHAPE (4), 0.25);
  assert_prints (made_by ("AVeryLongNameOfAFunctionBackward0", t),
                 "tensor([0.2500, 0.2500, 0.2500, 0.2500], dtype=float64,\n"
                 "       grad_fn=<AVeryLongNameOfAFunctionBackward0>)",
                 "long name");
}
END_TEST

START_TEST (standard_output)
{
  char name[] = "/tmp/rg-print-XXXXXX";
  int fd = g_mkstemp (name), kept = dup (STDOUT_FILENO);
  ck_assert_int_ge (fd, 0);
  fflush (stdout);
  dup2 (fd, STDOUT_FILENO);
  rg_print (rg_scalar (RG_F32, 27));
  rg_print (NULL);
  fflush (stdout);
  dup2 (kept, STDOUT_FILENO);
  close (kept);
  close (fd);
  g_autofree char *text = NULL;
  ck_assert (g_file_get_contents (name, &text, NULL, NULL));
  unlink (name);
  ck_assert_str_eq (text, "tensor(27.)\nNone\n");
}
END_TEST

static const char *
comma_locale (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8",
                                       "de_DE", "fr_FR" };
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_ALL, names[i]) && strcmp (localeconv ()->decimal_point, ",") == 0)
      return names[i];
  setlocale (LC_ALL, "C");
  return NULL;
}

/* Compiles one into the build folder, where the system has the sources. */
static void
make_comma_locale (void)
{
  const char *build = g_getenv ("RG_TEST_BUILD_DIR");
  g_autofree char *folder = build ? g_build_filename (build, "locale", NULL) : NULL;
  g_autofree char *target = folder ? g_build_filename (folder, "de_DE.UTF-8", NULL) : NULL;
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", target, NULL };
  if (folder == NULL || g_mkdir_with_parents (folder, 0755) != 0)
    return;
  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    g_spawn_sync (NULL, (char **) argv, NULL,
                  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                  NULL, NULL, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
}

START_TEST (decimal_point)
{
  ck_assert_ptr_nonnull (comma_locale ());
  RgTensor *t = rg_full (RG_F32, RG_SHAPE (2), 4.5);
  assert_prints (t, "tensor([4.5000, 4.5000])", "fixed point");
  assert_prints (rg_scalar (RG_F32, 1e-6), "tensor(1.0000e-06)", "scientific");
  setlocale (LC_ALL, "C");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("print");
  TCase *tcase = tcase_create ("print");
  g_autofree char *path = vectors_path ();
  tcase_add_checked_fixture (tcase, setup, teardown);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    tcase_add_test (tcase, recorded_cases);
  else
    printf ("# SKIP the recorded cases: there is no %s\n", path);
  tcase_add_loop_test (tcase, built_in_cases, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, views);
  tcase_add_test (tcase, nothing);
  tcase_add_test (tcase, nodes);
  tcase_add_test (tcase, long_suffix);
  tcase_add_test (tcase, standard_output);
  if (comma_locale () == NULL)
    make_comma_locale ();
  if (comma_locale ())
    tcase_add_test (tcase, decimal_point);
  else
    printf ("# SKIP the decimal point: no locale with a comma is installed\n");
  setlocale (LC_ALL, "C");
  fflush (stdout);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
