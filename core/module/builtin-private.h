/* builtin-private.h: the modules that are part of core.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_BUILTIN_PRIVATE_H
#define RG_BUILTIN_PRIVATE_H

#include "rg-op.h"

#define RG_N_BUILTIN 2
extern const RgModule rg_builtin_modules[RG_N_BUILTIN];

#endif
