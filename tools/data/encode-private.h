/* encode-private.h: how each kind of file is encoded.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_ENCODE_PRIVATE_H
#define DATA_ENCODE_PRIVATE_H

#include "encoder.h"

typedef struct
{
  const char *name; /* for errors */
  /* -1 with @error set */
  int (*task) (const Source *s, const char *target, Task task, GError **error);
  /* (n): the class of each row; in *n_strata how many there are. NULL: text has none. */
  guint *(*strata) (const Source *s, const char *target, guint *n_strata);
  /* Fills an encoder whose kind and task are set. */
  bool (*build) (Encoder *e, const Source *s, const EncoderWish *w, GError **error);
  RgTensor *(*inputs) (const Encoder *e, const Source *s, GError **error);
  RgTensor *(*targets) (const Encoder *e, const Source *s, GError **error);
} EncodeKind;

extern const EncodeKind encode_table, encode_arrays, encode_text;

/* The strings of @values, copied. */
char **encode_names (const GPtrArray *values);
/* The mean of @n values, their standard deviation (or 1 if there is none), and what
 * stands for a missing one. Sorts @values. */
void encode_measure (double *values, int64_t n, Missing missing, Feature *f);
/* The scale of a column of that deviation: 1 if it is constant. */
void encode_scale (Feature *f, double deviation);

/* --- encode-feature.c --- */

/* Adds a column, or nothing and a note if it is of no use. */
bool feature_add (Encoder *e, const Table *t, guint column, const EncoderWish *w, GError **error);
/* Mean and deviation of the values of @rows that are there, seen through the curve. */
void feature_measure (const Column *c, Missing missing, const guint *rows, guint n_rows, Feature *f);
/* Its numbers in all rows: @out is in the first of them, the next is e->width further on. */
bool feature_fill (const Encoder *e, const Feature *f, const Table *t, float *out, GError **error);

/* --- encode-warp.c --- */

/* The curve of a column of that many values, which are sorted: none unless tails are heavy. */
void warp_choose (const double *sorted, guint n, Feature *f);
/* A number seen through it. */
double warp_apply (const Feature *f, double value);

/* --- encode-date.c --- */

/* The cycles that so many days, which are sorted, go round at least once. */
guint cycles_choose (const double *sorted, guint n);
guint cycles_n (guint cycles);
/* Sine and cosine of each: 2 * cycles_n () numbers. */
void cycles_fill (guint cycles, double days, float *out);

#endif
