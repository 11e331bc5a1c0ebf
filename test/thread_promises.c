/* thread_promises.c: the header's THREADS paragraph, where no other program has the test: docs/threads.md says which
 * sentence is tested where. Its worth is under ThreadSanitizer (./dev tsan).
 *
 * Threads start at a barrier, eight for each processor, and keep an uneven pace (crowd.h). */
#include "check.h"
#include "counting.h"
#include "crowd.h"
#include "digest.h"
#include "faults.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

/* Has a node of every kind, a link of every form, text that is in place and text that is not, and several chunks. */
static const char every_kind[] =
    "# one *em* **strong** `code`\n\nsetext\n===\n\n> quote\n> over lines  \n> hard\n\n- tight\n- list\n\n3) "
    "ordered\n\n"
    "4) loose\n\n```info &amp;\nfenced\n```\n\n    indented\n\n***\n\n<div>\nhtml\n</div>\n\n<b>raw</b> <http://a.b> "
    "[full][label] [label][] [label] [inline](<to> 'title') ![image](src) &copy; \\* \"quoted\" a--b\n\n"
    "[label]: /destination (title)\n\n| a | b |\n|---|--:|\n| c | d |\n\n- [x] task\n\n> [!NOTE]\n> alert\n\n"
    "~~gone~~ www.a.org, a note[^1]\n\n[^1]: the note\n\n";

#define COPIES    30
#define TEXT_SIZE ((sizeof every_kind - 1) * COPIES)

static char *make_text(void)
{
    char *text = malloc(TEXT_SIZE);
    for (size_t i = 0; text != NULL && i < COPIES; i++)
        memcpy(text + i * (sizeof every_kind - 1), every_kind, sizeof every_kind - 1);
    return text;
}

/* --------------------------------------------------------------------------------------------------------- reading */

