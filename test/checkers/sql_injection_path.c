// The whole explanation of a finding, from source to sink, in each way of running.
// REQUIRES: sqlite3
// RUN: %expect %s --print --modes compile-O0 -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes compile-O2 -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes scan -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes analyze-core -- -Wno-unused-result | FileCheck %s --check-prefix=ANALYZE
// RUN: %expect %s --print --modes analyze-default -- -Wno-unused-result | FileCheck %s --check-prefix=ANALYZE
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static char *value_of(char *line, const char *name)
{
    char *value = strchr(line, '=');
    if (!value || strncmp(line, name, value - line) != 0)
        return NULL;
    return value + 1;
}

int delete_user(sqlite3 *db, FILE *input)
{
    char line[100];
    if (!fgets(line, sizeof line, input))
        return -1;
    char *user = value_of(line, "user");
    if (!user)
        return -1;
    char *sql = sqlite3_mprintf("DELETE FROM users WHERE name = '%s'", user);
    int status = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
    return status;
}

// CHECK-NOT: warning:
// CHECK: sql_injection_path.c:29:18: warning: 'sqlite3_exec' parses SQL that holds text from an input stream ('fgets(line, sizeof line, input)') [tinct.SqlInjection] [CWE-89]
// CHECK-NEXT: sql_injection_path.c:23:10: note: 'fgets' puts untrusted data into 'line': an input stream
// CHECK-NEXT: sql_injection_path.c:25:18: note: Calling 'value_of'
// CHECK-NEXT: sql_injection_path.c:12:1: note: 'line' now holds the untrusted data
// CHECK-NEXT: sql_injection_path.c:14:19: note: 'strchr' carries the untrusted data into its result
// CHECK-NEXT: sql_injection_path.c:15:9: note: Assuming 'value' is non-null
// CHECK-NEXT: sql_injection_path.c:15:19: note: Assuming the condition is false
// CHECK-NEXT: sql_injection_path.c:25:18: note: Returning from 'value_of'
// CHECK-NEXT: sql_injection_path.c:25:5: note: 'user' now holds the untrusted data
// CHECK-NEXT: sql_injection_path.c:28:17: note: 'sqlite3_mprintf' carries the untrusted data into its result
// CHECK-NEXT: sql_injection_path.c:28:5: note: 'sql' now holds the untrusted data
// CHECK-NEXT: sql_injection_path.c:29:18: note: Prepare the statement with placeholders and bind the value: sqlite3_bind_text(), mysql_stmt_bind_param(), PQexecParams()
// CHECK-NOT: {{warning|note}}:

// ANALYZE-NOT: warning:
// ANALYZE: sql_injection_path.c:29:18: warning: 'sqlite3_exec' parses SQL that holds text from an input stream ('fgets(line, sizeof line, input)'); Prepare the statement with placeholders and bind the value: sqlite3_bind_text(), mysql_stmt_bind_param(), PQexecParams() [tinct.SqlInjection]
// ANALYZE-NEXT: sql_injection_path.c:23:10: note: 'fgets' puts untrusted data into 'line': an input stream
// ANALYZE-NEXT: sql_injection_path.c:23:5: note: Taking false branch
// ANALYZE-NEXT: sql_injection_path.c:25:18: note: Calling 'value_of'
// ANALYZE-NEXT: sql_injection_path.c:12:1: note: 'line' now holds the untrusted data
// ANALYZE-NEXT: sql_injection_path.c:14:19: note: 'strchr' carries the untrusted data into its result
// ANALYZE-NEXT: sql_injection_path.c:15:9: note: Assuming 'value' is non-null
// ANALYZE-NEXT: sql_injection_path.c:15:9: note: Left side of '||' is false
// ANALYZE-NEXT: sql_injection_path.c:15:19: note: Assuming the condition is false
// ANALYZE-NEXT: sql_injection_path.c:15:5: note: Taking false branch
// ANALYZE-NEXT: sql_injection_path.c:25:18: note: Returning from 'value_of'
// ANALYZE-NEXT: sql_injection_path.c:25:5: note: 'user' now holds the untrusted data
// ANALYZE-NEXT: sql_injection_path.c:26:10: note: 'user' is non-null
// ANALYZE-NEXT: sql_injection_path.c:26:5: note: Taking false branch
// ANALYZE-NEXT: sql_injection_path.c:28:17: note: 'sqlite3_mprintf' carries the untrusted data into its result
// ANALYZE-NEXT: sql_injection_path.c:28:5: note: 'sql' now holds the untrusted data
// ANALYZE-NEXT: sql_injection_path.c:29:18: note: 'sqlite3_exec' parses SQL that holds text from an input stream ('fgets(line, sizeof line, input)'); Prepare the statement with placeholders and bind the value: sqlite3_bind_text(), mysql_stmt_bind_param(), PQexecParams()
// ANALYZE-NOT: {{warning|note}}:
