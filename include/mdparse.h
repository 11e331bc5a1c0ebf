/* mdparse.h: parse Markdown into an immutable document that any number of threads may read.
 *
 * OWNERSHIP. mdp_parse returns a document that holds one reference, the caller's; mdp_document_retain adds one,
 * mdp_document_release drops one, and the last release frees everything. The text that was parsed is copied: the
 * caller may change or free it as soon as the call returns. Pools, recyclers, slots, caches and the numbering of
 * footnotes belong to whoever created them, who destroys them. Nothing else in this header has to be released.
 *
 * LIFETIME. Handles (mdp_node), strings (mdp_string) and walkers point into their document. They need no release and
 * stay valid for as long as somebody holds a reference to that document, however many handles exist or are dropped.
 *
 * THREADS. The library has no mutable global, no thread-local, and reads no locale, environment or clock. So calls on
 * different objects never interact, and any number of threads may parse at once. A document never changes, and no
 * numbering of footnotes, so any number of threads may call every function that takes a `const mdp_document *`, an
 * `mdp_node` or a `const mdp_footnotes *` at the same time without a lock; retain and release are atomic. Pools,
 * recyclers, slots and caches are made to be shared by threads.
 * The library starts no thread by itself: mdp_pool_create does, for a caller who asks.
 *
 * ERRORS. Markdown has no syntax errors: any bytes parse. What can fail is memory, a limit, an argument or a sink; that
 * comes back as an mdp_status, with nothing leaked and no output object half-built. The library never aborts,
 * prints or exits. A pointer must not be NULL where its comment does not allow it; calls that return an mdp_status
 * look, and return MDP_ERR_ARGUMENT. Accessors cannot fail: on a node of another kind, on the none node and on a NULL
 * document they return the empty value that their comment names.
 *
 * LIMITS. Time and memory are linear in the input, whatever the input, and no call recurses on its depth. 64 KiB of
 * stack are enough for any call, besides what an allocator, an executor or a sink of the caller takes; a library that
 * was built without optimisation takes up to three times as much. A text has at most MDP_TEXT_SIZE_MAX bytes, or what
 * mdp_limits says; what lies beyond the other limits there stays text. Strings are not NUL-terminated, they are valid
 * UTF-8 without a NUL: each NUL and each invalid sequence of the input reads as U+FFFD. Offsets and sizes are bytes,
 * counted from 0; lines and columns count from 1.
 *
 * Syntax: CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/ ("spec" below). */
#ifndef MDPARSE_H
#define MDPARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MDP_VERSION_MAJOR 0
#define MDP_VERSION_MINOR 1
#define MDP_VERSION_PATCH 0
#define MDP_VERSION       "0.1.0"

#if defined(__GNUC__)
#define MDP_API __attribute__((visibility("default")))
#else
#define MDP_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------------- results */

typedef enum mdp_status {
    MDP_OK = 0,
    MDP_ERR_NOMEM = 1,    /* the allocator, or the system, gave no memory */
    MDP_ERR_LIMIT = 2,    /* the text is larger than the limit, or its document would not fit 32-bit offsets */
    MDP_ERR_ARGUMENT = 3, /* a required pointer is NULL, an option is unknown or too large, a range is reversed */
    MDP_ERR_SINK = 4,     /* the sink returned something other than 0 */
    MDP_ERR_THREAD = 5    /* the system started no further thread */
} mdp_status;

/* A short English sentence without a full stop, for any value; static storage. */
MDP_API const char *mdp_status_message(mdp_status status);

/* The version of the library that runs, "MAJOR.MINOR.PATCH", to compare with MDP_VERSION; static storage. */
MDP_API const char *mdp_version(void);

/* ------------------------------------------------------------------------------------------------------ values */

/* Bytes, valid UTF-8, not NUL-terminated. `data` is never NULL, also where size is 0. */
typedef struct mdp_string {
    const char *data;
    size_t size;
} mdp_string;

/* So many bytes behind the end of each string that a call here returns, an empty one too, may be read as well, for code
 * that takes many bytes at a time. What they hold means nothing. */
#define MDP_STRING_PADDING 64

/* Bytes [begin, end) of the text as it was given to mdp_parse, byte order mark included, counted from 0. */
typedef struct mdp_span {
    size_t begin;
    size_t end;
} mdp_span;

/* Both count from 1; 0 where there is no document. A column is a byte of its line: a tab is one column, a two-byte
 * character two. */
typedef struct mdp_position {
    size_t line;
    size_t column;
} mdp_position;

/* ----------------------------------------------------------------------------------------- executors and pools */

/* How the library spreads work over threads: the caller's way, or mdp_pool's. All zero means none: then all work is
 * done in the calling thread. The result of a call never depends on it.
 *
 * `run` calls task(argument, index) once for each index below count, in any order and on any threads, and returns when
 * all those calls have returned. What was written before `run` is seen by the tasks, and what the tasks write is seen
 * when it returns. No task waits for another, so running them one after the other in the calling thread is allowed too.
 * `run` may be called from several threads at once, and from inside a task. One of `run` and `width` without the other
 * is MDP_ERR_ARGUMENT. */
typedef struct mdp_executor {
    void (*run)(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument);
    void *context;
    size_t width; /* how many tasks of one call run at once, at most: in how many parts to cut work. At least 1. */
} mdp_executor;

/* Threads that wait for work. */
typedef struct mdp_pool mdp_pool;

/* Makes a pool on which `threads` threads work on a call, the calling one included: so one thread less is started, here
 * and never again. 0 means one for each processor that the process may use. While there is no work they sleep. Of
 * signals those threads take only what a fault of their own raises. Stores the pool, which the caller destroys, in
 * *pool. On failure (MDP_ERR_NOMEM, _THREAD, and _ARGUMENT where `pool` is NULL) *pool is set to NULL, and the threads
 * that were started have ended. */
MDP_API mdp_status mdp_pool_create(unsigned threads, mdp_pool **pool);

/* The executor that runs on a pool, good until the pool is destroyed; all zero for NULL. Any number of threads may use
 * it at once: a thread of the pool that becomes free goes to a call that has tasks left, to each in turn. A task may
 * call it again: the calling thread works on its own call, and waits for tasks of that call only, so nesting cannot
 * deadlock. */
MDP_API mdp_executor mdp_pool_executor(mdp_pool *pool);

/* Ends the threads and frees the pool. Requires that no call uses it any more. NULL is allowed. */
MDP_API void mdp_pool_destroy(mdp_pool *pool);

/* ------------------------------------------------------------------------------------------------------ memory */

/* Where memory comes from. `allocate` returns memory aligned for any object, or NULL; size is never 0. `release` is
 * given the size that was asked for. Both are called from the threads that call the library or run its tasks, for a
 * document also from the thread that drops its last reference, so they must be safe to call from several threads if the
 * caller has several. One of the two functions without the other is MDP_ERR_ARGUMENT. */
typedef struct mdp_allocator {
    void *(*allocate)(void *context, size_t size);
    void (*release)(void *context, void *memory, size_t size);
    void *context;
} mdp_allocator;

/* Memory that is kept for the next parse. It pays for large texts that are parsed again and again, on several threads
 * above all: without it the C library gives much of what is freed back to the system, which has to give it anew to each
 * parse. Any number of threads may use it at once. Its own memory comes from malloc. */
typedef struct mdp_recycler mdp_recycler;

/* Makes a recycler that keeps at most `most` bytes of what is released; with 0 it keeps nothing. With five times the
 * size of the text, all that a parse of prose needs is there for the next. Stores the recycler, which the caller
 * destroys, in *recycler. On failure (MDP_ERR_NOMEM, and _ARGUMENT where `recycler` is NULL) *recycler is set to
 * NULL. */
MDP_API mdp_status mdp_recycler_create(size_t most, mdp_recycler **recycler);

/* The allocator on a recycler, good until the recycler is destroyed; all zero for NULL, which is malloc. Blocks of less
 * than 64 KiB come from malloc and go to free. Larger ones are rounded up, by less than an eighth. A call is given the
 * kept block of its rounded size that was released last, or else a new one. A block that is released is kept; where
 * more than `most` bytes would be kept then, those that were released first are freed, and a block that is larger than
 * `most` by itself is freed at once. Where malloc has no memory, all that is kept is freed, and malloc is asked once
 * more. Cost: constant, amortised, and that of malloc and free. */
MDP_API mdp_allocator mdp_recycler_allocator(mdp_recycler *recycler);

/* What a recycler has done and keeps. Blocks of less than 64 KiB are not counted. */
typedef struct mdp_recycler_counts {
    uint64_t reuses; /* allocations that were given a kept block */
    uint64_t misses; /* allocations for which none was kept */
    uint64_t frees;  /* blocks that were freed, to make room or by mdp_recycler_trim or for want of memory */
    size_t blocks;   /* that are kept */
    size_t bytes;    /* of these; never more than `most` */
} mdp_recycler_counts;

/* All counts are those of one moment. */
MDP_API mdp_recycler_counts mdp_recycler_counters(mdp_recycler *recycler);

/* Frees all that is kept: for a program that will not parse for a while. NULL is allowed. */
MDP_API void mdp_recycler_trim(mdp_recycler *recycler);

/* Frees the recycler and what it keeps. Requires that no call uses it any more, and that all that was allocated from it
 * is released, documents too. NULL is allowed. */
MDP_API void mdp_recycler_destroy(mdp_recycler *recycler);

/* ----------------------------------------------------------------------------------------------------- options */

/* Parse options, to be combined with |. Bits that have no name here are reserved: a call that is given one returns
 * MDP_ERR_ARGUMENT. */
#define MDP_PARSE_SMART UINT64_C(1) /* straight quotes, --, --- and ... become typographic punctuation, as in cmark */

/* Syntax extensions, as GitHub Flavored Markdown has them: parse options too, each chosen by itself and at no cost
 * where it is off. */
#define MDP_EXT_STRIKETHROUGH        (UINT64_C(1) << 2)  /* ~~a~~ and ~a~ */
#define MDP_EXT_AUTOLINK             (UINT64_C(1) << 3)  /* addresses in text: www.a.org, https://a.org, me@a.org */
#define MDP_EXT_TASK_LIST            (UINT64_C(1) << 4)  /* - [ ] and - [x]: list items with a box */
#define MDP_EXT_STRIKETHROUGH_DOUBLE (UINT64_C(1) << 7)  /* ~~a~~ only, with or without MDP_EXT_STRIKETHROUGH */
#define MDP_EXT_TABLE                (UINT64_C(1) << 8)  /* | a | b |, a line of dashes below it, and rows */
#define MDP_EXT_FOOTNOTES            (UINT64_C(1) << 9)  /* [^a] in text, and [^a]: and the blocks of the note */
#define MDP_EXT_ALERTS               (UINT64_C(1) << 10) /* > [!NOTE] and a quote; TIP, IMPORTANT, WARNING, CAUTION */

/* GitHub's set. Two parts of GitHub's Markdown are options of the rendering, MDP_RENDER_TAG_FILTER and
 * MDP_RENDER_HEADING_IDS, and so not in here. */
#define MDP_EXT_GFM                                                                                                    \
    (MDP_EXT_STRIKETHROUGH | MDP_EXT_AUTOLINK | MDP_EXT_TASK_LIST | MDP_EXT_TABLE | MDP_EXT_ALERTS | MDP_EXT_FOOTNOTES)

/* The document stands in pages of its own that nobody can write to: a stray write faults where it is made, not where a
 * reader comes to see it. Its memory is the system's, not the allocator's; two pages are the least, and a parse makes
 * two system calls more for each allocation of the document, of which a large text has some. */
#define MDP_SEALED (UINT64_C(1) << 32)

/* How far a parse goes along with a text; 0 is the default of each. What lies beyond a limit of the syntax stays text:
 * nothing is refused because of what it says. docs/limits.md has the reasons. */
typedef struct mdp_limits {
    size_t text_size;     /* bytes; more is MDP_ERR_LIMIT. Default and most: MDP_TEXT_SIZE_MAX */
    uint32_t nesting;     /* block quotes, list items and footnotes within each other: a marker beyond is text. The same
                             for inlines within each other in one block: their delimiters are text. Default:
                             MDP_NESTING_DEFAULT */
    uint32_t parentheses; /* that are open at once in a destination without angle brackets: with more there is no link.
                             Default: 32; most: 999, as a text can cost as many steps for each byte */
    /* Bytes of a link label, and of a footnote's with "[^" before it: a longer one is none. Default and most: 999 */
    uint32_t label_size;
} mdp_limits;

