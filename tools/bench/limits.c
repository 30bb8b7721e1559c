/* limits.c: what the machine can do, by loops that do nothing else: memory
 * bandwidth, and multiply-adds from registers.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"
#include <retrograde-op.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* --- bandwidth --- */


typedef struct
{
  const float *in[2];
  float *out;
  float *sums; /* one for each chunk, so that reading is not optimised away */
  int n_in;
  bool past_caches;
} Stream;

#define STREAM_CHUNK (1 << 18)

RG_UNARY (stream_copy, void, float, float, x)
RG_BINARY (stream_add, void, float, float, x + y)

/* Stores that pass the caches by: what is written need not be read first. As wide as the
 * machine has them, for four narrow ones to a line may reach half of what it can. */
#if defined(__x86_64__)
#define STREAM_STORES(name, isa, target, lanes, store, ...)                    \
  target static void name##_##isa (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    float *o = out[0];                                                         \
    const float *p = in[0], *q = in[1];                                        \
    (void) attrs, (void) q;                                                    \
    for (size_t k = 0; k + lanes <= n; k += lanes)                             \
      store (o + k, __VA_ARGS__);                                              \
    _mm_sfence ();                                                             \
  }
#define STREAM_WIDTHS(name, four, eight, sixteen)                              \
  STREAM_STORES (name, base, , 4, _mm_stream_ps, four)                         \
  STREAM_STORES (name, v3, RG_TARGET_V3, 8, _mm256_stream_ps, eight)           \
  STREAM_STORES (name, v4, RG_TARGET_V4, 16, _mm512_stream_ps, sixteen)
STREAM_WIDTHS (stream_copy_past, _mm_load_ps (p + k), _mm256_load_ps (p + k), _mm512_load_ps (p + k))
STREAM_WIDTHS (stream_add_past, _mm_add_ps (_mm_load_ps (p + k), _mm_load_ps (q + k)),
               _mm256_add_ps (_mm256_load_ps (p + k), _mm256_load_ps (q + k)),
               _mm512_add_ps (_mm512_load_ps (p + k), _mm512_load_ps (q + k)))
#define STREAM_PAST_OF(name) { name##_base, name##_v3, name##_v4 }
#else
#define STREAM_PAST_OF(name) { name##_base, name##_v3, name##_v4 }
#define stream_copy_past_base stream_copy_base
#define stream_copy_past_v3 stream_copy_v3
#define stream_copy_past_v4 stream_copy_v4
#define stream_add_past_base stream_add_base
#define stream_add_past_v3 stream_add_v3
#define stream_add_past_v4 stream_add_v4
#endif

RG_INLINE void
stream_sum_body (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const float *x = in[0];
  float lanes[64] = { 0 };
  (void) attrs;
  for (size_t k = 0; k + 64 <= n; k += 64)
    _Pragma ("omp simd") for (size_t l = 0; l < 64; l++)
      lanes[l] += x[k + l];
  for (size_t l = 1; l < 64; l++)
    lanes[0] += lanes[l];
  *(float *) out[0] = lanes[0];
}
RG_CLONES (stream_sum, stream_sum_body)

static void
stream_chunk (int64_t begin, int64_t end, void *payload)
{
  static const RgBlockFunc copy[RG_N_ISAS] = RG_CLONES_OF (stream_copy), add[RG_N_ISAS] = RG_CLONES_OF (stream_add),
                           sum[RG_N_ISAS] = RG_CLONES_OF (stream_sum), copy_past[RG_N_ISAS] = STREAM_PAST_OF (stream_copy_past),
                           add_past[RG_N_ISAS] = STREAM_PAST_OF (stream_add_past);
  const Stream *s = payload;
  const void *in[2] = { s->in[0] + begin, s->in[1] + begin };
  void *out[1] = { s->out ? s->out + begin : s->sums + begin / STREAM_CHUNK };
  const RgBlockFunc *kernels = s->out == NULL    ? sum
                               : s->past_caches ? (s->n_in == 1 ? copy_past : add_past)
                               : s->n_in == 1   ? copy
                                                : add;
  kernels[rg_isa ()] ((size_t) (end - begin), out, in, NULL);
}

