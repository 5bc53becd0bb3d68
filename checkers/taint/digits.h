/* digits.h - numbers that were read from texts of few characters: two hexadecimal digits are a byte. */
#ifndef TINCT_DIGITS_H
#define TINCT_DIGITS_H

#include "functions.h"

/* In post_call: the state after strtoul(), sscanf() and their kin. */
const csa_state *taint_digits_call(csa_context *cx, const csa_state *st, const csa_call *call);

/* True if the digits that the number was read from, a sign left out, name none that needs more than
 * so many bytes. What only a sign makes larger, as strtoul("-1") does, is meant. */
bool taint_digits_fit(const csa_state *st, const csa_symbol *symbol, uint64_t bytes);

#endif
