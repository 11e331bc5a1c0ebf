/* text_index_avx512.c: the text index with AVX-512 (F and BW), 64 bytes at a time: a block is one register, a mask one
 * word. Start at text_index_avx512; what it does is said in text_index_block.h, and how in text_index_class.h and
 * text_index_utf8.h. The rest of the text is read through a mask, which does not touch the bytes behind the text, so
 * nothing is copied. */
#include "text_index_block.h"

#if TEXT_X86

#include "text_index_class.h"
#include "text_index_utf8.h"

#include <immintrin.h>

#define AVX512        __attribute__((target("avx512f,avx512bw")))
#define AVX512_INLINE TEXT_INLINE AVX512

/* What is carried from block to block. */
struct scan {
    __m512i low;      /* class_low, in all quarters, as shuffles want it */
    __m512i least;    /* the least byte of each column: 0 if there was a NUL */
    __m512i invalid;  /* not all zeros if there was a fault */
    __m512i previous; /* the block before */
    uint64_t cr;
    uint64_t w; /* text_dots_behind_w */
    bool links; /* TEXT_SET_LINK */
    bool non_ascii;
};

AVX512_INLINE __m512i table(const uint8_t bytes[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)bytes));
}

AVX512_INLINE __m512i high_nibbles(__m512i bytes)
{
    return _mm512_and_si512(_mm512_srli_epi16(bytes, 4), _mm512_set1_epi8(0x0F));
}

/* Not zero where a byte opens a sequence that would go on behind the block: the last three bytes may be EF, DF, BF at
 * most. */
AVX512_INLINE __m512i find_open_end(__m512i bytes)
{
    const __m512i most = _mm512_set_epi32((int)0xBFDFEFFF, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    return _mm512_subs_epu8(bytes, most);
}

/* Not zero where a byte and those before it are at fault: text_index_utf8.h. */
AVX512_INLINE __m512i find_invalid(__m512i bytes, __m512i previous)
{
    /* `joined` is the last quarter of previous and the first three of bytes, for alignr works in each quarter by
     * itself. */
    __m512i joined = _mm512_alignr_epi64(bytes, previous, 6);
    __m512i back1 = _mm512_alignr_epi8(bytes, joined, 15);
    __m512i back2 = _mm512_alignr_epi8(bytes, joined, 14);
    __m512i back3 = _mm512_alignr_epi8(bytes, joined, 13);

    __m512i low_nibbles = _mm512_and_si512(back1, _mm512_set1_epi8(0x0F));
    __m512i first_high = _mm512_shuffle_epi8(table(utf8_first_high), high_nibbles(back1));
    __m512i first_low = _mm512_shuffle_epi8(table(utf8_first_low), low_nibbles);
    __m512i second_high = _mm512_shuffle_epi8(table(utf8_second_high), high_nibbles(bytes));
    __m512i faults = _mm512_and_si512(_mm512_and_si512(first_high, first_low), second_high);

    /* Bit 7 where two continuations in a row must be: a lead byte of three or four two back, of four three back. */
    __m512i third = _mm512_subs_epu8(back2, _mm512_set1_epi8(0xE0 - 0x80));
    __m512i fourth = _mm512_subs_epu8(back3, _mm512_set1_epi8(0xF0 - 0x80));
    __m512i wanted = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)UTF8_TWO));
    return _mm512_xor_si512(faults, wanted);
}

AVX512_INLINE void validate(struct scan *scan, __m512i bytes)
{
    __m512i invalid;
    if (_mm512_movepi8_mask(bytes) != 0) {
        scan->non_ascii = true;
        invalid = find_invalid(bytes, scan->previous);
    } else {
        invalid = find_open_end(scan->previous);
    }
    scan->invalid = _mm512_or_si512(scan->invalid, invalid);
    scan->previous = bytes;
}

/* Of blocks in their order. */
AVX512_INLINE __mmask64 find_specials(struct scan *scan, __m512i bytes)
{
    __mmask64 specials = _mm512_test_epi8_mask(_mm512_shuffle_epi8(scan->low, bytes),
                                               _mm512_shuffle_epi8(table(class_high), high_nibbles(bytes)));
    if (scan->links)
        specials |= text_dots_behind_w(_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('.')),
                                       _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('w')), &scan->w);
    return specials;
}

