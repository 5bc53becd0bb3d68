// Flows of every shape, from one source to one sink, each beside one that does not carry the input.
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker CommandInjection
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker SqlInjection -- -DSINK_SQL
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker FormatString -- -DSINK_FORMAT -Wno-format-security
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker CommandInjection --modes compile-O2,analyze-default -- -DINPUT_STDIN
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker CommandInjection --modes compile-O2,analyze-default -- -DINPUT_NETWORK
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker SqlInjection --modes compile-O2 -- -DSINK_SQL -DINPUT_STDIN
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker SqlInjection --modes compile-O2 -- -DSINK_SQL -DINPUT_NETWORK
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker FormatString --modes compile-O2 -- -DSINK_FORMAT -DINPUT_STDIN -Wno-format-security
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --checker FormatString --modes compile-O2 -- -DSINK_FORMAT -DINPUT_NETWORK -Wno-format-security
#include "Inputs/flow.h"

// ---- Direct -------------------------------------------------------------------------------------

void direct(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        SINK(text); // expect: FLOW
}

void direct_safe(void)
{
    char line[LINE];
    const char *text = INPUT(line);
    text = "fixed";
    if (text)
        SINK(text);
}

void renamed(void)
{
    char line[LINE];
    const char *text = INPUT(line);
    const char *other = text;
    if (other)
        SINK(other); // expect: FLOW
}

void renamed_safe(void)
{
    char line[LINE];
    const char *other = "fixed";
    const char *text = INPUT(line);
    if (text)
        SINK(other);
}

void chosen(int really)
{
    char line[LINE];
    const char *text = INPUT(line);
    if (text)
        SINK(really ? text : "fixed"); // expect: FLOW
}

void chosen_safe(int really)
{
    char line[LINE];
    const char *text = INPUT(line);
    if (text)
        SINK(really ? "one" : "other");
}

void through_void(void)
{
    char line[LINE];
    void *anything = INPUT(line);
    if (anything)
        SINK((const char *)anything); // expect: FLOW
}

// ---- Helper functions ---------------------------------------------------------------------------

static const char *pass(const char *text, const char *other)
{
    (void)other;
    return text;
}

void helper_passes(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        SINK(pass(text, "fixed")); // expect: FLOW
}

void helper_passes_safe(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        SINK(pass("fixed", text));
}

static void end_here(const char *text)
{
    SINK(text); // expect: FLOW
}

static void end_here_safe(const char *text)
{
    SINK(text);
}

void helper_sinks(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        end_here(text);
}

void helper_sinks_safe(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        end_here_safe("fixed");
}

static const char *begin_here(char *line)
{
    return INPUT(line);
}

void helper_reads(void)
{
    char line[LINE];
    const char *text = begin_here(line);
    if (text)
        SINK(text); // expect: FLOW
}

static const char *begin_nowhere(char *line)
{
    INPUT(line);
    return "fixed";
}

void helper_reads_safe(void)
{
    char line[LINE];
    const char *text = begin_nowhere(line);
    if (text)
        SINK(text);
}

static void third(const char *text)
{
    SINK(text); // expect: FLOW
}
static void second(const char *text)
{
    third(text);
}
static void first(const char *text)
{
    second(text);
}

void helpers_in_a_row(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        first(text);
}

// ---- Fields of structs --------------------------------------------------------------------------

struct request {
    const char *user;
    const char *page;
    char note[LINE];
    char mark[LINE];
    struct {
        const char *host;
        const char *port;
    } peer;
    int length;
};

void field(void)
{
    char line[LINE];
    struct request request = {.page = "fixed"};
    request.user = INPUT(line);
    if (request.user)
        SINK(request.user); // expect: FLOW
}

void field_safe(void)
{
    char line[LINE];
    struct request request = {.page = "fixed"};
    request.user = INPUT(line);
    if (request.user)
        SINK(request.page);
}

void field_array(void)
{
    char line[LINE];
    struct request request;
    char *text = INPUT(line);
    strcpy(request.mark, "fixed");
    if (text) {
        snprintf(request.note, sizeof request.note, "%s", text);
        SINK(request.note); // expect: FLOW
        SINK(request.mark);
    }
}

void field_nested(void)
{
    char line[LINE];
    struct request request;
    request.peer.port = "fixed";
    request.peer.host = INPUT(line);
    if (request.peer.host) {
        SINK(request.peer.host); // expect: FLOW
        SINK(request.peer.port);
    }
}

void field_by_pointer(struct request *request)
{
    char line[LINE];
    request->page = "fixed";
    request->user = INPUT(line);
    if (request->user) {
        SINK(request->user); // expect: FLOW
        SINK(request->page);
    }
}

void field_on_heap(void)
{
    char line[LINE];
    struct request *request = malloc(sizeof *request);
    if (!request)
        return;
    request->page = "fixed";
    request->user = INPUT(line);
    if (request->user) {
        SINK(request->user); // expect: FLOW
        SINK(request->page);
    }
    free(request);
}

void field_overwritten(void)
{
    char line[LINE];
    struct request request;
    request.user = INPUT(line);
    request.user = "fixed";
    SINK(request.user);
}

void struct_copied(void)
{
    char line[LINE];
    struct request request = {.page = "fixed"}, copy;
    request.user = INPUT(line);
    copy = request;
    if (copy.user) {
        SINK(copy.user); // expect: FLOW
        SINK(copy.page);
    }
}

void struct_copied_with_array(void)
{
    char line[LINE];
    struct request request, copy;
    char *text = INPUT(line);
    if (!text)
        return;
    strcpy(request.mark, "fixed");
    strncpy(request.note, text, sizeof request.note - 1);
    request.note[sizeof request.note - 1] = '\0';
    copy = request;
    SINK(copy.note); // expect: FLOW
    SINK(copy.mark);
}

static struct request make(const char *user)
{
    struct request request = {.user = user, .page = "fixed"};
    return request;
}

void struct_returned(void)
{
    char line[LINE];
    struct request request = make(INPUT(line));
    if (request.user) {
        SINK(request.user); // expect: FLOW
        SINK(request.page);
    }
}

static void serve(struct request request)
{
    if (request.user)
        SINK(request.user); // expect: FLOW
    SINK(request.page);
}

void struct_passed(void)
{
    char line[LINE];
    struct request request = {.page = "fixed"};
    request.user = INPUT(line);
    serve(request);
}

union either {
    char *text;
    void *data;
};

void union_member(void)
{
    char line[LINE];
    union either either;
    either.text = INPUT(line);
    if (either.text)
        SINK(either.text); // expect: FLOW
}

void union_member_safe(void)
{
    char line[LINE];
    union either either;
    either.text = INPUT(line);
    either.text = "fixed";
    SINK(either.text);
}

// ---- Elements of arrays -------------------------------------------------------------------------

void element(void)
{
    char line[LINE];
    const char *words[3] = {"zero", "one", "two"};
    words[1] = INPUT(line);
    if (words[1]) {
        SINK(words[1]); // expect: FLOW
        SINK(words[2]);
    }
}

void element_at_variable(unsigned i)
{
    char line[LINE];
    const char *words[8] = {0};
    if (i >= 8)
        return;
    words[i] = INPUT(line);
    if (words[i])
        SINK(words[i]); // expect: FLOW
}

void element_at_variable_safe(unsigned i)
{
    char line[LINE];
    const char *words[8] = {0};
    if (i >= 8)
        return;
    words[i] = INPUT(line);
    words[i] = "fixed";
    SINK(words[i]);
}

void element_of_lines(void)
{
    char line[LINE], lines[2][LINE];
    char *text = INPUT(line);
    if (!text)
        return;
    strcpy(lines[0], "fixed");
    snprintf(lines[1], LINE, "%s", text);
    SINK(lines[1]); // expect: FLOW
    SINK(lines[0]);
}

void element_of_structs(void)
{
    char line[LINE];
    struct request requests[2] = {{.user = "zero"}, {.user = "one"}};
    requests[1].user = INPUT(line);
    if (requests[1].user) {
        SINK(requests[1].user); // expect: FLOW
        SINK(requests[0].user);
    }
}

void element_of_structs_array(void)
{
    char line[LINE];
    struct request requests[2];
    char *text = INPUT(line);
    if (!text)
        return;
    strcpy(requests[0].note, "fixed");
    strcpy(requests[1].mark, "fixed");
    snprintf(requests[1].note, LINE, "%s", text);
    SINK(requests[1].note); // expect: FLOW
    SINK(requests[0].note);
    SINK(requests[1].mark);
}

void characters(void)
{
    char line[LINE], word[3];
    char *text = INPUT(line);
    if (!text)
        return;
    word[0] = text[0];
    word[1] = text[1];
    word[2] = '\0';
    SINK(word); // expect: FLOW
}

void characters_safe(void)
{
    char line[LINE], word[3];
    char *text = INPUT(line);
    if (!text)
        return;
    word[0] = 'l';
    word[1] = 's';
    word[2] = '\0';
    SINK(word);
}

// ---- Pointer arithmetic -------------------------------------------------------------------------

void behind(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        SINK(text + 1); // expect: FLOW
}

void address_of_element(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        SINK(&text[2]); // expect: FLOW
}

void advanced(int steps)
{
    char line[LINE];
    char *text = INPUT(line);
    if (!text)
        return;
    text++;
    text += steps;
    SINK(text); // expect: FLOW
}

void skipped_blanks(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (!text)
        return;
    while (*text == ' ')
        text++;
    SINK(text); // expect: FLOW
}

void skipped_blanks_safe(void)
{
    char line[LINE];
    char *text = INPUT(line);
    const char *fixed = "  fixed";
    if (!text)
        return;
    while (*fixed == ' ')
        fixed++;
    SINK(fixed);
}

void written_behind(void)
{
    char line[LINE], all[2 * LINE] = "show ";
    char *text = INPUT(line);
    if (!text)
        return;
    strcpy(all + 5, text);
    SINK(all); // expect: FLOW
}

void written_behind_safe(void)
{
    char line[LINE], all[2 * LINE] = "show ";
    char *text = INPUT(line);
    if (!text)
        return;
    strcpy(all + 5, "fixed");
    SINK(all);
}

void pointer_to_pointer(void)
{
    char line[LINE];
    char *text = INPUT(line);
    char **at = &text;
    if (*at)
        SINK(*at); // expect: FLOW
}

void pointer_to_pointer_safe(void)
{
    char line[LINE];
    char *text = INPUT(line);
    char **at = &text;
    *at = "fixed";
    SINK(text);
}

// ---- Out-parameters -----------------------------------------------------------------------------

static int get(const char **result, char *line)
{
    *result = INPUT(line);
    return *result ? 0 : -1;
}

static int get_fixed(const char **result, char *line)
{
    *result = INPUT(line);
    *result = "fixed";
    return 0;
}

void out_pointer(void)
{
    char line[LINE];
    const char *text;
    if (get(&text, line) == 0)
        SINK(text); // expect: FLOW
}

void out_pointer_safe(void)
{
    char line[LINE];
    const char *text;
    if (get_fixed(&text, line) == 0)
        SINK(text);
}

static int fill(char *buffer, size_t size)
{
    char line[LINE];
    char *text = INPUT(line);
    if (!text)
        return -1;
    snprintf(buffer, size, "%s", text);
    return 0;
}

static int fill_fixed(char *buffer, size_t size)
{
    char line[LINE];
    char *text = INPUT(line);
    if (!text)
        return -1;
    snprintf(buffer, size, "%s", "fixed");
    return 0;
}

void out_buffer(void)
{
    char buffer[LINE];
    if (fill(buffer, sizeof buffer) == 0)
        SINK(buffer); // expect: FLOW
}

void out_buffer_safe(void)
{
    char buffer[LINE];
    if (fill_fixed(buffer, sizeof buffer) == 0)
        SINK(buffer);
}

static int fill_request(struct request *request)
{
    char line[LINE];
    char *text = INPUT(line);
    if (!text)
        return -1;
    strcpy(request->mark, "fixed");
    snprintf(request->note, sizeof request->note, "%s", text);
    return 0;
}

void out_struct(void)
{
    struct request request;
    if (fill_request(&request) == 0) {
        SINK(request.note); // expect: FLOW
        SINK(request.mark);
    }
}

void out_allocated_struct(void)
{
    struct request *request = malloc(sizeof *request);
    if (request && fill_request(request) == 0) {
        SINK(request->note); // expect: FLOW
        SINK(request->mark);
    }
    free(request);
}

void out_allocated_buffer(void)
{
    char *buffer = malloc(LINE);
    if (buffer && fill(buffer, LINE) == 0)
        SINK(buffer); // expect: FLOW
    free(buffer);
}

// ---- Loops that copy ----------------------------------------------------------------------------

void loop_by_index(void)
{
    char line[LINE], word[LINE];
    char *text = INPUT(line);
    size_t i;
    if (!text)
        return;
    for (i = 0; text[i] && i < sizeof word - 1; i++)
        word[i] = text[i];
    word[i] = '\0';
    SINK(word); // expect: FLOW
}

void loop_by_index_safe(void)
{
    char line[LINE], word[LINE];
    char *text = INPUT(line);
    size_t i;
    if (!text)
        return;
    for (i = 0; text[i] && i < sizeof word - 1; i++)
        word[i] = 'x';
    word[i] = '\0';
    SINK(word);
}

void loop_by_pointer(void)
{
    char line[LINE], word[LINE];
    char *from = INPUT(line), *to = word;
    if (!from)
        return;
    while (*from && to < word + sizeof word - 1)
        *to++ = *from++;
    *to = '\0';
    SINK(word); // expect: FLOW
}

void loop_by_pointer_safe(void)
{
    char line[LINE], word[LINE];
    const char *from = INPUT(line);
    char *to = word;
    if (!from)
        return;
    from = "fixed";
    while (*from && to < word + sizeof word - 1)
        *to++ = *from++;
    *to = '\0';
    SINK(word);
}

void loop_terse(void)
{
    char line[LINE], word[LINE];
    char *from = INPUT(line), *to = word;
    if (!from)
        return;
    while ((*to++ = *from++))
        ;
    SINK(word); // expect: FLOW
}

void loop_fixed_length(void)
{
    char line[LINE], word[LINE];
    char *text = INPUT(line);
    if (!text)
        return;
    for (int i = 0; i < LINE - 1; i++)
        word[i] = text[i];
    word[LINE - 1] = '\0';
    SINK(word); // expect: FLOW
}

void loop_to_heap(size_t n)
{
    char line[LINE];
    char *text = INPUT(line), *word = malloc(n + 1);
    if (text && word) {
        for (size_t i = 0; i < n; i++)
            word[i] = text[i];
        word[n] = '\0';
        SINK(word); // expect: FLOW
    }
    free(word);
}

static void copy(char *to, const char *from, size_t size)
{
    size_t i = 0;
    for (; i + 1 < size && from[i]; i++)
        to[i] = from[i];
    to[i] = '\0';
}

void loop_in_helper(void)
{
    char line[LINE], word[LINE];
    char *text = INPUT(line);
    if (!text)
        return;
    copy(word, text, sizeof word);
    SINK(word); // expect: FLOW
}

void loop_in_helper_safe(void)
{
    char line[LINE], word[LINE];
    char *text = INPUT(line);
    if (!text)
        return;
    copy(word, "fixed", sizeof word);
    SINK(word);
}

void after_loop(int n)
{
    char line[LINE];
    char *text = INPUT(line);
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += i;
    if (text && sum)
        SINK(text); // expect: FLOW
}

void in_loop(void)
{
    char line[LINE];
    for (;;) {
        char *text = INPUT(line);
        if (!text)
            break;
        SINK(text); // expect: FLOW
    }
}

// ---- Globals ------------------------------------------------------------------------------------

static const char *global;
static char global_buffer[LINE];
static struct request global_request;

static void set_global(void)
{
    static char line[LINE];
    global = INPUT(line);
}

static void use_global(void)
{
    if (global)
        SINK(global); // expect: FLOW
}

void by_global(void)
{
    set_global();
    use_global();
}

static void use_global_safe(void)
{
    if (global)
        SINK(global);
}

void by_global_safe(void)
{
    set_global();
    global = "fixed";
    use_global_safe();
}

void by_global_buffer(void)
{
    if (fill(global_buffer, sizeof global_buffer) == 0)
        SINK(global_buffer); // expect: FLOW
}

void by_global_buffer_safe(void)
{
    if (fill(global_buffer, sizeof global_buffer) == 0) {
        strcpy(global_buffer, "fixed");
        SINK(global_buffer);
    }
}

void by_global_struct(void)
{
    static char line[LINE];
    global_request.page = "fixed";
    global_request.user = INPUT(line);
    if (global_request.user) {
        SINK(global_request.user); // expect: FLOW
        SINK(global_request.page);
    }
}

void by_static_local(void)
{
    static char line[LINE];
    static const char *kept;
    kept = INPUT(line);
    if (kept)
        SINK(kept); // expect: FLOW
}

// ---- Function pointers --------------------------------------------------------------------------

static void run(const char *text)
{
    SINK(text); // expect: FLOW
}

static void show(const char *text)
{
    fputs(text, stdout);
}

