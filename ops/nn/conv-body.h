/* conv-body.h: convolutions of one element type; conv-run.h includes it with T and
 * FN. Shapes: x (n, groups ci, in...), y (n, groups co, out...).
 *
 * Order: planes, forward, gradient of the weight.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* --- planes --- */

/* Rows [begin, end) of a phase of one slice of a channel, at `from`. */
static void
FN (plane_rows) (const ConvRun *r, int64_t j, int64_t in, int64_t begin, int64_t end, int64_t from_row, const T *from,
                 T *to)
{
  const ConvAxis *w = r->class->axis[2];
  const int64_t step = w->in_step, phase = w->phase[j];
  /* Elements first, .., last - 1 of a row lie inside the input. */
  const int64_t first = CLAMP (-w->least + conv_floor_div (step - 1 - phase, step), 0, w->size);
  const int64_t last = CLAMP (conv_floor_div (in - 1 - phase, step) - w->least + 1, first, w->size);
  from += begin * from_row + (w->least + first) * step + phase;
  to += begin * w->size;
  if (step == 1)
    {
      const ConvMove m = { last - first, first, w->size - last, from_row, w->size };
      r->kernels->move (&m, end - begin, from, to);
      return;
    }
  for (int64_t l = begin; l < end; l++, from += from_row, to += w->size)
    {
      memset (to, 0, (size_t) w->size * sizeof (T));
      for (int64_t q = first; q < last; q++)
        to[q] = from[(q - first) * step];
    }
}

/* The planes of rows row0, .. of outputs at depth qd, from the channels at x. */
static void
FN (planes) (const ConvRun *r, const T *x, int64_t qd, int64_t row0, int64_t rows, T *to)
{
  const ConvClass *c = r->class;
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  const ConvDim *dims = c->shape->dim;
  const int64_t slice = dims[1].in * dims[2].in, lines = rows + h->size - h->count;
  for (int64_t ci = 0; ci < c->shape->ci; ci++, x += dims[0].in * slice)
    for (int64_t k = 0; k < d->n_taps; k++)
      for (int64_t i = 0; i < h->n_phases; i++)
        {
          /* Line l of a plane is row y0 + l in_step; some lie outside. */
          const int64_t z = qd * d->in_step + d->at[k], y0 = (h->least + row0) * h->in_step + h->phase[i];
          int64_t first = CLAMP (-conv_floor_div (y0, h->in_step), 0, lines);
          int64_t last = CLAMP (conv_floor_div (dims[1].in - 1 - y0, h->in_step) + 1, first, lines);
          if (z < 0 || z >= dims[0].in)
            first = last = 0;
          for (int64_t j = 0; j < w->n_phases; j++, to += c->plane)
            {
              memset (to, 0, (size_t) (first * w->size) * sizeof (T));
              FN (plane_rows) (r, j, dims[2].in, first, last, h->in_step * dims[2].in,
                               x + z * slice + y0 * dims[2].in, to);
              memset (to + last * w->size, 0, (size_t) (c->plane - last * w->size) * sizeof (T));
            }
        }
  memset (to, 0, CONV_SLACK * sizeof (T));
}

/* --- forward --- */

/* The weights of a class, CONV_ROWS channels side by side; few that are left over
 * stand alone. */
static void
FN (pack) (const ConvRun *r, const ConvClass *c, const T *weight, T *to)
{
  const ConvShape *s = c->shape;
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  const int64_t kh = s->dim[1].kernel, kw = s->dim[2].kernel;
  for (int64_t g = 0; g < s->groups; g++)
    for (int64_t o = 0; o < s->co;)
      {
        const int64_t step = conv_block_rows (s, o);
        const T *from = weight + g * r->w_group + o * r->w_out;
        for (int64_t ci = 0; ci < s->ci; ci++)
          for (int64_t z = 0; z < d->n_taps; z++)
            for (int64_t i = 0; i < h->n_taps; i++)
              for (int64_t j = 0; j < w->n_taps; j++, to += step)
                {
                  const T *tap = from + ci * r->w_in + (d->tap[z] * kh + h->tap[i]) * kw + w->tap[j];
                  for (int64_t e = 0; e < step; e++)
                    to[e] = o + e < s->co ? tap[e * r->w_out] : 0;
                }
        o += step;
      }
}

/* Rows of a strip to their places in y. */
static void
FN (store) (const ConvRun *r, const T *from, int64_t rows, T *y)
{
  const ConvAxis *h = r->class->axis[1], *w = r->class->axis[2];
  const int64_t row = h->step * r->class->shape->dim[2].out;
  if (w->step == 1)
    {
      const ConvMove m = { w->count, 0, 0, w->size, row };
      r->kernels->move (&m, rows, from, y);
      return;
    }
  for (int64_t i = 0; i < rows; i++, from += w->size, y += row)
    for (int64_t j = 0; j < w->count; j++)
      y[j * w->step] = from[j];
}

