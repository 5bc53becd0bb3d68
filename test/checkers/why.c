// The plugin says what becomes of the data on the line that it is asked about, and on no other. What
// it says of each kind of line is in test/scan/why.test.
// RUN: %clang -fplugin=%tinct -fplugin-arg-tinct-profile=audit -fplugin-arg-tinct-why=%s:14 -c %s -o %t.o > %t.asked 2>&1
// RUN: FileCheck --input-file=%t.asked %s
// RUN: %analyze -Xclang -analyzer-checker=tinct.Why -Xclang -analyzer-config -Xclang tinct.Why:Line=%s:14,tinct:Profile=audit %s -o %t.plist > %t.analyzed 2>&1
// RUN: FileCheck --input-file=%t.analyzed %s
// RUN: %clang -fplugin=%tinct -fplugin-arg-tinct-profile=audit -c %s -o %t.o > %t.silent 2>&1
// RUN: %analyze %s -o %t.plist >> %t.silent 2>&1 && test ! -s %t.silent
int system(const char *command);

int main(void)
{
    system("date");
    return system("ls -l"); // asked
}
// CHECK-NOT:  warning:
// CHECK:      why.c:14:12: warning: Argument 1 of 'system' (shell): the program's own text "ls -l" [tinct.Why]
// CHECK-NOT:  warning:
