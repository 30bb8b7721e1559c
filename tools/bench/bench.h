/* bench.h: workloads that are timed, one per file, and how they report.
 *
 * A row is a median with its spread (the distance of its quartiles, as a part of
 * the median), and, where there is one, the limit it is held against: a figure
 * measured in the same run, or another way of doing the same work.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BENCH_H
#define BENCH_H

#include <retrograde.h>

typedef struct _Bench Bench;

/** BenchBody: one repetition of the work. */
typedef void (*BenchBody) (void *data);

/**
 * BenchTime:
 * @median: seconds
 * @spread: from the first to the third quartile, as a part of the median
 */
typedef struct
{
  double median;
  double spread;
} BenchTime;

/** bench_time: the time of @body, after a warm-up, for about half a second in all. */
BenchTime bench_time (Bench *b, BenchBody body, void *data);
/** bench_pair: two bodies in turn, so that both meet the same disturbances. */
void bench_pair (Bench *b, BenchBody first, void *first_data, BenchBody second, void *second_data,
                 BenchTime *first_time, BenchTime *second_time);

/**
 * BenchRow:
 * @label: what was timed
 * @value: the figure
 * @unit: of @value: `ns`, `GB/s`, ...
 * @spread: as in #BenchTime; 0 if it has none
 * @share: how @value stands to its limit; 0 if there is none
 * @of: the limit: `of the bandwidth limit`, `times one thread`
 * @wanted: what @share is held against, at least; 0 for nothing
 * @most: what @value is held against, at most; 0 for nothing
 */
typedef struct
{
  const char *label;
  double value;
  const char *unit;
  double spread;
  double share;
  const char *of;
  double wanted;
  double most;
} BenchRow;

/** bench_row: prints or records a row. */
void bench_row (Bench *b, const BenchRow *row);

int bench_threads (const Bench *b);
/** bench_samples: (nullable): the folder where training workloads leave weights, data and the
 * losses of their first steps, in place of timing, for another program to repeat; and a
 * trace of the next. */
const char *bench_samples (const Bench *b);
/** bench_workload: the name of the workload that runs. */
const char *bench_workload (const Bench *b);

/* --- limits of the machine, measured once in a run --- */

/** bench_bandwidth: bytes a second of plain loops that read @n_in arrays (1 or 2) and write
 * @n_out (0 or 1), of @n floats each. */
double bench_bandwidth (Bench *b, int n_in, int n_out, int64_t n);
/** bench_fma: fused multiply-adds a second, from registers, counted as two operations. */
double bench_fma (Bench *b, RgDType dtype);

/* --- workloads --- */

typedef struct
{
  const char *name;
  const char *summary;
  void (*run) (Bench *b);
} BenchWorkload;

void bench_overhead (Bench *b);
void bench_chain (Bench *b);
void bench_backward (Bench *b);
void bench_wide (Bench *b);
void bench_pointwise (Bench *b);
void bench_reduce (Bench *b);
void bench_cache (Bench *b);
void bench_matmul (Bench *b);
void bench_conv (Bench *b);
void bench_mlp (Bench *b);
void bench_cnn (Bench *b);
void bench_gpt (Bench *b);
void bench_startup (Bench *b);

extern const BenchWorkload bench_workloads[];
extern const size_t bench_n_workloads;

/* --- the run --- */

Bench *bench_new (int threads, bool json, const char *samples);
/** bench_run: (skip): one workload, with its heading. */
void bench_run (Bench *b, const BenchWorkload *workload);
/** bench_failed: whether a workload met an error. */
bool bench_failed (const Bench *b);
/** bench_free: closes the report. */
void bench_free (Bench *b);

#endif
