/* seal_links.c - which inputs are drawn together?
 *
 * A rank correlation rs between two inputs becomes the Pearson correlation 2 sin(pi rs / 6) of their normal scores
 * (Gaussian copula; Kruskal 1958, JASA 53).  All pairs together must form a correlation matrix: Cholesky's factorisation
 * is the check, and its factor is what a draw uses.  The others are listed by shape, with their streams and parameters side
 * by side, so that a draw takes many of one shape at once.  Cost: k^3 / 3 for k correlated inputs, k <= 64. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "seal.h"

/* sin x for |x| <= pi/6, by its series: the error is below 1e-17. */
static double small_sine(double x)
{
  double term = x, sum = x;
  for (int k = 1; k < 9; k++) {
    term *= -x * x / (double)((2 * k) * (2 * k + 1));
    sum += term;
  }
  return sum;
}

typedef struct linking {
  ent_sealing *w;
  int count;
  int input[ENT_CORRELATED_MAX];
  double r[ENT_CORRELATED_MAX][ENT_CORRELATED_MAX];
} linking;

static int place(linking *l, int input)
{
  for (int i = 0; i < l->count; i++)
    if (l->input[i] == input) return i;
  if (l->count == ENT_CORRELATED_MAX) return -1;
  l->input[l->count] = input;
  l->r[l->count][l->count] = 1;
  return l->count++;
}

static int find_input(linking *l, const ent_node *n, const char *path)
{
  const ent_scenario *s = l->w->s;
  const bool scalar = n->kind == ENT_NODE_SCALAR;
  const int input = scalar ? ent_scenario_find_input(s, n->text) : -1;
  if (input >= 0) return input;
  const char **names = ENT_NEW(l->w->arena, const char *, s->inputs + 1);
  for (int i = 0; names && i < s->inputs; i++) names[i] = s->input[i].path;
  const char *meant = names && scalar ? ent_suggest(n->text, n->size, names, (size_t)s->inputs) : NULL;
  if (meant)
    ent_errors_add(l->w->errors, ENT_REFERENCE, n, path, "There is no input \"", n->text, "\"; did you mean \"", meant,
                   "\"?", NULL);
  else
    ent_errors_add(l->w->errors, ENT_REFERENCE, n, path,
                   "A correlation names two inputs by their paths, such as deal.will.support; ",
                   "entente explain lists them.", NULL);
  return -1;
}

static bool is_known(const linking *l, int input)
{
  return l->w->s->input[input].dist.kind == ENT_DIST_KNOWN;
}

static void read_pair(linking *l, const ent_node *n, const char *path)
{
  double rho = 0;
  size_t used = 0;
  const ent_node *value = n->kind == ENT_NODE_LIST ? ent_node_item(n, 2) : NULL;
  if (!value || n->count != 3 || value->kind != ENT_NODE_SCALAR) {
    ent_errors_add(l->w->errors, ENT_SCHEMA, n, path,
                   "A correlation is a list of two inputs and a number between -1 and 1.", NULL);
    return;
  }
  if (ent_number_read(value->text, value->size, &rho, &used) != ENT_OK || value->text[used] ||
      !(rho >= -1 && rho <= 1)) {
    ent_errors_add(l->w->errors, ENT_ARGUMENT, value, path, "A rank correlation lies between -1 and 1.", NULL);
    return;
  }
  const int a = find_input(l, n->first, path), b = find_input(l, n->first->next, path);
  if (a < 0 || b < 0 || is_known(l, a) || is_known(l, b)) return; /* a number that is known goes with nothing */
  const int i = place(l, a), j = place(l, b);
  if (i < 0 || j < 0)
    ent_errors_add(l->w->errors, ENT_LIMIT, n, path, "At most 64 inputs correlate.", NULL);
  else if (i == j || l->r[i][j] != 0)
    ent_errors_add(l->w->errors, ENT_SCHEMA, n, path,
                   i == j ? "An input does not correlate with itself; name two inputs."
                          : "This pair stands twice; each pair of inputs correlates once.",
                   NULL);
  else
    l->r[i][j] = l->r[j][i] = 2 * small_sine(rho * 0.52359877559829887308);
}

