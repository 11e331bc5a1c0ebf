/* text_index.c: which level of the text index is used. See text_index.h; the levels are in text_index_*.c. */
#include "text_index_block.h"

size_t text_index_words(size_t size)
{
    return size / TEXT_BLOCK + (size % TEXT_BLOCK != 0) + 1;
}

bool text_level_usable(enum text_level level)
{
    return level == TEXT_SCALAR;
}

enum text_level text_level_best(void)
{
    return TEXT_SCALAR;
}

const char *text_level_name(enum text_level level)
{
    switch (level) {
    case TEXT_SSE2:
        return "sse2";
    case TEXT_AVX2:
        return "avx2";
    case TEXT_AVX512:
        return "avx512";
    case TEXT_NEON:
        return "neon";
    case TEXT_SCALAR:
        break;
    }
    return "scalar";
}

unsigned text_index_build(enum text_level level, const char *text, size_t size, bool smart, uint64_t *line_ends,
                          uint64_t *specials)
{
    size_t padding = text_index_words(size) - 1;
    line_ends[padding] = 0;
    specials[padding] = 0;
    (void)level;
    return text_index_scalar(text, size, smart, line_ends, specials);
}
