/* test-optim.c: what every optimiser promises beside its formula: the same bits
 * at any number of threads and on any instruction set, checkpoints that hold
 * everything, clear errors, no allocation once it runs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <check.h>
#include <math.h>
#include <retrograde.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every kind, with options that use all of its state. */
static const struct
{
  const char *name, *options;
} kinds[] = {
  { "sgd", "lr=0.1" },
  { "sgd", "lr=0.1 momentum=0.9 weight_decay=0.01 nesterov=true" },
  { "sgd", "lr=0.1 momentum=0.9 dampening=0.2 maximize=true" },
  { "adam", "lr=0.01 weight_decay=0.1" },
  { "adamw", "lr=0.01 amsgrad=true" },
  { "rmsprop", "momentum=0.9 centered=true weight_decay=0.1" },
  { "adagrad", "lr_decay=0.1 initial_accumulator_value=0.5" },
  { "adadelta", "weight_decay=0.1" },
  { "adamax", "weight_decay=0.1" },
  { "nadam", "weight_decay=0.1 decoupled_weight_decay=true" },
  { "radam", "beta2=0.9" },
  { "rprop", "" },
  { "asgd", "t0=2 weight_decay=0.1" },
  { "lbfgs", "max_iter=3 strong_wolfe=true history_size=3" },
};
#define N_KINDS ((int) G_N_ELEMENTS (kinds))

/* --- a problem of several parameters --- */

/* One longer than several chunks, odd sizes, none at all, one number. */
static const int64_t sizes[] = { 70001, 37, 0, 1, 16400 };
#define N_PARAMS G_N_ELEMENTS (sizes)

typedef struct
{
  RgTensor *params[N_PARAMS];
  int64_t step;
} Problem;

static double
value_at (int64_t p, int64_t i, int64_t step)
{
  const uint64_t bits = rg_random_bits ((uint64_t) (p + 17 * step), (uint64_t) i);
  return (double) (bits >> 40) / (1 << 24) * 2 - 1;
}

static void
store (RgTensor *t, int64_t i, double value)
{
  if (rg_tensor_dtype (t) == RG_F64)
    ((double *) rg_tensor_data (t))[i] = value;
  else
    ((float *) rg_tensor_data (t))[i] = (float) value;
}

static double
load (const RgTensor *t, int64_t i)
{
  return rg_tensor_dtype (t) == RG_F64 ? ((const double *) rg_tensor_data (t))[i]
                                       : (double) ((const float *) rg_tensor_data (t))[i];
}

static void
start (Problem *problem, RgDType dtype)
{
  problem->step = 0;
  for (size_t p = 0; p < N_PARAMS; p++)
    {
      RgTensor *t = rg_zeros (dtype, RG_SHAPE (sizes[p]));
      for (int64_t i = 0; i < sizes[p]; i++)
        store (t, i, value_at ((int64_t) p, i, 1000));
      problem->params[p] = rg_set_requires_grad (t, true);
    }
}

/* The loss is the sum of (x - target)^2 / 2 with noise in the gradient. */
static bool
evaluate (void *user_data, double *loss, GError **error)
{
  (void) error;
  Problem *problem = user_data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  *loss = 0;
  for (size_t p = 0; p < N_PARAMS; p++)
    {
      RgTensor *x = problem->params[p], *g = rg_zeros_like (x);
      for (int64_t i = 0; i < sizes[p]; i++)
        {
          const double d = load (x, i) - 0.25;
          *loss += d * d / 2;
          store (g, i, d + 0.1 * value_at ((int64_t) p, i, problem->step));
        }
      rg_set_grad (x, g);
    }
  problem->step++;
  return true;
}

static void
run (RgOptim *optim, Problem *problem, int n)
{
  for (int i = 0; i < n; i++)
    {
      GError *error = NULL;
      ck_assert_msg (rg_optim_step_closure (optim, evaluate, problem, NULL, &error), "%s",
                     error ? error->message : "");
    }
}

static RgOptim *
make (int kind, Problem *problem)
{
  GError *error = NULL;
  RgOptim *optim = rg_optim_new (kinds[kind].name, problem->params, N_PARAMS, kinds[kind].options,
                                 &error);
  ck_assert_msg (optim != NULL, "%s", error ? error->message : "");
  ck_assert_str_eq (rg_optim_name (optim), kinds[kind].name);
  return optim;
}

