/* spec-transformer.c: `transformer:layers=4,heads=4,width=128,context=64`: a
 * language model. dropout=0.1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "spec-private.h"

#define MAX_LAYERS 10000 /* each is a dozen lines of text before it is built */

/* A. Radford et al., "Language models are unsupervised multitask learners"
 * (2019): normalisation stands before each half of a block, and small initial
 * vectors. */
bool
spec_transformer (Spec *s, const ModelShape *shape, GString *text)
{
  const int64_t layers = spec_take_int (s, "layers", 4), heads = spec_take_int (s, "heads", 4);
  const int64_t width = spec_take_int (s, "width", 128);
  const int64_t context = spec_take_int (s, "context", shape->sizes[0]);
  g_autofree char *dropout = spec_take (s, "dropout", NULL);
  if (!spec_all_taken (s, "layers, heads, width, context, dropout"))
    return false;
  if (s->numbers->len)
    return spec_fails (s, "it takes options only, as in transformer:layers=4,heads=4,width=128");
  if (!shape->n_tokens)
    return spec_fails (s, "a transformer takes text; use mlp: or cnn:");
  if (context != shape->sizes[0])
    return spec_fails (s, "context is %" G_GINT64_FORMAT "; the data have %" G_GINT64_FORMAT, context,
                  shape->sizes[0]);
  if (layers > MAX_LAYERS)
    return spec_fails (s, "layers is %" G_GINT64_FORMAT "; it must be at most %d", layers, MAX_LAYERS);
  if (width % heads)
    return spec_fails (s, "heads is %" G_GINT64_FORMAT ", which does not divide the width, "
                     "%" G_GINT64_FORMAT, heads, width);
  g_string_append_printf (text, "[embedding]\nembedding_dim=%" G_GINT64_FORMAT "\ninit_std=0.02\n\n"
                                "[position]\ninit_std=0.02\n\n", width);
  if (dropout)
    g_string_append_printf (text, "[dropout 0]\np=%s\n\n", dropout);
  for (int64_t i = 1; i <= layers; i++)
    {
      const int n = (int) i;
      g_autofree char *last = dropout ? g_strdup_printf (", dropout %da", n) : g_strdup ("");
      g_autofree char *last_b = dropout ? g_strdup_printf (", dropout %db", n) : g_strdup ("");
      g_string_append_printf (
          text,
          "[residual %da]\nlayers=layer_norm %da, attention %d%s\n\n"
          "[layer_norm %da]\n\n[attention %d]\nheads=%" G_GINT64_FORMAT "\n\n"
          "[residual %db]\nlayers=layer_norm %db, linear %da, gelu %d, linear %db%s\n\n"
          "[layer_norm %db]\n\n[linear %da]\nout_features=%" G_GINT64_FORMAT "\n\n[gelu %d]\n\n"
          "[linear %db]\nout_features=%" G_GINT64_FORMAT "\n\n",
          n, n, n, last, n, n, heads, n, n, n, n, n, last_b, n, n, 4 * width, n, n, width);
      if (dropout)
        g_string_append_printf (text, "[dropout %da]\np=%s\n\n[dropout %db]\np=%s\n\n", n, dropout,
                                n, dropout);
    }
  g_string_append (text, "[layer_norm last]\n\n[linear last]\n");
  return true;
}
