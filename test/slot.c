/* slot.c: the header's promises on slots. slot_model.py looks at all interleavings of the same steps; here they are
 * run. Its worth is under ThreadSanitizer (./dev tsan); in a plain build the counting allocator, which overwrites what
 * is freed, shows a version that is freed under a reader.
 *
 * A version is a document that says its number, more than once, so that a torn one would contradict itself. */
#include "check.h"
#include "counting.h"
#include "crowd.h"
#include "digest.h"
#include "faults.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>

/* ------------------------------------------------------------------------------------------------------- versions */

static const mdp_document *make_version(struct counting *counting, size_t number)
{
    char text[256];
    int size = snprintf(text, sizeof text, "# %zu\n\n> - *%zu*\n\n[%zu]\n\n[%zu]: %zu\n", number, number, number,
                        number, number);
    mdp_options options = MDP_OPTIONS_INIT;
    if (counting)
        options.allocator = counting_allocator(counting);
    const mdp_document *document = NULL;
    mdp_parse(text, (size_t)size, &options, &document);
    return document;
}

static bool read_number(mdp_string string, size_t *number)
{
    *number = 0;
    for (size_t i = 0; i < string.size; i++) {
        if (string.data[i] < '0' || string.data[i] > '9')
            return false;
        *number = *number * 10 + (size_t)(string.data[i] - '0');
    }
    return string.size > 0;
}

/* The number that all parts of a version agree on; SIZE_MAX where they do not. */
static size_t number_of(const mdp_document *document)
{
    size_t number = SIZE_MAX, strings = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        size_t said;
        if (!walker.entering)
            continue;
        mdp_string string =
            walker.kind == MDP_KIND_LINK ? mdp_node_destination(walker.node) : mdp_node_text(walker.node);
        if (string.size == 0)
            continue;
        if (!read_number(string, &said) || (strings > 0 && said != number))
            return SIZE_MAX;
        number = said;
        strings++;
    }
    return strings == 4 ? number : SIZE_MAX; /* heading, emphasis, link destination and its text */
}

static void check_all_returned(struct check *check, struct counting *counting)
{
    CHECK_SIZE(check, atomic_load(&counting->live), 0);
    CHECK_SIZE(check, atomic_load(&counting->wrong), 0);
}

/* ----------------------------------------------------------------------------------------------------- one thread */

static void holds_what_is_stored(struct check *check)
{
    struct counting counting = {0};
    const mdp_document *first = make_version(&counting, 1), *second = make_version(&counting, 2);
    mdp_slot *slot = NULL;
    if (!CHECK(check, mdp_slot_create(first, &slot) == MDP_OK))
        return;
    mdp_document_release(first); /* the slot holds it */
    const mdp_document *loaded = mdp_slot_load(slot);
    CHECK(check, loaded == first && number_of(loaded) == 1);
    mdp_slot_store(slot, second);
    CHECK(check, number_of(loaded) == 1); /* and so does who loaded it */
    mdp_document_release(loaded);
    mdp_slot_store(slot, second);
    loaded = mdp_slot_load(slot);
    CHECK(check, loaded == second);
    mdp_document_release(loaded);
    mdp_document_release(second);
    mdp_slot_destroy(slot);
    check_all_returned(check, &counting);
}

static void may_be_empty(struct check *check)
{
    struct counting counting = {0};
    const mdp_document *document = make_version(&counting, 1);
    mdp_slot *slot = NULL;
    if (!CHECK(check, mdp_slot_create(NULL, &slot) == MDP_OK))
        return;
    CHECK(check, mdp_slot_load(slot) == NULL);
    CHECK(check, mdp_slot_replace(slot, NULL, document));
    mdp_document_release(document);
    mdp_slot_store(slot, NULL);
    CHECK(check, mdp_slot_load(slot) == NULL);
    mdp_slot_destroy(slot);
    mdp_slot_destroy(NULL);
    CHECK(check, mdp_slot_create(NULL, NULL) == MDP_ERR_ARGUMENT);
    check_all_returned(check, &counting);
}

static void replaces_only_the_expected(struct check *check)
{
    struct counting counting = {0};
    const mdp_document *first = make_version(&counting, 1), *second = make_version(&counting, 2);
    mdp_slot *slot = NULL;
    if (!CHECK(check, mdp_slot_create(first, &slot) == MDP_OK))
        return;
    CHECK(check, !mdp_slot_replace(slot, second, second));
    CHECK(check, !mdp_slot_replace(slot, NULL, second));
    const mdp_document *loaded = mdp_slot_load(slot);
    CHECK(check, loaded == first);
    CHECK(check, mdp_slot_replace(slot, first, second));
    CHECK(check, !mdp_slot_replace(slot, first, second));
    mdp_document_release(loaded);
    mdp_document_release(first);
    mdp_document_release(second);
    mdp_slot_destroy(slot);
    check_all_returned(check, &counting);
}

