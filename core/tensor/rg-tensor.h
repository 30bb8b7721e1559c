/* rg-tensor.h: making, describing, reading and printing tensors.
 *
 * Every function that returns a tensor without `new` or `ref` in its name gives
 * it to the thread's current scope. A %NULL tensor is accepted everywhere: it
 * stands for an operator that failed, whose error the scope keeps.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TENSOR_H
#define RG_TENSOR_H

#include "rg-scope.h"
#include "rg-types.h"

G_BEGIN_DECLS

/* --- references --- */

/**
 * rg_tensor_ref:
 * @tensor: (nullable): a tensor
 *
 * Returns: (transfer full): @tensor, kept until rg_tensor_unref()
 */
RG_API RgTensor *rg_tensor_ref (RgTensor *tensor);

/**
 * rg_tensor_unref:
 * @tensor: (transfer full) (nullable): a tensor
 */
RG_API void rg_tensor_unref (RgTensor *tensor);

/* --- making --- */

/**
 * rg_tensor_new:
 * @dtype: element type
 * @shape: sizes, at most 8
 *
 * Returns: (transfer full) (nullable): an uninitialised contiguous tensor;
 * %NULL, with the error in the current scope, if memory cannot be had
 */
RG_API RgTensor *rg_tensor_new (RgDType dtype, RgInts shape);

/** rg_empty: (skip): uninitialised values of @dtype and @shape. */
RG_API RgTensor *rg_empty (RgDType dtype, RgInts shape);
/** rg_zeros: (skip): zeros of @dtype and @shape. */
RG_API RgTensor *rg_zeros (RgDType dtype, RgInts shape);
/** rg_ones: (skip): ones of @dtype and @shape. */
RG_API RgTensor *rg_ones (RgDType dtype, RgInts shape);
/** rg_full: (skip): @value, converted to @dtype, throughout @shape. */
RG_API RgTensor *rg_full (RgDType dtype, RgInts shape, double value);
/** rg_scalar: (skip): a zero-dimensional tensor that holds @value. */
RG_API RgTensor *rg_scalar (RgDType dtype, double value);
/** rg_zeros_like: (skip): zeros of the dtype and shape of @like. */
RG_API RgTensor *rg_zeros_like (RgTensor *like);
/** rg_ones_like: (skip): ones of the dtype and shape of @like. */
RG_API RgTensor *rg_ones_like (RgTensor *like);
/** rg_empty_like: (skip): uninitialised, of the dtype and shape of @like. */
RG_API RgTensor *rg_empty_like (RgTensor *like);

/**
 * rg_from_data:
 * @dtype: element type
 * @shape: sizes
 * @data: the values in row-major order; they are copied
 */
RG_API RgTensor *rg_from_data (RgDType dtype, RgInts shape, const void *data);

/** rg_wrapped_number: (skip): a number among tensors: zero-dimensional, int64 if
 * @value is whole and float64 if not; it does not promote tensors of its category. */
RG_API RgTensor *rg_wrapped_number (double value);
/** rg_tensor_is_number: (skip): whether @tensor came from rg_wrapped_number(). */
RG_API bool rg_tensor_is_number (const RgTensor *tensor);

/**
 * rg_wrap:
 * @dtype: element type
 * @shape: sizes
 * @data: the values in row-major order, which the tensor uses in place
 * @destroy: (nullable): called with @user_data when nothing uses @data any more
 * @user_data: for @destroy
 *
 * Wraps host memory without a copy.
 */
RG_API RgTensor *rg_wrap (RgDType dtype, RgInts shape, void *data,
                          GDestroyNotify destroy, void *user_data);

/* --- describing --- */

RG_API RgDType rg_tensor_dtype (const RgTensor *tensor);
RG_API RgDevice rg_tensor_device (const RgTensor *tensor);
RG_API int rg_tensor_ndim (const RgTensor *tensor);
/** rg_tensor_size: (skip): the size of @dim, which may be negative; -1 if there is none. */
RG_API int64_t rg_tensor_size (const RgTensor *tensor, int dim);
/** rg_tensor_stride: (skip): elements from one index of @dim to the next. */
RG_API int64_t rg_tensor_stride (const RgTensor *tensor, int dim);
/** rg_tensor_shape: (skip): the sizes, borrowed from @tensor. */
RG_API RgInts rg_tensor_shape (const RgTensor *tensor);
/** rg_tensor_strides: (skip): the strides in elements, borrowed from @tensor. */
RG_API RgInts rg_tensor_strides (const RgTensor *tensor);
RG_API int64_t rg_tensor_numel (const RgTensor *tensor);
RG_API bool rg_tensor_is_contiguous (const RgTensor *tensor);
/** rg_tensor_version: (skip): how often the data was changed in place. */
RG_API uint32_t rg_tensor_version (const RgTensor *tensor);
/** rg_tensor_bump_version: (skip): says that the data was changed through rg_tensor_data(), so that a
 * graph that saved the old values notices. */
