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
options_text (const char *name, JsonObject *options)
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
  /* The file was recorded with PyTorch 1.13; 2.13 computes NAdam otherwise. */
  if (g_str_equal (name, "nadam"))
    g_string_append (text, "mu_twice=true");
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

/* Options and kinds that the file does not hold: after 1, 3 and 30 steps of
 * torch.optim 2.13 on the same objective, float64. */
static const struct
{
  const char *name, *options;
  double values[3][4];
} more[] = {
  { "nadam", "lr=0.01",
    { { 0.989435482169929, -1.989435482129734, 0.48943548362666905, 2.9894354821300664 },
      { 0.9744262665790266, -1.9744190245058262, 0.47467019550175965, 2.9743949315081637 },
      { 0.752165306623018, -1.7516413625742215, 0.2836939863095089, 2.748383488282266 } } },
  { "nadam", "lr=0.02 beta1=0.8 weight_decay=0.1 decoupled_weight_decay=true",
    { { 0.9760944387619022, -1.9740944386785573, 0.477094441782457, 2.9720944386792474 },
      { 0.9388309580715422, -1.932824047912184, 0.44296129030252407, 2.9267747868495433 },
      { 0.4885632963158867, -1.4346326384636165, 0.1393183298938777, 2.370084165572201 } } },
  { "radam", "lr=0.02 beta2=0.9 weight_decay=0.1 decoupled_weight_decay=true",
    { { 0.9726279999999999, -1.946956, 0.497628, 2.9453319999999996 },
      { 0.9205828360069184, -1.846629793359379, 0.4929203378757344, 2.8416300187050565 },
      { 0.49920034129430746, -1.3389921581408961, 0.1482251930069375, 2.2817241614336257 } } },
  { "rprop", "lr=0.02",
    { { 0.98, -1.98, 0.48, 2.98 },
      { 0.9271999999999999, -1.9272, 0.42719999999999997, 2.9272 },
      { -0.4607312855055988, -0.5872872650685291, -0.19773836727287805, 0.6928069491866259 } } },
  { "rprop", "lr=0.3 eta_minus=0.4 eta_plus=1.5 step_max=0.5",
    { { 0.7, -1.7, 0.2, 2.7 },
      { -0.25, -0.75, -0.24999999999999994, 1.75 },
      { -0.45394624, -0.5901592320000001, -0.20051450367999996, 0.7000078080000001 } } },
  { "asgd", "lr=0.05 t0=5 weight_decay=0.01 lambd=0.01",
    { { 0.9355699990399182, -1.8753899981431663, 0.49606999994143847, 2.8753299981422726 },
      { 0.832317422665662, -1.6810011549415087, 0.4883968251185131, 2.6782149204717607 },
      { 0.2922578547830838, -0.8354857402622513, 0.4040420924121851, 1.780350045338655 } } },
  { "adagrad", "lr=0.1 lr_decay=0.05 initial_accumulator_value=0.2 weight_decay=0.1",
    { { 0.9049460923441671, -1.901392018150055, 0.47436632448280547, 2.9013121387345517 },
      { 0.7999035548183959, -1.7936413937099114, 0.43370316635810247, 2.7913314199826935 },
      { 0.4535542916342563, -1.4423187390112204, 0.24721062115121428, 2.420758532967344 } } },
  { "adadelta", "lr=0.7 rho=0.8 weight_decay=0.1",
    { { 0.9984347545048977, -1.9984347529720516, 0.4984350305393925, 2.998434752939491 },
      { 0.9950815181376773, -1.9950810563565522, 0.49508927007370324, 2.995079903765226 },
      { 0.9397285839308774, -1.9396015719088724, 0.44166685097888664, 2.939267557664422 } } },
  { "adamax", "lr=0.05 beta2=0.9 weight_decay=0.1",
    { { 0.9500000003653368, -1.9500000001885227, 0.45000000421585123, 2.9500000001829223 },
      { 0.843832729638525, -1.8442609411075737, 0.34740472880099305, 2.845469625285091 },
      { -0.7554328728438848, 0.18704579419808556, 0.04660315330318144, 0.4353149813865794 } } },
  { "rmsprop", "lr=0.02 momentum=0.5 weight_decay=0.1",
    { { 0.8000000146134726, -1.8000000075409093, 0.300000168633922, 2.8000000073168945 },
      { 0.3998768877766337, -1.3964827158524302, -0.0040091999768937635, 2.3814265818819185 },
      { -0.34934900680909664, -0.5613470186042578, -0.013046994624935082, 1.2318783020625885 } } },
  { "lbfgs", "lr=0.5 max_iter=3 history_size=2",
    { { 0.7199866337434556, -1.501048200876884, 0.4752087261964917, 2.4839049902379426 },
      { 0.009908244785725911, -0.7895482479176668, 0.313794379007437, 1.6534305867828607 },
      { -0.4562489078682254, -0.5930382082996184, -0.18478440355201525, 0.6862955745561192 } } },
  { "lbfgs", "max_iter=20 strong_wolfe=true",
    { { -0.45628183682999063, -0.5930029087355616, -0.18801150973477157, 0.7061374916922524 },
      { -0.4562682139787339, -0.5930077962519863, -0.190860298372251, 0.7039890698819905 },
      { -0.4562682139787339, -0.5930077962519863, -0.190860298372251, 0.7039890698819905 } } },
};

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
  g_autofree char *text = options_text (name, options);

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

START_TEST (trajectory_of_2_13)
{
  static const int64_t steps[3] = { 1, 3, 30 };
  static const double start[4] = { 1, -2, 0.5, 3 };
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  Problem problem
      = { rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (4), start), true), 0.1 };
  g_autoptr (RgOptim) optim
      = rg_optim_new (more[_i].name, &problem.param, 1, more[_i].options, &error);
  ck_assert_msg (optim != NULL, "%s: %s", more[_i].name, error ? error->message : "");
  int64_t step = 0;
  for (int k = 0; k < 3; k++)
    {
      for (; step < steps[k]; step++)
        ck_assert (rg_optim_step_closure (optim, evaluate, &problem, NULL, &error));
      for (int i = 0; i < 4; i++)
        {
          const double got = ((double *) rg_tensor_data (problem.param))[i];
          ck_assert_msg (near (got, more[_i].values[k][i]),
                         "%s %s, step %d, element %d: %.17g, not %.17g", more[_i].name,
                         more[_i].options, (int) step, i, got, more[_i].values[k][i]);
        }
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("trajectories");
  TCase *c = tcase_create ("pytorch");
  tcase_add_loop_test (c, trajectory, 0, N_TRAJECTORIES);
  tcase_add_loop_test (c, trajectory_of_2_13, 0, (int) G_N_ELEMENTS (more));
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
