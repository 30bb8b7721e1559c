/* test-gemm.c: the matrix product. Every way through it, at every instruction
 * set, must give the bits that rg-gemm.h promises, which a naive loop
 * computes here; that loop itself is held against sums in long double.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "gemm-kernel-private.h"
#include "rg-op.h"
#include "rg-parallel.h"
#include "ulp-private.h"
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>

static const RgGemmKernel *const kernels[] = {
  rg_gemm_kernels_base,
#ifdef __x86_64__
  rg_gemm_kernels_v3,
  rg_gemm_kernels_v4,
#endif
};

/* --- the promise, element by element --- */

/* Either type by one body. */
#define NAIVE(tag, T, FMA)                                                     \
  static T element_##tag (const RgGemm *g, const T *a, const T *b, T old)      \
  {                                                                            \
    const T alpha = g->k > 0 ? (T) g->alpha : 0;                               \
    T beta = (T) g->beta;                                                      \
    for (int64_t p = 0; p < g->k || p == 0; p += RG_GEMM_KC, beta = 1)         \
      {                                                                        \
        T s = 0;                                                               \
        for (int64_t q = p; q < p + RG_GEMM_KC && q < g->k; q++)               \
          s = FMA (a[q * g->a_col], b[q * g->b_row], s);                       \
        old = beta == 0 ? alpha * s : FMA (alpha, s, beta * old);              \
      }                                                                        \
    return old;                                                                \
  }                                                                            \
  static void naive_##tag (const RgGemm *g)                                    \
  {                                                                            \
    for (int64_t z = 0; z < g->batch; z++)                                     \
      for (int64_t i = 0; i < g->m; i++)                                       \
        for (int64_t j = 0; j < g->n; j++)                                     \
          {                                                                    \
            const T *a = (const T *) g->a + z * g->a_batch + i * g->a_row;     \
            const T *b = (const T *) g->b + z * g->b_batch + j * g->b_col;     \
            T *c = (T *) g->c + z * g->c_batch + i * g->c_row + j;             \
            *c = element_##tag (g, a, b, *c);                                  \
          }                                                                    \
  }
NAIVE (f32, float, __builtin_fmaf)
NAIVE (f64, double, __builtin_fma)

static double
value (RgDType dtype, const void *x, int64_t k)
{
  return dtype == RG_F32 ? (double) ((const float *) x)[k] : ((const double *) x)[k];
}

static void
set_value (RgDType dtype, void *x, int64_t k, double v)
{
  if (dtype == RG_F32)
    ((float *) x)[k] = (float) v;
  else
    ((double *) x)[k] = v;
}

/* --- a case --- */

typedef struct
{
  RgGemm g;
  RgDType dtype;
  void *a, *b, *c, *want, *before; /* as they were allocated */
  int64_t a_n, b_n, c_n;
} Case;

static void *
random_array (RgDType dtype, int64_t n, uint64_t *state)
{
  void *x = g_malloc ((size_t) MAX (n, 1) * rg_dtype_size (dtype));
  for (int64_t k = 0; k < n; k++)
    set_value (dtype, x, k, ulp_uniform (state, -1, 1));
  return x;
}

/* Layouts of an operand of r x c: rows contiguous, columns contiguous, neither,
 * rows from the last to the first, one row for all. */
enum { ROWS, COLUMNS, SPREAD, BACKWARDS, REPEATED, N_LAYOUTS };

static int64_t
lay_out (int layout, int64_t r, int64_t c, int64_t *row, int64_t *col, int64_t *first)
{
  *first = 0;
  *row = layout == COLUMNS ? 1 : layout == SPREAD ? 2 * c + 3 : layout == REPEATED ? 0 : c + 1;
  *col = layout == COLUMNS ? r + 2 : layout == SPREAD ? 2 : 1;
  if (layout == BACKWARDS)
    {
      *first = MAX (r - 1, 0) * (c + 1);
      *row = -(c + 1);
    }
  return (r + 1) * (c + 3) * 2 + 8;
}

