/* inline_write.c: the second pass of the inlines: left to right over the marks, each record written once. What lies
 * between marks is text. */
#include "inlines.h"

#include <string.h>

/* The words that a match can need: its record and text before it. */
enum { MATCH_WORDS_MOST = WORDS_CONTAINER + WORDS_STRING, ROUGH_WORDS_MOST = 4096 };

/* The words of a mark's own records, by its kind, at most. */
static const uint8_t mark_words[] = {
    [MARK_SOFT_BREAK] = WORDS_LEAF,
    [MARK_HARD_BREAK] = WORDS_LEAF,
    [MARK_STRING] = WORDS_STRING,
    [MARK_CODE] = WORDS_STRING,
    [MARK_HTML] = WORDS_STRING,
    [MARK_AUTOLINK] = WORDS_LINK + WORDS_STRING,
    [MARK_EXTENDED] = WORDS_LINK + WORDS_STRING,
    [MARK_SMART] = WORDS_STRING,
    [MARK_RUN] = 0,
    [MARK_LINK_BEGIN] = WORDS_LINK,
    [MARK_LINK_END] = 0,
    [MARK_FOOTNOTE] = WORDS_FOOTNOTE_REFERENCE,
};

/* What so many texts need. One that is no slice reaches from a piece into the next, or lies in a piece that is not
 * linear, which has three bytes at most. */
static size_t count_text_words(const struct inlines *in, size_t texts)
{
    enum { TEXTS_MOST = 4 };
    size_t strings = (size_t)in->content->piece_count * TEXTS_MOST;
    return texts * WORDS_LEAF + (texts < strings ? texts : strings) * (WORDS_STRING - WORDS_LEAF);
}

/* What the marks and the text before each need, and the text behind the last. */
static size_t count_words(const struct inlines *in)
{
    const struct mark *marks = in->marks.items;
    const struct run *runs = in->runs.items;
    size_t texts = 1, words = in->matches.count * WORDS_CONTAINER;
    uint32_t end = in->text;
    for (size_t i = 0; i < in->marks.count; i++) {
        const struct mark *mark = &marks[i];
        if (mark->kind == MARK_NOTHING)
            continue;
        if (mark->kind == MARK_RUN) {
            const struct run *run = &runs[mark->data];
            texts += (size_t)(run->closes > 0) + (run->first_open != NO_INDEX);
            continue;
        }
        texts += mark->begin > end;
        words += mark_words[mark->kind];
        end = mark->end;
    }
    return words + count_text_words(in, texts);
}

/* Room for all that is to be written: for few marks by a rough bound, for many, which a hostile text can have, by one
 * that is hardly more than they need. */
static bool reserve(struct inlines *in)
{
    size_t marks = in->marks.count + in->emails.count + 1;
    size_t words = marks * MARK_WORDS_MOST + in->matches.count * MATCH_WORDS_MOST;
    if (words > ROUGH_WORDS_MOST)
        words = count_words(in) + in->emails.count * MARK_WORDS_MOST;
    return writer_reserve(in->writer, words);
}

bool inline_write_gathered_text(struct inlines *in, uint32_t begin, uint32_t end)
{
    uint32_t source;
    if (begin >= end)
        return true;
    if (content_is_slice(in->content, begin, end, &source)) {
        writer_add(in->writer, MDP_KIND_TEXT, WORDS_LEAF, 0, source, source + (end - begin));
        return true;
    }
    struct string_words string;
    if (!writer_content_string(in->writer, in->content, begin, end, &string))
        return false;
    uint32_t *record = writer_add(in->writer, MDP_KIND_TEXT, WORDS_STRING, 0, content_source_begin(in->content, begin),
                                  content_source_end(in->content, end));
    writer_set_string(record, NODE_TEXT, string);
    return true;
}

static uint32_t source_begin(struct inlines *in, uint32_t at)
{
    return content_source_begin(in->content, at);
}

