/* glue.h - what the engine inside a living report offers to its page.  All of these are exported from the module.
 *
 * The page writes bytes into the room that living_room gives, calls, and reads the output; every call replaces it.  A call
 * that can fail returns 0 when all went well; otherwise the output is {"code", "path", "message", "line", "column"}. */
#ifndef ENT_WASM_GLUE_H
#define ENT_WASM_GLUE_H

#include <stdint.h>

/* Room for `size` bytes that the page will write; NULL when there is no memory.  It stays until the next call of this. */
void *living_room(uint32_t size);
const void *living_output(void);
uint32_t living_output_size(void);

/* The catalogue in the room (GNU .mo; none: English) is what the engine speaks.  Before living_open. */
int living_speak(uint32_t size);
/* The snapshot in the room becomes the author's scenario.  Once. */
int living_open(uint32_t size);
/* The room holds pairs of texts, each closed by NUL: path, value, path, value...  The scenario becomes the author's with
 * these values set.  On failure the scenario stays as it was. */
int living_change(uint32_t size);
/* Output: {"inputs": [...], "clubs": [...], "terms": {key: name}} of the scenario as it is now. */
int living_inputs(void);

/* A look, while a hand moves: the author's scenario with the changes in the room, over draws that are kept from look to look.
 * Output: the ensembles of every `parts`-th block from block `part`, one ent_ensemble a block.  The scenario stays. */
int living_look(uint64_t seed, uint32_t draws, uint32_t part, uint32_t parts, uint32_t size);
/* Blocks of the last look whose draws were kept. */
uint32_t living_kept(void);
/* Counts `blocks` blocks from number `first` of an ensemble of `draws` draws.  Output: one ent_ensemble a block. */
int living_count(uint64_t seed, uint32_t draws, uint32_t first, uint32_t blocks);
/* One job of a step of the answer (ent_step), see study/known.h.  The room holds the results of the step's first jobs (the
 * draws' first), then slots.  aim 0: works blocks first .. first + count - 1 of the next job; output: u64, their slots.
 * aim 1: joins the slots of all blocks, if there are any; output: u64 number of blocks of the job after it (0: the step is
 * done), the result. */
int living_study(uint32_t step, uint32_t aim, uint64_t seed, uint32_t draws, uint32_t study_draws, uint32_t known_size,
                 uint32_t slots_size, uint32_t first, uint32_t count);
/* Answers, for the last look or for the scenario.  seed and draws as in ent_options; quick: ensemble and sentences only.  The
 * room may hold the results of the first jobs, and then the slots of the next one; without slots the rest is worked here. */
int living_answer(int look, uint64_t seed, uint32_t draws, uint32_t study_draws, int quick, uint32_t known_size,
                  uint32_t slots_size);

/* Of the last answer: the result of its draws; the verdict in short; */
int living_draws(void);
int living_words(void);
/* a part of the page by its name (in the room), and the whole as JSON and CSV. */
int living_part(uint32_t size);
int living_json(void);
int living_csv(void);
/* All of it as one archive (apps/cli/data.h). */
int living_archive(void);
/* SHA-256 of `size` bytes in the room, in hexadecimal. */
int living_sha256(uint32_t size);

#endif
