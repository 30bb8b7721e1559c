/* spec-cnn.c: `cnn:16,32`: convolutions of 3x3 with so many channels, each with an
 * activation and a pool of 2x2 while the image is large enough, then a linear
 * layer. activation=, norm=true (batch_norm), dropout=, hidden=128 (one more
 * linear layer), image=28x28.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "spec-private.h"
#include <string.h>

/* What turns samples into images, and their sizes: channels, height, width. A
 * row of a table is a square image unless `image=HxW` or `image=CxHxW` says
 * otherwise. */
static bool
as_image (Spec *s, const ModelShape *shape, GString *text, int64_t size[3])
{
  g_autofree char *image = spec_take (s, "image", NULL);
  size[0] = 1;
  if (image)
    {
      g_auto (GStrv) words = g_strsplit (image, "x", -1);
      const guint n = g_strv_length (words);
      bool fine = n == 2 || n == 3;
      for (guint i = 0; fine && i < n; i++)
        fine = g_ascii_string_to_signed (words[i], 10, 1, 1000000, &size[3 - n + i], NULL);
      if (!fine)
        return spec_fails (s, "image is \"%s\"; it must be sizes such as 28x28 or 3x32x32", image);
    }
  else if (shape->ndim == 3)
    memcpy (size, shape->sizes, 3 * sizeof *size);
  else if (shape->ndim == 2)
    memcpy (size + 1, shape->sizes, 2 * sizeof *size);
  else
    for (size[1] = 1; size[1] * size[1] < shape->sizes[0]; size[1]++)
      ;
  if (!image && shape->ndim == 1)
    size[2] = size[1];

  int64_t all = 1;
  for (int d = 0; d < shape->ndim; d++)
    all *= shape->sizes[d];
  if (shape->ndim > 3 || size[0] * size[1] * size[2] != all)
    return spec_fails (s, "a sample of %" G_GINT64_FORMAT " numbers is no square image; say "
                     "image=HEIGHTxWIDTH", all);
  if (shape->ndim == 2)
    g_string_append (text, "[unsqueeze]\ndim=1\n\n");
  else if (shape->ndim == 1)
    g_string_append_printf (text, "[unflatten]\ndim=1\nsizes=%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                            ",%" G_GINT64_FORMAT "\n\n", size[0], size[1], size[2]);
  return true;
}

static bool
read_flag (const Spec *s, const char *key, const char *text)
{
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    spec_fails (s, "%s is \"%s\"; it must be true or false", key, text);
  return g_str_equal (text, "true");
}

bool
spec_cnn (Spec *s, const ModelShape *shape, GString *text)
{
  g_autofree char *activation = spec_take (s, "activation", "relu");
  g_autofree char *dropout = spec_take (s, "dropout", NULL), *norm = spec_take (s, "norm", "false");
  g_autofree char *hidden = spec_take (s, "hidden", NULL);
  int64_t size[3];
  const bool normalised = read_flag (s, "norm", norm);
  if (shape->n_tokens)
    return spec_fails (s, "convolutions take no text; use transformer:");
  if (s->numbers->len == 0)
    return spec_fails (s, "say how many channels each convolution has, as in cnn:16,32");
  if (!as_image (s, shape, text, size)
      || !spec_all_taken (s, "activation, norm, dropout, hidden, image"))
    return false;
  for (guint i = 0; i < s->numbers->len; i++)
    {
      g_string_append_printf (
          text, "[conv2d %u]\nout_channels=%" G_GINT64_FORMAT "\nkernel_size=3\npadding=1\n\n", i + 1,
          g_array_index (s->numbers, int64_t, i));
      if (normalised)
        g_string_append_printf (text, "[batch_norm %u]\n\n", i + 1);
      g_string_append_printf (text, "[%s %u]\n\n", activation, i + 1);
      if (size[1] < 2 || size[2] < 2)
        continue;
      g_string_append_printf (text, "[max_pool2d %u]\nkernel_size=2\n\n", i + 1);
      size[1] /= 2;
      size[2] /= 2;
    }
  g_string_append (text, "[flatten]\n\n");
  if (dropout)
    g_string_append_printf (text, "[dropout 1]\np=%s\n\n", dropout);
  if (hidden)
    g_string_append_printf (text, "[linear 1]\nout_features=%s\n\n[%s %u]\n\n", hidden, activation,
                            s->numbers->len + 1);
  g_string_append (text, "[linear last]\n");
  return true;
}
