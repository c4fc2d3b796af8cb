/* triangle.c - what does a state gain or lose by its place in a triangle of powers, and what would it rather change?
 *
 *   value of i = x_ij + x_ik - x_jk,   energy = - x_01 x_02 x_12,   ties x in [-1, 1]
 *
 * Cost: O(1).  Source: Dittmer 1981, World Politics 33:485-515, for the patterns; the sum is a later convention; the energy
 * is that of Marvel, Strogatz and Kleinberg 2009, Phys. Rev. Lett. 103:198701, for one triad. */
#include "entente/triangle.h"

#include <math.h>

#include "base/fail.h"

static const char *const pattern_key[] = {
#define X(NAME, name, text) #name,
  ENT_PATTERN_LIST(X)
#undef X
};

static const char *const pattern_text[] = {
#define X(NAME, name, text) text,
  ENT_PATTERN_LIST(X)
#undef X
};

static const char *const role_key[] = {
#define X(NAME, name, text) #name,
  ENT_ROLE_LIST(X)
#undef X
};

static const char *const role_text[] = {
#define X(NAME, name, text) text,
  ENT_ROLE_LIST(X)
#undef X
};

const char *ent_pattern_key(ent_pattern pattern)
{
  return (unsigned)pattern < ENT_PATTERNS ? pattern_key[pattern] : "?";
}

const char *ent_pattern_text(ent_pattern pattern)
{
  return (unsigned)pattern < ENT_PATTERNS ? pattern_text[pattern] : "?";
}

const char *ent_role_key(ent_role role)
{
  return (unsigned)role < ENT_ROLES ? role_key[role] : "?";
}

const char *ent_role_text(ent_role role)
{
  return (unsigned)role < ENT_ROLES ? role_text[role] : "?";
}

double ent_triangle_value(double ij, double ik, double jk)
{
  return ij + ik - jk;
}

ent_role ent_triangle_role(double ij, double ik, double jk)
{
  const bool j_friend = ij > 0, k_friend = ik > 0, they = jk > 0;
  if (j_friend && k_friend) {
    return they ? ENT_ROLE_FRIEND : ENT_ROLE_PIVOT;
  }
  if (j_friend || k_friend) {
    return they ? ENT_ROLE_WING : ENT_ROLE_PARTNER;
  }
  return they ? ENT_ROLE_OUTCAST : ENT_ROLE_FOE;
}

double ent_triangle_tie(double z)
{
  /* tanh z = (e^2z - 1) / (e^2z + 1), from the side where nothing overflows or cancels */
  const double e = ent_expm1(-2 * fabs(z));
  return z < 0 ? e / (2 + e) : -e / (2 + e);
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

static bool is_tie(double x)
{
  return fabs(x) <= 1; /* written so that a NaN fails */
}

static bool are_ties(const double x[3])
{
  return is_tie(x[0]) && is_tie(x[1]) && is_tie(x[2]);
}

static ent_status refuse_ties(ent_error *err)
{
  return ent_fail(err, ENT_ARGUMENT, "ties", "The ties of a triangle lie in [-1, 1].");
}

/* x holds three ties in range. */
static ent_triangle read_triangle(const double x[3])
{
  ent_triangle t = {.energy = -(x[0] * x[1] * x[2])};
  const int positive = (x[0] > 0) + (x[1] > 0) + (x[2] > 0);
  t.pattern = (ent_pattern)positive;
  t.balanced = positive % 2 == 1;
  for (int i = 0; i < 3; i++) {
    const int j = i == 0 ? 1 : 0, k = i == 2 ? 1 : 2;
    const double ij = x[ENT_TRIANGLE_TIE(i, j)], ik = x[ENT_TRIANGLE_TIE(i, k)], jk = x[ENT_TRIANGLE_TIE(j, k)];
    t.role[i] = ent_triangle_role(ij, ik, jk);
    t.value[i] = ent_triangle_value(ij, ik, jk);
  }
  return t;
}

ent_status ent_triangle_read(const double x[3], ent_triangle *out, ent_error *err)
{
  if (!are_ties(x)) {
    return refuse_ties(err);
  }
  *out = read_triangle(x);
  return ENT_OK;
}

/* ---- moving ----------------------------------------------------------------------------------------------------- */

/* The tie of corners a and b becomes `to`; x is moved along. */
static ent_triangle_move move_tie(double x[3], int a, int b, double to)
{
  const int tie = ENT_TRIANGLE_TIE(a, b);
  const ent_triangle before = read_triangle(x);
  ent_triangle_move m = {.a = a, .b = b, .from = x[tie], .to = to};
  x[tie] = to;
  m.after = read_triangle(x);
  for (int i = 0; i < 3; i++) {
    m.gain[i] = m.after.value[i] - before.value[i];
  }
  return m;
}

ent_status ent_triangle_best(const double x[3], int corner, ent_triangle_move *out, ent_error *err)
{
  if (!are_ties(x)) {
    return refuse_ties(err);
  }
  if (corner < 0 || corner > 2) {
    return ent_fail(err, ENT_ARGUMENT, "corner", "The corners of a triangle are 0, 1 and 2.");
  }
  const int j = corner == 0 ? 1 : 0, k = corner == 2 ? 1 : 2;
  const double ij = x[ENT_TRIANGLE_TIE(corner, j)], ik = x[ENT_TRIANGLE_TIE(corner, k)];
  const int other = ik < ij ? k : j;
  const double worst = ik < ij ? ik : ij;
  if (worst >= 0) {
    *out = (ent_triangle_move){.a = -1, .b = -1, .after = read_triangle(x)};
    return ENT_OK;
  }
  double moved[3] = {x[0], x[1], x[2]};
  *out = move_tie(moved, corner, other, -worst);
  return ENT_OK;
}

ent_status ent_triangle_court(const double x[3], int target, int proposer, int rival, double offered, double left,
                              ent_courtship *out, ent_error *err)
{
  if (!are_ties(x)) {
    return refuse_ties(err);
  }
  if (!is_tie(offered) || !is_tie(left)) {
    return ent_fail(err, ENT_ARGUMENT, "offered", "The ties offered and left lie in [-1, 1].");
  }
  const bool corners = target >= 0 && target < 3 && proposer >= 0 && proposer < 3 && rival >= 0 && rival < 3;
  if (!corners || target == proposer || target == rival || proposer == rival) {
    return ent_fail(err, ENT_ARGUMENT, "target",
                    "Target, proposer and rival are the corners 0, 1 and 2 in some order.");
  }
  double moved[3] = {x[0], x[1], x[2]};
  ent_courtship c = {.now = read_triangle(x)};
  c.add = move_tie(moved, target, proposer, offered);
  c.drop = move_tie(moved, target, rival, left);
  c.gain_add = c.add.gain[target];
  c.gain_drop = c.drop.gain[target];
  c.gain_turn = c.drop.after.value[target] - c.now.value[target];
  c.price = c.gain_drop < 0 ? -c.gain_drop : 0;
  c.proposer_add = c.add.gain[proposer];
  c.proposer_turn = c.drop.after.value[proposer] - c.now.value[proposer];
  c.rival_add = c.add.gain[rival];
  c.rival_turn = c.drop.after.value[rival] - c.now.value[rival];
  *out = c;
  return ENT_OK;
}
