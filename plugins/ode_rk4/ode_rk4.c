/* ode_rk4.c: an ordinary differential equation, integrated by the classical
 * Runge-Kutta method; the right-hand side is any operator.
 *
 *     y' = rhs (y, params...)  or  rhs (y, t, params...),  y (t0) = y0,  out = y (t1)
 *     d y0, d params: by backward through the steps
 *
 * The steps are cut into segments that are checkpointed: a forward keeps what
 * stands between segments, and the backward of a segment computes its steps
 * again. With segments of sqrt (steps) steps, memory grows as sqrt (steps).
 *
 * The operator is a composite: it is written in other operators and needs no
 * vjp of its own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- attributes --- */

typedef struct
{
  size_t struct_size;
  const char *rhs;
  double t0, t1;
  int64_t steps;
  int64_t segment;
  bool time;
} OdeAttrs;

static const OdeAttrs ode_rk4_init = { sizeof (OdeAttrs), "", 0, 1, 100, 0, false };
static const RgAttr ode_rk4_attrs[] = {
  RG_ATTR (OdeAttrs, rhs, STRING, NULL, .doc = "the operator that is the right-hand side: of y, of t if time says so, and of the params"),
  RG_ATTR (OdeAttrs, t0, FLOAT, "0", .doc = "where y is y0"),
  RG_ATTR (OdeAttrs, t1, FLOAT, "1", .doc = "where y is wanted"),
  RG_ATTR (OdeAttrs, steps, INT, "100", .min = 1, .max = 1e9, .doc = "how many steps of equal length"),
  RG_ATTR (OdeAttrs, segment, INT, "0", .min = 0, .max = 1e9,
           .doc = "steps from one checkpoint to the next; 0: about the square root of steps"),
  RG_ATTR (OdeAttrs, time, BOOL, "false", .doc = "whether the right-hand side takes the time after y"),
  { .name = NULL },
};

/* --- the method --- */

/* What a segment needs to run again in backward, by itself. */
typedef struct
{
  const RgOp *rhs;
  double t0, h;
  int64_t begin, end; /* steps */
  bool time;
} Segment;

/* rhs (y + scale * k, t, params...); inputs are y and the params. */
static RgTensor *
slope (const Segment *s, RgTensor *const *inputs, size_t n_inputs, RgTensor *k, double scale, double t)
{
  RgTensor *y = k ? rg_add (inputs[0], rg_mul_scalar (k, scale)) : inputs[0], *out = NULL;
  if (y == NULL)
    return NULL;
  RgTensor **args = rg_scope_alloc (rg_scope_current (), (n_inputs + 1) * sizeof *args);
  size_t n = 0;
  args[n++] = y;
  if (s->time)
    args[n++] = rg_scalar (rg_tensor_dtype (y), t);
  for (size_t i = 1; i < n_inputs; i++)
    args[n++] = inputs[i];
  rg_op_call (NULL, s->rhs, args, n, NULL, &out, 1);
  if (out == NULL)
    return NULL;
  RgInts is = rg_tensor_shape (out), wanted = rg_tensor_shape (y);
  bool same = is.n == wanted.n && rg_tensor_dtype (out) == rg_tensor_dtype (y);
  for (int64_t d = 0; same && d < is.n; d++)
    same = is.v[d] == wanted.v[d];
  if (!same)
    {
      rg_scope_fail (NULL, RG_ERROR_SHAPE, "ode_rk4: the right-hand side %s gives another shape or dtype than y's",
                     s->rhs->name);
      return NULL;
    }
  return out;
}

/* y + h / 6 * (k1 + 2 k2 + 2 k3 + k4) */
static RgTensor *
step (const Segment *s, RgTensor *const *inputs, size_t n_inputs, double t)
{
  const double h = s->h;
  RgTensor *k1 = slope (s, inputs, n_inputs, NULL, 0, t);
  RgTensor *k2 = k1 ? slope (s, inputs, n_inputs, k1, h / 2, t + h / 2) : NULL;
  RgTensor *k3 = k2 ? slope (s, inputs, n_inputs, k2, h / 2, t + h / 2) : NULL;
  RgTensor *k4 = k3 ? slope (s, inputs, n_inputs, k3, h, t + h) : NULL;
  if (k4 == NULL)
    return NULL;
  RgTensor *sum = rg_add (rg_add (k1, k4), rg_mul_scalar (rg_add (k2, k3), 2));
  return rg_add (inputs[0], rg_mul_scalar (sum, h / 6));
}

/* An #RgFunction: the steps of one segment. Each step has a scope, so that what it
 * made goes with it where nothing saved it; of y one value is held at a time. */
static bool
run_segment (RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs, size_t n_outputs, void *user_data)
{
  const Segment *s = user_data;
  RgTensor **now = rg_scope_alloc (rg_scope_current (), n_inputs * sizeof *now);
  (void) n_outputs;
  memcpy (now, inputs, n_inputs * sizeof *now);
  RgTensor *y = rg_tensor_ref (inputs[0]);
  for (int64_t i = s->begin; i < s->end && y; i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      now[0] = y;
      RgTensor *next = step (s, now, n_inputs, s->t0 + (double) i * s->h);
      if (next)
        rg_tensor_ref (next);
      rg_tensor_unref (y);
      y = next;
    }
  outputs[0] = rg_scope_own (rg_scope_current (), y);
  return y != NULL;
}

