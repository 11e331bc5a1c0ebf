/* scan_text.c: tests of text/utf8.h, text/unicode.h and text/label.h.
 *
 * Where a whole domain can be walked it is: all code points, all runs of up to four bytes from those at which UTF-8's
 * rules change. The rest are tables with what the Unicode Standard and the spec say, and random labels against a plain
 * model. */
#include "label.h"
#include "unicode.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static unsigned passed, failed;

/* Counts one test, which has printed what it found wrong. */
static void count(const char *name, unsigned long wrong)
{
    printf("%s: %lu wrong\n", name, wrong);
    if (wrong == 0)
        passed++;
    else
        failed++;
}

static void print_bytes(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        printf(text[i] >= ' ' && text[i] <= '~' && text[i] != '\\' ? "%c" : "\\%03o", (unsigned char)text[i]);
}

/* A copy in a block of exactly its size, so that a sanitizer sees a read outside. */
static char *copy_exactly(const char *text, size_t size)
{
    char *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL)
        abort();
    memcpy(copy, text, size);
    return copy;
}

static uint32_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* ------------------------------------------------------------------------------------------------------- utf8 */

static bool is_scalar_value(uint32_t code_point)
{
    return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

/* What is written is what utf8proc writes, decodes to the same number from both ends, and is ill-formed when cut. */
static void test_utf8_code_points(void)
{
    unsigned long wrong = 0;
    for (uint32_t code_point = 1; code_point < 0x110000; code_point++) {
        if (!is_scalar_value(code_point))
            continue;
        utf8proc_uint8_t wanted[4];
        utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)code_point, wanted);
        char out[4];
        uint32_t decoded = 0, cut = 0;
        bool right = utf8_encode(code_point, out) == (unsigned)length && memcmp(out, wanted, (size_t)length) == 0 &&
                     utf8_decode(out, (size_t)length, &decoded) == (unsigned)length && decoded == code_point &&
                     utf8_decode_before(out, (size_t)length) == code_point && utf8_valid(out, (size_t)length);
        for (unsigned size = 1; size < (unsigned)length; size++)
            right = right && utf8_decode(out, size, &cut) == size && cut == UTF8_REPLACEMENT && !utf8_valid(out, size);
        if (!right && wrong++ < 10)
            printf("FAIL U+%04X\n", (unsigned)code_point);
    }
    count("utf8: all code points", wrong);
}

static void test_utf8_encode_replaces(void)
{
    static const uint32_t unfit[] = {0, 0xD800, 0xDABC, 0xDFFF, 0x110000, 0xFFFFFFFF};
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof unfit / sizeof unfit[0]; i++) {
        char out[4];
        wrong += utf8_encode(unfit[i], out) != 3 || memcmp(out, "\xEF\xBF\xBD", 3) != 0;
    }
    count("utf8: what cannot be written is U+FFFD", wrong);
}

/* The lengths into which ill-formed text falls, each an U+FFFD, or a character where it is given. Unicode 15, 3.9,
 * tables 3-8 to 3-11, and others. */
static void test_utf8_ill_formed(void)
{
    static const struct {
        const char *text;
        const char *lengths;     /* a digit for each code point */
        const char *replacement; /* 'x' for each that is U+FFFD */
    } cases[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "111111111", "xxxxxxxx-"}, /* 3-8: overlong */
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "111111111", "xxxxxxxx-"}, /* 3-9: surrogates */
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "111111111", "xxxxx-xx-"}, /* 3-10: beyond U+10FFFF, others */
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "21321", "xxxx-"},         /* 3-11: cut short */
        {"\xE2\x28\xA1", "111", "x-x"},
        {"\xF0\x90\x80", "3", "x"},
        {"\xF0\x9F\x98\x80\x80", "41", "-x"},
        {"\xEF\xBF\xBD\xEF\xBF", "32", "xx"},
        {"\xC3\xC3\xA9", "12", "x-"},
        {"\xF5\x80\x80\x80\xFE", "11111", "xxxxx"},
    };
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t size = strlen(cases[i].text), position = 0, number = 0;
        char *text = copy_exactly(cases[i].text, size);
        bool right = true;
        while (right && position < size) {
            uint32_t code_point;
            unsigned length = utf8_decode(text + position, size - position, &code_point);
            right = length == (unsigned)(cases[i].lengths[number] - '0') &&
                    (code_point == UTF8_REPLACEMENT) == (cases[i].replacement[number] == 'x');
            position += length;
            number++;
        }
        if (!right || position != size || number != strlen(cases[i].lengths)) {
            wrong++;
            printf("FAIL \"");
            print_bytes(text, size);
            printf("\" at code point %zu\n", number);
        }
        free(text);
    }
    count("utf8: ill-formed sequences", wrong);
}

/* For runs of bytes, decoding forwards to the end must find what decoding before the end finds, the lengths must add
 * up, and utf8_valid must agree with utf8proc about each. */
static void test_utf8_runs(void)
{
    static const unsigned char bytes[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                          0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                                          0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF};
    enum { COUNT = sizeof bytes };
    unsigned long wrong = 0;
    for (unsigned number = 0; number < COUNT * COUNT * COUNT * COUNT; number++) {
        char text[4];
        unsigned rest = number;
        for (size_t i = 0; i < 4; i++, rest /= COUNT)
            text[i] = (char)bytes[rest % COUNT];
        size_t position = 0;
        uint32_t last = 0;
        bool valid = true;
        while (position < 4) {
            utf8proc_int32_t peer;
            utf8proc_ssize_t peer_length =
                utf8proc_iterate((utf8proc_uint8_t *)text + position, (utf8proc_ssize_t)(4 - position), &peer);
            unsigned length = utf8_decode(text + position, 4 - position, &last);
            bool agreed =
                peer_length < 0 ? last == UTF8_REPLACEMENT : last == (uint32_t)peer && length == (unsigned)peer_length;
            wrong += !agreed;
            valid = valid && peer_length > 0;
            position += length;
        }
        if ((position != 4 || utf8_decode_before(text, 4) != last || utf8_valid(text, 4) != valid) && wrong++ < 10) {
            printf("FAIL \"");
            print_bytes(text, 4);
            printf("\"\n");
        }
    }
    count("utf8: runs of four bytes", wrong);
}

/* Longer texts, in which utf8_valid skips ASCII eight bytes at a time: one bad byte at each place of each size. */
static void test_utf8_valid_long(void)
{
    unsigned long wrong = 0;
    for (size_t size = 0; size < 40; size++) {
        char text[40];
        memset(text, 'a', sizeof text);
        for (size_t place = 0; place < size; place++) {
            char *copy = copy_exactly(text, size);
            wrong += !utf8_valid(copy, size);
            copy[place] = (char)0x80;
            wrong += utf8_valid(copy, size);
            if (place + 2 <= size) {
                memcpy(copy + place, "\xC3\xA9", 2);
                wrong += !utf8_valid(copy, size);
            }
            copy[size - 1] = (char)0xC3;
            wrong += utf8_valid(copy, size);
            free(copy);
        }
    }
    count("utf8: validity of longer texts", wrong);
}

/* ---------------------------------------------------------------------------------------------------- unicode */

/* Spec 2.1, word for word. */
static enum unicode_class model_class(uint32_t code_point)
{
    if (code_point < 0x80 && code_point != 0) {
        if (strchr("\t\n\f\r ", (int)code_point) != NULL)
            return UNICODE_WHITESPACE;
        if (strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", (int)code_point) != NULL)
            return UNICODE_PUNCTUATION;
    }
    const char *category = utf8proc_category_string((utf8proc_int32_t)code_point);
    if (strcmp(category, "Zs") == 0)
        return UNICODE_WHITESPACE;
    return category[0] == 'P' || category[0] == 'S' ? UNICODE_PUNCTUATION : UNICODE_OTHER;
}

static void test_unicode_classes(void)
{
    unsigned long wrong = 0, seen[3] = {0, 0, 0};
    for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
        enum unicode_class wanted = model_class(code_point), came = unicode_classify(code_point);
        seen[came]++;
        if (came != wanted && wrong++ < 10)
            printf("FAIL U+%04X: wanted %d, came %d\n", (unsigned)code_point, (int)wanted, (int)came);
    }
    wrong += unicode_classify(0x110000) != UNICODE_OTHER || unicode_classify(0xFFFFFFFF) != UNICODE_OTHER;
    wrong += seen[UNICODE_WHITESPACE] < 20 || seen[UNICODE_PUNCTUATION] < 8000; /* the model itself works */
    count("unicode: classes of all code points", wrong);
}

