/* parity_main.c - what does parity_run answer here?   parity SNAPSHOT SEED DRAWS
 *
 * Prints the hash, one line.  tools/check_parity compares the lines of several compilers and of WebAssembly. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* tests/parity/parity_core.c: pure; writes 64 hexadecimal digits and a NUL. */
void parity_run(const unsigned char *snapshot, size_t size, uint64_t seed, uint64_t draws, char hex[65]);

#define SNAPSHOT_MAX ((size_t)64 << 20)

int main(int argc, char **argv)
{
  if (argc != 4) {
    fprintf(stderr, "usage: parity SNAPSHOT SEED DRAWS\n");
    return 2;
  }
  FILE *file = fopen(argv[1], "rb");
  unsigned char *data = malloc(SNAPSHOT_MAX);
  if (!file || !data) {
    fprintf(stderr, "%s: cannot be read\n", argv[1]);
    if (file) fclose(file);
    free(data);
    return 3;
  }
  const size_t size = fread(data, 1, SNAPSHOT_MAX, file);
  fclose(file);
  char hex[65] = "";
  parity_run(data, size, strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10), hex);
  free(data);
  puts(hex);
  return 0;
}
