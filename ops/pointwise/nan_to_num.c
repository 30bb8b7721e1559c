/* nan_to_num.c: finite numbers in place of NaN and infinities.
 *
 *     out = nan where input is NaN, posinf or neginf where it is infinite, else input
 *     d input = d out where input is finite, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* Absent: the largest and the least number of the element type. */
#define NAN_TO_NUM(S, T, MAX_)                                                 \
  RG_INLINE void nan_to_num_##S##_body (size_t n, void *const *out,            \
                                        const void *const *in, const void *attrs) \
  {                                                                            \
    const RgNanToNumAttrs *a = attrs;                                          \
    const T *p = in[0];                                                        \
    T *restrict o = out[0];                                                    \
    const T nan = (T) a->nan, high = a->has_posinf ? (T) a->posinf : MAX_;     \
    const T low = a->has_neginf ? (T) a->neginf : -MAX_;                       \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        const T x = p[k], y = rg_select_##S (x == (T) INFINITY, high, x);      \
        const T z = rg_select_##S (x == (T) -INFINITY, low, y);                \
        o[k] = rg_select_##S (x != x, nan, z);                                 \
      }                                                                        \
  }                                                                            \
  RG_CLONES (nan_to_num_##S, nan_to_num_##S##_body)
NAN_TO_NUM (f32, float, G_MAXFLOAT)
NAN_TO_NUM (f64, double, G_MAXDOUBLE)

RG_UNARY (nan_to_num_i64, void, int64_t, int64_t, x)
RG_UNARY (nan_to_num_i32, void, int32_t, int32_t, x)
RG_UNARY (nan_to_num_u8, void, uint8_t, uint8_t, x)
RG_UNARY (nan_to_num_bool, void, uint8_t, uint8_t, x)

static const RgPointwise nan_to_num_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (nan_to_num),
               RG_KERNELS_INT (nan_to_num),
               RG_KERNELS_BOOL (nan_to_num) },
};

/* --- gradients --- */

RG_GRADIENT (nan_to_num, RgNanToNumAttrs,
             RG_SAVE_INPUT (0), rg_where_scalar (rg_isfinite (x), g, 0))

/* --- tables --- */

static const RgInput nan_to_num_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgNanToNumAttrs nan_to_num_init = RG_NAN_TO_NUM_ATTRS_INIT;
static const RgAttr nan_to_num_attrs[] = {
  RG_ATTR (RgNanToNumAttrs, nan, FLOAT, "0", .doc = "what stands for NaN"),
  RG_ATTR_OPT (RgNanToNumAttrs, posinf, FLOAT,
               .doc = "what stands for infinity; absent: the largest number"),
  RG_ATTR_OPT (RgNanToNumAttrs, neginf, FLOAT,
               .doc = "what stands for -infinity; absent: the least number"),
  { .name = NULL },
};

static const RgSample nan_to_num_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=nan,inf,-inf", NULL, "the defaults", RG_SAMPLE_NO_GRAD },
  { "3:=nan,inf,-inf", "nan=1 posinf=2 neginf=3", NULL, RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers stay as they are", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nan_to_num_op = {
  RG_POINTWISE_OP (nan_to_num),
  RG_DIFFERENTIABLE (nan_to_num),
  RG_ATTRIBUTES (nan_to_num, RgNanToNumAttrs),
  .summary = "Puts finite numbers in the place of NaN and the infinities.",
  .formula = "out = nan where input is NaN, posinf or neginf where it is infinite, else input",
  .gradient = "d input = d out where input is finite, else 0",
  .uses = RG_USES ("where", "isfinite"),
};

RG_MODULE (nan_to_num, &nan_to_num_op)
