/* entente/draw.h - pictures of an answer, as SVG text.
 *
 * A picture is drawn either from an answer (ent_draw_answer) or from plain arrays, by anyone.  It scales (viewBox),
 * carries a title and a description with its numbers for readers who do not see it, and takes its colours from CSS
 * properties (--ent-ink, --ent-soft, --ent-line, --ent-track, --ent-paper, --ent-blue, --ent-red, --ent-ochre,
 * --ent-green, --ent-violet, --ent-font) with fallbacks, so one text serves light pages, dark pages and paper.
 * Colour never carries a meaning alone: shape, dash or place repeats it.  The same input gives the same bytes. */
#ifndef ENTENTE_DRAW_H
#define ENTENTE_DRAW_H

#include "entente/compare.h"
#include "entente/score.h"
#include "entente/space.h"
#include "entente/study.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a picture should look.  All fields may be 0. */
typedef struct ent_look {
  const char *id;    /* start of the ids inside: letters, digits, - and _ are kept; unique on its page; NULL: "ent" */
  const char *title; /* NULL: the picture's own */
  double width;      /* in px, 300 to 1600; 0: 720.  Below 520 the layout is that of a telephone */
  bool fixed;        /* fixed colours, for programs that know no CSS properties */
  bool bare;         /* for inside a page of HTML that sets font and colours itself: the text is shorter */
  const ent_words *words; /* of what the picture itself says; NULL: English, or those of the answer */
} ent_look;

/* The text of a picture: NUL-terminated, from the caller's allocator. */
typedef struct ent_drawing {
  char *text;
  size_t size; /* without the closing NUL */
} ent_drawing;

/* Gives the text back to the allocator that it came from; a drawing of zeros is fine. */
void ent_drawing_free(ent_drawing *drawing, const ent_allocator *memory);

/* Every ent_draw_* below: labels are UTF-8 of any length (they are cut to fit), NULL counts as ""; numbers that are not
 * finite are drawn at the nearest end of the scale.  Errors: ENT_ARGUMENT (no rows, NULL), ENT_LIMIT (more than
 * ENT_DRAW_MAX rows or points), ENT_NOMEM.  The caller frees with ent_drawing_free.  Cost: O(size of the text). */
#define ENT_DRAW_MAX 512

/* Shares of draws, each with its margin: 5, 25, 50, 75 and 95 % quantiles in [-1, 1]. */
typedef struct ent_gate_row {
  const char *name, *detail;
  double share, se;
  bool has_margin;
  double margin[5];
  int level; /* 0: a gate; 1: a part of the gate above; 2: the total */
} ent_gate_row;
ent_status ent_draw_gates(const ent_gate_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err);

/* 100 dots shared out among outcomes by largest remainder.  Up to 8 outcomes, drawn in order, each with a mark. */
typedef enum ent_mark_shape {
  ENT_MARK_CROSS,
  ENT_MARK_SQUARE,
  ENT_MARK_RING,
  ENT_MARK_DIAMOND,
  ENT_MARK_HALF,
  ENT_MARK_DISC,
  ENT_MARKS
} ent_mark_shape;
typedef struct ent_world {
  const char *name;
  double share;         /* shares are scaled to sum to 1 */
  ent_mark_shape shape; /* each shape has its colour: grey, red, red, ochre, ochre, blue */
} ent_world;
ent_status ent_draw_worlds(const ent_world *world, int worlds, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err);
/* The dots of each outcome: whole numbers that sum to 100, each within 1 of its share (largest remainder; ties to the
 * earlier one).  share: [n], n in 1..64; all zero: all dots to the last. */
void ent_apportion(const double *share, int n, int *dots);

/* Tornado: a chance with one input at its low and at its high value. */
typedef struct ent_driver_row {
  const char *name, *detail; /* detail: which chance, when not the same for all rows; may be "" */
  const char *low, *high;    /* the two values of the input, as text */
  double p_low, p_high, p_now;
} ent_driver_row;
ent_status ent_draw_drivers(const ent_driver_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err);

/* Waterfall: how steps lead from one share to another. */
typedef struct ent_step_row {
  const char *name, *detail; /* detail: "10 to 20 -> 1 to 4"; may be "" */
  double from, to;           /* a total: from 0 */
  bool total;                /* a level by itself, at the start or the end */
} ent_step_row;
ent_status ent_draw_waterfall(const ent_step_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                              ent_drawing *out, ent_error *err);

