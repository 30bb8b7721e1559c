/* accuracy-private.h: the greatest error of a function over many inputs, measured
 * by all threads, and the row of the table that says so.
 *
 * Blocks of inputs have their own seeds and are merged in order: the row is the
 * same at any number of threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TEST_ACCURACY_PRIVATE_H
#define RG_TEST_ACCURACY_PRIVATE_H

#include "rg-parallel.h"
#include "ulp-private.h"
#include <stdio.h>

#define ACCURACY_BLOCK 1005 /* no multiple of a vector, one of the five kinds of inputs */

typedef struct
{
  size_t values; /* those with a number as their result, and not exempt */
  double error, at[2];
  char fault[200]; /* the first value that is not allowed */
} Accuracy;

/* Measures `function` at the inputs from the `first`-th on. */
typedef void (*AccuracyFunc) (const void *function, size_t first, uint64_t *state, Accuracy *to);

#define ACCURACY_FAULT(to, ...)                                                \
  do                                                                           \
    if (!(to)->fault[0])                                                       \
      snprintf ((to)->fault, sizeof (to)->fault, __VA_ARGS__);                 \
  while (0)

/* One value: not a number must be one on both sides, and says nothing else. */
static inline void
accuracy_note (Accuracy *to, const char *name, double error, double limit, bool is_number, double x,
               double y)
{
  if (!(error <= limit))
    ACCURACY_FAULT (to, "%s (%a, %a) is %g ulp off, more than %g", name, x, y, error, limit);
  if (!is_number)
    return;
  to->values++;
  if (error > to->error)
    {
      to->error = error;
      to->at[0] = x;
      to->at[1] = y;
    }
}

#define ACCURACY_TOGETHER 100 /* blocks between two looks at the count */

typedef struct
{
  AccuracyFunc fn;
  const void *function;
  size_t from;
  Accuracy blocks[ACCURACY_TOGETHER];
} AccuracyRound;

static inline void
accuracy_range (int64_t begin, int64_t end, void *payload)
{
  AccuracyRound *r = payload;
  for (int64_t k = begin; k < end; k++)
    {
      const size_t block = r->from + (size_t) k;
      uint64_t state = 0x9e3779b97f4a7c15u * (block + 1);
      r->blocks[k] = (Accuracy){ .values = 0 };
      r->fn (r->function, block * ACCURACY_BLOCK, &state, &r->blocks[k]);
    }
}

/* Measures until ulp_count() values have been, prints the row, fails on a fault. */
static inline void
accuracy_measure (const char *whose, const char *name, const char *dtype, bool is_binary,
                  AccuracyFunc fn, const void *function)
{
  Accuracy all = { .values = 0 };
  static AccuracyRound r;
  r = (AccuracyRound){ .fn = fn, .function = function };
  for (; all.values < ulp_count () && !all.fault[0]; r.from += ACCURACY_TOGETHER)
    {
      rg_parallel_for (ACCURACY_TOGETHER, 1, accuracy_range, &r);
      for (size_t k = 0; k < ACCURACY_TOGETHER; k++)
        {
          const Accuracy *b = &r.blocks[k];
          if (b->fault[0] && !all.fault[0])
            memcpy (all.fault, b->fault, sizeof all.fault);
          all.values += b->values;
          if (b->error > all.error)
            {
              all.error = b->error;
              memcpy (all.at, b->at, sizeof all.at);
            }
        }
    }
  printf ("# ulp: %-8s %-5s %s %9zu %7.4f  %a", name, whose, dtype, all.values, all.error, all.at[0]);
  if (is_binary)
    printf (", %a", all.at[1]);
  printf ("\n");
  fflush (stdout);
  ck_assert_msg (!all.fault[0], "%s %s %s: %s", whose, name, dtype, all.fault);
}

#endif
