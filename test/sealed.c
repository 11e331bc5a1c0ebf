/* sealed.c: the header's promises on MDP_SEALED: the same document, in memory that faults where it is written to. */
#define _DEFAULT_SOURCE /* MAP_FAILED */
#include "counting.h"
#include "crowd.h"
#include "digest.h"
#include "documents.h"
#include "samples.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* The linker puts these in the place of the system's; mappings that fail, and those that are still there. */
void *__real_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
void *__wrap_mmap64(void *address, size_t size, int protection, int flags, int file, off_t offset);
int __real_munmap(void *address, size_t size);
int __wrap_munmap(void *address, size_t size);
int __real_mprotect(void *address, size_t size, int protection);
int __wrap_mprotect(void *address, size_t size, int protection);

static atomic_size_t mapped;                           /* bytes, of whole pages */
static atomic_size_t mmap_fails_at, mprotect_fails_at; /* the call that does, from 1 on; 0: none */

static size_t pages_of(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

static bool refuse(atomic_size_t *fails_at)
{
    return atomic_load(fails_at) > 0 && atomic_fetch_sub(fails_at, 1) == 1;
}

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
    void *memory = refuse(&mmap_fails_at) ? MAP_FAILED : __real_mmap(address, size, protection, flags, file, offset);
    if (memory != MAP_FAILED)
        atomic_fetch_add(&mapped, pages_of(size));
    return memory;
}

/* What glibc makes of mmap where a file offset always has 64 bits. */
void *__wrap_mmap64(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
    return __wrap_mmap(address, size, protection, flags, file, offset);
}

int __wrap_munmap(void *address, size_t size)
{
    atomic_fetch_sub(&mapped, pages_of(size));
    return __real_munmap(address, size);
}

int __wrap_mprotect(void *address, size_t size, int protection)
{
    return refuse(&mprotect_fails_at) ? ENOMEM : __real_mprotect(address, size, protection);
}

static const mdp_document *parse(struct check *check, const struct sample *sample, uint64_t flags,
                                 struct counting *counting)
{
    mdp_options options = sample_options(sample);
    options.flags |= flags;
    options.allocator = counting_allocator(counting);
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(sample->text, sample->size, &options, &document) == MDP_OK);
    return document;
}

static void same_document(struct check *check, const struct sample *sample)
{
    struct counting counting = {0}, sealed_counting = {0};
    const mdp_document *plain = parse(check, sample, 0, &counting);
    const mdp_document *sealed = parse(check, sample, MDP_SEALED, &sealed_counting);
    CHECK(check, digest_document(plain) == digest_document(sealed));
    CHECK_SIZE(check, atomic_load(&sealed_counting.live), 0); /* scratch was the allocator's, the document is not */
    CHECK(check, mdp_document_measure(sealed).memory > mdp_document_measure(plain).memory);
    CHECK_SIZE(check, mdp_document_measure(sealed).memory, atomic_load(&mapped));
    CHECK_SIZE(check, mdp_document_measure(sealed).memory_own, atomic_load(&mapped));
    mdp_document_release(plain);
    mdp_document_release(mdp_document_retain(sealed));
    mdp_document_release(sealed);
    CHECK_SIZE(check, atomic_load(&mapped), 0);
    CHECK_SIZE(check, atomic_load(&sealed_counting.wrong), 0);
}

/* --------------------------------------------------------------------------------------------------- stray writes */

enum { UNHARMED = 0, FAULTED_THERE = 42, FAULTED_ELSEWHERE = 43 };

/* Where the child writes to; set before the handler is. */
static const volatile char *target;

static void on_fault(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    _exit(info->si_addr == (const void *)(uintptr_t)target ? FAULTED_THERE : FAULTED_ELSEWHERE);
}

