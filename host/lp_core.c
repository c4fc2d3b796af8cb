/* lp_core.c - which engine solves linear programmes where CLP was not built in?  Core's own. */
#include "host/lp.h"

const ent_lp *host_lp(void)
{
  return ent_lp_simplex();
}

const char *host_lp_name(void)
{
  return "entente";
}
