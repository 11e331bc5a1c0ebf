/* text_index.h: one pass over the text that finds all the places at which the parser will stop.
 *
 * The block parser steps from line end to line end, the inline parser from special byte to special byte: both by
 * counting trailing zeros in the words made here, and neither looks at the bytes between. The same pass learns what is
 * true of the whole text (is there a NUL, is it valid UTF-8), so that later code can leave out what it need not fear.
 *
 *     text        a * \r \n b c \r d      a byte's bit is bit i % 64 of word i / 64
 *     line_ends   . .  .  1 . .  1 .      spec 2.1: LF, CR, or CRLF, of which the LF ends the line
 *     specials    . 1  .  1 . .  1 .
 *
 * It knows bytes, and nothing of blocks or inlines. The level says which instructions it uses, and changes nothing
 * else. */
#ifndef TEXT_INDEX_H
#define TEXT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Instruction sets. Which are compiled in depends on the machine that is compiled for; TEXT_SCALAR always is. */
enum text_level { TEXT_SCALAR, TEXT_SSE2, TEXT_AVX2, TEXT_AVX512, TEXT_NEON };

/* What a text has somewhere; TEXT_HAS_INVALID: it is not valid UTF-8, by the rule of utf8_valid. */
enum { TEXT_HAS_CR = 1, TEXT_HAS_NUL = 2, TEXT_HAS_INVALID = 4, TEXT_HAS_NON_ASCII = 8 };

/* Which bytes are special beside those that always are, to be combined with |. */
enum {
    TEXT_SET_SMART = 1, /* ' " - . */
    TEXT_SET_TILDE = 2, /* ~ */
    TEXT_SET_LINK = 4,  /* : @, and a . behind a w; other dots are many, and none is a part of "www." */
    TEXT_SET_PIPE = 8,  /* | */
    TEXT_SETS_ALL = 15
};

/* The words that the index of a text of `size` bytes needs: one for every 64 bytes, and two more, of which those behind
 * the text are zeros, so that a search for the next bit from anywhere may look one word ahead. */
size_t text_index_words(size_t size);

/* Writes all text_index_words(size) words of both maps, returns TEXT_HAS_* flags, reads nothing outside the text.
 *
 *     line_ends   each LF, and each CR that no LF follows (so one that is the text's last byte too)
 *     specials    each bit of line_ends, each of  * _ ` [ ] < & \  and each of the sets (TEXT_SET_*)
 *
 * `!` is not special: it means something only before `[`, which looks back for it. The level must be usable. Cost:
 * linear; some 20 ns for the shortest text. */
unsigned text_index_build(enum text_level level, const char *text, size_t size, unsigned sets, uint64_t *line_ends,
                          uint64_t *specials);

/* The same for text[begin, end) of a text alone, so that the parts of a large one can be indexed at the same time: each
 * writes words of its own of the whole text's maps. Both ends are what text_index_cut returns, or those of the text. */
unsigned text_index_part(enum text_level level, const char *text, size_t size, size_t begin, size_t end, unsigned sets,
                         uint64_t *line_ends, uint64_t *specials);

/* Whether a text is valid UTF-8, as utf8_valid says, by the instructions of a level. Cost: linear, and of a text beyond
 * ASCII a tenth of utf8_valid's. */
bool text_index_valid(enum text_level level, const char *text, size_t size);

/* The first place at or behind `at` where the index of a text can be cut: between words, and splitting neither CRLF,
 * a character, nor a dot from a `w` before it. `size` where there is none. Cost: almost always constant. */
size_t text_index_cut(const char *text, size_t size, size_t at);

/* The best level of this machine. Cheap enough for every parse, and without state: it reads what the C library's loader
 * found out (CPUID itself would cost microseconds in a virtual machine). Where the loader does not tell, the level that
 * the compiler was told every machine has. */
enum text_level text_level_best(void);

/* Whether a level is compiled in and this machine has it. */
bool text_level_usable(enum text_level level);

/* "scalar", "sse2", "avx2", "avx512", "neon"; static storage. */
const char *text_level_name(enum text_level level);

#endif
