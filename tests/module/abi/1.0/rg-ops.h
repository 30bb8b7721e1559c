/* rg-ops.h: the typed front: a C function for each way to call an operator.
 * Made from ops/FOLDER/prototypes.txt by gen-front.py; change it there.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPS_H
#define RG_OPS_H

#include "rg-tensor.h"
#include "rg-types.h"
#include <math.h>

G_BEGIN_DECLS

/* Lists that are defaults of attributes. */
RG_API extern const int64_t rg_ints_1[1];
RG_API extern const int64_t rg_ints_0[1];
RG_API extern const int64_t rg_ints_0_1[2];
RG_API extern const int64_t rg_ints_2[1];

/* --- add --- */

/**
 * RgAddAttrs:
 *
 * The attributes of `add`; RG_ADD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double alpha;
} RgAddAttrs;
#define RG_ADD_ATTRS_INIT { sizeof (RgAddAttrs), 1.0 }

/**
 * rg_add:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_add (RgTensor *input, RgTensor *other);

/**
 * rg_add_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_add_scalar (RgTensor *input, double other);

/**
 * rg_add_alpha:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @alpha: a number
 *
 * Calls the operator `add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_add_alpha (RgTensor *input, RgTensor *other, double alpha);

/**
 * rg_add_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_add_with (RgTensor *input, RgTensor *other,
                              const RgAddAttrs *attrs);

/* --- sub --- */

/**
 * RgSubAttrs:
 *
 * The attributes of `sub`; RG_SUB_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double alpha;
} RgSubAttrs;
#define RG_SUB_ATTRS_INIT { sizeof (RgSubAttrs), 1.0 }

/**
 * rg_sub:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `sub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sub (RgTensor *input, RgTensor *other);

/**
 * rg_sub_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `sub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sub_scalar (RgTensor *input, double other);

/**
 * rg_sub_from_scalar:
 * @input: a number
 * @other: (nullable): a tensor
 *
 * Calls the operator `sub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sub_from_scalar (double input, RgTensor *other);

/**
 * rg_sub_alpha:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @alpha: a number
 *
 * Calls the operator `sub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sub_alpha (RgTensor *input, RgTensor *other, double alpha);

/**
 * rg_sub_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `sub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sub_with (RgTensor *input, RgTensor *other,
                              const RgSubAttrs *attrs);

/* --- mul --- */

/**
 * rg_mul:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `mul`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mul (RgTensor *input, RgTensor *other);

/**
 * rg_mul_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `mul`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mul_scalar (RgTensor *input, double other);

/* --- div --- */

/**
 * RgDivAttrs:
 *
 * The attributes of `div`; RG_DIV_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_rounding_mode;
  const char *rounding_mode;
} RgDivAttrs;
#define RG_DIV_ATTRS_INIT { sizeof (RgDivAttrs), false, NULL }

/**
 * rg_div:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_div (RgTensor *input, RgTensor *other);

/**
 * rg_div_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_div_scalar (RgTensor *input, double other);

/**
 * rg_div_from_scalar:
 * @input: a number
 * @other: (nullable): a tensor
 *
 * Calls the operator `div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_div_from_scalar (double input, RgTensor *other);

/**
 * rg_div_mode:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @rounding_mode: a word
 *
 * Calls the operator `div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_div_mode (RgTensor *input, RgTensor *other,
                              const char *rounding_mode);

/**
 * rg_div_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_div_with (RgTensor *input, RgTensor *other,
                              const RgDivAttrs *attrs);

/* --- neg --- */

/**
 * rg_neg:
 * @input: (nullable): a tensor
 *
 * Calls the operator `neg`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_neg (RgTensor *input);

/* --- pow --- */

/**
 * rg_pow:
 * @input: (nullable): a tensor
 * @exponent: (nullable): a tensor
 *
 * Calls the operator `pow`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pow (RgTensor *input, RgTensor *exponent);

/**
 * rg_pow_scalar:
 * @input: (nullable): a tensor
 * @exponent: a number
 *
 * Calls the operator `pow`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pow_scalar (RgTensor *input, double exponent);

/**
 * rg_pow_from_scalar:
 * @input: a number
 * @exponent: (nullable): a tensor
 *
 * Calls the operator `pow`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pow_from_scalar (double input, RgTensor *exponent);

/* --- pow_backward --- */

/**
 * rg_pow_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @exponent: (nullable): a tensor
 *
 * Calls the operator `pow_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pow_backward (RgTensor *grad_output, RgTensor *input,
                                  RgTensor *exponent);

/* --- square --- */

/**
 * rg_square:
 * @input: (nullable): a tensor
 *
 * Calls the operator `square`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_square (RgTensor *input);

/* --- reciprocal --- */

/**
 * rg_reciprocal:
 * @input: (nullable): a tensor
 *
 * Calls the operator `reciprocal`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_reciprocal (RgTensor *input);

/* --- sqrt --- */

/**
 * rg_sqrt:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sqrt`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sqrt (RgTensor *input);

/* --- rsqrt --- */

/**
 * rg_rsqrt:
 * @input: (nullable): a tensor
 *
 * Calls the operator `rsqrt`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rsqrt (RgTensor *input);

/* --- abs --- */

/**
 * rg_abs:
 * @input: (nullable): a tensor
 *
 * Calls the operator `abs`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_abs (RgTensor *input);

/* --- sign --- */

/**
 * rg_sign:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sign`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sign (RgTensor *input);

/* --- exp --- */

/**
 * rg_exp:
 * @input: (nullable): a tensor
 *
 * Calls the operator `exp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_exp (RgTensor *input);

/* --- log --- */

/**
 * rg_log:
 * @input: (nullable): a tensor
 *
 * Calls the operator `log`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log (RgTensor *input);

/* --- sin --- */

/**
 * rg_sin:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sin (RgTensor *input);

/* --- cos --- */

/**
 * rg_cos:
 * @input: (nullable): a tensor
 *
 * Calls the operator `cos`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cos (RgTensor *input);

/* --- tanh --- */

/**
 * rg_tanh:
 * @input: (nullable): a tensor
 *
 * Calls the operator `tanh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tanh (RgTensor *input);

/* --- tanh_backward --- */

/**
 * rg_tanh_backward:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 *
 * Calls the operator `tanh_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tanh_backward (RgTensor *grad_output, RgTensor *output);

/* --- sigmoid --- */

/**
 * rg_sigmoid:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sigmoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sigmoid (RgTensor *input);

/* --- sigmoid_backward --- */

/**
 * rg_sigmoid_backward:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 *
 * Calls the operator `sigmoid_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sigmoid_backward (RgTensor *grad_output, RgTensor *output);

/* --- relu --- */

/**
 * rg_relu:
 * @input: (nullable): a tensor
 *
 * Calls the operator `relu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_relu (RgTensor *input);

/* --- relu_backward --- */

/**
 * rg_relu_backward:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 *
 * Calls the operator `relu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_relu_backward (RgTensor *grad_output, RgTensor *output);

/* --- eq --- */

/**
 * rg_eq:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `eq`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_eq (RgTensor *input, RgTensor *other);

/**
 * rg_eq_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `eq`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_eq_scalar (RgTensor *input, double other);

/* --- ne --- */

/**
 * rg_ne:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `ne`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ne (RgTensor *input, RgTensor *other);

/**
 * rg_ne_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `ne`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ne_scalar (RgTensor *input, double other);

/* --- lt --- */

/**
 * rg_lt:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `lt`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_lt (RgTensor *input, RgTensor *other);

/**
 * rg_lt_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `lt`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_lt_scalar (RgTensor *input, double other);

/* --- le --- */

/**
 * rg_le:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `le`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_le (RgTensor *input, RgTensor *other);

/**
 * rg_le_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `le`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_le_scalar (RgTensor *input, double other);

/* --- gt --- */

/**
 * rg_gt:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `gt`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gt (RgTensor *input, RgTensor *other);

/**
 * rg_gt_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `gt`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gt_scalar (RgTensor *input, double other);

/* --- ge --- */

/**
 * rg_ge:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `ge`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ge (RgTensor *input, RgTensor *other);

/**
 * rg_ge_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `ge`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ge_scalar (RgTensor *input, double other);

/* --- where --- */

/**
 * rg_where:
 * @condition: (nullable): a tensor
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `where`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_where (RgTensor *condition, RgTensor *input,
                           RgTensor *other);

/**
 * rg_where_scalar:
 * @condition: (nullable): a tensor
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `where`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_where_scalar (RgTensor *condition, RgTensor *input,
                                  double other);

/* --- log1p --- */

/**
 * rg_log1p:
 * @input: (nullable): a tensor
 *
 * Calls the operator `log1p`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log1p (RgTensor *input);

/* --- log2 --- */

/**
 * rg_log2:
 * @input: (nullable): a tensor
 *
 * Calls the operator `log2`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log2 (RgTensor *input);

/* --- log10 --- */

/**
 * rg_log10:
 * @input: (nullable): a tensor
 *
 * Calls the operator `log10`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log10 (RgTensor *input);

/* --- expm1 --- */

/**
 * rg_expm1:
 * @input: (nullable): a tensor
 *
 * Calls the operator `expm1`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_expm1 (RgTensor *input);

/* --- exp2 --- */

/**
 * rg_exp2:
 * @input: (nullable): a tensor
 *
 * Calls the operator `exp2`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_exp2 (RgTensor *input);

/* --- tan --- */

/**
 * rg_tan:
 * @input: (nullable): a tensor
 *
 * Calls the operator `tan`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tan (RgTensor *input);

/* --- asin --- */

/**
 * rg_asin:
 * @input: (nullable): a tensor
 *
 * Calls the operator `asin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_asin (RgTensor *input);

/* --- acos --- */

/**
 * rg_acos:
 * @input: (nullable): a tensor
 *
 * Calls the operator `acos`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_acos (RgTensor *input);

/* --- atan --- */

/**
 * rg_atan:
 * @input: (nullable): a tensor
 *
 * Calls the operator `atan`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_atan (RgTensor *input);

/* --- sinh --- */

/**
 * rg_sinh:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sinh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sinh (RgTensor *input);

/* --- cosh --- */

/**
 * rg_cosh:
 * @input: (nullable): a tensor
 *
 * Calls the operator `cosh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cosh (RgTensor *input);

/* --- asinh --- */

/**
 * rg_asinh:
 * @input: (nullable): a tensor
 *
 * Calls the operator `asinh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_asinh (RgTensor *input);

/* --- acosh --- */

/**
 * rg_acosh:
 * @input: (nullable): a tensor
 *
 * Calls the operator `acosh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_acosh (RgTensor *input);

/* --- atanh --- */

/**
 * rg_atanh:
 * @input: (nullable): a tensor
 *
 * Calls the operator `atanh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_atanh (RgTensor *input);

/* --- deg2rad --- */

/**
 * rg_deg2rad:
 * @input: (nullable): a tensor
 *
 * Calls the operator `deg2rad`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_deg2rad (RgTensor *input);

/* --- rad2deg --- */

/**
 * rg_rad2deg:
 * @input: (nullable): a tensor
 *
 * Calls the operator `rad2deg`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rad2deg (RgTensor *input);

/* --- sinc --- */

/**
 * rg_sinc:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sinc`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sinc (RgTensor *input);

/* --- sinc_backward --- */

/**
 * rg_sinc_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `sinc_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sinc_backward (RgTensor *grad_output, RgTensor *input);

/* --- floor --- */

/**
 * rg_floor:
 * @input: (nullable): a tensor
 *
 * Calls the operator `floor`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_floor (RgTensor *input);

/* --- ceil --- */

/**
 * rg_ceil:
 * @input: (nullable): a tensor
 *
 * Calls the operator `ceil`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ceil (RgTensor *input);

/* --- round --- */

/**
 * RgRoundAttrs:
 *
 * The attributes of `round`; RG_ROUND_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t decimals;
} RgRoundAttrs;
#define RG_ROUND_ATTRS_INIT { sizeof (RgRoundAttrs), 0 }

/**
 * rg_round:
 * @input: (nullable): a tensor
 *
 * Calls the operator `round`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_round (RgTensor *input);

/**
 * rg_round_decimals:
 * @input: (nullable): a tensor
 * @decimals: an integer
 *
 * Calls the operator `round`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_round_decimals (RgTensor *input, int64_t decimals);

/**
 * rg_round_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `round`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_round_with (RgTensor *input, const RgRoundAttrs *attrs);

/* --- trunc --- */

/**
 * rg_trunc:
 * @input: (nullable): a tensor
 *
 * Calls the operator `trunc`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trunc (RgTensor *input);

/* --- frac --- */

/**
 * rg_frac:
 * @input: (nullable): a tensor
 *
 * Calls the operator `frac`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_frac (RgTensor *input);

/* --- sgn --- */

/**
 * rg_sgn:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sgn`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sgn (RgTensor *input);

/* --- positive --- */

/**
 * rg_positive:
 * @input: (nullable): a tensor
 *
 * Calls the operator `positive`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_positive (RgTensor *input);

/* --- nan_to_num --- */

/**
 * RgNanToNumAttrs:
 *
 * The attributes of `nan_to_num`; RG_NAN_TO_NUM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double nan;
  bool has_posinf;
  double posinf;
  bool has_neginf;
  double neginf;
} RgNanToNumAttrs;
#define RG_NAN_TO_NUM_ATTRS_INIT { sizeof (RgNanToNumAttrs), 0.0, false, 0.0, \
    false, 0.0 }

/**
 * rg_nan_to_num:
 * @input: (nullable): a tensor
 *
 * Calls the operator `nan_to_num`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nan_to_num (RgTensor *input);

/**
 * rg_nan_to_num_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `nan_to_num`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nan_to_num_with (RgTensor *input,
                                     const RgNanToNumAttrs *attrs);

/* --- signbit --- */

/**
 * rg_signbit:
 * @input: (nullable): a tensor
 *
 * Calls the operator `signbit`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_signbit (RgTensor *input);

/* --- isnan --- */

/**
 * rg_isnan:
 * @input: (nullable): a tensor
 *
 * Calls the operator `isnan`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isnan (RgTensor *input);

/* --- isinf --- */

/**
 * rg_isinf:
 * @input: (nullable): a tensor
 *
 * Calls the operator `isinf`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isinf (RgTensor *input);

/* --- isfinite --- */

/**
 * rg_isfinite:
 * @input: (nullable): a tensor
 *
 * Calls the operator `isfinite`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isfinite (RgTensor *input);

/* --- isposinf --- */

/**
 * rg_isposinf:
 * @input: (nullable): a tensor
 *
 * Calls the operator `isposinf`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isposinf (RgTensor *input);

/* --- isneginf --- */

/**
 * rg_isneginf:
 * @input: (nullable): a tensor
 *
 * Calls the operator `isneginf`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isneginf (RgTensor *input);

/* --- logical_not --- */

/**
 * rg_logical_not:
 * @input: (nullable): a tensor
 *
 * Calls the operator `logical_not`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logical_not (RgTensor *input);

/* --- bitwise_not --- */

/**
 * rg_bitwise_not:
 * @input: (nullable): a tensor
 *
 * Calls the operator `bitwise_not`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bitwise_not (RgTensor *input);

/* --- erf --- */

/**
 * rg_erf:
 * @input: (nullable): a tensor
 *
 * Calls the operator `erf`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_erf (RgTensor *input);

/* --- erfc --- */

/**
 * rg_erfc:
 * @input: (nullable): a tensor
 *
 * Calls the operator `erfc`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_erfc (RgTensor *input);

/* --- erfcx --- */

/**
 * rg_erfcx:
 * @input: (nullable): a tensor
 *
 * Calls the operator `erfcx`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_erfcx (RgTensor *input);

/* --- erfinv --- */

/**
 * rg_erfinv:
 * @input: (nullable): a tensor
 *
 * Calls the operator `erfinv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_erfinv (RgTensor *input);

/* --- ndtr --- */

/**
 * rg_ndtr:
 * @input: (nullable): a tensor
 *
 * Calls the operator `ndtr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ndtr (RgTensor *input);

/* --- ndtri --- */

/**
 * rg_ndtri:
 * @input: (nullable): a tensor
 *
 * Calls the operator `ndtri`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ndtri (RgTensor *input);

/* --- log_ndtr --- */

/**
 * rg_log_ndtr:
 * @input: (nullable): a tensor
 *
 * Calls the operator `log_ndtr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log_ndtr (RgTensor *input);

/* --- logit --- */

/**
 * RgLogitAttrs:
 *
 * The attributes of `logit`; RG_LOGIT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_eps;
  double eps;
} RgLogitAttrs;
#define RG_LOGIT_ATTRS_INIT { sizeof (RgLogitAttrs), false, 0.0 }

/**
 * rg_logit:
 * @input: (nullable): a tensor
 *
 * Calls the operator `logit`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logit (RgTensor *input);

/**
 * rg_logit_eps:
 * @input: (nullable): a tensor
 * @eps: a number
 *
 * Calls the operator `logit`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logit_eps (RgTensor *input, double eps);

/**
 * rg_logit_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `logit`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logit_with (RgTensor *input, const RgLogitAttrs *attrs);

/* --- logit_backward --- */

/**
 * RgLogitBackwardAttrs:
 *
 * The attributes of `logit_backward`; RG_LOGIT_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_eps;
  double eps;
} RgLogitBackwardAttrs;
#define RG_LOGIT_BACKWARD_ATTRS_INIT { sizeof (RgLogitBackwardAttrs), false, \
    0.0 }

/**
 * rg_logit_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `logit_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logit_backward_with (RgTensor *grad_output,
                                         RgTensor *input,
                                         const RgLogitBackwardAttrs *attrs);

/* --- entr --- */

/**
 * rg_entr:
 * @input: (nullable): a tensor
 *
 * Calls the operator `entr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_entr (RgTensor *input);

/* --- lgamma --- */

/**
 * rg_lgamma:
 * @input: (nullable): a tensor
 *
 * Calls the operator `lgamma`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_lgamma (RgTensor *input);

/* --- mvlgamma --- */

/**
 * RgMvlgammaAttrs:
 *
 * The attributes of `mvlgamma`; RG_MVLGAMMA_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t p;
} RgMvlgammaAttrs;
#define RG_MVLGAMMA_ATTRS_INIT { sizeof (RgMvlgammaAttrs), 0 }

/**
 * rg_mvlgamma:
 * @input: (nullable): a tensor
 * @p: an integer
 *
 * Calls the operator `mvlgamma`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mvlgamma (RgTensor *input, int64_t p);

/**
 * rg_mvlgamma_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `mvlgamma`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mvlgamma_with (RgTensor *input,
                                   const RgMvlgammaAttrs *attrs);

/* --- digamma --- */

/**
 * rg_digamma:
 * @input: (nullable): a tensor
 *
 * Calls the operator `digamma`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_digamma (RgTensor *input);

/* --- polygamma --- */

/**
 * RgPolygammaAttrs:
 *
 * The attributes of `polygamma`; RG_POLYGAMMA_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t n;
} RgPolygammaAttrs;
#define RG_POLYGAMMA_ATTRS_INIT { sizeof (RgPolygammaAttrs), 0 }

/**
 * rg_polygamma:
 * @n: an integer
 * @input: (nullable): a tensor
 *
 * Calls the operator `polygamma`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_polygamma (int64_t n, RgTensor *input);

/**
 * rg_polygamma_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `polygamma`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_polygamma_with (RgTensor *input,
                                    const RgPolygammaAttrs *attrs);

/* --- i0 --- */

/**
 * rg_i0:
 * @input: (nullable): a tensor
 *
 * Calls the operator `i0`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_i0 (RgTensor *input);

/* --- i0e --- */

/**
 * rg_i0e:
 * @input: (nullable): a tensor
 *
 * Calls the operator `i0e`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_i0e (RgTensor *input);

/* --- i1 --- */

/**
 * rg_i1:
 * @input: (nullable): a tensor
 *
 * Calls the operator `i1`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_i1 (RgTensor *input);

/* --- i1e --- */

/**
 * rg_i1e:
 * @input: (nullable): a tensor
 *
 * Calls the operator `i1e`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_i1e (RgTensor *input);

/* --- leaky_relu --- */

/**
 * RgLeakyReluAttrs:
 *
 * The attributes of `leaky_relu`; RG_LEAKY_RELU_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double negative_slope;
} RgLeakyReluAttrs;
#define RG_LEAKY_RELU_ATTRS_INIT { sizeof (RgLeakyReluAttrs), 0.01 }

/**
 * rg_leaky_relu:
 * @input: (nullable): a tensor
 * @negative_slope: a number
 *
 * Calls the operator `leaky_relu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_leaky_relu (RgTensor *input, double negative_slope);

/**
 * rg_leaky_relu_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `leaky_relu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_leaky_relu_with (RgTensor *input,
                                     const RgLeakyReluAttrs *attrs);

/* --- leaky_relu_backward --- */

/**
 * RgLeakyReluBackwardAttrs:
 *
 * The attributes of `leaky_relu_backward`; RG_LEAKY_RELU_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double negative_slope;
} RgLeakyReluBackwardAttrs;
#define RG_LEAKY_RELU_BACKWARD_ATTRS_INIT { \
    sizeof (RgLeakyReluBackwardAttrs), 0.01 }

/**
 * rg_leaky_relu_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @negative_slope: a number
 *
 * Calls the operator `leaky_relu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_leaky_relu_backward (RgTensor *grad_output,
                                         RgTensor *input,
                                         double negative_slope);

/**
 * rg_leaky_relu_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `leaky_relu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_leaky_relu_backward_with (RgTensor *grad_output,
                                              RgTensor *input,
                                              const RgLeakyReluBackwardAttrs *attrs);

/* --- elu --- */

/**
 * RgEluAttrs:
 *
 * The attributes of `elu`; RG_ELU_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double alpha;
} RgEluAttrs;
#define RG_ELU_ATTRS_INIT { sizeof (RgEluAttrs), 1.0 }

/**
 * rg_elu:
 * @input: (nullable): a tensor
 * @alpha: a number
 *
 * Calls the operator `elu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_elu (RgTensor *input, double alpha);

/**
 * rg_elu_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `elu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_elu_with (RgTensor *input, const RgEluAttrs *attrs);

/* --- elu_backward --- */

/**
 * RgEluBackwardAttrs:
 *
 * The attributes of `elu_backward`; RG_ELU_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double alpha;
  double scale;
  double input_scale;
} RgEluBackwardAttrs;
#define RG_ELU_BACKWARD_ATTRS_INIT { sizeof (RgEluBackwardAttrs), 1.0, 1.0, \
    1.0 }

/**
 * rg_elu_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @alpha: a number
 * @scale: a number
 * @input_scale: a number
 *
 * Calls the operator `elu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_elu_backward (RgTensor *grad_output, RgTensor *input,
                                  double alpha, double scale,
                                  double input_scale);

/**
 * rg_elu_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `elu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_elu_backward_with (RgTensor *grad_output, RgTensor *input,
                                       const RgEluBackwardAttrs *attrs);

/* --- celu --- */

/**
 * RgCeluAttrs:
 *
 * The attributes of `celu`; RG_CELU_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double alpha;
} RgCeluAttrs;
#define RG_CELU_ATTRS_INIT { sizeof (RgCeluAttrs), 1.0 }

/**
 * rg_celu:
 * @input: (nullable): a tensor
 * @alpha: a number
 *
 * Calls the operator `celu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_celu (RgTensor *input, double alpha);

/**
 * rg_celu_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `celu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_celu_with (RgTensor *input, const RgCeluAttrs *attrs);

/* --- selu --- */

/**
 * rg_selu:
 * @input: (nullable): a tensor
 *
 * Calls the operator `selu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_selu (RgTensor *input);

/* --- gelu --- */

/**
 * RgGeluAttrs:
 *
 * The attributes of `gelu`; RG_GELU_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *approximate;
} RgGeluAttrs;
#define RG_GELU_ATTRS_INIT { sizeof (RgGeluAttrs), "none" }

/**
 * rg_gelu:
 * @input: (nullable): a tensor
 *
 * Calls the operator `gelu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gelu (RgTensor *input);

/**
 * rg_gelu_approximate:
 * @input: (nullable): a tensor
 * @approximate: a word
 *
 * Calls the operator `gelu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gelu_approximate (RgTensor *input,
                                      const char *approximate);

/**
 * rg_gelu_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `gelu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gelu_with (RgTensor *input, const RgGeluAttrs *attrs);

/* --- gelu_backward --- */

/**
 * RgGeluBackwardAttrs:
 *
 * The attributes of `gelu_backward`; RG_GELU_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *approximate;
} RgGeluBackwardAttrs;
#define RG_GELU_BACKWARD_ATTRS_INIT { sizeof (RgGeluBackwardAttrs), "none" }

/**
 * rg_gelu_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @approximate: a word
 *
 * Calls the operator `gelu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gelu_backward (RgTensor *grad_output, RgTensor *input,
                                   const char *approximate);

/**
 * rg_gelu_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `gelu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gelu_backward_with (RgTensor *grad_output, RgTensor *input,
                                        const RgGeluBackwardAttrs *attrs);

/* --- silu --- */

/**
 * rg_silu:
 * @input: (nullable): a tensor
 *
 * Calls the operator `silu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_silu (RgTensor *input);

/* --- silu_backward --- */

/**
 * rg_silu_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `silu_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_silu_backward (RgTensor *grad_output, RgTensor *input);

/* --- mish --- */

/**
 * rg_mish:
 * @input: (nullable): a tensor
 *
 * Calls the operator `mish`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mish (RgTensor *input);

/* --- mish_backward --- */

/**
 * rg_mish_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `mish_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mish_backward (RgTensor *grad_output, RgTensor *input);

/* --- softplus --- */

/**
 * RgSoftplusAttrs:
 *
 * The attributes of `softplus`; RG_SOFTPLUS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double threshold;
} RgSoftplusAttrs;
#define RG_SOFTPLUS_ATTRS_INIT { sizeof (RgSoftplusAttrs), 1.0, 20.0 }

/**
 * rg_softplus:
 * @input: (nullable): a tensor
 *
 * Calls the operator `softplus`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softplus (RgTensor *input);

/**
 * rg_softplus_beta:
 * @input: (nullable): a tensor
 * @beta: a number
 * @threshold: a number
 *
 * Calls the operator `softplus`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softplus_beta (RgTensor *input, double beta,
                                   double threshold);

/**
 * rg_softplus_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `softplus`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softplus_with (RgTensor *input,
                                   const RgSoftplusAttrs *attrs);

/* --- softplus_backward --- */

/**
 * RgSoftplusBackwardAttrs:
 *
 * The attributes of `softplus_backward`; RG_SOFTPLUS_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double threshold;
} RgSoftplusBackwardAttrs;
#define RG_SOFTPLUS_BACKWARD_ATTRS_INIT { sizeof (RgSoftplusBackwardAttrs), \
    1.0, 20.0 }

/**
 * rg_softplus_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @beta: a number
 * @threshold: a number
 *
 * Calls the operator `softplus_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softplus_backward (RgTensor *grad_output, RgTensor *input,
                                       double beta, double threshold);

/**
 * rg_softplus_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `softplus_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softplus_backward_with (RgTensor *grad_output,
                                            RgTensor *input,
                                            const RgSoftplusBackwardAttrs *attrs);

/* --- softsign --- */

/**
 * rg_softsign:
 * @input: (nullable): a tensor
 *
 * Calls the operator `softsign`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softsign (RgTensor *input);

/* --- softsign_backward --- */

/**
 * rg_softsign_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `softsign_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softsign_backward (RgTensor *grad_output, RgTensor *input);

/* --- logsigmoid --- */

/**
 * rg_logsigmoid:
 * @input: (nullable): a tensor
 *
 * Calls the operator `logsigmoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logsigmoid (RgTensor *input);

/* --- logsigmoid_backward --- */

/**
 * rg_logsigmoid_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `logsigmoid_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logsigmoid_backward (RgTensor *grad_output,
                                         RgTensor *input);

/* --- hardtanh --- */

/**
 * RgHardtanhAttrs:
 *
 * The attributes of `hardtanh`; RG_HARDTANH_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double min_val;
  double max_val;
} RgHardtanhAttrs;
#define RG_HARDTANH_ATTRS_INIT { sizeof (RgHardtanhAttrs), -1.0, 1.0 }

/**
 * rg_hardtanh:
 * @input: (nullable): a tensor
 * @min_val: a number
 * @max_val: a number
 *
 * Calls the operator `hardtanh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardtanh (RgTensor *input, double min_val, double max_val);

/**
 * rg_hardtanh_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `hardtanh`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardtanh_with (RgTensor *input,
                                   const RgHardtanhAttrs *attrs);

/* --- hardtanh_backward --- */

/**
 * RgHardtanhBackwardAttrs:
 *
 * The attributes of `hardtanh_backward`; RG_HARDTANH_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double min_val;
  double max_val;
} RgHardtanhBackwardAttrs;
#define RG_HARDTANH_BACKWARD_ATTRS_INIT { sizeof (RgHardtanhBackwardAttrs), \
    -1.0, 1.0 }

/**
 * rg_hardtanh_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @min_val: a number
 * @max_val: a number
 *
 * Calls the operator `hardtanh_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardtanh_backward (RgTensor *grad_output, RgTensor *input,
                                       double min_val, double max_val);

/**
 * rg_hardtanh_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `hardtanh_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardtanh_backward_with (RgTensor *grad_output,
                                            RgTensor *input,
                                            const RgHardtanhBackwardAttrs *attrs);

/* --- relu6 --- */

/**
 * rg_relu6:
 * @input: (nullable): a tensor
 *
 * Calls the operator `relu6`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_relu6 (RgTensor *input);

/* --- hardsigmoid --- */

/**
 * rg_hardsigmoid:
 * @input: (nullable): a tensor
 *
 * Calls the operator `hardsigmoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardsigmoid (RgTensor *input);

/* --- hardsigmoid_backward --- */

/**
 * rg_hardsigmoid_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `hardsigmoid_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardsigmoid_backward (RgTensor *grad_output,
                                          RgTensor *input);

/* --- hardswish --- */

/**
 * rg_hardswish:
 * @input: (nullable): a tensor
 *
 * Calls the operator `hardswish`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardswish (RgTensor *input);

/* --- hardswish_backward --- */

/**
 * rg_hardswish_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `hardswish_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardswish_backward (RgTensor *grad_output,
                                        RgTensor *input);

/* --- prelu --- */

/**
 * rg_prelu:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 *
 * Calls the operator `prelu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_prelu (RgTensor *input, RgTensor *weight);

/* --- glu --- */

/**
 * RgGluAttrs:
 *
 * The attributes of `glu`; RG_GLU_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgGluAttrs;
#define RG_GLU_ATTRS_INIT { sizeof (RgGluAttrs), -1 }

/**
 * rg_glu:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `glu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_glu (RgTensor *input, int64_t dim);

/**
 * rg_glu_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `glu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_glu_with (RgTensor *input, const RgGluAttrs *attrs);

/* --- threshold --- */

/**
 * RgThresholdAttrs:
 *
 * The attributes of `threshold`; RG_THRESHOLD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double threshold;
  double value;
} RgThresholdAttrs;
#define RG_THRESHOLD_ATTRS_INIT { sizeof (RgThresholdAttrs), 0.0, 0.0 }

/**
 * rg_threshold:
 * @input: (nullable): a tensor
 * @threshold: a number
 * @value: a number
 *
 * Calls the operator `threshold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_threshold (RgTensor *input, double threshold,
                               double value);

/**
 * rg_threshold_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `threshold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_threshold_with (RgTensor *input,
                                    const RgThresholdAttrs *attrs);

/* --- threshold_backward --- */

/**
 * RgThresholdBackwardAttrs:
 *
 * The attributes of `threshold_backward`; RG_THRESHOLD_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double threshold;
} RgThresholdBackwardAttrs;
#define RG_THRESHOLD_BACKWARD_ATTRS_INIT { sizeof (RgThresholdBackwardAttrs), \
    0.0 }

/**
 * rg_threshold_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @threshold: a number
 *
 * Calls the operator `threshold_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_threshold_backward (RgTensor *grad_output, RgTensor *input,
                                        double threshold);

/**
 * rg_threshold_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `threshold_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_threshold_backward_with (RgTensor *grad_output,
                                             RgTensor *input,
                                             const RgThresholdBackwardAttrs *attrs);

/* --- softshrink --- */

/**
 * RgSoftshrinkAttrs:
 *
 * The attributes of `softshrink`; RG_SOFTSHRINK_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double lambd;
} RgSoftshrinkAttrs;
#define RG_SOFTSHRINK_ATTRS_INIT { sizeof (RgSoftshrinkAttrs), 0.5 }

/**
 * rg_softshrink:
 * @input: (nullable): a tensor
 * @lambd: a number
 *
 * Calls the operator `softshrink`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softshrink (RgTensor *input, double lambd);

/**
 * rg_softshrink_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `softshrink`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softshrink_with (RgTensor *input,
                                     const RgSoftshrinkAttrs *attrs);

/* --- hardshrink --- */

