/* differences_gfm.c: see differences_gfm.h. */
#include "differences_gfm.h"
#include "oracle.h"

#include <string.h>
#include <strings.h>

const struct oracle_difference oracle_differences[] = {
    {"long-tilde-runs",
     "a run of more than two tildes is text; cmark-gfm reads 100 at a time, and a rest of one or two"},
    {"task-place",
     "a task may stand in any list item; cmark-gfm sees only those at the start of a line, behind no other"},
    {"task-state", "a task's own box says whether it is done; for cmark-gfm any [x] in the rest of the text does"},
    {"task-lazy", "a line that continues a paragraph begins no task; cmark-gfm makes one of the item that it is in"},
    {"blank-item", "an item begins with at most one blank line; cmark-gfm counts lines of spaces as its content"},
    {"www-alone", "behind www. there must be a domain; cmark-gfm makes www a link to http://www"},
    {"domain-end", "punctuation at the end of an address is none of its domain; cmark-gfm counts its underscores but "
                   "for the last byte"},
    {"image-brackets", "cmark-gfm forgets that the bracket of an image is open, where a link ended behind it"},
    {"domain-bytes",
     "a domain may hold letters beyond ASCII; for cmark-gfm it ends within the first, and so do its rules"},
    {"email-entities",
     "an e-mail address is written in plain characters; cmark-gfm finds it in what entities decode to"},
    {"escaped-at-sign", "with its at sign escaped an e-mail address is text; cmark-gfm looks at what escapes read as"},
    {"email-scheme",
     "mailto: and xmpp: begin an address, and a name follows; cmark-gfm takes what is before, or no name"},
    {"xmpp-resource", "the resource of an xmpp address is as GFM 6.9 says: at signs and dots, but no second slash"},
    {"tag-slash", "a tag's name ends at a slash, as in a browser; for cmark-gfm only if a bracket follows"},
    {"tag-within",
     "the tag filter looks into comments, attributes and the like; cmark-gfm does not in a line's raw HTML"},
    {"table-definitions",
     "definitions may stand right before a table's header; cmark-gfm takes them as text of a paragraph there"},
    {"table-paragraph",
     "backslashes before pipes are part of a paragraph before a table's header; cmark-gfm takes them off there too"},
    {"lazy-indent", "a line loses its indentation, also where it goes on with a paragraph lazily; cmark-gfm leaves it"},
    {"link-within", "an address is no link within a link; cmark-gfm forgets that it is in one behind a link in there"},
    {"table-loose", "blank lines make a list loose; for cmark-gfm also a table without rows that ends an item does"},
    {"alert-lazy", "a lazy line with a code block's indentation is text behind an alert's marker, as behind any text; "
                   "without the marker it is code"},
    {"footnote-text", "brackets that are no reference are text, with whatever inlines are in it; cmark-gfm prints what "
                      "lies between them as it stands, and cut short where that has a line ending"},
    {"footnote-caret",
     "an escaped caret begins no label; for cmark-gfm it does, and so does one that an entity stands for"},
    {"footnote-space", "a footnote's label holds no white space; cmark-gfm takes it off the ends of a reference's"},
    {"footnote-blank",
     "any blank line continues a footnote; for cmark-gfm only one without white space, and none in a block quote"},
    {"footnote-loose", "footnotes in a list make it loose as other blocks do; for cmark-gfm the line of an empty one "
                       "is blank, and a blank line behind what is nested in one is none"},
    {"footnote-nested", "of definitions of one label the one that begins first is in force; for cmark-gfm the one that "
                        "ends first, where one is in another"},
    {"parentheses",
     "0.31.2 lets a destination hold parentheses only in pairs; 0.29 takes one alone before white space"},
    {"entities", "0.29 decodes numeric references of eight digits; 0.31.2 allows seven"},
    {"textarea", "0.29 has no <textarea> among the HTML blocks that only their end tag ends"},
    {"symbols", "0.31.2 counts Unicode symbols as punctuation where delimiter runs are classified; 0.29 did not"},
    {"comments",
     "0.31.2 lets an HTML comment hold any text up to -->, and <!--> and <!---> be whole ones; 0.29 did not"},
    {NULL, NULL},
};

/* Examples of the specification 0.31.2 that 0.29 reads otherwise. */
const struct oracle_example oracle_examples[] = {
    {28, "entities"}, {171, "textarea"}, {354, "symbols"}, {625, "comments"}, {626, "comments"}, {0, NULL},
};

