/* verify.h: recorded cases of operators: their inputs, attributes, results and
 * gradients (../shared/operators.md says what a file holds).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_VERIFY_H
#define RG_VERIFY_H

#include <json-glib/json-glib.h>
#include <retrograde.h>

typedef struct
{
  double rtol, atol;
  bool strict;       /* a missing operator is a failure */
  const char *only;  /* the operator to run, or NULL for all */
} RgVerifyOptions;

typedef enum
{
  RG_CASE_PASSED,
  RG_CASE_FAILED,
  RG_CASE_SKIPPED
} RgCaseStatus;

/* One case of a file: number, operator, attributes; `tensors` has its values. */
typedef struct
{
  const char *file;
  guint number;
  JsonObject *json;
  RgTensorMap *tensors;
} RgCase;

/* A call made ready from a case. */
typedef struct
{
  const RgOp *op;
  GPtrArray *inputs; /* of RgTensor, flat, NULL where absent */
  RgAttrs *attrs;
  GHashTable *by_name; /* name in the file -> RgTensor that was passed */
} RgCaseCall;

/* Fills `call`; false with what is wrong. */
bool rg_case_prepare (const RgCase *c, const RgOp *op, RgCaseCall *call, GError **error);
void rg_case_call_clear (RgCaseCall *call);

/* Runs one case; `why` (transfer full) says what failed or why it was skipped. */
RgCaseStatus rg_case_run (const RgCase *c, const RgVerifyOptions *options, char **why);

/* NULL if equal within the tolerances, else (transfer full) where and by how much. */
char *rg_compare (RgTensor *got, RgTensor *expected, const RgVerifyOptions *options);

/* The attributes as text, and one of them. */
char *rg_case_attrs_text (const RgCase *c);
char *rg_json_to_text (JsonNode *node);

#endif