/**
 * RgHardshrinkAttrs:
 *
 * The attributes of `hardshrink`; RG_HARDSHRINK_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double lambd;
} RgHardshrinkAttrs;
#define RG_HARDSHRINK_ATTRS_INIT { sizeof (RgHardshrinkAttrs), 0.5 }

/**
 * rg_hardshrink:
 * @input: (nullable): a tensor
 * @lambd: a number
 *
 * Calls the operator `hardshrink`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardshrink (RgTensor *input, double lambd);

/**
 * rg_hardshrink_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `hardshrink`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardshrink_with (RgTensor *input,
                                     const RgHardshrinkAttrs *attrs);

/* --- hardshrink_backward --- */

/**
 * RgHardshrinkBackwardAttrs:
 *
 * The attributes of `hardshrink_backward`; RG_HARDSHRINK_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double lambd;
} RgHardshrinkBackwardAttrs;
#define RG_HARDSHRINK_BACKWARD_ATTRS_INIT { \
    sizeof (RgHardshrinkBackwardAttrs), 0.5 }

/**
 * rg_hardshrink_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @lambd: a number
 *
 * Calls the operator `hardshrink_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardshrink_backward (RgTensor *grad_output,
                                         RgTensor *input, double lambd);

/**
 * rg_hardshrink_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `hardshrink_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hardshrink_backward_with (RgTensor *grad_output,
                                              RgTensor *input,
                                              const RgHardshrinkBackwardAttrs *attrs);

/* --- tanhshrink --- */

/**
 * rg_tanhshrink:
 * @input: (nullable): a tensor
 *
 * Calls the operator `tanhshrink`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tanhshrink (RgTensor *input);

/* --- dropout --- */

/**
 * RgDropoutAttrs:
 *
 * The attributes of `dropout`; RG_DROPOUT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool training;
} RgDropoutAttrs;
#define RG_DROPOUT_ATTRS_INIT { sizeof (RgDropoutAttrs), 0.5, true }

/**
 * rg_dropout:
 * @input: (nullable): a tensor
 * @p: a number
 * @training: a flag
 *
 * Calls the operator `dropout`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout (RgTensor *input, double p, bool training);

/**
 * rg_dropout_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `dropout`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout_with (RgTensor *input,
                                  const RgDropoutAttrs *attrs);

/* --- dropout1d --- */

/**
 * RgDropout1dAttrs:
 *
 * The attributes of `dropout1d`; RG_DROPOUT1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool training;
} RgDropout1dAttrs;
#define RG_DROPOUT1D_ATTRS_INIT { sizeof (RgDropout1dAttrs), 0.5, true }

/**
 * rg_dropout1d:
 * @input: (nullable): a tensor
 * @p: a number
 * @training: a flag
 *
 * Calls the operator `dropout1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout1d (RgTensor *input, double p, bool training);

/**
 * rg_dropout1d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `dropout1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout1d_with (RgTensor *input,
                                    const RgDropout1dAttrs *attrs);

/* --- dropout2d --- */

/**
 * RgDropout2dAttrs:
 *
 * The attributes of `dropout2d`; RG_DROPOUT2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool training;
} RgDropout2dAttrs;
#define RG_DROPOUT2D_ATTRS_INIT { sizeof (RgDropout2dAttrs), 0.5, true }

/**
 * rg_dropout2d:
 * @input: (nullable): a tensor
 * @p: a number
 * @training: a flag
 *
 * Calls the operator `dropout2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout2d (RgTensor *input, double p, bool training);

/**
 * rg_dropout2d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `dropout2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout2d_with (RgTensor *input,
                                    const RgDropout2dAttrs *attrs);

/* --- dropout3d --- */

/**
 * RgDropout3dAttrs:
 *
 * The attributes of `dropout3d`; RG_DROPOUT3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool training;
} RgDropout3dAttrs;
#define RG_DROPOUT3D_ATTRS_INIT { sizeof (RgDropout3dAttrs), 0.5, true }

/**
 * rg_dropout3d:
 * @input: (nullable): a tensor
 * @p: a number
 * @training: a flag
 *
 * Calls the operator `dropout3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout3d (RgTensor *input, double p, bool training);

/**
 * rg_dropout3d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `dropout3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dropout3d_with (RgTensor *input,
                                    const RgDropout3dAttrs *attrs);

/* --- alpha_dropout --- */

/**
 * RgAlphaDropoutAttrs:
 *
 * The attributes of `alpha_dropout`; RG_ALPHA_DROPOUT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool training;
} RgAlphaDropoutAttrs;
#define RG_ALPHA_DROPOUT_ATTRS_INIT { sizeof (RgAlphaDropoutAttrs), 0.5, \
    false }

/**
 * rg_alpha_dropout:
 * @input: (nullable): a tensor
 * @p: a number
 * @training: a flag
 *
 * Calls the operator `alpha_dropout`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_alpha_dropout (RgTensor *input, double p, bool training);

/**
 * rg_alpha_dropout_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `alpha_dropout`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_alpha_dropout_with (RgTensor *input,
                                        const RgAlphaDropoutAttrs *attrs);

/* --- feature_alpha_dropout --- */

/**
 * RgFeatureAlphaDropoutAttrs:
 *
 * The attributes of `feature_alpha_dropout`; RG_FEATURE_ALPHA_DROPOUT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool training;
} RgFeatureAlphaDropoutAttrs;
#define RG_FEATURE_ALPHA_DROPOUT_ATTRS_INIT { \
    sizeof (RgFeatureAlphaDropoutAttrs), 0.5, false }

/**
 * rg_feature_alpha_dropout:
 * @input: (nullable): a tensor
 * @p: a number
 * @training: a flag
 *
 * Calls the operator `feature_alpha_dropout`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_feature_alpha_dropout (RgTensor *input, double p,
                                           bool training);

/**
 * rg_feature_alpha_dropout_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `feature_alpha_dropout`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_feature_alpha_dropout_with (RgTensor *input,
                                                const RgFeatureAlphaDropoutAttrs *attrs);

/* --- atan2 --- */

/**
 * rg_atan2:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `atan2`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_atan2 (RgTensor *input, RgTensor *other);

/* --- hypot --- */

/**
 * rg_hypot:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `hypot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hypot (RgTensor *input, RgTensor *other);

/**
 * rg_hypot_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `hypot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hypot_scalar (RgTensor *input, double other);

/* --- fmod --- */

/**
 * rg_fmod:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `fmod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fmod (RgTensor *input, RgTensor *other);

/**
 * rg_fmod_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `fmod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fmod_scalar (RgTensor *input, double other);

/* --- remainder --- */

/**
 * rg_remainder:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `remainder`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_remainder (RgTensor *input, RgTensor *other);

/**
 * rg_remainder_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `remainder`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_remainder_scalar (RgTensor *input, double other);

/* --- floor_divide --- */

/**
 * rg_floor_divide:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `floor_divide`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_floor_divide (RgTensor *input, RgTensor *other);

/**
 * rg_floor_divide_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `floor_divide`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_floor_divide_scalar (RgTensor *input, double other);

/* --- true_divide --- */

/**
 * rg_true_divide:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `true_divide`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_true_divide (RgTensor *input, RgTensor *other);

/* --- maximum --- */

/**
 * rg_maximum:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `maximum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_maximum (RgTensor *input, RgTensor *other);

/* --- minimum --- */

/**
 * rg_minimum:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `minimum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_minimum (RgTensor *input, RgTensor *other);

/* --- fmax --- */

/**
 * rg_fmax:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `fmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fmax (RgTensor *input, RgTensor *other);

/* --- fmin --- */

/**
 * rg_fmin:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `fmin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fmin (RgTensor *input, RgTensor *other);

/* --- clamp --- */

/**
 * rg_clamp:
 * @input: (nullable): a tensor
 * @min: (nullable): a tensor; %NULL: none
 * @max: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `clamp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_clamp (RgTensor *input, RgTensor *min, RgTensor *max);

/**
 * rg_clamp_scalar:
 * @input: (nullable): a tensor
 * @min: a number
 * @max: a number
 *
 * Calls the operator `clamp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_clamp_scalar (RgTensor *input, double min, double max);

/* --- clamp_min --- */

/**
 * rg_clamp_min:
 * @input: (nullable): a tensor
 * @min: (nullable): a tensor
 *
 * Calls the operator `clamp_min`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_clamp_min (RgTensor *input, RgTensor *min);

/**
 * rg_clamp_min_scalar:
 * @input: (nullable): a tensor
 * @min: a number
 *
 * Calls the operator `clamp_min`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_clamp_min_scalar (RgTensor *input, double min);

/* --- clamp_max --- */

/**
 * rg_clamp_max:
 * @input: (nullable): a tensor
 * @max: (nullable): a tensor
 *
 * Calls the operator `clamp_max`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_clamp_max (RgTensor *input, RgTensor *max);

/**
 * rg_clamp_max_scalar:
 * @input: (nullable): a tensor
 * @max: a number
 *
 * Calls the operator `clamp_max`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_clamp_max_scalar (RgTensor *input, double max);

/* --- lerp --- */

/**
 * rg_lerp:
 * @input: (nullable): a tensor
 * @end: (nullable): a tensor
 * @weight: (nullable): a tensor
 *
 * Calls the operator `lerp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_lerp (RgTensor *input, RgTensor *end, RgTensor *weight);

/**
 * rg_lerp_scalar:
 * @input: (nullable): a tensor
 * @end: (nullable): a tensor
 * @weight: a number
 *
 * Calls the operator `lerp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_lerp_scalar (RgTensor *input, RgTensor *end,
                                 double weight);

/* --- addcmul --- */

/**
 * RgAddcmulAttrs:
 *
 * The attributes of `addcmul`; RG_ADDCMUL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double value;
} RgAddcmulAttrs;
#define RG_ADDCMUL_ATTRS_INIT { sizeof (RgAddcmulAttrs), 1.0 }

/**
 * rg_addcmul:
 * @input: (nullable): a tensor
 * @tensor1: (nullable): a tensor
 * @tensor2: (nullable): a tensor
 * @value: a number
 *
 * Calls the operator `addcmul`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addcmul (RgTensor *input, RgTensor *tensor1,
                             RgTensor *tensor2, double value);

/**
 * rg_addcmul_with:
 * @input: (nullable): a tensor
 * @tensor1: (nullable): a tensor
 * @tensor2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `addcmul`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addcmul_with (RgTensor *input, RgTensor *tensor1,
                                  RgTensor *tensor2,
                                  const RgAddcmulAttrs *attrs);

/* --- addcdiv --- */

/**
 * RgAddcdivAttrs:
 *
 * The attributes of `addcdiv`; RG_ADDCDIV_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double value;
} RgAddcdivAttrs;
#define RG_ADDCDIV_ATTRS_INIT { sizeof (RgAddcdivAttrs), 1.0 }

/**
 * rg_addcdiv:
 * @input: (nullable): a tensor
 * @tensor1: (nullable): a tensor
 * @tensor2: (nullable): a tensor
 * @value: a number
 *
 * Calls the operator `addcdiv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addcdiv (RgTensor *input, RgTensor *tensor1,
                             RgTensor *tensor2, double value);

/**
 * rg_addcdiv_with:
 * @input: (nullable): a tensor
 * @tensor1: (nullable): a tensor
 * @tensor2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `addcdiv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addcdiv_with (RgTensor *input, RgTensor *tensor1,
                                  RgTensor *tensor2,
                                  const RgAddcdivAttrs *attrs);

/* --- xlogy --- */

/**
 * rg_xlogy:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `xlogy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_xlogy (RgTensor *input, RgTensor *other);

/**
 * rg_xlogy_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `xlogy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_xlogy_scalar (RgTensor *input, double other);

/* --- xlog1py --- */

/**
 * rg_xlog1py:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `xlog1py`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_xlog1py (RgTensor *input, RgTensor *other);

/* --- logaddexp --- */

/**
 * rg_logaddexp:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `logaddexp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logaddexp (RgTensor *input, RgTensor *other);

/* --- logaddexp2 --- */

/**
 * rg_logaddexp2:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `logaddexp2`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logaddexp2 (RgTensor *input, RgTensor *other);

/* --- float_power --- */

/**
 * rg_float_power:
 * @input: (nullable): a tensor
 * @exponent: (nullable): a tensor
 *
 * Calls the operator `float_power`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_float_power (RgTensor *input, RgTensor *exponent);

/**
 * rg_float_power_scalar:
 * @input: (nullable): a tensor
 * @exponent: a number
 *
 * Calls the operator `float_power`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_float_power_scalar (RgTensor *input, double exponent);

/* --- rsub --- */

/**
 * RgRsubAttrs:
 *
 * The attributes of `rsub`; RG_RSUB_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double alpha;
} RgRsubAttrs;
#define RG_RSUB_ATTRS_INIT { sizeof (RgRsubAttrs), 1.0 }

/**
 * rg_rsub:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `rsub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rsub (RgTensor *input, RgTensor *other);

/**
 * rg_rsub_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `rsub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rsub_scalar (RgTensor *input, double other);

/**
 * rg_rsub_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `rsub`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rsub_with (RgTensor *input, RgTensor *other,
                               const RgRsubAttrs *attrs);

/* --- copysign --- */

/**
 * rg_copysign:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `copysign`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_copysign (RgTensor *input, RgTensor *other);

/**
 * rg_copysign_scalar:
 * @input: (nullable): a tensor
 * @other: a number
 *
 * Calls the operator `copysign`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_copysign_scalar (RgTensor *input, double other);

/* --- ldexp --- */

/**
 * rg_ldexp:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `ldexp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ldexp (RgTensor *input, RgTensor *other);

/* --- heaviside --- */

/**
 * rg_heaviside:
 * @input: (nullable): a tensor
 * @values: (nullable): a tensor
 *
 * Calls the operator `heaviside`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_heaviside (RgTensor *input, RgTensor *values);

/* --- nextafter --- */

/**
 * rg_nextafter:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `nextafter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nextafter (RgTensor *input, RgTensor *other);

/* --- frexp --- */

/**
 * rg_frexp:
 * @input: (nullable): a tensor
 * @exponent: (out) (optional) (transfer none): another output
 *
 * Calls the operator `frexp`.
 *
 * Returns: (transfer none) (nullable): mantissa; %NULL on failure
 */
RG_API RgTensor *rg_frexp (RgTensor *input, RgTensor **exponent);

/* --- isclose --- */

/**
 * RgIscloseAttrs:
 *
 * The attributes of `isclose`; RG_ISCLOSE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double rtol;
  double atol;
  bool equal_nan;
} RgIscloseAttrs;
#define RG_ISCLOSE_ATTRS_INIT { sizeof (RgIscloseAttrs), 1e-05, 1e-08, \
    false }

/**
 * rg_isclose:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `isclose`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isclose (RgTensor *input, RgTensor *other);

/**
 * rg_isclose_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `isclose`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_isclose_with (RgTensor *input, RgTensor *other,
                                  const RgIscloseAttrs *attrs);

/* --- logical_and --- */

/**
 * rg_logical_and:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `logical_and`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logical_and (RgTensor *input, RgTensor *other);

/* --- logical_or --- */

/**
 * rg_logical_or:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `logical_or`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logical_or (RgTensor *input, RgTensor *other);

/* --- logical_xor --- */

/**
 * rg_logical_xor:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `logical_xor`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logical_xor (RgTensor *input, RgTensor *other);

/* --- bitwise_and --- */

/**
 * rg_bitwise_and:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `bitwise_and`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bitwise_and (RgTensor *input, RgTensor *other);

/* --- bitwise_or --- */

/**
 * rg_bitwise_or:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `bitwise_or`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bitwise_or (RgTensor *input, RgTensor *other);

/* --- bitwise_xor --- */

/**
 * rg_bitwise_xor:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `bitwise_xor`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bitwise_xor (RgTensor *input, RgTensor *other);

/* --- sum --- */

/**
 * RgSumAttrs:
 *
 * The attributes of `sum`; RG_SUM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
  bool has_dtype;
  RgDType dtype;
} RgSumAttrs;
#define RG_SUM_ATTRS_INIT { sizeof (RgSumAttrs), false, { 0, NULL }, false, \
    false, RG_F32 }

/**
 * rg_sum:
 * @input: (nullable): a tensor
 *
 * Calls the operator `sum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sum (RgTensor *input);

/**
 * rg_sum_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `sum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sum_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_sum_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `sum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sum_with (RgTensor *input, const RgSumAttrs *attrs);

/* --- mean --- */

/**
 * RgMeanAttrs:
 *
 * The attributes of `mean`; RG_MEAN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
  bool has_dtype;
  RgDType dtype;
} RgMeanAttrs;
#define RG_MEAN_ATTRS_INIT { sizeof (RgMeanAttrs), false, { 0, NULL }, false, \
    false, RG_F32 }

/**
 * rg_mean:
 * @input: (nullable): a tensor
 *
 * Calls the operator `mean`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mean (RgTensor *input);

/**
 * rg_mean_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `mean`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mean_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_mean_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `mean`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mean_with (RgTensor *input, const RgMeanAttrs *attrs);

/* --- norm --- */

/**
 * RgNormAttrs:
 *
 * The attributes of `norm`; RG_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool has_dim;
  RgInts dim;
  bool keepdim;
  bool has_dtype;
  RgDType dtype;
} RgNormAttrs;
#define RG_NORM_ATTRS_INIT { sizeof (RgNormAttrs), 2.0, false, { 0, NULL }, \
    false, false, RG_F32 }

/**
 * rg_norm:
 * @input: (nullable): a tensor
 *
 * Calls the operator `norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_norm (RgTensor *input);

/**
 * rg_norm_p:
 * @input: (nullable): a tensor
 * @p: a number
 *
 * Calls the operator `norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_norm_p (RgTensor *input, double p);

/**
 * rg_norm_dim:
 * @input: (nullable): a tensor
 * @p: a number
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_norm_dim (RgTensor *input, double p, RgInts dim,
                              bool keepdim);

/**
 * rg_norm_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_norm_with (RgTensor *input, const RgNormAttrs *attrs);

/* --- amax --- */

/**
 * RgAmaxAttrs:
 *
 * The attributes of `amax`; RG_AMAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
} RgAmaxAttrs;
#define RG_AMAX_ATTRS_INIT { sizeof (RgAmaxAttrs), false, { 0, NULL }, \
    false }

/**
 * rg_amax:
 * @input: (nullable): a tensor
 *
 * Calls the operator `amax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_amax (RgTensor *input);

/**
 * rg_amax_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `amax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_amax_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_amax_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `amax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_amax_with (RgTensor *input, const RgAmaxAttrs *attrs);

/* --- amin --- */

/**
 * RgAminAttrs:
 *
 * The attributes of `amin`; RG_AMIN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
} RgAminAttrs;
#define RG_AMIN_ATTRS_INIT { sizeof (RgAminAttrs), false, { 0, NULL }, \
    false }

/**
 * rg_amin:
 * @input: (nullable): a tensor
 *
 * Calls the operator `amin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_amin (RgTensor *input);

/**
 * rg_amin_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `amin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_amin_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_amin_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `amin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_amin_with (RgTensor *input, const RgAminAttrs *attrs);

/* --- aminmax --- */

/**
 * RgAminmaxAttrs:
 *
 * The attributes of `aminmax`; RG_AMINMAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgAminmaxAttrs;
#define RG_AMINMAX_ATTRS_INIT { sizeof (RgAminmaxAttrs), false, 0, false }

/**
 * rg_aminmax:
 * @input: (nullable): a tensor
 * @max: (out) (optional) (transfer none): another output
 *
 * Calls the operator `aminmax`.
 *
 * Returns: (transfer none) (nullable): min; %NULL on failure
 */
RG_API RgTensor *rg_aminmax (RgTensor *input, RgTensor **max);

/**
 * rg_aminmax_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 * @max: (out) (optional) (transfer none): another output
 *
 * Calls the operator `aminmax`.
 *
 * Returns: (transfer none) (nullable): min; %NULL on failure
 */
RG_API RgTensor *rg_aminmax_dim (RgTensor *input, int64_t dim, bool keepdim,
                                 RgTensor **max);

/**
 * rg_aminmax_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @max: (out) (optional) (transfer none): another output
 *
 * Calls the operator `aminmax`.
 *
 * Returns: (transfer none) (nullable): min; %NULL on failure
 */
RG_API RgTensor *rg_aminmax_with (RgTensor *input, const RgAminmaxAttrs *attrs,
                                  RgTensor **max);

/* --- max --- */

/**
 * RgMaxAttrs:
 *
 * The attributes of `max`; RG_MAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgMaxAttrs;
#define RG_MAX_ATTRS_INIT { sizeof (RgMaxAttrs), false, 0, false }

/**
 * rg_max:
 * @input: (nullable): a tensor
 *
 * Calls the operator `max`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max (RgTensor *input);

/**
 * rg_max_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_dim (RgTensor *input, int64_t dim, bool keepdim,
                             RgTensor **indices);

/**
 * rg_max_other:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `max`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_other (RgTensor *input, RgTensor *other);

/**
 * rg_max_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_with (RgTensor *input, RgTensor *other,
                              const RgMaxAttrs *attrs, RgTensor **indices);

/* --- min --- */

/**
 * RgMinAttrs:
 *
 * The attributes of `min`; RG_MIN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgMinAttrs;
#define RG_MIN_ATTRS_INIT { sizeof (RgMinAttrs), false, 0, false }

/**
 * rg_min:
 * @input: (nullable): a tensor
 *
 * Calls the operator `min`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_min (RgTensor *input);

/**
 * rg_min_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `min`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_min_dim (RgTensor *input, int64_t dim, bool keepdim,
                             RgTensor **indices);

/**
 * rg_min_other:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `min`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_min_other (RgTensor *input, RgTensor *other);

/**
 * rg_min_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `min`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_min_with (RgTensor *input, RgTensor *other,
                              const RgMinAttrs *attrs, RgTensor **indices);

/* --- argmax --- */

/**
 * RgArgmaxAttrs:
 *
 * The attributes of `argmax`; RG_ARGMAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgArgmaxAttrs;
#define RG_ARGMAX_ATTRS_INIT { sizeof (RgArgmaxAttrs), false, 0, false }

/**
 * rg_argmax:
 * @input: (nullable): a tensor
 *
 * Calls the operator `argmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argmax (RgTensor *input);

/**
 * rg_argmax_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 *
 * Calls the operator `argmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argmax_dim (RgTensor *input, int64_t dim, bool keepdim);

/**
 * rg_argmax_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `argmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argmax_with (RgTensor *input, const RgArgmaxAttrs *attrs);

/* --- argmin --- */

/**
 * RgArgminAttrs:
 *
 * The attributes of `argmin`; RG_ARGMIN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgArgminAttrs;
#define RG_ARGMIN_ATTRS_INIT { sizeof (RgArgminAttrs), false, 0, false }

/**
 * rg_argmin:
 * @input: (nullable): a tensor
 *
 * Calls the operator `argmin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argmin (RgTensor *input);

/**
 * rg_argmin_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 *
 * Calls the operator `argmin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argmin_dim (RgTensor *input, int64_t dim, bool keepdim);

/**
 * rg_argmin_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `argmin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argmin_with (RgTensor *input, const RgArgminAttrs *attrs);

/* --- prod --- */

/**
 * RgProdAttrs:
 *
 * The attributes of `prod`; RG_PROD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
  bool has_dtype;
  RgDType dtype;
} RgProdAttrs;
#define RG_PROD_ATTRS_INIT { sizeof (RgProdAttrs), false, 0, false, false, \
    RG_F32 }

/**
 * rg_prod:
 * @input: (nullable): a tensor
 *
 * Calls the operator `prod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_prod (RgTensor *input);

/**
 * rg_prod_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 *
 * Calls the operator `prod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_prod_dim (RgTensor *input, int64_t dim, bool keepdim);

/**
 * rg_prod_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `prod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_prod_with (RgTensor *input, const RgProdAttrs *attrs);

/* --- nansum --- */

/**
 * RgNansumAttrs:
 *
 * The attributes of `nansum`; RG_NANSUM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
  bool has_dtype;
  RgDType dtype;
} RgNansumAttrs;
#define RG_NANSUM_ATTRS_INIT { sizeof (RgNansumAttrs), false, { 0, NULL }, \
    false, false, RG_F32 }

/**
 * rg_nansum:
 * @input: (nullable): a tensor
 *
 * Calls the operator `nansum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nansum (RgTensor *input);

/**
 * rg_nansum_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `nansum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nansum_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_nansum_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `nansum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nansum_with (RgTensor *input, const RgNansumAttrs *attrs);

/* --- nanmean --- */

/**
 * RgNanmeanAttrs:
 *
 * The attributes of `nanmean`; RG_NANMEAN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
  bool has_dtype;
  RgDType dtype;
} RgNanmeanAttrs;
#define RG_NANMEAN_ATTRS_INIT { sizeof (RgNanmeanAttrs), false, { 0, NULL }, \
    false, false, RG_F32 }

/**
 * rg_nanmean:
 * @input: (nullable): a tensor
 *
 * Calls the operator `nanmean`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nanmean (RgTensor *input);

/**
 * rg_nanmean_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `nanmean`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nanmean_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_nanmean_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `nanmean`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nanmean_with (RgTensor *input,
                                  const RgNanmeanAttrs *attrs);

/* --- var --- */

/**
 * RgVarAttrs:
 *
 * The attributes of `var`; RG_VAR_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool has_unbiased;
  bool unbiased;
  bool has_correction;
  double correction;
  bool keepdim;
} RgVarAttrs;
#define RG_VAR_ATTRS_INIT { sizeof (RgVarAttrs), false, { 0, NULL }, false, \
    false, false, 0.0, false }

/**
 * rg_var:
 * @input: (nullable): a tensor
 *
 * Calls the operator `var`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_var (RgTensor *input);

/**
 * rg_var_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @unbiased: a flag
 * @keepdim: a flag
 *
 * Calls the operator `var`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_var_dim (RgTensor *input, RgInts dim, bool unbiased,
                             bool keepdim);

/**
 * rg_var_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `var`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_var_with (RgTensor *input, const RgVarAttrs *attrs);

/* --- std --- */

/**
 * RgStdAttrs:
 *
 * The attributes of `std`; RG_STD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool has_unbiased;
  bool unbiased;
  bool has_correction;
  double correction;
  bool keepdim;
} RgStdAttrs;
#define RG_STD_ATTRS_INIT { sizeof (RgStdAttrs), false, { 0, NULL }, false, \
    false, false, 0.0, false }

/**
 * rg_std:
 * @input: (nullable): a tensor
 *
 * Calls the operator `std`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_std (RgTensor *input);

/**
 * rg_std_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @unbiased: a flag
 * @keepdim: a flag
 *
 * Calls the operator `std`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_std_dim (RgTensor *input, RgInts dim, bool unbiased,
                             bool keepdim);

/**
 * rg_std_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `std`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_std_with (RgTensor *input, const RgStdAttrs *attrs);

/* --- var_mean --- */

/**
 * RgVarMeanAttrs:
 *
 * The attributes of `var_mean`; RG_VAR_MEAN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool has_unbiased;
  bool unbiased;
  bool has_correction;
  double correction;
  bool keepdim;
} RgVarMeanAttrs;
#define RG_VAR_MEAN_ATTRS_INIT { sizeof (RgVarMeanAttrs), false, { 0, NULL }, \
    false, false, false, 0.0, false }

/**
 * rg_var_mean:
 * @input: (nullable): a tensor
 * @mean: (out) (optional) (transfer none): another output
 *
 * Calls the operator `var_mean`.
 *
 * Returns: (transfer none) (nullable): var; %NULL on failure
 */
RG_API RgTensor *rg_var_mean (RgTensor *input, RgTensor **mean);

/**
 * rg_var_mean_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @unbiased: a flag
 * @keepdim: a flag
 * @mean: (out) (optional) (transfer none): another output
 *
 * Calls the operator `var_mean`.
 *
 * Returns: (transfer none) (nullable): var; %NULL on failure
 */
RG_API RgTensor *rg_var_mean_dim (RgTensor *input, RgInts dim, bool unbiased,
                                  bool keepdim, RgTensor **mean);

/**
 * rg_var_mean_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @mean: (out) (optional) (transfer none): another output
 *
 * Calls the operator `var_mean`.
 *
 * Returns: (transfer none) (nullable): var; %NULL on failure
 */
RG_API RgTensor *rg_var_mean_with (RgTensor *input,
                                   const RgVarMeanAttrs *attrs,
                                   RgTensor **mean);

/* --- std_mean --- */

/**
 * RgStdMeanAttrs:
 *
 * The attributes of `std_mean`; RG_STD_MEAN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool has_unbiased;
  bool unbiased;
  bool has_correction;
  double correction;
  bool keepdim;
} RgStdMeanAttrs;
#define RG_STD_MEAN_ATTRS_INIT { sizeof (RgStdMeanAttrs), false, { 0, NULL }, \
    false, false, false, 0.0, false }

/**
 * rg_std_mean:
 * @input: (nullable): a tensor
 * @mean: (out) (optional) (transfer none): another output
 *
 * Calls the operator `std_mean`.
 *
 * Returns: (transfer none) (nullable): std; %NULL on failure
 */
RG_API RgTensor *rg_std_mean (RgTensor *input, RgTensor **mean);

/**
 * rg_std_mean_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @unbiased: a flag
 * @keepdim: a flag
 * @mean: (out) (optional) (transfer none): another output
 *
 * Calls the operator `std_mean`.
 *
 * Returns: (transfer none) (nullable): std; %NULL on failure
 */
RG_API RgTensor *rg_std_mean_dim (RgTensor *input, RgInts dim, bool unbiased,
                                  bool keepdim, RgTensor **mean);

/**
 * rg_std_mean_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @mean: (out) (optional) (transfer none): another output
 *
 * Calls the operator `std_mean`.
 *
 * Returns: (transfer none) (nullable): std; %NULL on failure
 */
RG_API RgTensor *rg_std_mean_with (RgTensor *input,
                                   const RgStdMeanAttrs *attrs,
                                   RgTensor **mean);

/* --- logsumexp --- */

/**
 * RgLogsumexpAttrs:
 *
 * The attributes of `logsumexp`; RG_LOGSUMEXP_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts dim;
  bool keepdim;
} RgLogsumexpAttrs;
#define RG_LOGSUMEXP_ATTRS_INIT { sizeof (RgLogsumexpAttrs), { 0, NULL }, \
    false }

/**
 * rg_logsumexp:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `logsumexp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logsumexp (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_logsumexp_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `logsumexp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logsumexp_with (RgTensor *input,
                                    const RgLogsumexpAttrs *attrs);

/* --- all --- */

/**
 * RgAllAttrs:
 *
 * The attributes of `all`; RG_ALL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
} RgAllAttrs;
#define RG_ALL_ATTRS_INIT { sizeof (RgAllAttrs), false, { 0, NULL }, false }

/**
 * rg_all:
 * @input: (nullable): a tensor
 *
 * Calls the operator `all`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_all (RgTensor *input);

/**
 * rg_all_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `all`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_all_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_all_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `all`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_all_with (RgTensor *input, const RgAllAttrs *attrs);

/* --- any --- */

/**
 * RgAnyAttrs:
 *
 * The attributes of `any`; RG_ANY_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
  bool keepdim;
} RgAnyAttrs;
#define RG_ANY_ATTRS_INIT { sizeof (RgAnyAttrs), false, { 0, NULL }, false }

/**
 * rg_any:
 * @input: (nullable): a tensor
 *
 * Calls the operator `any`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_any (RgTensor *input);

/**
 * rg_any_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 * @keepdim: a flag
 *
 * Calls the operator `any`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_any_dim (RgTensor *input, RgInts dim, bool keepdim);

/**
 * rg_any_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `any`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_any_with (RgTensor *input, const RgAnyAttrs *attrs);

/* --- count_nonzero --- */

/**
 * RgCountNonzeroAttrs:
 *
 * The attributes of `count_nonzero`; RG_COUNT_NONZERO_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
} RgCountNonzeroAttrs;
#define RG_COUNT_NONZERO_ATTRS_INIT { sizeof (RgCountNonzeroAttrs), false, \
    { 0, NULL } }

/**
 * rg_count_nonzero:
 * @input: (nullable): a tensor
 *
 * Calls the operator `count_nonzero`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_count_nonzero (RgTensor *input);

/**
 * rg_count_nonzero_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 *
 * Calls the operator `count_nonzero`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_count_nonzero_dim (RgTensor *input, RgInts dim);

/**
 * rg_count_nonzero_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `count_nonzero`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_count_nonzero_with (RgTensor *input,
                                        const RgCountNonzeroAttrs *attrs);

/* --- trace --- */

/**
 * rg_trace:
 * @input: (nullable): a tensor
 *
 * Calls the operator `trace`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trace (RgTensor *input);

/* --- cumsum --- */

