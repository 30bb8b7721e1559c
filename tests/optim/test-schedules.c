/* test-schedules.c: learning rates against PyTorch's, step by step.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "vectors-private.h"
#include <string.h>

#define N_SCHEDULES 7

static RgOptim *
make_optim (const char *name, const char *options)
{
  RgTensor *x = rg_set_requires_grad (rg_zeros (RG_F64, RG_SHAPE (2)), true);
  GError *error = NULL;
  RgOptim *optim = rg_optim_new (name, &x, 1, options, &error);
  ck_assert_msg (optim != NULL, "%s", error ? error->message : "");
  return optim;
}

static RgSchedule *
make (const char *text, RgOptim *optim)
{
  GError *error = NULL;
  RgSchedule *schedule = rg_schedule_new (text, optim, &error);
  ck_assert_msg (schedule != NULL, "%s: %s", text, error ? error->message : "");
  return schedule;
}

static void
follow (const char *text, double base, const double *want, guint n)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (RgOptim) optim = make_optim ("sgd", "momentum=0.9");
  g_autoptr (GError) error = NULL;
  ck_assert (rg_optim_set_lr (optim, 0, base, &error));
  g_autoptr (RgSchedule) schedule = make (text, optim);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        ck_assert (rg_schedule_step (schedule, &error));
      ck_assert_int_eq (rg_schedule_count (schedule), i);
      const double got = rg_optim_get_lr (optim, 0);
      ck_assert_msg (near (got, want[i]), "%s, step %u: %.17g, not %.17g", text, i, got, want[i]);
      ck_assert_double_eq (got, rg_schedule_value (schedule, base, i));
    }
}

START_TEST (recorded)
{
  JsonObject *root = vectors ();
  if (root == NULL)
    return;
  JsonArray *all = json_object_get_array_member (root, "schedules");
  ck_assert_int_eq (json_array_get_length (all), N_SCHEDULES);
  JsonObject *entry = json_array_get_object_element (all, (guint) _i);
  JsonArray *lr = json_object_get_array_member (entry, "lr");
  const guint n = json_array_get_length (lr);
  double want[64];
  ck_assert (n > 1 && n <= 64);
  for (guint i = 0; i < n; i++)
    want[i] = json_array_get_double_element (lr, i);
  follow (json_object_get_string_member (entry, "schedule"),
          json_object_get_double_member (entry, "base_lr"), want, n);
}
END_TEST

/* Kinds that the file does not hold: the first ten rates of
 * torch.optim.lr_scheduler 2.13 from 0.1. */
static const struct
{
  const char *text;
  double want[10];
} more[] = {
  { "ConstantLR",
    { 0.03333333333333333, 0.03333333333333333, 0.03333333333333333, 0.03333333333333333,
      0.03333333333333333, 0.1, 0.1, 0.1, 0.1, 0.1 } },
  { "constant_factor factor=0.25 total_iters=4",
    { 0.025, 0.025, 0.025, 0.025, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 } },
  { "constant",
    { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 } },
  { "polynomial total_iters=6 power=2",
    { 0.1, 0.06944444444444446, 0.04444444444444447, 0.02500000000000001,
      0.011111111111111117, 0.0027777777777777775, 0.0, 0.0, 0.0, 0.0 } },
  { "polynomial",
    { 0.1, 0.08000000000000002, 0.060000000000000005, 0.04000000000000001, 0.02, 0.0, 0.0,
      0.0, 0.0, 0.0 } },
  { "LinearLR",
    { 0.03333333333333333, 0.04666666666666667, 0.060000000000000005, 0.07333333333333335,
      0.08666666666666668, 0.1, 0.1, 0.1, 0.1, 0.1 } },
  { "linear start_factor=1 end_factor=0.2 total_iters=4",
    { 0.1, 0.08000000000000002, 0.06000000000000001, 0.04000000000000001, 0.02, 0.02, 0.02,
      0.02, 0.02, 0.02 } },
  { "cosine T_max=4 eta_min=0.01",
    { 0.1, 0.08681980515339464, 0.05500000000000001, 0.023180194846605363, 0.01,
      0.023180194846605363, 0.05500000000000002, 0.08681980515339469, 0.10000000000000006,
      0.0868198051533947 } },
  { "cosine_restarts T_0=3",
    { 0.1, 0.07500000000000001, 0.025000000000000012, 0.1, 0.07500000000000001,
      0.025000000000000012, 0.1, 0.07500000000000001, 0.025000000000000012, 0.1 } },
  { "cosine_restarts T_0=2 T_mult=3 eta_min=0.02",
    { 0.1, 0.06, 0.1, 0.09464101615137756, 0.08, 0.06, 0.04000000000000001,
      0.02535898384862245, 0.1, 0.09939231012048833 } },
  { "one_cycle max_lr=0.5 total_steps=10 pct_start=0.4 linear=true",
    { 0.02, 0.17999999999999997, 0.33999999999999997, 0.5, 0.416667, 0.333334,
      0.25000100000000003, 0.16666800000000004, 0.08333499999999999, 2.000000000002e-06 } },
  { "one_cycle max_lr=0.5 total_steps=10 pct_start=0.4 three_phase=true div_factor=10 final_div_factor=100",
    { 0.04999999999999999, 0.16249999999999998, 0.38749999999999996, 0.5, 0.3875,
      0.16250000000000006, 0.05, 0.037625000000000006, 0.012875000000000006, 0.0005 } },
  { "multistep milestones=4,2,4 gamma=0.5",
    { 0.1, 0.1, 0.05, 0.05, 0.0125, 0.0125, 0.0125, 0.0125, 0.0125, 0.0125 } },
  { "linear start_factor=0.1 total_iters=4; 4: cosine T_max=6",
    { 0.010000000000000002, 0.03250000000000001, 0.055000000000000014, 0.07750000000000003,
      0.1, 0.09330127018922195, 0.07500000000000001, 0.05, 0.025000000000000012,
      0.006698729810778065 } },
};

