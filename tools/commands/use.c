/* use.c: the options that commands share which use a model.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include <retrograde.h>

int
rg_command_use (const char *command, int threads, const char *unknown, bool *ignore)
{
  if (threads < 0)
    return rg_command_usage ("%s: --threads must not be negative", command);
  if (unknown && g_strcmp0 (unknown, "error") != 0 && g_strcmp0 (unknown, "ignore") != 0)
    return rg_command_usage ("%s: --unknown is error or ignore", command);
  if (threads > 0)
    rg_set_num_threads (threads);
  if (ignore)
    *ignore = g_strcmp0 (unknown, "ignore") == 0;
  return -1;
}
