/* einsum-parse.h: what an equation says about the operands of einsum.
 *
 * A label is a number: 0 to 51 for the letters A to Z and a to z, in the order in
 * which an implicit output lists them, and from 52 on for the dimensions that an
 * ellipsis stands for, counted so that the last is the same for all operands.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef EINSUM_PARSE_H
#define EINSUM_PARSE_H

#include <retrograde-op.h>

#define EINSUM_LETTERS 52
#define EINSUM_LABELS (EINSUM_LETTERS + RG_MAX_DIMS)

typedef struct
{
  int n;
  int label[RG_MAX_DIMS]; /* of each dimension */
} Subscripts;

/* The label of a letter, or -1. */
static inline int
einsum_label (char c)
{
  return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : -1;
}

/* Reads the subscripts that begin at *text, for a tensor of `ndim` dimensions
 * (-1: the output, whose ellipsis stands for `ellipsis` dimensions), and moves
 * *text behind them. */
static inline bool
einsum_read (RgCall *call, const char **text, int ndim, int ellipsis, Subscripts *s)
{
  int before[RG_MAX_DIMS], n = 0, dots_at = -1;
  for (; **text && **text != ',' && **text != '-'; (*text)++)
    {
      if (**text == ' ')
        continue;
      if (g_str_has_prefix (*text, "...") && dots_at < 0)
        {
          dots_at = n;
          *text += 2;
          continue;
        }
      int label = einsum_label (**text);
      if (label < 0)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "'%c' in the equation is no letter, no comma and no part of "
                             "'...' or '->'", **text);
      if (n == RG_MAX_DIMS)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "more than %d subscripts in one term", RG_MAX_DIMS);
      before[n++] = label;
    }
  if (ndim >= 0)
    ellipsis = ndim - n;
  if (ndim >= 0 && (dots_at < 0 ? ellipsis != 0 : ellipsis < 0))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%d subscripts for a tensor of %d dimensions", n, ndim);
  int dots = dots_at < 0 ? 0 : ellipsis;
  if (n + dots > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "more than %d dimensions in one term", RG_MAX_DIMS);
  s->n = 0;
  for (int i = 0; i <= n; i++)
    {
      for (int d = 0; i == dots_at && d < dots; d++)
        s->label[s->n++] = EINSUM_LABELS - dots + d;
      if (i < n)
        s->label[s->n++] = before[i];
    }
  return true;
}

/* All of it: terms[0 .. n - 1] for the operands and *out for the output. */
static inline bool
einsum_parse (RgCall *call, const char *text, Subscripts *terms, Subscripts *out)
{
  int uses[EINSUM_LABELS] = { 0 }, ellipsis = 0;
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      if (!einsum_read (call, &text, rg_tensor_ndim (call->inputs[i]), 0, &terms[i]))
        return false;
      if (*text == ',' ? i + 1 == call->n_inputs : i + 1 < call->n_inputs)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "the equation must have one term for each tensor");
      text += *text == ',';
      int dots = 0;
      for (int d = 0; d < terms[i].n; d++)
        {
          uses[terms[i].label[d]]++;
          dots += terms[i].label[d] >= EINSUM_LETTERS;
        }
      ellipsis = MAX (ellipsis, dots);
    }
  if (*text == '\0')
    {
      /* Without an arrow: what the ellipsis stands for, and labels used once. */
      out->n = 0;
      for (int k = 0; k < EINSUM_LABELS; k++)
        {
          int label = k < RG_MAX_DIMS ? EINSUM_LETTERS + k : k - RG_MAX_DIMS;
          bool dots = label >= EINSUM_LETTERS;
          if (!(dots ? uses[label] > 0 : uses[label] == 1))
            continue;
          if (out->n == RG_MAX_DIMS)
            return rg_call_fail (call, RG_ERROR_ARGUMENT, "the result would have more than %d dimensions",
                                 RG_MAX_DIMS);
          out->label[out->n++] = label;
        }
      return true;
    }
  if (!g_str_has_prefix (text, "->"))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "'-' in the equation is no part of '->'");
  text += 2;
  if (!einsum_read (call, &text, -1, ellipsis, out))
    return false;
  if (*text)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "the equation goes on after its output");
  for (int d = 0; d < out->n; d++)
    {
      if (uses[out->label[d]] == 0)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "the output has a subscript that no tensor has");
      for (int k = 0; k < d; k++)
        if (out->label[k] == out->label[d])
          return rg_call_fail (call, RG_ERROR_ARGUMENT, "the output has a subscript twice");
    }
  return true;
}

#endif
