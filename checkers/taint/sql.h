/* sql.h - recognises SQL in literal text, by grammar, not by a keyword alone. */
#ifndef TINCT_SQL_H
#define TINCT_SQL_H

#include <stdbool.h>
#include <stddef.h>

/* True if the text holds the beginning of an SQL statement: a verb in capital or small letters
 * where a statement can start, and the word that this verb needs behind it (`SELECT ... FROM`,
 * `INSERT INTO`, `UPDATE name SET`). "Select a file from the list" is English: prose is told apart
 * by the words between. */
bool sql_has_grammar(const char *text, size_t length);

#endif
