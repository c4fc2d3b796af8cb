/* write_yaml.c - which YAML gives this tree?
 *
 * Block style, two blanks a level.  A text that stood in quotes gets quotes, for that is part of the tree; one that stood
 * without gets none: plain where YAML reads it back as it is, else a literal block.  Cost: O(bytes). */
#include <string.h>

#include "carry.h"

static void blanks(ent_writer *w, int n)
{
  for (int i = 0; i < n; i++) ent_put(w, " ");
}

/* Line breaks that YAML knows beside \n, marks of order and bytes below the blank: these need quotes. */
static bool is_strange(const char *c)
{
  const unsigned char a = (unsigned char)c[0], b = a ? (unsigned char)c[1] : 0, d = a && b ? (unsigned char)c[2] : 0;
  if ((a < 0x20 && a != '\n') || a == 0x7f) return true;
  if (a == 0xC2 && b < 0xA0) return true;                              /* C1, next line */
  if (a == 0xE2 && b == 0x80 && (d == 0xA8 || d == 0xA9)) return true; /* line and paragraph separators */
  return a == 0xEF && ((b == 0xBB && d == 0xBF) || b == 0xBF);         /* byte order mark, no characters */
}

static bool has_strange(const char *text)
{
  for (; *text; text++)
    if (is_strange(text)) return true;
  return false;
}

static bool is_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* May stand without quotes on one line, in block style? */
static bool is_plain(const char *text)
{
  const size_t size = strlen(text);
  const unsigned char first = (unsigned char)text[0];
  if (size == 0 || has_strange(text)) return false;
  if (!is_word(text[0]) && first < 0x80 && !(text[0] == '-' && (is_word(text[1]) || text[1] == '.')) &&
      text[0] != '(' && text[0] != '_' && text[0] != '<' && text[0] != '=' && text[0] != '+' && text[0] != '.')
    return false;
  if (text[0] == '.' && text[1] == '.') return false;
  if (text[0] == '<' && text[1] == '<') return false;
  for (size_t i = 0; i < size; i++) {
    if (text[i] == '\n') return false;
    if (text[i] == ':' && (text[i + 1] == ' ' || text[i + 1] == '\0')) return false;
    if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return false;
  }
  return text[size - 1] != ' ';
}

static void put_quoted(ent_writer *w, const char *text)
{
  static const char digits[] = "0123456789abcdef";
  ent_put(w, "\"");
  for (; *text; text++) {
    const unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\') {
      const char pair[2] = {'\\', *text};
      ent_write_bytes(w, pair, 2);
    } else if (c == '\n') {
      ent_put(w, "\\n");
    } else if (c < 0x20 || c == 0x7f) {
      const char hex[4] = {'\\', 'x', digits[c >> 4], digits[c & 15]};
      ent_write_bytes(w, hex, 4);
    } else if (c == 0xC2 && is_strange(text)) {
      const unsigned char next = (unsigned char)*++text;
      const char hex[4] = {'\\', 'x', digits[next >> 4], digits[next & 15]};
      ent_write_bytes(w, hex, 4);
    } else if (is_strange(text)) {
      const unsigned code = (unsigned)(c & 15) << 12 | ((unsigned)text[1] & 63u) << 6 | ((unsigned)text[2] & 63u);
      const char hex[6] = {
        '\\', 'u', digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15], digits[code & 15]};
      ent_write_bytes(w, hex, 6);
      text += 2;
    } else {
      ent_write_bytes(w, text, 1);
    }
  }
  ent_put(w, "\"");
}

/* "|2-" and the lines: the indentation is told, so that lines may begin with blanks. */
static void put_literal(ent_writer *w, const char *text, int indent)
{
  const size_t size = strlen(text);
  const bool ends = size > 0 && text[size - 1] == '\n', more = ends && (size == 1 || text[size - 2] == '\n');
  ent_put(w, more ? "|2+" : ends ? "|2" : "|2-");
  for (const char *line = text; *line;) {
    const char *end = line;
    while (*end && *end != '\n') end++;
    ent_put(w, "\n");
    if (end > line) blanks(w, indent + 2);
    ent_write_bytes(w, line, (size_t)(end - line));
    line = *end ? end + 1 : end;
  }
}

static void put_scalar(ent_writer *w, const ent_node *n, int indent)
{
  if (n->size == 0 && !n->quoted) return;
  ent_put(w, " ");
  if (n->quoted || has_strange(n->text))
    put_quoted(w, n->text);
  else if (is_plain(n->text))
    ent_put(w, n->text);
  else
    put_literal(w, n->text, indent);
}

static void put_key(ent_writer *w, const char *key)
{
  bool plain = is_word(*key);
  for (const char *c = key; *c; c++) plain = plain && (is_word(*c) || *c == '_' || *c == '-');
  if (plain)
    ent_put(w, key);
  else
    put_quoted(w, key);
  ent_put(w, ":");
}

/* A node behind its key or dash; as deep as the tree, which has at most ENT_TREE_DEPTH_MAX levels. */
static void put_node(ent_writer *w, const ent_node *n, int indent)
{
  if (n->kind == ENT_NODE_SCALAR) {
    put_scalar(w, n, indent);
    ent_put(w, "\n");
    return;
  }
  const int inside = n->parent ? indent + 2 : 0;
  if (!n->first)
    ent_put(w, n->kind == ENT_NODE_MAP ? " {}\n" : " []\n");
  else if (n->parent)
    ent_put(w, "\n");
  for (const ent_node *c = n->first; c; c = c->next) {
    blanks(w, inside);
    if (n->kind == ENT_NODE_MAP)
      put_key(w, c->key);
    else
      ent_put(w, "-");
    put_node(w, c, inside);
  }
}

void ent_put_yaml(ent_writer *w, const ent_node *root)
{
  put_node(w, root, 0);
}
