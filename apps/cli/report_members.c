/* report_members.c - who decides: power, the chance of a yes, blocking, and the cheapest way to a yes. */
#include "report_parts.h"

#include <string.h>

#define NAMED 8 /* members of a way who are named */

typedef struct seat_numbers {
  double *banzhaf, *shapley, *lacks; /* [seats] negative: unknown */
} seat_numbers;

static void put(report *r, const char *text)
{
  ent_put(&r->w, text);
}

static void put_text(report *r, const char *text)
{
  ent_put_xml(&r->w, text);
}

static bool find_numbers(report *r, int seats, seat_numbers *n)
{
  n->banzhaf = ENT_NEW(&r->arena, double, seats);
  n->shapley = ENT_NEW(&r->arena, double, seats);
  n->lacks = ENT_NEW(&r->arena, double, seats);
  return n->banzhaf && n->shapley && n->lacks &&
         ent_scenario_power(r->s, r->memory, n->banzhaf, n->shapley, r->err) == ENT_OK &&
         ent_scenario_lacks(r->s, r->memory, n->lacks, r->err) == ENT_OK;
}

/* ---- the way to a yes ---- */

/* "France, Italy", the first few of those in the set, in the order of the club. */
static const char *names_of(report *r, const ent_set *set, int first, int seats)
{
  ent_writer list;
  int named = 0;
  ent_writer_open(&list, &r->arena);
  for (int m = 0; m < seats; m++) {
    ent_seat_info seat;
    if (!(set->word[m / 64] >> m % 64 & 1) || !ent_scenario_seat(r->s, first + m, &seat)) continue;
    if (named == NAMED) {
      ent_put(&list, "\xE2\x80\xA6"); /* ... */
      break;
    }
    if (named++ > 0) ent_put(&list, report_say(r, ", "));
    ent_put_xml(&list, seat.actor_name);
  }
  return list.failed || !list.data ? "" : list.data;
}

/* What would turn the club that decides a term, at the centre of the assumptions.  Returns the first seat of the next club. */
static int put_way(report *r, int first, int seats)
{
  ent_seat_info club, seat;
  int end = first + 1;
  if (!ent_scenario_seat(r->s, first, &club)) return seats;
  while (end < seats && ent_scenario_seat(r->s, end, &seat) && strcmp(seat.club, club.club) == 0) end++;
  ent_ballot *const b = ENT_NEW(&r->arena, ent_ballot, 1);
  if (!b || report_is_proposer(r, club.club)) return end;
  if (ent_scenario_ballot(r->s, club.club, NULL, r->memory, b, NULL) != ENT_OK || !b->term) return end;
  ent_set moved;
  const double cost = ent_rule_cheapest(b->rule, b->utility, b->abstain, &moved, NULL);
  put(r, "<p>");
  if (cost > 0)
    report_said(r,
                "The cheapest way to a yes of {club} about {term}, at the centre of the assumptions, is to win over "
                "{members}: together they lack {cost} on the scale of support.",
                "club", report_strong(r, b->club_name), "term", report_escaped(r, b->term_name), "members",
                names_of(r, &moved, first, end - first), "cost", report_value_html(r, cost, NULL), NULL);
  else
    report_said(r, "Asked about {term}, {club} says yes at the centre of the assumptions.", "club",
                report_strong(r, b->club_name), "term", report_escaped(r, b->term_name), NULL);
  put(r, "</p>\n");
  return end;
}

/* ---- where they stand ---- */

static void put_winset(report *r, int index)
{
  ent_space_info space;
  ent_seat_info seat = {.actor_name = ""};
  int marginal = -1;
  if (!ent_scenario_space(r->s, index, &space)) return;
  put(r, "<h3>");
  report_said(r, "Ideal points of {club}", "club", report_escaped(r, space.club_name), NULL);
  put(r, "</h3>\n<p>");
  report_said(r,
              "Each member accepts what lies nearer to its ideal point than the status quo does. The shaded area is "
              "what enough of them accept under the rule.",
              NULL);
  if (space.has_proposal) {
    const double slack = ent_space_slack(space.rule, space.ideal, space.status_quo, space.proposal, &marginal);
    ent_scenario_seat(r->s, space.seat + (marginal >= 0 ? marginal : 0), &seat);
    put(r, " ");
    report_said(r,
                slack >= 0 ? "The proposal is adopted, with {slack} to spare; {member} is at the margin."
                           : "The proposal fails: it goes {slack} too far; {member} is at the margin.",
                "slack", report_value_html(r, slack < 0 ? -slack : slack, NULL), "member",
                report_escaped(r, seat.actor_name), NULL);
  }
  put(r, "</p>\n");
  report_figure(r, ENT_CHART_WINSET, index, NULL);
}