static uint32_t source_end(struct inlines *in, uint32_t at)
{
    return content_source_end(in->content, at);
}

static inline uint32_t *add_leaf(struct inlines *in, mdp_kind kind, uint32_t words, const struct mark *mark)
{
    return writer_add(in->writer, kind, words, 0, source_begin(in, mark->begin), source_end(in, mark->end));
}

static bool is_code_space(char c)
{
    return c == ' ' || c == '\n';
}

/* Spec 6.1: line endings become spaces, and a space on both sides goes away if there is more than spaces. */
inline bool inline_write_code(struct inlines *in, const struct mark *mark)
{
    uint32_t begin = mark->begin + mark->data, end = mark->end - mark->data;
    const char *s = in->s;
    if (end - begin >= 2 && rarely(is_code_space(s[begin])) && is_code_space(s[end - 1])) {
        uint32_t at = begin;
        while (at < end && is_code_space(s[at]))
            at++;
        begin += at < end;
        end -= at < end;
    }
    struct string_words string;
    if (usually(!in->content->pieces && (mark->size || next_bit(in->writer->parse->line_ends, begin, end) >= end))) {
        string = (struct string_words){begin - in->writer->begin, end - begin};
    } else if (memchr(s + begin, '\n', end - begin)) {
        struct vector *pool = &in->writer->pool;
        string = writer_pool_string(in->writer, end - begin);
        if (!vector_reserve(pool, end - begin))
            return false;
        char *to = (char *)pool->items + pool->count;
        for (uint32_t i = begin; i < end; i++)
            to[i - begin] = s[i] == '\n' ? ' ' : s[i];
        pool->count += end - begin;
    } else if (!writer_content_string(in->writer, in->content, begin, end, &string)) {
        return false;
    }
    writer_set_string(add_leaf(in, MDP_KIND_CODE_SPAN, WORDS_STRING, mark), NODE_TEXT, string);
    return true;
}

bool inline_write_html(struct inlines *in, const struct mark *mark)
{
    uint32_t source;
    if (content_is_slice(in->content, mark->begin, mark->end, &source)) {
        add_leaf(in, MDP_KIND_RAW_HTML, WORDS_LEAF, mark);
        return true;
    }
    struct string_words string;
    if (!writer_content_string(in->writer, in->content, mark->begin, mark->end, &string))
        return false;
    writer_set_string(add_leaf(in, MDP_KIND_RAW_HTML, WORDS_STRING, mark), NODE_TEXT, string);
    return true;
}

/* The pool's string of `prefix`, then content[begin, end) with its entities decoded. */
static bool pool_autolink(struct inlines *in, const char *prefix, uint32_t begin, uint32_t end,
                          struct string_words *string)
{
    struct vector *pool = &in->writer->pool;
    uint32_t prefix_size = (uint32_t)strlen(prefix), size = end - begin;
    *string = writer_pool_string(in->writer, 0);
    if (!vector_reserve(pool, prefix_size + (size_t)link_unescape_bound(size)))
        return false;
    char *to = (char *)pool->items + pool->count;
    memcpy(to, prefix, prefix_size);
    size_t decoded = prefix_size + link_decode_entities(in->s + begin, size, to + prefix_size);
    string->size = (uint32_t)decoded; /* if that is too large, so is the pool: writer_blocks */
    pool->count += decoded;
    return true;
}

/* Spec 6.5: a link whose text is its destination, but for the scheme of an e-mail address. Entities count, escapes
 * don't. */
