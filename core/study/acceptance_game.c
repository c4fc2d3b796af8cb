/* acceptance_game.c - what does a deal look like as a game that everybody can see?
 *
 * The proposer offers or not; the owner of each essential term that has to be asked agrees or not; the target accepts or not;
 * then a year passes.  Nature decides whether the proposer's leader leaves (h), whether one who stays reneges (eps), and which
 * terms a successor honours.  The terms are coupled: of terms with q_1 <= q_2 <= ... a successor honours those above a common
 * uniform number, so it drops the weakest first.  A term that is kept is worth V_k from then on, one that is dropped d_k for
 * ever, hence the expected payoff of accepting is that of the acceptance gate:
 *
 *   (1 - delta) (b_k + delta (kept ? V_k : d_k / (1 - delta)) + upfront_k - K)   against the outside option o, a year
 *
 * All at the centre of the assumptions.  An owner is one player, worth its rule's margin (the least of its terms) when the
 * deal is made and 0 else; the proposer its utility of the will gate.  Probabilities have 4 decimals and payoffs 6.
 * Cost: some microseconds.  Source: entente's own model, docs/guide/games.md. */
#include <string.h>

#include "base/cut.h"
#include "base/fail.h"
#include "entente/game.h"
#include "world.h"

#define PLACES 4 /* decimals of probabilities */
#define WORTH 6  /* decimals of payoffs */

typedef struct promise {
  double honoured; /* q */
  double flow, kept, dropped, upfront;
} promise;

typedef struct deal {
  const ent_draw *d;
  ent_extensive *game;
  int owners,
    owner[ENT_GAME_PLAYERS_MAX]; /* clubs that are asked; and of what each is asked, the term it wants least */
  int least[ENT_GAME_PLAYERS_MAX];
  int promises;
  promise promise[ENT_TERMS_MAX]; /* the most fragile first */
  double outside, concessions, will, leaves, reneges;
} deal;

/* ---- what is promised --------------------------------------------------------------------------------------------- */

/* Adds a term so that the most fragile stays first. */
static void add_promise(deal *of, promise p)
{
  int at = of->promises++;
  for (; at > 0 && of->promise[at - 1].honoured > p.honoured; at--) of->promise[at] = of->promise[at - 1];
  of->promise[at] = p;
}

/* q of a term, from its hazard: lambda = (1 - h) eps + h (1 - q). */
static double honours(const deal *of, int term)
{
  return of->leaves > 0 ? ent_turnover_honour_needed(of->leaves, of->reneges, of->d->term_hazard[term]) : 1;
}

/* Whoever decides an essential term; false when they are too many. */
static bool add_owner(deal *of, int term)
{
  const int club = of->d->s->term[term].owner;
  int at = 0;
  while (at < of->owners && of->owner[at] != club) at++;
  if (at == ENT_GAME_PLAYERS_MAX - 2) return false;
  if (at == of->owners || of->d->term_margin[term] < of->d->term_margin[of->least[at]]) of->least[at] = term;
  of->owner[at] = club;
  if (at == of->owners) of->owners++;
  return true;
}

static void measure(deal *of)
{
  const ent_draw *const d = of->d;
  const ent_scenario *const s = d->s;
  of->leaves = d->x[s->actor[s->proposer].hazard];
  of->reneges = ent_deal_reneges(d);
  of->will = d->x[s->will_support] + d->x[s->will_gain] - d->x[s->will_cost];
  of->outside = ent_deal_outside(d);
  for (int k = 0; k < s->concessions; k++)
    if (s->concession[k].include) of->concessions += d->x[s->concession[k].cost];
}

static ent_status gather(deal *of, ent_error *err)
{
  const ent_draw *const d = of->d;
  const ent_scenario *const s = d->s;
  measure(of);
  for (int t = 0; t < s->terms; t++) {
    const ent_term *const term = &s->term[t];
    if (!(d->bundle >> t & 1)) continue; /* what is not essential is in the deal if it is granted at the centre */
    if (term->essential && !term->proposer_owned && !add_owner(of, t))
      return ent_fail(err, ENT_LIMIT, "", "The game of a deal has at most 14 owners of essential terms.");
    const double upfront = d->x[term->upfront];
    add_promise(of, (promise){.honoured = honours(of, t),
                              .flow = d->x[term->flow],
                              .kept = d->term_value[t] - upfront,
                              .dropped = d->x[term->after] / (1 - d->x[s->discount]),
                              .upfront = upfront});
  }
  return ENT_OK;
}

