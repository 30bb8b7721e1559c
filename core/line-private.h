/* line-private.h: what a file or a caller says, as part of an error.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_LINE_PRIVATE_H
#define RG_LINE_PRIVATE_H

#include <glib.h>
#include <string.h>

#define RG_LINE_BYTES 1200

/* (transfer full): @text as one line of UTF-8, not too long: a name may hold anything,
 * and an error must not break the host's log. */
static inline char *
rg_line (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);
  for (char *at = line; *at; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  if (strlen (line) > RG_LINE_BYTES)
    {
      char *cut = g_utf8_find_prev_char (line, line + RG_LINE_BYTES);
      memcpy (cut, "...", 4);
    }
  return line;
}

#endif
