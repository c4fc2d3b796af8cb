/* simplex.c - what is the least of a linear function above rows that keep coming?
 *
 * The dual simplex with bounds: start with every column at the bound that its cost prefers, which no row can make wrong for
 * the dual; take the row (or basic column) that is violated most for its length, find the nonbasic column or tight row whose
 * multiplier reaches 0 first (Harris: of those within the tolerance the largest pivot), exchange the two, repeat.
 * Costs are lowered by up to one part in a million, each by its own share, so that few multipliers reach 0 at once; lowered
 * costs leave a bound valid.
 *
 * Cost:   a pivot O(k^2 + entries), k tight rows at once; everything is computed anew every hundred pivots.
 * Source: Lemke 1954; Harris 1973, Mathematical Programming 5:1-28; Koberstein 2005, The dual simplex method. */
#include "align/simplex.h"

#include "base/fail.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define VIOLATED 1e-7  /* of a row or bound */
#define SLIP 1e-9      /* multipliers may pass 0 by this, for the sake of a larger pivot */
#define PIVOT_MIN 1e-8 /* smaller is rounding */
#define REFRESH 100
#define STEPS_DEFAULT 1000000u

/* What leaves the basis, and what enters it. */
typedef struct exchange {
  int row;      /* that becomes tight, or -1 */
  int position; /* of the basic column that goes to a bound, or -1 */
  double sign;  /* -1: the column is above its top */
  double lack;  /* > 0: how far it is outside */
  int column;   /* that enters, or -1 */
  int loosened; /* position of the tight row that becomes loose, or -1 */
  double pivot;
} exchange;

static double activity(const ent_simplex *s, int row)
{
  double sum = 0;
  for (int i = s->start[row]; i < s->start[row + 1]; i++) sum += s->value[i] * s->z[s->column[i]];
  return sum;
}

/* ---- leaving -------------------------------------------------------------------------------------------------- */

static bool choose_leaving(const ent_simplex *s, exchange *x)
{
  double worst = 0;
  *x = (exchange){.row = -1, .position = -1, .sign = 1, .column = -1, .loosened = -1};
  for (int i = 0; i < s->rows; i++) {
    if (s->tight[i] >= 0) continue;
    const double lack = s->bottom[i] - activity(s, i);
    if (lack <= VIOLATED) continue;
    const double score = lack * lack / (s->start[i + 1] - s->start[i] + 1);
    if (score > worst) {
      worst = score;
      x->row = i;
      x->lack = lack;
    }
  }
  for (int p = 0; p < s->b.size; p++) {
    const int j = s->b.column[p];
    const double below = -s->z[j], above = s->z[j] - s->top[j], lack = below > above ? below : above;
    if (lack <= VIOLATED || lack * lack <= worst) continue;
    worst = lack * lack;
    x->row = -1;
    x->position = p;
    x->sign = below > above ? 1 : -1;
    x->lack = lack;
  }
  return worst > 0;
}

/* ---- entering ------------------------------------------------------------------------------------------------- */

static void add_alpha(ent_simplex *s, int row, double factor)
{
  for (int i = s->start[row]; i < s->start[row + 1]; i++) {
    const int j = s->column[i];
    if (s->place[j] == ENT_BASIC) continue;
    if (!s->marked[j]) {
      s->marked[j] = 1;
      s->touched[s->touches++] = j;
    }
    s->alpha[j] += factor * s->value[i];
  }
}

static void clear_alpha(ent_simplex *s)
{
  for (int i = 0; i < s->touches; i++) {
    s->alpha[s->touched[i]] = 0;
    s->marked[s->touched[i]] = 0;
  }
  s->touches = 0;
}

/* The row of the basis: rho over the tight rows, alpha over the nonbasic columns: by how much what leaves moves inward when
 * they grow by 1. */
