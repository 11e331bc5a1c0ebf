/* autolink.c: extended autolinks (GFM 6.9), if MDP_EXT_AUTOLINK is set: addresses in running text, without angle
 * brackets.
 *
 *     https://a.org/b.   http, https, ftp; up to white space or `<`, without the punctuation at its end
 *     www.a.org          leads to http://www.a.org
 *     me@a.org           leads to mailto:me@a.org; mailto:me@a.org and xmpp:me@a.org/home are taken whole
 *
 * The scan stops at `:`, `@` and a `.` behind a `w`, each in the middle of an address, and looks back for its
 * beginning. The first two kinds are marked at once, and what they hold is neither emphasis nor code. As in cmark-gfm
 * there are none behind a bracket that is still open, for it may be a link's. E-mail addresses are what is text when
 * all other inlines are known (inline_find_emails); they may hold escapes, as in me\_too@a.org.
 *
 * Linear: what is looked at for an address becomes its part, or is limited by the next place where one could begin. Two
 * things would not be, and are remembered: the end of a domain (struct domain), since "www._www._" and so on holds as
 * many domains as underscores, and how many parentheses an address has. Adversarial inputs: "autolinks-..." in
 * spec/hostile.c. */
#include "inlines.h"

#include <string.h>

#include "unicode.h"
#include "utf8.h"

/* What the end of an address is cleared of, beside parentheses and entities. */
#define PUNCTUATION "?!.,:*_~'\""

static bool is_alphanumeric(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c);
}

/* What ends an address: white space, and controls that count as such elsewhere. */
static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* ------------------------------------------------------------------------------------------------- domains */

/* The size of the character at `at` if a domain may hold it: a letter or digit, or beyond ASCII what is neither white
 * space nor punctuation. Otherwise 0. */
static uint32_t domain_character(const struct inlines *in, uint32_t at)
{
    if (at >= in->end)
        return 0;
    if ((unsigned char)in->s[at] < 0x80)
        return is_alphanumeric(in->s[at]);
    uint32_t code_point, size = utf8_decode(in->s + at, in->end - at, &code_point);
    return unicode_classify(code_point) == UNICODE_OTHER || unicode_is_symbol(code_point) ? size : 0;
}

/* Where the domain that reaches to `end` ends if what is punctuation at the end of an address is taken off it: white
 * space, `<` or nothing must follow that. */
static uint32_t trim_domain(const struct inlines *in, uint32_t begin, uint32_t end)
{
    uint32_t behind = end;
    while (behind < in->end && in->s[behind] && strchr(PUNCTUATION ")", in->s[behind]))
        behind++;
    if (behind < in->end && !is_white(in->s[behind]) && in->s[behind] != '<')
        return end;
    while (end > begin && (in->s[end - 1] == '_' || in->s[end - 1] == '.'))
        end--;
    return end;
}

/* Looks for the end of the domain that begins at `begin`, and for an underscore in its last two segments, unless that
 * is known. */
static void scan_domain(struct inlines *in, uint32_t begin)
{
    if (begin >= in->domain.begin && begin < in->domain.end)
        return;
    uint32_t end = begin, dots = 0, size;
    while ((size = domain_character(in, end)) || (end < in->end && in->s[end] && strchr("-_.", in->s[end])))
        end += size ? size : 1;
    in->domain = (struct domain){.begin = begin, .end = end, .underscore = NO_INDEX};
    for (uint32_t at = trim_domain(in, begin, end); at > begin && dots < 2 && in->domain.underscore == NO_INDEX; at--) {
        dots += in->s[at - 1] == '.';
        if (in->s[at - 1] == '_')
            in->domain.underscore = at - 1;
    }
}

/* Whether a domain begins at `begin`: its first character is none that may only stand within it, and its last two
 * segments have no underscore. */
static bool is_domain(struct inlines *in, uint32_t begin)
{
    if (!domain_character(in, begin))
        return false;
    scan_domain(in, begin);
    return in->domain.underscore == NO_INDEX || in->domain.underscore < begin;
}

