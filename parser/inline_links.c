/* inline_links.c: links and images (spec 6.3, 6.4) and autolinks (6.5).
 *
 * Brackets that open wait on a stack. A `]` takes the innermost from it, which then is a link's or image's, or text.
 * Behind a link all brackets before it that are no image's are inactive, as links hold no links: that is one number,
 * the height of the stack then, so that "[" repeated and then links cost no walk over the stack.
 *
 * A look-up of a label asks the document only whether it is defined. */
#include "inlines.h"

#include "label.h"

uint32_t inline_open_bracket(struct inlines *in, uint32_t at)
{
    if (!vector_reserve_along(&in->brackets, 1, at - in->begin, in->end - in->begin)) {
        in->failed = true;
        return at + 1;
    }
    struct bracket *brackets = in->brackets.items;
    size_t count = in->brackets.count++;
    if (count)
        brackets[count - 1].bracket_after = true;
    bool image = at > in->floor && in->s[at - 1] == '!';
    brackets[count] = (struct bracket){
        .mark = (uint32_t)in->marks.count,
        .begin = at + 1,
        .last_run = in->last_run,
        .image = image,
    };
    inline_mark(in, MARK_NOTHING, at - image, at + 1);
    return at + 1;
}

/* Spec 6.3, inline link: "(" destination and title ")" at s[at]. The position behind it, or 0. */
static uint32_t scan_inline_target(struct inlines *in, uint32_t at, struct range *destination, struct range *title)
{
    const char *s = in->s;
    uint32_t end = in->end;
    if (at >= end || s[at] != '(')
        return 0;
    at = skip_blank(s, at + 1, end);
    *destination = *title = (struct range){at, at};
    uint32_t destination_end = link_scan_destination(s, at, end, in->writer->parse->limits.parentheses, destination);
    if (usually(destination_end)) {
        at = skip_blank(s, destination_end, end);
        uint32_t title_end = at > destination_end ? link_scan_title(s, at, end, title) : 0;
        if (title_end)
            at = skip_blank(s, title_end, end);
    }
    return usually(at < end && s[at] == ')') ? at + 1 : 0;
}

/* The link or image that the bracket and what stands at s[at], behind the `]`, make. The position behind, or 0. */
static uint32_t scan_inline_link(struct inlines *in, uint32_t at, struct inline_link *link)
{
    struct range destination, title;
    uint32_t behind = scan_inline_target(in, at, &destination, &title);
    bool reaches =
        behind ? inline_reaches(in, at, behind) : at < in->end && in->s[at] == '(' && inline_may_reach(in, at);
    if (!behind || reaches)
        return 0;
    link->form = MDP_LINK_INLINE;
    in->failed = in->failed ||
                 !writer_unescaped_string(in->writer, in->content, destination.begin, destination.end, &link->first) ||
                 !writer_unescaped_string(in->writer, in->content, title.begin, title.end, &link->second);
    return behind;
}

/* Spec 6.3: full reference link `[label]` behind the bracket, collapsed `[]`, or shortcut. The position behind, or 0.
 */
static uint32_t scan_reference(struct inlines *in, const struct bracket *bracket, uint32_t at, struct inline_link *link)
{
    uint32_t label_most = in->writer->parse->limits.label_size;
    struct range label = {bracket->begin, at - 1};
    struct range full;
    uint32_t behind = link_scan_label(in->s, at, in->end, label_most, &full);
    link->form = MDP_LINK_SHORTCUT;
    if (behind && full.begin < full.end && skip_blank(in->s, full.begin, full.end) == full.end)
        behind = 0; /* a blank label is none */
    if (behind) {
        link->form = full.begin == full.end ? MDP_LINK_COLLAPSED : MDP_LINK_FULL;
        if (link->form == MDP_LINK_FULL)
            label = full;
    } else {
        behind = at;
    }
    if (link->form != MDP_LINK_FULL && bracket->bracket_after)
        return 0;

    char normal[LABEL_NORMAL_MAX];
    uint32_t raw_size = label.end - label.begin;
    uint32_t size = raw_size <= label_most ? (uint32_t)label_normalize(in->s + label.begin, raw_size, normal) : 0;
    if (size == 0)
        return 0;
    uint64_t hash = label_hash(normal, size);
    bool found;
    in->failed = in->failed || !writer_look_up(in->writer, hash, normal, size, &found);
    if (in->failed || !found)
        return 0;
    link->second = (struct string_words){(uint32_t)hash, (uint32_t)(hash >> 32)};
    in->failed = !writer_content_string(in->writer, in->content, label.begin, label.end, &link->first);
    return behind;
}

/* Whether what may be a label, before or behind s[at], reaches over a line ending. */
static bool reference_reaches(struct inlines *in, const struct bracket *bracket, uint32_t at)
{
    uint32_t most = in->writer->parse->limits.label_size + 2, end = in->end - at > most ? at + most : in->end;
    if (!in->content->ragged)
        return false;
    return inline_reaches(in, bracket->begin, at) || (at < in->end && in->s[at] == '[' && inline_reaches(in, at, end));
}

/* Whether nothing but text lies between the bracket, which was just taken from the stack, and its end, and nothing
 * waits: then the link or image is written at once, and its marks need not be gone over. Most links are such. */
static bool is_plain_link(const struct inlines *in, const struct bracket *bracket)
{
    return bracket->mark == 0 && usually(in->marks.count == 1) && inline_is_settled(in) && inline_may_nest(in);
}

