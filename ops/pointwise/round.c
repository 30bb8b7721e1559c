/* round.c: each element rounded to the nearest.
 *
 *     out = round (input * 10^decimals) / 10^decimals
 *     d input = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* 10^|decimals|; exact up to 22. */
static inline double
round_scale (const RgRoundAttrs *a)
{
  int64_t k = a->decimals < 0 ? -a->decimals : a->decimals;
  double scale = 1;
  for (; k > 0 && scale < (double) INFINITY; k--)
    scale *= 10;
  return scale;
}

#define ROUND_FLOATS(S, T, F)                                                  \
  RG_INLINE void round_##S##_body (size_t n, void *const *out, const void *const *in, \
                                   const void *attrs)                          \
  {                                                                            \
    const RgRoundAttrs *a = attrs;                                             \
    const T *p = in[0];                                                        \
    T *restrict o = out[0];                                                    \
    const T scale = (T) round_scale (a);                                       \
    if (a->decimals == 0)                                                      \
      for (size_t k = 0; k < n; k++)                                           \
        o[k] = rint##F (p[k]);                                                 \
    else if (a->decimals < 0)                                                  \
      for (size_t k = 0; k < n; k++)                                           \
        o[k] = rint##F (p[k] / scale) * scale;                                 \
    else                                                                       \
      for (size_t k = 0; k < n; k++)                                           \
        o[k] = rint##F (p[k] * scale) / scale;                                 \
  }                                                                            \
  RG_CLONES (round_##S, round_##S##_body)

/* An integer changes only where tens or more are asked for. */
#define ROUND_INTEGERS(S, T, MAX_)                                             \
  static void round_##S (size_t n, void *const *out, const void *const *in,    \
                         const void *attrs)                                    \
  {                                                                            \
    const RgRoundAttrs *a = attrs;                                             \
    const double scale = a->decimals < 0 ? round_scale (a) : 1;                \
    const T *p = in[0];                                                        \
    T *o = out[0];                                                             \
    if (scale / 2 > (double) MAX_)                                             \
      {                                                                        \
        memset (o, 0, n * sizeof *o);                                          \
        return;                                                                \
      }                                                                        \
    const uint64_t unit = (uint64_t) scale;                                    \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        const bool negative = p[k] < 1 && p[k] != 0;                           \
        const uint64_t size = negative ? 0u - (uint64_t) p[k] : (uint64_t) p[k]; \
        uint64_t whole = size / unit;                                          \
        const uint64_t rest = size % unit;                                     \
        whole += rest > unit - rest || (rest == unit - rest && whole % 2);     \
        o[k] = (T) (negative ? 0u - whole * unit : whole * unit);              \
      }                                                                        \
  }

ROUND_FLOATS (f32, float, f)
ROUND_FLOATS (f64, double, )
ROUND_INTEGERS (i64, int64_t, INT64_MAX)
ROUND_INTEGERS (i32, int32_t, INT32_MAX)
ROUND_INTEGERS (u8, uint8_t, UINT8_MAX)

static const RgPointwise round_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (round),
               [RG_I64] = { round_i64 }, [RG_I32] = { round_i32 }, [RG_U8] = { round_u8 } },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

static const char *
round_backward_name (RgCall *c)
{
  return ((const RgRoundAttrs *) c->attrs)->decimals ? "RoundBackward1" : "RoundBackward0";
}

RG_GRADIENT (round, RgRoundAttrs, 0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput round_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgRoundAttrs round_init = RG_ROUND_ATTRS_INIT;
static const RgAttr round_attrs[] = {
  RG_ATTR (RgRoundAttrs, decimals, INT, "0", .doc = "places behind the point; negative: before it"),
  { .name = NULL },
};

static const RgSample round_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "5:=-0.5,0.5,1.5,2.5,3", NULL, "ties go to even", RG_SAMPLE_NO_GRAD },
  { "3:=1.2345,-1.2345,0", "decimals=2", NULL, RG_SAMPLE_NO_GRAD },
  { "3:=1234.5,-1250,5", "decimals=-2", NULL, RG_SAMPLE_NO_GRAD },
  { "i64*3:=15,25,-26", "decimals=-1", "integers", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "bools are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp round_op = {
  RG_POINTWISE_OP (round),
  RG_DIFFERENTIABLE (round),
  RG_ATTRIBUTES (round, RgRoundAttrs),
  .summary = "Rounds each element to the nearest multiple of 10^-decimals, ties to even.",
  .formula = "out = round (input * 10^decimals) / 10^decimals",
  .gradient = "d input = 0",
  .backward_name_of = round_backward_name,
};

RG_MODULE (round, &round_op)
