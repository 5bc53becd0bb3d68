// What the libraries' models bring in, carry on and make safe. Declared as in the libraries' headers.
// RUN: %expect %s
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- OpenSSL --------------------------------------------------------------------------------------

typedef struct ssl_st SSL;
typedef struct bio_st BIO;
extern int SSL_read(SSL *ssl, void *buffer, int size);
extern BIO *BIO_new_file(const char *name, const char *mode);
extern int BIO_gets(BIO *bio, char *buffer, int size);
extern int EVP_DecodeBlock(unsigned char *to, const unsigned char *from, int size);
extern int EVP_EncodeBlock(unsigned char *to, const unsigned char *from, int size);

void ssl_read(SSL *ssl)
{
    char text[100];
    int n = SSL_read(ssl, text, sizeof text - 1);
    if (n <= 0)
        return;
    text[n] = '\0';
    system(text); // expect: CommandInjection
}

void bio_gets(void)
{
    char text[100];
    BIO *bio = BIO_new_file("commands", "r");
    if (bio && BIO_gets(bio, text, sizeof text) > 0)
        system(text); // expect: CommandInjection
}

void base64(SSL *ssl)
{
    char text[100];
    unsigned char decoded[100];
    int n = SSL_read(ssl, text, sizeof text - 1);
    if (n <= 0)
        return;
    text[n] = '\0';
    EVP_DecodeBlock(decoded, (unsigned char *)text, n);
    system((char *)decoded); // expect: CommandInjection
}

void base64_encoded(SSL *ssl)
{
    unsigned char text[100], encoded[200];
    int n = SSL_read(ssl, text, sizeof text);
    if (n <= 0)
        return;
    EVP_EncodeBlock(encoded, text, n);
    system((char *)encoded);
}

// ---- GLib -------------------------------------------------------------------------------------------

typedef struct {
    char *str;
    size_t len, allocated_len;
} GString;
extern char *g_strdup_printf(const char *format, ...);
extern const char *g_getenv(const char *name);
extern char *g_shell_quote(const char *text);
extern int g_spawn_command_line_async(const char *line, void **error);
extern char *g_build_filename(const char *first, ...);
extern GString *g_string_new(const char *text);
extern GString *g_string_append(GString *string, const char *text);
extern void g_string_append_printf(GString *string, const char *format, ...);

void glib_printf(void)
{
    const char *name = g_getenv("NAME");
    char *line = g_strdup_printf("tar cf %s", name);
    g_spawn_command_line_async(line, NULL); // expect: CommandInjection
}

void glib_quoted(void)
{
    const char *name = g_getenv("NAME");
    char *quoted = g_shell_quote(name);
    char *line = g_strdup_printf("tar cf %s", quoted);
    g_spawn_command_line_async(line, NULL);
}

void glib_string(void)
{
    GString *line = g_string_new("tar cf ");
    g_string_append(line, g_getenv("NAME"));
    system(line->str); // expect: CommandInjection
}

void glib_string_printf(void)
{
    GString *line = g_string_new("tar cf ");
    g_string_append_printf(line, "%s.tar", g_getenv("NAME"));
    system(line->str); // expect: CommandInjection
}

void glib_string_number(void)
{
    GString *line = g_string_new("tar cf ");
    g_string_append_printf(line, "%d.tar", atoi(g_getenv("NUMBER")));
    system(line->str);
}

// ---- JSON -------------------------------------------------------------------------------------------

typedef struct cJSON {
    struct cJSON *next, *prev, *child;
    int type;
    char *valuestring;
    int valueint;
    double valuedouble;
    char *string;
} cJSON;
extern cJSON *cJSON_Parse(const char *text);
extern cJSON *cJSON_GetObjectItem(const cJSON *object, const char *name);
extern char *cJSON_GetStringValue(const cJSON *item);
struct json_object;
extern struct json_object *json_tokener_parse(const char *text);
extern int json_object_object_get_ex(const struct json_object *object, const char *name,
                                     struct json_object **value);
extern const char *json_object_get_string(struct json_object *object);
extern int json_object_get_int(const struct json_object *object);

void cjson(SSL *ssl)
{
    char text[500];
    int n = SSL_read(ssl, text, sizeof text - 1);
    if (n <= 0)
        return;
    text[n] = '\0';
    cJSON *all = cJSON_Parse(text);
    cJSON *one = cJSON_GetObjectItem(all, "command");
    if (one)
        system(cJSON_GetStringValue(one)); // expect: CommandInjection
}

void cjson_field(SSL *ssl)
{
    char text[500];
    int n = SSL_read(ssl, text, sizeof text - 1);
    if (n <= 0)
        return;
    text[n] = '\0';
    cJSON *one = cJSON_GetObjectItem(cJSON_Parse(text), "command");
    if (one)
        system(one->valuestring); // expect: CommandInjection
}

void cjson_own(void)
{
    cJSON *one = cJSON_GetObjectItem(cJSON_Parse("{\"command\": \"date\"}"), "command");
    if (one)
        system(cJSON_GetStringValue(one));
}

void json_c(SSL *ssl)
{
    char text[500], line[100];
    struct json_object *one;
    int n = SSL_read(ssl, text, sizeof text - 1);
    if (n <= 0)
        return;
    text[n] = '\0';
    if (!json_object_object_get_ex(json_tokener_parse(text), "command", &one))
        return;
    snprintf(line, sizeof line, "sleep %d", json_object_get_int(one));
    system(line);
    system(json_object_get_string(one)); // expect: CommandInjection
}

// ---- libxml2 ------------------------------------------------------------------------------------------