/* ------------------------------------------------------------------------------------------------- addresses */

/* Where the entity-like `&name;` begins that ends before `end`; `end` if there is none. */
static uint32_t entity_begin(const struct inlines *in, uint32_t begin, uint32_t end)
{
    uint32_t at = end - 1;
    while (at > begin && is_ascii_letter(in->s[at - 1]))
        at--;
    return at > begin && at < end - 1 && in->s[at - 1] == '&' ? at - 1 : end;
}

/* GFM's "extended autolink path validation": where an address that may reach from `begin` to `end` ends. Off its end go
 * punctuation, what looks like an entity, and closing parentheses that nothing in it opens. */
static uint32_t trim_address(const struct inlines *in, uint32_t begin, uint32_t end)
{
    uint32_t opened = 0, closed = 0;
    for (uint32_t at = begin; at < end; at++) {
        opened += in->s[at] == '(';
        closed += in->s[at] == ')';
    }
    while (end > begin) {
        char last = in->s[end - 1];
        if (last == ';') {
            uint32_t entity = entity_begin(in, begin, end);
            end = entity < end ? entity : end - 1;
        } else if (last == ')' && closed > opened) {
            closed--;
            end--;
        } else if (strchr(PUNCTUATION, last)) {
            end--;
        } else {
            break;
        }
    }
    return end;
}

/* Marks the address that begins at `begin` and whose domain ends at `at`. Returns the position behind. */
static uint32_t mark_address(struct inlines *in, uint32_t begin, uint32_t at, enum extended_kind kind)
{
    while (at < in->end && !is_white(in->s[at]) && in->s[at] != '<')
        at++;
    uint32_t end = trim_address(in, begin, at);
    inline_add(in, (struct mark){begin, end, kind, MARK_EXTENDED, 0}, inline_write_extended);
    return end;
}

static bool equals_lower(const char *s, const char *word, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++)
        if (lower(s[i]) != word[i])
            return false;
    return true;
}

/* Whether the letters before s[at] are a scheme that makes an address; *begin is where they begin. */
static bool scheme_before(const struct inlines *in, uint32_t at, uint32_t *begin)
{
    static const char *const schemes[] = {"http", "https", "ftp"};
    enum { SCHEME_MOST = 5 };
    uint32_t least = at - in->floor > SCHEME_MOST ? at - SCHEME_MOST - 1 : in->floor;
    *begin = at;
    while (*begin > least && is_ascii_letter(in->s[*begin - 1]))
        --*begin;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strlen(schemes[i]) == at - *begin && equals_lower(in->s + *begin, schemes[i], at - *begin))
            return true;
    return false;
}

/* s[at] is `:`. */
static uint32_t scan_url(struct inlines *in, uint32_t at)
{
    uint32_t begin, domain = at + 3;
    if (domain >= in->end || in->s[at + 1] != '/' || in->s[at + 2] != '/' || !scheme_before(in, at, &begin) ||
        !is_domain(in, domain))
        return at + 1;
    return mark_address(in, begin, in->domain.end, EXTENDED_URL);
}

/* s[at] is `.`: the one of "www.", at the beginning, behind white space, or behind one of  * _ ~ ( */
static uint32_t scan_www(struct inlines *in, uint32_t at)
{
    const char *s = in->s;
    if (at < in->floor + 3 || s[at - 1] != 'w' || s[at - 2] != 'w' || s[at - 3] != 'w')
        return at + 1;
    uint32_t begin = at - 3;
    bool apart = begin == in->line || is_white(s[begin - 1]) || (s[begin - 1] && strchr("*_~(", s[begin - 1]));
    if (!apart || !domain_character(in, at + 1) || !is_domain(in, begin))
        return at + 1;
    return mark_address(in, begin, in->domain.end, EXTENDED_WWW);
}