START_TEST (of_2_13)
{
  follow (more[_i].text, 0.1, more[_i].want, 10);
}
END_TEST

START_TEST (one_cycle_moves_momentum)
{
  static const double want[5] = { 0.95, 0.854951556604879, 0.8888739533021842, 0.9311744900929366, 0.95 };
  static const char *const kinds[][2] = { { "sgd", "momentum" }, { "adamw", "beta1" } };
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      g_autoptr (RgOptim) optim = make_optim (kinds[k][0], "lr=0.1");
      g_autoptr (RgSchedule) schedule = make ("one_cycle max_lr=1 total_steps=5", optim);
      g_autoptr (GError) error = NULL;
      for (int i = 0; i < 5; i++)
        {
          if (i > 0)
            ck_assert (rg_schedule_step (schedule, &error));
          ck_assert (near (rg_optim_get (optim, 0, kinds[k][1]), want[i]));
        }
      /* PyTorch lets one more step pass, then none. */
      ck_assert (rg_schedule_step (schedule, &error));
      ck_assert (!rg_schedule_step (schedule, &error));
      ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
      ck_assert_int_eq (rg_schedule_count (schedule), 5);
    }
}
END_TEST

static const double measures[] = { 1,   0.9, 0.95, 0.95, 0.95, 0.95, 0.95,
                                   0.5, 0.6, 0.6,  0.6,  0.6,  0.6,  0.6 };

START_TEST (plateau)
{
  static const struct
  {
    const char *text;
    double want[G_N_ELEMENTS (measures)];
  } cases[] = {
    { "plateau patience=2",
      { 0.1, 0.1, 0.1, 0.1, 0.010000000000000002, 0.010000000000000002,
        0.010000000000000002, 0.010000000000000002, 0.010000000000000002,
        0.010000000000000002, 0.0010000000000000002, 0.0010000000000000002,
        0.0010000000000000002, 0.00010000000000000003 } },
    { "plateau patience=1 cooldown=2 factor=0.5",
      { 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025, 0.0125 } },
    { "plateau max=true patience=0 factor=0.5 min_lr=0.01",
      { 0.1, 0.05, 0.025, 0.0125, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01 } },
    { "plateau patience=1 threshold=0.2 absolute=true",
      { 0.1, 0.1, 0.010000000000000002, 0.010000000000000002, 0.0010000000000000002,
        0.0010000000000000002, 0.00010000000000000003, 0.00010000000000000003,
        0.00010000000000000003, 1.0000000000000004e-05, 1.0000000000000004e-05,
        1.0000000000000004e-06, 1.0000000000000004e-06, 1.0000000000000005e-07 } },
  };
  for (size_t k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      g_autoptr (RgOptim) optim = make_optim ("sgd", "lr=0.1");
      g_autoptr (RgSchedule) schedule = make (cases[k].text, optim);
      g_autoptr (GError) error = NULL;
      ck_assert (rg_schedule_wants_measure (schedule));
      ck_assert (!rg_schedule_step (schedule, &error));
      ck_assert (error != NULL);
      for (size_t i = 0; i < G_N_ELEMENTS (measures); i++)
        {
          ck_assert (rg_schedule_step_measure (schedule, measures[i], NULL));
          ck_assert_msg (near (rg_optim_get_lr (optim, 0), cases[k].want[i]), "%s, step %d: %g",
                         cases[k].text, (int) i, rg_optim_get_lr (optim, 0));
        }
    }
}
END_TEST

START_TEST (groups_keep_their_proportion)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (RgOptim) optim = make_optim ("adam", "lr=0.1");
  g_autoptr (GError) error = NULL;
  RgTensor *x = rg_set_requires_grad (rg_zeros (RG_F64, RG_SHAPE (2)), true);
  RgAdamOptions options = RG_ADAM_OPTIONS_INIT;
  options.lr = 0.01;
  ck_assert (rg_optim_add_group (optim, &x, 1, &options, &error));
  g_autoptr (RgSchedule) schedule = make ("step step_size=1 gamma=0.5", optim);
  ck_assert (rg_schedule_step (schedule, &error) && rg_schedule_step (schedule, &error));
  ck_assert (near (rg_optim_get_lr (optim, 0), 0.025));
  ck_assert (near (rg_optim_get_lr (optim, 1), 0.0025));
}
END_TEST

/* A schedule that is saved and loaded goes on with the same bits. */
START_TEST (resume)
{
  static const char *const texts[] = { "cosine T_max=9", "plateau patience=1 factor=0.5",
                                       "linear total_iters=3; 3: exponential gamma=0.9" };
  for (size_t k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      g_autoptr (RgOptim) optim = make_optim ("sgd", "lr=0.1"), other = make_optim ("sgd", "lr=7");
      g_autoptr (RgSchedule) schedule = make (texts[k], optim);
      g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
      for (int i = 0; i < 5; i++)
        ck_assert (rg_schedule_step_measure (schedule, measures[i], NULL));
      ck_assert (rg_schedule_save (schedule, map, "schedule.", NULL));
      ck_assert (rg_optim_save (optim, map, "optim.", NULL));

      g_autoptr (RgSchedule) again = make (texts[k], other);
      ck_assert (rg_optim_load (other, map, "optim.", NULL));
      ck_assert (rg_schedule_load (again, map, "schedule.", NULL));
      ck_assert_int_eq (rg_schedule_count (again), 5);
      for (int i = 5; i < 14; i++)
        {
          ck_assert (rg_schedule_step_measure (schedule, measures[i], NULL));
          ck_assert (rg_schedule_step_measure (again, measures[i], NULL));
          ck_assert (rg_optim_get_lr (optim, 0) == rg_optim_get_lr (other, 0));
        }
      g_autoptr (RgTensorMap) empty = rg_tensor_map_new ();
      g_autoptr (GError) error = NULL;
      ck_assert (!rg_schedule_load (again, empty, "schedule.", &error));
      ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_FORMAT));
      ck_assert_int_eq (rg_schedule_count (again), 14);
    }
}
END_TEST

static const char *const wrong[][2] = {
  { "", "empty" },
  { "cosin", "there is no schedule \"cosin\"; there are constant" },
  { "cosine", "cosine needs T_max" },
  { "cosine T_max=0", "T_max of cosine is \"0\"; it must be a whole number, at least 1" },
  { "cosine T_max=2.5", "T_max" },
  { "cosine T_max=ten", "T_max of cosine is \"ten\"" },
  { "cosine T_max", "T_max of cosine is \"\"" },
  { "cosine t_max=3", "cosine has no option \"t_max\"" },
  { "multistep", "multistep needs milestones" },
  { "multistep milestones=3,b", "milestones is \"3,b\"" },
  { "linear start_factor=0", "start_factor must be above 0" },
  { "one_cycle max_lr=1 total_steps=5 pct_start=2", "pct_start must be from 0 to 1" },
  { "step step_size=2 gamma=inf", "gamma of step is \"inf\"" },
  { "plateau factor=1", "factor must be at least 0 and below 1" },
  { "plateau; 5: constant", "plateau stands alone" },
  { "constant; cosine T_max=3", "does not begin with a later step and a colon" },
  { "constant; 5: constant; 5: constant", "does not begin with a later step" },
};

START_TEST (bad_text)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (RgOptim) optim = make_optim ("sgd", "lr=0.1");
  g_autoptr (GError) error = NULL;
  ck_assert (rg_schedule_new (wrong[_i][0], optim, &error) == NULL);
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
  ck_assert_msg (strstr (error->message, wrong[_i][1]), "%s", error->message);
}
END_TEST

START_TEST (no_momentum_to_cycle)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (RgOptim) optim = make_optim ("adagrad", "");
  g_autoptr (GError) error = NULL;
  ck_assert (rg_schedule_new ("one_cycle max_lr=1 total_steps=5", optim, &error) == NULL);
  ck_assert (strstr (error->message, "cycle_momentum=false"));
  g_autoptr (RgSchedule) schedule
      = make ("one_cycle max_lr=1 total_steps=5 cycle_momentum=false", optim);
  ck_assert_ptr_nonnull (schedule);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("schedules");
  TCase *c = tcase_create ("rates");
  tcase_add_loop_test (c, recorded, 0, N_SCHEDULES);
  tcase_add_loop_test (c, of_2_13, 0, (int) G_N_ELEMENTS (more));
  tcase_add_test (c, one_cycle_moves_momentum);
  tcase_add_test (c, plateau);
  tcase_add_test (c, groups_keep_their_proportion);
  tcase_add_test (c, resume);
  tcase_add_loop_test (c, bad_text, 0, (int) G_N_ELEMENTS (wrong));
  tcase_add_test (c, no_momentum_to_cycle);
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
