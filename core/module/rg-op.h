/* rg-op.h: what an operator module declares. Operator authors include
 * <retrograde-op.h>, which brings this and everything else that they need.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OP_H
#define RG_OP_H

#include "rg-scope.h"
#include "rg-tensor.h"
#include "rg-types.h"

G_BEGIN_DECLS

/* --- attributes --- */

/**
 * RgAttrType:
 * @RG_ATTR_INT: `int64_t`
 * @RG_ATTR_FLOAT: `double`. With RgAttr.choices, words that stand for
 * numbers: "fro=2 nuc=nan"
 * @RG_ATTR_BOOL: `bool`
 * @RG_ATTR_STRING: `const char *`; RgAttr.choices lists what it may be
 * @RG_ATTR_INTS: #RgInts; a single integer is a list of one. With
 * RgAttr.choices, word number i stands for n = -1 - i (`padding="same"`)
 * @RG_ATTR_DTYPE: #RgDType
 */
typedef enum
{
  RG_ATTR_INT,
  RG_ATTR_FLOAT,
  RG_ATTR_BOOL,
  RG_ATTR_STRING,
  RG_ATTR_INTS,
  RG_ATTR_DTYPE
} RgAttrType;

/**
 * RgAttr:
 * @name: PyTorch's name
 * @type: the C type of the field
 * @offset: where it lies in the attribute struct
 * @has_offset: where its `bool has_NAME` lies; 0: it is always present
 * @def: its default, written as on a command line; %NULL: none, and it must be
 * given (unless it has @has_offset)
 * @choices: (nullable): the words allowed, separated by spaces
 * @min: the least value of a number
 * @max: the largest; @min == @max: any
 * @doc: a sentence
 *
 * One attribute, for tools that fill the struct by name. A table of these ends
 * with a %NULL name.
 */
typedef struct
{
  const char *name;
  RgAttrType type;
  size_t offset;
  size_t has_offset;
  const char *def;
  const char *choices;
  double min;
  double max;
  const char *doc;
} RgAttr;

/** RG_ATTR: an attribute that is always present. */
#define RG_ATTR(Struct, field, TYPE, default_text, ...)                        \
  { .name = #field, .type = RG_ATTR_##TYPE, .offset = offsetof (Struct, field),  \
    .def = default_text, __VA_ARGS__ }
