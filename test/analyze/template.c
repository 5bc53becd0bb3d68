// checkers/template.c.in is a checker that works, here as a stranger's own shared object.
// RUN: cp %src/checkers/template.c.in %t.template.c
// RUN: %cc -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -fPIC -shared -I%plugin_include -DTEMPLATE='"%t.template.c"' -x c %S/Inputs/template_module.inc -o %t.so
// RUN: %clang -fplugin=%tinct -fplugin-arg-tinct-load=%t.so -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env TINCT_LOAD=%t.so %analyze %s 2>&1 | FileCheck %s
#include <unistd.h>

void each_once(int one, int other) {
    close(one);
    close(other);
}

void twice(int fd, int again) {
    close(fd);
    if (again)
        close(fd);
}

// CHECK-NOT: warning
// CHECK: template.c:16:15: warning: The descriptor is closed a second time{{.*}}[tinct.Template]
// CHECK: template.c:14:5: note: The descriptor is closed here
// CHECK-NOT: warning:
