/* scan_entity.c: tests of text/entity.h.
 *
 * Without arguments: all numeric references, their limits, and references cut off at every place. With --filter it
 * serves scan_entity.py, which knows all names: for each line of standard input it prints the length of the reference
 * at the line's beginning and, in hexadecimal, what it stands for. */
#include "entity.h"

#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned passed, failed;

static void count(const char *name, unsigned long wrong)
{
    printf("%s: %lu wrong\n", name, wrong);
    if (wrong == 0)
        passed++;
    else
        failed++;
}

/* Decodes from a block of exactly the text's size into one of exactly ENTITY_OUT_MAX, so that a sanitizer sees all. */
static size_t decode(const char *text, size_t size, char out[ENTITY_OUT_MAX], size_t *out_size)
{
    char *copy = malloc(size), *value = malloc(ENTITY_OUT_MAX);
    if (copy == NULL || value == NULL)
        abort();
    memcpy(copy, text, size);
    *out_size = 0;
    size_t length = entity_decode(copy, size, value, out_size);
    memcpy(out, value, *out_size);
    free(value);
    free(copy);
    return length;
}

/* Whether a text starts with a reference of this length and value; length 0: with none. */
static bool stands_for(const char *text, size_t length, const char *value, size_t value_size)
{
    char out[ENTITY_OUT_MAX];
    size_t out_size;
    size_t came = decode(text, strlen(text), out, &out_size);
    bool right = came == length && (length == 0 || (out_size == value_size && memcmp(out, value, out_size) == 0));
    if (!right)
        printf("FAIL \"%s\": wanted length %zu, came %zu\n", text, length, came);
    return right;
}

/* All numbers, in all ways to write them. */
static void test_numbers(void)
{
    static const char *const formats[] = {"&#%lu;", "&#%07lu;", "&#x%lX;", "&#X%06lx;"};
    unsigned long wrong = 0;
    for (unsigned long number = 0; number < 0x120000; number++) {
        bool character = number > 0 && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
        char value[4], text[16];
        unsigned value_size = utf8_encode(character ? (uint32_t)number : UTF8_REPLACEMENT, value);
        const char *format = formats[number % 4];
        int length = snprintf(text, sizeof text, format, number);
        wrong += !stands_for(text, (size_t)length, value, value_size);
    }
    count("entity: all numbers", wrong);
}

/* Spec 2.5, examples 25 to 41 and their limits. */
static void test_examples(void)
{
    static const struct {
        const char *text;
        size_t length;
        const char *value;
    } cases[] = {
        {"&amp;", 5, "&"},
        {"&amp;amp;", 5, "&"},
        {"&copy; x", 6, "\xC2\xA9"},
        {"&nbsp;", 6, "\xC2\xA0"},
        {"&AElig;", 7, "\xC3\x86"},
        {"&CounterClockwiseContourIntegral;", 33, "\xE2\x88\xB3"},
        {"&ngE;", 5, "\xE2\x89\xA7\xCC\xB8"},
        {"&fjlig;", 7, "fj"},
        {"&NewLine;", 9, "\n"},
        {"&Tab;", 5, "\t"},
        {"&nvle;", 6, "\xE2\x89\xA4\xE2\x83\x92"},
        {"&copy", 0, ""},
        {"&MadeUpEntity;", 0, ""},
        {"&nbsp &x;", 0, ""},
        {"&x;", 0, ""},
        {"&;", 0, ""},
        {"&", 0, ""},
        {"& amp;", 0, ""},
        {"&am p;", 0, ""},
        {"&AMp;", 0, ""},
        {"&CounterClockwiseContourIntegralX;", 0, ""},
        {"&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", 0, ""},
        {"&#35;", 5, "#"},
        {"&#1234;", 7, "\xD3\x92"},
        {"&#0;", 4, "\xEF\xBF\xBD"},
        {"&#X22;", 6, "\""},
        {"&#XD06;", 7, "\xE0\xB4\x86"},
        {"&#xcab;", 7, "\xE0\xB2\xAB"},
        {"&#9999999;", 10, "\xEF\xBF\xBD"},
        {"&#xFFFFFF;", 10, "\xEF\xBF\xBD"},
        {"&#0000065;", 10, "A"},
        {"&#00000065;", 0, ""},
        {"&#x000041;", 10, "A"},
        {"&#x0000041;", 0, ""},
        {"&#87654321;", 0, ""},
        {"&#;", 0, ""},
        {"&#x;", 0, ""},
        {"&#X;", 0, ""},
        {"&#abcdef0;", 0, ""},
        {"&#12a;", 0, ""},
        {"&#x12g;", 0, ""},
        {"&#x 1;", 0, ""},
        {"&#-1;", 0, ""},
        {"&#65", 0, ""},
        {"&#x41", 0, ""},
        {"&#", 0, ""},
        {"&#x", 0, ""},
        {"&\xC3\xA4;", 0, ""},
    };
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        wrong += !stands_for(cases[i].text, cases[i].length, cases[i].value, strlen(cases[i].value));
    count("entity: examples", wrong);
}

/* A reference that the text's end cuts off is none, wherever that is. */
static void test_cut_off(void)
{
    static const char *const references[] = {"&CounterClockwiseContourIntegral;", "&amp;", "&#0000065;", "&#x000041;"};
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
        char text[64];
        size_t length = strlen(references[i]);
        for (size_t size = 1; size <= length; size++) {
            memcpy(text, references[i], size);
            text[size] = '\0';
            char out[ENTITY_OUT_MAX];
            size_t out_size;
            wrong += decode(text, size, out, &out_size) != (size == length ? length : 0);
        }
    }
    count("entity: cut off", wrong);
}

static int filter(void)
{
    char line[1024];
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t size = strcspn(line, "\n");
        char out[ENTITY_OUT_MAX];
        size_t out_size;
        size_t length = size > 0 ? decode(line, size, out, &out_size) : 0;
        printf("%zu ", length);
        for (size_t i = 0; length > 0 && i < out_size; i++)
            printf("%02x", (unsigned char)out[i]);
        putchar('\n');
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--filter") == 0)
        return filter();
    test_numbers();
    test_examples();
    test_cut_off();
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
