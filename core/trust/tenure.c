/* tenure.c - when does a leader with a fixed term leave?
 *
 * Year by year: `exit` within a term; at its end 1 - (1 - exit) again where the law allows a further term, else 1.  The
 * years of a calendar that differ are few: they stand in a row, and the last one leads back to itself, to the start of a
 * further term, or to nobody.  Cost: O(1) a year.  Source: ours. */
#include "base/fail.h"
#include "office.h"

double ent_tenure_exit(const ent_tenure *t, int year)
{
  if (t->left <= 0 || year < t->left) return t->exit;
  const int beyond = year - t->left; /* years into further terms; 0: the end of the running one */
  if (beyond > 0 && t->length <= 0) return t->further != 0 ? t->exit : 1;
  if (beyond > 0 && beyond % t->length != 0) return t->further < 0 || beyond / t->length < t->further ? t->exit : 1;
  const int used = beyond > 0 ? beyond / t->length : 0; /* further terms that end here */
  return t->further < 0 || used < t->further ? 1 - (1 - t->exit) * t->again : 1;
}

double ent_tenure_stays(const ent_tenure *tenure, int years)
{
  double stays = 1;
  for (int n = 1; n <= years && stays > 0; n++) stays *= 1 - ent_tenure_exit(tenure, n);
  return stays;
}

ent_office ent_office_of(const ent_tenure *t)
{
  if (t->left <= 0) return (ent_office){.years = 1, .wrap = 1};
  if (t->further == 0) return (ent_office){.years = t->left, .wrap = 0};
  if (t->length <= 0) return (ent_office){.years = t->left + 1, .wrap = t->left + 1};
  if (t->further < 0) return (ent_office){.years = t->left + t->length, .wrap = t->left + 1};
  return (ent_office){.years = t->left + t->further * t->length, .wrap = 0};
}

/* ---- what is allowed -------------------------------------------------------------------------------------- */

static bool is_share(double x)
{
  return x >= 0 && x <= 1;
}

static ent_status check_tenure(const ent_tenure *t, bool incumbent, ent_error *err)
{
  if (!is_share(t->exit))
    return ent_fail(err, ENT_ARGUMENT, incumbent ? "incumbent.tenure.exit" : "type.tenure.exit",
                    "A hazard of leaving office lies in [0, 1].");
  if (!is_share(t->again))
    return ent_fail(err, ENT_ARGUMENT, incumbent ? "incumbent.tenure.again" : "type.tenure.again",
                    "A chance of winning a further term lies in [0, 1].");
  if (t->left < 0 || t->length < 0 || t->further < -1)
    return ent_fail(err, ENT_ARGUMENT, incumbent ? "incumbent.tenure.left" : "type.tenure.left",
                    "Years left, the length of a term and further terms are 0 or more; -1 further terms: no limit.");
  if (t->left > ENT_TENURE_YEARS || t->length > ENT_TENURE_YEARS || t->further > ENT_TENURE_YEARS ||
      ent_office_of(t).years > ENT_TENURE_YEARS)
    return ent_fail(err, ENT_LIMIT, incumbent ? "incumbent.tenure.left" : "type.tenure.left",
                    "A calendar of terms is counted for at most 120 years.");
  return ENT_OK;
}

static ent_status check_holder(const ent_holder *h, bool incumbent, ent_error *err)
{
  if (!is_share(h->reneges))
    return ent_fail(err, ENT_ARGUMENT, incumbent ? "incumbent.reneges" : "type.reneges",
                    "A chance a year of breaking the promise lies in [0, 1].");
  if (!incumbent && !is_share(h->honours))
    return ent_fail(err, ENT_ARGUMENT, "type.honours", "A chance of honouring the promise lies in [0, 1].");
  if (!incumbent && !is_share(h->share))
    return ent_fail(err, ENT_ARGUMENT, "type.share", "The share of a type of successor lies in [0, 1].");
  return check_tenure(&h->tenure, incumbent, err);
}

ent_status ent_holders_check(const ent_holder *incumbent, const ent_holder *type, int types, ent_error *err)
{
  if (!incumbent || !type || types < 1 || types > ENT_HOLDERS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "types", "There is an incumbent, and there are 1 to 8 types of successor.");
  ent_status status = check_holder(incumbent, true, err);
  double shares = 0;
  for (int i = 0; i < types && status == ENT_OK; i++) {
    status = check_holder(&type[i], false, err);
    shares += type[i].share;
  }
  if (status == ENT_OK && !(shares >= 1 - 1e-9 && shares <= 1 + 1e-9))
    return ent_fail(err, ENT_ARGUMENT, "type.share", "The shares of the types of successor sum to 1.");
  return status;
}
