/* svg.c - how does a sheet become a picture that scales, prints, speaks and obeys the page's colours?
 *
 * Each tone is a CSS property with a fallback, or the fallback alone when the colours are fixed.  The palette (blue,
 * vermilion, ochre, green, violet, greys) stays apart under the common kinds of colour blindness and in grey.
 * Cost: O(marks).  Source of the palette: after Okabe and Ito, Color Universal Design, 2008, darkened for text on
 * white. */
#include "draw/svg.h"
#include "base/fail.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

static const struct {
  const char *property, *fallback;
} tones[ENT_TONES] = {
  [ENT_TONE_NONE] = {"", "none"},
  [ENT_TONE_INK] = {"--ent-ink", "#1f2328"},
  [ENT_TONE_SOFT] = {"--ent-soft", "#59636e"},
  [ENT_TONE_LINE] = {"--ent-line", "#d5d9de"},
  [ENT_TONE_TRACK] = {"--ent-track", "#eceef1"},
  [ENT_TONE_PAPER] = {"--ent-paper", "#ffffff"},
  [ENT_TONE_BLUE] = {"--ent-blue", "#0b5c94"},
  [ENT_TONE_RED] = {"--ent-red", "#bd4a10"},
  [ENT_TONE_OCHRE] = {"--ent-ochre", "#9a6b00"},
  [ENT_TONE_GREEN] = {"--ent-green", "#0a7a5c"},
  [ENT_TONE_VIOLET] = {"--ent-violet", "#8a4b86"},
};

#define LATIN "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',"

/* The same code points are drawn differently in Taipei and in Beijing. */
static const char *font_of(const ent_words *words)
{
  if (strcmp(ent_words_language(words), "zh-Hans") == 0)
    return LATIN "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
  return LATIN "'Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',sans-serif";
}

/* Tenths of a px as short as they go: "12", "0.5". */
static void put_tenths(ent_writer *w, int64_t tenths)
{
  ent_put(w, tenths < 0 ? "-" : "");
  if (tenths < 0) tenths = -tenths;
  ent_put_int(w, tenths / 10);
  if (tenths % 10 == 0) return;
  ent_put(w, ".");
  ent_put_int(w, tenths % 10);
}

static int64_t tenths_of(double v)
{
  return (int64_t)floor(10 * (v - v == 0 ? ent_clamp(v, -100000, 100000) : 0) + 0.5);
}

static void put_length(ent_writer *w, double v)
{
  put_tenths(w, tenths_of(v));
}

static void put_tone(ent_sheet *s, const char *name, ent_tone tone)
{
  ent_writer *const w = &s->body;
  ent_put(w, " ");
  ent_put(w, name);
  ent_put(w, "=\"");
  if (s->fixed || tone == ENT_TONE_NONE) {
    ent_put(w, tones[tone].fallback);
  } else {
    ent_put(w, "var(");
    ent_put(w, tones[tone].property);
    if (!s->bare) {
      ent_put(w, ",");
      ent_put(w, tones[tone].fallback);
    }
    ent_put(w, ")");
  }
  ent_put(w, "\"");
}

static void put_at(ent_sheet *s, const char *name, double v)
{
  ent_put(&s->body, " ");
  ent_put(&s->body, name);
  ent_put(&s->body, "=\"");
  put_length(&s->body, v);
  ent_put(&s->body, "\"");
}

static void put_dash(ent_sheet *s, const char *dash)
{
  if (!dash) return;
  ent_put(&s->body, " stroke-dasharray=\"");
  ent_put(&s->body, dash);
  ent_put(&s->body, "\"");
}

/* Ids of several pictures share a page, and must not carry anything but name characters. */
static void take_id(ent_sheet *s, const char *id)
{
  size_t n = 0;
  for (const char *c = id && *id ? id : "ent"; *c && n + 1 < sizeof s->id; c++)
    if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-' || *c == '_')
      s->id[n++] = *c;
  if (n == 0) s->id[n++] = 'e';
  s->id[n] = '\0';
}

ent_status ent_svg_begin(ent_sheet *s, const void *data, int rows, int limit, const ent_look *look, const char *title,
                         const ent_allocator *memory, const ent_drawing *out, ent_error *err)
{
  if (!memory || !memory->resize || !out || !data || rows < 1)
    return ent_fail(err, ENT_ARGUMENT, "draw",
                    "A picture needs an allocator, a place for its text and at least one row.");
  if (rows > limit) return ent_fail(err, ENT_LIMIT, "draw", "A picture takes at most ENT_DRAW_MAX rows or points.");
  memset(s, 0, sizeof *s);
  ent_arena_open(&s->arena, memory);
  ent_writer_open(&s->body, &s->arena);
  ent_writer_open(&s->desc, &s->arena);
  const double width = look && look->width > 0 ? look->width : 720;
  s->width = ent_clamp(width, 300, 1600);
  s->narrow = s->width < 520;
  s->fixed = look && look->fixed;
  s->bare = look && look->bare && !look->fixed;
  s->words = look ? look->words : NULL;
  s->title = look && look->title ? look->title : ent_say(s->words, title);
  take_id(s, look ? look->id : NULL);
  return ENT_OK;
}

static void put_frame(ent_sheet *s, ent_writer *w)
{
  ent_put(w, s->bare ? "<svg" : "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  ent_put(w, " stroke-linejoin=\"round\"");
  ent_put(w, " role=\"img\" aria-labelledby=\"");
  ent_put(w, s->id);
  ent_put(w, "-t\" aria-describedby=\"");
  ent_put(w, s->id);
  ent_put(w, "-d\" viewBox=\"0 0 ");
  put_length(w, s->width);
  ent_put(w, " ");
  put_length(w, s->height);
  ent_put(w, "\" width=\"");
  put_length(w, s->width);
  ent_put(w, "\" height=\"");
  put_length(w, s->height);
  if (!s->bare) {
    ent_put(w, s->fixed ? "\" font-family=\"" : "\" font-family=\"var(--ent-font,");
    ent_put(w, font_of(s->words));
    if (!s->fixed) ent_put(w, ")");
  }
  if (s->words) {
    ent_put(w, "\" lang=\"");
    ent_put_xml(w, ent_words_language(s->words));
  }
  ent_put(w, "\">\n<title id=\"");
  ent_put(w, s->id);
  ent_put(w, "-t\">");
  ent_put_xml(w, ent_text_clean(s, s->title, 10, 0));
  ent_put(w, "</title>\n<desc id=\"");
  ent_put(w, s->id);
  ent_put(w, "-d\">");
  ent_write_bytes(w, s->desc.data, s->desc.size);
  ent_put(w, "</desc>\n");
  ent_write_bytes(w, s->body.data, s->body.size);
  ent_put(w, "</svg>\n");
}

ent_status ent_svg_end(ent_sheet *s, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_writer whole;
  ent_writer_open(&whole, &s->arena);
  put_frame(s, &whole);
  char *text = NULL;
  const size_t size = whole.size;
  if (!s->failed && !s->body.failed && !s->desc.failed && !whole.failed)
    text = (char *)memory->resize(memory->ctx, NULL, 0, size + 1);
  if (text) memcpy(text, whole.data, size + 1);
  ent_arena_close(&s->arena);
  if (!text) return ent_fail(err, ENT_NOMEM, "draw", "No memory for the text of the picture.");
  out->text = text;
  out->size = size;
  return ENT_OK;
}

void ent_drawing_free(ent_drawing *drawing, const ent_allocator *memory)
{
  if (!drawing || !drawing->text || !memory) return;
  memory->resize(memory->ctx, drawing->text, drawing->size + 1, 0);
  drawing->text = NULL;
  drawing->size = 0;
}

void ent_svg_rect(ent_sheet *s, double x, double y, double width, double height, double radius, ent_tone fill)
{
  ent_put(&s->body, "<rect");
  put_at(s, "x", x);
  put_at(s, "y", y);
  put_at(s, "width", width > 0 ? width : 0);
  put_at(s, "height", height > 0 ? height : 0);
  if (radius > 0) put_at(s, "rx", radius);
  put_tone(s, "fill", fill);
  ent_put(&s->body, "/>\n");
}

void ent_svg_line(ent_sheet *s, double x1, double y1, double x2, double y2, ent_tone tone, double width,
                  const char *dash)
{
  ent_put(&s->body, "<line");
  put_at(s, "x1", x1);
  put_at(s, "y1", y1);
  put_at(s, "x2", x2);
  put_at(s, "y2", y2);
  put_tone(s, "stroke", tone);
  put_at(s, "stroke-width", width);
  put_dash(s, dash);
  ent_put(&s->body, "/>\n");
}

void ent_svg_disc(ent_sheet *s, double x, double y, double radius, ent_tone fill, ent_tone rim, double rim_width)
{
  ent_put(&s->body, "<circle");
  put_at(s, "cx", x);
  put_at(s, "cy", y);
  put_at(s, "r", radius);
  put_tone(s, "fill", fill);
  if (rim != ENT_TONE_NONE) {
    put_tone(s, "stroke", rim);
    put_at(s, "stroke-width", rim_width);
  }
  ent_put(&s->body, "/>\n");
}

