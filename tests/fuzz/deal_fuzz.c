/* deal_fuzz.c - any texts as a row of a corpus, and any numbers as its parameters, made a scenario.
 *
 * Invariants: it is sealed or refused with a sentence; what is written as YAML is not empty; the chances of the closed form
 * lie in [0, 1] and fall from gate to gate. */
#include "entente/calibrate.h"
#include "fuzz/fuzz.h"

enum { TEXTS = 6, NUMBERS = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char text[TEXTS][64];
  if (size < NUMBERS || size > 600) return 0;
  const uint8_t *const number = data;
  const char *rest = (const char *)data + NUMBERS;
  size_t left = size - NUMBERS;
  for (int i = 0; i < TEXTS; i++) {
    size_t n = 0;
    while (n < left && n + 1 < sizeof text[i] && rest[n] != '\n' && rest[n] != '\0') n++;
    memcpy(text[i], rest, n);
    text[i][n] = '\0';
    const size_t used = n < left ? n + 1 : n;
    rest += used;
    left -= used;
  }
  ent_deal_row r = {.id = text[0], .family = "f", .proposer = text[1], .target = text[2], .opponents = text[3]};
  r.club = text[4];
  r.terms = text[5];
  r.title[ENT_LANGUAGE_EN] = text[0];
  r.title[ENT_LANGUAGE_ZH_HANT] = r.title[ENT_LANGUAGE_ZH_HANS] = "";
  r.outcome = r.source = r.wedge_against = "";
  r.year = 1800 + number[0];
  r.kind = (ent_deal_kind)(number[1] % ENT_DEAL_KINDS);
  r.rule = (ent_deal_rule)(number[2] % ENT_DEAL_RULES);
  r.deciders = 1 + number[3];
  r.opponents_exante = number[4];
  const ent_allocator memory = fuzz_memory();
  ent_calibration c;
  ent_calibration_prior(&c);
  c.value[number[5] % ENT_CALIBRATED_COUNT] = ((double)number[6] - 128) / 128 * 50;
  const ent_case of = ent_case_of(&r);
  const ent_case_chances f = ent_case_forecast(&c, &of);
  MUST(f.alive10 >= 0 && f.alive10 <= f.alive5 + 1e-12 && f.alive5 <= f.in_force + 1e-12);
  MUST(f.in_force <= f.adopted + 1e-12 && f.adopted <= f.offered + 1e-9 && f.offered <= 1);
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_deal_scenario(&r, &c, 0.01 + number[7] / 4.0, NULL, &memory, &s, &err);
  if (status == ENT_OK) {
    MUST(ent_scenario_terms(s) == 1);
    ent_scenario_free(s);
  } else {
    fuzz_check_error(status, &err);
  }
  char *yaml = NULL;
  size_t bytes = 0;
  status = ent_deal_yaml(&r, &c, 5, NULL, &memory, &yaml, &bytes, &err);
  if (status == ENT_OK) {
    MUST(bytes > 100 && yaml[bytes - 1] == '\0');
    memory.resize(memory.ctx, yaml, bytes, 0);
  }
  return 0;
}