static void fill_pivot_row(ent_simplex *s, const exchange *x)
{
  clear_alpha(s);
  if (x->row >= 0) {
    ent_tight_row(s, x->row, s->rho);
    add_alpha(s, x->row, 1);
  } else {
    const double *const w = s->b.w + (size_t)x->position * (size_t)s->b.room;
    for (int r = 0; r < s->b.size; r++) s->rho[r] = x->sign * w[r];
    ent_tight_sweep(s->rho, s->b.size);
  }
  for (int r = 0; r < s->b.size; r++)
    if (s->rho[r] != 0) add_alpha(s, s->b.row[r], -s->rho[r]);
}

/* The multiplier of a nonbasic column that this exchange can use, and the size of its pivot; a pivot of 0: it cannot. */
static double multiplier(const ent_simplex *s, int j, double *pivot)
{
  const bool top = s->place[j] == ENT_AT_TOP;
  *pivot = top ? -s->alpha[j] : s->alpha[j];
  const double d = top ? -s->d[j] : s->d[j];
  return d > 0 ? d : 0;
}

static bool choose_entering(const ent_simplex *s, exchange *x)
{
  double reach = DBL_MAX, pivot;
  for (int i = 0; i < s->touches; i++) {
    const double d = multiplier(s, s->touched[i], &pivot);
    if (pivot > PIVOT_MIN && (d + SLIP) / pivot < reach) reach = (d + SLIP) / pivot;
  }
  for (int r = 0; r < s->b.size; r++) {
    const double y = s->y[s->b.row[r]] > 0 ? s->y[s->b.row[r]] : 0;
    if (s->rho[r] > PIVOT_MIN && (y + SLIP) / s->rho[r] < reach) reach = (y + SLIP) / s->rho[r];
  }
  double best = 0;
  for (int i = 0; i < s->touches; i++) {
    const int j = s->touched[i];
    const double d = multiplier(s, j, &pivot);
    if (pivot <= PIVOT_MIN || pivot <= best || d / pivot > reach) continue;
    best = pivot;
    x->column = j;
  }
  for (int r = 0; r < s->b.size; r++) {
    const double y = s->y[s->b.row[r]] > 0 ? s->y[s->b.row[r]] : 0;
    if (s->rho[r] <= PIVOT_MIN || s->rho[r] <= best || y / s->rho[r] > reach) continue;
    best = s->rho[r];
    x->column = -1;
    x->loosened = r;
  }
  x->pivot = x->column >= 0 ? s->alpha[x->column] : best;
  return best > 0;
}

/* ---- the exchange --------------------------------------------------------------------------------------------- */

static void step_dual(ent_simplex *s, const exchange *x)
{
  const double d = x->column >= 0 ? s->d[x->column] : s->y[s->b.row[x->loosened]];
  const double ratio = d / x->pivot, t = ratio > 0 ? ratio : 0;
  for (int r = 0; r < s->b.size; r++) s->y[s->b.row[r]] -= t * s->rho[r];
  for (int i = 0; i < s->touches; i++) s->d[s->touched[i]] -= t * s->alpha[s->touched[i]];
  if (x->row >= 0)
    s->y[x->row] = t;
  else
    s->d[s->b.column[x->position]] = x->sign * t;
  if (x->column >= 0)
    s->d[x->column] = 0;
  else
    s->y[s->b.row[x->loosened]] = 0;
}

static void step_primal(ent_simplex *s, const exchange *x)
{
  const double delta = x->lack / x->pivot;
  for (int p = 0; p < s->b.size; p++) {
    const double along = x->column >= 0 ? -s->g[p] : s->b.w[(size_t)p * (size_t)s->b.room + (size_t)x->loosened];
    s->z[s->b.column[p]] += delta * along;
  }
  if (x->column >= 0) s->z[x->column] += delta;
  if (x->position < 0) return;
  const int leaving = s->b.column[x->position];
  s->place[leaving] = x->sign > 0 ? ENT_AT_ZERO : ENT_AT_TOP;
  s->z[leaving] = x->sign > 0 ? 0 : s->top[leaving];
}

