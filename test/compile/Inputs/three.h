#include "two.h"

static inline void three(void) {
    two();
}
