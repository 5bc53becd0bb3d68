/* again.h - the command that finds one finding again, in the file alone in which it was found. */
#ifndef TINCT_AGAIN_H
#define TINCT_AGAIN_H

#include "work.h"

/* Fills in `again` of every finding. */
void again_all(struct work *work);

#endif
