/* page.h - the HTML around the entries. */
#ifndef PAGE_H
#define PAGE_H

#include "store.h"

/* Everything up to the first entry. */
void page_begin(const char *title);
void page_entry(const struct entry *entry, void *data);
void page_message(const char *text);
/* The rest: what the site's owner put into `footer`, a file in which %s stands for the title. */
void page_end(const char *footer, const char *title);

#endif