static void exchange_basis(ent_simplex *s, const exchange *x)
{
  if (x->column >= 0) s->place[x->column] = ENT_BASIC;
  if (x->row >= 0 && x->column >= 0)
    ent_tight_grow(s, x->row, x->column, x->pivot);
  else if (x->row >= 0)
    ent_tight_swap_row(s, x->loosened, x->row);
  else if (x->column >= 0)
    ent_tight_swap_column(s, x->position, x->column);
  else
    ent_tight_shrink(s, x->position, x->loosened);
}

/* ---- everything anew ------------------------------------------------------------------------------------------ */

/* z of the basic columns, refined once; returns the largest residual that is left. */
static double solve_primal(ent_simplex *s)
{
  const ent_tight *const b = &s->b;
  double left = 0;
  for (int p = 0; p < b->size; p++) s->z[b->column[p]] = 0;
  for (int pass = 0; pass < 3; pass++) {
    left = 0;
    for (int r = 0; r < b->size; r++) {
      s->u[r] = s->bottom[b->row[r]] - activity(s, b->row[r]);
      left = fabs(s->u[r]) > left ? fabs(s->u[r]) : left;
    }
    for (int p = 0; p < b->size && pass < 2; p++) {
      const double *const w = b->w + (size_t)p * (size_t)b->room;
      double sum = 0;
      for (int r = 0; r < b->size; r++) sum += w[r] * s->u[r];
      s->z[b->column[p]] += sum;
    }
  }
  return left;
}

/* d = cost - y A for all columns. */
static void price(ent_simplex *s, const double *cost)
{
  memcpy(s->d, cost, (size_t)s->columns * sizeof *s->d);
  for (int r = 0; r < s->b.size; r++) {
    const int row = s->b.row[r];
    for (int i = s->start[row]; i < s->start[row + 1]; i++) s->d[s->column[i]] -= s->y[row] * s->value[i];
  }
}

/* Multipliers y of the tight rows for these costs, refined once, and reduced costs. */
static void solve_dual(ent_simplex *s, const double *cost)
{
  const ent_tight *const b = &s->b;
  if (s->rows > 0) memset(s->y, 0, (size_t)s->rows * sizeof *s->y);
  if (b->size == 0) price(s, cost);
  if (b->size == 0) return;
  for (int pass = 0; pass < 2; pass++) {
    price(s, cost);
    memset(s->u, 0, (size_t)b->size * sizeof *s->u);
    for (int p = 0; p < b->size; p++) {
      const double *const w = b->w + (size_t)p * (size_t)b->room, d = s->d[b->column[p]];
      for (int r = 0; r < b->size; r++) s->u[r] += d * w[r];
    }
    for (int r = 0; r < b->size; r++) s->y[b->row[r]] += s->u[r];
  }
  price(s, cost);
  for (int p = 0; p < b->size; p++) s->d[b->column[p]] = 0;
}

typedef enum state { SOUND, NO_MEMORY, SINGULAR } state;

static state refresh(ent_simplex *s, bool invert)
{
  if (s->b.size == 0) return SOUND;
  double left = invert ? DBL_MAX : solve_primal(s);
  if (!(left < 1e-9)) {
    bool sound = false;
    if (!ent_tight_invert(s, &sound)) return NO_MEMORY;
    if (!sound) return SINGULAR;
    left = solve_primal(s);
    if (!(left < 1e-6)) return SINGULAR;
  }
  solve_dual(s, s->perturbed);
  return SOUND;
}

/* ---- the loop ------------------------------------------------------------------------------------------------- */

typedef struct run {
  uint64_t steps, since; /* since is counted from the last refresh */
  bool fresh;            /* nothing changed since then */
  ent_lp_outcome outcome;
} run;

