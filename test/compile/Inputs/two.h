#include "one.h"

static inline void two(void) {
    one();
}