static bool is_local(char c)
{
    return is_alphanumeric(c) || c == '.' || c == '+' || c == '-' || c == '_';
}

/* s[at] is `@`: an e-mail address perhaps, which is looked at when all marks are known. */
static uint32_t note_at_sign(struct inlines *in, uint32_t at)
{
    if (at == in->begin || at + 1 >= in->end || !is_local(in->s[at - 1]))
        return at + 1;
    if (!vector_reserve(&in->at_signs, 1)) {
        in->failed = true;
        return at + 1;
    }
    in->waits = true;
    ((struct at_sign *)in->at_signs.items)[in->at_signs.count++] = (struct at_sign){at, (uint32_t)in->marks.count};
    return at + 1;
}

uint32_t inline_scan_extended(struct inlines *in, uint32_t at)
{
    if (in->s[at] == '@')
        return note_at_sign(in, at);
    if (in->brackets.count)
        return at + 1;
    return in->s[at] == ':' ? scan_url(in, at) : scan_www(in, at);
}

/* ------------------------------------------------------------------------------------------------- e-mail */

/* Reads the text around an at sign, byte by byte, over the marks that are text after all, and without the backslashes
 * of escapes. `mark` is the first mark at or behind `at`. */
struct reader {
    const struct inlines *in;
    uint32_t at;
    uint32_t mark;
};

static bool mark_is_text(const struct inlines *in, const struct mark *mark, uint32_t at)
{
    if (mark->kind != MARK_RUN) /* only then is there a run: there may be none at all */
        return mark->kind == MARK_NOTHING;
    const struct run *run = (const struct run *)in->runs.items + mark->data;
    return at >= run->low && at < run->high;
}

/* The byte before, if that is text, which then is behind the reader; otherwise NUL. */
static char read_back(struct reader *reader, uint32_t least)
{
    const struct inlines *in = reader->in;
    const struct mark *marks = in->marks.items;
    for (; reader->at > least; reader->at--) {
        while (reader->mark > 0 && marks[reader->mark - 1].begin >= reader->at)
            reader->mark--;
        const struct mark *mark = reader->mark > 0 ? &marks[reader->mark - 1] : NULL;
        if (!mark || mark->end < reader->at || mark_is_text(in, mark, reader->at - 1))
            return in->s[reader->at - 1];
        if (mark->kind != MARK_SKIP)
            return '\0';
    }
    return '\0';
}

/* The byte at the reader, if that is text; otherwise NUL. */
static char read_on(struct reader *reader)
{
    const struct inlines *in = reader->in;
    const struct mark *marks = in->marks.items;
    for (; reader->at < in->end; reader->at++) {
        while (reader->mark < in->marks.count && marks[reader->mark].end <= reader->at)
            reader->mark++;
        const struct mark *mark = reader->mark < in->marks.count ? &marks[reader->mark] : NULL;
        if (!mark || mark->begin > reader->at || mark_is_text(in, mark, reader->at))
            return in->s[reader->at];
        if (mark->kind != MARK_SKIP)
            return '\0';
    }
    return '\0';
}

/* Where a scheme that takes an e-mail address ends with the `:` before `end`, the address begins with that. It stands
 * apart from letters and digits, and has no escapes in it. */
static void take_scheme(const struct inlines *in, uint32_t least, uint32_t end, struct email *email)
{
    static const struct {
        const char *name;
        bool xmpp;
    } schemes[] = {{"mailto:", false}, {"xmpp:", true}};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        uint32_t size = (uint32_t)strlen(schemes[i].name);
        if (end - least < size || memcmp(in->s + end - size, schemes[i].name, size) != 0)
            continue;
        if (end - size > in->begin && is_alphanumeric(in->s[end - size - 1]))
            continue;
        email->begin = end - size;
        email->scheme = true;
        email->xmpp = schemes[i].xmpp;
        return;
    }
}

