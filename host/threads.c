/* threads.c - how do many threads give the same bytes as one?
 *
 * Blocks are handed out in ascending order to whoever is free; results wait in a ring of 2 * workers slots (block b
 * in slot b % ring) until all blocks before them are merged.  Whoever finishes the block that is due merges it and
 * those behind it, one at a time, in ascending order: so the sums are made in one order whatever the threads do.
 * Nobody starts a block that lies a full ring ahead of the merge, so the ring never overflows and memory stays bounded.
 *
 * Slots and scratch are kept from job to job: a block costs no heap call.  Progress is told at most ten times a
 * second, by the merging thread. */
#include "host/threads.h"

#include "base/fail.h"
#include "host/clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_SECONDS 0.1
#define LINE 64 /* bytes of a cache line: two threads never write to the same one */

typedef struct worker {
  host_threads *crew;
  pthread_t thread;
  unsigned char *scratch;
} worker;

struct host_threads {
  pthread_mutex_t lock;
  pthread_cond_t wake;  /* a new job, or the end */
  pthread_cond_t moved; /* a block was merged, or the job stopped: there may be room in the ring */
  pthread_cond_t idle;  /* the last helper left the job */
  int workers, ring;
  worker *worker; /* [workers]; worker[0] is the caller */
  bool *done;     /* [ring] the slot holds a finished block */
  unsigned char *slots;
  size_t slot_room, scratch_room; /* bytes for each slot and each scratch */
  /* the job in hand, under the lock */
  const ent_job *job;
  uint64_t round;        /* number of the job */
  uint64_t next, merged; /* next block to hand out; blocks merged */
  bool merging, stopped, quit;
  int inside; /* helpers in the job */
  double last_progress;
};

static unsigned char *slot_of(const host_threads *c, uint64_t block)
{
  return c->slots + (size_t)(block % (uint64_t)c->ring) * c->slot_room;
}

/* Merges every block that is due.  Called and left with the lock held; other threads work on meanwhile. */
static void merge_due(host_threads *c)
{
  if (c->merging) return;
  c->merging = true;
  const ent_job *const job = c->job;
  while (!c->stopped && c->merged < job->blocks && c->done[c->merged % (uint64_t)c->ring]) {
    const uint64_t block = c->merged;
    pthread_mutex_unlock(&c->lock);
    job->merge(job->total, block, slot_of(c, block));
    bool go_on = true;
    if (job->progress) {
      const double now = host_clock_seconds();
      if (now - c->last_progress >= PROGRESS_SECONDS) {
        c->last_progress = now;
        go_on = job->progress(job->progress_ctx, block + 1, job->blocks, job->total);
      }
    }
    pthread_mutex_lock(&c->lock);
    c->done[block % (uint64_t)c->ring] = false;
    c->merged = block + 1;
    if (!go_on) c->stopped = true;
    pthread_cond_broadcast(&c->moved);
  }
  c->merging = false;
}

/* Takes blocks until there are none left.  Called and left with the lock held. */
static void take_blocks(worker *w)
{
  host_threads *const c = w->crew;
  const ent_job *const job = c->job;
  for (;;) {
    while (!c->stopped && c->next < job->blocks && c->next >= c->merged + (uint64_t)c->ring) {
      pthread_cond_wait(&c->moved, &c->lock);
    }
    if (c->stopped || c->next >= job->blocks) return;
    const uint64_t block = c->next++;
    unsigned char *const slot = slot_of(c, block);
    pthread_mutex_unlock(&c->lock);
    memset(slot, 0, job->slot_size);
    job->work(job->shared, block, slot, w->scratch);
    pthread_mutex_lock(&c->lock);
    c->done[block % (uint64_t)c->ring] = true;
    merge_due(c);
  }
}

static void *helper_main(void *argument)
{
  worker *const w = argument;
  host_threads *const c = w->crew;
  uint64_t seen = 0;
  pthread_mutex_lock(&c->lock);
  for (;;) {
    while (!c->quit && (c->round == seen || !c->job)) pthread_cond_wait(&c->wake, &c->lock);
    if (c->quit) break;
    seen = c->round;
    c->inside++;
    take_blocks(w);
    if (--c->inside == 0) pthread_cond_broadcast(&c->idle);
  }
  pthread_mutex_unlock(&c->lock);
  return NULL;
}

static size_t whole_lines(size_t size)
{
  return (size + LINE - 1) / LINE * LINE;
}

