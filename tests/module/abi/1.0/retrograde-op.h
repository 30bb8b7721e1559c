/* retrograde-op.h: what an operator's source file includes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RETROGRADE_OP_H
#define RETROGRADE_OP_H

#include "retrograde.h"
#include "rg-kernel.h"
#include "rg-op.h"
#include "rg-op-macros.h"

#endif
