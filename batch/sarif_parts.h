/* sarif_parts.h - objects of a SARIF file that sarif_write.c puts together; nobody else includes it.
 * Each is the caller's. */
#ifndef TINCT_SARIF_PARTS_H
#define TINCT_SARIF_PARTS_H

#include "sarif.h"

cJSON *sarif_message(const char *text);
/* A reference to a weakness of the CWE taxonomy. */
cJSON *sarif_cwe(unsigned cwe);
/* The tool with its rules, one a checker in the order of the results. */
cJSON *sarif_tool(const struct sarif_run *run);
/* The CWE taxonomy, as far as the checkers use it. */
cJSON *sarif_taxonomy(const struct results *results);

#endif
