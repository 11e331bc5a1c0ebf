/* engines.c: the list of the parsers that are measured.
 *
 * cmark and cmark-gfm have the same symbols. So each is in a module of its own that is loaded with its library and
 * keeps the names to itself. The build says where the modules are, BENCH_MODULES: a path from this program, $ORIGIN,
 * would be one from a sanitizer's library, where that loads in its place. */
#define _POSIX_C_SOURCE 200809L
#include "engine.h"

#include "command.h"

#include <dlfcn.h>

static struct {
    const struct bench_engine *items[BENCH_ENGINE_MAX];
    size_t count;
} engines;

static void add(const struct bench_engine *engine)
{
    engines.items[engines.count++] = engine;
}

/* Adds the engine that a module holds under the name of a symbol. The module stays loaded. */
static inline bool add_module(const char *path, const char *symbol)
{
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const struct bench_engine *engine = module != NULL ? dlsym(module, symbol) : NULL;
    if (engine == NULL)
        return bench_fail("cannot load a peer: ", dlerror());
    add(engine);
    return true;
}

bool bench_engines_load(enum bench_syntax syntax)
{
    bool gfm = syntax == BENCH_GFM, good = true;
    engines.count = 0;
    add(gfm ? &bench_engine_mdparse_gfm : &bench_engine_mdparse);
#ifdef BENCH_MD4C_VERSION
    add(gfm ? &bench_engine_md4c_gfm : &bench_engine_md4c);
#endif
#ifdef BENCH_CMARK_VERSION
    good = gfm || add_module(BENCH_MODULES "/peer_cmark.so", "bench_engine_cmark");
#endif
#ifdef BENCH_CMARK_GFM_VERSION
    good = good && (!gfm || add_module(BENCH_MODULES "/peer_cmark_gfm.so", "bench_engine_cmark_gfm"));
#endif
    return good;
}

size_t bench_engine_count(void)
{
    return engines.count;
}

const struct bench_engine *bench_engine(size_t index)
{
    return engines.items[index];
}