/* Some that the spec's examples and its changes hang on: symbols are punctuation since 0.31; NBSP is white space. */
static void test_unicode_examples(void)
{
    static const struct {
        uint32_t code_point;
        enum unicode_class wanted;
    } cases[] = {
        {'$', UNICODE_PUNCTUATION},    {0xA3, UNICODE_PUNCTUATION},
        {0x20AC, UNICODE_PUNCTUATION}, {0xA0, UNICODE_WHITESPACE},
        {0x3000, UNICODE_WHITESPACE},  {0x2003, UNICODE_WHITESPACE},
        {0x2028, UNICODE_OTHER},       {0x0B, UNICODE_OTHER},
        {0x200B, UNICODE_OTHER},       {0xD7, UNICODE_PUNCTUATION},
        {0xF7, UNICODE_PUNCTUATION},   {0xE9, UNICODE_OTHER},
        {0x3002, UNICODE_PUNCTUATION}, {0x30FB, UNICODE_PUNCTUATION},
        {0x4E00, UNICODE_OTHER},       {0x1F600, UNICODE_PUNCTUATION},
        {0x66A, UNICODE_PUNCTUATION},  {0x37E, UNICODE_PUNCTUATION},
        {0xFFFD, UNICODE_PUNCTUATION}, {0, UNICODE_OTHER},
        {0x7F, UNICODE_OTHER},
    };
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        wrong += unicode_classify(cases[i].code_point) != cases[i].wanted;
    count("unicode: examples", wrong);
}

/* ----------------------------------------------------------------------------------------------------- labels */

static bool label_is(const char *raw, size_t raw_size, const char *wanted, size_t wanted_size)
{
    char *copy = copy_exactly(raw, raw_size);
    char *out = malloc(LABEL_NORMAL_MAX);
    if (out == NULL)
        abort();
    size_t size = label_normalize(copy, raw_size, out);
    bool right = size == wanted_size && memcmp(out, wanted, size) == 0 &&
                 label_hash(out, size) == label_hash(wanted, wanted_size);
    if (!right) {
        printf("FAIL \"");
        print_bytes(raw, raw_size);
        printf("\": wanted \"");
        print_bytes(wanted, wanted_size);
        printf("\", came \"");
        print_bytes(out, size);
        printf("\"\n");
    }
    free(out);
    free(copy);
    return right;
}

