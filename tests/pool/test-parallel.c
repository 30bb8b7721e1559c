/* test-parallel.c: parallel loops: each index once, the same chunks at any number of
 * threads, inside a team, inside the host's own region, and the host's settings kept.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <check.h>
#include <omp.h>
#include <pthread.h>
#include <retrograde.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define MOST 5000

/* --- loops --- */

typedef struct
{
  _Atomic int seen[MOST];
  _Atomic int chunks, wrong;
  int64_t n, grain;
} Loop;

static void
note (int64_t begin, int64_t end, void *payload)
{
  Loop *loop = payload;
  const int64_t expected = MIN (begin + loop->grain, loop->n);
  if (begin % loop->grain || end != expected)
    atomic_fetch_add (&loop->wrong, 1);
  atomic_fetch_add (&loop->chunks, 1);
  for (int64_t i = begin; i < end; i++)
    atomic_fetch_add (&loop->seen[i], 1);
}

static void
run_loop (int64_t n, int64_t grain)
{
  static Loop loop;
  memset (&loop, 0, sizeof loop);
  loop.n = n;
  loop.grain = grain;
  rg_parallel_for (n, grain, note, &loop);
  ck_assert_int_eq (atomic_load (&loop.wrong), 0);
  ck_assert_int_eq (atomic_load (&loop.chunks), (int) ((n + grain - 1) / grain));
  for (int64_t i = 0; i < n; i++)
    ck_assert_int_eq (atomic_load (&loop.seen[i]), 1);
}

START_TEST (each_index_once)
{
  static const int64_t sizes[] = { 0, 1, 2, 63, 64, 65, 1000, 4999 }, grains[] = { 1, 2, 7, 64, 5000 };
  for (int threads = 1; threads <= 8; threads++)
    {
      rg_set_num_threads (threads);
      for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
        for (size_t k = 0; k < G_N_ELEMENTS (grains); k++)
          run_loop (sizes[i], grains[k]);
    }
}
END_TEST

START_TEST (a_forced_grain)
{
  rg_set_num_threads (3);
  rg_parallel_force (5, true);
  static Loop loop;
  memset (&loop, 0, sizeof loop);
  loop.n = 1003;
  loop.grain = 5;
  const int64_t before = rg_parallel_shared_runs ();
  int rounds = 0;
  for (; rounds < 200 || (rg_parallel_shared_runs () == before && rounds < 5000); rounds++)
    {
      if (rounds >= 200)
        g_usleep (1000); /* let whoever keeps the others away go on */
      rg_parallel_for (1003, 100, note, &loop);
    }
  rg_parallel_force (0, false);
  ck_assert_int_eq (atomic_load (&loop.wrong), 0);
  ck_assert_int_eq (atomic_load (&loop.chunks), rounds * 201);
  ck_assert_int_gt (rg_parallel_shared_runs (), before);
}
END_TEST

static void
inner_loops (int64_t begin, int64_t end, void *payload)
{
  for (int64_t i = begin; i < end; i++)
    {
      Loop *loop = payload;
      rg_parallel_for (loop->n, loop->grain, note, loop);
    }
}

START_TEST (a_loop_in_a_loop)
{
  rg_set_num_threads (4);
  static Loop loop;
  memset (&loop, 0, sizeof loop);
  loop.n = 100;
  loop.grain = 3;
  rg_parallel_for (50, 1, inner_loops, &loop);
  ck_assert_int_eq (atomic_load (&loop.wrong), 0);
  for (int i = 0; i < 100; i++)
    ck_assert_int_eq (atomic_load (&loop.seen[i]), 50);
}
END_TEST

/* --- the host --- */

static void
inline_only (int64_t begin, int64_t end, void *payload)
{
  (void) begin;
  (void) end;
  if (!pthread_equal (pthread_self (), *(pthread_t *) payload))
    abort ();
}

START_TEST (inline_in_the_hosts_region)
{
  rg_set_num_threads (4);
#pragma omp parallel num_threads(2)
  {
    pthread_t me = pthread_self ();
    rg_parallel_for (1000, 1, inline_only, &me);
  }
}
END_TEST

START_TEST (the_hosts_settings_stay)
{
  omp_set_num_threads (3);
  omp_set_max_active_levels (2);
  const int dynamic = omp_get_dynamic ();
  rg_set_num_threads (2);
  run_loop (4000, 1);
  ck_assert_int_eq (omp_get_max_threads (), 3);
  ck_assert_int_eq (omp_get_max_active_levels (), 2);
  ck_assert_int_eq (omp_get_dynamic (), dynamic);
}
END_TEST

static void *
loops_of_a_thread (void *data)
{
  Loop *loop = data;
  for (int i = 0; i < 50; i++)
    rg_parallel_for (loop->n, loop->grain, note, loop);
  return NULL;
}

START_TEST (several_host_threads)
{
  static Loop loops[4];
  pthread_t threads[4];
  memset (loops, 0, sizeof loops);
  rg_set_num_threads (2);
  for (int i = 0; i < 4; i++)
    {
      loops[i].n = 2000;
      loops[i].grain = 10 + i;
      ck_assert_int_eq (pthread_create (&threads[i], NULL, loops_of_a_thread, &loops[i]), 0);
    }
  for (int i = 0; i < 4; i++)
    {
      pthread_join (threads[i], NULL);
      ck_assert_int_eq (atomic_load (&loops[i].wrong), 0);
      for (int k = 0; k < 2000; k++)
        ck_assert_int_eq (atomic_load (&loops[i].seen[k]), 50);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("parallel loops");
  TCase *t = tcase_create ("all");
  tcase_add_test (t, each_index_once);
  tcase_add_test (t, a_forced_grain);
  tcase_add_test (t, a_loop_in_a_loop);
  tcase_add_test (t, inline_in_the_hosts_region);
  tcase_add_test (t, the_hosts_settings_stay);
  tcase_add_test (t, several_host_threads);
  suite_add_tcase (suite, t);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
