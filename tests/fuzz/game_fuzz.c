/* game_fuzz.c - any text as a game file, .efg and .nfg.
 *
 * Invariants: what is read is written, and what is written is read as the same again; an equilibrium leaves nobody a gain; who
 * looks ahead plays an equilibrium; an error points into the text. */
#include "entente/game.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#define EQUILIBRIA 8
#define WORK 40000 /* profiles times strategies that are tried */

static void check_error(const ent_error *err, const uint8_t *data, size_t size)
{
  int lines = 1;
  for (size_t i = 0; i < size; i++) lines += data[i] == '\n';
  MUST(err->line >= 0 && err->line <= lines && err->message[0] != '\0');
}

static void check_form(const ent_strategic *form)
{
  int work = 0, profile[EQUILIBRIA];
  for (int p = 0; p < form->players; p++) work += form->strategies[p];
  if (work > WORK / form->profiles) return;
  const int count = ent_strategic_equilibria(form, profile, EQUILIBRIA);
  for (int i = 0; i < count && i < EQUILIBRIA; i++)
    for (int p = 0, stride = 1; p < form->players; stride *= form->strategies[p], p++) {
      const int first = profile[i] - ent_strategic_choice(form, profile[i], p) * stride;
      for (int k = 0; k < form->strategies[p]; k++)
        MUST(ent_ratio_compare(form->payoff[(first + k * stride) * form->players + p],
                               form->payoff[profile[i] * form->players + p]) <= 0);
    }
}

static void check_again(const ent_extensive *game, const ent_allocator *memory)
{
  const size_t size = ent_extensive_write(game, NULL, 0);
  char *const text = malloc(size + 1), *const again = malloc(size + 1);
  ent_extensive *copy = NULL;
  MUST(text && again);
  MUST(ent_extensive_write(game, text, size + 1) == size);
  MUST(ent_extensive_read(text, size, memory, &copy, NULL) == ENT_OK);
  MUST(ent_extensive_write(copy, again, size + 1) == size && memcmp(text, again, size) == 0);
  ent_extensive_free(copy);
  free(text);
  free(again);
}

static void check_solutions(const ent_extensive *game, const ent_allocator *memory)
{
  ent_strategic *form = NULL;
  int choice[ENT_GAME_SETS_MAX];
  ent_ratio payoff[ENT_GAME_PLAYERS_MAX];
  bool tied = false;
  if (ent_extensive_backward(game, memory, choice, payoff, &tied, NULL) == ENT_OK)
    for (int i = 0; i < game->sets; i++)
      MUST(game->set[i].player < 0 ? choice[i] == -1 : choice[i] >= 0 && choice[i] < game->set[i].actions);
  if (game->nodes > 200 || ent_extensive_strategic(game, memory, &form, NULL) != ENT_OK) return;
  check_form(form);
  ent_strategic_free(form);
}

static void check_strategic(const uint8_t *data, size_t size, const ent_allocator *memory)
{
  ent_strategic *form = NULL, *copy = NULL;
  ent_error err = {.code = ENT_OK};
  if (ent_strategic_read((const char *)data, size, memory, &form, &err) != ENT_OK) {
    check_error(&err, data, size);
    return;
  }
  check_form(form);
  const size_t room = ent_strategic_write(form, NULL, 0) + 1;
  char *const text = malloc(room);
  MUST(text && ent_strategic_write(form, text, room) == room - 1);
  if (form->profiles <= 4096) {
    MUST(ent_strategic_read(text, room - 1, memory, &copy, NULL) == ENT_OK);
    MUST(copy->profiles == form->profiles &&
         memcmp(copy->payoff, form->payoff, (size_t)(form->profiles * form->players) * sizeof *form->payoff) == 0);
    ent_strategic_free(copy);
  }
  free(text);
  ent_strategic_free(form);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  ent_extensive *game = NULL;
  ent_error err = {.code = ENT_OK};
  if (ent_extensive_read((const char *)data, size, &memory, &game, &err) == ENT_OK) {
    check_again(game, &memory);
    check_solutions(game, &memory);
    ent_extensive_free(game);
  } else {
    check_error(&err, data, size);
  }
  check_strategic(data, size, &memory);
  return 0;
}
