/* trade_fuzz.c - any world of trade under any shock: every answer is finite, and a certificate that holds is true.
 *
 * The first bytes choose size, elasticities, deficits and solver; each further pair of bytes is a number: tame ones, and now and
 * then 0, a negative, a huge, a tiny one, an infinity or a NaN.  Invariants: what is refused names its reason; what is answered
 * has no NaN and no infinity; where the certificate holds, the flows add up to output and spending. */
#include "entente/trade.h"
#include "fuzz/fuzz.h"

#include <math.h>

#define N_MAX 6
#define CELLS (N_MAX * N_MAX)

/* Mostly base * [0, 2); 1 code in 32 is special. */
static double number_of(fuzz_reader *in, double base)
{
  static const double special[] = {0, -1, 1e300, 1e-300, INFINITY, NAN, -0.0, 1e12};
  const unsigned high = fuzz_byte(in), low = fuzz_byte(in);
  if (high >= 248) return special[high - 248];
  return base * ((double)(high * 256 + low) / 31744);
}

static void check_answer(const ent_trade_answer *a)
{
  const int n = a->n;
  for (int i = 0; i < n; i++) {
    MUST(a->wage[i] >= 0 && a->wage[i] < INFINITY && a->price[i] >= 0 && a->price[i] < INFINITY);
    MUST(a->welfare[i] >= 0 && a->welfare[i] < INFINITY && a->real_wage[i] >= 0 && a->real_wage[i] < INFINITY);
    MUST(a->part[i] >= 0 && a->part[i] < a->certificate.parts);
    double bought = 0;
    for (int j = 0; j < n; j++) {
      MUST(a->flow[i * n + j] >= 0 && a->flow[i * n + j] < INFINITY);
      bought += a->flow[j * n + i];
    }
    if (a->certificate.holds) MUST(fabs(bought / a->spending[i] - 1) < 1e-9);
  }
  if (a->certificate.holds) MUST(a->certificate.market <= ENT_TRADE_GAP && a->certificate.settled);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader in = {data, size};
  double flow[CELLS], tariff[CELLS], cost[CELLS], freeness[CELLS], now[CELLS], transfer[N_MAX], phi[CELLS];
  const int n = 1 + (int)(fuzz_byte(&in) % N_MAX);
  const unsigned what = fuzz_byte(&in);
  ent_trade_options o = {.theta = number_of(&in, 8), .deficits = (ent_trade_deficits)(what % 4), .steps = 300};
  o.solver = (ent_trade_solver)(what / 4 % 5);
  o.supply = what & 0x40 ? number_of(&in, 1) : 0;
  o.fixed_shares = (what & 0x80) != 0;
  for (int c = 0; c < n * n; c++) {
    const bool home = c % (n + 1) == 0;
    flow[c] = number_of(&in, home ? 100 : 10);
    tariff[c] = home ? 0 : number_of(&in, 0.2);
    cost[c] = home ? 1 : number_of(&in, 1.5);
    freeness[c] = home ? 1 : number_of(&in, 1);
    now[c] = home ? 0 : number_of(&in, 0.5);
  }
  for (int i = 0; i < n; i++) transfer[i] = i + 1 < n ? number_of(&in, 1) : 0;
  for (int i = 0; i + 1 < n; i++) transfer[n - 1] -= transfer[i];
  const unsigned with = fuzz_byte(&in);
  const ent_trade_world world = {n, flow, with & 1u ? tariff : NULL, NULL};
  const ent_trade_shock shock = {with & 2u ? freeness : NULL, with & 4u ? cost : NULL, with & 8u ? now : NULL,
                                 with & 16u ? transfer : NULL};
  const ent_allocator memory = fuzz_memory();
  ent_trade *t = NULL;
  ent_trade_answer a;
  ent_error err = {.code = ENT_OK};
  (void)ent_trade_freeness(n, flow, phi, NULL);
  ent_status status = ent_trade_open(&world, &o, &memory, &t, &err);
  if (status == ENT_OK) {
    status = ent_trade_solve(t, &shock, &a, &err);
    if (status == ENT_OK) check_answer(&a);
  }
  if (status != ENT_OK) fuzz_check_error(status, &err);
  ent_trade_close(t);
  return 0;
}
