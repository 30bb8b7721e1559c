/* model.c: a model, its tensors, its modes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <string.h>

void
model_free (Model *model)
{
  if (model == NULL)
    return;
  g_ptr_array_unref (model->layers);
  g_ptr_array_unref (model->parameters);
  g_ptr_array_unref (model->parameter_names);
  g_ptr_array_unref (model->buffers);
  g_ptr_array_unref (model->buffer_names);
  g_free (model->text);
  g_free (model);
}

const char *
model_text (const Model *model)
{
  return model->text;
}

const ModelShape *
model_shape (const Model *model)
{
  return &model->shape;
}

RgTensor *
model_forward (Model *model, RgTensor *input)
{
  RgTensor *x = input; /* (batch, sizes...) */
  for (guint i = 0; i < model->layers->len; i++)
    x = layer_forward (model->layers->pdata[i], x, model->training);
  return x;
}

void
model_set_training (Model *model, bool training)
{
  model->training = training;
}

bool
model_is_training (const Model *model)
{
  return model->training;
}

/* --- its tensors --- */

RgTensor *const *
model_parameters (const Model *model, size_t *n)
{
  *n = model->parameters->len;
  return (RgTensor *const *) model->parameters->pdata;
}

const char *const *
model_parameter_names (const Model *model)
{
  return (const char *const *) model->parameter_names->pdata;
}

RgTensor *const *
model_buffers (const Model *model, size_t *n)
{
  *n = model->buffers->len;
  return (RgTensor *const *) model->buffers->pdata;
}

const char *const *
model_buffer_names (const Model *model)
{
  return (const char *const *) model->buffer_names->pdata;
}

/* Parameters first, then buffers. */
static RgTensor *
tensor_at (const Model *model, guint i, const char **name)
{
  const bool first = i < model->parameters->len;
  const guint k = first ? i : i - model->parameters->len;
  *name = (first ? model->parameter_names : model->buffer_names)->pdata[k];
  return (first ? model->parameters : model->buffers)->pdata[k];
}

static guint
n_tensors (const Model *model)
{
  return model->parameters->len + model->buffers->len;
}

void
model_save_to (const Model *model, RgTensorMap *map, const char *prefix)
{
  for (guint i = 0; i < n_tensors (model); i++)
    {
      const char *name;
      RgTensor *tensor = tensor_at (model, i, &name);
      g_autofree char *full = g_strconcat (prefix, name, NULL);
      rg_tensor_map_add (map, full, tensor);
    }
}

static char *
shape_text (const RgTensor *t)
{
  GString *text = g_string_new (rg_dtype_name (rg_tensor_dtype (t)));
  for (int d = 0; d < rg_tensor_ndim (t); d++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, d ? "x" : " ", rg_tensor_size (t, d));
  return g_string_free (text, FALSE);
}

bool
model_load_from (Model *model, const RgTensorMap *map, const char *prefix, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autofree RgTensor **sources = g_new (RgTensor *, n_tensors (model));
  for (guint i = 0; i < n_tensors (model); i++)
    {
      const char *name;
      RgTensor *tensor = tensor_at (model, i, &name);
      g_autofree char *full = g_strconcat (prefix, name, NULL);
      RgTensor *source = rg_tensor_map_get (map, full);
      g_autofree char *want = shape_text (tensor), *has = source ? shape_text (source) : NULL;
      if (!source || !g_str_equal (want, has))
        {
          g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s %s%s; the model has %s", full,
                       source ? "is " : "is missing", source ? has : "", want);
          return false;
        }
      RG_NO_GRAD;
      sources[i] = rg_contiguous (source);
      if (sources[i] == NULL)
        return rg_scope_check (scope, error);
    }
  for (guint i = 0; i < n_tensors (model); i++)
    {
      const char *name;
      RgTensor *tensor = tensor_at (model, i, &name);
      const size_t bytes
          = (size_t) rg_tensor_numel (tensor) * rg_dtype_size (rg_tensor_dtype (tensor));
      memmove (rg_tensor_data (tensor), rg_tensor_data (sources[i]), bytes);
      rg_tensor_bump_version (tensor);
    }
  return true;
}

/* --- for people --- */

int64_t
model_n_values (const Model *model)
{
  int64_t n = 0;
  for (guint i = 0; i < model->parameters->len; i++)
    n += rg_tensor_numel (model->parameters->pdata[i]);
  return n;
}
