// checkers/template.c.in is a checker that works, here as a stranger's own shared object.
// RUN: cp %src/checkers/template.c.in %t.template.c
// RUN: %cc -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -fPIC -shared -I%plugin_include -DTEMPLATE='"%t.template.c"' -x c %S/Inputs/template_module.inc -o %t.so
// RUN: %clang -fplugin=%tinct -fplugin-arg-tinct-load=%t.so -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env TINCT_LOAD=%t.so %analyze %s 2>&1 | FileCheck %s
#include <unistd.h>

void twice(int fd, int again) {
    close(fd);
    // CHECK: [[@LINE-1]]:{{.*}}: note: The descriptor is closed here
    if (again)
        // CHECK-DAG: [[@LINE+1]]:15: warning: The descriptor is closed a second time{{.*}}[tinct.Template]
        close(fd);
}

// CHECK-NOT: warning
void each_once(int one, int other) {
    close(one);
    close(other);
}
