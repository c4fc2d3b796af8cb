/* draws_bench.c - how fast are the draws, where does the time go, and does a draw ask for memory?
 *
 * Usage: draws_bench [SCENARIO]  (scenarios/g8-return.yaml)
 * Best of several passes on one thread; the full answer with 100,000 draws on one and on two threads. */
#include "entente/study.h"
#include "host/clock.h"
#include "host/load.h"
#include "host/memory.h"
#include "host/threads.h"
#include "study/world.h"

#include <stdio.h>
#include <stdlib.h>

#define PASSES 5
#define DRAWS 4096
#define REPEATS 32 /* of one step on one draw: more than the clock's own cost */
#define ANSWER_DRAWS 100000

static double kept; /* keeps the work alive */

/* ---- an allocator that counts ---- */

static long heap_calls;

static void *counting_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  const ent_allocator *const heap = ctx;
  heap_calls++;
  return heap->resize(heap->ctx, old, old_size, new_size);
}

static long calls_of(const ent_scenario *s, uint64_t draws)
{
  static ent_ensemble e;
  ent_allocator heap = host_memory();
  const ent_allocator counting = {counting_resize, &heap};
  heap_calls = 0;
  if (ent_ensemble_run(s, 1, draws, NULL, 0, NULL, &counting, &e, NULL) != ENT_OK) abort();
  return heap_calls;
}

/* ---- one step of a draw, again and again ---- */

typedef void step(ent_draw *d, ent_verdict *v);

static void do_terms(ent_draw *d, ent_verdict *v)
{
  (void)v;
  ent_gate_terms(d, UINT32_MAX);
}

static void do_will(ent_draw *d, ent_verdict *v)
{
  ent_gate_will(d, v);
}

static void do_consent(ent_draw *d, ent_verdict *v)
{
  ent_gate_consent(d, v);
}

static void do_acceptance(ent_draw *d, ent_verdict *v)
{
  ent_gate_acceptance(d, v);
}

static void do_survival(ent_draw *d, ent_verdict *v)
{
  ent_gate_survival(d, v);
}

static void do_witness(ent_draw *d, ent_verdict *v)
{
  ent_gates_witness(d, v);
}

static void do_alignment(ent_draw *d, ent_verdict *v)
{
  ent_gate_alignment(d, v);
}

/* Nanoseconds for the step on draws that are sampled and evaluated, best pass. */
static double time_of(const ent_scenario *s, void *scratch, step *run)
{
  double best = 1e300;
  for (int pass = 0; pass < PASSES; pass++) {
    ent_draw d = ent_draw_lay(s, scratch);
    ent_verdict v = {.first_shut = 0};
    double taken = 0;
    for (uint64_t i = 0; i < DRAWS / 8; i++) {
      ent_draw_sample(&d, 1, i);
      ent_gates_evaluate(&d, ENT_PARTS_MASK, UINT32_MAX, &v);
      const double start = host_clock_seconds();
      for (int k = 0; k < REPEATS; k++) run(&d, &v);
      taken += host_clock_seconds() - start;
      kept += v.gate[0].margin;
    }
    taken = taken / (DRAWS / 8) / REPEATS * 1e9;
    best = taken < best ? taken : best;
  }
  return best;
}

static double time_of_sampling(const ent_scenario *s, void *scratch)
{
  double best = 1e300;
  for (int pass = 0; pass < PASSES; pass++) {
    ent_draw d = ent_draw_lay(s, scratch);
    const double start = host_clock_seconds();
    for (uint64_t i = 0; i < DRAWS; i++) {
      ent_draw_sample(&d, 1, i);
      kept += d.x[0];
    }
    const double taken = (host_clock_seconds() - start) / DRAWS * 1e9;
    best = taken < best ? taken : best;
  }
  return best;
}

