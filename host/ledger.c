/* ledger.c - how does a line get to the end of a ledger that others may write to, and nowhere else?
 *
 * Under a lock of the whole file: read, check the chain, write at the end, sync.  What could not be written whole is cut off
 * again.  Cost: reads the file once.  Source: POSIX fcntl, section "record locks". */
#include "host/ledger.h"

#include "base/fail.h"
#include "host/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ent_status fail_io(const char *path, ent_error *err)
{
  return ent_fail_join(err, ENT_IO, 0, 0, "", "Cannot use the ledger \"", path, "\": ", strerror(errno), ".",
                       (char *)NULL);
}

static bool lock(int fd)
{
  struct flock whole;
  memset(&whole, 0, sizeof whole);
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  int code = -1;
  do code = fcntl(fd, F_SETLKW, &whole);
  while (code != 0 && errno == EINTR);
  return code == 0;
}

static bool read_all(int fd, char *out, size_t size)
{
  size_t done = 0;
  while (done < size) {
    const ssize_t got = pread(fd, out + done, size - done, (off_t)done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += (size_t)got;
  }
  return true;
}

static bool write_all(int fd, const char *text, size_t size, size_t at)
{
  size_t done = 0;
  while (done < size) {
    const ssize_t put = pwrite(fd, text + done, size - done, (off_t)(at + done));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    done += (size_t)put;
  }
  return fsync(fd) == 0;
}

static ent_status add_line(const char *path, int fd, size_t size, const ent_ledger_entry *last, ent_ledger_entry *f,
                           ent_error *err)
{
  char text[sizeof ENT_LEDGER_HEAD + ENT_LEDGER_LINE_MAX];
  size_t head = 0;
  if (size == 0) {
    head = strlen(ENT_LEDGER_HEAD);
    memcpy(text, ENT_LEDGER_HEAD, head);
  }
  ent_ledger_entry made = *f;
  made.number = last->number + 1;
  if (!made.time[0]) host_now(made.time);
  const size_t length = head + ent_ledger_write(&made, last->number > 0 ? last->hash : NULL, text + head);
  if (!write_all(fd, text, length, size)) {
    const ent_status status = fail_io(path, err);
    if (ftruncate(fd, (off_t)size) != 0) return status; /* nothing more can be done; its reader will tell */
    return status;
  }
  *f = made;
  return ENT_OK;
}

static ent_status append(const char *path, int fd, ent_ledger_entry *f, ent_error *err)
{
  struct stat about;
  if (!lock(fd) || fstat(fd, &about) != 0) return fail_io(path, err);
  const size_t size = about.st_size > 0 ? (size_t)about.st_size : 0;
  if (size > HOST_LEDGER_MAX - ENT_LEDGER_LINE_MAX)
    return ent_fail_join(err, ENT_LIMIT, 0, 0, "", "The ledger \"", path, "\" is full: it has at most 64 MB.",
                         (char *)NULL);
  char *const text = malloc(size + 1);
  if (!text) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the ledger.");
  ent_ledger_entry last;
  memset(&last, 0, sizeof last);
  ent_status status = read_all(fd, text, size) ? ENT_OK : fail_io(path, err);
  if (status == ENT_OK && size > 0) status = ent_ledger_read(text, size, NULL, NULL, &last, NULL, err);
  free(text);
  return status == ENT_OK ? add_line(path, fd, size, &last, f, err) : status;
}

ent_status host_ledger_append(const char *path, ent_ledger_entry *entry, ent_error *err)
{
  const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return fail_io(path, err);
  const ent_status status = append(path, fd, entry, err);
  close(fd); /* and with it the lock */
  return status;
}
