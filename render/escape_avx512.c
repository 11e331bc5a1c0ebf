/* escape_avx512.c: see escape_avx512.h.
 *
 * Most strings are shorter than a register, and their length is not to be predicted. Here none of them needs a branch
 * of its own: what lies behind the string is masked out of the load, and the store writes the whole register, since the
 * output buffer has room for it. */
#include "escape_avx512.h"

#if MACHINE_X86

#include "avx512.h"
#include "escape_bytes.h"

/* The bytes of is_plain_in_url, a bit for each value of the high four bits. */
enum { HIGH_2 = 1, HIGH_3 = 2, HIGH_4 = 4, HIGH_5 = 8, HIGH_6 = 16, HIGH_7 = 32 };

AVX512_INLINE __mmask64 url_specials(__mmask64 mask, __m512i bytes)
{
    static const uint8_t by_high[16] = {0, 0, HIGH_2, HIGH_3, HIGH_4, HIGH_5, HIGH_6, HIGH_7};
    static const uint8_t by_low[16] = {
        HIGH_3 | HIGH_4 | HIGH_5 | HIGH_7,                   /* 0 @ P p */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* ! 1 A Q a q */
        HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7,          /* 2 B R b r */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* # 3 C S c s */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* $ 4 D T d t */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* % 5 E U e u */
        HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7,          /* 6 F V f v */
        HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7,          /* 7 G W g w */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* ( 8 H X h x */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* ) 9 I Y i y */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6 | HIGH_7, /* * : J Z j z */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_6,                   /* + ; K k */
        HIGH_2 | HIGH_4 | HIGH_6,                            /* , L l */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_6,                   /* - = M m */
        HIGH_2 | HIGH_4 | HIGH_6 | HIGH_7,                   /* . N n ~ */
        HIGH_2 | HIGH_3 | HIGH_4 | HIGH_5 | HIGH_6,          /* / ? O _ o */
    };
    __m512i high = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), _mm512_set1_epi8(0x0F));
    return _mm512_mask_testn_epi8_mask(mask, _mm512_shuffle_epi8(table(by_high), high),
                                       _mm512_shuffle_epi8(table(by_low), bytes));
}

AVX512 escape_progress escape_html_avx512(char *to, const char *limit, const char *from, const char *end)
{
    static const uint8_t by_low[16] = {0xFF, 0, '"', 0, 0, 0, '&', 0, 0, 0, 0, 0, '<', 0, '>', 0};
    while (from < end && to < limit) {
        size_t left = (size_t)(end - from), size = left < 64 ? left : 64;
        __mmask64 mask = mask_of_size(left);
        __m512i bytes = _mm512_maskz_loadu_epi8(mask, from);
        _mm512_storeu_si512(to, bytes);
        uint64_t found = find_by_low(mask, bytes, by_low);
        if (found == 0) {
            from += size;
            to += size;
        } else {
            size_t plain = (size_t)__builtin_ctzll(found);
            to = replace_in_markup(to + plain, from[plain]);
            from += plain + 1;
        }
    }
    return (escape_progress){from, to};
}

/* Bytes to replace come in rows, where a URL is not in English. */
AVX512 escape_progress escape_url_avx512(char *to, const char *limit, const char *from, const char *end)
{
    while (from < end && to < limit) {
        size_t left = (size_t)(end - from), size = left < 64 ? left : 64;
        __mmask64 mask = mask_of_size(left);
        __m512i bytes = _mm512_maskz_loadu_epi8(mask, from);
        _mm512_storeu_si512(to, bytes);
        uint64_t found = url_specials(mask, bytes);
        size_t plain = found == 0 ? size : (size_t)__builtin_ctzll(found);
        from += plain;
        to += plain;
        for (found >>= plain & 63; (found & 1) != 0 && to < limit; found >>= 1)
            to = replace_in_url(to, *from++);
    }
    return (escape_progress){from, to};
}

#endif
