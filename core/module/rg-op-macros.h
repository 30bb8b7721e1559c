/* rg-op-macros.h: what pointwise operators have in common, so that an operator's
 * file says only what is its own.
 *
 * A function of each element has a diagonal Jacobian: the same expression maps
 * the gradient of the output to that of the input (vjp), and the tangent of the
 * input to that of the output (jvp). It is written once, and reads like
 * mathematics:
 *
 *     RG_GRADIENT (exp, void, RG_SAVE_OUTPUT (0), rg_mul (g, out))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OP_MACROS_H
#define RG_OP_MACROS_H

#include "rg-op.h"
#include "rg-ops.h"

G_BEGIN_DECLS

/* --- kernels --- */

/** rg_whole_f64: (skip): an attribute @x in a kernel of integers: without its fraction; the least int64 where that
 * is out of range or nan, as rg_to() gives it. */
static inline int64_t
rg_whole_f64 (double x)
{
  return x >= -0x1p63 && x < 0x1p63 ? (int64_t) x : INT64_MIN;
}

/** RG_KERNELS_FLOAT: (skip): rows of RgPointwise.kernels: `STEM_f32` and `STEM_f64`. */
#define RG_KERNELS_FLOAT(stem)                                                 \
  [RG_F32] = RG_CLONES_OF (stem##_f32), [RG_F64] = RG_CLONES_OF (stem##_f64)
/** RG_KERNELS_INT: (skip): `STEM_i64`, `STEM_i32` and `STEM_u8`. */
#define RG_KERNELS_INT(stem)                                                   \
  [RG_I64] = RG_CLONES_OF (stem##_i64), [RG_I32] = RG_CLONES_OF (stem##_i32),  \
  [RG_U8] = RG_CLONES_OF (stem##_u8)
/** RG_KERNELS_BOOL: (skip): `STEM_bool`. */
#define RG_KERNELS_BOOL(stem) [RG_BOOL] = RG_CLONES_OF (stem##_bool)
/** RG_KERNELS_PLAIN: (skip): #RgBlockFunc `STEM_f32` and `STEM_f64`, which choose
 * an instruction set themselves or do not need to. */
#define RG_KERNELS_PLAIN(stem) [RG_F32] = { stem##_f32 }, [RG_F64] = { stem##_f64 }

/**
 * RG_UNARY_SLEEF:
 * @stem: the kernels will be `STEM_f32` and `STEM_f64`
 * @function: the function of rg-sleef.h
 *
 * Kernels that are a block function of SLEEF; list them with RG_KERNELS_PLAIN.
 */
#define RG_UNARY_SLEEF(stem, function)                                         \
  RG_UNARY_SLEEF_ (stem##_f32, rg_sleef_##function##_f32)                      \
  RG_UNARY_SLEEF_ (stem##_f64, rg_sleef_##function##_f64)
#define RG_UNARY_SLEEF_(name, function)                                        \
  static void name (size_t n, void *const *out, const void *const *in,         \
                    const void *attrs)                                         \
  {                                                                            \
    (void) attrs;                                                              \
    function (n, out[0], in[0]);                                               \
  }

/** RG_BINARY_SLEEF: (skip): the same for a function of two inputs. */
#define RG_BINARY_SLEEF(stem, function)                                        \
  RG_BINARY_SLEEF_ (stem##_f32, rg_sleef_##function##_f32)                     \
  RG_BINARY_SLEEF_ (stem##_f64, rg_sleef_##function##_f64)
#define RG_BINARY_SLEEF_(name, function)                                       \
  static void name (size_t n, void *const *out, const void *const *in,         \
                    const void *attrs)                                         \
  {                                                                            \
    (void) attrs;                                                              \
    function (n, out[0], in[0], in[1]);                                        \
  }

/* --- gradients --- */

/**
 * RgPoint:
 * @in: the inputs, as far as the gradient needs them
 * @out: the output, if it needs that
 * @attrs: the attributes
 *
 * Where the partial derivatives of a pointwise operator are taken.
 */
typedef struct
{
  RgTensor *in[4];
  RgTensor *out;
  const void *attrs;
} RgPoint;

/** RgPartial: @g times a partial derivative at @p. */
typedef RgTensor *(*RgPartial) (const RgPoint *p, RgTensor *g);

static inline RgTensor *
rg_partial_vjp (RgVjpCall *c, uint64_t needs, RgPartial partial)
{
  RgPoint p = { { NULL }, NULL, rg_vjp_attrs (c) };
  for (size_t i = 0; i < 4; i++)
    if (needs & RG_SAVE_INPUT (i))
      p.in[i] = rg_vjp_input (c, i);
  if (needs & RG_SAVE_OUTPUT (0))
    p.out = rg_vjp_output (c, 0);
  return partial (&p, rg_vjp_grad (c, 0));
}

/* The terms add up; one that comes from a smaller input is expanded. */
static inline RgTensor *
rg_partial_jvp (RgJvpCall *c, const RgPartial *partials, size_t n)
{
  RgPoint p = { { NULL }, rg_jvp_output (c, 0), rg_jvp_attrs (c) };
  RgTensor *sum = NULL;
  for (size_t i = 0; i < n; i++)
    p.in[i] = rg_jvp_input (c, i);
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *t = partials[i] ? rg_jvp_tangent (c, i) : NULL;
      RgTensor *term = t ? partials[i] (&p, t) : NULL;
      sum = sum && term ? rg_add (sum, term) : sum ? sum : term;
    }
  if (sum == NULL)
    return NULL;
  RgInts whole = rg_tensor_shape (p.out), part = rg_tensor_shape (sum);
  bool same = whole.n == part.n;
  for (int64_t d = 0; same && d < whole.n; d++)
    same = whole.v[d] == part.v[d];
  return same ? sum : rg_expand (sum, whole);
}

#define RG_PARTIAL_(stem, i_, A, needs, expression)                            \
  static RgTensor *stem##_partial_##i_ (const RgPoint *p, RgTensor *g)         \
  {                                                                            \
    RgTensor *x = p->in[0], *y = p->in[1], *z = p->in[2], *out = p->out;       \
    const A *a = p->attrs;                                                     \
    (void) g, (void) x, (void) y, (void) z, (void) out, (void) a;              \
    return expression;                                                         \
  }                                                                            \
  static RgTensor *stem##_vjp_##i_ (RgVjpCall *c, size_t i)                    \
  {                                                                            \
    (void) i;                                                                  \
    return rg_partial_vjp (c, needs, stem##_partial_##i_);                     \
  }

#define RG_PARTIALS_JVP_(stem, n, ...)                                         \
  static RgTensor *stem##_jvp (RgJvpCall *c, size_t o)                         \
  {                                                                            \
    static const RgPartial partials[] = { __VA_ARGS__ };                       \
    (void) o;                                                                  \
    return rg_partial_jvp (c, partials, n);                                    \
  }

/**
 * RG_GRADIENT:
 * @stem: defines `STEM_vjps` and `STEM_jvp`
 * @A: the attribute struct, or void
 * @needs: what must be saved: RG_SAVE_INPUT (i), RG_SAVE_OUTPUT (0)
 * @expression: `g` times the derivative, in terms of the tensors `x` (the
 * input) and `out`, as far as @needs has them, and `a`, the attributes
 *
 * The gradient of a pointwise operator of one input.
 */
#define RG_GRADIENT(stem, A, needs, expression)                                \
  RG_PARTIAL_ (stem, 0, A, needs, expression)                                  \
  RG_PARTIALS_JVP_ (stem, 1, stem##_partial_0)                                 \
  static const RgVjp stem##_vjps[] = {                                         \
    { 0, needs, stem##_vjp_0 },                                                \
    { 0, 0, NULL },                                                            \
  };

/** RG_GRADIENT_2: (skip): the same for inputs `x` and `y`, each with its needs and expression. */
#define RG_GRADIENT_2(stem, A, needs_x, for_x, needs_y, for_y)                 \
  RG_PARTIAL_ (stem, 0, A, needs_x, for_x)                                     \
  RG_PARTIAL_ (stem, 1, A, needs_y, for_y)                                     \
  RG_PARTIALS_JVP_ (stem, 2, stem##_partial_0, stem##_partial_1)               \
  static const RgVjp stem##_vjps[] = {                                         \
    { 0, needs_x, stem##_vjp_0 },                                              \
    { 1, needs_y, stem##_vjp_1 },                                              \
    { 0, 0, NULL },                                                            \
  };

/** RG_GRADIENT_3: (skip): the same for inputs `x`, `y` and `z`. */
#define RG_GRADIENT_3(stem, A, needs_x, for_x, needs_y, for_y, needs_z, for_z) \
  RG_PARTIAL_ (stem, 0, A, needs_x, for_x)                                     \
  RG_PARTIAL_ (stem, 1, A, needs_y, for_y)                                     \
  RG_PARTIAL_ (stem, 2, A, needs_z, for_z)                                     \
  RG_PARTIALS_JVP_ (stem, 3, stem##_partial_0, stem##_partial_1, stem##_partial_2) \
  static const RgVjp stem##_vjps[] = {                                         \
    { 0, needs_x, stem##_vjp_0 },                                              \
    { 1, needs_y, stem##_vjp_1 },                                              \
    { 2, needs_z, stem##_vjp_2 },                                              \
    { 0, 0, NULL },                                                            \
  };

/* --- the descriptor --- */

/**
 * RG_POINTWISE_OP:
 * @stem: the operator's name; `STEM_inputs`, `STEM_pointwise` and `STEM_samples`
 * are its tables
 *
 * The fields that all pointwise operators fill alike; the first line of a
 * descriptor.
 */
#define RG_POINTWISE_OP(stem)                                                  \
  .struct_size = sizeof (RgOp), .name = #stem, .category = "pointwise",        \
  .kind = RG_KIND_POINTWISE, .inputs = stem##_inputs, .n_outputs = 1,          \
  .pointwise = &stem##_pointwise, .samples = stem##_samples
/** RG_DIFFERENTIABLE: (skip): the tables that RG_GRADIENT defined. */
#define RG_DIFFERENTIABLE(stem) .vjp = stem##_vjps, .jvp = stem##_jvp
/** RG_ATTRIBUTES: (skip): `STEM_attrs` and `STEM_init`, of the struct @A. */
#define RG_ATTRIBUTES(stem, A)                                                 \
  .attrs = stem##_attrs, .attrs_size = sizeof (A), .attrs_init = &stem##_init

/**
 * RG_UNARY_SAMPLES:
 * @fill: how inputs are filled, as in #RgSample: "" or ":p"
 *
 * Samples that every function of one element has; more may follow.
 */
#define RG_UNARY_SAMPLES(fill)                                                 \
  { "3x4" fill, NULL, NULL, 0 }, { "2x1x5" fill, NULL, NULL, 0 },              \
  { "." fill, NULL, "zero-dimensional", 0 }, { "0x3" fill, NULL, "no elements", 0 }, \
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR }

/** RG_BINARY_SAMPLES: (skip): the same for two inputs, the second filled by @other. */
#define RG_BINARY_SAMPLES(fill, other)                                         \
  { "3x4" fill " 3x4" other, NULL, NULL, 0 },                                  \
  { "3x4" fill " 4" other, NULL, "broadcast rows", 0 },                        \
  { "3x1" fill " 1x4" other, NULL, "both broadcast", 0 },                      \
  { "." fill " 3" other, NULL, "a zero-dimensional input", 0 },                \
  { "0x3" fill " 3" other, NULL, "no elements", 0 },                           \
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR }

G_END_DECLS

#endif