#define MDP_NESTING_DEFAULT UINT32_C(1000000) /* levels; docs/limits.md says why so many */

typedef struct mdp_options {
    size_t struct_size;      /* set by MDP_OPTIONS_INIT; how the library knows the caller's version of this struct */
    uint64_t flags;          /* MDP_PARSE_*, MDP_EXT_*, MDP_SEALED; 0 is plain CommonMark */
    mdp_allocator allocator; /* of the document and of the parse's scratch; all NULL means malloc and free */
    mdp_executor executor;   /* who does the work; all zero means the calling thread */
    mdp_limits limits;       /* all zero means the defaults */
} mdp_options;

/* clang-format off */
#define MDP_OPTIONS_INIT { sizeof(mdp_options), 0, { NULL, NULL, NULL }, { NULL, NULL, 0 }, { 0, 0, 0, 0 } }
/* clang-format on */

/* --------------------------------------------------------------------------------------------------- documents */

/* One immutable version of a parsed text. */
typedef struct mdp_document mdp_document;

#define MDP_TEXT_SIZE_MAX ((size_t)0xFFFF0000) /* bytes: offsets in a document have 32 bits, with room to spare */

/* Parses text[0, size) and stores the document, which the caller releases, in *document. NULL options mean
 * MDP_OPTIONS_INIT; a NULL text is allowed where size is 0. On failure (MDP_ERR_NOMEM, _LIMIT, _ARGUMENT) *document is
 * set to NULL if `document` is not NULL. Cost: linear in size.
 *
 * With an executor, a text of 512 KiB or more is parsed on several threads, and the document is the same, byte for
 * byte. */
MDP_API mdp_status mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document);

/* Adds a reference and returns the same document. NULL is allowed and returned. */
MDP_API const mdp_document *mdp_document_retain(const mdp_document *document);

/* Drops a reference; the last one frees the document. NULL is allowed. */
MDP_API void mdp_document_release(const mdp_document *document);

/* The size in bytes of the text that was parsed; 0 for NULL. */
MDP_API size_t mdp_document_size(const mdp_document *document);

/* The flags of the options that it was parsed with, which its edits keep; 0 for NULL. */
MDP_API uint64_t mdp_document_flags(const mdp_document *document);

/* The text that was parsed, as it was given, in pieces, because an edited document need not hold it in one: the longest
 * piece that is at hand from `offset` on. Empty at the end and beyond it. Unlike every other string it is raw: it may
 * hold NUL and invalid UTF-8. To read all: add the size of each piece to the offset until a piece is empty.
 * Cost: logarithmic in the number of pieces. */
MDP_API mdp_string mdp_document_piece(const mdp_document *document, size_t offset);

/* Line and column of a byte of the text; an offset beyond the end counts as the end. LF, CR and CRLF end lines, and
 * belong to the line that they end. Cost: logarithmic in the size of the document. */
MDP_API mdp_position mdp_document_position(const mdp_document *document, size_t offset);

/* The offset of the byte at a line and column, as mdp_document_position tells them. A column beyond the line and its
 * ending is where that ending begins; a line beyond the last is the end of the text; 0 counts as 1. 0 for NULL. Cost:
 * logarithmic in the size of the document. */
MDP_API size_t mdp_document_offset(const mdp_document *document, mdp_position position);

/* In whose code units a column is counted: what the Language Server Protocol calls a position encoding. Editors count
 * in UTF-16, where a character beyond U+FFFF is two columns, or in code points, which are the units of UTF-32. */
typedef enum mdp_encoding {
    MDP_UTF8, /* bytes, as everywhere else here */
    MDP_UTF16,
    MDP_UTF32
} mdp_encoding;

/* The same with columns in code units of `encoding`; one that is not known counts as MDP_UTF8. What is no UTF-8 counts
 * as the characters U+FFFD that it reads as: one for each maximal subpart (Unicode 3.9). A byte within a character, and
 * a column within one, stand for where it begins. Cost: that of the others, and the bytes of the line before it. */
MDP_API mdp_position mdp_document_position_in(const mdp_document *document, size_t offset, mdp_encoding encoding);
MDP_API size_t mdp_document_offset_in(const mdp_document *document, mdp_position position, mdp_encoding encoding);

/* What a document holds, for people who measure; all 0 for NULL. */
typedef struct mdp_document_stats {
    size_t text_size;   /* bytes of text, as mdp_document_size */
    size_t memory;      /* bytes allocated that the document holds, the copy of the text included; with MDP_SEALED
                           whole pages */
    size_t memory_own;  /* of these, what nobody else holds just now: what its last release would free */
    size_t nodes;       /* nodes, the document node included */
    size_t chunks;      /* pieces of whole top-level blocks that it is stored in */
    size_t definitions; /* link reference and footnote definitions in force, so without those that repeat a label */
} mdp_document_stats;

/* Cost: linear in the number of chunks. */
MDP_API mdp_document_stats mdp_document_measure(const mdp_document *document);

/* ------------------------------------------------------------------------------------------------------- edits */

/* Bytes [begin, end) of a document's text become text[0, size). Nothing is inserted where size is 0, and then text may
 * be NULL; nothing is removed where begin is end. */
typedef struct mdp_edit {
    size_t begin;
    size_t end;
    const char *text;
    size_t size;
} mdp_edit;

/* Makes the next version of a document: its text with `count` edits, whose offsets are all into the text of `document`.
 * They may stand in any order and touch, but not overlap. What several insert at one offset is inserted in the order
 * given, and before what replaces bytes from there on. The result equals mdp_parse of the new text with the options of
 * the old document, allocator, limits and MDP_SEALED included, node for node and span for span. How it is stored may
 * differ: where mdp_document_piece ends a piece, and what mdp_document_measure says of memory and chunks. It shares
 * with `document` what did not change; that stays as it is, and valid until it is released, in whatever order. Any
 * number of threads may edit the same document at once. An edit itself runs in the calling thread alone: the executor
 * is not kept.
 *
 * Stores the new document, which the caller releases, in *edited. On failure *edited is set to NULL: MDP_ERR_NOMEM,
 * _LIMIT, and _ARGUMENT where a pointer is NULL (`edits` may be, where count is 0), a range is reversed, ends behind
 * the text, or overlaps another.
 *
 * Cost: linear in the top-level blocks that the edits touch and change, with some 8 KiB of text around each, and one
 * step for each 8 KiB of the document. Where a label becomes defined, or no longer is, also in the text around the
 * references that ask for it; where definitions come, go or move, linear in the number of definitions. docs/edits.md
 * has the worst cases. */