/* ---- the tree ------------------------------------------------------------------------------------------------------ */

static ent_status too_large(ent_error *err)
{
  return ent_fail(err, ENT_NUMERIC, "",
                  "The fractions of the game grow too long; write its numbers with fewer digits.");
}

static ent_status tell_payoffs(const deal *of, double proposer, bool made, double target, ent_error *err)
{
  ent_ratio payoff[ENT_GAME_PLAYERS_MAX];
  if (!ent_ratio_of(proposer, WORTH, &payoff[0]) || !ent_ratio_of(target, WORTH, &payoff[of->owners + 1]))
    return too_large(err);
  for (int i = 0; i < of->owners; i++)
    if (!ent_ratio_of(made ? of->d->term_margin[of->least[i]] : 0, WORTH, &payoff[i + 1])) return too_large(err);
  return ent_extensive_end(of->game, payoff, err);
}

static ent_status tell_no_deal(const deal *of, ent_error *err)
{
  return tell_payoffs(of, 0, false, of->outside, err);
}

/* A year later the first `dropped` promises are not kept. */
static ent_status tell_year(const deal *of, int dropped, ent_error *err)
{
  const double delta = of->d->x[of->d->s->discount];
  double value = -of->concessions;
  for (int i = 0; i < of->promises; i++) {
    const promise *const p = &of->promise[i];
    value += p->flow + p->upfront + delta * (i < dropped ? p->dropped : p->kept);
  }
  return tell_payoffs(of, of->will, true, (1 - delta) * value, err);
}

/* 0 or 1 stay as they are: such a branch has no subtree. */
static ent_ratio chance_of(double p)
{
  ent_ratio out = {0, 1};
  (void)ent_ratio_of(p, PLACES, &out);
  return out;
}

static ent_ratio rest_of(ent_ratio p)
{
  return (ent_ratio){p.den - p.num, p.den};
}

/* Nature's move between two things, of which the first has the probability p. */
static ent_status tell_chance(const deal *of, const char *name, const char *first, const char *second, ent_ratio p,
                              ent_error *err)
{
  const char *const action[] = {first, second};
  const ent_ratio chance[] = {p, rest_of(p)};
  return ent_extensive_chance(of->game, name, action, chance, 2, err);
}

static ent_status tell_stays(const deal *of, ent_error *err)
{
  const ent_ratio p = chance_of(of->reneges);
  if (p.num == 0) return tell_year(of, 0, err);
  ent_status status = tell_chance(of, ENT_SAY("incumbent"), ENT_SAY("keeps"), ENT_SAY("reneges"), rest_of(p), err);
  if (status == ENT_OK) status = tell_year(of, 0, err);
  return status == ENT_OK ? tell_year(of, of->promises, err) : status;
}

/* "drops 2": a successor honours all but the two most fragile terms. */
static const char *drops(int count, int of, char out[16])
{
  const char digits[] = {(char)('0' + count / 10), (char)('0' + count % 10), '\0'};
  ent_cut c = {.out = out, .room = 16};
  if (count == 0) return ENT_SAY("honours all");
  if (count == of) return ENT_SAY("honours none");
  ent_cut_text(&c, "drops ");
  ent_cut_text(&c, digits + (count < 10));
  ent_cut_close(&c);
  return out;
}

