#include "none.h"
void trouble_found(void);

void sound(void) {
    trouble_found();
}

void broken(void) {
    unknown_type x;
    trouble_found();
}