MDP_API mdp_status mdp_document_edit(const mdp_document *document, const mdp_edit *edits, size_t count,
                                     const mdp_document **edited);

/* mdp_document_edit that adds text at the end, for text that streams in. `text` may be NULL where size is 0. Cost:
 * linear in text[0, size), in the last top-level block, and in some 8 KiB before it. */
MDP_API mdp_status mdp_document_append(const mdp_document *document, const char *text, size_t size,
                                       const mdp_document **appended);

/* How many top-level blocks at the start of two documents are the same: in text and tree, in the offsets at which they
 * stand, and in the targets of their references; 0 where one is NULL. So a blank line in front of all leaves none. A
 * view of `before` that comes to show `after` can leave these as they are, but for what a rendering makes of the whole
 * document: the number in a heading's identifier (MDP_RENDER_HEADING_IDS), and which references go beyond `references`.
 * Meant for versions of one document. Cost: one step for each 8 KiB that the versions share, and linear in the text
 * that they do not; linear in the blocks that are the same only where definitions changed. */
MDP_API size_t mdp_document_shared_prefix(const mdp_document *before, const mdp_document *after);

/* ----------------------------------------------------------------------------------------------------- batches */

/* One text of a batch. The caller sets text and size, the call sets status. */
typedef struct mdp_input {
    const char *text;
    size_t size;
    mdp_status status; /* as mdp_parse would return */
} mdp_input;

/* Parses `count` texts, with the executor of the options on several threads at once, and stores the documents, which
 * the caller releases, in documents[0, count), in the order of the inputs. Each text succeeds or fails by itself: its
 * status says which, and its document is NULL where it failed. Returns the first status that is not MDP_OK, in the
 * order of the inputs, or MDP_OK; where count is not 0 and one of the arrays is NULL, each text has failed with
 * MDP_ERR_ARGUMENT, and the other array says so. Each thread keeps its scratch from text to text. Cost: linear in the
 * sizes; with an executor it allocates one word for each input, and does without where there is no memory. */
MDP_API mdp_status mdp_parse_batch(mdp_input *inputs, size_t count, const mdp_options *options,
                                   const mdp_document **documents);

/* ------------------------------------------------------------------------------------------------------- nodes */

/* The kinds of nodes, named as in the spec; in brackets what the accessors below tell of each. The numbers are
 * stable. Block kinds are below MDP_KIND_TEXT, inline kinds from there on. */
typedef enum mdp_kind {
    MDP_KIND_NONE = 0,           /* the none node: no node at all */
    MDP_KIND_DOCUMENT = 1,       /* the root; contains blocks */
    MDP_KIND_BLOCK_QUOTE = 2,    /* spec 5.1; contains blocks */
    MDP_KIND_LIST = 3,           /* spec 5.3; contains list items [list_ordered, _start, _tight, _marker] */
    MDP_KIND_LIST_ITEM = 4,      /* spec 5.2; contains blocks [task, task_box] */
    MDP_KIND_CODE_BLOCK = 5,     /* spec 4.4, 4.5 [text, code_fenced, code_info] */
    MDP_KIND_HTML_BLOCK = 6,     /* spec 4.6 [text] */
    MDP_KIND_PARAGRAPH = 7,      /* spec 4.8; contains inlines */
    MDP_KIND_HEADING = 8,        /* spec 4.2, 4.3; contains inlines [heading_level, heading_setext] */
    MDP_KIND_THEMATIC_BREAK = 9, /* spec 4.1 */
    MDP_KIND_DEFINITION = 10,    /* link reference definition, spec 4.7 [label, destination, title]; prints nothing */
    MDP_KIND_TABLE = 11,         /* MDP_EXT_TABLE; contains rows, the first of them its header [table_columns] */
    MDP_KIND_TABLE_ROW = 12,     /* contains cells [row_header] */
    MDP_KIND_TABLE_CELL = 13,    /* contains inlines [cell_align] */
    MDP_KIND_FOOTNOTE_DEFINITION = 14, /* MDP_EXT_FOOTNOTES; contains blocks, the note [label] */
    MDP_KIND_ALERT = 15,      /* MDP_EXT_ALERTS; contains blocks, its marker is none of them [alert, _marker] */
    MDP_KIND_TEXT = 32,       /* spec 6.9 [text]; adjacent text nodes occur, where a slice of the source ends */
    MDP_KIND_SOFT_BREAK = 33, /* spec 6.8; its span holds the spaces and tabs before the line ending, and that */
    MDP_KIND_HARD_BREAK = 34, /* spec 6.7; the same, or a backslash and the line ending */
    MDP_KIND_CODE_SPAN = 35,  /* spec 6.1 [text] */
    MDP_KIND_RAW_HTML = 36,   /* spec 6.6 [text] */
    MDP_KIND_EMPHASIS = 37,   /* spec 6.2; contains inlines */
    MDP_KIND_STRONG = 38,     /* spec 6.2, strong emphasis; contains inlines */
    MDP_KIND_LINK = 39,       /* spec 6.3, 6.5; contains inlines [link_form, destination, title, label] */
    MDP_KIND_IMAGE = 40,      /* spec 6.4; contains inlines, its description [link_form, destination, title, label] */
    MDP_KIND_STRIKETHROUGH = 41,     /* MDP_EXT_STRIKETHROUGH; contains inlines */
    MDP_KIND_FOOTNOTE_REFERENCE = 42 /* MDP_EXT_FOOTNOTES [label, definition] */
} mdp_kind;

/* A node of a document: a small handle, passed by value, compared with mdp_node_equal. Its fields are private. The none
 * node, mdp_node_is_none, stands for "no such node"; a handle whose bytes are all zero is one. */
typedef struct mdp_node {
    const mdp_document *document;
    uint32_t chunk;
    uint32_t index;
} mdp_node;

/* Whether nodes of this kind contain others: those of which the enumeration says so, also where one has no child. */
MDP_API bool mdp_kind_is_container(mdp_kind kind);

