/* harness.c: every check over every sample of an operator.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <string.h>

typedef enum
{
  ONCE,    /* for the operator */
  SAMPLE,  /* for each sample that must work */
  REFUSED, /* for each that must not */
} When;

static const struct
{
  const char *name;
  void (*run) (Check *c);
  When when;
} checks[] = {
  { "descriptor", check_run_descriptor, ONCE },
  { "refuse", check_run_refuse, ONCE },
  { "forward", check_run_forward, SAMPLE },
  { "float32", check_run_float32, SAMPLE },
  { "gradient", check_run_first, SAMPLE },
  { "second", check_run_second, SAMPLE },
  { "jvp", check_run_jvp, SAMPLE },
  { "broadcast", check_run_broadcast, SAMPLE },
  { "zero-size", check_run_zero_size, SAMPLE },
  { "strided", check_run_strided, SAMPLE },
  { "aliased", check_run_aliased, SAMPLE },
  { "guard", check_run_guard, SAMPLE },
  { "threads", check_run_threads, SAMPLE },
  { "undefined", check_run_undefined, SAMPLE },
  { "alone", check_run_alone, SAMPLE },
  { "leaks", check_run_leaks, SAMPLE },
  { "error", check_run_error_sample, REFUSED },
};

const char *const *
rg_check_names (void)
{
  static const char *names[G_N_ELEMENTS (checks) + 1];
  for (size_t i = 0; i < G_N_ELEMENTS (checks); i++)
    names[i] = checks[i].name;
  return names;
}

static bool
is_wanted (const char *only, const char *name)
{
  if (only == NULL)
    return true;
  g_auto (GStrv) names = g_strsplit (only, ",", -1);
  return g_strv_contains ((const char *const *) names, name);
}

static void
run_check (Check *c, size_t i)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  c->check = checks[i].name;
  c->n_reported = 0;
  if (c->options->on_start)
    c->options->on_start (c->op->name, c->check, c->sample ? c->sample->text : "", c->options->user_data);
  checks[i].run (c);
  rg_scope_check (scope, NULL);
}

bool
rg_check_op (const RgOp *op, const RgCheckOptions *options, RgCheckReport *report)
{
  RgCheckOptions all = RG_CHECK_OPTIONS_INIT;
  if (options)
    memcpy (&all, options, MIN (options->size, sizeof all));
  size_t failed = rg_check_report_count (report, RG_CHECK_FAILED);
  if (op == NULL)
    {
      rg_check_report_add (report, &(RgCheckResult){ .op = "?", .check = "descriptor", .sample = "", .status = RG_CHECK_FAILED,
                                                     .message = "there is no such operator" });
      return false;
    }
  Check c = { .op = op, .options = &all, .report = report };
  for (size_t i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i].when == ONCE && is_wanted (all.only, checks[i].name))
      run_check (&c, i);
  size_t index = 0;
  for (const RgSample *row = op->samples; row && row->inputs; row++, index++)
    {
      g_autoptr (GError) error = NULL;
      RgCheckSample *sample = rg_check_sample_new (op, index, row, &error);
      if (sample == NULL)
        {
          /* An attribute that is refused is a call that is refused. */
          c.check = row->flags & RG_SAMPLE_ERROR ? "error" : "descriptor";
          if (row->flags & RG_SAMPLE_ERROR)
            check_pass (&c);
          else
            check_fail (&c, NULL, "%s", error->message);
          continue;
        }
      c.sample = sample;
      for (size_t i = 0; i < G_N_ELEMENTS (checks); i++)
        if (checks[i].when == (row->flags & RG_SAMPLE_ERROR ? REFUSED : SAMPLE) && is_wanted (all.only, checks[i].name))
          run_check (&c, i);
      c.sample = NULL;
      rg_check_sample_free (sample);
    }
  return rg_check_report_count (report, RG_CHECK_FAILED) == failed;
}

bool
rg_check_module (const RgModule *module, const RgCheckOptions *options, RgCheckReport *report)
{
  bool ok = true;
  for (const RgOp *const *op = module->ops; *op; op++)
    ok &= rg_check_op (rg_op_find ((*op)->name, NULL), options, report);
  return ok;
}
