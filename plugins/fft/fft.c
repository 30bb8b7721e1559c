/* fft.c: discrete Fourier transforms along one dimension, by FFTW.
 *
 *     out[k] = scale * sum over t of input[t] * exp (-/+ 2 pi i k t / n)
 *     d input = the transform the other way of d out, with the same scale
 *
 * Complex numbers are a last dimension of 2 with real and imaginary part. `dim`
 * counts the other dimensions, as if the numbers were complex: -1 is the one
 * before the pair. Every transform is linear, and its adjoint is another of the
 * four; that is all there is to their gradients.
 *
 * FFTW plans one line, which is run for each line of the tensor, in float64.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

#include <fftw3.h>

/* --- attributes --- */

typedef struct
{
  size_t struct_size;
  int64_t n;
  bool has_n;
  int64_t dim;
  const char *norm;
} FftAttrs;

static const FftAttrs fft_init = { .struct_size = sizeof (FftAttrs), .dim = -1, .norm = "backward" };
static const RgAttr fft_attrs[] = {
  RG_ATTR_OPT (FftAttrs, n, INT, .min = 1, .max = 1e9,
               .doc = "the length of the signal: cut, or filled up with zeros; default: as it is"),
  RG_ATTR (FftAttrs, dim, INT, "-1", .doc = "the dimension to transform, as if numbers were complex"),
  RG_ATTR (FftAttrs, norm, STRING, "backward", .choices = "backward ortho forward",
           .doc = "which way is divided by n; ortho: both by its square root"),
  { .name = NULL },
};

/* --- the four transforms --- */

typedef struct
{
  const char *name;
  bool from_pairs; /* the input is complex */
  bool to_pairs;   /* the output is */
  bool inverse;
} Way;

static const Way ways[] = {
  { "fft.fft", true, true, false },
  { "fft.ifft", true, true, true },
  { "fft.rfft", false, true, false },
  { "fft.irfft", true, false, true },
};

static const Way *
way_of (const RgOp *op)
{
  const Way *way = ways;
  while (strcmp (way->name, op->name))
    way++;
  return way;
}

static double
scale_of (const char *norm, bool inverse, int64_t n)
{
  if (strcmp (norm, "ortho") == 0)
    return 1 / sqrt ((double) n);
  return (strcmp (norm, "forward") == 0) != inverse ? 1 / (double) n : 1;
}

/* --- one line --- */

typedef struct
{
  const Way *way;
  fftw_plan plan;
  RgDType dtype;
  const char *in;
  char *out;
  double scale;
  int64_t n;                   /* the signal's length */
  int64_t n_in, used, n_out;   /* numbers in a line of the input, that are read, of the output */
  int64_t inner;               /* lines lie side by side: as many */
  gint no_memory;              /* set by any thread */
} Job;

static double
load (const Job *j, int64_t at)
{
  return j->dtype == RG_F32 ? (double) ((const float *) (const void *) j->in)[at] : ((const double *) (const void *) j->in)[at];
}

static void
store (const Job *j, int64_t at, double value)
{
  if (j->dtype == RG_F32)
    ((float *) (void *) j->out)[at] = (float) (value * j->scale);
  else
    ((double *) (void *) j->out)[at] = value * j->scale;
}

static void
run_line (const Job *j, int64_t line, double *from, double *to)
{
  const int64_t width = j->way->from_pairs ? 2 : 1, width_out = j->way->to_pairs ? 2 : 1;
  const int64_t filled = j->way->to_pairs ? j->n : j->n / 2 + 1; /* numbers that the plan reads */
  const int64_t outer = line / j->inner, inner = line % j->inner;
  for (int64_t t = 0; t < filled; t++)
    for (int64_t p = 0; p < width; p++)
      from[t * width + p] = t < j->used ? load (j, ((outer * j->n_in + t) * j->inner + inner) * width + p) : 0;
  if (!j->way->to_pairs)
    from[1] = 0; /* what a real signal does not have */
  if (!j->way->to_pairs && j->n % 2 == 0)
    from[j->n + 1] = 0;
  if (!j->way->from_pairs)
    fftw_execute_dft_r2c (j->plan, from, (fftw_complex *) to);
  else if (!j->way->to_pairs)
    fftw_execute_dft_c2r (j->plan, (fftw_complex *) from, to);
  else
    fftw_execute_dft (j->plan, (fftw_complex *) from, (fftw_complex *) to);
  for (int64_t t = 0; t < j->n_out; t++)
    for (int64_t p = 0; p < width_out; p++)
      store (j, ((outer * j->n_out + t) * j->inner + inner) * width_out + p, to[t * width_out + p]);
}

