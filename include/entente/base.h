/* entente/base.h - what every other header stands on: status, errors, memory, random numbers, mathematics.
 *
 * House rules that hold for every public function of entente:
 *   - inputs (const) come first, then outputs, then the error object, which may be NULL;
 *   - ENT_OK is 0; on any other status the outputs are untouched;
 *   - the library never prints, exits, aborts, opens a file, asks the clock or keeps mutable global state;
 *   - memory comes from the caller's allocator only; sizes are told when memory is given back;
 *   - same version, same scenario, same seed: same bytes, on every platform and any number of threads. */
#ifndef ENTENTE_BASE_H
#define ENTENTE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_VERSION_MAJOR 0
#define ENT_VERSION_MINOR 1
#define ENT_VERSION_PATCH 0

/* The version as text, "0.1.0".  Cost: none.  Errors: none. */
const char *ent_version(void);

/* ---- status ------------------------------------------------------------------------------------------- */

/* One list: enumeration, texts, documentation and the names in other languages come from it. */
#define ENT_STATUS_LIST(X)                                \
  X(OK, "success")                                        \
  X(NOMEM, "out of memory")                               \
  X(ARGUMENT, "argument outside its documented range")    \
  X(SYNTAX, "input text is not well-formed")              \
  X(SCHEMA, "input is well-formed but is not a scenario") \
  X(REFERENCE, "a name refers to nothing")                \
  X(LIMIT, "problem is larger than a documented limit")   \
  X(NUMERIC, "no finite answer exists at these numbers")  \
  X(CANCELLED, "stopped by the caller")                   \
  X(IO, "the operating system refused a read or write")   \
  X(CORRUPT, "stored data failed its integrity check")    \
  X(VERSION, "data were written by another version")      \
  X(INTERNAL, "an internal check failed; please report it")

typedef enum ent_status {
#define X(name, text) ENT_##name,
  ENT_STATUS_LIST(X)
#undef X
    ENT_STATUS_COUNT
} ent_status;

/* "ENT_NOMEM" for ENT_NOMEM; "ENT_?" for a number that is no status. */
const char *ent_status_name(ent_status status);
/* "out of memory" for ENT_NOMEM; "unknown status" for a number that is no status. */
const char *ent_status_text(ent_status status);

#define ENT_PATH_MAX 128
#define ENT_MESSAGE_MAX 240

/* What went wrong and where.  Plain data: lives with the caller, never allocates, may be copied. */
typedef struct ent_error {
  ent_status code;
  int line, column;              /* place in the input text, from 1; 0 where there is none */
  char path[ENT_PATH_MAX];       /* place in the model: "clubs.G7.rule" */
  char message[ENT_MESSAGE_MAX]; /* one sentence that ends in a full stop and says what is allowed */
} ent_error;

/* ---- languages ---------------------------------------------------------------------------------------- */

/* The languages that entente speaks: tag (BCP 47), name in the language itself.  English is the source: it is the text in
 * the program, and what is said where a catalogue lacks a text. */
#define ENT_LANGUAGE_LIST(X)                                                \
  X(EN, "en", "English")                                                    \
  X(ZH_HANT, "zh-Hant", "\xE7\xB9\x81\xE9\xAB\x94\xE4\xB8\xAD\xE6\x96\x87") \
  X(ZH_HANS, "zh-Hans", "\xE7\xAE\x80\xE4\xBD\x93\xE4\xB8\xAD\xE6\x96\x87")

typedef enum ent_language {
#define X(name, tag, text) ENT_LANGUAGE_##name,
  ENT_LANGUAGE_LIST(X)
#undef X
    ENT_LANGUAGES
} ent_language;

#define ENT_LANGUAGE_MAX 12

/* A catalogue of translations: the bytes of a GNU .mo file, borrowed and read-only.  Wherever a function takes words, NULL
 * is English. */
typedef struct ent_words {
  const uint8_t *mo;
  size_t size;
  char language[ENT_LANGUAGE_MAX]; /* "zh-Hant" */
} ent_words;

/* Checks a .mo file (little endian, revision 0; every text inside, UTF-8 and closed by a NUL; keys ascending; the language
 * named in its header) and opens it; the bytes must outlive *out.  Errors: ENT_ARGUMENT (no bytes, no out), ENT_CORRUPT,
 * ENT_VERSION, ENT_LIMIT (over 100,000 texts).  Cost: O(size).  Source: GNU gettext manual, section 10.3. */
ent_status ent_words_open(const void *mo, size_t size, ent_words *out, ent_error *err);
/* An English text of the program in the catalogue's language; the text itself when words is NULL or lacks it.
 * Cost: O(log texts) comparisons. */
const char *ent_say(const ent_words *words, const char *english);
/* The language of the words: "zh-Hant"; "en" for NULL. */
const char *ent_words_language(const ent_words *words);