static int add_to_hash(void *context, const char *data, size_t size)
{
    uint64_t *hash = context;
    for (size_t i = 0; i < size; i++)
        *hash = (*hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
    return 0;
}

/* The links, by steps that are taken many at a time. */
static uint64_t read_links(const mdp_document *document)
{
    uint64_t hash = 0;
    mdp_event events[16];
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    for (size_t count; (count = mdp_walker_read(&walker, events, CHECK_COUNT(events))) > 0;) {
        for (size_t i = 0; i < count; i++) {
            mdp_link link = mdp_node_link(events[i].node);
            add_to_hash(&hash, link.destination.data, link.destination.size);
            add_to_hash(&hash, link.title.data, link.title.size);
            hash += link.form;
        }
    }
    return hash;
}

/* The numbers of the footnotes, which each thread finds out for itself. */
static uint64_t read_footnotes(const mdp_document *document, mdp_node node)
{
    mdp_footnotes *footnotes = NULL;
    if (mdp_footnotes_create(document, NULL, &footnotes) != MDP_OK)
        return 0;
    uint64_t hash = mdp_footnotes_count(footnotes) + mdp_footnotes_number(footnotes, node) +
                    mdp_footnotes_reference(footnotes, node) + mdp_footnotes_references(footnotes, 1);
    hash += mdp_node_is_none(mdp_footnotes_definition(footnotes, 1));
    hash += mdp_node_is_none(mdp_document_footnote(document, "LABEL", 5));
    mdp_footnotes_destroy(footnotes);
    return hash;
}

/* Everything that can be asked of a document, and written of it; digest_document has the accessors of nodes. */
static uint64_t read_everything(const mdp_document *document, size_t offset)
{
    uint64_t hash = digest_document(document) ^ read_links(document);
    size_t same = mdp_document_shared_prefix(document, document);
    mdp_document_stats stats = mdp_document_measure(document);
    mdp_position position = mdp_document_position(document, offset);
    mdp_position utf16 = mdp_document_position_in(document, offset, MDP_UTF16);
    mdp_node node = mdp_document_node_at(document, offset), parent = mdp_node_parent(node);
    mdp_node definition = mdp_document_definition(document, "LABEL", 5);
    mdp_span span = mdp_node_span(mdp_node_next_sibling(mdp_node_first_child(parent)));
    bool equal = mdp_node_equal(mdp_document_root(document), parent) || mdp_node_is_none(definition);
    const size_t numbers[] = {stats.text_size,
                              stats.memory,
                              stats.nodes,
                              stats.chunks,
                              stats.definitions,
                              position.line,
                              span.begin,
                              span.end,
                              position.column,
                              equal,
                              same,
                              mdp_document_offset(document, position),
                              utf16.column,
                              mdp_document_offset_in(document, utf16, MDP_UTF16)};
    add_to_hash(&hash, (const char *)numbers, sizeof numbers);
    hash ^= read_footnotes(document, node);
    for (int format = MDP_FORMAT_HTML; format <= MDP_FORMAT_TREE; format++) {
        mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
        options.flags = MDP_RENDER_SOURCEPOS;
        mdp_sink sink = {.write = add_to_hash, .context = &hash};
        if (mdp_render(document, (mdp_format)format, &options, sink) != MDP_OK ||
            mdp_render_node(node, (mdp_format)format, &options, sink) != MDP_OK || mdp_node_document(node) != document)
            return 0;
    }
    return hash;
}

struct reading {
    const mdp_document *document;
    uint64_t hash;
    size_t offset;
    atomic_size_t wrong;
};

static void read_on(struct member *member)
{
    struct reading *reading = member->shared;
    for (size_t round = 0; round < 8; round++) {
        const mdp_document *document = mdp_document_retain(reading->document);
        crowd_stumble(member);
        atomic_fetch_add(&reading->wrong, read_everything(document, reading->offset) != reading->hash);
        for (size_t i = crowd_roll(member, 50); i > 0; i--) { /* beside those who read */
            mdp_document_retain(document);
            mdp_document_release(document);
        }
        mdp_document_release(document);
    }
}

static void read_in_a_crowd(struct check *check, const mdp_document *document)
{
    if (!CHECK(check, document != NULL && mdp_document_measure(document).chunks > 1))
        return;
    struct reading reading = {.document = document, .offset = TEXT_SIZE / 2};
    reading.hash = read_everything(document, reading.offset);
    CHECK(check, reading.hash != 0);
    crowd_run(crowd_oversubscribed(), read_on, &reading);
    CHECK_SIZE(check, atomic_load(&reading.wrong), 0);
    CHECK(check, read_everything(document, reading.offset) == reading.hash);
}

/* An allocator that knows the last block which is still there: once the parse has given back its scratch, the document.
 */
struct keeper {
    char *block;
    size_t size;
};

static void *keep(void *context, size_t size)
{
    struct keeper *keeper = context;
    keeper->block = malloc(size);
    keeper->size = size;
    return keeper->block;
}

static void let_go(void *context, void *memory, size_t size)
{
    (void)context, (void)size;
    free(memory);
}

/* Not a byte of a document changes while it is read: it is the same memory afterwards, the counts included. */
static void documents_never_change(struct check *check)
{
    struct keeper keeper = {NULL, 0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = (mdp_allocator){keep, let_go, &keeper};
    options.flags = MDP_EXT_GFM;
    char *text = make_text();
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(text, TEXT_SIZE, &options, &document) == MDP_OK);
    char *before = malloc(keeper.size);
    if (CHECK(check, before != NULL && keeper.size == mdp_document_measure(document).memory)) {
        memcpy(before, keeper.block, keeper.size);
        read_in_a_crowd(check, document);
        CHECK(check, memcmp(before, keeper.block, keeper.size) == 0);
    }
    free(before);
    mdp_document_release(document);
    free(text);
}

/* The same where a write, even of what is there already, would fault. */
static void nobody_writes(struct check *check)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_SEALED | MDP_PARSE_SMART | MDP_EXT_GFM;
    char *text = make_text();
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(text, TEXT_SIZE, &options, &document) == MDP_OK);
    free(text);
    read_in_a_crowd(check, document);
    mdp_document_release(document);
}

struct numbering {
    const mdp_document *document;
    const mdp_footnotes *footnotes;
    uint64_t hash;
    atomic_size_t wrong;
};

