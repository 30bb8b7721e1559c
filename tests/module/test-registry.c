/* test-registry.c: the table of operators: all of a module or none, what follows
 * from a descriptor, and descriptors that are refused.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "builtin-private.h"
#include "registry-private.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

/* --- descriptors to begin with --- */

static bool
forward (RgCall *call)
{
  return rg_call_return (call, 0, call->inputs[0]);
}

static RgTensor *
vjp (RgVjpCall *c, size_t i)
{
  (void) c;
  (void) i;
  return NULL;
}

static const RgInput one_input[] = { { "input", "", 0 }, { NULL, NULL, 0 } };

static RgOp
sound (const char *name)
{
  return (RgOp){ .struct_size = sizeof (RgOp), .name = name, .summary = "s", .formula = "f", .gradient = "g",
                 .category = "shape", .kind = RG_KIND_GENERAL, .inputs = one_input, .n_outputs = 1,
                 .forward = forward };
}

/* Of which a test has as many as it likes: they stay in the table. */
static bool
insert (const char *module, const RgOp *first, const RgOp *second, GError **error)
{
  const RgOp **ops = g_new0 (const RgOp *, 3);
  ops[0] = first;
  ops[1] = second;
  RgModule *m = g_new0 (RgModule, 1);
  *m = (RgModule) RG_BUILT_IN (module, ops);
  bool ok = rg_registry_insert (m, "/a/file.so", error);
  if (!ok)
    {
      g_free (ops);
      g_free (m);
    }
  return ok;
}

static void
refuses (const RgOp *op, const char *why)
{
  GError *error = NULL;
  ck_assert_msg (!insert ("bad", op, NULL, &error), "taken, yet: %s", why);
  ck_assert_int_eq (error->code, RG_ERROR_MODULE);
  g_autofree char *wanted = g_strdup_printf ("/a/file.so was rejected: operator %s: %s",
                                             op->struct_size && op->name ? op->name : "?", why);
  ck_assert_str_eq (error->message, wanted);
  g_error_free (error);
  ck_assert_ptr_null (rg_registry_find ("bad"));
}

/* --- all or none --- */

START_TEST (test_a_module_comes_whole)
{
  static RgOp first, second;
  first = sound ("whole");
  second = sound ("whole.variant");
  ck_assert_ptr_null (rg_registry_find ("whole"));
  ck_assert (insert ("whole", &first, &second, NULL));
  const RgOp *found = rg_registry_find ("whole.variant");
  ck_assert_ptr_nonnull (found);
  const char *path = NULL;
  ck_assert_str_eq (rg_op_module (found, &path)->name, "whole");
  ck_assert_str_eq (path, "/a/file.so");
}
END_TEST

START_TEST (test_or_not_at_all)
{
  RgOp first = sound ("half"), second = sound ("half.variant");
  GError *error = NULL;
  second.forward = NULL;
  ck_assert (!insert ("half", &first, &second, &error));
  ck_assert_str_eq (error->message, "/a/file.so was rejected: operator half.variant: `forward` is missing");
  ck_assert_ptr_null (rg_registry_find ("half"));
  g_clear_error (&error);
  second = sound ("half");
  ck_assert (!insert ("half", &first, &second, &error));
  ck_assert_str_eq (error->message, "/a/file.so was rejected: operator half: it stands twice in the module");
  ck_assert_ptr_null (rg_registry_find ("half"));
  g_clear_error (&error);
  ck_assert (!insert ("half", NULL, NULL, &error));
  ck_assert_str_eq (error->message, "/a/file.so was rejected: it has no operators");
  g_clear_error (&error);
}
END_TEST

START_TEST (test_a_name_is_given_once)
{
  static RgOp first;
  RgOp second = sound ("once");
  GError *error = NULL;
  first = sound ("once");
  ck_assert (insert ("once", &first, NULL, NULL));
  const RgOp *found = rg_registry_find ("once");
  ck_assert (!insert ("once", &second, NULL, &error));
  ck_assert_str_eq (error->message,
                    "/a/file.so was rejected: operator once is already defined by /a/file.so");
  ck_assert_ptr_eq (rg_registry_find ("once"), found);
  g_clear_error (&error);
}
END_TEST