static void test_label_examples(void)
{
    static const struct {
        const char *raw;
        const char *wanted;
    } cases[] = {
        {"", ""},
        {"foo", "foo"},
        {"FOO", "foo"},
        {"@[`{Z", "@[`{z"},
        {"  \t\r\n ", ""},
        {" a", "a"},
        {"a\t", "a"},
        {"\n a  \r\n\tb\n", "a b"},
        {"a\fb \vc", "a\fb \vc"}, /* form feed and vertical tab are no label space */
        {"a\xC2\xA0\xC2\xA0"
         "b",
         "a\xC2\xA0\xC2\xA0"
         "b"},                  /* nor is U+00A0 */
        {"a\\] b", "a\\] b"},   /* escapes stay */
        {"\xE1\xBA\x9E", "ss"}, /* U+1E9E, capital sharp s: spec example 540 */
        {"Stra\xC3\x9F"
         "e",
         "strasse"},
        {"\xC4\xB0", "i\xCC\x87"}, /* U+0130 becomes i and a dot above, in no language's way */
        {"I", "i"},
        {"\xCE\xA3\xCF\x83\xCF\x82", "\xCF\x83\xCF\x83\xCF\x83"}, /* all sigmas are one */
        {"\xE1\x8F\xB8\xEA\xAD\xB0", "\xE1\x8F\xB0\xE1\x8E\xA0"}, /* Cherokee folds to capitals */
        {"\xD0\x90\xD0\xB1", "\xD0\xB0\xD0\xB1"},
        {"\xCE\x90", "\xCE\xB9\xCC\x88\xCC\x81"}, /* the fold that is three times as long */
        {"\xEF\xAC\x83", "ffi"},
        {"\xF0\x90\x90\x80", "\xF0\x90\x90\xA8"},
        {"e\xCC\x81", "e\xCC\x81"}, /* nothing is composed */
        {"\xC3\x89", "\xC3\xA9"},
        {"a\xFF"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
        {"\xE2\x82", "\xEF\xBF\xBD"},
    };
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        wrong += !label_is(cases[i].raw, strlen(cases[i].raw), cases[i].wanted, strlen(cases[i].wanted));
    wrong += !label_is("a\0b", 3,
                       "a\xEF\xBF\xBD"
                       "b",
                       5);
    count("label: examples", wrong);
}

/* The fold of every code point is utf8proc's, at most three times as long, and folds to itself. */
static void test_label_code_points(void)
{
    unsigned long wrong = 0;
    for (uint32_t code_point = 0x21; code_point < 0x110000; code_point++) {
        if (!is_scalar_value(code_point))
            continue;
        char raw[5] = {0}, out[LABEL_NORMAL_MAX], again[LABEL_NORMAL_MAX];
        size_t raw_size = utf8_encode(code_point, raw);
        size_t size = label_normalize(raw, raw_size, out);
        utf8proc_uint8_t *wanted = NULL;
        utf8proc_ssize_t wanted_size =
            utf8proc_map((utf8proc_uint8_t *)raw, (utf8proc_ssize_t)raw_size, &wanted, UTF8PROC_CASEFOLD);
        bool right = wanted_size == (utf8proc_ssize_t)size && memcmp(wanted, out, size) == 0 && size <= 3 * raw_size &&
                     label_normalize(out, size, again) == size && memcmp(again, out, size) == 0;
        if (!right && wrong++ < 10)
            printf("FAIL U+%04X\n", (unsigned)code_point);
        free(wanted);
    }
    count("label: all code points", wrong);
}

/* The longest normal form fits. */
static void test_label_longest(void)
{
    char raw[LABEL_SIZE_MAX], wanted[LABEL_NORMAL_MAX];
    size_t size = 0;
    for (size_t i = 0; i + 2 <= LABEL_SIZE_MAX; i += 2, size += 6) {
        memcpy(raw + i, "\xCE\xB0", 2);
        memcpy(wanted + size, "\xCF\x85\xCC\x88\xCC\x81", 6);
    }
    raw[LABEL_SIZE_MAX - 1] = (char)0xCE;
    memcpy(wanted + size, "\xEF\xBF\xBD", 3);
    bool right = label_is(raw, LABEL_SIZE_MAX, wanted, size + 3) && size + 3 == LABEL_NORMAL_MAX;
    count("label: the longest", !right);
}

/* Random labels against three plain steps: fold all, split at label space, join with one space. */
static void test_label_random(void)
{
    static const char *const pieces[] = {" ",
                                         "\t",
                                         "\n",
                                         "\r\n",
                                         "a",
                                         "B",
                                         "Z",
                                         "\xC3\x89",
                                         "\xC3\x9F",
                                         "\xD0\x96",
                                         "\xE1\xBA\x9E",
                                         "\xF0\x9F\x98\x80",
                                         "\xCE\x90",
                                         "-",
                                         "\\]"};
    unsigned long wrong = 0;
    uint64_t state = 3;
    for (unsigned round = 0; round < 50000; round++) {
        char raw[256] = "", wanted[1024] = "";
        for (unsigned i = random_next(&state) % 24; i > 0; i--)
            strcat(raw, pieces[random_next(&state) % (sizeof pieces / sizeof pieces[0])]);
        char *folded = NULL;
        if (utf8proc_map((utf8proc_uint8_t *)raw, 0, (utf8proc_uint8_t **)&folded,
                         UTF8PROC_CASEFOLD | UTF8PROC_NULLTERM) < 0)
            abort();
        for (char *word = strtok(folded, " \t\r\n"); word != NULL; word = strtok(NULL, " \t\r\n")) {
            if (wanted[0] != '\0')
                strcat(wanted, " ");
            strcat(wanted, word);
        }
        free(folded);
        wrong += !label_is(raw, strlen(raw), wanted, strlen(wanted));
    }
    count("label: random", wrong);
}

int main(void)
{
    test_utf8_code_points();
    test_utf8_encode_replaces();
    test_utf8_ill_formed();
    test_utf8_runs();
    test_utf8_valid_long();
    test_unicode_classes();
    test_unicode_examples();
    test_label_examples();
    test_label_code_points();
    test_label_longest();
    test_label_random();
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
