/* picture.c: samples as bitmaps, which every browser shows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "picture.h"
#include <math.h>
#include <string.h>

#define HEAD 54 /* bytes of a bitmap before its pixels */

typedef struct
{
  int64_t channels, height, width;
} Size;

/* Rows of a square number of values are pictures: that is how tables hold them. */
static bool
size_of (const Encoder *e, Size *size)
{
  int64_t side = (int64_t) (sqrt ((double) e->width) + 0.5);
  if (e->kind == SOURCE_TEXT || e->width > 1 << 20)
    return false;
  for (guint i = 0; i < e->n_features; i++)
    if (e->features[i].categories || e->features[i].order || e->features[i].tells_missing)
      return false;
  *size = (Size){ 1, side, side };
  if (e->ndim == 1)
    return e->width >= 16 && side * side == e->width;
  *size = (Size){ e->ndim == 3 ? e->sizes[0] : 1, e->sizes[e->ndim - 2], e->sizes[e->ndim - 1] };
  return e->ndim <= 3 && size->height > 1 && size->width > 1;
}

static void
put (guint8 *at, guint32 value, int bytes)
{
  for (int i = 0; i < bytes; i++)
    at[i] = (guint8) (value >> 8 * i);
}

/* Values as they were read. */
static double
raw (const Encoder *e, const float *x, int64_t i)
{
  const Feature *f = &e->features[e->n_features == 1 ? 0 : i];
  return warp_invert (f, (double) x[i] * f->scale + f->mean);
}

char *
picture_of (const Encoder *e, const Samples *s, guint row)
{
  Size size;
  if (!size_of (e, &size))
    return NULL;
  const float *x = (const float *) rg_tensor_data (s->inputs) + row * e->width;
  double least = raw (e, x, 0), most = least;
  for (int64_t i = 1; i < e->width; i++)
    {
      least = MIN (least, raw (e, x, i));
      most = MAX (most, raw (e, x, i));
    }
  int64_t line = (size.width * 3 + 3) / 4 * 4, area = size.height * size.width;
  gsize bytes = (gsize) (HEAD + line * size.height);
  g_autofree guint8 *data = g_malloc0 (bytes);
  memcpy (data, "BM", 2);
  put (data + 2, (guint32) bytes, 4);
  put (data + 10, HEAD, 4);
  put (data + 14, 40, 4); /* the size of what follows */
  put (data + 18, (guint32) size.width, 4);
  put (data + 22, (guint32) size.height, 4);
  put (data + 26, 1, 2);
  put (data + 28, 24, 2); /* bits: blue, green, red; lines from the lowest up */
  for (int64_t i = 0; i < area; i++)
    for (int k = 0; k < 3; k++)
      {
        int64_t channel = size.channels == 3 ? 2 - k : 0;
        double value = raw (e, x, channel * area + i);
        guint8 *at = data + HEAD + (size.height - 1 - i / size.width) * line + i % size.width * 3 + k;
        *at = most > least ? (guint8) (255 * (value - least) / (most - least)) : 0;
      }
  g_autofree char *base64 = g_base64_encode (data, bytes);
  return g_strconcat ("data:image/bmp;base64,", base64, NULL);
}