/* The part before the at sign, and a scheme before that. It does not begin before `least`. */
static bool scan_local(const struct inlines *in, const struct at_sign *sign, uint32_t least, struct email *email)
{
    struct reader reader = {in, sign->at, sign->mark};
    char c = '\0';
    uint32_t first = sign->at;
    while ((c = read_back(&reader, least)) != '\0' && is_local(c))
        first = --reader.at;
    *email = (struct email){.begin = first};
    if (first == sign->at)
        return false;
    if (c == ':')
        take_scheme(in, least, reader.at, email);
    return true;
}

/* The part behind the at sign: letters, digits, hyphens and underscores, and a dot before a letter or digit, one at
 * least; its last character is a letter. */
static bool scan_host(const struct inlines *in, const struct at_sign *sign, struct email *email)
{
    struct reader reader = {in, sign->at + 1, sign->mark};
    char c, last = '\0';
    bool dotted = false;
    email->end = sign->at + 1;
    while ((c = read_on(&reader)) != '\0' && (is_alphanumeric(c) || c == '-' || c == '_' || c == '.')) {
        struct reader next = {in, reader.at + 1, reader.mark};
        if (c == '.' && !is_alphanumeric(read_on(&next)))
            break;
        dotted = dotted || c == '.';
        last = c;
        email->end = ++reader.at;
    }
    return c != '@' && dotted && is_ascii_letter(last);
}

/* GFM: an xmpp address may go on with a resource, a slash and letters, digits, at signs and dots, of which those at its
 * end do not count. */
static void scan_resource(const struct inlines *in, const struct at_sign *sign, struct email *email)
{
    struct reader reader = {in, email->end, sign->mark};
    if (!email->xmpp || read_on(&reader) != '/')
        return;
    reader.at++;
    for (char c; (c = read_on(&reader)) != '\0' && (is_alphanumeric(c) || c == '@' || c == '.'); reader.at++)
        if (is_alphanumeric(c))
            email->end = reader.at + 1;
}

/* The links that are open where the marks are read. */
struct nesting {
    uint32_t mark;  /* the first mark that was not yet read */
    uint32_t open;  /* links and images that are open */
    uint32_t outer; /* the number of the outermost link among them, counted from 1; 0 if there is none */
};

static void read_links(const struct inlines *in, uint32_t until, struct nesting *nesting)
{
    const struct mark *marks = in->marks.items;
    const struct inline_link *links = in->links.items;
    for (; nesting->mark < until; nesting->mark++) {
        const struct mark *mark = &marks[nesting->mark];
        if (mark->kind == MARK_LINK_BEGIN) {
            nesting->open++;
            if (!nesting->outer && links[mark->data].kind == MDP_KIND_LINK)
                nesting->outer = nesting->open;
        } else if (mark->kind == MARK_LINK_END) {
            if (nesting->outer == nesting->open)
                nesting->outer = 0;
            nesting->open--;
        }
    }
}

/* The escapes in an address are no marks of their own any more. */
static void drop_marks(struct inlines *in, uint32_t mark, const struct email *email)
{
    struct mark *marks = in->marks.items;
    uint32_t first = mark;
    while (first > 0 && marks[first - 1].begin >= email->begin)
        first--;
    for (; first < in->marks.count && marks[first].begin < email->end; first++)
        marks[first].kind = MARK_NOTHING;
}

bool inline_find_emails(struct inlines *in)
{
    struct nesting nesting = {0, 0, 0};
    uint32_t least = in->text;
    const struct at_sign *signs = in->at_signs.items;
    in->emails.count = 0;
    for (size_t i = 0; i < in->at_signs.count; i++) {
        struct email email;
        read_links(in, signs[i].mark, &nesting);
        if (signs[i].at < least || nesting.outer || !scan_local(in, &signs[i], least, &email) ||
            !scan_host(in, &signs[i], &email))
            continue;
        scan_resource(in, &signs[i], &email);
        if (!vector_reserve(&in->emails, 1))
            return false;
        ((struct email *)in->emails.items)[in->emails.count++] = email;
        drop_marks(in, signs[i].mark, &email);
        least = email.end;
    }
    in->next_email = 0;
    return true;
}

