/* progress.c: the bar.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "progress.h"
#include <stdio.h>
#include <unistd.h>

#define WIDTH 24

void
progress_begin (Progress *p, bool quiet, guint epochs, guint64 done, guint64 total)
{
  *p = (Progress){ .quiet = quiet, .is_terminal = isatty (STDOUT_FILENO), .epochs = epochs, .done = done,
                   .done_at_start = done, .total = MAX (total, 1), .started = g_get_monotonic_time (),
                   .lines_every = MAX (1, epochs / 20) };
}

static void
format_seconds (double seconds, char *text, size_t n)
{
  unsigned s = seconds > 0 && seconds < 1e8 ? (unsigned) (seconds + 0.5) : 0;
  if (s >= 3600)
    g_snprintf (text, (gulong) n, "%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
  else
    g_snprintf (text, (gulong) n, "%u:%02u", s / 60, s % 60);
}

void
progress_step (Progress *p, guint rows, guint epoch, double loss, double lr)
{
  p->done += rows;
  gint64 now = g_get_monotonic_time ();
  if (p->quiet || !p->is_terminal || now - p->shown < 100000)
    return;
  p->shown = now;
  double part = (double) p->done / (double) p->total;
  double seconds = (double) (now - p->started) * 1e-6, rate = (double) (p->done - p->done_at_start) / MAX (seconds, 1e-3);
  char left[32], a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  format_seconds ((double) (p->total - p->done) / MAX (rate, 1e-3), left, sizeof left);
  int full = (int) (part * WIDTH);
  printf ("\r\033[K%3d%% [%.*s%*s] epoch %u/%u  loss %s  lr %s  %.0f samples/s  %s left", (int) (part * 100), full,
          "########################", WIDTH - full, "", epoch, p->epochs, g_ascii_formatd (a, sizeof a, "%.4f", loss),
          g_ascii_formatd (b, sizeof b, "%.3g", lr), rate, left);
  fflush (stdout);
}

void
progress_epoch (Progress *p, guint epoch, const char *text)
{
  if (p->quiet || (epoch % p->lines_every != 0 && epoch != p->epochs && epoch != 1))
    return;
  if (p->is_terminal)
    printf ("\r\033[K");
  printf ("epoch %u/%u  %s\n", epoch, p->epochs, text);
  fflush (stdout);
  p->shown = 0;
}

void
progress_end (Progress *p)
{
  if (p->is_terminal && !p->quiet)
    {
      printf ("\r\033[K");
      fflush (stdout);
    }
}