/* "long-tilde-runs". */
static bool holds_long_tilde_run(const struct spec_bytes *document)
{
    size_t length = 0;
    for (size_t i = 0; i < document->size && length <= 100; i++)
        length = document->data[i] == '~' ? length + 1 : 0;
    return length > 100;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_box(const char *text, size_t size)
{
    return size >= 3 && text[0] == '[' && strchr(" xX", text[1]) != NULL && text[1] != '\0' && text[2] == ']';
}

/* Whether a line may begin a task for cmark-gfm up to `end`: white space, one marker, white space. */
static bool is_item_start(const char *text, size_t end)
{
    size_t i = 0;
    while (i < end && is_space(text[i]))
        i++;
    if (i < end && strchr("-+*", text[i]) != NULL) {
        i++;
    } else {
        while (i < end && text[i] >= '0' && text[i] <= '9')
            i++;
        i += i < end && (text[i] == '.' || text[i] == ')');
    }
    size_t spaces = i;
    while (i < end && is_space(text[i]))
        i++;
    return i == end && spaces < end;
}

/* "blank-item": whether nothing but white space stands on the rest of the line, nor on the next one, which has some. */
static bool is_before_white_line(const char *text, size_t size)
{
    size_t i = 0, next;
    while (i < size && is_space(text[i]))
        i++;
    while (i < size && (text[i] == '\n' || text[i] == '\r'))
        i++;
    for (next = i; next < size && is_space(text[next]);)
        next++;
    return next > i && i > 0 && (text[i - 1] == '\n' || text[i - 1] == '\r') &&
           (next == size || text[next] == '\n' || text[next] == '\r');
}

/* "task-lazy": whether a line that looks like a task may go on a paragraph lazily: it is indented, and behind a block
 * quote. */
static bool may_be_lazy(const struct spec_bytes *document, size_t begin)
{
    size_t spaces = begin;
    while (is_space(document->data[spaces]))
        spaces++;
    return spaces > begin && memchr(document->data, '>', begin) != NULL;
}

/* "task-place" and "task-state": a box that is not all that its line begins with, or a checked one behind another. */
static bool holds_task_difference(const struct spec_bytes *document)
{
    size_t begin = 0;
    bool boxes = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        if (*at == '\n' || *at == '\r')
            begin = i + 1;
        if (!is_box(at, document->size - i))
            continue;
        if ((boxes && at[1] != ' ') || !is_item_start(document->data + begin, i - begin) ||
            may_be_lazy(document, begin) || is_before_white_line(at + 3, document->size - i - 3))
            return true;
        boxes = true;
    }
    return false;
}

/* Bytes that a domain may hold, and beyond ASCII some that it may not. */
static bool is_domain_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 ||
           c == '-' || c == '_' || c == '.';
}

/* "domain-end" and "domain-bytes": whether the domain at text[0] has an underscore, and one or a dot at its end, or
 * something beyond ASCII. */
static bool is_domain_difference(const char *text, size_t size)
{
    size_t end = 0;
    bool ascii = true;
    for (; end < size && is_domain_byte(text[end]); end++)
        ascii = ascii && (unsigned char)text[end] < 0x80;
    return end > 0 && memchr(text, '_', end) != NULL && (text[end - 1] == '_' || text[end - 1] == '.' || !ascii);
}

static bool begins_with(const char *text, size_t size, const char *prefix)
{
    return size >= strlen(prefix) && memcmp(text, prefix, strlen(prefix)) == 0;
}

/* "email-scheme": whether the scheme at document[at] is preceded by what an address may begin with, or followed by no
 * name. */
static bool is_scheme_difference(const struct spec_bytes *document, size_t at, size_t size)
{
    return (at > 0 && strchr(".+-_:\\", document->data[at - 1]) != NULL) ||
           (at + size < document->size && document->data[at + size] == '@');
}

/* "email-entities": whether the character at document[at], written by its number, may be a part of an address. */
static bool is_entity_difference(const struct spec_bytes *document, size_t at)
{
    const char *end = memchr(document->data + at, ';', document->size - at);
    size_t behind = end != NULL ? (size_t)(end - document->data) + 1 : document->size;
    char before = at > 0 ? document->data[at - 1] : ' ', after = behind < document->size ? document->data[behind] : ' ';
    return is_domain_byte(before) || strchr("@+:", before) != NULL || is_domain_byte(after) ||
           strchr("@+", after) != NULL;
}

