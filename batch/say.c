#include "say.h"

#include <stdarg.h>
#include <stdio.h>

static void say_as(const char *kind, const char *format, va_list arguments)
{
    fflush(stdout);
    fprintf(stderr, "tinct: %s", kind);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

void say_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_as("error: ", format, arguments);
    va_end(arguments);
}

void say_remark(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_as("remark: ", format, arguments);
    va_end(arguments);
}

void say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_as("", format, arguments);
    va_end(arguments);
}

void say_error_at(const char *text)
{
    say_error("%s", text);
}
