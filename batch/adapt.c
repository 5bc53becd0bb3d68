#include "adapt.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* "x86_64-linux-gnu" of "x86_64-pc-linux-gnu": the vendor says nothing. */
static char *without_vendor(const char *target)
{
    static const char *const vendors[] = {"-pc-", "-unknown-", "-none-", "-redhat-", "-suse-",
                                          "-alpine-", "-slackware-"};
    for (size_t i = 0; i < sizeof vendors / sizeof *vendors; i++) {
        const char *at = strstr(target, vendors[i]);
        if (at)
            return format_text("%.*s-%s", (int)(at - target), target, at + strlen(vendors[i]));
    }
    return copy_text(target);
}

char *adapt_target(const char *target, const char *clang_target)
{
    char *theirs = without_vendor(target), *clangs = without_vendor(clang_target);
    char *flag = NULL;
    if (*target && strcmp(theirs, clangs) != 0)
        flag = format_text("--target=%s", target);
    free(theirs);
    free(clangs);
    return flag;
}

/* Behind Clang's own headers, in their order; -idirafter directories are system directories. */
static void adapt_includes(const struct answer *theirs, const struct answer *clangs,
                           struct list *flags)
{
    bool same = theirs->includes.count == clangs->includes.count;
    for (size_t i = 0; same && i < theirs->includes.count; i++)
        same = strcmp(theirs->includes.items[i], clangs->includes.items[i]) == 0;
    if (same || !theirs->has_includes)
        return;
    list_add(flags, "-nostdlibinc");
    for (size_t i = 0; i < theirs->includes.count; i++) {
        list_add(flags, "-idirafter");
        list_add(flags, theirs->includes.items[i]);
    }
}

/* "unsigned short" of "short unsigned int", so that spellings compare. */
static char *plain_type(const char *type)
{
    struct list words = {0};
    for (const char *at = type; *at;) {
        size_t length = strcspn(at, " ");
        bool is_int = length == 3 && strncmp(at, "int", 3) == 0;
        if (length && !is_int)
            list_take(&words, copy_bytes(at, length));
        at += length;
        at += strspn(at, " ");
    }
    list_sort(&words);
    char *plain = list_join(&words, " ");
    list_free(&words);
    return plain;
}

static bool same_type(const char *a, const char *b)
{
    char *plain_a = plain_type(a), *plain_b = plain_type(b);
    bool same = strcmp(plain_a, plain_b) == 0;
    free(plain_a);
    free(plain_b);
    return same;
}

/* The fixed-width types, with what <stdint.h> derives from them. size_t, ptrdiff_t and wchar_t are
 * not here: Clang's builtins have their own, which a macro does not change. */
static const char *const type_macros[] = {
    "__INT8", "__INT16", "__INT32", "__INT64", "__INTMAX", "__INTPTR", "__UINT8", "__UINT16",
    "__UINT32", "__UINT64", "__UINTMAX", "__UINTPTR", "__INT_LEAST8", "__INT_LEAST16",
    "__INT_LEAST32", "__INT_LEAST64", "__UINT_LEAST8", "__UINT_LEAST16", "__UINT_LEAST32",
    "__UINT_LEAST64", "__INT_FAST8", "__INT_FAST16", "__INT_FAST32", "__INT_FAST64",
    "__UINT_FAST8", "__UINT_FAST16", "__UINT_FAST32", "__UINT_FAST64", "__WINT", "__SIG_ATOMIC",
};

static void define(struct list *flags, const char *name, const char *value)
{
    list_take(flags, format_text("-U%s", name));
    list_take(flags, format_text("-D%s=%s", name, value));
}

static void adapt_types(const struct answer *theirs, const struct answer *clangs,
                        struct list *flags)
{
    static const char *const derived[] = {"MAX__", "MIN__", "WIDTH__"};
    for (size_t i = 0; i < sizeof type_macros / sizeof *type_macros; i++) {
        char *name = format_text("%s_TYPE__", type_macros[i]);
        const char *their = answer_macro(theirs, name), *clang = answer_macro(clangs, name);
        if (their && clang && !same_type(their, clang)) {
            define(flags, name, their);
            for (size_t j = 0; j < sizeof derived / sizeof *derived; j++) {
                char *other = format_text("%s_%s", type_macros[i], derived[j]);
                if (answer_macro(theirs, other))
                    define(flags, other, answer_macro(theirs, other));
                free(other);
            }
        }
        free(name);
    }
}

static bool differs(const struct answer *theirs, const struct answer *clangs, const char *name,
                    const char *value)
{
    const char *their = answer_macro(theirs, name), *clang = answer_macro(clangs, name);
    return their && strcmp(their, value) == 0 && (!clang || strcmp(clang, value) != 0);
}

