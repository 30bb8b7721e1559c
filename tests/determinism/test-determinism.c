/* test-determinism.c: the same bits at any number of threads, on any schedule.
 *
 * Every sample of every operator and three whole models run on one thread, and then
 * on 2, 3, 4 and 8 with ready nodes taken at random and loops cut into chunks of 1
 * to 7 indices. A comparison counts only if two threads really ran work: which a thread
 * that is slow to wake may miss, so what was not shared is run again a few times.
 *
 * RG_TEST_SCHEDULES says how many schedules (3; tools/check --determinism: 50).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-check.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

static const int threads[] = { 2, 3, 4, 8 };
static int64_t n_compared, n_shared;

/* Runs of one schedule until two threads have had work. */
#define TRIES 4
#define N_GRAINS 7

static int
n_schedules (void)
{
  const char *text = g_getenv ("RG_TEST_SCHEDULES");
  return text ? MAX (1, atoi (text)) : 3;
}

/* What is computed: tensors to compare, made anew at each call. */
typedef GPtrArray *(*Compute) (const void *what);

static void
unref (void *t)
{
  rg_tensor_unref (t);
}

static GPtrArray *
run_with (Compute compute, const void *what, int n_threads, int64_t grain, uint64_t shuffle)
{
  rg_manual_seed (5);
  rg_set_num_threads (n_threads);
  rg_parallel_force (grain, n_threads > 1);
  rg_parallel_shuffle (n_threads > 1 ? shuffle : 0);
  GPtrArray *made = compute (what);
  rg_parallel_shuffle (0);
  rg_parallel_force (0, false);
  return made;
}

static bool
same_bits (RgTensor *a, RgTensor *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  RgTensor *x = rg_contiguous (a), *y = rg_contiguous (b);
  int64_t n = rg_tensor_numel (x);
  if (n != rg_tensor_numel (y) || rg_tensor_dtype (x) != rg_tensor_dtype (y))
    return false;
  return n == 0 || memcmp (rg_tensor_data (x), rg_tensor_data (y), (size_t) n * rg_dtype_size (rg_tensor_dtype (x))) == 0;
}

/* One schedule: runs until two threads have had work, if any have. NULL, or (transfer
 * full) what differs. */
static char *
compare_one (Compute compute, const void *what, GPtrArray *alone, int n_threads, int s, bool *was_shared)
{
  const int64_t grain = 1 + s % N_GRAINS;
  for (int turn = 0; turn < TRIES && !*was_shared; turn++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      const int64_t before = rg_parallel_shared_runs ();
      g_autoptr (GPtrArray) shared = run_with (compute, what, n_threads, grain, (uint64_t) (s * 16 + n_threads));
      *was_shared = rg_parallel_shared_runs () > before;
      if (alone->len != shared->len)
        return g_strdup_printf ("%u results, then %u", alone->len, shared->len);
      for (guint i = 0; i < alone->len; i++)
        if (!same_bits (alone->pdata[i], shared->pdata[i]))
          return g_strdup_printf ("result %u differs at %d threads, grain %d, schedule %d", i, n_threads, (int) grain, s);
    }
  return NULL;
}

/* All schedules at one number of threads (a team whose size changes costs milliseconds).
 * NULL, or (transfer full) what differs. */
static char *
compare (Compute compute, const void *what, int n_threads)
{
  GPtrArray *alone[N_GRAINS] = { NULL };
  char *fault = NULL;
  bool shared_ever = false;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  /* What has no work for two in the first schedules has none in the others. */
  for (int s = 0; s < n_schedules () && fault == NULL && (s < 3 || shared_ever); s++)
    {
      bool was_shared = false;
      GPtrArray **serial = &alone[s % N_GRAINS];
      if (*serial == NULL)
        *serial = run_with (compute, what, 1, 1 + s % N_GRAINS, 0);
      fault = compare_one (compute, what, *serial, n_threads, s, &was_shared);
      shared_ever |= was_shared;
      n_compared += (*serial)->len;
      n_shared += was_shared ? (*serial)->len : 0;
    }
  for (int g = 0; g < N_GRAINS; g++)
    g_clear_pointer (&alone[g], g_ptr_array_unref);
  return fault;
}

