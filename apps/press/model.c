/* model.c - how likely is it that the next bit is a one?  See model.h for the method. */
#include "model.h"

#include <string.h>

#define LOGIT_MAX 2047 /* a logit of 1 is 256 */
#define SEEN_MAX 22    /* beyond this a chance moves by 1 / 23 of the mistake: what is new counts more */
#define LEARN 9
#define WEIGHT 14000 /* of 65536, before anything is known */
#define MISSES_MAX 8
#define REFINE_RATE 6

/* 65536 / (1 + e^-x) at x = -8, -7.5, ..., 8. */
static const int32_t sigmoid[33] = {22,    36,    60,    98,    162,   266,   439,   723,   1179,  1919,  3108,
                                    4971,  7812,  11953, 17625, 24743, 32768, 40793, 47911, 53583, 57724, 60565,
                                    62428, 63617, 64357, 64813, 65097, 65270, 65374, 65438, 65476, 65500, 65514};

static int32_t limited(int32_t x)
{
  return x > LOGIT_MAX ? LOGIT_MAX : x < -LOGIT_MAX ? -LOGIT_MAX : x;
}

/* The chance, of 65536, that belongs to a logit. */
static int32_t chance_of(int32_t logit)
{
  const int32_t x = logit + 2048, i = x >> 7, part = x & 127;
  return (sigmoid[i] * (128 - part) + sigmoid[i + 1] * part) >> 7;
}

static void fill_logits(int16_t *logit)
{
  int32_t next = 0;
  for (int32_t x = -LOGIT_MAX; x <= LOGIT_MAX; x++)
    for (const int32_t chance = chance_of(x) >> 4; next <= chance; next++) logit[next] = (int16_t)x;
  for (; next < 4096; next++) logit[next] = LOGIT_MAX;
}

void press_open(press_model *m, const uint8_t *past)
{
  memset(m, 0, sizeof *m);
  m->past = past;
  m->partial = 1;
  m->bit = 7;
  fill_logits(m->logit);
  for (int s = 0; s < 3; s++)
    for (int k = 0; k < 2048; k++)
      for (int i = 0; i < PRESS_INPUTS; i++) m->weight[s][k][i] = WEIGHT;
  for (int i = 0; i < 256; i++)
    for (int k = 0; k < PRESS_STEPS; k++) m->refine[i][k] = (uint16_t)sigmoid[k];
  for (int i = 0; i < 128; i++) m->trust[i] = 49152;
}

void press_turn(press_model *m, bool is_module)
{
  m->is_module = is_module;
  press_module_open(&m->module);
}

/* ---- what is remembered ---------------------------------------------------------------------------------------- */

/* A slot for a context that has none takes the place of the one that is known less. */
static press_slot *take_slot(press_slot *here, press_slot *beside, uint16_t check)
{
  press_slot *const slot = beside->seen[0] < here->seen[0] ? beside : here;
  memset(slot, 0, sizeof *slot);
  slot->check = check;
  for (int i = 0; i < 15; i++) slot->chance[i] = 32768;
  return slot;
}

/* Slots hold half a byte each.  All are asked for before any is used, so that memory is waited for once. */
static void find_slots(press_model *m)
{
  uint32_t hash[PRESS_CONTEXTS];
  uint16_t check[PRESS_CONTEXTS];
  const uint32_t half = m->bit == 7 ? 0 : m->partial * 0x2545F491u;
  for (int i = 0; i < PRESS_CONTEXTS; i++) {
    uint32_t h = m->context[i] ^ half;
    h = (h ^ h >> 15) * 0x85EBCA6Bu;
    h = (h ^ h >> 13) * 0x9E3779B1u;
    hash[i] = h ^ h >> 16;
    check[i] = m->slot[i][hash[i] % PRESS_SLOTS].check;
  }
  for (int i = 0; i < PRESS_CONTEXTS; i++) {
    press_slot *const here = &m->slot[i][hash[i] % PRESS_SLOTS];
    press_slot *const beside = &m->slot[i][(hash[i] % PRESS_SLOTS) ^ 1];
    const uint16_t mine = (uint16_t)(hash[i] >> 16 | 1);
    m->now[i] = check[i] == mine ? here : beside->check == mine ? beside : take_slot(here, beside, mine);
  }
}

/* Which of the 15 chances: the bits of this half so far. */
static uint32_t node(const press_model *m)
{
  const int bits = (7 - m->bit) & 3;
  return (1u << bits | (m->partial & ((1u << bits) - 1))) - 1;
}

/* ---- a repeat --------------------------------------------------------------------------------------------------- */

/* Its input; the entry of trust in use. */
static int32_t repeat_input(press_model *m)
{
  const press_repeat *const r = &m->repeat;
  m->trusted = -1;
  if (r->at == 0 || r->missed) return 0;
  const uint32_t byte = m->past[r->at];
  if ((byte | 256) >> (m->bit + 1) != m->partial) return 0; /* after a miss in a byte before it was learned */
  const int length = r->length < 16 ? r->length : 15 + (r->length >> 2 < 48 ? r->length >> 2 : 48);
  m->trusted = 2 * length + (r->misses > 0);
  const int32_t logit = m->logit[m->trust[m->trusted] >> 4];
  return byte >> m->bit & 1 ? logit : -logit;
}

static void learn_repeat(press_model *m, int bit)
{
  if (m->trusted < 0) return;
  const bool right = (m->past[m->repeat.at] >> m->bit & 1) == bit;
  uint16_t *const trust = &m->trust[m->trusted];
  *trust = (uint16_t)(*trust + (((right ? 65535 : 0) - *trust) >> 6));
  if (!right) m->repeat.missed = true;
}

