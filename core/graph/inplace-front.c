/* inplace-front.c: the functions whose names end with an underscore.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-inplace.h"
#include "store-private.h"
#include "thread-private.h"

RgTensor *
rg_call_inplace (const char *name, RgTensor *self, ...)
{
  RgTensor *inputs[16] = { self };
  size_t n = 1;
  va_list args;
  va_start (args, self);
  for (RgTensor *t; n < G_N_ELEMENTS (inputs) && (t = va_arg (args, RgTensor *));)
    inputs[n++] = t;
  va_end (args);
  g_autoptr (GError) error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op == NULL)
    {
      rg_scope_fail (NULL, (RgError) error->code, "%s", error->message);
      return NULL;
    }
  return rg_op_call_inplace (NULL, op, inputs, n, NULL);
}

/* An operand that failed has said so already. */
static RgTensor *
with (const char *name, RgTensor *self, RgTensor *other)
{
  if (self == NULL || other == NULL)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "%s_: an input is missing", name);
      return NULL;
    }
  return rg_call_inplace (name, self, other, NULL);
}

#define UNARY(name)                                                            \
  RgTensor *rg_##name##_ (RgTensor *self)                                      \
  {                                                                            \
    return rg_call_inplace (#name, self, NULL);                                \
  }
#define BINARY(name)                                                           \
  RgTensor *rg_##name##_ (RgTensor *self, RgTensor *other)                     \
  {                                                                            \
    return with (#name, self, other);                                          \
  }
#define SCALAR(name)                                                           \
  RgTensor *rg_##name##_scalar_ (RgTensor *self, double other)                 \
  {                                                                            \
    return with (#name, self, rg_wrapped_number (other));                      \
  }
BINARY (add)
SCALAR (add)
BINARY (sub)
SCALAR (sub)
BINARY (mul)
SCALAR (mul)
BINARY (div)
SCALAR (div)
SCALAR (pow)
UNARY (neg)
UNARY (exp)
UNARY (log)
UNARY (sqrt)
UNARY (sin)
UNARY (cos)
UNARY (tanh)
UNARY (sigmoid)
UNARY (relu)

/* --- stores --- */

RgTensor *
rg_copy_ (RgTensor *self, RgTensor *src)
{
  return with ("copy", self, src);
}

RgTensor *
rg_fill_tensor_ (RgTensor *self, RgTensor *value)
{
  return with ("fill", self, value);
}

RgTensor *
rg_fill_ (RgTensor *self, double value)
{
  return with ("fill", self, rg_wrapped_number (value));
}

RgTensor *
rg_zero_ (RgTensor *self)
{
  return rg_fill_ (self, 0);
}
