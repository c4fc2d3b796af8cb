/* replay_main.c - does every input that was ever kept still pass?
 *
 * Feeds each file of the directories (or each file) named on the command line to the fuzz target linked in.  The same
 * target runs under libFuzzer with `make fuzz`.  A directory that does not exist holds no inputs. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path, FILE *file)
{
  size_t size = 0, room = 1 << 16;
  uint8_t *data = malloc(room);
  while (data) {
    size += fread(data + size, 1, room - size, file);
    if (size < room) break;
    uint8_t *larger = realloc(data, room *= 2);
    if (!larger) free(data);
    data = larger;
  }
  if (!data || ferror(file)) {
    fprintf(stderr, "%s: cannot be read\n", path);
    free(data);
    return 1;
  }
  fprintf(stderr, "%s\n", path);                      /* the last name before a crash is the input at fault */
  uint8_t *exact = size ? realloc(data, size) : data; /* so that a sanitizer sees a read past the end */
  LLVMFuzzerTestOneInput(exact ? exact : data, size);
  free(exact ? exact : data);
  return 0;
}

static int replay(const char *path, int *count)
{
  FILE *file = fopen(path, "rb");
  if (!file) return 1;
  const int failed = replay_file(path, file);
  fclose(file);
  *count += 1;
  return failed;
}

int main(int argc, char **argv)
{
  int failed = 0, count = 0;
  for (int i = 1; i < argc; i++) {
    DIR *dir = opendir(argv[i]);
    if (!dir) continue;
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
      if (entry->d_name[0] == '.') continue;
      char path[4096];
      snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
      failed |= replay(path, &count);
    }
    closedir(dir);
  }
  printf("%d inputs replayed\n", count);
  return failed;
}