void by_function_pointer(void)
{
    char line[LINE];
    void (*act)(const char *) = run;
    char *text = INPUT(line);
    if (text)
        act(text);
}

void by_function_pointer_safe(void)
{
    char line[LINE];
    void (*act)(const char *) = show;
    char *text = INPUT(line);
    if (text)
        act(text);
}

static void run_entry(const char *text)
{
    SINK(text); // expect: FLOW
}

static void run_fixed(const char *text)
{
    (void)text;
    SINK("fixed");
}

void by_table(void)
{
    void (*table[])(const char *) = {show, run_fixed, run_entry};
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        table[2](text);
}

void by_table_safe(void)
{
    void (*table[])(const char *) = {show, run_fixed, run_entry};
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        table[1](text);
}

struct action {
    const char *name;
    void (*act)(const char *);
};

static void run_action(const char *text)
{
    SINK(text); // expect: FLOW
}

static void act(const struct action *action, const char *text)
{
    action->act(text);
}

void by_field(void)
{
    struct action action = {"run", run_action};
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        act(&action, text);
}

void by_field_safe(void)
{
    struct action action = {"fixed", run_fixed};
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        act(&action, text);
}

static void run_constant(const char *text)
{
    SINK(text); // expect: FLOW
}

static const struct action actions[] = {
    {"show", show},
    {"fixed", run_fixed},
    {"run", run_constant},
};

void by_constant_table(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        actions[2].act(text);
}

void by_constant_table_safe(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        actions[1].act(text);
}

static void with_input(void (*act)(const char *))
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        act(text);
}

static void run_callback(const char *text)
{
    SINK(text); // expect: FLOW
}

void by_callback(void)
{
    with_input(run_callback);
}

void by_callback_safe(void)
{
    with_input(show);
}

// ---- Recursion ----------------------------------------------------------------------------------

static void down(const char *text, int depth)
{
    if (depth > 0)
        down(text, depth - 1);
    else
        SINK(text); // expect: FLOW
}

static void down_safe(const char *text, int depth)
{
    if (depth > 0)
        down_safe("fixed", depth - 1);
    else
        SINK(text);
}

void by_recursion(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        down(text, 2);
}

void by_recursion_safe(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        down_safe(text, 2);
}

static const char *last(const char *text, int depth)
{
    return depth > 0 ? last(text, depth - 1) : text;
}

void by_recursive_result(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        SINK(last(text, 2)); // expect: FLOW
}

static void odd(const char *text, int depth);
static void even(const char *text, int depth)
{
    if (depth > 0)
        odd(text, depth - 1);
    else
        SINK(text); // expect: FLOW
}
static void odd(const char *text, int depth)
{
    even(text, depth - 1);
}

void by_mutual_recursion(void)
{
    char line[LINE];
    char *text = INPUT(line);
    if (text)
        even(text, 2);
}

// ---- switch and goto ----------------------------------------------------------------------------

void by_switch(int mode)
{
    char line[LINE];
    const char *text = "fixed";
    switch (mode) {
    case 0:
        text = "zero";
        break;
    case 1:
        text = INPUT(line);
        break;
    default:
        break;
    }
    if (text)
        SINK(text); // expect: FLOW
}

void by_switch_safe(int mode)
{
    char line[LINE];
    const char *text = INPUT(line);
    switch (mode) {
    case 0:
        text = "zero";
        break;
    case 1:
        text = "one";
        break;
    default:
        text = "other";
        break;
    }
    SINK(text);
}

void by_fall_through(int mode)
{
    char line[LINE];
    const char *text = "fixed";
    switch (mode) {
    case 0:
        text = INPUT(line);
        /* fall through */
    case 1:
        if (text)
            SINK(text); // expect: FLOW
    }
}

void by_fall_through_safe(int mode)
{
    char line[LINE];
    const char *text = "fixed";
    switch (mode) {
    case 0:
        text = INPUT(line);
        break;
    case 1:
        if (text)
            SINK(text);
    }
}

void by_goto(int retry)
{
    char line[LINE];
    const char *text = "fixed";
again:
    if (text)
        SINK(text); // expect: FLOW
    if (retry) {
        retry = 0;
        text = INPUT(line);
        goto again;
    }
}

void by_goto_safe(int retry)
{
    char line[LINE];
    const char *text = INPUT(line);
    if (retry)
        goto fixed;
    text = "other";
    goto out;
fixed:
    text = "fixed";
out:
    SINK(text);
}
