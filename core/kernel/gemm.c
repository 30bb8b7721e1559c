/* gemm.c: the matrix product: which way to go, tiles, blocks of k.
 *
 * Three ways, all with the bits that rg-gemm.h fixes. A vector on either
 * side is read along the matrix. A small product, or one with few rows or
 * columns, takes a where it lies. The rest packs: a strip of b for a tile of c
 * (it stays in the second cache), and a few rows of a at a time (they stay in
 * the first). A tile packs for itself inside its own range of the parallel
 * loop, so that the thread's buffer is never in use while a thread waits.
 *
 * Order: the buffer, the ways, tiles, rg_gemm.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "gemm-kernel-private.h"
#include "rg-op.h"
#include "rg-parallel.h"
#include "thread-private.h"
#include <stdlib.h>
#include <string.h>

#define KC RG_GEMM_KC

/* The largest tile of c, before it is cut for threads. */
#define TILE_ROWS 1536
#define TILE_COLS 512
/* Multiply-adds below which a tile is not cut further, and that a range of the
 * parallel loop should have. */
#define TILE_WORK (1 << 20)
/* Up to here packing a does not pay. */
#define DIRECT_WORK (128 * 128 * 128)
#define DIRECT_ROWS 8
/* Shares of threads that differ by less are not worth longer tiles. */
#define ALIKE 0.05

typedef struct
{
  const RgGemm *g;
  const RgGemmKernel *kernel;
  double alpha;
  int64_t rows, cols;       /* of a tile */
  int64_t n_rows, n_cols;   /* how many tiles */
} Plan;

/* --- the buffer --- */

/* The thread's own, which only grows and goes when the thread ends. Its contents
 * need not survive. %NULL if memory cannot be had. */
static void *
pack_buffer (int64_t bytes)
{
  RgThread *self = rg_thread ();
  if (self->pack_bytes < (size_t) bytes)
    {
      free (self->pack_buffer);
      self->pack_buffer = aligned_alloc (64, ((size_t) bytes + 63) & ~(size_t) 63);
      self->pack_bytes = self->pack_buffer ? (size_t) bytes : 0;
    }
  return self->pack_buffer;
}

/* --- the ways --- */

/* The addresses of element (i, j) in one product of the batch. */
static inline const void *
at (const void *base, int64_t index, int64_t size)
{
  return (const char *) base + index * size;
}

/* y (n) = matrix (n x k) times vector (k), from output `begin` to `end`. */
static void
vector_range (const Plan *plan, const void *mat, int64_t row, int64_t col, const void *vec,
              int64_t step, void *y, int64_t y_step, int64_t begin, int64_t end)
{
  const RgGemmKernel *kernel = plan->kernel;
  const int64_t size = kernel->size, k = plan->g->k, n = end - begin;
  double beta = plan->g->beta;
  char copy[KC * sizeof (double)]; /* of the vector's block, if it is not contiguous */
  y = (char *) y + begin * y_step * size;
  mat = at (mat, begin * row, size);
  int64_t p = 0;
  for (; n == 1 && p + RG_GEMM_SIDE * KC <= k; p += RG_GEMM_SIDE * KC, beta = 1)
    kernel->dot (at (mat, p * col, size), col, at (vec, p * step, size), step, y,
                 plan->alpha, beta);
  for (; p < k || p == 0; p += KC, beta = 1)
    {
      const int64_t kc = MIN (KC, k - p);
      const void *a = at (mat, p * col, size), *x = at (vec, p * step, size);
      if (step != 1)
        {
          for (int64_t q = 0; q < kc; q++)
            memcpy (copy + q * size, at (x, q * step, size), (size_t) size);
          x = copy;
        }
      if (row == 1)
        kernel->axpy (n, kc, a, col, x, y, y_step, plan->alpha, beta);
      else
        kernel->dots (n, kc, a, row, col, x, y, y_step, plan->alpha, beta);
    }
}

/* c (rows x cols) with a where it lies. b is packed, strip by strip, unless its
 * rows are contiguous and a whole strip is left. */
static void
direct_tile (const Plan *plan, const void *a, const void *b, void *c, int64_t rows,
             int64_t cols, void *buffer)
{
  const RgGemm *g = plan->g;
  const RgGemmKernel *kernel = plan->kernel;
  const int64_t size = kernel->size, nr = kernel->nr;
  double beta = g->beta;
  for (int64_t p = 0; p < g->k || p == 0; p += KC, beta = 1)
    for (int64_t j = 0; j < cols; j += nr)
      {
        const int64_t kc = MIN (KC, g->k - p), width = MIN (nr, cols - j);
        const void *strip = at (b, p * g->b_row + j * g->b_col, size);
        int64_t strip_row = g->b_row;
        if (g->b_col != 1 || width < nr)
          {
            kernel->pack_b (kc, width, strip, g->b_row, g->b_col, buffer);
            strip = buffer;
            strip_row = nr;
          }
        for (int64_t i = 0; i < rows; i += RG_GEMM_DIRECT)
          kernel->direct (kc, at (a, i * g->a_row + p * g->a_col, size), g->a_row,
                          g->a_col, strip, strip_row, MIN (RG_GEMM_DIRECT, rows - i),
                          width, (char *) c + (i * g->c_row + j) * size, g->c_row,
                          plan->alpha, beta);
      }
}

/* c (rows x cols), all packed. */
static void
packed_tile (const Plan *plan, const void *a, const void *b, void *c, int64_t rows,
             int64_t cols, void *buffer)
{
  const RgGemm *g = plan->g;
  const RgGemmKernel *kernel = plan->kernel;
  const int64_t size = kernel->size, mr = kernel->mr, nr = kernel->nr;
  char *pa = buffer, *pb = pa + KC * mr * size;
  double beta = g->beta;
  for (int64_t p = 0; p < g->k || p == 0; p += KC, beta = 1)
    {
      const int64_t kc = MIN (KC, g->k - p);
      for (int64_t j = 0; j < cols; j += nr)
        kernel->pack_b (kc, MIN (nr, cols - j),
                        at (b, p * g->b_row + j * g->b_col, size), g->b_row, g->b_col,
                        pb + kc * j * size);
      for (int64_t i = 0; i < rows; i += mr)
        {
          kernel->pack_a (MIN (mr, rows - i), kc,
                          at (a, i * g->a_row + p * g->a_col, size), g->a_row, g->a_col,
                          pa);
          for (int64_t j = 0; j < cols; j += nr)
            kernel->packed (kc, pa, pb + kc * j * size, MIN (mr, rows - i),
                            MIN (nr, cols - j), (char *) c + (i * g->c_row + j) * size,
                            g->c_row, plan->alpha, beta);
        }
    }
}

/* What is left where not even the buffer can be had: the matrix row by row. */
static void
unbuffered_tile (const Plan *plan, const void *a, const void *b, void *c, int64_t rows,
                 int64_t cols)
{
  const RgGemm *g = plan->g;
  const int64_t size = plan->kernel->size;
  for (int64_t i = 0; i < rows; i++)
    vector_range (plan, b, g->b_col, g->b_row, at (a, i * g->a_row, size), g->a_col,
                  (char *) c + i * g->c_row * size, 1, 0, cols);
}

/* --- tiles --- */

/* The parts of the batch's product number `index` that tile `tile` needs. */
typedef struct
{
  const void *a, *b;
  char *c;
  int64_t rows, cols;
} Tile;

static Tile
tile_of (const Plan *plan, int64_t index)
{
  const RgGemm *g = plan->g;
  const int64_t size = plan->kernel->size, in_one = plan->n_rows * plan->n_cols;
  const int64_t batch = index / in_one, tile = index % in_one;
  const int64_t i = tile / plan->n_cols * plan->rows, j = tile % plan->n_cols * plan->cols;
  return (Tile){ at (g->a, batch * g->a_batch + i * g->a_row, size),
                 at (g->b, batch * g->b_batch + j * g->b_col, size),
                 (char *) g->c + (batch * g->c_batch + i * g->c_row + j) * size,
                 MIN (plan->rows, g->m - i), MIN (plan->cols, g->n - j) };
}

static void
vector_tiles (int64_t begin, int64_t end, void *payload)
{
  const Plan *plan = payload;
  const RgGemm *g = plan->g;
  for (int64_t index = begin; index < end; index++)
    {
      const Tile t = tile_of (plan, index);
      if (g->n == 1)
        vector_range (plan, t.a, g->a_row, g->a_col, t.b, g->b_row, t.c, g->c_row, 0,
                      t.rows);
      else
        vector_range (plan, t.b, g->b_col, g->b_row, t.a, g->a_col, t.c, 1, 0, t.cols);
    }
}

static void
direct_tiles (int64_t begin, int64_t end, void *payload)
{
  const Plan *plan = payload;
  void *buffer = pack_buffer (KC * plan->kernel->nr * plan->kernel->size);
  for (int64_t index = begin; index < end; index++)
    {
      const Tile t = tile_of (plan, index);
      if (buffer)
        direct_tile (plan, t.a, t.b, t.c, t.rows, t.cols, buffer);
      else
        unbuffered_tile (plan, t.a, t.b, t.c, t.rows, t.cols);
    }
}

static void
packed_tiles (int64_t begin, int64_t end, void *payload)
{
  const Plan *plan = payload;
  const RgGemmKernel *kernel = plan->kernel;
  const int64_t strips = (plan->cols - 1) / kernel->nr + 1;
  void *buffer = pack_buffer (KC * (kernel->mr + strips * kernel->nr) * kernel->size);
  for (int64_t index = begin; index < end; index++)
    {
      const Tile t = tile_of (plan, index);
      if (buffer)
        packed_tile (plan, t.a, t.b, t.c, t.rows, t.cols, buffer);
      else
        unbuffered_tile (plan, t.a, t.b, t.c, t.rows, t.cols);
    }
}

static int64_t
round_up (int64_t x, int64_t unit)
{
  return (x + unit - 1) / unit * unit;
}

/* Sizes times each other, without overflow where the sizes are absurd. */
static double
work_of (int64_t m, int64_t n, int64_t k)
{
  return (double) m * (double) n * (double) MAX (k, 1);
}

/* The share of the work that the thread has that gets most of it, where tiles of rows x cols
 * are dealt in order. */
static double
largest_share (const Plan *plan, int64_t rows, int64_t cols, int threads)
{
  const RgGemm *g = plan->g;
  const int64_t n_rows = (g->m - 1) / rows + 1, n_cols = (g->n - 1) / cols + 1, n = n_rows * n_cols;
  double most = 0;
  if (n * g->batch > 64)
    return 1.0 / threads; /* so many that they even out */
  for (int t = 0; t < threads; t++)
    {
      double mine = 0;
      for (int64_t i = n * g->batch * t / threads; i < n * g->batch * (t + 1) / threads; i++)
        mine += (double) MIN (rows, g->m - i % n / n_cols * rows) * (double) MIN (cols, g->n - i % n_cols * cols);
      most = MAX (most, mine);
    }
  return most / ((double) g->m * (double) g->n * (double) g->batch);
}

/* Into `parts` even parts of whole units. */
static int64_t
part_of (int64_t n, int64_t parts, int64_t unit)
{
  return MIN (n, round_up ((n - 1) / parts + 1, unit));
}

/* Cuts tiles in two, along the side that leaves the threads more even shares, until there
 * are enough of them or they get small. No bits depend on it. */
