/* commands.h: the commands of `retrograde`, each in its own file of
 * tools/commands/. A command's argv[0] is its own name; it returns the exit status:
 * 0, 1 where something failed, 2 where it was called wrongly.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_COMMANDS_H
#define RG_COMMANDS_H

#include <glib.h>
#include <stdbool.h>

#define RG_EXIT_FAILED 1
#define RG_EXIT_USAGE 2

int rg_command_bench (int argc, char **argv);
int rg_command_call (int argc, char **argv);
int rg_command_check (int argc, char **argv);
int rg_command_completion (int argc, char **argv);
int rg_command_data (int argc, char **argv);
int rg_command_eval (int argc, char **argv);
int rg_command_export (int argc, char **argv);
int rg_command_info (int argc, char **argv);
int rg_command_manual (int argc, char **argv);
int rg_command_new_op (int argc, char **argv);
int rg_command_ops (int argc, char **argv);
int rg_command_predict (int argc, char **argv);
int rg_command_report (int argc, char **argv);
int rg_command_sample (int argc, char **argv);
int rg_command_train (int argc, char **argv);
int rg_command_verify (int argc, char **argv);

typedef struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} RgCommand;

/** rg_commands: (array length=rg_n_commands): all commands, in the order of the help. */
extern const RgCommand rg_commands[];
extern const size_t rg_n_commands;

/**
 * RgCommandSink:
 * @command: a command
 * @usage: what stands after its options
 * @summary: what it does
 * @entries: its options
 * @data: as given
 *
 * Takes what rg_command_parse() would read by.
 */
typedef void (*RgCommandSink) (const RgCommand *command, const char *usage, const char *summary, const GOptionEntry *entries,
                               void *data);

/** rg_command_describe: (skip): hands what each command can be told to @sink, and runs none. */
void rg_command_describe (RgCommandSink sink, void *data);

/** rg_command_is_asked: (skip): whether rg_command_describe() asks: a command that reads its words itself calls rg_command_parse() then. */
bool rg_command_is_asked (void);

/**
 * rg_command_parse:
 * @argc: (inout): how many arguments
 * @argv: (inout) (array length=argc): the command's arguments; what is left is not
 * options
 * @usage: what stands after the options: `PATH...`
 * @summary: what the command does
 * @entries: its options
 *
 * Reads the options, and answers --help.
 *
 * Returns: -1 to go on; else the exit status
 */
int rg_command_parse (int *argc, char ***argv, const char *usage, const char *summary,
                      const GOptionEntry *entries);

/** rg_command_fail: (skip): prints one line, `retrograde: ...`, to standard error; gives exit status 1. */
int rg_command_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);
/** rg_command_usage: (skip): the same for a wrong call: exit status 2. */
int rg_command_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * rg_command_use: (skip):
 * @command: a command that uses a model
 * @threads: what --threads says; 0: nothing
 * @unknown: (nullable): what --unknown says
 * @ignore: (out) (nullable): whether texts that the model does not know count as missing
 *
 * Takes the options that such commands share.
 *
 * Returns: -1 to go on; else the exit status
 */
int rg_command_use (const char *command, int threads, const char *unknown, bool *ignore);

#endif