static void
make_case (Case *t, RgDType dtype, int64_t m, int64_t n, int64_t k, int la, int lb,
           double alpha, double beta, int64_t batch, bool shared, uint64_t *state)
{
  int64_t first_a, first_b;
  const size_t size = rg_dtype_size (dtype);
  RgGemm g = { .m = m, .n = n, .k = k, .alpha = alpha, .beta = beta, .batch = batch };
  const int64_t one_a = lay_out (la, m, k, &g.a_row, &g.a_col, &first_a);
  const int64_t one_b = lay_out (lb, k, n, &g.b_row, &g.b_col, &first_b);
  g.a_batch = one_a;
  g.b_batch = shared ? 0 : one_b;
  g.c_row = n + 3; /* three guards after each row */
  g.c_batch = m * g.c_row + 5;
  t->dtype = dtype;
  t->a_n = one_a * batch;
  t->b_n = one_b * (shared ? 1 : batch);
  t->c_n = g.c_batch * batch;
  t->a = random_array (dtype, t->a_n, state);
  t->b = random_array (dtype, t->b_n, state);
  t->before = random_array (dtype, t->c_n, state);
  if (beta == 0) /* c must not be read */
    for (int64_t q = 0; q < t->c_n; q++)
      set_value (dtype, t->before, q, (double) NAN);
  const size_t bytes = (size_t) MAX (t->c_n, 1) * size;
  t->c = g_malloc (bytes);
  t->want = g_malloc (bytes);
  memcpy (t->want, t->before, (size_t) t->c_n * size);
  g.a = (char *) t->a + first_a * (int64_t) size;
  g.b = (char *) t->b + first_b * (int64_t) size;
  g.c = t->want;
  (dtype == RG_F32 ? naive_f32 : naive_f64) (&g);
  g.c = t->c;
  t->g = g;
}

static void
free_case (Case *t)
{
  g_free (t->a);
  g_free (t->b);
  g_free (t->c);
  g_free (t->want);
  g_free (t->before);
}

/* By each instruction set, into a fresh c, guards and all. */
static void
run_case (Case *t)
{
  const RgGemm *g = &t->g;
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      memcpy (t->c, t->before, (size_t) t->c_n * rg_dtype_size (t->dtype));
      rg_gemm_run (kernels[isa] + t->dtype, g);
      for (int64_t q = 0; q < t->c_n; q++)
        {
          const double got = value (t->dtype, t->c, q), want = value (t->dtype, t->want, q);
          CHECK_VALUE ((isnan (got) && isnan (want)) || memcmp (&got, &want, sizeof got) == 0,
                         "%s %d x %d x %d, strides %d %d, %d %d, beta %g, isa %d: place %d of c is "
                         "%a, not %a", rg_dtype_name (t->dtype), (int) g->m, (int) g->n,
                         (int) g->k, (int) g->a_row, (int) g->a_col, (int) g->b_row,
                         (int) g->b_col, g->beta, isa, (int) q, got, want);
        }
    }
}

static void
try_case (RgDType dtype, int64_t m, int64_t n, int64_t k, int la, int lb, double alpha,
          double beta, int64_t batch, bool shared, uint64_t *state)
{
  Case t;
  make_case (&t, dtype, m, n, k, la, lb, alpha, beta, batch, shared, state);
  run_case (&t);
  free_case (&t);
}

/* --- tests; each runs for float32 and float64 --- */

/* The promised chain is the product. */
START_TEST (naive_is_right)
{
  const RgDType dtype = (RgDType) _i;
  uint64_t state = 11;
  Case t;
  make_case (&t, dtype, 7, 9, 1000, SPREAD, COLUMNS, 0.5, 2, 1, false, &state);
  for (int64_t i = 0; i < 7; i++)
    for (int64_t j = 0; j < 9; j++)
      {
        const int64_t place = i * t.g.c_row + j;
        long double sum = 0, sizes = 0;
        for (int64_t p = 0; p < 1000; p++)
          {
            const long double x = (long double) value (dtype, t.g.a, i * t.g.a_row + p * t.g.a_col)
                                  * (long double) value (dtype, t.g.b, p * t.g.b_row + j * t.g.b_col);
            sum += x;
            sizes += fabsl (x);
          }
        const long double want = 0.5L * sum + 2 * (long double) value (dtype, t.before, place);
        const long double unit = dtype == RG_F32 ? FLT_EPSILON : DBL_EPSILON;
        ck_assert (fabsl ((long double) value (dtype, t.want, place) - want) <= 10 * unit * sizes);
      }
  free_case (&t);
}
END_TEST

/* All small sizes around vectors and micro-tiles, every layout. */
START_TEST (small_sizes)
{
  const int64_t sizes[] = { 1, 2, 3, 4, 5, 7, 12, 13, 16, 17, 31, 33 };
  uint64_t state = 22;
  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (size_t j = 0; j < G_N_ELEMENTS (sizes); j++)
      for (int la = 0; la < N_LAYOUTS; la++)
        for (int lb = 0; lb < N_LAYOUTS; lb++)
          try_case ((RgDType) _i, sizes[i], sizes[j], sizes[(i * 5 + j * 7 + (size_t) la) % 12], la,
                    lb, 1, (double) ((la + lb) % 2), 1, false, &state);
}
END_TEST

/* More than one block of k, on every way. */
START_TEST (blocks_of_k)
{
  const int64_t sizes[] = { 1, 2, 6, 9, 40 };
  const int64_t depths[] = { 383, 384, 385, 769, 3073 };
  uint64_t state = 33;
  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (size_t j = 0; j < G_N_ELEMENTS (sizes); j++)
      for (size_t d = 0; d < G_N_ELEMENTS (depths); d++)
        if (sizes[i] * sizes[j] * depths[d] < 1300000)
          try_case ((RgDType) _i, sizes[i], sizes[j], depths[d], (int) (i + d) % N_LAYOUTS,
                    (int) (j + d) % N_LAYOUTS, -0.7, d % 2 ? 0 : 1.5, 1, false, &state);
}
END_TEST

/* What is packed: above 128^3, with rows and columns left over. */
START_TEST (packed_sizes)
{
  uint64_t state = 44;
  try_case ((RgDType) _i, 133, 141, 131, ROWS, ROWS, 1, 0, 1, false, &state);
  try_case ((RgDType) _i, 132, 128, 150, COLUMNS, ROWS, 1, 1, 1, false, &state);
  try_case ((RgDType) _i, 61, 97, 500, ROWS, COLUMNS, 2, 0.25, 1, false, &state);
  try_case ((RgDType) _i, 50, 545, 401, SPREAD, SPREAD, 1, 0, 1, false, &state);
  try_case ((RgDType) _i, 1601, 65, 30, BACKWARDS, ROWS, 1, 0, 1, false, &state);
  try_case ((RgDType) _i, 140, 70, 390, REPEATED, COLUMNS, 1, 1, 2, true, &state);
}
END_TEST

START_TEST (batches)
{
  uint64_t state = 55;
  try_case ((RgDType) _i, 5, 6, 7, ROWS, ROWS, 1, 0, 40, false, &state);
  try_case ((RgDType) _i, 5, 6, 7, COLUMNS, COLUMNS, 1, 1, 40, true, &state);
  try_case ((RgDType) _i, 1, 60, 70, ROWS, ROWS, 1, 0, 9, false, &state);
  try_case ((RgDType) _i, 60, 1, 70, ROWS, COLUMNS, 1, 0, 9, true, &state);
  try_case ((RgDType) _i, 1, 1, 3100, ROWS, ROWS, 1, 0, 3, false, &state);
  try_case ((RgDType) _i, 5000, 3, 4, ROWS, ROWS, 1, 0, 1, false, &state);
  try_case ((RgDType) _i, 1, 1300, 50, ROWS, ROWS, 1, 0.5, 1, false, &state);
  try_case ((RgDType) _i, 1300, 1, 50, COLUMNS, SPREAD, 1, 0, 1, false, &state);
}
END_TEST

/* Nothing to sum: c becomes beta c. Nothing to write: nothing is written. */
START_TEST (zero_sizes)
{
  uint64_t state = 66;
  const int64_t sizes[][3] = { { 0, 5, 3 }, { 5, 0, 3 }, { 3, 4, 0 }, { 1, 40, 0 }, { 40, 1, 0 },
                               { 200, 200, 0 }, { 0, 0, 0 }, { 1, 1, 0 } };
  for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (int beta = 0; beta < 3; beta++)
      try_case ((RgDType) _i, sizes[k][0], sizes[k][1], sizes[k][2], ROWS, COLUMNS, -1, beta, 2,
                false, &state);
  try_case ((RgDType) _i, 4, 4, 4, ROWS, ROWS, 1, 0, 0, false, &state);
}
END_TEST

/* NaN and infinity stay in their row and column, also beside padding. */
START_TEST (not_a_number)
{
  const RgDType dtype = (RgDType) _i;
  const int64_t sizes[] = { 3, 14, 131 };
  for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      const int64_t n = sizes[s];
      uint64_t state = 77;
      Case t;
      make_case (&t, dtype, n, n + 2, n, ROWS, ROWS, 1, 0, 1, false, &state);
      set_value (dtype, t.a, (n - 1) * t.g.a_row + 1, (double) NAN);
      set_value (dtype, t.b, 1 * t.g.b_row + n + 1, (double) INFINITY);
      t.g.c = t.want;
      (dtype == RG_F32 ? naive_f32 : naive_f64) (&t.g);
      t.g.c = t.c;
      run_case (&t);
      for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j < n + 2; j++)
          CHECK_VALUE (isfinite (value (dtype, t.c, i * t.g.c_row + j))
                           ? i < n - 1 && j < n + 1
                           : i == n - 1 || j == n + 1,
                       "place %d, %d of %d", (int) i, (int) j, (int) n);
      free_case (&t);
    }
}
END_TEST

