/* isclose.c: whether two tensors are nearly equal, element by element.
 *
 *     out = input == other or |input - other| <= atol + rtol * |other|
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

RG_INLINE int
isclose_of (double x, double y, const RgIscloseAttrs *a)
{
  if (x != x || y != y)
    return a->equal_nan && x != x && y != y;
  /* An infinity is close to itself alone, even within an infinite tolerance. */
  const double apart = fabs (x - y);
  return x == y || (isfinite (apart) && apart <= a->atol + fabs (a->rtol * y));
}

/* Whole numbers that differ may be equal once they are floating. */
RG_INLINE int
isclose_whole (int64_t x, int64_t y, const RgIscloseAttrs *a)
{
  return x == y || (fabs ((double) x - (double) y) <= a->atol + fabs (a->rtol * (double) y) && (a->atol > 0 || a->rtol > 0));
}

RG_BINARY (isclose_f32, RgIscloseAttrs, float, uint8_t, isclose_of ((double) x, (double) y, a))
RG_BINARY (isclose_f64, RgIscloseAttrs, double, uint8_t, isclose_of ((double) x, (double) y, a))
RG_BINARY (isclose_i64, RgIscloseAttrs, int64_t, uint8_t, isclose_whole (x, y, a))
RG_BINARY (isclose_i32, RgIscloseAttrs, int32_t, uint8_t, isclose_of ((double) x, (double) y, a))
RG_BINARY (isclose_u8, RgIscloseAttrs, uint8_t, uint8_t, isclose_of ((double) x, (double) y, a))
RG_BINARY (isclose_bool, RgIscloseAttrs, uint8_t, uint8_t, isclose_of ((double) x, (double) y, a))

static const RgPointwise isclose_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (isclose), RG_KERNELS_INT (isclose), RG_KERNELS_BOOL (isclose) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput isclose_inputs[] = {
  { "input", "the tensor", 0 },
  { "other", "what it is compared with", 0 },
  { NULL, NULL, 0 },
};

static const RgIscloseAttrs isclose_init = RG_ISCLOSE_ATTRS_INIT;
static const RgAttr isclose_attrs[] = {
  RG_ATTR (RgIscloseAttrs, rtol, FLOAT, "1e-05", .min = 0, .max = INFINITY, .doc = "relative tolerance"),
  RG_ATTR (RgIscloseAttrs, atol, FLOAT, "1e-08", .min = 0, .max = INFINITY, .doc = "absolute tolerance"),
  RG_ATTR (RgIscloseAttrs, equal_nan, BOOL, "false", .doc = "whether nan is close to nan"),
  { .name = NULL },
};

static const RgSample isclose_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "4:=1,nan,inf,1 4:=1.000001,nan,inf,-inf", NULL, "nearly, nan, and infinities", 0 },
  { "2:=1,nan 2:=1.5,nan", "atol=0.5 equal_nan=true", NULL, 0 },
  { "i64*3:i5 i64*3:i5", NULL, "integers", 0 },
  { "3 3", "rtol=-1", "a negative tolerance", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp isclose_op = {
  RG_POINTWISE_OP (isclose),
  RG_ATTRIBUTES (isclose, RgIscloseAttrs),
  .summary = "Whether two tensors are nearly equal, element by element.",
  .formula = "out = input = other or |input - other| <= atol + rtol * |other|",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (isclose, &isclose_op)
