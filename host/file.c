/* file.c - how does a file get in, and how does one get out whole?
 *
 * In: read in growing pieces, so that pipes work too, and stop as soon as there is more than the limit.
 * Out: write to a temporary name next to the target, fsync, then rename, which POSIX promises to be atomic: a reader
 * sees the old file or the new one, and an interrupted run leaves the old one as it was. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "host/file.h"

#include "base/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ent_status fail_io(ent_error *err, const char *what, const char *path, int reason)
{
  return ent_fail_join(err, ENT_IO, 0, 0, "", what, " \"", path, "\": ", strerror(reason), ".", (char *)NULL);
}

/* ---- reading --------------------------------------------------------------------------------------------- */

/* Reads what is left of the stream, at most limit bytes. */
static ent_status read_stream(FILE *stream, const char *path, size_t limit, host_text *out, ent_error *err)
{
  size_t room = 1 << 16, size = 0;
  char *data = malloc(room);
  while (data) {
    size += fread(data + size, 1, room - size - 1, stream);
    if (size > limit || ferror(stream) || feof(stream)) break;
    if (size + 1 < room) continue;
    char *const larger = realloc(data, room *= 2);
    if (!larger) free(data);
    data = larger;
  }
  if (!data) return ent_fail(err, ENT_NOMEM, "", "There is no memory to hold the file.");
  if (ferror(stream)) {
    const int reason = errno;
    free(data);
    return fail_io(err, "Cannot read", path, reason);
  }
  if (size > limit) {
    char mebibytes[32];
    snprintf(mebibytes, sizeof mebibytes, "%zu", limit >> 20);
    free(data);
    return ent_fail_join(err, ENT_LIMIT, 0, 0, "", "The file is larger than ", mebibytes,
                         " MiB, the most that is read.", (char *)NULL);
  }
  data[size] = '\0';
  *out = (host_text){data, size};
  return ENT_OK;
}

ent_status host_file_read(const char *path, size_t limit, host_text *out, ent_error *err)
{
  if (strcmp(path, "-") == 0) return read_stream(stdin, "standard input", limit, out, err);
  FILE *const stream = fopen(path, "rb");
  if (!stream) return fail_io(err, "Cannot open", path, errno);
  struct stat about;
  if (fstat(fileno(stream), &about) == 0 && S_ISDIR(about.st_mode)) {
    fclose(stream);
    return fail_io(err, "Cannot read", path, EISDIR);
  }
  const ent_status status = read_stream(stream, path, limit, out, err);
  fclose(stream);
  return status;
}

bool host_file_begins(const char *path, const char *text)
{
  char begin[64];
  struct stat about;
  const size_t size = strlen(text);
  if (size > sizeof begin || stat(path, &about) != 0 || !S_ISREG(about.st_mode)) return false;
  FILE *const file = fopen(path, "rb");
  if (!file) return false;
  const size_t got = fread(begin, 1, size, file);
  fclose(file);
  return got == size && memcmp(begin, text, size) == 0;
}

void host_text_free(host_text *text)
{
  free(text->data);
  *text = (host_text){NULL, 0};
}