/**
 * RgCumsumAttrs:
 *
 * The attributes of `cumsum`; RG_CUMSUM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_dtype;
  RgDType dtype;
} RgCumsumAttrs;
#define RG_CUMSUM_ATTRS_INIT { sizeof (RgCumsumAttrs), 0, false, RG_F32 }

/**
 * rg_cumsum:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `cumsum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumsum (RgTensor *input, int64_t dim);

/**
 * rg_cumsum_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cumsum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumsum_with (RgTensor *input, const RgCumsumAttrs *attrs);

/* --- cumsum_backward --- */

/**
 * RgCumsumBackwardAttrs:
 *
 * The attributes of `cumsum_backward`; RG_CUMSUM_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgCumsumBackwardAttrs;
#define RG_CUMSUM_BACKWARD_ATTRS_INIT { sizeof (RgCumsumBackwardAttrs), 0 }

/**
 * rg_cumsum_backward:
 * @grad_output: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `cumsum_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumsum_backward (RgTensor *grad_output, int64_t dim);

/**
 * rg_cumsum_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cumsum_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumsum_backward_with (RgTensor *grad_output,
                                          const RgCumsumBackwardAttrs *attrs);

/* --- cumprod --- */

/**
 * RgCumprodAttrs:
 *
 * The attributes of `cumprod`; RG_CUMPROD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_dtype;
  RgDType dtype;
} RgCumprodAttrs;
#define RG_CUMPROD_ATTRS_INIT { sizeof (RgCumprodAttrs), 0, false, RG_F32 }

/**
 * rg_cumprod:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `cumprod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumprod (RgTensor *input, int64_t dim);

/**
 * rg_cumprod_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cumprod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumprod_with (RgTensor *input,
                                  const RgCumprodAttrs *attrs);

/* --- cumprod_backward --- */

/**
 * RgCumprodBackwardAttrs:
 *
 * The attributes of `cumprod_backward`; RG_CUMPROD_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool reverse;
} RgCumprodBackwardAttrs;
#define RG_CUMPROD_BACKWARD_ATTRS_INIT { sizeof (RgCumprodBackwardAttrs), 0, \
    true }

/**
 * rg_cumprod_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @dim: an integer
 * @reverse: a flag
 *
 * Calls the operator `cumprod_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumprod_backward (RgTensor *grad_output, RgTensor *input,
                                      int64_t dim, bool reverse);

/**
 * rg_cumprod_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cumprod_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumprod_backward_with (RgTensor *grad_output,
                                           RgTensor *input,
                                           const RgCumprodBackwardAttrs *attrs);

/* --- logcumsumexp --- */

/**
 * RgLogcumsumexpAttrs:
 *
 * The attributes of `logcumsumexp`; RG_LOGCUMSUMEXP_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgLogcumsumexpAttrs;
#define RG_LOGCUMSUMEXP_ATTRS_INIT { sizeof (RgLogcumsumexpAttrs), 0 }

/**
 * rg_logcumsumexp:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `logcumsumexp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logcumsumexp (RgTensor *input, int64_t dim);

/**
 * rg_logcumsumexp_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `logcumsumexp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logcumsumexp_with (RgTensor *input,
                                       const RgLogcumsumexpAttrs *attrs);

/* --- cummax --- */

/**
 * RgCummaxAttrs:
 *
 * The attributes of `cummax`; RG_CUMMAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgCummaxAttrs;
#define RG_CUMMAX_ATTRS_INIT { sizeof (RgCummaxAttrs), 0 }

/**
 * rg_cummax:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `cummax`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_cummax (RgTensor *input, int64_t dim, RgTensor **indices);

/**
 * rg_cummax_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `cummax`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_cummax_with (RgTensor *input, const RgCummaxAttrs *attrs,
                                 RgTensor **indices);

/* --- cummin --- */

/**
 * RgCumminAttrs:
 *
 * The attributes of `cummin`; RG_CUMMIN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgCumminAttrs;
#define RG_CUMMIN_ATTRS_INIT { sizeof (RgCumminAttrs), 0 }

/**
 * rg_cummin:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `cummin`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_cummin (RgTensor *input, int64_t dim, RgTensor **indices);

/**
 * rg_cummin_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `cummin`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_cummin_with (RgTensor *input, const RgCumminAttrs *attrs,
                                 RgTensor **indices);

/* --- sort --- */

/**
 * RgSortAttrs:
 *
 * The attributes of `sort`; RG_SORT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool descending;
  bool stable;
} RgSortAttrs;
#define RG_SORT_ATTRS_INIT { sizeof (RgSortAttrs), -1, false, false }

/**
 * rg_sort:
 * @input: (nullable): a tensor
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `sort`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_sort (RgTensor *input, RgTensor **indices);

/**
 * rg_sort_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @descending: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `sort`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_sort_dim (RgTensor *input, int64_t dim, bool descending,
                              RgTensor **indices);

/**
 * rg_sort_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `sort`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_sort_with (RgTensor *input, const RgSortAttrs *attrs,
                               RgTensor **indices);

/* --- argsort --- */

/**
 * RgArgsortAttrs:
 *
 * The attributes of `argsort`; RG_ARGSORT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool descending;
  bool stable;
} RgArgsortAttrs;
#define RG_ARGSORT_ATTRS_INIT { sizeof (RgArgsortAttrs), -1, false, false }

/**
 * rg_argsort:
 * @input: (nullable): a tensor
 *
 * Calls the operator `argsort`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argsort (RgTensor *input);

/**
 * rg_argsort_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @descending: a flag
 *
 * Calls the operator `argsort`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argsort_dim (RgTensor *input, int64_t dim,
                                 bool descending);

/**
 * rg_argsort_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `argsort`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_argsort_with (RgTensor *input,
                                  const RgArgsortAttrs *attrs);

/* --- msort --- */

/**
 * rg_msort:
 * @input: (nullable): a tensor
 *
 * Calls the operator `msort`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_msort (RgTensor *input);

/* --- topk --- */

/**
 * RgTopkAttrs:
 *
 * The attributes of `topk`; RG_TOPK_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t k;
  int64_t dim;
  bool largest;
  bool sorted;
} RgTopkAttrs;
#define RG_TOPK_ATTRS_INIT { sizeof (RgTopkAttrs), 0, -1, true, true }

/**
 * rg_topk:
 * @input: (nullable): a tensor
 * @k: an integer
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `topk`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_topk (RgTensor *input, int64_t k, RgTensor **indices);

/**
 * rg_topk_dim:
 * @input: (nullable): a tensor
 * @k: an integer
 * @dim: an integer
 * @largest: a flag
 * @sorted: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `topk`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_topk_dim (RgTensor *input, int64_t k, int64_t dim,
                              bool largest, bool sorted, RgTensor **indices);

/**
 * rg_topk_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `topk`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_topk_with (RgTensor *input, const RgTopkAttrs *attrs,
                               RgTensor **indices);

/* --- kthvalue --- */

/**
 * RgKthvalueAttrs:
 *
 * The attributes of `kthvalue`; RG_KTHVALUE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t k;
  int64_t dim;
  bool keepdim;
} RgKthvalueAttrs;
#define RG_KTHVALUE_ATTRS_INIT { sizeof (RgKthvalueAttrs), 0, -1, false }

/**
 * rg_kthvalue:
 * @input: (nullable): a tensor
 * @k: an integer
 * @dim: an integer
 * @keepdim: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `kthvalue`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_kthvalue (RgTensor *input, int64_t k, int64_t dim,
                              bool keepdim, RgTensor **indices);

/**
 * rg_kthvalue_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `kthvalue`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_kthvalue_with (RgTensor *input,
                                   const RgKthvalueAttrs *attrs,
                                   RgTensor **indices);

/* --- mode --- */

/**
 * RgModeAttrs:
 *
 * The attributes of `mode`; RG_MODE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool keepdim;
} RgModeAttrs;
#define RG_MODE_ATTRS_INIT { sizeof (RgModeAttrs), -1, false }

/**
 * rg_mode:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `mode`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_mode (RgTensor *input, int64_t dim, bool keepdim,
                          RgTensor **indices);

/**
 * rg_mode_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `mode`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_mode_with (RgTensor *input, const RgModeAttrs *attrs,
                               RgTensor **indices);

/* --- median --- */

/**
 * RgMedianAttrs:
 *
 * The attributes of `median`; RG_MEDIAN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgMedianAttrs;
#define RG_MEDIAN_ATTRS_INIT { sizeof (RgMedianAttrs), false, 0, false }

/**
 * rg_median:
 * @input: (nullable): a tensor
 *
 * Calls the operator `median`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_median (RgTensor *input);

/**
 * rg_median_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `median`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_median_dim (RgTensor *input, int64_t dim, bool keepdim,
                                RgTensor **indices);

/**
 * rg_median_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `median`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_median_with (RgTensor *input, const RgMedianAttrs *attrs,
                                 RgTensor **indices);

/* --- nanmedian --- */

/**
 * RgNanmedianAttrs:
 *
 * The attributes of `nanmedian`; RG_NANMEDIAN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool keepdim;
} RgNanmedianAttrs;
#define RG_NANMEDIAN_ATTRS_INIT { sizeof (RgNanmedianAttrs), false, 0, \
    false }

/**
 * rg_nanmedian:
 * @input: (nullable): a tensor
 *
 * Calls the operator `nanmedian`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_nanmedian (RgTensor *input);

/**
 * rg_nanmedian_dim:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @keepdim: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `nanmedian`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_nanmedian_dim (RgTensor *input, int64_t dim, bool keepdim,
                                   RgTensor **indices);

/**
 * rg_nanmedian_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `nanmedian`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_nanmedian_with (RgTensor *input,
                                    const RgNanmedianAttrs *attrs,
                                    RgTensor **indices);

/* --- quantile --- */

/**
 * RgQuantileAttrs:
 *
 * The attributes of `quantile`; RG_QUANTILE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_q;
  double q;
  bool has_dim;
  int64_t dim;
  bool keepdim;
  const char *interpolation;
} RgQuantileAttrs;
#define RG_QUANTILE_ATTRS_INIT { sizeof (RgQuantileAttrs), false, 0.0, false, \
    0, false, "linear" }

/**
 * rg_quantile:
 * @input: (nullable): a tensor
 * @q: a number
 *
 * Calls the operator `quantile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_quantile (RgTensor *input, double q);

/**
 * rg_quantile_dim:
 * @input: (nullable): a tensor
 * @q: a number
 * @dim: an integer
 * @keepdim: a flag
 *
 * Calls the operator `quantile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_quantile_dim (RgTensor *input, double q, int64_t dim,
                                  bool keepdim);

/**
 * rg_quantile_with:
 * @input: (nullable): a tensor
 * @q_tensor: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `quantile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_quantile_with (RgTensor *input, RgTensor *q_tensor,
                                   const RgQuantileAttrs *attrs);

/* --- nanquantile --- */

/**
 * RgNanquantileAttrs:
 *
 * The attributes of `nanquantile`; RG_NANQUANTILE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_q;
  double q;
  bool has_dim;
  int64_t dim;
  bool keepdim;
  const char *interpolation;
} RgNanquantileAttrs;
#define RG_NANQUANTILE_ATTRS_INIT { sizeof (RgNanquantileAttrs), false, 0.0, \
    false, 0, false, "linear" }

/**
 * rg_nanquantile:
 * @input: (nullable): a tensor
 * @q: a number
 *
 * Calls the operator `nanquantile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nanquantile (RgTensor *input, double q);

/**
 * rg_nanquantile_dim:
 * @input: (nullable): a tensor
 * @q: a number
 * @dim: an integer
 * @keepdim: a flag
 *
 * Calls the operator `nanquantile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nanquantile_dim (RgTensor *input, double q, int64_t dim,
                                     bool keepdim);

/**
 * rg_nanquantile_with:
 * @input: (nullable): a tensor
 * @q_tensor: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `nanquantile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nanquantile_with (RgTensor *input, RgTensor *q_tensor,
                                      const RgNanquantileAttrs *attrs);

/* --- bincount --- */

/**
 * RgBincountAttrs:
 *
 * The attributes of `bincount`; RG_BINCOUNT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t minlength;
} RgBincountAttrs;
#define RG_BINCOUNT_ATTRS_INIT { sizeof (RgBincountAttrs), 0 }

/**
 * rg_bincount:
 * @input: (nullable): a tensor
 *
 * Calls the operator `bincount`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bincount (RgTensor *input);

/**
 * rg_bincount_weights:
 * @input: (nullable): a tensor
 * @weights: (nullable): a tensor; %NULL: none
 * @minlength: an integer
 *
 * Calls the operator `bincount`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bincount_weights (RgTensor *input, RgTensor *weights,
                                      int64_t minlength);

/**
 * rg_bincount_with:
 * @input: (nullable): a tensor
 * @weights: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `bincount`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bincount_with (RgTensor *input, RgTensor *weights,
                                   const RgBincountAttrs *attrs);

/* --- nonzero --- */

/**
 * rg_nonzero:
 * @input: (nullable): a tensor
 *
 * Calls the operator `nonzero`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nonzero (RgTensor *input);

/* --- unique --- */

/**
 * RgUniqueAttrs:
 *
 * The attributes of `unique`; RG_UNIQUE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool sorted;
  bool return_inverse;
  bool return_counts;
} RgUniqueAttrs;
#define RG_UNIQUE_ATTRS_INIT { sizeof (RgUniqueAttrs), true, false, false }

/**
 * rg_unique:
 * @input: (nullable): a tensor
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `unique`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_unique (RgTensor *input, size_t *n_outputs);

/**
 * rg_unique_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `unique`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_unique_with (RgTensor *input, const RgUniqueAttrs *attrs,
                                  size_t *n_outputs);

/* --- diff --- */

/**
 * RgDiffAttrs:
 *
 * The attributes of `diff`; RG_DIFF_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t n;
  int64_t dim;
} RgDiffAttrs;
#define RG_DIFF_ATTRS_INIT { sizeof (RgDiffAttrs), 1, -1 }

/**
 * rg_diff:
 * @input: (nullable): a tensor
 * @n: an integer
 * @dim: an integer
 *
 * Calls the operator `diff`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diff (RgTensor *input, int64_t n, int64_t dim);

/**
 * rg_diff_with:
 * @input: (nullable): a tensor
 * @prepend: (nullable): a tensor; %NULL: none
 * @append: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diff`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diff_with (RgTensor *input, RgTensor *prepend,
                               RgTensor *append, const RgDiffAttrs *attrs);

/* --- trapezoid --- */

/**
 * RgTrapezoidAttrs:
 *
 * The attributes of `trapezoid`; RG_TRAPEZOID_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double dx;
  int64_t dim;
} RgTrapezoidAttrs;
#define RG_TRAPEZOID_ATTRS_INIT { sizeof (RgTrapezoidAttrs), 1.0, -1 }

/**
 * rg_trapezoid:
 * @y: (nullable): a tensor
 * @dx: a number
 * @dim: an integer
 *
 * Calls the operator `trapezoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trapezoid (RgTensor *y, double dx, int64_t dim);

/**
 * rg_trapezoid_x:
 * @y: (nullable): a tensor
 * @x: (nullable): a tensor; %NULL: none
 * @dim: an integer
 *
 * Calls the operator `trapezoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trapezoid_x (RgTensor *y, RgTensor *x, int64_t dim);

/**
 * rg_trapezoid_with:
 * @y: (nullable): a tensor
 * @x: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `trapezoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trapezoid_with (RgTensor *y, RgTensor *x,
                                    const RgTrapezoidAttrs *attrs);

/* --- trapz --- */

/**
 * RgTrapzAttrs:
 *
 * The attributes of `trapz`; RG_TRAPZ_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double dx;
  int64_t dim;
} RgTrapzAttrs;
#define RG_TRAPZ_ATTRS_INIT { sizeof (RgTrapzAttrs), 1.0, -1 }

/**
 * rg_trapz:
 * @y: (nullable): a tensor
 * @dx: a number
 * @dim: an integer
 *
 * Calls the operator `trapz`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trapz (RgTensor *y, double dx, int64_t dim);

/**
 * rg_trapz_x:
 * @y: (nullable): a tensor
 * @x: (nullable): a tensor; %NULL: none
 * @dim: an integer
 *
 * Calls the operator `trapz`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trapz_x (RgTensor *y, RgTensor *x, int64_t dim);

/**
 * rg_trapz_with:
 * @y: (nullable): a tensor
 * @x: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `trapz`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_trapz_with (RgTensor *y, RgTensor *x,
                                const RgTrapzAttrs *attrs);

/* --- cumulative_trapezoid --- */

/**
 * RgCumulativeTrapezoidAttrs:
 *
 * The attributes of `cumulative_trapezoid`; RG_CUMULATIVE_TRAPEZOID_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double dx;
  int64_t dim;
} RgCumulativeTrapezoidAttrs;
#define RG_CUMULATIVE_TRAPEZOID_ATTRS_INIT { \
    sizeof (RgCumulativeTrapezoidAttrs), 1.0, -1 }

/**
 * rg_cumulative_trapezoid:
 * @y: (nullable): a tensor
 * @dx: a number
 * @dim: an integer
 *
 * Calls the operator `cumulative_trapezoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumulative_trapezoid (RgTensor *y, double dx, int64_t dim);

/**
 * rg_cumulative_trapezoid_x:
 * @y: (nullable): a tensor
 * @x: (nullable): a tensor; %NULL: none
 * @dim: an integer
 *
 * Calls the operator `cumulative_trapezoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumulative_trapezoid_x (RgTensor *y, RgTensor *x,
                                            int64_t dim);

/**
 * rg_cumulative_trapezoid_with:
 * @y: (nullable): a tensor
 * @x: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cumulative_trapezoid`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cumulative_trapezoid_with (RgTensor *y, RgTensor *x,
                                               const RgCumulativeTrapezoidAttrs *attrs);

/* --- gradient --- */

/**
 * RgGradientAttrs:
 *
 * The attributes of `gradient`; RG_GRADIENT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_spacing;
  const char *spacing;
  bool has_dim;
  RgInts dim;
  int64_t edge_order;
} RgGradientAttrs;
#define RG_GRADIENT_ATTRS_INIT { sizeof (RgGradientAttrs), false, NULL, \
    false, { 0, NULL }, 1 }

/**
 * rg_gradient:
 * @input: (nullable): a tensor
 * @coordinates: (array length=n_coordinates): tensors
 * @n_coordinates: how many
 * @edge_order: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `gradient`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_gradient (RgTensor *input, RgTensor *const *coordinates,
                               size_t n_coordinates, int64_t edge_order,
                               size_t *n_outputs);

/**
 * rg_gradient_with:
 * @input: (nullable): a tensor
 * @coordinates: (array length=n_coordinates): tensors
 * @n_coordinates: how many
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `gradient`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_gradient_with (RgTensor *input,
                                    RgTensor *const *coordinates,
                                    size_t n_coordinates,
                                    const RgGradientAttrs *attrs,
                                    size_t *n_outputs);

/* --- cov --- */

/**
 * RgCovAttrs:
 *
 * The attributes of `cov`; RG_COV_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t correction;
} RgCovAttrs;
#define RG_COV_ATTRS_INIT { sizeof (RgCovAttrs), 1 }

/**
 * rg_cov:
 * @input: (nullable): a tensor
 *
 * Calls the operator `cov`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cov (RgTensor *input);

/**
 * rg_cov_with:
 * @input: (nullable): a tensor
 * @fweights: (nullable): a tensor; %NULL: none
 * @aweights: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cov`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cov_with (RgTensor *input, RgTensor *fweights,
                              RgTensor *aweights, const RgCovAttrs *attrs);

/* --- corrcoef --- */

/**
 * rg_corrcoef:
 * @input: (nullable): a tensor
 *
 * Calls the operator `corrcoef`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_corrcoef (RgTensor *input);

/* --- reshape --- */

/**
 * RgReshapeAttrs:
 *
 * The attributes of `reshape`; RG_RESHAPE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts shape;
} RgReshapeAttrs;
#define RG_RESHAPE_ATTRS_INIT { sizeof (RgReshapeAttrs), { 0, NULL } }

/**
 * rg_reshape:
 * @input: (nullable): a tensor
 * @shape: a list of integers
 *
 * Calls the operator `reshape`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_reshape (RgTensor *input, RgInts shape);

/**
 * rg_reshape_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `reshape`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_reshape_with (RgTensor *input,
                                  const RgReshapeAttrs *attrs);

/* --- view --- */

/**
 * RgViewAttrs:
 *
 * The attributes of `view`; RG_VIEW_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts shape;
} RgViewAttrs;
#define RG_VIEW_ATTRS_INIT { sizeof (RgViewAttrs), { 0, NULL } }

/**
 * rg_view:
 * @input: (nullable): a tensor
 * @shape: a list of integers
 *
 * Calls the operator `view`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_view (RgTensor *input, RgInts shape);

/**
 * rg_view_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `view`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_view_with (RgTensor *input, const RgViewAttrs *attrs);

/* --- transpose --- */

/**
 * RgTransposeAttrs:
 *
 * The attributes of `transpose`; RG_TRANSPOSE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim0;
  int64_t dim1;
} RgTransposeAttrs;
#define RG_TRANSPOSE_ATTRS_INIT { sizeof (RgTransposeAttrs), 0, 0 }

/**
 * rg_transpose:
 * @input: (nullable): a tensor
 * @dim0: an integer
 * @dim1: an integer
 *
 * Calls the operator `transpose`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_transpose (RgTensor *input, int64_t dim0, int64_t dim1);

/**
 * rg_transpose_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `transpose`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_transpose_with (RgTensor *input,
                                    const RgTransposeAttrs *attrs);

/* --- t --- */

/**
 * rg_t:
 * @input: (nullable): a tensor
 *
 * Calls the operator `t`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_t (RgTensor *input);

/* --- permute --- */

/**
 * RgPermuteAttrs:
 *
 * The attributes of `permute`; RG_PERMUTE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts dims;
} RgPermuteAttrs;
#define RG_PERMUTE_ATTRS_INIT { sizeof (RgPermuteAttrs), { 0, NULL } }

/**
 * rg_permute:
 * @input: (nullable): a tensor
 * @dims: a list of integers
 *
 * Calls the operator `permute`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_permute (RgTensor *input, RgInts dims);

/**
 * rg_permute_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `permute`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_permute_with (RgTensor *input,
                                  const RgPermuteAttrs *attrs);

/* --- expand --- */

/**
 * RgExpandAttrs:
 *
 * The attributes of `expand`; RG_EXPAND_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts shape;
} RgExpandAttrs;
#define RG_EXPAND_ATTRS_INIT { sizeof (RgExpandAttrs), { 0, NULL } }

/**
 * rg_expand:
 * @input: (nullable): a tensor
 * @shape: a list of integers
 *
 * Calls the operator `expand`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_expand (RgTensor *input, RgInts shape);

/**
 * rg_expand_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `expand`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_expand_with (RgTensor *input, const RgExpandAttrs *attrs);

/* --- squeeze --- */

/**
 * RgSqueezeAttrs:
 *
 * The attributes of `squeeze`; RG_SQUEEZE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  RgInts dim;
} RgSqueezeAttrs;
#define RG_SQUEEZE_ATTRS_INIT { sizeof (RgSqueezeAttrs), false, { 0, NULL } }

/**
 * rg_squeeze:
 * @input: (nullable): a tensor
 *
 * Calls the operator `squeeze`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_squeeze (RgTensor *input);

/**
 * rg_squeeze_dim:
 * @input: (nullable): a tensor
 * @dim: a list of integers
 *
 * Calls the operator `squeeze`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_squeeze_dim (RgTensor *input, RgInts dim);

/**
 * rg_squeeze_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `squeeze`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_squeeze_with (RgTensor *input,
                                  const RgSqueezeAttrs *attrs);

/* --- unsqueeze --- */

/**
 * RgUnsqueezeAttrs:
 *
 * The attributes of `unsqueeze`; RG_UNSQUEEZE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgUnsqueezeAttrs;
#define RG_UNSQUEEZE_ATTRS_INIT { sizeof (RgUnsqueezeAttrs), 0 }

/**
 * rg_unsqueeze:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `unsqueeze`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unsqueeze (RgTensor *input, int64_t dim);

/**
 * rg_unsqueeze_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `unsqueeze`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unsqueeze_with (RgTensor *input,
                                    const RgUnsqueezeAttrs *attrs);

/* --- flatten --- */

/**
 * RgFlattenAttrs:
 *
 * The attributes of `flatten`; RG_FLATTEN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t start_dim;
  int64_t end_dim;
} RgFlattenAttrs;
#define RG_FLATTEN_ATTRS_INIT { sizeof (RgFlattenAttrs), 0, -1 }

/**
 * rg_flatten:
 * @input: (nullable): a tensor
 *
 * Calls the operator `flatten`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_flatten (RgTensor *input);

/**
 * rg_flatten_dims:
 * @input: (nullable): a tensor
 * @start_dim: an integer
 * @end_dim: an integer
 *
 * Calls the operator `flatten`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_flatten_dims (RgTensor *input, int64_t start_dim,
                                  int64_t end_dim);

/**
 * rg_flatten_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `flatten`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_flatten_with (RgTensor *input,
                                  const RgFlattenAttrs *attrs);

/* --- sum_to_size --- */

/**
 * RgSumToSizeAttrs:
 *
 * The attributes of `sum_to_size`; RG_SUM_TO_SIZE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
} RgSumToSizeAttrs;
#define RG_SUM_TO_SIZE_ATTRS_INIT { sizeof (RgSumToSizeAttrs), { 0, NULL } }

/**
 * rg_sum_to_size:
 * @input: (nullable): a tensor
 * @size: a list of integers
 *
 * Calls the operator `sum_to_size`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sum_to_size (RgTensor *input, RgInts size);

/**
 * rg_sum_to_size_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `sum_to_size`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_sum_to_size_with (RgTensor *input,
                                      const RgSumToSizeAttrs *attrs);

/* --- unsafe_view --- */

/**
 * RgUnsafeViewAttrs:
 *
 * The attributes of `unsafe_view`; RG_UNSAFE_VIEW_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts shape;
} RgUnsafeViewAttrs;
#define RG_UNSAFE_VIEW_ATTRS_INIT { sizeof (RgUnsafeViewAttrs), { 0, NULL } }

/**
 * rg_unsafe_view:
 * @input: (nullable): a tensor
 * @shape: a list of integers
 *
 * Calls the operator `unsafe_view`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unsafe_view (RgTensor *input, RgInts shape);

/**
 * rg_unsafe_view_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `unsafe_view`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unsafe_view_with (RgTensor *input,
                                      const RgUnsafeViewAttrs *attrs);

/* --- broadcast_to --- */

/**
 * RgBroadcastToAttrs:
 *
 * The attributes of `broadcast_to`; RG_BROADCAST_TO_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
} RgBroadcastToAttrs;
#define RG_BROADCAST_TO_ATTRS_INIT { sizeof (RgBroadcastToAttrs), \
    { 0, NULL } }

/**
 * rg_broadcast_to:
 * @input: (nullable): a tensor
 * @size: a list of integers
 *
 * Calls the operator `broadcast_to`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_broadcast_to (RgTensor *input, RgInts size);

/**
 * rg_broadcast_to_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `broadcast_to`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_broadcast_to_with (RgTensor *input,
                                       const RgBroadcastToAttrs *attrs);

/* --- expand_as --- */

/**
 * rg_expand_as:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `expand_as`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_expand_as (RgTensor *input, RgTensor *other);

/* --- view_as --- */

/**
 * rg_view_as:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `view_as`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_view_as (RgTensor *input, RgTensor *other);

/* --- reshape_as --- */

/**
 * rg_reshape_as:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `reshape_as`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_reshape_as (RgTensor *input, RgTensor *other);

/* --- movedim --- */

/**
 * RgMovedimAttrs:
 *
 * The attributes of `movedim`; RG_MOVEDIM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts source;
  RgInts destination;
} RgMovedimAttrs;
#define RG_MOVEDIM_ATTRS_INIT { sizeof (RgMovedimAttrs), { 0, NULL }, \
    { 0, NULL } }

/**
 * rg_movedim:
 * @input: (nullable): a tensor
 * @source: an integer
 * @destination: an integer
 *
 * Calls the operator `movedim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_movedim (RgTensor *input, int64_t source,
                             int64_t destination);

/**
 * rg_movedim_ints:
 * @input: (nullable): a tensor
 * @source: a list of integers
 * @destination: a list of integers
 *
 * Calls the operator `movedim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_movedim_ints (RgTensor *input, RgInts source,
                                  RgInts destination);

/**
 * rg_movedim_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `movedim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_movedim_with (RgTensor *input,
                                  const RgMovedimAttrs *attrs);

/* --- swapaxes --- */

/**
 * RgSwapaxesAttrs:
 *
 * The attributes of `swapaxes`; RG_SWAPAXES_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t axis0;
  int64_t axis1;
} RgSwapaxesAttrs;
#define RG_SWAPAXES_ATTRS_INIT { sizeof (RgSwapaxesAttrs), 0, 0 }

/**
 * rg_swapaxes:
 * @input: (nullable): a tensor
 * @axis0: an integer
 * @axis1: an integer
 *
 * Calls the operator `swapaxes`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_swapaxes (RgTensor *input, int64_t axis0, int64_t axis1);

/**
 * rg_swapaxes_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `swapaxes`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_swapaxes_with (RgTensor *input,
                                   const RgSwapaxesAttrs *attrs);

/* --- T --- */

/**
 * rg_T:
 * @input: (nullable): a tensor
 *
 * Calls the operator `T`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_T (RgTensor *input);

/* --- mT --- */

/**
 * rg_mT:
 * @input: (nullable): a tensor
 *
 * Calls the operator `mT`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mT (RgTensor *input);

/* --- H --- */

/**
 * rg_H:
 * @input: (nullable): a tensor
 *
 * Calls the operator `H`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_H (RgTensor *input);

/* --- mH --- */

/**
 * rg_mH:
 * @input: (nullable): a tensor
 *
 * Calls the operator `mH`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mH (RgTensor *input);

/* --- ravel --- */

/**
 * rg_ravel:
 * @input: (nullable): a tensor
 *
 * Calls the operator `ravel`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ravel (RgTensor *input);

/* --- unflatten --- */

/**
 * RgUnflattenAttrs:
 *
 * The attributes of `unflatten`; RG_UNFLATTEN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  RgInts sizes;
} RgUnflattenAttrs;
#define RG_UNFLATTEN_ATTRS_INIT { sizeof (RgUnflattenAttrs), 0, { 0, NULL } }

/**
 * rg_unflatten:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @sizes: a list of integers
 *
 * Calls the operator `unflatten`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unflatten (RgTensor *input, int64_t dim, RgInts sizes);

/**
 * rg_unflatten_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `unflatten`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unflatten_with (RgTensor *input,
                                    const RgUnflattenAttrs *attrs);

/* --- atleast_1d --- */

/**
 * rg_atleast_1d:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `atleast_1d`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_atleast_1d (RgTensor *const *tensors, size_t n_tensors,
                                 size_t *n_outputs);

/* --- atleast_2d --- */

/**
 * rg_atleast_2d:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `atleast_2d`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_atleast_2d (RgTensor *const *tensors, size_t n_tensors,
                                 size_t *n_outputs);

/* --- atleast_3d --- */

/**
 * rg_atleast_3d:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `atleast_3d`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_atleast_3d (RgTensor *const *tensors, size_t n_tensors,
                                 size_t *n_outputs);

/* --- broadcast_tensors --- */

/**
 * rg_broadcast_tensors:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `broadcast_tensors`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_broadcast_tensors (RgTensor *const *tensors,
                                        size_t n_tensors, size_t *n_outputs);

/* --- select --- */

/**
 * RgSelectAttrs:
 *
 * The attributes of `select`; RG_SELECT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  int64_t index;
} RgSelectAttrs;
#define RG_SELECT_ATTRS_INIT { sizeof (RgSelectAttrs), 0, 0 }

/**
 * rg_select:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: an integer
 *
 * Calls the operator `select`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_select (RgTensor *input, int64_t dim, int64_t index);

/**
 * rg_select_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `select`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_select_with (RgTensor *input, const RgSelectAttrs *attrs);

/* --- select_backward --- */

/**
 * RgSelectBackwardAttrs:
 *
 * The attributes of `select_backward`; RG_SELECT_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  int64_t dim;
  int64_t index;
} RgSelectBackwardAttrs;
#define RG_SELECT_BACKWARD_ATTRS_INIT { sizeof (RgSelectBackwardAttrs), \
    { 0, NULL }, 0, 0 }

/**
 * rg_select_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @dim: an integer
 * @index: an integer
 *
 * Calls the operator `select_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_select_backward (RgTensor *grad_output, RgInts input_sizes,
                                     int64_t dim, int64_t index);

/**
 * rg_select_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `select_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_select_backward_with (RgTensor *grad_output,
                                          const RgSelectBackwardAttrs *attrs);

/* --- slice --- */