static void
same_bits (const Problem *a, const Problem *b, const char *what)
{
  for (size_t p = 0; p < N_PARAMS; p++)
    {
      const size_t bytes = (size_t) sizes[p] * rg_dtype_size (rg_tensor_dtype (a->params[p]));
      if (bytes)
        ck_assert_msg (
            memcmp (rg_tensor_data (a->params[p]), rg_tensor_data (b->params[p]), bytes) == 0,
            "%s: parameter %d differs", what, (int) p);
    }
}

/* --- determinism --- */

START_TEST (threads)
{
  for (int dtype = RG_F32; dtype <= RG_F64; dtype++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      Problem one, four;
      start (&one, (RgDType) dtype);
      start (&four, (RgDType) dtype);
      g_autoptr (RgOptim) a = make (_i, &one), b = make (_i, &four);
      rg_set_num_threads (1);
      run (a, &one, 4);
      rg_set_num_threads (4);
      run (b, &four, 4);
      same_bits (&one, &four, kinds[_i].name);
      /* It did move them. */
      Problem before;
      start (&before, (RgDType) dtype);
      ck_assert (load (before.params[0], 7) != load (one.params[0], 7));
      ck_assert (load (before.params[3], 0) != load (one.params[3], 0));
    }
}
END_TEST

/* An element's new value does not depend on where it stands: one parameter of 103
 * elements moves as 103 parameters of one do, which are never in a vector. */
START_TEST (positions)
{
  enum { N = 103 };
  if (g_str_equal (kinds[_i].name, "lbfgs"))
    return; /* its elements depend on each other */
  for (int dtype = RG_F32; dtype <= RG_F64; dtype++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgTensor *whole = rg_zeros ((RgDType) dtype, RG_SHAPE (N)), *parts[N];
      for (int64_t i = 0; i < N; i++)
        {
          store (whole, i, value_at (0, i, 1));
          parts[i] = rg_zeros ((RgDType) dtype, RG_SHAPE (1));
          store (parts[i], 0, value_at (0, i, 1));
        }
      g_autoptr (RgOptim) a = rg_optim_new (kinds[_i].name, &whole, 1, kinds[_i].options, NULL);
      g_autoptr (RgOptim) b = rg_optim_new (kinds[_i].name, parts, N, kinds[_i].options, NULL);
      for (int step = 2; step < 6; step++)
        {
          RgTensor *g = rg_zeros_like (whole);
          for (int64_t i = 0; i < N; i++)
            {
              RgTensor *one = rg_zeros_like (parts[i]);
              store (g, i, value_at (0, i, step));
              store (one, 0, value_at (0, i, step));
              rg_set_grad (parts[i], one);
            }
          rg_set_grad (whole, g);
          ck_assert (rg_optim_step (a, NULL) && rg_optim_step (b, NULL));
        }
      for (int64_t i = 0; i < N; i++)
        ck_assert_msg (load (whole, i) == load (parts[i], 0), "%s, element %d", kinds[_i].name,
                       (int) i);
    }
}
END_TEST

/* A sum over all bytes, of a process that has one instruction set. */
static uint64_t
checksum_of (const char *isa)
{
  int ends[2];
  ck_assert_int_eq (pipe (ends), 0);
  const pid_t child = fork ();
  if (child == 0)
    {
      g_setenv ("RETROGRADE_ISA", isa, TRUE);
      uint64_t sum = 0;
      for (int kind = 0; kind < N_KINDS; kind++)
        for (int dtype = RG_F32; dtype <= RG_F64; dtype++)
          {
            g_autoptr (RgScope) scope = rg_scope_begin ();
            Problem problem;
            start (&problem, (RgDType) dtype);
            g_autoptr (RgOptim) optim = make (kind, &problem);
            run (optim, &problem, 2);
            double norm = 0;
            rg_clip_grad_norm (problem.params, N_PARAMS, 1, 2, &norm, NULL);
            for (size_t p = 0; p < N_PARAMS; p++)
              for (size_t i = 0; i < (size_t) sizes[p] * rg_dtype_size ((RgDType) dtype); i++)
                sum = sum * 1099511628211u
                      + ((const uint8_t *) rg_tensor_data (problem.params[p]))[i];
            uint64_t bits;
            memcpy (&bits, &norm, sizeof bits);
            sum = sum * 31 + bits;
          }
      _exit (write (ends[1], &sum, sizeof sum) != sizeof sum);
    }
  uint64_t sum = 0;
  int status = 1;
  ck_assert_int_eq (read (ends[0], &sum, sizeof sum), sizeof sum);
  waitpid (child, &status, 0);
  ck_assert_int_eq (status, 0);
  close (ends[0]);
  close (ends[1]);
  return sum;
}

