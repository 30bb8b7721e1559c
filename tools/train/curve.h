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

/** curve_svg: adds a picture of @n curves over 1, 2, ... to @html. */
void curve_svg (GString *html, const char *title, const Curve *curves, guint n);

#endif