RG_API void rg_tensor_bump_version (RgTensor *tensor);

/**
 * rg_tensor_data:
 * @tensor: (nullable): a tensor
 *
 * Returns: (transfer none) (nullable): its first element; neighbours lie
 * rg_tensor_stride() apart. Valid while @tensor is.
 */
RG_API void *rg_tensor_data (const RgTensor *tensor);

/* --- reading --- */

/**
 * rg_item:
 * @tensor: (nullable): a tensor of one element
 *
 * Returns: its value; NaN for %NULL or (with an error) for any other count
 */
RG_API double rg_item (const RgTensor *tensor);

/**
 * rg_get:
 * @tensor: (nullable): a tensor
 * @index: as many indices as it has dimensions
 *
 * Returns: the element; NaN for %NULL or (with an error) out of range
 */
RG_API double rg_get (const RgTensor *tensor, RgInts index);

/**
 * rg_contiguous:
 * @tensor: (nullable): a tensor
 *
 * Returns: (transfer none): @tensor if it is contiguous, else a contiguous
 * copy, which autograd records
 */
RG_API RgTensor *rg_contiguous (RgTensor *tensor);

/**
 * rg_to:
 * @tensor: (nullable): a tensor
 * @dtype: element type
 *
 * Returns: (transfer none): @tensor itself, or its values converted, which
 * autograd records between floating types
 */
RG_API RgTensor *rg_to (RgTensor *tensor, RgDType dtype);

/**
 * rg_clone:
 * @tensor: (nullable): a tensor
 *
 * Returns: (transfer none): a contiguous copy, which autograd records
 */
RG_API RgTensor *rg_clone (RgTensor *tensor);

/* --- printing --- */

/**
 * rg_tensor_to_string:
 * @tensor: (nullable): a tensor
 *
 * Returns: (transfer full): what PyTorch's `print` shows, without the newline
 */
RG_API char *rg_tensor_to_string (const RgTensor *tensor);

/** rg_print: (skip): rg_tensor_to_string() and a newline on standard output. */
RG_API void rg_print (const RgTensor *tensor);

/**
 * rg_format_node:
 * @node: (nullable): a node
 *
 * Returns: (transfer full): `<MulBackward0 object at 0x...>`, or `None`
 */
RG_API char *rg_format_node (RgNode *node);

/* --- memory --- */

/**
 * RgMemoryStats:
 * @live: bytes of tensor data in use
 * @cached: freed bytes kept for the next tensor
 * @peak: the most that @live has been since the last reset; while a backward runs on
 * several threads, give or take 256 KiB for each
 * @n_allocations: buffers taken from the system since the start
 * @n_tensors: tensors and nodes alive
 */
typedef struct
{
  size_t live;
  size_t cached;
  size_t peak;
  uint64_t n_allocations;
  int64_t n_tensors;
} RgMemoryStats;

RG_API void rg_memory_stats (RgMemoryStats *stats);
RG_API void rg_memory_reset_peak (void);
/** rg_memory_trim: (skip): gives cached buffers back to the system. */
RG_API void rg_memory_trim (void);
/** rg_memory_set_limit: (skip): the most bytes of tensor data; 0 for no limit. */
RG_API void rg_memory_set_limit (size_t bytes);

/**
 * RgAllocator:
 * @alloc: returns @size bytes, 64-byte aligned, or %NULL
 * @free: gives them back
 * @user_data: for both
 *
 * Where tensor data comes from, if not from the library's own cache.
 */
typedef struct
{
  void *(*alloc) (size_t size, void *user_data);
  void (*free) (void *data, size_t size, void *user_data);
  void *user_data;
} RgAllocator;

/** rg_memory_set_allocator: (skip): for data allocated from now on; %NULL for the default. */
RG_API void rg_memory_set_allocator (const RgAllocator *allocator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTensor, rg_tensor_unref)

G_END_DECLS

#endif