START_TEST (instruction_sets)
{
  const uint64_t base = checksum_of ("base");
  ck_assert (base != 0);
  ck_assert_uint_eq (base, checksum_of ("v3"));
  ck_assert_uint_eq (base, checksum_of ("v4"));
}
END_TEST

/* --- checkpoints --- */

/* Through a file, as a trainer does it. */
static RgTensorMap *
through_file (RgTensorMap *map)
{
  GError *error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rg-optim-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "state.safetensors", NULL);
  ck_assert_msg (rg_safetensors_save_map (path, map, &error), "%s", error ? error->message : "");
  RgTensorMap *back = rg_safetensors_load (path, &error);
  ck_assert_msg (back != NULL, "%s", error ? error->message : "");
  unlink (path);
  rmdir (folder);
  return back;
}

START_TEST (resume)
{
  for (int dtype = RG_F32; dtype <= RG_F64; dtype++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      Problem one, two;
      start (&one, (RgDType) dtype);
      start (&two, (RgDType) dtype);
      g_autoptr (RgOptim) a = make (_i, &one);
      run (a, &one, 3);
      g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
      ck_assert (rg_optim_save (a, map, "optimizer.", NULL));
      g_autoptr (RgTensorMap) back = through_file (map);

      for (size_t p = 0; p < N_PARAMS; p++)
        for (int64_t i = 0; i < sizes[p]; i++)
          store (two.params[p], i, load (one.params[p], i));
      two.step = one.step;
      g_autoptr (RgOptim) b = rg_optim_new (kinds[_i].name, two.params, N_PARAMS, NULL, NULL);
      GError *error = NULL;
      ck_assert_msg (rg_optim_load (b, back, "optimizer.", &error), "%s",
                     error ? error->message : "");
      run (a, &one, 3);
      run (b, &two, 3);
      same_bits (&one, &two, kinds[_i].name);
    }
}
END_TEST

START_TEST (bad_state)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  Problem problem;
  start (&problem, RG_F64);
  g_autoptr (RgOptim) optim = make (3, &problem);
  run (optim, &problem, 2);
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  ck_assert (rg_optim_save (optim, map, "", NULL));
  const struct
  {
    const char *name;
    RgTensor *tensor;
    const char *message;
  } changes[] = {
    { "group.0.lr", rg_scalar (RG_F32, 1), "group.0.lr is not one float64" },
    { "group.0.lr", rg_scalar (RG_F64, -1), "lr is -1; it must be at least 0" },
    { "state.1.step", rg_scalar (RG_F64, 1), "state.1.step is not one int64" },
    { "state.1.step", rg_scalar (RG_I64, -3), "state.1.step is negative" },
    { "state.0.exp_avg", rg_zeros (RG_F64, RG_SHAPE (3)), "state.0.exp_avg differs" },
    { "state.0.exp_avg_sq", rg_zeros (RG_F32, RG_SHAPE (70001)), "state.0.exp_avg_sq differs" },
    { "state.5.step", rg_scalar (RG_I64, 1), "more groups or parameters" },
    { "group.1.lr", rg_scalar (RG_F64, 1), "more groups or parameters" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (RgTensorMap) bad = rg_tensor_map_new ();
      g_autoptr (GError) error = NULL;
      for (size_t k = 0; k < rg_tensor_map_size (map); k++)
        rg_tensor_map_add (bad, rg_tensor_map_name (map, k), rg_tensor_map_tensor (map, k));
      rg_tensor_map_add (bad, changes[i].name, changes[i].tensor);
      ck_assert (!rg_optim_load (optim, bad, "", &error));
      ck_assert_msg (strstr (error->message, changes[i].message), "%s", error->message);
    }
  g_autoptr (RgTensorMap) empty = rg_tensor_map_new ();
  g_autoptr (GError) error = NULL;
  ck_assert (!rg_optim_load (optim, empty, "", &error));
  ck_assert_str_eq (error->message, "state of adam: group.0.lr is missing");
  /* Nothing of all that was taken over. */
  ck_assert (rg_optim_get_lr (optim, 0) == 0.01);
  run (optim, &problem, 1);
}
END_TEST

