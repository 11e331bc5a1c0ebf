/* entity_table.h: HTML5's entities as a minimal perfect hash. Written by tools/make_entities.py, which describes it:
 * change that, not this. Only entity.c includes it. */
/* clang-format off */
#ifndef ENTITY_TABLE_H
#define ENTITY_TABLE_H

#include <stdint.h>

enum { ENTITY_COUNT = 2125, ENTITY_BUCKETS = 1024, ENTITY_NAME_MAX = 31 };

/* ISO C asks compilers to take strings of 4,095 characters; those that know this warning take any. */
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
#endif
static const char entity_pool[] =
    "RuleDelayed;\342\247\264" "urtri;\342\227\271" "lsimg;\342\252\217" "subsim;\342\253\207" "tilde;\313\234"
    "tdot;\342\203\233" "neArr;\342\207\227" "nlsim;\342\211\264" "cupcap;\342\251\206" "frac13;\342\205\223"
    "rbrke;\342\246\214" "numsp;\342\200\207" "ZHcy;\320\226" "Nscr;\360\235\222\251" "slarr;\342\206\220"
    "permil;\342\200\260" "lhblk;\342\226\204" "NotSuperset;\342\212\203\342\203\222" "thorn;\303\276"
    "sqsupe;\342\212\222" "yacy;\321\217" "pitchfork;\342\213\224" "boxhU;\342\225\250" "UpEquilibrium;\342\245\256"
    "ouml;\303\266" "ldrushar;\342\245\213" "ltlarr;\342\245\266" "boxHU;\342\225\251" "Proportion;\342\210\267"
    "hearts;\342\231\245" "simrarr;\342\245\262" "bigoplus;\342\250\201" "dHar;\342\245\245"
    "notindot;\342\213\265\314\270" "zcaron;\305\276" "rdsh;\342\206\263" "twixt;\342\211\254" "supmult;\342\253\202"
    "imath;\304\261" "Rscr;\342\204\233" "cupdot;\342\212\215" "iukcy;\321\226" "NotLessGreater;\342\211\270"
    "shortmid;\342\210\243" "emsp14;\342\200\205" "ntgl;\342\211\271" "lfisht;\342\245\274" "Iukcy;\320\206"
    "PrecedesEqual;\342\252\257" "vdash;\342\212\242" "ratio;\342\210\266" "lrcorner;\342\214\237" "UnderBar;_"
    "mid;\342\210\243" "RightArrowBar;\342\207\245" "loz;\342\227\212" "DoubleUpDownArrow;\342\207\225"
    "kscr;\360\235\223\200" "varpi;\317\226" "Del;\342\210\207" "Kopf;\360\235\225\202" "lvnE;\342\211\250\357\270\200"
    "precapprox;\342\252\267" "nrtri;\342\213\253" "rotimes;\342\250\265" "Zdot;\305\273" "ycirc;\305\267"
    "egsdot;\342\252\230" "Beta;\316\222" "Uscr;\360\235\222\260" "realpart;\342\204\234" "llhard;\342\245\253"
    "leftarrowtail;\342\206\242" "nrArr;\342\207\217" "rdquo;\342\200\235" "boxtimes;\342\212\240" "gel;\342\213\233"
    "iinfin;\342\247\234" "iiint;\342\210\255" "profline;\342\214\222" "RightArrowLeftArrow;\342\207\204"
    "SmallCircle;\342\210\230" "gesdoto;\342\252\202" "rangle;\342\237\251" "Bernoullis;\342\204\254" "DD;\342\205\205"
    "square;\342\226\241" "Mopf;\360\235\225\204" "sqsupseteq;\342\212\222" "aleph;\342\204\265" "edot;\304\227"
    "circleddash;\342\212\235" "angst;\303\205" "escr;\342\204\257" "lates;\342\252\255\357\270\200"
    "langle;\342\237\250" "egs;\342\252\226" "ntriangleleft;\342\213\252" "dtri;\342\226\277" "LeftTee;\342\212\243"
    "Hfr;\342\204\214" "cupcup;\342\251\212" "topf;\360\235\225\245" "iocy;\321\221" "rightarrowtail;\342\206\243"
    "bigstar;\342\230\205" "nvsim;\342\210\274\342\203\222" "ENG;\305\212" "parsl;\342\253\275" "sc;\342\211\273"
    "Ubreve;\305\254" "Scirc;\305\234" "nshortmid;\342\210\244" "SquareSubset;\342\212\217" "yucy;\321\216"
    "notni;\342\210\214" "circledR;\302\256" "ReverseEquilibrium;\342\207\213" "ncaron;\305\210" "kappa;\316\272"
    "Cscr;\360\235\222\236" "it;\342\201\242" "toea;\342\244\250" "downarrow;\342\206\223" "cularrp;\342\244\275"
    "eqcolon;\342\211\225" "boxDr;\342\225\223" "lesssim;\342\211\262" "curvearrowleft;\342\206\266"
    "oline;\342\200\276" "ang;\342\210\240" "Ll;\342\213\230" "scaron;\305\241" "notinvc;\342\213\266"
    "suphsol;\342\237\211" "nltrie;\342\213\254" "ShortRightArrow;\342\206\222" "Copf;\342\204\202" "disin;\342\213\262"
    "lmoustache;\342\216\260" "nparsl;\342\253\275\342\203\245" "nvinfin;\342\247\236" "late;\342\252\255"
    "CircleDot;\342\212\231" "zeta;\316\266" "dlcrop;\342\214\215" "NegativeThickSpace;\342\200\213"
    "prsim;\342\211\276" "bsolhsub;\342\237\210" "tridot;\342\227\254" "sext;\342\234\266" "clubs;\342\231\243"
    "shcy;\321\210" "nexist;\342\210\204" "DownArrow;\342\206\223" "ocir;\342\212\232" "gcy;\320\263" "Gcedil;\304\242"
    "Qfr;\360\235\224\224" "nGg;\342\213\231\314\270" "filig;\357\254\201" "Dstrok;\304\220" "Ncedil;\305\205"
    "Wcirc;\305\264" "sup3;\302\263" "Omacr;\305\214" "laquo;\302\253" "ncy;\320\275" "dollar;$"
    "leftharpoonup;\342\206\274" "Superset;\342\212\203" "IOcy;\320\201" "ges;\342\251\276" "UpDownArrow;\342\206\225"
    "Vdash;\342\212\251" "NotReverseElement;\342\210\214" "zwnj;\342\200\214" "plusb;\342\212\236" "dstrok;\304\221"
    "xlarr;\342\237\265" "uwangle;\342\246\247" "LeftCeiling;\342\214\210" "dcaron;\304\217" "varsigma;\317\202"
    "nparallel;\342\210\246" "Yscr;\360\235\222\264" "gtrdot;\342\213\227" "zscr;\360\235\223\217" "bumpe;\342\211\217"
    "boxvL;\342\225\241" "Bcy;\320\221" "lcub;{" "frac45;\342\205\230" "Ecirc;\303\212" "Ofr;\360\235\224\222"
    "Topf;\360\235\225\213" "boxdr;\342\224\214" "zdot;\305\274" "LessFullEqual;\342\211\246" "imped;\306\265"
    "zcy;\320\267" "Gfr;\360\235\224\212" "ycy;\321\213" "sccue;\342\211\275" "elinters;\342\217\247"
    "swArr;\342\207\231" "LeftArrow;\342\206\220" "boxH;\342\225\220" "smallsetminus;\342\210\226" "Jcirc;\304\264"
    "lotimes;\342\250\264" "bullet;\342\200\242" "Sub;\342\213\220" "ltrie;\342\212\264" "centerdot;\302\267"
    "Lleftarrow;\342\207\232" "deg;\302\260" "boxdl;\342\224\220" "approx;\342\211\210" "Barwed;\342\214\206"
    "yuml;\303\277" "uarr;\342\206\221" "rangd;\342\246\222" "lesdotor;\342\252\203" "ufr;\360\235\224\262"
    "LeftRightArrow;\342\206\224" "lparlt;\342\246\223" "yopf;\360\235\225\252" "congdot;\342\251\255" "circ;\313\206"
    "ni;\342\210\213" "rlarr;\342\207\204" "fflig;\357\254\200" "heartsuit;\342\231\245" "qfr;\360\235\224\256"
    "qopf;\360\235\225\242" "Gamma;\316\223" "awint;\342\250\221" "ssetmn;\342\210\226" "hookrightarrow;\342\206\252"
    "Qscr;\360\235\222\254" "Gopf;\360\235\224\276" "diamond;\342\213\204" "NotSquareSubset;\342\212\217\314\270"
    "blk14;\342\226\221" "Icirc;\303\216" "cudarrr;\342\244\265" "elsdot;\342\252\227" "Pr;\342\252\273"
    "scpolint;\342\250\223" "incare;\342\204\205" "utdot;\342\213\260" "acute;\302\264" "emsp;\342\200\203"
    "nLt;\342\211\252\342\203\222" "comp;\342\210\201" "primes;\342\204\231" "rarrfs;\342\244\236" "xvee;\342\213\201"
    "CounterClockwiseContourIntegral;\342\210\263" "doteq;\342\211\220" "Ccaron;\304\214" "frac35;\342\205\227"
    "chcy;\321\207" "Lcedil;\304\273" "mfr;\360\235\224\252" "DoubleContourIntegral;\342\210\257" "apE;\342\251\260"
    "lmoust;\342\216\260" "notnivc;\342\213\275" "Downarrow;\342\207\223" "nltri;\342\213\252"
    "LeftUpVectorBar;\342\245\230" "csub;\342\253\217" "ForAll;\342\210\200" "Pi;\316\240" "VerticalTilde;\342\211\200"
    "Star;\342\213\206" "larrbfs;\342\244\237" "Sopf;\360\235\225\212" "LeftUpVector;\342\206\277" "Lcaron;\304\275"
    "vopf;\360\235\225\247" "fnof;\306\222" "sfrown;\342\214\242" "sbquo;\342\200\232" "ic;\342\201\243" "Gdot;\304\240"
    "Or;\342\251\224" "nwarrow;\342\206\226" "Longleftarrow;\342\237\270" "THORN;\303\236" "boxVr;\342\225\237"
    "subset;\342\212\202" "Rho;\316\241" "Rrightarrow;\342\207\233" "otimes;\342\212\227" "darr;\342\206\223"
    "vartriangleright;\342\212\263" "Uacute;\303\232" "ofr;\360\235\224\254" "twoheadleftarrow;\342\206\236"
    "iuml;\303\257" "oplus;\342\212\225" "Epsilon;\316\225" "Lscr;\342\204\222" "zwj;\342\200\215" "nmid;\342\210\244"
    "straightphi;\317\225" "supdot;\342\252\276" "rtriltri;\342\247\216" "ijlig;\304\263" "upsih;\317\222"
    "tscr;\360\235\223\211" "lowbar;_" "gscr;\342\204\212" "VerticalSeparator;\342\235\230" "gne;\342\252\210"
    "boxDR;\342\225\224" "prnE;\342\252\265" "blacklozenge;\342\247\253" "ac;\342\210\276" "SHcy;\320\250"
    "Precedes;\342\211\272" "NotHumpEqual;\342\211\217\314\270" "plustwo;\342\250\247" "bsolb;\342\247\205"
    "rtrif;\342\226\270" "Popf;\342\204\231" "LeftTriangleEqual;\342\212\264" "bne;=\342\203\245"
    "urcorner;\342\214\235" "amalg;\342\250\277" "half;\302\275" "nlE;\342\211\246\314\270" "xodot;\342\250\200"
    "nsup;\342\212\205" "nprcue;\342\213\240" "epsi;\316\265" "LongLeftRightArrow;\342\237\267" "scy;\321\201"
    "nsupe;\342\212\211" "robrk;\342\237\247" "rarrtl;\342\206\243" "emsp13;\342\200\204" "prE;\342\252\263"
    "ascr;\360\235\222\266" "boxHd;\342\225\244" "Sqrt;\342\210\232" "sqsubseteq;\342\212\221" "harrw;\342\206\255"
    "NotNestedGreaterGreater;\342\252\242\314\270" "DownArrowBar;\342\244\223" "Not;\342\253\254" "thetav;\317\221"
    "glE;\342\252\222" "supdsub;\342\253\230" "DownBreve;\314\221" "looparrowright;\342\206\254"
    "Longrightarrow;\342\237\271" "ulcrop;\342\214\217" "lneq;\342\252\207" "mdash;\342\200\224" "ccups;\342\251\214"
    "ograve;\303\262" "between;\342\211\254" "ensp;\342\200\202" "nsce;\342\252\260\314\270" "hfr;\360\235\224\245"
    "Sacute;\305\232" "dot;\313\231" "comma;," "qscr;\360\235\223\206" "lthree;\342\213\213" "gneqq;\342\211\251"
    "frac25;\342\205\226" "rsquor;\342\200\231" "vArr;\342\207\225" "subrarr;\342\245\271" "DifferentialD;\342\205\206"
    "Rcy;\320\240" "tscy;\321\206" "npre;\342\252\257\314\270" "rhard;\342\207\201" "Bfr;\360\235\224\205"
    "nshortparallel;\342\210\246" "frac18;\342\205\233" "bot;\342\212\245" "rect;\342\226\255" "emacr;\304\223"
    "Uparrow;\342\207\221" "yacute;\303\275" "GreaterFullEqual;\342\211\247" "intlarhk;\342\250\227"
    "RightDownVector;\342\207\202" "LeftDownTeeVector;\342\245\241" "subseteqq;\342\253\205" "flat;\342\231\255"
    "succcurlyeq;\342\211\275" "lrhard;\342\245\255" "grave;`" "UpperLeftArrow;\342\206\226" "lfr;\360\235\224\251"
    "fopf;\360\235\225\227" "eqslantless;\342\252\225" "star;\342\230\206" "ufisht;\342\245\276" "Ucirc;\303\233"
    "qprime;\342\201\227" "emptyset;\342\210\205" "infin;\342\210\236" "leg;\342\213\232" "setminus;\342\210\226"
    "nges;\342\251\276\314\270" "piv;\317\226" "njcy;\321\232" "nesim;\342\211\202\314\270" "frac15;\342\205\225"
    "euml;\303\253" "uharl;\342\206\277" "gt;>" "bigtriangledown;\342\226\275" "rightthreetimes;\342\213\214"
    "lBarr;\342\244\216" "Cdot;\304\212" "olt;\342\247\200" "verbar;|" "ordm;\302\272" "nsupseteqq;\342\253\206\314\270"
    "Otilde;\303\225" "rarr;\342\206\222" "lap;\342\252\205" "horbar;\342\200\225" "jukcy;\321\224"
    "kfr;\360\235\224\250" "plus;+" "suphsub;\342\253\227" "NotGreaterFullEqual;\342\211\247\314\270" "lg;\342\211\266"
    "Ntilde;\303\221" "Kcedil;\304\266" "angmsdae;\342\246\254" "eacute;\303\251" "SHCHcy;\320\251"
    "nearrow;\342\206\227" "CupCap;\342\211\215" "rsh;\342\206\261" "ulcorn;\342\214\234" "gesdotol;\342\252\204"
    "subsub;\342\253\225" "boxplus;\342\212\236" "subplus;\342\252\277" "Iacute;\303\215" "Dscr;\360\235\222\237"
    "ropf;\360\235\225\243" "smte;\342\252\254" "Amacr;\304\200" "longleftarrow;\342\237\265" "Ufr;\360\235\224\230"
    "larrpl;\342\244\271" "coprod;\342\210\220" "Jcy;\320\231" "order;\342\204\264" "djcy;\321\222" "nprec;\342\212\200"
    "RightAngleBracket;\342\237\251" "conint;\342\210\256" "gtcir;\342\251\272" "ap;\342\211\210" "boxVh;\342\225\253"
    "OpenCurlyDoubleQuote;\342\200\234" "part;\342\210\202" "blacktriangleright;\342\226\270" "rarrbfs;\342\244\240"
    "hairsp;\342\200\212" "eta;\316\267" "angmsdaf;\342\246\255" "mldr;\342\200\246" "LeftTeeVector;\342\245\232"
    "Xfr;\360\235\224\233" "squarf;\342\226\252" "jopf;\360\235\225\233" "esdot;\342\211\220" "LJcy;\320\211"
    "ngt;\342\211\257" "succnapprox;\342\252\272" "Uarrocir;\342\245\211" "Cedilla;\302\270" "succnsim;\342\213\251"
    "nsimeq;\342\211\204" "SquareIntersection;\342\212\223" "lbrksld;\342\246\217" "boxvl;\342\224\244"
    "nedot;\342\211\220\314\270" "nspar;\342\210\246" "supsub;\342\253\224" "rppolint;\342\250\222" "gacute;\307\265"
    "vzigzag;\342\246\232" "GreaterEqual;\342\211\245" "luruhar;\342\245\246" "sup;\342\212\203" "gap;\342\252\206"
    "Leftrightarrow;\342\207\224" "xharr;\342\237\267" "larrtl;\342\206\242" "male;\342\231\202" "NotTilde;\342\211\201"
    "lceil;\342\214\210" "leftrightarrow;\342\206\224" "lcaron;\304\276" "rscr;\360\235\223\207" "Vcy;\320\222"
    "itilde;\304\251" "dscr;\360\235\222\271" "sqcup;\342\212\224" "zigrarr;\342\207\235" "ogon;\313\233"
    "precneqq;\342\252\265" "Jscr;\360\235\222\245" "NotGreaterGreater;\342\211\253\314\270" "LT;<"
    "NotGreaterEqual;\342\211\261" "lesdoto;\342\252\201" "xi;\316\276" "vnsub;\342\212\202\342\203\222"
    "weierp;\342\204\230" "ring;\313\232" "Bumpeq;\342\211\216" "nsubset;\342\212\202\342\203\222" "vBarv;\342\253\251"
    "NotLeftTriangleEqual;\342\213\254" "NotSucceedsEqual;\342\252\260\314\270" "kjcy;\321\234"
    "NotVerticalBar;\342\210\244" "RightTriangleEqual;\342\212\265" "dashv;\342\212\243" "Int;\342\210\254"
    "smile;\342\214\243" "macr;\302\257" "succ;\342\211\273" "VerticalBar;\342\210\243" "mcy;\320\274"
    "RightUpVectorBar;\342\245\224" "diams;\342\231\246" "Prime;\342\200\263" "par;\342\210\245" "angle;\342\210\240"
    "preceq;\342\252\257" "NotDoubleVerticalBar;\342\210\246" "gg;\342\211\253" "supne;\342\212\213" "aelig;\303\246"
    "ltcc;\342\252\246" "simeq;\342\211\203" "Coproduct;\342\210\220" "nLtv;\342\211\252\314\270" "Cfr;\342\204\255"
    "scE;\342\252\264" "Gammad;\317\234" "supseteq;\342\212\207" "biguplus;\342\250\204" "ominus;\342\212\226"
    "gsime;\342\252\216" "xotime;\342\250\202" "in;\342\210\210" "Wedge;\342\213\200" "raemptyv;\342\246\263"
    "curlyeqprec;\342\213\236" "notnivb;\342\213\276" "Equal;\342\251\265" "ncup;\342\251\202" "copy;\302\251" "num;#"
    "Lcy;\320\233" "ltcir;\342\251\271" "Zfr;\342\204\250" "bnequiv;\342\211\241\342\203\245"
    "leftthreetimes;\342\213\213" "angrtvb;\342\212\276" "xhArr;\342\237\272" "prurel;\342\212\260" "dscy;\321\225"
    "UnderBracket;\342\216\265" "varsubsetneqq;\342\253\213\357\270\200" "Uuml;\303\234" "Tilde;\342\210\274"
    "VerticalLine;|" "sum;\342\210\221" "drcrop;\342\214\214" "HilbertSpace;\342\204\213" "cross;\342\234\227"
    "cire;\342\211\227" "apacir;\342\251\257" "hybull;\342\201\203" "blk34;\342\226\223" "Dcaron;\304\216"
    "rBarr;\342\244\217" "GreaterEqualLess;\342\213\233" "RightDoubleBracket;\342\237\247" "andslope;\342\251\230"
    "roang;\342\237\255" "lurdshar;\342\245\212" "wfr;\360\235\224\264" "imagline;\342\204\220" "boxUL;\342\225\235"
    "epar;\342\213\225" "NotLess;\342\211\256" "GT;>" "nvdash;\342\212\254" "Ocirc;\303\224" "angmsdah;\342\246\257"
    "tritime;\342\250\273" "race;\342\210\275\314\261" "nsim;\342\211\201" "shchcy;\321\211" "ohm;\316\251"
    "MinusPlus;\342\210\223" "Hacek;\313\207" "Odblac;\305\220" "lAtail;\342\244\233" "boxvh;\342\224\274"
    "rx;\342\204\236" "isin;\342\210\210" "omacr;\305\215" "zacute;\305\272" "gnE;\342\211\251" "odsold;\342\246\274"
    "lbrke;\342\246\213" "mstpos;\342\210\276" "rmoust;\342\216\261" "Hscr;\342\204\213" "udhar;\342\245\256"
    "cfr;\360\235\224\240" "gvnE;\342\211\251\357\270\200" "mnplus;\342\210\223" "Rang;\342\237\253" "tstrok;\305\247"
    "Ugrave;\303\231" "isins;\342\213\264" "Ycy;\320\253" "CenterDot;\302\267" "dagger;\342\200\240"
    "ddarr;\342\207\212" "DoubleVerticalBar;\342\210\245" "cuepr;\342\213\236" "ecy;\321\215"
    "DoubleLeftArrow;\342\207\220" "DJcy;\320\202" "ogt;\342\247\201" "GJcy;\320\203" "xrarr;\342\237\266"
    "wedgeq;\342\211\231" "boxhD;\342\225\245" "le;\342\211\244" "nu;\316\275" "veeeq;\342\211\232"
    "Mfr;\360\235\224\220" "ccaps;\342\251\215" "sstarf;\342\213\206" "scnE;\342\252\266" "LessLess;\342\252\241"
    "omega;\317\211" "triangleright;\342\226\271" "upuparrows;\342\207\210" "varrho;\317\261" "vprop;\342\210\235"
    "semi;;" "DownRightVector;\342\207\201" "KJcy;\320\214" "lstrok;\305\202" "nang;\342\210\240\342\203\222"
    "NotPrecedes;\342\212\200" "oint;\342\210\256" "OverBar;\342\200\276" "gtcc;\342\252\247" "prec;\342\211\272"
    "OpenCurlyQuote;\342\200\230" "Udblac;\305\260" "vBar;\342\253\250" "Rsh;\342\206\261" "Sc;\342\252\274"
    "Iopf;\360\235\225\200" "SquareSupersetEqual;\342\212\222" "rightharpoondown;\342\207\201" "imacr;\304\253"
    "rlm;\342\200\217" "cong;\342\211\205" "uogon;\305\263" "triangle;\342\226\265" "ord;\342\251\235"
    "LeftVectorBar;\342\245\222" "DiacriticalDoubleAcute;\313\235" "oelig;\305\223" "el;\342\252\231"
    "nvge;\342\211\245\342\203\222" "ClockwiseContourIntegral;\342\210\262" "ssmile;\342\214\243" "Cacute;\304\206"
    "forkv;\342\253\231" "epsiv;\317\265" "thetasym;\317\221" "bemptyv;\342\246\260" "intcal;\342\212\272"
    "copysr;\342\204\227" "lharul;\342\245\252" "xscr;\360\235\223\215" "supsetneq;\342\212\213" "spades;\342\231\240"
    "Uarr;\342\206\237" "DoubleUpArrow;\342\207\221" "llarr;\342\207\207" "NotElement;\342\210\211" "olarr;\342\206\272"
    "subE;\342\253\205" "supedot;\342\253\204" "oacute;\303\263" "Dfr;\360\235\224\207" "cedil;\302\270"
    "nsime;\342\211\204" "models;\342\212\247" "iogon;\304\257" "frac56;\342\205\232" "af;\342\201\241"
    "LongRightArrow;\342\237\266" "nsupE;\342\253\206\314\270" "TildeFullEqual;\342\211\205" "xrArr;\342\237\271"
    "kcedil;\304\267" "looparrowleft;\342\206\253" "Scaron;\305\240" "abreve;\304\203" "subne;\342\212\212"
    "kopf;\360\235\225\234" "LeftUpDownVector;\342\245\221" "searhk;\342\244\245" "bumpeq;\342\211\217"
    "LeftDownVector;\342\207\203" "ngeqslant;\342\251\276\314\270" "Zeta;\316\226" "tshcy;\321\233"
    "leqslant;\342\251\275" "image;\342\204\221" "Mcy;\320\234" "fllig;\357\254\202"
    "FilledVerySmallSquare;\342\226\252" "UnderBrace;\342\217\237" "origof;\342\212\266" "bigcirc;\342\227\257"
    "CloseCurlyQuote;\342\200\231" "bNot;\342\253\255" "nearr;\342\206\227" "nsubE;\342\253\205\314\270"
    "Fouriertrf;\342\204\261" "RBarr;\342\244\220" "cups;\342\210\252\357\270\200" "pluscir;\342\250\242"
    "maltese;\342\234\240" "gopf;\360\235\225\230" "NoBreak;\342\201\240" "succapprox;\342\252\270" "Tab;\011"
    "blk12;\342\226\222" "Eacute;\303\211" "ThickSpace;\342\201\237\342\200\212" "tau;\317\204"
    "straightepsilon;\317\265" "NotExists;\342\210\204" "lcy;\320\273" "NotLessEqual;\342\211\260"
    "fallingdotseq;\342\211\222" "iff;\342\207\224" "ntrianglerighteq;\342\213\255" "sqsupset;\342\212\220"
    "trianglerighteq;\342\212\265" "Lacute;\304\271" "upharpoonright;\342\206\276" "Sum;\342\210\221" "Upsilon;\316\245"
    "lvertneqq;\342\211\250\357\270\200" "Sup;\342\213\221" "Xscr;\360\235\222\263" "erDot;\342\211\223"
    "rharu;\342\207\200" "rbrkslu;\342\246\220" "rcedil;\305\227" "cap;\342\210\251" "LowerLeftArrow;\342\206\231"
    "Kappa;\316\232" "apos;'" "otilde;\303\265" "Laplacetrf;\342\204\222" "ncap;\342\251\203" "erarr;\342\245\261"
    "loang;\342\237\254" "gE;\342\211\247" "Pfr;\360\235\224\223" "expectation;\342\204\260" "Uring;\305\256"
    "angrt;\342\210\237" "vartriangleleft;\342\212\262" "lesg;\342\213\232\357\270\200" "submult;\342\253\201"
    "DoubleLongLeftRightArrow;\342\237\272" "gescc;\342\252\251" "barwedge;\342\214\205" "bigcap;\342\213\202"
    "Kscr;\360\235\222\246" "andand;\342\251\225" "NewLine;\012" "Colone;\342\251\264" "dzcy;\321\237"
    "lrarr;\342\207\206" "sigma;\317\203" "phi;\317\206" "boxdR;\342\225\222" "urcrop;\342\214\216" "mho;\342\204\247"
    "isinsv;\342\213\263" "zeetrf;\342\204\250" "HumpEqual;\342\211\217" "subnE;\342\253\213"
    "napid;\342\211\213\314\270" "lhard;\342\206\275" "there4;\342\210\264" "napprox;\342\211\211"
    "cscr;\360\235\222\270" "eqslantgtr;\342\252\226" "rbrace;}" "bcong;\342\211\214" "Ncy;\320\235" "sube;\342\212\206"
    "gtreqless;\342\213\233" "Scy;\320\241" "OElig;\305\222" "smtes;\342\252\254\357\270\200" "vscr;\360\235\223\213"
    "SquareSubsetEqual;\342\212\221" "eogon;\304\231" "rtri;\342\226\271" "lbrace;{" "Mscr;\342\204\263"
    "mopf;\360\235\225\236" "zfr;\360\235\224\267" "ruluhar;\342\245\250" "backprime;\342\200\265" "ne;\342\211\240"
    "nrightarrow;\342\206\233" "ifr;\360\235\224\246" "radic;\342\210\232" "wcirc;\305\265" "micro;\302\265"
    "rarrsim;\342\245\264" "Oopf;\360\235\225\206" "rarrhk;\342\206\252" "Aogon;\304\204" "equals;="
    "frac78;\342\205\236" "Eogon;\304\230" "Xi;\316\236" "NotTildeFullEqual;\342\211\207" "icy;\320\270"
    "Implies;\342\207\222" "seswar;\342\244\251" "And;\342\251\223" "varsubsetneq;\342\212\212\357\270\200"
    "xdtri;\342\226\275" "pertenk;\342\200\261" "fcy;\321\204" "bigtriangleup;\342\226\263" "frasl;\342\201\204"
    "imagpart;\342\204\221" "eparsl;\342\247\243" "csup;\342\253\220" "HumpDownHump;\342\211\216"
    "ThinSpace;\342\200\211" "amp;&" "rAarr;\342\207\233" "Rcaron;\305\230" "Rcedil;\305\226" "Fopf;\360\235\224\275"
    "orderof;\342\204\264" "NotGreaterTilde;\342\211\265" "blacktriangle;\342\226\264" "DownArrowUpArrow;\342\207\265"
    "lharu;\342\206\274" "cup;\342\210\252" "lnapprox;\342\252\211" "Ucy;\320\243" "nsupset;\342\212\203\342\203\222"
    "quot;\042" "equest;\342\211\237" "NegativeMediumSpace;\342\200\213" "simdot;\342\251\252" "suplarr;\342\245\273"
    "fscr;\360\235\222\273" "UpTeeArrow;\342\206\245" "Iuml;\303\217" "pcy;\320\277" "lfloor;\342\214\212"
    "dfr;\360\235\224\241" "rightarrow;\342\206\222" "larrb;\342\207\244" "nge;\342\211\261" "period;."
    "plussim;\342\250\246" "pfr;\360\235\224\255" "DotDot;\342\203\234" "NegativeVeryThinSpace;\342\200\213"
    "NotSucceedsSlantEqual;\342\213\241" "DiacriticalGrave;`" "rbbrk;\342\235\263" "ge;\342\211\245"
    "LessTilde;\342\211\262" "gfr;\360\235\224\244" "Ubrcy;\320\216" "Agrave;\303\200" "vsupne;\342\212\213\357\270\200"
    "boxv;\342\224\202" "rAtail;\342\244\234" "Because;\342\210\265" "rbrack;]" "ndash;\342\200\223" "gamma;\316\263"
    "nvgt;>\342\203\222" "NotSquareSubsetEqual;\342\213\242" "emptyv;\342\210\205" "DiacriticalDot;\313\231"
    "exponentiale;\342\205\207" "uHar;\342\245\243" "Vscr;\360\235\222\261" "gnsim;\342\213\247" "roarr;\342\207\276"
    "NotRightTriangle;\342\213\253" "oast;\342\212\233" "dd;\342\205\206" "Zcy;\320\227" "szlig;\303\237"
    "iota;\316\271" "InvisibleTimes;\342\201\242" "angmsd;\342\210\241" "ntlg;\342\211\270" "VeryThinSpace;\342\200\212"
    "wedge;\342\210\247" "commat;@" "Sfr;\360\235\224\226" "sdotb;\342\212\241" "succeq;\342\252\260" "divide;\303\267"
    "female;\342\231\200" "mapstoup;\342\206\245" "roplus;\342\250\256" "Kcy;\320\232" "lsqb;[" "nleq;\342\211\260"
    "asymp;\342\211\210" "ncongdot;\342\251\255\314\270" "nscr;\360\235\223\203" "blacksquare;\342\226\252"
    "lnE;\342\211\250" "thksim;\342\210\274" "aacute;\303\241" "vangrt;\342\246\234" "Nopf;\342\204\225"
    "uhblk;\342\226\200" "Updownarrow;\342\207\225" "LessGreater;\342\211\266" "drbkarow;\342\244\220"
    "Vert;\342\200\226" "succneqq;\342\252\266" "UpArrowDownArrow;\342\207\205" "NotLeftTriangle;\342\213\252"
    "Re;\342\204\234" "lsh;\342\206\260" "nles;\342\251\275\314\270" "ltimes;\342\213\211" "vert;|"
    "scnsim;\342\213\251" "npar;\342\210\246" "uscr;\360\235\223\212" "KHcy;\320\245" "Rightarrow;\342\207\222"
    "upharpoonleft;\342\206\277" "rightharpoonup;\342\207\200" "Verbar;\342\200\226" "prop;\342\210\235"
    "gEl;\342\252\214" "cirmid;\342\253\257" "thinsp;\342\200\211" "simlE;\342\252\237" "SquareUnion;\342\212\224"
    "CircleMinus;\342\212\226" "rharul;\342\245\254" "Otimes;\342\250\267" "Union;\342\213\203" "leftarrow;\342\206\220"
    "Bscr;\342\204\254" "ulcorner;\342\214\234" "Nfr;\360\235\224\221" "bumpE;\342\252\256" "chi;\317\207"
    "div;\303\267" "cir;\342\227\213" "ccupssm;\342\251\220" "xcirc;\342\227\257" "Ffr;\360\235\224\211" "gdot;\304\241"
    "SubsetEqual;\342\212\206" "mapsto;\342\206\246" "curlyvee;\342\213\216" "Idot;\304\260"
    "circlearrowright;\342\206\273" "hstrok;\304\247" "reg;\302\256" "dsol;\342\247\266"
    "CapitalDifferentialD;\342\205\205" "eopf;\360\235\225\226" "lrm;\342\200\216" "pre;\342\252\257"
    "ldrdhar;\342\245\247" "yen;\302\245" "Wscr;\360\235\222\262" "QUOT;\042" "nvHarr;\342\244\204"
    "Conint;\342\210\257" "gbreve;\304\237" "GreaterLess;\342\211\267" "tcaron;\305\245" "eplus;\342\251\261"
    "boxHu;\342\225\247" "rceil;\342\214\211" "NotRightTriangleEqual;\342\213\255" "cupbrcap;\342\251\210"
    "map;\342\206\246" "fpartint;\342\250\215" "softcy;\321\214" "seArr;\342\207\230" "nleqslant;\342\251\275\314\270"
    "boxminus;\342\212\237" "supe;\342\212\207" "rarrlp;\342\206\254" "backsimeq;\342\213\215" "thicksim;\342\210\274"
    "isinE;\342\213\271" "dfisht;\342\245\277" "angmsdac;\342\246\252" "hyphen;\342\200\220" "Yfr;\360\235\224\234"
    "vnsup;\342\212\203\342\203\222" "DownRightTeeVector;\342\245\237" "NotGreaterLess;\342\211\271" "times;\303\227"
    "LeftTeeArrow;\342\206\244" "ecir;\342\211\226" "acd;\342\210\277" "cuwed;\342\213\217" "Lopf;\360\235\225\203"
    "dotsquare;\342\212\241" "Bopf;\360\235\224\271" "tfr;\360\235\224\261" "acy;\320\260"
    "NegativeThinSpace;\342\200\213" "lnsim;\342\213\246" "rho;\317\201" "orarr;\342\206\273" "boxvr;\342\224\234"
    "TScy;\320\246" "Alpha;\316\221" "nvle;\342\211\244\342\203\222" "Delta;\316\224" "larrfs;\342\244\235"
    "cuvee;\342\213\216" "quaternions;\342\204\215" "spadesuit;\342\231\240" "HorizontalLine;\342\224\200"
    "Tcaron;\305\244" "blacktriangledown;\342\226\276" "reals;\342\204\235" "backepsilon;\317\266" "Ycirc;\305\266"
    "LeftTriangleBar;\342\247\217" "plankv;\342\204\217" "Ifr;\342\204\221" "notinE;\342\213\271\314\270"
    "barwed;\342\214\205" "alefsym;\342\204\265" "LeftArrowBar;\342\207\244" "epsilon;\316\265"
    "npreceq;\342\252\257\314\270" "Yuml;\305\270" "triangledown;\342\226\277" "rhov;\317\261" "gnapprox;\342\252\212"
    "atilde;\303\243" "Dopf;\360\235\224\273" "lHar;\342\245\242" "squf;\342\226\252" "rsquo;\342\200\231"
    "supseteqq;\342\253\206" "pr;\342\211\272" "sub;\342\212\202" "leftleftarrows;\342\207\207"
    "LeftArrowRightArrow;\342\207\206" "nLl;\342\213\230\314\270" "dzigrarr;\342\237\277" "InvisibleComma;\342\201\243"
    "pi;\317\200" "cuesc;\342\213\237" "rarrap;\342\245\265" "RightTriangle;\342\212\263" "OverBrace;\342\217\236"
    "phmmat;\342\204\263" "sqcaps;\342\212\223\357\270\200" "LeftTriangle;\342\212\262" "dharl;\342\207\203"
    "umacr;\305\253" "nbump;\342\211\216\314\270" "sup1;\302\271" "prime;\342\200\262" "ggg;\342\213\231"
    "Ograve;\303\222" "ucy;\321\203" "plusdo;\342\210\224" "nis;\342\213\274" "gtrsim;\342\211\263"
    "DoubleLongRightArrow;\342\237\271" "gesl;\342\213\233\357\270\200" "ncong;\342\211\207" "Iscr;\342\204\220"
    "because;\342\210\265" "GreaterTilde;\342\211\263" "swnwar;\342\244\252" "ffllig;\357\254\204" "Phi;\316\246"
    "sce;\342\252\260" "ReverseUpEquilibrium;\342\245\257" "rtrie;\342\212\265" "odblac;\305\221" "lArr;\342\207\220"
    "Cap;\342\213\222" "sdot;\342\213\205" "frac12;\302\275" "RoundImplies;\342\245\260" "rarrw;\342\206\235"
    "NotRightTriangleBar;\342\247\220\314\270" "vsubnE;\342\253\213\357\270\200" "Integral;\342\210\253" "sect;\302\247"
    "xuplus;\342\250\204" "Theta;\316\230" "ape;\342\211\212" "EqualTilde;\342\211\202" "IEcy;\320\225" "AElig;\303\206"
    "xcap;\342\213\202" "nsmid;\342\210\244" "NotTildeEqual;\342\211\204" "angmsdab;\342\246\251" "wr;\342\211\200"
    "lesseqqgtr;\342\252\213" "boxHD;\342\225\246" "Vbar;\342\253\253" "uml;\302\250" "Afr;\360\235\224\204"
    "backcong;\342\211\214" "daleth;\342\204\270" "Jfr;\360\235\224\215" "pm;\302\261" "Gcirc;\304\234"
    "thickapprox;\342\211\210" "gtdot;\342\213\227" "plusacir;\342\250\243" "triminus;\342\250\272"
    "aopf;\360\235\225\222" "bdquo;\342\200\236" "longleftrightarrow;\342\237\267" "prap;\342\252\267"
    "sharp;\342\231\257" "cirscir;\342\247\202" "hercon;\342\212\271" "Lambda;\316\233" "SucceedsEqual;\342\252\260"
    "nleqq;\342\211\246\314\270" "ll;\342\211\252" "nfr;\360\235\224\253" "lE;\342\211\246" "opar;\342\246\267"
    "caret;\342\201\201" "rsqb;]" "gnap;\342\252\212" "forall;\342\210\200" "nisd;\342\213\272" "Zacute;\305\271"
    "wedbar;\342\251\237" "Darr;\342\206\241" "Gg;\342\213\231" "geq;\342\211\245" "leq;\342\211\244"
    "boxUl;\342\225\234" "ljcy;\321\231" "planckh;\342\204\216" "kappav;\317\260" "llcorner;\342\214\236"
    "cylcty;\342\214\255" "Utilde;\305\250" "fork;\342\213\224" "Ouml;\303\226" "DotEqual;\342\211\220" "amacr;\304\201"
    "bigcup;\342\213\203" "precnapprox;\342\252\271" "parallel;\342\210\245" "supsup;\342\253\226" "check;\342\234\223"
    "bigotimes;\342\250\202" "nrarrw;\342\206\235\314\270" "simgE;\342\252\240" "dlcorn;\342\214\236"
    "frac16;\342\205\231" "cularr;\342\206\266" "isinv;\342\210\210" "UpArrowBar;\342\244\222" "utrif;\342\226\264"
    "Lstrok;\305\201" "SuchThat;\342\210\213" "csube;\342\253\221" "brvbar;\302\246" "ncedil;\305\206"
    "gtrapprox;\342\252\206" "Hat;^" "afr;\360\235\224\236" "racute;\305\225" "not;\302\254"
    "downdownarrows;\342\207\212" "hcirc;\304\245" "geqslant;\342\251\276" "xopf;\360\235\225\251"
    "wscr;\360\235\223\214" "bowtie;\342\213\210" "angsph;\342\210\242" "sqcups;\342\212\224\357\270\200"
    "hopf;\360\235\225\231" "leftrightarrows;\342\207\206" "lacute;\304\272" "notinvb;\342\213\267" "napos;\305\211"
    "swarrow;\342\206\231" "xnis;\342\213\273" "ell;\342\204\223" "setmn;\342\210\226" "int;\342\210\253"
    "ltrif;\342\227\202" "ContourIntegral;\342\210\256" "Scedil;\305\236" "quest;\077" "compfn;\342\210\230"
    "hookleftarrow;\342\206\251" "Cayleys;\342\204\255" "DownTee;\342\212\244" "duarr;\342\207\265" "Hstrok;\304\246"
    "Racute;\305\224" "ecolon;\342\211\225" "Ncaron;\305\207" "prnap;\342\252\271" "bsemi;\342\201\217" "ocirc;\303\264"
    "eng;\305\213" "para;\302\266" "Igrave;\303\214" "quatint;\342\250\226" "gcirc;\304\235" "questeq;\342\211\237"
    "ngsim;\342\211\265" "ohbar;\342\246\265" "Ecy;\320\255" "easter;\342\251\256" "capcup;\342\251\207"
    "longmapsto;\342\237\274" "boxVH;\342\225\254" "Omega;\316\251" "squ;\342\226\241" "Vfr;\360\235\224\231"
    "ovbar;\342\214\275" "ddagger;\342\200\241" "eg;\342\252\232" "Ccirc;\304\210" "nopf;\360\235\225\237"
    "nsucceq;\342\252\260\314\270" "esim;\342\211\202" "Hopf;\342\204\215" "solbar;\342\214\277" "prnsim;\342\213\250"
    "igrave;\303\254" "Fcy;\320\244" "Zscr;\360\235\222\265" "natur;\342\231\256" "doteqdot;\342\211\221"
    "rtimes;\342\213\212" "CircleTimes;\342\212\227" "NotSupersetEqual;\342\212\211" "nesear;\342\244\250"
    "DoubleRightTee;\342\212\250" "nvltrie;\342\212\264\342\203\222" "ordf;\302\252" "PrecedesTilde;\342\211\276"
    "nsucc;\342\212\201" "triangleleft;\342\227\203" "rightrightarrows;\342\207\211" "Tstrok;\305\246"
    "clubsuit;\342\231\243" "ecirc;\303\252" "dtdot;\342\213\261" "Aring;\303\205" "udblac;\305\261"
    "DownTeeArrow;\342\206\247" "sigmaf;\317\202" "Assign;\342\211\224" "blank;\342\220\243" "nsub;\342\212\204"
    "nwarr;\342\206\226" "Sigma;\316\243" "Uopf;\360\235\225\214" "curlyeqsucc;\342\213\237" "bsol;\134"
    "leqq;\342\211\246" "xutri;\342\226\263" "YUcy;\320\256" "egrave;\303\250" "wp;\342\204\230" "vltri;\342\212\262"
    "acirc;\303\242" "Euml;\303\213" "npolint;\342\250\224" "uArr;\342\207\221" "caron;\313\207" "khcy;\321\205"
    "Kfr;\360\235\224\216" "bump;\342\211\216" "MediumSpace;\342\201\237" "LeftDoubleBracket;\342\237\246"
    "mDDot;\342\210\272" "boxDL;\342\225\227" "kgreen;\304\270" "Yacute;\303\235" "iexcl;\302\241" "vDash;\342\212\250"
    "boxhd;\342\224\254" "yfr;\360\235\224\266" "Aacute;\303\201" "SupersetEqual;\342\212\207" "planck;\342\204\217"
    "Aopf;\360\235\224\270" "Upsi;\317\222" "caps;\342\210\251\357\270\200" "gvertneqq;\342\211\251\357\270\200"
    "Tcedil;\305\242" "rcaron;\305\231" "acE;\342\210\276\314\263" "gesles;\342\252\224" "vee;\342\210\250"
    "uuarr;\342\207\210" "gla;\342\252\245" "NestedGreaterGreater;\342\211\253" "minusb;\342\212\237"
    "topcir;\342\253\261" "hkswarow;\342\244\246" "omicron;\316\277" "Icy;\320\230" "uacute;\303\272"
    "smid;\342\210\243" "dash;\342\200\220" "prod;\342\210\217" "glj;\342\252\244" "copf;\360\235\225\224"
    "Xopf;\360\235\225\217" "boxvR;\342\225\236" "cwconint;\342\210\262" "therefore;\342\210\264" "ldsh;\342\206\262"
    "curren;\302\244" "RightVector;\342\207\200" "jcy;\320\271" "nwarhk;\342\244\243" "Egrave;\303\210"
    "Tscr;\360\235\222\257" "rarrb;\342\207\245" "odiv;\342\250\270" "ccaron;\304\215" "iscr;\360\235\222\276"
    "NotGreater;\342\211\257" "LeftVector;\342\206\274" "Intersection;\342\213\202" "Dcy;\320\224" "frac34;\302\276"
    "NotLessSlantEqual;\342\251\275\314\270" "xmap;\342\237\274" "colon;:" "yicy;\321\227" "iiiint;\342\250\214"
    "TripleDot;\342\203\233" "Succeeds;\342\211\273" "doublebarwedge;\342\214\206" "sime;\342\211\203"
    "cupor;\342\251\205" "varsupsetneqq;\342\253\214\357\270\200" "LowerRightArrow;\342\206\230" "orv;\342\251\233"
    "boxV;\342\225\221" "PartialD;\342\210\202" "vellip;\342\213\256" "ctdot;\342\213\257" "divideontimes;\342\213\207"
    "lsime;\342\252\215" "lrhar;\342\207\213" "loplus;\342\250\255" "theta;\316\270" "ofcir;\342\246\277"
    "phiv;\317\225" "searrow;\342\206\230" "barvee;\342\212\275" "Mellintrf;\342\204\263" "DZcy;\320\217"
    "intprod;\342\250\274" "thkap;\342\211\210" "rbarr;\342\244\215" "cirfnint;\342\250\220" "IJlig;\304\262"
    "mp;\342\210\223" "Lang;\342\237\252" "frac14;\302\274" "Lmidot;\304\277" "ccedil;\303\247" "pound;\302\243"
    "operp;\342\246\271" "TRADE;\342\204\242" "iprod;\342\250\274" "hksearow;\342\244\245" "gtrless;\342\211\267"
    "SquareSuperset;\342\212\220" "Tfr;\360\235\224\227" "xwedge;\342\213\200" "CirclePlus;\342\212\225"
    "wopf;\360\235\225\250" "ropar;\342\246\206" "hslash;\342\204\217" "Equilibrium;\342\207\214" "Supset;\342\213\221"
    "awconint;\342\210\263" "ShortLeftArrow;\342\206\220" "langd;\342\246\221" "auml;\303\244" "cdot;\304\213"
    "hellip;\342\200\246" "ntrianglelefteq;\342\213\254" "AMP;&" "ffr;\360\235\224\243"
    "SucceedsSlantEqual;\342\211\275" "Backslash;\342\210\226" "orslope;\342\251\227" "equivDD;\342\251\270"
    "ultri;\342\227\270" "TSHcy;\320\213" "smashp;\342\250\263" "mapstoleft;\342\206\244" "ii;\342\205\210"
    "bsime;\342\213\215" "boxVL;\342\225\243" "aogon;\304\205" "angmsdag;\342\246\256" "scap;\342\252\270"
    "Pscr;\360\235\222\253" "subsup;\342\253\223" "lesseqgtr;\342\213\232" "excl;!" "ReverseElement;\342\210\213"
    "DoubleLongLeftArrow;\342\237\270" "nsubseteq;\342\212\210" "DownLeftTeeVector;\342\245\236" "phone;\342\230\216"
    "nsqsube;\342\213\242" "leftrightsquigarrow;\342\206\255" "eqcirc;\342\211\226" "subedot;\342\253\203"
    "mcomma;\342\250\251" "jcirc;\304\265" "nvap;\342\211\215\342\203\222" "RightTriangleBar;\342\247\220"
    "DownRightVectorBar;\342\245\227" "bsim;\342\210\275" "gjcy;\321\223" "Pcy;\320\237" "complement;\342\210\201"
    "boxh;\342\224\200" "rarrpl;\342\245\205" "naturals;\342\204\225" "ldquo;\342\200\234" "rsaquo;\342\200\272"
    "Map;\342\244\205" "nsccue;\342\213\241" "scirc;\305\235" "NotLeftTriangleBar;\342\247\217\314\270" "Mu;\316\234"
    "VDash;\342\212\253" "eth;\303\260" "ccirc;\304\211" "YAcy;\320\257" "downharpoonleft;\342\207\203"
    "sigmav;\317\202" "boxuR;\342\225\230" "Psi;\316\250" "varpropto;\342\210\235" "varnothing;\342\210\205"
    "profalar;\342\214\256" "or;\342\210\250" "lessapprox;\342\252\205" "beta;\316\262" "subsetneq;\342\212\212"
    "uring;\305\257" "updownarrow;\342\206\225" "RightArrow;\342\206\222" "uharr;\342\206\276"
    "shortparallel;\342\210\245" "OverBracket;\342\216\264" "upsi;\317\205" "nvrArr;\342\244\203" "Rarr;\342\206\240"
    "Proportional;\342\210\235" "colone;\342\211\224" "Acirc;\303\202" "Square;\342\226\241"
    "leftrightharpoons;\342\207\213" "aring;\303\245" "delta;\316\264" "ecaron;\304\233" "triplus;\342\250\271"
    "topfork;\342\253\232" "DoubleLeftRightArrow;\342\207\224" "circeq;\342\211\227" "blacktriangleleft;\342\227\202"
    "larrhk;\342\206\251" "sqsub;\342\212\217" "lpar;(" "supplus;\342\253\200" "NotSucceeds;\342\212\201"
    "NotPrecedesEqual;\342\252\257\314\270" "searr;\342\206\230" "lessdot;\342\213\226" "Escr;\342\204\260"
    "rArr;\342\207\222" "strns;\302\257" "Ropf;\342\204\235" "hoarr;\342\207\277" "downharpoonright;\342\207\202"
    "leftharpoondown;\342\206\275" "Ocy;\320\236" "boxUr;\342\225\231" "midcir;\342\253\260" "Product;\342\210\217"
    "ngeqq;\342\211\247\314\270" "nvrtrie;\342\212\265\342\203\222" "rdquor;\342\200\235"
    "UnderParenthesis;\342\217\235" "beth;\342\204\266" "kcy;\320\272" "UpperRightArrow;\342\206\227"
    "timesb;\342\212\240" "angmsdaa;\342\246\250" "els;\342\252\225" "LessEqualGreater;\342\213\232"
    "OverParenthesis;\342\217\234" "Vdashl;\342\253\246" "rlhar;\342\207\214" "DoubleDot;\302\250"
    "RightCeiling;\342\214\211" "smeparsl;\342\247\244" "iquest;\302\277" "lbrkslu;\342\246\215" "block;\342\226\210"
    "gl;\342\211\267" "NestedLessLess;\342\211\252" "topbot;\342\214\266" "Efr;\360\235\224\210" "timesd;\342\250\260"
    "lnap;\342\252\211" "rbrksld;\342\246\216" "ShortDownArrow;\342\206\223" "nwArr;\342\207\226" "rpargt;\342\246\224"
    "eDot;\342\211\221" "xoplus;\342\250\201" "PlusMinus;\302\261" "pointint;\342\250\225" "jsercy;\321\230"
    "bottom;\342\212\245" "lowast;\342\210\227" "mscr;\360\235\223\202" "subdot;\342\252\275"
    "NotSquareSuperset;\342\212\220\314\270" "prcue;\342\211\274" "ngtr;\342\211\257" "bbrk;\342\216\265"
    "precnsim;\342\213\250" "capcap;\342\251\213" "vfr;\360\235\224\263" "yscr;\360\235\223\216" "ratail;\342\244\232"
    "notniva;\342\210\214" "Fscr;\342\204\261" "ltrPar;\342\246\226" "Nu;\316\235" "gimel;\342\204\267"
    "drcorn;\342\214\237" "Imacr;\304\252" "boxVl;\342\225\242" "sqsubset;\342\212\217" "Lsh;\342\206\260"
    "napE;\342\251\260\314\270" "wreath;\342\211\200" "numero;\342\204\226" "psi;\317\210" "scsim;\342\211\277"
    "Esim;\342\251\263" "RightDownVectorBar;\342\245\225" "lsquo;\342\200\230" "oscr;\342\204\264" "boxur;\342\224\224"
    "dblac;\313\235" "nsc;\342\212\201" "curarr;\342\206\267" "Cup;\342\213\223" "nLeftarrow;\342\207\215"
    "simplus;\342\250\244" "tprime;\342\200\264" "swarr;\342\206\231" "frac23;\342\205\224" "Oacute;\303\223"
    "nap;\342\211\211" "supsetneqq;\342\253\214" "DownLeftVectorBar;\342\245\226" "Lfr;\360\235\224\217"
    "Qopf;\342\204\232" "SOFTcy;\320\254" "lbarr;\342\244\214" "Vvdash;\342\212\252" "boxbox;\342\247\211"
    "uopf;\360\235\225\246" "lsim;\342\211\262" "dopf;\360\235\225\225" "eqsim;\342\211\202" "scedil;\305\237"
    "lozf;\342\247\253" "bkarow;\342\244\215" "TildeEqual;\342\211\203" "nGt;\342\211\253\342\203\222" "inodot;\304\261"
    "duhar;\342\245\257" "Barv;\342\253\247" "supE;\342\253\206" "jfr;\360\235\224\247" "lscr;\360\235\223\201"
    "nexists;\342\210\204" "Element;\342\210\210" "Subset;\342\213\220" "LessSlantEqual;\342\251\275"
    "DownLeftVector;\342\206\275" "bull;\342\200\242" "lat;\342\252\253" "longrightarrow;\342\237\266"
    "Exists;\342\210\203" "timesbar;\342\250\261" "sscr;\360\235\223\210" "uplus;\342\212\216" "Abreve;\304\202"
    "rdldhar;\342\245\251" "ApplyFunction;\342\201\241" "srarr;\342\206\222" "latail;\342\244\231"
    "ltquest;\342\251\273" "ee;\342\205\207" "Zcaron;\305\275" "varkappa;\317\260" "telrec;\342\214\225"
    "target;\342\214\226" "rfloor;\342\214\213" "lneqq;\342\211\250" "nabla;\342\210\207" "cent;\302\242"
    "lozenge;\342\227\212" "CloseCurlyDoubleQuote;\342\200\235" "bigodot;\342\250\200" "Larr;\342\206\236"
    "angmsdad;\342\246\253" "rightleftarrows;\342\207\204" "larrlp;\342\206\253" "vrtri;\342\212\263"
    "nldr;\342\200\245" "otimesas;\342\250\266" "olcir;\342\246\276" "rightleftharpoons;\342\207\214"
    "divonx;\342\213\207" "Tau;\316\244" "Therefore;\342\210\264" "nless;\342\211\256" "sup2;\302\262"
    "NotCupCap;\342\211\255" "nsupseteq;\342\212\211" "ffilig;\357\254\203" "diam;\342\213\204" "pluse;\342\251\262"
    "nlarr;\342\206\232" "capdot;\342\251\200" "niv;\342\210\213" "EmptyVerySmallSquare;\342\226\253"
    "Rarrtl;\342\244\226" "oopf;\360\235\225\240" "RightUpTeeVector;\342\245\234" "Lt;\342\211\252"
    "Oscr;\360\235\222\252" "NotLessTilde;\342\211\264" "DoubleDownArrow;\342\207\223" "Gscr;\360\235\222\242"
    "tbrk;\342\216\264" "dharr;\342\207\202" "varsupsetneq;\342\212\213\357\270\200" "boxul;\342\224\230"
    "boxuL;\342\225\233" "RightTeeArrow;\342\206\246" "rHar;\342\245\244" "simne;\342\211\206" "Wfr;\360\235\224\232"
    "NotLessLess;\342\211\252\314\270" "Omicron;\316\237" "ldca;\342\244\266" "apid;\342\211\213" "rfr;\360\235\224\257"
    "malt;\342\234\240" "range;\342\246\245" "imof;\342\212\267" "lbbrk;\342\235\262" "natural;\342\231\256"
    "COPY;\302\251" "lgE;\342\252\221" "integers;\342\204\244" "lescc;\342\252\250" "Longleftrightarrow;\342\237\272"
    "CHcy;\320\247" "measuredangle;\342\210\241" "ltdot;\342\213\226" "ocy;\320\276" "bscr;\360\235\222\267"
    "trianglelefteq;\342\212\264" "RightTeeVector;\342\245\233" "sqsup;\342\212\220" "alpha;\316\261" "ubreve;\305\255"
    "top;\342\212\244" "ubrcy;\321\236" "lmidot;\305\200" "capand;\342\251\204" "siml;\342\252\235" "osol;\342\212\230"
    "lagran;\342\204\222" "Diamond;\342\213\204" "cemptyv;\342\246\262" "Ccedil;\303\207" "bepsi;\317\266"
    "NotSubsetEqual;\342\212\210" "efDot;\342\211\222" "rcy;\321\200" "NotSquareSupersetEqual;\342\213\243"
    "Edot;\304\226" "DiacriticalAcute;\302\264" "dwangle;\342\246\246" "rang;\342\237\251" "Oslash;\303\230"
    "notinva;\342\210\211" "Emacr;\304\222" "sacute;\305\233" "veebar;\342\212\273" "nequiv;\342\211\242"
    "hbar;\342\204\217" "die;\302\250" "subseteq;\342\212\206" "trpezium;\342\217\242" "Gcy;\320\223" "lbrack;["
    "DownLeftRightVector;\342\245\220" "nvDash;\342\212\255" "complexes;\342\204\202" "bigsqcup;\342\250\206"
    "supsim;\342\253\210" "olcross;\342\246\273" "isindot;\342\213\265" "lEg;\342\252\213" "succsim;\342\211\277"
    "Acy;\320\220" "hardcy;\321\212" "Yopf;\360\235\225\220" "rightsquigarrow;\342\206\235"
    "NotHumpDownHump;\342\211\216\314\270" "GreaterGreater;\342\252\242" "Cconint;\342\210\260" "Nacute;\305\203"
    "Gt;\342\211\253" "rarrc;\342\244\263" "nVdash;\342\212\256" "shy;\302\255" "nvlArr;\342\244\202"
    "precsim;\342\211\276" "midast;*" "curvearrowright;\342\206\267" "demptyv;\342\246\261" "lopar;\342\246\205"
    "euro;\342\202\254" "Iogon;\304\256" "RightUpDownVector;\342\245\217" "boxvH;\342\225\252" "frac38;\342\205\234"
    "andv;\342\251\232" "supnE;\342\253\214" "tint;\342\210\255" "becaus;\342\210\265" "Umacr;\305\252"
    "bigwedge;\342\213\200" "RightFloor;\342\214\213" "REG;\302\256" "nsube;\342\212\210" "starf;\342\230\205"
    "equiv;\342\211\241" "empty;\342\210\205" "hamilt;\342\204\213" "ngE;\342\211\247\314\270"
    "circlearrowleft;\342\206\272" "plusmn;\302\261" "NotNestedLessLess;\342\252\241\314\270" "bbrktbrk;\342\216\266"
    "ZeroWidthSpace;\342\200\213" "uuml;\303\274" "boxdL;\342\225\225" "ddotseq;\342\251\267" "diamondsuit;\342\231\246"
    "multimap;\342\212\270" "nrtrie;\342\213\255" "Iota;\316\231" "lne;\342\252\207" "lAarr;\342\207\232"
    "Itilde;\304\250" "Leftarrow;\342\207\220" "ast;*" "sqsube;\342\212\221" "Rfr;\342\204\234" "ucirc;\303\273"
    "agrave;\303\240" "NotEqual;\342\211\240" "twoheadrightarrow;\342\206\240" "lsquor;\342\200\232" "ugrave;\303\271"
    "rdca;\342\244\267" "checkmark;\342\234\223" "ETH;\303\220" "nacute;\305\204" "and;\342\210\247"
    "npart;\342\210\202\314\270" "ntriangleright;\342\213\253" "gneq;\342\252\210" "xcup;\342\213\203"
    "NotGreaterSlantEqual;\342\251\276\314\270" "nhArr;\342\207\216" "LeftRightVector;\342\245\216"
    "NonBreakingSpace;\302\240" "Ascr;\360\235\222\234" "andd;\342\251\234" "UpTee;\342\212\245" "varphi;\317\225"
    "iiota;\342\204\251" "curarrm;\342\244\274" "plusdu;\342\250\245" "rpar;)" "gtquest;\342\251\274"
    "dotminus;\342\210\270" "marker;\342\226\256" "RightDownTeeVector;\342\245\235" "harr;\342\206\224"
    "simg;\342\252\236" "larrsim;\342\245\263" "geqq;\342\211\247" "pscr;\360\235\223\205" "minusdu;\342\250\252"
    "Uogon;\305\262" "cudarrl;\342\244\270" "angzarr;\342\215\274" "sopf;\360\235\225\244" "mumap;\342\212\270"
    "digamma;\317\235" "LeftDownVectorBar;\342\245\231" "icirc;\303\256" "circledcirc;\342\212\232" "lrtri;\342\212\277"
    "swarhk;\342\244\246" "urcorn;\342\214\235" "vcy;\320\262" "DiacriticalTilde;\313\234" "backsim;\342\210\275"
    "ange;\342\246\244" "UpArrow;\342\206\221" "trade;\342\204\242" "mapstodown;\342\206\247" "Colon;\342\210\267"
    "lesdot;\342\251\277" "lang;\342\237\250" "angrtvbd;\342\246\235" "lt;<" "xfr;\360\235\224\265" "minus;\342\210\222"
    "LeftFloor;\342\214\212" "cacute;\304\207" "xlArr;\342\237\270" "smt;\342\252\252" "bigvee;\342\213\201"
    "middot;\302\267" "ImaginaryI;\342\205\210" "vsupnE;\342\253\214\357\270\200" "nRightarrow;\342\207\217"
    "Jsercy;\320\210" "sfr;\360\235\224\260" "solb;\342\247\204" "tcy;\321\202" "Chi;\316\247" "sqcap;\342\212\223"
    "ExponentialE;\342\205\207" "DDotrahd;\342\244\221" "lcedil;\304\274" "Poincareplane;\342\204\214" "iacute;\303\255"
    "propto;\342\210\235" "Hcirc;\304\244" "sol;/" "nwnear;\342\244\247" "ngeq;\342\211\261" "risingdotseq;\342\211\223"
    "trisb;\342\247\215" "circledS;\342\223\210" "percnt;%" "lopf;\360\235\225\235" "rrarr;\342\207\211"
    "rfisht;\342\245\275" "LeftAngleBracket;\342\237\250" "RightUpVector;\342\206\276" "cirE;\342\247\203"
    "circledast;\342\212\233" "nlArr;\342\207\215" "approxeq;\342\211\212" "capbrcup;\342\251\211"
    "profsurf;\342\214\223" "parsim;\342\253\263" "les;\342\251\275" "Dot;\302\250" "asympeq;\342\211\215"
    "eDDot;\342\251\267" "perp;\342\212\245" "boxDl;\342\225\226" "Atilde;\303\203" "nsubseteqq;\342\253\205\314\270"
    "gtreqqless;\342\252\214" "lesges;\342\252\223" "tosa;\342\244\251" "Sscr;\360\235\222\256" "nhpar;\342\253\262"
    "cwint;\342\210\261" "lessgtr;\342\211\266" "NotPrecedesSlantEqual;\342\213\240"
    "NotSubset;\342\212\202\342\203\222" "exist;\342\210\203" "Wopf;\360\235\225\216" "FilledSmallSquare;\342\227\274"
    "laemptyv;\342\246\264" "crarr;\342\206\265" "Zopf;\342\204\244" "gsim;\342\211\263" "bprime;\342\200\265"
    "csupe;\342\253\222" "ltri;\342\227\203" "boxUR;\342\225\232" "jscr;\360\235\222\277" "gtrarr;\342\245\270"
    "nLeftrightarrow;\342\207\216" "bcy;\320\261" "NotTildeTilde;\342\211\211" "LeftUpTeeVector;\342\245\240"
    "ldquor;\342\200\236" "breve;\313\230" "varepsilon;\317\265" "efr;\360\235\224\242" "preccurlyeq;\342\211\274"
    "popf;\360\235\225\241" "bnot;\342\214\220" "mu;\316\274" "Eta;\316\227" "hArr;\342\207\224"
    "nGtv;\342\211\253\314\270" "vsubne;\342\212\212\357\270\200" "subsetneqq;\342\253\213" "nleftarrow;\342\206\232"
    "DScy;\320\205" "Im;\342\204\221" "Gbreve;\304\236" "omid;\342\246\266" "lambda;\316\273" "lltri;\342\227\272"
    "dtrif;\342\226\276" "spar;\342\210\245" "curlywedge;\342\213\217" "jmath;\310\267" "nVDash;\342\212\257"
    "trie;\342\211\234" "gesdot;\342\252\200" "nleftrightarrow;\342\206\256" "scnap;\342\252\272"
    "DoubleRightArrow;\342\207\222" "iopf;\360\235\225\232" "gsiml;\342\252\220" "NJcy;\320\212" "oS;\342\223\210"
    "dArr;\342\207\223" "HARDcy;\320\252" "larr;\342\206\220" "bfr;\360\235\224\237" "oslash;\303\270"
    "odash;\342\212\235" "boxhu;\342\224\264" "rthree;\342\213\214" "nle;\342\211\260" "boxVR;\342\225\240"
    "NotCongruent;\342\211\242" "hscr;\360\235\222\275" "rnmid;\342\253\256" "sim;\342\210\274" "utilde;\305\251"
    "DoubleLeftTee;\342\253\244" "PrecedesSlantEqual;\342\211\274" "gammad;\317\235" "rcub;}"
    "NotSucceedsTilde;\342\211\277\314\270" "lobrk;\342\237\246" "YIcy;\320\207" "qint;\342\250\214" "Auml;\303\204"
    "real;\342\204\234" "uparrow;\342\206\221" "bopf;\360\235\225\223" "frac58;\342\205\235" "fjlig;fj"
    "dbkarow;\342\244\217" "odot;\342\212\231" "rationals;\342\204\232" "utri;\342\226\265" "sdote;\342\251\246"
    "gtlPar;\342\246\225" "iecy;\320\265" "Jopf;\360\235\225\201" "triangleq;\342\211\234" "nharr;\342\206\256"
    "NotEqualTilde;\342\211\202\314\270" "raquo;\302\273" "varr;\342\206\225" "nlt;\342\211\256" "Eopf;\360\235\224\274"
    "udarr;\342\207\205" "vartheta;\317\221" "RightTee;\342\212\242" "rmoustache;\342\216\261" "Vopf;\360\235\225\215"
    "supset;\342\212\203" "upsilon;\317\205" "dotplus;\342\210\224" "Breve;\313\230" "fltns;\342\226\261"
    "minusd;\342\210\270" "oror;\342\251\226" "nsqsupe;\342\213\243" "npr;\342\212\200" "SucceedsTilde;\342\211\277"
    "UnionPlus;\342\212\216" "nearhk;\342\244\244" "ntilde;\303\261" "nrarrc;\342\244\263\314\270" "Dashv;\342\253\244"
    "nvlt;<\342\203\222" "sung;\342\231\252" "ShortUpArrow;\342\206\221" "LongLeftArrow;\342\237\265"
    "coloneq;\342\211\224" "Congruent;\342\211\241" "Jukcy;\320\204" "Vee;\342\213\201" "GreaterSlantEqual;\342\251\276"
    "harrcir;\342\245\210" "homtht;\342\210\273" "mlcp;\342\253\233" "RightVectorBar;\342\245\223" "notin;\342\210\211"
    "tcedil;\305\243" "Cross;\342\250\257" "infintie;\342\247\235" "intercal;\342\212\272"
    "EmptySmallSquare;\342\227\273" "puncsp;\342\200\210" "TildeTilde;\342\211\210" "loarr;\342\207\275"
    "zopf;\360\235\225\253" "nbumpe;\342\211\217\314\270" "nbsp;\302\240" "Dagger;\342\200\241" "eqvparsl;\342\247\245"
    "bernou;\342\204\254" "Tcy;\320\242" "lsaquo;\342\200\271" "frown;\342\214\242" "zhcy;\320\266" "Ecaron;\304\232"
    "xsqcup;\342\250\206" "nrarr;\342\206\233" "dcy;\320\264" "realine;\342\204\233";
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

static const uint16_t entity_offsets[ENTITY_COUNT + 1] = {
    0, 15, 24, 33, 43, 51, 59, 68, 77, 87, 97, 106, 115, 122, 131, 140, 150, 159, 177, 185, 195, 202, 215, 224, 241,
    248, 260, 270, 279, 293, 303, 314, 326, 334, 348, 357, 365, 374, 385, 393, 401, 411, 419, 437, 449, 459, 467, 477,
    485, 502, 511, 520, 532, 542, 549, 566, 573, 594, 603, 611, 618, 627, 638, 652, 661, 672, 679, 687, 697, 704, 713,
    725, 735, 752, 761, 770, 782, 789, 799, 808, 820, 843, 858, 869, 879, 893, 899, 909, 918, 932, 941, 948, 963, 971,
    979, 991, 1001, 1008, 1025, 1033, 1044, 1051, 1061, 1070, 1077, 1095, 1106, 1118, 1124, 1133, 1139, 1148, 1156,
    1169, 1185, 1192, 1201, 1212, 1234, 1243, 1251, 1260, 1266, 1274, 1287, 1298, 1309, 1318, 1329, 1347, 1356, 1363,
    1369, 1378, 1389, 1400, 1410, 1429, 1437, 1446, 1460, 1473, 1484, 1492, 1505, 1512, 1522, 1544, 1553, 1565, 1575,
    1583, 1592, 1599, 1609, 1622, 1630, 1636, 1645, 1653, 1662, 1671, 1680, 1689, 1697, 1704, 1712, 1720, 1726, 1734,
    1751, 1763, 1770, 1777, 1792, 1801, 1822, 1830, 1839, 1848, 1857, 1868, 1883, 1892, 1903, 1916, 1925, 1935, 1944,
    1953, 1962, 1968, 1974, 1984, 1992, 2000, 2009, 2018, 2025, 2042, 2050, 2056, 2064, 2070, 2079, 2091, 2100, 2113,
    2121, 2138, 2146, 2157, 2167, 2174, 2183, 2195, 2209, 2215, 2224, 2234, 2244, 2251, 2259, 2268, 2280, 2288, 2306,
    2316, 2325, 2336, 2343, 2349, 2358, 2367, 2380, 2388, 2397, 2405, 2414, 2424, 2442, 2451, 2460, 2471, 2492, 2501,
    2509, 2520, 2530, 2536, 2548, 2558, 2567, 2575, 2583, 2593, 2601, 2611, 2621, 2629, 2664, 2673, 2682, 2692, 2699,
    2708, 2716, 2741, 2748, 2758, 2769, 2782, 2791, 2810, 2818, 2828, 2833, 2850, 2858, 2869, 2878, 2894, 2903, 2912,
    2919, 2929, 2938, 2944, 2951, 2957, 2968, 2985, 2993, 3002, 3012, 3018, 3033, 3043, 3051, 3071, 3080, 3088, 3108,
    3115, 3124, 3134, 3142, 3149, 3157, 3171, 3181, 3193, 3201, 3209, 3218, 3226, 3234, 3255, 3262, 3271, 3279, 3295,
    3301, 3308, 3320, 3338, 3349, 3358, 3367, 3375, 3396, 3404, 3416, 3425, 3432, 3441, 3450, 3458, 3468, 3475, 3497,
    3503, 3512, 3521, 3531, 3541, 3548, 3557, 3566, 3574, 3588, 3597, 3626, 3642, 3649, 3658, 3665, 3676, 3688, 3706,
    3724, 3734, 3742, 3751, 3760, 3769, 3780, 3788, 3798, 3806, 3815, 3821, 3828, 3837, 3847, 3856, 3866, 3876, 3884,
    3895, 3912, 3918, 3925, 3935, 3944, 3952, 3970, 3980, 3987, 3995, 4003, 4014, 4023, 4043, 4055, 4074, 4095, 4108,
    4116, 4131, 4141, 4148, 4166, 4174, 4183, 4198, 4206, 4216, 4224, 4234, 4246, 4255, 4262, 4274, 4284, 4290, 4297,
    4308, 4318, 4325, 4334, 4338, 4357, 4376, 4385, 4392, 4399, 4407, 4414, 4430, 4439, 4447, 4454, 4464, 4472, 4480,
    4486, 4497, 4522, 4528, 4537, 4546, 4558, 4567, 4576, 4587, 4597, 4604, 4614, 4626, 4636, 4647, 4658, 4667, 4676,
    4685, 4693, 4701, 4718, 4726, 4736, 4746, 4752, 4761, 4768, 4777, 4798, 4808, 4817, 4823, 4832, 4856, 4864, 4886,
    4897, 4907, 4913, 4925, 4933, 4950, 4958, 4968, 4977, 4986, 4993, 5000, 5015, 5027, 5037, 5049, 5059, 5081, 5092,
    5101, 5112, 5121, 5131, 5143, 5152, 5163, 5179, 5190, 5197, 5204, 5222, 5231, 5241, 5249, 5261, 5270, 5288, 5297,
    5306, 5312, 5321, 5330, 5339, 5350, 5357, 5369, 5378, 5401, 5405, 5424, 5435, 5440, 5452, 5462, 5469, 5479, 5493,
    5502, 5526, 5548, 5555, 5573, 5595, 5604, 5611, 5620, 5627, 5635, 5650, 5656, 5676, 5685, 5694, 5701, 5710, 5720,
    5744, 5750, 5759, 5767, 5775, 5784, 5797, 5807, 5814, 5821, 5830, 5842, 5854, 5864, 5873, 5883, 5889, 5898, 5910,
    5925, 5936, 5945, 5953, 5960, 5965, 5971, 5980, 5987, 6001, 6019, 6030, 6039, 6049, 6056, 6072, 6092, 6099, 6108,
    6122, 6129, 6139, 6155, 6164, 6172, 6182, 6192, 6201, 6210, 6219, 6239, 6261, 6273, 6282, 6294, 6302, 6314, 6323,
    6331, 6342, 6346, 6356, 6364, 6376, 6387, 6397, 6405, 6414, 6420, 6433, 6441, 6450, 6460, 6469, 6475, 6483, 6491,
    6500, 6507, 6517, 6526, 6536, 6546, 6554, 6563, 6571, 6582, 6592, 6600, 6609, 6618, 6627, 6633, 6645, 6655, 6664,
    6685, 6694, 6700, 6719, 6726, 6733, 6740, 6749, 6759, 6768, 6774, 6779, 6788, 6796, 6805, 6815, 6823, 6835, 6843,
    6860, 6874, 6883, 6892, 6898, 6917, 6924, 6933, 6944, 6959, 6967, 6978, 6986, 6994, 7012, 7021, 7029, 7036, 7042,
    7051, 7074, 7094, 7102, 7109, 7117, 7125, 7137, 7144, 7161, 7186, 7194, 7200, 7211, 7239, 7249, 7258, 7267, 7275,
    7286, 7297, 7307, 7317, 7327, 7336, 7349, 7359, 7367, 7384, 7393, 7407, 7416, 7424, 7435, 7444, 7452, 7460, 7469,
    7479, 7487, 7497, 7503, 7521, 7532, 7550, 7559, 7568, 7585, 7594, 7603, 7612, 7621, 7641, 7651, 7661, 7679, 7694,
    7701, 7709, 7721, 7730, 7736, 7745, 7770, 7784, 7794, 7805, 7824, 7832, 7841, 7852, 7866, 7875, 7886, 7897, 7908,
    7917, 7928, 7942, 7947, 7956, 7965, 7982, 7988, 8006, 8019, 8025, 8041, 8058, 8065, 8085, 8097, 8116, 8125, 8143,
    8150, 8160, 8176, 8183, 8192, 8201, 8210, 8221, 8230, 8237, 8255, 8263, 8269, 8278, 8292, 8300, 8309, 8318, 8324,
    8332, 8347, 8355, 8364, 8383, 8394, 8405, 8433, 8442, 8454, 8464, 8473, 8483, 8492, 8502, 8509, 8518, 8526, 8532,
    8541, 8551, 8558, 8568, 8578, 8591, 8600, 8611, 8620, 8630, 8641, 8650, 8664, 8672, 8681, 8687, 8695, 8708, 8714,
    8722, 8734, 8743, 8764, 8772, 8780, 8788, 8796, 8805, 8813, 8824, 8837, 8843, 8858, 8866, 8875, 8883, 8891, 8902,
    8911, 8921, 8929, 8937, 8947, 8955, 8960, 8981, 8987, 8998, 9008, 9015, 9034, 9043, 9054, 9060, 9077, 9086, 9098,
    9108, 9116, 9132, 9145, 9150, 9159, 9168, 9177, 9186, 9197, 9216, 9233, 9253, 9262, 9269, 9281, 9287, 9301, 9307,
    9317, 9340, 9350, 9361, 9370, 9384, 9391, 9397, 9407, 9415, 9429, 9438, 9445, 9453, 9464, 9472, 9482, 9507, 9532,
    9550, 9559, 9565, 9578, 9586, 9594, 9603, 9616, 9624, 9634, 9645, 9653, 9662, 9670, 9679, 9703, 9713, 9730, 9746,
    9754, 9763, 9772, 9781, 9801, 9809, 9815, 9821, 9829, 9836, 9854, 9864, 9872, 9889, 9898, 9906, 9914, 9923, 9933,
    9942, 9952, 9964, 9974, 9980, 9986, 9994, 10003, 10017, 10026, 10041, 10048, 10058, 10067, 10077, 10085, 10094,
    10109, 10124, 10136, 10144, 10156, 10176, 10195, 10201, 10208, 10218, 10228, 10234, 10244, 10252, 10261, 10268,
    10282, 10299, 10317, 10327, 10335, 10342, 10352, 10362, 10371, 10386, 10401, 10411, 10421, 10430, 10443, 10451,
    10463, 10471, 10480, 10486, 10492, 10499, 10510, 10519, 10527, 10534, 10549, 10559, 10571, 10578, 10598, 10607,
    10613, 10621, 10645, 10654, 10661, 10668, 10679, 10685, 10694, 10700, 10710, 10720, 10729, 10744, 10753, 10762,
    10771, 10780, 10805, 10817, 10824, 10836, 10845, 10854, 10869, 10881, 10889, 10899, 10912, 10924, 10933, 10943,
    10955, 10965, 10973, 10985, 11007, 11025, 11033, 11049, 11057, 11064, 11073, 11082, 11095, 11104, 11112, 11118,
    11139, 11148, 11154, 11163, 11172, 11179, 11187, 11198, 11206, 11216, 11225, 11240, 11253, 11271, 11280, 11301,
    11310, 11324, 11332, 11351, 11361, 11368, 11380, 11390, 11401, 11417, 11427, 11440, 11447, 11463, 11470, 11482,
    11491, 11500, 11508, 11516, 11525, 11538, 11544, 11551, 11569, 11592, 11601, 11613, 11631, 11636, 11645, 11655,
    11672, 11685, 11695, 11708, 11724, 11733, 11741, 11752, 11759, 11768, 11775, 11784, 11790, 11800, 11807, 11817,
    11841, 11852, 11861, 11869, 11880, 11896, 11906, 11916, 11922, 11929, 11953, 11962, 11971, 11979, 11986, 11994,
    12003, 12019, 12028, 12053, 12066, 12078, 12085, 12095, 12103, 12110, 12124, 12131, 12139, 12147, 12156, 12173,
    12185, 12191, 12205, 12214, 12222, 12228, 12236, 12248, 12258, 12266, 12271, 12279, 12294, 12303, 12315, 12327,
    12336, 12345, 12367, 12375, 12384, 12395, 12405, 12414, 12431, 12442, 12448, 12456, 12462, 12470, 12479, 12485,
    12493, 12503, 12511, 12520, 12530, 12538, 12544, 12551, 12558, 12567, 12574, 12585, 12594, 12606, 12616, 12625,
    12633, 12640, 12652, 12660, 12670, 12685, 12697, 12707, 12716, 12729, 12741, 12750, 12760, 12770, 12780, 12789,
    12803, 12812, 12821, 12833, 12842, 12851, 12860, 12873, 12878, 12886, 12895, 12901, 12919, 12927, 12939, 12948,
    12957, 12967, 12977, 12990, 12999, 13018, 13027, 13038, 13046, 13057, 13065, 13072, 13081, 13088, 13097, 13116,
    13125, 13132, 13142, 13159, 13170, 13181, 13190, 13199, 13208, 13218, 13227, 13236, 13245, 13253, 13259, 13266,
    13275, 13286, 13294, 13305, 13314, 13323, 13329, 13339, 13349, 13363, 13372, 13380, 13387, 13395, 13404, 13415,
    13421, 13429, 13438, 13451, 13459, 13467, 13477, 13487, 13496, 13502, 13511, 13520, 13532, 13542, 13557, 13577,
    13587, 13605, 13619, 13626, 13643, 13652, 13668, 13688, 13697, 13709, 13717, 13726, 13734, 13743, 13759, 13768,
    13778, 13787, 13795, 13804, 13812, 13821, 13836, 13842, 13850, 13859, 13866, 13875, 13881, 13890, 13898, 13905,
    13916, 13924, 13932, 13939, 13947, 13955, 13970, 13991, 14000, 14009, 14018, 14027, 14035, 14044, 14053, 14061,
    14070, 14087, 14097, 14106, 14113, 14124, 14140, 14149, 14158, 14167, 14177, 14184, 14193, 14200, 14224, 14234,
    14244, 14256, 14266, 14272, 14281, 14289, 14297, 14305, 14312, 14321, 14330, 14339, 14351, 14364, 14372, 14381,
    14396, 14402, 14412, 14421, 14430, 14439, 14447, 14456, 14465, 14479, 14493, 14509, 14515, 14524, 14547, 14555,
    14562, 14569, 14579, 14592, 14604, 14622, 14630, 14639, 14659, 14678, 14685, 14693, 14705, 14715, 14724, 14741,
    14750, 14759, 14769, 14777, 14786, 14793, 14804, 14814, 14827, 14834, 14845, 14854, 14863, 14875, 14883, 14889,
    14897, 14906, 14915, 14924, 14932, 14941, 14950, 14959, 14971, 14982, 15000, 15008, 15018, 15032, 15041, 15050,
    15060, 15075, 15085, 15097, 15115, 15124, 15131, 15138, 15148, 15167, 15172, 15180, 15202, 15215, 15226, 15237,
    15246, 15254, 15264, 15278, 15284, 15293, 15302, 15310, 15322, 15330, 15339, 15349, 15362, 15368, 15386, 15409,
    15422, 15443, 15452, 15463, 15486, 15496, 15507, 15517, 15525, 15536, 15556, 15578, 15586, 15593, 15599, 15613,
    15621, 15631, 15643, 15652, 15662, 15669, 15679, 15687, 15711, 15716, 15725, 15731, 15739, 15746, 15765, 15774,
    15783, 15789, 15802, 15816, 15828, 15834, 15848, 15855, 15868, 15876, 15891, 15905, 15914, 15931, 15946, 15953,
    15963, 15971, 15987, 15997, 16005, 16015, 16036, 16044, 16052, 16061, 16072, 16083, 16107, 16117, 16138, 16148,
    16157, 16163, 16174, 16189, 16211, 16220, 16231, 16239, 16247, 16255, 16263, 16272, 16292, 16311, 16317, 16326,
    16336, 16347, 16358, 16372, 16382, 16402, 16410, 16416, 16435, 16445, 16457, 16464, 16484, 16503, 16513, 16522,
    16534, 16550, 16562, 16571, 16582, 16591, 16597, 16615, 16625, 16633, 16643, 16651, 16662, 16680, 16689, 16699,
    16707, 16717, 16729, 16741, 16750, 16760, 16770, 16779, 16789, 16812, 16821, 16829, 16837, 16849, 16859, 16867,
    16876, 16886, 16897, 16905, 16915, 16920, 16929, 16939, 16947, 16956, 16968, 16975, 16985, 16995, 17005, 17011,
    17020, 17028, 17050, 17059, 17067, 17076, 17084, 17091, 17101, 17108, 17122, 17133, 17143, 17152, 17162, 17171,
    17178, 17192, 17213, 17221, 17229, 17238, 17247, 17257, 17267, 17276, 17284, 17293, 17302, 17311, 17319, 17329,
    17343, 17353, 17362, 17371, 17379, 17387, 17395, 17404, 17415, 17426, 17436, 17454, 17472, 17480, 17487, 17505,
    17515, 17527, 17536, 17545, 17554, 17565, 17582, 17591, 17601, 17612, 17618, 17627, 17638, 17648, 17658, 17668,
    17677, 17686, 17693, 17704, 17729, 17740, 17748, 17760, 17779, 17789, 17798, 17806, 17818, 17827, 17848, 17858,
    17864, 17877, 17886, 17893, 17906, 17919, 17929, 17937, 17946, 17955, 17965, 17972, 17996, 18006, 18015, 18035,
    18041, 18050, 18066, 18085, 18094, 18102, 18111, 18130, 18139, 18148, 18165, 18173, 18182, 18190, 18207, 18217,
    18225, 18233, 18241, 18249, 18258, 18266, 18275, 18286, 18293, 18300, 18312, 18321, 18343, 18350, 18367, 18376,
    18382, 18391, 18409, 18427, 18436, 18444, 18453, 18460, 18468, 18477, 18487, 18495, 18503, 18513, 18524, 18535,
    18544, 18552, 18570, 18579, 18585, 18611, 18618, 18637, 18648, 18656, 18665, 18676, 18684, 18693, 18703, 18713,
    18721, 18727, 18739, 18751, 18757, 18765, 18788, 18798, 18811, 18823, 18833, 18844, 18855, 18862, 18873, 18879,
    18888, 18897, 18916, 18937, 18955, 18966, 18975, 18981, 18990, 19000, 19006, 19016, 19027, 19035, 19054, 19065,
    19074, 19082, 19090, 19111, 19120, 19130, 19138, 19147, 19155, 19165, 19173, 19185, 19199, 19205, 19214, 19223,
    19232, 19241, 19251, 19260, 19279, 19288, 19311, 19323, 19341, 19348, 19357, 19368, 19383, 19395, 19405, 19412,
    19419, 19428, 19437, 19450, 19455, 19465, 19472, 19480, 19489, 19501, 19522, 19532, 19541, 19549, 19562, 19568,
    19577, 19584, 19595, 19613, 19621, 19629, 19655, 19664, 19683, 19702, 19711, 19719, 19728, 19737, 19746, 19757,
    19767, 19773, 19784, 19796, 19806, 19828, 19836, 19844, 19855, 19863, 19872, 19883, 19891, 19902, 19913, 19922,
    19931, 19941, 19962, 19970, 19985, 19994, 20004, 20014, 20020, 20039, 20050, 20058, 20069, 20078, 20092, 20101,
    20111, 20119, 20131, 20135, 20143, 20152, 20165, 20174, 20183, 20190, 20200, 20209, 20223, 20236, 20251, 20260,
    20268, 20276, 20282, 20288, 20297, 20313, 20325, 20334, 20351, 20360, 20370, 20378, 20383, 20393, 20401, 20417,
    20426, 20438, 20446, 20455, 20464, 20474, 20494, 20511, 20519, 20533, 20542, 20554, 20566, 20578, 20588, 20595,
    20601, 20612, 20621, 20629, 20638, 20647, 20663, 20677, 20687, 20695, 20704, 20713, 20722, 20733, 20758, 20774,
    20783, 20792, 20813, 20825, 20834, 20842, 20850, 20860, 20869, 20877, 20886, 20895, 20905, 20924, 20930, 20947,
    20966, 20976, 20984, 20997, 21005, 21020, 21029, 21037, 21042, 21048, 21056, 21066, 21079, 21093, 21107, 21114,
    21120, 21129, 21137, 21146, 21155, 21164, 21172, 21186, 21194, 21204, 21212, 21222, 21241, 21250, 21270, 21279,
    21288, 21295, 21301, 21309, 21318, 21326, 21334, 21343, 21352, 21361, 21371, 21378, 21387, 21403, 21412, 21421,
    21428, 21437, 21454, 21476, 21485, 21491, 21513, 21522, 21529, 21537, 21544, 21552, 21563, 21572, 21582, 21590,
    21601, 21609, 21622, 21630, 21639, 21649, 21656, 21665, 21678, 21687, 21706, 21714, 21722, 21729, 21738, 21747,
    21758, 21770, 21784, 21793, 21803, 21813, 21824, 21832, 21841, 21851, 21859, 21870, 21877, 21894, 21907, 21917,
    21926, 21938, 21947, 21956, 21964, 21980, 21997, 22008, 22021, 22029, 22036, 22057, 22068, 22078, 22086, 22104,
    22113, 22122, 22131, 22143, 22155, 22175, 22185, 22199, 22208, 22217, 22229, 22236, 22246, 22258, 22268, 22274,
    22284, 22293, 22300, 22309, 22319, 22328, 22334, 22345,
};

