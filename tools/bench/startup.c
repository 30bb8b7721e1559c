/* startup.c: how long a program takes that makes a tensor and runs backward: this
 * program runs itself as `retrograde bench --startup`.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* argv, NULL-terminated. */
static void
run (void *data)
{
  char **argv = data;
  pid_t child;
  int status;
  if (posix_spawn (&child, argv[0], NULL, NULL, argv, environ) == 0)
    waitpid (child, &status, 0);
}

void
bench_startup (Bench *b)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  BenchTime ours, none;
  char *ours_argv[] = { self, (char *) "bench", (char *) "--startup", NULL }, *none_argv[] = { (char *) "/bin/true", NULL };
  bench_pair (b, run, ours_argv, run, none_argv, &ours, &none);
  bench_row (b, &(BenchRow){ .label = "a process that does nothing", .value = none.median * 1e3, .unit = "ms", .spread = none.spread });
  bench_row (b, &(BenchRow){ .label = "a tensor and its backward", .value = ours.median * 1e3, .unit = "ms", .spread = ours.spread,
                             .most = 5 });
}
