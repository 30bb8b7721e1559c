/* report-text.c: a report for people: what failed, where, and what usually causes it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <string.h>

static void
append_number (GString *s, const char *label, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf (s, "    %-9s %s\n", label,
                          g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

static void
append_result (GString *s, const RgCheckResult *r)
{
  static const char *const words[] = { "ok", "FAILED", "skipped" };
  g_string_append_printf (s, "%s: %s %s", r->op, r->check, words[r->status]);
  if (*r->sample)
    g_string_append_printf (s, ", sample \"%s\"", r->sample);
  g_string_append (s, r->status == RG_CHECK_FAILED ? "\n" : "");
  if (r->status == RG_CHECK_SKIPPED && *r->message)
    g_string_append_printf (s, ": %s", r->message);
  if (r->status != RG_CHECK_FAILED)
    {
      g_string_append_c (s, '\n');
      return;
    }
  g_string_append_printf (s, "    %s\n", r->message);
  if (r->where)
    {
      g_string_append_printf (s, "    %-9s %s\n", "at", r->where);
      append_number (s, "expected", r->expected);
      append_number (s, "got", r->got);
    }
  if (r->hint)
    g_string_append_printf (s, "    %-9s %s\n", "usually", r->hint);
}

char *
rg_check_report_to_text (const RgCheckReport *report, bool verbose)
{
  GString *s = g_string_new (NULL);
  size_t n = rg_check_report_size (report);
  for (size_t first = 0, next; first < n; first = next)
    {
      const char *op = rg_check_report_get (report, first)->op;
      size_t counts[3] = { 0, 0, 0 };
      for (next = first; next < n; next++)
        {
          const RgCheckResult *r = rg_check_report_get (report, next);
          if (strcmp (r->op, op) != 0)
            break;
          counts[r->status]++;
          if (verbose || r->status == RG_CHECK_FAILED)
            append_result (s, r);
        }
      g_string_append_printf (s, "%s: %s (%" G_GSIZE_FORMAT " passed, %" G_GSIZE_FORMAT
                              " failed, %" G_GSIZE_FORMAT " skipped)\n", op,
                              counts[RG_CHECK_FAILED] ? "FAILED" : "ok", counts[RG_CHECK_PASSED],
                              counts[RG_CHECK_FAILED], counts[RG_CHECK_SKIPPED]);
    }
  g_string_append_printf (s, "%" G_GSIZE_FORMAT " passed, %" G_GSIZE_FORMAT " failed, %" G_GSIZE_FORMAT
                          " skipped\n", rg_check_report_count (report, RG_CHECK_PASSED),
                          rg_check_report_count (report, RG_CHECK_FAILED),
                          rg_check_report_count (report, RG_CHECK_SKIPPED));
  return g_string_free (s, FALSE);
}
