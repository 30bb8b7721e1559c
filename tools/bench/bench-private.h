/* bench-private.h: what a run keeps.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BENCH_PRIVATE_H
#define BENCH_PRIVATE_H

#include "bench.h"
#include <json-glib/json-glib.h>

struct _Bench
{
  int threads;
  bool json;
  bool failed;
  const char *samples; /* a folder, or NULL */
  const char *workload;
  JsonArray *rows;
};

#endif
