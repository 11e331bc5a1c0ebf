/* lines.c: the line index of a chunk. See lines.h.
 *
 * It counts bits in words. Most machines have an instruction for that, which the least of the machines that the library
 * is built for need not have: so the same function is compiled twice, as the levels of text/text_index.h are. */
#include "lines.h"

#include <stdbool.h>

#if defined(__GNUC__) && defined(__x86_64__)
#define LINES_INLINE static inline __attribute__((always_inline))
#define LINES_POPCNT 1
#else
#define LINES_INLINE static inline
#define LINES_POPCNT 0
#endif

/* 64 bits from bit `shift` of the first word on. */
LINES_INLINE uint64_t shifted(const uint64_t *words, uint32_t shift)
{
    return words[0] >> shift | words[1] << 1 << (63 - shift);
}

/* How many bits are set: by the instruction, or by sums of ever wider fields. */
LINES_INLINE uint32_t count_bits(uint64_t bits, bool instruction)
{
    if (instruction)
        return (uint32_t)__builtin_popcountll(bits);
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

LINES_INLINE uint32_t fill(const uint64_t *line_ends, uint32_t begin, uint32_t end, struct chunk_line *lines,
                           bool instruction)
{
    const uint64_t *words = line_ends + begin / 64;
    uint32_t size = end - begin, shift = begin % 64, at = 0;
    struct chunk_line now = {0, 0};
    *lines++ = now;
    while (size - at >= LINES_STEP) {
        uint32_t last = 0; /* behind the last word that has a line end: found without a branch, as nobody predicts it */
        for (uint32_t i = 0; i < LINES_STEP / 64; i++) {
            uint64_t bits = shifted(words++, shift);
            at += 64;
            now.lines += count_bits(bits, instruction);
            last = bits ? at : last;
        }
        if (last)
            now.begin = last - (uint32_t)__builtin_clzll(shifted(words - (at - last) / 64 - 1, shift));
        *lines++ = now;
    }
    for (; size - at >= 64; at += 64)
        now.lines += count_bits(shifted(words++, shift), instruction);
    if (at < size)
        now.lines += count_bits(shifted(words, shift) << (64 - (size - at)), instruction);
    return now.lines;
}

#if LINES_POPCNT
__attribute__((target("popcnt,bmi,bmi2"))) static uint32_t fill_popcnt(const uint64_t *line_ends, uint32_t begin,
                                                                       uint32_t end, struct chunk_line *lines)
{
    return fill(line_ends, begin, end, lines, true);
}
#endif

inline uint32_t lines_fill(enum text_level level, const uint64_t *line_ends, uint32_t begin, uint32_t end,
                           struct chunk_line *lines)
{
#if LINES_POPCNT
    if (level >= TEXT_AVX2) /* whose machines have these instructions too */
        return fill_popcnt(line_ends, begin, end, lines);
#else
    (void)level;
#endif
    return fill(line_ends, begin, end, lines, false);
}