/* What a numbering tells of each node of its document, and of each footnote. */
static uint64_t read_numbering(const struct numbering *numbering)
{
    const mdp_footnotes *footnotes = numbering->footnotes;
    uint64_t hash = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(numbering->document));
    while (mdp_walker_next(&walker)) {
        size_t numbers[] = {mdp_footnotes_number(footnotes, walker.node),
                            mdp_footnotes_reference(footnotes, walker.node)};
        add_to_hash(&hash, (const char *)numbers, sizeof numbers);
    }
    for (size_t number = 1; number <= mdp_footnotes_count(footnotes); number++) {
        size_t numbers[] = {mdp_footnotes_references(footnotes, number),
                            mdp_node_span(mdp_footnotes_definition(footnotes, number)).begin};
        add_to_hash(&hash, (const char *)numbers, sizeof numbers);
    }
    return hash;
}

static void read_numbering_on(struct member *member)
{
    struct numbering *numbering = member->shared;
    for (size_t round = 0; round < 8; round++) {
        crowd_stumble(member);
        atomic_fetch_add(&numbering->wrong, read_numbering(numbering) != numbering->hash);
    }
}

/* One numbering for all threads. */
static void numberings_never_change(struct check *check)
{
    static const char notes[] = "b[^b] a[^a] b[^b]\n\n[^a]: *a*\n\n[^b]: b, and c[^c]\n\n[^c]: c\n\n";
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_FOOTNOTES;
    mdp_footnotes *footnotes = NULL;
    struct numbering numbering = {.document = NULL};
    CHECK(check, mdp_parse(notes, sizeof notes - 1, &options, &numbering.document) == MDP_OK);
    CHECK(check, mdp_footnotes_create(numbering.document, NULL, &footnotes) == MDP_OK);
    CHECK_SIZE(check, mdp_footnotes_count(footnotes), 3);
    CHECK_SIZE(check, mdp_footnotes_references(footnotes, 1), 2);
    numbering.footnotes = footnotes;
    numbering.hash = read_numbering(&numbering);
    crowd_run(crowd_oversubscribed(), read_numbering_on, &numbering);
    CHECK_SIZE(check, atomic_load(&numbering.wrong), 0);
    mdp_footnotes_destroy(footnotes);
    mdp_document_release(numbering.document);
}

/* -------------------------------------------------------------------------------------------- objects of one's own */

static bool is_about(const mdp_document *document, size_t number)
{
    char wanted[32];
    mdp_string text = mdp_node_text(mdp_node_first_child(mdp_node_first_child(mdp_document_root(document))));
    int size = snprintf(wanted, sizeof wanted, "%zu", number);
    return text.size == (size_t)size && memcmp(text.data, wanted, text.size) == 0;
}

static const mdp_document *parse_number(size_t number)
{
    char text[32];
    int size = snprintf(text, sizeof text, "# %zu\n", number);
    const mdp_document *document = NULL;
    mdp_parse(text, (size_t)size, NULL, &document);
    return document;
}

struct own {
    mdp_pool *pool;
    mdp_slot *slot;
    mdp_cache *cache;
};

/* Whether all objects of a thread show what this thread did, and nothing else. */
static bool use_own(struct own *own, size_t number)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = mdp_pool_executor(own->pool);
    mdp_input inputs[] = {{.text = "# 1\n", .size = 4}, {.text = "# 2\n", .size = 4}, {.text = "# 3\n", .size = 4}};
    const mdp_document *documents[CHECK_COUNT(inputs)], *document = parse_number(number), *cached = NULL;
    bool good = mdp_parse_batch(inputs, CHECK_COUNT(inputs), &options, documents) == MDP_OK;
    for (size_t i = 0; i < CHECK_COUNT(inputs); i++) {
        good = good && is_about(documents[i], i + 1);
        mdp_document_release(documents[i]);
    }
    mdp_slot_store(own->slot, document);
    const mdp_document *loaded = mdp_slot_load(own->slot);
    good = good && loaded == document && is_about(loaded, number);
    uint64_t calls = mdp_cache_counters(own->cache).hits + mdp_cache_counters(own->cache).misses;
    good = good && mdp_cache_parse(own->cache, "# 7\n", 4, NULL, &cached) == MDP_OK && is_about(cached, 7) &&
           mdp_cache_counters(own->cache).hits + mdp_cache_counters(own->cache).misses == calls + 1;
    mdp_document_release(cached);
    mdp_document_release(loaded);
    mdp_document_release(document);
    return good;
}