/** RG_ATTR_OPT: an attribute with a presence flag `has_FIELD`. */
#define RG_ATTR_OPT(Struct, field, TYPE, ...)                                  \
  { .name = #field, .type = RG_ATTR_##TYPE, .offset = offsetof (Struct, field),  \
    .has_offset = offsetof (Struct, has_##field), __VA_ARGS__ }

/* --- inputs --- */

/**
 * RgInputFlags:
 * @RG_INPUT_OPTIONAL: may be %NULL
 * @RG_INPUT_VARIADIC: any number of tensors stand in this place; one input of
 * an operator at the most
 * @RG_INPUT_NO_GRAD: has no gradient: an index, a mask, a running statistic
 * @RG_INPUT_INTEGER: must be int64, int32 or uint8
 * @RG_INPUT_BOOL: must be bool or uint8
 * @RG_INPUT_FLOATING: must be float32 or float64
 * @RG_INPUT_NO_PROMOTE: takes no part in the type promotion of a pointwise operator
 */
typedef enum
{
  RG_INPUT_PLAIN = 0,
  RG_INPUT_OPTIONAL = 1 << 0,
  RG_INPUT_VARIADIC = 1 << 1,
  RG_INPUT_NO_GRAD = 1 << 2,
  RG_INPUT_INTEGER = 1 << 3,
  RG_INPUT_BOOL = 1 << 4,
  RG_INPUT_FLOATING = 1 << 5,
  RG_INPUT_NO_PROMOTE = 1 << 6
} RgInputFlags;

/** RgInput: one input; a table of these ends with a %NULL name. */
typedef struct
{
  const char *name;
  const char *doc;
  unsigned flags;
} RgInput;

/* --- a forward call --- */

/**
 * RgCall:
 * @size: sizeof (RgCall) in the engine
 * @op: the operator
 * @scope: where intermediate tensors go; it ends with the call
 * @inputs: (array length=n_inputs): the inputs, a variadic one spread out;
 * %NULL for an optional one that is absent
 * @n_inputs: how many
 * @attrs: the attribute struct, complete
 * @outputs: (array length=n_outputs): filled by rg_call_output() or
 * rg_call_return()
 * @n_outputs: how many are filled
 *
 * What an operator's shape rule and forward see.
 */
typedef struct
{
  size_t size;
  const RgOp *op;
  RgScope *scope;
  RgTensor *const *inputs;
  size_t n_inputs;
  const void *attrs;
  RgTensor **outputs;
  size_t n_outputs;
} RgCall;

/**
 * rg_call_output:
 * @call: the call
 * @index: which output; outputs are made in order
 * @dtype: its element type
 * @shape: its sizes
 *
 * Makes output @index: contiguous, uninitialised.
 *
 * Returns: (transfer none) (nullable): the output; %NULL if memory cannot be
 * had, with the error set
 */
RG_API RgTensor *rg_call_output (RgCall *call, size_t index, RgDType dtype,
                                 RgInts shape);

/** rg_call_no_gradient: (skip): says that output @index, which was made, is a constant to differentiation (the statistics of a norm). */
RG_API void rg_call_no_gradient (RgCall *call, size_t index);

/**
 * rg_call_return:
 * @call: the call
 * @index: which output
 * @tensor: (nullable): a tensor
 *
 * Makes @tensor output @index: what a composite forward ends with.
 *
 * Returns: false if @tensor is %NULL
 */
RG_API bool rg_call_return (RgCall *call, size_t index, RgTensor *tensor);

/**
 * rg_call_view:
 * @call: the call
 * @shape: the view's sizes
 * @strides: its strides in elements
 * @offset: its first element, counted from the first of input 0
 *
 * Makes output 0 a view of input 0: what a view's stride rule ends with.
 */
RG_API bool rg_call_view (RgCall *call, RgInts shape, RgInts strides,
                          int64_t offset);

/** rg_call_view_nth: (skip): the same for output @index, of operators with several views. */
RG_API bool rg_call_view_nth (RgCall *call, size_t index, RgInts shape,
                              RgInts strides, int64_t offset);

/**
 * rg_call_fail:
 * @call: the call
 * @code: what kind of error
 * @format: what is wrong and what would be right; core adds the operator, the
 * shapes and the attributes
 *
 * Returns: false, so that a rule can end with it
 */
RG_API bool rg_call_fail (RgCall *call, RgError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** rg_call_contiguous: (skip): (transfer none): input @i, contiguous, copied if need be. */
RG_API RgTensor *rg_call_contiguous (RgCall *call, size_t i);

/** rg_call_temp: (skip): (transfer none): scratch memory that lives as long as the call; uninitialised. */
RG_API void *rg_call_temp (RgCall *call, size_t bytes);

/** rg_call_dim: (skip): @dim wrapped into 0 .. @ndim - 1 (a negative one counts from the end); -1, with the error set, if it is out of range. */
RG_API int rg_call_dim (RgCall *call, int64_t dim, int ndim);

/**
 * rg_call_broadcast:
 * @call: the call
 * @first: an input
 * @n: how many from there on; absent ones are passed over
 * @ndim: (out): dimensions of the common shape
 * @sizes: (out) (array fixed-size=8): its sizes
 *
 * Returns: false, with the error set, if their sizes do not broadcast
 */
RG_API bool rg_call_broadcast (RgCall *call, size_t first, size_t n, int *ndim, int64_t *sizes);

/* --- a backward call --- */

/**
 * RgVjpCall:
 *
 * What a vector-Jacobian product sees: the gradients of the outputs, what was
 * saved, the shapes of the inputs.
 */
typedef struct _RgVjpCall RgVjpCall;

/** rg_vjp_grad: (skip): (transfer none) (nullable): the gradient of output @i; %NULL: none reaches it. */
RG_API RgTensor *rg_vjp_grad (RgVjpCall *c, size_t i);
/**
 * rg_vjp_grad_last:
 * @c: the call
 * @i: which output
 *
 * The same as rg_vjp_grad() for a function that uses the gradient once: the
 * pointwise operator that takes it may store its result in it, if nobody else
 * holds it.
 *
 * Returns: (transfer none) (nullable): the gradient of output @i
 */
RG_API RgTensor *rg_vjp_grad_last (RgVjpCall *c, size_t i);
/** rg_vjp_input: (skip): (transfer none): input @i, which the table says is needed; %NULL if it was absent. */
RG_API RgTensor *rg_vjp_input (RgVjpCall *c, size_t i);
/** rg_vjp_output: (skip): (transfer none): output @i, which the table says is needed. */
RG_API RgTensor *rg_vjp_output (RgVjpCall *c, size_t i);
/** rg_vjp_shape: (skip): the sizes of an input that has a gradient or was saved. */
RG_API RgInts rg_vjp_shape (RgVjpCall *c, size_t i);
RG_API RgDType rg_vjp_dtype (RgVjpCall *c, size_t i);
/** rg_vjp_attrs: (skip): the attribute struct. */
RG_API const void *rg_vjp_attrs (RgVjpCall *c);
RG_API size_t rg_vjp_n_inputs (RgVjpCall *c);
/** rg_vjp_wants: (skip): whether the gradient of input @i is asked for. */
RG_API bool rg_vjp_wants (RgVjpCall *c, size_t i);
/** rg_vjp_set: (skip): gives the gradient of input @i; for RG_VJP_ALL. */
RG_API void rg_vjp_set (RgVjpCall *c, size_t i, RgTensor *grad);

/**
 * rg_unreduce:
 * @grad: (nullable): the gradient of a reduction's output
 * @shape: the sizes of its input
 * @has_dim: whether dimensions were given; if not, all were reduced
 * @dim: which
 * @keepdim: whether they were kept with size 1
 *
 * Returns: (transfer none): @grad expanded to @shape, as a view
 */
RG_API RgTensor *rg_unreduce (RgTensor *grad, RgInts shape, bool has_dim, RgInts dim, bool keepdim);

/**
 * RgVjpFunc:
 * @c: the call
 * @i: the input whose gradient is asked for
 *
 * Returns: (transfer none) (nullable): its gradient, in the input's shape or
 * in one that broadcasting gave it (core sums it back); %NULL: none
 */
typedef RgTensor *(*RgVjpFunc) (RgVjpCall *c, size_t i);

/** RG_SAVE_INPUT: the i-th input is needed (inputs 0 to 30). */
#define RG_SAVE_INPUT(i) (1ull << (i))
/** RG_SAVE_ALL_INPUTS: every input is needed, variadic ones too. */
#define RG_SAVE_ALL_INPUTS 0x7fffffffull
/** RG_SAVE_OUTPUT: the i-th output is needed (outputs 0 to 31). */
#define RG_SAVE_OUTPUT(i) (1ull << (32 + (i)))

/**
 * RgVjp:
 * @input: the input that it differentiates; %RG_VJP_REST for the variadic input
 * and what stands after it; %RG_VJP_ALL for a function that gives all with
 * rg_vjp_set() and returns %NULL
 * @needs: what must be saved for it
 * @fn: the function, in differentiable operators
 *
 * One row of the table of vector-Jacobian products; it ends with a %NULL @fn.
 * An input without a row has no gradient.
 */
typedef struct
{
  int input;
  uint64_t needs;
  RgVjpFunc fn;
} RgVjp;
#define RG_VJP_REST (-1)
#define RG_VJP_ALL (-2)

/**
 * RG_VJP:
 * @name: the function to define
 * @expression: a tensor, in terms of the names below
 *
 * Defines one vector-Jacobian product. %RG_G is the gradient of the first
 * output (%RG_G_LAST where it stands once), %RG_IN (i) an input, %RG_OUT (i) an output, %RG_ATTRS (Type) the
 * attributes.
 */
#define RG_VJP(name, ...)                                                      \
  static RgTensor *name (RgVjpCall *c, size_t i)                               \
  {                                                                            \
    (void) i;                                                                  \
    return __VA_ARGS__;                                                        \
  }
#define RG_G rg_vjp_grad (c, 0)
#define RG_G_LAST rg_vjp_grad_last (c, 0)
#define RG_IN(i) rg_vjp_input (c, i)
#define RG_OUT(i) rg_vjp_output (c, i)
#define RG_ATTRS(Type) ((const Type *) rg_vjp_attrs (c))

/* --- forward mode --- */

/**
 * RgJvpCall:
 *
 * What a Jacobian-vector product sees: inputs, outputs and the tangents of the
 * inputs.
 */
typedef struct _RgJvpCall RgJvpCall;
RG_API RgTensor *rg_jvp_input (RgJvpCall *c, size_t i);
RG_API RgTensor *rg_jvp_output (RgJvpCall *c, size_t i);
/** rg_jvp_tangent: (skip): (nullable): the tangent of input @i; %NULL stands for zero. */
RG_API RgTensor *rg_jvp_tangent (RgJvpCall *c, size_t i);
RG_API const void *rg_jvp_attrs (RgJvpCall *c);
RG_API size_t rg_jvp_n_inputs (RgJvpCall *c);

/** RgJvpFunc: the tangent of output @o, in differentiable operators; %NULL stands for zero. */
typedef RgTensor *(*RgJvpFunc) (RgJvpCall *c, size_t o);

/**
 * RG_JVP_LINEAR:
 *
 * For operators that are linear in all their differentiable inputs taken
 * together (sum, transpose, add): the tangent is the operator applied to the
 * tangents.
 */
RG_API RgTensor *rg_jvp_linear (RgJvpCall *c, size_t o);
#define RG_JVP_LINEAR rg_jvp_linear

/* --- kinds --- */

/**
 * RgBlockFunc:
 * @n: how many elements
 * @out: (array): where the output blocks begin
 * @in: (array): where the input blocks begin
 * @attrs: the attribute struct
 *
 * A pointwise kernel over contiguous blocks of one element type. Core owns
 * broadcasting, strides, threads and conversion.
 */
typedef void (*RgBlockFunc) (size_t n, void *const *out, const void *const *in,
                             const void *attrs);

/**
 * RgPointwiseFlags:
 * @RG_POINTWISE_FLOAT: integer inputs are computed in float32 (exp, div)
 * @RG_POINTWISE_BOOL_OUT: the output is bool (eq, isnan)
 * @RG_POINTWISE_NO_BOOL: bool inputs are refused (sub, neg)
 * @RG_POINTWISE_BOOL_AS_I64: bool inputs are computed in int64 (square)
 */
typedef enum
{
  RG_POINTWISE_PLAIN = 0,
  RG_POINTWISE_FLOAT = 1 << 0,
  RG_POINTWISE_BOOL_OUT = 1 << 1,
  RG_POINTWISE_NO_BOOL = 1 << 2,
  RG_POINTWISE_BOOL_AS_I64 = 1 << 3
} RgPointwiseFlags;

/**
 * RgIsa:
 * @RG_ISA_BASE: what every machine has
 * @RG_ISA_V3: x86-64-v3 (AVX2, fma)
 * @RG_ISA_V4: x86-64-v4 (AVX-512)
 *
 * The instruction sets that kernels are built for.
 */
typedef enum
{
  RG_ISA_BASE,
  RG_ISA_V3,
  RG_ISA_V4
} RgIsa;
#define RG_N_ISAS 3

/** rg_isa: (skip): the best one that this machine has (or that `RETROGRADE_ISA=base|v3|v4` allows). */
RG_API RgIsa rg_isa (void);

/**
 * RgPointwise:
 * @kernels: by dtype and instruction set; a dtype without kernels is an error,
 * or computed in another where @flags say so
 * @flags: #RgPointwiseFlags
 * @cost: nanoseconds per element, roughly, for scheduling; 0 stands for 0.3
 * @flags_of: (nullable): the flags, where they depend on the attributes
 */
typedef struct
{
  RgBlockFunc kernels[RG_N_DTYPES][RG_N_ISAS];
  unsigned flags;
  double cost;
  unsigned (*flags_of) (const void *attrs);
} RgPointwise;

/**
 * RgReduction:
 * @rows: reduces @n contiguous elements to one state; with @n = 0 it gives the
 * state of no elements. Written by RG_REDUCTION_KERNELS()
 * @columns: reduces @rows rows of @n columns, `stride` elements apart, to @n
 * states side by side, in the same order of operations as @rows
 * @combine: merges @n states into as many others: states[i] = states[i] . others[i]
 * @finish: writes @n outputs from @n states; @count elements went into each
 * @state_size: bytes of a state, by dtype computed in; 0: not supported
 * @compute: (nullable): the dtype to compute in, from the input's; default: the
 * same
 * @result: (nullable): the output's dtype, from the one computed in; default:
 * the same
 * @dims: (nullable): which dimensions to reduce: fills at most %RG_MAX_DIMS and
 * returns how many, 0 for all, -1 after rg_call_fail(). Default: attributes
 * `dim` (ints, optional) and `keepdim` (bool), looked up by name
 * @empty_is_error: whether reducing nothing is an error (amax)
 *
 * A reduction over dimensions. Core cuts the reduced extent into blocks of 4096
 * elements, whatever the thread count, and merges their states in a fixed
 * pairwise tree, so that the bits depend neither on threads nor on strides.
 */
typedef struct
{
  void (*rows[RG_N_DTYPES][RG_N_ISAS]) (size_t n, const void *in, void *state,
                                        const void *attrs);
  void (*columns[RG_N_DTYPES][RG_N_ISAS]) (size_t rows, size_t n, size_t stride,
                                           const void *in, void *states,
                                           const void *attrs);
  void (*combine[RG_N_DTYPES]) (size_t n, void *states, const void *others,
                                const void *attrs);
  void (*finish[RG_N_DTYPES]) (size_t n, const void *states, void *out,
                               int64_t count, const void *attrs);
  size_t state_size[RG_N_DTYPES];
  RgDType (*compute) (RgDType in, const void *attrs);
  RgDType (*result) (RgDType computed, const void *attrs);
  int (*dims) (RgCall *call, int64_t *dims, bool *keepdim);
  bool empty_is_error;
} RgReduction;

/**
 * RgKind:
 * @RG_KIND_GENERAL: does its own loops (`forward`, optionally `shape`)
 * @RG_KIND_POINTWISE: gives block kernels (`pointwise`), and refuses in `shape` what they cannot take
 * @RG_KIND_REDUCTION: gives block kernels and a combine (`reduction`)
 * @RG_KIND_VIEW: gives a stride rule (`forward` ends with rg_call_view())
 * @RG_KIND_COMPOSITE: `forward` is written in other operators; no vjp
 */
typedef enum
{
  RG_KIND_GENERAL,
  RG_KIND_POINTWISE,
  RG_KIND_REDUCTION,
  RG_KIND_VIEW,
  RG_KIND_COMPOSITE
} RgKind;

/**
 * RgOpFlags:
 * @RG_OP_NO_GRAD: has no gradient at all (comparisons, argmax, randint)
 * @RG_OP_RANDOM: draws random numbers; attribute `seed`-like state is drawn in
 * forward
 * @RG_OP_MULTI_VIEW: several outputs that are views (split, unbind)
 * @RG_OP_INTERNAL: a helper such as `tanh_backward`, left out of listings
 */
typedef enum
{
  RG_OP_PLAIN = 0,
  RG_OP_NO_GRAD = 1 << 0,
  RG_OP_RANDOM = 1 << 1,
  RG_OP_MULTI_VIEW = 1 << 2,
  RG_OP_INTERNAL = 1 << 3
} RgOpFlags;

/* --- samples --- */

/**
 * RgSample:
 * @inputs: the inputs, separated by spaces; see below
 * @attrs: (nullable): `name=value` pairs, separated by spaces
 * @note: (nullable): what is special about it
 * @flags: #RgSampleFlags
 *
 * A sample call for the checks, as text. An input is a shape with sizes joined
 * by `x` (`3x4`; `.` for zero-dimensional; `0x3`), after which may stand
 * `:` and a fill: `n` normal (the default), `u` uniform in (0, 1), `p` positive
 * in (0.5, 2), `m` in (-0.9, 0.9), `s` spread out distinct values, `i5` int64
 * below 5, `b` bool, `z` zeros, `o` ones, or literal values `=1,2,3`; and before
 * which may stand `f32*`, `i64*` and the like for a dtype other than float64.
 * `-` stands for an absent optional input; `[3x4 3x4]` for a variadic one.
 */
typedef struct
{
  const char *inputs;
  const char *attrs;
  const char *note;
  unsigned flags;
} RgSample;

/**
 * RgSampleFlags:
 * @RG_SAMPLE_NO_GRAD: forward only: at a kink or a tie
 * @RG_SAMPLE_ERROR: must be refused with an error
 */
typedef enum
{
  RG_SAMPLE_PLAIN = 0,
  RG_SAMPLE_NO_GRAD = 1 << 0,
  RG_SAMPLE_ERROR = 1 << 1
} RgSampleFlags;

/* --- the descriptor --- */

/**
 * RgOp:
 *
 * What an operator is. Set with designated initialisers; fields that are left
 * out are zero.
 */
struct _RgOp
{
  size_t struct_size; /* sizeof (RgOp) */

  /* Description: REQUIRED. */
  const char *name;     /* `sum`, or `NAME_backward`, `NAME.variant` */
  const char *summary;  /* a sentence */
  const char *formula;  /* in plain text: out = ... */
  const char *gradient; /* likewise: d input = ... */
  const char *category; /* the folder: pointwise reduce shape index linalg nn loss random */
  RgKind kind;
  unsigned flags;
  const RgInput *inputs; /* ends with a NULL name */
  size_t n_outputs;      /* 1 or more; 0: as many as forward makes, up to 32767 */

  /* Attributes: OPTIONAL. */
  const RgAttr *attrs; /* ends with a NULL name */
  size_t attrs_size;   /* sizeof the struct, which begins with `size_t size` */
  const void *attrs_init;

  /* Kind: REQUIRED where the kind says so. */
  const RgPointwise *pointwise;
  const RgReduction *reduction;
  bool (*shape) (RgCall *call);
  bool (*forward) (RgCall *call);

  /* Differentiation: OPTIONAL. */
  const RgVjp *vjp; /* ends with a NULL fn */
  RgJvpFunc jvp;
  const char *backward_name;                   /* default: `NameBackward0` */
  const char *(*backward_name_of) (RgCall *c); /* where it depends on the call */

  /* Checks and loading: OPTIONAL. */
  const RgSample *samples;    /* ends with NULL inputs */
  const char *const *uses;    /* operators that vjp, jvp or forward call; ends with NULL */
  double (*cost) (RgCall *c); /* nanoseconds of forward, roughly; for scheduling */
  const char *const *output_names; /* ends with NULL; default: `out` */
};

/** RG_OUTPUTS / RG_USES / RG_INPUTS: tables inside a descriptor. */
#define RG_USES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define RG_OUTPUTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* --- modules --- */

#define RG_MODULE_MAGIC 0x52474d4fu /* "RGMO" */
#define RG_ABI_MAJOR 1
#define RG_ABI_MINOR 0

/**
 * RgModule:
 *
 * What a module hands over; RG_MODULE() writes it.
 */
typedef struct
{
  uint32_t magic;
  uint32_t struct_size;
  uint16_t abi_major;
  uint16_t abi_minor;
  uint16_t sizes[8]; /* of the public structs, and limits */
  const void *anchor; /* of the core that the module is linked with */
  const char *name;   /* that of the file, without `.so` */
  const char *version;
  const char *licence;
  const char *author;
  const RgOp *const *ops; /* ends with NULL */
} RgModule;

#define RG_MODULE_SIZES                                                        \
  { sizeof (RgOp), sizeof (RgCall), sizeof (RgPointwise), sizeof (RgReduction), \
    sizeof (RgAttr), sizeof (RgInput), RG_MAX_DIMS, RG_N_DTYPES }

/** rg_module_anchor: (skip): an address that is the same for all who share one core. */
RG_API const void *rg_module_anchor (void);

#ifdef RG_STATIC_OPS
#define RG_MODULE_ENTRY(module_name) rg_module_query_##module_name
#define RG_MODULE_EXPORT
#else
#define RG_MODULE_ENTRY(module_name) rg_module_query
#define RG_MODULE_EXPORT __attribute__ ((visibility ("default")))
#endif
#ifndef RG_MODULE_VERSION
#define RG_MODULE_VERSION "1.0"
#endif
#ifndef RG_MODULE_LICENCE
#define RG_MODULE_LICENCE "BSD-3-Clause"
#endif
#ifndef RG_MODULE_AUTHOR
#define RG_MODULE_AUTHOR ""
#endif

/**
 * RG_MODULE:
 * @module_name: the file's name without `.so`
 * @...: pointers to its descriptors
 *
 * Ends an operator's file: defines the one function that a module exports.
 */
#define RG_MODULE(module_name, ...)                                            \
  RG_MODULE_EXPORT const RgModule *RG_MODULE_ENTRY (module_name) (void);       \
  RG_MODULE_EXPORT const RgModule *RG_MODULE_ENTRY (module_name) (void)        \
  {                                                                            \
    static const RgOp *const ops[] = { __VA_ARGS__, NULL };                    \
    static RgModule module = {                                                 \
      RG_MODULE_MAGIC, sizeof (RgModule), RG_ABI_MAJOR, RG_ABI_MINOR,          \
      RG_MODULE_SIZES, NULL, #module_name, RG_MODULE_VERSION,                  \
      RG_MODULE_LICENCE, RG_MODULE_AUTHOR, ops                                 \
    };                                                                         \
    module.anchor = rg_module_anchor ();                                       \
    return &module;                                                            \
  }

G_END_DECLS

#endif
