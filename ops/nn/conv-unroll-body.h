/* conv-unroll-body.h: windows of some samples, unrolled into a matrix, for one
 * element type; conv-unroll.h includes it with T and FN.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* The windows of a batch: u->columns (taps, samples places). */
static void
FN (unroll) (const ConvUnroll *u)
{
  const ConvClass *c = u->run->class;
  const ConvShape *s = c->shape;
  const ConvAxis *h = c->axis[1], *w = c->axis[2];
  const int64_t in = conv_volume (s, false), places = h->count * w->count;
  const ConvMove m = { w->count, 0, 0, w->size, w->count };
  T *planes = scratch_get (sizeof (T) * (size_t) (c->planes + CONV_SLACK));
  for (int64_t i = 0; i < u->samples; i++)
    {
      T *to = (T *) u->columns + i * places;
      FN (planes) (u->run, (const T *) u->run->x + ((u->first + i) * s->groups + u->group) * s->ci * in, 0, 0, h->count,
                   planes);
      for (int64_t t = 0; t < c->n_taps; t++, to += u->samples * places)
        u->run->kernels->move (&m, h->count, planes + c->off[t], to);
    }
}

/* The weights of a group and class as a matrix (co, taps). */
static void
FN (class_weights) (const ConvRun *r, const ConvClass *c, int64_t group, const T *weight, T *to)
{
  const ConvShape *s = c->shape;
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  for (int64_t o = 0; o < s->co; o++)
    for (int64_t ci = 0; ci < s->ci; ci++)
      {
        const T *from = weight + group * r->w_group + o * r->w_out + ci * r->w_in;
        for (int64_t z = 0; z < d->n_taps; z++)
          for (int64_t i = 0; i < h->n_taps; i++)
            for (int64_t j = 0; j < w->n_taps; j++)
              *to++ = from[(d->tap[z] * s->dim[1].kernel + h->tap[i]) * s->dim[2].kernel + w->tap[j]];
      }
}

/* Every row of out (co, samples places) with its channel's bias, or zeros. */
static void
FN (fill_bias) (const ConvUnroll *u, T *out, int64_t columns)
{
  const int64_t co = u->run->class->shape->co;
  for (int64_t o = 0; o < co; o++)
    {
      const T bias = u->run->bias ? ((const T *) u->run->bias)[u->group * co + o] : 0;
      for (int64_t k = 0; k < columns; k++)
        out[o * columns + k] = bias;
    }
}

/* From (co, samples places) to where the class's outputs lie in y. */
static void
FN (scatter) (const ConvUnroll *u, const T *from)
{
  const ConvClass *c = u->run->class;
  const ConvShape *s = c->shape;
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  const int64_t out = conv_volume (s, true), row = s->dim[2].out;
  for (int64_t o = 0; o < s->co; o++)
    for (int64_t i = 0; i < u->samples; i++)
      {
        T *y = (T *) u->run->y + (((u->first + i) * s->groups + u->group) * s->co + o) * out
               + d->first * s->dim[1].out * row + h->first * row + w->first;
        for (int64_t p = 0; p < h->count; p++, y += h->step * row)
          for (int64_t q = 0; q < w->count; q++)
            y[q * w->step] = *from++;
      }
}

/* y (samples, co, places) of a batch as (co, samples places). */
static void
FN (gather) (const ConvUnroll *u, T *to)
{
  const ConvShape *s = u->run->class->shape;
  const int64_t out = conv_volume (s, true);
  for (int64_t o = 0; o < s->co; o++)
    for (int64_t i = 0; i < u->samples; i++, to += out)
      memcpy (to, (const T *) u->run->y + (((u->first + i) * s->groups + u->group) * s->co + o) * out,
              (size_t) out * sizeof (T));
}

/* A batch's outputs: bias + weights (co, taps) times its windows. */
static void
FN (unroll_outputs) (const ConvUnroll *u)
{
  const ConvClass *c = u->run->class;
  const int64_t columns = u->samples * c->axis[1]->count * c->axis[2]->count, co = c->shape->co;
  const RgGemm g = { .m = co, .n = columns, .k = c->n_taps, .a = u->matrix, .a_row = c->n_taps, .a_col = 1,
                     .b = u->columns, .b_row = columns, .b_col = 1, .c = u->other, .c_row = columns,
                     .alpha = 1, .beta = 1, .batch = 1 };
  FN (unroll) (u);
  FN (fill_bias) (u, u->other, columns);
  FN (gemm) (&g);
  FN (scatter) (u, u->other);
}

/* A chunk's sum (taps, co) of the windows times y (places, co), one batch more: the windows
 * are read as they were unrolled, and only y, which is small, is packed. */
static void
FN (unroll_weights) (const ConvUnroll *u)
{
  const ConvClass *c = u->run->class;
  const int64_t columns = u->samples * c->axis[1]->count * c->axis[2]->count, co = c->shape->co;
  /* One sample's gradients are such a matrix where they lie. */
  const T *grads = (const T *) u->run->y + (u->first * c->shape->groups + u->group) * co * columns;
  if (u->samples > 1)
    {
      FN (gather) (u, u->other);
      grads = u->other;
    }
  const RgGemm g = { .m = c->n_taps, .n = co, .k = columns, .a = u->columns, .a_row = columns, .a_col = 1,
                     .b = grads, .b_row = 1, .b_col = columns, .c = u->sum, .c_row = co,
                     .alpha = 1, .beta = u->is_first ? 0 : 1, .batch = 1 };
  FN (unroll) (u);
  FN (gemm) (&g);
}

/* The sums (groups taps, co) as a weight (groups co, taps); channels [begin, end). */
static void
FN (turn_sums) (int64_t begin, int64_t end, void *payload)
{
  const ConvRun *r = payload;
  const int64_t co = r->class->shape->co, taps = r->class->n_taps;
  for (int64_t i = begin; i < end; i++)
    {
      const T *from = (const T *) r->sums + i / co * co * taps + i % co;
      T *to = (T *) r->result + i * taps;
      for (int64_t t = 0; t < taps; t++)
        to[t] = from[t * co];
    }
}