/* A repeat that missed goes on: what differs may be one letter.  A longer one found by hash takes its place. */
static void move_repeat(press_model *m)
{
  press_repeat *const r = &m->repeat;
  if (r->at > 0) {
    r->at++;
    r->misses += r->missed;
    r->length = r->missed ? 0 : r->length < 65535 ? r->length + 1 : r->length;
    if (r->length > 15) r->misses = 0;
    if (r->misses > MISSES_MAX) r->at = 0;
    r->missed = false;
  }
  if (m->at < 8) return;
  uint32_t *const place = &m->place[(m->last4 * 0x9E3779B1u + (m->before4 & 0xffff) * 0x85EBCA6Bu) >> 16];
  const uint32_t found = *place;
  *place = m->at;
  if (r->length >= 6 || found == 0 || found == r->at) return;
  int length = 0;
  while (length < 40 && found > (uint32_t)length &&
         m->past[found - 1 - (uint32_t)length] == m->past[m->at - 1 - (uint32_t)length])
    length++;
  if (length >= (r->at > 0 ? 7 : 4)) *r = (press_repeat){.at = found, .length = length};
}

/* ---- a bit ------------------------------------------------------------------------------------------------------ */

static void choose_weights(press_model *m, int known)
{
  const uint32_t last = m->last4 & 0xff, bit = (uint32_t)m->bit;
  const bool code = m->is_module && press_module_in_code(&m->module);
  const uint32_t kind = code ? press_module_kind(&m->module) : 0;
  const uint32_t by_byte = !code ? last : kind == 0 ? m->module.opcodes & 0xff : (kind ^ kind >> 5) & 0xff;
  const int length = m->trusted < 0 ? 0 : 1 + (m->repeat.length < 15 ? m->repeat.length : 15);
  m->set[0] = m->weight[0][m->partial + (code ? 256 : 0)];
  m->set[1] = m->weight[1][by_byte * 8 + bit];
  m->set[2] = m->weight[2][length * 16 + known];
  m->refined = m->refine[m->partial];
}

static int32_t weighted(const int32_t *weight, const int32_t *input)
{
  int32_t sum = 0;
  for (int i = 0; i < PRESS_INPUTS; i++) sum += (weight[i] >> 6) * input[i];
  return limited(sum >> 10);
}

uint32_t press_chance(press_model *m)
{
  int known = 0;
  if (m->bit == 7) press_contexts(m);
  if ((m->bit & 3) == 3) find_slots(m);
  const uint32_t n = node(m);
  for (int i = 0; i < PRESS_CONTEXTS; i++) {
    const bool seen = m->now[i]->seen[n] > 0;
    m->input[i] = seen ? m->logit[m->now[i]->chance[n] >> 4] : 0;
    known += seen;
  }
  m->input[PRESS_CONTEXTS] = repeat_input(m);
  m->input[PRESS_CONTEXTS + 1] = 256;
  choose_weights(m, known);
  int32_t logit = 0;
  for (int s = 0; s < 3; s++) {
    const int32_t says = weighted(m->set[s], m->input);
    m->chance[s] = chance_of(says) >> 4;
    logit += says;
  }
  logit /= 3;
  const int32_t x = logit + 2048, i = x >> 7, part = x & 127;
  m->refined += i;
  const int32_t refined = (m->refined[0] * (128 - part) + m->refined[1] * part) >> 7;
  const int32_t chance = (chance_of(logit) + refined + 1) >> 1;
  return (uint32_t)(chance < 16 ? 16 : chance > 65520 ? 65520 : chance);
}

static void learn_weights(const press_model *m, int bit)
{
  for (int s = 0; s < 3; s++) {
    const int32_t mistake = ((bit << 12) - m->chance[s]) * LEARN;
    int32_t *const weight = m->set[s];
    for (int i = 0; i < PRESS_INPUTS; i++) {
      const int32_t moved = weight[i] + ((m->input[i] * mistake + 0x2000) >> 14);
      weight[i] = moved > 0x7ffff ? 0x7ffff : moved < -0x7ffff ? -0x7ffff : moved;
    }
  }
}

void press_learn(press_model *m, int bit)
{
  /* 65536 / (seen + 1.4) */
  static const int32_t rate[SEEN_MAX + 1] = {46811, 27307, 19275, 14895, 12136, 10240, 8856, 7802,
                                             6972,  6302,  5749,  5285,  4891,  4551,  4255, 3996,
                                             3766,  3562,  3378,  3213,  3062,  2926,  2801};
  const int32_t aim = bit ? 65535 : 0;
  const uint32_t n = node(m);
  for (int i = 0; i < PRESS_CONTEXTS; i++) {
    press_slot *const slot = m->now[i];
    uint8_t *const seen = &slot->seen[n];
    const int32_t off = aim - slot->chance[n];
    slot->chance[n] = (uint16_t)(slot->chance[n] + (int32_t)(((int64_t)off * rate[*seen]) >> 16));
    if (*seen < SEEN_MAX) ++*seen;
  }
  for (int k = 0; k < 2; k++) m->refined[k] = (uint16_t)(m->refined[k] + ((aim - m->refined[k]) >> REFINE_RATE));
  learn_weights(m, bit);
  learn_repeat(m, bit);
  m->partial = m->partial << 1 | (uint32_t)bit;
  if (m->bit-- > 0) return;
  m->bit = 7;
  m->partial = 1;
  press_take_byte(m, m->past[m->at]);
  m->at++;
  move_repeat(m);
}