typedef struct _xmlDoc *xmlDocPtr;
typedef struct _xmlNode *xmlNodePtr;
extern xmlDocPtr xmlReadFile(const char *url, const char *encoding, int options);
extern xmlNodePtr xmlDocGetRootElement(const struct _xmlDoc *doc);
extern unsigned char *xmlGetProp(const struct _xmlNode *node, const unsigned char *name);

void libxml2(void)
{
    xmlDocPtr document = xmlReadFile("tasks.xml", NULL, 0);
    if (!document)
        return;
    unsigned char *text = xmlGetProp(xmlDocGetRootElement(document), (unsigned char *)"run");
    if (text)
        system((char *)text); // expect: CommandInjection
}

// ---- Archives, terminals, directories, talloc, APR, PAM -----------------------------------------------------

struct archive_entry;
extern const char *archive_entry_pathname(struct archive_entry *entry);
extern char *readline(const char *prompt);
typedef struct ldap LDAP;
typedef struct ldapmsg LDAPMessage;
extern char *ldap_get_dn(LDAP *ld, LDAPMessage *entry);
extern char *talloc_asprintf(const void *context, const char *format, ...);
extern char *talloc_strdup(const void *context, const char *text);
typedef struct apr_pool_t apr_pool_t;
extern char *apr_pstrcat(apr_pool_t *pool, ...);
extern char *apr_pstrdup(apr_pool_t *pool, const char *text);
typedef struct pam_handle pam_handle_t;
extern int pam_get_user(pam_handle_t *handle, const char **user, const char *prompt);

void archive(struct archive_entry *entry)
{
    char line[500];
    const char *name = archive_entry_pathname(entry);
    if (!name)
        return;
    snprintf(line, sizeof line, "chmod +w %s", name);
    system(line); // expect: CommandInjection
}

void typed(void)
{
    char *line = readline("> ");
    if (line)
        system(line); // expect: CommandInjection
}

void directory(LDAP *ld, LDAPMessage *entry)
{
    system(ldap_get_dn(ld, entry)); // expect: CommandInjection
}

void samba(const void *context)
{
    char *name = talloc_strdup(context, getenv("NAME"));
    system(talloc_asprintf(context, "lpr %s", name)); // expect: CommandInjection
}

void samba_number(const void *context)
{
    char *name = talloc_strdup(context, getenv("NAME"));
    system(talloc_asprintf(context, "lpr %d", atoi(name)));
}

void apache(apr_pool_t *pool)
{
    char *name = apr_pstrdup(pool, getenv("NAME"));
    system(apr_pstrcat(pool, "lpr ", name, NULL)); // expect: CommandInjection
}

void pam(pam_handle_t *handle)
{
    char line[500];
    const char *user;
    if (pam_get_user(handle, &user, NULL) != 0)
        return;
    snprintf(line, sizeof line, "mkdir /home/%s", user);
    system(line); // expect: CommandInjection
}

// ---- FastCGI, libmicrohttpd, libevent, libcurl ------------------------------------------------------------------

extern char *FCGX_GetParam(const char *name, char **environment);
struct MHD_Connection;
extern const char *MHD_lookup_connection_value(struct MHD_Connection *connection, int kind,
                                               const char *key);
struct evhttp_request;
struct evkeyvalq {
    void *first, **last;
};
extern struct evkeyvalq *evhttp_request_get_input_headers(struct evhttp_request *request);
extern const char *evhttp_find_header(const struct evkeyvalq *headers, const char *name);
typedef void CURL;
extern int curl_easy_recv(CURL *curl, void *buffer, size_t size, size_t *got);

void fast_cgi(char **environment)
{
    char *query = FCGX_GetParam("QUERY_STRING", environment);
    if (query)
        system(query); // expect: CommandInjection
}

void microhttpd(struct MHD_Connection *connection)
{
    const char *query = MHD_lookup_connection_value(connection, 8, "command");
    if (query)
        system(query); // expect: CommandInjection
}

void libevent(struct evhttp_request *request)
{
    const char *host = evhttp_find_header(evhttp_request_get_input_headers(request), "Host");
    if (host)
        system(host); // expect: CommandInjection
}

void libcurl(CURL *curl)
{
    char text[100];
    size_t n;
    if (curl_easy_recv(curl, text, sizeof text - 1, &n) != 0)
        return;
    text[n] = '\0';
    system(text); // expect: CommandInjection
}

// ---- Databases ---------------------------------------------------------------------------------------------------

typedef void *SQLHSTMT;
extern short SQLExecDirect(SQLHSTMT statement, unsigned char *text, int size);
extern short SQLGetData(SQLHSTMT statement, unsigned short column, short type, void *value,
                        long room, long *size);
typedef struct redisContext redisContext;
extern void *redisCommand(redisContext *context, const char *format, ...);

void odbc(SQLHSTMT statement)
{
    char line[500];
    char *name = getenv("NAME");
    if (!name)
        return;
    snprintf(line, sizeof line, "SELECT * FROM users WHERE name = '%s'", name);
    SQLExecDirect(statement, (unsigned char *)line, -3); // expect: SqlInjection
}

void odbc_number(SQLHSTMT statement)
{
    char line[500];
    char *number = getenv("NUMBER");
    if (!number)
        return;
    snprintf(line, sizeof line, "SELECT * FROM users WHERE number = %d", atoi(number));
    SQLExecDirect(statement, (unsigned char *)line, -3);
}

void odbc_stored(SQLHSTMT statement)
{
    char text[100];
    long size;
    if (SQLGetData(statement, 1, 1, text, sizeof text, &size) == 0)
        system(text); // expect: CommandInjection
}

void redis(redisContext *context)
{
    char *name = getenv("NAME");
    if (!name)
        return;
    redisCommand(context, "GET user:%s", name);
    redisCommand(context, name); // expect: FormatString
}