static void use_own_on(struct member *member)
{
    atomic_size_t *wrong = member->shared;
    struct own own = {NULL, NULL, NULL};
    bool made = mdp_pool_create(2, &own.pool) == MDP_OK && mdp_slot_create(NULL, &own.slot) == MDP_OK &&
                mdp_cache_create((size_t)1 << 20, &own.cache) == MDP_OK;
    for (size_t round = 0; made && round < 100; round++) {
        atomic_fetch_add(wrong, !use_own(&own, member->number * 1000 + round));
        crowd_stumble(member);
    }
    atomic_fetch_add(wrong, !made);
    mdp_cache_destroy(own.cache);
    mdp_slot_destroy(own.slot);
    mdp_pool_destroy(own.pool);
}

static void different_objects_never_interact(struct check *check)
{
    atomic_size_t wrong = 0;
    size_t blocks = atomic_load(&faults_malloc.live), threads = atomic_load(&faults_thread.live);
    crowd_run(crowd_oversubscribed(), use_own_on, &wrong);
    CHECK_SIZE(check, atomic_load(&wrong), 0);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    CHECK_SIZE(check, atomic_load(&faults_thread.live), threads);
}

/* --------------------------------------------------------------------------------------------------------- threads */

static void run_in_order(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    (void)context;
    for (size_t i = 0; i < count; i++)
        task(argument, i);
}

/* Every call there is that could want a thread. */
static void call_everything(struct check *check, mdp_executor executor)
{
    struct own own = {NULL, NULL, NULL};
    char *text = make_text();
    mdp_input inputs[100];
    const mdp_document *documents[CHECK_COUNT(inputs)], *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = executor;
    for (size_t i = 0; i < CHECK_COUNT(inputs); i++)
        inputs[i] = (mdp_input){.text = text, .size = TEXT_SIZE / (1 + i)};
    CHECK(check, mdp_parse(text, TEXT_SIZE, &options, &document) == MDP_OK);
    CHECK(check, read_everything(document, 0) != 0);
    CHECK(check, mdp_parse_batch(inputs, CHECK_COUNT(inputs), &options, documents) == MDP_OK);
    for (size_t i = 0; i < CHECK_COUNT(inputs); i++)
        mdp_document_release(documents[i]);
    CHECK(check, mdp_slot_create(document, &own.slot) == MDP_OK);
    CHECK(check, mdp_cache_create((size_t)1 << 20, &own.cache) == MDP_OK);
    mdp_document_release(mdp_slot_load(own.slot));
    mdp_slot_store(own.slot, NULL);
    CHECK(check, mdp_slot_replace(own.slot, NULL, document));
    mdp_document_release(document);
    CHECK(check, mdp_cache_parse(own.cache, text, TEXT_SIZE, &options, &document) == MDP_OK);
    mdp_cache_destroy(own.cache);
    mdp_slot_destroy(own.slot);
    mdp_document_release(document);
    free(text);
}

static void threads_start_where_asked(struct check *check)
{
    mdp_executor in_order = {run_in_order, NULL, 4};
    faults_arm(&faults_thread, 0, false);
    call_everything(check, mdp_pool_executor(NULL));
    call_everything(check, in_order);
    CHECK_SIZE(check, atomic_load(&faults_thread.calls), 0);
    mdp_pool *pool = NULL;
    CHECK(check, mdp_pool_create(4, &pool) == MDP_OK);
    CHECK_SIZE(check, atomic_load(&faults_thread.calls), 3);
    call_everything(check, mdp_pool_executor(pool));
    call_everything(check, mdp_pool_executor(pool));
    CHECK_SIZE(check, atomic_load(&faults_thread.calls), 3);
    mdp_pool_destroy(pool);
}

