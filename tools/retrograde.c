/* retrograde.c: the command: finds the subcommand and hands over.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include <locale.h>
#include <stdio.h>
#include <string.h>

const RgCommand rg_commands[] = {
  { "train", rg_command_train, "train a model on a table, arrays or a text" },
  { "predict", rg_command_predict, "a table with a model's answers" },
  { "eval", rg_command_eval, "how well a model does on other data" },
  { "sample", rg_command_sample, "text from a language model" },
  { "export", rg_command_export, "a model's tensors for PyTorch and NumPy" },
  { "info", rg_command_info, "what a model is" },
  { "report", rg_command_report, "the report of a training run, again" },
  { "data", rg_command_data, "what a file holds" },
  { "ops", rg_command_ops, "which operators there are, and what one is" },
  { "call", rg_command_call, "call an operator on NumPy files" },
  { "new-op", rg_command_new_op, "write an operator of your own to begin with" },
  { "check", rg_command_check, "prove operators: gradients, memory, threads, ..." },
  { "bench", rg_command_bench, "time workloads against the machine's limits" },
  { "verify", rg_command_verify, "run recorded cases through the operators" },
  { "manual", rg_command_manual, "this tool's manual page" },
  { "completion", rg_command_completion, "what bash needs to complete this tool's words" },
};
const size_t rg_n_commands = G_N_ELEMENTS (rg_commands);

static void
print_help (FILE *to)
{
  fputs ("usage: retrograde COMMAND [ARGUMENT...]\n\n", to);
  for (size_t i = 0; i < rg_n_commands; i++)
    fprintf (to, "  %-10s %s\n", rg_commands[i].name, rg_commands[i].summary);
  fputs ("\n'retrograde COMMAND --help' says more.\n", to);
}

/* Levenshtein's distance, for names of a few letters. */
static int
distance (const char *a, const char *b)
{
  int row[64], n = (int) strlen (b);
  if (n >= 63)
    return 99;
  for (int j = 0; j <= n; j++)
    row[j] = j;
  for (int i = 1; *a; a++, i++)
    {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= n; j++)
        {
          int change = diagonal + (b[j - 1] != *a);
          diagonal = row[j];
          row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[n];
}

static int
unknown (const char *name)
{
  const char *nearest = rg_commands[0].name;
  for (size_t i = 1; i < rg_n_commands; i++)
    if (distance (name, rg_commands[i].name) < distance (name, nearest))
      nearest = rg_commands[i].name;
  return rg_command_usage ("unknown command '%s'; did you mean '%s'? 'retrograde --help' lists all", name, nearest);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc < 2)
    {
      print_help (stderr);
      return RG_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help (stdout);
      return 0;
    }
  for (size_t i = 0; i < rg_n_commands; i++)
    if (strcmp (argv[1], rg_commands[i].name) == 0)
      return rg_commands[i].run (argc - 1, argv + 1);
  return unknown (argv[1]);
}
