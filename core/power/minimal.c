/* minimal.c - indices that look only at coalitions in which somebody is needed.
 *
 *   Deegan-Packel   mean over minimal winning coalitions M of [i in M] / |M|
 *   Public Good     memberships of i in minimal winning coalitions, over all memberships (Holler)
 *   Johnston        over winning coalitions with c critical members, i among them, 1 / c; divided by the sum
 * The counts come from the engine that fits; this file divides.
 * Cost: that of the engine, then O(classes * n).
 * Sources: Deegan and Packel 1978; Holler 1982; Johnston 1978. */
#include "base/fail.h"
#include "base/sum.h"
#include "base/wide.h"
#include "desk.h"

#define VECTORS_MAX 0x1p22
#define VECTORS_FEW 0x1p12 /* where strips are to be had */
#define STEPS_MAX 0x1p33
#define BYTES_MAX 0x1p28

/* Steps of ent_weight_minimal. */
static double weight_steps(const ent_game *game)
{
  const double n = game->live, q = (double)game->line_quota, words = ent_wide_words(game->live + 1);
  return game->single && n * q * words * 8 <= BYTES_MAX ? (n * n * q + n * n * n * game->classes) * words : 1e300;
}

static ent_status count(ent_desk *d, bool johnston, ent_minimal *m, ent_error *err)
{
  const ent_game *game = d->game;
  const double vectors = ent_types_vectors(game);
  if (vectors <= (game->live > 30 || johnston ? VECTORS_MAX : VECTORS_FEW))
    return ent_types_minimal(game, johnston, d->scratch, m, err);
  const double walk = game->live <= 30 ? (double)(UINT64_C(1) << game->live) * (johnston ? 8 : 0.5) : 1e300;
  const double table = johnston ? 1e300 : weight_steps(game);
  if (table <= walk && table <= STEPS_MAX) return ent_weight_minimal(game, d->scratch, m, err);
  if (walk <= STEPS_MAX)
    return johnston ? ent_enumerate_critical(game, d->scratch, m, err) : ent_strips_minimal(game, d->scratch, m, err);
  return ent_fail(err, ENT_LIMIT, "wanted",
                  johnston
                    ? "The Johnston index takes at most 30 members, or more in few classes of equals."
                    : "Minimal winning coalitions are counted for up to 30 members, for few classes of equals, or for "
                      "one weight with a small quota.");
}

static const uint64_t *entry(const ent_minimal *m, const uint64_t *table, int class, int i)
{
  return table + ((size_t) class * (size_t)(m->members + 1) + (size_t)i) * (size_t)m->words;
}

/* Sum over i of table[class][i] / (i or 1) as a share of 2^n. */
static double weighed(const ent_minimal *m, const uint64_t *table, int class, bool divided)
{
  ent_sum sum = {0, 0};
  for (int i = 1; i <= m->members; i++)
    ent_sum_add(&sum, ent_wide_scaled(entry(m, table, class, i), m->words, m->members) / (divided ? i : 1));
  return ent_sum_value(&sum);
}

/* Divided by their sum over members, in the result. */
static const double *shares(const ent_desk *d, const ent_minimal *m, const uint64_t *table, bool divided)
{
  const ent_game *game = d->game;
  double *const value = ENT_NEW(d->scratch, double, game->classes);
  if (!value) return NULL;
  ent_sum sum = {0, 0};
  for (int k = 0; k < game->classes; k++) {
    value[k] = k == game->dull ? 0 : weighed(m, table, k, divided);
    ent_sum_add(&sum, value[k] * game->size[k]);
  }
  for (int k = 0; k < game->classes; k++) value[k] /= ent_sum_value(&sum);
  return ent_desk_spread(d, value);
}

/* A number that is destroyed. */
static const char *write(const ent_desk *d, const ent_minimal *m, uint64_t *number)
{
  char *const text = ENT_NEW(d->scratch, char, ENT_WIDE_DIGITS(m->words));
  return text ? ent_arena_text(d->keep, text, ent_wide_write(number, m->words, text)) : NULL;
}

static const char *write_total(const ent_desk *d, const ent_minimal *m)
{
  uint64_t *const sum = ENT_NEW(d->scratch, uint64_t, m->words);
  for (int s = 0; sum && s <= m->members; s++) ent_wide_add(sum, m->minimal + (ptrdiff_t)s * m->words, m->words);
  return sum ? write(d, m, sum) : NULL;
}

/* Sizes that no coalition has are "0". */
static const char *const *write_sizes(const ent_desk *d, const ent_minimal *m)
{
  const char **const text = ENT_NEW(d->keep, const char *, d->game->members + 1);
  if (!text) return NULL;
  for (int s = 0; s <= d->game->members; s++) {
    text[s] = s <= m->members ? write(d, m, m->minimal + (ptrdiff_t)s * m->words) : "0";
    if (!text[s]) return NULL;
  }
  return text;
}

ent_status ent_desk_minimal(ent_desk *d, ent_error *err)
{
  const bool johnston = d->options->wanted & ENT_POWER_JOHNSTON;
  ent_minimal m;
  const ent_status status = count(d, johnston, &m, err);
  if (status != ENT_OK) return status;
  ent_power *const p = d->power;
  if (d->options->wanted & ENT_POWER_MINIMAL) {
    p->minimal = write_total(d, &m);
    p->deegan_packel = shares(d, &m, m.member, true);
    p->public_good = shares(d, &m, m.member, false);
    p->minimal_by_size = write_sizes(d, &m); /* the last to look at the numbers */
    if (!p->minimal || !p->minimal_by_size || !p->deegan_packel || !p->public_good) return ent_desk_no_memory(err);
  }
  if (johnston) {
    p->johnston = shares(d, &m, m.johnston, true);
    if (!p->johnston) return ent_desk_no_memory(err);
  }
  return ENT_OK;
}