/* Whether an autolink in angle brackets may stand at text[0]. */
static bool may_be_bracketed_address(const char *text, size_t size)
{
    const char *end = *text == '<' ? memchr(text, '>', size) : NULL;
    size_t inside = end != NULL ? (size_t)(end - text) : 0;
    return inside > 0 && (memchr(text, '@', inside) != NULL || memchr(text, ':', inside) != NULL);
}

/* "www-alone", "domain-end", "domain-bytes", "email-scheme", "email-entities", "escaped-at-sign", "image-brackets",
 * "link-within" and "xmpp-resource". */
static bool holds_autolink_difference(const struct spec_bytes *document)
{
    bool image = false, bracket = false, within = false;
    bool has_at_sign = document->size > 0 && memchr(document->data, '@', document->size) != NULL;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        if (has_at_sign && begins_with(at, left, "&#") && is_entity_difference(document, i))
            return true;
        if (begins_with(at, left, "\\@"))
            return true;
        image = image || begins_with(at, left, "![");
        bracket = bracket || *at == '[';
        within = within || (bracket && may_be_bracketed_address(at, left));
        if ((image || within) && *at == ']')
            return true;
        if (begins_with(at, left, "www.") &&
            (left == 4 || !is_domain_byte(at[4]) || strchr("-._", at[4]) != NULL || (unsigned char)at[4] >= 0x80))
            return true;
        if ((begins_with(at, left, "www.") && is_domain_difference(at, left)) ||
            (begins_with(at, left, "://") && is_domain_difference(at + 3, left - 3)))
            return true;
        if ((begins_with(at, left, "mailto:") && is_scheme_difference(document, i, 7)) ||
            (begins_with(at, left, "xmpp:") && (is_scheme_difference(document, i, 5) || memchr(at, '/', left) != NULL)))
            return true;
    }
    return false;
}

/* "tag-within" and "tag-slash": whether a filtered tag may be part of other raw HTML, or has a slash behind its name.
 * Of those, random documents hold only some. */
static bool holds_tag_difference(const struct spec_bytes *document)
{
    static const char *const names[] = {"title",   "textarea", "style",  "xmp",      "iframe",
                                        "noembed", "noframes", "script", "plaintext"};
    bool nested = false, open = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            size_t size = strlen(names[n]);
            if (begins_with(at, left, names[n]) && (nested || (left > size && at[size] == '/')))
                return true;
        }
        if (*at == '<') {
            nested = nested || open || (left > 1 && (at[1] == '!' || at[1] == '?'));
            open = true;
        }
        open = open && *at != '>';
    }
    return false;
}

static bool may_be_delimiters(const char *text, size_t size)
{
    return begins_with(text, size, "-|") || begins_with(text, size, "|-") || begins_with(text, size, ":-") ||
           begins_with(text, size, "-:");
}

/* "table-paragraph": whether an escaped pipe stands before the line above a line of delimiters. */
static bool holds_pipe_before_header(const struct spec_bytes *document)
{
    size_t lines = 0; /* since the first escaped pipe, its own included */
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        if (lines == 0 && begins_with(at, left, "\\|"))
            lines = 1;
        else if (lines > 0 && (*at == '\r' || (*at == '\n' && at[-1] != '\r')))
            lines++;
        else if (lines > 2 && may_be_delimiters(at, left))
            return true;
    }
    return false;
}

/* "table-definitions" and "table-paragraph". */
static bool holds_table_difference(const struct spec_bytes *document)
{
    bool delimiters = false, definitions = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        delimiters = delimiters || may_be_delimiters(at, left);
        definitions = definitions || begins_with(at, left, "]:");
    }
    return (delimiters && definitions) || holds_pipe_before_header(document);
}

static bool is_indented_as_code(const char *line, size_t size)
{
    size_t i = 0;
    while (i < size && i < 4 && line[i] == ' ')
        i++;
    return i == 4 || (i < size && line[i] == '\t');
}