static const uint16_t entity_displacements[ENTITY_BUCKETS] = {
    10, 0, 0, 12, 1, 1, 3, 1, 0, 10, 1, 0, 13, 4, 0, 3, 3, 4, 0, 0, 14, 4, 0, 3, 13, 4, 0, 1, 0, 4, 8, 0, 1, 0, 9, 0, 2,
    8, 1, 1, 11, 3, 11, 30, 0, 4, 2, 9, 0, 45, 6, 0, 4, 0, 0, 7, 0, 0, 6, 0, 0, 9, 12, 0, 3, 9, 0, 11, 3, 6, 9, 3, 1, 3,
    1, 4, 0, 7, 0, 5, 1, 2, 0, 20, 0, 17, 2, 1, 29, 6, 0, 7, 8, 1, 3, 25, 44, 3, 0, 2, 9, 1, 8, 2, 6, 0, 27, 1, 5, 6, 0,
    0, 6, 0, 0, 4, 0, 4, 0, 3, 3, 3, 0, 5, 1, 29, 3, 2, 0, 23, 3, 4, 0, 1, 0, 3, 0, 11, 0, 3, 0, 23, 1, 8, 1, 32, 3, 0,
    0, 0, 12, 0, 1, 0, 1, 4, 3, 1, 4, 8, 1, 9, 1, 19, 10, 1, 3, 6, 25, 0, 1, 4, 3, 7, 6, 0, 10, 2, 2, 5, 0, 3, 0, 0, 4,
    34, 33, 17, 1, 6, 1, 1, 11, 4, 11, 2, 6, 0, 0, 0, 0, 0, 23, 3, 0, 0, 10, 3, 3, 16, 0, 0, 0, 10, 6, 2, 0, 0, 0, 12,
    2, 42, 0, 0, 0, 1, 0, 9, 9, 33, 8, 0, 1, 0, 0, 19, 1, 17, 5, 12, 7, 6, 1, 1, 0, 0, 0, 3, 4, 0, 3, 2, 2, 3, 0, 0, 35,
    3, 0, 6, 3, 3, 8, 0, 0, 2, 12, 8, 2, 1, 6, 2, 8, 38, 4, 9, 0, 0, 0, 1, 0, 7, 40, 0, 3, 5, 9, 1, 0, 0, 1, 0, 0, 0, 1,
    10, 3, 5, 5, 5, 3, 4, 0, 0, 0, 0, 0, 0, 0, 2, 4, 2, 66, 19, 1, 4, 3, 1, 0, 20, 0, 2, 7, 3, 9, 7, 1, 0, 0, 66, 14,
    16, 4, 9, 1, 7, 6, 11, 0, 2, 0, 2, 15, 21, 11, 7, 1, 8, 40, 13, 13, 0, 0, 6, 13, 0, 0, 0, 0, 0, 7, 9, 0, 9, 31, 5,
    9, 6, 0, 1, 0, 8, 0, 3, 3, 0, 10, 59, 32, 0, 20, 0, 0, 0, 1, 34, 0, 11, 57, 5, 4, 28, 4, 26, 53, 0, 0, 5, 2, 0, 9,
    8, 29, 2, 3, 23, 1, 4, 12, 41, 9, 3, 0, 0, 105, 0, 0, 70, 14, 0, 0, 15, 7, 2, 8, 1, 1, 3, 5, 0, 1, 5, 3, 3, 0, 7,
    17, 46, 3, 1, 39, 1, 39, 5, 17, 3, 7, 6, 0, 2, 1, 0, 2, 78, 0, 0, 4, 12, 21, 1, 6, 0, 0, 9, 22, 14, 4, 0, 7, 0, 0,
    0, 4, 0, 0, 0, 10, 13, 54, 4, 0, 0, 3, 149, 9, 6, 1, 4, 16, 12, 18, 10, 3, 0, 0, 2, 14, 5, 0, 4, 2, 2, 4, 4, 0, 16,
    5, 0, 0, 0, 16, 22, 83, 0, 0, 5, 17, 0, 6, 1, 0, 2, 2, 16, 0, 0, 7, 0, 1, 0, 0, 14, 7, 14, 4, 0, 68, 0, 7, 32, 11,
    0, 0, 6, 226, 9, 40, 15, 16, 2, 106, 49, 8, 3, 36, 1, 0, 17, 6, 17, 0, 3, 5, 13, 85, 0, 8, 0, 54, 47, 24, 0, 0, 51,
    0, 0, 29, 48, 0, 1, 1, 26, 7, 0, 18, 10, 0, 3, 20, 0, 10, 1, 5, 4, 15, 8, 0, 0, 3, 3, 47, 1, 1, 15, 37, 0, 79, 1,
    46, 2, 16, 4, 37, 4, 18, 29, 1, 25, 15, 36, 32, 6, 0, 0, 8, 0, 1, 1, 6, 2, 65, 2, 41, 0, 25, 0, 27, 0, 9, 7, 55, 11,
    2, 12, 8, 80, 4, 0, 9, 6, 0, 1, 125, 258, 0, 27, 0, 2, 35, 4, 229, 4, 17, 23, 2, 0, 2, 19, 3, 0, 1, 0, 50, 0, 0, 30,
    5, 9, 3, 20, 0, 4, 6, 54, 12, 0, 1, 11, 0, 36, 1, 22, 2, 70, 0, 13, 37, 27, 3, 11, 0, 0, 1, 11, 4, 1, 54, 57, 0, 0,
    54, 1, 33, 2, 26, 0, 1, 20, 27, 68, 11, 2, 10, 0, 19, 0, 148, 53, 4, 0, 1, 42, 6, 0, 14, 33, 0, 44, 27, 18, 0, 0, 2,
    3, 7, 78, 0, 38, 36, 18, 1, 1, 114, 0, 25, 16, 7, 5, 7, 115, 1, 89, 8, 218, 171, 0, 10, 0, 128, 0, 4, 11, 2, 0, 335,
    11, 23, 333, 20, 0, 8, 2, 44, 79, 22, 1, 2, 1, 26, 1, 6, 23, 10, 65, 35, 22, 119, 82, 384, 19, 1, 0, 3, 34, 0, 0, 1,
    8, 4, 1, 14, 62, 1, 7, 2, 34, 13, 0, 2, 4, 8, 0, 20, 11, 0, 7, 2, 81, 93, 65, 15, 3, 34, 19, 49, 0, 4, 13, 2, 7, 0,
    65, 71, 36, 8, 56, 1, 0, 5, 0, 0, 7, 134, 5, 0, 2, 45, 1, 71, 4, 72, 20, 16, 3, 15, 0, 1, 513, 0, 0, 18, 34, 0, 109,
    0, 56, 113, 4, 2, 4, 2, 3, 141, 0, 22, 21, 78, 0, 1, 2, 11, 0, 120, 1, 289, 586, 0, 0, 45, 38, 0, 11, 4, 56, 180,
    159, 669, 21, 3, 128, 135, 669, 419, 665, 16, 0, 260, 154, 3, 0, 4, 175, 5, 0, 12, 152, 0, 1, 8, 12, 15, 17, 0, 42,
    4, 206, 406, 8, 1, 3, 1, 25, 44, 20, 0, 16, 116, 68, 2, 2, 69, 131, 4, 0, 74, 55, 192, 3, 26, 0, 15, 0, 229, 117, 0,
    0, 385, 8, 0, 6, 0, 0, 7, 546, 15, 0, 13, 37, 118, 4, 647, 0, 12, 133, 602, 170, 9, 32, 1, 26, 746, 42, 0, 218, 0,
    41, 23, 5, 214, 6, 1019, 51, 0, 24, 146, 0, 1, 32, 0, 293, 1623, 8, 0, 3, 1, 0, 2, 0, 1004, 1, 493, 0, 638, 1888,
};

#endif
