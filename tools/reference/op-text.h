/* op-text.h: a descriptor as text, JSON and Markdown: one source for the command and
 * the reference.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef OP_TEXT_H
#define OP_TEXT_H

#include <json-glib/json-glib.h>
#include <retrograde.h>
#include <string.h>

/* --- a whole operator --- */

/** op_to_text: (transfer full): all about @op, for a terminal, with a call and its output. */
char *op_to_text (const RgOp *op);
/** op_to_markdown: (transfer full): the same as a section of a page. */
char *op_to_markdown (const RgOp *op);
void op_add_json (JsonBuilder *builder, const RgOp *op);

/** op_write_pages: writes CATEGORY.md for each category, and README.md, into @dir. */
bool op_write_pages (const char *dir, char **names, GError **error);

/* --- its parts --- */

/** op_signature: (transfer full): `sum (input, dim: ints?, keepdim: bool = false)`. */
char *op_signature (const RgOp *op);
/** op_example: (transfer full) (nullable): a small call and what it gives; %NULL if no sample is small enough. */
char *op_example (const RgOp *op);
/** op_gradient_text: (transfer full): `d input = ...`, or what else is said about its gradient. */
char *op_gradient_text (const RgOp *op);
/** op_input_note: (transfer full): `optional, no gradient`; empty if there is nothing to say. */
char *op_input_note (const RgInput *input);
/** op_attr_type: (transfer none): `int`, `ints`, `dtype`, ... */
const char *op_attr_type (const RgAttr *attr);
/** op_attr_default: (transfer full): `default 1`, or what stands for none. */
char *op_attr_default (const RgAttr *attr);
/** op_attr_range: (transfer full) (nullable): what it may be, beyond its type. */
char *op_attr_range (const RgAttr *attr);

#endif