static void count_and_run(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    *(size_t *)context += count;
    run_in_order(NULL, count, task, argument);
}

/* Neither by the executor of the parse, which may be gone by then, nor on threads of its own. */
static void edits_run_in_the_calling_thread(struct check *check)
{
    const size_t size = (size_t)1 << 20;
    size_t tasks = 0, parsed_by = 0, threads = atomic_load(&faults_thread.calls);
    const mdp_document *document = NULL, *edited = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = (mdp_executor){count_and_run, &tasks, 4};
    char *text = malloc(size);
    for (size_t i = 0; text != NULL && i < size; i++)
        text[i] = every_kind[i % (sizeof every_kind - 1)];
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    parsed_by = tasks;
    CHECK(check, parsed_by > 0);
    const mdp_edit all = {.begin = 0, .end = size, .text = text, .size = size};
    CHECK(check, mdp_document_edit(document, &all, 1, &edited) == MDP_OK);
    CHECK(check, digest_document(edited) == digest_document(document));
    CHECK_SIZE(check, tasks, parsed_by);
    CHECK_SIZE(check, atomic_load(&faults_thread.calls), threads);
    mdp_document_release(edited);
    mdp_document_release(document);
    free(text);
}

struct crossing {
    atomic_size_t inside;
    atomic_size_t most;
};

static void cross(void *argument, size_t index)
{
    struct crossing *crossing = argument;
    size_t inside = atomic_fetch_add(&crossing->inside, 1) + 1, most = atomic_load(&crossing->most);
    while (most < inside && !atomic_compare_exchange_weak(&crossing->most, &most, inside))
        continue;
    for (size_t i = index % 4; i > 0; i--)
        sched_yield();
    atomic_fetch_sub(&crossing->inside, 1);
}

static void no_more_tasks_at_once_than_width(struct check *check)
{
    for (unsigned threads = 1; threads <= 8; threads++) {
        mdp_pool *pool = NULL;
        CHECK(check, mdp_pool_create(threads, &pool) == MDP_OK);
        mdp_executor executor = mdp_pool_executor(pool);
        struct crossing crossing = {0};
        for (size_t round = 0; round < 50; round++)
            executor.run(executor.context, 100, cross, &crossing);
        CHECK(check, atomic_load(&crossing.most) <= executor.width);
        CHECK_SIZE(check, executor.width, threads);
        mdp_pool_destroy(pool);
    }
}

/* --------------------------------------------------------------------------------------------- executors of caches */

struct sharing {
    mdp_pool *pool;
    mdp_cache *cache;
    const char *text;
    atomic_size_t wrong;
};

/* All ask for the same few texts at the same time, and all let the one pool do the work. */
static void ask_with_the_pool(struct member *member)
{
    struct sharing *sharing = member->shared;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = mdp_pool_executor(sharing->pool);
    for (size_t round = 0; round < 40; round++) {
        const mdp_document *document = NULL;
        size_t size = TEXT_SIZE - round / 2;
        mdp_status status = mdp_cache_parse(sharing->cache, sharing->text, size, &options, &document);
        atomic_fetch_add(&sharing->wrong, status != MDP_OK || mdp_document_size(document) != size);
        mdp_document_release(document);
        crowd_stumble(member);
    }
}

static void caches_parse_on_a_pool(struct check *check)
{
    char *text = make_text();
    struct sharing sharing = {.text = text};
    CHECK(check, mdp_pool_create(4, &sharing.pool) == MDP_OK);
    CHECK(check, mdp_cache_create((size_t)1 << 20, &sharing.cache) == MDP_OK);
    crowd_run(CROWD_SIZE, ask_with_the_pool, &sharing);
    CHECK_SIZE(check, atomic_load(&sharing.wrong), 0);
    mdp_cache_counts counts = mdp_cache_counters(sharing.cache);
    CHECK_SIZE(check, counts.hits + counts.misses, CROWD_SIZE * 40);
    CHECK(check, counts.hits > 0);
    mdp_cache_destroy(sharing.cache);
    mdp_pool_destroy(sharing.pool);
    free(text);
}

static void count_run(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    ++*(size_t *)context;
    run_in_order(NULL, count, task, argument);
}

