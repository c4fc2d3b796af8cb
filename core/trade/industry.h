/* industry.h - what the parts of the solver for many sectors share: the world, laid out for its loops, and one sweep over it.
 *
 * Trade stands by sector, its rows (exporters) padded to `wide` importers; production stands by economy, its rows padded to
 * `deep` sectors.  Padding is 0.  A sweep touches each share twice while a sector lies in the nearest cache, and each input
 * coefficient twice. */
#ifndef ENT_CORE_INDUSTRY_H
#define ENT_CORE_INDUSTRY_H

#include "base/arena.h"
#include "base/sum.h"
#include "entente/sectors.h"
#include "trade/gravity.h"

struct ent_sectors {
  ent_arena arena;
  int n, sectors;
  size_t wide, deep;
  ent_sectors_options options;
  const char *const *names, *const *sector_names;
  const double *tariff; /* [sectors n n] in force before, NULL: none */

  /* the world that shocks refer to */
  double *share;                     /* [sectors n wide] pi */
  double *input;                     /* [n sectors deep] gamma (1 - beta) */
  double *beta, *alpha, *used;       /* [n deep]; used: spending before, 0 where nobody can spend */
  double *theta;                     /* [sectors] */
  double *earned, *surplus, *income; /* [n] V, S, I */
  double *before;                    /* [sectors n n] its flows */

  /* the shock at hand */
  double *gross;       /* [sectors n wide] pi B */
  double *net_room;    /* the same, for what tariffs leave of it; NULL: not yet taken */
  bool *taxed;         /* [sectors] has net a place of its own? */
  const double *rate;  /* [sectors n n] tariffs now, NULL: none */
  double *given;       /* [n] transfer - surplus, purged */
  double *paid;        /* [n] transfer */
  int *part;           /* [n] */
  double *part_earned; /* [n] value added of each part */
  double *part_given;  /* [n] */
  int parts;
  double purged;

  /* the state x and the next one g: [wide + 2 n deep] log w, log p, log X / used */
  double *x, *g;
  double *log_cost, *spending;                 /* [sectors wide] */
  double *sales;                               /* [n deep] */
  double *revenue, *wage;                      /* [wide] */
  double *power, *phi, *kept, *demand, *needs; /* [wide], [wide], [wide], [wide], [deep] */
  ent_mixer mixer;
  bool warm; /* start from the state that is there */

  /* the answer */
  double *a_index, *a_income, *a_welfare, *a_real; /* [n] */
  double *a_price, *a_cost, *a_spending, *a_sales; /* [n sectors] */
  double *a_flow;                                  /* [sectors n n] */
};

/* Where the parts of a state begin. */
static inline double *ent_sectors_prices(const ent_sectors *s, double *x)
{
  return x + s->wide;
}

static inline size_t ent_sectors_size(const ent_sectors *s)
{
  return s->wide + 2 * (size_t)s->n * s->deep;
}

/* What is left of sector j's shares when tariffs are taken off. */
static inline const double *ent_sectors_net(const ent_sectors *s, int j)
{
  return (s->taxed[j] ? s->net_room : s->gross) + (size_t)j * (size_t)s->n * s->wide;
}

/* sectors_world.c - what a table says of consumption, value added and surplus, where it is not given. */
ent_status ent_sectors_check(const ent_sectors_world *world, const ent_sectors_options *options, ent_error *err);

/* sectors_shock.c - readies gross, net, given and the parts. */
ent_status ent_sectors_ready(ent_sectors *s, const ent_sectors_shock *shock, ent_error *err);

/* sectors_sweep.c - from state x to the next one g; leaves costs, sales and revenue of x behind.  Returns max |g - x|. */
double ent_sectors_sweep(ent_sectors *s, double *x, double *g);

/* sectors_certificate.c - gaps of the answer that is laid out. */
void ent_sectors_certify(const ent_sectors *s, ent_sectors_certificate *c);

/* An error whose sentence is: before, name of an economy, between, name of a sector, after. */
ent_status ent_sectors_blame(const ent_sectors *s, int economy, int sector, ent_status code, const char *before,
                             const char *between, const char *after, ent_error *err);

#endif
