/* report.c: results, kept in order.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>

struct _RgCheckReport
{
  GPtrArray *results; /* of RgCheckResult, whose strings it owns */
};

static void
result_free (void *data)
{
  RgCheckResult *r = data;
  g_free ((char *) r->op);
  g_free ((char *) r->check);
  g_free ((char *) r->sample);
  g_free ((char *) r->message);
  g_free ((char *) r->hint);
  g_free ((char *) r->where);
  g_free (r);
}

RgCheckReport *
rg_check_report_new (void)
{
  RgCheckReport *report = g_new0 (RgCheckReport, 1);
  report->results = g_ptr_array_new_with_free_func (result_free);
  return report;
}

void
rg_check_report_free (RgCheckReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->results);
  g_free (report);
}

void
rg_check_report_add (RgCheckReport *report, const RgCheckResult *result)
{
  RgCheckResult *r = g_new0 (RgCheckResult, 1);
  *r = *result;
  r->op = g_strdup (result->op ? result->op : "");
  r->check = g_strdup (result->check ? result->check : "");
  r->sample = g_strdup (result->sample ? result->sample : "");
  r->message = g_strdup (result->message ? result->message : "");
  r->hint = g_strdup (result->hint);
  r->where = g_strdup (result->where);
  g_ptr_array_add (report->results, r);
}

size_t
rg_check_report_size (const RgCheckReport *report)
{
  return report->results->len;
}

const RgCheckResult *
rg_check_report_get (const RgCheckReport *report, size_t i)
{
  return i < report->results->len ? report->results->pdata[i] : NULL;
}

size_t
rg_check_report_count (const RgCheckReport *report, RgCheckStatus status)
{
  size_t n = 0;
  for (guint i = 0; i < report->results->len; i++)
    n += ((const RgCheckResult *) report->results->pdata[i])->status == status;
  return n;
}

/* --- how a check says how it ended --- */

static void
put (Check *c, RgCheckStatus status, const char *hint, const char *message, const char *where,
     double expected, double got)
{
  RgCheckResult r = { c->op->name, c->check, c->sample ? c->sample->text : "", status, message, hint,
                      where, expected, got };
  rg_check_report_add (c->report, &r);
  c->n_reported++;
  if (c->options->on_result)
    c->options->on_result (&r, c->options->user_data);
}

void
check_pass (Check *c)
{
  put (c, RG_CHECK_PASSED, NULL, "", NULL, NAN, NAN);
}

void
check_skip (Check *c, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  put (c, RG_CHECK_SKIPPED, NULL, message, NULL, NAN, NAN);
}

void
check_fail (Check *c, const char *hint, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  put (c, RG_CHECK_FAILED, hint, message, NULL, NAN, NAN);
}

void
check_fail_at (Check *c, const char *hint, const char *message, char *where, double expected,
               double got)
{
  put (c, RG_CHECK_FAILED, hint, message, where, expected, got);
  g_free (where);
}
