/* entente_files.h - the engine inside a page carries no page: the files that the report embeds are empty here. */
#ifndef ENTENTE_FILES_H
#define ENTENTE_FILES_H

#include <stddef.h>

static const unsigned char entente_file_report_html[1], entente_file_report_css[1];
static const size_t entente_file_report_html_size = 0, entente_file_report_css_size = 0;

#endif
