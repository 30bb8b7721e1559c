/* check.c: `retrograde check OP...|PATH.so...|--all`: the harness over operators,
 * each in a process of its own, so that one that crashes is reported.
 *
 * The child says `@ check | sample` before each check and a line of JSON after it;
 * `@ end` when it came to its end, which an operator that exits takes from it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "rg-check.h"
#include <errno.h>
#include <gio/gio.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  gboolean all, json, verbose;
  gint jobs, threads, timeout;
  const char *only;
} CheckFlags;

/* --- the child --- */

#define CHILD_END "end"

static FILE *to_parent;

static void
say_start (const char *op, const char *check, const char *sample, void *user_data)
{
  (void) user_data;
  fprintf (to_parent, "@ %s | %s | %s\n", op, check, sample);
  fflush (to_parent);
}

static void
say_result (const RgCheckResult *result, void *user_data)
{
  g_autofree char *line = rg_check_result_to_json (result);
  (void) user_data;
  fprintf (to_parent, "%s\n", line);
  fflush (to_parent);
}

static bool
check_one (const char *what, const CheckFlags *flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCheckReport) report = rg_check_report_new ();
  RgCheckOptions options = RG_CHECK_OPTIONS_INIT;
  options.only = flags->only;
  options.on_start = say_start;
  options.on_result = say_result;
  if (flags->threads > 0)
    options.threads = flags->threads;
  if (g_str_has_suffix (what, ".so"))
    {
      g_autofree char *path = g_canonicalize_filename (what, NULL);
      const RgModule *module = rg_module_load (path, &error);
      if (module)
        return rg_check_module (module, &options, report);
    }
  else
    {
      const RgOp *op = rg_op_find (what, &error);
      if (op)
        return rg_check_op (op, &options, report);
    }
  say_result (&(RgCheckResult){ .op = what, .check = "load", .sample = "", .status = RG_CHECK_FAILED,
                                .message = error->message }, NULL);
  return false;
}

static int
run_child (const char *what, const CheckFlags *flags)
{
  /* What an operator prints must not stand among what is said here. */
  const int fd = dup (STDOUT_FILENO);
  to_parent = fd < 0 ? NULL : fdopen (fd, "w");
  if (to_parent == NULL || dup2 (STDERR_FILENO, STDOUT_FILENO) < 0)
    return rg_command_fail ("check: %s", g_strerror (errno));
  alarm ((unsigned) flags->timeout);
  const bool good = check_one (what, flags);
  fprintf (to_parent, "@ " CHILD_END "\n");
  fclose (to_parent);
  return good ? 0 : RG_EXIT_FAILED;
}

/* --- the parent --- */

typedef struct
{
  const char *what;
  const CheckFlags *flags;
  char *output;
  char *end; /* how it ended, if not by itself */
  const char *hint;
} Job;

static void
note_signal (Job *job, int number)
{
  if (number == SIGALRM)
    job->end = g_strdup_printf ("did not end in %d s (--timeout)", job->flags->timeout);
  else
    job->end = g_strdup_printf ("crashed: %s", g_strsignal (number));
  job->hint = number == SIGALRM ? "a loop that does not end, or threads that wait for each other"
              : number == SIGABRT ? "an assertion: the library itself never aborts on bad input"
                                  : "a pointer that is not checked, or an index beyond its buffer";
}

static void
run_job (Job *job, const char *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (argv, g_strdup (self));
  g_ptr_array_add (argv, g_strdup ("check"));
  g_ptr_array_add (argv, g_strdup ("--child"));
  if (job->flags->only)
    g_ptr_array_add (argv, g_strconcat ("--only=", job->flags->only, NULL));
  if (job->flags->threads > 0)
    g_ptr_array_add (argv, g_strdup_printf ("--threads=%d", job->flags->threads));
  g_ptr_array_add (argv, g_strdup_printf ("--timeout=%d", job->flags->timeout));
  g_ptr_array_add (argv, g_strdup ("--"));
  g_ptr_array_add (argv, g_strdup (job->what));
  g_ptr_array_add (argv, NULL);
  g_autoptr (GSubprocess) child
      = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &job->output, NULL, &error))
    job->end = g_strdup_printf ("could not be run: %s", error->message);
  else if (g_subprocess_get_if_signaled (child))
    note_signal (job, g_subprocess_get_term_sig (child));
  else if (!strstr (job->output, "@ " CHILD_END "\n"))
    {
      job->end = g_strdup_printf ("ended early, with exit status %d", g_subprocess_get_exit_status (child));
      job->hint = "a library that calls exit() on what it takes for an error";
    }
}

