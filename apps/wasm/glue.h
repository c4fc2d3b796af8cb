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

/* The snapshot in the room becomes the author's scenario. */
int living_open(uint32_t size);
/* The room holds pairs of texts, each closed by NUL: path, value, path, value...  The scenario becomes the author's with
 * these values set.  On failure the scenario stays as it was. */
int living_change(uint32_t size);
/* Output: {"inputs": [...], "clubs": [...], "terms": {key: name}} of the scenario as it is now. */
int living_inputs(void);

/* Counts `blocks` blocks from number `first` of an ensemble of `draws` draws.  Output: one ent_ensemble a block. */
int living_count(uint64_t seed, uint32_t draws, uint32_t first, uint32_t blocks);
/* Answers.  seed and draws as in ent_options; quick: ensemble and sentences only.  The room may hold the ensembles of the
 * first blocks, as living_count put them out; the rest is counted here. */
int living_answer(uint64_t seed, uint32_t draws, uint32_t study_draws, int quick, uint32_t size);

/* Of the last answer: a part of the page by its name (in the room), and the whole as JSON and CSV. */
int living_part(uint32_t size);
int living_json(void);
int living_csv(void);
/* SHA-256 of `size` bytes in the room, in hexadecimal. */
int living_sha256(uint32_t size);

#endif