static void
cut (Plan *plan, int64_t row_unit, int64_t col_unit)
{
  const RgGemm *g = plan->g;
  const int threads = rg_get_num_threads ();
  const int64_t wanted = threads > 1 ? 2 * threads : 1;
  for (;;)
    {
      plan->n_rows = (g->m - 1) / plan->rows + 1;
      plan->n_cols = (g->n - 1) / plan->cols + 1;
      if ((double) plan->n_rows * (double) plan->n_cols * (double) g->batch >= (double) wanted
          || work_of (plan->rows, plan->cols, g->k) < 2.0 * TILE_WORK)
        return;
      const int64_t rows = part_of (g->m, 2 * plan->n_rows, row_unit), cols = part_of (g->n, 2 * plan->n_cols, col_unit);
      const double by_rows = rows < plan->rows ? largest_share (plan, rows, plan->cols, threads) : 2;
      const double by_cols = cols < plan->cols ? largest_share (plan, plan->rows, cols, threads) : 2;
      if (by_rows > 1 && by_cols > 1)
        return;
      /* Of two much alike the longer side: square tiles pack least. */
      const bool alike = by_rows < by_cols + ALIKE && by_cols < by_rows + ALIKE;
      if (alike ? plan->rows >= plan->cols : by_rows < by_cols)
        plan->rows = rows;
      else
        plan->cols = cols;
    }
}

/* --- rg_gemm --- */

static const RgGemmKernel *
kernels (void)
{
#ifdef __x86_64__
  static const RgGemmKernel *const all[RG_N_ISAS]
      = { rg_gemm_kernels_base, rg_gemm_kernels_v3, rg_gemm_kernels_v4 };
  return all[rg_isa ()];
#else
  return rg_gemm_kernels_base;
#endif
}

void
rg_gemm_run (const RgGemmKernel *kernel, const RgGemm *g)
{
  if (g->m <= 0 || g->n <= 0 || g->batch <= 0)
    return;
  const double work = work_of (g->m, g->n, g->k);
  Plan plan = { .g = g, .kernel = kernel, .alpha = g->k > 0 ? g->alpha : 0,
                .rows = g->m, .cols = g->n };
  RgRangeFunc fn;
  if (g->m == 1 || g->n == 1)
    {
      const int64_t least = round_up (TILE_WORK / 16 / MAX (g->k, 1) + 1, 512);
      fn = vector_tiles;
      plan.rows = MIN (g->m, least);
      plan.cols = MIN (g->n, least);
    }
  else if (work <= DIRECT_WORK || g->m <= DIRECT_ROWS || g->n <= kernel->nr)
    {
      fn = direct_tiles;
      cut (&plan, 64, kernel->nr);
    }
  else
    {
      fn = packed_tiles;
      plan.rows = part_of (g->m, (g->m - 1) / TILE_ROWS + 1, kernel->mr);
      plan.cols = part_of (g->n, (g->n - 1) / TILE_COLS + 1, kernel->nr);
      cut (&plan, kernel->mr, kernel->nr);
    }
  plan.n_rows = (g->m - 1) / plan.rows + 1;
  plan.n_cols = (g->n - 1) / plan.cols + 1;
  const double tile_work = work_of (plan.rows, plan.cols, g->k);
  const int64_t grain = tile_work >= TILE_WORK ? 1 : (int64_t) (TILE_WORK / tile_work);
  rg_parallel_for (plan.n_rows * plan.n_cols * g->batch, grain, fn, &plan);
}

void
rg_gemm (RgDType dtype, const RgGemm *g)
{
  g_return_if_fail (dtype == RG_F32 || dtype == RG_F64);
  rg_gemm_run (kernels () + dtype, g);
}

void
rg_gemm_f32 (const RgGemm *g)
{
  rg_gemm (RG_F32, g);
}

void
rg_gemm_f64 (const RgGemm *g)
{
  rg_gemm (RG_F64, g);
}
