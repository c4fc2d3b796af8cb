/* language.h - which language does a person want to read? */
#ifndef ENT_HOST_LANGUAGE_H
#define ENT_HOST_LANGUAGE_H

#include "entente/base.h"

/* "en", "zh-Hant", "zh-Hans"; "en" for a number that is no language. */
const char *host_language_tag(ent_language language);

/* The language that a tag or the name of a locale asks for: zh_TW, zh-HK, zh_MO.UTF-8 and zh-Hant... ask for zh-Hant, any
 * other zh for zh-Hans, en... for en.  False for everything else. */
bool host_language_read(const char *text, ent_language *out);

/* The first language of ours in "fr,zh-TW;q=0.9,en;q=0.8" (Accept-Language, RFC 9110, 12.5.4): browsers name what their
 * readers want most first, so weights are not read.  False when there is none; list may be NULL. */
bool host_language_first(const char *list, ent_language *out);

/* The language of this process: ENTENTE_LANG, else LC_ALL, LC_MESSAGES, LANG as plain strings; the first that is not empty
 * decides, and what it does not name is English. */
ent_language host_language_choose(void);

#endif
