/* escape_avx.c: see escape_avx.h, and avx.h for how. */
#include "escape.h"

#include "escape_avx.h"

#if MACHINE_X86

#include "avx.h"
#include "escape_bytes.h"

static const uint8_t markup_by_low[16] = {0xFF, 0, '"', 0, 0, 0, '&', 0, 0, 0, 0, 0, '<', 0, '>', 0};

/* The bytes of is_plain_in_url, a bit for each value of the high four bits. */
enum { HIGH_2 = 1, HIGH_3 = 2, HIGH_4 = 4, HIGH_5 = 8, HIGH_6 = 16, HIGH_7 = 32 };

static const uint8_t url_by_high[16] = {0, 0, HIGH_2, HIGH_3, HIGH_4, HIGH_5, HIGH_6, HIGH_7};
static const uint8_t url_by_low[16] = {
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

/* Each sets in the tables' bytes those for the high four bits of a byte that has such low ones: what has none in common
 * is to be found. */
AVX2_INLINE __m256i url_specials_avx2(__m256i bytes)
{
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
    __m256i plain = _mm256_and_si256(_mm256_shuffle_epi8(table_avx2(url_by_high), high),
                                     _mm256_shuffle_epi8(table_avx2(url_by_low), bytes));
    return _mm256_cmpeq_epi8(plain, _mm256_setzero_si256());
}

AVX2_INLINE uint64_t copy_url_avx2(char *to, const char *from)
{
    __m256i first = load_avx2(from), second = load_avx2(from + 32);
    store_avx2(to, first);
    store_avx2(to + 32, second);
    return bits_avx2(url_specials_avx2(first), url_specials_avx2(second));
}

AVX512_INLINE uint64_t copy_url_avx512(char *to, const char *from)
{
    __m512i bytes = _mm512_loadu_si512(from);
    _mm512_storeu_si512(to, bytes);
    __m512i high = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), _mm512_set1_epi8(0x0F));
    return _mm512_testn_epi8_mask(_mm512_shuffle_epi8(table_avx512(url_by_high), high),
                                  _mm512_shuffle_epi8(table_avx512(url_by_low), bytes));
}

AVX2_INLINE uint64_t copy_markup_avx2(char *to, const char *from)
{
    return copy_by_low_avx2(to, from, markup_by_low);
}

AVX512_INLINE uint64_t copy_markup_avx512(char *to, const char *from)
{
    return copy_by_low_avx512(to, from, markup_by_low);
}

/* `copy` is a constant in each caller of these two. */
AVX2_INLINE escape_progress escape_html(char *to, const char *limit, const char *from, const char *end, avx_copy *copy)
{
    while (from < end && to < limit) {
        size_t left = (size_t)(end - from), size = left < AVX_BYTES ? left : AVX_BYTES;
        uint64_t found = bits_within(copy(to, from), left);
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
AVX2_INLINE escape_progress escape_url(char *to, const char *limit, const char *from, const char *end, avx_copy *copy)
{
    while (from < end && to < limit) {
        size_t left = (size_t)(end - from), size = left < AVX_BYTES ? left : AVX_BYTES;
        uint64_t found = bits_within(copy(to, from), left);
        size_t plain = found == 0 ? size : (size_t)__builtin_ctzll(found);
        from += plain;
        to += plain;
        for (found >>= plain & 63; (found & 1) != 0 && to < limit; found >>= 1)
            to = replace_in_url(to, *from++);
    }
    return (escape_progress){from, to};
}

AVX2 escape_progress escape_html_avx2(char *to, const char *limit, const char *from, const char *end)
{
    return escape_html(to, limit, from, end, copy_markup_avx2);
}

AVX2 escape_progress escape_url_avx2(char *to, const char *limit, const char *from, const char *end)
{
    return escape_url(to, limit, from, end, copy_url_avx2);
}

AVX512 escape_progress escape_html_avx512(char *to, const char *limit, const char *from, const char *end)
{
    return escape_html(to, limit, from, end, copy_markup_avx512);
}

AVX512 escape_progress escape_url_avx512(char *to, const char *limit, const char *from, const char *end)
{
    return escape_url(to, limit, from, end, copy_url_avx512);
}

#endif
