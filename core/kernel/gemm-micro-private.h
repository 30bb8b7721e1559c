/* gemm-micro-private.h: the micro-kernels for one element type. gemm-kernel.c
 * includes it twice, with T, NAME, FMA and, where there is vector fma, VFMA.
 *
 * Order: vectors, the update of c, packing, products, matrix times vector.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* --- vectors --- */

#define V NAME (V)
#define VU NAME (VU)
typedef T V __attribute__ ((vector_size (BYTES), may_alias));
typedef T VU __attribute__ ((vector_size (BYTES), may_alias, aligned (sizeof (T))));
#define W ((int64_t) (BYTES / sizeof (T)))
#define NR (2 * W)

static inline __attribute__ ((always_inline)) V
NAME (vfma) (V a, V b, V c)
{
#ifdef VFMA
  return VFMA (a, b, c);
#else
  for (int64_t l = 0; l < W; l++)
    c[l] = FMA (a[l], b[l], c[l]);
  return c;
#endif
}

/* x in every place: x - 0 is x, also for -0, and compilers know it. */
static inline __attribute__ ((always_inline)) V
NAME (all) (T x)
{
  return x - (V){ 0 };
}

/* --- the update of c --- */

static inline __attribute__ ((always_inline)) T
NAME (update) (T s, T c, T alpha, T beta)
{
  return FMA (alpha, s, beta * c);
}

static inline __attribute__ ((always_inline)) void
NAME (update_v) (V s, T *c, T alpha, T beta)
{
  if (beta == 0) /* c may hold anything, also NaN */
    *(VU *) c = NAME (all) (alpha) * s;
  else
    *(VU *) c = NAME (vfma) (NAME (all) (alpha), s, NAME (all) (beta) * *(VU *) c);
}

/* From a tile of NR columns, those rows and columns that c has. */
static void
NAME (update_edge) (const T *tile, int64_t rows, int64_t cols, T *c, int64_t c_row,
                    T alpha, T beta)
{
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < cols; j++)
      {
        const T s = tile[i * NR + j];
        T *p = c + i * c_row + j;
        *p = beta == 0 ? alpha * s : NAME (update) (s, *p, alpha, beta);
      }
}

/* --- packing --- */

static void
NAME (pack_a) (int64_t rows, int64_t k, const void *mat, int64_t row, int64_t col,
               void *packed)
{
  const T *a = mat;
  T *out = packed;
  if (rows == MR && col == 1 && row != 1)
    rg_turn_tile (sizeof (T), out, MR, a, row, k, MR);
  else if (rows == MR && row == 1)
    for (int64_t p = 0; p < k; p++)
      memcpy (out + p * MR, a + p * col, MR * sizeof (T));
  else if (rows == MR)
    for (int64_t p = 0; p < k; p++)
      {
#define X(i) out[p * MR + i] = a[i * row + p * col];
        ROWS (X)
#undef X
      }
  else
    for (int64_t p = 0; p < k; p++)
      for (int64_t i = 0; i < MR; i++)
        out[p * MR + i] = i < rows ? a[i * row + p * col] : 0;
}

static void
NAME (pack_b) (int64_t k, int64_t cols, const void *mat, int64_t row, int64_t col,
               void *packed)
{
  const T *b = mat;
  T *out = packed;
  if (cols == NR && col == 1)
    for (int64_t p = 0; p < k; p++)
      {
        *(VU *) (out + p * NR) = *(const VU *) (b + p * row);
        *(VU *) (out + p * NR + W) = *(const VU *) (b + p * row + W);
      }
  else if (cols == NR && row == 1)
    rg_turn_tile (sizeof (T), out, NR, b, col, k, NR);
  else if (cols == NR)
    for (int64_t q = 0; q < k; q += W) /* in squares, for the cache's sake */
      for (int64_t j = 0; j < NR; j++)
        for (int64_t p = q; p < q + W && p < k; p++)
          out[p * NR + j] = b[p * row + j * col];
  else
    for (int64_t p = 0; p < k; p++)
      for (int64_t j = 0; j < NR; j++)
        out[p * NR + j] = j < cols ? b[p * row + j * col] : 0;
}

/* --- products --- */

#define SET(i) V c##i##0 = { 0 }, c##i##1 = { 0 };
#define STEP(i)                                                                \
  {                                                                            \
    const V x = NAME (all) (A (i));                                            \
    c##i##0 = NAME (vfma) (x, b0, c##i##0);                                    \
    c##i##1 = NAME (vfma) (x, b1, c##i##1);                                    \
  }
