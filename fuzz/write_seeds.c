/* write_seeds.c: writes the examples of a file in the specification's format as inputs of the fuzz targets, one file
 * each, into a directory that exists. So the specification need not be copied into fuzz/seeds/.
 *
 *     write_seeds FILE DIRECTORY */
#include "examples.h"
#include "fuzz.h"

/* The bits of fuzz_parse_options that these flags are made of. */
static int parse_byte(uint64_t flags)
{
    int byte = 0;
    for (size_t i = 0; i < sizeof fuzz_parse_options / sizeof *fuzz_parse_options; i++)
        if ((fuzz_parse_options[i] & ~flags) == 0)
            byte |= 1 << i;
    return byte;
}

static bool write_seed(const char *directory, const struct spec_example *example)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%u.md", directory, example->number);
    FILE *file = length > 0 && (size_t)length < sizeof path ? fopen(path, "wb") : NULL;
    if (file == NULL) {
        perror(directory);
        return false;
    }
    fputc(FUZZ_NO_OPTION ^ parse_byte(example->flags.parse), file);
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
