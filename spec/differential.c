/* differential.c: compares with libcmark, byte for byte: the tree, as XML, and HTML in all its options.
 *
 *     differential [--spec FILE] [--examples FILE] [-n NUMBER] [--random SEED COUNT] [FILE|DIRECTORY]...
 *
 * --spec and --examples name files of examples (see examples.h), -n picks one example of them. A FILE is one
 * document, a DIRECTORY stands for all *.md below it. --random makes COUNT documents (see random.h), the k-th from seed
 * SEED + k, and prints a failing one made as small as it gets.
 *
 * The library follows specification 0.31.2, Debian's cmark 0.30.2 an older one, and has bugs of its own. differences.h
 * names the differences. Nothing else is excused, and an example that is listed as differing and does not fails. */
#include "checks.h"
#include "differences.h"
#include "examples.h"
#include "random.h"

#include <cmark.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* After so many failing random documents the rest are not made: each takes a while to be made smaller. */
#define RANDOM_FAILURES_MAX 10

/* --------------------------------------------------------------------------------------------------- comparing */

static const struct view {
    const char *name;
    int cmark_options;
    uint64_t parse_flags;
    mdp_format format;
    uint64_t render_flags;
} views[] = {
    {"tree", 0, 0, MDP_FORMAT_XML, 0},
    {"HTML", CMARK_OPT_UNSAFE, 0, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE},
    {"safe HTML", 0, 0, MDP_FORMAT_HTML, 0},
    {"hard breaks", CMARK_OPT_UNSAFE | CMARK_OPT_HARDBREAKS, 0, MDP_FORMAT_HTML,
     MDP_RENDER_UNSAFE | MDP_RENDER_HARD_BREAKS},
    {"no breaks", CMARK_OPT_UNSAFE | CMARK_OPT_NOBREAKS, 0, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | MDP_RENDER_NO_BREAKS},
    {"smart tree", CMARK_OPT_SMART, MDP_PARSE_SMART, MDP_FORMAT_XML, 0},
    {"smart HTML", CMARK_OPT_SMART | CMARK_OPT_UNSAFE, MDP_PARSE_SMART, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE},
};
#define VIEW_COUNT (sizeof views / sizeof *views)

/* Whether an XML line is a text element that holds spaces at most, or none at all. */
static bool is_text_of_spaces(const char *line, size_t size)
{
    static const char opening[] = "<text xml:space=\"preserve\">";
    static const char closing[] = "</text>\n";
    size_t begin = 0;
    while (begin < size && line[begin] == ' ')
        begin++;
    size_t fixed = sizeof opening - 1 + sizeof closing - 1;
    if (size - begin < fixed || memcmp(line + begin, opening, sizeof opening - 1) != 0 ||
        memcmp(line + size - (sizeof closing - 1), closing, sizeof closing - 1) != 0)
        return false;
    for (size_t i = begin + sizeof opening - 1; i < size - (sizeof closing - 1); i++)
        if (line[i] != ' ' && line[i] != '\t')
            return false;
    return true;
}

/* For "lazy-indent", which leaves spaces in cmark's texts: takes out those that hold nothing else. */
static void remove_empty_texts(struct spec_bytes *xml)
{
    size_t kept = 0;
    for (size_t begin = 0; begin < xml->size;) {
        const char *newline = memchr(xml->data + begin, '\n', xml->size - begin);
        size_t end = newline != NULL ? (size_t)(newline - xml->data) + 1 : xml->size;
        if (!is_text_of_spaces(xml->data + begin, end - begin)) {
            memmove(xml->data + kept, xml->data + begin, end - begin);
            kept += end - begin;
        }
        begin = end;
    }
    xml->size = kept;
}

/* The difference "empty-info", which is in no other output: it is taken out. */
static void remove_empty_infos(struct spec_bytes *xml)
{
    static const char empty[] = "<code_block info=\"\" ";
    size_t kept = 0;
    for (size_t i = 0; i < xml->size;) {
        bool found = xml->size - i >= sizeof empty - 1 && memcmp(xml->data + i, empty, sizeof empty - 1) == 0;
        size_t skipped = found ? sizeof " info=\"\"" - 1 : 0;
        size_t taken = found ? sizeof "<code_block" - 1 : 1;
        memmove(xml->data + kept, xml->data + i, taken);
        kept += taken;
        i += taken + skipped;
    }
    xml->size = kept;
}

static void tidy_xml(struct spec_bytes *xml)
{
    remove_empty_infos(xml);
}

static struct spec_bytes render_by_cmark(const char *text, size_t size, const struct view *view)
{
    int parse_options = (view->cmark_options & CMARK_OPT_SMART) | CMARK_OPT_VALIDATE_UTF8;
    cmark_node *root = cmark_parse_document(text, size, parse_options);
    char *rendered = view->format == MDP_FORMAT_XML ? cmark_render_xml(root, view->cmark_options)
                                                    : cmark_render_html(root, view->cmark_options);
    struct spec_bytes bytes = {0};
    spec_append_text(&bytes, rendered);
    free(rendered);
    cmark_node_free(root);
    if (view->format == MDP_FORMAT_XML)
        tidy_xml(&bytes);
    return bytes;
}

static bool view_agrees(const char *text, size_t size, const struct view *view, const mdp_document *document,
                        bool report)
{
    struct spec_bytes theirs = render_by_cmark(text, size, view);
    struct spec_bytes ours = {0};
    mdp_status status = spec_render(document, view->format, view->render_flags, &ours);
    bool same = status == MDP_OK && spec_equal(&theirs, &ours);
    if (!same && report) {
        printf("  differs: %s%s%s\n", view->name, status != MDP_OK ? ", " : "",
               status != MDP_OK ? mdp_status_message(status) : "");
        spec_print_difference("cmark:", &theirs, "came:", &ours);
    }
    spec_free(&theirs);
    spec_free(&ours);
    return same;
}

/* Whether a text gives the same in every view, and a sound document. */
static bool agrees(const char *text, size_t size, bool report)
{
    const mdp_document *plain = spec_parse(text, size, 0);
    const mdp_document *smart = spec_parse(text, size, MDP_PARSE_SMART);
    bool same = plain != NULL && smart != NULL && spec_check_document(plain, text, size, report ? stdout : NULL);
    for (size_t i = 0; i < VIEW_COUNT && same; i++)
        same = view_agrees(text, size, &views[i], views[i].parse_flags != 0 ? smart : plain, report);
    mdp_document_release(plain);
    mdp_document_release(smart);
    return same;
}

/* The difference "lazy-indent": the trees are equal but for spaces, and nothing differs once no line is indented. */
static bool differs_by_lazy_indent(const struct spec_bytes *text)
{
    const mdp_document *document = spec_parse(text->data, text->size, 0);
    if (document == NULL)
        return false;
    struct spec_bytes theirs = render_by_cmark(text->data, text->size, &views[0]);
    remove_empty_texts(&theirs);
    struct spec_bytes ours = {0};
    struct spec_bytes unindented = {0};
    spec_difference_unindent(text, &unindented);
    bool rendered = spec_check_document(document, text->data, text->size, NULL) &&
                    spec_render(document, views[0].format, views[0].render_flags, &ours) == MDP_OK;
    remove_empty_texts(&ours);
    bool lazy =
        rendered && spec_difference_in_spaces(&theirs, &ours) && agrees(unindented.data, unindented.size, false);
    spec_free(&theirs);
    spec_free(&ours);
    spec_free(&unindented);
    mdp_document_release(document);
    return lazy;
}

/* Whether a random document differs, and not in a known way. */
static bool differs_unexpectedly(const struct spec_bytes *text)
{
    return !spec_difference_in_random(text) && !agrees(text->data, text->size, false) && !differs_by_lazy_indent(text);
}

static void print_input(const char *text, size_t size)
{
    fputs("  input:  ", stdout);
    if (size <= 4096)
        spec_print_escaped(stdout, text, size);
    else
        printf("%zu bytes", size);
    putchar('\n');
}

/* ---------------------------------------------------------------------------------------------------- examples */

struct run {
    const char *program;
    struct spec_tally tally;
    struct spec_examples borrowed; /* of the last file of examples: they lend lines to random documents */
    const char *borrowed_option;   /* and how that file was given; NULL if none was */
    const char *borrowed_path;
    unsigned long number;
};

static bool run_example(const struct run *run, const char *option, const char *path, const struct spec_example *example,
                        bool is_spec)
{
    const char *difference = spec_difference_of_example(example, is_spec);
    bool same = agrees(example->markdown.data, example->markdown.size, difference == NULL);
    bool known = difference == NULL || spec_difference_is_named(difference);
    if (same == (difference == NULL) && known)
        return true;
    print_input(example->markdown.data, example->markdown.size);
    if (!known)
        printf("  no reason is named %s\n", difference);
    else if (same)
        printf("  listed as a known difference (%s), but it does not differ\n", difference);
    printf("  FAILED: example %u, line %u (%s)\n  again:  %s %s %s -n %u\n\n", example->number, example->line,
           example->section, run->program, option, path, example->number);
    return false;
}

static bool run_examples(struct run *run, const char *option, const char *path)
{
    bool is_spec = strcmp(option, "--spec") == 0;
    struct spec_examples examples;
    bool loaded = spec_examples_load(path, &examples);
    for (size_t i = 0; loaded && i < examples.count; i++)
        if (run->number == 0 || run->number == examples.items[i].number)
            spec_tally_add(&run->tally, run_example(run, option, path, &examples.items[i], is_spec));
    spec_examples_free(&run->borrowed);
    run->borrowed = examples;
    run->borrowed_option = option;
    run->borrowed_path = path;
    return loaded;
}

/* ------------------------------------------------------------------------------------------------------- files */

static bool run_file(struct run *run, const char *path)
{
    struct spec_bytes file = {0};
    bool read = spec_read_file(path, &file);
    if (read) {
        bool same = agrees(file.data, file.size, true);
        spec_tally_add(&run->tally, same);
        if (!same) {
            print_input(file.data, file.size);
            printf("  FAILED: %s\n  again:  %s %s\n\n", path, run->program, path);
        }
    }
    spec_free(&file);
    return read;
}

/* Paths, each ended by NUL, taken from the end: a directory's entries are put back in its place. */
static bool list_directory(const char *path, struct spec_bytes *paths)
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        perror(path);
        return false;
    }
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        spec_append_text(paths, path);
        spec_append_text(paths, "/");
        spec_append(paths, entry->d_name, strlen(entry->d_name) + 1);
    }
    closedir(directory);
    return true;
}

static bool is_markdown(const char *path)
{
    size_t size = strlen(path);
    return size > 3 && strcmp(path + size - 3, ".md") == 0;
}

static bool run_path(struct run *run, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISDIR(status.st_mode))
        return run_file(run, path);
    struct spec_bytes paths = {0};
    bool done = list_directory(path, &paths);
    struct spec_bytes current = {0};
    while (paths.size > 0) {
        size_t begin = paths.size - 1;
        while (begin > 0 && paths.data[begin - 1] != '\0')
            begin--;
        spec_clear(&current);
        spec_append(&current, paths.data + begin, paths.size - begin);
        paths.size = begin;
        if (stat(current.data, &status) == 0 && S_ISDIR(status.st_mode))
            done = list_directory(current.data, &paths) && done;
        else if (is_markdown(current.data))
            done = run_file(run, current.data) && done;
    }
    spec_free(&paths);
    spec_free(&current);
    return done;
}

/* ------------------------------------------------------------------------------------------------------ random */

/* Removes bytes while the text still fails for a reason that is not known: greedily, in ever smaller pieces. Whole
 * characters only, since a broken one reads as U+FFFD, which is a symbol. */
static void minimise(struct spec_bytes *text)
{
    struct spec_bytes shorter = {0};
    for (size_t piece = text->size / 2 + 1; piece > 0; piece = piece > 1 ? piece / 2 : 0) {
        for (size_t begin = 0; begin < text->size;) {
            size_t end = begin + piece < text->size ? begin + piece : text->size;
            while (end < text->size && (text->data[end] & 0xC0) == 0x80)
                end++;
            spec_clear(&shorter);
            spec_append(&shorter, text->data, begin);
            spec_append(&shorter, text->data + end, text->size - end);
            if (differs_unexpectedly(&shorter)) {
                spec_clear(text);
                spec_append(text, shorter.data, shorter.size);
            } else {
                begin = end;
            }
        }
    }
    spec_free(&shorter);
}

static void report_random(const struct run *run, uint64_t seed, struct spec_bytes *text)
{
    bool borrows = run->borrowed_path != NULL;
    minimise(text);
    agrees(text->data, text->size, true);
    print_input(text->data, text->size);
    printf("  FAILED: random document of seed %" PRIu64 ", made smaller\n  again:  %s%s%s%s%s --random %" PRIu64
           " 1\n\n",
           seed, run->program, borrows ? " " : "", borrows ? run->borrowed_option : "", borrows ? " " : "",
           borrows ? run->borrowed_path : "", seed);
}

static void run_random(struct run *run, uint64_t seed, uint64_t count)
{
    struct spec_bytes text = {0};
    uint64_t skipped = 0;
    unsigned reported = 0;
    for (uint64_t k = 0; k < count && reported < RANDOM_FAILURES_MAX; k++) {
        spec_random_document(seed + k, &run->borrowed, &text);
        if (spec_difference_in_random(&text)) {
            skipped++;
            continue;
        }
        bool same = !differs_unexpectedly(&text);
        spec_tally_add(&run->tally, same);
        if (!same) {
            report_random(run, seed + k, &text);
            reported++;
        }
    }
    printf("%" PRIu64 " random documents hold a known difference and were not compared\n", skipped);
    spec_free(&text);
}

/* ------------------------------------------------------------------------------------------------------- main */

static int usage(const char *program)
{
    fprintf(stderr, "usage: %s [-n NUMBER] [--spec FILE] [--examples FILE] [--random SEED COUNT] [FILE|DIRECTORY]...\n",
            program);
    return 2;
}

int main(int argc, char **argv)
{
    struct run run = {.program = argv[0]};
    bool done = true;
    for (int i = 1; i < argc; i++) {
        int values = argc - i - 1;
        if (strcmp(argv[i], "-n") == 0 && values >= 1) {
            run.number = strtoul(argv[++i], NULL, 10);
        } else if ((strcmp(argv[i], "--spec") == 0 || strcmp(argv[i], "--examples") == 0) && values >= 1) {
            done = run_examples(&run, argv[i], argv[i + 1]) && done;
            i++;
        } else if (strcmp(argv[i], "--random") == 0 && values >= 2) {
            run_random(&run, strtoull(argv[i + 1], NULL, 10), strtoull(argv[i + 2], NULL, 10));
            i += 2;
        } else if (argv[i][0] != '-') {
            done = run_path(&run, argv[i]) && done;
        } else {
            return usage(argv[0]);
        }
    }
    spec_examples_free(&run.borrowed);
    if (run.tally.failed == 0 && !done)
        run.tally.failed++; /* a file that could not be read */
    return spec_tally_end(&run.tally);
}
