/* command.c: see command.h. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>

bool bench_fail(const char *message, const char *what)
{
    fprintf(stderr, "mdbench: %s%s\n", message, what);
    return false;
}

bool bench_parse_number(const char *string, double low, double high, double *number)
{
    char *end = NULL;
    *number = strtod(string, &end);
    bool good = end != string && *end == '\0' && *number >= low && *number <= high;
    return good || bench_fail("not a number here: ", string);
}
