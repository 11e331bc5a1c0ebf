/* write_seeds.c: writes the examples of a file in the specification's format as inputs of the fuzz targets, one file
 * each, into a directory that exists. So the specification need not be copied into fuzz/seeds/.
 *
 *     write_seeds FILE DIRECTORY */
#include "examples.h"
#include "fuzz.h"

/* The byte that asks for these flags, 256 where none does. */
static int parse_byte(uint64_t flags)
{
    int byte = 0;
    while (byte <= UINT8_MAX && fuzz_parse_flags((uint8_t)byte) != flags)
        byte++;
    return byte;
}

static bool write_seed(const char *directory, const struct spec_example *example)
{
    char path[4096];
    int byte = parse_byte(example->flags.parse);
    if (byte > UINT8_MAX) {
        fprintf(stderr, "example %u: no input asks for its options\n", example->number);
        return false;
    }
    int length = snprintf(path, sizeof path, "%s/%u.md", directory, example->number);
    FILE *file = length > 0 && (size_t)length < sizeof path ? fopen(path, "wb") : NULL;
    if (file == NULL) {
        perror(directory);
        return false;
    }
    fputc(byte, file);
    fputc(FUZZ_NO_OPTION, file);
    fwrite(example->markdown.data, 1, example->markdown.size, file);
    bool written = ferror(file) == 0;
    return fclose(file) == 0 && written;
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fputs("usage: write_seeds FILE DIRECTORY\n", stderr);
        return 2;
    }
    struct spec_examples examples;
    bool written = spec_examples_load(arguments[1], &examples);
    for (size_t i = 0; i < examples.count && written; i++)
        written = write_seed(arguments[2], &examples.items[i]);
    spec_examples_free(&examples);
    return written ? 0 : 1;
}