/* A row alone, by the way for vectors, has the bits of that row in a packed
 * product; and so with columns. */
START_TEST (rows_alone)
{
  const RgDType dtype = (RgDType) _i;
  const int64_t size = (int64_t) rg_dtype_size (dtype);
  uint64_t state = 88;
  Case t;
  make_case (&t, dtype, 150, 160, 420, ROWS, ROWS, 1, 0, 1, false, &state);
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      double one[160];
      rg_gemm_run (kernels[isa] + dtype, &t.g);
      for (int64_t i = 0; i < 150; i += 7)
        {
          RgGemm g = t.g;
          g.m = 1;
          g.a = (const char *) t.g.a + i * g.a_row * size;
          g.c = one;
          rg_gemm_run (kernels[isa] + dtype, &g);
          ck_assert_mem_eq (one, (const char *) t.c + i * t.g.c_row * size, (size_t) (160 * size));
        }
      for (int64_t j = 0; j < 160; j += 7)
        {
          RgGemm g = t.g;
          g.n = 1;
          g.b = (const char *) t.g.b + j * size;
          g.c = one;
          g.c_row = 1;
          rg_gemm_run (kernels[isa] + dtype, &g);
          for (int64_t i = 0; i < 150; i++)
            CHECK_VALUE (memcmp ((char *) one + i * size,
                                 (const char *) t.c + (i * t.g.c_row + j) * size,
                                 (size_t) size) == 0,
                         "place %d, %d", (int) i, (int) j);
        }
    }
  free_case (&t);
}
END_TEST

/* Threads cut tiles otherwise; the bits stay. */
START_TEST (thread_counts)
{
  uint64_t state = 99;
  for (int threads = 1; threads <= 4; threads++)
    {
      rg_set_num_threads (threads);
      try_case ((RgDType) _i, 300, 260, 90, ROWS, ROWS, 1, 0, 1, false, &state);
      try_case ((RgDType) _i, 40, 50, 40, ROWS, COLUMNS, 1, 0, 70, false, &state);
      try_case ((RgDType) _i, 4000, 1, 900, ROWS, ROWS, 1, 0, 1, false, &state);
    }
  rg_set_num_threads (0);
}
END_TEST

static void *
packed_on_a_thread (void *payload)
{
  uint64_t state = 111;
  try_case ((RgDType) GPOINTER_TO_INT (payload), 200, 200, 60, ROWS, ROWS, 1, 0, 1, false, &state);
  return NULL;
}

/* Buffers are not on the stack. */
START_TEST (small_stack)
{
  pthread_attr_t attr;
  pthread_t thread;
  pthread_attr_init (&attr);
  ck_assert_int_eq (pthread_attr_setstacksize (&attr, 256 * 1024), 0);
  rg_set_num_threads (1);
  ck_assert_int_eq (pthread_create (&thread, &attr, packed_on_a_thread, GINT_TO_POINTER (_i)), 0);
  pthread_join (thread, NULL);
  pthread_attr_destroy (&attr);
}
END_TEST

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* Where the buffer cannot be had, the product is made without one. */
START_TEST (no_memory)
{
  uint64_t state = 122;
  Case t;
  make_case (&t, (RgDType) _i, 150, 1100, 40, ROWS, COLUMNS, 1, 0, 1, false, &state);
  rg_set_num_threads (1);
  const struct rlimit none = { 1, 1 };
  void *fill[64];
  ck_assert_int_eq (setrlimit (RLIMIT_AS, &none), 0);
  for (int k = 0; k < 64; k++) /* what the heap still has */
    fill[k] = malloc (1 << 18);
  ck_assert_ptr_null (fill[63]);
  run_case (&t);
}
END_TEST
#endif

int
main (void)
{
  Suite *suite = suite_create ("gemm");
  TCase *tcase = tcase_create ("gemm");
  tcase_set_timeout (tcase, 300);
  tcase_add_loop_test (tcase, naive_is_right, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, small_sizes, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, blocks_of_k, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, packed_sizes, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, batches, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, zero_sizes, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, not_a_number, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, rows_alone, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, thread_counts, RG_F32, RG_F64 + 1);
  tcase_add_loop_test (tcase, small_stack, RG_F32, RG_F64 + 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  tcase_add_loop_test (tcase, no_memory, RG_F32, RG_F64 + 1);
#endif
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
