/* text_index.c: which level of the text index is used. See text_index.h; the levels are in text_index_*.c. */
#include "text_index_block.h"

#include "machine.h"

bool text_level_usable(enum text_level level)
{
    switch (level) {
    case TEXT_SCALAR:
        return true;
    case TEXT_SSE2:
        return TEXT_X86;
    case TEXT_AVX2:
        return TEXT_X86 && machine_has_avx2();
    case TEXT_AVX512:
        return TEXT_X86 && machine_has_avx512();
    case TEXT_NEON:
        return TEXT_ARM;
    }
    return false;
}

enum text_level text_level_best(void)
{
    if (TEXT_ARM)
        return TEXT_NEON;
    if (!TEXT_X86)
        return TEXT_SCALAR;
    if (machine_likes_avx512())
        return TEXT_AVX512;
    return machine_has_avx2() ? TEXT_AVX2 : TEXT_SSE2;
}

const char *text_level_name(enum text_level level)
{
    switch (level) {
    case TEXT_SCALAR:
        return "scalar";
    case TEXT_SSE2:
        return "sse2";
    case TEXT_AVX2:
        return "avx2";
    case TEXT_AVX512:
        return "avx512";
    case TEXT_NEON:
        return "neon";
    }
    return "unknown";
}

size_t text_index_words(size_t size)
{
    return size / TEXT_BLOCK + 2;
}

#if TEXT_X86

static text_index_function *level_function(enum text_level level)
{
    switch (level) {
    case TEXT_SSE2:
        return text_index_sse2;
    case TEXT_AVX2:
        return text_index_avx2;
    case TEXT_AVX512:
        return text_index_avx512;
    default:
        return text_index_scalar;
    }
}

#elif TEXT_ARM

static text_index_function *level_function(enum text_level level)
{
    return level == TEXT_NEON ? text_index_neon : text_index_scalar;
}

#else

static text_index_function *level_function(enum text_level level)
{
    (void)level;
    return text_index_scalar;
}

#endif

unsigned text_index_part(enum text_level level, const char *text, size_t size, size_t begin, size_t end, unsigned sets,
                         uint64_t *line_ends, uint64_t *specials)
{
    size_t words = text_index_words(size), first = begin / TEXT_BLOCK;
    if (end == size) {
        line_ends[words - 2] = line_ends[words - 1] = 0; /* one may be the text's last, which is written now */
        specials[words - 2] = specials[words - 1] = 0;
    }
    return level_function(level)(text + begin, end - begin, sets, line_ends + first, specials + first);
}

unsigned text_index_build(enum text_level level, const char *text, size_t size, unsigned sets, uint64_t *line_ends,
                          uint64_t *specials)
{
    return text_index_part(level, text, size, 0, size, sets, line_ends, specials);
}

/* The index of a piece at a time is made, and forgotten. A piece begins with a character; or, behind so many bytes that
 * go on with one that the text is not valid anyway, with such a byte. */
bool text_index_valid(enum text_level level, const char *text, size_t size)
{
    enum { PIECE = 2048, CONTINUATIONS = 3 };
    uint64_t line_ends[PIECE / TEXT_BLOCK + 2], specials[PIECE / TEXT_BLOCK + 2];
    for (;;) {
        size_t end = size < PIECE ? size : PIECE;
        while (end < size && end > PIECE - CONTINUATIONS && ((unsigned char)text[end] & 0xC0) == 0x80)
            end--;
        if (text_index_build(level, text, end, 0, line_ends, specials) & TEXT_HAS_INVALID)
            return false;
        if (end == size)
            return true;
        text += end;
        size -= end;
    }
}

size_t text_index_cut(const char *text, size_t size, size_t at)
{
    at = (at + TEXT_BLOCK - 1) / TEXT_BLOCK * TEXT_BLOCK;
    for (; at > 0 && at < size; at += TEXT_BLOCK) {
        bool in_crlf = text[at - 1] == '\r' && text[at] == '\n';
        bool in_character = ((unsigned char)text[at] & 0xC0) == 0x80;
        bool behind_w = text[at] == '.' && text[at - 1] == 'w'; /* TEXT_SET_LINK */
        if (!in_crlf && !in_character && !behind_w)
            break;
    }
    return at < size ? at : size;
}
