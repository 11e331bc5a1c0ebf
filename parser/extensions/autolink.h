/* autolink.h: extended autolinks (autolink.c), as the steps of the inlines see them. */
#ifndef AUTOLINK_H
#define AUTOLINK_H

#include <stdbool.h>
#include <stdint.h>

struct inlines;
struct mark;

/* Which address a MARK_EXTENDED is. */
enum extended_kind { EXTENDED_URL, EXTENDED_WWW };

/* What is known of a domain: of any that begins in [begin, end), because they all end there. */
struct domain {
    uint32_t begin;
    uint32_t end;
    uint32_t underscore; /* the last one in its last two segments; NO_INDEX */
};

/* An `@` in what was text when it was scanned, and how many marks there were before it. */
struct at_sign {
    uint32_t at;
    uint32_t mark;
};

/* An e-mail address, content[begin, end). */
struct email {
    uint32_t begin;
    uint32_t end;
    bool scheme; /* it has one */
    bool xmpp;   /* and that is xmpp: */
};

/* s[at] is `:`, `@` or `.`, and extended autolinks are asked for. Marks the address that it is in, if there is one, or
 * notes that there may be. Returns the position behind. */
uint32_t inline_scan_extended(struct inlines *inlines, uint32_t at);

/* When all marks are known and resolved: finds the e-mail addresses. False where there is no memory. */
bool inline_find_emails(struct inlines *inlines);

/* Writes the text from *begin on with the addresses in it, up to the last of them that begins before `end`, and moves
 * *begin behind that. */
bool inline_write_emails(struct inlines *inlines, uint32_t *begin, uint32_t end);

#endif
