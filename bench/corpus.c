/* corpus.c: generates the benchmark's own Markdown.
 *
 * A writer appends to one growing text; words are drawn from small lists with a generator of random numbers whose
 * whole state is in the writer, in integers only, so that a text depends on section, size and seed alone. Start at
 * bench_corpus_generate; above it stand the kinds of blocks, above these inlines and words.
 *
 * The densities follow what real documentation has: 18 to 70 source bytes for each newline or character that may begin
 * an inline, a blank line for each 3 lines, half of the paragraphs on a single long line (counted in 2026 over books
 * and READMEs of some 6 MB in English, Russian and Japanese). */
#include "corpus.h"
#include "words.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    char *data;
    size_t size;
    size_t capacity;
    bool failed;        /* memory ran out; what follows is not written */
    uint64_t random;    /* the state of the random numbers */
    size_t line;        /* where the line begins that is being written */
    bool wrap;          /* paragraphs break near column 76 */
    const char *indent; /* what a wrapped line begins with */
    unsigned labels;    /* reference labels used so far: they are numbered from 1 */
    unsigned defined;   /* how many of them have been defined */
};

/* ------------------------------------------------------------------------------------------------ random numbers */

/* SplitMix64: the state is a counter, so every seed gives a full period. */
static uint64_t draw(struct writer *w)
{
    uint64_t z = w->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static unsigned below(struct writer *w, unsigned bound)
{
    return (unsigned)((draw(w) >> 32) * bound >> 32);
}

static unsigned between(struct writer *w, unsigned low, unsigned high)
{
    return low + below(w, high - low + 1);
}

/* True `count` times in a thousand. */
static bool per_mille(struct writer *w, unsigned count)
{
    return below(w, 1000) < count;
}

static const char *pick(struct writer *w, const struct bench_words *words)
{
    return words->items[below(w, words->count)];
}

/* ------------------------------------------------------------------------------------------------------- bytes */

static void put_bytes(struct writer *w, const char *data, size_t size)
{
    if (w->failed || size == 0) /* nothing has no memory to be copied to */
        return;
    if (size > w->capacity - w->size) {
        size_t capacity = (w->capacity + size) * 2;
        char *grown = realloc(w->data, capacity);
        if (grown == NULL) {
            w->failed = true;
            return;
        }
        w->data = grown;
        w->capacity = capacity;
    }
    memcpy(w->data + w->size, data, size);
    w->size += size;
}

static void put(struct writer *w, const char *string)
{
    put_bytes(w, string, strlen(string));
}

static void put_number(struct writer *w, unsigned number)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%u", number);
    put(w, digits);
}

static void end_line(struct writer *w)
{
    put(w, "\n");
    w->line = w->size;
}

/* Writes a pattern, in which each $ becomes a name as in code and each ~ an English word. */
static void put_filled(struct writer *w, const char *pattern)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '$')
            put(w, pick(w, &bench_identifiers));
        else if (*pattern == '~')
            put(w, pick(w, &bench_english.words));
        else
            put_bytes(w, pattern, 1);
    }
}

/* The gap between two words: a space or, in a wrapped paragraph, a new line. */
static void put_gap(struct writer *w)
{
    if (w->wrap && w->size - w->line > 76) {
        end_line(w);
        put(w, w->indent);
    } else {
        put(w, " ");
    }
}

/* ----------------------------------------------------------------------------------------------------- inlines */

/* A word: nearly every other one in a language with function words is one of them. */
static const char *word_of(struct writer *w, const struct bench_language *language)
{
    bool small = language->small.count > 0 && per_mille(w, 450);
    return pick(w, small ? &language->small : &language->words);
}

static void put_words(struct writer *w, const struct bench_language *language, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (i > 0 && language->spaced)
            put_gap(w);
        put(w, word_of(w, language));
    }
}

static void put_url(struct writer *w)
{
    static const char *const hosts[] = {"https://docs.example.org/", "https://www.example.com/", "/guide/", "./"};
    put(w, hosts[below(w, 4)]);
    put_filled(w, per_mille(w, 500) ? "$/$.html" : "$/$");
    if (per_mille(w, 200))
        put_filled(w, "#$");
}

