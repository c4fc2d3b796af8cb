/* sectors_fuzz.c - any world of sectors under any shock: every answer is finite, and a certificate that holds is true.
 *
 * The first bytes choose sizes, what the world leaves open and the base; each further pair of bytes is a number: tame ones, and
 * now and then 0, a negative, a huge, a tiny one, an infinity or a NaN.  Shares are scaled to 1, unless a byte says not to.
 * Invariants: what is refused names its reason; what is answered has no NaN and no infinity; where the certificate holds, what
 * is bought is what is spent, and an embargo leaves no flow; sums of the decomposition are finite. */
#include "entente/sectors.h"
#include "fuzz/fuzz.h"

#include <math.h>

enum { N_MAX = 4, S_MAX = 3, CELLS = S_MAX * N_MAX * N_MAX, MADE = N_MAX * S_MAX };

static bool finite(double x)
{
  return x - x == 0;
}

static void check_answer(const ent_sectors_answer *a, const double *freeness)
{
  const int n = a->n, sectors = a->sectors;
  for (int m = 0; m < n; m++) {
    MUST(a->wage[m] > 0 && finite(a->wage[m]) && a->index[m] > 0 && finite(a->index[m]));
    MUST(a->welfare[m] > 0 && finite(a->welfare[m]) && a->real_wage[m] > 0 && finite(a->real_wage[m]));
    MUST(a->income[m] > 0 && finite(a->income[m]) && finite(a->revenue[m]));
    MUST(a->part[m] >= 0 && a->part[m] < a->certificate.parts);
    for (int j = 0; j < sectors; j++) {
      double bought = 0;
      for (int i = 0; i < n; i++) {
        const int c = (j * n + i) * n + m;
        MUST(a->flow[c] >= 0 && finite(a->flow[c]) && a->before[c] >= 0 && finite(a->before[c]));
        if (freeness && freeness[c] == 0) MUST(a->flow[c] == 0);
        bought += a->flow[c];
      }
      const double gap = fabs(bought - a->spending[m * sectors + j]);
      if (a->certificate.holds) MUST(gap <= 1e-9 * a->spending[m * sectors + j] + 1e-12 * a->income[m]);
    }
  }
  if (a->certificate.holds) MUST(a->certificate.labour <= ENT_SECTORS_GAP && a->certificate.settled);
}

/* Rows of count numbers that sum to 1, or nearly any. */
static void read_shares(fuzz_reader *in, int rows, int count, bool scaled, double *out)
{
  for (int r = 0; r < rows; r++) {
    double sum = 0;
    for (int k = 0; k < count; k++) sum += out[r * count + k] = fuzz_number(in, scaled ? 1 : 1.0 / count);
    for (int k = 0; k < count && scaled; k++) out[r * count + k] /= sum;
  }
}

static void decompose(ent_sectors *s, const ent_sectors_shock *shock, int n, unsigned steps)
{
  double room[4][N_MAX];
  ent_sectors_linear linear = {room[0], room[1], room[2], room[3], -1};
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_sectors_decompose(s, shock, (int)steps, &linear, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(linear.unsettled >= 0 && linear.unsettled <= (int)steps);
  for (int k = 0; k < 4; k++)
    for (int m = 0; m < n; m++) MUST(finite(room[k][m]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader in = {data, size};
  double flow[CELLS], tariff[CELLS], cost[CELLS], freeness[CELLS], now[CELLS], theta[S_MAX], beta[MADE], alpha[MADE];
  double input[MADE * S_MAX], earned[N_MAX], surplus[N_MAX] = {0}, transfer[N_MAX] = {0};
  const int n = 1 + (int)(fuzz_byte(&in) % N_MAX), sectors = 1 + (int)(fuzz_byte(&in) % S_MAX);
  const unsigned with = fuzz_byte(&in), how = fuzz_byte(&in);
  for (int c = 0; c < sectors * n * n; c++) {
    const bool home = c / n % n == c % n;
    flow[c] = fuzz_number(&in, home ? 100 : 10);
    tariff[c] = home ? 0 : fuzz_number(&in, 0.2);
    cost[c] = home ? 1 : fuzz_number(&in, 1.5);
    freeness[c] = home ? 1 : fuzz_number(&in, 1);
    now[c] = home ? 0 : fuzz_number(&in, 0.5);
  }
  for (int j = 0; j < sectors; j++) theta[j] = fuzz_number(&in, 8);
  for (int r = 0; r < n * sectors; r++) beta[r] = fuzz_number(&in, 0.5);
  read_shares(&in, n * sectors, sectors, (how & 4u) == 0, input);
  read_shares(&in, n, sectors, (how & 8u) == 0, alpha);
  for (int m = 0; m < n; m++) {
    earned[m] = fuzz_number(&in, 100);
    if (m + 1 == n) continue; /* the last one makes the sums 0 */
    surplus[m] = fuzz_number(&in, 3) - 1.5;
    transfer[m] = fuzz_number(&in, 1);
    surplus[n - 1] -= surplus[m];
    transfer[n - 1] -= transfer[m];
  }
  const ent_sectors_world world = {.n = n,
                                   .sectors = sectors,
                                   .flow = flow,
                                   .tariff = with & 1u ? tariff : NULL,
                                   .input = input,
                                   .value_added = beta,
                                   .theta = theta,
                                   .consumption = with & 2u ? alpha : NULL,
                                   .earned = with & 4u ? earned : NULL,
                                   .surplus = with & 8u ? surplus : NULL};
  const ent_sectors_shock shock = {with & 16u ? freeness : NULL, with & 32u ? cost : NULL, with & 64u ? now : NULL,
                                   with & 128u ? transfer : NULL};
  const ent_sectors_options options = {.base = (ent_sectors_base)(how % 4), .steps = 300};
  const ent_allocator memory = fuzz_memory();
  ent_sectors *s = NULL;
  ent_sectors_answer a;
  ent_error err = {.code = ENT_OK};
  if (how & 16u) (void)ent_sectors_fill_home(n, sectors, beta, tariff, flow, NULL);
  ent_status status = ent_sectors_open(&world, &options, &memory, &s, &err);
  if (status == ENT_OK) {
    status = ent_sectors_solve(s, &shock, &a, &err);
    if (status == ENT_OK) check_answer(&a, shock.freeness);
    if (how & 32u) decompose(s, &shock, n, 1 + how / 64);
  }
  if (status != ENT_OK) fuzz_check_error(status, &err);
  ent_sectors_close(s);
  return 0;
}