static bool same_folder(const char *a, const char *b)
{
  struct stat x, y;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Is the folder path[from, to) a way down that the ".." behind it only goes back?  Behind a symbolic link it is not. */
static bool goes_back(char *path, size_t from, size_t to)
{
  const size_t up = to + 3;
  const size_t size = to - from;
  if (size == 0 || memcmp(path + to, "/../", 4) != 0) return false;
  if (size == 1 && path[from] == '.') return true;
  if (size == 2 && path[from] == '.' && path[from + 1] == '.') return false;
  char above[HOST_PATH_MAX];
  memcpy(above, path, from);
  above[from] = '\0';
  path[up] = '\0';
  const bool same = same_folder(from > 0 ? above : ".", path);
  path[up] = '/';
  return same;
}

/* "scenarios/../data/a.csv" is data/a.csv, and "./../a.csv" is ../a.csv. */
static void fold(char *path)
{
  size_t from = 0;
  for (char *slash = strchr(path, '/'); slash; slash = strchr(path + from, '/')) {
    const size_t to = (size_t)(slash - path);
    if (!goes_back(path, from, to)) {
      from = to + 1;
      continue;
    }
    const size_t next = to - from == 1 && path[from] == '.' ? to + 1 : to + 4;
    memmove(path + from, path + next, strlen(path + next) + 1);
    from = 0; /* what stands before may go back now */
  }
}

ent_status host_path_beside(const char *beside, const char *file, char out[HOST_PATH_MAX], ent_error *err)
{
  const char *const slash = strrchr(beside, '/');
  const size_t folder = file[0] == '/' || !slash ? 0 : (size_t)(slash - beside) + 1;
  const size_t name = strlen(file);
  if (folder + name >= HOST_PATH_MAX) return ent_fail(err, ENT_LIMIT, "", "The path of the file is too long.");
  memmove(out, beside, folder);
  memcpy(out + folder, file, name + 1);
  fold(out);
  return ENT_OK;
}

/* ---- writing --------------------------------------------------------------------------------------------- */

/* The file behind a symbolic link is the one to replace, not the link. */
static ent_status resolve(const char *path, char out[HOST_PATH_MAX], ent_error *err)
{
  char *const real = realpath(path, NULL);
  const char *const name = real ? real : path;
  const size_t size = strlen(name);
  if (size + 32 < HOST_PATH_MAX) memcpy(out, name, size + 1);
  free(real);
  return size + 32 < HOST_PATH_MAX ? ENT_OK : ent_fail(err, ENT_LIMIT, "", "The path of the file is too long.");
}

ent_status host_output_open(const char *path, host_output *out, ent_error *err)
{
  if (strcmp(path, "-") == 0) {
    *out = (host_output){.stream = stdout, .target = "-"};
    return ENT_OK;
  }
  host_output output = {.stream = NULL};
  const ent_status status = resolve(path, output.target, err);
  if (status != ENT_OK) return status;
  struct stat about;
  const bool direct = stat(output.target, &about) == 0 && !S_ISREG(about.st_mode);
  if (direct) {
    output.stream = fopen(output.target, "wb");
  } else {
    snprintf(output.temporary, sizeof output.temporary, "%.*s.%ld.part", HOST_PATH_MAX - 32, output.target,
             (long)getpid());
    const int fd = open(output.temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd >= 0 && !(output.stream = fdopen(fd, "wb"))) close(fd);
  }
  if (!output.stream) return fail_io(err, "Cannot write", path, errno);
  *out = output;
  return ENT_OK;
}

ent_status host_output_commit(host_output *output, ent_error *err)
{
  const bool to_stdout = output->stream == stdout;
  bool good = fflush(output->stream) == 0 && !ferror(output->stream);
  if (output->temporary[0]) good = good && fsync(fileno(output->stream)) == 0;
  int reason = good ? 0 : errno;
  if (!to_stdout && fclose(output->stream) != 0 && good) {
    good = false;
    reason = errno;
  }
  output->stream = NULL;
  if (good && output->temporary[0] && rename(output->temporary, output->target) != 0) {
    good = false;
    reason = errno;
  }
  if (good) return ENT_OK;
  if (output->temporary[0]) unlink(output->temporary);
  return fail_io(err, "Cannot write", to_stdout ? "standard output" : output->target, reason);
}

void host_output_discard(host_output *output)
{
  if (output->stream && output->stream != stdout) fclose(output->stream);
  output->stream = NULL;
  if (output->temporary[0]) unlink(output->temporary);
  output->temporary[0] = '\0';
}

ent_status host_file_write(const char *path, const void *data, size_t size, ent_error *err)
{
  host_output out = {.stream = NULL};
  const ent_status status = host_output_open(path, &out, err);
  if (status != ENT_OK || !out.stream) return status;
  fwrite(data, 1, size, out.stream); /* commit sees what went wrong */
  return host_output_commit(&out, err);
}
