/* bench.c: timing, and the report of a run.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench-private.h"
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- timing --- */

#define BUDGET 0.5e6 /* microseconds for a row */
#define SAMPLE 2e3   /* microseconds of a sample, at least */
#define SAMPLES 201

static int
by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static BenchTime
summary (double *samples, int n)
{
  qsort (samples, (size_t) n, sizeof *samples, by_value);
  double median = n % 2 ? samples[n / 2] : (samples[n / 2 - 1] + samples[n / 2]) / 2;
  return (BenchTime){ median / 1e6, median > 0 ? (samples[3 * n / 4] - samples[n / 4]) / median : 0 };
}

/* Microseconds for one call, over `times` calls. */
static double
sample (BenchBody body, void *data, int64_t times)
{
  gint64 start = g_get_monotonic_time ();
  for (int64_t i = 0; i < times; i++)
    body (data);
  return (double) (g_get_monotonic_time () - start) / (double) times;
}

/* How many calls make a sample that the clock can tell. */
static int64_t
calls_of_sample (BenchBody body, void *data)
{
  int64_t times = 1;
  sample (body, data, 1);
  for (double each; (each = sample (body, data, times)) * (double) times < SAMPLE && times < 1 << 24;)
    times = each > 0 ? (int64_t) ceil (SAMPLE * 1.2 / each) : times * 16;
  return times;
}

void
bench_pair (Bench *b, BenchBody first, void *first_data, BenchBody second, void *second_data, BenchTime *first_time,
            BenchTime *second_time)
{
  BenchBody bodies[2] = { first, second };
  void *data[2] = { first_data, second_data };
  double samples[2][SAMPLES];
  int n_bodies = second ? 2 : 1, n = 0;
  int64_t times[2] = { 0, 0 };
  (void) b;
  for (int k = 0; k < n_bodies; k++)
    times[k] = calls_of_sample (bodies[k], data[k]);
  gint64 start = g_get_monotonic_time ();
  while (n < SAMPLES && (n < 5 || (double) (g_get_monotonic_time () - start) < BUDGET * n_bodies))
    {
      for (int k = 0; k < n_bodies; k++)
        samples[k][n] = sample (bodies[k], data[k], times[k]);
      n++;
    }
  *first_time = summary (samples[0], n);
  if (second)
    *second_time = summary (samples[1], n);
}

BenchTime
bench_time (Bench *b, BenchBody body, void *data)
{
  BenchTime time;
  bench_pair (b, body, data, NULL, NULL, &time, NULL);
  return time;
}

/* --- the report --- */

Bench *
bench_new (int threads, bool json, const char *samples)
{
  Bench *b = g_new0 (Bench, 1);
  if (threads > 0)
    rg_set_num_threads (threads);
  b->threads = rg_get_num_threads ();
  b->json = json;
  b->samples = samples;
  if (json)
    {
      b->rows = json_array_new ();
      return b;
    }
  printf ("%d thread%s; median of the row, spread of its quartiles\n", b->threads, b->threads == 1 ? "" : "s");
  return b;
}

int
bench_threads (const Bench *b)
{
  return b->threads;
}

const char *
bench_samples (const Bench *b)
{
  return b->samples;
}

const char *
bench_workload (const Bench *b)
{
  return b->workload;
}

void
bench_run (Bench *b, const BenchWorkload *workload)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  b->workload = workload->name;
  if (!b->json)
    printf ("\n%s: %s\n", workload->name, workload->summary);
  workload->run (b);
  rg_set_num_threads (b->threads);
  if (!rg_scope_check (scope, &error))
    {
      b->failed = true;
      fprintf (stderr, "retrograde: bench: %s: %s\n", workload->name, error->message);
    }
}

static void
print_row (const BenchRow *row)
{
  char share[32] = "", spread[16] = "", wanted[48] = "";
  if (row->spread > 0)
    g_snprintf (spread, sizeof spread, "+-%.0f%%", 50 * row->spread);
  if (row->share > 0)
    g_snprintf (share, sizeof share, "%.2f", row->share);
  if (row->wanted > 0)
    g_snprintf (wanted, sizeof wanted, " (at least %g%s)", row->wanted, row->share >= row->wanted ? "" : ": falls short");
  else if (row->most > 0)
    g_snprintf (wanted, sizeof wanted, " (at most %g%s)", row->most, row->value <= row->most ? "" : ": falls short");
  printf ("  %-36s %10.4g %-7s %-6s %6s %s%s\n", row->label, row->value, row->unit, spread, share, row->of ? row->of : "",
          wanted);
  fflush (stdout);
}

void
bench_row (Bench *b, const BenchRow *row)
{
  if (!b->json)
    {
      print_row (row);
      return;
    }
  JsonObject *o = json_object_new ();
  json_object_set_string_member (o, "bench", b->workload);
  json_object_set_string_member (o, "row", row->label);
  json_object_set_double_member (o, "value", row->value);
  json_object_set_string_member (o, "unit", row->unit);
  if (row->spread > 0)
    json_object_set_double_member (o, "spread", row->spread);
  if (row->share > 0)
    {
      json_object_set_double_member (o, "share", row->share);
      json_object_set_string_member (o, "of", row->of);
    }
  if (row->wanted > 0)
    json_object_set_double_member (o, "at_least", row->wanted);
  if (row->most > 0)
    json_object_set_double_member (o, "at_most", row->most);
  json_array_add_object_element (b->rows, o);
}

bool
bench_failed (const Bench *b)
{
  return b->failed;
}

/* The most memory that was resident, in bytes; not that of getrusage(), which a process
 * inherits from the one that started it. */
static int64_t
peak (void)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  const char *line = strstr (text, "VmHWM:");
  return line ? (int64_t) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

void
bench_free (Bench *b)
{
  if (b->json)
    {
      JsonNode *root = json_node_new (JSON_NODE_OBJECT);
      JsonObject *o = json_object_new ();
      json_object_set_int_member (o, "threads", b->threads);
      json_object_set_int_member (o, "peak_bytes", peak ());
      json_object_set_array_member (o, "rows", b->rows);
      json_node_take_object (root, o);
      g_autofree char *text = json_to_string (root, TRUE);
      puts (text);
      json_node_free (root);
    }
  g_free (b);
}
