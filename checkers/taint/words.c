#include "words.h"

#include "functions.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void words_add(char *out, const char *format, ...)
{
    size_t at = strlen(out);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out + at, WORDS - at, format, arguments);
    va_end(arguments);
}

void words_add_text(char *out, const char *bytes, size_t length)
{
    enum { SHOWN = 80 };
    static const char escaped[] = "\n\r\t\"\\", letters[] = "nrt\"\\";
    words_add(out, "\"");
    for (size_t i = 0; i < length && i < SHOWN; i++) {
        const char *at = bytes[i] ? strchr(escaped, bytes[i]) : NULL;
        if (at)
            words_add(out, "\\%c", letters[at - escaped]);
        else
            words_add(out, "%c", bytes[i]);
    }
    words_add(out, length > SHOWN ? "...\"" : "\"");
}

static const char unknown[] = "a value of which nothing is known";

static void add_call(const csa_expr *call, const char *does, char *out)
{
    const csa_decl *function = csa_expr_decl(call);
    const char *name = csa_decl_name(function);
    const char *what = !name                           ? "which is not known"
                       : taint_model_of(function)      ? "whose model does not call it untrusted"
                       : csa_function_has_body(function) ? "whose body was not followed"
                                                         : "which has no model and no body here";
    words_add(out, "%s %s%s%s, %s", does, name ? "'" : "", name ? name : "a function", name ? "'" : "",
              what);
}

static void add_region(const csa_region *region, const char *top, char *out)
{
    const char *name = csa_region_name(region);
    name = name ? name : "memory";
    if (csa_region_is_global(region))
        words_add(out, "what the global '%s' holds, of which nothing is known", name);
    else
        words_add(out, "'%s' of '%s', which no call in this file hands untrusted data", name, top);
}

/* A global variable that some call may have changed: which one says little. */
static bool is_global(const csa_symbol *symbol)
{
    return csa_region_is_global(csa_symbol_region(symbol));
}

/* `does` stands in front of the function that made the symbol. */
static bool add_symbol(const csa_symbol *symbol, const char *does, const char *top, char *out)
{
    enum { STEPS = 8 };
    for (int left = STEPS; left > 0; left--) {
        csa_symbol_kind kind = csa_symbol_kind_of(symbol);
        if ((kind != CSA_SYMBOL_CAST && kind != CSA_SYMBOL_DERIVED && kind != CSA_SYMBOL_BINARY) ||
            is_global(symbol))
            break;
        if (kind == CSA_SYMBOL_DERIVED)
            does = "what was written by";
        const csa_symbol *first = csa_symbol_operand(symbol, 0);
        symbol = first ? first : csa_symbol_operand(symbol, 1);
    }
    const csa_expr *at = csa_symbol_expr(symbol);
    const csa_region *region = csa_symbol_region(symbol);
    if (region)
        add_region(region, top, out);
    else if (csa_expr_kind_of(at) == CSA_EXPR_CALL)
        add_call(at, does, out);
    else
        words_add(out, "%s", unknown);
    return region ||
           (csa_expr_kind_of(at) == CSA_EXPR_CALL && !taint_model_of(csa_expr_decl(at)));
}

bool words_add_origin(const csa_state *st, csa_val value, int depth,
                      const char *top, char *out)
{
    int64_t n;
    const csa_region *region = csa_val_region(value);
    const csa_symbol *symbol = csa_val_symbol(value);
    const char *does = "the result of";
    if (depth > 0 && region && !symbol) {
        symbol = csa_val_symbol(csa_load_default(st, csa_region_base(region)));
        does = "what was written by";
    }
    if (depth > 0 && csa_is_zero(st, value) == CSA_YES)
        words_add(out, "a null pointer");
    else if (depth == 0 && csa_val_number(value, &n))
        words_add(out, "the number %lld", (long long)n);
    else if (symbol)
        return add_symbol(symbol, does, top ? top : "the function", out);
    else if (depth > 0 && region && csa_region_name(region))
        words_add(out, "what the program itself put into '%s'", csa_region_name(region));
    else
        words_add(out, "%s", unknown);
    return false;
}

void words_add_range(const struct taint_bounds *bounds, char *out)
{
    const struct taint_interval *range = &bounds->range;
    bool is_low = range->below || bounds->type_low == 0;
    if (!is_low && !range->above) {
        words_add(out, "is not limited");
        return;
    }
    if (range->unknown_below || range->unknown_above) {
        words_add(out, "is limited by another value");
        return;
    }
    words_add(out, "is ");
    if (is_low)
        words_add(out, "at least %.0Lf", range->low);
    if (is_low && range->above)
        words_add(out, " and ");
    if (range->above)
        words_add(out, "at most %.0Lf", range->high);
    else
        words_add(out, " and not limited above");
}