/* Writes a byte in a child process; returns how that ended. */
static int write_in_child(struct check *check, const void *address)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
        target = address;
        sigaction(SIGSEGV, &action, NULL);
        sigaction(SIGBUS, &action, NULL);
        *(volatile char *)(uintptr_t)address = *target;
        _exit(UNHARMED);
    }
    CHECK(check, child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* What a reader of the public header comes to hold, and with it a part of each kind of the document's memory. */
static void check_writes(struct check *check, const mdp_document *document, int wanted)
{
    const char *text = mdp_document_piece(document, 0).data;
    mdp_node link = mdp_document_node_at(document, 3);
    CHECK(check, mdp_node_kind(link) == MDP_KIND_TEXT);
    const void *targets[] = {
        document,
        (const char *)document + 16,
        text,
        text + mdp_document_size(document) - 1,
        mdp_node_text(link).data,
        mdp_node_destination(mdp_node_parent(link)).data, /* decoded, so in the pool */
        (const char *)document + mdp_document_measure(document).memory / 2,
    };
    CHECK_STRING(check, mdp_node_destination(mdp_node_parent(link)), "b&c");
    for (size_t i = 0; i < CHECK_COUNT(targets); i++)
        CHECK_SIZE(check, (size_t)write_in_child(check, targets[i]), (size_t)wanted);
}

static void stray_writes_fault(struct check *check)
{
    static char data[20000] = "[abcd](b&amp;c)\n\n[d]: /e\n"; /* and NULs: some chunks */
    const struct sample sample = {.text = data, .size = sizeof data};
    struct counting counting = {0};
    const mdp_document *sealed = parse(check, &sample, MDP_SEALED, &counting);
    const mdp_document *plain = parse(check, &sample, 0, &counting);
    uint64_t digest = digest_document(sealed);
    check_writes(check, sealed, FAULTED_THERE);
    check_writes(check, plain, UNHARMED); /* it is the seal that is seen above */
    CHECK(check, digest_document(sealed) == digest);
    mdp_document_release(sealed);
    mdp_document_release(plain);
}

/* ------------------------------------------------------------------------------------------------------- the rest */

static void retain_and_release(struct member *member)
{
    const mdp_document *document = member->shared;
    for (size_t round = 0; round < 300; round++) {
        mdp_document_retain(document);
        crowd_stumble(member);
        digest_document(document);
        mdp_document_release(document);
    }
    mdp_document_release(document); /* one is each member's own, and none is ours: whoever is last unmaps it */
}

static void counts_are_not_sealed(struct check *check)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_SEALED;
    CHECK(check, mdp_parse("*a*", 3, &options, &document) == MDP_OK);
    for (size_t i = 1; i < CROWD_SIZE; i++)
        mdp_document_retain(document);
    crowd_run(CROWD_SIZE, retain_and_release, (void *)(uintptr_t)document);
    CHECK_SIZE(check, atomic_load(&mapped), 0);
}

/* A parse, and an edit of what was parsed before, in which the system refuses a mapping or a seal. */
static void check_refused(struct check *check, atomic_size_t *fails_at)
{
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    mdp_edit edit = {.begin = 1, .end = 2, .text = "b", .size = 1};
    const mdp_document *none = (const mdp_document *)(const void *)check; /* to be set to NULL */
    const mdp_document *document = NULL, *edited = none;
    options.flags = MDP_SEALED;
    options.allocator = counting_allocator(&counting);
    CHECK(check, mdp_parse("*a*", 3, &options, &document) == MDP_OK);
    size_t before = atomic_load(&mapped);
    atomic_store(fails_at, 1);
    CHECK(check, mdp_parse("*a*", 3, &options, &none) == MDP_ERR_NOMEM && none == NULL);
    atomic_store(fails_at, 1);
    CHECK(check, mdp_document_edit(document, &edit, 1, &edited) == MDP_ERR_NOMEM && edited == NULL);
    CHECK_SIZE(check, atomic_load(fails_at), 0);
    CHECK_SIZE(check, atomic_load(&mapped), before);
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&mapped), 0);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
}

static void system_fails(struct check *check)
{
    check_refused(check, &mmap_fails_at);
    check_refused(check, &mprotect_fails_at);
}

/* ------------------------------------------------------------------------------- large texts, which take some slabs */

static char large_text[1200 * 1000];

static const mdp_document *parse_large(mdp_executor executor)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    for (size_t i = 0; i < sizeof large_text; i++)
        large_text[i] = i % 100 < 98 ? 'a' : '\n';
    options.flags = MDP_SEALED;
    options.executor = executor;
    return mdp_parse(large_text, sizeof large_text, &options, &document) == MDP_OK ? document : NULL;
}

static void check_slabs(struct check *check, mdp_executor executor)
{
    const mdp_document *document = parse_large(executor);
    CHECK(check, document != NULL);
    CHECK_SIZE(check, mdp_document_measure(document).memory, atomic_load(&mapped));
    for (size_t at = 0; document != NULL && at < sizeof large_text; at += sizeof large_text / 16)
        CHECK_SIZE(check, (size_t)write_in_child(check, mdp_document_piece(document, at).data), FAULTED_THERE);
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&mapped), 0);
}