void report_winsets(report *r)
{
  for (int i = 0; i < ent_scenario_spaces(r->s); i++) put_winset(r, i);
}

/* ---- the table ---- */

static void put_member(report *r, int index, bool clubs, const seat_numbers *n)
{
  const ent_ensemble *const e = &r->a->ensemble;
  ent_seat_info seat;
  memset(&seat, 0, sizeof seat);
  if (!ent_scenario_seat(r->s, index, &seat) || index >= ENT_SEATS_MAX || report_is_proposer(r, seat.club)) return;
  const bool known = seat.actor_index >= 0 && seat.actor_index < ENT_ACTORS_MAX;
  put(r, "<tr><th scope=\"row\">");
  put_text(r, seat.actor_name);
  if (clubs) {
    put(r, "<small>");
    put_text(r, seat.club_name);
    put(r, "</small>");
  }
  put(r, "</th>");
  put(r, "<td class=n>");
  put(r, n->banzhaf[index] >= 0 ? report_percent_html(r, n->banzhaf[index]) : "-");
  put(r, "</td>");
  put(r, "<td class=n>");
  put(r, n->shapley[index] >= 0 ? report_percent_html(r, n->shapley[index]) : "-");
  put(r, "</td>");
  put(r, "<td class=n>");
  report_share(r, e->yes[index]);
  put(r, "</td>");
  put(r, "<td class=n>");
  if (known) report_share(r, e->blocks[seat.actor_index]);
  put(r, "</td>");
  put(r, "<td class=n>");
  if (known) report_share(r, e->alone[seat.actor_index]);
  put(r, "</td>");
  put(r, "<td class=n>");
  if (n->lacks[index] >= 0)
    report_value(r, n->lacks[index], NULL);
  else
    put(r, "-");
  put(r, "</td></tr>\n");
}

void report_members(report *r)
{
  static const char *const heads[] = {ENT_SAY("Member"),
                                      "#" ENT_SAY("Banzhaf"),
                                      "#" ENT_SAY("Shapley-Shubik"),
                                      "#" ENT_SAY("Says yes"),
                                      "#" ENT_SAY("In a smallest block"),
                                      "#" ENT_SAY("Blocks alone"),
                                      "#" ENT_SAY("Lacks for a yes"),
                                      NULL};
  const int seats = ent_scenario_seats(r->s);
  seat_numbers n;
  if (!find_numbers(r, seats, &n)) {
    r->status = r->status == ENT_OK ? ENT_NOMEM : r->status;
    return;
  }
  for (int i = 0; i < seats;) i = put_way(r, i, seats);
  bool clubs = false;
  for (int i = 1; i < seats; i++) {
    ent_seat_info a, b;
    if (ent_scenario_seat(r->s, i - 1, &a) && ent_scenario_seat(r->s, i, &b) && strcmp(a.club, b.club) != 0)
      clubs = true;
  }
  put(r, "<details><summary>");
  report_said(r, "All clubs and members as a table", NULL);
  put(r, "</summary>\n");
  report_open_table(r, "", heads);
  put(r, "<caption>");
  report_said(
    r, "Power a priori, and shares of draws; blocking is counted where consent to an essential term is decided", NULL);
  put(r, "</caption>\n");
  report_heads(r, heads);
  put(r, "<tbody>\n");
  for (int i = 0; i < seats; i++) put_member(r, i, clubs, &n);
  put(r, "</tbody>");
  report_close_table(r);
  put(r, "</details>\n");
}
