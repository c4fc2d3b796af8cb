/* simplex_tight.c - how does the inverse of the tight block follow a pivot?
 *
 * Formula: with the block M and W = 1 / M,
 *   a row and a column more   [[W + g rho / sigma, -g / sigma], [-rho / sigma, 1 / sigma]],  rho = a W, g = W u, sigma = x - a g
 *   row r replaced by a       W - W_r (rho - e_r) / rho_r          (W_r: column r of W)
 *   column p replaced by u    W - (g - e_p) W^p / g_p              (W^p: row p of W)
 *   row r and column p less   W - W_r W^p / W_pr without them
 * Cost:    O(k^2) each, as a rule some hundredths of it, since both factors are sparse; inverting anew O(k^3).
 * Source:  Golub and Van Loan, Matrix Computations, section 2.1.4 (Sherman-Morrison, Schur complement). */
#include "align/simplex.h"

#include <math.h>
#include <string.h>

#define DUST 1e-13     /* of a vector's largest entry: rounding; left alone it would fill the block */
#define CANCELLED 1e-9 /* of the largest change of an entry of the block: what is left of two that cancel */

static double *row_of(const ent_tight *b, int s)
{
  return b->w + (size_t)s * (size_t)b->room;
}

bool ent_tight_room(ent_simplex *s, int size)
{
  ent_tight *const b = &s->b;
  if (size <= b->room) return true;
  int room = b->room ? b->room : 64;
  while (room < size) room += room / 2;
  if (room > ENT_TIGHT_MAX) room = ENT_TIGHT_MAX;
  double *const w = ENT_NEW(&s->arena, double, (size_t)room *(size_t)room);
  int *const row = ENT_NEW(&s->arena, int, room), *const column = ENT_NEW(&s->arena, int, room);
  double *const lines = ENT_NEW(&s->arena, double, 3 * (size_t)room);
  int *const list = ENT_NEW(&s->arena, int, room);
  if (!w || !row || !column || !lines || !list) return false;
  for (int i = 0; i < b->size; i++) {
    memcpy(w + (size_t)i * (size_t)room, row_of(b, i), (size_t)b->size * sizeof *w);
    row[i] = b->row[i];
    column[i] = b->column[i];
  }
  *b = (ent_tight){b->size, room, w, row, column};
  s->rho = lines;
  s->g = lines + room;
  s->u = lines + 2 * room;
  s->list = list;
  return true;
}

static double largest(const double *x, int size)
{
  double most = 0;
  for (int i = 0; i < size; i++) most = fabs(x[i]) > most ? fabs(x[i]) : most;
  return most;
}

void ent_tight_sweep(double *x, int size)
{
  const double least = DUST * largest(x, size);
  for (int i = 0; i < size; i++) x[i] = fabs(x[i]) < least ? 0 : x[i];
}

/* What cancels to less than `least` would be 0 in exact numbers. */
static inline double kept(double sum, double least)
{
  return fabs(sum) < least ? 0 : sum;
}

void ent_tight_row(const ent_simplex *s, int row, double *rho)
{
  memset(rho, 0, (size_t)s->b.size * sizeof *rho);
  for (int i = s->start[row]; i < s->start[row + 1]; i++) {
    const int p = s->at[s->column[i]];
    if (p < 0) continue;
    const double *const w = row_of(&s->b, p), v = s->value[i];
    for (int r = 0; r < s->b.size; r++) rho[r] += v * w[r];
  }
  ent_tight_sweep(rho, s->b.size);
}

void ent_tight_column(const ent_simplex *s, int j, double *u, double *g)
{
  const ent_tight *const b = &s->b;
  int *const where = s->touched + s->columns; /* a second half, kept for this list */
  int count = 0;
  for (int r = 0; r < b->size; r++)
    for (int i = s->start[b->row[r]]; i < s->start[b->row[r] + 1]; i++)
      if (s->column[i] == j) {
        u[count] = s->value[i];
        where[count++] = r;
      }
  for (int p = 0; p < b->size; p++) {
    const double *const w = row_of(b, p);
    double sum = 0;
    for (int i = 0; i < count; i++) sum += w[where[i]] * u[i];
    g[p] = sum;
  }
  ent_tight_sweep(g, b->size);
}

/* W += factor left right', over the entries that are not 0. */
static void add_product(ent_simplex *s, const double *left, double factor, const double *right)
{
  ent_tight *const b = &s->b;
  const double most = CANCELLED * largest(right, b->size);
  int count = 0;
  for (int r = 0; r < b->size; r++)
    if (right[r] != 0) s->list[count++] = r;
  for (int p = 0; p < b->size; p++) {
    const double f = left[p] * factor, least = fabs(f) * most;
    if (f == 0) continue;
    double *const w = row_of(b, p);
    if (3 * count < b->size)
      for (int i = 0; i < count; i++) w[s->list[i]] = kept(w[s->list[i]] + f * right[s->list[i]], least);
    else
      for (int r = 0; r < b->size; r++) w[r] = kept(w[r] + f * right[r], least);
  }
}

