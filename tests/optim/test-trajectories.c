/* test-trajectories.c: optimisers against what PyTorch's did, step by step.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "vectors-private.h"
#include <string.h>

/* How many the file holds: each is a test of its own. */
#define N_TRAJECTORIES 18

typedef struct
{
  RgTensor *param; /* (4) */
  double c;
} Problem;

static bool
evaluate (void *user_data, double *loss, GError **error)
{
  (void) error;
  const Problem *problem = user_data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  double g[4];
  objective_gradient (rg_tensor_data (problem->param), problem->c, g);
  rg_set_grad (problem->param, rg_from_data (RG_F64, RG_SHAPE (4), g));
  *loss = objective (rg_tensor_data (problem->param), problem->c);
  return true;
}

/* PyTorch's keyword arguments as rg_optim_new() reads them. */
static char *
options_text (JsonObject *options)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GList) names = json_object_get_members (options);
  for (GList *l = names; l; l = l->next)
    {
      JsonNode *value = json_object_get_member (options, l->data);
      char a[G_ASCII_DTOSTR_BUF_SIZE];
      if (JSON_NODE_HOLDS_ARRAY (value))
        for (guint i = 0; i < 2; i++)
          g_string_append_printf (text, "beta%u=%s ", i + 1,
                                  g_ascii_dtostr (a, sizeof a,
                                                  json_array_get_double_element (
                                                      json_node_get_array (value), i)));
      else if (g_str_equal (l->data, "line_search_fn"))
        g_string_append_printf (text, "%s=true ", json_node_get_string (value));
      else if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
        g_string_append_printf (text, "%s=%s ", (char *) l->data,
                                json_node_get_boolean (value) ? "true" : "false");
      else
        g_string_append_printf (text, "%s=%s ", (char *) l->data,
                                g_ascii_dtostr (a, sizeof a, json_node_get_double (value)));
    }
  return g_string_free (text, FALSE);
}

static RgTensor *
start_of (JsonObject *entry)
{
  JsonArray *start = json_object_get_array_member (entry, "start");
  double p[4];
  for (guint i = 0; i < 4; i++)
    p[i] = json_array_get_double_element (start, i);
  return rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (4), p), true);
}

START_TEST (trajectory)
{
  JsonObject *root = vectors ();
  if (root == NULL)
    return;
  JsonArray *all = json_object_get_array_member (root, "optimisers");
  ck_assert_int_eq (json_array_get_length (all), N_TRAJECTORIES);
  JsonObject *entry = json_array_get_object_element (all, (guint) _i);
  JsonArray *track = json_object_get_array_member (entry, "track");
  g_autofree char *name
      = g_ascii_strdown (json_object_get_string_member (entry, "optimiser"), -1);
  JsonObject *options = json_object_get_object_member (entry, "options");
  g_autofree char *text = options_text (options);

  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  const bool up = json_object_get_boolean_member_with_default (options, "maximize", false);
  Problem problem = { start_of (entry), up ? -0.01 : 0.1 };
  g_autoptr (RgOptim) optim = rg_optim_new (name, &problem.param, 1, text, &error);
  ck_assert_msg (optim != NULL, "%s %s: %s", name, text, error ? error->message : "");

  int64_t step = 0;
  for (guint k = 0; k < json_array_get_length (track); k++)
    {
      JsonObject *point = json_array_get_object_element (track, k);
      JsonArray *value = json_object_get_array_member (point, "value");
      for (; step < json_object_get_int_member (point, "step"); step++)
        ck_assert (rg_optim_step_closure (optim, evaluate, &problem, NULL, &error));
      for (guint i = 0; i < 4; i++)
        {
          const double got = ((double *) rg_tensor_data (problem.param))[i];
          const double want = number_at (value, i);
          ck_assert_msg (near (got, want), "%s %s, step %d, element %u: %.17g, not %.17g", name, text,
                         (int) step, i, got, want);
        }
    }
  ck_assert_int_gt (step, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("trajectories");
  TCase *c = tcase_create ("pytorch");
  tcase_add_loop_test (c, trajectory, 0, N_TRAJECTORIES);
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
