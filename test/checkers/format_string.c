// tinct.FormatString: each sink with an untrusted format, and with a constant one.
// RUN: %expect %s -- -Wno-format-security -Wno-format-nonliteral
#define _GNU_SOURCE
#include <err.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

// ---- Output -------------------------------------------------------------------------------------

void to_printf(void)
{
    char *text = getenv("NAME");
    if (text)
        printf(text); // expect: FormatString
}

void to_printf_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        printf("%s", text);
}

void to_printf_cleaned(const char *other)
{
    if (getenv("NAME"))
        printf(other);
}

void to_printf_with_arguments(int n)
{
    char *text = getenv("NAME");
    if (text)
        printf(text, n); // expect: FormatString
}

void to_printf_chosen(int plural)
{
    printf(plural ? "%d files\n" : "%d file\n", plural);
}

void to_puts(void)
{
    char *text = getenv("NAME");
    if (text)
        puts(text);
}

void to_fprintf(void)
{
    char *text = getenv("NAME");
    if (text)
        fprintf(stderr, text); // expect: FormatString
}

void to_fprintf_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        fprintf(stderr, "%s\n", text);
}

void to_dprintf(void)
{
    char *text = getenv("NAME");
    if (text)
        dprintf(STDOUT_FILENO, text); // expect: FormatString
}

void to_dprintf_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        dprintf(STDOUT_FILENO, "%s", text);
}

void to_sprintf(void)
{
    char out[200], *text = getenv("NAME");
    if (text)
        sprintf(out, text); // expect: FormatString
}

void to_sprintf_safe(void)
{
    char out[200], *text = getenv("NAME");
    if (text)
        sprintf(out, "%.100s", text);
}

void to_snprintf(void)
{
    char out[200], *text = getenv("NAME");
    if (text)
        snprintf(out, sizeof out, text); // expect: FormatString
}

void to_snprintf_safe(void)
{
    char out[200], *text = getenv("NAME");
    if (text)
        snprintf(out, sizeof out, "%s", text);
}

void to_asprintf(void)
{
    char *out, *text = getenv("NAME");
    if (text && asprintf(&out, text) >= 0) // expect: FormatString
        free(out);
}

void to_asprintf_safe(void)
{
    char *out, *text = getenv("NAME");
    if (text && asprintf(&out, "%s", text) >= 0)
        free(out);
}

void to_wprintf(void)
{
    wchar_t wide[200];
    char *text = getenv("NAME");
    if (text && mbstowcs(wide, text, 200) != (size_t)-1)
        wprintf(wide); // expect: FormatString
}

void to_wprintf_safe(void)
{
    wchar_t wide[200];
    char *text = getenv("NAME");
    if (text && mbstowcs(wide, text, 200) != (size_t)-1)
        wprintf(L"%ls", wide);
}

void twice(void)
{
    char format[200], *text = getenv("NAME");
    if (!text)
        return;
    snprintf(format, sizeof format, "Hello, %s\n", text);
    printf(format); // expect: FormatString
}

void twice_safe(void)
{
    char format[200], *text = getenv("WIDTH");
    if (!text)
        return;
    snprintf(format, sizeof format, "%%%ds\n", atoi(text));
    printf(format, "Hello");
}

// ---- Messages -----------------------------------------------------------------------------------

void to_syslog(void)
{
    char *text = getenv("NAME");
    if (text)
        syslog(LOG_INFO, text); // expect: FormatString
}

void to_syslog_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        syslog(LOG_INFO, "%s", text);
}

void to_warn(void)
{
    char *text = getenv("NAME");
    if (text)
        warn(text); // expect: FormatString
}

void to_warn_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        warn("%s", text);
}

void to_warnx(void)
{
    char *text = getenv("NAME");
    if (text)
        warnx(text); // expect: FormatString
}

void to_err(void)
{
    char *text = getenv("NAME");
    if (text)
        err(1, text); // expect: FormatString
}