/* The language as the compiler takes it when no -std is given. */
static const char *standard_of(const char *version)
{
    static const char *const standards[][2] = {
        {"", "-std=gnu89"},        {"199409L", "-std=gnu89"}, {"199901L", "-std=gnu99"},
        {"201112L", "-std=gnu11"}, {"201710L", "-std=gnu17"}, {"202000L", "-std=gnu2x"},
        {"202311L", "-std=gnu2x"},
    };
    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++)
        if (strcmp(standards[i][0], version) == 0)
            return standards[i][1];
    return NULL;
}

static void adapt_language(const struct answer *theirs, const struct answer *clangs,
                           struct list *flags)
{
    if (!answer_macro(theirs, "__CHAR_BIT__"))
        return; /* not enough of an answer */
    const char *their = answer_macro(theirs, "__STDC_VERSION__");
    const char *clang = answer_macro(clangs, "__STDC_VERSION__");
    const char *standard = standard_of(their ? their : "");
    if (standard && strcmp(their ? their : "", clang ? clang : "") != 0)
        list_add(flags, standard);
    bool their_unsigned = answer_macro(theirs, "__CHAR_UNSIGNED__");
    bool clang_unsigned = answer_macro(clangs, "__CHAR_UNSIGNED__");
    if (their_unsigned != clang_unsigned)
        list_add(flags, their_unsigned ? "-funsigned-char" : "-fsigned-char");
    if (differs(theirs, clangs, "__SIZEOF_WCHAR_T__", "2"))
        list_add(flags, "-fshort-wchar");
    if (differs(theirs, clangs, "__ARM_SIZEOF_MINIMAL_ENUM", "1"))
        list_add(flags, "-fshort-enums");
}

/* Macros that tell compilers apart, or that describe numbers a compiler computes with. */
static bool tells_compilers_apart(const char *name)
{
    static const char *const fronts[] = {
        "__GNUC", "__GCC", "__GXX", "__VERSION__", "__DEC", "__FLT", "__DBL", "__LDBL",
        "__BFLT", "__FP_FAST", "__ATOMIC", "__STDC", "_STDC_PREDEF_H", "__HAVE_SPECULATION",
        "__FLOAT_WORD_ORDER__", "__SIZEOF_", "__SIG_ATOMIC", "__WCHAR", "__WINT", "__SCHAR",
        "__INT", "__UINT", "__LONG", "__SHRT", "__PTRDIFF", "__SIZE", "__CHAR", "__BIGGEST",
        "__REGISTER_PREFIX__", "__USER_LABEL_PREFIX__", "__MMX_WITH_SSE__", "__SSE", "__ARM_",
        "__OPTIMIZE", "__NO_INLINE__", "__TINYC__", "__clang", "__llvm", "__BITINT",
        "__LIBGCC", "__OPENCL", "__CLANG", "__nonnull", "__nullable", "__null_unspecified",
        "__BYTE_ORDER__", "__ORDER", "__PRAGMA", "__OBJC", "__BLOCKS__", "__block", "__weak",
        "__strong", "__BASE_FILE__", "__unsafe_unretained", "__autoreleasing", "__FINITE", "__MEMORY_SCOPE",
        "__POINTER_WIDTH__", "__BOOL_WIDTH__", "__NEXT_RUNTIME__", "__TARGET_",
    };
    static const char *const backs[] = {"BIT__", "EPSILON__", "MIN__", "MAX__", "WIDTH__",
                                        "DIG__"};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (starts_with(name, fronts[i]))
            return true;
    for (size_t i = 0; i < sizeof backs / sizeof *backs; i++)
        if (ends_with(name, backs[i]))
            return true;
    return false;
}

static void adapt_macros(const struct answer *theirs, const struct answer *clangs,
                         struct list *flags)
{
    for (size_t i = 0; i < theirs->macros.count; i++) {
        const char *macro = theirs->macros.items[i];
        size_t length = strcspn(macro, " (");
        char *name = copy_bytes(macro, length);
        bool with_arguments = macro[length] == '(';
        if (!with_arguments && !tells_compilers_apart(name) && !answer_macro(clangs, name))
            list_take(flags,
                      format_text("-D%s=%s", name, macro[length] ? macro + length + 1 : ""));
        free(name);
    }
}

void adapt(const struct answer *theirs, const struct answer *clangs, bool other_target,
           struct list *before, struct list *after)
{
    if (theirs->trouble || clangs->trouble)
        return;
    adapt_language(theirs, clangs, before);
    /* For Clang's own target the C library's <stdint.h> settles the types. */
    if (other_target)
        adapt_types(theirs, clangs, before);
    adapt_macros(theirs, clangs, before);
    adapt_includes(theirs, clangs, after);
}
