/* text_index_avx2.c: the text index with AVX2, 32 bytes at a time. Start at text_index_avx2; what it does is said in
 * text_index_block.h, and how in text_index_class.h and text_index_utf8.h. */
#include "text_index_block.h"

#if TEXT_X86

#include "text_index_class.h"
#include "text_index_utf8.h"

#include <immintrin.h>

#define AVX2        __attribute__((target("avx2")))
#define AVX2_INLINE TEXT_INLINE AVX2

/* What is carried from block to block. */
struct scan {
    __m256i low;      /* class_low, in both halves, as shuffles want it */
    __m256i least;    /* the least byte of each column: 0 if there was a NUL */
    __m256i invalid;  /* not all zeros if there was a fault */
    __m256i previous; /* the last 32 bytes of the block before */
    uint64_t cr;
    uint64_t w; /* text_dots_behind_w */
    bool links; /* TEXT_SET_LINK */
    bool non_ascii;
};

AVX2_INLINE __m256i table(const uint8_t bytes[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)bytes));
}

AVX2_INLINE uint64_t mask(__m256i first, __m256i second)
{
    return (uint32_t)_mm256_movemask_epi8(first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}

AVX2_INLINE __m256i high_nibbles(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* 0xFF for each byte that is special. */
AVX2_INLINE __m256i find_specials(__m256i low, __m256i bytes)
{
    __m256i rows = _mm256_shuffle_epi8(table(class_high), high_nibbles(bytes));
    __m256i both = _mm256_and_si256(_mm256_shuffle_epi8(low, bytes), rows);
    return _mm256_cmpgt_epi8(both, _mm256_setzero_si256());
}

/* Not zero where a byte opens a sequence that would go on behind the vector. */
AVX2_INLINE __m256i find_open_end(__m256i bytes)
{
    const __m256i most =
        _mm256_setr_epi8(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, //
                         -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, (char)0xEF, (char)0xDF, (char)0xBF);
    return _mm256_subs_epu8(bytes, most);
}

/* Not zero where a byte and those before it are at fault: text_index_utf8.h. */
AVX2_INLINE __m256i find_invalid(__m256i bytes, __m256i previous)
{
    /* `joined` is the second half of previous and the first of bytes, for alignr works in each half by itself. */
    __m256i joined = _mm256_permute2x128_si256(previous, bytes, 0x21);
    __m256i back1 = _mm256_alignr_epi8(bytes, joined, 15);
    __m256i back2 = _mm256_alignr_epi8(bytes, joined, 14);
    __m256i back3 = _mm256_alignr_epi8(bytes, joined, 13);

    __m256i low_nibbles = _mm256_and_si256(back1, _mm256_set1_epi8(0x0F));
    __m256i first_high = _mm256_shuffle_epi8(table(utf8_first_high), high_nibbles(back1));
    __m256i first_low = _mm256_shuffle_epi8(table(utf8_first_low), low_nibbles);
    __m256i second_high = _mm256_shuffle_epi8(table(utf8_second_high), high_nibbles(bytes));
    __m256i faults = _mm256_and_si256(_mm256_and_si256(first_high, first_low), second_high);

    /* Bit 7 where two continuations in a row must be: a lead byte of three or four two back, of four three back. */
    __m256i third = _mm256_subs_epu8(back2, _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(back3, _mm256_set1_epi8(0xF0 - 0x80));
    __m256i wanted = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)UTF8_TWO));
    return _mm256_xor_si256(faults, wanted);
}

AVX2_INLINE void validate(struct scan *scan, __m256i first, __m256i second)
{
    __m256i invalid;
    if (_mm256_movemask_epi8(_mm256_or_si256(first, second)) != 0) {
        scan->non_ascii = true;
        invalid = _mm256_or_si256(find_invalid(first, scan->previous), find_invalid(second, first));
    } else {
        invalid = find_open_end(scan->previous);
    }
    scan->invalid = _mm256_or_si256(scan->invalid, invalid);
    scan->previous = second;
}

AVX2_INLINE struct text_masks scan_block(struct scan *scan, const char *block)
{
    __m256i first = _mm256_loadu_si256((const __m256i *)block);
    __m256i second = _mm256_loadu_si256((const __m256i *)(block + 32));
    const __m256i lf = _mm256_set1_epi8('\n');
    const __m256i cr = _mm256_set1_epi8('\r');
    struct text_masks masks = {
        .lf = mask(_mm256_cmpeq_epi8(first, lf), _mm256_cmpeq_epi8(second, lf)),
        .cr = mask(_mm256_cmpeq_epi8(first, cr), _mm256_cmpeq_epi8(second, cr)),
        .specials = mask(find_specials(scan->low, first), find_specials(scan->low, second)),
    };
    if (scan->links) {
        const __m256i dot = _mm256_set1_epi8('.');
        const __m256i w = _mm256_set1_epi8('w');
        masks.specials |= text_dots_behind_w(mask(_mm256_cmpeq_epi8(first, dot), _mm256_cmpeq_epi8(second, dot)),
                                             mask(_mm256_cmpeq_epi8(first, w), _mm256_cmpeq_epi8(second, w)), &scan->w);
    }
    scan->cr |= masks.cr;
    scan->least = _mm256_min_epu8(scan->least, _mm256_min_epu8(first, second));
    validate(scan, first, second);
    return masks;
}

/* With and without TEXT_SET_LINK, so that what is not asked for takes neither a step nor a register. */
AVX2_INLINE unsigned index_text(const char *text, size_t size, unsigned sets, bool links, uint64_t *line_ends,
                                uint64_t *specials)
{
    struct class_low made;
    struct scan scan = {
        .low = table(class_low(sets, &made)->bytes),
        .links = links,
        .least = _mm256_set1_epi8(-1),
        .invalid = _mm256_setzero_si256(),
        .previous = _mm256_setzero_si256(),
    };
    size_t begin = 0;
    for (; size - begin >= TEXT_BLOCK; begin += TEXT_BLOCK)
        text_block_store(scan_block(&scan, text + begin), text, size, begin, line_ends, specials);
    if (begin < size) {
        char padded[TEXT_BLOCK];
        text_block_pad(text, size, begin, padded);
        text_block_store(scan_block(&scan, padded), text, size, begin, line_ends, specials);
    }
    __m256i invalid = _mm256_or_si256(scan.invalid, find_open_end(scan.previous));
    __m256i nul = _mm256_cmpeq_epi8(scan.least, _mm256_setzero_si256());
    return text_flags(scan.cr != 0, _mm256_movemask_epi8(nul) != 0, scan.non_ascii,
                      !_mm256_testz_si256(invalid, invalid));
}

AVX2 unsigned text_index_avx2(const char *text, size_t size, unsigned sets, uint64_t *line_ends, uint64_t *specials)
{
    return sets & TEXT_SET_LINK ? index_text(text, size, sets, true, line_ends, specials)
                                : index_text(text, size, sets, false, line_ends, specials);
}

#endif