/* No memory, or no mutex. */
static void memory_fails(struct check *check)
{
    const mdp_document *document = make_version(NULL, 1);
    struct faults *const faults[] = {&faults_malloc, &faults_lock};
    size_t blocks = atomic_load(&faults_malloc.live);
    for (size_t i = 0; i < CHECK_COUNT(faults); i++) {
        mdp_slot *slot = (mdp_slot *)(void *)check; /* to be set to NULL */
        faults_arm(faults[i], 1, false);
        CHECK(check, mdp_slot_create(document, &slot) == MDP_ERR_NOMEM && slot == NULL);
        CHECK(check, faults_disarm(faults[i]));
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    }
    mdp_document_release(document);
    CHECK(check, atomic_load(&faults_malloc.live) < blocks); /* a reference that was kept would keep it */
}

/* ----------------------------------------------------------------------------------------------- readers, writers */

struct stage {
    mdp_slot *slot;
    struct counting counting;
    size_t writers;
    size_t rounds;
    atomic_size_t latest;  /* what the one writer stored, or is about to */
    atomic_size_t writing; /* writers that are not done yet */
    atomic_size_t wrong;
    atomic_size_t loads;
};

/* Loads until the writers are done; keeps a version for a while, now and then. */
static void read_on(struct stage *stage, struct member *member)
{
    const mdp_document *kept = NULL;
    size_t last = 0, wrong = 0, loads = 0;
    do {
        const mdp_document *document = mdp_slot_load(stage->slot);
        size_t number = number_of(document);
        /* Whole; no older than the one before; and stored already. */
        wrong += number == SIZE_MAX || number < last || number > atomic_load(&stage->latest);
        last = number;
        loads++;
        crowd_stumble(member);
        wrong += number_of(document) != number;
        mdp_document_release(kept);
        kept = crowd_roll(member, 4) == 0 ? mdp_document_retain(document) : NULL;
        mdp_document_release(document);
    } while (atomic_load(&stage->writing) > 0);
    mdp_document_release(kept);
    atomic_fetch_add(&stage->wrong, wrong);
    atomic_fetch_add(&stage->loads, loads);
}

static void store_versions(struct stage *stage, struct member *member)
{
    for (size_t number = 1; number <= stage->rounds; number++) {
        const mdp_document *document = make_version(&stage->counting, number);
        atomic_store(&stage->latest, number);
        mdp_slot_store(stage->slot, document);
        mdp_document_release(document);
        crowd_stumble(member);
    }
    atomic_fetch_sub(&stage->writing, 1);
}

/* Each round derives the next version from the one that is there. */
static void add_versions(struct stage *stage, struct member *member)
{
    for (size_t round = 0; round < stage->rounds; round++) {
        bool replaced = false;
        while (!replaced) {
            const mdp_document *before = mdp_slot_load(stage->slot);
            size_t number = number_of(before) + 1;
            const mdp_document *after = make_version(&stage->counting, number);
            crowd_stumble(member);
            replaced = mdp_slot_replace(stage->slot, before, after);
            mdp_document_release(after);
            mdp_document_release(before);
        }
    }
    atomic_fetch_sub(&stage->writing, 1);
}

static void act(struct member *member)
{
    struct stage *stage = member->shared;
    if (member->number >= stage->writers)
        read_on(stage, member);
    else if (stage->writers == 1)
        store_versions(stage, member);
    else
        add_versions(stage, member);
}

static void play(struct check *check, size_t threads, size_t writers, size_t rounds)
{
    struct stage stage = {.writers = writers, .rounds = rounds};
    const mdp_document *document = make_version(&stage.counting, 0);
    if (!CHECK(check, mdp_slot_create(document, &stage.slot) == MDP_OK))
        return;
    mdp_document_release(document);
    atomic_store(&stage.writing, writers);
    atomic_store(&stage.latest, writers > 1 ? SIZE_MAX : 0);
    crowd_run(threads, act, &stage);
    document = mdp_slot_load(stage.slot);
    CHECK_SIZE(check, number_of(document), writers * rounds); /* no update was lost */
    CHECK_SIZE(check, atomic_load(&stage.wrong), 0);
    CHECK(check, atomic_load(&stage.loads) >= threads - writers);
    mdp_document_release(document);
    mdp_slot_destroy(stage.slot);
    check_all_returned(check, &stage.counting);
}

static void one_writer(struct check *check)
{
    play(check, CROWD_SIZE, 1, 4000);
}

static void many_writers(struct check *check)
{
    play(check, CROWD_SIZE, 4, 500);
}

static void oversubscribed(struct check *check)
{
    play(check, crowd_oversubscribed(), 1, 2000);
    play(check, crowd_oversubscribed(), 3, 300);
}

static void writers_alone(struct check *check)
{
    play(check, CROWD_SIZE, CROWD_SIZE, 200);
}

/* ---------------------------------------------------------------------------------- readers and writers that stop */

