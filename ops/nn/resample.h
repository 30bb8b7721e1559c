/* resample.h: how an axis is made longer or shorter: each output is a sum of some
 * neighbouring inputs, times weights. The modes differ in these alone.
 *
 * The coordinates are PyTorch's (aten/src/ATen/native/UpSample.h): nearest ones are
 * computed in float32, the others in float64.
 *
 * Order: the table, modes, all axes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RESAMPLE_H
#define RESAMPLE_H

#include <retrograde-op.h>

#define RESAMPLE_AXES 3
#define RESAMPLE_MODES "nearest nearest-exact linear cubic"

/* --- the table --- */

/* Output o is the sum over t < count[o] of weight[o taps + t] input[index[o taps + t]]. */
typedef struct
{
  int64_t in, out, taps;
  int64_t *count, *index;
  double *weight;
} Resample;

typedef struct
{
  const char *mode;
  bool align_corners, antialias;
  double scale; /* how many times larger; 0: what the sizes say */
  bool image;   /* two dimensions; resample_job says so */
} ResampleRule;

static inline bool
resample_alloc (RgCall *call, Resample *r, int64_t taps)
{
  const size_t n = (size_t) MAX (1, r->out);
  r->taps = taps;
  r->count = rg_call_temp (call, n * sizeof *r->count);
  r->index = rg_call_temp (call, n * (size_t) taps * sizeof *r->index);
  r->weight = rg_call_temp (call, n * (size_t) taps * sizeof *r->weight);
  return r->count && r->index && r->weight;
}

static inline void
resample_tap (Resample *r, int64_t o, int64_t index, double weight)
{
  const int64_t at = o * r->taps + r->count[o]++;
  r->index[at] = CLAMP (index, 0, r->in - 1);
  r->weight[at] = weight;
}

/* --- modes --- */

/* Inputs to a step of the output. */
static inline double
resample_step (const Resample *r, const ResampleRule *rule)
{
  if (rule->align_corners)
    return r->out > 1 ? (double) (r->in - 1) / (double) (r->out - 1) : 0;
  return rule->scale > 0 ? 1 / rule->scale : (double) r->in / (double) r->out;
}

static inline void
resample_nearest (Resample *r, const ResampleRule *rule, int64_t o)
{
  const float step = rule->scale > 0 ? (float) (1 / rule->scale) : (float) r->in / (float) r->out;
  int64_t i;
  if (!strcmp (rule->mode, "nearest-exact"))
    i = rg_whole_f64 ((double) floorf (((float) o + 0.5f) * step));
  else if (rule->image && (r->out == r->in || r->out == 2 * r->in)) /* whatever the scale */
    i = r->out == r->in ? o : o / 2;
  else
    i = rg_whole_f64 ((double) floorf ((float) o * step));
  resample_tap (r, o, i, 1);
}

static inline void
resample_linear (Resample *r, const ResampleRule *rule, int64_t o)
{
  const double step = resample_step (r, rule);
  const double at = rule->align_corners ? step * (double) o : MAX (0.0, step * ((double) o + 0.5) - 0.5);
  const int64_t i = MIN ((int64_t) at, r->in - 1);
  const double part = CLAMP (at - (double) i, 0, 1);
  if (r->out == r->in)
    {
      resample_tap (r, o, o, 1);
      return;
    }
  resample_tap (r, o, i, 1 - part);
  resample_tap (r, o, i + 1, part);
}

/* Keys' cubic at distance x. */
static inline double
resample_cubic_weight (double x, double a)
{
  x = fabs (x);
  if (x <= 1)
    return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

static inline void
resample_cubic (Resample *r, const ResampleRule *rule, int64_t o)
{
  const double step = resample_step (r, rule);
  const double at = rule->align_corners ? step * (double) o : step * ((double) o + 0.5) - 0.5, first = floor (at);
  for (int64_t t = -1; t < 3; t++)
    resample_tap (r, o, (int64_t) first + t, resample_cubic_weight (at - first - (double) t, -0.75));
}

/* A filter as wide as the step is long. */
static inline void
resample_antialias (Resample *r, const ResampleRule *rule, int64_t o)
{
  const bool cubic = !strcmp (rule->mode, "cubic");
  const double step = resample_step (r, rule), width = MAX (step, 1.0), support = (cubic ? 2 : 1) * width;
  const double centre = step * ((double) o + 0.5);
  const int64_t first = MAX (0, (int64_t) (centre - support + 0.5)), last = MIN (r->in, (int64_t) (centre + support + 0.5));
  double sum = 0;
  for (int64_t i = first; i < last; i++)
    {
      const double x = ((double) i - centre + 0.5) / width;
      const double w = cubic ? resample_cubic_weight (x, -0.5) : MAX (0.0, 1 - fabs (x));
      resample_tap (r, o, i, w);
      sum += w;
    }
  for (int64_t t = 0; sum != 0 && t < r->count[o]; t++)
    r->weight[o * r->taps + t] /= sum;
}

static inline bool
resample_init (RgCall *call, Resample *r, const ResampleRule *rule)
{
  const bool linear = !strcmp (rule->mode, "linear"), cubic = !strcmp (rule->mode, "cubic");
  int64_t taps = linear ? 2 : cubic ? 4 : 1;
  if (r->in < 1 || r->out < 1 || r->out > G_MAXINT32)
    return rg_call_fail (call, RG_ERROR_SHAPE, "sizes must be at least 1, but the input has %" G_GINT64_FORMAT
                         " and the output %" G_GINT64_FORMAT, r->in, r->out);
  if (!(resample_step (r, rule) * (double) r->out < 0x1p53))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "scale=%g is too small", rule->scale);
  if (rule->antialias && (linear || cubic))
    taps = MIN (r->in, (int64_t) (2 * (cubic ? 2 : 1) * MAX (resample_step (r, rule), 1.0)) + 3);
  if (!resample_alloc (call, r, taps))
    return false;
  for (int64_t o = 0; o < r->out; o++)
    {
      r->count[o] = 0;
      if (rule->antialias && (linear || cubic))
        resample_antialias (r, rule, o);
      else if (linear)
        resample_linear (r, rule, o);
      else if (cubic)
        resample_cubic (r, rule, o);
      else
        resample_nearest (r, rule, o);
    }
  return true;
}

/* --- all axes --- */

typedef struct
{
  int64_t planes;
  Resample axis[RESAMPLE_AXES]; /* depth, height, width; absent ones have one element */
  const void *in;
  void *out;
} ResampleJob;

/* From sizes (n, channels, ...) to `to` (...). */
static inline bool
resample_job (RgCall *call, ResampleJob *j, RgInts from, RgInts to, const ResampleRule *rule)
{
  const int64_t dims = from.n - 2;
  if (dims < 1 || dims > RESAMPLE_AXES || to.n != dims)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...) with 1 to 3 dimensions at the end, and "
                         "size have one element for each of them");
  *j = (ResampleJob){ .planes = from.v[0] * from.v[1] };
  ResampleRule of_axis = *rule;
  of_axis.image = dims == 2;
  for (int64_t a = 0; a < RESAMPLE_AXES; a++)
    {
      const int64_t d = a - (RESAMPLE_AXES - dims);
      static const ResampleRule none = { .mode = "nearest" };
      j->axis[a] = (Resample){ .in = d < 0 ? 1 : from.v[2 + d], .out = d < 0 ? 1 : to.v[d] };
      if (!resample_init (call, &j->axis[a], d < 0 ? &none : &of_axis))
        return false;
    }
  return true;
}

#endif
