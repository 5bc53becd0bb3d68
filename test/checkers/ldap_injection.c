// tinct.LdapInjection: filters and names that hold what others wrote.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/socket.h>

// As in ldap.h.
typedef struct ldap LDAP;
typedef struct ldapmsg LDAPMessage;
struct berval {
    unsigned long bv_len;
    char *bv_val;
};
extern int ldap_search_ext_s(LDAP *ld, const char *base, int scope, const char *filter,
                             char **attributes, int only_types, void **server, void **client,
                             struct timeval *timeout, int limit, LDAPMessage **result);
extern int ldap_search_s(LDAP *ld, const char *base, int scope, const char *filter,
                         char **attributes, int only_types, LDAPMessage **result);
extern int ldap_simple_bind_s(LDAP *ld, const char *who, const char *password);
extern int ldap_delete_ext_s(LDAP *ld, const char *dn, void **server, void **client);
extern int ldap_bv2escaped_filter_value(struct berval *in, struct berval *out);
extern char *ldap_get_dn(LDAP *ld, LDAPMessage *entry);

static LDAPMessage *found;

void filter_network(LDAP *ld, int peer)
{
    char name[100], filter[200];
    ssize_t n = recv(peer, name, sizeof name - 1, 0);
    if (n <= 0)
        return;
    name[n] = '\0';
    snprintf(filter, sizeof filter, "(&(objectClass=person)(uid=%s))", name);
    // expect: LdapInjection
    ldap_search_ext_s(ld, "dc=example", 2, filter, NULL, 0, NULL, NULL, NULL, 0, &found);
}

void filter_fixed(LDAP *ld, int peer)
{
    char name[100];
    if (recv(peer, name, sizeof name, 0) > 0)
        ldap_search_ext_s(ld, "dc=example", 2, "(uid=guest)", NULL, 0, NULL, NULL, NULL, 0, &found);
}

void filter_number(LDAP *ld)
{
    char filter[200];
    char *text = getenv("UID");
    if (!text)
        return;
    snprintf(filter, sizeof filter, "(uidNumber=%d)", atoi(text));
    ldap_search_s(ld, "dc=example", 2, filter, NULL, 0, &found);
}

void filter_environment(LDAP *ld)
{
    char filter[200];
    char *text = getenv("LOGIN");
    if (!text)
        return;
    snprintf(filter, sizeof filter, "(uid=%s)", text);
    ldap_search_s(ld, "dc=example", 2, filter, NULL, 0, &found); // expect: LdapInjection
}

// Who runs a search by hand writes the filter: that is what such a program is for.
void filter_whole(LDAP *ld)
{
    char *filter = getenv("FILTER");
    if (filter)
        ldap_search_s(ld, "dc=example", 2, filter, NULL, 0, &found); // strict: LdapInjection
}

void filter_request(LDAP *ld)
{
    char *filter = getenv("QUERY_STRING");
    if (filter)
        ldap_search_s(ld, "dc=example", 2, filter, NULL, 0, &found); // expect: LdapInjection
}

void filter_escaped(LDAP *ld)
{
    char filter[200];
    struct berval in, out;
    char *text = getenv("LOGIN");
    if (!text)
        return;
    in.bv_val = text;
    in.bv_len = strlen(text);
    if (ldap_bv2escaped_filter_value(&in, &out) != 0)
        return;
    snprintf(filter, sizeof filter, "(uid=%s)", out.bv_val);
    ldap_search_s(ld, "dc=example", 2, filter, NULL, 0, &found);
}

void base_request(LDAP *ld)
{
    char base[200];
    char *text = getenv("QUERY_STRING");
    if (!text)
        return;
    snprintf(base, sizeof base, "ou=%s,dc=example", text);
    ldap_search_s(ld, base, 2, "(uid=guest)", NULL, 0, &found); // expect: LdapInjection
}

void bind_request(LDAP *ld)
{
    char name[200];
    char *text = getenv("REMOTE_USER");
    if (!text)
        return;
    snprintf(name, sizeof name, "uid=%s,dc=example", text);
    ldap_simple_bind_s(ld, name, "secret"); // expect: LdapInjection
}

// A password is not parsed.
void bind_password(LDAP *ld)
{
    char *text = getenv("QUERY_STRING");
    if (text)
        ldap_simple_bind_s(ld, "uid=guest,dc=example", text);
}

// A name that the directory gave names its entry.
void delete_stored(LDAP *ld, LDAPMessage *entry)
{
    char *name = ldap_get_dn(ld, entry);
    if (name)
        ldap_delete_ext_s(ld, name, NULL, NULL);
}

void filter_stored(LDAP *ld, LDAPMessage *entry)
{
    char filter[200];
    char *name = ldap_get_dn(ld, entry);
    if (!name)
        return;
    snprintf(filter, sizeof filter, "(member=%s)", name);
    ldap_search_s(ld, "dc=example", 2, filter, NULL, 0, &found); // strict: LdapInjection
}