static char *
compare_at_all (Compute compute, const void *what)
{
  char *fault = NULL;
  for (size_t k = 0; k < G_N_ELEMENTS (threads) && fault == NULL; k++)
    fault = compare (compute, what, threads[k]);
  return fault;
}

static void
report (const char *what)
{
  printf ("# %s: %" G_GINT64_FORMAT " comparisons, %" G_GINT64_FORMAT " of them with work on two threads\n", what, n_compared,
          n_shared);
}

/* --- operators --- */

typedef struct
{
  const RgOp *op;
  const RgCheckSample *sample;
} Call;

/* Outputs, then gradients of the floating inputs. */
static GPtrArray *
call_operator (const void *data)
{
  const Call *c = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *made = g_ptr_array_new_with_free_func (unref);
  size_t n = rg_check_sample_n_inputs (c->sample), n_out = 0, n_roots = 0, n_leaves = 0;
  g_autofree RgTensor **in = g_new0 (RgTensor *, n + 1), **leaves = g_new0 (RgTensor *, n + 1), **grads = g_new0 (RgTensor *, n + 1);
  for (size_t i = 0; i < n; i++)
    {
      in[i] = rg_check_sample_input (c->sample, i);
      if (in[i] && rg_dtype_is_floating (rg_tensor_dtype (in[i])) && !(c->op->flags & RG_OP_NO_GRAD))
        leaves[n_leaves++] = rg_set_requires_grad (in[i], true);
    }
  RgTensor **out = rg_op_call_list (NULL, c->op, in, n, rg_check_sample_attrs (c->sample), &n_out);
  g_autofree RgTensor **roots = g_new0 (RgTensor *, n_out + 1), **ones = g_new0 (RgTensor *, n_out + 1);
  for (size_t i = 0; i < n_out; i++)
    {
      g_ptr_array_add (made, rg_tensor_ref (out[i]));
      if (rg_requires_grad (out[i]))
        {
          ones[n_roots] = rg_ones_like (out[i]);
          roots[n_roots++] = out[i];
        }
    }
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  options.allow_unused = true;
  if (n_roots && n_leaves && rg_grad_of (roots, ones, n_roots, leaves, n_leaves, &options, grads, NULL))
    for (size_t i = 0; i < n_leaves; i++)
      g_ptr_array_add (made, rg_tensor_ref (grads[i]));
  rg_scope_check (NULL, NULL);
  return made;
}

START_TEST (test_operators)
{
  const int n_threads = threads[_i];
  g_auto (GStrv) names = rg_modules_list ();
  int n_samples = 0, n_never = 0;
  for (char **name = names; *name; name++)
    {
      g_autoptr (GError) error = NULL;
      const RgOp *op = rg_op_find (*name, &error);
      size_t index = 0;
      ck_assert_msg (op != NULL, "%s: %s", *name, error ? error->message : "not found");
      for (const RgSample *row = op->samples; row && row->inputs; row++, index++)
        {
          if (row->flags & RG_SAMPLE_ERROR)
            continue;
          RgCheckSample *sample = rg_check_sample_new (op, index, row, NULL);
          Call call = { op, sample };
          const int64_t shared = n_shared;
          g_autofree char *fault = sample ? compare (call_operator, &call, n_threads) : NULL;
          ck_assert_msg (fault == NULL, "%s (%s %s): %s", *name, row->inputs, row->attrs ? row->attrs : "", fault);
          n_samples++;
          n_never += n_shared == shared;
          rg_check_sample_free (sample);
        }
    }
  g_autofree char *title = g_strdup_printf ("operators, %d samples on 1 and %d threads (%d of them have no work for two)",
                                            n_samples, n_threads, n_never);
  report (title);
  /* A run that does not find the modules has the samples of a few operators only. */
  ck_assert_int_gt (n_samples, 1000);
  /* The rest are views, numbers, empty tensors, what is one loop over few blocks, and what a
   * machine with other work to do gave no second processor to: eight threads on two
   * processors had a fifth, when what a vjp computes had become one loop. */
  ck_assert_int_gt (20 * n_shared, n_compared);
}
END_TEST