/* The linker puts these in the place of the functions, as faults.h describes it. */
int __real_pthread_mutex_lock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex);
int __real_nanosleep(const struct timespec *time, struct timespec *left);
int __wrap_nanosleep(const struct timespec *time, struct timespec *left);
const mdp_document *__real_mdp_document_retain(const mdp_document *document);
const mdp_document *__wrap_mdp_document_retain(const mdp_document *document);

/* How often anything was called that can wait. */
static atomic_size_t waits;

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
    atomic_fetch_add(&waits, 1);
    return __real_pthread_mutex_lock(mutex);
}

int __wrap_nanosleep(const struct timespec *time, struct timespec *left)
{
    atomic_fetch_add(&waits, 1);
    return __real_nanosleep(time, left);
}

/* A load between the pointer and the reference: there is no worse place to stop. */
static struct stop {
    const mdp_document *document; /* whoever loads this one stops */
    atomic_bool wanted;
    atomic_bool reached;
} stop;

const mdp_document *__wrap_mdp_document_retain(const mdp_document *document)
{
    static _Thread_local unsigned pace;
    if (atomic_load(&stop.wanted) && document == stop.document && !atomic_exchange(&stop.reached, true))
        while (atomic_load(&stop.wanted))
            sched_yield();
    if (++pace % 8 == 0) /* also without that the window is to be wide enough for others to come by */
        sched_yield();
    return __real_mdp_document_retain(document);
}

struct stopped {
    struct check *check;
    struct counting counting;
    mdp_slot *slot;
    atomic_bool stored;
};

/* Member 0 stops in a load of version 1; member 1 stores version 2; member 2 loads as if nothing were. */
static void load_and_stop(struct member *member)
{
    struct stopped *stopped = member->shared;
    const mdp_document *document = mdp_slot_load(stopped->slot);
    CHECK(stopped->check, number_of(document) == 1);
    mdp_document_release(document);
}

static void store_over_the_stopped(struct member *member)
{
    struct stopped *stopped = member->shared;
    const mdp_document *document = make_version(&stopped->counting, 2);
    mdp_slot_store(stopped->slot, document);
    atomic_store(&stopped->stored, true);
    mdp_document_release(document);
}

static void load_meanwhile(struct member *member)
{
    struct stopped *stopped = member->shared;
    size_t loads = 0, number = 1;
    while (number == 1 || loads < 1000) { /* the version appears, although its writer still waits */
        const mdp_document *document = mdp_slot_load(stopped->slot);
        number = number_of(document);
        loads++;
        mdp_document_release(document);
    }
    CHECK_SIZE(stopped->check, number, 2);
    CHECK(stopped->check, !atomic_load(&stopped->stored)); /* else version 1 has been freed under the reader */
    atomic_store(&stop.wanted, false);
}

static void act_stopped(struct member *member)
{
    if (member->number == 0) {
        load_and_stop(member);
        return;
    }
    while (!atomic_load(&stop.reached))
        sched_yield();
    if (member->number == 1)
        store_over_the_stopped(member);
    else
        load_meanwhile(member);
}

static void a_reader_stops(struct check *check)
{
    for (size_t round = 0; round < 50; round++) {
        struct stopped stopped = {.check = check};
        const mdp_document *document = make_version(&stopped.counting, 0);
        if (!CHECK(check, mdp_slot_create(document, &stopped.slot) == MDP_OK))
            return;
        mdp_document_release(document);
        document = make_version(&stopped.counting, 1);
        for (size_t i = 0; i <= round % 3; i++) /* for readers that come by the one gate, and by the other */
            mdp_slot_store(stopped.slot, document);
        mdp_document_release(document);
        stop.document = document;
        atomic_store(&stop.reached, false);
        atomic_store(&stop.wanted, true);
        crowd_run(3, act_stopped, &stopped);
        mdp_slot_destroy(stopped.slot);
        check_all_returned(check, &stopped.counting);
    }
}

/* A load calls nothing that waits; a store does, which shows that this would be seen. */
static void loads_take_no_lock(struct check *check)
{
    const mdp_document *document = make_version(NULL, 1);
    mdp_slot *slot = NULL;
    if (!CHECK(check, mdp_slot_create(document, &slot) == MDP_OK))
        return;
    size_t before = atomic_load(&waits);
    for (size_t i = 0; i < 100; i++)
        mdp_document_release(mdp_slot_load(slot));
    CHECK_SIZE(check, atomic_load(&waits), before);
    mdp_slot_store(slot, document);
    CHECK_SIZE(check, atomic_load(&waits), before + 1);
    mdp_slot_destroy(slot);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"holds_what_is_stored", holds_what_is_stored},
        {"may_be_empty", may_be_empty},
        {"replaces_only_the_expected", replaces_only_the_expected},
        {"memory_fails", memory_fails},
        {"one_writer", one_writer},
        {"many_writers", many_writers},
        {"oversubscribed", oversubscribed},
        {"writers_alone", writers_alone},
        {"a_reader_stops", a_reader_stops},
        {"loads_take_no_lock", loads_take_no_lock},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