static void
FN (forward) (int64_t begin, int64_t end, void *payload)
{
  const ConvRun *r = payload;
  const ConvClass *c = r->class;
  const ConvShape *s = c->shape;
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  const int64_t in = conv_volume (s, false), out = conv_volume (s, true);
  const int64_t out_row = c->rows * w->size + CONV_SLACK;
  T *planes = scratch_get (sizeof (T) * (size_t) (c->planes + CONV_SLACK + CONV_ROWS * out_row));
  T *strip = planes + c->planes + CONV_SLACK;
  for (int64_t task = begin; task < end; task++)
    {
      int64_t rest = task;
      const int64_t part = rest % r->n_parts, row0 = (rest /= r->n_parts) % c->n_strips * c->rows;
      const int64_t qd = (rest /= c->n_strips) % d->count, g = (rest /= d->count) % s->groups, n = rest / s->groups;
      const int64_t rows = MIN (c->rows, h->count - row0);
      FN (planes) (r, (const T *) r->x + (n * s->groups + g) * s->ci * in, qd, row0, rows, planes);
      ConvTile t = { (rows - 1) * w->size + w->count, c->n_taps, c->off, 0, out_row };
      const T *packed = (const T *) r->packed + g * conv_packed_rows (s) * c->n_taps;
      const int64_t o_end = MIN (s->co, (part + 1) * r->part);
      for (int64_t o = part * r->part; o < o_end; o += t.w_step)
        {
          T bias[CONV_ROWS] = { 0 };
          t.w_step = conv_block_rows (s, o);
          for (int64_t e = 0; r->bias && e < t.w_step && o + e < s->co; e++)
            bias[e] = ((const T *) r->bias)[g * s->co + o + e];
          r->kernels->correlate (&t, planes, packed + o * c->n_taps, bias, strip);
          T *y = (T *) r->y + ((n * s->groups + g) * s->co + o) * out
                 + (d->first + qd * d->step) * s->dim[1].out * s->dim[2].out
                 + (h->first + row0 * h->step) * s->dim[2].out + w->first;
          for (int64_t e = 0; e < t.w_step && o + e < s->co; e++)
            FN (store) (r, strip + e * out_row, rows, y + e * out);
        }
    }
}

/* --- gradient of the weight --- */

/* y (4k channels of a strip) as rows of w->size elements, zeros after each. */
static void
FN (gradient_rows) (const ConvRun *r, const T *y, int64_t channels, int64_t stride, int64_t rows, int64_t g_row,
                    T *to)
{
  const ConvAxis *w = r->class->axis[2];
  const ConvMove m = { w->count, 0, w->size - w->count, w->count, w->size };
  for (int64_t o = 0; o < channels; o++, y += stride, to += g_row)
    {
      r->kernels->move (&m, rows, y, to);
      memset (to + rows * w->size, 0, (size_t) (g_row - rows * w->size) * sizeof (T));
    }
  memset (to, 0, (size_t) (g_row * ((4 - channels % 4) % 4)) * sizeof (T));
}

/* Tasks: (chunk of samples, group, block of output channels). */
static void
FN (weight) (int64_t begin, int64_t end, void *payload)
{
  enum { LANES = 64 / sizeof (T) };
  const ConvRun *r = payload;
  const ConvClass *c = r->class;
  const ConvShape *s = c->shape;
  const ConvAxis *d = c->axis[0], *w = c->axis[2];
  const int64_t in = conv_volume (s, false), out = conv_volume (s, true), slice = s->dim[1].out * s->dim[2].out;
  const int64_t g_row = (c->rows * w->size + LANES - 1) / LANES * LANES;
  const int64_t block = (r->part + 3) / 4 * 4, n_acc = block * c->n_taps * LANES;
  T *acc = scratch_get (sizeof (T) * (size_t) (n_acc + c->planes + 2 * CONV_SLACK + block * g_row));
  T *grads = acc + n_acc, *planes = grads + block * g_row;
  for (int64_t task = begin; task < end; task++)
    {
      const int64_t part = task % r->n_parts, g = task / r->n_parts % s->groups, chunk = task / r->n_parts / s->groups;
      const int64_t o = part * r->part, channels = MIN (r->part, s->co - o);
      const int64_t n_end = MIN (s->n, (chunk + 1) * r->samples);
      memset (acc, 0, (size_t) n_acc * sizeof (T));
      for (int64_t n = chunk * r->samples; n < n_end; n++)
        for (int64_t qd = 0; qd < d->count; qd++)
          for (int64_t row0 = 0; row0 < c->axis[1]->count; row0 += c->rows)
            {
              const int64_t rows = MIN (c->rows, c->axis[1]->count - row0);
              FN (planes) (r, (const T *) r->x + (n * s->groups + g) * s->ci * in, qd, row0, rows, planes);
              FN (gradient_rows) (r, (const T *) r->y + ((n * s->groups + g) * s->co + o) * out + qd * slice + row0 * w->count,
                                  channels, out, rows, g_row, grads);
              const ConvTile t = { ((rows - 1) * w->size + w->count + LANES - 1) / LANES * LANES, c->n_taps, c->off, 0, 0 };
              for (int64_t e = 0; e < channels; e += 4)
                r->kernels->weigh (&t, planes, grads + e * g_row, g_row, acc + e * c->n_taps * LANES);
            }
      r->kernels->join (channels * c->n_taps, acc, (T *) r->packed + ((chunk * s->groups + g) * s->co + o) * c->n_taps);
    }
}

/* The chunks' sums, merged in pairs; elements [begin, end) of the weight. */
static void
FN (merge) (int64_t begin, int64_t end, void *payload)
{
  const ConvRun *r = payload;
  T *parts = r->packed;
  for (int64_t step = 1; step < r->n_chunks; step *= 2)
    for (int64_t i = 0; i + step < r->n_chunks; i += 2 * step)
      {
        T *a = parts + i * r->n_weights;
        const T *b = parts + (i + step) * r->n_weights;
        for (int64_t k = begin; k < end; k++)
          a[k] += b[k];
      }
  memcpy ((T *) r->result + begin, parts + begin, (size_t) (end - begin) * sizeof (T));
}