/* Aligned to a cache line, in place of *block. */
static bool renew(unsigned char **block, size_t size)
{
  void *fresh = NULL;
  if (size > 0 && posix_memalign(&fresh, LINE, size) != 0) return false;
  free(*block);
  *block = fresh;
  return true;
}

/* Makes slots and scratch large enough for the job; keeps what is already there. */
static bool make_room(host_threads *c, const ent_job *job)
{
  const size_t slot = whole_lines(job->slot_size > 0 ? job->slot_size : 1), scratch = whole_lines(job->scratch_size);
  if (slot < job->slot_size || scratch < job->scratch_size || slot > SIZE_MAX / (size_t)c->ring) return false;
  if (slot > c->slot_room) {
    if (!renew(&c->slots, slot * (size_t)c->ring)) return false;
    c->slot_room = slot;
  }
  if (scratch <= c->scratch_room) return true;
  for (int i = 0; i < c->workers; i++) {
    if (!renew(&c->worker[i].scratch, scratch)) return false;
  }
  c->scratch_room = scratch;
  return true;
}

static ent_status run(void *ctx, const ent_job *job, ent_error *err)
{
  host_threads *const c = ctx;
  pthread_mutex_lock(&c->lock);
  if (!make_room(c, job)) {
    pthread_mutex_unlock(&c->lock);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the threads' results.");
  }
  memset(c->done, 0, (size_t)c->ring * sizeof *c->done);
  c->job = job;
  c->round++;
  c->next = c->merged = 0;
  c->stopped = false;
  if (job->blocks > 1) pthread_cond_broadcast(&c->wake);
  take_blocks(&c->worker[0]);
  while (c->inside > 0) pthread_cond_wait(&c->idle, &c->lock);
  c->job = NULL;
  const bool stopped = c->stopped;
  pthread_mutex_unlock(&c->lock);
  return stopped ? ent_fail(err, ENT_CANCELLED, "", "Stopped by the caller.") : ENT_OK;
}

ent_executor host_threads_executor(host_threads *crew)
{
  return (ent_executor){.run = run, .ctx = crew};
}

int host_threads_count(const host_threads *crew)
{
  return crew->workers;
}

static int processors(void)
{
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online < 1 ? 1 : online > HOST_THREADS_MAX ? HOST_THREADS_MAX : (int)online;
}

static bool make_parts(host_threads *c)
{
  if (pthread_mutex_init(&c->lock, NULL) != 0) return false;
  if (pthread_cond_init(&c->wake, NULL) == 0) {
    if (pthread_cond_init(&c->moved, NULL) == 0) {
      if (pthread_cond_init(&c->idle, NULL) == 0) return true;
      pthread_cond_destroy(&c->moved);
    }
    pthread_cond_destroy(&c->wake);
  }
  pthread_mutex_destroy(&c->lock);
  return false;
}

ent_status host_threads_open(int workers, host_threads **crew, ent_error *err)
{
  if (workers < 0 || workers > HOST_THREADS_MAX) {
    return ent_fail(err, ENT_ARGUMENT, "", "The number of threads lies between 1 and 256.");
  }
  if (workers == 0) workers = processors();
  host_threads *const c = calloc(1, sizeof *c);
  if (c) {
    c->ring = 2 * workers;
    c->worker = calloc((size_t)workers, sizeof *c->worker);
    c->done = calloc((size_t)c->ring, sizeof *c->done);
  }
  if (!c || !c->worker || !c->done || !make_parts(c)) {
    if (c) free(c->worker);
    if (c) free(c->done);
    free(c);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the threads.");
  }
  c->last_progress = -1;
  c->worker[0].crew = c;
  for (c->workers = 1; c->workers < workers; c->workers++) {
    worker *const w = &c->worker[c->workers];
    w->crew = c;
    if (pthread_create(&w->thread, NULL, helper_main, w) != 0) break;
  }
  *crew = c;
  return ENT_OK;
}

void host_threads_close(host_threads *crew)
{
  if (!crew) return;
  pthread_mutex_lock(&crew->lock);
  crew->quit = true;
  pthread_cond_broadcast(&crew->wake);
  pthread_mutex_unlock(&crew->lock);
  for (int i = 1; i < crew->workers; i++) pthread_join(crew->worker[i].thread, NULL);
  for (int i = 0; i < crew->workers; i++) free(crew->worker[i].scratch);
  pthread_cond_destroy(&crew->wake);
  pthread_cond_destroy(&crew->moved);
  pthread_cond_destroy(&crew->idle);
  pthread_mutex_destroy(&crew->lock);
  free(crew->slots);
  free(crew->worker);
  free(crew->done);
  free(crew);
}