/* What the child said; where it was when it died. */
static void
take_output (RgCheckReport *report, const Job *job)
{
  g_auto (GStrv) lines = g_strsplit (job->output ? job->output : "", "\n", -1);
  const char *last = "";
  for (char **line = lines; *line; line++)
    if (g_str_equal (*line, "@ " CHILD_END))
      ;
    else if (g_str_has_prefix (*line, "@ "))
      last = *line + 2;
    else
      rg_check_report_add_json (report, *line);
  if (job->end == NULL)
    return;
  g_auto (GStrv) parts = g_strsplit (last, " | ", 3);
  guint n = g_strv_length (parts);
  rg_check_report_add (report, &(RgCheckResult){ .op = n > 0 ? parts[0] : job->what, .check = n > 1 ? parts[1] : "load",
                                                 .sample = n > 2 ? parts[2] : "", .status = RG_CHECK_FAILED,
                                                 .message = job->end,
                                                 .hint = job->hint });
}

/* Jobs are taken in order by threads of its own: ThreadSanitizer cannot see into GLib's
 * pool, whose locks it takes for races. */
typedef struct
{
  Job *jobs;
  guint n;
  const char *self;
  _Atomic guint next;
} Jobs;

static void *
run_jobs (void *data)
{
  Jobs *all = data;
  for (guint i; (i = atomic_fetch_add (&all->next, 1)) < all->n;)
    run_job (&all->jobs[i], all->self);
  return NULL;
}

/* What threads cannot be had for is run by the caller. */
static void
run_at_once (Jobs *all, guint at_once)
{
  g_autofree pthread_t *threads = g_new0 (pthread_t, at_once);
  guint started = 0;
#ifdef __SANITIZE_THREAD__
  /* It does not see into GSubprocess, which hands descriptors from thread to thread. */
  at_once = 1;
#endif
  while (started + 1 < at_once && pthread_create (&threads[started], NULL, run_jobs, all) == 0)
    started++;
  run_jobs (all);
  for (guint i = 0; i < started; i++)
    pthread_join (threads[i], NULL);
}

static int
run_all (char **names, const CheckFlags *flags)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  guint n = g_strv_length (names);
  g_autofree Job *jobs = g_new0 (Job, MAX (n, 1));
  g_autoptr (RgCheckReport) report = rg_check_report_new ();
  for (guint i = 0; i < n; i++)
    jobs[i] = (Job){ .what = names[i], .flags = flags };
  run_at_once (&(Jobs){ .jobs = jobs, .n = n, .self = self }, flags->jobs > 0 ? (guint) flags->jobs : g_get_num_processors ());
  for (guint i = 0; i < n; i++)
    {
      take_output (report, &jobs[i]);
      g_free (jobs[i].output);
      g_free (jobs[i].end);
    }
  g_autofree char *text = flags->json ? rg_check_report_to_json (report) : rg_check_report_to_text (report, flags->verbose);
  fputs (text, stdout);
  if (flags->json)
    putchar ('\n');
  return rg_check_report_count (report, RG_CHECK_FAILED) ? RG_EXIT_FAILED : 0;
}

int
rg_command_check (int argc, char **argv)
{
  CheckFlags flags = { .timeout = 600 };
  g_autofree char *only = NULL;
  gboolean child = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &flags.all, "every operator that can be found", NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "only these checks: gradient,second,...", "NAMES" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &flags.json, "print one JSON object", NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &flags.verbose, "list what passed and what was skipped, too", NULL },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &flags.jobs, "operators at once (the number of cores)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &flags.threads, "threads that are compared with one (4)", "N" },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &flags.timeout, "seconds that an operator or module may take (600)", "N" },
    { "child", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &child, "", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "OP...|PATH.so...",
                                 "Proves operators: gradients of first and second order, forward mode, strides, sizes of "
                                 "zero, memory, threads, refusals; over the samples of their descriptors.", entries);
  if (status >= 0)
    return status;
  flags.only = only;
  if (flags.timeout < 1)
    return rg_command_usage ("check: --timeout is a number of seconds, 1 or more");
  if (child && argc == 2)
    return run_child (argv[1], &flags);
  g_auto (GStrv) names = flags.all ? rg_modules_list () : g_strdupv (argv + 1);
  if (names[0] == NULL)
    return rg_command_usage ("check: name operators or modules, or give --all; see 'retrograde check --help'");
  return run_all (names, &flags);
}