/**
 * RgSliceAttrs:
 *
 * The attributes of `slice`; RG_SLICE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_start;
  int64_t start;
  bool has_end;
  int64_t end;
  int64_t step;
} RgSliceAttrs;
#define RG_SLICE_ATTRS_INIT { sizeof (RgSliceAttrs), 0, false, 0, false, 0, \
    1 }

/**
 * rg_slice:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @start: an integer
 * @end: an integer
 *
 * Calls the operator `slice`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice (RgTensor *input, int64_t dim, int64_t start,
                           int64_t end);

/**
 * rg_slice_step:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @start: an integer
 * @end: an integer
 * @step: an integer
 *
 * Calls the operator `slice`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice_step (RgTensor *input, int64_t dim, int64_t start,
                                int64_t end, int64_t step);

/**
 * rg_slice_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `slice`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice_with (RgTensor *input, const RgSliceAttrs *attrs);

/* --- slice_backward --- */

/**
 * RgSliceBackwardAttrs:
 *
 * The attributes of `slice_backward`; RG_SLICE_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  int64_t dim;
  int64_t start;
  int64_t end;
  int64_t step;
} RgSliceBackwardAttrs;
#define RG_SLICE_BACKWARD_ATTRS_INIT { sizeof (RgSliceBackwardAttrs), \
    { 0, NULL }, 0, 0, 0, 0 }

/**
 * rg_slice_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @dim: an integer
 * @start: an integer
 * @end: an integer
 * @step: an integer
 *
 * Calls the operator `slice_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice_backward (RgTensor *grad_output, RgInts input_sizes,
                                    int64_t dim, int64_t start, int64_t end,
                                    int64_t step);

/**
 * rg_slice_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `slice_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice_backward_with (RgTensor *grad_output,
                                         const RgSliceBackwardAttrs *attrs);

/* --- narrow --- */

/**
 * RgNarrowAttrs:
 *
 * The attributes of `narrow`; RG_NARROW_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  int64_t start;
  int64_t length;
} RgNarrowAttrs;
#define RG_NARROW_ATTRS_INIT { sizeof (RgNarrowAttrs), 0, 0, 0 }

/**
 * rg_narrow:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @start: an integer
 * @length: an integer
 *
 * Calls the operator `narrow`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_narrow (RgTensor *input, int64_t dim, int64_t start,
                            int64_t length);

/**
 * rg_narrow_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `narrow`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_narrow_with (RgTensor *input, const RgNarrowAttrs *attrs);

/* --- diagonal --- */

/**
 * RgDiagonalAttrs:
 *
 * The attributes of `diagonal`; RG_DIAGONAL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t offset;
  int64_t dim1;
  int64_t dim2;
} RgDiagonalAttrs;
#define RG_DIAGONAL_ATTRS_INIT { sizeof (RgDiagonalAttrs), 0, 0, 1 }

/**
 * rg_diagonal:
 * @input: (nullable): a tensor
 *
 * Calls the operator `diagonal`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal (RgTensor *input);

/**
 * rg_diagonal_dims:
 * @input: (nullable): a tensor
 * @offset: an integer
 * @dim1: an integer
 * @dim2: an integer
 *
 * Calls the operator `diagonal`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal_dims (RgTensor *input, int64_t offset,
                                   int64_t dim1, int64_t dim2);

/**
 * rg_diagonal_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diagonal`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal_with (RgTensor *input,
                                   const RgDiagonalAttrs *attrs);

/* --- diagonal_backward --- */

/**
 * RgDiagonalBackwardAttrs:
 *
 * The attributes of `diagonal_backward`; RG_DIAGONAL_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  int64_t offset;
  int64_t dim1;
  int64_t dim2;
} RgDiagonalBackwardAttrs;
#define RG_DIAGONAL_BACKWARD_ATTRS_INIT { sizeof (RgDiagonalBackwardAttrs), \
    { 0, NULL }, 0, 0, 0 }

/**
 * rg_diagonal_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @offset: an integer
 * @dim1: an integer
 * @dim2: an integer
 *
 * Calls the operator `diagonal_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal_backward (RgTensor *grad_output,
                                       RgInts input_sizes, int64_t offset,
                                       int64_t dim1, int64_t dim2);

/**
 * rg_diagonal_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diagonal_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal_backward_with (RgTensor *grad_output,
                                            const RgDiagonalBackwardAttrs *attrs);

/* --- as_strided --- */

/**
 * RgAsStridedAttrs:
 *
 * The attributes of `as_strided`; RG_AS_STRIDED_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  RgInts stride;
  int64_t storage_offset;
} RgAsStridedAttrs;
#define RG_AS_STRIDED_ATTRS_INIT { sizeof (RgAsStridedAttrs), { 0, NULL }, \
    { 0, NULL }, 0 }

/**
 * rg_as_strided:
 * @input: (nullable): a tensor
 * @size: a list of integers
 * @stride: a list of integers
 * @storage_offset: an integer
 *
 * Calls the operator `as_strided`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_as_strided (RgTensor *input, RgInts size, RgInts stride,
                                int64_t storage_offset);

/**
 * rg_as_strided_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `as_strided`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_as_strided_with (RgTensor *input,
                                     const RgAsStridedAttrs *attrs);

/* --- as_strided_backward --- */

/**
 * RgAsStridedBackwardAttrs:
 *
 * The attributes of `as_strided_backward`; RG_AS_STRIDED_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  RgInts size;
  RgInts stride;
  int64_t storage_offset;
} RgAsStridedBackwardAttrs;
#define RG_AS_STRIDED_BACKWARD_ATTRS_INIT { \
    sizeof (RgAsStridedBackwardAttrs), { 0, NULL }, { 0, NULL }, { 0, NULL }, \
    0 }

/**
 * rg_as_strided_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @size: a list of integers
 * @stride: a list of integers
 * @storage_offset: an integer
 *
 * Calls the operator `as_strided_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_as_strided_backward (RgTensor *grad_output,
                                         RgInts input_sizes, RgInts size,
                                         RgInts stride,
                                         int64_t storage_offset);

/**
 * rg_as_strided_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `as_strided_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_as_strided_backward_with (RgTensor *grad_output,
                                              const RgAsStridedBackwardAttrs *attrs);

/* --- unfold_dim --- */

/**
 * RgUnfoldDimAttrs:
 *
 * The attributes of `unfold_dim`; RG_UNFOLD_DIM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dimension;
  int64_t size;
  int64_t step;
  int64_t dilation;
} RgUnfoldDimAttrs;
#define RG_UNFOLD_DIM_ATTRS_INIT { sizeof (RgUnfoldDimAttrs), 0, 0, 0, 1 }

/**
 * rg_unfold_dim:
 * @input: (nullable): a tensor
 * @dimension: an integer
 * @size: an integer
 * @step: an integer
 * @dilation: an integer
 *
 * Calls the operator `unfold_dim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unfold_dim (RgTensor *input, int64_t dimension,
                                int64_t size, int64_t step, int64_t dilation);

/**
 * rg_unfold_dim_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `unfold_dim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unfold_dim_with (RgTensor *input,
                                     const RgUnfoldDimAttrs *attrs);

/* --- unfold_dim_backward --- */

/**
 * RgUnfoldDimBackwardAttrs:
 *
 * The attributes of `unfold_dim_backward`; RG_UNFOLD_DIM_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  int64_t dimension;
  int64_t size;
  int64_t step;
  int64_t dilation;
} RgUnfoldDimBackwardAttrs;
#define RG_UNFOLD_DIM_BACKWARD_ATTRS_INIT { \
    sizeof (RgUnfoldDimBackwardAttrs), { 0, NULL }, 0, 0, 0, 0 }

/**
 * rg_unfold_dim_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @dimension: an integer
 * @size: an integer
 * @step: an integer
 * @dilation: an integer
 *
 * Calls the operator `unfold_dim_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unfold_dim_backward (RgTensor *grad_output,
                                         RgInts input_sizes, int64_t dimension,
                                         int64_t size, int64_t step,
                                         int64_t dilation);

/**
 * rg_unfold_dim_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `unfold_dim_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unfold_dim_backward_with (RgTensor *grad_output,
                                              const RgUnfoldDimBackwardAttrs *attrs);

/* --- unfold --- */

/**
 * RgUnfoldAttrs:
 *
 * The attributes of `unfold`; RG_UNFOLD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_kernel_size;
  RgInts kernel_size;
  RgInts dilation;
  RgInts padding;
  RgInts stride;
  bool has_dimension;
  int64_t dimension;
  bool has_size;
  int64_t size;
  bool has_step;
  int64_t step;
} RgUnfoldAttrs;
#define RG_UNFOLD_ATTRS_INIT { sizeof (RgUnfoldAttrs), false, { 0, NULL }, \
    { 1, rg_ints_1 }, { 1, rg_ints_0 }, { 1, rg_ints_1 }, false, 0, false, 0, \
    false, 0 }

/**
 * rg_unfold:
 * @input: (nullable): a tensor
 * @dimension: an integer
 * @size: an integer
 * @step: an integer
 *
 * Calls the operator `unfold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unfold (RgTensor *input, int64_t dimension, int64_t size,
                            int64_t step);

/**
 * rg_im2col:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @dilation: a list of integers
 * @padding: a list of integers
 * @stride: a list of integers
 *
 * Calls the operator `unfold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_im2col (RgTensor *input, RgInts kernel_size,
                            RgInts dilation, RgInts padding, RgInts stride);

/**
 * rg_unfold_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `unfold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_unfold_with (RgTensor *input, const RgUnfoldAttrs *attrs);

/* --- unbind --- */

/**
 * RgUnbindAttrs:
 *
 * The attributes of `unbind`; RG_UNBIND_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgUnbindAttrs;
#define RG_UNBIND_ATTRS_INIT { sizeof (RgUnbindAttrs), 0 }

/**
 * rg_unbind:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `unbind`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_unbind (RgTensor *input, int64_t dim, size_t *n_outputs);

/**
 * rg_unbind_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `unbind`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_unbind_with (RgTensor *input, const RgUnbindAttrs *attrs,
                                  size_t *n_outputs);

/* --- split --- */

/**
 * RgSplitAttrs:
 *
 * The attributes of `split`; RG_SPLIT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts split_size_or_sections;
  int64_t dim;
} RgSplitAttrs;
#define RG_SPLIT_ATTRS_INIT { sizeof (RgSplitAttrs), { 0, NULL }, 0 }

/**
 * rg_split:
 * @input: (nullable): a tensor
 * @split_size_or_sections: an integer
 * @dim: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `split`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_split (RgTensor *input, int64_t split_size_or_sections,
                            int64_t dim, size_t *n_outputs);

/**
 * rg_split_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `split`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_split_with (RgTensor *input, const RgSplitAttrs *attrs,
                                 size_t *n_outputs);

/* --- split_with_sizes --- */

/**
 * RgSplitWithSizesAttrs:
 *
 * The attributes of `split_with_sizes`; RG_SPLIT_WITH_SIZES_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts split_sizes;
  int64_t dim;
} RgSplitWithSizesAttrs;
#define RG_SPLIT_WITH_SIZES_ATTRS_INIT { sizeof (RgSplitWithSizesAttrs), \
    { 0, NULL }, 0 }

/**
 * rg_split_with_sizes:
 * @input: (nullable): a tensor
 * @split_sizes: a list of integers
 * @dim: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `split_with_sizes`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_split_with_sizes (RgTensor *input, RgInts split_sizes,
                                       int64_t dim, size_t *n_outputs);

/**
 * rg_split_with_sizes_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `split_with_sizes`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_split_with_sizes_with (RgTensor *input,
                                            const RgSplitWithSizesAttrs *attrs,
                                            size_t *n_outputs);

/* --- chunk --- */

/**
 * RgChunkAttrs:
 *
 * The attributes of `chunk`; RG_CHUNK_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t chunks;
  int64_t dim;
} RgChunkAttrs;
#define RG_CHUNK_ATTRS_INIT { sizeof (RgChunkAttrs), 0, 0 }

/**
 * rg_chunk:
 * @input: (nullable): a tensor
 * @chunks: an integer
 * @dim: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `chunk`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_chunk (RgTensor *input, int64_t chunks, int64_t dim,
                            size_t *n_outputs);

/**
 * rg_chunk_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `chunk`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_chunk_with (RgTensor *input, const RgChunkAttrs *attrs,
                                 size_t *n_outputs);

/* --- tensor_split --- */

/**
 * RgTensorSplitAttrs:
 *
 * The attributes of `tensor_split`; RG_TENSOR_SPLIT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_sections;
  int64_t sections;
  bool has_indices_or_sections;
  RgInts indices_or_sections;
  int64_t dim;
} RgTensorSplitAttrs;
#define RG_TENSOR_SPLIT_ATTRS_INIT { sizeof (RgTensorSplitAttrs), false, 0, \
    false, { 0, NULL }, 0 }

/**
 * rg_tensor_split:
 * @input: (nullable): a tensor
 * @sections: an integer
 * @dim: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `tensor_split`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_tensor_split (RgTensor *input, int64_t sections,
                                   int64_t dim, size_t *n_outputs);

/**
 * rg_tensor_split_at:
 * @input: (nullable): a tensor
 * @indices_or_sections: a list of integers
 * @dim: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `tensor_split`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_tensor_split_at (RgTensor *input,
                                      RgInts indices_or_sections, int64_t dim,
                                      size_t *n_outputs);

/**
 * rg_tensor_split_with:
 * @input: (nullable): a tensor
 * @tensor_indices_or_sections: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `tensor_split`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_tensor_split_with (RgTensor *input,
                                        RgTensor *tensor_indices_or_sections,
                                        const RgTensorSplitAttrs *attrs,
                                        size_t *n_outputs);

/* --- hsplit --- */

/**
 * RgHsplitAttrs:
 *
 * The attributes of `hsplit`; RG_HSPLIT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_sections;
  int64_t sections;
  bool has_indices_or_sections;
  RgInts indices_or_sections;
} RgHsplitAttrs;
#define RG_HSPLIT_ATTRS_INIT { sizeof (RgHsplitAttrs), false, 0, false, \
    { 0, NULL } }

/**
 * rg_hsplit:
 * @input: (nullable): a tensor
 * @sections: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `hsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_hsplit (RgTensor *input, int64_t sections,
                             size_t *n_outputs);

/**
 * rg_hsplit_at:
 * @input: (nullable): a tensor
 * @indices_or_sections: a list of integers
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `hsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_hsplit_at (RgTensor *input, RgInts indices_or_sections,
                                size_t *n_outputs);

/**
 * rg_hsplit_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `hsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_hsplit_with (RgTensor *input, const RgHsplitAttrs *attrs,
                                  size_t *n_outputs);

/* --- vsplit --- */

/**
 * RgVsplitAttrs:
 *
 * The attributes of `vsplit`; RG_VSPLIT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_sections;
  int64_t sections;
  bool has_indices_or_sections;
  RgInts indices_or_sections;
} RgVsplitAttrs;
#define RG_VSPLIT_ATTRS_INIT { sizeof (RgVsplitAttrs), false, 0, false, \
    { 0, NULL } }

/**
 * rg_vsplit:
 * @input: (nullable): a tensor
 * @sections: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `vsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_vsplit (RgTensor *input, int64_t sections,
                             size_t *n_outputs);

/**
 * rg_vsplit_at:
 * @input: (nullable): a tensor
 * @indices_or_sections: a list of integers
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `vsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_vsplit_at (RgTensor *input, RgInts indices_or_sections,
                                size_t *n_outputs);

/**
 * rg_vsplit_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `vsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_vsplit_with (RgTensor *input, const RgVsplitAttrs *attrs,
                                  size_t *n_outputs);

/* --- dsplit --- */

/**
 * RgDsplitAttrs:
 *
 * The attributes of `dsplit`; RG_DSPLIT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_sections;
  int64_t sections;
  bool has_indices_or_sections;
  RgInts indices_or_sections;
} RgDsplitAttrs;
#define RG_DSPLIT_ATTRS_INIT { sizeof (RgDsplitAttrs), false, 0, false, \
    { 0, NULL } }

/**
 * rg_dsplit:
 * @input: (nullable): a tensor
 * @sections: an integer
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `dsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_dsplit (RgTensor *input, int64_t sections,
                             size_t *n_outputs);

/**
 * rg_dsplit_at:
 * @input: (nullable): a tensor
 * @indices_or_sections: a list of integers
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `dsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_dsplit_at (RgTensor *input, RgInts indices_or_sections,
                                size_t *n_outputs);

/**
 * rg_dsplit_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `dsplit`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_dsplit_with (RgTensor *input, const RgDsplitAttrs *attrs,
                                  size_t *n_outputs);

/* --- cat --- */

/**
 * RgCatAttrs:
 *
 * The attributes of `cat`; RG_CAT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgCatAttrs;
#define RG_CAT_ATTRS_INIT { sizeof (RgCatAttrs), 0 }

/**
 * rg_cat:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @dim: an integer
 *
 * Calls the operator `cat`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cat (RgTensor *const *tensors, size_t n_tensors,
                         int64_t dim);

/**
 * rg_cat_with:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cat`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cat_with (RgTensor *const *tensors, size_t n_tensors,
                              const RgCatAttrs *attrs);

/* --- stack --- */

/**
 * RgStackAttrs:
 *
 * The attributes of `stack`; RG_STACK_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgStackAttrs;
#define RG_STACK_ATTRS_INIT { sizeof (RgStackAttrs), 0 }

/**
 * rg_stack:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @dim: an integer
 *
 * Calls the operator `stack`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_stack (RgTensor *const *tensors, size_t n_tensors,
                           int64_t dim);

/**
 * rg_stack_with:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `stack`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_stack_with (RgTensor *const *tensors, size_t n_tensors,
                                const RgStackAttrs *attrs);

/* --- hstack --- */

/**
 * rg_hstack:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 *
 * Calls the operator `hstack`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hstack (RgTensor *const *tensors, size_t n_tensors);

/* --- vstack --- */

/**
 * rg_vstack:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 *
 * Calls the operator `vstack`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_vstack (RgTensor *const *tensors, size_t n_tensors);

/* --- dstack --- */

/**
 * rg_dstack:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 *
 * Calls the operator `dstack`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dstack (RgTensor *const *tensors, size_t n_tensors);

/* --- column_stack --- */

/**
 * rg_column_stack:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 *
 * Calls the operator `column_stack`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_column_stack (RgTensor *const *tensors, size_t n_tensors);

/* --- block_diag --- */

/**
 * rg_block_diag:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 *
 * Calls the operator `block_diag`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_block_diag (RgTensor *const *tensors, size_t n_tensors);

/* --- meshgrid --- */

/**
 * RgMeshgridAttrs:
 *
 * The attributes of `meshgrid`; RG_MESHGRID_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *indexing;
} RgMeshgridAttrs;
#define RG_MESHGRID_ATTRS_INIT { sizeof (RgMeshgridAttrs), "ij" }

/**
 * rg_meshgrid:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @indexing: a word
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `meshgrid`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_meshgrid (RgTensor *const *tensors, size_t n_tensors,
                               const char *indexing, size_t *n_outputs);

/**
 * rg_meshgrid_with:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @n_outputs: (out): how many there are; 0 on failure
 *
 * Calls the operator `meshgrid`.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the results, which
 * the current scope owns, the array too; %NULL on failure
 */
RG_API RgTensor **rg_meshgrid_with (RgTensor *const *tensors, size_t n_tensors,
                                    const RgMeshgridAttrs *attrs,
                                    size_t *n_outputs);

/* --- cartesian_prod --- */

/**
 * rg_cartesian_prod:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 *
 * Calls the operator `cartesian_prod`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cartesian_prod (RgTensor *const *tensors,
                                    size_t n_tensors);

/* --- combinations --- */

/**
 * RgCombinationsAttrs:
 *
 * The attributes of `combinations`; RG_COMBINATIONS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t r;
  bool with_replacement;
} RgCombinationsAttrs;
#define RG_COMBINATIONS_ATTRS_INIT { sizeof (RgCombinationsAttrs), 2, false }

/**
 * rg_combinations:
 * @input: (nullable): a tensor
 * @r: an integer
 * @with_replacement: a flag
 *
 * Calls the operator `combinations`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_combinations (RgTensor *input, int64_t r,
                                  bool with_replacement);

/**
 * rg_combinations_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `combinations`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_combinations_with (RgTensor *input,
                                       const RgCombinationsAttrs *attrs);

/* --- repeat --- */

/**
 * RgRepeatAttrs:
 *
 * The attributes of `repeat`; RG_REPEAT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts dims;
} RgRepeatAttrs;
#define RG_REPEAT_ATTRS_INIT { sizeof (RgRepeatAttrs), { 0, NULL } }

/**
 * rg_repeat:
 * @input: (nullable): a tensor
 * @dims: a list of integers
 *
 * Calls the operator `repeat`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_repeat (RgTensor *input, RgInts dims);

/**
 * rg_repeat_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `repeat`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_repeat_with (RgTensor *input, const RgRepeatAttrs *attrs);

/* --- tile --- */

/**
 * RgTileAttrs:
 *
 * The attributes of `tile`; RG_TILE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts dims;
} RgTileAttrs;
#define RG_TILE_ATTRS_INIT { sizeof (RgTileAttrs), { 0, NULL } }

/**
 * rg_tile:
 * @input: (nullable): a tensor
 * @dims: a list of integers
 *
 * Calls the operator `tile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tile (RgTensor *input, RgInts dims);

/**
 * rg_tile_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `tile`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tile_with (RgTensor *input, const RgTileAttrs *attrs);

/* --- repeat_interleave --- */

/**
 * RgRepeatInterleaveAttrs:
 *
 * The attributes of `repeat_interleave`; RG_REPEAT_INTERLEAVE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
  bool has_output_size;
  int64_t output_size;
} RgRepeatInterleaveAttrs;
#define RG_REPEAT_INTERLEAVE_ATTRS_INIT { sizeof (RgRepeatInterleaveAttrs), \
    false, 0, false, 0 }

/**
 * rg_repeat_interleave:
 * @input: (nullable): a tensor
 * @repeats: a number
 *
 * Calls the operator `repeat_interleave`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_repeat_interleave (RgTensor *input, double repeats);

/**
 * rg_repeat_interleave_dim:
 * @input: (nullable): a tensor
 * @repeats: a number
 * @dim: an integer
 *
 * Calls the operator `repeat_interleave`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_repeat_interleave_dim (RgTensor *input, double repeats,
                                           int64_t dim);

/**
 * rg_repeat_interleave_each:
 * @input: (nullable): a tensor
 * @repeats: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `repeat_interleave`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_repeat_interleave_each (RgTensor *input, RgTensor *repeats,
                                            int64_t dim);

/**
 * rg_repeat_interleave_with:
 * @input: (nullable): a tensor
 * @repeats: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `repeat_interleave`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_repeat_interleave_with (RgTensor *input, RgTensor *repeats,
                                            const RgRepeatInterleaveAttrs *attrs);

/* --- flip --- */

/**
 * RgFlipAttrs:
 *
 * The attributes of `flip`; RG_FLIP_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts dims;
} RgFlipAttrs;
#define RG_FLIP_ATTRS_INIT { sizeof (RgFlipAttrs), { 0, NULL } }

/**
 * rg_flip:
 * @input: (nullable): a tensor
 * @dims: a list of integers
 *
 * Calls the operator `flip`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_flip (RgTensor *input, RgInts dims);

/**
 * rg_flip_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `flip`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_flip_with (RgTensor *input, const RgFlipAttrs *attrs);

/* --- fliplr --- */

/**
 * rg_fliplr:
 * @input: (nullable): a tensor
 *
 * Calls the operator `fliplr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fliplr (RgTensor *input);

/* --- flipud --- */

/**
 * rg_flipud:
 * @input: (nullable): a tensor
 *
 * Calls the operator `flipud`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_flipud (RgTensor *input);

/* --- roll --- */

/**
 * RgRollAttrs:
 *
 * The attributes of `roll`; RG_ROLL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts shifts;
  bool has_dims;
  RgInts dims;
} RgRollAttrs;
#define RG_ROLL_ATTRS_INIT { sizeof (RgRollAttrs), { 0, NULL }, false, \
    { 0, NULL } }

/**
 * rg_roll:
 * @input: (nullable): a tensor
 * @shifts: an integer
 *
 * Calls the operator `roll`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_roll (RgTensor *input, int64_t shifts);

/**
 * rg_roll_dim:
 * @input: (nullable): a tensor
 * @shifts: an integer
 * @dims: an integer
 *
 * Calls the operator `roll`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_roll_dim (RgTensor *input, int64_t shifts, int64_t dims);

/**
 * rg_roll_dims:
 * @input: (nullable): a tensor
 * @shifts: a list of integers
 * @dims: a list of integers
 *
 * Calls the operator `roll`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_roll_dims (RgTensor *input, RgInts shifts, RgInts dims);

/**
 * rg_roll_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `roll`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_roll_with (RgTensor *input, const RgRollAttrs *attrs);

/* --- rot90 --- */

/**
 * RgRot90Attrs:
 *
 * The attributes of `rot90`; RG_ROT90_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t k;
  RgInts dims;
} RgRot90Attrs;
#define RG_ROT90_ATTRS_INIT { sizeof (RgRot90Attrs), 1, { 2, rg_ints_0_1 } }

/**
 * rg_rot90:
 * @input: (nullable): a tensor
 * @k: an integer
 * @dims: a list of integers
 *
 * Calls the operator `rot90`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rot90 (RgTensor *input, int64_t k, RgInts dims);

/**
 * rg_rot90_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `rot90`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rot90_with (RgTensor *input, const RgRot90Attrs *attrs);

/* --- tril --- */

/**
 * RgTrilAttrs:
 *
 * The attributes of `tril`; RG_TRIL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t diagonal;
} RgTrilAttrs;
#define RG_TRIL_ATTRS_INIT { sizeof (RgTrilAttrs), 0 }

/**
 * rg_tril:
 * @input: (nullable): a tensor
 * @diagonal: an integer
 *
 * Calls the operator `tril`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tril (RgTensor *input, int64_t diagonal);

/**
 * rg_tril_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `tril`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tril_with (RgTensor *input, const RgTrilAttrs *attrs);

/* --- triu --- */

/**
 * RgTriuAttrs:
 *
 * The attributes of `triu`; RG_TRIU_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t diagonal;
} RgTriuAttrs;
#define RG_TRIU_ATTRS_INIT { sizeof (RgTriuAttrs), 0 }

/**
 * rg_triu:
 * @input: (nullable): a tensor
 * @diagonal: an integer
 *
 * Calls the operator `triu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_triu (RgTensor *input, int64_t diagonal);

/**
 * rg_triu_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `triu`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_triu_with (RgTensor *input, const RgTriuAttrs *attrs);

/* --- diag --- */

/**
 * RgDiagAttrs:
 *
 * The attributes of `diag`; RG_DIAG_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t diagonal;
} RgDiagAttrs;
#define RG_DIAG_ATTRS_INIT { sizeof (RgDiagAttrs), 0 }

/**
 * rg_diag:
 * @input: (nullable): a tensor
 * @diagonal: an integer
 *
 * Calls the operator `diag`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diag (RgTensor *input, int64_t diagonal);

/**
 * rg_diag_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diag`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diag_with (RgTensor *input, const RgDiagAttrs *attrs);

/* --- diag_embed --- */

/**
 * RgDiagEmbedAttrs:
 *
 * The attributes of `diag_embed`; RG_DIAG_EMBED_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t offset;
  int64_t dim1;
  int64_t dim2;
} RgDiagEmbedAttrs;
#define RG_DIAG_EMBED_ATTRS_INIT { sizeof (RgDiagEmbedAttrs), 0, -2, -1 }

/**
 * rg_diag_embed:
 * @input: (nullable): a tensor
 *
 * Calls the operator `diag_embed`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diag_embed (RgTensor *input);

/**
 * rg_diag_embed_dims:
 * @input: (nullable): a tensor
 * @offset: an integer
 * @dim1: an integer
 * @dim2: an integer
 *
 * Calls the operator `diag_embed`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diag_embed_dims (RgTensor *input, int64_t offset,
                                     int64_t dim1, int64_t dim2);

/**
 * rg_diag_embed_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diag_embed`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diag_embed_with (RgTensor *input,
                                     const RgDiagEmbedAttrs *attrs);

/* --- diagflat --- */

/**
 * RgDiagflatAttrs:
 *
 * The attributes of `diagflat`; RG_DIAGFLAT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t offset;
} RgDiagflatAttrs;
#define RG_DIAGFLAT_ATTRS_INIT { sizeof (RgDiagflatAttrs), 0 }

/**
 * rg_diagflat:
 * @input: (nullable): a tensor
 * @offset: an integer
 *
 * Calls the operator `diagflat`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagflat (RgTensor *input, int64_t offset);

/**
 * rg_diagflat_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diagflat`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagflat_with (RgTensor *input,
                                   const RgDiagflatAttrs *attrs);

/* --- pad --- */

/**
 * RgPadAttrs:
 *
 * The attributes of `pad`; RG_PAD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts pad;
  const char *mode;
  double value;
} RgPadAttrs;
#define RG_PAD_ATTRS_INIT { sizeof (RgPadAttrs), { 0, NULL }, "constant", \
    0.0 }

/**
 * rg_pad:
 * @input: (nullable): a tensor
 * @pad: a list of integers
 *
 * Calls the operator `pad`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pad (RgTensor *input, RgInts pad);

/**
 * rg_pad_value:
 * @input: (nullable): a tensor
 * @pad: a list of integers
 * @value: a number
 *
 * Calls the operator `pad`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pad_value (RgTensor *input, RgInts pad, double value);

/**
 * rg_pad_mode:
 * @input: (nullable): a tensor
 * @pad: a list of integers
 * @mode: a word
 *
 * Calls the operator `pad`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pad_mode (RgTensor *input, RgInts pad, const char *mode);

/**
 * rg_pad_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `pad`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pad_with (RgTensor *input, const RgPadAttrs *attrs);

/* --- pad_backward --- */

/**
 * RgPadBackwardAttrs:
 *
 * The attributes of `pad_backward`; RG_PAD_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  RgInts pad;
  const char *mode;
} RgPadBackwardAttrs;
#define RG_PAD_BACKWARD_ATTRS_INIT { sizeof (RgPadBackwardAttrs), \
    { 0, NULL }, { 0, NULL }, "constant" }

/**
 * rg_pad_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @pad: a list of integers
 * @mode: a word
 *
 * Calls the operator `pad_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pad_backward (RgTensor *grad_output, RgInts input_sizes,
                                  RgInts pad, const char *mode);

/**
 * rg_pad_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `pad_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pad_backward_with (RgTensor *grad_output,
                                       const RgPadBackwardAttrs *attrs);

/* --- constant_pad_nd --- */

/**
 * RgConstantPadNdAttrs:
 *
 * The attributes of `constant_pad_nd`; RG_CONSTANT_PAD_ND_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts pad;
  double value;
} RgConstantPadNdAttrs;
#define RG_CONSTANT_PAD_ND_ATTRS_INIT { sizeof (RgConstantPadNdAttrs), \
    { 0, NULL }, 0.0 }

/**
 * rg_constant_pad_nd:
 * @input: (nullable): a tensor
 * @pad: a list of integers
 * @value: a number
 *
 * Calls the operator `constant_pad_nd`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_constant_pad_nd (RgTensor *input, RgInts pad,
                                     double value);

/**
 * rg_constant_pad_nd_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `constant_pad_nd`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_constant_pad_nd_with (RgTensor *input,
                                          const RgConstantPadNdAttrs *attrs);

/* --- slice_scatter --- */

/**
 * RgSliceScatterAttrs:
 *
 * The attributes of `slice_scatter`; RG_SLICE_SCATTER_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_start;
  int64_t start;
  bool has_end;
  int64_t end;
  int64_t step;
} RgSliceScatterAttrs;
#define RG_SLICE_SCATTER_ATTRS_INIT { sizeof (RgSliceScatterAttrs), 0, false, \
    0, false, 0, 1 }

/**
 * rg_slice_scatter:
 * @input: (nullable): a tensor
 * @src: (nullable): a tensor
 * @dim: an integer
 * @start: an integer
 * @end: an integer
 * @step: an integer
 *
 * Calls the operator `slice_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice_scatter (RgTensor *input, RgTensor *src, int64_t dim,
                                   int64_t start, int64_t end, int64_t step);

/**
 * rg_slice_scatter_with:
 * @input: (nullable): a tensor
 * @src: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `slice_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_slice_scatter_with (RgTensor *input, RgTensor *src,
                                        const RgSliceScatterAttrs *attrs);

/* --- select_scatter --- */