void to_err_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        err(1, "%s", text);
}

void to_errx(void)
{
    char *text = getenv("NAME");
    if (text)
        errx(1, text); // expect: FormatString
}

void to_error(void)
{
    char *text = getenv("NAME");
    if (text)
        error(0, 0, text); // expect: FormatString
}

void to_error_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        error(0, 0, "%s", text);
}

// ---- Input --------------------------------------------------------------------------------------

void to_scanf(int *n)
{
    char *text = getenv("FORMAT");
    if (text)
        scanf(text, n); // expect: FormatString
}

void to_sscanf(int *n)
{
    char *text = getenv("FORMAT");
    if (text)
        sscanf("1 2", text, n); // expect: FormatString
}

void to_sscanf_safe(int *n)
{
    char *text = getenv("NUMBER");
    if (text)
        sscanf(text, "%d", n);
}

void to_fscanf(FILE *file, int *n)
{
    char *text = getenv("FORMAT");
    if (text)
        fscanf(file, text, n); // expect: FormatString
}

// ---- Not of this kind ---------------------------------------------------------------------------

void to_strftime(const struct tm *now)
{
    char out[200], *text = getenv("DATE_FORMAT");
    if (text)
        strftime(out, sizeof out, text, now);
}

// ---- Lists of arguments -------------------------------------------------------------------------

static void say(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
}

void own_wrapper(void)
{
    char *text = getenv("NAME");
    if (text)
        say(text); // expect: FormatString
}

void own_wrapper_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        say("%s", text);
}

static void complain(int status, const char *format, ...)
{
    char out[200];
    va_list list;
    va_start(list, format);
    vsnprintf(out, sizeof out, format, list);
    va_end(list);
    fprintf(stderr, "%d: %s\n", status, out);
}

void own_buffered_wrapper(void)
{
    char *text = getenv("NAME");
    if (text)
        complain(1, text); // expect: FormatString
}

void own_buffered_wrapper_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        complain(1, "%s", text);
}

static void say_list(const char *format, va_list list)
{
    vfprintf(stderr, format, list); // expect: FormatString
}

void own_list(int n, ...)
{
    va_list list;
    va_start(list, n);
    char *text = getenv("NAME");
    if (text)
        say_list(text, list);
    va_end(list);
}

static void say_list_safe(const char *format, va_list list)
{
    vfprintf(stderr, format, list);
}

void own_list_safe(int n, ...)
{
    va_list list;
    va_start(list, n);
    if (getenv("NAME"))
        say_list_safe("%s", list);
    va_end(list);
}

void elsewhere(const char *format, ...) __attribute__((format(printf, 1, 2)));
void elsewhere_second(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void elsewhere_unmarked(const char *format, ...);

void attribute(void)
{
    char *text = getenv("NAME");
    if (text)
        elsewhere(text); // expect: FormatString
}

void attribute_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        elsewhere("%s", text);
}

void attribute_second(void)
{
    char *text = getenv("NAME");
    if (text)
        elsewhere_second(1, text); // expect: FormatString
}

void attribute_second_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        elsewhere_second(1, "%s", text);
}

void without_attribute(void)
{
    char *text = getenv("NAME");
    if (text)
        elsewhere_unmarked(text);
}

static void say_plain(const char *text)
{
    printf(text); // expect: FormatString
}

void own_plain_wrapper(void)
{
    char *text = getenv("NAME");
    if (text)
        say_plain(text);
}

static void say_plain_safe(const char *text)
{
    printf("%s", text);
}

void own_plain_wrapper_safe(void)
{
    char *text = getenv("NAME");
    if (text)
        say_plain_safe(text);
}

void by_pointer(void)
{
    int (*print)(const char *, ...) = printf;
    char *text = getenv("NAME");
    if (text)
        print(text); // expect: FormatString
}

void by_pointer_safe(void)
{
    int (*print)(const char *, ...) = printf;
    char *text = getenv("NAME");
    if (text)
        print("%s", text);
}