/* The name of a kind as in the enumeration, in lower case without the prefix: "block_quote"; "unknown" for what is no
 * kind. Static storage. */
MDP_API const char *mdp_kind_name(mdp_kind kind);

/* Navigation: the document node, and from a node its parent, the first of its children and the next child of its
 * parent. Each returns the none node where there is no such node. Cost: constant. */
MDP_API mdp_node mdp_document_root(const mdp_document *document);
MDP_API mdp_node mdp_node_parent(mdp_node node);
MDP_API mdp_node mdp_node_first_child(mdp_node node);
MDP_API mdp_node mdp_node_next_sibling(mdp_node node);

/* Whether a handle is the none node. */
MDP_API bool mdp_node_is_none(mdp_node node);
/* Whether two handles are one node of one document: equal texts in two documents are not. */
MDP_API bool mdp_node_equal(mdp_node a, mdp_node b);
/* MDP_KIND_NONE for the none node. */
MDP_API mdp_kind mdp_node_kind(mdp_node node);
/* The document that a node is of, which this call does not retain; NULL for the none node. */
MDP_API const mdp_document *mdp_node_document(mdp_node node);

/* The deepest node whose span holds the byte at `offset`; the root where no other does. Cost: logarithmic in the size
 * of the document, then linear in the siblings that are passed on the way down. */
MDP_API mdp_node mdp_document_node_at(const mdp_document *document, size_t offset);

/* What is told of a node. Each of these calls is defined for every node, and costs constant time where it says nothing
 * else. */

/* The bytes of a node, its delimiters included: a code span with its backticks, a link with its destination, an
 * autolink with its angle brackets, a heading with its number signs, a fenced code block with both fences. A block
 * begins at its first character that is not indentation and ends where its last line ends, before the line ending. A
 * table's cell has neither its pipes nor the white space around it; where it is empty so is its span. The document
 * spans the whole text. A child's span lies within its parent's, and siblings are in order and do not overlap. Inlines
 * that follow each other may have between them the backslash of an escape, in a cell also that of a pipe, and behind a
 * break the indentation and the container markers of the line; nothing else. {0, 0} for the none node. */
MDP_API mdp_span mdp_node_span(mdp_node node);

/* The literal content of a text, code span, raw HTML, code block or HTML block node: with entities decoded, backslash
 * escapes resolved, line endings as LF, indentation and container markers removed. A code span has spaces for its line
 * endings, and not the one space at each end that the spec takes away. Empty for all other kinds. */
MDP_API mdp_string mdp_node_text(mdp_node node);

/* 1 to 6; 0 if it is no heading. */
MDP_API unsigned mdp_node_heading_level(mdp_node node);
/* Whether a heading is underlined. */
MDP_API bool mdp_node_heading_setext(mdp_node node);

/* Whether a list is ordered, and its first number: 0 to 999,999,999, and 0 for a bullet list. */
MDP_API bool mdp_node_list_ordered(mdp_node node);
MDP_API uint32_t mdp_node_list_start(mdp_node node);
/* Whether no blank line stands between the items of a list or between the blocks directly in one (spec 5.3). */
MDP_API bool mdp_node_list_tight(mdp_node node);
/* The character that marks the items of a list: '-', '+' or '*', and for an ordered list '.' or ')'. NUL if it is no
 * list. */
MDP_API char mdp_node_list_marker(mdp_node node);

/* Whether a list item is a task (MDP_EXT_TASK_LIST), and whether that is done. */
typedef enum mdp_task {
    MDP_TASK_NONE = 0, /* no task, or no list item */
    MDP_TASK_OPEN = 1, /* [ ] */
    MDP_TASK_DONE = 2  /* [x] or [X] */
} mdp_task;
MDP_API mdp_task mdp_node_task(mdp_node node);
/* Where the box of a task stands, brackets included: three bytes. To toggle a task, replace the one in the middle by an
 * `x` or a space. {0, 0} where mdp_node_task is MDP_TASK_NONE. */
MDP_API mdp_span mdp_node_task_box(mdp_node node);

/* How many columns a table has: as many as its header has cells. No row has more; one that was written with fewer is
 * filled up with empty cells, as long as the table has at most one of those for each byte of its text up to there. 0
 * if it is no table. */
MDP_API uint32_t mdp_node_table_columns(mdp_node node);
/* Whether a row is its table's header. */
MDP_API bool mdp_node_row_header(mdp_node node);

/* How the cells of a column are aligned, as the line below the header says. */
typedef enum mdp_align {
    MDP_ALIGN_NONE = 0,   /* nothing is said, or it is no cell */
    MDP_ALIGN_LEFT = 1,   /* :-- */
    MDP_ALIGN_CENTER = 2, /* :-: */
    MDP_ALIGN_RIGHT = 3   /* --: */
} mdp_align;
MDP_API mdp_align mdp_node_cell_align(mdp_node node);

/* What an alert warns of (MDP_EXT_ALERTS). An alert is a block quote on whose first line stands nothing but a marker,
 * in capital or small letters, and that has another line which is not blank. What is below the marker is parsed as if
 * the quote began there; text without a `>` right below the marker belongs to the quote, as with any paragraph (spec
 * 5.1, laziness). As on GitHub an alert stands at the top level: within other blocks a quote stays a quote. */
typedef enum mdp_alert {
    MDP_ALERT_NONE = 0,      /* no alert */
    MDP_ALERT_NOTE = 1,      /* [!NOTE] */
    MDP_ALERT_TIP = 2,       /* [!TIP] */
    MDP_ALERT_IMPORTANT = 3, /* [!IMPORTANT] */
    MDP_ALERT_WARNING = 4,   /* [!WARNING] */
    MDP_ALERT_CAUTION = 5    /* [!CAUTION] */
} mdp_alert;
MDP_API mdp_alert mdp_node_alert(mdp_node node);
/* Where the marker of an alert stands, brackets included. {0, 0} where mdp_node_alert is MDP_ALERT_NONE. */
MDP_API mdp_span mdp_node_alert_marker(mdp_node node);
/* What is printed above an alert: "Note", and so on. Empty for any other value. Static storage. */
MDP_API const char *mdp_alert_title(mdp_alert alert);