typedef struct
{
  Stream stream;
  int64_t n;
} StreamRun;

static void
stream_body (void *data)
{
  StreamRun *r = data;
  rg_parallel_for (r->n, STREAM_CHUNK, stream_chunk, &r->stream);
}

double
bench_bandwidth (Bench *b, int n_in, int n_out, int64_t n)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_ones (RG_F32, RG_SHAPE (n)), *y = rg_ones (RG_F32, RG_SHAPE (n)), *o = rg_zeros (RG_F32, RG_SHAPE (n));
  RgTensor *sums = rg_zeros (RG_F32, RG_SHAPE (n / STREAM_CHUNK + 1));
  StreamRun r = { { { rg_tensor_data (x), rg_tensor_data (y) }, n_out ? rg_tensor_data (o) : NULL, rg_tensor_data (sums), n_in, false },
                  n };
  double seconds = bench_time (b, stream_body, &r).median;
  r.stream.past_caches = true;
  if (n_out)
    seconds = MIN (seconds, bench_time (b, stream_body, &r).median);
  return (double) (n_in + n_out) * 4 * (double) n / seconds;
}

/* --- multiply-adds --- */

#define FMA_STEPS 4096

/* As many accumulators as keep the units busy and stay in registers. */
#define FMA_LOOP(name, target, T, F, LANES)                                    \
  target static T name (T a)                                                   \
  {                                                                            \
    T acc[LANES];                                                              \
    for (int l = 0; l < LANES; l++)                                            \
      acc[l] = (T) l;                                                          \
    for (int i = 0; i < FMA_STEPS; i++)                                        \
      _Pragma ("GCC unroll 32") for (int v = 0; v < LANES; v += LANES / 8)     \
        _Pragma ("omp simd") for (int l = v; l < v + LANES / 8; l++)           \
          acc[l] = __builtin_fma##F (acc[l], a, a);                            \
    T sum = 0;                                                                 \
    for (int l = 0; l < LANES; l++)                                            \
      sum += acc[l];                                                           \
    return sum;                                                                \
  }

FMA_LOOP (fma_f32_v3, RG_TARGET_V3, float, f, 64)
FMA_LOOP (fma_f64_v3, RG_TARGET_V3, double, , 32)
FMA_LOOP (fma_f32_v4, RG_TARGET_V4, float, f, 128)
FMA_LOOP (fma_f64_v4, RG_TARGET_V4, double, , 64)

typedef struct
{
  bool f64;
  bool wide;
  double *sink;
} FmaRun;

#define FMA_CHUNKS 256

static void
fma_chunk (int64_t begin, int64_t end, void *payload)
{
  const FmaRun *r = payload;
  for (int64_t i = begin; i < end; i++)
    r->sink[i * 16] = r->f64 ? (r->wide ? fma_f64_v4 (0.5) : fma_f64_v3 (0.5)) : r->wide ? fma_f32_v4 (0.5f) : fma_f32_v3 (0.5f);
}

static void
fma_body (void *data)
{
  rg_parallel_for (FMA_CHUNKS, 1, fma_chunk, data);
}

double
bench_fma (Bench *b, RgDType dtype)
{
  if (rg_isa () == RG_ISA_BASE)
    return 0;
  g_autofree double *sink = g_new0 (double, FMA_CHUNKS * 16);
  FmaRun r = { dtype == RG_F64, rg_isa () == RG_ISA_V4, sink };
  double lanes = (r.f64 ? 32 : 64) * (r.wide ? 2 : 1);
  return 2 * lanes * FMA_STEPS * FMA_CHUNKS / bench_time (b, fma_body, &r).median;
}