START_TEST (test_the_library_itself_is_named)
{
  RgOp op = sound ("clone");
  GError *error = NULL;
  ck_assert_ptr_nonnull (rg_op_find ("clone", NULL)); /* fills the table */
  ck_assert (!insert ("clone", &op, NULL, &error));
  ck_assert_str_eq (error->message,
                    "/a/file.so was rejected: operator clone is already defined by the library itself");
  g_clear_error (&error);
}
END_TEST

START_TEST (test_removal)
{
  static RgOp op;
  static const RgOp *const ops[] = { &op, NULL };
  static const RgModule module = RG_BUILT_IN ("removed", ops);
  op = sound ("removed");
  ck_assert (rg_registry_insert (&module, NULL, NULL));
  const RgOp *found = rg_registry_find ("removed");
  ck_assert_ptr_nonnull (found);
  rg_registry_remove (&module);
  ck_assert_ptr_null (rg_registry_find ("removed"));
  ck_assert_str_eq (found->name, "removed"); /* who holds it may go on */
  ck_assert (rg_registry_insert (&module, NULL, NULL));
  ck_assert_ptr_nonnull (rg_registry_find ("removed"));
}
END_TEST

/* --- names --- */

START_TEST (test_which_names_belong_to_a_module)
{
  static const char *const right[] = { "own", "own.x", "own_backward", "own_backward.x" };
  static const char *const wrong[] = { "other", "owner", "own_forward", "own_backwards", "ow" };
  static RgOp ops[G_N_ELEMENTS (right)];
  for (size_t i = 0; i < G_N_ELEMENTS (right); i++)
    {
      ops[i] = sound (right[i]);
      ck_assert_msg (insert ("own", &ops[i], NULL, NULL), "%s", right[i]);
    }
  for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      RgOp op = sound (wrong[i]);
      GError *error = NULL;
      ck_assert_msg (!insert ("own", &op, NULL, &error), "%s", wrong[i]);
      ck_assert (strstr (error->message, "a module defines only NAME, NAME.* and NAME_backward"));
      g_error_free (error);
    }
}
END_TEST

START_TEST (test_the_name_of_a_gradient)
{
  static const char *const cases[][2] = { { "log_sum", "LogSumBackward0" }, { "log_sum.exp", "LogSumExpBackward0" } };
  static RgOp ops[3];
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ops[i] = sound (cases[i][0]);
      ck_assert (insert ("log_sum", &ops[i], NULL, NULL));
      ck_assert_str_eq (rg_op_info (rg_registry_find (cases[i][0]))->backward_name, cases[i][1]);
    }
  ops[2] = sound ("log_sum.own");
  ops[2].backward_name = "OwnBackward7";
  ck_assert (insert ("log_sum", &ops[2], NULL, NULL));
  ck_assert_str_eq (rg_op_info (rg_registry_find ("log_sum.own"))->backward_name, "OwnBackward7");
}
END_TEST

/* --- places --- */

START_TEST (test_the_places_of_inputs)
{
  static const RgInput inputs[] = { { "a", "", 0 },
                                    { "list", "", RG_INPUT_VARIADIC },
                                    { "b", "", 0 },
                                    { "c", "", RG_INPUT_OPTIONAL },
                                    { NULL, NULL, 0 } };
  static const RgVjp vjps[] = { { 0, 0, vjp }, { RG_VJP_REST, 0, vjp }, { 0, 0, NULL } };
  static RgOp op;
  op = sound ("places");
  op.inputs = inputs;
  op.vjp = vjps;
  ck_assert (insert ("places", &op, NULL, NULL));
  const RgOpInfo *info = rg_op_info (rg_registry_find ("places"));
  ck_assert_int_eq (info->n_inputs, 4);
  ck_assert_int_eq (info->n_required, 3);
  ck_assert_int_eq (info->variadic, 1);
  ck_assert (info->differentiable && !info->is_plain && !info->is_simple);
  /* a, three of the list, b, c */
  static const int places[] = { 0, 1, 1, 1, 2, 3 };
  for (size_t i = 0; i < 6; i++)
    ck_assert_int_eq (rg_op_place (info, i, 6), places[i]);
  ck_assert_ptr_eq (rg_op_vjp_row (info, 0), &vjps[0]);
  ck_assert_ptr_eq (rg_op_vjp_row (info, 3), &vjps[1]);
}
END_TEST

/* --- descriptors that are refused --- */

