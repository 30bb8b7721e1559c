/* model.h: a model is an ordered list of layers, built from a line of text.
 *
 * A model is written as `mlp:256,128`, `cnn:16,32`,
 * `transformer:layers=4,heads=4,width=128,context=64`, or as a file whose name
 * ends in `.ini`, with one group for each layer. The short forms are turned into
 * the text of such a file first: there is one builder, and model_text() of any
 * model builds it again. docs of the file: the head of model-text.c.
 *
 * Parameters bear the names that PyTorch's Sequential gives them (`0.weight`,
 * `0.bias`, `2.weight`), and its initial values are drawn from the default
 * generator, in the order of the parameters: rg_manual_seed() fixes them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef MODEL_H
#define MODEL_H

#include <retrograde.h>

typedef struct _Model Model;

/**
 * ModelShape:
 * @dtype: %RG_F32 or %RG_F64: what the parameters are made of
 * @ndim: dimensions of one sample, without the batch: 1 for a row of a table, 3
 * for an image (channels, height, width), 1 for text (its context)
 * @sizes: their sizes
 * @n_tokens: of text: samples are int64 below this; 0: samples are numbers
 * @n_outputs: classes, targets, or 1; for text it is @n_tokens
 *
 * What goes in and what comes out: (batch, sizes...) -> (batch, n_outputs); for
 * text (batch, context) -> (batch, context, n_outputs).
 */
typedef struct
{
  RgDType dtype;
  int ndim;
  int64_t sizes[RG_MAX_DIMS - 1];
  int64_t n_tokens;
  int64_t n_outputs;
} ModelShape;

/**
 * model_new:
 * @spec: `mlp:256,128`, ..., or the path of a file that ends in `.ini`
 * @shape: what goes in and what comes out
 * @error: return location for an error, which names the file, the group and the
 * key where there are such
 *
 * Builds a model with fresh parameters, in training mode.
 *
 * Returns: (transfer full) (nullable): a model
 */
Model *model_new (const char *spec, const ModelShape *shape, GError **error);

/** model_wanted_context: how long a text @spec asks for, `transformer:context=64` or a file's
 * `input = 64`; 0 if it does not say. What is wrong with it model_new() will tell. */
int64_t model_wanted_context (const char *spec);

/** model_from_text: the same from what model_text() gave; @name stands for the file in errors. */
Model *model_from_text (const char *text, const char *name, GError **error);

void model_free (Model *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Model, model_free)

/** model_text: (transfer none): the text of an ini file that builds the same model, shapes included. */
const char *model_text (const Model *model);

/** model_shape: (transfer none): what goes in and what comes out. */
const ModelShape *model_shape (const Model *model);

/**
 * model_forward:
 * @model: a model
 * @input: (batch, sizes...): of the model's dtype; int64 for text. A shorter
 * context than the model's is taken
 *
 * Returns: (transfer none) (nullable): the output, in the current scope; %NULL,
 * with the scope's error, on failure
 */
RgTensor *model_forward (Model *model, RgTensor *input);

/** model_set_training: training mode (dropout, statistics of the batch) or evaluation. */
void model_set_training (Model *model, bool training);
bool model_is_training (const Model *model);

/* --- its tensors --- */

/** model_parameters: (transfer none) (array length=n): what an optimiser moves; leaves that require gradients. */
RgTensor *const *model_parameters (const Model *model, size_t *n);
/** model_parameter_names: (transfer none) (array): their names, in the same order. */
const char *const *model_parameter_names (const Model *model);

/** model_buffers: (transfer none) (array length=n): running statistics, which no optimiser moves. */
RgTensor *const *model_buffers (const Model *model, size_t *n);
const char *const *model_buffer_names (const Model *model);

/** model_save_to: adds every parameter and buffer to @map as PREFIX and its name; `""` for none. */
void model_save_to (const Model *model, RgTensorMap *map, const char *prefix);

/**
 * model_load_from:
 * @model: a model
 * @map: named tensors
 * @prefix: what stands before each name; `""` for nothing
 * @error: return location for an error
 *
 * Copies values into the parameters and buffers. Nothing is changed unless all
 * are there, of the right shape and dtype.
 */
bool model_load_from (Model *model, const RgTensorMap *map, const char *prefix, GError **error);

/* --- for people --- */

/**
 * ModelNode:
 * @name: the layer's group; %NULL of the root
 * @sizes: what comes out of it for one sample: `16x14x14`
 * @n_values: numbers in its parameters, with those of its children
 * @is_shortcut: whether it stands beside the others, not after them
 * @children: (array length=n_children): the layers that it runs itself
 */
typedef struct _ModelNode ModelNode;
struct _ModelNode
{
  char *name, *sizes;
  int64_t n_values;
  bool is_shortcut;
  guint n_children;
  ModelNode *children;
};

/** model_nodes: (transfer full): the layers as a tree, whose root is the model. */
ModelNode *model_nodes (const Model *model);
void model_node_free (ModelNode *root);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelNode, model_node_free)

/** model_summary: (transfer full): a table: layer, kind, output shape, parameters; and their sum. */
char *model_summary (const Model *model);
/** model_n_values: how many numbers all parameters hold together. */
int64_t model_n_values (const Model *model);

#endif
