/* entente/tiers.h - who has power, and will it carry, when some seats of a body are bodies themselves?
 *
 * A compound game: seat s of the upper body votes as its own body decides, by its own rule among its own members, who sit nowhere
 * else; a seat that is one member votes for itself.  Composition of multilinear extensions:
 *   F(p) = f(f_1(p_1), ..., f_k(p_k)),   dF/dp_i = df/ds (f_1, ..., f_k) * df_s/dp_i   for a member i of seat s
 * At p = 1/2 the derivative is Banzhaf, averaged over equal p it is Shapley-Shubik (Owen 1972).  The absolute Banzhaf index is
 * the product of the indices in both tiers when each lower body adopts half of all proposals; Shapley-Shubik is no such product.
 * Source: Owen, Multilinear extensions of games, Management Science 18 (1972); Felsenthal and Machover 1998. */
#ifndef ENTENTE_TIERS_H
#define ENTENTE_TIERS_H

#include "entente/adopt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_TIERS_MEMBERS_MAX 1000

/* A compound game made ready to be asked.  Not shared by threads: it holds their scratch. */
typedef struct ent_tiers ent_tiers;

/* upper: the game among the seats; lower: [members of upper] the game within each seat, NULL for a seat that is one member.
 * Members are numbered seat by seat.  All games must live as long.
 * Errors: ENT_LIMIT beyond ENT_TIERS_MEMBERS_MAX members, and as ent_adoption_open; ENT_NOMEM.  The caller frees with
 * ent_tiers_free.  Cost: that of ent_adoption_open for each game. */
ent_status ent_tiers_open(const ent_game *upper, const ent_game *const *lower, const ent_allocator *memory,
                          ent_tiers **tiers, ent_error *err);
void ent_tiers_free(ent_tiers *tiers);

/* Number of members, of all seats together. */
int ent_tiers_members(const ent_tiers *tiers);
/* The first member of a seat; of seat = number of seats: the number of members. */
int ent_tiers_first(const ent_tiers *tiers, int seat);

/* Does the coalition win?  yes: [members].  Cost: that of ent_game_wins for each game. */
bool ent_tiers_wins(ent_tiers *tiers, const bool *yes);

/* As ent_adoption_at, for the members of all seats; under a common factor it moves all members. */
ent_status ent_tiers_at(ent_tiers *tiers, const double *p, double rho, int nodes, double *adopt, double *pivot,
                        double *slope, ent_error *err);

/* Power of the members of all seats.  options: NULL, or wanted of ENT_POWER_BANZHAF, _SHAPLEY and _BELIEF, with beliefs and
 * nodes; the rest of it does not matter.  In the result
 *   swings, winning   exact when at most 53 members decide along diagrams, else NULL
 *   initiate          NULL when all but a millionth of all coalitions win
 *   plan              engine of the upper body; nothing else
 * Errors: ENT_ARGUMENT, ENT_NOMEM.  Accuracy: 1e-12.  Cost: one evaluation for Banzhaf, `nodes` for Shapley-Shubik and each
 * part of a belief.  The caller frees *power with ent_power_free. */
ent_status ent_tiers_power(ent_tiers *tiers, const ent_power_options *options, const ent_allocator *memory,
                           ent_power **power, ent_error *err);

#define ENT_TIERS_WALK_MAX 20

/* Does a result hold?  Up to ENT_TIERS_WALK_MAX members all coalitions are walked (second engine: enumerate); sums, and for exact
 * counts parity, are checked at any size, and who can block alone; the other checks are skipped.  A failing check is a finding,
 * not an error.  Errors: ENT_ARGUMENT when power has another number of members.  Cost: 2^members times ent_tiers_wins. */
ent_status ent_tiers_verify(ent_tiers *tiers, const ent_power *power, ent_power_verdict *verdict, ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