/**
 * RgSelectScatterAttrs:
 *
 * The attributes of `select_scatter`; RG_SELECT_SCATTER_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  int64_t index;
} RgSelectScatterAttrs;
#define RG_SELECT_SCATTER_ATTRS_INIT { sizeof (RgSelectScatterAttrs), 0, 0 }

/**
 * rg_select_scatter:
 * @input: (nullable): a tensor
 * @src: (nullable): a tensor
 * @dim: an integer
 * @index: an integer
 *
 * Calls the operator `select_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_select_scatter (RgTensor *input, RgTensor *src,
                                    int64_t dim, int64_t index);

/**
 * rg_select_scatter_with:
 * @input: (nullable): a tensor
 * @src: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `select_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_select_scatter_with (RgTensor *input, RgTensor *src,
                                         const RgSelectScatterAttrs *attrs);

/* --- diagonal_scatter --- */

/**
 * RgDiagonalScatterAttrs:
 *
 * The attributes of `diagonal_scatter`; RG_DIAGONAL_SCATTER_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t offset;
  int64_t dim1;
  int64_t dim2;
} RgDiagonalScatterAttrs;
#define RG_DIAGONAL_SCATTER_ATTRS_INIT { sizeof (RgDiagonalScatterAttrs), 0, \
    0, 1 }

/**
 * rg_diagonal_scatter:
 * @input: (nullable): a tensor
 * @src: (nullable): a tensor
 * @offset: an integer
 * @dim1: an integer
 * @dim2: an integer
 *
 * Calls the operator `diagonal_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal_scatter (RgTensor *input, RgTensor *src,
                                      int64_t offset, int64_t dim1,
                                      int64_t dim2);

/**
 * rg_diagonal_scatter_with:
 * @input: (nullable): a tensor
 * @src: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `diagonal_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_diagonal_scatter_with (RgTensor *input, RgTensor *src,
                                           const RgDiagonalScatterAttrs *attrs);

/* --- gather --- */

/**
 * RgGatherAttrs:
 *
 * The attributes of `gather`; RG_GATHER_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgGatherAttrs;
#define RG_GATHER_ATTRS_INIT { sizeof (RgGatherAttrs), 0 }

/**
 * rg_gather:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 *
 * Calls the operator `gather`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gather (RgTensor *input, int64_t dim, RgTensor *index);

/**
 * rg_gather_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `gather`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gather_with (RgTensor *input, RgTensor *index,
                                 const RgGatherAttrs *attrs);

/* --- gather_backward --- */

/**
 * RgGatherBackwardAttrs:
 *
 * The attributes of `gather_backward`; RG_GATHER_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  int64_t dim;
} RgGatherBackwardAttrs;
#define RG_GATHER_BACKWARD_ATTRS_INIT { sizeof (RgGatherBackwardAttrs), \
    { 0, NULL }, 0 }

/**
 * rg_gather_backward:
 * @grad_output: (nullable): a tensor
 * @index: (nullable): a tensor
 * @input_sizes: a list of integers
 * @dim: an integer
 *
 * Calls the operator `gather_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gather_backward (RgTensor *grad_output, RgTensor *index,
                                     RgInts input_sizes, int64_t dim);

/**
 * rg_gather_backward_with:
 * @grad_output: (nullable): a tensor
 * @index: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `gather_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gather_backward_with (RgTensor *grad_output,
                                          RgTensor *index,
                                          const RgGatherBackwardAttrs *attrs);

/* --- take_along_dim --- */

/**
 * RgTakeAlongDimAttrs:
 *
 * The attributes of `take_along_dim`; RG_TAKE_ALONG_DIM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
} RgTakeAlongDimAttrs;
#define RG_TAKE_ALONG_DIM_ATTRS_INIT { sizeof (RgTakeAlongDimAttrs), false, \
    0 }

/**
 * rg_take_along_dim:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `take_along_dim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_take_along_dim (RgTensor *input, RgTensor *indices,
                                    int64_t dim);

/**
 * rg_take_along_dim_with:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `take_along_dim`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_take_along_dim_with (RgTensor *input, RgTensor *indices,
                                         const RgTakeAlongDimAttrs *attrs);

/* --- scatter --- */

/**
 * RgScatterAttrs:
 *
 * The attributes of `scatter`; RG_SCATTER_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_value;
  double value;
  bool has_reduce;
  const char *reduce;
} RgScatterAttrs;
#define RG_SCATTER_ATTRS_INIT { sizeof (RgScatterAttrs), 0, false, 0.0, \
    false, NULL }

/**
 * rg_scatter:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @src: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter (RgTensor *input, int64_t dim, RgTensor *index,
                             RgTensor *src);

/**
 * rg_scatter_value:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @value: a number
 *
 * Calls the operator `scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter_value (RgTensor *input, int64_t dim,
                                   RgTensor *index, double value);

/**
 * rg_scatter_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @src: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter_with (RgTensor *input, RgTensor *index,
                                  RgTensor *src, const RgScatterAttrs *attrs);

/* --- scatter_add --- */

/**
 * RgScatterAddAttrs:
 *
 * The attributes of `scatter_add`; RG_SCATTER_ADD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgScatterAddAttrs;
#define RG_SCATTER_ADD_ATTRS_INIT { sizeof (RgScatterAddAttrs), 0 }

/**
 * rg_scatter_add:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @src: (nullable): a tensor
 *
 * Calls the operator `scatter_add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter_add (RgTensor *input, int64_t dim, RgTensor *index,
                                 RgTensor *src);

/**
 * rg_scatter_add_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @src: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `scatter_add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter_add_with (RgTensor *input, RgTensor *index,
                                      RgTensor *src,
                                      const RgScatterAddAttrs *attrs);

/* --- scatter_reduce --- */

/**
 * RgScatterReduceAttrs:
 *
 * The attributes of `scatter_reduce`; RG_SCATTER_REDUCE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  const char *reduce;
  bool include_self;
} RgScatterReduceAttrs;
#define RG_SCATTER_REDUCE_ATTRS_INIT { sizeof (RgScatterReduceAttrs), 0, \
    NULL, true }

/**
 * rg_scatter_reduce:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @src: (nullable): a tensor
 * @reduce: a word
 * @include_self: a flag
 *
 * Calls the operator `scatter_reduce`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter_reduce (RgTensor *input, int64_t dim,
                                    RgTensor *index, RgTensor *src,
                                    const char *reduce, bool include_self);

/**
 * rg_scatter_reduce_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @src: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `scatter_reduce`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scatter_reduce_with (RgTensor *input, RgTensor *index,
                                         RgTensor *src,
                                         const RgScatterReduceAttrs *attrs);

/* --- index_select --- */

/**
 * RgIndexSelectAttrs:
 *
 * The attributes of `index_select`; RG_INDEX_SELECT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgIndexSelectAttrs;
#define RG_INDEX_SELECT_ATTRS_INIT { sizeof (RgIndexSelectAttrs), 0 }

/**
 * rg_index_select:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 *
 * Calls the operator `index_select`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_select (RgTensor *input, int64_t dim,
                                  RgTensor *index);

/**
 * rg_index_select_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_select`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_select_with (RgTensor *input, RgTensor *index,
                                       const RgIndexSelectAttrs *attrs);

/* --- index_select_backward --- */

/**
 * RgIndexSelectBackwardAttrs:
 *
 * The attributes of `index_select_backward`; RG_INDEX_SELECT_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  int64_t dim;
} RgIndexSelectBackwardAttrs;
#define RG_INDEX_SELECT_BACKWARD_ATTRS_INIT { \
    sizeof (RgIndexSelectBackwardAttrs), { 0, NULL }, 0 }

/**
 * rg_index_select_backward:
 * @grad_output: (nullable): a tensor
 * @index: (nullable): a tensor
 * @input_sizes: a list of integers
 * @dim: an integer
 *
 * Calls the operator `index_select_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_select_backward (RgTensor *grad_output,
                                           RgTensor *index, RgInts input_sizes,
                                           int64_t dim);

/**
 * rg_index_select_backward_with:
 * @grad_output: (nullable): a tensor
 * @index: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_select_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_select_backward_with (RgTensor *grad_output,
                                                RgTensor *index,
                                                const RgIndexSelectBackwardAttrs *attrs);

/* --- index_add --- */

/**
 * RgIndexAddAttrs:
 *
 * The attributes of `index_add`; RG_INDEX_ADD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  double alpha;
} RgIndexAddAttrs;
#define RG_INDEX_ADD_ATTRS_INIT { sizeof (RgIndexAddAttrs), 0, 1.0 }

/**
 * rg_index_add:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 *
 * Calls the operator `index_add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_add (RgTensor *input, int64_t dim, RgTensor *index,
                               RgTensor *source);

/**
 * rg_index_add_alpha:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @alpha: a number
 *
 * Calls the operator `index_add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_add_alpha (RgTensor *input, int64_t dim,
                                     RgTensor *index, RgTensor *source,
                                     double alpha);

/**
 * rg_index_add_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_add`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_add_with (RgTensor *input, RgTensor *index,
                                    RgTensor *source,
                                    const RgIndexAddAttrs *attrs);

/* --- index_copy --- */

/**
 * RgIndexCopyAttrs:
 *
 * The attributes of `index_copy`; RG_INDEX_COPY_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgIndexCopyAttrs;
#define RG_INDEX_COPY_ATTRS_INIT { sizeof (RgIndexCopyAttrs), 0 }

/**
 * rg_index_copy:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 *
 * Calls the operator `index_copy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_copy (RgTensor *input, int64_t dim, RgTensor *index,
                                RgTensor *source);

/**
 * rg_index_copy_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_copy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_copy_with (RgTensor *input, RgTensor *index,
                                     RgTensor *source,
                                     const RgIndexCopyAttrs *attrs);

/* --- index_fill --- */

/**
 * RgIndexFillAttrs:
 *
 * The attributes of `index_fill`; RG_INDEX_FILL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgIndexFillAttrs;
#define RG_INDEX_FILL_ATTRS_INIT { sizeof (RgIndexFillAttrs), 0 }

/**
 * rg_index_fill:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @value: (nullable): a tensor
 *
 * Calls the operator `index_fill`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_fill (RgTensor *input, int64_t dim, RgTensor *index,
                                RgTensor *value);

/**
 * rg_index_fill_scalar:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @value: a number
 *
 * Calls the operator `index_fill`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_fill_scalar (RgTensor *input, int64_t dim,
                                       RgTensor *index, double value);

/**
 * rg_index_fill_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @value: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_fill`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_fill_with (RgTensor *input, RgTensor *index,
                                     RgTensor *value,
                                     const RgIndexFillAttrs *attrs);

/* --- index_reduce --- */

/**
 * RgIndexReduceAttrs:
 *
 * The attributes of `index_reduce`; RG_INDEX_REDUCE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  const char *reduce;
  bool include_self;
} RgIndexReduceAttrs;
#define RG_INDEX_REDUCE_ATTRS_INIT { sizeof (RgIndexReduceAttrs), 0, NULL, \
    true }

/**
 * rg_index_reduce:
 * @input: (nullable): a tensor
 * @dim: an integer
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @reduce: a word
 * @include_self: a flag
 *
 * Calls the operator `index_reduce`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_reduce (RgTensor *input, int64_t dim,
                                  RgTensor *index, RgTensor *source,
                                  const char *reduce, bool include_self);

/**
 * rg_index_reduce_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_reduce`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_reduce_with (RgTensor *input, RgTensor *index,
                                       RgTensor *source,
                                       const RgIndexReduceAttrs *attrs);

/* --- index --- */

/**
 * rg_index:
 * @input: (nullable): a tensor
 * @indices: (array length=n_indices): tensors
 * @n_indices: how many
 *
 * Calls the operator `index`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index (RgTensor *input, RgTensor *const *indices,
                           size_t n_indices);

/* --- index_backward --- */

/**
 * RgIndexBackwardAttrs:
 *
 * The attributes of `index_backward`; RG_INDEX_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
} RgIndexBackwardAttrs;
#define RG_INDEX_BACKWARD_ATTRS_INIT { sizeof (RgIndexBackwardAttrs), \
    { 0, NULL } }

/**
 * rg_index_backward:
 * @grad_output: (nullable): a tensor
 * @indices: (array length=n_indices): tensors
 * @n_indices: how many
 * @input_sizes: a list of integers
 *
 * Calls the operator `index_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_backward (RgTensor *grad_output,
                                    RgTensor *const *indices, size_t n_indices,
                                    RgInts input_sizes);

/**
 * rg_index_backward_with:
 * @grad_output: (nullable): a tensor
 * @indices: (array length=n_indices): tensors
 * @n_indices: how many
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_backward_with (RgTensor *grad_output,
                                         RgTensor *const *indices,
                                         size_t n_indices,
                                         const RgIndexBackwardAttrs *attrs);

/* --- index_put --- */

/**
 * RgIndexPutAttrs:
 *
 * The attributes of `index_put`; RG_INDEX_PUT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool accumulate;
} RgIndexPutAttrs;
#define RG_INDEX_PUT_ATTRS_INIT { sizeof (RgIndexPutAttrs), false }

/**
 * rg_index_put:
 * @input: (nullable): a tensor
 * @indices: (array length=n_indices): tensors
 * @n_indices: how many
 * @values: (nullable): a tensor
 * @accumulate: a flag
 *
 * Calls the operator `index_put`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_put (RgTensor *input, RgTensor *const *indices,
                               size_t n_indices, RgTensor *values,
                               bool accumulate);

/**
 * rg_index_put_with:
 * @input: (nullable): a tensor
 * @indices: (array length=n_indices): tensors
 * @n_indices: how many
 * @values: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `index_put`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_index_put_with (RgTensor *input, RgTensor *const *indices,
                                    size_t n_indices, RgTensor *values,
                                    const RgIndexPutAttrs *attrs);

/* --- take --- */

/**
 * rg_take:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 *
 * Calls the operator `take`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_take (RgTensor *input, RgTensor *index);

/* --- take_backward --- */

/**
 * RgTakeBackwardAttrs:
 *
 * The attributes of `take_backward`; RG_TAKE_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
} RgTakeBackwardAttrs;
#define RG_TAKE_BACKWARD_ATTRS_INIT { sizeof (RgTakeBackwardAttrs), \
    { 0, NULL } }

/**
 * rg_take_backward:
 * @grad_output: (nullable): a tensor
 * @index: (nullable): a tensor
 * @input_sizes: a list of integers
 *
 * Calls the operator `take_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_take_backward (RgTensor *grad_output, RgTensor *index,
                                   RgInts input_sizes);

/**
 * rg_take_backward_with:
 * @grad_output: (nullable): a tensor
 * @index: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `take_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_take_backward_with (RgTensor *grad_output, RgTensor *index,
                                        const RgTakeBackwardAttrs *attrs);

/* --- put --- */

/**
 * RgPutAttrs:
 *
 * The attributes of `put`; RG_PUT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool accumulate;
} RgPutAttrs;
#define RG_PUT_ATTRS_INIT { sizeof (RgPutAttrs), false }

/**
 * rg_put:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @accumulate: a flag
 *
 * Calls the operator `put`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_put (RgTensor *input, RgTensor *index, RgTensor *source,
                         bool accumulate);

/**
 * rg_put_with:
 * @input: (nullable): a tensor
 * @index: (nullable): a tensor
 * @source: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `put`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_put_with (RgTensor *input, RgTensor *index,
                              RgTensor *source, const RgPutAttrs *attrs);

/* --- masked_fill --- */

/**
 * rg_masked_fill:
 * @input: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @value: (nullable): a tensor
 *
 * Calls the operator `masked_fill`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_fill (RgTensor *input, RgTensor *mask,
                                 RgTensor *value);

/**
 * rg_masked_fill_scalar:
 * @input: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @value: a number
 *
 * Calls the operator `masked_fill`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_fill_scalar (RgTensor *input, RgTensor *mask,
                                        double value);

/* --- masked_select --- */

/**
 * rg_masked_select:
 * @input: (nullable): a tensor
 * @mask: (nullable): a tensor
 *
 * Calls the operator `masked_select`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_select (RgTensor *input, RgTensor *mask);

/* --- masked_select_backward --- */

/**
 * RgMaskedSelectBackwardAttrs:
 *
 * The attributes of `masked_select_backward`; RG_MASKED_SELECT_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
} RgMaskedSelectBackwardAttrs;
#define RG_MASKED_SELECT_BACKWARD_ATTRS_INIT { \
    sizeof (RgMaskedSelectBackwardAttrs), { 0, NULL } }

/**
 * rg_masked_select_backward:
 * @grad_output: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @input_sizes: a list of integers
 *
 * Calls the operator `masked_select_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_select_backward (RgTensor *grad_output,
                                            RgTensor *mask,
                                            RgInts input_sizes);

/**
 * rg_masked_select_backward_with:
 * @grad_output: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `masked_select_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_select_backward_with (RgTensor *grad_output,
                                                 RgTensor *mask,
                                                 const RgMaskedSelectBackwardAttrs *attrs);

/* --- masked_scatter --- */

/**
 * rg_masked_scatter:
 * @input: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @source: (nullable): a tensor
 *
 * Calls the operator `masked_scatter`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_scatter (RgTensor *input, RgTensor *mask,
                                    RgTensor *source);

/* --- masked_scatter_backward --- */

/**
 * RgMaskedScatterBackwardAttrs:
 *
 * The attributes of `masked_scatter_backward`; RG_MASKED_SCATTER_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts source_sizes;
} RgMaskedScatterBackwardAttrs;
#define RG_MASKED_SCATTER_BACKWARD_ATTRS_INIT { \
    sizeof (RgMaskedScatterBackwardAttrs), { 0, NULL } }

/**
 * rg_masked_scatter_backward:
 * @grad_output: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @source_sizes: a list of integers
 *
 * Calls the operator `masked_scatter_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_scatter_backward (RgTensor *grad_output,
                                             RgTensor *mask,
                                             RgInts source_sizes);

/**
 * rg_masked_scatter_backward_with:
 * @grad_output: (nullable): a tensor
 * @mask: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `masked_scatter_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_masked_scatter_backward_with (RgTensor *grad_output,
                                                  RgTensor *mask,
                                                  const RgMaskedScatterBackwardAttrs *attrs);

/* --- embedding --- */

/**
 * RgEmbeddingAttrs:
 *
 * The attributes of `embedding`; RG_EMBEDDING_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_padding_idx;
  int64_t padding_idx;
  bool has_max_norm;
  double max_norm;
  double norm_type;
  bool scale_grad_by_freq;
} RgEmbeddingAttrs;
#define RG_EMBEDDING_ATTRS_INIT { sizeof (RgEmbeddingAttrs), false, 0, false, \
    0.0, 2.0, false }

/**
 * rg_embedding:
 * @weight: (nullable): a tensor
 * @input: (nullable): a tensor
 *
 * Calls the operator `embedding`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding (RgTensor *weight, RgTensor *input);

/**
 * rg_embedding_padding:
 * @weight: (nullable): a tensor
 * @input: (nullable): a tensor
 * @padding_idx: an integer
 *
 * Calls the operator `embedding`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding_padding (RgTensor *weight, RgTensor *input,
                                       int64_t padding_idx);

/**
 * rg_embedding_with:
 * @weight: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `embedding`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding_with (RgTensor *weight, RgTensor *input,
                                    const RgEmbeddingAttrs *attrs);

/* --- embedding_backward --- */

/**
 * RgEmbeddingBackwardAttrs:
 *
 * The attributes of `embedding_backward`; RG_EMBEDDING_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t num_weights;
  bool has_padding_idx;
  int64_t padding_idx;
  bool scale_grad_by_freq;
} RgEmbeddingBackwardAttrs;
#define RG_EMBEDDING_BACKWARD_ATTRS_INIT { sizeof (RgEmbeddingBackwardAttrs), \
    0, false, 0, false }

/**
 * rg_embedding_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @num_weights: an integer
 * @scale_grad_by_freq: a flag
 *
 * Calls the operator `embedding_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding_backward (RgTensor *grad_output, RgTensor *input,
                                        int64_t num_weights,
                                        bool scale_grad_by_freq);

/**
 * rg_embedding_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `embedding_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding_backward_with (RgTensor *grad_output,
                                             RgTensor *input,
                                             const RgEmbeddingBackwardAttrs *attrs);

/* --- embedding_bag --- */

/**
 * RgEmbeddingBagAttrs:
 *
 * The attributes of `embedding_bag`; RG_EMBEDDING_BAG_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *mode;
  bool has_padding_idx;
  int64_t padding_idx;
  bool include_last_offset;
  bool has_max_norm;
  double max_norm;
  double norm_type;
  bool scale_grad_by_freq;
} RgEmbeddingBagAttrs;
#define RG_EMBEDDING_BAG_ATTRS_INIT { sizeof (RgEmbeddingBagAttrs), "mean", \
    false, 0, false, false, 0.0, 2.0, false }

/**
 * rg_embedding_bag:
 * @weight: (nullable): a tensor
 * @input: (nullable): a tensor
 * @offsets: (nullable): a tensor; %NULL: none
 * @mode: a word
 *
 * Calls the operator `embedding_bag`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding_bag (RgTensor *weight, RgTensor *input,
                                   RgTensor *offsets, const char *mode);

/**
 * rg_embedding_bag_with:
 * @weight: (nullable): a tensor
 * @input: (nullable): a tensor
 * @offsets: (nullable): a tensor; %NULL: none
 * @per_sample_weights: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `embedding_bag`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_embedding_bag_with (RgTensor *weight, RgTensor *input,
                                        RgTensor *offsets,
                                        RgTensor *per_sample_weights,
                                        const RgEmbeddingBagAttrs *attrs);

/* --- one_hot --- */

/**
 * RgOneHotAttrs:
 *
 * The attributes of `one_hot`; RG_ONE_HOT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t num_classes;
} RgOneHotAttrs;
#define RG_ONE_HOT_ATTRS_INIT { sizeof (RgOneHotAttrs), -1 }

/**
 * rg_one_hot:
 * @input: (nullable): a tensor
 * @num_classes: an integer
 *
 * Calls the operator `one_hot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_one_hot (RgTensor *input, int64_t num_classes);

/**
 * rg_one_hot_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `one_hot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_one_hot_with (RgTensor *input, const RgOneHotAttrs *attrs);

/* --- searchsorted --- */

/**
 * RgSearchsortedAttrs:
 *
 * The attributes of `searchsorted`; RG_SEARCHSORTED_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool right;
  bool has_side;
  const char *side;
  bool out_int32;
} RgSearchsortedAttrs;
#define RG_SEARCHSORTED_ATTRS_INIT { sizeof (RgSearchsortedAttrs), false, \
    false, NULL, false }

/**
 * rg_searchsorted:
 * @sorted_sequence: (nullable): a tensor
 * @values: (nullable): a tensor
 *
 * Calls the operator `searchsorted`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_searchsorted (RgTensor *sorted_sequence, RgTensor *values);

/**
 * rg_searchsorted_with:
 * @sorted_sequence: (nullable): a tensor
 * @values: (nullable): a tensor
 * @sorter: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `searchsorted`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_searchsorted_with (RgTensor *sorted_sequence,
                                       RgTensor *values, RgTensor *sorter,
                                       const RgSearchsortedAttrs *attrs);

/* --- bucketize --- */

/**
 * RgBucketizeAttrs:
 *
 * The attributes of `bucketize`; RG_BUCKETIZE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool right;
  bool out_int32;
} RgBucketizeAttrs;
#define RG_BUCKETIZE_ATTRS_INIT { sizeof (RgBucketizeAttrs), false, false }

/**
 * rg_bucketize:
 * @input: (nullable): a tensor
 * @boundaries: (nullable): a tensor
 * @right: a flag
 *
 * Calls the operator `bucketize`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bucketize (RgTensor *input, RgTensor *boundaries,
                               bool right);

/**
 * rg_bucketize_with:
 * @input: (nullable): a tensor
 * @boundaries: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `bucketize`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bucketize_with (RgTensor *input, RgTensor *boundaries,
                                    const RgBucketizeAttrs *attrs);

/* --- segment_reduce --- */

/**
 * RgSegmentReduceAttrs:
 *
 * The attributes of `segment_reduce`; RG_SEGMENT_REDUCE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduce;
  int64_t axis;
  bool has_initial;
  double initial;
} RgSegmentReduceAttrs;
#define RG_SEGMENT_REDUCE_ATTRS_INIT { sizeof (RgSegmentReduceAttrs), NULL, \
    0, false, 0.0 }

/**
 * rg_segment_reduce:
 * @input: (nullable): a tensor
 * @lengths: (nullable): a tensor; %NULL: none
 * @reduce: a word
 *
 * Calls the operator `segment_reduce`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_segment_reduce (RgTensor *input, RgTensor *lengths,
                                    const char *reduce);

/**
 * rg_segment_reduce_with:
 * @input: (nullable): a tensor
 * @lengths: (nullable): a tensor; %NULL: none
 * @offsets: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `segment_reduce`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_segment_reduce_with (RgTensor *input, RgTensor *lengths,
                                         RgTensor *offsets,
                                         const RgSegmentReduceAttrs *attrs);

/* --- matmul --- */

/**
 * rg_matmul:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `matmul`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_matmul (RgTensor *input, RgTensor *other);

/* --- mm --- */

/**
 * rg_mm:
 * @input: (nullable): a tensor
 * @mat2: (nullable): a tensor
 *
 * Calls the operator `mm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mm (RgTensor *input, RgTensor *mat2);

/* --- bmm --- */

/**
 * rg_bmm:
 * @input: (nullable): a tensor
 * @mat2: (nullable): a tensor
 *
 * Calls the operator `bmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bmm (RgTensor *input, RgTensor *mat2);

/* --- dot --- */

/**
 * rg_dot:
 * @input: (nullable): a tensor
 * @tensor: (nullable): a tensor
 *
 * Calls the operator `dot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dot (RgTensor *input, RgTensor *tensor);

/* --- mv --- */

/**
 * rg_mv:
 * @input: (nullable): a tensor
 * @vec: (nullable): a tensor
 *
 * Calls the operator `mv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mv (RgTensor *input, RgTensor *vec);

/* --- inner --- */

/**
 * rg_inner:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `inner`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_inner (RgTensor *input, RgTensor *other);

/* --- outer --- */

/**
 * rg_outer:
 * @input: (nullable): a tensor
 * @vec2: (nullable): a tensor
 *
 * Calls the operator `outer`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_outer (RgTensor *input, RgTensor *vec2);

/* --- vdot --- */

/**
 * rg_vdot:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `vdot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_vdot (RgTensor *input, RgTensor *other);

/* --- addmm --- */

/**
 * RgAddmmAttrs:
 *
 * The attributes of `addmm`; RG_ADDMM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double alpha;
} RgAddmmAttrs;
#define RG_ADDMM_ATTRS_INIT { sizeof (RgAddmmAttrs), 1.0, 1.0 }

/**
 * rg_addmm:
 * @input: (nullable): a tensor
 * @mat1: (nullable): a tensor
 * @mat2: (nullable): a tensor
 *
 * Calls the operator `addmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addmm (RgTensor *input, RgTensor *mat1, RgTensor *mat2);

/**
 * rg_addmm_scaled:
 * @input: (nullable): a tensor
 * @mat1: (nullable): a tensor
 * @mat2: (nullable): a tensor
 * @beta: a number
 * @alpha: a number
 *
 * Calls the operator `addmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addmm_scaled (RgTensor *input, RgTensor *mat1,
                                  RgTensor *mat2, double beta, double alpha);

/**
 * rg_addmm_with:
 * @input: (nullable): a tensor
 * @mat1: (nullable): a tensor
 * @mat2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `addmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addmm_with (RgTensor *input, RgTensor *mat1,
                                RgTensor *mat2, const RgAddmmAttrs *attrs);

/* --- addmv --- */

/**
 * RgAddmvAttrs:
 *
 * The attributes of `addmv`; RG_ADDMV_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double alpha;
} RgAddmvAttrs;
#define RG_ADDMV_ATTRS_INIT { sizeof (RgAddmvAttrs), 1.0, 1.0 }

/**
 * rg_addmv:
 * @input: (nullable): a tensor
 * @mat: (nullable): a tensor
 * @vec: (nullable): a tensor
 *
 * Calls the operator `addmv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addmv (RgTensor *input, RgTensor *mat, RgTensor *vec);

/**
 * rg_addmv_scaled:
 * @input: (nullable): a tensor
 * @mat: (nullable): a tensor
 * @vec: (nullable): a tensor
 * @beta: a number
 * @alpha: a number
 *
 * Calls the operator `addmv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addmv_scaled (RgTensor *input, RgTensor *mat,
                                  RgTensor *vec, double beta, double alpha);

/**
 * rg_addmv_with:
 * @input: (nullable): a tensor
 * @mat: (nullable): a tensor
 * @vec: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `addmv`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addmv_with (RgTensor *input, RgTensor *mat, RgTensor *vec,
                                const RgAddmvAttrs *attrs);

/* --- addr --- */

/**
 * RgAddrAttrs:
 *
 * The attributes of `addr`; RG_ADDR_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double alpha;
} RgAddrAttrs;
#define RG_ADDR_ATTRS_INIT { sizeof (RgAddrAttrs), 1.0, 1.0 }

/**
 * rg_addr:
 * @input: (nullable): a tensor
 * @vec1: (nullable): a tensor
 * @vec2: (nullable): a tensor
 *
 * Calls the operator `addr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addr (RgTensor *input, RgTensor *vec1, RgTensor *vec2);

/**
 * rg_addr_scaled:
 * @input: (nullable): a tensor
 * @vec1: (nullable): a tensor
 * @vec2: (nullable): a tensor
 * @beta: a number
 * @alpha: a number
 *
 * Calls the operator `addr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addr_scaled (RgTensor *input, RgTensor *vec1,
                                 RgTensor *vec2, double beta, double alpha);

/**
 * rg_addr_with:
 * @input: (nullable): a tensor
 * @vec1: (nullable): a tensor
 * @vec2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `addr`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addr_with (RgTensor *input, RgTensor *vec1, RgTensor *vec2,
                               const RgAddrAttrs *attrs);

/* --- baddbmm --- */

/**
 * RgBaddbmmAttrs:
 *
 * The attributes of `baddbmm`; RG_BADDBMM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double alpha;
} RgBaddbmmAttrs;
#define RG_BADDBMM_ATTRS_INIT { sizeof (RgBaddbmmAttrs), 1.0, 1.0 }

/**
 * rg_baddbmm:
 * @input: (nullable): a tensor
 * @batch1: (nullable): a tensor
 * @batch2: (nullable): a tensor
 *
 * Calls the operator `baddbmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_baddbmm (RgTensor *input, RgTensor *batch1,
                             RgTensor *batch2);

/**
 * rg_baddbmm_scaled:
 * @input: (nullable): a tensor
 * @batch1: (nullable): a tensor
 * @batch2: (nullable): a tensor
 * @beta: a number
 * @alpha: a number
 *
 * Calls the operator `baddbmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_baddbmm_scaled (RgTensor *input, RgTensor *batch1,
                                    RgTensor *batch2, double beta,
                                    double alpha);

/**
 * rg_baddbmm_with:
 * @input: (nullable): a tensor
 * @batch1: (nullable): a tensor
 * @batch2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `baddbmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_baddbmm_with (RgTensor *input, RgTensor *batch1,
                                  RgTensor *batch2,
                                  const RgBaddbmmAttrs *attrs);

/* --- addbmm --- */

/**
 * RgAddbmmAttrs:
 *
 * The attributes of `addbmm`; RG_ADDBMM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double beta;
  double alpha;
} RgAddbmmAttrs;
#define RG_ADDBMM_ATTRS_INIT { sizeof (RgAddbmmAttrs), 1.0, 1.0 }

/**
 * rg_addbmm:
 * @input: (nullable): a tensor
 * @batch1: (nullable): a tensor
 * @batch2: (nullable): a tensor
 *
 * Calls the operator `addbmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addbmm (RgTensor *input, RgTensor *batch1,
                            RgTensor *batch2);

/**
 * rg_addbmm_scaled:
 * @input: (nullable): a tensor
 * @batch1: (nullable): a tensor
 * @batch2: (nullable): a tensor
 * @beta: a number
 * @alpha: a number
 *
 * Calls the operator `addbmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addbmm_scaled (RgTensor *input, RgTensor *batch1,
                                   RgTensor *batch2, double beta,
                                   double alpha);

/**
 * rg_addbmm_with:
 * @input: (nullable): a tensor
 * @batch1: (nullable): a tensor
 * @batch2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `addbmm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_addbmm_with (RgTensor *input, RgTensor *batch1,
                                 RgTensor *batch2, const RgAddbmmAttrs *attrs);

/* --- tensordot --- */

