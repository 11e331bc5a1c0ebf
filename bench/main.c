/* main.c: mdbench, the benchmark. Its first argument can name a command, each of which has a file of its own; the
 * default is to compare this library with its peers. */
#include "command.h"

#include <string.h>

static const struct command {
    const char *name;
    int (*run)(int count, char **values);
} commands[] = {
    {"compare", bench_compare},
    {"threads", bench_threads},
    {"patterns", bench_patterns},
    {"edits", bench_edits},
};

int main(int count, char **values)
{
    for (size_t i = 0; count > 1 && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(values[1], commands[i].name) == 0) {
            values[1] = values[0]; /* what getopt's messages begin with */
            return commands[i].run(count - 1, values + 1);
        }
    }
    return bench_compare(count, values);
}