bool inline_write_autolink(struct inlines *in, const struct mark *mark)
{
    static const char scheme[] = "mailto:";
    enum { SCHEME_SIZE = sizeof scheme - 1 };
    uint32_t begin = mark->begin + 1, end = mark->end - 1;
    bool email = mark->data, entities = memchr(in->s + begin, '&', end - begin) != NULL;
    struct string_words destination;
    bool done = email || entities ? pool_autolink(in, email ? scheme : "", begin, end, &destination)
                                  : writer_content_string(in->writer, in->content, begin, end, &destination);
    if (!done)
        return false;
    uint32_t *record = writer_open(in->writer, MDP_KIND_LINK, WORDS_LINK, MDP_LINK_AUTO, source_begin(in, mark->begin));
    writer_set_string(record, NODE_LINK_DESTINATION, destination);
    writer_set_string(record, NODE_LINK_TITLE, (struct string_words){0, 0});
    if (entities) {
        uint32_t skipped = email ? SCHEME_SIZE : 0;
        record = writer_add(in->writer, MDP_KIND_TEXT, WORDS_STRING, 0, source_begin(in, begin), source_end(in, end));
        writer_set_string(record, NODE_TEXT,
                          (struct string_words){destination.offset + skipped, destination.size - skipped});
    } else if (!inline_write_text(in, begin, end)) {
        return false;
    }
    writer_close(in->writer, source_end(in, mark->end));
    return true;
}

/* Whether the inline that begins now may stand in those that are open. What is refused is counted, so that its end is
 * text too. Inlines nest, so one count will do. */
static bool may_open(struct inlines *in)
{
    bool may = !in->refused && inline_may_nest(in);
    in->depth += may;
    in->refused += !may;
    return may;
}

/* Whether the end that comes now is one of an inline that was opened. */
static bool may_close(struct inlines *in)
{
    bool may = !in->refused;
    in->depth -= may;
    in->refused -= !may;
    return may;
}

bool inline_write_string(struct inlines *in, const struct mark *mark)
{
    writer_set_string(add_leaf(in, MDP_KIND_TEXT, WORDS_STRING, mark), NODE_TEXT,
                      (struct string_words){mark->data, mark->size});
    return true;
}

inline bool inline_write_break(struct inlines *in, const struct mark *mark)
{
    writer_add(in->writer, mark->kind == MARK_HARD_BREAK ? MDP_KIND_HARD_BREAK : MDP_KIND_SOFT_BREAK, WORDS_LEAF, 0,
               source_begin(in, mark->begin), source_end(in, mark->end - mark->data));
    return true;
}

bool inline_write_nothing(struct inlines *in, const struct mark *mark)
{
    (void)in;
    (void)mark;
    return true;
}

static void open_link(struct inlines *in, const struct inline_link *link, uint32_t begin)
{
    uint32_t *record = writer_open(in->writer, link->kind, WORDS_LINK, link->form, source_begin(in, begin));
    writer_set_string(record, NODE_LINK_DESTINATION, link->first);
    writer_set_string(record, NODE_LINK_TITLE, link->second);
}

bool inline_write_link(struct inlines *in, const struct inline_link *link, struct range text, uint32_t end)
{
    uint32_t begin = text.begin - (link->kind == MDP_KIND_IMAGE ? 2 : 1);
    if (!writer_reserve(in->writer, WORDS_LINK + 2 * WORDS_STRING) || !inline_write_text(in, in->text, begin))
        return false;
    open_link(in, link, begin);
    if (!inline_write_text(in, text.begin, text.end))
        return false;
    writer_close(in->writer, source_end(in, end));
    in->text = end;
    return true;
}

static void write_footnote(struct inlines *in, const struct mark *mark)
{
    const struct inline_link *link = (const struct inline_link *)in->links.items + mark->data;
    uint32_t *record = add_leaf(in, link->kind, WORDS_FOOTNOTE_REFERENCE, mark);
    writer_set_string(record, NODE_REFERENCE_LABEL, link->first);
    writer_set_string(record, NODE_REFERENCE_HASH, link->second);
}

static mdp_kind match_kind(const struct run *run, const struct match *match)
{
    if (run->character == '~')
        return MDP_KIND_STRIKETHROUGH;
    return match->size == 2 ? MDP_KIND_STRONG : MDP_KIND_EMPHASIS;
}