/* true: what the pivot wants is done before the exchange itself, with *status and *over set. */
static bool settle(ent_simplex *s, run *r, const exchange *x, bool violated, bool enters, ent_status *status,
                   bool *over)
{
  const bool weak = violated && (!enters || fabs(x->pivot) < 1e-5);
  *over = false;
  if (r->fresh && !enters) {
    r->outcome = violated ? ENT_LP_INFEASIBLE : ENT_LP_OPTIMAL;
    *over = true;
    return true;
  }
  if (!r->fresh && (!enters || weak || r->since >= REFRESH)) {
    const state now = refresh(s, weak);
    r->fresh = true;
    r->since = 0;
    r->outcome = ENT_LP_LOST;
    *status = now == NO_MEMORY ? ENT_NOMEM : ENT_OK;
    *over = now != SOUND;
    return true;
  }
  if (x->row >= 0 && x->column >= 0 && s->b.size == ENT_TIGHT_MAX) {
    *status = ENT_LIMIT;
    *over = true;
    return true;
  }
  return false;
}

/* One exchange, or a refresh.  false: the run is over, with its outcome or an error. */
static bool pivot_once(ent_simplex *s, run *r, ent_status *status)
{
  const int most = s->b.size < ENT_TIGHT_MAX ? s->b.size + 1 : ENT_TIGHT_MAX;
  if (!ent_tight_room(s, most)) {
    *status = ENT_NOMEM;
    return false;
  }
  exchange x;
  const bool violated = choose_leaving(s, &x);
  if (violated) fill_pivot_row(s, &x);
  const bool enters = violated && choose_entering(s, &x);
  bool over;
  if (settle(s, r, &x, violated, enters, status, &over)) return !over;
  if (x.column >= 0) ent_tight_column(s, x.column, s->u, s->g);
  step_dual(s, &x);
  step_primal(s, &x);
  exchange_basis(s, &x);
  r->fresh = false;
  r->since++;
  r->steps++;
  return true;
}

/* The multipliers of the costs as they were given, where they prove more than those of the lowered ones. */
static void restore_costs(ent_simplex *s, double *y)
{
  const ent_lp_costs costs = {s->columns, s->c, s->top};
  const ent_lp_rows rows = {s->rows, s->start, s->column, s->value, s->bottom};
  double *const work = s->work;
  if (s->rows == 0) return;
  memcpy(y, s->y, (size_t)s->rows * sizeof *y);
  const double lowered = ent_lp_bound(&costs, &rows, y, work);
  solve_dual(s, s->c);
  if (ent_lp_bound(&costs, &rows, s->y, work) > lowered) memcpy(y, s->y, (size_t)s->rows * sizeof *y);
  solve_dual(s, s->perturbed);
  for (int i = 0; i < s->rows; i++) y[i] = y[i] > 0 && y[i] <= DBL_MAX ? y[i] : 0;
}

ent_status ent_simplex_run(ent_simplex *s, const ent_lp_limits *limits, ent_lp_answer *out, ent_error *err)
{
  run r = {.outcome = ENT_LP_STOPPED};
  const uint64_t most = limits && limits->steps ? limits->steps : STEPS_DEFAULT;
  ent_status status = ENT_OK;
  bool more = true;
  while (more && r.steps < most && !(limits && limits->go_on && r.steps % 16 == 0 && !limits->go_on(limits->ctx)))
    more = pivot_once(s, &r, &status);
  if (more) r.outcome = ENT_LP_STOPPED;
  if (status == ENT_LIMIT)
    return ent_fail(err, status, "rows", "The dense simplex holds at most 3,000 tight rows at once.");
  if (status != ENT_OK) return ent_fail(err, status, "simplex", "There is not enough memory for the linear program.");
  out->outcome = r.outcome;
  out->steps = r.steps;
  memcpy(out->z, s->z, (size_t)s->columns * sizeof *out->z);
  restore_costs(s, out->y);
  return ENT_OK;
}
