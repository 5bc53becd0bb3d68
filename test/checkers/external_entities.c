// tinct.ExternalEntities: documents of others, parsed with entities on.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// As in libxml/parser.h and expat.h.
typedef unsigned char xmlChar;
typedef struct _xmlDoc *xmlDocPtr;
extern xmlDocPtr xmlReadMemory(const char *text, int size, const char *url, const char *encoding,
                               int options);
extern xmlDocPtr xmlReadFile(const char *url, const char *encoding, int options);
extern xmlDocPtr xmlParseMemory(const char *text, int size);
extern int xmlSubstituteEntitiesDefault(int on);
enum {
    XML_PARSE_NOENT = 2,
    XML_PARSE_DTDLOAD = 4,
    XML_PARSE_NOBLANKS = 256,
    XML_PARSE_XINCLUDE = 1024,
    XML_PARSE_NONET = 2048
};
typedef struct XML_ParserStruct *XML_Parser;
extern int XML_Parse(XML_Parser parser, const char *text, int size, int is_final);
extern XML_Parser XML_ParserCreate(const char *encoding);
extern void XML_SetExternalEntityRefHandler(XML_Parser parser, int (*handler)(void));
extern int load(void);

xmlDocPtr received(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    if (n <= 0)
        return NULL;
    // expect: ExternalEntities
    return xmlReadMemory(text, (int)n, "peer.xml", NULL, XML_PARSE_NOENT);
}

xmlDocPtr received_more(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    if (n <= 0)
        return NULL;
    // expect: ExternalEntities
    return xmlReadMemory(text, (int)n, "peer.xml", NULL, XML_PARSE_DTDLOAD | XML_PARSE_NOENT);
}

xmlDocPtr received_safe(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    if (n <= 0)
        return NULL;
    return xmlReadMemory(text, (int)n, "peer.xml", NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
}

xmlDocPtr received_plain(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    return n > 0 ? xmlReadMemory(text, (int)n, "peer.xml", NULL, 0) : NULL;
}

xmlDocPtr received_includes(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    // expect: ExternalEntities
    return n > 0 ? xmlReadMemory(text, (int)n, "peer.xml", NULL, XML_PARSE_XINCLUDE) : NULL;
}

// Nobody says what the options are.
xmlDocPtr received_either(int peer, int options)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    // strict: ExternalEntities
    return n > 0 ? xmlReadMemory(text, (int)n, "peer.xml", NULL, options) : NULL;
}

xmlDocPtr own(void)
{
    static const char text[] = "<own>&version;</own>";
    return xmlReadMemory(text, sizeof text - 1, "own.xml", NULL, XML_PARSE_NOENT);
}

xmlDocPtr old(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    if (n <= 0)
        return NULL;
    xmlSubstituteEntitiesDefault(1);
    return xmlParseMemory(text, (int)n); // expect: ExternalEntities
}

xmlDocPtr old_off(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    if (n <= 0)
        return NULL;
    xmlSubstituteEntitiesDefault(0);
    return xmlParseMemory(text, (int)n);
}

xmlDocPtr old_default(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    return n > 0 ? xmlParseMemory(text, (int)n) : NULL;
}

int expat(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (n <= 0 || !parser)
        return 0;
    XML_SetExternalEntityRefHandler(parser, load);
    return XML_Parse(parser, text, (int)n, 1); // strict: ExternalEntities
}

int expat_default(int peer)
{
    char text[2000];
    ssize_t n = recv(peer, text, sizeof text, 0);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (n <= 0 || !parser)
        return 0;
    return XML_Parse(parser, text, (int)n, 1);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 1;
    if (xmlReadFile(argv[1], NULL, XML_PARSE_NONET)) // strict: PathTraversal
        return 0;
    // expect: ExternalEntities
    return xmlReadFile(argv[1], NULL, XML_PARSE_NOENT | XML_PARSE_DTDLOAD) == NULL;
}