void ent_svg_path(ent_sheet *s)
{
  ent_put(&s->body, "<path d=\"");
}

void ent_svg_point(ent_sheet *s, bool first, double x, double y)
{
  const int64_t to_x = tenths_of(x), to_y = tenths_of(y);
  ent_put(&s->body, first ? "M" : "l");
  put_tenths(&s->body, first ? to_x : to_x - s->pen_x);
  if (first || to_y >= s->pen_y) ent_put(&s->body, " "); /* a minus parts numbers as well */
  put_tenths(&s->body, first ? to_y : to_y - s->pen_y);
  s->pen_x = to_x;
  s->pen_y = to_y;
}

void ent_svg_arc_to(ent_sheet *s, double radius, double x, double y)
{
  ent_put(&s->body, "A");
  put_length(&s->body, radius);
  ent_put(&s->body, " ");
  put_length(&s->body, radius);
  ent_put(&s->body, " 0 0 0 ");
  s->pen_x = tenths_of(x);
  s->pen_y = tenths_of(y);
  put_tenths(&s->body, s->pen_x);
  ent_put(&s->body, " ");
  put_tenths(&s->body, s->pen_y);
}

void ent_svg_path_end(ent_sheet *s, bool close, ent_tone fill, double opacity, ent_tone stroke, double width,
                      const char *dash)
{
  ent_put(&s->body, close ? "Z\"" : "\"");
  put_tone(s, "fill", fill);
  if (stroke != ENT_TONE_NONE) {
    put_tone(s, "stroke", stroke);
    put_at(s, "stroke-width", width);
    ent_put(&s->body, " stroke-linecap=\"round\"");
    put_dash(s, dash);
  }
  if (opacity < 1) {
    ent_put(&s->body, " opacity=\"");
    ent_put_fixed(&s->body, ent_clamp(opacity, 0, 1), 2);
    ent_put(&s->body, "\"");
  }
  ent_put(&s->body, "/>\n");
}

void ent_svg_mark(ent_sheet *s, ent_mark_shape shape, double x, double y, double radius, ent_tone tone)
{
  const double r = radius, d = radius * 0.72;
  switch (shape) {
  case ENT_MARK_CROSS:
    ent_svg_line(s, x - d, y - d, x + d, y + d, tone, r * 0.42, NULL);
    ent_svg_line(s, x - d, y + d, x + d, y - d, tone, r * 0.42, NULL);
    return;
  case ENT_MARK_RING: ent_svg_disc(s, x, y, r * 0.78, ENT_TONE_NONE, tone, r * 0.42); return;
  case ENT_MARK_SQUARE: ent_svg_rect(s, x - d, y - d, 2 * d, 2 * d, 1, tone); return;
  case ENT_MARK_DIAMOND:
  case ENT_MARK_HALF:
    ent_svg_path(s);
    ent_svg_point(s, true, x, y - r);
    ent_svg_point(s, false, x + r, y);
    ent_svg_point(s, false, x, y + r);
    ent_svg_point(s, false, x - r, y);
    ent_svg_path_end(s, true, shape == ENT_MARK_DIAMOND ? tone : ENT_TONE_NONE, 1,
                     shape == ENT_MARK_HALF ? tone : ENT_TONE_NONE, r * 0.36, NULL);
    return;
  case ENT_MARK_DISC:
  default: ent_svg_disc(s, x, y, r, tone, ENT_TONE_NONE, 0); return;
  }
}

void ent_svg_group(ent_sheet *s, const char *tip, double opacity)
{
  ent_put(&s->body, "<g");
  if (opacity < 1) {
    ent_put(&s->body, " opacity=\"");
    ent_put_fixed(&s->body, ent_clamp(opacity, 0, 1), 2);
    ent_put(&s->body, "\"");
  }
  ent_put(&s->body, ">");
  if (tip && *tip) {
    ent_put(&s->body, "<title>");
    ent_put_xml(&s->body, ent_text_clean(s, tip, 10, 0));
    ent_put(&s->body, "</title>");
  }
  ent_put(&s->body, "\n");
}

void ent_svg_group_end(ent_sheet *s)
{
  ent_put(&s->body, "</g>\n");
}

/* Writes a text that is clean and cut already. */
static void put_text(ent_sheet *s, double x, double y, ent_type type, const char *text)
{
  static const char *const anchors[] = {"start", "middle", "end"};
  if (!*text) return;
  ent_put(&s->body, "<text");
  put_at(s, "x", x);
  put_at(s, "y", y);
  put_at(s, "font-size", type.size);
  put_tone(s, "fill", type.tone);
  if (type.anchor != ENT_ANCHOR_START) {
    ent_put(&s->body, " text-anchor=\"");
    ent_put(&s->body, anchors[type.anchor]);
    ent_put(&s->body, "\"");
  }
  if (type.bold) ent_put(&s->body, " font-weight=\"600\"");
  if (type.halo) {
    put_tone(s, "stroke", ENT_TONE_PAPER);
    ent_put(&s->body, " stroke-width=\"3\" paint-order=\"stroke\"");
  }
  ent_put(&s->body, ">");
  ent_put_xml(&s->body, text);
  ent_put(&s->body, "</text>\n");
}

/* Bold letters are some 6 % wider. */
static double real_size(ent_type type)
{
  return type.bold ? type.size * 1.06 : type.size;
}

void ent_svg_label(ent_sheet *s, double x, double y, ent_type type, double room, const char *text)
{
  put_text(s, x, y, type, ent_text_clean(s, text, real_size(type), room));
}

/* Where the next line ends: at the last place that fits where a line may be broken, else at the last character that does. */
static size_t line_end(const char *text, double size, double room, bool last)
{
  const size_t all = strlen(text), fit = ent_text_fit(text, size, room);
  if (fit >= all || last) return all;
  const size_t cut = ent_text_break(text, fit);
  return cut > 0 ? cut : fit > 0 ? fit : 1;
}

int ent_svg_wrap(ent_sheet *s, double x, double y, ent_type type, double room, int lines, const char *text)
{
  const char *rest = ent_text_clean(s, text, type.size, 0);
  int used = 0;
  while (*rest && used < lines) {
    const size_t end = line_end(rest, real_size(type), room, used + 1 == lines);
    const char *const line = ent_arena_text(&s->arena, rest, end);
    if (!line) {
      s->failed = true;
      break;
    }
    if (type.tone != ENT_TONE_NONE) ent_svg_label(s, x, y + used * type.size * 1.3, type, room, line);
    used++;
    rest += end;
    while (*rest == ' ') rest++;
  }
  return used > 0 ? used : 1;
}

int ent_svg_lines(ent_sheet *s, double size, double room, int lines, const char *text)
{
  return ent_svg_wrap(s, 0, 0, (ent_type){.size = size, .tone = ENT_TONE_NONE}, room, lines, text);
}

void ent_svg_say(ent_sheet *s, const char *text)
{
  ent_put(&s->desc, text);
}

void ent_svg_say_label(ent_sheet *s, const char *text)
{
  ent_put_xml(&s->desc, ent_text_clean(s, text, 10, 0));
}

/* Takes the writer's text; the sheet fails with it. */
static const char *taken(ent_sheet *s, const ent_writer *w)
{
  if (w->failed) s->failed = true;
  return w->failed || !w->data ? "" : w->data;
}

/* A sentence in the reader's language with its holes filled. */
static const char *said(ent_sheet *s, const char *english, va_list pairs)
{
  ent_writer w;
  ent_writer_open(&w, &s->arena);
  ent_put_said_list(&w, s->words, english, false, pairs);
  return taken(s, &w);
}

void ent_svg_said(ent_sheet *s, const char *english, ...)
{
  va_list pairs;
  va_start(pairs, english);
  ent_put_xml(&s->desc, said(s, english, pairs));
  va_end(pairs);
}

const char *ent_svg_text(ent_sheet *s, const char *english, ...)
{
  va_list pairs;
  va_start(pairs, english);
  const char *const text = said(s, english, pairs);
  va_end(pairs);
  return text;
}

const char *ent_svg_percent(ent_sheet *s, double p)
{
  char text[ENT_PERCENT_MAX];
  ent_writer w;
  ent_writer_open(&w, &s->arena);
  ent_percent_write(p, text);
  ent_put(&w, text);
  return taken(s, &w);
}

const char *ent_svg_number(ent_sheet *s, double v, int decimals)
{
  ent_writer w;
  ent_writer_open(&w, &s->arena);
  ent_put_fixed(&w, v, decimals);
  return taken(s, &w);
}

const char *ent_svg_signed(ent_sheet *s, double v, int decimals, bool plus)
{
  ent_writer w;
  const double held = ent_clamp(v, -1e15, 1e15);
  ent_writer_open(&w, &s->arena);
  if (held < 0)
    ent_put(&w, "\xE2\x88\x92");
  else if (plus && held > 0)
    ent_put(&w, "+");
  ent_put_fixed(&w, fabs(held), decimals);
  return taken(s, &w);
}

void ent_svg_say_percent(ent_sheet *s, double p)
{
  char text[ENT_PERCENT_MAX];
  ent_percent_write(p, text);
  ent_put_xml(&s->desc, text);
}