/* --- parameters and gradients --- */

static RgTensor *
vector (int64_t n, double value)
{
  return rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (n), value), true);
}

START_TEST (without_gradient)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *params[2] = { vector (3, 1), vector (3, 1) };
  g_autoptr (RgOptim) optim = rg_optim_new ("adam", params, 2, "lr=0.5", NULL);
  const uint32_t before[2] = { rg_tensor_version (params[0]), rg_tensor_version (params[1]) };
  rg_set_grad (params[1], rg_ones (RG_F64, RG_SHAPE (3)));
  ck_assert (rg_optim_step (optim, NULL));
  ck_assert (load (params[0], 0) == 1);
  ck_assert (fabs (load (params[1], 0) - 0.5) < 1e-7);
  ck_assert_uint_eq (rg_tensor_version (params[0]), before[0]);
  ck_assert_uint_gt (rg_tensor_version (params[1]), before[1]);

  /* Its own first step comes later: it is as long as that of the other was. */
  rg_set_grad (params[0], rg_ones (RG_F64, RG_SHAPE (3)));
  ck_assert (rg_optim_step (optim, NULL));
  ck_assert (fabs (load (params[0], 0) - 0.5) < 1e-7);
  rg_optim_zero_grad (optim);
  ck_assert (rg_grad (params[0]) == NULL && rg_grad (params[1]) == NULL);
  ck_assert (rg_optim_step (optim, NULL));
  ck_assert (fabs (load (params[0], 0) - 0.5) < 1e-7);
}
END_TEST

START_TEST (strided_gradient)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_zeros (RG_F64, RG_SHAPE (2, 3)), true);
  double values[6] = { 1, 2, 3, 4, 5, 6 };
  rg_set_grad (x, rg_transpose (rg_from_data (RG_F64, RG_SHAPE (3, 2), values), 0, 1));
  ck_assert (!rg_tensor_is_contiguous (rg_grad (x)));
  g_autoptr (RgOptim) optim = rg_optim_new ("sgd", &x, 1, "lr=1", NULL);
  ck_assert (rg_optim_step (optim, NULL));
  ck_assert (rg_get (x, RG_INTS (0, 1)) == -3);
  ck_assert (rg_get (x, RG_INTS (1, 2)) == -6);
}
END_TEST

START_TEST (groups)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgTensor *x = vector (2, 1), *y = vector (2, 1), *z = vector (2, 1);
  RgSgdOptions options = RG_SGD_OPTIONS_INIT;
  options.lr = 0.5;
  g_autoptr (RgOptim) optim = rg_optim_sgd_new (&x, 1, &options, &error);
  options.lr = 0.25;
  options.weight_decay = 1;
  ck_assert (rg_optim_add_group (optim, &y, 1, &options, &error));
  ck_assert (rg_optim_add_group (optim, &z, 1, NULL, &error));
  ck_assert_uint_eq (rg_optim_n_groups (optim), 3);
  ck_assert (rg_optim_get_lr (optim, 2) == 0.5);
  ck_assert (rg_optim_set_lr (optim, 2, 0.125, &error));
  RgTensor *all[3] = { x, y, z };
  for (int i = 0; i < 3; i++)
    rg_set_grad (all[i], rg_ones (RG_F64, RG_SHAPE (2)));
  ck_assert (rg_optim_step (optim, &error));
  ck_assert (load (x, 0) == 0.5);
  ck_assert (load (y, 1) == 0.5); /* 1 - 0.25 (1 + 1) */
  ck_assert (load (z, 0) == 0.875);
  ck_assert (rg_optim_set (optim, RG_ALL_GROUPS, "weight_decay", 2, &error));
  ck_assert (rg_optim_get (optim, 0, "weight_decay") == 2);

  ck_assert (!rg_optim_set (optim, 3, "lr", 1, &error));
  ck_assert_str_eq (error->message, "sgd has no group 3; it has 3");
  g_clear_error (&error);
  ck_assert (!rg_optim_set (optim, 0, "beta1", 1, &error));
  ck_assert_str_eq (error->message, "sgd has no option \"beta1\"");
  g_clear_error (&error);
  ck_assert (!rg_optim_set (optim, RG_ALL_GROUPS, "nesterov", 1, &error));
  ck_assert (strstr (error->message, "nesterov asks for a momentum above 0"));
  ck_assert (rg_optim_get (optim, 1, "nesterov") == 0);
  ck_assert (isnan (rg_optim_get (optim, 1, "no")) && isnan (rg_optim_get_lr (optim, 9)));
  g_clear_error (&error);
  ck_assert (!rg_optim_add_group (optim, &y, 1, NULL, &error));
  ck_assert_str_eq (error->message, "sgd: parameter 0 is given more than once");
}
END_TEST

