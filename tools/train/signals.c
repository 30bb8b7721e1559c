/* signals.c: SIGINT and SIGTERM end a run after the step that is going on.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trainer.h"
#include <signal.h>

static volatile sig_atomic_t caught;

static void
catch (int number)
{
  caught = number;
}

int
stop_signal (void)
{
  return caught;
}

void
stop_signals_catch (void)
{
  /* A second signal finds the default again: it ends the process at once. */
  struct sigaction action = { .sa_handler = catch, .sa_flags = (int) SA_RESETHAND };
  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}
