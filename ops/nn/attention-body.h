/* attention-body.h: what happens to rows of scores, for one element type;
 * attention.h includes it with T, FN, EXP, LOG and FMA.
 *
 * Element k of a row goes to lane k % 32; the lanes merge in a tree.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

#define ATTENTION_LANES 32

/* out[0]: scores, which become probabilities; out[1]: one number, the logarithm of
 * the sum of the exponentials; in[0]: what is added to the scores, or NULL. A row
 * of which nothing is left becomes zeros. */
RG_INLINE void
FN (softmax_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  T *restrict s = out[0], lane[ATTENTION_LANES];
  const T *restrict mask = in[0];
  const size_t whole = n / ATTENTION_LANES * ATTENTION_LANES;
  T largest = -(T) INFINITY, sum;
  (void) attrs;
  if (mask)
    {
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        s[k] += mask[k];
    }
  for (int l = 0; l < ATTENTION_LANES; l++)
    lane[l] = largest;
  for (size_t k = 0; k < whole; k += ATTENTION_LANES)
#pragma omp simd
    for (int l = 0; l < ATTENTION_LANES; l++)
      lane[l] = s[k + (size_t) l] > lane[l] ? s[k + (size_t) l] : lane[l];
  for (size_t k = whole; k < n; k++)
    largest = s[k] > largest ? s[k] : largest;
  for (int l = 0; l < ATTENTION_LANES; l++)
    largest = lane[l] > largest ? lane[l] : largest;
  *(T *) out[1] = largest;
  if (largest == -(T) INFINITY)
    {
      /* Nothing but minus infinity; or nan, which stays. */
      for (size_t k = 0; k < n; k++)
        s[k] = s[k] == s[k] ? 0 : s[k];
      return;
    }
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    s[k] = EXP (s[k] - largest);
  for (int l = 0; l < ATTENTION_LANES; l++)
    lane[l] = 0;
  for (size_t k = 0; k < whole; k += ATTENTION_LANES)
#pragma omp simd
    for (int l = 0; l < ATTENTION_LANES; l++)
      lane[l] += s[k + (size_t) l];
  for (size_t k = whole; k < n; k++)
    lane[k % ATTENTION_LANES] += s[k];
  for (int h = ATTENTION_LANES / 2; h; h /= 2)
    for (int l = 0; l < h; l++)
      lane[l] += lane[l + h];
  sum = lane[0];
  *(T *) out[1] = largest + LOG (sum);
  /* s / sum: the product with the inverse, and what it misses by (softmax-body.h). */
  const T inverse = 1 / sum;
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    {
      const T part = s[k] * inverse;
      s[k] = FMA (FMA (-part, sum, s[k]), inverse, part);
    }
}

/* The same from the logarithm in[1]: scores become probabilities again. */
RG_INLINE void
FN (again_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  T *restrict s = out[0];
  const T *restrict mask = in[0], log_sum = *(const T *) in[1];
  (void) attrs;
  if (log_sum == -(T) INFINITY)
    {
      memset (s, 0, n * sizeof (T));
      return;
    }
  if (mask)
    {
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        s[k] += mask[k];
    }
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    s[k] = EXP (s[k] - log_sum);
}

/* out[0]: the gradient of the probabilities in[0], which becomes that of the
 * scores; in[1]: one number, the sum of d out times out over the row. */
RG_INLINE void
FN (scores_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  T *restrict d = out[0];
  const T *restrict p = in[0], sum = *(const T *) in[1];
  (void) attrs;
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    d[k] = p[k] * (d[k] - sum);
}

/* out[0]: one number, the sum of in[0] times in[1]. */
RG_INLINE void
FN (dot_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const T *restrict a = in[0], *restrict b = in[1];
  T lane[ATTENTION_LANES] = { 0 };
  size_t k = 0;
  (void) attrs;
  for (; k + ATTENTION_LANES <= n; k += ATTENTION_LANES)
#pragma omp simd
    for (int l = 0; l < ATTENTION_LANES; l++)
      lane[l] += a[k + (size_t) l] * b[k + (size_t) l];
  for (; k < n; k++)
    lane[k % ATTENTION_LANES] += a[k] * b[k];
  for (int h = ATTENTION_LANES / 2; h; h /= 2)
    for (int l = 0; l < h; l++)
      lane[l] += lane[l + h];
  *(T *) out[0] = lane[0];
}

/* A row of a mask as numbers to add: bool elements, or elements of type T. */
static void
FN (mask_row) (int64_t n, const void *from, int64_t step, bool is_bool, T *to)
{
  if (is_bool)
    for (int64_t k = 0; k < n; k++)
      to[k] = ((const uint8_t *) from)[k * step] ? 0 : -(T) INFINITY;
  else
    for (int64_t k = 0; k < n; k++)
      to[k] = ((const T *) from)[k * step];
}

#undef ATTENTION_LANES
