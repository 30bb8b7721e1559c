/* call.h: what `retrograde call` is made of: words to tensors, arguments to a call,
 * results to files.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_CALL_H
#define RG_CALL_H

#include <retrograde.h>

/* --- words (words.c) --- */

/**
 * call_tensor:
 * @word: `FILE.npy`, `FILE.npz:NAME`, `-` for an npy on standard input, a number, or
 * a list of numbers in brackets with an optional `:dtype` after it
 * @wrong: (out): set to true where the word itself is wrong, not a file
 *
 * Returns: (transfer none) (nullable): the tensor, in the current scope
 */
RgTensor *call_tensor (const char *word, bool *wrong, GError **error);

/* (literal.c) A number or a list in brackets; NULL without an error if the word is
 * neither. */
RgTensor *call_literal (const char *word, GError **error);

/* --- arguments (arguments.c) --- */

/* What the command line asks for. */
typedef struct
{
  const RgOp *op;
  RgAttrs *attrs;
  GPtrArray *words;    /* of inputs as they stand in the call; NULL for an absent one */
  GPtrArray *names;    /* of inputs, beside them: `tensors_1` in a variadic place */
  GArray *input_rows;  /* (int) the row of op->inputs, beside them */
  bool wants_grad;
  GPtrArray *grads;    /* words of the gradients of outputs: `[name=]FILE` */
  const char *out_dir; /* or NULL */
  bool has_seed;
  uint64_t seed;
} CallPlan;

/* The rest of the command line, after the operator's name; false: a usage error. */
bool call_plan_read (CallPlan *plan, const RgOp *op, int argc, char **argv, GError **error);
void call_plan_clear (CallPlan *plan);

/** call_output_name: (transfer full): what output @j of @n is called: `out`, `out_1`, `indices`. */
char *call_output_name (const RgOp *op, size_t j, size_t n);

/* --- results (results.c) --- */

typedef struct
{
  GPtrArray *names;   /* of char, owned */
  GPtrArray *tensors; /* NULL: there is none */
} CallResults;

void call_results_init (CallResults *results);
void call_results_add (CallResults *results, char *name, RgTensor *tensor);
void call_results_clear (CallResults *results);
void call_results_print (const CallResults *results);
/* NAME.npy for each, all of them or none. */
bool call_results_save (const CallResults *results, const char *dir, GError **error);

#endif