static void print_steps(const ent_scenario *s)
{
  static const struct {
    const char *name;
    step *run;
  } part[] = {{"terms", do_terms},           {"will", do_will},         {"consent", do_consent},
              {"acceptance", do_acceptance}, {"survival", do_survival}, {"alignment", do_alignment},
              {"witness", do_witness}};
  void *scratch = calloc(1, ent_draw_bytes(s));
  if (!scratch) abort();
  printf("sampling %d inputs       %10.0f ns\n", ent_scenario_inputs(s), time_of_sampling(s, scratch));
  for (size_t i = 0; i < sizeof part / sizeof *part; i++)
    printf("%-24s %10.0f ns\n", part[i].name, time_of(s, scratch, part[i].run));
  free(scratch);
}

/* ---- the whole ---- */

static void print_ensemble(const ent_scenario *s)
{
  static ent_ensemble e;
  const ent_allocator memory = host_memory();
  double best = 1e300;
  for (int pass = 0; pass < PASSES; pass++) {
    const double start = host_clock_seconds();
    if (ent_ensemble_run(s, 1, 4 * DRAWS, NULL, 0, NULL, &memory, &e, NULL) != ENT_OK) abort();
    const double taken = host_clock_seconds() - start;
    best = taken < best ? taken : best;
  }
  printf("draws a second and core  %10.0f\n", 4 * DRAWS / best);
  printf("heap calls a draw        %10.6f  (%ld for %d draws, %ld for %d)\n",
         (double)(calls_of(s, 4 * DRAWS) - calls_of(s, DRAWS)) / (3.0 * DRAWS), calls_of(s, DRAWS), DRAWS,
         calls_of(s, 4 * DRAWS), 4 * DRAWS);
}

static void print_answer(const ent_scenario *s, int threads)
{
  const ent_allocator memory = host_memory();
  host_threads *crew = NULL;
  ent_answer *answer = NULL;
  if (host_threads_open(threads, &crew, NULL) != ENT_OK) abort();
  const ent_executor executor = host_threads_executor(crew);
  const ent_options options = {.draws = ANSWER_DRAWS, .executor = &executor};
  const double start = host_clock_seconds();
  if (ent_answer_run(s, &options, &memory, &answer, NULL) != ENT_OK) abort();
  printf("answer, %d draws, %d thread%s %7.2f s\n", ANSWER_DRAWS, threads, threads > 1 ? "s" : " ",
         host_clock_seconds() - start);
  ent_answer_free(answer);
  host_threads_close(crew);
}

/* ---- the landscape by size ---- */

static void print_landscapes(void)
{
  static double size[ENT_ALIGN_MAX], p[ENT_ALIGN_MAX * ENT_ALIGN_MAX], work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
  for (int n = 4; n <= ENT_ALIGN_MAX; n += 2) {
    const ent_landscape land = {n, size, p};
    const int repeats = n <= 12 ? 2000 : 200;
    double total = 0;
    for (int k = 0; k < repeats; k++) {
      for (int i = 0; i < n; i++) {
        size[i] = 1 + 9 * ent_uniform(3, (uint64_t)k, (uint64_t)i, 0);
        for (int j = 0; j < i; j++)
          p[i * n + j] = p[j * n + i] = 2 * ent_uniform(3, (uint64_t)k, (uint64_t)(100 + i * n + j), 0) - 1;
      }
      ent_alignment found;
      const double start = host_clock_seconds();
      if (ent_align_margin(&land, 0, 1, 2, work, &found, NULL) != ENT_OK) abort();
      total += host_clock_seconds() - start;
      kept += found.margin;
    }
    printf("alignment of %2d          %10.0f ns\n", n, total / repeats * 1e9);
  }
}

int main(int argc, char **argv)
{
  const ent_allocator memory = host_memory();
  const char *const path = argc > 1 ? argv[1] : "scenarios/g8-return.yaml";
  host_load load;
  if (host_load_scenario(path, NULL, 0, &memory, &load) != ENT_OK) {
    fprintf(stderr, "%s: cannot be loaded\n", path);
    host_load_free(&load);
    return 2;
  }
  printf("%s\n", path);
  print_ensemble(load.scenario);
  print_steps(load.scenario);
  print_answer(load.scenario, 1);
  print_answer(load.scenario, 2);
  printf("peak memory              %10.1f MB\n", (double)host_memory_peak() / 1e6);
  print_landscapes();
  host_load_free(&load);
  printf("(sum %g)\n", kept);
  return 0;
}
