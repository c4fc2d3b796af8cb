/* flip_fuzz.c - bytes as a landscape, moves of ties and a triangle: flip prices, cascades, passes, wedges, break-even curves and
 * roles keep what they promise, whatever the numbers are. */
#include <math.h>

#include "entente/flip.h"
#include "entente/triangle.h"
#include "fuzz/fuzz.h"

enum { N_MAX = 9, MOVES = 4 };

/* Mostly ordinary numbers in [-1, 1], a few that are not. */
static double number(fuzz_reader *r)
{
  const unsigned b = fuzz_byte(r);
  if (b < 250) return ((double)b - 125) / 125;
  static const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e-300, 2};
  return odd[b - 250];
}

static ent_tie_move read_move(fuzz_reader *r, int n)
{
  const int a = (int)fuzz_byte(r) % (n + 1), b = (int)fuzz_byte(r) % (n + 1);
  return (ent_tie_move){a, b, number(r)};
}

static void check_holds(const ent_landscape *land, ent_camp camp, double noise)
{
  ent_hold h;
  ent_error err = {.code = ENT_OK};
  const ent_allocator memory = fuzz_memory();
  const ent_status status = ent_flip_hold(land, camp, noise, &memory, &h, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(h.escape >= 0 && h.barrier >= 0 && (h.minimum || h.escape == 0) && (!h.above_noise || h.minimum));
}

static void check_camps(const ent_landscape *land, ent_camp camp, double noise)
{
  const int n = land->n;
  ent_error err = {.code = ENT_OK};
  ent_flip_price price[N_MAX];
  ent_cascade c;
  ent_status status = ent_flip_prices(land, camp, NULL, price, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(ent_flip_cascade(land, camp, 0, NULL, &c, NULL) == status);
    return;
  }
  for (int k = 0; k < n; k++)
    MUST(price[k].tie < 0 || fabs(land->propensity[k * n + price[k].tie] + price[k].change) <= 1);
  MUST(ent_flip_cascade(land, camp, 0, NULL, &c, NULL) == ENT_OK);
  MUST(c.steps == 0 || c.energy_end < c.energy_start);
  MUST((c.steps > 0) == (c.unsettled != 0));
  ent_hold h;
  const ent_allocator memory = fuzz_memory();
  MUST(ent_flip_hold(land, c.end, 0, &memory, &h, NULL) == ENT_OK && h.minimum);
  check_holds(land, camp, noise);
}

static void check_wedge(const ent_landscape *land, const ent_even_terms *terms)
{
  double work[ENT_FLIP_WORK(N_MAX)];
  ent_wedge_price price[N_MAX];
  ent_even_piece piece[8];
  ent_error err = {.code = ENT_OK};
  int pieces = 0;
  ent_status status = ent_flip_wedge(land, 0, 1, 2, work, price, NULL, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(price[2].exists && !price[0].exists);
  for (int j = 0; j < land->n; j++) MUST(fabs(price[j].change) < HUGE_VAL);
  status = ent_flip_break_even(land, 0, 1, 2, terms, work, 8, piece, &pieces, NULL, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  for (int i = 0; i < pieces && i < 8; i++) {
    MUST(piece[i].x[0] <= piece[i].x[1] && piece[i].x[0] >= terms->x_low && piece[i].x[1] <= terms->x_high);
    MUST(piece[i].y[0] >= terms->y_low && piece[i].y[1] >= terms->y_low && piece[i].y[0] <= terms->y_high);
  }
}

static void check_triangle(const double x[3], const double sd[3])
{
  ent_triangle t;
  ent_triangle_chances c;
  ent_triangle_move m;
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_triangle_read(x, &t, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int i = 0; i < 3 && status == ENT_OK; i++) {
    MUST(fabs(t.value[i]) <= 3 && fabs(t.energy) <= 1);
    MUST(ent_triangle_best(x, i, &m, NULL) == ENT_OK && m.gain[i] >= 0);
  }
  status = ent_triangle_odds(x, sd, NULL, 1, 1, &c, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < ENT_ROLES; k++) MUST(c.role[i][k] >= 0 && c.role[i][k] <= 1 + 1e-12);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader r = {data, size};
  const int n = 2 + (int)(fuzz_byte(&r) % (N_MAX - 1));
  double weight[N_MAX], tie[N_MAX * N_MAX];
  const ent_camp camp = fuzz_byte(&r);
  const double noise = number(&r);
  const double x[3] = {number(&r), number(&r), number(&r)}, sd[3] = {number(&r), number(&r), number(&r)};
  check_triangle(x, sd);
  ent_tie_move move[MOVES];
  for (int i = 0; i < MOVES; i++) move[i] = read_move(&r, n);
  const ent_even_terms terms = {move, move + 2, 1 + (int)(fuzz_byte(&r) % 2), (int)(fuzz_byte(&r) % 3), -1, number(&r),
                                0,    1};
  for (int i = 0; i < n; i++) {
    const double w = number(&r);
    weight[i] = w < 0 ? -w : w > 0 ? w * 1e6 : 1;
    for (int j = 0; j <= i; j++) tie[i * n + j] = tie[j * n + i] = number(&r);
  }
  const ent_landscape land = {n, weight, tie};
  double moved[N_MAX * N_MAX];
  check_camps(&land, camp, noise);
  if (n > 2) check_wedge(&land, &terms);
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_flip_apply(&land, move, MOVES, moved, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return 0;
  }
  const ent_landscape after = {n, weight, moved};
  check_camps(&after, camp, noise);
  return 0;
}
