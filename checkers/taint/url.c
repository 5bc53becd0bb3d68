#include "url.h"

#include <stdbool.h>
#include <string.h>

static size_t find(const char *text, size_t length, const char *bytes)
{
    size_t at = 0;
    while (at < length && !(text[at] && strchr(bytes, text[at])))
        at++;
    return at;
}

enum url_front url_front_of(const char *text, size_t length)
{
    static const char ends[] = "/?#";
    size_t scheme = find(text, length, ":/?#");
    bool has_authority = false;
    size_t at = 0;
    if (scheme + 2 < length && memcmp(text + scheme, "://", 3) == 0) {
        has_authority = true;
        at = scheme + 3;
    } else if (length > 1 && text[0] == '/' && text[1] == '/') {
        at = 2; /* as the page's own scheme has it */
        has_authority = true;
    } else if (length && text[0] == '/') {
        return length > 1 ? URL_FRONT_PLACE : URL_FRONT_OPEN;
    } else if (scheme < length && text[scheme] == ':' &&
               (scheme + 1 == length || text[scheme + 1] == '/')) {
        return URL_FRONT_OPEN; /* "http:/", of which libraries make "http://" */
    }
    size_t end = at + find(text + at, length - at, ends);
    bool is_file = scheme == 4 && memcmp(text, "file", 4) == 0;
    if (end < length)
        return end > at || is_file ? URL_FRONT_PLACE : URL_FRONT_OPEN;
    if (!has_authority || end == at)
        return URL_FRONT_OPEN;
    return memchr(text + at, ':', end - at) ? URL_FRONT_PORT : URL_FRONT_HOST;
}