uint32_t inline_close_bracket(struct inlines *in, uint32_t at)
{
    uint32_t text_behind = at + 1;
    in->floor = text_behind;
    if (rarely(in->brackets.count == 0))
        return text_behind;
    struct bracket bracket = ((struct bracket *)in->brackets.items)[--in->brackets.count];
    bool active = bracket.image || usually(in->brackets.count >= in->inactive);
    if (rarely(in->inactive > in->brackets.count))
        in->inactive = (uint32_t)in->brackets.count;
    if (!active)
        return text_behind;

    struct inline_link link = {.kind = bracket.image ? MDP_KIND_IMAGE : MDP_KIND_LINK};
    uint32_t behind = scan_inline_link(in, text_behind, &link);
    if (!behind && !reference_reaches(in, &bracket, text_behind))
        behind = scan_reference(in, &bracket, text_behind, &link);
    if (rarely(in->failed))
        return text_behind;
    if (!behind) {
        bool footnotes = in->writer->parse->flags & MDP_EXT_FOOTNOTES;
        return footnotes ? inline_close_footnote(in, &bracket, at) : text_behind;
    }
    if (is_plain_link(in, &bracket)) {
        in->marks.count--;
        in->failed = !inline_write_link(in, &link, (struct range){bracket.begin, at}, behind);
        in->floor = behind;
        return behind;
    }
    if (!vector_reserve_along(&in->links, 1, at - in->begin, in->end - in->begin)) {
        in->failed = true;
        return behind;
    }
    struct mark *begin = (struct mark *)in->marks.items + bracket.mark;
    begin->kind = MARK_LINK_BEGIN;
    begin->data = (uint32_t)in->links.count;
    ((struct inline_link *)in->links.items)[in->links.count++] = link;
    inline_mark(in, MARK_LINK_END, at, behind);
    if (in->last_run != bracket.last_run)
        inline_match_runs(in, bracket.last_run);
    if (!bracket.image)
        in->inactive = (uint32_t)in->brackets.count;
    return behind;
}

/* ------------------------------------------------------------------------------------------------------ autolinks */

/* What the local part of an e-mail address is made of, by HTML5's pattern; and what of that can be in a scheme. */
static const struct byte_set local_characters = {
    {DIGIT_BITS | BYTE_BIT('.') | BYTE_BIT('!') | BYTE_BIT('#') | BYTE_BIT('$') | BYTE_BIT('%') | BYTE_BIT('&') |
         BYTE_BIT('\'') | BYTE_BIT('*') | BYTE_BIT('+') | BYTE_BIT('/') | BYTE_BIT('=') | BYTE_BIT('?') | BYTE_BIT('-'),
     LETTER_BITS | BYTE_BIT('^') | BYTE_BIT('_') | BYTE_BIT('`') | BYTE_BIT('{') | BYTE_BIT('|') | BYTE_BIT('}') |
         BYTE_BIT('~')}};
static const struct byte_set scheme_characters = {
    {DIGIT_BITS | BYTE_BIT('+') | BYTE_BIT('.') | BYTE_BIT('-'), LETTER_BITS}};

static uint32_t skip_set(const char *s, uint32_t at, uint32_t end, const struct byte_set *set)
{
    while (at < end && byte_set_has(set, s[at]))
        at++;
    return at;
}

/* A URI: a scheme of 2 to 32 characters, which begins with a letter, a colon, and what is no space and no angle
 * bracket. The position behind, or 0. */
static uint32_t skip_uri(const char *s, uint32_t begin, uint32_t colon, uint32_t end)
{
    enum { SCHEME_LEAST = 2, SCHEME_MOST = 32 };
    uint32_t size = colon - begin, at = colon + 1;
    if (size < SCHEME_LEAST || size > SCHEME_MOST || !is_ascii_letter(s[begin]))
        return 0;
    while (at < end && (unsigned char)s[at] > ' ' && s[at] != '<' && s[at] != '>' && s[at] != 0x7F)
        at++;
    return at;
}

/* A label of a domain: 1 to 63 letters, digits and hyphens, a hyphen neither first nor last. The position behind, or 0.
 */
static uint32_t skip_domain_label(const char *s, uint32_t at, uint32_t end)
{
    enum { DOMAIN_LABEL_MOST = 63 };
    uint32_t begin = at;
    while (at < end && (is_ascii_letter(s[at]) || is_ascii_digit(s[at]) || s[at] == '-'))
        at++;
    uint32_t size = at - begin;
    return size && size <= DOMAIN_LABEL_MOST && s[begin] != '-' && s[at - 1] != '-' ? at : 0;
}

/* An e-mail address, by HTML5's pattern, whose local part begins at `begin` and goes on at `at`. The position behind,
 * or 0. */
static uint32_t skip_email(const char *s, uint32_t begin, uint32_t at, uint32_t end)
{
    at = skip_set(s, at, end, &local_characters);
    if (at == begin || at >= end || s[at] != '@')
        return 0;
    do {
        at = skip_domain_label(s, at + 1, end);
    } while (at && at < end && s[at] == '.');
    return at;
}

/* Only a URI has a colon behind its first word. */
uint32_t inline_scan_autolink(const char *s, uint32_t at, uint32_t end, bool *email)
{
    uint32_t begin = at + 1, word_end = skip_set(s, begin, end, &scheme_characters);
    *email = word_end == end || s[word_end] != ':';
    uint32_t behind = *email ? skip_email(s, begin, word_end, end) : skip_uri(s, begin, word_end, end);
    return behind && behind < end && s[behind] == '>' ? behind + 1 : 0;
}
