/* language.c - which language does a person want to read?
 *
 * The variables of the locale are read as strings: setlocale would change how the whole process writes numbers, and a
 * machine may lack the locale that its user names.  Cost: none.
 * Source: POSIX.1-2017, section 8.2 (order of the variables); BCP 47 (tags and scripts). */
#include "host/language.h"

#include <stdlib.h>
#include <string.h>

#define TAG_MAX 32

static const char *const tags[ENT_LANGUAGES] = {
#define X(name, tag, text) tag,
  ENT_LANGUAGE_LIST(X)
#undef X
};

const char *host_language_tag(ent_language language)
{
  return (int)language >= 0 && language < ENT_LANGUAGES ? tags[language] : tags[ENT_LANGUAGE_EN];
}

static char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "zh_TW.UTF-8@x" becomes "zh-tw"; false when it is too long to be a tag. */
static bool bare_tag(const char *text, char out[TAG_MAX])
{
  const size_t size = strcspn(text, ".@");
  if (size >= TAG_MAX) return false;
  for (size_t i = 0; i < size; i++) out[i] = text[i] == '_' ? '-' : lower(text[i]);
  out[size] = '\0';
  return true;
}

/* Does the tag begin with these parts? */
static bool begins(const char *tag, const char *parts)
{
  const size_t size = strlen(parts);
  return strncmp(tag, parts, size) == 0 && (tag[size] == '\0' || tag[size] == '-');
}

bool host_language_read(const char *text, ent_language *out)
{
  static const char *const traditional[] = {"zh-hant", "zh-tw", "zh-hk", "zh-mo"};
  char tag[TAG_MAX] = "";
  if (!text || !bare_tag(text, tag)) return false;
  if (begins(tag, "en")) {
    *out = ENT_LANGUAGE_EN;
    return true;
  }
  if (!begins(tag, "zh")) return false;
  *out = ENT_LANGUAGE_ZH_HANS;
  for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++) {
    if (begins(tag, traditional[i])) *out = ENT_LANGUAGE_ZH_HANT;
  }
  return true;
}

bool host_language_first(const char *list, ent_language *out)
{
  for (const char *at = list; at && *at;) {
    char tag[TAG_MAX];
    at += strspn(at, ", ");
    const size_t size = strcspn(at, ",; ");
    if (size < sizeof tag) {
      memcpy(tag, at, size);
      tag[size] = '\0';
      if (host_language_read(tag, out)) return true;
    }
    at += strcspn(at, ",");
  }
  return false;
}

ent_language host_language_choose(void)
{
  static const char *const names[] = {"ENTENTE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *const value = getenv(names[i]);
    if (!value || !*value) continue;
    ent_language language = ENT_LANGUAGE_EN;
    return host_language_read(value, &language) ? language : ENT_LANGUAGE_EN;
  }
  return ENT_LANGUAGE_EN;
}
