// csa.h compiles alone, as C11 and as C++17, with every compiler's warnings as errors.
// RUN: %cc -std=c11 -pedantic-errors -Wall -Wextra -Wstrict-prototypes -Werror -I%plugin_include -fsyntax-only %s
// RUN: %clang -std=c11 -pedantic-errors -Weverything -Wno-unknown-warning-option -Wno-padded -Wno-pre-c11-compat -Wno-unused-macros -Werror -I%plugin_include -fsyntax-only %s
// RUN: %cxx -std=c++17 -pedantic-errors -Wall -Wextra -Werror -I%plugin_include -fsyntax-only -x c++ %s
// RUN: %clang -std=c++17 -pedantic-errors -Wall -Wextra -Werror -I%plugin_include -fsyntax-only -x c++ %s
#include "csa.h"
