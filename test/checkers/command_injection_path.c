// The whole explanation of a finding, from source to sink, in each way of running.
// RUN: %expect %s --print --modes compile-O0 -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes compile-O2 -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes scan -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes analyze-core -- -Wno-unused-result | FileCheck %s --check-prefix=ANALYZE
// RUN: %expect %s --print --modes analyze-default -- -Wno-unused-result | FileCheck %s --check-prefix=ANALYZE
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

struct request {
    char file[100];
    char mode[100];
};

static int read_request(struct request *request, int peer)
{
    ssize_t n = recv(peer, request->file, sizeof request->file - 1, 0);
    if (n <= 0)
        return -1;
    request->file[n] = '\0';
    return 0;
}

static void list(const char *file)
{
    char command[200];
    snprintf(command, sizeof command, "ls -l %s", file);
    system(command);
}

void serve(int peer)
{
    struct request request;
    if (read_request(&request, peer) == 0)
        list(request.file);
}

// CHECK-NOT: warning:
// CHECK: command_injection_path.c:29:5: warning: 'system' lets a shell run text that comes from the network ('recv(peer, request->file, sizeof request->file - 1, 0)') [tinct.CommandInjection] [CWE-78]
// CHECK-NEXT: command_injection_path.c:35:9: note: Calling 'read_request'
// CHECK-NEXT: command_injection_path.c:18:17: note: 'recv' puts untrusted data into 'request.file': the network
// CHECK-NEXT: command_injection_path.c:19:9: note: {{Assuming 'n'|'n'}} is > 0
// CHECK-NEXT: command_injection_path.c:35:9: note: Returning from 'read_request'
// CHECK-NEXT: command_injection_path.c:36:9: note: Calling 'list'
// CHECK-NEXT: command_injection_path.c:25:1: note: 'file' now holds the untrusted data
// CHECK-NEXT: command_injection_path.c:28:5: note: 'snprintf' carries the untrusted data into 'command'
// CHECK-NEXT: command_injection_path.c:29:5: note: Run the program without a shell: execv() or posix_spawn() with an argument vector, or accept only values from a fixed list
// CHECK-NOT: {{warning|note}}:

// ANALYZE-NOT: warning:
// ANALYZE: command_injection_path.c:29:5: warning: 'system' lets a shell run text that comes from the network ('recv(peer, request->file, sizeof request->file - 1, 0)'); Run the program without a shell: execv() or posix_spawn() with an argument vector, or accept only values from a fixed list [tinct.CommandInjection]
// ANALYZE-NEXT: command_injection_path.c:35:9: note: Calling 'read_request'
// ANALYZE-NEXT: command_injection_path.c:18:17: note: 'recv' puts untrusted data into 'request.file': the network
// ANALYZE-NEXT: command_injection_path.c:19:9: note: {{Assuming 'n'|'n'}} is > 0
// ANALYZE-NEXT: command_injection_path.c:19:5: note: Taking false branch
// ANALYZE-NEXT: command_injection_path.c:35:9: note: Returning from 'read_request'
// ANALYZE-NEXT: command_injection_path.c:35:5: note: Taking true branch
// ANALYZE-NEXT: command_injection_path.c:36:9: note: Calling 'list'
// ANALYZE-NEXT: command_injection_path.c:25:1: note: 'file' now holds the untrusted data
// ANALYZE-NEXT: command_injection_path.c:28:5: note: 'snprintf' carries the untrusted data into 'command'
// ANALYZE-NEXT: command_injection_path.c:29:5: note: 'system' lets a shell run text that comes from the network ('recv(peer, request->file, sizeof request->file - 1, 0)'); Run the program without a shell: execv() or posix_spawn() with an argument vector, or accept only values from a fixed list
// ANALYZE-NOT: {{warning|note}}:
