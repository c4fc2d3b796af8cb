/* archive.c - the directory at the end leads to each file; its own header must say the same. */
#include "support/archive.h"

#include "support/inflate.h"

#include <stdlib.h>
#include <string.h>

enum { LOCAL_SIZE = 30, ENTRY_SIZE = 46, END_SIZE = 22, FACTS_SIZE = 26 };

static uint32_t whole(const uint8_t *at, int bytes)
{
  uint32_t value = 0;
  for (int i = 0; i < bytes; i++) value |= (uint32_t)at[i] << (8 * i);
  return value;
}

/* CRC-32 by the polynomial that is mirrored, a nibble at a time (the writer takes bits). */
static uint32_t crc_of(const uint8_t *data, size_t size)
{
  static const uint32_t table[16] = {0x00000000u, 0x1DB71064u, 0x3B6E20C8u, 0x26D930ACu, 0x76DC4190u, 0x6B6B51F4u,
                                     0x4DB26158u, 0x5005713Cu, 0xEDB88320u, 0xF00F9344u, 0xD6D6A3E8u, 0xCB61B38Cu,
                                     0x9B64C2B0u, 0x86D3D2D4u, 0xA00AE278u, 0xBDBDF21Cu};
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < size; i++) {
    crc = table[(crc ^ data[i]) & 15] ^ crc >> 4;
    crc = table[(crc ^ (uint32_t)data[i] >> 4) & 15] ^ crc >> 4;
  }
  return ~crc;
}

/* One file, from its entry in the directory.  *local: where its header has to begin, then where the next one has to. */
static const char *read_file(const uint8_t *data, size_t start, const uint8_t *entry, size_t *local, archive *out)
{
  const uint8_t *const facts = entry + 6; /* what header and directory have in common */
  const uint32_t method = whole(facts + 4, 2), packed = whole(facts + 14, 4), size = whole(facts + 18, 4);
  const size_t name = whole(facts + 22, 2), at = whole(entry + 42, 4);
  if (at != *local || at + LOCAL_SIZE + name + packed > start) return "a file does not follow the one before";
  if (whole(data + at, 4) != 0x04034b50u) return "a file has no header";
  if (memcmp(data + at + 4, facts, FACTS_SIZE) != 0) return "header and directory disagree";
  if (memcmp(data + at + LOCAL_SIZE, entry + ENTRY_SIZE, name) != 0) return "header and directory disagree on a name";
  if (name == 0 || name >= ARCHIVE_NAME_MAX || out->files == ARCHIVE_FILES_MAX)
    return "a name is too long, or too many";
  const int i = out->files++;
  memcpy(out->file[i].name, entry + ENTRY_SIZE, name);
  out->file[i].name[name] = '\0';
  out->file[i].size = size;
  out->file[i].stored = method == 0;
  out->file[i].data = calloc((size_t)size + 1, 1);
  if (!out->file[i].data) return "no memory";
  const uint8_t *const body = data + at + LOCAL_SIZE + name;
  if (method == 0 && packed == size)
    memcpy(out->file[i].data, body, size);
  else if (method != 8 || !inflate_all(body, packed, out->file[i].data, size, NULL))
    return "a file cannot be unpacked";
  *local = at + LOCAL_SIZE + name + packed;
  return crc_of(out->file[i].data, size) == whole(facts + 10, 4) ? NULL : "a CRC is wrong";
}

const char *archive_open(const void *bytes, size_t size, archive *out)
{
  const uint8_t *const data = bytes;
  size_t local = 0;
  memset(out, 0, sizeof *out);
  if (size < END_SIZE || whole(data + size - END_SIZE, 4) != 0x06054b50u) return "there is no end record";
  const uint8_t *const end = data + size - END_SIZE;
  const uint32_t files = whole(end + 8, 2), start = whole(end + 16, 4), length = whole(end + 12, 4);
  if (whole(end + 10, 2) != files || (size_t)start + length != size - END_SIZE) return "the end record is wrong";
  size_t at = start;
  for (uint32_t i = 0; i < files; i++) {
    if (at + ENTRY_SIZE > size - END_SIZE || whole(data + at, 4) != 0x02014b50u) return "an entry is missing";
    const size_t name = whole(data + at + 28, 2);
    if (at + ENTRY_SIZE + name > size - END_SIZE) return "an entry is cut";
    const char *const wrong = read_file(data, start, data + at, &local, out);
    if (wrong) return wrong;
    at += ENTRY_SIZE + name;
  }
  return at == size - END_SIZE && local == start ? NULL : "there are bytes that belong to nothing";
}

void archive_close(archive *a)
{
  for (int i = 0; i < a->files; i++) free(a->file[i].data);
  a->files = 0;
}

int archive_find(const archive *a, const char *name)
{
  for (int i = 0; i < a->files; i++)
    if (strcmp(a->file[i].name, name) == 0) return i;
  return -1;
}