/* The system refuses each mapping in turn, and each seal. */
static void check_slabs_refused(struct check *check, mdp_executor executor, atomic_size_t *fails_at)
{
    enum { CALLS_MOST = 50 };
    size_t call = 0;
    const mdp_document *document = NULL;
    while (document == NULL && call++ < CALLS_MOST) {
        atomic_store(fails_at, call);
        document = parse_large(executor);
        CHECK(check, document != NULL || atomic_load(&mapped) == 0);
    }
    CHECK(check, document != NULL && atomic_load(fails_at) > 0);
    CHECK(check, call > 4); /* as many slabs as there are at least */
    atomic_store(fails_at, 0);
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&mapped), 0);
}

static void slabs(struct check *check)
{
    mdp_pool *pool = NULL;
    if (!CHECK(check, mdp_pool_create(2, &pool) == MDP_OK))
        return;
    const mdp_executor executors[] = {{0}, mdp_pool_executor(pool)};
    for (size_t i = 0; i < CHECK_COUNT(executors); i++) {
        check_slabs(check, executors[i]);
        check_slabs_refused(check, executors[i], &mmap_fails_at);
        check_slabs_refused(check, executors[i], &mprotect_fails_at);
    }
    mdp_pool_destroy(pool);
}

/* ------------------------------------------------------------------------------------------- what the pages come to */

/* Small documents, of which each has two pages at least: what a cache keeps is within its budget. */
static void caches_count_pages(struct check *check)
{
    enum { BUDGET = 1 << 20, TEXTS = 2000 };
    mdp_cache *cache = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_SEALED;
    if (!CHECK(check, mdp_cache_create(BUDGET, &cache) == MDP_OK))
        return;
    for (size_t i = 0; i < TEXTS; i++) {
        char text[8];
        const mdp_document *document = NULL;
        int size = snprintf(text, sizeof text, "%zu", i);
        CHECK(check, mdp_cache_parse(cache, text, (size_t)size, &options, &document) == MDP_OK);
        mdp_document_release(document);
        CHECK(check, atomic_load(&mapped) <= BUDGET);
    }
    mdp_cache_counts counts = mdp_cache_counters(cache);
    CHECK(check, counts.evictions > 0 && counts.documents > 10);
    CHECK(check, counts.bytes <= BUDGET && counts.bytes > atomic_load(&mapped));
    mdp_cache_destroy(cache);
    CHECK_SIZE(check, atomic_load(&mapped), 0);
}

/* Versions, of which only the last is held: what it holds is what is mapped, and at most twice what a parse would map,
 * beside the page before each slab, and what is left of its last one. */
static void versions_count_pages(struct check *check)
{
    enum { SMALL = 300, LARGE = 200 * 1000, ROUNDS = 400 };
    static char data[LARGE];
    static const size_t sizes[] = {SMALL, 8000, 30000, LARGE};
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = i % 100 < 98 ? 'a' : '\n';
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        mdp_options options = MDP_OPTIONS_INIT;
        const mdp_document *document = NULL;
        struct member dice = {.dice = 1};
        options.flags = MDP_SEALED;
        CHECK(check, mdp_parse(data, sizes[i], &options, &document) == MDP_OK);
        size_t fresh = mdp_document_measure(document).memory, most = 0;
        for (size_t round = 0; round < ROUNDS; round++) {
            size_t at = crowd_roll(&dice, sizes[i]);
            const mdp_document *next = document_edited(check, document, at, at + 1, "b");
            mdp_document_release(document);
            document = next;
            size_t memory = mdp_document_measure(document).memory;
            CHECK_SIZE(check, memory, atomic_load(&mapped));
            CHECK_SIZE(check, mdp_document_measure(document).memory_own, memory);
            most = memory > most ? memory : most;
        }
        CHECK(check, most > fresh && most <= 2 * fresh + pages_of(1) * 4);
        mdp_document_release(document);
        CHECK_SIZE(check, atomic_load(&mapped), 0);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"stray_writes_fault", stray_writes_fault},
        {"counts_are_not_sealed", counts_are_not_sealed},
        {"system_fails", system_fails},
        {"slabs", slabs},
        {"caches_count_pages", caches_count_pages},
        {"versions_count_pages", versions_count_pages},
    };
    static const struct property properties[] = {{"same_document", same_document}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
