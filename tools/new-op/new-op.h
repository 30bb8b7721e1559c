/* new-op.h: the parts of `retrograde new-op`: attributes read from the command
 * line, and templates filled.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef NEW_OP_H
#define NEW_OP_H

#include <glib.h>
#include <stdbool.h>

/* --- attributes (attributes.c) --- */

typedef struct _AttrType AttrType;

typedef struct
{
  char *name;
  const AttrType *type;
  char *value; /* (nullable): the default; NULL: it must be given */
} NewAttr;

/* Of NewAttr. */
GPtrArray *new_attrs_new (void);
/* Reads `name:type=default` and adds it. */
bool new_attrs_add (GPtrArray *attrs, const char *spec, GError **error);
/* Why `name` cannot name something in C, or NULL. */
const char *new_name_fault (const char *name);

/* Whether it is a number that a kernel can multiply by. */
bool new_attr_is_float (const NewAttr *attr);
/* The section of the source: struct, defaults, table; `fixed` are the kind's own
 * fields and rows of the table. */
char *new_attrs_section (const GPtrArray *attrs, const char *op, const char *type, const char *fixed_fields,
                         const char *fixed_rows);
/* `beta=1 n=1`: values for those that must be given, `between` joined. */
char *new_attrs_given (const GPtrArray *attrs, const char *equals, const char *between);

/* --- templates (fill.c) --- */

/* Template `file` of the resource with each @KEY@ replaced by keys[KEY]. A line of
 * an empty key alone goes. */
char *new_op_fill (const char *file, GHashTable *keys);

#endif
