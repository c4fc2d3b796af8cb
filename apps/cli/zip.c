/* zip.c - how do several files become one?
 *
 * Local headers with the packed bytes, then the directory.  Times are 1980-01-01: the same answer gives the same bytes.
 * CRC-32 is that of IEEE 802.3.  Cost: that of packing. */
#include "zip.h"

#include "deflate.h"

#define VERSION 20 /* DEFLATE */
#define UTF8_NAMES 0x0800
#define DAY_ONE 0x0021 /* 1980-01-01 */

static uint32_t crc_of(const uint8_t *data, size_t size)
{
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < size; i++) {
    crc ^= data[i];
    for (int k = 0; k < 8; k++) crc = crc & 1 ? crc >> 1 ^ UINT32_C(0xEDB88320) : crc >> 1;
  }
  return ~crc;
}

static void put16(ent_writer *w, uint32_t v)
{
  ent_write_u8(w, (uint8_t)(v & 255));
  ent_write_u8(w, (uint8_t)(v >> 8 & 255));
}

static size_t length(const char *text)
{
  size_t n = 0;
  while (text[n]) n++;
  return n;
}

/* What header and directory have in common. */
static void put_facts(cli_zip *z, int i)
{
  put16(z->out, VERSION);
  put16(z->out, UTF8_NAMES);
  put16(z->out, z->file[i].stored ? 0 : 8);
  put16(z->out, 0);
  put16(z->out, DAY_ONE);
  ent_write_u32(z->out, z->file[i].crc);
  ent_write_u32(z->out, z->file[i].packed);
  ent_write_u32(z->out, z->file[i].size);
  put16(z->out, (uint32_t)length(z->file[i].name));
  put16(z->out, 0);
}

void cli_zip_open(cli_zip *zip, ent_writer *out, ent_arena *arena)
{
  *zip = (cli_zip){.out = out, .arena = arena};
}

void cli_zip_add(cli_zip *z, const char *name, const void *data, size_t size)
{
  ent_writer packed;
  ent_writer_open(&packed, z->arena);
  cli_deflate(data, size, z->arena, &packed);
  if (packed.failed || z->files == CLI_ZIP_FILES_MAX || size > UINT32_MAX / 2) {
    z->out->failed = true;
    return;
  }
  const int i = z->files++;
  const bool stored = packed.size >= size;
  z->file[i].name = name;
  z->file[i].crc = crc_of(data, size);
  z->file[i].size = (uint32_t)size;
  z->file[i].packed = (uint32_t)(stored ? size : packed.size);
  z->file[i].at = (uint32_t)z->out->size;
  z->file[i].stored = stored;
  ent_write_u32(z->out, UINT32_C(0x04034b50));
  put_facts(z, i);
  ent_write_bytes(z->out, name, length(name));
  ent_write_bytes(z->out, stored ? data : packed.data, stored ? size : packed.size);
}

void cli_zip_close(cli_zip *z)
{
  const size_t start = z->out->size;
  for (int i = 0; i < z->files; i++) {
    ent_write_u32(z->out, UINT32_C(0x02014b50));
    put16(z->out, VERSION);
    put_facts(z, i);
    put16(z->out, 0); /* no comment, */
    put16(z->out, 0); /* the first disk, */
    put16(z->out, 0); /* attributes */
    ent_write_u32(z->out, 0);
    ent_write_u32(z->out, z->file[i].at);
    ent_write_bytes(z->out, z->file[i].name, length(z->file[i].name));
  }
  const size_t end = z->out->size;
  ent_write_u32(z->out, UINT32_C(0x06054b50));
  put16(z->out, 0);
  put16(z->out, 0);
  put16(z->out, (uint32_t)z->files);
  put16(z->out, (uint32_t)z->files);
  ent_write_u32(z->out, (uint32_t)(end - start));
  ent_write_u32(z->out, (uint32_t)start);
  put16(z->out, 0);
}
