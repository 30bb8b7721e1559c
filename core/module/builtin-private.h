/* builtin-private.h: the modules that are part of core.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_BUILTIN_PRIVATE_H
#define RG_BUILTIN_PRIVATE_H

#include "rg-op.h"

/* All of them; ends with NULL. */
extern const RgModule *const rg_builtin_modules[];

extern const RgModule rg_slices_module;
extern const RgModule rg_fill_module;
extern const RgModule rg_copy_module;

#define RG_BUILT_IN(ops_name, list)                                            \
  { .magic = RG_MODULE_MAGIC, .struct_size = sizeof (RgModule), .abi_major = RG_ABI_MAJOR,  \
    .abi_minor = RG_ABI_MINOR, .sizes = RG_MODULE_SIZES, .name = ops_name, .version = "1.0", \
    .licence = "BSD-3-Clause", .author = "", .ops = list }

#endif
