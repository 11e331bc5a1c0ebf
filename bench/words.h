/* words.h: the words that the generated corpus is written with. Static data, and all of it our own. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stdbool.h>

struct bench_words {
    const char *const *items;
    unsigned count;
};

struct bench_language {
    struct bench_words small; /* articles, prepositions: the words that every sentence is full of; may be none */
    struct bench_words words;
    bool spaced;       /* spaces stand between words */
    const char *comma; /* within a sentence */
    const char *stop;  /* at its end */
};

extern const struct bench_language bench_english;
extern const struct bench_language bench_russian;
extern const struct bench_language bench_japanese;

extern const struct bench_words bench_identifiers; /* names as they stand in code */
extern const struct bench_words bench_entities;    /* character references, valid and not */
extern const struct bench_words bench_escapes;     /* backslash escapes */

#endif
