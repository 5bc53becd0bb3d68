/* rights.h - whether the program may run with other rights than the person who started it.
 *
 * What a person hands to a program that runs with their own rights (its arguments, their
 * environment) lets them do nothing that they could not do without it: `sort FILE` opens FILE,
 * `$EDITOR` is run. It is a flaw only where the program has other rights, as a set-user-ID program
 * has. No source tells that; but such a program gives itself away by handling user IDs. It stops to
 * be one where it takes on the user's own ID.
 */
#ifndef TINCT_RIGHTS_H
#define TINCT_RIGHTS_H

#include "content.h"

/* Looks for functions that handle user IDs; once a file. */
void taint_rights_unit(csa_unit *unit);

/* The state after a call that changes or asks user IDs. */
const csa_state *taint_rights_after(csa_context *cx, const csa_state *st, const csa_call *call);

/* True if the person who started the program supplied the data of `step`. */
bool taint_is_users_own(taint_step step);

/* The profile for data that is harmless in the hands of the one who started the program:
 * CSA_LEVEL_STRICT where it is theirs and the program has no other rights here. */
csa_level taint_level_of(csa_context *cx, taint_step step);

/* True in a file that handles user IDs; and for a function of it that changes them. */
bool taint_rights_matter(void);
bool taint_rights_change_in(const csa_decl *function);

/* True if this path has made elevated rights the process's own: setuid(geteuid()), setuid(0). What
 * it runs cannot tell any more that somebody else started it. */
bool taint_rights_are_raised(const csa_state *st);
/* The note of a call that raised them, for reports that taint_rights_mark() was called for. NULL
 * unless `st` is the first state that knows. */
const struct csa_note *taint_rights_note(const csa_state *before, const csa_state *st);
void taint_rights_mark(csa_report *report);

#endif
