// The whole explanation of a finding, from source to sink, in each way of running.
// RUN: %expect %s --print --modes compile-O0 -- -Wno-unused-result -Wno-format-security | FileCheck %s
// RUN: %expect %s --print --modes compile-O2 -- -Wno-unused-result -Wno-format-security | FileCheck %s
// RUN: %expect %s --print --modes scan -- -Wno-unused-result -Wno-format-security | FileCheck %s
// RUN: %expect %s --print --modes analyze-core -- -Wno-unused-result -Wno-format-security | FileCheck %s --check-prefix=ANALYZE
// RUN: %expect %s --print --modes analyze-default -- -Wno-unused-result -Wno-format-security | FileCheck %s --check-prefix=ANALYZE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

static const char *user;

static void log_in(void)
{
    user = getenv("USER");
}

static void greet(void)
{
    char message[100];
    strcpy(message, "Hello, ");
    strncat(message, user, 80);
    syslog(LOG_INFO, message);
}

int main(void)
{
    log_in();
    if (user)
        greet();
    return 0;
}

// CHECK-NOT: warning:
// CHECK: format_string_path.c:24:5: warning: The format of 'syslog' comes from an environment variable ('getenv("USER")') [tinct.FormatString] [CWE-134]
// CHECK-NEXT: format_string_path.c:29:5: note: Calling 'log_in'
// CHECK-NEXT: format_string_path.c:16:12: note: 'getenv' returns untrusted data: an environment variable
// CHECK-NEXT: format_string_path.c:16:5: note: 'user' now holds the untrusted data
// CHECK-NEXT: format_string_path.c:29:5: note: Returning from 'log_in'
// CHECK-NEXT: format_string_path.c:30:9: note: {{Assuming 'user'|'user'}} is non-null
// CHECK-NEXT: format_string_path.c:31:9: note: Calling 'greet'
// CHECK-NEXT: format_string_path.c:23:5: note: 'strncat' carries the untrusted data into 'message'
// CHECK-NEXT: format_string_path.c:24:5: note: Write the text with a constant format, "%s"
// CHECK-NOT: {{warning|note}}:

// ANALYZE-NOT: warning:
// ANALYZE: format_string_path.c:24:5: warning: The format of 'syslog' comes from an environment variable ('getenv("USER")'); Write the text with a constant format, "%s" [tinct.FormatString]
// ANALYZE-NEXT: format_string_path.c:29:5: note: Calling 'log_in'
// ANALYZE: format_string_path.c:16:12: note: 'getenv' returns untrusted data: an environment variable
// ANALYZE-NEXT: format_string_path.c:16:5: note: 'user' now holds the untrusted data
// ANALYZE-NEXT: format_string_path.c:29:5: note: Returning from 'log_in'
// ANALYZE-NEXT: format_string_path.c:30:9: note: {{Assuming 'user'|'user'}} is non-null
// ANALYZE-NEXT: format_string_path.c:30:5: note: Taking true branch
// ANALYZE-NEXT: format_string_path.c:31:9: note: Calling 'greet'
// ANALYZE-NEXT: format_string_path.c:23:5: note: 'strncat' carries the untrusted data into 'message'
// ANALYZE-NEXT: format_string_path.c:24:5: note: The format of 'syslog' comes from an environment variable ('getenv("USER")'); Write the text with a constant format, "%s"
// ANALYZE-NOT: {{warning|note}}:
