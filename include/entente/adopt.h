/* entente/adopt.h - how likely is a proposal to carry, when each member says yes with a chance of its own?
 *
 * The closed form behind the consent gate: no draws.  Members may be independent or share one factor,
 *   p_i(F) = Phi((Phi^-1(p_i) + sqrt(rho) F) / sqrt(1 - rho)),   F standard normal
 * (the one-factor probit of Vasicek 1987; every two members then have the latent correlation rho, and each still says yes with
 * probability p_i).  Under unanimity independence can be wrong by thousands: rho is a first-class number here.
 * Sources: docs/method/voting.md; Owen 1972 for pivots as derivatives of the multilinear extension. */
#ifndef ENTENTE_ADOPT_H
#define ENTENTE_ADOPT_H

#include "entente/power.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A game made ready to be asked for many chances: its decision diagram, or the table of its one weight.  Not shared by
 * threads: it holds their scratch. */
typedef struct ent_adoption ent_adoption;

/* engine: ENT_ENGINE_AUTO, ENT_ENGINE_DIAGRAM for any rule, ENT_ENGINE_WEIGHT for rules of one weight.
 * Errors: ENT_ARGUMENT for another engine, or for WEIGHT where the rule is not one weight; ENT_LIMIT when the decision diagram
 * of the rule grows too large (more than 2,097,152 nodes) or the table of one weight would take 2^29 bytes or more;
 * ENT_NOMEM.  The game must live as long.  Cost: that of the diagram; 8 (W + 1) bytes for one
 * weight of total W.  The caller frees with ent_adoption_free. */
ent_status ent_adoption_open(const ent_game *game, ent_engine engine, const ent_allocator *memory,
                             ent_adoption **adoption, ent_error *err);
void ent_adoption_free(ent_adoption *adoption);
/* The engine that it was made ready for: ENT_ENGINE_DIAGRAM or ENT_ENGINE_WEIGHT. */
ent_engine ent_adoption_engine(const ent_adoption *adoption);

#define ENT_FACTOR_NODES 64
#define ENT_FACTOR_NODES_MAX 4096

/* The chance that the proposal carries, and for each member
 *   pivot[i]  the chance that i decides: P(carries | i yes) - P(carries | i no) when the others are as they are; under
 *             independence also dP/dp_i
 *   slope[i]  dP/dp_i: what one more point of i's chance is worth (0 at p_i = 0 and 1 when rho > 0)
 * p: [members], in [0, 1]; rho in [0, 1), 0 for independent members; nodes: of the factor, midpoints of [-8, 8], 0 for
 * ENT_FACTOR_NODES; up to ENT_FACTOR_NODES_MAX.  pivot, slope: [members], either may be NULL.
 * Accuracy: a few units in the last place for diagrams (sums of positive numbers); 1e-15 absolute for pivots of one
 * weight; the factor's midpoints are exact to 1e-13 from 64 nodes up to rho = 0.8 and need more nodes beyond.
 * Errors: ENT_ARGUMENT.  Cost: nodes times the diagram's nodes, or the weights' additions. */
ent_status ent_adoption_at(ent_adoption *adoption, const double *p, double rho, int nodes, double *adopt, double *pivot,
                           double *slope, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
