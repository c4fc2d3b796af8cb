/* report_trade.c - which numbers come from the trade model, and how far can they be trusted?
 *
 * A list of the inputs that are calls such as trade.relief, as the author wrote them, and the sentence that stands beside every
 * long-run number.  The pictures follow in the page (core/draw/answer_trade.c).  Cost: linear in inputs. */
#include "report_parts.h"

#include <string.h>

#include "model/trade_value.h"
#include "entente/trade.h"

bool report_uses_trade(const report *r)
{
  ent_input_info input;
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++)
    if (ent_trade_is_call(input.text)) return true;
  return false;
}

static void put_value(report *r, const ent_input_info *input)
{
  ent_put(&r->w, "<li>");
  report_said(r, "{group}: {name}", "group", report_strong(r, input->label), "name", report_escaped(r, input->words),
              NULL);
  ent_put(&r->w, " <code>");
  ent_put_xml(&r->w, input->text);
  ent_put(&r->w, "</code></li>\n");
}

void report_trade(report *r)
{
  ent_input_info input;
  ent_put(&r->w, "<ul>\n");
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++)
    if (ent_trade_is_call(input.text)) put_value(r, &input);
  ent_put(&r->w, "</ul>\n<p>");
  ent_put_xml(&r->w, report_say(r, ent_trade_caveat()));
  ent_put(&r->w, "</p>\n");
}
