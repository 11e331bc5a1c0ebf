/* words.c: word lists for the generated corpus: everyday words of technical writing in three scripts. */
#include "words.h"

#include <stddef.h>

#define WORDS(list)                                                                                                    \
    {                                                                                                                  \
        (list), sizeof(list) / sizeof *(list)                                                                          \
    }

static const char *const english_small[] = {"the", "a",    "of",   "to",   "and", "in",   "is",   "that", "it",
                                            "for", "with", "as",   "on",   "by",  "this", "be",   "are",  "from",
                                            "or",  "an",   "at",   "not",  "we",  "you",  "can",  "when", "so",
                                            "if",  "but",  "then", "each", "its", "has",  "will", "one",  "which"};

static const char *const english_words[] = {
    "reader",    "document",  "machine",    "simple",   "change",    "number",     "because",    "window",  "river",
    "between",   "structure", "careful",    "measure",  "library",   "always",     "memory",     "thread",  "answer",
    "question",  "written",   "longer",     "table",    "beginning", "result",     "function",   "returns", "early",
    "night",     "example",   "following",  "shows",    "another",   "difference", "program",    "without", "stone",
    "garden",    "letter",    "understand", "problem",  "several",   "together",   "value",      "before",  "after",
    "possible",  "version",   "error",      "message",  "network",   "server",     "client's",   "request", "doesn't",
    "update",    "history",   "branch",     "commit",   "file",      "directory",  "path",       "editor",  "it's",
    "paragraph", "sentence",  "character",  "encoding", "length",    "buffer",     "allocation", "pointer", "safety",
    "ordinary",  "weather",   "mountain",   "travel",   "morning",   "coffee",     "kitchen",    "music",   "harbour",
    "remember",  "consider",  "describe",   "explain",  "receive",   "provide",    "contain",    "require", "install",
    "command",   "option",    "default",    "output",   "input",     "standard",   "terminal",   "screen",  "keyboard"};

static const char *const russian_small[] = {"и",  "в",  "не", "на",  "что", "с",   "по",  "это", "как", "для",
                                            "но", "из", "к",  "или", "то",  "при", "так", "же",  "от",  "если"};

static const char *const russian_words[] = {
    "память",     "документ",  "работа",    "время",     "вопрос",    "ответ",     "строка",      "система",
    "проект",     "изменение", "состояние", "несколько", "например",  "функция",   "значение",    "каталог",
    "команда",    "сервер",    "история",   "версия",    "читатель",  "простой",   "следующий",   "каждый",
    "написать",   "понимать",  "поэтому",   "вместе",    "разница",   "результат", "утро",        "город",
    "библиотека", "указатель", "сообщение", "ошибка",    "настройка", "дерево",    "возможность", "структура"};

static const char *const japanese_words[] = {
    "文書",   "読む",   "書く", "変更",   "について", "それぞれ", "場合",   "ことができます", "プログラム", "メモリ",
    "です",   "ます",   "この", "その",   "または",   "しかし",   "例えば", "サーバー",       "ファイル",   "関数",
    "値",     "結果",   "問題", "簡単な", "次の",     "新しい",   "最初に", "設定",           "履歴",       "方法",
    "を使う", "を見る", "から", "まで",   "と同じ",   "違い",     "文字",   "行の長さ",       "図書館",     "朝の"};

static const char *const identifiers[] = {
    "buffer", "node_count", "parse",  "Vec",     "main",   "index",     "next_line", "get",      "self.state", "config",
    "option", "render",     "String", "println", "reader", "max_size",  "iter",      "HashMap",  "offset",     "unwrap",
    "table",  "module",     "struct", "result",  "output", "file_name", "mutex",     "callback", "length",     "token"};

static const char *const entities[] = {"&amp;",  "&lt;",   "&gt;",   "&nbsp;", "&copy;", "&mdash;",
                                       "&#169;", "&#x2F;", "&quot;", "&auml;", "&none;", "AT&T"};

static const char *const escapes[] = {"\\*", "\\_", "\\`", "\\[", "\\]", "\\<", "\\#", "\\\\", "C:\\dir", "\\&"};

const struct bench_language bench_english = {
    .small = WORDS(english_small), .words = WORDS(english_words), .spaced = true, .comma = ",", .stop = "."};
const struct bench_language bench_russian = {
    .small = WORDS(russian_small), .words = WORDS(russian_words), .spaced = true, .comma = ",", .stop = "."};
const struct bench_language bench_japanese = {
    .small = {NULL, 0}, .words = WORDS(japanese_words), .spaced = false, .comma = "、", .stop = "。"};

const struct bench_words bench_identifiers = WORDS(identifiers);
const struct bench_words bench_entities = WORDS(entities);
const struct bench_words bench_escapes = WORDS(escapes);
