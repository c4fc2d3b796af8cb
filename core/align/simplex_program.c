/* simplex_program.c - how does core's engine take a program, its rows, and leave them?
 *
 * Everything lies in one arena; rows grow by half.  Costs are lowered by 0.5 to 1 millionth, column by column by its own number
 * of a fixed stream, so that few ties meet in a ratio test.
 * Cost: O(entries).  Source: see simplex.c. */
#include "align/lp_check.h"
#include "align/simplex.h"

#include "base/fail.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define ROWS_MAX 10000000
#define ENTRIES_MAX 500000000
#define LOWERED 1e-6

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "simplex", "There is not enough memory for the linear program.");
}

static bool take_columns(ent_simplex *s, size_t n)
{
  ent_arena *const a = &s->arena;
  double *const numbers = ENT_NEW(a, double, 9 * n);
  s->place = ENT_NEW(a, uint8_t, 2 * n);
  s->at = ENT_NEW(a, int, 3 * n);
  s->start = ENT_NEW(a, int, 1);
  if (!numbers || !s->place || !s->at || !s->start) return false;
  s->c = numbers;
  s->perturbed = numbers + n;
  s->top = numbers + 2 * n;
  s->z = numbers + 3 * n;
  s->d = numbers + 4 * n;
  s->alpha = numbers + 5 * n;
  s->work = numbers + 6 * n;
  s->marked = s->place + n;
  s->touched = s->at + n;
  return true;
}

static ent_status program_open(void *ctx, const ent_lp_costs *costs, const ent_allocator *memory, void **program,
                               ent_error *err)
{
  (void)ctx;
  const ent_status status = ent_lp_check_costs(costs, err);
  if (status != ENT_OK) return status;
  ent_simplex *const s = memory->resize(memory->ctx, NULL, 0, sizeof *s);
  if (!s) return no_memory(err);
  *s = (ent_simplex){.from = *memory, .columns = costs->columns};
  ent_arena_open(&s->arena, memory);
  if (!take_columns(s, (size_t)costs->columns)) {
    ent_arena_close(&s->arena);
    memory->resize(memory->ctx, s, sizeof *s, 0);
    return no_memory(err);
  }
  for (int j = 0; j < s->columns; j++) {
    const double share = 0.5 + 0.5 * ent_uniform(0, (uint64_t)j, UINT64_C(0x6C6F7765726564), 0);
    s->c[j] = costs->c[j];
    s->perturbed[j] = costs->c[j] - LOWERED * share * fabs(costs->c[j]);
    s->top[j] = costs->top ? costs->top[j] : (double)INFINITY;
    s->place[j] = costs->c[j] < 0 ? ENT_AT_TOP : ENT_AT_ZERO;
    s->z[j] = costs->c[j] < 0 ? s->top[j] : 0;
    s->d[j] = s->perturbed[j];
    s->at[j] = -1;
  }
  *program = s;
  return ENT_OK;
}

static void program_close(void *program)
{
  ent_simplex *const s = program;
  if (!s) return;
  const ent_allocator from = s->from;
  ent_arena_close(&s->arena);
  from.resize(from.ctx, s, sizeof *s, 0);
}

/* A copy of `used` of `size` bytes each in room for `room` of them; NULL when there is no memory. */
static void *enlarge(ent_arena *arena, const void *old, size_t used, size_t room, size_t size)
{
  void *const fresh = ent_arena_take(arena, room, size);
  if (fresh && used > 0) memcpy(fresh, old, used * size);
  return fresh;
}

static bool room_for(ent_simplex *s, int rows, int entries)
{
  ent_arena *const a = &s->arena;
  const size_t used = (size_t)s->rows, kept = (size_t)s->start[s->rows];
  const size_t need = used + (size_t)rows, entries_need = kept + (size_t)entries;
  if (need > (size_t)s->rows_room) {
    const size_t room = need + need / 2 + 64;
    int *const start = enlarge(a, s->start, used + 1, room + 1, sizeof *start);
    double *const bottom = enlarge(a, s->bottom, used, room, sizeof *bottom);
    double *const y = enlarge(a, s->y, used, room, sizeof *y);
    int *const tight = enlarge(a, s->tight, used, room, sizeof *tight);
    if (!start || !bottom || !y || !tight) return false;
    s->start = start;
    s->bottom = bottom;
    s->y = y;
    s->tight = tight;
    s->rows_room = (int)room;
  }
  if (entries_need > s->entries_room) {
    const size_t room = entries_need + entries_need / 2 + 256;
    int *const column = enlarge(a, s->column, kept, room, sizeof *column);
    double *const value = enlarge(a, s->value, kept, room, sizeof *value);
    if (!column || !value) return false;
    s->column = column;
    s->value = value;
    s->entries_room = room;
  }
  return true;
}

static ent_status program_add(void *program, const ent_lp_rows *rows, ent_error *err)
{
  ent_simplex *const s = program;
  const ent_status status = ent_lp_check_rows(s->columns, rows, err);
  if (status != ENT_OK || rows->count == 0) return status;
  if (rows->count > ROWS_MAX - s->rows || rows->start[rows->count] > ENTRIES_MAX - s->start[s->rows])
    return ent_fail(err, ENT_ARGUMENT, "rows", "A linear program has at most 10,000,000 rows and 500,000,000 entries.");
  const int entries = rows->start[rows->count] - rows->start[0], before = s->start[s->rows];
  if (!room_for(s, rows->count, entries)) return no_memory(err);
  for (int i = 0; i < rows->count; i++) {
    const int row = s->rows + i;
    s->start[row + 1] = before + rows->start[i + 1] - rows->start[0];
    s->bottom[row] = rows->bottom[i];
    s->y[row] = 0;
    s->tight[row] = -1;
  }
  memcpy(s->column + before, rows->column + rows->start[0], (size_t)entries * sizeof *s->column);
  memcpy(s->value + before, rows->value + rows->start[0], (size_t)entries * sizeof *s->value);
  s->rows += rows->count;
  return ENT_OK;
}

static ent_status program_solve(void *program, const ent_lp_limits *limits, ent_lp_answer *out, ent_error *err)
{
  return ent_simplex_run(program, limits, out, err);
}

/* Rows that are tight stay: the block stands on them. */
static ent_status program_drop(void *program, bool *gone, int *left, ent_error *err)
{
  (void)err;
  ent_simplex *const s = program;
  int rows = 0, entries = 0;
  for (int i = 0; i < s->rows; i++) {
    const int from = s->start[i], count = s->start[i + 1] - from;
    gone[i] = gone[i] && s->tight[i] < 0;
    if (gone[i]) continue;
    memmove(s->column + entries, s->column + from, (size_t)count * sizeof *s->column);
    memmove(s->value + entries, s->value + from, (size_t)count * sizeof *s->value);
    s->start[rows] = entries;
    s->bottom[rows] = s->bottom[i];
    s->y[rows] = s->y[i];
    s->tight[rows] = s->tight[i];
    if (s->tight[i] >= 0) s->b.row[s->tight[i]] = rows;
    entries += count;
    rows++;
  }
  s->start[rows] = entries;
  s->rows = rows;
  *left = rows;
  return ENT_OK;
}

const ent_lp *ent_lp_simplex(void)
{
  static const ent_lp engine = {program_open, program_add, program_solve, program_drop, program_close, NULL};
  return &engine;
}
