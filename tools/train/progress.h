/* progress.h: how far a training run is: a bar on a terminal, lines elsewhere.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_PROGRESS_H
#define TRAIN_PROGRESS_H

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  bool quiet, is_terminal;
  guint epochs;
  guint64 done, total; /* rows */
  guint64 done_at_start;
  gint64 started, shown; /* microseconds */
  guint lines_every;
} Progress;

void progress_begin (Progress *p, bool quiet, guint epochs, guint64 done, guint64 total);
/** progress_step: @rows more were used; shows the bar ten times a second. */
void progress_step (Progress *p, guint rows, guint epoch, double loss, double lr);
/** progress_epoch: an epoch is over: @text says how it went. */
void progress_epoch (Progress *p, guint epoch, const char *text);
/** progress_end: takes the bar off the line. */
void progress_end (Progress *p);

#endif
