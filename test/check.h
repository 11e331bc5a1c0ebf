/* check.h: the harness of the unit tests, whole.
 *
 * A program has cases; each is a function that is given a `check` and calls the CHECK macros, which never jump: they
 * return whether the check held, so a case that cannot go on says `if (!CHECK(...)) return;`. A failed check prints
 * what it wanted, what came, the case's input, and the command that runs that one case again. The last line that a
 * program prints is "N passed, N failed", in cases; it exits with 1 where one failed or none ran.
 *
 *     program                       runs every case
 *     program --list                prints their names
 *     program NAME...               runs these cases
 *
 * Other options belong to the program (samples.h), take one value each, and are repeated in the command to run again.
 *
 * It knows the public header only for mdp_string, and nothing of the library. */
#ifndef CHECK_H
#define CHECK_H

#include <mdparse.h>

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define CHECK_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CHECK_SANITIZED 1
#endif
#endif
#if defined(CHECK_SANITIZED)
#include <sanitizer/common_interface_defs.h>
#endif

struct check {
    char **arguments; /* argv: the program, then its options and the names of cases */
    int argument_count;
    bool listing;
    bool choosing;     /* some case was named */
    const char *name;  /* of the case that runs */
    const char *input; /* the text that it is about, or NULL */
    size_t input_size;
    size_t complaints; /* checks of this case that failed */
    size_t passed;     /* cases */
    size_t failed;
};

struct check_case {
    const char *name;
    void (*run)(struct check *check);
};

/* After that many complaints a case falls silent: what follows is more of the same. */
#define CHECK_COMPLAINTS_SHOWN 5
#define CHECK_INPUT_SHOWN      2000

/* ----------------------------------------------------------------------------------------- printing what failed */

static inline void check_print_bytes(const char *data, size_t size)
{
    putchar('"');
    for (size_t i = 0; i < size && i < CHECK_INPUT_SHOWN; i++) {
        unsigned char byte = (unsigned char)data[i];
        if (byte == '\n')
            fputs("\\n", stdout);
        else if (byte == '\r')
            fputs("\\r", stdout);
        else if (byte == '\t')
            fputs("\\t", stdout);
        else if (byte == '"' || byte == '\\')
            printf("\\%c", byte);
        else if (byte < 0x20 || byte >= 0x7f)
            printf("\\%03o", byte); /* octal: unlike \x, it ends after three digits, so it can be pasted into C */
        else
            putchar(byte);
    }
    putchar('"');
    if (size > CHECK_INPUT_SHOWN)
        printf("... (%zu bytes)", size);
    putchar('\n');
}

static inline void check_print_command(const struct check *check)
{
    printf("  again:  %s", check->arguments[0]);
    for (int i = 1; i + 1 < check->argument_count; i++) {
        if (strncmp(check->arguments[i], "--", 2) == 0 && strcmp(check->arguments[i], "--list") != 0) {
            printf(" %s '%s'", check->arguments[i], check->arguments[i + 1]);
            i++;
        }
    }
    printf(" '%s'\n", check->name);
}

/* Counts a failed check and says what it was; true where the caller should print details. */
static inline bool check_complain(struct check *check, const char *what, const char *file, int line)
{
    check->complaints++;
    if (check->complaints > CHECK_COMPLAINTS_SHOWN)
        return false;
    if (check->complaints == 1) {
        printf("FAILED %s\n", check->name);
        if (check->input != NULL) {
            fputs("  input:  ", stdout);
            check_print_bytes(check->input, check->input_size);
        }
        check_print_command(check);
    }
    printf("  %s:%d: %s\n", file, line, what);
    return true;
}

/* ------------------------------------------------------------------------------------------------------- checks */

static inline bool check_condition(struct check *check, bool holds, const char *what, const char *file, int line)
{
    if (!holds)
        check_complain(check, what, file, line);
    return holds;
}

static inline bool check_size(struct check *check, size_t came, size_t wanted, const char *what, const char *file,
                              int line)
{
    if (came != wanted && check_complain(check, what, file, line))
        printf("  wanted: %zu\n  came:   %zu\n", wanted, came);
    return came == wanted;
}

