/* text_index_sse2.c: the text index with SSE2, which every x86-64 machine has, 16 bytes at a time. Start at
 * text_index_sse2; what it does is said in text_index_block.h. SSE2 has no byte shuffle to look things up with, so both
 * the specials and the faults of UTF-8 are compared for one after the other. */
#include "text_index_block.h"

#if TEXT_X86

#include <emmintrin.h>

enum { VECTORS = TEXT_BLOCK / 16 };

/* What is carried from block to block. */
struct scan {
    __m128i least;    /* the least byte of each column: 0 if there was a NUL */
    __m128i invalid;  /* not all zeros if there was a fault */
    __m128i previous; /* the last 16 bytes of the block before */
    uint64_t cr;
    uint64_t w; /* text_dots_behind_w */
    unsigned sets;
    bool links; /* TEXT_SET_LINK */
    bool non_ascii;
};

TEXT_INLINE __m128i equal(__m128i bytes, int byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

/* 0xFF for each byte from first to last. */
TEXT_INLINE __m128i within(__m128i bytes, int first, int last)
{
    __m128i distance = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));
    return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(last - first))), distance);
}

/* 0xFF for each byte that is special. */
TEXT_INLINE __m128i find_specials(__m128i bytes, unsigned sets)
{
    __m128i found = _mm_andnot_si128(equal(bytes, '^'), within(bytes, '[', '`')); /* [ \ ] _ ` */
    found = _mm_or_si128(found, _mm_or_si128(equal(bytes, '*'), equal(bytes, '<')));
    found = _mm_or_si128(found, equal(bytes, '&'));
    if (sets & TEXT_SET_SMART) {
        found = _mm_or_si128(found, _mm_or_si128(equal(bytes, '\''), within(bytes, '-', '.')));
        found = _mm_or_si128(found, equal(bytes, '"'));
    }
    if (sets & TEXT_SET_TILDE)
        found = _mm_or_si128(found, equal(bytes, '~'));
    if (sets & TEXT_SET_PIPE)
        found = _mm_or_si128(found, equal(bytes, '|'));
    if (sets & TEXT_SET_LINK)
        found = _mm_or_si128(found, _mm_or_si128(equal(bytes, ':'), equal(bytes, '@')));
    return found;
}

/* Not zero where a byte opens a sequence that would go on behind the vector: the last three bytes may be EF, DF, BF at
 * most. */
TEXT_INLINE __m128i find_open_end(__m128i bytes)
{
    return _mm_subs_epu8(bytes, _mm_set_epi32((int)0xBFDFEFFF, -1, -1, -1));
}

/* Not zero where a byte and those before it are at fault: Unicode 15, table 3-7. */
TEXT_INLINE __m128i find_invalid(__m128i bytes, __m128i previous)
{
    __m128i back1 = _mm_or_si128(_mm_slli_si128(bytes, 1), _mm_srli_si128(previous, 15));
    __m128i back2 = _mm_or_si128(_mm_slli_si128(bytes, 2), _mm_srli_si128(previous, 14));
    __m128i back3 = _mm_or_si128(_mm_slli_si128(bytes, 3), _mm_srli_si128(previous, 13));

    /* A byte is a continuation if, and only if, a lead byte before it asks for one. As signed numbers, 80 to BF are the
     * least. */
    __m128i second = _mm_subs_epu8(back1, _mm_set1_epi8((char)0xBF));
    __m128i third = _mm_subs_epu8(back2, _mm_set1_epi8((char)0xDF));
    __m128i fourth = _mm_subs_epu8(back3, _mm_set1_epi8((char)0xEF));
    __m128i unasked = equal(_mm_or_si128(_mm_or_si128(second, third), fourth), 0);
    __m128i continuation = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0));
    __m128i invalid = _mm_cmpeq_epi8(unasked, continuation);

    /* C0, C1 and F5 to FF lead nothing. */
    invalid = _mm_or_si128(invalid, within(bytes, 0xC0, 0xC1));
    invalid = _mm_or_si128(invalid, _mm_subs_epu8(bytes, _mm_set1_epi8((char)0xF4)));

    /* Four lead bytes narrow the range of the byte that follows. What is no continuation there is a fault already. */
    __m128i below_a0 = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xA0));
    __m128i below_90 = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0x90));
    invalid = _mm_or_si128(invalid, _mm_and_si128(equal(back1, 0xE0), below_a0));
    invalid = _mm_or_si128(invalid, _mm_andnot_si128(below_a0, equal(back1, 0xED)));
    invalid = _mm_or_si128(invalid, _mm_and_si128(equal(back1, 0xF0), below_90));
    return _mm_or_si128(invalid, _mm_andnot_si128(below_90, equal(back1, 0xF4)));
}

