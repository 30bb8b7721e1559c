/* manual.c: `retrograde manual` and `retrograde completion`: a page for man and words for
 * bash, made from the tables that the commands read their options by.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include <stdio.h>
#include <string.h>

/* --- the page --- */

/* A line of roff: backslashes, hyphens and a point at its begin would be commands. */
static void
put_roff (const char *text)
{
  if (*text == '.' || *text == '\'')
    fputs ("\\&", stdout);
  for (; *text; text++)
    if (*text == '\\')
      fputs ("\\e", stdout);
    else if (*text == '-')
      fputs ("\\-", stdout);
    else if (*text == '\n')
      fputs ("\n.br\n", stdout);
    else
      fputc (*text, stdout);
}

static void
put_section (const RgCommand *command, const char *usage, const char *summary, const GOptionEntry *entries, void *data)
{
  (void) data;
  printf (".SS \"retrograde %s ", command->name);
  put_roff (usage);
  fputs ("\"\n", stdout);
  put_roff (summary);
  fputc ('\n', stdout);
  for (const GOptionEntry *e = entries; e->long_name; e++)
    {
      if (e->flags & G_OPTION_FLAG_HIDDEN)
        continue;
      fputs (".TP\n.B \\-\\-", stdout);
      put_roff (e->long_name);
      if (e->arg_description)
        {
          fputs ("\\fR=\\fI", stdout);
          put_roff (e->arg_description);
          fputs ("\\fR", stdout);
        }
      fputc ('\n', stdout);
      put_roff (e->description ? e->description : "");
      fputc ('\n', stdout);
    }
}

int
rg_command_manual (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  int status = rg_command_parse (&argc, &argv, "", "Prints this tool's manual page, in roff.", entries);
  if (status >= 0)
    return status;
  if (argc > 1)
    return rg_command_usage ("manual: it takes no argument; '%s' is one", argv[1]);
  fputs (".TH RETROGRADE 1\n.SH NAME\nretrograde \\- train models, call and prove operators, measure\n"
         ".SH SYNOPSIS\n.B retrograde\n.I COMMAND\n[\\fIARGUMENT\\fR...]\n.SH COMMANDS\n", stdout);
  rg_command_describe (put_section, NULL);
  fputs (".SH EXIT STATUS\n0 if all went well, 1 if something failed, 2 if the call was wrong; a training run that was\n"
         "stopped by SIGINT or SIGTERM has written what it needs to go on and ends with 130 or 143.\n"
         ".SH ENVIRONMENT\n.TP\n.B RETROGRADE_TRAIN_\\fINAME\\fR\nAn option of \\fBretrograde train\\fR: "
         "\\fBRETROGRADE_TRAIN_WEIGHT_DECAY\\fR for \\fB\\-\\-weight\\-decay\\fR.\n"
         ".TP\n.B OMP_NUM_THREADS\nHow many threads are used where \\fB\\-\\-threads\\fR does not say.\n", stdout);
  return 0;
}

/* --- completion --- */

static void
put_case (const RgCommand *command, const char *usage, const char *summary, const GOptionEntry *entries, void *data)
{
  (void) usage;
  (void) summary;
  (void) data;
  printf ("    %s) words=\"--help", command->name);
  for (const GOptionEntry *e = entries; e->long_name; e++)
    if (!(e->flags & G_OPTION_FLAG_HIDDEN))
      printf (" --%s%s", e->long_name, e->arg_description ? "=" : "");
  printf ("\" ;;\n");
}

int
rg_command_completion (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  int status = rg_command_parse (&argc, &argv, "", "Prints a script that bash completes this tool's words by: "
                                                   "source <(retrograde completion)", entries);
  if (status >= 0)
    return status;
  if (argc > 1)
    return rg_command_usage ("completion: it takes no argument; '%s' is one", argv[1]);
  fputs ("# bash completion of retrograde; printed by 'retrograde completion'.\n_retrograde ()\n{\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} words=\n  COMPREPLY=()\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"", stdout);
  for (size_t i = 0; i < rg_n_commands; i++)
    printf ("%s%s", i ? " " : "", rg_commands[i].name);
  fputs ("\" -- \"$word\"))\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n", stdout);
  rg_command_describe (put_case, NULL);
  fputs ("  esac\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "       [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\n"
         "complete -o filenames -F _retrograde retrograde\n", stdout);
  return 0;
}
