/* dump_tape.c: prints how the document of a text is stored: dump_tape < FILE. See ast/dump.h and docs/layout.md.
 *
 *     dump_tape           every word of every record
 *     dump_tape --sizes   how many bytes of what
 *
 * It does not look whether the document is right, so that one that is not can be looked at. */
#include <mdparse.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "layout.h"

static void put(void *context, const char *text)
{
    fputs(text, context);
}

/* All of standard input, on the heap; NULL where that fails. */
static char *read_input(size_t *size)
{
    size_t capacity = 1 << 16;
    char *text = malloc(capacity);
    *size = 0;
    while (text != NULL) {
        *size += fread(text + *size, 1, capacity - *size, stdin);
        if (*size < capacity)
            break;
        char *larger = realloc(text, capacity *= 2);
        if (larger == NULL)
            free(text);
        text = larger;
    }
    if (text != NULL && ferror(stdin)) {
        free(text);
        text = NULL;
    }
    return text;
}

static void print_size(const char *what, size_t bytes, size_t text)
{
    printf("%-22s %10zu  %5.1f %%\n", what, bytes, text ? 100.0 * (double)bytes / (double)text : 0.0);
}

static void print_sizes(const mdp_document *document)
{
    mdp_document_stats stats = mdp_document_measure(document);
    size_t tape = 0, pool = 0, lookups = 0, definitions = 0, lines = 0,
           headers = sizeof(mdp_document) +
                     document->use_count * (sizeof(struct slab) + MDP_STRING_PADDING + sizeof(struct slab_use));
    for (uint32_t i = 0; i < document->place_count; i++) {
        const struct chunk *chunk = document->places[i].chunk;
        tape += chunk->tape_size * sizeof(uint32_t);
        pool += chunk->pool_size;
        lookups += chunk->lookup_count * sizeof(uint64_t);
        definitions += chunk->definition_count * sizeof(struct chunk_definition);
        lines += chunk->line_count * sizeof(struct chunk_line);
        headers += sizeof(struct place) + sizeof(struct chunk);
    }
    definitions += document->definition_count * sizeof(struct definition);
    printf("%zu chunks, %zu nodes, %.1f bytes of text and %.1f of tape for each\n", stats.chunks, stats.nodes,
           (double)stats.text_size / (double)stats.nodes, (double)tape / (double)stats.nodes);
    print_size("text", stats.text_size, stats.text_size);
    print_size("tape", tape, stats.text_size);
    print_size("pool", pool, stats.text_size);
    print_size("headers and places", headers, stats.text_size);
    print_size("line index", lines, stats.text_size);
    print_size("definitions and map", definitions, stats.text_size);
    print_size("lookups", lookups, stats.text_size);
    print_size("all", stats.memory, stats.text_size);
}

int main(int argc, char **argv)
{
    bool sizes = argc == 2 && strcmp(argv[1], "--sizes") == 0;
    if (argc > 1 && !sizes) {
        fputs("usage: dump_tape [--sizes] < FILE\n", stderr);
        return 2;
    }
    size_t size;
    char *text = read_input(&size);
    const mdp_document *document = NULL;
    mdp_status status = text == NULL ? MDP_ERR_NOMEM : mdp_parse(text, size, NULL, &document);
    if (status != MDP_OK) {
        fprintf(stderr, "dump_tape: %s\n", text == NULL ? "cannot read standard input" : mdp_status_message(status));
        free(text);
        return 1;
    }
    if (sizes)
        print_sizes(document);
    else
        dump_document(document, (struct dump_output){put, stdout});
    mdp_document_release(document);
    free(text);
    return ferror(stdout) || fflush(stdout) != 0;
}