/* Nobody can tell apart outcomes of probability 0, so they are left out. */
static ent_status tell_successor(const deal *of, ent_error *err)
{
  char label[ENT_TERMS_MAX + 1][16] = {""};
  const char *action[ENT_TERMS_MAX + 1] = {""};
  ent_ratio chance[ENT_TERMS_MAX + 1] = {{0, 1}}, below = {0, 1};
  int dropped[ENT_TERMS_MAX + 1] = {0}, count = 0;
  for (int i = 0; i <= of->promises; i++) { /* those before i are dropped: q_(i-1) < u <= q_i from above */
    const ent_ratio to = i < of->promises ? chance_of(of->promise[i].honoured) : (ent_ratio){1, 1};
    ent_ratio part = {0, 1};
    if (!ent_ratio_add(to, (ent_ratio){-below.num, below.den}, &part)) return too_large(err);
    below = to;
    if (part.num <= 0) continue;
    action[count] = drops(i, of->promises, label[count]);
    dropped[count] = i;
    chance[count++] = part;
  }
  if (count == 1) return tell_year(of, dropped[0], err);
  ent_status status = ent_extensive_chance(of->game, ENT_SAY("successor"), action, chance, count, err);
  for (int i = 0; status == ENT_OK && i < count; i++) status = tell_year(of, dropped[i], err);
  return status;
}

static ent_status tell_made(const deal *of, ent_error *err)
{
  const ent_ratio p = chance_of(of->leaves);
  if (p.num == 0) return tell_stays(of, err);
  if (p.num == p.den) return tell_successor(of, err);
  ent_status status = tell_chance(of, ENT_SAY("leader"), ENT_SAY("stays"), ENT_SAY("leaves"), rest_of(p), err);
  if (status == ENT_OK) status = tell_stays(of, err);
  return status == ENT_OK ? tell_successor(of, err) : status;
}

/* All say yes one after the other; whoever says no ends it.  The yes of the last comes first in the tree. */
static ent_status tell(const deal *of, ent_error *err)
{
  static const char *const offer[] = {ENT_SAY("offer"), ENT_SAY("leave it")},
                           *const agree[] = {ENT_SAY("agree"), ENT_SAY("refuse")},
                           *const accept[] = {ENT_SAY("accept"), ENT_SAY("decline")};
  ent_status status = ent_extensive_move(of->game, 0, 1, "", offer, 2, err);
  for (int i = 0; status == ENT_OK && i < of->owners; i++)
    status = ent_extensive_move(of->game, i + 1, 1, of->d->s->term[of->least[i]].name, agree, 2, err);
  if (status == ENT_OK) status = ent_extensive_move(of->game, of->owners + 1, 1, "", accept, 2, err);
  if (status == ENT_OK) status = tell_made(of, err);
  for (int i = 0; status == ENT_OK && i < of->owners + 2; i++) status = tell_no_deal(of, err);
  return status;
}

static ent_status open_game(deal *of, const ent_allocator *memory, ent_error *err)
{
  const ent_scenario *const s = of->d->s;
  const char *player[ENT_GAME_PLAYERS_MAX];
  player[0] = s->actor[s->proposer].name;
  for (int i = 0; i < of->owners; i++) player[i + 1] = s->club[of->owner[i]].name;
  player[of->owners + 1] = s->actor[s->target].name;
  return ent_extensive_open(s->id, "payoffs a year; probabilities to 4 decimals, payoffs to 6", player, of->owners + 2,
                            memory, &of->game, err);
}

ent_status ent_game_acceptance(const ent_scenario *s, const ent_allocator *memory, ent_extensive **game, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  void *const scratch = ent_arena_take(&arena, ent_draw_bytes(s), 1);
  deal *const of = ENT_NEW(&arena, deal, 1);
  ent_status status = ENT_OK;
  if (!scratch || !of) {
    status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the game.");
  } else {
    ent_draw d = ent_draw_lay(s, scratch);
    ent_verdict v;
    memset(&v, 0, sizeof v);
    ent_draw_centre(&d);
    ent_gates_evaluate(&d, 1u << ENT_PART_CONSENT | 1u << ENT_PART_ACCEPTANCE, UINT32_MAX, &v);
    of->d = &d;
    status = gather(of, err);
    if (status == ENT_OK) status = open_game(of, memory, err);
    if (status == ENT_OK) status = tell(of, err);
    if (status == ENT_OK)
      *game = of->game;
    else
      ent_extensive_free(of->game);
  }
  ent_arena_close(&arena);
  return status;
}
