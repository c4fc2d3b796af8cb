/* main.c - packs files into one, for a page to carry, and back:
 *
 *   entente_pack OUT FILE...         (runs while entente is built; a file that begins as a WebAssembly module is one)
 *   entente_pack --unpack PACKED     (all pieces, one after the other, to standard output) */
#include "press.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM ((size_t)1 << 24)

static int fail(const char *name, const char *why)
{
  fprintf(stderr, "entente_pack: %s: %s\n", name, why);
  return 1;
}

/* Appends a file to the data; its size as press_pack wants it, 0 if it cannot be read. */
static uint32_t read_piece(const char *name, uint8_t *data, size_t used)
{
  FILE *const file = fopen(name, "rb");
  if (!file) return 0;
  const size_t size = fread(data + used, 1, ROOM - used, file);
  const int whole = feof(file) && !ferror(file);
  fclose(file);
  if (!whole) return 0;
  return (uint32_t)size | (size > 4 && memcmp(data + used, "\0asm", 4) == 0 ? PRESS_MODULE : 0);
}

static int pack(const char *name, const uint8_t *data, size_t used, const uint32_t *size, uint32_t pieces)
{
  press_model *const model = malloc(sizeof *model);
  uint8_t *const out = malloc(PRESS_ROOM(used, pieces));
  FILE *const file = fopen(name, "wb");
  int bad = !model || !out || !file;
  if (!bad) {
    const size_t packed = press_pack(data, size, pieces, model, out);
    bad = fwrite(out, 1, packed, file) != packed;
  }
  if (file && fclose(file) != 0) bad = 1;
  free(model);
  free(out);
  return bad ? fail(name, "cannot be written") : 0;
}

static int unpack(const char *name)
{
  uint8_t *const packed = malloc(ROOM);
  const size_t packed_size = packed ? read_piece(name, packed, 0) : 0;
  const uint64_t size = packed_size > 0 ? press_size(packed, packed_size) : UINT64_MAX;
  uint8_t *const out = size < ROOM ? malloc((size_t)size + 1) : NULL;
  press_model *const model = malloc(sizeof *model);
  int bad = 1;
  if (out && model) {
    press_unpack(packed, packed_size, model, out);
    bad = fwrite(out, 1, (size_t)size, stdout) != size;
  }
  free(packed);
  free(out);
  free(model);
  return bad ? fail(name, "cannot be unpacked") : 0;
}

int main(int argc, char **argv)
{
  uint32_t size[PRESS_PIECES_MAX], pieces = 0;
  size_t used = 0;
  if (argc == 3 && strcmp(argv[1], "--unpack") == 0) return unpack(argv[2]);
  if (argc < 3 || argc - 2 > PRESS_PIECES_MAX) return fail("usage", "entente_pack OUT FILE...   (at most 16)");
  uint8_t *const data = malloc(ROOM);
  if (!data) return fail(argv[1], "no memory");
  for (int i = 2; i < argc; i++, pieces++) {
    size[pieces] = read_piece(argv[i], data, used);
    if (size[pieces] == 0) {
      free(data);
      return fail(argv[i], "is empty, too large or cannot be read");
    }
    used += size[pieces] & ~PRESS_MODULE;
  }
  const int bad = pack(argv[1], data, used, size, pieces);
  free(data);
  return bad;
}