static void factorise(linking *l, const ent_node *at)
{
  ent_scenario *s = l->w->s;
  const int n = l->count;
  double *low = ENT_NEW(l->w->arena, double, n *n);
  int *input = ENT_NEW(l->w->arena, int, n);
  if (!low || !input) {
    ent_errors_no_memory(l->w->errors, "correlate");
    return;
  }
  for (int i = 0; i < n; i++) {
    input[i] = l->input[i];
    for (int j = 0; j <= i; j++) {
      double sum = l->r[i][j];
      for (int k = 0; k < j; k++) sum -= low[i * n + k] * low[j * n + k];
      if (i == j && sum < -1e-12) {
        ent_errors_add(
          l->w->errors, ENT_NUMERIC, at, "correlate",
          "These correlations contradict each other: their matrix is not positive semidefinite (see the pair with ",
          s->input[l->input[i]].path, ").", NULL);
        return;
      }
      if (i == j)
        low[i * n + i] = sqrt(sum > 0 ? sum : 0);
      else if (low[j * n + j] > 1e-9)
        low[i * n + j] = sum / low[j * n + j];
      else if (fabs(sum) > 1e-9) {
        ent_errors_add(l->w->errors, ENT_NUMERIC, at, "correlate",
                       "These correlations contradict each other: their matrix is not positive semidefinite.", NULL);
        return;
      }
    }
  }
  s->correlated = n;
  s->correlated_input = input;
  s->cholesky = low;
}

static bool is_unknown(const linking *l, int input)
{
  for (int i = 0; i < l->count; i++)
    if (l->input[i] == input) return false;
  return l->w->s->input[input].dist.kind != ENT_DIST_KNOWN;
}

/* The unknowns by shape, and inside a shape as they come. */
static void list_unknowns(const linking *l)
{
  ent_scenario *s = l->w->s;
  ent_arena *arena = l->w->arena;
  const int room = s->inputs + 1;
  int *unknown = ENT_NEW(arena, int, room), n = 0;
  uint64_t *name = ENT_NEW(arena, uint64_t, room);
  double *a = ENT_NEW(arena, double, room), *b = ENT_NEW(arena, double, room);
  const double **knot = ENT_NEW(arena, const double *, room);
  ent_shape *shape = ENT_NEW(arena, ent_shape, room);
  s->unknowns = s->shapes = 0;
  if (!unknown || !name || !a || !b || !knot || !shape) {
    ent_errors_no_memory(l->w->errors, "correlate");
    return;
  }
  for (ent_dist_kind kind = ENT_DIST_NORMAL; kind <= ENT_DIST_TABLE; kind++)
    for (ent_domain domain = ENT_DOMAIN_REAL; domain < ENT_DOMAIN_COUNT_; domain++) {
      const int first = n;
      for (int i = 0; i < s->inputs; i++) {
        const ent_dist *d = &s->input[i].dist;
        if (d->kind != kind || d->domain != domain || !is_unknown(l, i)) continue;
        unknown[n] = i;
        name[n] = s->input[i].stream;
        a[n] = d->a;
        b[n] = d->b;
        knot[n++] = d->knot;
      }
      if (n > first) shape[s->shapes++] = (ent_shape){kind, domain, first, n - first};
    }
  s->unknowns = n;
  s->unknown = unknown;
  s->unknown_name = name;
  s->unknown_a = a;
  s->unknown_b = b;
  s->unknown_knot = knot;
  s->shape = shape;
}

/* Numbers that fall with the elasticity of trade are drawn from one stream; what correlates has scores of its own. */
static void set_streams(const linking *l)
{
  const ent_scenario *s = l->w->s;
  for (int i = 0; i < s->inputs; i++) {
    ent_input *in = &l->w->s->input[i];
    bool correlates = false;
    for (int k = 0; k < s->correlated; k++) correlates = correlates || s->correlated_input[k] == i;
    in->stream = in->together && !correlates ? ent_name_hash("trade.values", 12) : in->name;
  }
}

void ent_seal_links(ent_sealing *w)
{
  char path[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(w->root, ENT_FIELD_scenario_correlate);
  linking *l = ENT_NEW(w->arena, linking, 1);
  if (!l) {
    ent_errors_no_memory(w->errors, "correlate");
    return;
  }
  l->w = w;
  int before = w->errors->found;
  if (list && list->kind != ENT_NODE_LIST)
    ent_errors_add(w->errors, ENT_SCHEMA, list, "correlate", "Correlations are a list of [input, input, number].",
                   NULL);
  int i = 0;
  for (const ent_node *n = list && list->kind == ENT_NODE_LIST ? list->first : NULL; n; n = n->next) {
    ent_path_item(path, "correlate", i++);
    read_pair(l, n, path);
  }
  if (l->count && w->errors->found == before) factorise(l, list);
  while (before++ < w->errors->found) ent_errors_soften(w->errors);
  set_streams(l);
  list_unknowns(l);
}