static void a_hit_needs_no_executor(struct check *check)
{
    size_t runs = 0;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = (mdp_executor){count_run, &runs, 4};
    mdp_cache *cache = NULL;
    char *text = make_text();
    const mdp_document *first = NULL, *second = NULL;
    CHECK(check, mdp_cache_create((size_t)1 << 20, &cache) == MDP_OK);
    CHECK(check, mdp_cache_parse(cache, text, TEXT_SIZE, &options, &first) == MDP_OK);
    size_t parsing = runs;
    CHECK(check, mdp_cache_parse(cache, text, TEXT_SIZE, &options, &second) == MDP_OK);
    CHECK(check, first == second && first != NULL);
    CHECK_SIZE(check, runs, parsing);
    mdp_document_release(first);
    mdp_document_release(second);
    mdp_cache_destroy(cache);
    free(text);
}

/* ------------------------------------------------------------------------------------------------------ allocators */

/* Says of each call whether it came from the one thread that may call now. */
struct visitors {
    pthread_t only;
    atomic_size_t allocations;
    atomic_size_t releases;
    atomic_size_t strangers;
};

static void *visit_allocate(void *context, size_t size)
{
    struct visitors *visitors = context;
    atomic_fetch_add(&visitors->allocations, 1);
    atomic_fetch_add(&visitors->strangers, !pthread_equal(pthread_self(), visitors->only));
    return malloc(size);
}

static void visit_release(void *context, void *memory, size_t size)
{
    struct visitors *visitors = context;
    (void)size;
    atomic_fetch_add(&visitors->releases, 1);
    atomic_fetch_add(&visitors->strangers, !pthread_equal(pthread_self(), visitors->only));
    free(memory);
}

struct handover {
    struct visitors visitors;
    const mdp_document *document;
};

static void *release_elsewhere(void *argument)
{
    struct handover *handover = argument;
    handover->visitors.only = pthread_self();
    mdp_document_release(handover->document);
    return NULL;
}

static void allocator_is_called_by_its_users(struct check *check)
{
    struct handover handover = {.visitors = {.only = pthread_self()}};
    struct visitors *visitors = &handover.visitors;
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = (mdp_allocator){visit_allocate, visit_release, visitors};
    char *text = make_text();
    CHECK(check, mdp_parse(text, TEXT_SIZE, &options, &handover.document) == MDP_OK);
    size_t left = atomic_load(&visitors->allocations) - atomic_load(&visitors->releases);
    CHECK(check, left > 0);
    size_t releases = atomic_load(&visitors->releases);
    pthread_t thread;
    if (CHECK(check, pthread_create(&thread, NULL, release_elsewhere, &handover) == 0))
        pthread_join(thread, NULL);
    CHECK_SIZE(check, atomic_load(&visitors->releases), releases + left);
    CHECK_SIZE(check, atomic_load(&visitors->strangers), 0);
    free(text);
}

/* -------------------------------------------------------------------------------------------------- without memory */

struct scarcity {
    mdp_cache *cache;
    mdp_slot *slot;
    atomic_size_t wrong;
    atomic_size_t failed;   /* calls that were told that there is no memory */
    atomic_size_t replaced; /* versions that were published */
};

/* One of the next allocations of whichever thread fails; often all of some stretch do. */
static void take_memory_away(struct member *member)
{
    faults_arm(&faults_malloc, 1 + crowd_roll(member, 12), crowd_roll(member, 8) == 0);
}

static void ask_in_scarcity(struct member *member)
{
    struct scarcity *scarcity = member->shared;
    for (size_t round = 0; round < 500; round++) {
        char text[32];
        size_t number = crowd_roll(member, 40);
        int size = snprintf(text, sizeof text, "# %zu\n", number);
        const mdp_document *document = NULL;
        if (crowd_roll(member, 4) == 0)
            take_memory_away(member);
        mdp_status status = mdp_cache_parse(scarcity->cache, text, (size_t)size, NULL, &document);
        bool good = status == MDP_OK ? is_about(document, number) : status == MDP_ERR_NOMEM && document == NULL;
        atomic_fetch_add(&scarcity->wrong, !good);
        atomic_fetch_add(&scarcity->failed, status != MDP_OK);
        mdp_document_release(document);
        crowd_stumble(member);
    }
}

