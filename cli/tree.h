/* tree.h: the Markdown files of a directory and all below it, in a fixed order. */
#ifndef CLI_TREE_H
#define CLI_TREE_H

#include <stdbool.h>
#include <stddef.h>

/* A file, or something that could not be looked at. */
struct cli_found {
    char *path;   /* to be freed */
    size_t below; /* where in path the part below the directory begins */
    int error;    /* an errno: path names what failed; 0: path is a Markdown file */
};

struct cli_findings {
    struct cli_found *items; /* to be freed */
    size_t count;
    size_t capacity;
};

/* The length of a file name's ending that says Markdown, dot included, in any case; 0 if it has none. */
size_t cli_tree_suffix(const char *name);

/* Appends the Markdown files of a directory to `found`. In each directory the entries are in the byte order of their
 * names, and a subdirectory's files stand where its name does. Hidden entries are left out. Symbolic links to
 * files are followed, those to directories are not, so that no loop can be walked. What is neither file
 * nor directory (pipes, devices) is left out, as reading it might never end. */
void cli_tree_find(const char *directory, struct cli_findings *found);

#endif
