/* utf8.c - is this text UTF-8, which characters has it, and how many columns does it take?
 *
 * Decoding follows the table of well-formed byte sequences.  Widths come from two tables: wide and full-width
 * characters by East Asian Width, and the combining marks of the scripts a reader of entente is likely to
 * meet; a mark that is not listed counts as one column.  Cost: O(size), a binary search for each
 * character that is not ASCII.
 * Source: The Unicode Standard 14.0, table 3-7; Unicode Standard Annex 11 and EastAsianWidth.txt, values W and F.
 * Unassigned gaps inside wide blocks are closed; flag letters are counted wide, as terminals draw them. */
#include "base/utf8.h"

#include <string.h>

typedef struct range {
  uint32_t first, last;
} range;

static const range wide[] = {
  {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
  {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
  {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
  {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
  {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
  {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
  {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
  {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4C6},   {0xA960, 0xA97C},
  {0xAC00, 0xD7A3},   {0xF900, 0xFAD9},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},
  {0xFFE0, 0xFFE6},   {0x16FE0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E},
  {0x1F191, 0x1F19A}, {0x1F1E6, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
  {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
  {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567},
  {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
  {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
  {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAF6},
  {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

static const range empty[] = {
  {0x0000, 0x001F}, {0x007F, 0x009F},   {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD}, {0x05BF, 0x05BF},
  {0x05C1, 0x05C2}, {0x05C4, 0x05C5},   {0x0610, 0x061A},   {0x064B, 0x065F},   {0x0670, 0x0670}, {0x06D6, 0x06DC},
  {0x06DF, 0x06E4}, {0x06E7, 0x06E8},   {0x06EA, 0x06ED},   {0x0900, 0x0902},   {0x093A, 0x093A}, {0x093C, 0x093C},
  {0x0941, 0x0948}, {0x094D, 0x094D},   {0x0951, 0x0957},   {0x0E31, 0x0E31},   {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
  {0x1160, 0x11FF}, {0x1AB0, 0x1ACE},   {0x1DC0, 0x1DFF},   {0x200B, 0x200F},   {0x202A, 0x202E}, {0x2060, 0x2064},
  {0x2066, 0x206F}, {0x20D0, 0x20F0},   {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
  {0xFEFF, 0xFEFF}, {0xE0001, 0xE0001}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
};

static bool listed(uint32_t code, const range *table, size_t count)
{
  size_t low = 0, high = count; /* the range, if any, is one of low .. high - 1 */
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (code < table[middle].first)
      high = middle;
    else if (code > table[middle].last)
      low = middle + 1;
    else
      return true;
  }
  return false;
}

size_t ent_utf8_next(const char *text, size_t size, uint32_t *code)
{
  /* The smallest code that needs as many bytes; a smaller one would be overlong. */
  static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *const b = (const unsigned char *)text;
  if (b[0] < 0x80) {
    *code = b[0];
    return 1;
  }
  const size_t length = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : 2;
  if (b[0] < 0xC2 || b[0] > 0xF4 || length > size) return 0;
  uint32_t c = b[0] & (0x7Fu >> length);
  for (size_t i = 1; i < length; i++) {
    if ((b[i] & 0xC0u) != 0x80u) return 0;
    c = c << 6 | (b[i] & 0x3Fu);
  }
  if (c < smallest[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
  *code = c;
  return length;
}

bool ent_utf8_valid(const char *text, size_t size, size_t *bad_at)
{
  uint32_t code;
  for (size_t at = 0; at < size;) {
    const size_t length = ent_utf8_next(text + at, size - at, &code);
    if (length == 0) {
      if (bad_at) *bad_at = at;
      return false;
    }
    at += length;
  }
  return true;
}

static size_t columns(uint32_t code)
{
  if (code >= 0x20 && code < 0x7F) return 1;
  if (listed(code, empty, sizeof empty / sizeof *empty)) return 0;
  return listed(code, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t ent_utf8_width(const char *text)
{
  const size_t size = strlen(text);
  size_t width = 0;
  for (size_t at = 0; at < size;) {
    uint32_t code;
    const size_t length = ent_utf8_next(text + at, size - at, &code);
    width += length > 0 ? columns(code) : 1;
    at += length > 0 ? length : 1;
  }
  return width;
}
