/* rule_describe.c - what does the rule ask for, in words and numbers?
 *
 *   count >= 55 % (15 of 27) and pop >= 65 % (291,452,117 of 448,387,872)
 *   count >= 9 of 15 and no objection by CHN, FRA, GBR, RUS, USA
 *
 * Shares are shown as they were written, beside the votes that they come to on this roll; a dual is shown as the rule
 * that it is.
 * Cost: O(nodes + members named). */
#include "base/cut.h"
#include "rule.h"

#define MILLION INT64_C(1000000)

size_t ent_rule_digits(int64_t value, bool grouped, char out[ENT_DIGITS_MAX])
{
  char back[ENT_DIGITS_MAX];
  size_t size = 0, digits = 0;
  do {
    if (grouped && digits > 0 && digits % 3 == 0) back[size++] = ',';
    back[size++] = (char)('0' + value % 10);
    value /= 10;
    digits++;
  } while (value > 0);
  for (size_t i = 0; i < size; i++) out[i] = back[size - 1 - i];
  out[size] = '\0';
  return size;
}

static void put_votes(ent_cut *p, int64_t votes)
{
  char digits[ENT_DIGITS_MAX];
  ent_cut_bytes(p, digits, ent_rule_digits(votes, true, digits));
}

/* 62500000 as "62.5 %". */
static void put_share(ent_cut *p, int64_t share)
{
  char digits[ENT_DIGITS_MAX];
  ent_cut_bytes(p, digits, ent_rule_digits(share / MILLION, false, digits));
  int64_t rest = share % MILLION;
  if (rest > 0) ent_cut_text(p, ".");
  for (int64_t place = MILLION / 10; rest > 0; place /= 10) {
    const char digit = (char)('0' + rest / place);
    ent_cut_bytes(p, &digit, 1);
    rest %= place;
  }
  ent_cut_text(p, " %");
}

static void put_list(ent_cut *p, const ent_rule *rule, const ent_rule_node *atom)
{
  const int64_t *weight = ent_rule_weights(rule, atom);
  ent_cut_text(p, atom->objection ? "no objection by " : atom->quota == atom->total ? "yes of " : "yes of one of ");
  bool later = false;
  for (int m = 0; m < rule->members; m++) {
    if (weight[m] == 0) continue;
    if (later) ent_cut_text(p, ", ");
    ent_cut_text(p, rule->member[m]);
    later = true;
  }
}

static void put_atom(ent_cut *p, const ent_rule *rule, const ent_rule_node *atom)
{
  if (!rule->column[atom->column]) {
    put_list(p, rule, atom);
    return;
  }
  ent_cut_text(p, rule->column[atom->column]);
  ent_cut_text(p, atom->strict ? " > " : " >= ");
  if (atom->share > 0) {
    put_share(p, atom->share);
    ent_cut_text(p, atom->strict ? " (at least " : " (");
  }
  put_votes(p, atom->quota);
  ent_cut_text(p, " of ");
  put_votes(p, atom->total);
  if (atom->share > 0) ent_cut_text(p, ")");
}

static void put_node(ent_cut *p, const ent_rule *rule, int at)
{
  const ent_rule_node *node = &rule->node[at];
  if (node->kind == ENT_RULE_ATOM) {
    put_atom(p, rule, node);
    return;
  }
  for (int c = node->child; c >= 0; c = rule->node[c].next) {
    const bool brackets = node->kind == ENT_RULE_AND && rule->node[c].kind == ENT_RULE_OR;
    if (c != node->child) ent_cut_text(p, node->kind == ENT_RULE_AND ? " and " : " or ");
    if (brackets) ent_cut_text(p, "(");
    put_node(p, rule, c);
    if (brackets) ent_cut_text(p, ")");
  }
}

size_t ent_rule_describe(const ent_rule *rule, char *out, size_t room)
{
  ent_cut p = {out, room, 0};
  put_node(&p, rule, rule->root);
  return ent_cut_close(&p);
}
