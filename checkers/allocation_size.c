/* tinct.AllocationSize: an untrusted number must not say how much is allocated, unless something
 * limits it, and the arithmetic on the way to the size must not wrap. */
#include "taint/number.h"

#include "taint/state.h"

static const char remedy_limit[] =
    "Reject values above the most that is needed before the memory is allocated";
static const char remedy_wrap[] =
    "Check the number against the largest size divided by the factor first, or use calloc() or "
    "reallocarray(), which do";
static const char remedy_negative[] = "Reject negative values as well, or read it as unsigned";

static const char *function_of(const struct taint_sink *sink)
{
    return sink->function ? sink->function : "the declaration of an array";
}

static void report(csa_context *cx, const struct taint_number_use *use)
{
    const struct taint_interval *range = &use->bounds.range;
    struct taint_finding finding = {.hole = use->hole, .once = true};
    const char *origin = taint_origin(cx, use->hole->step);
    const char *function = function_of(&use->sink);
    if (range->wraps) {
        finding.cwe = 680;
        finding.remedy = remedy_wrap;
        taint_report(cx, &use->sink, &finding,
                     "The size '%s' that is passed to '%s' may wrap around and be too small, since "
                     "it is computed from %s",
                     use->name, function, origin);
    } else if (range->negative || range->low < 0) {
        finding.cwe = 195;
        finding.remedy = remedy_negative;
        taint_report(cx, &use->sink, &finding,
                     "The size '%s' that is passed to '%s' may be negative, hence huge, since it "
                     "comes from %s",
                     use->name, function, origin);
    } else {
        finding.cwe = 789;
        finding.remedy = remedy_limit;
        taint_report(cx, &use->sink, &finding,
                     "Nothing limits the size '%s' that is passed to '%s' and comes from %s",
                     use->name, function, origin);
    }
}

static void judge(csa_context *cx, const struct taint_number_use *use)
{
    long threshold = csa_option_number(cx, NULL, "Threshold");
    const struct taint_interval *range = &use->bounds.range;
    if (range->wraps && taint_is_reported(csa_current(cx), use->hole->step, MODEL_SINK_ARITHMETIC))
        return; /* the arithmetic was told of */
    bool is_huge = taint_is_unlimited_above(&use->bounds) && range->high > (taint_number)threshold;
    if (range->wraps || range->negative || is_huge || taint_may_be_negative(&use->bounds))
        report(cx, use);
}

static void check_size(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    struct taint_number_use use;
    if (sink->depth == 0 && taint_number_of_sink(cx, sink, &use))
        judge(cx, &use);
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_visit_sinks(cx, call, MODEL_SINK_SIZE, check_size, NULL);
}

static void array(csa_context *cx, const csa_decl *variable, const csa_expr *length, csa_val value)
{
    (void)variable;
    struct taint_number_use use;
    if (taint_number_at(cx, csa_current(cx), MODEL_SINK_SIZE, length, value, &use))
        judge(cx, &use);
}

static const struct csa_option options[] = {
    {"Threshold", CSA_OPTION_NUMBER, "1048576",
     "Sizes in bytes up to which an untrusted number may say how much is allocated"},
    {NULL, CSA_OPTION_STRING, NULL, NULL},
};

static const int cwe[] = {789, 190, 195, 680, 770, 0};

const struct csa_checker csa_checker_allocation_size = {
    CSA_CHECKER,
    .name = "tinct.AllocationSize",
    .summary = "Untrusted numbers that decide how much memory is allocated",
    .help =
        "Reports numbers from outside that arrive in the size of `malloc()`, `realloc()`, "
        "`alloca()`, an array of variable length, or a function with the attribute "
        "`alloc_size`.\n\n"
        "Without an upper limit, whoever supplies the number exhausts memory or the stack "
        "(CWE-789). If the size is computed from it, as in `malloc(n * sizeof *p)`, a large number "
        "wraps around: little is allocated, and much is written (CWE-190, CWE-680). A negative "
        "number becomes a huge size (CWE-195).\n\n"
        "**Mend it** by rejecting numbers that are negative or above what is needed before they "
        "are used, and by leaving the multiplication to `calloc()` or `reallocarray()`.",
    .cwe = cwe,
    .options = options,
    TAINT_NEEDS,
    .pre_call = pre_call,
    .array = array,
};