static void put_code_span(struct writer *w)
{
    put_filled(w, per_mille(w, 300) ? "`$($)`" : "`$`");
}

static void put_emphasis(struct writer *w, const struct bench_language *language, const char *delimiter)
{
    put(w, delimiter);
    put_words(w, language, between(w, 1, 3));
    put(w, delimiter);
}

static void put_link(struct writer *w, const struct bench_language *language)
{
    put(w, "[");
    put_words(w, language, between(w, 1, 4));
    if (per_mille(w, 350)) {
        put(w, "][ref-");
        put_number(w, ++w->labels);
        put(w, "]");
        return;
    }
    put(w, "](");
    put_url(w);
    if (per_mille(w, 120))
        put_filled(w, " \"~\"");
    put(w, ")");
}

/* The definitions of the labels that put_link used since the last time, as they stand at the end of a chapter. */
static void put_definitions(struct writer *w)
{
    while (w->defined < w->labels) {
        put(w, "[ref-");
        put_number(w, ++w->defined);
        put(w, "]: ");
        put_url(w);
        put(w, per_mille(w, 200) ? " 'See also'" : "");
        end_line(w);
    }
    end_line(w);
}

/* How many of a thousand words carry which inline. */
struct density {
    unsigned code, emphasis, strong, link, autolink, markup;
};

static const struct density plain = {.code = 28, .emphasis = 5, .strong = 3, .link = 5, .autolink = 1, .markup = 2};
static const struct density technical = {
    .code = 70, .emphasis = 5, .strong = 5, .link = 10, .autolink = 1, .markup = 4};
static const struct density linked = {.code = 20, .emphasis = 5, .strong = 5, .link = 110, .autolink = 15, .markup = 2};
static const struct density dense = {
    .code = 80, .emphasis = 90, .strong = 70, .link = 40, .autolink = 20, .markup = 220};

/* Things that look like markup or are a little of it. */
static void put_markup(struct writer *w)
{
    static const char *const patterns[] = {"<a name=\"$\">~</a>", "***~** ~*", "$_$", "[~]"};
    switch (below(w, 6)) {
    case 0:
        put(w, pick(w, &bench_entities));
        break;
    case 1:
        put(w, pick(w, &bench_escapes));
        break;
    default:
        put_filled(w, patterns[below(w, 4)]);
    }
}

/* One word of a sentence, or the inline that stands in its place. */
static void put_piece(struct writer *w, const struct bench_language *language, const struct density *density)
{
    unsigned drawn = below(w, 1000);
    unsigned limit = density->code;
    if (drawn < limit)
        put_code_span(w);
    else if (drawn < (limit += density->emphasis))
        put_emphasis(w, language, per_mille(w, 700) ? "*" : "_");
    else if (drawn < (limit += density->strong))
        put_emphasis(w, language, "**");
    else if (drawn < (limit += density->link))
        put_link(w, language);
    else if (drawn < (limit += density->autolink))
        put_filled(w, "<https://www.example.com/$>");
    else if (drawn < limit + density->markup)
        put_markup(w);
    else
        put(w, word_of(w, language));
}

static void put_sentence(struct writer *w, const struct bench_language *language, const struct density *density)
{
    unsigned count = between(w, 5, 22);
    size_t begin = w->size;
    for (unsigned i = 0; i < count; i++) {
        put_piece(w, language, density);
        if (i + 1 == count)
            break;
        if (per_mille(w, 80))
            put(w, language->comma);
        if (language->spaced)
            put_gap(w);
    }
    put(w, language->stop);
    if (!w->failed && w->data[begin] >= 'a' && w->data[begin] <= 'z')
        w->data[begin] = (char)(w->data[begin] - 'a' + 'A');
}

static void put_sentences(struct writer *w, const struct bench_language *language, const struct density *density,
                          unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (i > 0 && language->spaced)
            put_gap(w);
        put_sentence(w, language, density);
    }
    end_line(w);
}

/* ------------------------------------------------------------------------------------------------------ blocks */