START_TEST (test_faults)
{
  static const RgInput two_lists[]
      = { { "a", "", RG_INPUT_VARIADIC }, { "b", "", RG_INPUT_VARIADIC }, { NULL, NULL, 0 } };
  static const RgVjp second[] = { { 1, 0, vjp }, { 0, 0, NULL } };
  static const RgVjp below[] = { { -3, 0, vjp }, { 0, 0, NULL } };
  static const RgVjp first[] = { { 0, 0, vjp }, { 0, 0, NULL } };
  static const RgAttr on_size[] = { { .name = "a", .type = RG_ATTR_INT, .offset = 0 }, { .name = NULL } };
  static const RgAttr inside[] = { { .name = "a", .type = RG_ATTR_INT, .offset = 8 }, { .name = NULL } };
  static const RgAttr flag_outside[]
      = { { .name = "a", .type = RG_ATTR_INT, .offset = 8, .has_offset = 16 }, { .name = NULL } };
  static const size_t init[2] = { sizeof init, 0 };
  static const RgPointwise nothing = { .flags = 0 };
  static const RgReduction none = { .empty_is_error = true };
  struct
  {
    const char *why;
    RgOp op;
  } cases[] = {
    { "struct_size is not set", { .struct_size = 0 } },
    { "summary or formula is missing", { .summary = NULL } },
    { "summary or formula is missing", { .formula = NULL } },
    { "`forward` is missing", { .kind = RG_KIND_GENERAL } },
    { "`forward` is missing", { .kind = RG_KIND_VIEW } },
    { "`forward` is missing", { .kind = RG_KIND_COMPOSITE } },
    { "a pointwise operator needs `pointwise`", { .kind = RG_KIND_POINTWISE } },
    { "`pointwise` has no kernel (RG_CLONES_OF gives one)", { .kind = RG_KIND_POINTWISE, .pointwise = &nothing } },
    { "a reduction needs `reduction`", { .kind = RG_KIND_REDUCTION } },
    { "`reduction` has no state_size for any dtype", { .kind = RG_KIND_REDUCTION, .reduction = &none } },
    { "kind is none that this engine knows", { .kind = (RgKind) 77 } },
    { "more than one variadic input", { .inputs = two_lists } },
    { "a vjp row names an input that does not exist", { .vjp = second } },
    { "a vjp row names an input that does not exist", { .vjp = below } },
    { "an attribute lies outside the attribute struct", { .attrs = on_size, .attrs_size = 16, .attrs_init = init } },
    { "an attribute lies outside the attribute struct", { .attrs = inside, .attrs_size = 8, .attrs_init = init } },
    { "an attribute lies outside the attribute struct",
      { .attrs = flag_outside, .attrs_size = 16, .attrs_init = init } },
    { "attributes without attrs_init or attrs_size", { .attrs = inside, .attrs_size = 16 } },
    { "a composite operator has no vjp of its own", { .kind = RG_KIND_COMPOSITE, .vjp = first, .forward = forward } },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RgOp op = cases[i].op;
      bool of_text = strstr (cases[i].why, "summary") != NULL;
      bool of_forward = op.kind != RG_KIND_GENERAL || strstr (cases[i].why, "forward");
      op.name = "bad";
      op.struct_size = i == 0 ? 0 : sizeof op;
      op.summary = of_text && i == 1 ? NULL : "s";
      op.formula = of_text && i == 2 ? NULL : "f";
      op.gradient = "g";
      op.category = "shape";
      op.inputs = op.inputs ? op.inputs : one_input;
      op.n_outputs = 1;
      op.forward = of_forward ? op.forward : forward;
      refuses (&op, cases[i].why);
    }
  RgOp nameless = sound (NULL);
  GError *error = NULL;
  ck_assert (!insert ("bad", &nameless, NULL, &error));
  ck_assert_str_eq (error->message, "/a/file.so was rejected: operator ?: name is missing");
  g_error_free (error);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("registry");
  TCase *tcase = tcase_create ("registry");
  tcase_add_test (tcase, test_a_module_comes_whole);
  tcase_add_test (tcase, test_or_not_at_all);
  tcase_add_test (tcase, test_a_name_is_given_once);
  tcase_add_test (tcase, test_the_library_itself_is_named);
  tcase_add_test (tcase, test_removal);
  tcase_add_test (tcase, test_which_names_belong_to_a_module);
  tcase_add_test (tcase, test_the_name_of_a_gradient);
  tcase_add_test (tcase, test_the_places_of_inputs);
  tcase_add_test (tcase, test_faults);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
