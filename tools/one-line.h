/* one-line.h: what a file or a command line says, as part of an error.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ONE_LINE_H
#define ONE_LINE_H

#include <glib.h>
#include <string.h>

#define ONE_LINE_BYTES 1200

/** one_line: (transfer full): @text as one line of UTF-8, not too long: a name may hold
 * line ends, or what a terminal would obey. */
static inline char *
one_line (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);
  for (char *at = line; *at; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  if (strlen (line) > ONE_LINE_BYTES)
    {
      char *cut = g_utf8_find_prev_char (line, line + ONE_LINE_BYTES);
      memcpy (cut, "...", 4);
    }
  return line;
}

#endif