static void put_heading(struct writer *w, const struct bench_language *language)
{
    static const char *const openings[] = {"# ", "## ", "## ", "### ", "### ", "### "};
    if (w->defined < w->labels)
        put_definitions(w);
    bool setext = per_mille(w, 60);
    w->wrap = false;
    put(w, setext ? "" : openings[below(w, 6)]);
    put_words(w, language, between(w, 2, 6));
    end_line(w);
    if (setext) {
        put(w, "------------------------");
        end_line(w);
    }
    end_line(w);
}

static void put_paragraph(struct writer *w, const struct bench_language *language, const struct density *density)
{
    w->wrap = language->spaced && per_mille(w, 500);
    w->indent = "";
    put_sentences(w, language, density, between(w, 2, 6));
    end_line(w);
}

static void put_quote(struct writer *w, const struct bench_language *language)
{
    w->wrap = language->spaced;
    w->indent = "> ";
    put(w, "> ");
    put_sentences(w, language, &plain, between(w, 1, 4));
    end_line(w);
}

/* The opening of an item; ordered lists count from 1. */
static void put_item_marker(struct writer *w, bool ordered, unsigned number)
{
    if (ordered) {
        put_number(w, number);
        put(w, ". ");
    } else {
        put(w, "* ");
    }
}

static void put_list(struct writer *w)
{
    bool ordered = per_mille(w, 300);
    bool loose = per_mille(w, 250);
    unsigned count = between(w, 3, 9); /* so that an ordered item's content begins at column 4 throughout */
    for (unsigned i = 1; i <= count; i++) {
        w->wrap = per_mille(w, 400);
        w->indent = ordered ? "   " : "  ";
        put_item_marker(w, ordered, i);
        put_sentences(w, &bench_english, &technical, 1);
        for (unsigned nested = per_mille(w, 250) ? between(w, 2, 4) : 0; nested > 0; nested--) {
            put(w, ordered ? "   - " : "  - ");
            w->wrap = false;
            put_sentences(w, &bench_english, &technical, 1);
        }
        if (loose && i < count)
            end_line(w);
    }
    end_line(w);
}

static void put_code_line(struct writer *w, unsigned depth)
{
    static const char *const patterns[] = {"$ = $[i] & 0xff;", "$->next = NULL; /* ~ ~ ~ */", "$(&$, \"%s\\n\", 42);",
                                           "$<T>::$(*self, |x| x + 1)?;", "$.$();"};
    for (unsigned i = 0; i < depth; i++)
        put(w, "    ");
    put_filled(w, patterns[below(w, 5)]);
    end_line(w);
}

static void put_code_lines(struct writer *w, unsigned base)
{
    unsigned depth = 0;
    for (unsigned count = between(w, 3, 20); count > 0; count--) {
        put_code_line(w, base + depth);
        depth = per_mille(w, 250) ? depth + 1 : (depth > 0 && per_mille(w, 300) ? depth - 1 : depth);
        if (per_mille(w, 80))
            end_line(w);
    }
}

static void put_code_block(struct writer *w)
{
    static const char *const infos[] = {"```c", "```rust", "```", "```sh", "```python", "~~~"};
    w->wrap = false;
    if (per_mille(w, 150)) {
        put_code_lines(w, 1);
    } else {
        const char *info = infos[below(w, 6)];
        put(w, info);
        end_line(w);
        put_code_lines(w, 0);
        put_bytes(w, info, 3);
        end_line(w);
    }
    end_line(w);
}

static void put_link_list(struct writer *w)
{
    w->wrap = false;
    for (unsigned count = between(w, 3, 10); count > 0; count--) {
        put(w, "- [");
        put_words(w, &bench_english, between(w, 2, 5));
        put(w, "](");
        put_url(w);
        put(w, ")");
        end_line(w);
    }
    end_line(w);
}

static void put_images(struct writer *w)
{
    for (unsigned count = between(w, 1, 3); count > 0; count--) {
        put_filled(w, "[![~](");
        put_url(w);
        put(w, ".svg)](");
        put_url(w);
        put(w, ")");
        end_line(w);
    }
    end_line(w);
}

