/* spmv.c: a sparse matrix, in compressed rows, times a vector.
 *
 *     out[r] = sum over k in row r of values[k] * vector[col_indices[k]]
 *     d values[k] = d out[row of k] * vector[col_indices[k]]
 *     d vector    = the transposed matrix times d out
 *
 * Three operators whose gradients are each other's: the product, the product
 * with the transposed matrix, and the products of pairs, one for each stored
 * value. So all have derivatives of any order.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* Inputs, in the same places in all three. */
enum
{
  ROWS,   /* crow_indices (rows + 1) */
  COLS,   /* col_indices (stored) */
  FIRST,  /* values, or a vector */
  SECOND, /* a vector */
};

/* --- attributes --- */

typedef struct
{
  size_t struct_size;
  int64_t columns;
} TransposedAttrs;

static const TransposedAttrs transposed_init = { sizeof (TransposedAttrs), 0 };
static const RgAttr transposed_attrs[] = {
  RG_ATTR (TransposedAttrs, columns, INT, NULL, .min = 0, .max = 1e15, .doc = "how many columns the matrix has"),
  { .name = NULL },
};

/* --- the matrix, checked --- */

typedef struct
{
  const int64_t *start; /* (rows + 1) */
  const int64_t *col;   /* (stored) */
  int64_t rows, stored;
} Matrix;

/* Wrong indices would read outside a buffer, so each is looked at. */
static bool
read_matrix (RgCall *call, int64_t columns, Matrix *m)
{
  RgTensor *start = rg_to (rg_call_contiguous (call, ROWS), RG_I64), *col = rg_to (rg_call_contiguous (call, COLS), RG_I64);
  if (start == NULL || col == NULL)
    return false;
  if (rg_tensor_ndim (start) != 1 || rg_tensor_numel (start) < 1 || rg_tensor_ndim (col) != 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "crow_indices has one element more than there are rows, col_indices "
                                               "one for each value: both have one dimension");
  *m = (Matrix){ rg_tensor_data (start), rg_tensor_data (col), rg_tensor_numel (start) - 1, rg_tensor_numel (col) };
  if (m->start[0] != 0 || m->start[m->rows] != m->stored)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "crow_indices goes from 0 to the number of values, %" G_GINT64_FORMAT
                         ", not from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                         m->stored, m->start[0], m->start[m->rows]);
  for (int64_t r = 0; r < m->rows; r++)
    if (m->start[r] > m->start[r + 1])
      return rg_call_fail (call, RG_ERROR_ARGUMENT, "crow_indices must not decrease, as it does after row %" G_GINT64_FORMAT, r);
  for (int64_t k = 0; k < m->stored; k++)
    if (m->col[k] < 0 || m->col[k] >= columns)
      return rg_call_fail (call, RG_ERROR_ARGUMENT, "col_indices[%" G_GINT64_FORMAT "] is %" G_GINT64_FORMAT
                           ", outside 0 .. %" G_GINT64_FORMAT, k, m->col[k], columns - 1);
  return true;
}

/* A tensor of one dimension: data for the loops. n < 0: any size. */
static const void *
read_vector (RgCall *call, size_t i, int64_t n, RgDType dtype)
{
  RgTensor *t = rg_call_contiguous (call, i);
  const char *name = call->op->inputs[i].name;
  if (t == NULL)
    return NULL;
  if (rg_tensor_ndim (t) != 1 || (n >= 0 && rg_tensor_numel (t) != n))
    {
      rg_call_fail (call, RG_ERROR_SHAPE, "%s has one dimension%s", name, n < 0 ? "" : ", and as many elements as the indices say");
      return NULL;
    }
  if (rg_tensor_dtype (t) != dtype)
    {
      rg_call_fail (call, RG_ERROR_DTYPE, "%s is %s where the other is %s: convert one", name,
                    rg_dtype_name (rg_tensor_dtype (t)), rg_dtype_name (dtype));
      return NULL;
    }
  return rg_tensor_data (t);
}

/* --- loops --- */

typedef struct
{
  Matrix m;
  RgDType dtype;
  const void *first, *second;
  void *out;
} Job;

/* About so many multiplications go into a chunk. Its size depends on the sizes
 * alone, never on the number of threads, and neither do the results. */
#define GRAIN 8192

static int64_t
grain_of (const Matrix *m, int64_t n)
{
  return n ? MAX (GRAIN / (m->stored / n + 1), 1) : 1;
}

#define LOOPS(T, type)                                                         \
  static void                                                                  \
  product_##type (int64_t begin, int64_t end, void *payload)                   \
  {                                                                            \
    const Job *j = payload;                                                    \
    const T *values = j->first, *x = j->second;                                \
    T *out = j->out;                                                           \
    for (int64_t r = begin; r < end; r++)                                      \
      {                                                                        \
        double sum = 0;                                                        \
        for (int64_t k = j->m.start[r]; k < j->m.start[r + 1]; k++)            \
          sum += (double) values[k] * (double) x[j->m.col[k]];                 \
        out[r] = (T) sum;                                                      \
      }                                                                        \
  }                                                                            \
                                                                               \
  static void                                                                  \
  pairs_##type (int64_t begin, int64_t end, void *payload)                     \
  {                                                                            \
    const Job *j = payload;                                                    \
    const T *u = j->first, *v = j->second;                                     \
    T *out = j->out;                                                           \
    for (int64_t r = begin; r < end; r++)                                      \
      for (int64_t k = j->m.start[r]; k < j->m.start[r + 1]; k++)              \
        out[k] = u[r] * v[j->m.col[k]];                                        \
  }
LOOPS (float, f32)
LOOPS (double, f64)

/* values and vector for `n` chunks' worth of indices; false after an error. */
static bool
run (Job *j, int64_t n, RgRangeFunc f32, RgRangeFunc f64)
{
  rg_parallel_for (n, grain_of (&j->m, n), j->dtype == RG_F32 ? f32 : f64, j);
  return true;
}

/* --- forward --- */

static bool
spmv_forward (RgCall *call)
{
  Job j = { .dtype = rg_tensor_dtype (call->inputs[FIRST]) };
  if ((j.second = read_vector (call, SECOND, -1, j.dtype)) == NULL
      || !read_matrix (call, rg_tensor_numel (call->inputs[SECOND]), &j.m)
      || (j.first = read_vector (call, FIRST, j.m.stored, j.dtype)) == NULL)
    return false;
  j.out = rg_tensor_data (rg_call_output (call, 0, j.dtype, RG_SHAPE (j.m.rows)));
  return j.out && run (&j, j.m.rows, product_f32, product_f64);
}

static bool
pairs_forward (RgCall *call)
{
  Job j = { .dtype = rg_tensor_dtype (call->inputs[FIRST]) };
  if ((j.second = read_vector (call, SECOND, -1, j.dtype)) == NULL
      || !read_matrix (call, rg_tensor_numel (call->inputs[SECOND]), &j.m)
      || (j.first = read_vector (call, FIRST, j.m.rows, j.dtype)) == NULL)
    return false;
  j.out = rg_tensor_data (rg_call_output (call, 0, j.dtype, RG_SHAPE (j.m.stored)));
  return j.out && run (&j, j.m.rows, pairs_f32, pairs_f64);
}

/* The matrix by columns: counted, then laid out in the order of the rows. Then
 * the product with the transposed matrix is a product, and no two threads add to
 * one element. */
static bool
transpose (RgCall *call, const Job *from, int64_t columns, Job *to)
{
  const size_t size = rg_dtype_size (from->dtype), stored = (size_t) from->m.stored;
  int64_t *start = rg_call_temp (call, ((size_t) columns + 2) * sizeof *start);
  int64_t *row = rg_call_temp (call, (stored + 1) * sizeof *row);
  char *values = rg_call_temp (call, (stored + 1) * size);
  if (start == NULL || row == NULL || values == NULL)
    return false;
  memset (start, 0, ((size_t) columns + 2) * sizeof *start);
  for (int64_t k = 0; k < from->m.stored; k++)
    start[from->m.col[k] + 2]++;
  for (int64_t c = 0; c < columns; c++)
    start[c + 2] += start[c + 1];
  /* start[c + 1] is where the next of column c goes; at the end, where c + 1 begins. */
  for (int64_t r = 0; r < from->m.rows; r++)
    for (int64_t k = from->m.start[r]; k < from->m.start[r + 1]; k++)
      {
        const size_t at = (size_t) start[from->m.col[k] + 1]++;
        row[at] = r;
        memcpy (values + at * size, (const char *) from->first + (size_t) k * size, size);
      }
  *to = (Job){ { start, row, columns, from->m.stored }, from->dtype, values, from->second, NULL };
  return true;
}

