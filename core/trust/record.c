/* record.c - how far has a party earned trust, by what it did?
 *
 *   between events   a <- a0 + phi^dt (a - a0),  b <- b0 + phi^dt (b - b0)
 *   at an event      a += weight if kept, b += weight if broken
 *   trust            a / (a + b), with a band from the Beta(a, b) quantiles
 *
 * Forgetting runs towards the prior, so an old record fades into ignorance, not into innocence.  phi = 0.95 a year
 * means a half-life of log(1/2) / log(phi) = 13.5 years.  Cost: O(count).
 * Source: Josang and Ismail 2002, The beta reputation system (15th Bled eCommerce
 * Conference), with forgetting per unit of time and towards the prior. */
#include <math.h>

#include "base/fail.h"
#include "entente/trust.h"

#define WEIGHT_MOST 1e6
#define YEAR_MOST 1e6

static bool is_weight(double x)
{
  return x > 0 && x <= WEIGHT_MOST;
}

static ent_status check(const ent_commitment *event, int count, ent_trust prior, double phi, double at, ent_error *err)
{
  if (count < 0 || (count > 0 && !event)) {
    return ent_fail(err, ENT_ARGUMENT, "count", "The number of events is 0 or more.");
  }
  if (!is_weight(prior.kept) || !is_weight(prior.broken)) {
    return ent_fail(err, ENT_ARGUMENT, "prior", "Both parameters of the prior are above 0 and at most a million.");
  }
  if (!(phi > 0 && phi <= 1)) {
    return ent_fail(err, ENT_ARGUMENT, "phi", "What is remembered after a year lies above 0 and is at most 1.");
  }
  if (!(fabs(at) <= YEAR_MOST)) {
    return ent_fail(err, ENT_ARGUMENT, "at", "The year of the answer is a number within a million.");
  }
  for (int i = 0; i < count; i++) {
    if (!(fabs(event[i].year) <= YEAR_MOST) || (i > 0 && event[i].year < event[i - 1].year)) {
      return ent_fail(err, ENT_ARGUMENT, "event.year", "Events are numbers within a million, sorted by year.");
    }
    if (!is_weight(event[i].weight)) {
      return ent_fail(err, ENT_ARGUMENT, "event.weight", "The weight of an event is above 0 and at most a million.");
    }
  }
  return ENT_OK;
}

static ent_trust fade(ent_trust now, ent_trust prior, double phi, double years)
{
  const double kept = ent_pow(phi, years);
  return (ent_trust){
    .kept = prior.kept + kept * (now.kept - prior.kept),
    .broken = prior.broken + kept * (now.broken - prior.broken),
  };
}

static ent_trust add(ent_trust now, const ent_commitment *event)
{
  now.kept += event->kept ? event->weight : 0;
  now.broken += event->kept ? 0 : event->weight;
  return now;
}

ent_status ent_trust_at(const ent_commitment *event, int count, ent_trust prior, double phi, double at, ent_trust *out,
                        ent_error *err)
{
  const ent_status status = check(event, count, prior, phi, at, err);
  if (status != ENT_OK) {
    return status;
  }
  ent_trust now = prior;
  double year = at;
  for (int i = 0; i < count && event[i].year <= at; i++) {
    now = add(i == 0 ? now : fade(now, prior, phi, event[i].year - year), &event[i]);
    year = event[i].year;
  }
  *out = fade(now, prior, phi, at - year);
  return ENT_OK;
}

ent_status ent_trust_line(const ent_commitment *event, int count, ent_trust prior, double phi, ent_trust *after,
                          ent_error *err)
{
  const ent_status status = check(event, count, prior, phi, 0, err);
  if (status != ENT_OK) {
    return status;
  }
  if (count > 0 && !after) {
    return ent_fail(err, ENT_ARGUMENT, "after", "There has to be room for a posterior after each event.");
  }
  for (int i = 0; i < count; i++) {
    after[i] = add(i == 0 ? prior : fade(after[i - 1], prior, phi, event[i].year - event[i - 1].year), &event[i]);
  }
  return ENT_OK;
}

double ent_trust_acts_to(ent_trust now, double goal)
{
  const double acts = (goal * now.broken - (1 - goal) * now.kept) / (1 - goal); /* (a + n) / (a + n + b) = goal */
  return acts > 0 ? acts : 0;
}