/**
 * RgTensordotAttrs:
 *
 * The attributes of `tensordot`; RG_TENSORDOT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts dims;
} RgTensordotAttrs;
#define RG_TENSORDOT_ATTRS_INIT { sizeof (RgTensordotAttrs), \
    { 1, rg_ints_2 } }

/**
 * rg_tensordot:
 * @input: (nullable): a tensor
 * @b: (nullable): a tensor
 * @dims: an integer
 *
 * Calls the operator `tensordot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tensordot (RgTensor *input, RgTensor *b, int64_t dims);

/**
 * rg_tensordot_dims:
 * @input: (nullable): a tensor
 * @b: (nullable): a tensor
 * @dims: a list of integers
 *
 * Calls the operator `tensordot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tensordot_dims (RgTensor *input, RgTensor *b, RgInts dims);

/**
 * rg_tensordot_with:
 * @input: (nullable): a tensor
 * @b: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `tensordot`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_tensordot_with (RgTensor *input, RgTensor *b,
                                    const RgTensordotAttrs *attrs);

/* --- einsum --- */

/**
 * RgEinsumAttrs:
 *
 * The attributes of `einsum`; RG_EINSUM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *equation;
} RgEinsumAttrs;
#define RG_EINSUM_ATTRS_INIT { sizeof (RgEinsumAttrs), NULL }

/**
 * rg_einsum:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @equation: a word
 *
 * Calls the operator `einsum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_einsum (RgTensor *const *tensors, size_t n_tensors,
                            const char *equation);

/**
 * rg_einsum_with:
 * @tensors: (array length=n_tensors): tensors
 * @n_tensors: how many
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `einsum`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_einsum_with (RgTensor *const *tensors, size_t n_tensors,
                                 const RgEinsumAttrs *attrs);

/* --- cross --- */

/**
 * RgCrossAttrs:
 *
 * The attributes of `cross`; RG_CROSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dim;
  int64_t dim;
} RgCrossAttrs;
#define RG_CROSS_ATTRS_INIT { sizeof (RgCrossAttrs), false, 0 }

/**
 * rg_cross:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `cross`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cross (RgTensor *input, RgTensor *other);

/**
 * rg_cross_dim:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `cross`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cross_dim (RgTensor *input, RgTensor *other, int64_t dim);

/**
 * rg_cross_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cross`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cross_with (RgTensor *input, RgTensor *other,
                                const RgCrossAttrs *attrs);

/* --- renorm --- */

/**
 * RgRenormAttrs:
 *
 * The attributes of `renorm`; RG_RENORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  int64_t dim;
  double maxnorm;
} RgRenormAttrs;
#define RG_RENORM_ATTRS_INIT { sizeof (RgRenormAttrs), 0.0, 0, 0.0 }

/**
 * rg_renorm:
 * @input: (nullable): a tensor
 * @p: a number
 * @dim: an integer
 * @maxnorm: a number
 *
 * Calls the operator `renorm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_renorm (RgTensor *input, double p, int64_t dim,
                            double maxnorm);

/**
 * rg_renorm_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `renorm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_renorm_with (RgTensor *input, const RgRenormAttrs *attrs);

/* --- dist --- */

/**
 * RgDistAttrs:
 *
 * The attributes of `dist`; RG_DIST_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
} RgDistAttrs;
#define RG_DIST_ATTRS_INIT { sizeof (RgDistAttrs), 2.0 }

/**
 * rg_dist:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 *
 * Calls the operator `dist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dist (RgTensor *input, RgTensor *other);

/**
 * rg_dist_p:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @p: a number
 *
 * Calls the operator `dist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dist_p (RgTensor *input, RgTensor *other, double p);

/**
 * rg_dist_with:
 * @input: (nullable): a tensor
 * @other: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `dist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_dist_with (RgTensor *input, RgTensor *other,
                               const RgDistAttrs *attrs);

/* --- cdist --- */

/**
 * RgCdistAttrs:
 *
 * The attributes of `cdist`; RG_CDIST_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  bool has_compute_mode;
  const char *compute_mode;
} RgCdistAttrs;
#define RG_CDIST_ATTRS_INIT { sizeof (RgCdistAttrs), 2.0, false, NULL }

/**
 * rg_cdist:
 * @x1: (nullable): a tensor
 * @x2: (nullable): a tensor
 * @p: a number
 *
 * Calls the operator `cdist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cdist (RgTensor *x1, RgTensor *x2, double p);

/**
 * rg_cdist_with:
 * @x1: (nullable): a tensor
 * @x2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cdist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cdist_with (RgTensor *x1, RgTensor *x2,
                                const RgCdistAttrs *attrs);

/* --- matrix_exp --- */

/**
 * rg_matrix_exp:
 * @input: (nullable): a tensor
 *
 * Calls the operator `matrix_exp`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_matrix_exp (RgTensor *input);

/* --- slogdet --- */

/**
 * rg_slogdet:
 * @input: (nullable): a tensor
 * @logabsdet: (out) (optional) (transfer none): another output
 *
 * Calls the operator `slogdet`.
 *
 * Returns: (transfer none) (nullable): sign; %NULL on failure
 */
RG_API RgTensor *rg_slogdet (RgTensor *input, RgTensor **logabsdet);

/* --- logdet --- */

/**
 * rg_logdet:
 * @input: (nullable): a tensor
 *
 * Calls the operator `logdet`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logdet (RgTensor *input);

/* --- inverse --- */

/**
 * rg_inverse:
 * @input: (nullable): a tensor
 *
 * Calls the operator `inverse`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_inverse (RgTensor *input);

/* --- linear --- */

/**
 * rg_linear:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `linear`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_linear (RgTensor *input, RgTensor *weight, RgTensor *bias);

/* --- softmax --- */

/**
 * RgSoftmaxAttrs:
 *
 * The attributes of `softmax`; RG_SOFTMAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_dtype;
  RgDType dtype;
} RgSoftmaxAttrs;
#define RG_SOFTMAX_ATTRS_INIT { sizeof (RgSoftmaxAttrs), 0, false, RG_F32 }

/**
 * rg_softmax:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `softmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softmax (RgTensor *input, int64_t dim);

/**
 * rg_softmax_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `softmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softmax_with (RgTensor *input,
                                  const RgSoftmaxAttrs *attrs);

/* --- softmax_backward --- */

/**
 * RgSoftmaxBackwardAttrs:
 *
 * The attributes of `softmax_backward`; RG_SOFTMAX_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgSoftmaxBackwardAttrs;
#define RG_SOFTMAX_BACKWARD_ATTRS_INIT { sizeof (RgSoftmaxBackwardAttrs), 0 }

/**
 * rg_softmax_backward:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `softmax_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softmax_backward (RgTensor *grad_output, RgTensor *output,
                                      int64_t dim);

/**
 * rg_softmax_backward_with:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `softmax_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softmax_backward_with (RgTensor *grad_output,
                                           RgTensor *output,
                                           const RgSoftmaxBackwardAttrs *attrs);

/* --- softmin --- */

/**
 * RgSoftminAttrs:
 *
 * The attributes of `softmin`; RG_SOFTMIN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_dtype;
  RgDType dtype;
} RgSoftminAttrs;
#define RG_SOFTMIN_ATTRS_INIT { sizeof (RgSoftminAttrs), 0, false, RG_F32 }

/**
 * rg_softmin:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `softmin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softmin (RgTensor *input, int64_t dim);

/**
 * rg_softmin_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `softmin`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_softmin_with (RgTensor *input,
                                  const RgSoftminAttrs *attrs);

/* --- log_softmax --- */

/**
 * RgLogSoftmaxAttrs:
 *
 * The attributes of `log_softmax`; RG_LOG_SOFTMAX_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  bool has_dtype;
  RgDType dtype;
} RgLogSoftmaxAttrs;
#define RG_LOG_SOFTMAX_ATTRS_INIT { sizeof (RgLogSoftmaxAttrs), 0, false, \
    RG_F32 }

/**
 * rg_log_softmax:
 * @input: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `log_softmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log_softmax (RgTensor *input, int64_t dim);

/**
 * rg_log_softmax_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `log_softmax`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log_softmax_with (RgTensor *input,
                                      const RgLogSoftmaxAttrs *attrs);

/* --- log_softmax_backward --- */

/**
 * RgLogSoftmaxBackwardAttrs:
 *
 * The attributes of `log_softmax_backward`; RG_LOG_SOFTMAX_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
} RgLogSoftmaxBackwardAttrs;
#define RG_LOG_SOFTMAX_BACKWARD_ATTRS_INIT { \
    sizeof (RgLogSoftmaxBackwardAttrs), 0 }

/**
 * rg_log_softmax_backward:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `log_softmax_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log_softmax_backward (RgTensor *grad_output,
                                          RgTensor *output, int64_t dim);

/**
 * rg_log_softmax_backward_with:
 * @grad_output: (nullable): a tensor
 * @output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `log_softmax_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_log_softmax_backward_with (RgTensor *grad_output,
                                               RgTensor *output,
                                               const RgLogSoftmaxBackwardAttrs *attrs);

/* --- convolution --- */

/**
 * RgConvolutionAttrs:
 *
 * The attributes of `convolution`; RG_CONVOLUTION_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  bool transposed;
  RgInts output_padding;
  int64_t groups;
} RgConvolutionAttrs;
#define RG_CONVOLUTION_ATTRS_INIT { sizeof (RgConvolutionAttrs), \
    { 1, rg_ints_1 }, { 1, rg_ints_0 }, { 1, rg_ints_1 }, false, \
    { 1, rg_ints_0 }, 1 }

/**
 * rg_convolution:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @transposed: a flag
 * @output_padding: a list of integers
 * @groups: an integer
 *
 * Calls the operator `convolution`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_convolution (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, RgInts stride, RgInts padding,
                                 RgInts dilation, bool transposed,
                                 RgInts output_padding, int64_t groups);

/**
 * rg_convolution_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `convolution`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_convolution_with (RgTensor *input, RgTensor *weight,
                                      RgTensor *bias,
                                      const RgConvolutionAttrs *attrs);

/* --- convolution_backward --- */

/**
 * RgConvolutionBackwardAttrs:
 *
 * The attributes of `convolution_backward`; RG_CONVOLUTION_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  int64_t groups;
} RgConvolutionBackwardAttrs;
#define RG_CONVOLUTION_BACKWARD_ATTRS_INIT { \
    sizeof (RgConvolutionBackwardAttrs), { 0, NULL }, { 1, rg_ints_1 }, \
    { 1, rg_ints_0 }, { 1, rg_ints_1 }, 1 }

/**
 * rg_convolution_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @groups: an integer
 *
 * Calls the operator `convolution_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_convolution_backward (RgTensor *grad_output,
                                          RgTensor *input, RgInts kernel_size,
                                          RgInts stride, RgInts padding,
                                          RgInts dilation, int64_t groups);

/**
 * rg_convolution_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `convolution_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_convolution_backward_with (RgTensor *grad_output,
                                               RgTensor *input,
                                               const RgConvolutionBackwardAttrs *attrs);

/* --- conv1d --- */

/**
 * RgConv1dAttrs:
 *
 * The attributes of `conv1d`; RG_CONV1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  int64_t groups;
} RgConv1dAttrs;
#define RG_CONV1D_ATTRS_INIT { sizeof (RgConv1dAttrs), { 1, rg_ints_1 }, \
    { 1, rg_ints_0 }, { 1, rg_ints_1 }, 1 }

/**
 * rg_conv1d:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `conv1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv1d (RgTensor *input, RgTensor *weight, RgTensor *bias);

/**
 * rg_conv1d_full:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @groups: an integer
 *
 * Calls the operator `conv1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv1d_full (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, RgInts stride, RgInts padding,
                                 RgInts dilation, int64_t groups);

/**
 * rg_conv1d_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `conv1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv1d_with (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, const RgConv1dAttrs *attrs);

/* --- conv2d --- */

/**
 * RgConv2dAttrs:
 *
 * The attributes of `conv2d`; RG_CONV2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  int64_t groups;
} RgConv2dAttrs;
#define RG_CONV2D_ATTRS_INIT { sizeof (RgConv2dAttrs), { 1, rg_ints_1 }, \
    { 1, rg_ints_0 }, { 1, rg_ints_1 }, 1 }

/**
 * rg_conv2d:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `conv2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv2d (RgTensor *input, RgTensor *weight, RgTensor *bias);

/**
 * rg_conv2d_full:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @groups: an integer
 *
 * Calls the operator `conv2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv2d_full (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, RgInts stride, RgInts padding,
                                 RgInts dilation, int64_t groups);

/**
 * rg_conv2d_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `conv2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv2d_with (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, const RgConv2dAttrs *attrs);

/* --- conv3d --- */

/**
 * RgConv3dAttrs:
 *
 * The attributes of `conv3d`; RG_CONV3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  int64_t groups;
} RgConv3dAttrs;
#define RG_CONV3D_ATTRS_INIT { sizeof (RgConv3dAttrs), { 1, rg_ints_1 }, \
    { 1, rg_ints_0 }, { 1, rg_ints_1 }, 1 }

/**
 * rg_conv3d:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `conv3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv3d (RgTensor *input, RgTensor *weight, RgTensor *bias);

/**
 * rg_conv3d_full:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @groups: an integer
 *
 * Calls the operator `conv3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv3d_full (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, RgInts stride, RgInts padding,
                                 RgInts dilation, int64_t groups);

/**
 * rg_conv3d_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `conv3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv3d_with (RgTensor *input, RgTensor *weight,
                                 RgTensor *bias, const RgConv3dAttrs *attrs);

/* --- conv_transpose1d --- */

/**
 * RgConvTranspose1dAttrs:
 *
 * The attributes of `conv_transpose1d`; RG_CONV_TRANSPOSE1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts output_padding;
  int64_t groups;
  RgInts dilation;
} RgConvTranspose1dAttrs;
#define RG_CONV_TRANSPOSE1D_ATTRS_INIT { sizeof (RgConvTranspose1dAttrs), \
    { 1, rg_ints_1 }, { 1, rg_ints_0 }, { 1, rg_ints_0 }, 1, \
    { 1, rg_ints_1 } }

/**
 * rg_conv_transpose1d:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `conv_transpose1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose1d (RgTensor *input, RgTensor *weight,
                                      RgTensor *bias);

/**
 * rg_conv_transpose1d_full:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @output_padding: a list of integers
 * @groups: an integer
 * @dilation: a list of integers
 *
 * Calls the operator `conv_transpose1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose1d_full (RgTensor *input, RgTensor *weight,
                                           RgTensor *bias, RgInts stride,
                                           RgInts padding,
                                           RgInts output_padding,
                                           int64_t groups, RgInts dilation);

/**
 * rg_conv_transpose1d_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `conv_transpose1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose1d_with (RgTensor *input, RgTensor *weight,
                                           RgTensor *bias,
                                           const RgConvTranspose1dAttrs *attrs);

/* --- conv_transpose2d --- */

/**
 * RgConvTranspose2dAttrs:
 *
 * The attributes of `conv_transpose2d`; RG_CONV_TRANSPOSE2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts output_padding;
  int64_t groups;
  RgInts dilation;
} RgConvTranspose2dAttrs;
#define RG_CONV_TRANSPOSE2D_ATTRS_INIT { sizeof (RgConvTranspose2dAttrs), \
    { 1, rg_ints_1 }, { 1, rg_ints_0 }, { 1, rg_ints_0 }, 1, \
    { 1, rg_ints_1 } }

/**
 * rg_conv_transpose2d:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `conv_transpose2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose2d (RgTensor *input, RgTensor *weight,
                                      RgTensor *bias);

/**
 * rg_conv_transpose2d_full:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @output_padding: a list of integers
 * @groups: an integer
 * @dilation: a list of integers
 *
 * Calls the operator `conv_transpose2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose2d_full (RgTensor *input, RgTensor *weight,
                                           RgTensor *bias, RgInts stride,
                                           RgInts padding,
                                           RgInts output_padding,
                                           int64_t groups, RgInts dilation);

/**
 * rg_conv_transpose2d_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `conv_transpose2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose2d_with (RgTensor *input, RgTensor *weight,
                                           RgTensor *bias,
                                           const RgConvTranspose2dAttrs *attrs);

/* --- conv_transpose3d --- */

/**
 * RgConvTranspose3dAttrs:
 *
 * The attributes of `conv_transpose3d`; RG_CONV_TRANSPOSE3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts stride;
  RgInts padding;
  RgInts output_padding;
  int64_t groups;
  RgInts dilation;
} RgConvTranspose3dAttrs;
#define RG_CONV_TRANSPOSE3D_ATTRS_INIT { sizeof (RgConvTranspose3dAttrs), \
    { 1, rg_ints_1 }, { 1, rg_ints_0 }, { 1, rg_ints_0 }, 1, \
    { 1, rg_ints_1 } }

/**
 * rg_conv_transpose3d:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `conv_transpose3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose3d (RgTensor *input, RgTensor *weight,
                                      RgTensor *bias);

/**
 * rg_conv_transpose3d_full:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @stride: a list of integers
 * @padding: a list of integers
 * @output_padding: a list of integers
 * @groups: an integer
 * @dilation: a list of integers
 *
 * Calls the operator `conv_transpose3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose3d_full (RgTensor *input, RgTensor *weight,
                                           RgTensor *bias, RgInts stride,
                                           RgInts padding,
                                           RgInts output_padding,
                                           int64_t groups, RgInts dilation);

/**
 * rg_conv_transpose3d_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `conv_transpose3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_conv_transpose3d_with (RgTensor *input, RgTensor *weight,
                                           RgTensor *bias,
                                           const RgConvTranspose3dAttrs *attrs);

/* --- max_pool --- */

/**
 * RgMaxPoolAttrs:
 *
 * The attributes of `max_pool`; RG_MAX_POOL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  bool ceil_mode;
} RgMaxPoolAttrs;
#define RG_MAX_POOL_ATTRS_INIT { sizeof (RgMaxPoolAttrs), { 0, NULL }, false, \
    { 0, NULL }, { 1, rg_ints_0 }, { 1, rg_ints_1 }, false }

/**
 * rg_max_pool:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @ceil_mode: a flag
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max_pool`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool (RgTensor *input, RgInts kernel_size,
                              RgInts padding, RgInts dilation, bool ceil_mode,
                              RgTensor **indices);

/**
 * rg_max_pool_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max_pool`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool_with (RgTensor *input,
                                   const RgMaxPoolAttrs *attrs,
                                   RgTensor **indices);

/* --- max_pool_backward --- */

/**
 * RgMaxPoolBackwardAttrs:
 *
 * The attributes of `max_pool_backward`; RG_MAX_POOL_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
} RgMaxPoolBackwardAttrs;
#define RG_MAX_POOL_BACKWARD_ATTRS_INIT { sizeof (RgMaxPoolBackwardAttrs), \
    { 0, NULL } }

/**
 * rg_max_pool_backward:
 * @grad_output: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @input_sizes: a list of integers
 *
 * Calls the operator `max_pool_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_pool_backward (RgTensor *grad_output,
                                       RgTensor *indices, RgInts input_sizes);

/**
 * rg_max_pool_backward_with:
 * @grad_output: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `max_pool_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_pool_backward_with (RgTensor *grad_output,
                                            RgTensor *indices,
                                            const RgMaxPoolBackwardAttrs *attrs);

/* --- max_pool1d --- */

/**
 * RgMaxPool1dAttrs:
 *
 * The attributes of `max_pool1d`; RG_MAX_POOL1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  bool ceil_mode;
  bool return_indices;
} RgMaxPool1dAttrs;
#define RG_MAX_POOL1D_ATTRS_INIT { sizeof (RgMaxPool1dAttrs), { 0, NULL }, \
    false, { 0, NULL }, { 1, rg_ints_0 }, { 1, rg_ints_1 }, false, false }

/**
 * rg_max_pool1d:
 * @input: (nullable): a tensor
 * @kernel_size: an integer
 *
 * Calls the operator `max_pool1d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool1d (RgTensor *input, int64_t kernel_size);

/**
 * rg_max_pool1d_full:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @ceil_mode: a flag
 *
 * Calls the operator `max_pool1d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool1d_full (RgTensor *input, RgInts kernel_size,
                                     RgInts stride, RgInts padding,
                                     RgInts dilation, bool ceil_mode);

/**
 * rg_max_pool1d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max_pool1d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool1d_with (RgTensor *input,
                                     const RgMaxPool1dAttrs *attrs,
                                     RgTensor **indices);

/* --- max_pool2d --- */

/**
 * RgMaxPool2dAttrs:
 *
 * The attributes of `max_pool2d`; RG_MAX_POOL2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  bool ceil_mode;
  bool return_indices;
} RgMaxPool2dAttrs;
#define RG_MAX_POOL2D_ATTRS_INIT { sizeof (RgMaxPool2dAttrs), { 0, NULL }, \
    false, { 0, NULL }, { 1, rg_ints_0 }, { 1, rg_ints_1 }, false, false }

/**
 * rg_max_pool2d:
 * @input: (nullable): a tensor
 * @kernel_size: an integer
 *
 * Calls the operator `max_pool2d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool2d (RgTensor *input, int64_t kernel_size);

/**
 * rg_max_pool2d_full:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @ceil_mode: a flag
 *
 * Calls the operator `max_pool2d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool2d_full (RgTensor *input, RgInts kernel_size,
                                     RgInts stride, RgInts padding,
                                     RgInts dilation, bool ceil_mode);

/**
 * rg_max_pool2d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max_pool2d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool2d_with (RgTensor *input,
                                     const RgMaxPool2dAttrs *attrs,
                                     RgTensor **indices);

/* --- max_pool3d --- */

/**
 * RgMaxPool3dAttrs:
 *
 * The attributes of `max_pool3d`; RG_MAX_POOL3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  RgInts dilation;
  bool ceil_mode;
  bool return_indices;
} RgMaxPool3dAttrs;
#define RG_MAX_POOL3D_ATTRS_INIT { sizeof (RgMaxPool3dAttrs), { 0, NULL }, \
    false, { 0, NULL }, { 1, rg_ints_0 }, { 1, rg_ints_1 }, false, false }

/**
 * rg_max_pool3d:
 * @input: (nullable): a tensor
 * @kernel_size: an integer
 *
 * Calls the operator `max_pool3d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool3d (RgTensor *input, int64_t kernel_size);

/**
 * rg_max_pool3d_full:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @dilation: a list of integers
 * @ceil_mode: a flag
 *
 * Calls the operator `max_pool3d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool3d_full (RgTensor *input, RgInts kernel_size,
                                     RgInts stride, RgInts padding,
                                     RgInts dilation, bool ceil_mode);

/**
 * rg_max_pool3d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `max_pool3d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_max_pool3d_with (RgTensor *input,
                                     const RgMaxPool3dAttrs *attrs,
                                     RgTensor **indices);

/* --- avg_pool --- */

/**
 * RgAvgPoolAttrs:
 *
 * The attributes of `avg_pool`; RG_AVG_POOL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool ceil_mode;
  bool count_include_pad;
  bool has_divisor_override;
  int64_t divisor_override;
} RgAvgPoolAttrs;
#define RG_AVG_POOL_ATTRS_INIT { sizeof (RgAvgPoolAttrs), { 0, NULL }, false, \
    { 0, NULL }, { 1, rg_ints_0 }, false, true, false, 0 }

/**
 * rg_avg_pool:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @padding: a list of integers
 * @ceil_mode: a flag
 * @count_include_pad: a flag
 *
 * Calls the operator `avg_pool`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool (RgTensor *input, RgInts kernel_size,
                              RgInts padding, bool ceil_mode,
                              bool count_include_pad);

/**
 * rg_avg_pool_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `avg_pool`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool_with (RgTensor *input,
                                   const RgAvgPoolAttrs *attrs);

/* --- avg_pool_backward --- */

/**
 * RgAvgPoolBackwardAttrs:
 *
 * The attributes of `avg_pool_backward`; RG_AVG_POOL_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  RgInts kernel_size;
  RgInts stride;
  RgInts padding;
  bool ceil_mode;
  bool count_include_pad;
  bool has_divisor_override;
  int64_t divisor_override;
} RgAvgPoolBackwardAttrs;
#define RG_AVG_POOL_BACKWARD_ATTRS_INIT { sizeof (RgAvgPoolBackwardAttrs), \
    { 0, NULL }, { 0, NULL }, { 0, NULL }, { 0, NULL }, false, false, false, \
    0 }

/**
 * rg_avg_pool_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @ceil_mode: a flag
 * @count_include_pad: a flag
 *
 * Calls the operator `avg_pool_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool_backward (RgTensor *grad_output,
                                       RgInts input_sizes, RgInts kernel_size,
                                       RgInts stride, RgInts padding,
                                       bool ceil_mode, bool count_include_pad);

/**
 * rg_avg_pool_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `avg_pool_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool_backward_with (RgTensor *grad_output,
                                            const RgAvgPoolBackwardAttrs *attrs);

/* --- avg_pool1d --- */

/**
 * RgAvgPool1dAttrs:
 *
 * The attributes of `avg_pool1d`; RG_AVG_POOL1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool ceil_mode;
  bool count_include_pad;
} RgAvgPool1dAttrs;
#define RG_AVG_POOL1D_ATTRS_INIT { sizeof (RgAvgPool1dAttrs), { 0, NULL }, \
    false, { 0, NULL }, { 1, rg_ints_0 }, false, true }

/**
 * rg_avg_pool1d:
 * @input: (nullable): a tensor
 * @kernel_size: an integer
 *
 * Calls the operator `avg_pool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool1d (RgTensor *input, int64_t kernel_size);

/**
 * rg_avg_pool1d_full:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @ceil_mode: a flag
 * @count_include_pad: a flag
 *
 * Calls the operator `avg_pool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool1d_full (RgTensor *input, RgInts kernel_size,
                                     RgInts stride, RgInts padding,
                                     bool ceil_mode, bool count_include_pad);

/**
 * rg_avg_pool1d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `avg_pool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool1d_with (RgTensor *input,
                                     const RgAvgPool1dAttrs *attrs);

/* --- avg_pool2d --- */

/**
 * RgAvgPool2dAttrs:
 *
 * The attributes of `avg_pool2d`; RG_AVG_POOL2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool ceil_mode;
  bool count_include_pad;
  bool has_divisor_override;
  int64_t divisor_override;
} RgAvgPool2dAttrs;
#define RG_AVG_POOL2D_ATTRS_INIT { sizeof (RgAvgPool2dAttrs), { 0, NULL }, \
    false, { 0, NULL }, { 1, rg_ints_0 }, false, true, false, 0 }

/**
 * rg_avg_pool2d:
 * @input: (nullable): a tensor
 * @kernel_size: an integer
 *
 * Calls the operator `avg_pool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool2d (RgTensor *input, int64_t kernel_size);

/**
 * rg_avg_pool2d_full:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @ceil_mode: a flag
 * @count_include_pad: a flag
 *
 * Calls the operator `avg_pool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool2d_full (RgTensor *input, RgInts kernel_size,
                                     RgInts stride, RgInts padding,
                                     bool ceil_mode, bool count_include_pad);

/**
 * rg_avg_pool2d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `avg_pool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool2d_with (RgTensor *input,
                                     const RgAvgPool2dAttrs *attrs);

/* --- avg_pool3d --- */

/**
 * RgAvgPool3dAttrs:
 *
 * The attributes of `avg_pool3d`; RG_AVG_POOL3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool ceil_mode;
  bool count_include_pad;
  bool has_divisor_override;
  int64_t divisor_override;
} RgAvgPool3dAttrs;
#define RG_AVG_POOL3D_ATTRS_INIT { sizeof (RgAvgPool3dAttrs), { 0, NULL }, \
    false, { 0, NULL }, { 1, rg_ints_0 }, false, true, false, 0 }

/**
 * rg_avg_pool3d:
 * @input: (nullable): a tensor
 * @kernel_size: an integer
 *
 * Calls the operator `avg_pool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool3d (RgTensor *input, int64_t kernel_size);

/**
 * rg_avg_pool3d_full:
 * @input: (nullable): a tensor
 * @kernel_size: a list of integers
 * @stride: a list of integers
 * @padding: a list of integers
 * @ceil_mode: a flag
 * @count_include_pad: a flag
 *
 * Calls the operator `avg_pool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool3d_full (RgTensor *input, RgInts kernel_size,
                                     RgInts stride, RgInts padding,
                                     bool ceil_mode, bool count_include_pad);

/**
 * rg_avg_pool3d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `avg_pool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_avg_pool3d_with (RgTensor *input,
                                     const RgAvgPool3dAttrs *attrs);

/* --- adaptive_avg_pool --- */

/**
 * RgAdaptiveAvgPoolAttrs:
 *
 * The attributes of `adaptive_avg_pool`; RG_ADAPTIVE_AVG_POOL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
} RgAdaptiveAvgPoolAttrs;
#define RG_ADAPTIVE_AVG_POOL_ATTRS_INIT { sizeof (RgAdaptiveAvgPoolAttrs), \
    { 0, NULL } }

/**
 * rg_adaptive_avg_pool:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_avg_pool`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_avg_pool_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `adaptive_avg_pool`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool_with (RgTensor *input,
                                            const RgAdaptiveAvgPoolAttrs *attrs);

/* --- adaptive_avg_pool_backward --- */

/**
 * RgAdaptiveAvgPoolBackwardAttrs:
 *
 * The attributes of `adaptive_avg_pool_backward`; RG_ADAPTIVE_AVG_POOL_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
} RgAdaptiveAvgPoolBackwardAttrs;
#define RG_ADAPTIVE_AVG_POOL_BACKWARD_ATTRS_INIT { \
    sizeof (RgAdaptiveAvgPoolBackwardAttrs), { 0, NULL } }

/**
 * rg_adaptive_avg_pool_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 *
 * Calls the operator `adaptive_avg_pool_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool_backward (RgTensor *grad_output,
                                                RgInts input_sizes);

/**
 * rg_adaptive_avg_pool_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `adaptive_avg_pool_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool_backward_with (RgTensor *grad_output,
                                                     const RgAdaptiveAvgPoolBackwardAttrs *attrs);

/* --- adaptive_avg_pool1d --- */

/**
 * RgAdaptiveAvgPool1dAttrs:
 *
 * The attributes of `adaptive_avg_pool1d`; RG_ADAPTIVE_AVG_POOL1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
} RgAdaptiveAvgPool1dAttrs;
#define RG_ADAPTIVE_AVG_POOL1D_ATTRS_INIT { \
    sizeof (RgAdaptiveAvgPool1dAttrs), { 0, NULL } }

/**
 * rg_adaptive_avg_pool1d:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_avg_pool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool1d (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_avg_pool1d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `adaptive_avg_pool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool1d_with (RgTensor *input,
                                              const RgAdaptiveAvgPool1dAttrs *attrs);

/* --- adaptive_avg_pool2d --- */

/**
 * RgAdaptiveAvgPool2dAttrs:
 *
 * The attributes of `adaptive_avg_pool2d`; RG_ADAPTIVE_AVG_POOL2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
} RgAdaptiveAvgPool2dAttrs;
#define RG_ADAPTIVE_AVG_POOL2D_ATTRS_INIT { \
    sizeof (RgAdaptiveAvgPool2dAttrs), { 0, NULL } }

/**
 * rg_adaptive_avg_pool2d:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_avg_pool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool2d (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_avg_pool2d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `adaptive_avg_pool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool2d_with (RgTensor *input,
                                              const RgAdaptiveAvgPool2dAttrs *attrs);

/* --- adaptive_avg_pool3d --- */

/**
 * RgAdaptiveAvgPool3dAttrs:
 *
 * The attributes of `adaptive_avg_pool3d`; RG_ADAPTIVE_AVG_POOL3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
} RgAdaptiveAvgPool3dAttrs;
#define RG_ADAPTIVE_AVG_POOL3D_ATTRS_INIT { \
    sizeof (RgAdaptiveAvgPool3dAttrs), { 0, NULL } }

/**
 * rg_adaptive_avg_pool3d:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_avg_pool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool3d (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_avg_pool3d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `adaptive_avg_pool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_avg_pool3d_with (RgTensor *input,
                                              const RgAdaptiveAvgPool3dAttrs *attrs);

/* --- adaptive_max_pool --- */

/**
 * RgAdaptiveMaxPoolAttrs:
 *
 * The attributes of `adaptive_max_pool`; RG_ADAPTIVE_MAX_POOL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
} RgAdaptiveMaxPoolAttrs;
#define RG_ADAPTIVE_MAX_POOL_ATTRS_INIT { sizeof (RgAdaptiveMaxPoolAttrs), \
    { 0, NULL } }

/**
 * rg_adaptive_max_pool:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `adaptive_max_pool`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool (RgTensor *input, RgInts output_size,
                                       RgTensor **indices);

/**
 * rg_adaptive_max_pool_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `adaptive_max_pool`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool_with (RgTensor *input,
                                            const RgAdaptiveMaxPoolAttrs *attrs,
                                            RgTensor **indices);

/* --- adaptive_max_pool1d --- */