/* The sentence of an error in the catalogue's language, with the same names and numbers, written to out; the sentence itself
 * when words is NULL or knows no such sentence.  An error stays English until somebody shows it.  Source: words_error.c. */
#define ENT_SAID_MAX (3 * ENT_MESSAGE_MAX)
const char *ent_error_say(const ent_words *words, const char *message, char out[ENT_SAID_MAX]);

/* Marks a text that is said elsewhere, as in a table, so that tools/check_words finds it. */
#define ENT_SAY(english) english

/* ---- memory ------------------------------------------------------------------------------------------- */

/* resize(ctx, NULL, 0, n) allocates n bytes aligned for any type, resize(ctx, p, n, 0) frees and returns NULL,
 * resize(ctx, p, n, m) moves.  Returns NULL when there is no memory (the old block then stays as it was). */
typedef struct ent_allocator {
  void *(*resize)(void *ctx, void *old, size_t old_size, size_t new_size);
  void *ctx;
} ent_allocator;

/* ---- random numbers ----------------------------------------------------------------------------------- */

/* Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC'11, "Parallel random numbers: as easy
 * as 1, 2, 3"): out = philox(counter, key).  Pure; the three published known-answer vectors are tests. */
void ent_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* A stream's name: 64-bit FNV-1a of a path such as "clubs.G7#factor".  Adding an input moves no other stream. */
uint64_t ent_name_hash(const char *path, size_t size);

/* Uniform number strictly inside (0, 1): (k + 1/2) / 2^52 with 52 random bits k.  Pure function of its four arguments:
 * seed, draw number, stream name, and use (0, 1, ... when one stream needs several numbers in a draw).  Numbers of one seed
 * are independent of one another while draw < 2^48 and use < 2^16. */
double ent_uniform(uint64_t seed, uint64_t draw, uint64_t name, uint32_t use);

/* ---- mathematics (core calls no libm but sqrt, fabs, floor: the same bits everywhere) ------------------ */

double ent_exp(double x);             /* e^x, within 1 ulp; 0 below -745.14, +inf above 709.78 */
double ent_log(double x);             /* natural logarithm, within 1 ulp; -inf at 0, NaN below 0 */
double ent_expm1(double x);           /* e^x - 1 without cancellation, within 1 ulp */
double ent_log1p(double x);           /* log(1 + x) without cancellation, within 1 ulp */
double ent_pow(double x, double y);   /* x^y for x >= 0, within 1 ulp (x < 0 only with whole y) */
double ent_normal_cdf(double z);      /* P(Z <= z), relative error below 4e-16 in the body, 1e-13 in the tails */
double ent_normal_quantile(double p); /* its inverse on (0, 1), relative error below 1e-15; -inf at 0, +inf at 1 */
double ent_beta_cdf(double x, double a, double b);         /* regularised incomplete beta I_x(a, b), a, b in (0, 1e6] */
double ent_beta_quantile(double p, double a, double b);    /* its inverse; |I_x - p| below 1e-12 */
double ent_gamma_cdf(double x, double shape, double rate); /* regularised lower incomplete gamma P(shape, rate x) */
double ent_gamma_quantile(double p, double shape, double rate); /* its inverse; |P - p| below 1e-12 */
double ent_lgamma(double x); /* log Gamma(x) for x > 0; absolute error below 1e-14 * max(1, |value|) */

/* ---- numbers as text (no locale, same digits everywhere) ------------------------------------------------ */

/* Reads one decimal number ("12", "-0.5", "+.5", "1e-3") from the first bytes of text, correctly rounded; below half of
 * the least double it is 0.  *used is the number of bytes read.  ENT_SYNTAX if there is none, also when it runs into a
 * letter, a point or '_' ("1_000", "0x1F", "5.", "nan"); ENT_NUMERIC if it is above the largest double. */
ent_status ent_number_read(const char *text, size_t size, double *value, size_t *used);
/* Writes the shortest decimal that reads back to the same bits; at most 25 bytes with the closing NUL: "0.1", "-0",
 * "1234567"; with an exponent below 1e-5 ("1e-7") and from 1e21 ("1e21"); "inf", "-inf", "nan".  Returns the length. */
#define ENT_NUMBER_MAX 32
size_t ent_number_write(double value, char out[ENT_NUMBER_MAX]);
/* Writes value with exactly `decimals` (0..9) digits after the point: its exact binary value, rounded half to even; no
 * minus sign when all digits are 0.  Not finite or |value| >= 1e15: as ent_number_write.  Returns the length. */
size_t ent_number_write_fixed(double value, int decimals, char out[ENT_NUMBER_MAX]);

/* ---- identity ------------------------------------------------------------------------------------------ */

/* SHA-256 (FIPS 180-4) of size bytes. */
void ent_sha256(const void *data, size_t size, uint8_t digest[32]);
/* The digest as 64 small hexadecimal digits and a NUL. */
void ent_sha256_hex(const uint8_t digest[32], char out[65]);

#ifdef __cplusplus
}
#endif
#endif
