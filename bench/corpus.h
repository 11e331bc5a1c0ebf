/* corpus.h: Markdown made from a fixed seed, so that everybody measures the same text and none has to be shipped.
 *
 * The sections are kinds of writing that stress different parts of a parser; the mixed one has them in the proportion
 * in which technical documentation does. The same section and size give the same bytes on every machine. */
#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include <stddef.h>

enum bench_section {
    BENCH_SECTION_MIXED,
    BENCH_SECTION_PROSE,
    BENCH_SECTION_LISTS,
    BENCH_SECTION_CODE,
    BENCH_SECTION_LINKS,
    BENCH_SECTION_TABLES,
    BENCH_SECTION_CJK,
    BENCH_SECTION_CYRILLIC,
    BENCH_SECTION_MARKUP, /* dense: escapes, entities, raw HTML, nested emphasis */
    BENCH_SECTION_COUNT
};

const char *bench_section_name(enum bench_section section);

/* A text of at least `size` bytes, ended at the first block that reaches them; its true size goes to *written. Texts of
 * different seeds differ. From malloc, for the caller to free; NULL where memory ran out. */
char *bench_corpus_generate(enum bench_section section, size_t size, unsigned seed, size_t *written);

#endif
