/* conv-micro.h: the innermost loops of convolutions for one element type and one
 * instruction set. conv-kernels.h includes it with T, NAME, TARGET, BYTES (of a
 * vector) and, where there is vector fma, VFMA.
 *
 * Neither reads a matrix of unrolled windows: tap p of position j lies at
 * x[off[p] + j], so the offsets stand for it. Every sum goes through its taps in
 * order with fma, so the bits depend on neither the tiles nor the vectors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

typedef T NAME (V) __attribute__ ((vector_size (BYTES), may_alias));
typedef T NAME (VU) __attribute__ ((vector_size (BYTES), may_alias, aligned (sizeof (T))));
#define V NAME (V)
#define VU NAME (VU)
#define W ((int64_t) (BYTES / sizeof (T)))
/* Vectors that run through the registers together: with 32 of them, 8 rows. */
#define ROWS (BYTES == 64 ? 8 : 4)
#define TAPS (BYTES == 64 ? 6 : 3)

TARGET RG_INLINE V
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

/* --- moving rows --- */

/* n elements, in vectors of which the last may overlap. */
TARGET RG_INLINE void
NAME (copy) (T *to, const T *from, int64_t n)
{
  typedef T Q __attribute__ ((vector_size (16), may_alias, aligned (sizeof (T))));
  const int64_t q = (int64_t) (sizeof (Q) / sizeof (T));
  int64_t j = 0;
  if (n >= W)
    {
      for (; j + W <= n; j += W)
        *(VU *) (to + j) = *(const VU *) (from + j);
      if (j < n)
        *(VU *) (to + n - W) = *(const VU *) (from + n - W);
    }
  else if (n >= q)
    {
      for (; j + q <= n; j += q)
        *(Q *) (to + j) = *(const Q *) (from + j);
      if (j < n)
        *(Q *) (to + n - q) = *(const Q *) (from + n - q);
    }
  else
    for (; j < n; j++)
      to[j] = from[j];
}

/* Rows of m->n elements, m->before zeros before each and m->after behind. */
TARGET static void
NAME (move) (const ConvMove *m, int64_t rows, const void *pfrom, void *pto)
{
  const T *from = pfrom;
  T *to = pto;
  for (int64_t i = 0; i < rows; i++, from += m->from_row, to += m->to_row)
    {
      for (int64_t j = 0; j < m->before; j++)
        to[j] = 0;
      NAME (copy) (to + m->before, from, m->n);
      for (int64_t j = 0; j < m->after; j++)
        to[m->before + m->n + j] = 0;
    }
}

/* --- out[i][j] = bias[i] + sum over p of w[p][i] x[off[p] + j] --- */

TARGET RG_INLINE void
NAME (rows) (const int rows, const int vectors, const ConvTile *t, const T *x, const T *w, const T *bias, T *out)
{
  V acc[8][3];
#pragma GCC unroll 8
  for (int i = 0; i < rows; i++)
#pragma GCC unroll 3
    for (int v = 0; v < vectors; v++)
      acc[i][v] = bias[i] - (V){ 0 };
  for (int64_t p = 0; p < t->n_taps; p++, w += t->w_step)
    {
      const T *b = x + t->off[p];
      V bv[3];
#pragma GCC unroll 3
      for (int v = 0; v < vectors; v++)
        bv[v] = *(const VU *) (b + v * W);
#pragma GCC unroll 8
      for (int i = 0; i < rows; i++)
        {
          const V a = w[i] - (V){ 0 };
#pragma GCC unroll 3
          for (int v = 0; v < vectors; v++)
            acc[i][v] = NAME (vfma) (a, bv[v], acc[i][v]);
        }
    }
#pragma GCC unroll 8
  for (int i = 0; i < rows; i++)
#pragma GCC unroll 3
    for (int v = 0; v < vectors; v++)
      *(VU *) (out + i * t->out_row + v * W) = acc[i][v];
}

