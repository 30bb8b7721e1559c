/* model-private.h: layers, and what builds them.
 *
 * model.c holds the model and its tensors, summary.c shows it, text.c reads a file into layers,
 * builder.c reads keys and makes parameters, call.c calls an operator with the
 * attributes of a group, shape.c is the group [model], spec*.c turn the short
 * forms into text, layer-*.c are the layers.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef MODEL_PRIVATE_H
#define MODEL_PRIVATE_H

#include "model.h"

#define LAYER_TENSORS 6

typedef struct _Layer Layer;
typedef struct _LayerKind LayerKind;
typedef struct _Builder Builder;
typedef struct _OpUse OpUse;

struct _LayerKind
{
  const char *name;
  const char *keys; /* its own keys, for errors; the operator's come on top */
  const char *op;   /* whose attributes are keys as well; NULL: none */
  const char *defaults; /* of them, where they differ: `dim=-1` */
  /* Reads keys, makes parameters; false once builder_fail() was called. */
  bool (*build) (Builder *b, Layer *layer);
  RgTensor *(*forward) (const Layer *layer, RgTensor *x, bool training);
};

struct _Layer
{
  const LayerKind *kind;
  char *kind_name; /* of an operator: its own name */
  char *group;
  OpUse *use;
  RgTensor *tensors[LAYER_TENSORS]; /* the model's */
  int64_t numbers[LAYER_TENSORS];
  GPtrArray *children; /* of Layer */
  Layer *shortcut;
  int ndim; /* of its output for one sample */
  int64_t sizes[RG_MAX_DIMS];
  int64_t n_values; /* in its parameters, with those of its children */
};

struct _Model
{
  ModelShape shape;
  char *text;
  bool training;
  GPtrArray *layers;          /* of Layer */
  GPtrArray *parameters;      /* of RgTensor */
  GPtrArray *parameter_names; /* of char */
  GPtrArray *buffers;
  GPtrArray *buffer_names;
};

/* --- builder.c --- */

struct _Builder
{
  Model *model;
  GKeyFile *file;
  const char *file_name;
  const char *group;  /* whose layer is built */
  char *prefix;       /* of its tensors: `0.` */
  RgTensor *probe;    /* (1, sizes...) zeros that came out of the layers before */
  GHashTable *read;   /* keys of the group that somebody asked for */
  GHashTable *used;   /* groups that have become layers */
  GError *error;
};

/* Keeps the first error: `FILE: [GROUP] KEY: what`; key may be NULL. */
void builder_fail (Builder *b, const char *key, const char *format, ...) G_GNUC_PRINTF (3, 4);
bool builder_has (Builder *b, const char *key);
/* Values, or `def` where the key is absent. */
char *builder_text (Builder *b, const char *key, const char *def);
int64_t builder_int (Builder *b, const char *key, int64_t min, int64_t def);
double builder_float (Builder *b, const char *key, double min, double max, double def);
bool builder_bool (Builder *b, const char *key, bool def);
/* Exactly n integers; one alone stands for all. */
void builder_ints (Builder *b, const char *key, size_t n, int64_t min, int64_t *values);
/* How many of dimension d (negative: from the end) come in; fails if none. */
int64_t builder_size (Builder *b, int d);

/* Fails on a key that nobody asked for; `known` (nullable) lists those there are. */
void builder_check_keys (Builder *b, const char *what, const char *known);

/* Fresh tensors of the model, under PREFIX and a name. */
RgTensor *builder_uniform (Builder *b, const char *name, RgInts shape, double bound);
RgTensor *builder_normal (Builder *b, const char *name, RgInts shape, double std);
RgTensor *builder_constant (Builder *b, const char *name, RgInts shape, double value);
RgTensor *builder_buffer (Builder *b, const char *name, RgDType dtype, RgInts shape, double value);

/* --- call.c --- */

/* The operator of that name, with the group's keys as its attributes; `inputs`
 * are the names of those that op_use_call() is given, separated by spaces. */
OpUse *op_use_new (Builder *b, const char *name, const char *defaults, const char *inputs);
void op_use_free (OpUse *use);
RgTensor *op_use_call (const OpUse *use, bool training, RgTensor *const *inputs);
/* How many inputs must be there. */
size_t op_n_required (const RgOp *op);

/* --- text.c --- */

/* The layers that `names` lists, each with PREFIX and its number. */
bool build_chain (Builder *b, char **names, const char *prefix, GPtrArray *layers);
Layer *build_layer (Builder *b, const char *group, const char *prefix);
void layer_free (Layer *layer);
RgTensor *layer_forward (const Layer *layer, RgTensor *x, bool training);

/* --- shape.c --- */

/* The group [model] of the file. */
void shape_read (Builder *b, ModelShape *shape);
/* Fails if it says something else than `shape`. */
void shape_compare (Builder *b, const ModelShape *shape);
/* The whole file, with one [model] group, first, that says what `shape` is. */
char *shape_to_text (GKeyFile *file, const ModelShape *shape);

/* --- spec.c --- */

/* The text of a file for a short form; NULL with the error. */
char *spec_to_text (const char *spec, const ModelShape *shape, GError **error);

/* --- layer-*.c --- */

extern const LayerKind layer_linear, layer_op, layer_conv1d, layer_conv2d, layer_conv_transpose2d,
    layer_batch_norm, layer_layer_norm, layer_group_norm, layer_embedding, layer_position,
    layer_attention, layer_residual;

#endif
