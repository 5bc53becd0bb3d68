#include "uri.h"

#include "memory.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char *uri_of_path(const char *path)
{
    struct text out = {0};
    text_add(&out, path[0] == '/' ? "file://" : "");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        if (c < 0x80 && (isalnum(c) || strchr("-._~/+,=@", c)))
            text_add_char(&out, *path);
        else
            text_format(&out, "%%%02X", c);
    }
    return text_take(&out);
}

static int digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

char *uri_to_path(const char *uri)
{
    if (starts_with(uri, "file://"))
        uri = strchr(uri + 7, '/') ? strchr(uri + 7, '/') : uri + 7;
    struct text out = {0};
    text_add(&out, "");
    for (; *uri; uri++) {
        int high = uri[0] == '%' ? digit(uri[1]) : -1;
        int low = high >= 0 ? digit(uri[2]) : -1;
        if (low >= 0) {
            text_add_char(&out, (char)(high * 16 + low));
            uri += 2;
        } else {
            text_add_char(&out, *uri);
        }
    }
    return text_take(&out);
}
