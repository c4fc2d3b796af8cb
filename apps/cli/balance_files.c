/* balance_files.c - the answer of `entente balance` as files: certificate, GraphML, DOT, picture.
 *
 * A certificate file is a table of the ties that were counted, with the proof in comments before its header, so that it can be
 * read wherever tables can, and verified by itself. */
#include "balance.h"

#include "base/bytes.h"
#include "base/fail.h"
#include "entente/draw_align.h"
#include "say.h"

#include <string.h>

static ent_status flush(ent_writer *w, FILE *to, ent_error *err)
{
  if (w->failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the file.");
  fwrite(w->data, 1, w->size, to);
  return ENT_OK;
}

/* ---- certificate ---------------------------------------------------------------------------------------------------- */

static void put_proof(ent_writer *w, const char *text)
{
  for (const char *line = text; *line;) {
    const size_t size = strcspn(line, "\n");
    ent_put(w, "# | ");
    ent_write_bytes(w, line, size);
    ent_put(w, "\n");
    line += size + (line[size] == '\n');
  }
}

static void put_certificate(ent_writer *w, const cli_balance *b)
{
  const char *const way = cli_value(b->call, CLI_OPTION_DIRECTION);
  ent_put(w, "# entente certificate 1\n# rule: ");
  ent_put(w, way ? way : "added");
  if (cli_has(b->call, CLI_OPTION_DROP_LOOPS)) ent_put(w, " drop-loops");
  if (cli_has(b->call, CLI_OPTION_SIGNS)) ent_put(w, " signs");
  ent_put(w, "\n");
  put_proof(w, b->found->certificate);
  ent_put(w, "from,to,weight\n");
  for (int64_t r = 0; r < b->net.rows; r++) {
    ent_put_cell(w, b->net.actor[b->net.tail[r]]);
    ent_put(w, ",");
    ent_put_cell(w, b->net.actor[b->net.head[r]]);
    ent_put(w, ",");
    ent_put(w, b->net.weight ? b->net.weight[r] : "1");
    ent_put(w, "\n");
  }
}

/* ---- graphs --------------------------------------------------------------------------------------------------------- */

static void put_graphml(ent_writer *w, const cli_balance *b)
{
  char weight[CLI_WEIGHT];
  ent_put(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
             " <key id=\"camp\" for=\"node\" attr.name=\"camp\" attr.type=\"int\"/>\n"
             " <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
             " <key id=\"frustrated\" for=\"edge\" attr.name=\"frustrated\" attr.type=\"boolean\"/>\n"
             " <key id=\"blame\" for=\"edge\" attr.name=\"blame\" attr.type=\"double\"/>\n"
             " <graph edgedefault=\"undirected\">\n");
  for (int i = 0; i < b->ties->n; i++) {
    ent_put(w, "  <node id=\"");
    ent_put_xml(w, b->net.actor[i]);
    ent_put(w, b->found->camp[i] > 0 ? "\"><data key=\"camp\">1</data></node>\n"
                                     : "\"><data key=\"camp\">2</data></node>\n");
  }
  for (int e = 0; e < b->ties->m; e++) {
    cli_weight_text(b->ties->weight[e], b->ties->scale, weight);
    ent_put(w, "  <edge source=\"");
    ent_put_xml(w, b->net.actor[b->ties->tail[e]]);
    ent_put(w, "\" target=\"");
    ent_put_xml(w, b->net.actor[b->ties->head[e]]);
    ent_put(w, "\"><data key=\"weight\">");
    ent_put(w, weight);
    ent_put(w, ent_tie_is_frustrated(b->ties, e, b->found->camp) ? "</data><data key=\"frustrated\">true</data>"
                                                                 : "</data><data key=\"frustrated\">false</data>");
    ent_put(w, "<data key=\"blame\">");
    ent_put_number(w, b->found->blame[e]);
    ent_put(w, "</data></edge>\n");
  }
  ent_put(w, " </graph>\n</graphml>\n");
}

/* A name in quotes, as the DOT language takes it: only the quote has to be escaped; a backslash at the end would escape it. */
static void put_dot_name(ent_writer *w, const char *name)
{
  ent_put(w, "\"");
  for (const char *c = name; *c; c++) {
    if (*c == '"' || *c == '\\') ent_put(w, "\\");
    ent_write_bytes(w, c, 1);
  }
  ent_put(w, "\"");
}

static void put_dot(ent_writer *w, const cli_balance *b)
{
  char weight[CLI_WEIGHT];
  ent_put(w, "graph camps {\n  node [shape=circle];\n");
  for (int i = 0; i < b->ties->n; i++) {
    ent_put(w, "  ");
    put_dot_name(w, b->net.actor[i]);
    ent_put(w, b->found->camp[i] > 0 ? " [camp=1, style=filled, fillcolor=grey80];\n" : " [camp=2];\n");
  }
  for (int e = 0; e < b->ties->m; e++) {
    cli_weight_text(b->ties->weight[e], b->ties->scale, weight);
    ent_put(w, "  ");
    put_dot_name(w, b->net.actor[b->ties->tail[e]]);
    ent_put(w, " -- ");
    put_dot_name(w, b->net.actor[b->ties->head[e]]);
    ent_put(w, b->ties->weight[e] > 0 ? " [color=\"#0b5fa5\", tie=" : " [color=\"#b3401b\", tie=");
    ent_put(w, weight);
    ent_put(w, ent_tie_is_frustrated(b->ties, e, b->found->camp) ? ", style=dashed];\n" : "];\n");
  }
  ent_put(w, "}\n");
}

/* ---- picture -------------------------------------------------------------------------------------------------------- */

static ent_status draw(const cli_balance *b, ent_arena *arena, FILE *to, ent_error *err)
{
  const ent_ties *const ties = b->ties;
  ent_camp_actor *const actor = ENT_NEW(arena, ent_camp_actor, ties->n);
  ent_camp_tie *const tie = ENT_NEW(arena, ent_camp_tie, ties->m > 0 ? ties->m : 1);
  if (!actor || !tie) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the file.");
  for (int i = 0; i < ties->n; i++) actor[i] = (ent_camp_actor){b->net.actor[i], b->found->camp[i] < 0};
  for (int e = 0; e < ties->m; e++) tie[e] = (ent_camp_tie){ties->tail[e], ties->head[e], (double)ties->weight[e]};
  const host_terminal *const t = &b->call->out;
  const ent_map_look camps = {cli_say(t, ENT_SAY("First camp")), cli_say(t, ENT_SAY("Second camp"))};
  const ent_look look = {.fixed = true, .words = b->call->page_words};
  ent_drawing drawing = {0};
  const ent_status status = ent_draw_camps(actor, ties->n, tie, ties->m, &camps, &look, &b->net.memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, &b->net.memory);
  return status;
}

ent_status cli_balance_write(const void *balance, cli_option option, FILE *to, ent_error *err)
{
  const cli_balance *const b = balance;
  ent_arena arena;
  ent_writer w;
  ent_status status = ENT_OK;
  ent_arena_open(&arena, &b->net.memory);
  ent_writer_open(&w, &arena);
  if (option == CLI_OPTION_CAMPS_SVG) {
    status = draw(b, &arena, to, err);
  } else {
    if (option == CLI_OPTION_CERTIFICATE)
      put_certificate(&w, b);
    else if (option == CLI_OPTION_GRAPHML)
      put_graphml(&w, b);
    else
      put_dot(&w, b);
    status = flush(&w, to, err);
  }
  ent_arena_close(&arena);
  return status;
}
