/* report.c: `retrograde report DIR`: the report of a training run, again or midway.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "report.h"
#include "commands.h"
#include <stdio.h>

int
rg_command_report (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  g_autoptr (GError) error = NULL;
  int status = rg_command_parse (&argc, &argv, "DIR", "Writes DIR/report.html from what a training run left in its folder.", entries);
  if (status >= 0)
    return status;
  if (argc != 2)
    return rg_command_usage ("report: give one run's folder; see 'retrograde report --help'");
  if (!report_write (argv[1], &error))
    return rg_command_fail ("report: %s", error->message);
  printf ("%s/report.html\n", argv[1]);
  return 0;
}