/* Whether a code block is fenced; otherwise it is indented. */
MDP_API bool mdp_node_code_fenced(mdp_node node);
/* The info string of a fenced code block, entities decoded and escapes resolved. Its first word is the language, by
 * custom. */
MDP_API mdp_string mdp_node_code_info(mdp_node node);

/* How a link or image was written; MDP_LINK_NONE for other nodes. */
typedef enum mdp_link_form {
    MDP_LINK_NONE = 0,
    MDP_LINK_INLINE = 1,    /* [text](destination "title") */
    MDP_LINK_FULL = 2,      /* [text][label] */
    MDP_LINK_COLLAPSED = 3, /* [label][] */
    MDP_LINK_SHORTCUT = 4,  /* [label] */
    MDP_LINK_AUTO = 5,      /* <uri> or <email>; its one child is the text between the angle brackets */
    MDP_LINK_EXTENDED = 6   /* MDP_EXT_AUTOLINK: an address in the text; its one child is that text */
} mdp_link_form;
MDP_API mdp_link_form mdp_node_link_form(mdp_node node);

/* Of a link, image or definition: where it leads and its title, entities decoded and escapes resolved, not
 * percent-encoded. An e-mail autolink's destination starts with "mailto:", that of www.a.org is "http://www.a.org". A
 * reference link has its definition's. Line endings in a title are LF, without the indentation and container markers
 * behind them. Empty where there is none. Cost: constant, for a reference link a look-up logarithmic in the number of
 * definitions. */
MDP_API mdp_string mdp_node_destination(mdp_node node);
MDP_API mdp_string mdp_node_title(mdp_node node);

/* Of a link or image all three at once, with one look-up where two were needed; of a definition the last two. */
typedef struct mdp_link {
    mdp_link_form form;
    mdp_string destination;
    mdp_string title;
} mdp_link;
MDP_API mdp_link mdp_node_link(mdp_node node);

/* The label of a reference link, reference image or definition, and of a footnote's reference or definition, without
 * its brackets, and a footnote's without its caret, as it was written, but for line endings, which are as in a title.
 * Empty otherwise. */
MDP_API mdp_string mdp_node_label(mdp_node node);

/* The definition that a reference link or image, or a footnote's reference, refers to; the none node for others. Cost
 * as mdp_node_destination. */
MDP_API mdp_node mdp_node_definition(mdp_node node);

/* The first definition of a label in document order; labels match as in spec 4.7 (Unicode case fold, white space
 * collapsed). The none node where there is none, or where label is longer than 999 bytes. Cost: logarithmic
 * in the number of definitions. */
MDP_API mdp_node mdp_document_definition(const mdp_document *document, const char *label, size_t size);

/* ---------------------------------------------------------------------------------------------------- footnotes */

/* The first definition of a footnote's label in document order, the one that its references refer to. The labels of
 * footnotes are apart from those of links, and match likewise (spec 4.7), but hold no white space. The none node where
 * there is none. Cost: logarithmic in the number of definitions. */
MDP_API mdp_node mdp_document_footnote(const mdp_document *document, const char *label, size_t size);

/* The notes of a document that are referred to, numbered from 1 in the order in which their first references stand in
 * the text. That depends on the whole document, so that it is no part of a node, and is found out when it is asked for.
 * It never changes once it is made, and is good for as long as the document is. */
typedef struct mdp_footnotes mdp_footnotes;

/* Numbers the footnotes of a document, in memory of the allocator; NULL or all NULL means malloc and free. Stores the
 * numbering, which the caller destroys, in *footnotes: NULL where no footnote is referred to, which the calls below
 * take as a numbering of none. On failure (MDP_ERR_NOMEM, and _ARGUMENT where `document` or `footnotes` is NULL, or one
 * of the allocator's functions alone) *footnotes is set to NULL. Cost: linear in the tree where a footnote is defined,
 * and for each reference logarithmic in the number of definitions; else linear in the number of definitions, with one
 * step for each 8 KiB of text; constant where there are none, or without MDP_EXT_FOOTNOTES. */
MDP_API mdp_status mdp_footnotes_create(const mdp_document *document, const mdp_allocator *allocator,
                                        mdp_footnotes **footnotes);

/* NULL is allowed. */
MDP_API void mdp_footnotes_destroy(mdp_footnotes *footnotes);

/* How many notes are numbered. */
MDP_API size_t mdp_footnotes_count(const mdp_footnotes *footnotes);

/* The definition of the note with a number, and how many references refer to it. The none node and 0 if no note has
 * that number. */
MDP_API mdp_node mdp_footnotes_definition(const mdp_footnotes *footnotes, size_t number);
MDP_API size_t mdp_footnotes_references(const mdp_footnotes *footnotes, size_t number);

/* The number of the note that a definition is or a reference refers to; 0 for other nodes, and for a definition that
 * nothing refers to. Cost: logarithmic in the number of footnotes and references. */
MDP_API size_t mdp_footnotes_number(const mdp_footnotes *footnotes, mdp_node node);
/* Which reference to its note a reference is, from 1 in document order; 0 for other nodes. Cost as above. */
MDP_API size_t mdp_footnotes_reference(const mdp_footnotes *footnotes, mdp_node node);

/* -------------------------------------------------------------------------------------------------- differences */

typedef enum mdp_change_kind {
    MDP_CHANGE_KEPT = 0,     /* the same text and the same tree; it may stand at another offset */
    MDP_CHANGE_CHANGED = 1,  /* other blocks of the same kinds, in the same place between the blocks around them */
    MDP_CHANGE_INSERTED = 2, /* only in `after` */
    MDP_CHANGE_REMOVED = 3,  /* only in `before` */
    MDP_CHANGE_MOVED = 4     /* the same text and tree, on the other side of blocks that were kept */
} mdp_change_kind;

/* `count` top-level blocks that follow each other in both documents, of which before and after are the first; before is
 * none where they are inserted, and after where they are removed. */
typedef struct mdp_change {
    mdp_change_kind kind;
    size_t count;
    mdp_node before;
    mdp_node after;
} mdp_change;

/* Takes changes, in the order of `after`; what was removed comes where it was, what was moved comes where it is now.
 * Any return but 0 ends the comparison, which returns MDP_ERR_SINK. */
typedef struct mdp_change_sink {
    int (*take)(void *context, const mdp_change *change);
    void *context;
} mdp_change_sink;

