/* curve.h: lines in an SVG picture.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_CURVE_H
#define TRAIN_CURVE_H

#include <glib.h>

typedef struct
{
  const char *name;
  const char *color;
  const GArray *values; /* of double; NaN leaves a gap */
} Curve;

/** curve_picture: adds an SVG of @n curves to @svg; @first and @last stand at the ends of the axis:
 * %NULL for 1 and the number of values. */
void curve_picture (GString *svg, const char *first, const char *last, const char *title, const Curve *curves, guint n);

/** curve_figure: adds the same over 1, 2, ..., with a line of names, to @html. */
void curve_figure (GString *html, const char *title, const Curve *curves, guint n);

#endif
