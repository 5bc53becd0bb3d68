/* remarks.h - what a scan left out of the commands, said once each. */
#ifndef TINCT_REMARKS_H
#define TINCT_REMARKS_H

#include "units.h"

void remarks_say(const struct unit_maker *maker, const struct units *units);

#endif
