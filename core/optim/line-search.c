/* line-search.c: a step that satisfies the strong Wolfe conditions.
 *
 *   f (t) <= f (0) + c1 t f' (0)  and  |f' (t)| <= c2 |f' (0)|
 *
 * First the step grows until it brackets such a point, then the bracket shrinks,
 * both by cubic interpolation: J. Nocedal, S. J. Wright, "Numerical optimization"
 * (2006), algorithms 3.5 and 3.6, with the safeguards of torch.optim.LBFGS.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "lbfgs-private.h"

#define C1 1e-4
#define C2 0.9
#define MOST 25 /* evaluations */

typedef struct
{
  double t, value, slope;
  double *grad; /* (n) */
} Point;

/* The minimum of the cubic through two points with their slopes, within bounds. */
static double
interpolate (const Point *a, const Point *b, double low, double high)
{
  const double d1 = a->slope + b->slope - 3 * (a->value - b->value) / (a->t - b->t);
  const double square = d1 * d1 - a->slope * b->slope;
  if (!(square >= 0))
    return (low + high) / 2;
  const double d2 = sqrt (square);
  const double at
      = a->t <= b->t
            ? b->t - (b->t - a->t) * ((b->slope + d2 - d1) / (b->slope - a->slope + 2 * d2))
            : a->t - (a->t - b->t) * ((a->slope + d2 - d1) / (a->slope - b->slope + 2 * d2));
  return MIN (MAX (at, low), high);
}

static void
copy (int64_t n, Point *to, const Point *from)
{
  double *grad = to->grad;
  memcpy (grad, from->grad, (size_t) n * sizeof *grad);
  *to = *from;
  to->grad = grad;
}

static bool
evaluate (RgLineFunc fn, void *user_data, double t, Point *p, GError **error)
{
  p->t = t;
  return fn (user_data, t, &p->value, p->grad, &p->slope, error);
}

static bool
flat_enough (const Point *p, const Point *zero)
{
  return fabs (p->slope) <= -C2 * zero->slope;
}

static bool
falls_enough (const Point *p, const Point *zero)
{
  return !(p->value > zero->value + C1 * p->t * zero->slope);
}

/* A step within the bracket that does not stay near its ends twice in a row. */
static double
next_step (const Point bracket[2], bool *near)
{
  const double low = MIN (bracket[0].t, bracket[1].t), high = MAX (bracket[0].t, bracket[1].t);
  const double margin = 0.1 * (high - low);
  double t = interpolate (&bracket[0], &bracket[1], low, high);
  if (!(MIN (high - t, t - low) < margin))
    *near = false;
  else if (*near || t >= high || t <= low)
    {
      t = fabs (t - high) < fabs (t - low) ? high - margin : low + margin;
      *near = false;
    }
  else
    *near = true;
  return t;
}

bool
rg_line_search (RgLineFunc fn, void *user_data, int64_t n, double largest, double *step,
                double *value, double *grad, double slope, double tolerance, int64_t *n_evals,
                GError **error)
{
  /* zero, last, now, and the two ends of the bracket: (5, n) */
  g_autofree double *room = g_new (double, (gsize) (5 * n));
  const Point zero = { 0, *value, slope, memcpy (room, grad, (size_t) n * sizeof *grad) };
  Point last = { .grad = room + n }, now = { .grad = room + 2 * n };
  Point bracket[2] = { { .grad = room + 3 * n }, { .grad = room + 4 * n } };
  copy (n, &last, &zero);
  if (!evaluate (fn, user_data, *step, &now, error))
    return false;
  *n_evals = 1;

  bool done = false, found = false;
  int i = 0;
  for (; i < MOST; i++)
    {
      if (!falls_enough (&now, &zero) || (i > 1 && now.value >= last.value)
          || (!(done = flat_enough (&now, &zero)) && now.slope >= 0))
        {
          copy (n, &bracket[0], &last);
          copy (n, &bracket[1], &now);
          found = true;
          break;
        }
      if (done)
        {
          copy (n, &bracket[0], &now);
          copy (n, &bracket[1], &now);
          found = true;
          break;
        }
      const double t = interpolate (&last, &now, now.t + 0.01 * (now.t - last.t), now.t * 10);
      copy (n, &last, &now);
      if (!evaluate (fn, user_data, t, &now, error))
        return false;
      ++*n_evals;
    }
  if (!found)
    {
      copy (n, &bracket[0], &zero);
      copy (n, &bracket[1], &now);
    }

  bool near = false;
  int low = bracket[0].value <= bracket[1].value ? 0 : 1;
  while (!done && i < MOST)
    {
      if (fabs (bracket[1].t - bracket[0].t) * largest < tolerance)
        break;
      if (!evaluate (fn, user_data, next_step (bracket, &near), &now, error))
        return false;
      ++*n_evals;
      i++;
      if (!falls_enough (&now, &zero) || now.value >= bracket[low].value)
        {
          copy (n, &bracket[!low], &now);
          low = bracket[0].value <= bracket[1].value ? 0 : 1;
          continue;
        }
      if (flat_enough (&now, &zero))
        done = true;
      else if (now.slope * (bracket[!low].t - bracket[low].t) >= 0)
        copy (n, &bracket[!low], &bracket[low]);
      copy (n, &bracket[low], &now);
    }
  *step = bracket[low].t;
  *value = bracket[low].value;
  memcpy (grad, bracket[low].grad, (size_t) n * sizeof *grad);
  return true;
}
