/* rg-check.h: the harness that every operator is proved by, as a library.
 *
 * It runs an operator over the samples of its descriptor: forward, gradients of
 * first and second order against central differences, forward mode, broadcasting,
 * strides, sizes of zero, aliases, memory, threads, refusals. A test of a module
 * is a few lines:
 *
 *     g_autoptr (RgCheckReport) report = rg_check_report_new ();
 *     rg_check_op (rg_op_find ("swish", NULL), NULL, report);
 *     if (rg_check_report_count (report, RG_CHECK_FAILED))
 *       g_printerr ("%s", rg_check_report_to_text (report, false));
 *
 * The harness sets the number of threads, the allocator of tensor data and the
 * seed of the default generator, and puts the defaults back: it is for test
 * programs. A module that crashes takes the process along; `retrograde check` runs
 * it in a child process.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_CHECK_H
#define RG_CHECK_H

#include <retrograde.h>

G_BEGIN_DECLS

/* --- results --- */

/**
 * RgCheckStatus:
 * @RG_CHECK_PASSED: the operator does as it should
 * @RG_CHECK_FAILED: it does not
 * @RG_CHECK_SKIPPED: the check does not apply to this sample; the message says why
 */
typedef enum
{
  RG_CHECK_PASSED,
  RG_CHECK_FAILED,
  RG_CHECK_SKIPPED
} RgCheckStatus;

/**
 * RgCheckResult:
 * @op: the operator
 * @check: which check: `gradient`, `threads` and so on
 * @sample: the sample call as text; empty where the check has none
 * @status: how it ended
 * @message: what happened; empty where it passed
 * @hint: (nullable): what usually causes it
 * @where: (nullable): the place of the worst element: `d other[1, 2]`
 * @expected: what should stand there; NaN where there is no such number
 * @got: what stands there
 *
 * How one check of one sample ended.
 */
typedef struct
{
  const char *op;
  const char *check;
  const char *sample;
  RgCheckStatus status;
  const char *message;
  const char *hint;
  const char *where;
  double expected;
  double got;
} RgCheckResult;

/**
 * RgCheckReport:
 *
 * Results in the order in which they came.
 */
typedef struct _RgCheckReport RgCheckReport;

/** rg_check_report_new: (skip): (transfer full): an empty one. */
RG_API RgCheckReport *rg_check_report_new (void);
/** rg_check_report_free: (skip): frees @report (nullable) and its results. */
RG_API void rg_check_report_free (RgCheckReport *report);
/** rg_check_report_add: (skip): adds a copy of @result. */
RG_API void rg_check_report_add (RgCheckReport *report, const RgCheckResult *result);
/** rg_check_report_size: (skip): how many results. */
RG_API size_t rg_check_report_size (const RgCheckReport *report);
/** rg_check_report_get: (skip): (transfer none) (nullable): result @i. */
RG_API const RgCheckResult *rg_check_report_get (const RgCheckReport *report, size_t i);
/** rg_check_report_count: (skip): how many results have @status. */
RG_API size_t rg_check_report_count (const RgCheckReport *report, RgCheckStatus status);

/**
 * rg_check_report_to_text:
 * @report: a report
 * @verbose: whether to list what passed and what was skipped too
 *
 * Returns: (transfer full): failures with sample, place, expected and got, and
 * the usual cause; then a line of counts per operator and one in all
 */
RG_API char *rg_check_report_to_text (const RgCheckReport *report, bool verbose);

/**
 * rg_check_report_to_json:
 * @report: a report
 *
 * Returns: (transfer full): an object with `passed`, `failed`, `skipped` and
 * `results`; numbers that JSON cannot hold are strings
 */
RG_API char *rg_check_report_to_json (const RgCheckReport *report);

/** rg_check_result_to_json: (skip): (transfer full): one result as one line of JSON. */
RG_API char *rg_check_result_to_json (const RgCheckResult *result);
/** rg_check_report_add_json: (skip): adds the result that rg_check_result_to_json() wrote; false if @line is none. */
RG_API bool rg_check_report_add_json (RgCheckReport *report, const char *line);

/* --- running --- */

/**
 * RgCheckOptions:
 * @size: sizeof (RgCheckOptions)
 * @eps: the step of the differences
 * @atol: the absolute error that a gradient may have
 * @rtol: the error relative to the difference that it is compared with
 * @threads: how many threads are compared with one
 * @only: (nullable): names of checks, separated by commas; all if %NULL
 * @on_start: (nullable): called before each check of each sample
 * @on_result: (nullable): called with each result
 * @user_data: for both
 *
 * Set with %RG_CHECK_OPTIONS_INIT: PyTorch's step and tolerances.
 */
typedef struct
{
  size_t size;
  double eps;
  double atol;
  double rtol;
  int threads;
  const char *only;
  void (*on_start) (const char *op, const char *check, const char *sample, void *user_data);
  void (*on_result) (const RgCheckResult *result, void *user_data);
  void *user_data;
} RgCheckOptions;
#define RG_CHECK_OPTIONS_INIT { sizeof (RgCheckOptions), 1e-6, 1e-5, 1e-3, 4, NULL, NULL, NULL, NULL }

/**
 * rg_check_op:
 * @op: (nullable): an operator
 * @options: (nullable): #RgCheckOptions
 * @report: where the results go
 *
 * Runs every check over every sample of @op.
 *
 * Returns: whether nothing failed
 */
RG_API bool rg_check_op (const RgOp *op, const RgCheckOptions *options, RgCheckReport *report);

/**
 * rg_check_module:
 * @module: a module, as rg_module_load() gives it
 * @options: (nullable): #RgCheckOptions
 * @report: where the results go
 *
 * rg_check_op() for every operator of @module.
 */
RG_API bool rg_check_module (const RgModule *module, const RgCheckOptions *options,
                             RgCheckReport *report);

/** rg_check_names: (skip): (transfer none) (array zero-terminated=1): the names of the checks. */
RG_API const char *const *rg_check_names (void);

/* --- samples --- */

/**
 * RgCheckSample:
 *
 * A sample of a descriptor, parsed.
 */
typedef struct _RgCheckSample RgCheckSample;

/**
 * rg_check_sample_new:
 * @op: an operator
 * @index: the number of the sample, which with the operator's name seeds the fill
 * @sample: the sample
 * @error: return location for an error
 *
 * Reads a sample's text; #RgSample tells its grammar.
 *
 * Returns: (transfer full) (nullable): the sample; %NULL where the text is wrong
 */
RG_API RgCheckSample *rg_check_sample_new (const RgOp *op, size_t index, const RgSample *sample,
                                           GError **error);
RG_API void rg_check_sample_free (RgCheckSample *sample);
/** rg_check_sample_n_inputs: (skip): how many inputs, a variadic one spread out. */
RG_API size_t rg_check_sample_n_inputs (const RgCheckSample *sample);
/** rg_check_sample_input: (skip): (transfer none) (nullable): input @i, filled anew; %NULL: it is absent. */
RG_API RgTensor *rg_check_sample_input (const RgCheckSample *sample, size_t i);
/** rg_check_sample_attrs: (skip): (transfer none) (nullable): the attribute struct. */
RG_API const void *rg_check_sample_attrs (const RgCheckSample *sample);
/** rg_check_sample_text: (skip): (transfer none): inputs and attributes as they were written. */
RG_API const char *rg_check_sample_text (const RgCheckSample *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCheckReport, rg_check_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCheckSample, rg_check_sample_free)

G_END_DECLS

#endif