/* ------------------------------------------------------------------------------------------------- writing */

/* The pool's string of `prefix`, then content[begin, end), if `escaped` without its backslashes. */
static bool pool_address(struct inlines *in, const char *prefix, uint32_t begin, uint32_t end, bool escaped,
                         struct string_words *string)
{
    struct vector *pool = &in->writer->pool;
    size_t prefix_size = strlen(prefix), size = prefix_size;
    *string = writer_pool_string(in->writer, 0);
    if (!vector_reserve(pool, prefix_size + (end - begin)))
        return false;
    char *to = (char *)pool->items + pool->count;
    memcpy(to, prefix, prefix_size);
    for (uint32_t at = begin; at < end; at++)
        if (!escaped || in->s[at] != '\\')
            to[size++] = in->s[at];
    string->size = (uint32_t)size;
    pool->count += size;
    return true;
}

static void write_string(struct inlines *in, uint32_t begin, uint32_t end, struct string_words string)
{
    uint32_t *record = writer_add(in->writer, MDP_KIND_TEXT, WORDS_STRING, 0, content_source_begin(in->content, begin),
                                  content_source_end(in->content, end));
    writer_set_string(record, NODE_TEXT, string);
}

/* A link with one child, its text: content[begin, end), without backslashes if `escaped`. It leads to that, behind
 * `prefix`. */
static bool write_address(struct inlines *in, uint32_t begin, uint32_t end, const char *prefix, bool escaped)
{
    struct string_words destination;
    uint32_t prefix_size = (uint32_t)strlen(prefix);
    if (prefix_size || escaped ? !pool_address(in, prefix, begin, end, escaped, &destination)
                               : !writer_content_string(in->writer, in->content, begin, end, &destination))
        return false;
    uint32_t *record =
        writer_open(in->writer, MDP_KIND_LINK, WORDS_LINK, MDP_LINK_EXTENDED, content_source_begin(in->content, begin));
    writer_set_string(record, NODE_LINK_DESTINATION, destination);
    writer_set_string(record, NODE_LINK_TITLE, (struct string_words){0, 0});
    if (escaped)
        write_string(in, begin, end,
                     (struct string_words){destination.offset + prefix_size, destination.size - prefix_size});
    else if (!inline_write_text(in, begin, end))
        return false;
    writer_close(in->writer, content_source_end(in->content, end));
    return true;
}

bool inline_write_extended(struct inlines *in, const struct mark *mark)
{
    return write_address(in, mark->begin, mark->end, mark->data == EXTENDED_WWW ? "http://" : "", false);
}

/* An address behind the text from *begin on, which moves behind it. Where it would be nested too deep it is text, and
 * goes on with what follows, unless it has escapes, which are no marks any more. */
static bool write_email(struct inlines *in, const struct email *email, uint32_t *begin)
{
    bool escaped = memchr(in->s + email->begin, '\\', email->end - email->begin) != NULL, link = inline_may_nest(in);
    struct string_words string;
    if (!link && !escaped)
        return true;
    if (!inline_write_text(in, *begin, email->begin))
        return false;
    *begin = email->end;
    if (link)
        return write_address(in, email->begin, email->end, email->scheme ? "" : "mailto:", escaped);
    if (!pool_address(in, "", email->begin, email->end, true, &string))
        return false;
    write_string(in, email->begin, email->end, string);
    return true;
}

bool inline_write_emails(struct inlines *in, uint32_t *begin, uint32_t end)
{
    const struct email *emails = in->emails.items;
    for (; in->next_email < in->emails.count && emails[in->next_email].begin < end; in->next_email++)
        if (!write_email(in, &emails[in->next_email], begin))
            return false;
    return true;
}