/* The body of a parallel loop makes no tensors; plain memory is its own. */
static void
run_lines (int64_t begin, int64_t end, void *payload)
{
  Job *j = payload;
  double *from = fftw_alloc_real ((size_t) (2 * j->n + 2)), *to = fftw_alloc_real ((size_t) (2 * j->n + 2));
  if (from == NULL || to == NULL)
    g_atomic_int_set (&j->no_memory, 1);
  else
    for (int64_t line = begin; line < end; line++)
      run_line (j, line, from, to);
  fftw_free (from);
  fftw_free (to);
}

/* Only running a plan is safe on several threads. Plans are estimated: a measured
 * one, and with it the last bits, would depend on the day. */
static GMutex planning;

static fftw_plan
make_plan (const Way *way, int64_t n)
{
  double *from = fftw_alloc_real ((size_t) (2 * n + 2)), *to = fftw_alloc_real ((size_t) (2 * n + 2));
  fftw_complex *pairs = (fftw_complex *) from, *pairs_to = (fftw_complex *) to;
  fftw_plan plan = NULL;
  g_mutex_lock (&planning);
  if (from == NULL || to == NULL)
    ;
  else if (!way->from_pairs)
    plan = fftw_plan_dft_r2c_1d ((int) n, from, pairs_to, FFTW_ESTIMATE);
  else if (!way->to_pairs)
    plan = fftw_plan_dft_c2r_1d ((int) n, pairs, to, FFTW_ESTIMATE);
  else
    plan = fftw_plan_dft_1d ((int) n, pairs, pairs_to, way->inverse ? FFTW_BACKWARD : FFTW_FORWARD, FFTW_ESTIMATE);
  g_mutex_unlock (&planning);
  fftw_free (from);
  fftw_free (to);
  return plan;
}

static void
free_plan (fftw_plan plan)
{
  g_mutex_lock (&planning);
  fftw_destroy_plan (plan);
  g_mutex_unlock (&planning);
}

/* --- forward --- */

