/* bytes.h - a reader that never reads past the end, and a writer that grows in an arena.
 *
 * All integers are little-endian; doubles travel as their 64 bits.  A reader that has failed stays failed and returns
 * zeros, so a loader checks once at the end of each record.  Cost: O(1) a value. */
#ifndef ENT_CORE_BYTES_H
#define ENT_CORE_BYTES_H

#include "arena.h"

#include <stdarg.h>

typedef struct ent_reader {
  const uint8_t *at, *end;
  bool failed;
} ent_reader;

void ent_reader_open(ent_reader *r, const void *data, size_t size);
size_t ent_reader_left(const ent_reader *r);
uint8_t ent_read_u8(ent_reader *r);
uint32_t ent_read_u32(ent_reader *r);
uint64_t ent_read_u64(ent_reader *r);
double ent_read_f64(ent_reader *r);
/* A length (u32) and that many bytes; points into the data, without a NUL.  NULL and *size = 0 on failure. */
const char *ent_read_text(ent_reader *r, size_t *size);

typedef struct ent_writer {
  ent_arena *arena;
  char *data; /* always NUL-terminated once something was written */
  size_t size, room;
  bool failed; /* no memory: everything after is ignored */
} ent_writer;

void ent_writer_open(ent_writer *w, ent_arena *arena);
void ent_write_bytes(ent_writer *w, const void *data, size_t size);
void ent_write_u8(ent_writer *w, uint8_t v);
void ent_write_u32(ent_writer *w, uint32_t v);
void ent_write_u64(ent_writer *w, uint64_t v);
void ent_write_f64(ent_writer *w, double v);
void ent_write_text(ent_writer *w, const char *text, size_t size);

/* The same writer for text: a string (NULL writes nothing), a number with all its digits, a number with fixed decimals,
 * an integer.  A number that is not finite is written as null, so that JSON stays JSON.  put.c */
void ent_put(ent_writer *w, const char *text);
void ent_put_number(ent_writer *w, double v);
void ent_put_fixed(ent_writer *w, double v, int decimals);
void ent_put_int(ent_writer *w, int64_t v);
/* Text inside a JSON string (quotes not included), safe inside an HTML script element as well; and text inside XML or
 * HTML, element or attribute.  NULL writes nothing; bytes that are not UTF-8 become U+FFFD. */
void ent_put_json(ent_writer *w, const char *text);
void ent_put_xml(ent_writer *w, const char *text);
/* A cell of a table (RFC 4180): in quotes, with those inside doubled; or only where a comma, quote or line end asks for them. */
void ent_put_quoted(ent_writer *w, const char *text);
void ent_put_cell(ent_writer *w, const char *text);

/* A sentence in the reader's language with its holes filled: pairs of (name, value), then NULL.
 *   ent_put_said(w, words, "{share} of {draws} draws", "share", share, "draws", draws, NULL);
 * English and translation name the same holes; a hole that no pair names stays as it is; a NULL value counts as empty.
 * _xml: the sentence is escaped, the values are XML already.  _list: for a variadic function of the caller's own.  words.c */
void ent_put_said(ent_writer *w, const ent_words *words, const char *english, ...);
void ent_put_said_xml(ent_writer *w, const ent_words *words, const char *english, ...);
void ent_put_said_list(ent_writer *w, const ent_words *words, const char *english, bool xml, va_list pairs);

#endif