void ent_tight_grow(ent_simplex *s, int row, int j, double sigma)
{
  ent_tight *const b = &s->b;
  const int k = b->size;
  add_product(s, s->g, 1 / sigma, s->rho);
  for (int p = 0; p < k; p++) row_of(b, p)[k] = -s->g[p] / sigma;
  double *const last = row_of(b, k);
  for (int r = 0; r < k; r++) last[r] = -s->rho[r] / sigma;
  last[k] = 1 / sigma;
  b->row[k] = row;
  b->column[k] = j;
  s->tight[row] = k;
  s->at[j] = k;
  b->size = k + 1;
}

static void take_column(const ent_tight *b, int r, double *out)
{
  for (int p = 0; p < b->size; p++) out[p] = row_of(b, p)[r];
  ent_tight_sweep(out, b->size);
}

void ent_tight_swap_row(ent_simplex *s, int r, int row)
{
  ent_tight *const b = &s->b;
  const double pivot = s->rho[r];
  take_column(b, r, s->u);
  s->rho[r] -= 1;
  add_product(s, s->u, -1 / pivot, s->rho);
  s->rho[r] += 1;
  s->tight[b->row[r]] = -1;
  s->tight[row] = r;
  b->row[r] = row;
}

void ent_tight_swap_column(ent_simplex *s, int p, int j)
{
  ent_tight *const b = &s->b;
  const double pivot = s->g[p];
  memcpy(s->u, row_of(b, p), (size_t)b->size * sizeof *s->u);
  ent_tight_sweep(s->u, b->size);
  s->g[p] -= 1;
  add_product(s, s->g, -1 / pivot, s->u);
  s->g[p] += 1;
  s->at[b->column[p]] = -1;
  s->at[j] = p;
  b->column[p] = j;
}

void ent_tight_shrink(ent_simplex *s, int p, int r)
{
  ent_tight *const b = &s->b;
  const int last = b->size - 1;
  const double pivot = row_of(b, p)[r];
  take_column(b, r, s->u);
  memcpy(s->g, row_of(b, p), (size_t)b->size * sizeof *s->g);
  ent_tight_sweep(s->g, b->size);
  s->u[p] = 0; /* that row goes */
  add_product(s, s->u, -1 / pivot, s->g);
  s->at[b->column[p]] = -1;
  s->tight[b->row[r]] = -1;
  if (p != last) {
    memcpy(row_of(b, p), row_of(b, last), (size_t)b->size * sizeof *b->w);
    b->column[p] = b->column[last];
    s->at[b->column[p]] = p;
  }
  if (r != last) {
    for (int i = 0; i < last; i++) row_of(b, i)[r] = row_of(b, i)[last];
    b->row[r] = b->row[last];
    s->tight[b->row[r]] = r;
  }
  b->size = last;
}

/* One step of Gauss-Jordan on [M | W], both k x k: column c of M becomes a unit vector. */
static bool eliminate(double *m, double *w, int k, size_t width, int c)
{
  int best = c;
  for (int i = c + 1; i < k; i++)
    if (fabs(m[(size_t)i * (size_t)k + (size_t)c]) > fabs(m[(size_t)best * (size_t)k + (size_t)c])) best = i;
  double *const here = m + (size_t)c * (size_t)k, *const there = m + (size_t)best * (size_t)k;
  double *const here_w = w + (size_t)c * width, *const there_w = w + (size_t)best * width;
  if (fabs(there[c]) < 1e-11) return false;
  const double by = 1 / there[c];
  for (int j = 0; j < k; j++) {
    const double a = here[j], x = here_w[j];
    here[j] = there[j] * by;
    if (best != c) there[j] = a;
    here_w[j] = there_w[j] * by;
    if (best != c) there_w[j] = x;
  }
  for (int i = 0; i < k; i++) {
    double *const row = m + (size_t)i * (size_t)k, *const row_w = w + (size_t)i * width;
    const double f = row[c];
    if (i == c || f == 0) continue;
    for (int j = c; j < k; j++) row[j] -= f * here[j];
    for (int j = 0; j < k; j++) row_w[j] -= f * here_w[j];
  }
  return true;
}

bool ent_tight_invert(ent_simplex *s, bool *sound)
{
  ent_tight *const b = &s->b;
  const int k = b->size;
  const ent_mark mark = ent_arena_mark(&s->arena);
  double *const m = ENT_NEW(&s->arena, double, (size_t)k *(size_t)k);
  if (!m) return false;
  for (int r = 0; r < k; r++)
    for (int i = s->start[b->row[r]]; i < s->start[b->row[r] + 1]; i++)
      if (s->at[s->column[i]] >= 0) m[(size_t)r * (size_t)k + (size_t)s->at[s->column[i]]] = s->value[i];
  for (int p = 0; p < k; p++) {
    memset(row_of(b, p), 0, (size_t)k * sizeof *b->w);
    row_of(b, p)[p] = 1;
  }
  *sound = true;
  for (int c = 0; c < k && *sound; c++) *sound = eliminate(m, b->w, k, (size_t)b->room, c);
  ent_arena_rewind(&s->arena, mark);
  return true;
}
