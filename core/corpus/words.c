/* words.c - which words does a corpus use, and what do they say?  The lists of corpus.h as arrays.  Cost: O(1). */
#include "entente/corpus.h"

static const char *of(const char *const *list, int count, int index)
{
  return index >= 0 && index < count ? list[index] : NULL;
}

const char *ent_deal_kind_word(int kind)
{
  static const char *const list[] = {
#define X(NAME, word, title) word,
    ENT_DEAL_KIND_LIST(X)
#undef X
  };
  return of(list, ENT_DEAL_KINDS, kind);
}

const char *ent_deal_kind_title(int kind)
{
  static const char *const list[] = {
#define X(NAME, word, title) title,
    ENT_DEAL_KIND_LIST(X)
#undef X
  };
  return of(list, ENT_DEAL_KINDS, kind);
}

const char *ent_deal_class_word(int class_of_rule)
{
  static const char *const list[] = {
#define X(NAME, word, title) word,
    ENT_DEAL_CLASS_LIST(X)
#undef X
  };
  return of(list, ENT_DEAL_CLASSES, class_of_rule);
}

const char *ent_deal_class_title(int class_of_rule)
{
  static const char *const list[] = {
#define X(NAME, word, title) title,
    ENT_DEAL_CLASS_LIST(X)
#undef X
  };
  return of(list, ENT_DEAL_CLASSES, class_of_rule);
}

const char *ent_deal_feature_column(int feature)
{
  static const char *const list[] = {
#define X(NAME, column, most) column,
    ENT_DEAL_FEATURE_LIST(X)
#undef X
  };
  return of(list, ENT_DEAL_FEATURES, feature);
}