static inline bool check_string(struct check *check, mdp_string came, const char *wanted, size_t wanted_size,
                                const char *what, const char *file, int line)
{
    bool same = came.size == wanted_size && memcmp(came.data, wanted, wanted_size) == 0;
    if (!same && check_complain(check, what, file, line)) {
        fputs("  wanted: ", stdout);
        check_print_bytes(wanted, wanted_size);
        fputs("  came:   ", stdout);
        check_print_bytes(came.data, came.size);
    }
    return same;
}

#define CHECK(check, condition)         check_condition(check, condition, #condition, __FILE__, __LINE__)
#define CHECK_SIZE(check, came, wanted) check_size(check, came, wanted, #came " is " #wanted, __FILE__, __LINE__)
#define CHECK_STRING(check, came, wanted)                                                                              \
    check_string(check, came, wanted, strlen(wanted), #came " is " #wanted, __FILE__, __LINE__)

/* -------------------------------------------------------------------------------------------------------- cases */

/* The only global of the tests: a crash must name the case that it happened in, and a signal handler has no context. */
static const struct check *check_running;

static inline void check_crashed(void)
{
    if (check_running == NULL)
        return;
    printf("CRASHED in %s\n", check_running->name);
    if (check_running->input != NULL) {
        fputs("  input:  ", stdout);
        check_print_bytes(check_running->input, check_running->input_size);
    }
    check_print_command(check_running);
    fflush(stdout); /* not async-signal-safe, but the process is lost anyway */
}

static inline void check_on_signal(int number)
{
    signal(number, SIG_DFL);
    check_crashed();
    raise(number);
}

static inline void check_start(struct check *check, int argc, char **argv)
{
    *check = (struct check){.arguments = argv, .argument_count = argc};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--list") == 0)
            check->listing = true;
        else if (strncmp(argv[i], "--", 2) == 0)
            i++;
        else
            check->choosing = true;
    }
    signal(SIGTERM, check_on_signal); /* out of time */
#if defined(CHECK_SANITIZED)
    __sanitizer_set_death_callback(check_crashed);
#else
    signal(SIGSEGV, check_on_signal);
    signal(SIGBUS, check_on_signal);
    signal(SIGFPE, check_on_signal);
    signal(SIGILL, check_on_signal);
    signal(SIGABRT, check_on_signal);
#endif
}

static inline bool check_is_chosen(const struct check *check, const char *name)
{
    for (int i = 1; i < check->argument_count; i++) {
        if (strncmp(check->arguments[i], "--", 2) == 0)
            i += strcmp(check->arguments[i], "--list") != 0;
        else if (strcmp(check->arguments[i], name) == 0)
            return true;
    }
    return !check->choosing;
}

/* Whether the case is to run; where it is, the caller runs it and calls check_end. `input` may be NULL. */
static inline bool check_begin(struct check *check, const char *name, const char *input, size_t input_size)
{
    if (!check_is_chosen(check, name))
        return false;
    if (check->listing) {
        puts(name);
        return false;
    }
    check->name = name;
    check->input = input;
    check->input_size = input_size;
    check->complaints = 0;
    check_running = check;
    return true;
}

static inline void check_end(struct check *check)
{
    check_running = NULL;
    if (check->complaints > CHECK_COMPLAINTS_SHOWN)
        printf("  ... %zu checks failed in %s\n", check->complaints, check->name);
    if (check->complaints > 0)
        check->failed++;
    else
        check->passed++;
}

/* Runs the cases of a table. */
static inline void check_cases(struct check *check, const struct check_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (check_begin(check, cases[i].name, NULL, 0)) {
            cases[i].run(check);
            check_end(check);
        }
    }
}

/* Prints the sum; the value is main's. */
static inline int check_finish(const struct check *check)
{
    if (check->listing)
        return 0;
    printf("%zu passed, %zu failed\n", check->passed, check->failed);
    return check->failed > 0 || check->passed == 0;
}

/* The whole of main, where the cases of a table are all that a program has. */
static inline int check_main(int argc, char **argv, const struct check_case *cases, size_t count)
{
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, count);
    return check_finish(&check);
}

#define CHECK_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
