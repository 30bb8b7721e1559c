/* optim-private.h: what an optimiser is made of.
 *
 * Each kind is a table: its options, the names of its state, and block kernels.
 * optim.c keeps groups and options, step.c runs the fused pass, state.c writes
 * and reads checkpoints; a kind's own file holds its formula.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPTIM_PRIVATE_H
#define RG_OPTIM_PRIVATE_H

#include "line-private.h"
#include "rg-autograd.h"
#include "rg-kernel.h"
#include "rg-optim.h"

#define RG_OPTIM_OPTIONS 12 /* of one kind, at most */
#define RG_OPTIM_STATES 3   /* tensors of one parameter, at most */
#define RG_OPTIM_SCALARS 2  /* numbers of one parameter, at most */
#define RG_OPTIM_COEFFICIENTS 96 /* bytes that a kernel is given */

/* What values an option takes. */
typedef enum
{
  RG_RANGE_ANY,
  RG_RANGE_NOT_NEGATIVE,
  RG_RANGE_POSITIVE,
  RG_RANGE_BELOW_1, /* [0, 1) */
  RG_RANGE_UP_TO_1, /* [0, 1] */
  RG_RANGE_INSIDE_1, /* (0, 1) */
  RG_RANGE_ABOVE_1, /* (1, inf) */
  RG_RANGE_COUNT,   /* 1, 2, ...: an int64_t in the struct */
  RG_RANGE_COUNT_OR_0,
  RG_RANGE_FLAG     /* a bool in the struct */
} RgRange;

typedef struct
{
  const char *name;
  size_t offset; /* in the public struct */
  RgRange range;
  double def;
} RgOption;

#define RG_OPTION(Struct, field, range, def)                                   \
  { #field, offsetof (Struct, field), RG_RANGE_##range, def }

/* A parameter and its state. */
typedef struct
{
  RgTensor *param;                   /* (shape), owned */
  int64_t step;                      /* how often it was moved */
  RgTensor *state[RG_OPTIM_STATES];  /* (shape), NULL until used */
  double scalar[RG_OPTIM_SCALARS];
  bool fresh;     /* state was made since the last step */
  RgTensor *grad; /* (shape) of the step that runs, or NULL */
} RgSlot;

typedef struct
{
  double option[RG_OPTIM_OPTIONS];
  size_t begin, n; /* its slots */
} RgGroup;

typedef struct _RgOptimKind RgOptimKind;
struct _RgOptimKind
{
  const char *name;
  size_t options_size; /* of the public struct */
  const RgOption *options; /* ends with a NULL name */
  const char *const *states;  /* the names of RgSlot.state; ends with NULL */
  const char *const *scalars; /* of RgSlot.scalar; NULL: none */
  double scalar_start[RG_OPTIM_SCALARS];

  /* OPTIONAL: what one option asks of another; NULL if all is well. */
  const char *(*check) (const double *option);
  /* OPTIONAL: which states are used, a bit each; default: all. */
  unsigned (*uses) (const double *option);
  /* OPTIONAL: what state i begins with; default: 0. */
  double (*start) (const double *option, size_t i);
  /* The coefficients of this step for one parameter, whose step is counted
   * already; returns the row of `kernels`. */
  unsigned (*prepare) (const double *option, RgSlot *slot, void *coefficients);
  /* out: the parameter and its states; in: the gradient. [variant][dtype][isa] */
  const RgBlockFunc (*kernels)[2][RG_N_ISAS];

  /* OPTIONAL: takes the place of the fused pass, with state of its own. */
  bool (*step) (RgOptim *optim, RgOptimClosure closure, void *user_data, double *loss,
                GError **error);
  void (*free) (RgOptim *optim);
  bool (*save) (RgOptim *optim, RgTensorMap *map, const char *prefix, GError **error);
  bool (*load) (RgOptim *optim, const RgTensorMap *map, const char *prefix, GError **error);
};

/* One parameter in the fused pass. */
typedef struct
{
  int64_t begin; /* its place in the row of all elements, padded */
  int64_t n;
  size_t esize;
  RgBlockFunc fn;
  void *out[1 + RG_OPTIM_STATES];
  const void *grad;
  _Alignas (16) char coefficients[RG_OPTIM_COEFFICIENTS];
} RgOptimJob;

struct _RgOptim
{
  const RgOptimKind *kind;
  GArray *groups; /* of RgGroup */
  GArray *slots;  /* of RgSlot */
  RgOptimJob *jobs; /* (slots->len) */
  size_t n_jobs;
  void *own; /* of a kind with a step of its own */
};

#define rg_optim_group(o, i) (&g_array_index ((o)->groups, RgGroup, (i)))
#define rg_optim_slot(o, i) (&g_array_index ((o)->slots, RgSlot, (i)))

extern const RgOptimKind rg_optim_kind_sgd, rg_optim_kind_adam, rg_optim_kind_adamw,
    rg_optim_kind_rmsprop, rg_optim_kind_adagrad, rg_optim_kind_adadelta, rg_optim_kind_adamax,
    rg_optim_kind_nadam, rg_optim_kind_radam, rg_optim_kind_rprop, rg_optim_kind_asgd,
    rg_optim_kind_lbfgs;

/* optim.c */
RgOptim *rg_optim_make (const RgOptimKind *kind, RgTensor *const *params, size_t n,
                        const void *options, GError **error);

/* options.c */
/* The row of the option, -1 if there is none. */
int rg_optim_option_index (const RgOptimKind *kind, const char *name);
bool rg_optim_options_check (const RgOptimKind *kind, const double *option, GError **error);
/* A caller's struct (NULL: the defaults) or `lr=0.1 nesterov=true` into a row. */
void rg_optim_options_read (const RgOptimKind *kind, const void *options, double *to);
bool rg_optim_options_parse (const RgOptimKind *kind, const char *text, double *to, GError **error);
unsigned rg_optim_states_used (const RgOptimKind *kind, const double *option);

/* step.c */
/* The gradient of a parameter, contiguous; false if it does not fit. *grad is
 * NULL where there is none. A copy belongs to the current scope. */
bool rg_optim_gradient (RgTensor *param, RgTensor **grad, GError **error);
bool rg_optim_fused_step (RgOptim *optim, GError **error);

/* Whether there is an optimiser; the error says which function got none. */
static inline bool
rg_optim_given (const RgOptim *optim, const char *function, GError **error)
{
  if (optim == NULL)
    g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s got no optimiser (NULL)", function);
  return optim != NULL;
}

/* vector.c: over float64, and kernels that leave one number for a block of
 * elements in out[0], merged in a fixed pairwise tree. */
double rg_optim_reduce (RgBlockFunc fn, int64_t n, size_t esize, const void *a, const void *b,
                        const void *attrs, bool largest);
double rg_optim_tree (double *values, int64_t n, bool largest);
double rg_vector_dot (int64_t n, const double *a, const double *b);
double rg_vector_largest (int64_t n, const double *a); /* of |a|; nan if any is */
double rg_vector_size (int64_t n, const double *a);    /* the sum of |a| */
void rg_vector_axpy (int64_t n, double *y, double alpha, const double *x); /* y += alpha x */
void rg_vector_scale (int64_t n, double *y, double alpha);

/* state.c */
RgTensor *rg_optim_find (const RgTensorMap *map, const char *prefix, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

#endif