/* --- models --- */

/* The loss of the model is followed by a penalty on its gradient: nodes that a backward
 * made are differentiated as well. */
static bool penalised;

static RgTensor *
parameter (GPtrArray *all, RgInts shape)
{
  RgTensor *p = rg_set_requires_grad (rg_mul_scalar (rg_randn (RG_F32, shape), 0.2), true);
  /* The product is a node: what is trained is a leaf of its own. */
  p = rg_set_requires_grad (rg_detach (p), true);
  g_ptr_array_add (all, rg_tensor_ref (p));
  return p;
}

/* The loss, then the gradient of every parameter. */
static GPtrArray *
finish (RgTensor *loss, GPtrArray *parameters)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (unref);
  g_autoptr (GError) error = NULL;
  if (penalised)
    {
      RgGradOptions options = RG_GRAD_OPTIONS_INIT;
      g_autofree RgTensor **grads = g_new0 (RgTensor *, parameters->len);
      options.create_graph = true;
      ck_assert_msg (rg_grad_of (&loss, NULL, 1, (RgTensor **) parameters->pdata, parameters->len, &options, grads, &error),
                     "%s", error ? error->message : "");
      for (guint i = 0; i < parameters->len; i++)
        loss = rg_add (loss, rg_sum (rg_square (grads[i])));
    }
  ck_assert_msg (rg_backward (loss, &error), "%s", error ? error->message : "");
  g_ptr_array_add (made, rg_tensor_ref (loss));
  for (guint i = 0; i < parameters->len; i++)
    g_ptr_array_add (made, rg_tensor_ref (rg_grad (parameters->pdata[i])));
  g_ptr_array_unref (parameters);
  return made;
}

static GPtrArray *
perceptron (const void *unused)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *p = g_ptr_array_new_with_free_func (unref);
  RgTensor *x = rg_randn (RG_F32, RG_SHAPE (33, 20)), *y = rg_randint (0, 5, RG_SHAPE (33));
  (void) unused;
  for (int layer = 0; layer < 3; layer++)
    {
      RgTensor *w = parameter (p, RG_SHAPE (layer == 2 ? 5 : 17, layer ? 17 : 20)), *b = parameter (p, RG_SHAPE (layer == 2 ? 5 : 17));
      x = rg_linear (x, w, b);
      x = layer == 2 ? x : rg_add (rg_tanh (x), rg_relu (x)); /* two ways that meet again */
    }
  return finish (rg_cross_entropy (x, y), p);
}

static GPtrArray *
convolution (const void *unused)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *p = g_ptr_array_new_with_free_func (unref);
  RgTensor *x = rg_randn (RG_F32, RG_SHAPE (3, 2, 9, 9)), *y = rg_randint (0, 4, RG_SHAPE (3));
  (void) unused;
  RgTensor *w = parameter (p, RG_SHAPE (5, 2, 3, 3)), *b = parameter (p, RG_SHAPE (5));
  x = rg_relu (rg_call ("conv2d", x, w, b, NULL));
  x = rg_flatten_dims (x, 1, -1);
  x = rg_linear (x, parameter (p, RG_SHAPE (4, 245)), parameter (p, RG_SHAPE (4)));
  return finish (rg_cross_entropy (x, y), p);
}

static GPtrArray *
attention (const void *unused)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *p = g_ptr_array_new_with_free_func (unref);
  RgTensor *x = rg_randn (RG_F32, RG_SHAPE (2, 7, 8)), *q, *k, *v;
  (void) unused;
  q = rg_linear (x, parameter (p, RG_SHAPE (8, 8)), NULL);
  k = rg_linear (x, parameter (p, RG_SHAPE (8, 8)), NULL);
  v = rg_linear (x, parameter (p, RG_SHAPE (8, 8)), NULL);
  RgTensor *weights = rg_softmax (rg_mul_scalar (rg_matmul (q, rg_transpose (k, 1, 2)), 0.35), -1);
  x = rg_add (x, rg_linear (rg_matmul (weights, v), parameter (p, RG_SHAPE (8, 8)), parameter (p, RG_SHAPE (8))));
  return finish (rg_mean (rg_square (x)), p);
}

