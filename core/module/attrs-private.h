/* attrs-private.h: deep copies of attribute structs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_ATTRS_PRIVATE_H
#define RG_ATTRS_PRIVATE_H

#include "rg-module.h"

/* Bytes that a copy with its lists and strings takes. */
size_t rg_attrs_copy_size (const RgOp *op, const void *attrs);
void rg_attrs_copy (const RgOp *op, void *to, const void *attrs);

#endif