/* A question is answered or refused, and whoever waited for a parse that failed does not wait for ever. */
static void caches_without_memory(struct check *check)
{
    struct scarcity scarcity = {.cache = NULL};
    size_t blocks = atomic_load(&faults_malloc.live);
    CHECK(check, mdp_cache_create(6000, &scarcity.cache) == MDP_OK);
    crowd_run(CROWD_SIZE, ask_in_scarcity, &scarcity);
    faults_disarm(&faults_malloc);
    mdp_cache_counts counts = mdp_cache_counters(scarcity.cache);
    CHECK_SIZE(check, atomic_load(&scarcity.wrong), 0);
    CHECK(check, atomic_load(&scarcity.failed) > 0 && counts.hits > 0 && counts.evictions > 0);
    CHECK(check, counts.bytes <= 6000);
    mdp_cache_destroy(scarcity.cache);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
}

static size_t number_of(const mdp_document *document)
{
    mdp_string text = mdp_node_text(mdp_node_first_child(mdp_node_first_child(mdp_document_root(document))));
    size_t number = 0;
    for (size_t i = 0; i < text.size; i++)
        number = number * 10 + (size_t)(text.data[i] - '0');
    return number;
}

/* The first half of a crowd derives versions from the current one, the others read. */
static void derive_in_scarcity(struct member *member)
{
    struct scarcity *scarcity = member->shared;
    size_t last = 0;
    for (size_t round = 0; round < 500; round++) {
        const mdp_document *before = mdp_slot_load(scarcity->slot), *after = NULL;
        size_t number = number_of(before);
        atomic_fetch_add(&scarcity->wrong, number < last);
        last = number;
        if (member->number < CROWD_SIZE / 2) {
            if (crowd_roll(member, 4) == 0)
                take_memory_away(member);
            after = parse_number(number + 1);
            atomic_fetch_add(&scarcity->failed, after == NULL);
        }
        crowd_stumble(member);
        if (after != NULL && mdp_slot_replace(scarcity->slot, before, after))
            atomic_fetch_add(&scarcity->replaced, 1);
        mdp_document_release(after);
        mdp_document_release(before);
    }
}

/* Loading and storing take no memory, so where only parsing fails the current version is always one that was whole. */
static void slots_without_memory(struct check *check)
{
    struct scarcity scarcity = {.slot = NULL};
    size_t blocks = atomic_load(&faults_malloc.live);
    const mdp_document *document = parse_number(0);
    CHECK(check, mdp_slot_create(document, &scarcity.slot) == MDP_OK);
    mdp_document_release(document);
    crowd_run(CROWD_SIZE, derive_in_scarcity, &scarcity);
    faults_disarm(&faults_malloc);
    document = mdp_slot_load(scarcity.slot);
    CHECK_SIZE(check, number_of(document), atomic_load(&scarcity.replaced));
    CHECK_SIZE(check, atomic_load(&scarcity.wrong), 0);
    CHECK(check, atomic_load(&scarcity.failed) > 0 && atomic_load(&scarcity.replaced) > 0);
    mdp_document_release(document);
    mdp_slot_destroy(scarcity.slot);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"documents_never_change", documents_never_change},
        {"nobody_writes", nobody_writes},
        {"numberings_never_change", numberings_never_change},
        {"different_objects_never_interact", different_objects_never_interact},
        {"threads_start_where_asked", threads_start_where_asked},
        {"edits_run_in_the_calling_thread", edits_run_in_the_calling_thread},
        {"no_more_tasks_at_once_than_width", no_more_tasks_at_once_than_width},
        {"caches_parse_on_a_pool", caches_parse_on_a_pool},
        {"a_hit_needs_no_executor", a_hit_needs_no_executor},
        {"allocator_is_called_by_its_users", allocator_is_called_by_its_users},
        {"caches_without_memory", caches_without_memory},
        {"slots_without_memory", slots_without_memory},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
