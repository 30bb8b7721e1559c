/* retrograde.h: the one header that a program includes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RETROGRADE_H
#define RETROGRADE_H

#include "rg-types.h"
#include "rg-scope.h"
#include "rg-tensor.h"
#include "rg-random.h"
#include "rg-parallel.h"
#include "rg-profile.h"
#include "rg-autograd.h"
#include "rg-custom.h"
#include "rg-forward.h"
#include "rg-functional.h"
#include "rg-hooks.h"
#include "rg-inplace.h"
#include "rg-sight.h"
#include "rg-fuse.h"
#include "rg-module.h"
#include "rg-ops.h"
#include "rg-io.h"
#include "rg-optim.h"
#include "rg-schedule.h"

#endif
