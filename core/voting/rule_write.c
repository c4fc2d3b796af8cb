/* rule_write.c - the rule in the notation in which rules are read, so that a changed one can be put into a scenario.
 *
 *   (count >= 15 and pop >= 291452117) or count >= 24
 *
 * Quotas are written as votes, not as the shares that they may have been; a list of which one name is enough (the dual of a
 * veto) as "(veto(A) or veto(B))".  Cost: O(nodes + members named). */
#include "base/cut.h"
#include "entente/paths.h"
#include "rule.h"

static void put_list(ent_cut *p, const ent_rule *rule, const ent_rule_node *atom)
{
  const int64_t *const weight = ent_rule_weights(rule, atom);
  const char *const word = atom->objection ? "objection(" : "veto(";
  const bool one_of = atom->quota < atom->total;
  bool later = false;
  ent_cut_text(p, one_of ? "(" : word);
  for (int m = 0; m < rule->members; m++) {
    if (weight[m] == 0) continue;
    if (later) ent_cut_text(p, one_of ? " or " : ", ");
    if (one_of) ent_cut_text(p, word);
    ent_cut_text(p, rule->member[m]);
    if (one_of) ent_cut_text(p, ")");
    later = true;
  }
  ent_cut_text(p, ")");
}

static void put_atom(ent_cut *p, const ent_rule *rule, const ent_rule_node *atom)
{
  char digits[ENT_DIGITS_MAX];
  if (!rule->column[atom->column]) {
    put_list(p, rule, atom);
    return;
  }
  ent_cut_text(p, rule->column[atom->column]);
  ent_cut_text(p, " >= ");
  ent_rule_digits(atom->quota, false, digits);
  ent_cut_text(p, digits);
}

static void put_node(ent_cut *p, const ent_rule *rule, int at, bool inside)
{
  const ent_rule_node *const node = &rule->node[at];
  if (node->kind == ENT_RULE_ATOM) {
    put_atom(p, rule, node);
    return;
  }
  if (inside) ent_cut_text(p, "(");
  for (int c = node->child; c >= 0; c = rule->node[c].next) {
    if (c != node->child) ent_cut_text(p, node->kind == ENT_RULE_AND ? " and " : " or ");
    put_node(p, rule, c, true);
  }
  if (inside) ent_cut_text(p, ")");
}

size_t ent_rule_write(const ent_rule *rule, char *out, size_t room)
{
  ent_cut p = {out, room, 0};
  put_node(&p, rule, rule->root, false);
  return ent_cut_close(&p);
}