/* Tells what became of the top-level blocks of `before`, and where those of `after` come from: each is in one change.
 * Blocks are compared by what they hold, not by where they stand. A reference link whose definition has another target
 * now is the same; the definition is what changed. Chunks that two versions share are not looked into, so that versions
 * of one document are compared quickly, but any two documents can be. What is kept is the same for the same two texts,
 * and not always as much as could be.
 *
 * Its memory comes from the allocator of `after`, and goes back before it returns. Fails with MDP_ERR_NOMEM, _SINK, and
 * _ARGUMENT where a pointer is NULL. Cost: with n the blocks that are not in shared chunks, and one for each 8 KiB of
 * text, n log n, whatever the documents. */
MDP_API mdp_status mdp_diff(const mdp_document *before, const mdp_document *after, mdp_change_sink sink);

/* ------------------------------------------------------------------------------------------------------ walker */

/* Walks a node and all its descendants in document order, entering and leaving each: a value on the caller's stack,
 * with nothing to release. A node without children is entered and left too.
 *
 *     mdp_walker walker = mdp_walk(root);
 *     while (mdp_walker_next(&walker)) {
 *         if (walker.entering) ... walker.node, walker.kind ...
 *     }
 *
 * The caller reads node, kind and entering; the rest is private. Cost of each step: constant. */
typedef struct mdp_walker {
    mdp_node node;
    mdp_kind kind; /* of node */
    bool entering; /* true before the children of node, false after them */
    bool started;
    bool skipping;
    mdp_node top;
} mdp_walker;

/* A walk from `top` on, before its first step. */
MDP_API mdp_walker mdp_walk(mdp_node top);

/* Steps on; false at the end, also when top is the none node. */
MDP_API bool mdp_walker_next(mdp_walker *walker);

/* After entering a node: the next step leaves it, without its children. Otherwise it does nothing. */
MDP_API void mdp_walker_skip_children(mdp_walker *walker);

/* Bits of the variant of an mdp_event. What a bit means depends on the kind of the node. */
#define MDP_VARIANT_LIST_ORDERED    1U /* list: ordered */
#define MDP_VARIANT_LIST_STARTED    2U /* ordered list: its first number is not 1 */
#define MDP_VARIANT_LIST_LOOSE      4U /* list: not tight */
#define MDP_VARIANT_PARAGRAPH_TIGHT 1U /* paragraph: in an item of a tight list; HTML has no tag for it */
#define MDP_VARIANT_CODE_FENCED     1U /* code block: fenced */
#define MDP_VARIANT_CELL_ALIGN      3U /* table cell: these two bits are its mdp_align */
#define MDP_VARIANT_TABLE_HEADER    4U /* table row, table cell: the header, or in it */

/* A step of a walk, with what is asked for most. */
typedef struct mdp_event {
    mdp_node node;
    mdp_string text; /* mdp_node_text, where the node is entered */
    mdp_kind kind;   /* of node */
    bool entering;
    uint8_t variant; /* entering and leaving, what the accessors of the kind would tell, in three bits: the level of a
                        heading, mdp_task of a list item, mdp_alert, mdp_link_form of a link or image; of a list, a
                        paragraph, a code block, a table's row or cell MDP_VARIANT_*; of other kinds 0 */
} mdp_event;

/* Steps on up to `capacity` times at once, at a fraction of the cost of so many single steps, and writes the steps to
 * events[0, capacity). Returns how many those were; fewer than capacity only at the end. Nodes of a kind that never has
 * children are told once, as entered. The walker then stands behind the last of the steps, so that the calls above and
 * this one may follow each other. */
MDP_API size_t mdp_walker_read(mdp_walker *walker, mdp_event *events, size_t capacity);

/* --------------------------------------------------------------------------------------------------- rendering */

/* Takes rendered bytes in order. Any return but 0 stops the rendering, which returns MDP_ERR_SINK. */
typedef struct mdp_sink {
    int (*write)(void *context, const char *data, size_t size);
    void *context;
} mdp_sink;

typedef enum mdp_format {
    MDP_FORMAT_HTML = 0, /* as the spec's examples print it */
    MDP_FORMAT_XML = 1,  /* cmark's document type, CommonMark.dtd */
    MDP_FORMAT_JSON = 2, /* docs/json.md */
    MDP_FORMAT_TREE = 3  /* an indented dump for people, with spans; may change */
} mdp_format;

/* Render options, to be combined with |. Other bits are reserved, as those of a parse. */
#define MDP_RENDER_UNSAFE      UINT64_C(1) /* HTML: raw HTML and dangerous URLs pass through; without it they do not */
#define MDP_RENDER_SOURCEPOS   UINT64_C(2) /* HTML, XML: where each element stands in the text, as cmark prints it */
#define MDP_RENDER_HARD_BREAKS UINT64_C(4) /* HTML: soft breaks print as hard breaks */
#define MDP_RENDER_NO_BREAKS   UINT64_C(8) /* HTML: soft breaks print as spaces, unless as hard breaks */
/* HTML with MDP_RENDER_UNSAFE, GFM 6.11: title, textarea, style, xmp, iframe, noembed, noframes, script and plaintext
 * tags in raw HTML print as text. It is no protection against scripts, for which a sanitizer must be used. */
#define MDP_RENDER_TAG_FILTER UINT64_C(16)
/* HTML: headings have identifiers, as GitHub makes them: the text in lower case, without what is neither alphabetic,
 * nor a mark, a digit, a connector such as the underscore, a hyphen or a space, and with hyphens for spaces. The second
 * heading of the same text has "-1" behind it, and so on; a number is left out where another heading's text makes that
 * identifier already, so that no two have the same. A heading of which nothing is left has none. They have no prefix:
 * the text can choose one that the page around it has already, or a footnote's, "fn-a" (SECURITY.md). */
#define MDP_RENDER_HEADING_IDS UINT64_C(32)

typedef struct mdp_render_options {
    size_t struct_size; /* set by MDP_RENDER_OPTIONS_INIT */
    uint64_t flags;     /* MDP_RENDER_* */
    size_t references;  /* bytes that the destinations and titles of reference links and images may add: those beyond
                                print as they were written. 0: the size of the text, or 100,000 if that is more */
    mdp_allocator allocator; /* of what MDP_RENDER_HEADING_IDS and the numbers of footnotes need, until the call
                                returns; all NULL means malloc */
} mdp_render_options;