/* Closes what the run closes, and opens what it opens; the text between is left to the next mark. *text is where the
 * text that is not yet written begins. */
static bool write_run(struct inlines *in, const struct mark *mark, uint32_t *text)
{
    const struct run *run = (const struct run *)in->runs.items + mark->data;
    const struct match *matches = in->matches.items;
    if (run->closes) {
        uint32_t end = mark->begin;
        for (uint32_t i = run->first_close; i < run->first_close + run->closes; i++) {
            end += matches[i].size;
            if (!may_close(in))
                continue;
            if (!inline_write_text(in, *text, end - matches[i].size))
                return false;
            writer_close(in->writer, source_end(in, end));
            *text = end;
        }
    }
    if (run->first_open != NO_INDEX) {
        uint32_t begin = run->high;
        for (uint32_t i = run->first_open; i != NO_INDEX; i = matches[i].next_open) {
            if (may_open(in)) {
                if (!inline_write_text(in, *text, begin))
                    return false;
                writer_open(in->writer, match_kind(run, &matches[i]), WORDS_CONTAINER, 0, source_begin(in, begin));
                *text = begin + matches[i].size;
            }
            begin += matches[i].size;
        }
    }
    return true;
}

/* Writes the record of a mark that is no run; the text before it is written. */
static bool write_mark(struct inlines *in, const struct mark *mark)
{
    switch ((enum mark_kind)mark->kind) {
    case MARK_SOFT_BREAK:
    case MARK_HARD_BREAK:
        return inline_write_break(in, mark);
    case MARK_STRING:
        return inline_write_string(in, mark);
    case MARK_CODE:
        return inline_write_code(in, mark);
    case MARK_HTML:
        return inline_write_html(in, mark);
    case MARK_AUTOLINK:
        return inline_write_autolink(in, mark);
    case MARK_EXTENDED:
        return inline_write_extended(in, mark);
    case MARK_SMART:
        return inline_write_smart(in, mark);
    case MARK_LINK_BEGIN:
        open_link(in, (const struct inline_link *)in->links.items + mark->data, mark->begin);
        return true;
    case MARK_LINK_END:
        writer_close(in->writer, source_end(in, mark->end));
        return true;
    case MARK_FOOTNOTE:
        write_footnote(in, mark);
        return true;
    case MARK_SKIP:
    case MARK_NOTHING:
    case MARK_RUN:
        break;
    }
    return true;
}

/* Whether the mark is text after all, because of the limit on nesting. */
static bool is_refused(struct inlines *in, const struct mark *mark)
{
    return (mark->kind == MARK_LINK_BEGIN && !may_open(in)) || (mark->kind == MARK_LINK_END && !may_close(in)) ||
           ((mark->kind == MARK_AUTOLINK || mark->kind == MARK_EXTENDED) && !inline_may_nest(in));
}

bool inline_write(struct inlines *in, uint32_t end)
{
    if (!reserve(in))
        return false;
    const struct mark *marks = in->marks.items;
    size_t count = in->marks.count;
    uint32_t text = in->text;
    bool emails = in->emails.count != 0;
    for (size_t i = 0; i < count; i++) {
        const struct mark *mark = &marks[i];
        if (rarely(mark->kind == MARK_NOTHING))
            continue;
        if (emails && !inline_write_emails(in, &text, mark->begin))
            return false;
        if (mark->kind == MARK_RUN) {
            if (!write_run(in, mark, &text))
                return false;
            continue;
        }
        if (rarely(is_refused(in, mark)))
            continue;
        if (!inline_write_text(in, text, mark->begin))
            return false;
        if (!write_mark(in, mark))
            return false;
        text = mark->end;
    }
    if (emails && !inline_write_emails(in, &text, end))
        return false;
    in->text = end > text ? end : text;
    in->marks.count = in->runs.count = in->matches.count = in->links.count = 0;
    return inline_write_text(in, text, end);
}
