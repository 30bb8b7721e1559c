/* registry.c: the table of operators, and the checks that a descriptor passes
 * before it is in it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "registry-private.h"
#include <pthread.h>
#include <string.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static GHashTable *table;  /* name -> RgOpInfo */
static GSList *taken_back; /* of RgOpInfo: somebody may hold one */

const RgOp *
rg_registry_find (const char *name)
{
  pthread_rwlock_rdlock (&lock);
  const RgOpInfo *info = table ? g_hash_table_lookup (table, name) : NULL;
  pthread_rwlock_unlock (&lock);
  return info ? &info->op : NULL;
}

void
rg_registry_foreach (GHFunc fn, void *user_data)
{
  pthread_rwlock_rdlock (&lock);
  if (table)
    g_hash_table_foreach (table, fn, user_data);
  pthread_rwlock_unlock (&lock);
}

int
rg_op_place (const RgOpInfo *info, size_t i, size_t n)
{
  if (info->variadic < 0 || i < (size_t) info->variadic)
    return (int) i;
  size_t after = (size_t) (info->n_inputs - info->variadic - 1);
  return i < n - MIN (after, n) ? info->variadic : info->n_inputs - (int) (n - i);
}

/* --- what follows from a descriptor --- */

/* `log_softmax` gives `LogSoftmaxBackward0`. */
static char *
backward_name (const char *name)
{
  GString *s = g_string_new (NULL);
  bool upper = true;
  for (; *name; name++)
    if (*name == '_' || *name == '.')
      upper = true;
    else
      {
        g_string_append_c (s, upper ? g_ascii_toupper (*name) : *name);
        upper = false;
      }
  g_string_append (s, "Backward0");
  return g_string_free (s, FALSE);
}

static void
find_plain (RgOpInfo *info)
{
  const RgPointwise *p = info->op.pointwise;
  if (info->op.kind != RG_KIND_POINTWISE || p == NULL || p->flags_of || (p->flags & RG_POINTWISE_BOOL_OUT)
      || info->variadic >= 0 || info->n_inputs < 1 || info->n_inputs > 2 || info->op.backward_name_of
      || info->vjp_all)
    return;
  for (int i = 0; i < info->n_inputs; i++)
    if (info->op.inputs[i].flags & ~(unsigned) RG_INPUT_FLOATING)
      return;
  for (int t = RG_F32; t <= RG_F64; t++)
    {
      info->kernels[t] = p->kernels[t][rg_isa ()];
      if (info->kernels[t] == NULL)
        info->kernels[t] = p->kernels[t][RG_ISA_BASE];
    }
  info->is_plain = true;
}

/* A struct of an older header is shorter: its copy has zeros for the rest. */
static const void *
completed (const void *of_module, size_t its_size, size_t our_size)
{
  if (of_module == NULL || its_size >= our_size)
    return of_module;
  void *whole = g_malloc0 (our_size);
  memcpy (whole, of_module, its_size);
  return whole;
}

static RgOpInfo *
info_new (const RgOp *op, const RgModule *module)
{
  RgOpInfo *info = g_new0 (RgOpInfo, 1);
  memcpy (&info->op, op, MIN (op->struct_size, sizeof *op));
  info->op.struct_size = sizeof *op;
  info->op.pointwise = completed (info->op.pointwise, module->sizes[2], sizeof (RgPointwise));
  info->op.reduction = completed (info->op.reduction, module->sizes[3], sizeof (RgReduction));
  info->backward_name = op->backward_name ? op->backward_name : backward_name (op->name);
  info->variadic = -1;
  for (const RgInput *in = info->op.inputs; in && in->name; in++)
    {
      if (in->flags & RG_INPUT_VARIADIC)
        info->variadic = info->n_inputs;
      info->n_inputs++;
      if (!(in->flags & RG_INPUT_OPTIONAL))
        info->n_required = info->n_inputs;
    }
  for (const RgVjp *row = info->op.vjp; row && row->fn; row++)
    {
      info->differentiable = true;
      if (row->input == RG_VJP_ALL)
        info->vjp_all = row;
      else if (row->input == RG_VJP_REST)
        info->vjp_rest = row;
      else
        info->vjp_of[row->input] = row;
    }
  info->has_jvp = info->op.jvp != NULL;
  info->is_simple = info->op.n_outputs == 1 && !info->vjp_all && info->variadic < 0 && info->n_inputs <= 2;
  find_plain (info);
  return info;
}

/* --- what a descriptor must have --- */

static bool
name_belongs (const char *name, const char *module)
{
  size_t n = strlen (module);
  if (strncmp (name, module, n) != 0)
    return false;
  return name[n] == '\0' || name[n] == '.' || strcmp (name + n, "_backward") == 0
         || g_str_has_prefix (name + n, "_backward.");
}

static const char *
pointwise_fault (const RgPointwise *p)
{
  if (p == NULL)
    return "a pointwise operator needs `pointwise`";
  for (int t = 0; t < RG_N_DTYPES; t++)
    if (p->kernels[t][RG_ISA_BASE])
      return NULL;
  return "`pointwise` has no kernel (RG_CLONES_OF gives one)";
}

static const char *
reduction_fault (const RgReduction *r)
{
  if (r == NULL)
    return "a reduction needs `reduction`";
  int isa = (int) rg_isa ();
  bool some = false;
  for (int t = 0; t < RG_N_DTYPES; t++)
    if (r->state_size[t])
      {
        some = true;
        if (!r->rows[t][isa] || !r->combine[t] || !r->finish[t] || (r->columns[t][RG_ISA_BASE] && !r->columns[t][isa]))
          return "`reduction` needs rows (RG_ROWS_OF), combine and finish for each dtype with a state_size";
      }
  return some ? NULL : "`reduction` has no state_size for any dtype";
}

static const char *
op_fault (const RgOp *op)
{
  static const size_t oldest = offsetof (RgOp, samples);
  if (op->struct_size < oldest)
    return "struct_size is not set";
  if (op->name == NULL || *op->name == '\0')
    return "name is missing";
  if (op->summary == NULL || op->formula == NULL)
    return "summary or formula is missing";
  switch (op->kind)
    {
    case RG_KIND_POINTWISE:
      return pointwise_fault (op->pointwise);
    case RG_KIND_REDUCTION:
      return reduction_fault (op->reduction);
    case RG_KIND_GENERAL:
    case RG_KIND_VIEW:
    case RG_KIND_COMPOSITE:
      return op->forward ? NULL : "`forward` is missing";
    }
  return "kind is none that this engine knows";
}

/* Whether an operator before it in the same module has its name. */
static bool
stands_twice (const RgModule *module, const RgOp *const *op)
{
  for (const RgOp *const *earlier = module->ops; earlier < op; earlier++)
    if (strcmp ((*earlier)->name, (*op)->name) == 0)
      return true;
  return false;
}

static const char *
op_table_fault (const RgOp *op)
{
  int n = 0, variadic = 0;
  for (const RgInput *in = op->inputs; in && in->name; in++, n++)
    variadic += (in->flags & RG_INPUT_VARIADIC) != 0;
  if (variadic > 1)
    return "more than one variadic input";
  for (const RgVjp *row = op->vjp; row && row->fn; row++)
    if (row->input >= RG_MAX_VJP_ROWS || (row->input >= 0 && row->input >= n)
        || row->input < RG_VJP_ALL)
      return "a vjp row names an input that does not exist";
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    if (a->offset < sizeof (size_t) || a->offset >= op->attrs_size
        || a->has_offset >= op->attrs_size)
      return "an attribute lies outside the attribute struct";
  if (op->attrs && (op->attrs_init == NULL || op->attrs_size < sizeof (size_t)))
    return "attributes without attrs_init or attrs_size";
  if (op->kind == RG_KIND_COMPOSITE && op->vjp)
    return "a composite operator has no vjp of its own";
  return NULL;
}

bool
rg_registry_insert (const RgModule *module, const char *path, GError **error)
{
  const char *where = path ? path : "built in";
  if (module->ops == NULL || module->ops[0] == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: it has no operators", where);
      return false;
    }
  for (const RgOp *const *op = module->ops; *op; op++)
    {
      const char *fault = op_fault (*op);
      if (fault == NULL)
        fault = op_table_fault (*op);
      if (fault == NULL && !name_belongs ((*op)->name, module->name))
        fault = "a module defines only NAME, NAME.* and NAME_backward";
      if (fault == NULL && stands_twice (module, op))
        fault = "it stands twice in the module";
      if (fault)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: operator %s: %s", where,
                       (*op)->struct_size >= 2 * sizeof (size_t) && (*op)->name ? (*op)->name : "?",
                       fault);
          return false;
        }
    }

  bool ok = true;
  pthread_rwlock_wrlock (&lock);
  if (table == NULL)
    table = g_hash_table_new (g_str_hash, g_str_equal);
  for (const RgOp *const *op = module->ops; *op && ok; op++)
    {
      const RgOpInfo *other = g_hash_table_lookup (table, (*op)->name);
      if (other == NULL)
        continue;
      g_set_error (error, RG_ERROR, RG_ERROR_MODULE,
                   "%s was rejected: operator %s is already defined by %s", where, (*op)->name,
                   other->file->path ? other->file->path : "the library itself");
      ok = false;
    }
  if (ok)
    {
      RgModuleFile *file = g_new0 (RgModuleFile, 1);
      file->module = module;
      file->path = g_strdup (path);
      for (const RgOp *const *op = module->ops; *op; op++)
        {
          RgOpInfo *info = info_new (*op, module);
          info->file = file;
          g_hash_table_insert (table, (void *) info->op.name, info);
        }
    }
  pthread_rwlock_unlock (&lock);
  return ok;
}

void
rg_registry_remove (const RgModule *module)
{
  pthread_rwlock_wrlock (&lock);
  for (const RgOp *const *op = module->ops; *op; op++)
    {
      RgOpInfo *info = g_hash_table_lookup (table, (*op)->name);
      if (info == NULL || info->file->module != module)
        continue;
      g_hash_table_remove (table, (*op)->name);
      taken_back = g_slist_prepend (taken_back, info);
    }
  pthread_rwlock_unlock (&lock);
}

const RgModule *
rg_op_module (const RgOp *op, const char **path)
{
  if (op == NULL)
    return NULL;
  if (path)
    *path = rg_op_info (op)->file->path;
  return rg_op_info (op)->file->module;
}
