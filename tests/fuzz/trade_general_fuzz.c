/* trade_general_fuzz.c - any world of trade with any elasticities, profits and tariffs: every answer is finite, and a
 * certificate that holds is true.
 *
 * The first bytes choose size and elasticities; each further pair of bytes is a number: tame ones, and now and then 0, a
 * negative, a huge, a tiny one, an infinity or a NaN.  What is refused names its reason; what is answered has no NaN but in
 * `best`; where the certificate holds, purchases add up to spending. */
#include "entente/trade_general.h"
#include "fuzz/fuzz.h"

#include <math.h>

#define N_MAX 6
#define CELLS (N_MAX * N_MAX)

/* Mostly base * [0, 2); 1 code in 64 is special. */
static double number_of(fuzz_reader *in, double base)
{
  static const double special[] = {0, -0.5, 1e99, INFINITY};
  const unsigned high = fuzz_byte(in), low = fuzz_byte(in);
  if (high >= 252) return high == 255 && low > 127 ? NAN : special[high - 252];
  return base * ((double)(high * 256 + low) / 32256);
}

static bool finite_number(double x)
{
  return x > -INFINITY && x < INFINITY;
}

static void check_answer(const ent_trade_general_answer *a)
{
  const int n = a->n;
  for (int i = 0; i < n; i++) {
    MUST(finite_number(a->welfare[i]) && finite_number(a->deficit[i]) && finite_number(a->revenue[i]));
    MUST(a->wage[i] > 0 && finite_number(a->wage[i]) && a->employment[i] > 0 && finite_number(a->employment[i]));
    MUST(a->price[i] > 0 && finite_number(a->price[i]) && a->spending[i] > 0 && a->output[i] > 0);
    MUST(a->exports[i] >= 0 && finite_number(a->exports[i]) && a->imports[i] >= 0 && finite_number(a->imports[i]));
    double bought = 0;
    for (int j = 0; j < n; j++) {
      MUST(a->flow[i * n + j] >= 0 && finite_number(a->flow[i * n + j]));
      bought += a->flow[j * n + i];
    }
    if (a->certificate.holds) MUST(fabs(bought / a->spending[i] - 1) < 1e-9);
  }
  if (a->certificate.holds) MUST(a->certificate.market <= ENT_TRADE_GAP && a->certificate.settled);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader in = {data, size};
  double flow[CELLS], tariff[CELLS], profit[N_MAX], gdp[N_MAX];
  const int n = 1 + (int)(fuzz_byte(&in) % N_MAX);
  const unsigned what = fuzz_byte(&in);
  ent_trade_general_options o = {.theta = number_of(&in, 5), .steps = 500, .lump_sum = (what & 1) != 0};
  o.labour = number_of(&in, 0.5);
  o.scale = number_of(&in, 0.1);
  o.passed = number_of(&in, 0.6);
  for (int c = 0; c < n * n; c++) {
    const bool home = c % (n + 1) == 0;
    flow[c] = number_of(&in, home ? 100 : 10);
    tariff[c] = home ? 0 : number_of(&in, 0.2);
  }
  for (int i = 0; i < n; i++) {
    profit[i] = number_of(&in, 0.2);
    gdp[i] = number_of(&in, 100);
  }
  const ent_allocator memory = fuzz_memory();
  const ent_trade_world world = {.n = n, .flow = flow};
  ent_trade_general_answer *a = NULL;
  ent_error err = {.code = ENT_OK};
  if (what & 2) (void)ent_trade_general_home(n, gdp, what & 4 ? profit : NULL, flow, NULL);
  const ent_status status =
    ent_trade_general_solve(&world, what & 4 ? profit : NULL, &o, what & 8 ? NULL : tariff, &memory, &a, &err);
  if (status == ENT_OK)
    check_answer(a);
  else
    fuzz_check_error(status, &err);
  ent_trade_general_free(a);
  return 0;
}
