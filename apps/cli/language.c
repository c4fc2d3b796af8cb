/* language.c - which words does the program speak with?
 *
 * The catalogues are inside the program (cmake/words.cmake).  The language has to be known before anything is said, also
 * about a command line that cannot be read, so --lang is looked for first. */
#include "call.h"

#include "host/language.h"

#ifdef ENT_WORDS
#include "entente_files.h"
#endif

#include <string.h>

#ifdef ENT_WORDS
/* Opens a catalogue once; NULL, which is English, if it is not sound: the build checked it. */
static const ent_words *open_words(const unsigned char *mo, size_t size, ent_words *words)
{
  return words->mo || ent_words_open(mo, size, words, NULL) == ENT_OK ? words : NULL;
}

static const ent_words *terminal_words(ent_language language)
{
  static ent_words hant, hans;
  if (language == ENT_LANGUAGE_ZH_HANT)
    return open_words(entente_file_words_terminal_zh_Hant, entente_file_words_terminal_zh_Hant_size, &hant);
  if (language == ENT_LANGUAGE_ZH_HANS)
    return open_words(entente_file_words_terminal_zh_Hans, entente_file_words_terminal_zh_Hans_size, &hans);
  return NULL;
}

static const ent_words *page_words(ent_language language)
{
  static ent_words hant, hans;
  if (language == ENT_LANGUAGE_ZH_HANT)
    return open_words(entente_file_words_page_zh_Hant, entente_file_words_page_zh_Hant_size, &hant);
  if (language == ENT_LANGUAGE_ZH_HANS)
    return open_words(entente_file_words_page_zh_Hans, entente_file_words_page_zh_Hans_size, &hans);
  return NULL;
}
#else
static const ent_words *terminal_words(ent_language language)
{
  (void)language;
  return NULL;
}

static const ent_words *page_words(ent_language language)
{
  (void)language;
  return NULL;
}
#endif

/* The value of --lang; NULL when it is not given. */
static const char *given_language(int argc, char *const *argv)
{
  const char *value = NULL;
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (strncmp(argv[i], "--lang=", 7) == 0) value = argv[i] + 7;
    if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) value = argv[++i];
  }
  return value;
}

const ent_words *cli_terminal_words(const char *language)
{
  ent_language found = ENT_LANGUAGE_EN;
  return host_language_read(language, &found) ? terminal_words(found) : NULL;
}

const ent_words *cli_page_words(const char *language)
{
  ent_language found = ENT_LANGUAGE_EN;
  return host_language_read(language, &found) ? page_words(found) : NULL;
}

bool cli_choose_language(int argc, char *const *argv, cli_call *call, const char **asked)
{
  const char *const given = given_language(argc, argv);
  ent_language language = host_language_choose();
  const bool known = !given || host_language_read(given, &language);
  if (!known) *asked = given;
  call->language = host_language_tag(language);
  call->words = terminal_words(language);
  call->page_words = page_words(language);
  return known;
}
