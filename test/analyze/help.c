// The analyzer lists Tinct's checkers and options, and takes models.
// RUN: %clang -cc1 -load %tinct -analyzer-checker-help | FileCheck --check-prefix=HELP %s
// HELP-DAG: tinct.CommandInjection
// HELP-DAG: tinct.SqlInjection
// HELP-DAG: tinct.FormatString
// HELP-NOT: tinct.Taint
//
// RUN: %analyze %s 2>&1 | FileCheck --check-prefix=NONE --allow-empty %s
// NONE-NOT: warning
//
// RUN: printf 'functions:\n  - {name: ask_peer, args: 0, source: {to: "*return", kind: network}}\n' >%t.yaml
// RUN: %analyze -Xclang -analyzer-config -Xclang tinct:Models=%t.yaml %s 2>&1 | FileCheck --check-prefix=FOUND %s
// RUN: %clang -fplugin=%tinct -fplugin-arg-tinct-models=%t.yaml -c %s -o %t.o 2>&1 | FileCheck --check-prefix=FOUND %s
// FOUND: help.c:[[@LINE+9]]:9: warning: 'system' lets a shell run text that comes from the network ('ask_peer()')
#include <stdlib.h>

const char *ask_peer(void);

void serve(void)
{
    const char *text = ask_peer();
    if (text)
        system(text);
}
//
// The nearest .tinct.yaml is found from the analysed file upwards.
// RUN: rm -rf %t.tree && mkdir -p %t.tree/src/deep && cp %s %t.tree/src/deep/help.c && cp %t.yaml %t.tree/.tinct.yaml
// RUN: cd %t.tree && %clang -fplugin=%tinct -c src/deep/help.c -o %t.o 2>&1 | FileCheck --check-prefix=FOUND %s
// RUN: cd %t.tree/src/deep && %analyze help.c 2>&1 | FileCheck --check-prefix=FOUND %s
// RUN: printf 'functions: []\n' >%t.tree/src/.tinct.yaml
// RUN: cd %t.tree/src/deep && %analyze help.c 2>&1 | FileCheck --check-prefix=NONE --allow-empty %s
