/* votes_chart.c - which rows does the picture of a vote have? */
#include "votes_chart.h"

#include "say.h"
#include "sheet.h"
#include "traits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool alike(const ent_vote_row *a, const ent_vote_row *b)
{
  return cli_same(a->power, b->power) && cli_same(a->yes, b->yes) && cli_same(a->decides, b->decides) &&
         cli_same(a->cost, b->cost);
}

/* The rows in their order, those who are alike as one; returns how many. */
static int arrange(const cli_call *call, cli_body *body, const ent_vote_row *row, const int *order, ent_vote_row *out)
{
  int rows = 0;
  for (int at = 0; at < body->members;) {
    int next = at + 1;
    while (next < body->members && body->members >= CLI_ALIKE_FROM && alike(&row[order[at]], &row[order[next]])) next++;
    out[rows] = row[order[at]];
    char name[512], more[CLI_NUMBER];
    if (next > at + 1) {
      cli_fill(&call->out, "{name} (+{others})", name, sizeof name, "name", out[rows].name, "others",
               cli_number(next - at - 1, more), (char *)NULL);
      out[rows].name = ent_arena_text(&body->arena, name, strlen(name));
      if (!out[rows].name) return -1;
    }
    rows++;
    at = next;
  }
  return rows;
}

cli_exit cli_votes_chart(const cli_call *call, cli_body *body, const ent_vote_row *row, const double *by,
                         uint64_t limit)
{
  ent_vote_row *const shown = ENT_NEW(&body->arena, ent_vote_row, body->members);
  int *const order = cli_order(by, body->members);
  int rows = shown && order ? arrange(call, body, row, order, shown) : -1;
  free(order);
  if (rows < 0) return cli_body_no_memory(call);
  if (limit > 0 && (uint64_t)rows > limit) rows = (int)limit;
  const ent_look look = {.fixed = true, .words = call->page_words};
  ent_drawing drawing = {0};
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_draw_votes(shown, rows, &look, &body->memory, &drawing, &err);
  const cli_exit code = cli_write_drawing(call, status, &drawing, &err);
  ent_drawing_free(&drawing, &body->memory);
  return code;
}

cli_exit cli_body_prices(const cli_call *call, cli_body *body, double **price)
{
  const double *const u = body->trait[CLI_TRAIT_UTILITY];
  *price = body->trait[CLI_TRAIT_PRICE];
  if (*price || !u) return CLI_ANSWERED;
  *price = ENT_NEW(&body->arena, double, body->room);
  if (!*price) return cli_body_no_memory(call);
  for (int m = 0; m < body->members; m++) (*price)[m] = isnan(u[m]) ? NAN : u[m] < 0 ? -u[m] : 0;
  return CLI_ANSWERED;
}