#define KEEP(i)                                                                \
  NAME (update_v) (c##i##0, c + i * c_row, al, be);                            \
  NAME (update_v) (c##i##1, c + i * c_row + W, al, be);
#define SPILL(i)                                                               \
  *(VU *) (tile + i * NR) = c##i##0;                                           \
  *(VU *) (tile + i * NR + W) = c##i##1;

static void
NAME (packed) (int64_t k, const void *pa, const void *pb, int64_t rows, int64_t cols,
               void *pc, int64_t c_row, double alpha, double beta)
{
  const T *a = pa, *b = pb, al = (T) alpha, be = (T) beta;
  T *c = pc;
  ROWS (SET)
  for (int64_t p = 0; p < k; p++, a += MR, b += NR)
    {
      const V b0 = *(const VU *) b, b1 = *(const VU *) (b + W);
#define A(i) a[i]
      ROWS (STEP)
#undef A
    }
  if (rows == MR && cols == NR)
    {
      ROWS (KEEP)
      return;
    }
  T tile[MR * NR];
  ROWS (SPILL)
  NAME (update_edge) (tile, rows, cols, c, c_row, al, be);
}

/* Missing rows are read as the last one, and not kept. */
static void
NAME (direct_4) (int64_t k, const T *a, int64_t a_row, int64_t a_col, const T *b,
                 int64_t b_row, int64_t rows, int64_t cols, T *c, int64_t c_row, T al,
                 T be)
{
  const T *a0 = a, *a1 = rows > 1 ? a0 + a_row : a0, *a2 = rows > 2 ? a1 + a_row : a1,
          *a3 = rows > 3 ? a2 + a_row : a2;
  ROWS_4 (SET)
  for (int64_t p = 0; p < k; p++)
    {
      const V b0 = *(const VU *) b, b1 = *(const VU *) (b + W);
      const int64_t o = p * a_col;
#define A(i) a##i[o]
      ROWS_4 (STEP)
#undef A
      b += b_row;
    }
  if (rows == 4 && cols == NR)
    {
      ROWS_4 (KEEP)
      return;
    }
  T tile[4 * NR];
  ROWS_4 (SPILL)
  NAME (update_edge) (tile, rows, cols, c, c_row, al, be);
}

static void
NAME (direct_1) (int64_t k, const T *a, int64_t a_col, const T *b, int64_t b_row,
                 int64_t cols, T *c, T al, T be)
{
  const int64_t c_row = 0;
  ROWS_1 (SET)
  for (int64_t p = 0; p < k; p++)
    {
      const V b0 = *(const VU *) b, b1 = *(const VU *) (b + W);
#define A(i) a[p * a_col]
      ROWS_1 (STEP)
#undef A
      b += b_row;
    }
  if (cols == NR)
    {
      ROWS_1 (KEEP)
      return;
    }
  T tile[NR];
  ROWS_1 (SPILL)
  NAME (update_edge) (tile, 1, cols, c, c_row, al, be);
}

/* At most W columns: half of the work. */
static void
NAME (direct_half) (int64_t k, const T *a, int64_t a_row, int64_t a_col, const T *b,
                    int64_t b_row, int64_t rows, int64_t cols, T *c, int64_t c_row, T al,
                    T be)
{
  const T *a0 = a, *a1 = rows > 1 ? a0 + a_row : a0, *a2 = rows > 2 ? a1 + a_row : a1,
          *a3 = rows > 3 ? a2 + a_row : a2;
  V s0 = { 0 }, s1 = { 0 }, s2 = { 0 }, s3 = { 0 };
  for (int64_t p = 0; p < k; p++)
    {
      const V b0 = *(const VU *) b;
      const int64_t o = p * a_col;
      s0 = NAME (vfma) (NAME (all) (a0[o]), b0, s0);
      s1 = NAME (vfma) (NAME (all) (a1[o]), b0, s1);
      s2 = NAME (vfma) (NAME (all) (a2[o]), b0, s2);
      s3 = NAME (vfma) (NAME (all) (a3[o]), b0, s3);
      b += b_row;
    }
  T tile[4 * NR];
  *(VU *) tile = s0;
  *(VU *) (tile + NR) = s1;
  *(VU *) (tile + 2 * NR) = s2;
  *(VU *) (tile + 3 * NR) = s3;
  NAME (update_edge) (tile, rows, cols, c, c_row, al, be);
}

static void
NAME (direct) (int64_t k, const void *a, int64_t a_row, int64_t a_col, const void *b,
               int64_t b_row, int64_t rows, int64_t cols, void *c, int64_t c_row,
               double alpha, double beta)
{
  if (cols <= W)
    NAME (direct_half) (k, a, a_row, a_col, b, b_row, rows, cols, c, c_row, (T) alpha,
                        (T) beta);
  else if (rows == 1)
    NAME (direct_1) (k, a, a_col, b, b_row, cols, c, (T) alpha, (T) beta);
  else
    NAME (direct_4) (k, a, a_row, a_col, b, b_row, rows, cols, c, c_row, (T) alpha,
                     (T) beta);
}

#undef SET
#undef STEP
#undef KEEP
#undef SPILL

/* --- matrix times vector --- */

/* Sums of SUMS elements stay in the first cache; four steps of k a pass. */
#define SUMS 512

static void
NAME (axpy) (int64_t n, int64_t k, const void *mat, int64_t col, const void *vec, void *pc,
             int64_t c_step, double alpha, double beta)
{
  const T *a = mat, *x = vec, al = (T) alpha, be = (T) beta;
  T *c = pc;
  for (int64_t j = 0; j < n; j += SUMS)
    {
      const int64_t m = n - j < SUMS ? n - j : SUMS;
      T s[SUMS];
      memset (s, 0, (size_t) m * sizeof *s);
      int64_t p = 0;
      for (; p + 4 <= k; p += 4)
        {
          const T *r0 = a + j + p * col, *r1 = r0 + col, *r2 = r1 + col, *r3 = r2 + col;
          const T x0 = x[p], x1 = x[p + 1], x2 = x[p + 2], x3 = x[p + 3];
          const V v0 = NAME (all) (x0), v1 = NAME (all) (x1), v2 = NAME (all) (x2),
                  v3 = NAME (all) (x3);
          int64_t i = 0;
          for (; i + W <= m; i += W)
            {
              V t = *(VU *) (s + i);
              t = NAME (vfma) (*(const VU *) (r0 + i), v0, t);
              t = NAME (vfma) (*(const VU *) (r1 + i), v1, t);
              t = NAME (vfma) (*(const VU *) (r2 + i), v2, t);
              t = NAME (vfma) (*(const VU *) (r3 + i), v3, t);
              *(VU *) (s + i) = t;
            }
          for (; i < m; i++)
            s[i] = FMA (r3[i], x3, FMA (r2[i], x2, FMA (r1[i], x1, FMA (r0[i], x0, s[i]))));
        }
      for (; p < k; p++)
        for (int64_t i = 0; i < m; i++)
          s[i] = FMA (a[j + i + p * col], x[p], s[i]);
      for (int64_t i = 0; i < m; i++)
        {
          T *q = c + (j + i) * c_step;
          *q = be == 0 ? al * s[i] : NAME (update) (s[i], *q, al, be);
        }
    }
}

/* Each sum is a chain, so eight go side by side. */
static void
NAME (dots) (int64_t n, int64_t k, const void *mat, int64_t row, int64_t col,
             const void *vec, void *pc, int64_t c_step, double alpha, double beta)
{
  const T *a = mat, *x = vec, al = (T) alpha, be = (T) beta;
  T *c = pc;
  for (int64_t j = 0; j < n; j += 8)
    {
      const int64_t m = n - j < 8 ? n - j : 8;
      T s[8] = { 0 };
      if (m == 8)
        {
          const T *r0 = a + j * row, *r1 = r0 + row, *r2 = r1 + row, *r3 = r2 + row,
                  *r4 = r3 + row, *r5 = r4 + row, *r6 = r5 + row, *r7 = r6 + row;
          T s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
          for (int64_t p = 0, o = 0; p < k; p++, o += col)
            {
              const T y = x[p];
              s0 = FMA (r0[o], y, s0);
              s1 = FMA (r1[o], y, s1);
              s2 = FMA (r2[o], y, s2);
              s3 = FMA (r3[o], y, s3);
              s4 = FMA (r4[o], y, s4);
              s5 = FMA (r5[o], y, s5);
              s6 = FMA (r6[o], y, s6);
              s7 = FMA (r7[o], y, s7);
            }
          const T all[8] = { s0, s1, s2, s3, s4, s5, s6, s7 };
          memcpy (s, all, sizeof s);
        }
      else
        for (int64_t i = 0; i < m; i++)
          for (int64_t p = 0; p < k; p++)
            s[i] = FMA (a[(j + i) * row + p * col], x[p], s[i]);
      for (int64_t i = 0; i < m; i++)
        {
          T *q = c + (j + i) * c_step;
          *q = be == 0 ? al * s[i] : NAME (update) (s[i], *q, al, be);
        }
    }
}

static void
NAME (dot) (const void *pa, int64_t a_col, const void *pb, int64_t b_row, void *pc,
            double alpha, double beta)
{
  const T *a = pa, *b = pb, al = (T) alpha;
  T be = (T) beta, *c = pc, s[RG_GEMM_SIDE] = { 0 };
  const int64_t da = RG_GEMM_KC * a_col, db = RG_GEMM_KC * b_row;
  for (int64_t p = 0; p < RG_GEMM_KC; p++, a += a_col, b += b_row)
    for (int64_t i = 0; i < RG_GEMM_SIDE; i++)
      s[i] = FMA (a[i * da], b[i * db], s[i]);
  for (int64_t i = 0; i < RG_GEMM_SIDE; i++, be = 1)
    *c = be == 0 ? al * s[i] : NAME (update) (s[i], *c, al, be);
}

#undef SUMS
#undef V
#undef VU
#undef W
#undef NR
