/* parse.c: what the commands share: reading options, and saying what is wrong.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
print_line (const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf (format, args);
  fprintf (stderr, "retrograde: %s\n", text);
}

int
rg_command_fail (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  print_line (format, args);
  va_end (args);
  return RG_EXIT_FAILED;
}

int
rg_command_usage (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  print_line (format, args);
  va_end (args);
  return RG_EXIT_USAGE;
}

/* --- describing --- */

/* While a command is asked what it can be told. */
static struct
{
  RgCommandSink sink;
  const RgCommand *command;
  void *data;
} asked;

void
rg_command_describe (RgCommandSink sink, void *data)
{
  for (size_t i = 0; i < rg_n_commands; i++)
    {
      char *argv[] = { (char *) rg_commands[i].name, NULL };
      asked.sink = sink;
      asked.command = &rg_commands[i];
      asked.data = data;
      rg_commands[i].run (1, argv);
      asked.sink = NULL;
    }
}

bool
rg_command_is_asked (void)
{
  return asked.sink != NULL;
}

/* --- reading --- */

int
rg_command_parse (int *argc, char ***argv, const char *usage, const char *summary, const GOptionEntry *entries)
{
  if (asked.sink)
    {
      asked.sink (asked.command, usage, summary, entries, asked.data);
      return 0;
    }
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strdup_printf ("%s", usage);
  g_autoptr (GOptionContext) context = g_option_context_new (title);
  g_autofree char *name = g_strconcat ("retrograde ", (*argv)[0], NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  g_set_prgname (name);
  for (int i = 1; i < *argc && strcmp ((*argv)[i], "--") != 0; i++)
    if (strcmp ((*argv)[i], "--help") == 0 || strcmp ((*argv)[i], "-h") == 0)
      {
        g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
        fputs (help, stdout);
        return 0;
      }
  if (!g_option_context_parse (context, argc, argv, &error))
    return rg_command_usage ("%s: %s; see '%s --help'", (*argv)[0], error->message, name);
  /* What stands after `--` is no option. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      memmove (&(*argv)[1], &(*argv)[2], (size_t) (*argc - 1) * sizeof **argv);
      (*argc)--;
    }
  return -1;
}