/* Trust over time, with its 90 % band; a point with a label is an event, numbered and listed below the curve. */
ent_status ent_draw_trust(const ent_trust_point *point, int points, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err);

/* Members: power a priori, chance of a yes, share of draws in which the member is in a smallest blocking coalition, and what
 * it takes to turn a no.  The last column is left out where nothing is known of any row. */
typedef struct ent_member_row {
  const char *club, *name; /* a new club starts a new group */
  double power;            /* negative: unknown */
  double yes;
  double blocks; /* negative: not counted */
  double lacks; /* utility that is missing for a yes, 0 for the willing; negative: unknown; drawn against the largest */
} ent_member_row;
ent_status ent_draw_members(const ent_member_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err);

/* A vote: what is known of each member, side by side.  A column that is negative (or no number) in all rows is left out. */
typedef struct ent_vote_row {
  const char *name;
  double power, yes; /* a priori (Banzhaf); chance of a yes */
  double decides;    /* chance that its vote settles it */
  double cost;       /* of its yes; infinite: not for sale; drawn against the largest */
} ent_vote_row;
ent_status ent_draw_votes(const ent_vote_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err);

/* A winset in the plane, with its edge in exact arcs: ideal points, their hull, status quo, proposal, agenda setter and what
 * the setter gets.  name: [members] or NULL; ideal: [members], 1..ENT_DRAW_MAX; proposal, setter, choice: NULL for none. */
typedef struct ent_winset_picture {
  const ent_winset *winset;
  int members;
  const char *const *name;
  const ent_point *ideal;
  const ent_point *proposal;
  bool adopted; /* the proposal */
  const ent_point *setter, *choice;
  const char *x_name, *y_name; /* of the two issues; NULL: without */
} ent_winset_picture;
ent_status ent_draw_winset(const ent_winset_picture *picture, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err);

/* Alignment: actors as discs (area: size), ties as lines.  tie: [points * points], symmetric: the upper
 * triangle is read. */
