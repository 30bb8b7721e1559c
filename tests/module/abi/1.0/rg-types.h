/* rg-types.h: dtypes, integer lists, errors; what every other header needs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TYPES_H
#define RG_TYPES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(RG_COMPILATION) || defined(__GNUC__)
#define RG_API __attribute__ ((visibility ("default")))
#else
#define RG_API
#endif

G_BEGIN_DECLS

/** RG_MAX_DIMS: the most dimensions that a tensor has. */
#define RG_MAX_DIMS 8

/**
 * RgDType:
 * @RG_F32: IEEE binary32
 * @RG_F64: IEEE binary64
 * @RG_I64: signed 64-bit integer: indices
 * @RG_I32: signed 32-bit integer
 * @RG_U8: unsigned 8-bit integer
 * @RG_BOOL: one byte, 0 or 1
 *
 * The element types. Codes 6 to 9 are reserved for float16, bfloat16,
 * complex64 and complex128.
 */
typedef enum
{
  RG_F32 = 0,
  RG_F64 = 1,
  RG_I64 = 2,
  RG_I32 = 3,
  RG_U8 = 4,
  RG_BOOL = 5,
  RG_F16_RESERVED = 6,
  RG_BF16_RESERVED = 7,
  RG_C64_RESERVED = 8,
  RG_C128_RESERVED = 9
} RgDType;

#define RG_N_DTYPES 6

/**
 * RgDevice:
 * @RG_CPU: host memory
 *
 * Where a tensor's data lies. Host memory only, for now.
 */
typedef enum
{
  RG_CPU = 0
} RgDevice;

/**
 * RgInts:
 * @n: how many
 * @v: (array length=n): the values, borrowed
 *
 * A list of integers: a shape, dimensions, section sizes. It borrows its
 * values; whoever keeps one copies them.
 */
typedef struct
{
  int64_t n;
  const int64_t *v;
} RgInts;

/**
 * RG_SHAPE:
 * @...: the sizes; none for a zero-dimensional tensor
 *
 * An #RgInts that lives until the end of the enclosing block (in C++: of the
 * full expression). RG_DIMS and RG_INTS are the same under the name that reads
 * better.
 */
#ifdef __cplusplus
} /* extern "C" */
#include <initializer_list>
static inline RgInts
rg_ints_of (std::initializer_list<int64_t> list)
{
  RgInts ints = { (int64_t) list.size (), list.begin () };
  return ints;
}
#define RG_SHAPE(...) rg_ints_of ({ __VA_ARGS__ })
extern "C" {
#else
#define RG_SHAPE(...)                                                          \
  ((RgInts){ (int64_t) (sizeof ((int64_t[]){ 0, __VA_ARGS__ })                 \
                        / sizeof (int64_t)) - 1,                               \
             (const int64_t[]){ 0, __VA_ARGS__ } + 1 })
#endif
#define RG_DIMS RG_SHAPE
#define RG_INTS RG_SHAPE

typedef struct _RgTensor RgTensor;
typedef struct _RgScope RgScope;
typedef struct _RgNode RgNode;
typedef struct _RgOp RgOp;
typedef struct _RgGenerator RgGenerator;

/**
 * RG_ERROR:
 *
 * The error domain of the library; codes are #RgError.
 */
#define RG_ERROR (rg_error_quark ())
RG_API GQuark rg_error_quark (void);

/**
 * RgError:
 * @RG_ERROR_SHAPE: sizes that do not fit together
 * @RG_ERROR_DTYPE: an element type that the operation does not take
 * @RG_ERROR_ARGUMENT: any other bad argument or attribute
 * @RG_ERROR_NO_OPERATOR: no operator of that name could be found or loaded
 * @RG_ERROR_MODULE: a module was rejected
 * @RG_ERROR_AUTOGRAD: a rule of differentiation was broken
 * @RG_ERROR_MEMORY: tensor memory could not be had
 * @RG_ERROR_IO: a file could not be read or written
 * @RG_ERROR_FORMAT: a file holds something else than it should
 * @RG_ERROR_CANCELLED: a #GCancellable was cancelled
 * @RG_ERROR_CALLBACK: a callback of the host reported failure
 */
typedef enum
{
  RG_ERROR_SHAPE,
  RG_ERROR_DTYPE,
  RG_ERROR_ARGUMENT,
  RG_ERROR_NO_OPERATOR,
  RG_ERROR_MODULE,
  RG_ERROR_AUTOGRAD,
  RG_ERROR_MEMORY,
  RG_ERROR_IO,
  RG_ERROR_FORMAT,
  RG_ERROR_CANCELLED,
  RG_ERROR_CALLBACK
} RgError;

/**
 * rg_dtype_size:
 * @dtype: an element type
 *
 * Returns: bytes per element, 0 for a code that is not an element type
 */
RG_API size_t rg_dtype_size (RgDType dtype);

/**
 * rg_dtype_name:
 * @dtype: an element type
 *
 * Returns: (transfer none): PyTorch's name: `float32`, `float64`, `int64`,
 * `int32`, `uint8`, `bool`
 */
RG_API const char *rg_dtype_name (RgDType dtype);

/**
 * rg_dtype_from_name:
 * @name: a name as rg_dtype_name() gives it
 * @dtype: (out): the element type
 *
 * Returns: false if there is no such element type
 */
RG_API bool rg_dtype_from_name (const char *name, RgDType *dtype);

/**
 * rg_dtype_is_floating:
 * @dtype: an element type
 *
 * Returns: whether tensors of @dtype can require gradients
 */
RG_API bool rg_dtype_is_floating (RgDType dtype);

/**
 * rg_dtype_promote:
 * @a: an element type
 * @b: another
 *
 * Returns: the type that holds both, by PyTorch's lattice
 */
RG_API RgDType rg_dtype_promote (RgDType a, RgDType b);

G_END_DECLS

#endif