/* "alert-lazy": whether a line behind what looks like a marker is indented as code is. */
static bool holds_alert_difference(const struct spec_bytes *document)
{
    bool marker = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        bool ended = *at == '\n' || *at == '\r';
        marker = marker || begins_with(at, left, "[!");
        if (marker && ended && is_indented_as_code(at + 1, left - 1))
            return true;
        marker = marker && !(ended && left > 1 && at[1] != '\n');
    }
    return false;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "footnote-text" and "footnote-space": whether the label that begins behind the bracket and caret at document[at] is
 * more than letters and digits. */
static bool is_label_difference(const struct spec_bytes *document, size_t at)
{
    size_t end = at + 2;
    while (end < document->size && is_alphanumeric(document->data[end]))
        end++;
    return end == at + 2 || end == document->size || document->data[end] != ']';
}

/* "footnote-blank": whether the line at document[begin] is blank in some container, but holds something. Lines that end
 * with CR alone are always such for cmark-gfm. "footnote-loose": whether nothing stands behind the marker of a
 * definition that the line ends with, or another marker follows it. */
static bool is_line_difference(const struct spec_bytes *document, size_t begin)
{
    const char *text = document->data;
    size_t end = begin;
    while (end < document->size && text[end] != '\n' && text[end] != '\r')
        end++;
    if (end < document->size && text[end] == '\r' && !(end + 1 < document->size && text[end + 1] == '\n'))
        return true;
    for (size_t i = begin; i + 2 < end; i++)
        if (text[i] == ']' && text[i + 1] == ':' && text[begin] != '[' && strcspn(text + i + 2, "[>-+*0123456789") <= 1)
            return true;
    size_t last = end;
    while (last > begin && strchr(" \t>", text[last - 1]) != NULL)
        last--;
    return last < end ? last == begin || text[last - 1] == ':' : end > begin && text[end - 1] == ':';
}

/* "footnote-nested": whether the label at document[at], of letters and digits, is defined there, and once more behind
 * that, in the middle of a line. */
static bool is_defined_within(const struct spec_bytes *document, size_t at)
{
    size_t size = 2;
    while (at + size < document->size && document->data[at + size] != ']')
        size++;
    if (at + size + 1 >= document->size || document->data[at + size + 1] != ':')
        return false;
    for (size_t i = at + size; i + size + 1 < document->size; i++)
        if (document->data[i - 1] != '\n' && strncasecmp(document->data + i, document->data + at, size) == 0 &&
            document->data[i + size] == ']' && document->data[i + size + 1] == ':')
            return true;
    return false;
}

static bool holds_footnote_difference(const struct spec_bytes *document)
{
    bool labels = false, lines = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        lines = lines || ((i == 0 || at[-1] == '\n') && is_line_difference(document, i));
        labels = labels || begins_with(at, left, "[^");
        if (begins_with(at, left, "[\\^") || begins_with(at, left, "[&#94;") || begins_with(at, left, "]((") ||
            begins_with(at, left, "]:(") || begins_with(at, left, "\\\n ") || begins_with(at, left, "\\\r\n ") ||
            (begins_with(at, left, "[^") && (is_label_difference(document, i) || is_defined_within(document, i))))
            return true;
    }
    return labels && lines;
}

bool spec_gfm_difference_in_random(const struct spec_bytes *document, struct spec_flags flags)
{
    uint64_t tildes = MDP_EXT_STRIKETHROUGH | MDP_EXT_STRIKETHROUGH_DOUBLE;
    return ((flags.parse & MDP_EXT_TASK_LIST) && holds_task_difference(document)) ||
           ((flags.render & MDP_RENDER_TAG_FILTER) && holds_tag_difference(document)) ||
           ((flags.parse & MDP_EXT_TABLE) && holds_table_difference(document)) ||
           ((flags.parse & MDP_EXT_ALERTS) && holds_alert_difference(document)) ||
           ((flags.parse & tildes) && holds_long_tilde_run(document)) ||
           ((flags.parse & MDP_EXT_FOOTNOTES) && holds_footnote_difference(document)) ||
           ((flags.parse & MDP_EXT_AUTOLINK) && holds_autolink_difference(document));
}

void spec_gfm_without_boxes(const struct spec_bytes *document, struct spec_bytes *out)
{
    spec_clear(out);
    for (size_t i = 0; i < document->size; i++) {
        bool box = is_box(document->data + i, document->size - i);
        if (!box)
            spec_append(out, document->data + i, 1);
        i += box ? 2 : 0;
    }
}
