"""header.py MDPARSE_H: the header compiles alone, twice in one file, as C and as C++, and without a warning.

With each of gcc and clang that is installed, and at least one of them for each language.
"""

import pathlib
import shutil
import sys
import tempfile

import check

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wundef", "-Werror"]
COMPILERS = {
    "c": (["gcc", "clang"], ["c11", "c17"]),
    "c++": (["g++", "clang++"], ["c++11", "c++17"]),
}
ALONE = "#include <mdparse.h>\n#include <mdparse.h>\n"
# The macros of the header are compiled only where they are used.
USED = ALONE + """
int use(void);
int use(void)
{
    mdp_options options = MDP_OPTIONS_INIT;
    mdp_render_options render_options = MDP_RENDER_OPTIONS_INIT;
    options.flags |= MDP_PARSE_SMART | MDP_SEALED;
    render_options.flags |= MDP_RENDER_UNSAFE | MDP_RENDER_SOURCEPOS | MDP_RENDER_HARD_BREAKS | MDP_RENDER_NO_BREAKS;
    render_options.flags |= MDP_RENDER_TAG_FILTER | MDP_RENDER_HEADING_IDS;
    options.flags |= MDP_EXT_GFM | MDP_EXT_STRIKETHROUGH_DOUBLE;
    mdp_event event;
    event.variant = MDP_VARIANT_LIST_ORDERED | MDP_VARIANT_LIST_STARTED | MDP_VARIANT_LIST_LOOSE;
    event.variant |= MDP_VARIANT_PARAGRAPH_TIGHT | MDP_VARIANT_CODE_FENCED;
    event.variant |= MDP_VARIANT_CELL_ALIGN | MDP_VARIANT_TABLE_HEADER;
    if (event.variant == 0)
        return MDP_STRING_PADDING;
    return options.struct_size < MDP_TEXT_SIZE_MAX && render_options.struct_size > 0 && sizeof MDP_VERSION > 1;
}
"""


def main():
    include = pathlib.Path(sys.argv[1]).parent
    tally = check.Tally()
    with tempfile.TemporaryDirectory() as folder:
        for language, (compilers, standards) in COMPILERS.items():
            found = [compiler for compiler in compilers if shutil.which(compiler)]
            tally.case(f"a compiler for {language}", found, f"wanted: one of {compilers}")
            for text, name in (ALONE, "alone"), (USED, "used"):
                source = pathlib.Path(folder, f"{name}.{language}")
                source.write_text(text)
                for compiler in found:
                    for standard in standards:
                        status, output = check.run(compiler, "-x", language, f"-std={standard}", *WARNINGS,
                                                   "-I", include, "-c", source, "-o", pathlib.Path(folder, "out.o"))
                        tally.case(f"{name} with {compiler} as {standard}", status == 0, output)
    tally.finish()


main()