static bool
ode_rk4_forward (RgCall *call)
{
  const OdeAttrs *a = call->attrs;
  g_autoptr (GError) error = NULL;
  const RgOp *rhs = rg_op_find (a->rhs, &error);
  if (rhs == NULL)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "rhs: %s", error->message);
  const int64_t segment = a->segment ? a->segment : (int64_t) ceil (sqrt ((double) a->steps));
  RgTensor **now = rg_call_temp (call, call->n_inputs * sizeof *now);
  if (now == NULL)
    return false;
  memcpy (now, call->inputs, call->n_inputs * sizeof *now);
  for (int64_t at = 0; at < a->steps; at += segment)
    {
      Segment *s = g_new (Segment, 1);
      *s = (Segment){ rhs, a->t0, (a->t1 - a->t0) / (double) a->steps, at, MIN (at + segment, a->steps), a->time };
      RgTensor *next = NULL;
      if (!rg_checkpoint (run_segment, now, call->n_inputs, &next, 1, s, g_free, RG_ANY_THREAD))
        return false;
      now[0] = next;
    }
  return rg_call_return (call, 0, now[0]);
}

/* --- a right-hand side: predators and prey --- */

/* y is (prey, predators); params are the four rates. */
static bool
lotka_volterra_forward (RgCall *call)
{
  RgTensor *y = call->inputs[0], *p = call->inputs[1];
  if (rg_tensor_ndim (y) < 1 || rg_tensor_size (y, 0) != 2 || rg_tensor_ndim (p) != 1 || rg_tensor_size (p, 0) != 4)
    return rg_call_fail (call, RG_ERROR_SHAPE, "y begins with prey and predators, and there are four rates");
  RgTensor *prey = rg_select (y, 0, 0), *predators = rg_select (y, 0, 1), *meet = rg_mul (prey, predators);
  RgTensor *births = rg_mul (prey, rg_select (p, 0, 0)), *eaten = rg_mul (meet, rg_select (p, 0, 1));
  RgTensor *fed = rg_mul (meet, rg_select (p, 0, 2)), *deaths = rg_mul (predators, rg_select (p, 0, 3));
  RgTensor *both[] = { rg_sub (births, eaten), rg_sub (fed, deaths) };
  return rg_call_return (call, 0, both[0] && both[1] ? rg_stack (both, 2, 0) : NULL);
}

/* --- tables --- */

static const RgInput ode_rk4_inputs[] = {
  { "y0", "where y begins", RG_INPUT_FLOATING },
  { "params", "what else the right-hand side takes", RG_INPUT_VARIADIC | RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgSample ode_rk4_samples[] = {
  { "3 []", "rhs=tanh steps=7", "no params", 0 },
  { "3 [3]", "rhs=mul steps=5 segment=2 t0=0.5 t1=-0.5", "y' = y * p, backwards in time", 0 },
  { "2x3 []", "rhs=mul time=true steps=4 segment=1", "y' = y * t", 0 },
  { "2:p [4:p]", "rhs=ode_rk4.lotka_volterra steps=6 t1=0.5", NULL, 0 },
  { "0 []", "rhs=sin steps=3", "no elements", 0 },
  { "3 []", "rhs=no_such_operator", "an unknown right-hand side", RG_SAMPLE_ERROR },
  { "3 []", "rhs=sum", "a right-hand side of another shape", RG_SAMPLE_ERROR },
  { "3 []", "rhs=tanh steps=0", "no steps", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput lotka_volterra_inputs[] = {
  { "y", "prey and predators", RG_INPUT_FLOATING },
  { "rates", "births, losses for each meeting, gains for each meeting, deaths", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample lotka_volterra_samples[] = {
  { "2:p 4:p", NULL, NULL, 0 },
  { "2x3:p 4:p", NULL, "three pairs at once", 0 },
  { "3:p 4:p", NULL, "a third kind", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp ode_rk4 = {
  .struct_size = sizeof (RgOp),
  .name = "ode_rk4",
  .summary = "Integrates y' = rhs (y) from t0 to t1 by the classical Runge-Kutta method.",
  .formula = "out = y(t1), y' = rhs(y, params...), y(t0) = y0",
  .gradient = "by backward through the steps, with checkpoints between segments of them",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = ode_rk4_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (ode_rk4, OdeAttrs),
  .forward = ode_rk4_forward,
  .samples = ode_rk4_samples,
  .uses = RG_USES ("add", "mul"),
};

static const RgOp lotka_volterra = {
  .struct_size = sizeof (RgOp),
  .name = "ode_rk4.lotka_volterra",
  .summary = "The rates of change of prey and predators, a right-hand side for ode_rk4.",
  .formula = "out = (a * prey - b * prey * predators, c * prey * predators - d * predators), (a, b, c, d) = rates",
  .gradient = "by the operators that it is written in",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = lotka_volterra_inputs,
  .n_outputs = 1,
  .forward = lotka_volterra_forward,
  .samples = lotka_volterra_samples,
  .uses = RG_USES ("select", "mul", "sub", "stack"),
};

RG_MODULE (ode_rk4, &ode_rk4, &lotka_volterra)