static void
compare_models (void)
{
  static const Compute models[] = { perceptron, convolution, attention };
  static const char *const names[] = { "perceptron", "convolution", "attention" };
  for (size_t i = 0; i < G_N_ELEMENTS (models); i++)
    {
      const int64_t compared = n_compared, shared = n_shared;
      g_autofree char *fault = compare_at_all (models[i], NULL);
      ck_assert_msg (fault == NULL, "%s: %s", names[i], fault);
      /* Each holds loops and nodes enough for two. */
      ck_assert_msg (10 * (n_shared - shared) >= 9 * (n_compared - compared), "%s: two threads worked in %d of %d", names[i],
                     (int) (n_shared - shared), (int) (n_compared - compared));
    }
}

START_TEST (test_models)
{
  compare_models ();
  report ("models");
}
END_TEST

START_TEST (test_models_of_second_order)
{
  penalised = true;
  compare_models ();
  report ("models, second order");
}
END_TEST

/* --- the host's floating-point mode --- */

/* Products that are subnormal, in chunks of a loop, in nodes, and in what they add up to. */
static GPtrArray *
subnormal (const void *unused)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *p = g_ptr_array_new_with_free_func (unref);
  (void) unused;
  RgTensor *w = parameter (p, RG_SHAPE (40)), *sum = NULL;
  for (int i = 0; i < 12; i++)
    {
      RgTensor *y = rg_mul_scalar (rg_mul_scalar (w, 1e-20 * (i + 1)), 3e-20);
      y = rg_mul (y, rg_tanh (w));
      sum = sum ? rg_add (sum, y) : y;
    }
  GPtrArray *made = finish (rg_sum (rg_mul_scalar (sum, 1)), p);
  g_ptr_array_add (made, rg_tensor_ref (sum));
  return made;
}

/* The host flushes subnormal numbers to zero after the team was made: its workers
 * must do as it does, and only while they work for it. */
START_TEST (test_flush_to_zero)
{
#if defined(__x86_64__)
  g_autofree char *warm = compare_at_all (subnormal, NULL);
  ck_assert_msg (warm == NULL, "%s", warm);
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *kept = run_with (subnormal, NULL, 1, 1, 0);
  const unsigned before = _mm_getcsr ();
  _mm_setcsr (before | 0x8040);
  GPtrArray *flushed = run_with (subnormal, NULL, 1, 1, 0);
  g_autofree char *fault = compare_at_all (subnormal, NULL);
  g_autofree char *model = compare_at_all (perceptron, NULL);
  _mm_setcsr (before);
  ck_assert_msg (fault == NULL, "%s", fault);
  ck_assert_msg (model == NULL, "perceptron: %s", model);
  /* Nothing was asked unless the mode makes a difference, to the gradient too. */
  ck_assert (!same_bits (kept->pdata[1], flushed->pdata[1]));
  ck_assert (!same_bits (kept->pdata[2], flushed->pdata[2]));
  g_autofree char *after = compare_at_all (subnormal, NULL);
  ck_assert_msg (after == NULL, "afterwards: %s", after);
  g_ptr_array_unref (kept);
  g_ptr_array_unref (flushed);
  ck_assert_int_gt (n_shared, 0);
  report ("flush to zero");
#endif
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("determinism");
  /* A case for each number of threads: CK_RUN_CASE runs one of them. */
  for (int k = 0; k < (int) G_N_ELEMENTS (threads); k++)
    {
      g_autofree char *name = g_strdup_printf ("operators-%d", threads[k]);
      TCase *operators = tcase_create (g_intern_string (name));
      tcase_set_timeout (operators, 1500);
      tcase_add_loop_test (operators, test_operators, k, k + 1);
      suite_add_tcase (suite, operators);
    }
  TCase *models = tcase_create ("models");
  tcase_set_timeout (models, 1500);
  tcase_add_test (models, test_models);
  tcase_add_test (models, test_models_of_second_order);
  tcase_add_test (models, test_flush_to_zero);
  suite_add_tcase (suite, models);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
