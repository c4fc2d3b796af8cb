/* ledger_fuzz.c - any text as a ledger.
 *
 * Invariants: what is read is, written again line by line, the same bytes; an error points into the text. */
#include "entente/ledger.h"
#include "fuzz/fuzz.h"

typedef struct writing {
  const uint8_t *at, *end;
  char before[ENT_LEDGER_HASH];
  int lines;
} writing;

static bool again(void *ctx, const ent_ledger_entry *entry)
{
  writing *const w = ctx;
  char line[ENT_LEDGER_LINE_MAX];
  ent_ledger_entry copy = *entry;
  const size_t size = ent_ledger_write(&copy, w->lines > 0 ? w->before : NULL, line);
  MUST(size <= (size_t)(w->end - w->at) && memcmp(line, w->at, size) == 0);
  MUST(strcmp(copy.hash, entry->hash) == 0);
  memcpy(w->before, copy.hash, sizeof w->before);
  w->at += size;
  w->lines++;
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_error err = {.code = ENT_OK};
  ent_ledger_entry last = {.number = 0};
  int count = -1, lines = 1;
  writing w = {.at = data + strlen(ENT_LEDGER_HEAD), .end = data + size};
  if (size < strlen(ENT_LEDGER_HEAD)) w.at = w.end;
  const ent_status status = ent_ledger_read((const char *)data, size, again, &w, &last, &count, &err);
  for (size_t i = 0; i < size; i++) lines += data[i] == '\n';
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(count == -1 && last.number == 0 && err.line >= 1 && err.line <= lines);
    return 0;
  }
  MUST(count == w.lines && w.at == w.end && last.number == count);
  return 0;
}