/* Written as GitHub's tables are; to CommonMark a paragraph with many lines. */
static void put_table(struct writer *w)
{
    unsigned columns = between(w, 2, 5), rows = between(w, 3, 12);
    w->wrap = false;
    for (unsigned row = 0; row < rows + 2; row++) {
        for (unsigned column = 0; column < columns; column++) {
            put(w, "| ");
            if (row == 1)
                put(w, "---");
            else if (per_mille(w, 200))
                put_code_span(w);
            else
                put_words(w, &bench_english, between(w, 1, 4));
            put(w, " ");
        }
        put(w, "|");
        end_line(w);
    }
    end_line(w);
}

static void put_html_block(struct writer *w)
{
    put(w, "<div align=\"center\">");
    end_line(w);
    put(w, "  <p>");
    w->wrap = false;
    put_words(w, &bench_english, between(w, 3, 12));
    put(w, "</p>");
    end_line(w);
    put(w, "</div>");
    end_line(w);
    end_line(w);
}

/* -------------------------------------------------------------------------------------------------------- texts */

const char *bench_section_name(enum bench_section section)
{
    static const char *const names[BENCH_SECTION_COUNT] = {"mixed",  "prose", "lists",    "code",  "links",
                                                           "tables", "cjk",   "cyrillic", "markup"};
    return names[section];
}

/* A section of the mixed text, drawn by the share of bytes that technical documentation has of it. */
static enum bench_section pick_section(struct writer *w)
{
    static const struct {
        enum bench_section section;
        unsigned share; /* in a thousand blocks */
    } shares[] = {{BENCH_SECTION_PROSE, 400},  {BENCH_SECTION_LISTS, 130}, {BENCH_SECTION_CODE, 180},
                  {BENCH_SECTION_LINKS, 110},  {BENCH_SECTION_TABLES, 50}, {BENCH_SECTION_CJK, 60},
                  {BENCH_SECTION_CYRILLIC, 50}};
    unsigned drawn = below(w, 1000);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        if (drawn < shares[i].share)
            return shares[i].section;
        drawn -= shares[i].share;
    }
    return BENCH_SECTION_MARKUP;
}

static void put_other_language(struct writer *w, const struct bench_language *language)
{
    unsigned drawn = below(w, 10);
    if (drawn == 0)
        put_heading(w, language);
    else if (drawn == 1)
        put_quote(w, language);
    else
        put_paragraph(w, language, &plain);
}

static void put_block(struct writer *w, enum bench_section section)
{
    if (per_mille(w, 100))
        put_heading(w, &bench_english);
    bool special = per_mille(w, 600);
    switch (section) {
    case BENCH_SECTION_LISTS:
        if (special)
            put_list(w);
        else
            put_paragraph(w, &bench_english, &plain);
        break;
    case BENCH_SECTION_CODE:
        if (special)
            put_code_block(w);
        else
            put_paragraph(w, &bench_english, &technical);
        break;
    case BENCH_SECTION_LINKS:
        if (special)
            put_paragraph(w, &bench_english, &linked);
        else if (per_mille(w, 800))
            put_link_list(w);
        else
            put_images(w);
        break;
    case BENCH_SECTION_TABLES:
        if (special)
            put_table(w);
        else
            put_paragraph(w, &bench_english, &plain);
        break;
    case BENCH_SECTION_CJK:
        put_other_language(w, &bench_japanese);
        break;
    case BENCH_SECTION_CYRILLIC:
        put_other_language(w, &bench_russian);
        break;
    case BENCH_SECTION_MARKUP:
        if (per_mille(w, 850))
            put_paragraph(w, &bench_english, &dense);
        else
            put_html_block(w);
        break;
    default:
        if (per_mille(w, 50))
            put_quote(w, &bench_english);
        else
            put_paragraph(w, &bench_english, &plain);
    }
}

char *bench_corpus_generate(enum bench_section section, size_t size, unsigned seed, size_t *written)
{
    struct writer w = {.random = UINT64_C(0x6D6470) * (seed + 1) + section, .indent = ""};
    put_heading(&w, &bench_english);
    while (w.size < size && !w.failed)
        put_block(&w, section == BENCH_SECTION_MIXED ? pick_section(&w) : section);
    if (w.defined < w.labels)
        put_definitions(&w);
    if (w.failed) {
        free(w.data);
        return NULL;
    }
    *written = w.size;
    return w.data;
}