/**
 * RgAdaptiveMaxPool1dAttrs:
 *
 * The attributes of `adaptive_max_pool1d`; RG_ADAPTIVE_MAX_POOL1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
  bool return_indices;
} RgAdaptiveMaxPool1dAttrs;
#define RG_ADAPTIVE_MAX_POOL1D_ATTRS_INIT { \
    sizeof (RgAdaptiveMaxPool1dAttrs), { 0, NULL }, false }

/**
 * rg_adaptive_max_pool1d:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_max_pool1d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool1d (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_max_pool1d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `adaptive_max_pool1d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool1d_with (RgTensor *input,
                                              const RgAdaptiveMaxPool1dAttrs *attrs,
                                              RgTensor **indices);

/* --- adaptive_max_pool2d --- */

/**
 * RgAdaptiveMaxPool2dAttrs:
 *
 * The attributes of `adaptive_max_pool2d`; RG_ADAPTIVE_MAX_POOL2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
  bool return_indices;
} RgAdaptiveMaxPool2dAttrs;
#define RG_ADAPTIVE_MAX_POOL2D_ATTRS_INIT { \
    sizeof (RgAdaptiveMaxPool2dAttrs), { 0, NULL }, false }

/**
 * rg_adaptive_max_pool2d:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_max_pool2d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool2d (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_max_pool2d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `adaptive_max_pool2d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool2d_with (RgTensor *input,
                                              const RgAdaptiveMaxPool2dAttrs *attrs,
                                              RgTensor **indices);

/* --- adaptive_max_pool3d --- */

/**
 * RgAdaptiveMaxPool3dAttrs:
 *
 * The attributes of `adaptive_max_pool3d`; RG_ADAPTIVE_MAX_POOL3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
  bool return_indices;
} RgAdaptiveMaxPool3dAttrs;
#define RG_ADAPTIVE_MAX_POOL3D_ATTRS_INIT { \
    sizeof (RgAdaptiveMaxPool3dAttrs), { 0, NULL }, false }

/**
 * rg_adaptive_max_pool3d:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `adaptive_max_pool3d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool3d (RgTensor *input, RgInts output_size);

/**
 * rg_adaptive_max_pool3d_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @indices: (out) (optional) (transfer none): another output
 *
 * Calls the operator `adaptive_max_pool3d`.
 *
 * Returns: (transfer none) (nullable): values; %NULL on failure
 */
RG_API RgTensor *rg_adaptive_max_pool3d_with (RgTensor *input,
                                              const RgAdaptiveMaxPool3dAttrs *attrs,
                                              RgTensor **indices);

/* --- max_unpool --- */

/**
 * RgMaxUnpoolAttrs:
 *
 * The attributes of `max_unpool`; RG_MAX_UNPOOL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
} RgMaxUnpoolAttrs;
#define RG_MAX_UNPOOL_ATTRS_INIT { sizeof (RgMaxUnpoolAttrs), { 0, NULL } }

/**
 * rg_max_unpool:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @output_size: a list of integers
 *
 * Calls the operator `max_unpool`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool (RgTensor *input, RgTensor *indices,
                                RgInts output_size);

/**
 * rg_max_unpool_with:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `max_unpool`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool_with (RgTensor *input, RgTensor *indices,
                                     const RgMaxUnpoolAttrs *attrs);

/* --- max_unpool1d --- */

/**
 * RgMaxUnpool1dAttrs:
 *
 * The attributes of `max_unpool1d`; RG_MAX_UNPOOL1D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool has_output_size;
  RgInts output_size;
} RgMaxUnpool1dAttrs;
#define RG_MAX_UNPOOL1D_ATTRS_INIT { sizeof (RgMaxUnpool1dAttrs), \
    { 0, NULL }, false, { 0, NULL }, { 1, rg_ints_0 }, false, { 0, NULL } }

/**
 * rg_max_unpool1d:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @kernel_size: a list of integers
 *
 * Calls the operator `max_unpool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool1d (RgTensor *input, RgTensor *indices,
                                  RgInts kernel_size);

/**
 * rg_max_unpool1d_with:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `max_unpool1d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool1d_with (RgTensor *input, RgTensor *indices,
                                       const RgMaxUnpool1dAttrs *attrs);

/* --- max_unpool2d --- */

/**
 * RgMaxUnpool2dAttrs:
 *
 * The attributes of `max_unpool2d`; RG_MAX_UNPOOL2D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool has_output_size;
  RgInts output_size;
} RgMaxUnpool2dAttrs;
#define RG_MAX_UNPOOL2D_ATTRS_INIT { sizeof (RgMaxUnpool2dAttrs), \
    { 0, NULL }, false, { 0, NULL }, { 1, rg_ints_0 }, false, { 0, NULL } }

/**
 * rg_max_unpool2d:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @kernel_size: a list of integers
 *
 * Calls the operator `max_unpool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool2d (RgTensor *input, RgTensor *indices,
                                  RgInts kernel_size);

/**
 * rg_max_unpool2d_with:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `max_unpool2d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool2d_with (RgTensor *input, RgTensor *indices,
                                       const RgMaxUnpool2dAttrs *attrs);

/* --- max_unpool3d --- */

/**
 * RgMaxUnpool3dAttrs:
 *
 * The attributes of `max_unpool3d`; RG_MAX_UNPOOL3D_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts kernel_size;
  bool has_stride;
  RgInts stride;
  RgInts padding;
  bool has_output_size;
  RgInts output_size;
} RgMaxUnpool3dAttrs;
#define RG_MAX_UNPOOL3D_ATTRS_INIT { sizeof (RgMaxUnpool3dAttrs), \
    { 0, NULL }, false, { 0, NULL }, { 1, rg_ints_0 }, false, { 0, NULL } }

/**
 * rg_max_unpool3d:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @kernel_size: a list of integers
 *
 * Calls the operator `max_unpool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool3d (RgTensor *input, RgTensor *indices,
                                  RgInts kernel_size);

/**
 * rg_max_unpool3d_with:
 * @input: (nullable): a tensor
 * @indices: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `max_unpool3d`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_max_unpool3d_with (RgTensor *input, RgTensor *indices,
                                       const RgMaxUnpool3dAttrs *attrs);

/* --- native_layer_norm --- */

/**
 * RgNativeLayerNormAttrs:
 *
 * The attributes of `native_layer_norm`; RG_NATIVE_LAYER_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts normalized_shape;
  double eps;
} RgNativeLayerNormAttrs;
#define RG_NATIVE_LAYER_NORM_ATTRS_INIT { sizeof (RgNativeLayerNormAttrs), \
    { 0, NULL }, 0.0 }

/**
 * rg_native_layer_norm:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @normalized_shape: a list of integers
 * @eps: a number
 * @mean: (out) (optional) (transfer none): another output
 * @rstd: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_layer_norm`.
 *
 * Returns: (transfer none) (nullable): out; %NULL on failure
 */
RG_API RgTensor *rg_native_layer_norm (RgTensor *input, RgTensor *weight,
                                       RgTensor *bias, RgInts normalized_shape,
                                       double eps, RgTensor **mean,
                                       RgTensor **rstd);

/**
 * rg_native_layer_norm_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @mean: (out) (optional) (transfer none): another output
 * @rstd: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_layer_norm`.
 *
 * Returns: (transfer none) (nullable): out; %NULL on failure
 */
RG_API RgTensor *rg_native_layer_norm_with (RgTensor *input, RgTensor *weight,
                                            RgTensor *bias,
                                            const RgNativeLayerNormAttrs *attrs,
                                            RgTensor **mean, RgTensor **rstd);

/* --- native_layer_norm_backward --- */

/**
 * RgNativeLayerNormBackwardAttrs:
 *
 * The attributes of `native_layer_norm_backward`; RG_NATIVE_LAYER_NORM_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts normalized_shape;
} RgNativeLayerNormBackwardAttrs;
#define RG_NATIVE_LAYER_NORM_BACKWARD_ATTRS_INIT { \
    sizeof (RgNativeLayerNormBackwardAttrs), { 0, NULL } }

/**
 * rg_native_layer_norm_backward:
 * @grad_out: (nullable): a tensor
 * @input: (nullable): a tensor
 * @mean: (nullable): a tensor
 * @rstd: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @normalized_shape: a list of integers
 * @grad_weight: (out) (optional) (transfer none): another output
 * @grad_bias: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_layer_norm_backward`.
 *
 * Returns: (transfer none) (nullable): grad_input; %NULL on failure
 */
RG_API RgTensor *rg_native_layer_norm_backward (RgTensor *grad_out,
                                                RgTensor *input,
                                                RgTensor *mean, RgTensor *rstd,
                                                RgTensor *weight,
                                                RgInts normalized_shape,
                                                RgTensor **grad_weight,
                                                RgTensor **grad_bias);

/**
 * rg_native_layer_norm_backward_with:
 * @grad_out: (nullable): a tensor
 * @input: (nullable): a tensor
 * @mean: (nullable): a tensor
 * @rstd: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @grad_weight: (out) (optional) (transfer none): another output
 * @grad_bias: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_layer_norm_backward`.
 *
 * Returns: (transfer none) (nullable): grad_input; %NULL on failure
 */
RG_API RgTensor *rg_native_layer_norm_backward_with (RgTensor *grad_out,
                                                     RgTensor *input,
                                                     RgTensor *mean,
                                                     RgTensor *rstd,
                                                     RgTensor *weight,
                                                     const RgNativeLayerNormBackwardAttrs *attrs,
                                                     RgTensor **grad_weight,
                                                     RgTensor **grad_bias);

/* --- layer_norm --- */

/**
 * RgLayerNormAttrs:
 *
 * The attributes of `layer_norm`; RG_LAYER_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts normalized_shape;
  double eps;
} RgLayerNormAttrs;
#define RG_LAYER_NORM_ATTRS_INIT { sizeof (RgLayerNormAttrs), { 0, NULL }, \
    1e-05 }

/**
 * rg_layer_norm:
 * @input: (nullable): a tensor
 * @normalized_shape: a list of integers
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `layer_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_layer_norm (RgTensor *input, RgInts normalized_shape,
                                RgTensor *weight, RgTensor *bias);

/**
 * rg_layer_norm_eps:
 * @input: (nullable): a tensor
 * @normalized_shape: a list of integers
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @eps: a number
 *
 * Calls the operator `layer_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_layer_norm_eps (RgTensor *input, RgInts normalized_shape,
                                    RgTensor *weight, RgTensor *bias,
                                    double eps);

/**
 * rg_layer_norm_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `layer_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_layer_norm_with (RgTensor *input, RgTensor *weight,
                                     RgTensor *bias,
                                     const RgLayerNormAttrs *attrs);

/* --- native_batch_norm --- */

/**
 * RgNativeBatchNormAttrs:
 *
 * The attributes of `native_batch_norm`; RG_NATIVE_BATCH_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool training;
  double momentum;
  double eps;
} RgNativeBatchNormAttrs;
#define RG_NATIVE_BATCH_NORM_ATTRS_INIT { sizeof (RgNativeBatchNormAttrs), \
    false, 0.0, 0.0 }

/**
 * rg_native_batch_norm:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @running_mean: (nullable): a tensor; %NULL: none
 * @running_var: (nullable): a tensor; %NULL: none
 * @training: a flag
 * @momentum: a number
 * @eps: a number
 * @save_mean: (out) (optional) (transfer none): another output
 * @save_invstd: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_batch_norm`.
 *
 * Returns: (transfer none) (nullable): out; %NULL on failure
 */
RG_API RgTensor *rg_native_batch_norm (RgTensor *input, RgTensor *weight,
                                       RgTensor *bias, RgTensor *running_mean,
                                       RgTensor *running_var, bool training,
                                       double momentum, double eps,
                                       RgTensor **save_mean,
                                       RgTensor **save_invstd);

/**
 * rg_native_batch_norm_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @running_mean: (nullable): a tensor; %NULL: none
 * @running_var: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @save_mean: (out) (optional) (transfer none): another output
 * @save_invstd: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_batch_norm`.
 *
 * Returns: (transfer none) (nullable): out; %NULL on failure
 */
RG_API RgTensor *rg_native_batch_norm_with (RgTensor *input, RgTensor *weight,
                                            RgTensor *bias,
                                            RgTensor *running_mean,
                                            RgTensor *running_var,
                                            const RgNativeBatchNormAttrs *attrs,
                                            RgTensor **save_mean,
                                            RgTensor **save_invstd);

/* --- native_batch_norm_backward --- */

/**
 * RgNativeBatchNormBackwardAttrs:
 *
 * The attributes of `native_batch_norm_backward`; RG_NATIVE_BATCH_NORM_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool training;
} RgNativeBatchNormBackwardAttrs;
#define RG_NATIVE_BATCH_NORM_BACKWARD_ATTRS_INIT { \
    sizeof (RgNativeBatchNormBackwardAttrs), false }

/**
 * rg_native_batch_norm_backward:
 * @grad_out: (nullable): a tensor
 * @input: (nullable): a tensor
 * @mean: (nullable): a tensor
 * @invstd: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @training: a flag
 * @grad_weight: (out) (optional) (transfer none): another output
 * @grad_bias: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_batch_norm_backward`.
 *
 * Returns: (transfer none) (nullable): grad_input; %NULL on failure
 */
RG_API RgTensor *rg_native_batch_norm_backward (RgTensor *grad_out,
                                                RgTensor *input,
                                                RgTensor *mean,
                                                RgTensor *invstd,
                                                RgTensor *weight,
                                                bool training,
                                                RgTensor **grad_weight,
                                                RgTensor **grad_bias);

/**
 * rg_native_batch_norm_backward_with:
 * @grad_out: (nullable): a tensor
 * @input: (nullable): a tensor
 * @mean: (nullable): a tensor
 * @invstd: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @grad_weight: (out) (optional) (transfer none): another output
 * @grad_bias: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_batch_norm_backward`.
 *
 * Returns: (transfer none) (nullable): grad_input; %NULL on failure
 */
RG_API RgTensor *rg_native_batch_norm_backward_with (RgTensor *grad_out,
                                                     RgTensor *input,
                                                     RgTensor *mean,
                                                     RgTensor *invstd,
                                                     RgTensor *weight,
                                                     const RgNativeBatchNormBackwardAttrs *attrs,
                                                     RgTensor **grad_weight,
                                                     RgTensor **grad_bias);

/* --- batch_norm --- */

/**
 * RgBatchNormAttrs:
 *
 * The attributes of `batch_norm`; RG_BATCH_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool training;
  double momentum;
  double eps;
} RgBatchNormAttrs;
#define RG_BATCH_NORM_ATTRS_INIT { sizeof (RgBatchNormAttrs), false, 0.1, \
    1e-05 }

/**
 * rg_batch_norm:
 * @input: (nullable): a tensor
 * @running_mean: (nullable): a tensor; %NULL: none
 * @running_var: (nullable): a tensor; %NULL: none
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @training: a flag
 * @momentum: a number
 * @eps: a number
 *
 * Calls the operator `batch_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_batch_norm (RgTensor *input, RgTensor *running_mean,
                                RgTensor *running_var, RgTensor *weight,
                                RgTensor *bias, bool training, double momentum,
                                double eps);

/**
 * rg_batch_norm_with:
 * @input: (nullable): a tensor
 * @running_mean: (nullable): a tensor; %NULL: none
 * @running_var: (nullable): a tensor; %NULL: none
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `batch_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_batch_norm_with (RgTensor *input, RgTensor *running_mean,
                                     RgTensor *running_var, RgTensor *weight,
                                     RgTensor *bias,
                                     const RgBatchNormAttrs *attrs);

/* --- native_group_norm --- */

/**
 * RgNativeGroupNormAttrs:
 *
 * The attributes of `native_group_norm`; RG_NATIVE_GROUP_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t num_groups;
  double eps;
} RgNativeGroupNormAttrs;
#define RG_NATIVE_GROUP_NORM_ATTRS_INIT { sizeof (RgNativeGroupNormAttrs), 0, \
    0.0 }

/**
 * rg_native_group_norm:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @num_groups: an integer
 * @eps: a number
 * @mean: (out) (optional) (transfer none): another output
 * @rstd: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_group_norm`.
 *
 * Returns: (transfer none) (nullable): out; %NULL on failure
 */
RG_API RgTensor *rg_native_group_norm (RgTensor *input, RgTensor *weight,
                                       RgTensor *bias, int64_t num_groups,
                                       double eps, RgTensor **mean,
                                       RgTensor **rstd);

/**
 * rg_native_group_norm_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @mean: (out) (optional) (transfer none): another output
 * @rstd: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_group_norm`.
 *
 * Returns: (transfer none) (nullable): out; %NULL on failure
 */
RG_API RgTensor *rg_native_group_norm_with (RgTensor *input, RgTensor *weight,
                                            RgTensor *bias,
                                            const RgNativeGroupNormAttrs *attrs,
                                            RgTensor **mean, RgTensor **rstd);

/* --- native_group_norm_backward --- */

/**
 * RgNativeGroupNormBackwardAttrs:
 *
 * The attributes of `native_group_norm_backward`; RG_NATIVE_GROUP_NORM_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t num_groups;
} RgNativeGroupNormBackwardAttrs;
#define RG_NATIVE_GROUP_NORM_BACKWARD_ATTRS_INIT { \
    sizeof (RgNativeGroupNormBackwardAttrs), 0 }

/**
 * rg_native_group_norm_backward:
 * @grad_out: (nullable): a tensor
 * @input: (nullable): a tensor
 * @mean: (nullable): a tensor
 * @rstd: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @num_groups: an integer
 * @grad_weight: (out) (optional) (transfer none): another output
 * @grad_bias: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_group_norm_backward`.
 *
 * Returns: (transfer none) (nullable): grad_input; %NULL on failure
 */
RG_API RgTensor *rg_native_group_norm_backward (RgTensor *grad_out,
                                                RgTensor *input,
                                                RgTensor *mean, RgTensor *rstd,
                                                RgTensor *weight,
                                                int64_t num_groups,
                                                RgTensor **grad_weight,
                                                RgTensor **grad_bias);

/**
 * rg_native_group_norm_backward_with:
 * @grad_out: (nullable): a tensor
 * @input: (nullable): a tensor
 * @mean: (nullable): a tensor
 * @rstd: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @grad_weight: (out) (optional) (transfer none): another output
 * @grad_bias: (out) (optional) (transfer none): another output
 *
 * Calls the operator `native_group_norm_backward`.
 *
 * Returns: (transfer none) (nullable): grad_input; %NULL on failure
 */
RG_API RgTensor *rg_native_group_norm_backward_with (RgTensor *grad_out,
                                                     RgTensor *input,
                                                     RgTensor *mean,
                                                     RgTensor *rstd,
                                                     RgTensor *weight,
                                                     const RgNativeGroupNormBackwardAttrs *attrs,
                                                     RgTensor **grad_weight,
                                                     RgTensor **grad_bias);

/* --- group_norm --- */

/**
 * RgGroupNormAttrs:
 *
 * The attributes of `group_norm`; RG_GROUP_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t num_groups;
  double eps;
} RgGroupNormAttrs;
#define RG_GROUP_NORM_ATTRS_INIT { sizeof (RgGroupNormAttrs), 0, 1e-05 }

/**
 * rg_group_norm:
 * @input: (nullable): a tensor
 * @num_groups: an integer
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `group_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_group_norm (RgTensor *input, int64_t num_groups,
                                RgTensor *weight, RgTensor *bias);

/**
 * rg_group_norm_eps:
 * @input: (nullable): a tensor
 * @num_groups: an integer
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @eps: a number
 *
 * Calls the operator `group_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_group_norm_eps (RgTensor *input, int64_t num_groups,
                                    RgTensor *weight, RgTensor *bias,
                                    double eps);

/**
 * rg_group_norm_with:
 * @input: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `group_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_group_norm_with (RgTensor *input, RgTensor *weight,
                                     RgTensor *bias,
                                     const RgGroupNormAttrs *attrs);

/* --- instance_norm --- */

/**
 * RgInstanceNormAttrs:
 *
 * The attributes of `instance_norm`; RG_INSTANCE_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool use_input_stats;
  double momentum;
  double eps;
} RgInstanceNormAttrs;
#define RG_INSTANCE_NORM_ATTRS_INIT { sizeof (RgInstanceNormAttrs), true, \
    0.1, 1e-05 }

/**
 * rg_instance_norm:
 * @input: (nullable): a tensor
 * @running_mean: (nullable): a tensor; %NULL: none
 * @running_var: (nullable): a tensor; %NULL: none
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @use_input_stats: a flag
 * @momentum: a number
 * @eps: a number
 *
 * Calls the operator `instance_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_instance_norm (RgTensor *input, RgTensor *running_mean,
                                   RgTensor *running_var, RgTensor *weight,
                                   RgTensor *bias, bool use_input_stats,
                                   double momentum, double eps);

/**
 * rg_instance_norm_with:
 * @input: (nullable): a tensor
 * @running_mean: (nullable): a tensor; %NULL: none
 * @running_var: (nullable): a tensor; %NULL: none
 * @weight: (nullable): a tensor; %NULL: none
 * @bias: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `instance_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_instance_norm_with (RgTensor *input,
                                        RgTensor *running_mean,
                                        RgTensor *running_var,
                                        RgTensor *weight, RgTensor *bias,
                                        const RgInstanceNormAttrs *attrs);

/* --- local_response_norm --- */

/**
 * RgLocalResponseNormAttrs:
 *
 * The attributes of `local_response_norm`; RG_LOCAL_RESPONSE_NORM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t size;
  double alpha;
  double beta;
  double k;
} RgLocalResponseNormAttrs;
#define RG_LOCAL_RESPONSE_NORM_ATTRS_INIT { \
    sizeof (RgLocalResponseNormAttrs), 0, 0.0001, 0.75, 1.0 }

/**
 * rg_local_response_norm:
 * @input: (nullable): a tensor
 * @size: an integer
 * @alpha: a number
 * @beta: a number
 * @k: a number
 *
 * Calls the operator `local_response_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_local_response_norm (RgTensor *input, int64_t size,
                                         double alpha, double beta, double k);

/**
 * rg_local_response_norm_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `local_response_norm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_local_response_norm_with (RgTensor *input,
                                              const RgLocalResponseNormAttrs *attrs);

/* --- normalize --- */

/**
 * RgNormalizeAttrs:
 *
 * The attributes of `normalize`; RG_NORMALIZE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  int64_t dim;
  double eps;
} RgNormalizeAttrs;
#define RG_NORMALIZE_ATTRS_INIT { sizeof (RgNormalizeAttrs), 2.0, 1, 1e-12 }

/**
 * rg_normalize:
 * @input: (nullable): a tensor
 * @p: a number
 * @dim: an integer
 *
 * Calls the operator `normalize`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_normalize (RgTensor *input, double p, int64_t dim);

/**
 * rg_normalize_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `normalize`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_normalize_with (RgTensor *input,
                                    const RgNormalizeAttrs *attrs);

/* --- scaled_dot_product_attention --- */

/**
 * RgScaledDotProductAttentionAttrs:
 *
 * The attributes of `scaled_dot_product_attention`; RG_SCALED_DOT_PRODUCT_ATTENTION_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double dropout_p;
  bool is_causal;
  bool has_scale;
  double scale;
  bool enable_gqa;
} RgScaledDotProductAttentionAttrs;
#define RG_SCALED_DOT_PRODUCT_ATTENTION_ATTRS_INIT { \
    sizeof (RgScaledDotProductAttentionAttrs), 0.0, false, false, 0.0, \
    false }

/**
 * rg_scaled_dot_product_attention:
 * @query: (nullable): a tensor
 * @key: (nullable): a tensor
 * @value: (nullable): a tensor
 * @attn_mask: (nullable): a tensor; %NULL: none
 * @dropout_p: a number
 * @is_causal: a flag
 *
 * Calls the operator `scaled_dot_product_attention`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scaled_dot_product_attention (RgTensor *query,
                                                  RgTensor *key,
                                                  RgTensor *value,
                                                  RgTensor *attn_mask,
                                                  double dropout_p,
                                                  bool is_causal);

/**
 * rg_scaled_dot_product_attention_with:
 * @query: (nullable): a tensor
 * @key: (nullable): a tensor
 * @value: (nullable): a tensor
 * @attn_mask: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `scaled_dot_product_attention`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_scaled_dot_product_attention_with (RgTensor *query,
                                                       RgTensor *key,
                                                       RgTensor *value,
                                                       RgTensor *attn_mask,
                                                       const RgScaledDotProductAttentionAttrs *attrs);

/* --- scaled_dot_product_attention_backward --- */

/**
 * RgScaledDotProductAttentionBackwardAttrs:
 *
 * The attributes of `scaled_dot_product_attention_backward`; RG_SCALED_DOT_PRODUCT_ATTENTION_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool is_causal;
  double scale;
} RgScaledDotProductAttentionBackwardAttrs;
#define RG_SCALED_DOT_PRODUCT_ATTENTION_BACKWARD_ATTRS_INIT { \
    sizeof (RgScaledDotProductAttentionBackwardAttrs), false, 0.0 }

/**
 * rg_scaled_dot_product_attention_backward:
 * @grad_out: (nullable): a tensor
 * @query: (nullable): a tensor
 * @key: (nullable): a tensor
 * @value: (nullable): a tensor
 * @out: (nullable): a tensor
 * @logsumexp: (nullable): a tensor
 * @attn_mask: (nullable): a tensor; %NULL: none
 * @is_causal: a flag
 * @scale: a number
 * @grad_key: (out) (optional) (transfer none): another output
 * @grad_value: (out) (optional) (transfer none): another output
 *
 * Calls the operator `scaled_dot_product_attention_backward`.
 *
 * Returns: (transfer none) (nullable): grad_query; %NULL on failure
 */
RG_API RgTensor *rg_scaled_dot_product_attention_backward (RgTensor *grad_out,
                                                           RgTensor *query,
                                                           RgTensor *key,
                                                           RgTensor *value,
                                                           RgTensor *out,
                                                           RgTensor *logsumexp,
                                                           RgTensor *attn_mask,
                                                           bool is_causal,
                                                           double scale,
                                                           RgTensor **grad_key,
                                                           RgTensor **grad_value);

/**
 * rg_scaled_dot_product_attention_backward_with:
 * @grad_out: (nullable): a tensor
 * @query: (nullable): a tensor
 * @key: (nullable): a tensor
 * @value: (nullable): a tensor
 * @out: (nullable): a tensor
 * @logsumexp: (nullable): a tensor
 * @attn_mask: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 * @grad_key: (out) (optional) (transfer none): another output
 * @grad_value: (out) (optional) (transfer none): another output
 *
 * Calls the operator `scaled_dot_product_attention_backward`.
 *
 * Returns: (transfer none) (nullable): grad_query; %NULL on failure
 */
RG_API RgTensor *rg_scaled_dot_product_attention_backward_with (
                                                                RgTensor *grad_out,
                                                                RgTensor *query,
                                                                RgTensor *key,
                                                                RgTensor *value,
                                                                RgTensor *out,
                                                                RgTensor *logsumexp,
                                                                RgTensor *attn_mask,
                                                                const RgScaledDotProductAttentionBackwardAttrs *attrs,
                                                                RgTensor **grad_key,
                                                                RgTensor **grad_value);

/* --- pixel_shuffle --- */

/**
 * RgPixelShuffleAttrs:
 *
 * The attributes of `pixel_shuffle`; RG_PIXEL_SHUFFLE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t upscale_factor;
} RgPixelShuffleAttrs;
#define RG_PIXEL_SHUFFLE_ATTRS_INIT { sizeof (RgPixelShuffleAttrs), 0 }

/**
 * rg_pixel_shuffle:
 * @input: (nullable): a tensor
 * @upscale_factor: an integer
 *
 * Calls the operator `pixel_shuffle`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pixel_shuffle (RgTensor *input, int64_t upscale_factor);

/**
 * rg_pixel_shuffle_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `pixel_shuffle`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pixel_shuffle_with (RgTensor *input,
                                        const RgPixelShuffleAttrs *attrs);

/* --- pixel_unshuffle --- */

/**
 * RgPixelUnshuffleAttrs:
 *
 * The attributes of `pixel_unshuffle`; RG_PIXEL_UNSHUFFLE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t downscale_factor;
} RgPixelUnshuffleAttrs;
#define RG_PIXEL_UNSHUFFLE_ATTRS_INIT { sizeof (RgPixelUnshuffleAttrs), 0 }

/**
 * rg_pixel_unshuffle:
 * @input: (nullable): a tensor
 * @downscale_factor: an integer
 *
 * Calls the operator `pixel_unshuffle`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pixel_unshuffle (RgTensor *input,
                                     int64_t downscale_factor);

/**
 * rg_pixel_unshuffle_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `pixel_unshuffle`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pixel_unshuffle_with (RgTensor *input,
                                          const RgPixelUnshuffleAttrs *attrs);

/* --- interpolate --- */

/**
 * RgInterpolateAttrs:
 *
 * The attributes of `interpolate`; RG_INTERPOLATE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_size;
  RgInts size;
  bool has_scale_factor;
  double scale_factor;
  const char *mode;
  bool has_align_corners;
  bool align_corners;
  bool has_recompute_scale_factor;
  bool recompute_scale_factor;
  bool antialias;
} RgInterpolateAttrs;
#define RG_INTERPOLATE_ATTRS_INIT { sizeof (RgInterpolateAttrs), false, \
    { 0, NULL }, false, 0.0, "nearest", false, false, false, false, false }

/**
 * rg_interpolate_size:
 * @input: (nullable): a tensor
 * @size: a list of integers
 * @mode: a word
 *
 * Calls the operator `interpolate`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_interpolate_size (RgTensor *input, RgInts size,
                                      const char *mode);

/**
 * rg_interpolate_scale:
 * @input: (nullable): a tensor
 * @scale_factor: a number
 * @mode: a word
 *
 * Calls the operator `interpolate`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_interpolate_scale (RgTensor *input, double scale_factor,
                                       const char *mode);

/**
 * rg_interpolate_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `interpolate`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_interpolate_with (RgTensor *input,
                                      const RgInterpolateAttrs *attrs);

/* --- upsample --- */

/**
 * RgUpsampleAttrs:
 *
 * The attributes of `upsample`; RG_UPSAMPLE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  const char *mode;
  bool align_corners;
  bool antialias;
  bool has_scale;
  double scale;
} RgUpsampleAttrs;
#define RG_UPSAMPLE_ATTRS_INIT { sizeof (RgUpsampleAttrs), { 0, NULL }, \
    "nearest", false, false, false, 0.0 }

/**
 * rg_upsample:
 * @input: (nullable): a tensor
 * @size: a list of integers
 * @mode: a word
 * @align_corners: a flag
 * @antialias: a flag
 *
 * Calls the operator `upsample`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample (RgTensor *input, RgInts size, const char *mode,
                              bool align_corners, bool antialias);

/**
 * rg_upsample_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `upsample`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_with (RgTensor *input,
                                   const RgUpsampleAttrs *attrs);

/* --- upsample_backward --- */

/**
 * RgUpsampleBackwardAttrs:
 *
 * The attributes of `upsample_backward`; RG_UPSAMPLE_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts input_sizes;
  const char *mode;
  bool align_corners;
  bool antialias;
  bool has_scale;
  double scale;
} RgUpsampleBackwardAttrs;
#define RG_UPSAMPLE_BACKWARD_ATTRS_INIT { sizeof (RgUpsampleBackwardAttrs), \
    { 0, NULL }, "nearest", false, false, false, 0.0 }

/**
 * rg_upsample_backward:
 * @grad_output: (nullable): a tensor
 * @input_sizes: a list of integers
 * @mode: a word
 * @align_corners: a flag
 * @antialias: a flag
 *
 * Calls the operator `upsample_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_backward (RgTensor *grad_output,
                                       RgInts input_sizes, const char *mode,
                                       bool align_corners, bool antialias);

/**
 * rg_upsample_backward_with:
 * @grad_output: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `upsample_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_backward_with (RgTensor *grad_output,
                                            const RgUpsampleBackwardAttrs *attrs);

/* --- upsample_nearest --- */

/**
 * RgUpsampleNearestAttrs:
 *
 * The attributes of `upsample_nearest`; RG_UPSAMPLE_NEAREST_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_size;
  RgInts size;
  bool has_scale_factor;
  double scale_factor;
} RgUpsampleNearestAttrs;
#define RG_UPSAMPLE_NEAREST_ATTRS_INIT { sizeof (RgUpsampleNearestAttrs), \
    false, { 0, NULL }, false, 0.0 }

/**
 * rg_upsample_nearest:
 * @input: (nullable): a tensor
 * @size: a list of integers
 *
 * Calls the operator `upsample_nearest`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_nearest (RgTensor *input, RgInts size);

/**
 * rg_upsample_nearest_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `upsample_nearest`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_nearest_with (RgTensor *input,
                                           const RgUpsampleNearestAttrs *attrs);

/* --- upsample_bilinear --- */

