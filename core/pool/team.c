/* team.c: teams of OpenMP threads, opened from the calling thread so that a
 * host's own libgomp threads are used again.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* sched_getcpu */
#endif
#include "team-private.h"
#include <omp.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#if defined(__SANITIZE_THREAD__)
#define TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TSAN 1
#endif
#endif
#ifdef TSAN
void __tsan_acquire (void *);
void __tsan_release (void *);
#define NO_TSAN __attribute__ ((no_sanitize ("thread"), noinline))
#else
#define __tsan_acquire(p) ((void) (p))
#define __tsan_release(p) ((void) (p))
#define NO_TSAN __attribute__ ((noinline))
#endif

#ifdef TSAN
/* GLib makes the lock of its error domains with the first error, by atomics that
 * ThreadSanitizer does not see: here it does so before there is a second thread. */
__attribute__ ((constructor)) static void
make_the_first_error (void)
{
  g_error_free (g_error_new_literal (g_quark_from_static_string ("rg-error-quark"), 0, ""));
}
#endif

#if defined(__x86_64__)
#define RELAX() __builtin_ia32_pause ()
#elif defined(__aarch64__)
#define RELAX() __asm__ volatile ("yield")
#else
#define RELAX() ((void) 0)
#endif

static _Atomic int set_threads;    /* 0: OpenMP's own choice */
static _Atomic bool had_team;      /* a team was opened in this process */
static _Atomic bool forked_inline; /* a child of such a process: libgomp hangs in it */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
in_child (void)
{
  if (atomic_load (&had_team))
    atomic_store (&forked_inline, true);
}

static void
watch_fork (void)
{
  pthread_atfork (NULL, NULL, in_child);
}

void
rg_set_num_threads (int n)
{
  atomic_store (&set_threads, n < 0 ? 0 : MIN (n, 1024));
}

int
rg_get_num_threads (void)
{
  int n = atomic_load_explicit (&set_threads, memory_order_relaxed);
  return n ? n : omp_get_max_threads ();
}

int
rg_team_size (void)
{
  int n = rg_get_num_threads ();
  if (n <= 1 || omp_in_parallel () || atomic_load_explicit (&forked_inline, memory_order_relaxed))
    return 1;
  return n;
}

/* --- the floating-point control word --- */

#if defined(__x86_64__)
static inline unsigned
control_get (void)
{
  return __builtin_ia32_stmxcsr ();
}
static inline void
control_set (unsigned word)
{
  __builtin_ia32_ldmxcsr (word);
}
#elif defined(__aarch64__)
static inline unsigned
control_get (void)
{
  uint64_t word;
  __asm__ volatile ("mrs %0, fpcr" : "=r"(word));
  return (unsigned) word;
}
static inline void
control_set (unsigned word)
{
  uint64_t wide = word;
  __asm__ volatile ("msr fpcr, %0" : : "r"(wide));
}
#else
static inline unsigned
control_get (void)
{
  return 0;
}
static inline void
control_set (unsigned word)
{
  (void) word;
}
#endif

/* --- a region --- */

typedef struct
{
  RgTeamFunc body;
  void *payload;
  unsigned control;
  int cpu; /* the master's */
  _Atomic int finished;
} Region;

/* A worker that shares the master's processor moves off it for the time: the
 * scheduler of a small virtual machine may leave both there for milliseconds. */
static bool
move_off (int cpu, cpu_set_t *mask)
{
#ifdef __linux__
  cpu_set_t others;
  if (cpu < 0 || sched_getcpu () != cpu || sched_getaffinity (0, sizeof *mask, mask) != 0)
    return false;
  others = *mask;
  CPU_CLR ((size_t) cpu, &others);
  return CPU_COUNT (&others) > 0 && sched_setaffinity (0, sizeof others, &others) == 0;
#else
  return false;
#endif
}

int
rg_team_cpu (void)
{
#ifdef __linux__
  return sched_getcpu ();
#else
  return -1;
#endif
}

void
rg_team_move_off (int cpu)
{
#ifdef __linux__
  cpu_set_t mask;
  if (move_off (cpu, &mask))
    sched_setaffinity (0, sizeof mask, &mask);
#else
  (void) cpu;
#endif
}

static void
region_body (Region *region, int rank, int size)
{
  if (rank == 0)
    {
      region->body (rank, size, region->payload);
      /* Our own join: all reach libgomp's barrier together, where a thread that
       * waits long goes to sleep and takes milliseconds to wake. */
      unsigned spins = 0;
      while (atomic_load_explicit (&region->finished, memory_order_acquire) < size - 1)
        if (++spins > 300)
          sched_yield ();
        else
          RELAX ();
      return;
    }
  cpu_set_t mask;
  unsigned before = control_get ();
  bool moved = move_off (region->cpu, &mask);
  control_set (region->control);
  region->body (rank, size, region->payload);
  control_set (before);
  atomic_fetch_add_explicit (&region->finished, 1, memory_order_release);
  if (moved)
    sched_setaffinity (0, sizeof mask, &mask);
}

/* ThreadSanitizer does not see libgomp's barriers, so what they order is told to
 * it here, in a function that it leaves alone. */
NO_TSAN static void
region_open (Region *region, int threads)
{
  __tsan_release (region);
  if (threads)
    {
#pragma omp parallel num_threads(threads)
      {
        __tsan_acquire (region);
        region_body (region, omp_get_thread_num (), omp_get_num_threads ());
        __tsan_release (region);
      }
    }
  else
    {
#pragma omp parallel
      {
        __tsan_acquire (region);
        region_body (region, omp_get_thread_num (), omp_get_num_threads ());
        __tsan_release (region);
      }
    }
  __tsan_acquire (region);
}

void
rg_team_run (RgTeamFunc body, void *payload)
{
  pthread_once (&once, watch_fork);
  atomic_store_explicit (&had_team, true, memory_order_relaxed);
  Region region = { .body = body, .payload = payload, .control = control_get (), .cpu = sched_getcpu () };
  /* A size is asked for only when the user set one: regions of changing size make
   * libgomp end and start threads. */
  region_open (&region, atomic_load_explicit (&set_threads, memory_order_relaxed));
}
