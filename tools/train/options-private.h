/* options-private.h: the table of options.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_OPTIONS_PRIVATE_H
#define TRAIN_OPTIONS_PRIVATE_H

#include "options.h"

typedef enum
{
  WHOLE, /* gint */
  LARGE, /* gint64 */
  REAL,  /* double */
  FLAG,  /* gboolean */
  TEXT,  /* char * */
  PATH
} OptionType;

typedef enum
{
  RESULT, /* decides the result: it is kept with the run, and a run that goes on has the same */
  RUN,    /* says how to run */
  CALL    /* is of the command line alone */
} OptionPart;

typedef struct
{
  const char *name;
  OptionType type;
  size_t offset; /* in TrainOptions */
  OptionPart part;
  const char *doc;
  const char *value;     /* what stands for it in the help */
  const char *otherwise; /* the default, as text; NULL: none */
} Option;

extern const Option train_options[];
extern const size_t train_n_options;

/* -1: there is none */
int train_option_find (const char *name);
/* Option i from a text; @label is what an error calls it. */
bool train_option_set (TrainOptions *o, size_t i, const char *text, OptionFrom from, const char *label, GError **error);
/* (transfer full) (nullable) */
char *train_option_get (const TrainOptions *o, size_t i);

#endif
