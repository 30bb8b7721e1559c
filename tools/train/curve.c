/* curve.c: axes, ticks and lines. Numbers are written with a point in every locale.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "curve.h"
#include <math.h>

enum
{
  WIDTH = 640,
  HEIGHT = 260,
  LEFT = 80,
  RIGHT = 12,
  TOP = 18,
  BOTTOM = 28
};

static const char *
number (char *buffer, const char *format, double value)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, format, value);
}

static void
range_of (const Curve *curves, guint n, double *least, double *most, guint *length)
{
  *least = INFINITY;
  *most = -INFINITY;
  *length = 1;
  for (guint c = 0; c < n; c++)
    for (guint i = 0; i < curves[c].values->len; i++)
      {
        double v = g_array_index (curves[c].values, double, i);
        *length = MAX (*length, curves[c].values->len);
        if (isfinite (v))
          {
            *least = fmin (*least, v);
            *most = fmax (*most, v);
          }
      }
  if (!(*least <= *most))
    *least = *most = 0;
  /* A line that does not change runs through the middle. */
  if (*least == *most)
    {
      double half = *least == 0 ? 1 : fabs (*least);
      *least -= half;
      *most += half;
    }
}

void
curve_picture (GString *html, const char *first, const char *last, const char *title, const Curve *curves, guint n)
{
  double least, most;
  guint length;
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE], text[G_ASCII_DTOSTR_BUF_SIZE];
  range_of (curves, n, &least, &most, &length);
  g_string_append_printf (html, "<svg class=\"curve\" viewBox=\"0 0 %d %d\" role=\"img\" "
                                "aria-label=\"%s\">", WIDTH, HEIGHT, title);
  for (int tick = 0; tick <= 4; tick++)
    {
      double at = TOP + (HEIGHT - TOP - BOTTOM) * (1 - tick / 4.0);
      number (y, "%.1f", at);
      g_string_append_printf (html, "<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>", LEFT, WIDTH - RIGHT, y, y);
      g_string_append_printf (html, "<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>", LEFT - 6, y,
                              number (text, "%.3g", least + (most - least) * tick / 4));
    }
  g_autofree char *count = g_strdup_printf ("%u", length);
  g_string_append_printf (html, "<text x=\"%d\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT,
                          HEIGHT - 8, first ? first : "1", WIDTH - RIGHT, HEIGHT - 8, last ? last : count);
  if (first == NULL)
    g_string_append_printf (html, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
  for (guint c = 0; c < n; c++)
    {
      g_string_append_printf (html, "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"", curves[c].color);
      for (guint i = 0; i < curves[c].values->len; i++)
        {
          double v = g_array_index (curves[c].values, double, i);
          if (!isfinite (v))
            continue;
          g_string_append_printf (html, "%s,%s ",
                                  number (x, "%.1f", LEFT + (WIDTH - LEFT - RIGHT) * (length > 1 ? i / (length - 1.0) : 0.5)),
                                  number (y, "%.1f", TOP + (HEIGHT - TOP - BOTTOM) * (most - v) / (most - least)));
        }
      g_string_append (html, "\"/>");
    }
  g_string_append (html, "</svg>");
}

void
curve_figure (GString *html, const char *title, const Curve *curves, guint n)
{
  g_string_append_printf (html, "<figure><figcaption>%s", title);
  for (guint c = 0; c < n; c++)
    g_string_append_printf (html, " <span style=\"color:%s\">&#9632; %s</span>", curves[c].color, curves[c].name);
  g_string_append (html, "</figcaption>");
  curve_picture (html, NULL, NULL, title, curves, n);
  g_string_append (html, "</figure>\n");
}
