#include <sys.h>

void f(void) {
    in_system_header();
}

void g(void) {
    SYSTEM_MACRO();
}
