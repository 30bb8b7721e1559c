/* conv-body.h: convolutions of one element type; conv-run.h includes it with T and
 * FN. Shapes: x (n, groups ci, in...), y (n, groups co, out...).
 *
 * Order: planes, forward, gradient of the weight.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* --- planes --- */

/* Elements least, least + 1, ... of a phase of a row of `in` elements. */
static void
FN (plane_row) (const ConvAxis *w, int64_t phase, int64_t in, const T *from, T *to)
{
  const int64_t step = w->in_step;
  int64_t begin = MAX (0, -w->least), end = w->size;
  while (begin < end && (w->least + begin) * step + phase < 0)
    begin++;
  const int64_t last = conv_floor_div (in - 1 - phase, step) - w->least; /* the last inside */
  end = MAX (begin, MIN (end, last + 1));
  begin = MIN (begin, w->size);
  end = MIN (end, w->size);
  if (begin > 0)
    memset (to, 0, (size_t) begin * sizeof (T));
  from += (w->least + begin) * step + phase;
  if (step == 1)
    {
      if (end > begin)
        memcpy (to + begin, from, (size_t) (end - begin) * sizeof (T));
    }
  else
    for (int64_t q = begin; q < end; q++, from += step)
      to[q] = *from;
  if (end < w->size)
    memset (to + end, 0, (size_t) (w->size - end) * sizeof (T));
}

/* The planes of rows row0, .. of outputs at depth qd, from the channels at x. */
static void
FN (planes) (const ConvClass *c, const T *x, int64_t qd, int64_t row0, int64_t rows, T *to)
{
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  const ConvDim *dims = c->shape->dim;
  const int64_t slice = dims[1].in * dims[2].in, lines = rows + h->size - h->count;
  for (int64_t ci = 0; ci < c->shape->ci; ci++, x += dims[0].in * slice)
    for (int64_t k = 0; k < d->n_taps; k++)
      for (int64_t i = 0; i < h->n_phases; i++)
        for (int64_t j = 0; j < w->n_phases; j++, to += c->plane)
          {
            const int64_t z = qd * d->in_step + d->at[k];
            for (int64_t l = 0; l < lines; l++)
              {
                const int64_t y = (h->least + row0 + l) * h->in_step + h->phase[i];
                if (z < 0 || z >= dims[0].in || y < 0 || y >= dims[1].in)
                  memset (to + l * w->size, 0, (size_t) w->size * sizeof (T));
                else
                  FN (plane_row) (w, w->phase[j], dims[2].in, x + z * slice + y * dims[2].in, to + l * w->size);
              }
            if (lines < c->rows + h->size - h->count)
              memset (to + lines * w->size, 0, (size_t) (c->plane - lines * w->size) * sizeof (T));
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
FN (store) (const ConvClass *c, const T *from, int64_t rows, T *y)
{
  const ConvAxis *h = c->axis[1], *w = c->axis[2];
  const int64_t out = c->shape->dim[2].out;
  for (int64_t i = 0; i < rows; i++, from += w->size, y += h->step * out)
    if (w->step == 1)
      memcpy (y, from, (size_t) w->count * sizeof (T));
    else
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
      FN (planes) (c, (const T *) r->x + (n * s->groups + g) * s->ci * in, qd, row0, rows, planes);
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
            FN (store) (c, strip + e * out_row, rows, y + e * out);
        }
    }
}

/* --- gradient of the weight --- */

/* y (4k channels of a strip) as rows of w->size elements, zeros after each. */
static void
FN (gradient_rows) (const ConvClass *c, const T *y, int64_t channels, int64_t stride, int64_t rows, int64_t g_row,
                    T *to)
{
  const ConvAxis *w = c->axis[2];
  for (int64_t o = 0; o < channels; o++, y += stride, to += g_row)
    {
      for (int64_t i = 0; i < rows; i++)
        {
          memcpy (to + i * w->size, y + i * w->count, (size_t) w->count * sizeof (T));
          memset (to + i * w->size + w->count, 0, (size_t) (w->size - w->count) * sizeof (T));
        }
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
              FN (planes) (c, (const T *) r->x + (n * s->groups + g) * s->ci * in, qd, row0, rows, planes);
              FN (gradient_rows) (c, (const T *) r->y + ((n * s->groups + g) * s->co + o) * out + qd * slice + row0 * w->count,
                                  channels, out, rows, g_row, grads);
              const ConvTile t = { ((rows - 1) * w->size + w->count + LANES - 1) / LANES * LANES, c->n_taps, c->off, 0, 0 };
              for (int64_t e = 0; e < channels; e += 4)
                r->kernels->weigh (&t, planes, grads + e * g_row, g_row, acc + e * c->n_taps * LANES);
            }
      T *to = (T *) r->packed + ((chunk * s->groups + g) * s->co + o) * c->n_taps;
      for (int64_t k = 0; k < channels * c->n_taps; k++)
        {
          T *lane = acc + k * LANES;
          for (int half = LANES / 2; half; half /= 2)
            for (int l = 0; l < half; l++)
              lane[l] += lane[l + half];
          to[k] = lane[0];
        }
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
