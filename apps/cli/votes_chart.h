/* votes_chart.h - the picture of a vote: bars by member, of power, chances and costs. */
#ifndef ENTENTE_CLI_VOTES_CHART_H
#define ENTENTE_CLI_VOTES_CHART_H

#include "body.h"
#include "entente/draw.h"

/* Writes it to where --svg says: row[member], in descending order of `by` (NULL: as they stand), `limit` rows (0: all).  In a
 * body of 40 members or more those with the same numbers share a row.  Failures have been told. */
cli_exit cli_votes_chart(const cli_call *call, cli_body *body, const ent_vote_row *row, const double *by,
                         uint64_t limit);

/* What each member asks for its yes, where the body tells it: its price, or what it lacks to indifference; NULL when it does
 * not.  NaN: unknown, infinite: not for sale. */
cli_exit cli_body_prices(const cli_call *call, cli_body *body, double **price);

#endif