/* clang-format off */
#define MDP_RENDER_OPTIONS_INIT { sizeof(mdp_render_options), 0, 0, { NULL, NULL, NULL } }
/* clang-format on */

/* Writes a document to a sink. NULL options mean MDP_RENDER_OPTIONS_INIT. Fails with MDP_ERR_SINK, and before anything
 * is written with MDP_ERR_ARGUMENT. Allocates nothing but for MDP_RENDER_HEADING_IDS and where a footnote is defined,
 * as mdp_footnotes_create does, for which it can fail with MDP_ERR_NOMEM, also before anything is written. Cost: linear
 * in the output; with identifiers n log n in the text of the headings, and with n footnotes and references n log n.
 *
 * HTML and XML print the footnotes that are referred to behind the text, in the order of their numbers, and others not
 * at all; JSON and the tree where they are defined. */
MDP_API mdp_status mdp_render(const mdp_document *document, mdp_format format, const mdp_render_options *options,
                              mdp_sink sink);

/* The same for a node and what is in it, such as the blocks that mdp_diff says have changed. It prints what the whole
 * document's output has for that node, with the same numbers of footnotes, identifiers and positions: without
 * footnotes, the HTML of all top-level blocks, one after the other, is that of the document. But
 * - what the document alone has is left out: XML's prologue, the version in JSON, the footnotes behind the text and the
 *   links back from them; and so are indentation, and the line ending that what stands before a block may need;
 * - a header row does not begin the group of rows behind it;
 * - what is in an image prints in HTML as it does elsewhere, and a text is an element of its own in XML, though beside
 *   others it is a part of one;
 * - `references` counts the bytes of this call, so that those of many calls together are not bounded by it.
 * A footnote's definition prints nothing in HTML and XML, as it does where it stands; what is in it prints. For the
 * root this is mdp_render; for the none node MDP_ERR_ARGUMENT. Cost: linear in what is in the node, and in the output;
 * where the document has footnotes, or with identifiers, that of finding them all, too. */
MDP_API mdp_status mdp_render_node(mdp_node node, mdp_format format, const mdp_render_options *options, mdp_sink sink);

/* -------------------------------------------------------------------------------------------------------- slot */

/* The place of the current version of a document. Any number of threads may load, store and replace at once. Its memory
 * comes from malloc. */
typedef struct mdp_slot mdp_slot;

/* Makes a slot that holds `document`, which may be NULL, and retains it. Stores the slot, which the caller destroys, in
 * *slot. On failure (MDP_ERR_NOMEM, and _ARGUMENT where `slot` is NULL) *slot is set to NULL. */
MDP_API mdp_status mdp_slot_create(const mdp_document *document, mdp_slot **slot);

/* The current document, retained for the caller, who releases it; NULL where the slot holds none. A thread that saw a
 * version never sees an older one after it. Never waits, neither for a writer nor for another reader, and takes a fixed
 * number of steps. */
MDP_API const mdp_document *mdp_slot_load(mdp_slot *slot);

/* Makes `document`, which may be NULL and is retained, the current one. Writers wait for each other, and for loads that
 * had begun before, but not for what readers do with what they loaded. */
MDP_API void mdp_slot_store(mdp_slot *slot, const mdp_document *document);

/* The same, but only if the current document is still `expected`: returns whether it was. For several writers that each
 * derive the next version from the one that they loaded, and hold: who is told false loads again, and no update is
 * lost. */
MDP_API bool mdp_slot_replace(mdp_slot *slot, const mdp_document *expected, const mdp_document *document);

/* Releases the current document and frees the slot. Requires that no call uses it any more. NULL is allowed. */
MDP_API void mdp_slot_destroy(mdp_slot *slot);

/* ------------------------------------------------------------------------------------------------------- cache */

/* Documents by their text. Any number of threads may use it at once. Its memory and that of its documents come from
 * malloc. */
typedef struct mdp_cache mdp_cache;

/* Makes a cache. The documents that it keeps take at most `bytes` together: their memory as mdp_document_measure counts
 * it, and what it takes to find them. Stores the cache, which the caller destroys, in *cache. On failure
 * (MDP_ERR_NOMEM, and _ARGUMENT where `cache` is NULL) *cache is set to NULL. */
MDP_API mdp_status mdp_cache_create(size_t bytes, mdp_cache **cache);

/* As mdp_parse, but a text that was parsed before with the same flags and limits is not parsed again: the same
 * document is stored in *document, retained for the caller, who releases it, also after the cache is destroyed.
 * Texts are the same where their bytes are, not only their hashes. A text that another thread is parsing in the
 * cache is waited for; should that parse fail, this call parses for itself. A failed parse is not kept, nor is a
 * document larger than the budget. To make room, the cache's parts in turn each drop the document that has not been
 * asked for the longest. Where there is no memory for a parse, half of what is kept goes in this way, and the text is
 * parsed once more.
 *
 * Of the options, the allocator is not used: what callers share cannot come from the memory of one of them. The
 * executor is used by a call that parses; while that waits for its tasks, it must not take up others that ask this
 * cache, or it could come to wait for itself (a pool does not). Cost: on a hit linear in size, to hash and to compare
 * the text. */
MDP_API mdp_status mdp_cache_parse(mdp_cache *cache, const char *text, size_t size, const mdp_options *options,
                                   const mdp_document **document);

/* What a cache has done and holds. hits + misses is the number of calls that returned a document or failed to parse,
 * without those that were refused before, for an argument or the size of the text. */
typedef struct mdp_cache_counts {
    uint64_t hits;      /* calls that returned a document which another call had parsed */
    uint64_t misses;    /* calls that parsed */
    uint64_t waits;     /* times that a call waited for the parse of another */
    uint64_t evictions; /* documents that made room for others */
    size_t documents;   /* that are kept */
    size_t bytes;       /* of them and what it takes to find them; never more than the budget */
} mdp_cache_counts;

/* All counts are those of one moment. */
MDP_API mdp_cache_counts mdp_cache_counters(mdp_cache *cache);

/* Frees the cache; documents that it handed out live on. Requires that no call uses it any more. NULL is allowed. */
MDP_API void mdp_cache_destroy(mdp_cache *cache);

#ifdef __cplusplus
}
#endif

#endif