AVX512_INLINE struct text_masks scan_block(struct scan *scan, __m512i bytes)
{
    struct text_masks masks = {
        .lf = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')),
        .cr = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')),
        .specials = find_specials(scan, bytes),
    };
    scan->cr |= masks.cr;
    scan->least = _mm512_min_epu8(scan->least, bytes);
    validate(scan, bytes);
    return masks;
}

/* Two blocks at once if they are ASCII without CR, as most of most texts is: one question for both, and little to do.
 * Returns false and does nothing if they are not. */
AVX512_INLINE bool scan_plain_blocks(struct scan *scan, __m512i first, __m512i second, uint64_t *line_ends,
                                     uint64_t *specials)
{
    const __m512i cr = _mm512_set1_epi8('\r'), lf = _mm512_set1_epi8('\n');
    __mmask64 non_ascii = _mm512_movepi8_mask(_mm512_or_si512(first, second));
    __mmask64 crs = _kor_mask64(_mm512_cmpeq_epi8_mask(first, cr), _mm512_cmpeq_epi8_mask(second, cr));
    if (!_kortestz_mask64_u8(non_ascii, crs))
        return false;
    scan->invalid = _mm512_or_si512(scan->invalid, find_open_end(scan->previous));
    scan->previous = second;
    scan->least = _mm512_min_epu8(scan->least, _mm512_min_epu8(first, second));
    line_ends[0] = _mm512_cmpeq_epi8_mask(first, lf);
    line_ends[1] = _mm512_cmpeq_epi8_mask(second, lf);
    specials[0] = find_specials(scan, first) | line_ends[0];
    specials[1] = find_specials(scan, second) | line_ends[1];
    return true;
}

/* With and without TEXT_SET_LINK, so that what is not asked for takes neither a step nor a register. */
AVX512_INLINE unsigned index_text(const char *text, size_t size, unsigned sets, bool links, uint64_t *line_ends,
                                  uint64_t *specials)
{
    struct class_low made;
    struct scan scan = {
        .low = table(class_low(sets, &made)->bytes),
        .links = links,
        .least = _mm512_set1_epi8(-1),
        .invalid = _mm512_setzero_si512(),
        .previous = _mm512_setzero_si512(),
    };
    const size_t pair = (size_t)2 * TEXT_BLOCK;
    size_t begin = 0;
    for (; size - begin >= pair; begin += pair) {
        __m512i first = _mm512_loadu_si512(text + begin), second = _mm512_loadu_si512(text + begin + TEXT_BLOCK);
        if (scan_plain_blocks(&scan, first, second, &line_ends[begin / TEXT_BLOCK], &specials[begin / TEXT_BLOCK]))
            continue;
        text_block_store(scan_block(&scan, first), text, size, begin, line_ends, specials);
        text_block_store(scan_block(&scan, second), text, size, begin + TEXT_BLOCK, line_ends, specials);
    }
    for (; size - begin >= TEXT_BLOCK; begin += TEXT_BLOCK)
        text_block_store(scan_block(&scan, _mm512_loadu_si512(text + begin)), text, size, begin, line_ends, specials);
    if (begin < size) {
        __mmask64 inside = ~UINT64_C(0) >> (TEXT_BLOCK - (size - begin));
        __m512i padded = _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), inside, text + begin);
        text_block_store(scan_block(&scan, padded), text, size, begin, line_ends, specials);
    }
    __m512i invalid = _mm512_or_si512(scan.invalid, find_open_end(scan.previous));
    return text_flags(scan.cr != 0, _mm512_testn_epi8_mask(scan.least, scan.least) != 0, scan.non_ascii,
                      _mm512_test_epi8_mask(invalid, invalid) != 0);
}

AVX512 unsigned text_index_avx512(const char *text, size_t size, unsigned sets, uint64_t *line_ends, uint64_t *specials)
{
    return sets & TEXT_SET_LINK ? index_text(text, size, sets, true, line_ends, specials)
                                : index_text(text, size, sets, false, line_ends, specials);
}

#endif
