/* svg.h - a sheet to draw on: marks, labels that fit, tones, and the frame that makes it a picture.
 *
 * The body and the description grow side by side; ent_svg_end puts head, title, description and body together and
 * copies them to the caller.  Coordinates are px from the top left, written with at most one decimal; what is not finite
 * becomes 0. */
#ifndef ENT_CORE_DRAW_SVG_H
#define ENT_CORE_DRAW_SVG_H

#include "entente/draw.h"
#include "base/bytes.h"

typedef enum ent_tone {
  ENT_TONE_NONE,
  ENT_TONE_INK,
  ENT_TONE_SOFT,
  ENT_TONE_LINE,
  ENT_TONE_TRACK,
  ENT_TONE_PAPER,
  ENT_TONE_BLUE,
  ENT_TONE_RED,
  ENT_TONE_OCHRE,
  ENT_TONE_GREEN,
  ENT_TONE_VIOLET,
  ENT_TONES
} ent_tone;

typedef enum ent_anchor { ENT_ANCHOR_START, ENT_ANCHOR_MIDDLE, ENT_ANCHOR_END } ent_anchor;

/* How a label is set. */
typedef struct ent_type {
  double size;
  ent_tone tone;
  ent_anchor anchor;
  bool bold, halo; /* halo: a rim of paper around the letters, for labels over lines */
} ent_type;

typedef struct ent_sheet {
  ent_arena arena;
  ent_writer body, desc;
  double width, height; /* the height may be set until ent_svg_end */
  bool narrow, fixed, bare, failed;
  int64_t pen_x, pen_y; /* the last point of a path, in tenths of a px */
  const char *title;
  const ent_words *words;
  char id[33];
} ent_sheet;

/* Opens a sheet after checking that rows lie in 1..limit and that data and out are there. */
ent_status ent_svg_begin(ent_sheet *s, const void *data, int rows, int limit, const ent_look *look, const char *title,
                         const ent_allocator *memory, const ent_drawing *out, ent_error *err);
/* Closes it in any case; sets *out when all went well. */
ent_status ent_svg_end(ent_sheet *s, const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* Marks.  A tone of NONE draws nothing there. */
void ent_svg_rect(ent_sheet *s, double x, double y, double width, double height, double radius, ent_tone fill);
void ent_svg_line(ent_sheet *s, double x1, double y1, double x2, double y2, ent_tone tone, double width,
                  const char *dash);
void ent_svg_disc(ent_sheet *s, double x, double y, double radius, ent_tone fill, ent_tone rim, double rim_width);
void ent_svg_mark(ent_sheet *s, ent_mark_shape shape, double x, double y, double radius, ent_tone tone);
/* A path point by point: begin, points, end. */
void ent_svg_path(ent_sheet *s);
void ent_svg_point(ent_sheet *s, bool first, double x, double y);
/* From the last point along a circle, by at most half a turn, against the clock as the reader sees it. */
void ent_svg_arc_to(ent_sheet *s, double radius, double x, double y);
void ent_svg_path_end(ent_sheet *s, bool close, ent_tone fill, double opacity, ent_tone stroke, double width,
                      const char *dash);

/* A group whose tooltip is the text (escaped here); close it with ent_svg_group_end. */
void ent_svg_group(ent_sheet *s, const char *tip, double opacity);
void ent_svg_group_end(ent_sheet *s);

/* Labels.  room: width that the label may take; longer ones are cut with an ellipsis; 0: no limit but 300
 * characters. */
void ent_svg_label(ent_sheet *s, double x, double y, ent_type type, double room, const char *text);
/* The same over up to `lines` lines; returns how many were used (at least 1). */
int ent_svg_wrap(ent_sheet *s, double x, double y, ent_type type, double room, int lines, const char *text);
/* How many lines ent_svg_wrap would use. */
int ent_svg_lines(ent_sheet *s, double size, double room, int lines, const char *text);
/* Words to the description: text as it is, a label from outside (escaped, cut at 300 characters), a percent. */
void ent_svg_say(ent_sheet *s, const char *text);
void ent_svg_say_label(ent_sheet *s, const char *text);
void ent_svg_say_percent(ent_sheet *s, double p);
/* A sentence to the description in the language of the sheet: pairs of a hole's name and a text from outside (cleaned and
 * escaped), then NULL; as ent_put_said. */
void ent_svg_said(ent_sheet *s, const char *english, ...);
/* The same as a text in the sheet's arena, to be drawn as a label; "" when there is no memory. */
const char *ent_svg_text(ent_sheet *s, const char *english, ...);
/* A percent as people read it, and a number with so many decimals, in the sheet's arena. */
const char *ent_svg_percent(ent_sheet *s, double p);
const char *ent_svg_number(ent_sheet *s, double v, int decimals);
/* The same with a real minus and, if wanted, a plus before what is above 0; at most 1e15 in size. */
const char *ent_svg_signed(ent_sheet *s, double v, int decimals, bool plus);

/* Estimated width of a text in px at a size in px: an estimate from above for common sans-serif faces. */
double ent_text_width(const char *text, double size);
/* Bytes of the longest start of the text that fits into room, on a character's edge. */
size_t ent_text_fit(const char *text, double size, double room);
/* The last place in text, at most at byte `most`, where a line may be broken: at a blank, or beside a Chinese character but
 * neither before closing nor after opening punctuation; 0 if there is none. */
size_t ent_text_break(const char *text, size_t most);
/* A copy in the sheet's arena without control characters and marks that turn the direction of writing around, cut
 * (with an ellipsis) to room px; room 0: to 300 characters.  "" when there is no memory (the sheet then fails). */
const char *ent_text_clean(ent_sheet *s, const char *text, double size, double room);

/* ---- scales ---- */

double ent_clamp(double v, double low, double high); /* NaN becomes low */
/* A step of 1, 2 or 5 times a power of ten that cuts span into at most `most` pieces. */
double ent_nice_step(double span, int most);
/* Moves labels apart along one axis: at [n] keeps its order of wanted places, neighbours end at least gap apart, all
 * stay in [low, high] if they fit.  order: [n] scratch. */
void ent_spread(double *at, int *order, int n, double gap, double low, double high);
/* "0 %" to "100 %" for axes: no decimals above 1 % steps. */
void ent_svg_percent_label(ent_sheet *s, double x, double y, ent_type type, double p);
/* What an outcome column of the cases that come with entente says, in words ("hold5": "held five years"); other columns
 * by their name. */
const char *ent_outcome_words(const char *column);
/* As ent_value_say of draw.h, without the words after the percent sign or number, for the first of two values: "0.2 % -> 1 %
 * of income".  In full where a language puts words before the number. */
size_t ent_value_say_first(const ent_words *words, double value, const char *unit, int digits, char out[ENT_VALUE_MAX]);

#endif
