/* spec-private.h: what the short forms share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SPEC_PRIVATE_H
#define SPEC_PRIVATE_H

#include "model-private.h"

/* What stands after the colon: plain numbers, and options `key=value`. */
typedef struct
{
  const char *spec;
  GArray *numbers; /* of int64_t */
  GHashTable *options;
  GError **error;
} Spec;

/* Keeps the first error; returns false, so that a form can end with it. */
bool spec_fails (const Spec *s, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* An option, or `def`; it is then taken out of the table. */
char *spec_take (Spec *s, const char *key, const char *def);
int64_t spec_take_int (Spec *s, const char *key, int64_t def);
/* Fails if an option is left that nobody took. */
bool spec_all_taken (const Spec *s, const char *known);

/* The forms: each writes the groups of a file. */
bool spec_cnn (Spec *s, const ModelShape *shape, GString *text);
bool spec_transformer (Spec *s, const ModelShape *shape, GString *text);

#endif