/* All the positions of t; the last vector may run past them. */
TARGET static void
NAME (correlate) (const ConvTile *t, const void *px, const void *pw, const void *pbias, void *pout)
{
  const T *x = px, *w = pw, *bias = pbias;
  T *out = pout;
  int64_t j = 0;
  if (t->w_step == 1)
    {
      for (; j + 3 * W <= t->n; j += 3 * W)
        NAME (rows) (1, 3, t, x + j, w, bias, out + j);
      for (; j < t->n; j += W)
        NAME (rows) (1, 1, t, x + j, w, bias, out + j);
      return;
    }
  for (; j + 3 * W <= t->n; j += 3 * W)
    for (int i = 0; i < CONV_ROWS; i += ROWS)
      NAME (rows) (ROWS, 3, t, x + j, w + i, bias + i, out + i * t->out_row + j);
  for (; j < t->n; j += W)
    for (int i = 0; i < CONV_ROWS; i += ROWS)
      NAME (rows) (ROWS, 1, t, x + j, w + i, bias + i, out + i * t->out_row + j);
}

/* --- acc[i][p][lane] += sum over j of lane of g[i][j] x[off[p] + j] --- */

TARGET RG_INLINE void
NAME (taps) (const int taps, int64_t n, const int64_t *off, const T *x, const T *g, int64_t g_row, T *acc,
             int64_t acc_row)
{
  const int64_t lanes = 64 / sizeof (T);
  const T *at[6];
  V s[4][6];
#pragma GCC unroll 6
  for (int p = 0; p < taps; p++)
    at[p] = x + off[p];
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++)
#pragma GCC unroll 6
    for (int p = 0; p < taps; p++)
      s[i][p] = *(const VU *) (acc + i * acc_row + p * lanes);
  for (int64_t j = 0; j < n; j += lanes)
    {
      V gv[4];
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++)
        gv[i] = *(const VU *) (g + i * g_row + j);
#pragma GCC unroll 6
      for (int p = 0; p < taps; p++)
        {
          const V xv = *(const VU *) (at[p] + j);
#pragma GCC unroll 4
          for (int i = 0; i < 4; i++)
            s[i][p] = NAME (vfma) (gv[i], xv, s[i][p]);
        }
    }
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++)
#pragma GCC unroll 6
    for (int p = 0; p < taps; p++)
      *(VU *) (acc + i * acc_row + p * lanes) = s[i][p];
}

/* Four rows of g against all taps; n is a whole number of lanes. */
TARGET static void
NAME (weigh) (const ConvTile *t, const void *px, const void *pg, int64_t g_row, void *pacc)
{
  const int64_t lanes = 64 / sizeof (T), acc_row = t->n_taps * lanes;
  for (int64_t h = 0; h < lanes; h += W)
    {
      const T *x = (const T *) px + h, *g = (const T *) pg + h;
      T *acc = (T *) pacc + h;
      int64_t p = 0;
      for (; p + TAPS <= t->n_taps; p += TAPS)
        NAME (taps) (TAPS, t->n, t->off + p, x, g, g_row, acc + p * lanes, acc_row);
      for (; p + 3 <= t->n_taps; p += 3)
        NAME (taps) (3, t->n, t->off + p, x, g, g_row, acc + p * lanes, acc_row);
      for (; p < t->n_taps; p++)
        NAME (taps) (1, t->n, t->off + p, x, g, g_row, acc + p * lanes, acc_row);
    }
}

/* The sum over the lanes of each of n sums, in a tree. */
TARGET static void
NAME (join) (int64_t n, const void *pacc, void *pto)
{
  enum { LANES = 64 / sizeof (T) };
  const T *acc = pacc;
  T *to = pto;
  for (int64_t k = 0; k < n; k++, acc += LANES)
    {
      T half[LANES / 2];
#pragma omp simd
      for (int l = 0; l < LANES / 2; l++)
        half[l] = acc[l] + acc[l + LANES / 2];
#pragma GCC unroll 3
      for (int h = LANES / 4; h; h /= 2)
#pragma omp simd
        for (int l = 0; l < h; l++)
          half[l] += half[l + h];
      to[k] = half[0];
    }
}

#undef V
#undef VU
#undef W
#undef ROWS
#undef TAPS
