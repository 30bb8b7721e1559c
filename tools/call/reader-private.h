/* reader-private.h: reading the command line of a call: what options.c and
 * arguments.c share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_CALL_READER_PRIVATE_H
#define RG_CALL_READER_PRIVATE_H

#include "call.h"

typedef struct
{
  CallPlan *plan;
  int argc;
  char **argv;
  int at;                /* the next word */
  GPtrArray *places;     /* of GPtrArray: the words of each row of op->inputs */
  GPtrArray *unnamed;    /* words without a name, in order */
  const char *swallowed; /* what a --grad took, for the message */
} CallReader;

/* Sets the error of a wrong call; false, so that a reader can end with it. */
bool call_wrong (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

int call_count_inputs (const RgOp *op);
/* The row of op->inputs; -1 if there is none. */
int call_find_input (const RgOp *op, const char *name);
const RgAttr *call_find_attr (const RgOp *op, const char *name);

/* (transfer full) (nullable): the identifier before a '=': a path with one is
 * written ./a=b.npy. */
char *call_name_before (const char *word);

/* An option and what follows it; @word is without its dashes. */
bool call_read_option (CallReader *r, const char *word, GError **error);

#endif
