// The names and argument numbers under which models know a called function.
// RUN: %unit/callee_test
#include "callee.h"
#include "check.h"

/* `removed` lists the arguments that the call has and the model has not, as digits. */
static void is(const char *written, const char *name, const char *removed)
{
    struct callee callee = callee_normalise(written);
    CHECK_TEXT(callee.name, name);
    char digits[CALLEE_REMOVED + 1] = "";
    for (unsigned i = 0; i < callee.removed_count; i++)
        digits[i] = (char)('0' + callee.removed[i]);
    if (strcmp(digits, removed) != 0)
        fprintf(stderr, "in %s:\n", written);
    CHECK_TEXT(digits, removed);
}

static void test_prefixes(void)
{
    is("strcpy", "strcpy", "");
    is("__builtin_strcpy", "strcpy", "");
    is("__isoc99_sscanf", "sscanf", "");
    is("__isoc99_vfscanf", "vfscanf", "");
    is("__isoc23_strtol", "strtol", "");
    is("__isoc23_fscanf", "fscanf", "");
    is("__strdup", "strdup", "");
    is("__xpg_basename", "basename", "");
    is("__getdelim", "getdelim", "");
    is("_IO_getc", "getc", "");
}

static void test_fortified(void)
{
    is("__snprintf_chk", "snprintf", "23");
    is("__builtin___snprintf_chk", "snprintf", "23");
    is("__vsnprintf_chk", "vsnprintf", "23");
    is("__sprintf_chk", "sprintf", "12");
    is("__vsprintf_chk", "vsprintf", "12");
    is("__swprintf_chk", "swprintf", "23");
    is("__printf_chk", "printf", "0");
    is("__vprintf_chk", "vprintf", "0");
    is("__fprintf_chk", "fprintf", "1");
    is("__dprintf_chk", "dprintf", "1");
    is("__asprintf_chk", "asprintf", "1");
    is("__vasprintf_chk", "vasprintf", "1");
    is("__syslog_chk", "syslog", "1");
    is("__vsyslog_chk", "vsyslog", "1");
    is("__strcpy_chk", "strcpy", "2");
    is("__builtin___strcat_chk", "strcat", "2");
    is("__strncat_chk", "strncat", "3");
    is("__builtin___memcpy_chk", "memcpy", "3");
    is("__memset_chk", "memset", "3");
    is("__builtin___strlcpy_chk", "strlcpy", "3");
    is("__wcscpy_chk", "wcscpy", "2");
    is("__wmemcpy_chk", "wmemcpy", "3");
    is("__mbsnrtowcs_chk", "mbsnrtowcs", "5");
    is("__fgets_chk", "fgets", "1");
    is("__fgets_chk_warn", "fgets", "1");
    is("__fgets_unlocked_chk", "fgets", "1");
    is("__fgetws_chk", "fgetws", "1");
    is("__gets_chk", "gets", "1");
    is("__fread_chk", "fread", "1");
    is("__fread_unlocked_chk_warn", "fread", "1");
    is("__read_chk", "read", "3");
    is("__pread_chk", "pread", "4");
    is("__pread64_chk", "pread", "4");
    is("__recv_chk", "recv", "3");
    is("__recvfrom_chk", "recvfrom", "3");
    is("__readlink_chk", "readlink", "3");
    is("__readlinkat_chk", "readlinkat", "4");
    is("__getcwd_chk", "getcwd", "2");
    is("__realpath_chk", "realpath", "2");
    is("__explicit_bzero_chk", "explicit_bzero", "2");
    is("__obstack_printf_chk", "obstack_printf", "1");
    is("__fgets_alias", "fgets", "");
    is("__fread_unlocked_alias", "fread", "");
    is("__pread64_alias", "pread", "");
}

static void test_variants(void)
{
    is("fopen64", "fopen", "");
    is("open64", "open", "");
    is("mmap64", "mmap", "");
    is("readdir64", "readdir", "");
    is("readdir64_r", "readdir_r", "");
    is("getc_unlocked", "getc", "");
    is("getchar_unlocked", "getchar", "");
    is("fwrite_unlocked", "fwrite", "");
}

/* What only looks like a variant is left alone. */
static void test_others(void)
{
    static const char *const names[] = {
        "base64",
        "strtof64",
        "sqlite3_column_int64",
        "fopen_unlocked",
        "strcpy_chk",
        "__system_chk",
        "__fopen_chk",
        "__stack_chk_fail",
        "__read",
        "__x64",
        "_chk",
        "__chk",
        "___chk",
        "__",
        "64",
        "_unlocked",
        "x",
        "",
        "__builtin_",
        "printf_warn",
        "__printf_alias_chk",
        "strcpy_alias",
        "__isoc99_",
        "snprint",
        "snprintff",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is(names[i], names[i], "");
    CHECK(callee_normalise(NULL).name == NULL);
}

static void test_arguments(void)
{
    struct callee callee = callee_normalise("__snprintf_chk"); /* s, n, FLAG, SIZE, format... */
    CHECK(callee_argument(&callee, 0) == 0 && callee_argument(&callee, 1) == 1);
    CHECK(callee_argument(&callee, 2) == 4 && callee_argument(&callee, 3) == 5);
    callee = callee_normalise("__printf_chk"); /* FLAG, format... */
    CHECK(callee_argument(&callee, 0) == 1 && callee_argument(&callee, 1) == 2);
    callee = callee_normalise("__fgets_chk"); /* s, SIZE, n, stream */
    CHECK(callee_argument(&callee, 0) == 0 && callee_argument(&callee, 2) == 3);
    callee = callee_normalise("__strcpy_chk"); /* to, from, SIZE */
    CHECK(callee_argument(&callee, 0) == 0 && callee_argument(&callee, 1) == 1);
    callee = callee_normalise("strcpy");
    CHECK(callee_argument(&callee, 7) == 7);
}

int main(void)
{
    test_prefixes();
    test_fortified();
    test_variants();
    test_others();
    test_arguments();
    return check_result();
}
