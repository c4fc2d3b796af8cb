/* known.h - several workers that share no memory answer one question together.
 *
 * The steps of an answer are chains of jobs; which job comes next depends on the results before.  Everybody can run a chain,
 * because all of it is a pure function.  So a worker is given the results so far, as bytes one after the other, passes over
 * the jobs that have them, and works some blocks of the next one; somebody joins the slots of all blocks to the next result;
 * and so on.  Whoever has all results has the answer without working. */
#ifndef ENT_CORE_STUDY_KNOWN_H
#define ENT_CORE_STUDY_KNOWN_H

#include "base/bytes.h"
#include "entente/study.h"

typedef enum ent_known_aim {
  ENT_KNOWN_WORK, /* work blocks first .. first + count - 1 of the next job, then stop: out holds their slots */
  ENT_KNOWN_JOIN, /* merge `slots`, all slots of the next job, if there are any; stop at the job after it */
  ENT_KNOWN_FULL  /* work what is not known, to the end: out holds the results */
} ent_known_aim;

typedef struct ent_known {
  ent_known_aim aim;
  const char *results; /* of the first jobs */
  size_t size;
  uint64_t first, count; /* WORK */
  const char *slots;     /* JOIN */
  size_t slots_size;
  const ent_allocator *memory;
  ent_writer *out;  /* WORK: slots; JOIN: the result that was joined; FULL: all results that were not known */
  uint64_t blocks;  /* out: of the job at which it stopped; 0: there was no other */
  size_t slot_size; /* out: of its slots */
} ent_known;

/* For ent_options.executor; known must outlive it.  A run that stops ends with ENT_CANCELLED. */
ent_executor ent_known_executor(ent_known *known);

#endif