/* A caller built against a header whose struct was shorter. */
START_TEST (older_caller)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = vector (1, 0);
  RgAdamOptions options = { .size = offsetof (RgAdamOptions, beta2), .lr = 0.5, .beta1 = 0.25 };
  g_autoptr (RgOptim) optim = rg_optim_adamw_new (&x, 1, &options, NULL);
  ck_assert (rg_optim_get (optim, 0, "lr") == 0.5 && rg_optim_get (optim, 0, "beta1") == 0.25);
  ck_assert (rg_optim_get (optim, 0, "beta2") == 0.999);
  ck_assert (rg_optim_get (optim, 0, "weight_decay") == 1e-2);
}
END_TEST

START_TEST (steady_state)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *params[2] = { vector (5000, 1), vector (3, 1) };
  for (int i = 0; i < 2; i++)
    rg_set_grad (params[i], rg_ones_like (params[i]));
  g_autoptr (RgOptim) optim = rg_optim_new ("adam", params, 2, "amsgrad=true", NULL);
  ck_assert (rg_optim_step (optim, NULL));
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  for (int i = 0; i < 100; i++)
    ck_assert (rg_optim_step (optim, NULL));
  rg_memory_stats (&after);
  ck_assert_uint_eq (before.n_allocations, after.n_allocations);
  ck_assert_uint_eq (before.live, after.live);
  ck_assert_int_eq (before.n_tensors, after.n_tensors);
}
END_TEST

/* --- bad input --- */

START_TEST (bad_parameters)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *fine = vector (6, 1);
  RgTensor *made = rg_mul_scalar (fine, 2);
  RgTensor *turned = rg_transpose (rg_detach (rg_reshape (rg_detach (fine), RG_SHAPE (2, 3))), 0, 1);
  const struct
  {
    RgTensor *tensors[2];
    const char *message;
  } cases[] = {
    { { fine, NULL }, "adam: parameter 1 is missing (NULL)" },
    { { fine, made }, "adam: parameter 1 was made by an operator; only leaves can be optimised" },
    { { fine, fine }, "adam: parameter 1 is given more than once" },
    { { fine, rg_zeros (RG_I64, RG_SHAPE (2)) }, "adam: parameter 1 must be float32 or float64" },
    { { fine, rg_detach (turned) }, "adam: parameter 1 must be contiguous" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ck_assert (rg_optim_adam_new (cases[i].tensors, 2, NULL, &error) == NULL);
      ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
      ck_assert_str_eq (error->message, cases[i].message);
    }
  g_autoptr (GError) error = NULL;
  ck_assert (rg_optim_adam_new (NULL, 0, NULL, &error) == NULL);
  ck_assert_str_eq (error->message, "adam got an empty list of parameters");
}
END_TEST

static const char *const wrong_options[][3] = {
  { "sgd", "lr=-1", "sgd: lr is -1; it must be at least 0" },
  { "sgd", "lr=nan", "sgd: lr is nan; it must be at least 0" },
  { "sgd", "lr=", "sgd: lr is \"\"; it must be at least 0" },
  { "sgd", "lr=1x", "sgd: lr is \"1x\"; it must be at least 0" },
  { "sgd", "momentum", "sgd: momentum is \"\"; it must be at least 0" },
  { "sgd", "betas=1", "sgd has no option \"betas\"" },
  { "sgd", "nesterov=yes", "sgd: nesterov is \"yes\"; it must be 0 or 1" },
  { "sgd", "nesterov=true", "sgd: nesterov asks for a momentum above 0 and a dampening of 0" },
  { "adam", "beta1=1", "adam: beta1 is 1; it must be at least 0 and below 1" },
  { "adamw", "eps=-1e-8", "adamw: eps is -1e-08; it must be at least 0" },
  { "rprop", "eta_plus=1", "rprop: eta_plus is 1; it must be above 1" },
  { "rprop", "step_min=60", "rprop: step_min is above step_max" },
  { "adadelta", "rho=1.5", "adadelta: rho is 1.5; it must be from 0 to 1" },
  { "lbfgs", "max_iter=0", "lbfgs: max_iter is 0; it must be a whole number, at least 1" },
  { "lbfgs", "history_size=2.5", "lbfgs: history_size is 2.5; it must be a whole number, at least 1" },
  { "adan", "", "there is no optimiser \"adan\"; there are sgd, adam, adamw, rmsprop, adagrad, "
                "adadelta, adamax, nadam, radam, rprop, asgd, lbfgs" },
};