static bool
fft_forward (RgCall *call)
{
  const FftAttrs *a = call->attrs;
  const Way *way = way_of (call->op);
  RgTensor *in = rg_call_contiguous (call, 0);
  if (in == NULL)
    return false;
  const int ndim = rg_tensor_ndim (in) - way->from_pairs;
  if (ndim < 1 || (way->from_pairs && rg_tensor_size (in, -1) != 2))
    return rg_call_fail (call, RG_ERROR_SHAPE, way->from_pairs ? "input has a dimension to transform and a last one of 2 (real and imaginary part)"
                                                               : "input has a dimension to transform");
  if (ndim + way->to_pairs > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the output would have more than %d dimensions", RG_MAX_DIMS);
  const int dim = rg_call_dim (call, a->dim, ndim);
  if (dim < 0)
    return false;
  const int64_t n_in = rg_tensor_size (in, dim);
  const int64_t n = a->has_n ? a->n : way->to_pairs ? n_in : 2 * (n_in - 1);
  if (n < 1 || n > G_MAXINT / 2 - 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a signal of %" G_GINT64_FORMAT " numbers cannot be transformed", n);

  Job j = { .way = way, .dtype = rg_tensor_dtype (in), .in = rg_tensor_data (in),
            .scale = scale_of (a->norm, way->inverse, n), .n = n, .n_in = n_in, .inner = 1 };
  j.used = MIN (n_in, way->to_pairs ? n : n / 2 + 1);
  j.n_out = way->from_pairs ? n : n / 2 + 1;
  int64_t sizes[RG_MAX_DIMS + 1], lines = 1;
  for (int d = 0; d < ndim; d++)
    {
      sizes[d] = d == dim ? j.n_out : rg_tensor_size (in, d);
      lines *= d == dim ? 1 : sizes[d];
      j.inner *= d > dim ? sizes[d] : 1;
    }
  sizes[ndim] = 2;
  RgTensor *out = rg_call_output (call, 0, j.dtype, (RgInts){ ndim + way->to_pairs, sizes });
  if (out == NULL)
    return false;
  if (lines == 0)
    return true;
  j.out = rg_tensor_data (out);
  if ((j.plan = make_plan (way, n)) == NULL)
    return rg_call_fail (call, RG_ERROR_MEMORY, "FFTW cannot plan a transform of %" G_GINT64_FORMAT " numbers", n);
  rg_parallel_for (lines, MAX (4096 / n, 1), run_lines, &j);
  free_plan (j.plan);
  if (g_atomic_int_get (&j.no_memory))
    return rg_call_fail (call, RG_ERROR_MEMORY, "no memory for lines of %" G_GINT64_FORMAT " numbers", n);
  return true;
}

/* --- gradients --- */

static RgTensor *
transform (const char *name, RgTensor *x, int64_t n, int dim, const char *norm)
{
  FftAttrs a = fft_init;
  RgTensor *out = NULL;
  a.n = n;
  a.has_n = true;
  a.dim = dim;
  a.norm = norm;
  if (x)
    rg_op_call (NULL, rg_op_find (name, NULL), &x, 1, &a, &out, 1);
  return out;
}

/* x with `size` numbers along dim: cut, or filled up with zeros. */
static RgTensor *
fit (RgTensor *x, int dim, int64_t size)
{
  if (x == NULL || rg_tensor_size (x, dim) == size)
    return x;
  if (rg_tensor_size (x, dim) > size)
    return rg_narrow (x, dim, 0, size);
  int64_t sizes[RG_MAX_DIMS];
  RgInts shape = rg_tensor_shape (x);
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  sizes[dim] = size - sizes[dim];
  RgTensor *both[] = { x, rg_zeros (rg_tensor_dtype (x), (RgInts){ shape.n, sizes }) };
  return rg_cat (both, 2, dim);
}

/* A real signal's spectrum is given by one half: all but the ends count twice. */
static RgTensor *
weights (RgDType dtype, int64_t n, int ndim, int dim)
{
  int64_t sizes[RG_MAX_DIMS];
  for (int d = 0; d < ndim + 1; d++)
    sizes[d] = d == dim ? n / 2 + 1 : 1;
  RgTensor *w = rg_full (dtype, (RgInts){ ndim + 1, sizes }, 2);
  for (int64_t k = 0; w && k < sizes[dim]; k++)
    if (k == 0 || 2 * k == n)
      {
        if (dtype == RG_F32)
          ((float *) rg_tensor_data (w))[k] = 1;
        else
          ((double *) rg_tensor_data (w))[k] = 1;
      }
  return w;
}

/* The adjoint of each way: the way back, with the other norm. */
static RgTensor *
fft_adjoint (RgVjpCall *c, const Way *way)
{
  const FftAttrs *a = rg_vjp_attrs (c);
  RgInts shape = rg_vjp_shape (c, 0);
  const int ndim = (int) shape.n - way->from_pairs, dim = (int) (a->dim < 0 ? a->dim + ndim : a->dim);
  const int64_t n_in = shape.v[dim], n = a->has_n ? a->n : way->to_pairs ? n_in : 2 * (n_in - 1);
  const char *norm = strcmp (a->norm, "backward") == 0 ? "forward" : strcmp (a->norm, "forward") == 0 ? "backward" : "ortho";
  RgTensor *g = rg_vjp_grad (c, 0), *back;
  if (g == NULL)
    return NULL;
  if (!way->from_pairs) /* rfft: half a spectrum; the real part is the signal's */
    {
      back = transform ("fft.ifft", g, n, dim, norm);
      back = back ? rg_select (back, -1, 0) : NULL;
    }
  else if (!way->to_pairs)
    {
      back = transform ("fft.rfft", g, n, dim, norm);
      back = back ? rg_mul (back, weights (rg_tensor_dtype (g), n, ndim, dim)) : NULL;
    }
  else
    back = transform (way->inverse ? "fft.fft" : "fft.ifft", g, n, dim, norm);
  return fit (back, dim, n_in);
}

#define ADJOINT(stem, way)                                                     \
  RG_VJP (stem##_input, fft_adjoint (c, &ways[way]))                           \
  static const RgVjp stem##_vjps[] = { { 0, 0, stem##_input }, { 0, 0, NULL } };
ADJOINT (fft, 0)
ADJOINT (ifft, 1)
ADJOINT (rfft, 2)
ADJOINT (irfft, 3)

/* --- tables --- */

static const RgInput complex_inputs[] = {
  { "input", "complex numbers: a last dimension of 2", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};
static const RgInput real_inputs[] = {
  { "input", "real numbers", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample complex_samples[] = {
  { "6x2", NULL, NULL, 0 },
  { "3x5x2", NULL, "an odd length", 0 },
  { "3x4x5x2", "dim=1 norm=ortho", NULL, 0 },
  { "3x4x2", "dim=0 norm=forward n=5", "filled up", 0 },
  { "3x6x2", "n=4", "cut", 0 },
  { "1x2", NULL, "one number", 0 },
  { "0x4x2", NULL, "no lines", 0 },
  { "4x3", NULL, "no pairs", RG_SAMPLE_ERROR },
  { "2", NULL, "no dimension to transform", RG_SAMPLE_ERROR },
  { "4x2", "dim=1", "the pair is no dimension to transform", RG_SAMPLE_ERROR },
  { "0x2", NULL, "no signal", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};
static const RgSample real_samples[] = {
  { "6", NULL, NULL, 0 },
  { "3x5", NULL, "an odd length", 0 },
  { "3x4x5", "dim=1 norm=ortho", NULL, 0 },
  { "3x4", "dim=0 norm=forward n=5", "filled up", 0 },
  { "3x6", "n=4", "cut", 0 },
  { "0x4", NULL, "no lines", 0 },
  { "4x3", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { ".", NULL, "no dimension to transform", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};
static const RgSample half_samples[] = {
  { "4x2", NULL, NULL, 0 },
  { "4x2", "n=7", "an odd length", 0 },
  { "3x4x5x2", "dim=1 norm=ortho", NULL, 0 },
  { "3x4x2", "dim=0 norm=forward n=8", "filled up", 0 },
  { "3x6x2", "n=4", "cut", 0 },
  { "1x2", "n=1", "one number", 0 },
  { "0x4x2", NULL, "no lines", 0 },
  { "1x2", NULL, "no signal", RG_SAMPLE_ERROR },
  { "4x3", NULL, "no pairs", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

#define FFT_OP(op_name, stem, op_inputs, op_samples)                           \
  .struct_size = sizeof (RgOp), .name = op_name, .category = "fft", .kind = RG_KIND_GENERAL, \
  .inputs = op_inputs, .n_outputs = 1, RG_ATTRIBUTES (fft, FftAttrs), .forward = fft_forward, \
  .vjp = stem##_vjps, .jvp = RG_JVP_LINEAR, .samples = op_samples,             \
  .uses = RG_USES ("mul", "select", "narrow", "cat")

static const RgOp fft_op = {
  FFT_OP ("fft.fft", fft, complex_inputs, complex_samples),
  .summary = "The discrete Fourier transform of complex numbers.",
  .formula = "out[k] = scale * sum over t of input[t] * exp(-2 pi i k t / n)",
  .gradient = "d input = fft.ifft (d out) with the same scale",
};

static const RgOp ifft_op = {
  FFT_OP ("fft.ifft", ifft, complex_inputs, complex_samples),
  .summary = "The inverse of fft.fft.",
  .formula = "out[t] = scale * sum over k of input[k] * exp(2 pi i k t / n)",
  .gradient = "d input = fft.fft (d out) with the same scale",
};

static const RgOp rfft_op = {
  FFT_OP ("fft.rfft", rfft, real_inputs, real_samples),
  .summary = "The first half, 0 to n / 2, of the discrete Fourier transform of real numbers.",
  .formula = "out[k] = scale * sum over t of input[t] * exp(-2 pi i k t / n), k = 0 .. n / 2",
  .gradient = "d input = the real part of fft.ifft (d out, n) with the same scale",
};

static const RgOp irfft_op = {
  FFT_OP ("fft.irfft", irfft, complex_inputs, half_samples),
  .summary = "The inverse of fft.rfft: real numbers from half a spectrum; n if their number is odd.",
  .formula = "out[t] = scale * sum over all k of input[k] * exp(2 pi i k t / n), input[n - k] = conj (input[k])",
  .gradient = "d input = fft.rfft (d out) with the same scale, doubled but at both ends",
};

RG_MODULE (fft, &fft_op, &ifft_op, &rfft_op, &irfft_op)