#define ENT_DRAW_MAP_MAX 64
typedef struct ent_map_look {
  const char *camp_target, *camp_other; /* names of the two camps */
} ent_map_look;
ent_status ent_draw_map(const ent_map_point *point, int points, const double *tie, const ent_map_look *camps,
                        const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* Lines over years, each with its label at its end.  Values all within [0, 1] are shown as percent. */
ent_status ent_draw_series(const ent_series_info *line, int lines, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err);

/* Chance that a deal is still in force: (1 - hazard)^t for each term and their product for the deal. */
typedef struct ent_survival_term {
  const char *name;
  double hazard; /* a year */
} ent_survival_term;
typedef struct ent_survival_end {
  double years; /* horizon, > 0 */
  bool has_range;
  double p5, p50, p95; /* the ensemble's survival at the horizon */
  double bearable;     /* highest bearable hazard a year; <= 0: not drawn */
} ent_survival_end;
ent_status ent_draw_survival(const ent_survival_term *term, int terms, const ent_survival_end *end,
                             const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* Forest plot: shares with intervals, and a dot for each case they were counted from. */
typedef struct ent_forest_row {
  const char *name, *detail; /* detail: "3 of 12" */
  double p, low, high;
  bool ours;      /* the model's own number, drawn apart from the counts */
  int cases, yes; /* dots: those that came true are dark; 0 cases: none */
} ent_forest_row;
ent_status ent_draw_forest(const ent_forest_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err);

/* Reliability: forecasts of a group beside the share that came, with its interval, one panel a question; on the diagonal the
 * forecasts were right.  Under each panel how many forecasts each group has. */
#define ENT_DRAW_PANELS_MAX 8
typedef struct ent_reliability_panel {
  const char *title, *detail; /* detail: "Brier 0.21, 111 deals"; may be "" */
  const ent_score_bin *bin;   /* [bins], 1 to 100 */
  int bins;
} ent_reliability_panel;
ent_status ent_draw_reliability(const ent_reliability_panel *panel, int panels, const ent_look *look,
                                const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* ---- from an answer ---------------------------------------------------------------------------------------- */

#define ENT_CHART_LIST(X)                                                           \
  X(GATES, gates, ENT_SAY("The four gates"))                                        \
  X(WORLDS, worlds, ENT_SAY("What happens in 100 worlds"))                          \
  X(DRIVERS, drivers, ENT_SAY("What moves the answer"))                             \
  X(TRUST, trust, ENT_SAY("Trust over time"))                                       \
  X(MEMBERS, members, ENT_SAY("Power, consent and blocking"))                       \
  X(WINSET, winset, ENT_SAY("What beats the status quo"))                           \
  X(MAP, map, ENT_SAY("Who stands with whom"))                                      \
  X(FLIPS, flips, ENT_SAY("What would turn the target"))                            \
  X(TRIANGLE, triangle, ENT_SAY("The strategic triangle"))                          \
  X(LANDSCAPE, landscape, ENT_SAY("Stable camps"))                                  \
  X(SURVIVAL, survival, ENT_SAY("Chance that the deal is still in force"))          \
  X(FOREST, precedents, ENT_SAY("The model beside the precedents"))                 \
  X(FLOWS, flows, ENT_SAY("Trade of the target, before and after the deal"))        \
  X(FRONTIER, frontier, ENT_SAY("What more sanctions would cost whom"))             \
  X(COALITION, coalition, ENT_SAY("Who counts for how much among the sanctioners")) \
  X(SERIES, series, ENT_SAY("Time series"))

typedef enum ent_chart {
#define X(NAME, name, title) ENT_CHART_##NAME,
  ENT_CHART_LIST(X)
#undef X
    ENT_CHARTS
} ent_chart;

/* "gates" for ENT_CHART_GATES; NULL past the end. */
const char *ent_chart_name(int chart);
/* How many pictures of this kind the answer has: 0 when it lacks what they show, more than 1 for series. */
int ent_draw_count(const ent_answer *answer, ent_chart chart);
/* Draws picture `index` of its kind.  Errors: as above; ENT_ARGUMENT when there is no such picture. */
ent_status ent_draw_answer(const ent_answer *answer, ent_chart chart, int index, const ent_look *look,
                           const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* A comparison as a waterfall, from a's chance to b's, one step a cause, the smallest ones together; chance: ENT_GATES for
 * all four gates, or a gate; -1: the one that the headline speaks of.  Errors: as above; ENT_ARGUMENT (no such chance). */
ent_status ent_draw_difference(const ent_difference *difference, int chance, const ent_look *look,
                               const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* ---- numbers, as people read them -------------------------------------------------------------------------- */

#define ENT_PERCENT_MAX 32
/* "46 %", "3.3 %", "<0.1 %", ">99.9 %": never "0.0 %" for a number that is not 0.  Returns the length. */
size_t ent_percent_write(double p, char out[ENT_PERCENT_MAX]);
/* With its Monte Carlo standard error: "3.3 ± 0.2 %". */
size_t ent_share_write(ent_share share, char out[ENT_PERCENT_MAX]);

/* A value in its unit, a word of ENT_UNIT_LIST (NULL and unknown words: as it is): "13 %", "13 % a year", "0.5 % of
 * income", "5 years", "30,507", "−0.45".  digits: how many matter; 2 for what is assumed, 3 for what is measured.
 * Spaces inside are no-break spaces, minus and plus-minus are the real ones.  What is not finite is written as 0.
 * Each returns the length. */
#define ENT_VALUE_MAX 64
size_t ent_value_write(double value, const char *unit, int digits, char out[ENT_VALUE_MAX]);
/* "3 % to 25 %", "−0.7 to −0.2", "11 % to 26 % a year". */
#define ENT_RANGE_MAX 128
size_t ent_range_write(double low, double high, const char *unit, int digits, char out[ENT_RANGE_MAX]);
/* A value with its Monte Carlo standard error (0: none): "3.3 ± 0.2 %", "−12.1 ± 0.3 points", "68.2 %". */
size_t ent_measure_write(double value, double se, const char *unit, char out[ENT_RANGE_MAX]);
/* A comparison as a claim's test writes it, in the unit of its value: "> 0.5" is "> 50 %", "between 0.6 and 0.7" is
 * "60 % to 70 %".  What is no comparison is copied. */
size_t ent_comparison_write(const char *text, const char *unit, char out[ENT_RANGE_MAX]);
/* The same four in the language of the words (NULL: English): "13 % a year" is said in full by it. */
size_t ent_value_say(const ent_words *words, double value, const char *unit, int digits, char out[ENT_VALUE_MAX]);
size_t ent_range_say(const ent_words *words, double low, double high, const char *unit, int digits,
                     char out[ENT_RANGE_MAX]);
size_t ent_measure_say(const ent_words *words, double value, double se, const char *unit, char out[ENT_RANGE_MAX]);
size_t ent_comparison_say(const ent_words *words, const char *text, const char *unit, char out[ENT_RANGE_MAX]);

#ifdef __cplusplus
}
#endif
#endif
