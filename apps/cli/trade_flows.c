/* trade_flows.c - --flows FILE: who sells how much to whom, before and after the shock, as a table that entente reads again.
 *
 * A row a pair (and a sector) that trades before or after; money as the importer pays it, tariffs included. */
#include "trade_sectors.h"

#include "base/bytes.h"
#include "base/fail.h"

/* sectors NULL: one sector.  before and after [count n n]. */
static ent_status write_rows(const cli_trade *t, const char *const *sector, int count, const double *before,
                             const double *after, FILE *to, ent_error *err)
{
  const size_t n = (size_t)t->n;
  ent_arena arena;
  ent_writer w;
  ent_arena_open(&arena, &t->net.memory);
  ent_writer_open(&w, &arena);
  ent_put(&w, sector ? "exporter,importer,sector,before,after\n" : "exporter,importer,before,after\n");
  for (size_t c = 0; c < (size_t)count * n * n; c++) {
    if (!(before[c] > 0) && !(after[c] > 0)) continue;
    ent_put_cell(&w, t->net.actor[c / n % n]);
    ent_put(&w, ",");
    ent_put_cell(&w, t->net.actor[c % n]);
    ent_put(&w, ",");
    if (sector) {
      ent_put_cell(&w, sector[c / (n * n)]);
      ent_put(&w, ",");
    }
    ent_put_number(&w, before[c]);
    ent_put(&w, ",");
    ent_put_number(&w, after[c]);
    ent_put(&w, "\n");
  }
  const bool failed = w.failed;
  if (!failed) fwrite(w.data, 1, w.size, to);
  ent_arena_close(&arena);
  return failed ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the flows.") : ENT_OK;
}

ent_status cli_trade_write(const void *trade, cli_option option, FILE *to, ent_error *err)
{
  const cli_trade *const t = trade;
  if (option != CLI_OPTION_TRADE_FLOWS) return cli_trade_draw(t, option, to, err);
  return write_rows(t, NULL, 1, t->a.before, t->a.flow, to, err);
}

ent_status cli_sectors_write(const void *sectors, cli_option option, FILE *to, ent_error *err)
{
  const cli_sectors *const s = sectors;
  if (option != CLI_OPTION_TRADE_FLOWS) return cli_trade_draw(&s->t, option, to, err); /* of all sectors together */
  return write_rows(&s->t, s->sector, s->sectors, s->a.before, s->a.flow, to, err);
}
