/* check-private.h: what the checks share: samples, calls, values, reporting.
 *
 * Tensors here belong to the current scope. The harness opens one for each check
 * of each sample; a loop that makes many opens its own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CHECK_PRIVATE_H
#define CHECK_PRIVATE_H

#include "rg-check.h"

/* --- samples (sample.c, fill.c, derive.c) --- */

typedef struct
{
  bool absent;
  bool spread; /* one of a variadic input's */
  RgDType dtype;
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
  char fill;        /* n u p m s i b z o, or = for literal values */
  int64_t below;    /* of fill i */
  double *literals; /* (n_literals), of fill = */
  size_t n_literals;
} CheckInput;

struct _RgCheckSample
{
  const RgOp *op;
  size_t index;
  unsigned flags;
  char *text;
  CheckInput *inputs; /* (n_inputs) */
  size_t n_inputs;
  RgAttrs *attrs;
  char *attrs_text; /* (nullable) */
};

int64_t check_input_numel (const CheckInput *in);
/* The descriptor's row of flat input i. */
const RgInput *check_input_row (const RgCheckSample *sample, size_t i);
/* Floating, and not marked as having no gradient. */
bool check_input_differentiable (const RgCheckSample *sample, size_t i);
/* Value k of input i: a function of the operator's name and the numbers alone. */
void check_fill (const RgCheckSample *sample, size_t i, RgDType dtype, void *data);
double check_cotangent (const RgCheckSample *sample, size_t which, int64_t k);

/* A copy with other sizes; check_sample_renamed() then writes its text. */
RgCheckSample *check_sample_copy (const RgCheckSample *sample);
void check_sample_rename (RgCheckSample *sample, const char *note);
void check_input_resize (CheckInput *in, int ndim, const int64_t *sizes);

/* --- values (values.c) --- */

double check_load (RgDType dtype, const void *data, int64_t k);
void check_store (RgDType dtype, void *data, int64_t k, double value);
/* The elements in row-major order; n of them. */
double *check_values (RgTensor *tensor, int64_t *n);
bool check_same_bits (RgTensor *a, RgTensor *b);
bool check_same_shape (RgInts a, RgInts b);
/* `[1, 2]` for element k of shape. */
char *check_index_text (RgInts shape, int64_t k);

/* --- one check of one sample --- */

typedef struct
{
  const RgOp *op;
  const RgCheckOptions *options;
  RgCheckReport *report;
  const char *check;
  const RgCheckSample *sample; /* NULL for a check of the operator itself */
  size_t n_reported;
} Check;

void check_pass (Check *c);
void check_skip (Check *c, const char *format, ...) G_GNUC_PRINTF (2, 3);
void check_fail (Check *c, const char *hint, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* The same with an element; takes where. */
void check_fail_at (Check *c, const char *hint, const char *message, char *where, double expected,
                    double got);

/* --- calls (run.c) --- */

/* The sample's inputs: contiguous, floating ones as float64, in the current scope. */
RgTensor **check_inputs (Check *c);
RgTensor **check_inputs_as (Check *c, RgDType floating);
/* Marks the differentiable ones; how many. */
size_t check_require_grad (Check *c, RgTensor **in);
/* Calls the operator with its random draw held. NULL with error on failure. */
RgTensor **check_forward (Check *c, RgTensor *const *in, size_t *n_out, GError **error);
/* Random gradients of floating outputs, NULL for the others. */
RgTensor **check_cotangents (Check *c, RgTensor *const *out, size_t n_out);
/* The gradients of `in` (n_inputs, NULL where there is none) after a forward. */
bool check_backward (Check *c, RgTensor *const *in, RgTensor *const *out, RgTensor *const *cot,
                     size_t n_out, bool create_graph, RgTensor **grads, GError **error);
/* Forward and backward in one; outputs and gradients, n_out + n_inputs of them. */
RgTensor **check_both (Check *c, RgTensor **in, size_t *n_out, size_t *n_all, GError **error);
/* Compares two such lists bit for bit; reports the first that differs. */
bool check_lists_equal (Check *c, RgTensor **expected, RgTensor **got, size_t n_out, size_t n_all,
                        const char *message, const char *hint);

/* Memory with guard bytes (guard.c). */
typedef struct _Guards Guards;
Guards *check_guards_begin (void);
RgTensor *check_guards_wrap (Guards *g, RgTensor *tensor);
/* NULL, or what was written outside a buffer. */
char *check_guards_end (Guards *g, RgTensor *const *out, size_t n_out);

/* --- gradients against differences (difference.c, diagnose.c) --- */

/* A function of x whose n values are written to out; false where it fails. */
typedef bool (*CheckFunc) (void *data, double *out);

/* The derivative of sum (weight * f) by central differences, and the error that
 * rounding alone may put into it. */
bool check_difference (CheckFunc f, void *data, double *x, int64_t n_x, const double *direction,
                       const double *weight, int64_t n_f, double eps, double *value, double *noise);
/* What a wrong gradient looks like. */
const char *check_diagnose (const double *expected, const double *got, int64_t n, RgInts shape,
                            bool broadcast);

typedef struct
{
  const char *name; /* what is differentiated by */
  RgInts shape;
  double *x;            /* (n): changed and put back */
  int64_t n;
  const double *grad;   /* (n): what the operator says */
  const double *weight; /* (n_f) */
  int64_t n_f;
  CheckFunc f;
  void *data;
  int64_t most; /* elements that are each differenced; beyond, directions */
  bool broadcast;
  const char *message;
} CheckGradient;

/* Compares all elements of one gradient, or some and a few random directions. */
bool check_gradient (Check *c, const CheckGradient *g);

/* --- the checks --- */

void check_run_descriptor (Check *c);
void check_run_forward (Check *c);
void check_run_float32 (Check *c);
void check_run_first (Check *c);
void check_run_second (Check *c);
void check_run_jvp (Check *c);
void check_run_broadcast (Check *c);
void check_run_zero_size (Check *c);
void check_run_strided (Check *c);
void check_run_aliased (Check *c);
void check_run_guard (Check *c);
void check_run_threads (Check *c);
void check_run_refuse (Check *c);
void check_run_error_sample (Check *c);
void check_run_undefined (Check *c);
void check_run_alone (Check *c);
void check_run_leaks (Check *c);

/* The gradient check of a sample that another check made up: false if it failed. */
bool check_first_order (Check *c);

#endif
