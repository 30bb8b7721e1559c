/* rg-io.h: tensors in files: safetensors, npy and npz.
 *
 * Files are little-endian on every machine. What is read is checked in full
 * before it is believed: a hostile file ends in an error. What is written goes
 * to a temporary file beside the target, which takes its name once it is
 * complete and on disk, so that a crash leaves the old file or the new one.
 *
 * Errors are of #RG_ERROR: %RG_ERROR_IO where the system says no,
 * %RG_ERROR_FORMAT where a file holds something else than it should,
 * %RG_ERROR_DTYPE for element types that there is no tensor for.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_IO_H
#define RG_IO_H

#include "rg-tensor.h"

G_BEGIN_DECLS

/* --- named tensors --- */

/**
 * RgTensorMap:
 *
 * Tensors under names, in the order in which they were added or stood in the
 * file, with texts beside them. It holds references to its tensors.
 */
typedef struct _RgTensorMap RgTensorMap;

/** rg_tensor_map_new: (skip): (transfer full): an empty one. */
RG_API RgTensorMap *rg_tensor_map_new (void);
/** rg_tensor_map_free: (skip): releases @map (nullable) and its references. */
RG_API void rg_tensor_map_free (RgTensorMap *map);
/** rg_tensor_map_size: (skip): how many tensors. */
RG_API size_t rg_tensor_map_size (const RgTensorMap *map);
/** rg_tensor_map_name: (skip): (transfer none) (nullable): the name of tensor @i. */
RG_API const char *rg_tensor_map_name (const RgTensorMap *map, size_t i);
/** rg_tensor_map_tensor: (skip): (transfer none) (nullable): tensor @i, which @map keeps. */
RG_API RgTensor *rg_tensor_map_tensor (const RgTensorMap *map, size_t i);
/** rg_tensor_map_get: (skip): (transfer none) (nullable): the tensor called @name, which @map keeps. */
RG_API RgTensor *rg_tensor_map_get (const RgTensorMap *map, const char *name);

/**
 * rg_tensor_map_add:
 * @map: a map
 * @name: a name; it is copied
 * @tensor: (transfer none) (nullable): a tensor, of which @map takes a reference
 *
 * Adds @tensor at the end, or puts it in the place of the one called @name.
 *
 * Returns: false if @tensor is %NULL
 */
RG_API bool rg_tensor_map_add (RgTensorMap *map, const char *name, RgTensor *tensor);

/** rg_tensor_map_metadata: (skip): (transfer none) (nullable): the text under @key. */
RG_API const char *rg_tensor_map_metadata (const RgTensorMap *map, const char *key);
/** rg_tensor_map_set_metadata: (skip): sets the text under @key; %NULL removes it. */
RG_API void rg_tensor_map_set_metadata (RgTensorMap *map, const char *key, const char *value);
/** rg_tensor_map_metadata_keys: (skip): (transfer container) (array zero-terminated=1): the keys,
 * sorted, which belong to @map; free the array with g_free(). */
RG_API const char **rg_tensor_map_metadata_keys (const RgTensorMap *map);

/* --- safetensors --- */

/**
 * rg_safetensors_load:
 * @path: a file
 * @error: return location for an error
 *
 * Reads every tensor of a safetensors file, and its metadata.
 *
 * Returns: (transfer full) (nullable): the tensors in the order of the header
 */
RG_API RgTensorMap *rg_safetensors_load (const char *path, GError **error);

/**
 * rg_safetensors_save:
 * @path: where to
 * @names: (array length=n): the tensors' names, each once
 * @tensors: (array length=n): the tensors, of any strides
 * @n: how many
 * @metadata: (nullable) (array zero-terminated=1): keys and values in turn
 * @error: return location for an error
 *
 * Writes a safetensors file. Its bytes depend on nothing but the arguments, and
 * not on their order: names and keys are sorted, and every tensor's data is
 * aligned to its elements.
 *
 * Returns: whether the file is complete and on disk
 */
RG_API bool rg_safetensors_save (const char *path, const char *const *names,
                                 RgTensor *const *tensors, size_t n,
                                 const char *const *metadata, GError **error);

/** rg_safetensors_save_map: (skip): the same for all that @map holds. */
RG_API bool rg_safetensors_save_map (const char *path, const RgTensorMap *map, GError **error);

/* --- NumPy --- */

/**
 * rg_npy_load:
 * @path: a file
 * @error: return location for an error
 *
 * Reads an array of float32, float64, int64, int32, uint8 or bool in NumPy's
 * format, versions 1 to 3, in C or Fortran order.
 *
 * Returns: (transfer none) (nullable): a contiguous tensor in the current scope
 */
RG_API RgTensor *rg_npy_load (const char *path, GError **error);

/** rg_npy_save: (skip): writes @tensor in NumPy's format, version 1, in C order. */
RG_API bool rg_npy_save (const char *path, RgTensor *tensor, GError **error);

/**
 * rg_npz_load:
 * @path: a file
 * @error: return location for an error
 *
 * Reads the arrays of `numpy.savez` and `numpy.savez_compressed`. Archives
 * that need zip64 (4 GiB or more) are refused.
 *
 * Returns: (transfer full) (nullable): the tensors in the archive's order, by
 * their names without `.npy`
 */
RG_API RgTensorMap *rg_npz_load (const char *path, GError **error);

/** rg_npz_save: (skip): writes @n tensors as `numpy.savez` does, uncompressed and without a date. */
RG_API bool rg_npz_save (const char *path, const char *const *names, RgTensor *const *tensors,
                         size_t n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTensorMap, rg_tensor_map_free)

G_END_DECLS

#endif
