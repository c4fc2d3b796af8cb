/* ballot.c - how does a club of the scenario vote, as far as the closed forms of entente/adopt.h are told?
 *
 * The gate's seat m votes yes when u_m + sigma (sqrt(rho) F + sqrt(1 - rho) e_m) >= 0 (gate_consent.c), so with u_m, sigma and
 * rho fixed its chance is Phi(u_m / sigma), and given the factor Phi((u_m / sigma + sqrt(rho) F) / sqrt(1 - rho)): the one-factor
 * probit of ent_adoption_at with the same rho.  What the gate draws besides (inputs, conditions, other terms) stands at its
 * centre here.  Cost: one evaluation of all terms. */
#include "base/fail.h"
#include "base/suggest.h"
#include "model/schema.h"
#include "model/seal.h"
#include "model/tree.h"
#include "world.h"

#include <string.h>

static ent_status no_club(const ent_scenario *s, const char *club, ent_error *err)
{
  const char *key[ENT_CLUBS_MAX];
  int keys = 0;
  for (int i = 0; i < s->clubs; i++)
    if (!s->club[i].implicit) key[keys++] = s->club[i].key;
  const char *const near = ent_suggest(club, strlen(club), key, (size_t)keys);
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "club", "The scenario has no club \"", club, "\".",
                       near ? " Did you mean \"" : "", near ? near : "", near ? "\"?" : "", (const char *)NULL);
}

/* The club that is meant: the one with this key, or the first that decides a term. */
static int find_club(const ent_scenario *s, const char *club)
{
  for (int i = 0; club && i < s->clubs; i++)
    if (!s->club[i].implicit && strcmp(s->club[i].key, club) == 0) return i;
  for (int all = 0; !club && all < 2; all++)
    for (int t = 0; t < s->terms; t++)
      if (ent_term_asks(s, t) && !s->club[s->term[t].owner].implicit && (all || s->term[t].essential))
        return s->term[t].owner;
  return -1;
}

/* The term with this key that the club decides; without a key, its first, essential ones before others. */
static int find_term(const ent_scenario *s, int club, const char *term)
{
  for (int all = 0; all < 2; all++)
    for (int t = 0; t < s->terms; t++) {
      const bool named = term ? strcmp(s->term[t].key, term) == 0 : s->term[t].essential || all;
      if (named && s->term[t].owner == club && ent_term_asks(s, t)) return t;
    }
  return -1;
}

static const char *rule_text(const ent_scenario *s, const ent_club *club)
{
  const ent_node *const clubs = ent_field_node(s->root, ENT_FIELD_scenario_clubs);
  const ent_node *const node = clubs ? ent_node_child(clubs, club->key) : NULL;
  const ent_node *const rule = node ? ent_field_node(node, ENT_FIELD_club_rule) : NULL;
  return rule ? ent_text_in(rule, "en") : "consensus";
}

static void describe(const ent_scenario *s, int club, int term, ent_ballot *out)
{
  const ent_club *const c = &s->club[club];
  const ent_rule *const rule = c->rule;
  int columns = 0;
  while (1 + columns < rule->columns && rule->column[1 + columns]) columns++;
  *out = (ent_ballot){.club = c->key,
                      .club_name = c->name,
                      .term = term >= 0 ? s->term[term].key : NULL,
                      .term_name = term >= 0 ? s->term[term].name : NULL,
                      .rule_text = rule_text(s, c),
                      .rule = rule,
                      .roll = {.members = rule->members,
                               .member = rule->member,
                               .columns = columns,
                               .column = rule->column + 1,
                               .weight = rule->weight + rule->members},
                      .nested = -1};
  for (int k = c->seats - 1; k >= 0; k--)
    if (s->seat[c->seat + k].owner >= s->actors) out->nested = k;
}

/* All terms, evaluated at the centre of the assumptions; the draw lies in the arena. */
static ent_status put_to_vote(const ent_scenario *s, ent_arena *arena, ent_draw *d, ent_error *err)
{
  double *const scratch = ent_arena_take(arena, ent_draw_bytes(s), 1);
  if (!scratch) return ent_fail(err, ENT_NOMEM, "", "There is no memory for a draw.");
  *d = ent_draw_lay(s, scratch);
  ent_draw_centre(d);
  ent_gate_terms(d, UINT32_MAX);
  return ENT_OK;
}

static double utility_of(const ent_draw *d, int term, int seat)
{
  return d->term_utility[(size_t)term * (size_t)d->s->seats + (size_t)seat];
}

static void vote(const ent_draw *d, int club, int term, ent_ballot *out)
{
  const ent_club *const c = &d->s->club[club];
  describe(d->s, club, term, out);
  out->sigma = d->x[c->sigma];
  out->rho = d->x[c->rho];
  out->abstain = d->x[c->abstain];
  for (int k = 0; k < c->seats && term >= 0; k++) {
    const double u = utility_of(d, term, c->seat + k);
    out->utility[k] = u;
    out->yes[k] = out->sigma > 0 ? ent_normal_cdf(u / out->sigma) : u >= 0 ? 1 : 0;
  }
}

ent_status ent_scenario_ballot(const ent_scenario *s, const char *club, const char *term, const ent_allocator *memory,
                               ent_ballot *out, ent_error *err)
{
  const int at = find_club(s, club);
  if (at < 0 && club) return no_club(s, club, err);
  if (at < 0) return ent_fail(err, ENT_REFERENCE, "club", "No club of the scenario decides a term.");
  const int asked = find_term(s, at, term);
  if (asked < 0 && term)
    return ent_fail_join(err, ENT_REFERENCE, 0, 0, "term", "The club ", s->club[at].key, " decides no term \"", term,
                         "\".", (const char *)NULL);
  ent_arena arena;
  ent_draw d;
  ent_arena_open(&arena, memory);
  const ent_status status = put_to_vote(s, &arena, &d, err);
  if (status == ENT_OK) vote(&d, at, asked, out);
  ent_arena_close(&arena);
  return status;
}

ent_status ent_scenario_lacks(const ent_scenario *s, const ent_allocator *memory, double *lacks, ent_error *err)
{
  ent_arena arena;
  ent_draw d;
  ent_arena_open(&arena, memory);
  const ent_status status = put_to_vote(s, &arena, &d, err);
  for (int c = 0; c < s->clubs && status == ENT_OK; c++) {
    const ent_club *const club = &s->club[c];
    const int term = club->implicit ? -1 : find_term(s, c, NULL);
    for (int seat = club->seat; seat < club->seat + club->seats; seat++) {
      const double u = term >= 0 ? utility_of(&d, term, seat) : 0;
      lacks[seat] = term < 0 ? -1 : u < 0 ? -u : 0;
    }
  }
  ent_arena_close(&arena);
  return status;
}
