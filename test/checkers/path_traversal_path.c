// The path of a report of tinct.PathTraversal: from the request to the file that it names.
// RUN: %expect %s --print --modes compile-O0 | FileCheck %s
// RUN: %expect %s --print --modes scan | FileCheck %s
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void path_of(char *path, size_t room, const char *page)
{
    snprintf(path, room, "/srv/pages/%s", page);
}

void remove_page(int peer)
{
    char page[100], path[200];
    ssize_t length = recv(peer, page, sizeof page - 1, 0);
    if (length < 0)
        return;
    page[length] = '\0';
    path_of(path, sizeof path, page);
    unlink(path);
}

// CHECK-NOT: warning:
// CHECK: path_traversal_path.c:22:5: warning: 'unlink' uses a path in '/srv/pages/' which can be left by ".." in text from the network ('recv(peer, page, sizeof page - 1, 0)') [tinct.PathTraversal] [CWE-22]
// CHECK-NEXT: path_traversal_path.c:17:22: note: 'recv' puts untrusted data into 'page': the network
// CHECK-NEXT: path_traversal_path.c:18:9: note: {{Assuming 'length'|'length'}} is >= 0
// CHECK-NEXT: path_traversal_path.c:21:5: note: Calling 'path_of'
// CHECK-NEXT: path_traversal_path.c:9:1: note: 'page' now holds the untrusted data
// CHECK-NEXT: path_traversal_path.c:11:5: note: 'snprintf' carries the untrusted data into 'path'
// CHECK-NEXT: path_traversal_path.c:21:5: note: Returning from 'path_of'
// CHECK-NEXT: path_traversal_path.c:22:5: note: Reject text that holds '/' or "..", or resolve the path with realpath() and compare its start with the directory before it is used
// CHECK-NOT: {{warning|note}}:
