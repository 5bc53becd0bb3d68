/* url.h - where the place that a URL names ends in its text. Plain C. */
#ifndef TINCT_URL_H
#define TINCT_URL_H

#include <stddef.h>

/* How much of a URL is settled by the text that it begins with. */
enum url_front {
    URL_FRONT_OPEN, /* what follows may name the host: "http", "https://" */
    URL_FRONT_HOST, /* it ends in a host, which may go on with what follows: "https://host" */
    URL_FRONT_PORT, /* what follows is a port, or a password and the host: "https://host:80" */
    URL_FRONT_PLACE /* the host has ended: "https://host/", "https://host?", "/path" */
};

/* RFC 3986, section 3.2: what is in front of '/', '?' or '#' is the authority. A ':' does not end
 * the host, since what stands in front may be the name of a user: "http://host:x@other/". */
enum url_front url_front_of(const char *text, size_t length);

#endif