/**
 * RgUpsampleBilinearAttrs:
 *
 * The attributes of `upsample_bilinear`; RG_UPSAMPLE_BILINEAR_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_size;
  RgInts size;
  bool has_scale_factor;
  double scale_factor;
} RgUpsampleBilinearAttrs;
#define RG_UPSAMPLE_BILINEAR_ATTRS_INIT { sizeof (RgUpsampleBilinearAttrs), \
    false, { 0, NULL }, false, 0.0 }

/**
 * rg_upsample_bilinear:
 * @input: (nullable): a tensor
 * @size: a list of integers
 *
 * Calls the operator `upsample_bilinear`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_bilinear (RgTensor *input, RgInts size);

/**
 * rg_upsample_bilinear_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `upsample_bilinear`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_upsample_bilinear_with (RgTensor *input,
                                            const RgUpsampleBilinearAttrs *attrs);

/* --- fold --- */

/**
 * RgFoldAttrs:
 *
 * The attributes of `fold`; RG_FOLD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts output_size;
  RgInts kernel_size;
  RgInts dilation;
  RgInts padding;
  RgInts stride;
} RgFoldAttrs;
#define RG_FOLD_ATTRS_INIT { sizeof (RgFoldAttrs), { 0, NULL }, { 0, NULL }, \
    { 1, rg_ints_1 }, { 1, rg_ints_0 }, { 1, rg_ints_1 } }

/**
 * rg_fold:
 * @input: (nullable): a tensor
 * @output_size: a list of integers
 * @kernel_size: a list of integers
 * @dilation: a list of integers
 * @padding: a list of integers
 * @stride: a list of integers
 *
 * Calls the operator `fold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fold (RgTensor *input, RgInts output_size,
                          RgInts kernel_size, RgInts dilation, RgInts padding,
                          RgInts stride);

/**
 * rg_fold_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `fold`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_fold_with (RgTensor *input, const RgFoldAttrs *attrs);

/* --- grid_sample --- */

/**
 * RgGridSampleAttrs:
 *
 * The attributes of `grid_sample`; RG_GRID_SAMPLE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *mode;
  const char *padding_mode;
  bool align_corners;
} RgGridSampleAttrs;
#define RG_GRID_SAMPLE_ATTRS_INIT { sizeof (RgGridSampleAttrs), "bilinear", \
    "zeros", false }

/**
 * rg_grid_sample:
 * @input: (nullable): a tensor
 * @grid: (nullable): a tensor
 * @mode: a word
 * @padding_mode: a word
 * @align_corners: a flag
 *
 * Calls the operator `grid_sample`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_grid_sample (RgTensor *input, RgTensor *grid,
                                 const char *mode, const char *padding_mode,
                                 bool align_corners);

/**
 * rg_grid_sample_with:
 * @input: (nullable): a tensor
 * @grid: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `grid_sample`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_grid_sample_with (RgTensor *input, RgTensor *grid,
                                      const RgGridSampleAttrs *attrs);

/* --- bilinear --- */

/**
 * rg_bilinear:
 * @input1: (nullable): a tensor
 * @input2: (nullable): a tensor
 * @weight: (nullable): a tensor
 * @bias: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `bilinear`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bilinear (RgTensor *input1, RgTensor *input2,
                              RgTensor *weight, RgTensor *bias);

/* --- nll_loss --- */

/**
 * RgNllLossAttrs:
 *
 * The attributes of `nll_loss`; RG_NLL_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t ignore_index;
  const char *reduction;
} RgNllLossAttrs;
#define RG_NLL_LOSS_ATTRS_INIT { sizeof (RgNllLossAttrs), -100, "mean" }

/**
 * rg_nll_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `nll_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nll_loss (RgTensor *input, RgTensor *target);

/**
 * rg_nll_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `nll_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nll_loss_with (RgTensor *input, RgTensor *target,
                                   RgTensor *weight,
                                   const RgNllLossAttrs *attrs);

/* --- nll_loss_backward --- */

/**
 * RgNllLossBackwardAttrs:
 *
 * The attributes of `nll_loss_backward`; RG_NLL_LOSS_BACKWARD_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t ignore_index;
  const char *reduction;
} RgNllLossBackwardAttrs;
#define RG_NLL_LOSS_BACKWARD_ATTRS_INIT { sizeof (RgNllLossBackwardAttrs), \
    -100, "mean" }

/**
 * rg_nll_loss_backward:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @ignore_index: an integer
 * @reduction: a word
 *
 * Calls the operator `nll_loss_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nll_loss_backward (RgTensor *grad_output, RgTensor *input,
                                       RgTensor *target, RgTensor *weight,
                                       int64_t ignore_index,
                                       const char *reduction);

/**
 * rg_nll_loss_backward_with:
 * @grad_output: (nullable): a tensor
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `nll_loss_backward`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_nll_loss_backward_with (RgTensor *grad_output,
                                            RgTensor *input, RgTensor *target,
                                            RgTensor *weight,
                                            const RgNllLossBackwardAttrs *attrs);

/* --- cross_entropy --- */

/**
 * RgCrossEntropyAttrs:
 *
 * The attributes of `cross_entropy`; RG_CROSS_ENTROPY_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t ignore_index;
  const char *reduction;
  double label_smoothing;
} RgCrossEntropyAttrs;
#define RG_CROSS_ENTROPY_ATTRS_INIT { sizeof (RgCrossEntropyAttrs), -100, \
    "mean", 0.0 }

/**
 * rg_cross_entropy:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `cross_entropy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cross_entropy (RgTensor *input, RgTensor *target);

/**
 * rg_cross_entropy_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cross_entropy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cross_entropy_with (RgTensor *input, RgTensor *target,
                                        RgTensor *weight,
                                        const RgCrossEntropyAttrs *attrs);

/* --- mse_loss --- */

/**
 * RgMseLossAttrs:
 *
 * The attributes of `mse_loss`; RG_MSE_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgMseLossAttrs;
#define RG_MSE_LOSS_ATTRS_INIT { sizeof (RgMseLossAttrs), "mean" }

/**
 * rg_mse_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `mse_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mse_loss (RgTensor *input, RgTensor *target);

/**
 * rg_mse_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `mse_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_mse_loss_with (RgTensor *input, RgTensor *target,
                                   const RgMseLossAttrs *attrs);

/* --- l1_loss --- */

/**
 * RgL1LossAttrs:
 *
 * The attributes of `l1_loss`; RG_L1_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgL1LossAttrs;
#define RG_L1_LOSS_ATTRS_INIT { sizeof (RgL1LossAttrs), "mean" }

/**
 * rg_l1_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `l1_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_l1_loss (RgTensor *input, RgTensor *target);

/**
 * rg_l1_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `l1_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_l1_loss_with (RgTensor *input, RgTensor *target,
                                  const RgL1LossAttrs *attrs);

/* --- smooth_l1_loss --- */

/**
 * RgSmoothL1LossAttrs:
 *
 * The attributes of `smooth_l1_loss`; RG_SMOOTH_L1_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
  double beta;
} RgSmoothL1LossAttrs;
#define RG_SMOOTH_L1_LOSS_ATTRS_INIT { sizeof (RgSmoothL1LossAttrs), "mean", \
    1.0 }

/**
 * rg_smooth_l1_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `smooth_l1_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_smooth_l1_loss (RgTensor *input, RgTensor *target);

/**
 * rg_smooth_l1_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `smooth_l1_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_smooth_l1_loss_with (RgTensor *input, RgTensor *target,
                                         const RgSmoothL1LossAttrs *attrs);

/* --- huber_loss --- */

/**
 * RgHuberLossAttrs:
 *
 * The attributes of `huber_loss`; RG_HUBER_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
  double delta;
} RgHuberLossAttrs;
#define RG_HUBER_LOSS_ATTRS_INIT { sizeof (RgHuberLossAttrs), "mean", 1.0 }

/**
 * rg_huber_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `huber_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_huber_loss (RgTensor *input, RgTensor *target);

/**
 * rg_huber_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `huber_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_huber_loss_with (RgTensor *input, RgTensor *target,
                                     const RgHuberLossAttrs *attrs);

/* --- binary_cross_entropy --- */

/**
 * RgBinaryCrossEntropyAttrs:
 *
 * The attributes of `binary_cross_entropy`; RG_BINARY_CROSS_ENTROPY_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgBinaryCrossEntropyAttrs;
#define RG_BINARY_CROSS_ENTROPY_ATTRS_INIT { \
    sizeof (RgBinaryCrossEntropyAttrs), "mean" }

/**
 * rg_binary_cross_entropy:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `binary_cross_entropy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_binary_cross_entropy (RgTensor *input, RgTensor *target);

/**
 * rg_binary_cross_entropy_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `binary_cross_entropy`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_binary_cross_entropy_with (RgTensor *input,
                                               RgTensor *target,
                                               RgTensor *weight,
                                               const RgBinaryCrossEntropyAttrs *attrs);

/* --- binary_cross_entropy_with_logits --- */

/**
 * RgBinaryCrossEntropyWithLogitsAttrs:
 *
 * The attributes of `binary_cross_entropy_with_logits`; RG_BINARY_CROSS_ENTROPY_WITH_LOGITS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgBinaryCrossEntropyWithLogitsAttrs;
#define RG_BINARY_CROSS_ENTROPY_WITH_LOGITS_ATTRS_INIT { \
    sizeof (RgBinaryCrossEntropyWithLogitsAttrs), "mean" }

/**
 * rg_binary_cross_entropy_with_logits:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `binary_cross_entropy_with_logits`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_binary_cross_entropy_with_logits (RgTensor *input,
                                                      RgTensor *target);

/**
 * rg_binary_cross_entropy_with_logits_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @pos_weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `binary_cross_entropy_with_logits`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_binary_cross_entropy_with_logits_with (RgTensor *input,
                                                           RgTensor *target,
                                                           RgTensor *weight,
                                                           RgTensor *pos_weight,
                                                           const RgBinaryCrossEntropyWithLogitsAttrs *attrs);

/* --- kl_div --- */

/**
 * RgKlDivAttrs:
 *
 * The attributes of `kl_div`; RG_KL_DIV_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
  bool log_target;
} RgKlDivAttrs;
#define RG_KL_DIV_ATTRS_INIT { sizeof (RgKlDivAttrs), "mean", false }

/**
 * rg_kl_div:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `kl_div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_kl_div (RgTensor *input, RgTensor *target);

/**
 * rg_kl_div_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `kl_div`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_kl_div_with (RgTensor *input, RgTensor *target,
                                 const RgKlDivAttrs *attrs);

/* --- hinge_embedding_loss --- */

/**
 * RgHingeEmbeddingLossAttrs:
 *
 * The attributes of `hinge_embedding_loss`; RG_HINGE_EMBEDDING_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double margin;
  const char *reduction;
} RgHingeEmbeddingLossAttrs;
#define RG_HINGE_EMBEDDING_LOSS_ATTRS_INIT { \
    sizeof (RgHingeEmbeddingLossAttrs), 1.0, "mean" }

/**
 * rg_hinge_embedding_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `hinge_embedding_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hinge_embedding_loss (RgTensor *input, RgTensor *target);

/**
 * rg_hinge_embedding_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `hinge_embedding_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_hinge_embedding_loss_with (RgTensor *input,
                                               RgTensor *target,
                                               const RgHingeEmbeddingLossAttrs *attrs);

/* --- cosine_similarity --- */

/**
 * RgCosineSimilarityAttrs:
 *
 * The attributes of `cosine_similarity`; RG_COSINE_SIMILARITY_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  double eps;
} RgCosineSimilarityAttrs;
#define RG_COSINE_SIMILARITY_ATTRS_INIT { sizeof (RgCosineSimilarityAttrs), \
    1, 1e-8 }

/**
 * rg_cosine_similarity:
 * @x1: (nullable): a tensor
 * @x2: (nullable): a tensor
 * @dim: an integer
 *
 * Calls the operator `cosine_similarity`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cosine_similarity (RgTensor *x1, RgTensor *x2,
                                       int64_t dim);

/**
 * rg_cosine_similarity_with:
 * @x1: (nullable): a tensor
 * @x2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cosine_similarity`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cosine_similarity_with (RgTensor *x1, RgTensor *x2,
                                            const RgCosineSimilarityAttrs *attrs);

/* --- cosine_embedding_loss --- */

/**
 * RgCosineEmbeddingLossAttrs:
 *
 * The attributes of `cosine_embedding_loss`; RG_COSINE_EMBEDDING_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double margin;
  const char *reduction;
} RgCosineEmbeddingLossAttrs;
#define RG_COSINE_EMBEDDING_LOSS_ATTRS_INIT { \
    sizeof (RgCosineEmbeddingLossAttrs), 0.0, "mean" }

/**
 * rg_cosine_embedding_loss:
 * @input1: (nullable): a tensor
 * @input2: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `cosine_embedding_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cosine_embedding_loss (RgTensor *input1, RgTensor *input2,
                                           RgTensor *target);

/**
 * rg_cosine_embedding_loss_with:
 * @input1: (nullable): a tensor
 * @input2: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `cosine_embedding_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_cosine_embedding_loss_with (RgTensor *input1,
                                                RgTensor *input2,
                                                RgTensor *target,
                                                const RgCosineEmbeddingLossAttrs *attrs);

/* --- margin_ranking_loss --- */

/**
 * RgMarginRankingLossAttrs:
 *
 * The attributes of `margin_ranking_loss`; RG_MARGIN_RANKING_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double margin;
  const char *reduction;
} RgMarginRankingLossAttrs;
#define RG_MARGIN_RANKING_LOSS_ATTRS_INIT { \
    sizeof (RgMarginRankingLossAttrs), 0.0, "mean" }

/**
 * rg_margin_ranking_loss:
 * @input1: (nullable): a tensor
 * @input2: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `margin_ranking_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_margin_ranking_loss (RgTensor *input1, RgTensor *input2,
                                         RgTensor *target);

/**
 * rg_margin_ranking_loss_with:
 * @input1: (nullable): a tensor
 * @input2: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `margin_ranking_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_margin_ranking_loss_with (RgTensor *input1,
                                              RgTensor *input2,
                                              RgTensor *target,
                                              const RgMarginRankingLossAttrs *attrs);

/* --- triplet_margin_loss --- */

/**
 * RgTripletMarginLossAttrs:
 *
 * The attributes of `triplet_margin_loss`; RG_TRIPLET_MARGIN_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double margin;
  double p;
  double eps;
  bool swap;
  const char *reduction;
} RgTripletMarginLossAttrs;
#define RG_TRIPLET_MARGIN_LOSS_ATTRS_INIT { \
    sizeof (RgTripletMarginLossAttrs), 1.0, 2.0, 1e-6, false, "mean" }

/**
 * rg_triplet_margin_loss:
 * @anchor: (nullable): a tensor
 * @positive: (nullable): a tensor
 * @negative: (nullable): a tensor
 *
 * Calls the operator `triplet_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_triplet_margin_loss (RgTensor *anchor, RgTensor *positive,
                                         RgTensor *negative);

/**
 * rg_triplet_margin_loss_with:
 * @anchor: (nullable): a tensor
 * @positive: (nullable): a tensor
 * @negative: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `triplet_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_triplet_margin_loss_with (RgTensor *anchor,
                                              RgTensor *positive,
                                              RgTensor *negative,
                                              const RgTripletMarginLossAttrs *attrs);

/* --- gaussian_nll_loss --- */

/**
 * RgGaussianNllLossAttrs:
 *
 * The attributes of `gaussian_nll_loss`; RG_GAUSSIAN_NLL_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool full;
  double eps;
  const char *reduction;
} RgGaussianNllLossAttrs;
#define RG_GAUSSIAN_NLL_LOSS_ATTRS_INIT { sizeof (RgGaussianNllLossAttrs), \
    false, 1e-6, "mean" }

/**
 * rg_gaussian_nll_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @var: (nullable): a tensor
 *
 * Calls the operator `gaussian_nll_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gaussian_nll_loss (RgTensor *input, RgTensor *target,
                                       RgTensor *var);

/**
 * rg_gaussian_nll_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @var: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `gaussian_nll_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_gaussian_nll_loss_with (RgTensor *input, RgTensor *target,
                                            RgTensor *var,
                                            const RgGaussianNllLossAttrs *attrs);

/* --- poisson_nll_loss --- */

/**
 * RgPoissonNllLossAttrs:
 *
 * The attributes of `poisson_nll_loss`; RG_POISSON_NLL_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool log_input;
  bool full;
  double eps;
  const char *reduction;
} RgPoissonNllLossAttrs;
#define RG_POISSON_NLL_LOSS_ATTRS_INIT { sizeof (RgPoissonNllLossAttrs), \
    true, false, 1e-8, "mean" }

/**
 * rg_poisson_nll_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `poisson_nll_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_poisson_nll_loss (RgTensor *input, RgTensor *target);

/**
 * rg_poisson_nll_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `poisson_nll_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_poisson_nll_loss_with (RgTensor *input, RgTensor *target,
                                           const RgPoissonNllLossAttrs *attrs);

/* --- soft_margin_loss --- */

/**
 * RgSoftMarginLossAttrs:
 *
 * The attributes of `soft_margin_loss`; RG_SOFT_MARGIN_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgSoftMarginLossAttrs;
#define RG_SOFT_MARGIN_LOSS_ATTRS_INIT { sizeof (RgSoftMarginLossAttrs), \
    "mean" }

/**
 * rg_soft_margin_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `soft_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_soft_margin_loss (RgTensor *input, RgTensor *target);

/**
 * rg_soft_margin_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `soft_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_soft_margin_loss_with (RgTensor *input, RgTensor *target,
                                           const RgSoftMarginLossAttrs *attrs);

/* --- pairwise_distance --- */

/**
 * RgPairwiseDistanceAttrs:
 *
 * The attributes of `pairwise_distance`; RG_PAIRWISE_DISTANCE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
  double eps;
  bool keepdim;
} RgPairwiseDistanceAttrs;
#define RG_PAIRWISE_DISTANCE_ATTRS_INIT { sizeof (RgPairwiseDistanceAttrs), \
    2.0, 1e-6, false }

/**
 * rg_pairwise_distance:
 * @x1: (nullable): a tensor
 * @x2: (nullable): a tensor
 *
 * Calls the operator `pairwise_distance`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pairwise_distance (RgTensor *x1, RgTensor *x2);

/**
 * rg_pairwise_distance_with:
 * @x1: (nullable): a tensor
 * @x2: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `pairwise_distance`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pairwise_distance_with (RgTensor *x1, RgTensor *x2,
                                            const RgPairwiseDistanceAttrs *attrs);

/* --- pdist --- */

/**
 * RgPdistAttrs:
 *
 * The attributes of `pdist`; RG_PDIST_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double p;
} RgPdistAttrs;
#define RG_PDIST_ATTRS_INIT { sizeof (RgPdistAttrs), 2.0 }

/**
 * rg_pdist:
 * @input: (nullable): a tensor
 * @p: a number
 *
 * Calls the operator `pdist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pdist (RgTensor *input, double p);

/**
 * rg_pdist_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `pdist`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_pdist_with (RgTensor *input, const RgPdistAttrs *attrs);

/* --- multi_margin_loss --- */

/**
 * RgMultiMarginLossAttrs:
 *
 * The attributes of `multi_margin_loss`; RG_MULTI_MARGIN_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t p;
  double margin;
  const char *reduction;
} RgMultiMarginLossAttrs;
#define RG_MULTI_MARGIN_LOSS_ATTRS_INIT { sizeof (RgMultiMarginLossAttrs), 1, \
    1.0, "mean" }

/**
 * rg_multi_margin_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `multi_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multi_margin_loss (RgTensor *input, RgTensor *target);

/**
 * rg_multi_margin_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `multi_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multi_margin_loss_with (RgTensor *input, RgTensor *target,
                                            RgTensor *weight,
                                            const RgMultiMarginLossAttrs *attrs);

/* --- multilabel_margin_loss --- */

/**
 * RgMultilabelMarginLossAttrs:
 *
 * The attributes of `multilabel_margin_loss`; RG_MULTILABEL_MARGIN_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgMultilabelMarginLossAttrs;
#define RG_MULTILABEL_MARGIN_LOSS_ATTRS_INIT { \
    sizeof (RgMultilabelMarginLossAttrs), "mean" }

/**
 * rg_multilabel_margin_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `multilabel_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multilabel_margin_loss (RgTensor *input, RgTensor *target);

/**
 * rg_multilabel_margin_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `multilabel_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multilabel_margin_loss_with (RgTensor *input,
                                                 RgTensor *target,
                                                 const RgMultilabelMarginLossAttrs *attrs);

/* --- multilabel_soft_margin_loss --- */

/**
 * RgMultilabelSoftMarginLossAttrs:
 *
 * The attributes of `multilabel_soft_margin_loss`; RG_MULTILABEL_SOFT_MARGIN_LOSS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  const char *reduction;
} RgMultilabelSoftMarginLossAttrs;
#define RG_MULTILABEL_SOFT_MARGIN_LOSS_ATTRS_INIT { \
    sizeof (RgMultilabelSoftMarginLossAttrs), "mean" }

/**
 * rg_multilabel_soft_margin_loss:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 *
 * Calls the operator `multilabel_soft_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multilabel_soft_margin_loss (RgTensor *input,
                                                 RgTensor *target);

/**
 * rg_multilabel_soft_margin_loss_with:
 * @input: (nullable): a tensor
 * @target: (nullable): a tensor
 * @weight: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `multilabel_soft_margin_loss`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multilabel_soft_margin_loss_with (RgTensor *input,
                                                      RgTensor *target,
                                                      RgTensor *weight,
                                                      const RgMultilabelSoftMarginLossAttrs *attrs);

/* --- rand --- */

/**
 * RgRandAttrs:
 *
 * The attributes of `rand`; RG_RAND_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  RgDType dtype;
} RgRandAttrs;
#define RG_RAND_ATTRS_INIT { sizeof (RgRandAttrs), { 0, NULL }, RG_F32 }

/**
 * rg_rand_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `rand`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rand_with (const RgRandAttrs *attrs);

/* --- randn --- */

/**
 * RgRandnAttrs:
 *
 * The attributes of `randn`; RG_RANDN_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  RgDType dtype;
} RgRandnAttrs;
#define RG_RANDN_ATTRS_INIT { sizeof (RgRandnAttrs), { 0, NULL }, RG_F32 }

/**
 * rg_randn_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `randn`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_randn_with (const RgRandnAttrs *attrs);

/* --- rand_like --- */

/**
 * RgRandLikeAttrs:
 *
 * The attributes of `rand_like`; RG_RAND_LIKE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dtype;
  RgDType dtype;
} RgRandLikeAttrs;
#define RG_RAND_LIKE_ATTRS_INIT { sizeof (RgRandLikeAttrs), false, RG_F32 }

/**
 * rg_rand_like:
 * @input: (nullable): a tensor
 *
 * Calls the operator `rand_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rand_like (RgTensor *input);

/**
 * rg_rand_like_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `rand_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_rand_like_with (RgTensor *input,
                                    const RgRandLikeAttrs *attrs);

/* --- randn_like --- */

/**
 * RgRandnLikeAttrs:
 *
 * The attributes of `randn_like`; RG_RANDN_LIKE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dtype;
  RgDType dtype;
} RgRandnLikeAttrs;
#define RG_RANDN_LIKE_ATTRS_INIT { sizeof (RgRandnLikeAttrs), false, RG_F32 }

/**
 * rg_randn_like:
 * @input: (nullable): a tensor
 *
 * Calls the operator `randn_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_randn_like (RgTensor *input);

/**
 * rg_randn_like_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `randn_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_randn_like_with (RgTensor *input,
                                     const RgRandnLikeAttrs *attrs);

/* --- randint --- */

/**
 * RgRandintAttrs:
 *
 * The attributes of `randint`; RG_RANDINT_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t low;
  int64_t high;
  RgInts size;
  RgDType dtype;
} RgRandintAttrs;
#define RG_RANDINT_ATTRS_INIT { sizeof (RgRandintAttrs), 0, 0, { 0, NULL }, \
    RG_I64 }

/**
 * rg_randint_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `randint`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_randint_with (const RgRandintAttrs *attrs);

/* --- randperm --- */

/**
 * RgRandpermAttrs:
 *
 * The attributes of `randperm`; RG_RANDPERM_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t n;
  RgDType dtype;
} RgRandpermAttrs;
#define RG_RANDPERM_ATTRS_INIT { sizeof (RgRandpermAttrs), 0, RG_I64 }

/**
 * rg_randperm_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `randperm`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_randperm_with (const RgRandpermAttrs *attrs);

/* --- bernoulli --- */

/**
 * RgBernoulliAttrs:
 *
 * The attributes of `bernoulli`; RG_BERNOULLI_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_p;
  double p;
} RgBernoulliAttrs;
#define RG_BERNOULLI_ATTRS_INIT { sizeof (RgBernoulliAttrs), false, 0.0 }

/**
 * rg_bernoulli:
 * @input: (nullable): a tensor
 *
 * Calls the operator `bernoulli`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bernoulli (RgTensor *input);

/**
 * rg_bernoulli_p:
 * @input: (nullable): a tensor
 * @p: a number
 *
 * Calls the operator `bernoulli`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bernoulli_p (RgTensor *input, double p);

/**
 * rg_bernoulli_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `bernoulli`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_bernoulli_with (RgTensor *input,
                                    const RgBernoulliAttrs *attrs);

/* --- multinomial --- */

/**
 * RgMultinomialAttrs:
 *
 * The attributes of `multinomial`; RG_MULTINOMIAL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t num_samples;
  bool replacement;
} RgMultinomialAttrs;
#define RG_MULTINOMIAL_ATTRS_INIT { sizeof (RgMultinomialAttrs), 0, false }

/**
 * rg_multinomial:
 * @input: (nullable): a tensor
 * @num_samples: an integer
 * @replacement: a flag
 *
 * Calls the operator `multinomial`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multinomial (RgTensor *input, int64_t num_samples,
                                 bool replacement);

/**
 * rg_multinomial_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `multinomial`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_multinomial_with (RgTensor *input,
                                      const RgMultinomialAttrs *attrs);

/* --- normal --- */

/**
 * RgNormalAttrs:
 *
 * The attributes of `normal`; RG_NORMAL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_size;
  RgInts size;
  RgDType dtype;
} RgNormalAttrs;
#define RG_NORMAL_ATTRS_INIT { sizeof (RgNormalAttrs), false, { 0, NULL }, \
    RG_F32 }

/**
 * rg_normal:
 * @mean: (nullable): a tensor; %NULL: none
 * @std: (nullable): a tensor; %NULL: none
 *
 * Calls the operator `normal`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_normal (RgTensor *mean, RgTensor *std);

/**
 * rg_normal_with:
 * @mean: (nullable): a tensor; %NULL: none
 * @std: (nullable): a tensor; %NULL: none
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `normal`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_normal_with (RgTensor *mean, RgTensor *std,
                                 const RgNormalAttrs *attrs);

/* --- zeros --- */

/**
 * RgZerosAttrs:
 *
 * The attributes of `zeros`; RG_ZEROS_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  RgDType dtype;
} RgZerosAttrs;
#define RG_ZEROS_ATTRS_INIT { sizeof (RgZerosAttrs), { 0, NULL }, RG_F32 }

/**
 * rg_zeros_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `zeros`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_zeros_with (const RgZerosAttrs *attrs);

/* --- ones --- */

/**
 * RgOnesAttrs:
 *
 * The attributes of `ones`; RG_ONES_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  RgDType dtype;
} RgOnesAttrs;
#define RG_ONES_ATTRS_INIT { sizeof (RgOnesAttrs), { 0, NULL }, RG_F32 }

/**
 * rg_ones_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `ones`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ones_with (const RgOnesAttrs *attrs);

/* --- full --- */

/**
 * RgFullAttrs:
 *
 * The attributes of `full`; RG_FULL_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  RgInts size;
  double fill_value;
  RgDType dtype;
} RgFullAttrs;
#define RG_FULL_ATTRS_INIT { sizeof (RgFullAttrs), { 0, NULL }, 0.0, RG_F32 }

/**
 * rg_full_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `full`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_full_with (const RgFullAttrs *attrs);

/* --- zeros_like --- */

/**
 * RgZerosLikeAttrs:
 *
 * The attributes of `zeros_like`; RG_ZEROS_LIKE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dtype;
  RgDType dtype;
} RgZerosLikeAttrs;
#define RG_ZEROS_LIKE_ATTRS_INIT { sizeof (RgZerosLikeAttrs), false, RG_F32 }

/**
 * rg_zeros_like_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `zeros_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_zeros_like_with (RgTensor *input,
                                     const RgZerosLikeAttrs *attrs);

/* --- ones_like --- */

/**
 * RgOnesLikeAttrs:
 *
 * The attributes of `ones_like`; RG_ONES_LIKE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  bool has_dtype;
  RgDType dtype;
} RgOnesLikeAttrs;
#define RG_ONES_LIKE_ATTRS_INIT { sizeof (RgOnesLikeAttrs), false, RG_F32 }

/**
 * rg_ones_like_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `ones_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_ones_like_with (RgTensor *input,
                                    const RgOnesLikeAttrs *attrs);

/* --- full_like --- */

/**
 * RgFullLikeAttrs:
 *
 * The attributes of `full_like`; RG_FULL_LIKE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double fill_value;
  bool has_dtype;
  RgDType dtype;
} RgFullLikeAttrs;
#define RG_FULL_LIKE_ATTRS_INIT { sizeof (RgFullLikeAttrs), 0.0, false, \
    RG_F32 }

/**
 * rg_full_like:
 * @input: (nullable): a tensor
 * @fill_value: a number
 *
 * Calls the operator `full_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_full_like (RgTensor *input, double fill_value);

/**
 * rg_full_like_with:
 * @input: (nullable): a tensor
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `full_like`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_full_like_with (RgTensor *input,
                                    const RgFullLikeAttrs *attrs);

/* --- arange --- */

/**
 * RgArangeAttrs:
 *
 * The attributes of `arange`; RG_ARANGE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double start;
  double end;
  double step;
  bool has_dtype;
  RgDType dtype;
} RgArangeAttrs;
#define RG_ARANGE_ATTRS_INIT { sizeof (RgArangeAttrs), 0.0, 0.0, 1.0, false, \
    RG_F32 }

/**
 * rg_arange:
 * @start: a number
 * @end: a number
 * @step: a number
 *
 * Calls the operator `arange`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_arange (double start, double end, double step);

/**
 * rg_arange_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `arange`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_arange_with (const RgArangeAttrs *attrs);

/* --- linspace --- */

/**
 * RgLinspaceAttrs:
 *
 * The attributes of `linspace`; RG_LINSPACE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double start;
  double end;
  int64_t steps;
  RgDType dtype;
} RgLinspaceAttrs;
#define RG_LINSPACE_ATTRS_INIT { sizeof (RgLinspaceAttrs), 0.0, 0.0, 0, \
    RG_F32 }

/**
 * rg_linspace:
 * @start: a number
 * @end: a number
 * @steps: an integer
 * @dtype: an element type
 *
 * Calls the operator `linspace`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_linspace (double start, double end, int64_t steps,
                              RgDType dtype);

/**
 * rg_linspace_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `linspace`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_linspace_with (const RgLinspaceAttrs *attrs);

/* --- logspace --- */

/**
 * RgLogspaceAttrs:
 *
 * The attributes of `logspace`; RG_LOGSPACE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  double start;
  double end;
  int64_t steps;
  double base;
  RgDType dtype;
} RgLogspaceAttrs;
#define RG_LOGSPACE_ATTRS_INIT { sizeof (RgLogspaceAttrs), 0.0, 0.0, 0, 10.0, \
    RG_F32 }

/**
 * rg_logspace:
 * @start: a number
 * @end: a number
 * @steps: an integer
 * @base: a number
 * @dtype: an element type
 *
 * Calls the operator `logspace`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logspace (double start, double end, int64_t steps,
                              double base, RgDType dtype);

/**
 * rg_logspace_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `logspace`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_logspace_with (const RgLogspaceAttrs *attrs);

/* --- eye --- */

/**
 * RgEyeAttrs:
 *
 * The attributes of `eye`; RG_EYE_ATTRS_INIT sets the defaults.
 */
typedef struct
{
  size_t struct_size;
  int64_t n;
  bool has_m;
  int64_t m;
  RgDType dtype;
} RgEyeAttrs;
#define RG_EYE_ATTRS_INIT { sizeof (RgEyeAttrs), 0, false, 0, RG_F32 }

/**
 * rg_eye:
 * @n: an integer
 *
 * Calls the operator `eye`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_eye (int64_t n);

/**
 * rg_eye_with:
 * @attrs: (nullable): the attributes; %NULL for the defaults
 *
 * Calls the operator `eye`.
 *
 * Returns: (transfer none) (nullable): the result; %NULL on failure
 */
RG_API RgTensor *rg_eye_with (const RgEyeAttrs *attrs);

G_END_DECLS

#endif
