// The loader and each LLVM's own plugin load with every symbol resolved, and a file without any
// source of untrusted data compiles as it would without them.
// RUN: env LD_BIND_NOW=1 %clang -fplugin=%tinct -O2 -c %s -o %t.o 2>%t.err
// RUN: test ! -s %t.err
// RUN: env LD_BIND_NOW=1 %clang -fplugin=%tinct_nn -O2 -c %s -o %t.nn.o 2>%t.err
// RUN: test ! -s %t.err
// RUN: %clang -O2 -c %s -o %t.plain.o
// RUN: cmp %t.o %t.plain.o
// RUN: cmp %t.nn.o %t.plain.o
int add(int a, int b) {
    return a + b;
}