TEXT_INLINE void validate(struct scan *scan, const __m128i bytes[VECTORS])
{
    __m128i all = _mm_or_si128(_mm_or_si128(bytes[0], bytes[1]), _mm_or_si128(bytes[2], bytes[3]));
    if (_mm_movemask_epi8(all) == 0) {
        scan->invalid = _mm_or_si128(scan->invalid, find_open_end(scan->previous));
    } else {
        scan->non_ascii = true;
        for (unsigned i = 0; i < VECTORS; i++) {
            scan->invalid = _mm_or_si128(scan->invalid, find_invalid(bytes[i], scan->previous));
            scan->previous = bytes[i];
        }
    }
    scan->previous = bytes[VECTORS - 1];
}

TEXT_INLINE struct text_masks scan_block(struct scan *scan, const char *block)
{
    struct text_masks masks = {0, 0, 0};
    __m128i bytes[VECTORS];
    for (size_t i = 0; i < VECTORS; i++) {
        bytes[i] = _mm_loadu_si128((const __m128i *)(block + 16 * i));
        masks.lf |= (uint64_t)(unsigned)_mm_movemask_epi8(equal(bytes[i], '\n')) << 16 * i;
        masks.cr |= (uint64_t)(unsigned)_mm_movemask_epi8(equal(bytes[i], '\r')) << 16 * i;
        masks.specials |= (uint64_t)(unsigned)_mm_movemask_epi8(find_specials(bytes[i], scan->sets)) << 16 * i;
        scan->least = _mm_min_epu8(scan->least, bytes[i]);
    }
    if (scan->links) {
        uint64_t dots = 0, ws = 0;
        for (unsigned i = 0; i < VECTORS; i++) {
            dots |= (uint64_t)(unsigned)_mm_movemask_epi8(equal(bytes[i], '.')) << 16 * i;
            ws |= (uint64_t)(unsigned)_mm_movemask_epi8(equal(bytes[i], 'w')) << 16 * i;
        }
        masks.specials |= text_dots_behind_w(dots, ws, &scan->w);
    }
    scan->cr |= masks.cr;
    validate(scan, bytes);
    return masks;
}

/* With and without TEXT_SET_LINK, so that what is not asked for takes neither a step nor a register. */
TEXT_INLINE unsigned index_text(const char *text, size_t size, unsigned sets, bool links, uint64_t *line_ends,
                                uint64_t *specials)
{
    struct scan scan = {
        .least = _mm_set1_epi8(-1),
        .invalid = _mm_setzero_si128(),
        .previous = _mm_setzero_si128(),
        .sets = sets,
        .links = links,
    };
    size_t begin = 0;
    for (; size - begin >= TEXT_BLOCK; begin += TEXT_BLOCK)
        text_block_store(scan_block(&scan, text + begin), text, size, begin, line_ends, specials);
    if (begin < size) {
        char padded[TEXT_BLOCK];
        text_block_pad(text, size, begin, padded);
        text_block_store(scan_block(&scan, padded), text, size, begin, line_ends, specials);
    }
    __m128i valid = equal(_mm_or_si128(scan.invalid, find_open_end(scan.previous)), 0);
    return text_flags(scan.cr != 0, _mm_movemask_epi8(equal(scan.least, 0)) != 0, scan.non_ascii,
                      _mm_movemask_epi8(valid) != 0xFFFF);
}

unsigned text_index_sse2(const char *text, size_t size, unsigned sets, uint64_t *line_ends, uint64_t *specials)
{
    return sets & TEXT_SET_LINK ? index_text(text, size, sets, true, line_ends, specials)
                                : index_text(text, size, sets, false, line_ends, specials);
}

#endif
