// tinct.XPathInjection: expressions that hold what others wrote.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// As in libxml/xpath.h.
typedef unsigned char xmlChar;
typedef struct _xmlXPathContext *xmlXPathContextPtr;
typedef struct _xmlXPathObject *xmlXPathObjectPtr;
extern xmlXPathObjectPtr xmlXPathEvalExpression(const xmlChar *text, xmlXPathContextPtr context);
extern void *xmlXPathCompile(const xmlChar *text);
extern int xmlXPathRegisterVariable(xmlXPathContextPtr context, const xmlChar *name,
                                    xmlXPathObjectPtr value);
extern xmlXPathObjectPtr xmlXPathNewCString(const char *text);

void request(xmlXPathContextPtr context)
{
    char path[200];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(path, sizeof path, "//user[name/text()='%s']", name);
    xmlXPathEvalExpression((xmlChar *)path, context); // expect: XPathInjection
}

void number(xmlXPathContextPtr context)
{
    char path[200];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(path, sizeof path, "//user[%d]", atoi(name));
    xmlXPathEvalExpression((xmlChar *)path, context);
}

void variable(xmlXPathContextPtr context)
{
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    xmlXPathRegisterVariable(context, (xmlChar *)"name", xmlXPathNewCString(name));
    xmlXPathEvalExpression((xmlChar *)"//user[name/text()=$name]", context);
}

void built_by_copies(int count, char **arguments)
{
    char path[200] = "//user[@id='";
    (void)count;
    char line[50];
    if (!fgets(line, sizeof line, stdin))
        return;
    strcat(path, line);
    strcat(path, "']");
    xmlXPathCompile((xmlChar *)path); // expect: XPathInjection
    (void)arguments;
}

// A tool that evaluates what its user types.
void whole(void)
{
    char line[200];
    if (fgets(line, sizeof line, stdin))
        xmlXPathCompile((xmlChar *)line); // strict: XPathInjection
}