START_TEST (bad_options)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgTensor *x = vector (1, 0);
  ck_assert (rg_optim_new (wrong_options[_i][0], &x, 1, wrong_options[_i][1], &error) == NULL);
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
  ck_assert_str_eq (error->message, wrong_options[_i][2]);
}
END_TEST

START_TEST (nothing_given)
{
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  GError *errors[8] = { NULL };
  ck_assert (!rg_optim_step (NULL, &errors[0]));
  ck_assert (!rg_optim_step_closure (NULL, evaluate, NULL, NULL, &errors[1]));
  ck_assert (!rg_optim_add_group (NULL, NULL, 0, NULL, &errors[2]));
  ck_assert (!rg_optim_set_lr (NULL, 0, 1, &errors[3]));
  ck_assert (!rg_optim_save (NULL, map, "", &errors[4]));
  ck_assert (!rg_optim_load (NULL, map, "", &errors[5]));
  ck_assert (!rg_schedule_step (NULL, &errors[6]));
  ck_assert (!rg_schedule_save (NULL, map, "", &errors[7]));
  for (size_t i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      ck_assert (g_error_matches (errors[i], RG_ERROR, RG_ERROR_ARGUMENT));
      g_error_free (errors[i]);
    }
  rg_optim_zero_grad (NULL);
  rg_optim_free (NULL);
  rg_schedule_free (NULL);
  ck_assert (rg_optim_name (NULL) == NULL && rg_optim_n_groups (NULL) == 0);
  ck_assert (isnan (rg_optim_get_lr (NULL, 0)) && isnan (rg_schedule_value (NULL, 1, 0)));
}
END_TEST

static bool
refuse (void *user_data, double *loss, GError **error)
{
  (void) loss;
  if (--*(int *) user_data > 0)
    return true;
  g_set_error_literal (error, RG_ERROR, RG_ERROR_CALLBACK, "no more");
  return false;
}

START_TEST (closures)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  RgTensor *x = vector (2, 1);
  int left = 1;
  g_autoptr (RgOptim) sgd = rg_optim_new ("sgd", &x, 1, "lr=1", NULL);
  g_autoptr (RgOptim) lbfgs = rg_optim_new ("lbfgs", &x, 1, NULL, NULL);
  rg_set_grad (x, rg_ones (RG_F64, RG_SHAPE (2)));
  ck_assert (!rg_optim_step_closure (sgd, refuse, &left, NULL, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_CALLBACK));
  ck_assert (load (x, 0) == 1);
  g_clear_error (&error);
  left = 2;
  ck_assert (!rg_optim_step_closure (lbfgs, refuse, &left, NULL, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_CALLBACK));
  g_clear_error (&error);
  ck_assert (!rg_optim_step (lbfgs, &error));
  ck_assert_str_eq (error->message,
                    "lbfgs evaluates the loss itself: use rg_optim_step_closure");
  g_clear_error (&error);
  RgTensor *y = vector (2, 1);
  ck_assert (!rg_optim_add_group (lbfgs, &y, 1, NULL, &error));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("optim");
  TCase *bits = tcase_create ("bits");
  tcase_add_loop_test (bits, threads, 0, N_KINDS);
  tcase_add_loop_test (bits, positions, 0, N_KINDS);
  tcase_add_test (bits, instruction_sets);
  tcase_add_loop_test (bits, resume, 0, N_KINDS);
  suite_add_tcase (suite, bits);
  TCase *use = tcase_create ("use");
  tcase_add_test (use, bad_state);
  tcase_add_test (use, without_gradient);
  tcase_add_test (use, strided_gradient);
  tcase_add_test (use, groups);
  tcase_add_test (use, older_caller);
  tcase_add_test (use, steady_state);
  tcase_add_test (use, bad_parameters);
  tcase_add_loop_test (use, bad_options, 0, (int) G_N_ELEMENTS (wrong_options));
  tcase_add_test (use, nothing_given);
  tcase_add_test (use, closures);
  suite_add_tcase (suite, use);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