static bool
transposed_forward (RgCall *call)
{
  const TransposedAttrs *a = call->attrs;
  Job j = { .dtype = rg_tensor_dtype (call->inputs[FIRST]) }, t;
  if (!read_matrix (call, a->columns, &j.m)
      || (j.first = read_vector (call, FIRST, j.m.stored, j.dtype)) == NULL
      || (j.second = read_vector (call, SECOND, j.m.rows, j.dtype)) == NULL
      || !transpose (call, &j, a->columns, &t))
    return false;
  t.out = rg_tensor_data (rg_call_output (call, 0, j.dtype, RG_SHAPE (a->columns)));
  return t.out && run (&t, a->columns, product_f32, product_f64);
}

/* --- gradients --- */

static RgTensor *
call_own (const char *name, RgVjpCall *c, RgTensor *first, RgTensor *second, const void *attrs)
{
  RgTensor *inputs[] = { rg_vjp_input (c, ROWS), rg_vjp_input (c, COLS), first, second }, *out = NULL;
  if (first && second)
    rg_op_call (NULL, rg_op_find (name, NULL), inputs, 4, attrs, &out, 1);
  return out;
}

static RgTensor *
product (RgVjpCall *c, RgTensor *values, RgTensor *vector)
{
  return call_own ("spmv", c, values, vector, NULL);
}

static RgTensor *
pairs (RgVjpCall *c, RgTensor *u, RgTensor *v)
{
  return call_own ("spmv.pairs", c, u, v, NULL);
}

static RgTensor *
transposed (RgVjpCall *c, RgTensor *values, RgTensor *vector, RgInts like)
{
  TransposedAttrs a = transposed_init;
  a.columns = like.v[0];
  return call_own ("spmv.transposed", c, values, vector, &a);
}

#define INDICES (RG_SAVE_INPUT (ROWS) | RG_SAVE_INPUT (COLS))

RG_VJP (spmv_values, pairs (c, RG_G, RG_IN (SECOND)))
RG_VJP (spmv_vector, transposed (c, RG_IN (FIRST), RG_G, rg_vjp_shape (c, SECOND)))
static const RgVjp spmv_vjps[] = {
  { FIRST, INDICES | RG_SAVE_INPUT (SECOND), spmv_values },
  { SECOND, INDICES | RG_SAVE_INPUT (FIRST), spmv_vector },
  { 0, 0, NULL },
};

RG_VJP (transposed_values, pairs (c, RG_IN (SECOND), RG_G))
RG_VJP (transposed_vector, product (c, RG_IN (FIRST), RG_G))
static const RgVjp transposed_vjps[] = {
  { FIRST, INDICES | RG_SAVE_INPUT (SECOND), transposed_values },
  { SECOND, INDICES | RG_SAVE_INPUT (FIRST), transposed_vector },
  { 0, 0, NULL },
};

RG_VJP (pairs_u, product (c, RG_G, RG_IN (SECOND)))
RG_VJP (pairs_v, transposed (c, RG_G, RG_IN (FIRST), rg_vjp_shape (c, SECOND)))
static const RgVjp pairs_vjps[] = {
  { FIRST, INDICES | RG_SAVE_INPUT (SECOND), pairs_u },
  { SECOND, INDICES | RG_SAVE_INPUT (FIRST), pairs_v },
  { 0, 0, NULL },
};

/* --- tables --- */

#define INDEX_INPUTS                                                           \
  { "crow_indices", "where each row begins, and where the last one ends", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER }, \
  { "col_indices", "the column of each value", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER }

static const RgInput spmv_inputs[] = {
  INDEX_INPUTS,
  { "values", "the stored values, row by row", RG_INPUT_FLOATING },
  { "vector", "one element for each column", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};
static const RgInput pairs_inputs[] = {
  INDEX_INPUTS,
  { "u", "one element for each row", RG_INPUT_FLOATING },
  { "v", "one element for each column", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};
static const RgInput transposed_inputs[] = {
  INDEX_INPUTS,
  { "values", "the stored values, row by row", RG_INPUT_FLOATING },
  { "vector", "one element for each row", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

/* 4 rows of 5 columns, the second row empty; column 1 stored three times. */
#define MATRIX "i64*5:=0,2,2,3,6 i64*6:=1,4,1,0,1,3 "

static const RgSample spmv_samples[] = {
  { MATRIX "6 5", NULL, NULL, 0 },
  { "i64*4:=0,2,3,3 i64*3:=1,1,0 3 2", NULL, "a place stored twice adds up", 0 },
  { "i32*3:=0,1,2 i32*2:=0,1 2 2", NULL, "int32 indices", 0 },
  { "i64*3:=0,0,0 i64*0 0 4", NULL, "nothing stored", 0 },
  { "i64*1:=0 i64*0 0 4", NULL, "no rows", 0 },
  { "i64*3:=0,1,2 i64*2:=0,5 2 5", NULL, "a column out of range", RG_SAMPLE_ERROR },
  { "i64*3:=0,2,1 i64*2:=0,1 2 5", NULL, "rows that end before they begin", RG_SAMPLE_ERROR },
  { "i64*3:=0,1,9 i64*2:=0,1 2 5", NULL, "rows beyond the values", RG_SAMPLE_ERROR },
  { "i64*3:=0,1,2 i64*2:=0,1 3 5", NULL, "more values than columns", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};
static const RgSample transposed_samples[] = {
  { MATRIX "6 4", "columns=5", NULL, 0 },
  { "i64*3:=0,0,0 i64*0 0 2", "columns=3", "nothing stored", 0 },
  { MATRIX "6 4", "columns=4", "a column out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};
static const RgSample pairs_samples[] = {
  { MATRIX "4 5", NULL, NULL, 0 },
  { "i64*3:=0,0,0 i64*0 2 4", NULL, "nothing stored", 0 },
  { MATRIX "5 5", NULL, "a row too many", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp spmv = {
  .struct_size = sizeof (RgOp),
  .name = "spmv",
  .summary = "A sparse matrix in compressed rows times a vector.",
  .formula = "out[r] = sum over k from crow_indices[r] to crow_indices[r + 1] of values[k] * vector[col_indices[k]]",
  .gradient = "d values = spmv.pairs (d out, vector); d vector = spmv.transposed (values, d out)",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = spmv_inputs,
  .n_outputs = 1,
  .forward = spmv_forward,
  .vjp = spmv_vjps,
  .samples = spmv_samples,
};

static const RgOp spmv_transposed = {
  .struct_size = sizeof (RgOp),
  .name = "spmv.transposed",
  .summary = "The transpose of a sparse matrix in compressed rows times a vector.",
  .formula = "out[c] = sum over k with col_indices[k] = c of values[k] * vector[row of k]",
  .gradient = "d values = spmv.pairs (vector, d out); d vector = spmv (values, d out)",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = transposed_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (transposed, TransposedAttrs),
  .forward = transposed_forward,
  .vjp = transposed_vjps,
  .samples = transposed_samples,
};

static const RgOp spmv_pairs = {
  .struct_size = sizeof (RgOp),
  .name = "spmv.pairs",
  .summary = "For each stored place, the element of its row times that of its column.",
  .formula = "out[k] = u[row of k] * v[col_indices[k]]",
  .gradient = "d u = spmv (d out, v); d v = spmv.transposed (d out, u)",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = pairs_inputs,
  .n_outputs = 1,
  .forward = pairs_forward,
  .vjp = pairs_vjps,
  .samples = pairs_samples,
};

RG_MODULE (spmv, &spmv, &spmv_transposed, &spmv_pairs)
