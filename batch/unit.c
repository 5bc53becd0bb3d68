#include "unit.h"

#include "adapt.h"
#include "answer.h"
#include "memory.h"
#include "own_headers.h"
#include "paths.h"
#include "unknown.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Errors only since some Clang, warnings for the compilers the code was written with. */
static const char *const lenient[] = {
    "-Wno-unknown-warning-option",
    "-Wno-error=implicit-function-declaration",
    "-Wno-error=implicit-int",
    "-Wno-error=int-conversion",
    "-Wno-error=incompatible-pointer-types",
    "-Wno-error=incompatible-function-pointer-types",
    "-Wno-error=return-type",
    "-Wno-error=return-mismatch",
    "-Wno-error=asm-operand-widths",
};

static void set_reason(struct unit *unit, enum unit_fate fate, char *reason)
{
    free(unit->reason);
    unit->reason = reason;
    unit->fate = fate;
}

static bool names_target(const struct list *flags)
{
    for (size_t i = 0; i < flags->count; i++)
        if (starts_with(flags->items[i], "--target=") || strcmp(flags->items[i], "-target") == 0)
            return true;
    return false;
}

static const char *clang_target(struct unit_maker *maker)
{
    if (!maker->clang_target) {
        struct answer answer;
        answer_ask(maker->cache, maker->clang->program, &(struct list){0}, &answer);
        maker->clang_target = copy_text(answer.target ? answer.target : "");
        answer_free(&answer);
    }
    return maker->clang_target;
}

/* Asks the database's compiler; a compiler that cannot answer is remembered for a remark and its
 * target is taken from its name. False when it may not be run. */
static bool ask_compiler(struct unit_maker *maker, const struct command *command, struct unit *unit,
                         struct answer *theirs)
{
    char *program = NULL;
    *theirs = (struct answer){0};
    switch (compiler_find(&maker->policy, unit->directory, command->compiler, &program)) {
    case COMPILER_REFUSED:
        set_reason(unit, UNIT_FAIL, program);
        return false;
    case COMPILER_MISSING:
        theirs->trouble = copy_text("it is not installed");
        if (!list_has(&maker->missing, command->compiler))
            list_add(&maker->missing, command->compiler);
        break;
    case COMPILER_FOUND:
        answer_ask(maker->cache, program, &command->question, theirs);
        if (theirs->trouble) {
            char *line = format_text("%s: %s", path_base(command->compiler), theirs->trouble);
            if (list_has(&maker->silent, line))
                free(line);
            else
                list_take(&maker->silent, line);
        }
        free(program);
        break;
    }
    if (!theirs->target || !*theirs->target) {
        free(theirs->target);
        theirs->target = compiler_target_of_name(command->compiler);
    }
    return true;
}

/* Those flags of the question that Clang understands too. */
static void clangs_question(const struct command *command, const struct list *flags,
                            const char *target, struct list *question)
{
    if (target)
        list_add(question, target);
    for (size_t i = 0; i < command->question.count; i++) {
        const char *flag = command->question.items[i];
        if (flag[0] != '-' || list_has(flags, flag) || strstr(flag, "sysroot"))
            list_add(question, flag);
    }
}

static void add_flags(struct unit_maker *maker, struct command *command,
                      const struct answer *theirs, struct unit *unit)
{
    char *target = NULL;
    if (!names_target(&command->flags))
        target = adapt_target(theirs->target ? theirs->target : "", clang_target(maker));
    unknown_take_out(maker->cache, maker->clang->program, target, &command->flags, &unit->unknown);
    struct list before = {0}, after = {0};
    if (!theirs->trouble) {
        struct list question = {0};
        struct answer clangs;
        clangs_question(command, &command->flags, target, &question);
        answer_ask(maker->cache, maker->clang->program, &question, &clangs);
        adapt(theirs, &clangs, target || names_target(&command->flags), &before, &after);
        own_headers_add(maker->headers, theirs, &clangs, &after);
        answer_free(&clangs);
        list_free(&question);
    }
    if (target)
        list_take(&unit->arguments, target);
    list_add_all(&unit->arguments, &before);
    list_add_all(&unit->arguments, &command->flags);
    list_add_all(&unit->arguments, &after);
    list_free(&before);
    list_free(&after);
}

static void add_input(const struct command *command, struct unit *unit)
{
    for (size_t i = 0; i < sizeof lenient / sizeof *lenient; i++)
        list_add(&unit->arguments, lenient[i]);
    if (command->language_given) {
        list_add(&unit->arguments, "-x");
        list_add(&unit->arguments, command->language);
    }
    list_add(&unit->arguments, "--");
    list_add(&unit->arguments, command->input);
}

static bool is_worth_it(const struct command *command, struct unit *unit)
{
    if (!command_is_c(command))
        set_reason(unit, UNIT_SKIP,
                   format_text("Another language: %s", language_name(command->language)));
    else if (!command->compiles)
        set_reason(unit, UNIT_SKIP, copy_text("Only preprocessed, not compiled"));
    else if (access(unit->file, F_OK) != 0)
        set_reason(unit, UNIT_FAIL,
                   copy_text("There is no such file; build the project, or make "
                             "the database again"));
    else if (!is_regular_file(unit->file))
        set_reason(unit, UNIT_FAIL, copy_text("This is no regular file; make the database again"));
    else if (access(unit->file, R_OK) != 0)
        set_reason(unit, UNIT_FAIL, copy_text("The file cannot be read; change its permissions"));
    return unit->fate == UNIT_ANALYSE;
}

void unit_make(struct unit_maker *maker, const struct entry *entry, struct unit *unit)
{
    *unit = (struct unit){.file = path_resolve(entry->directory, entry->file),
                          .directory = copy_text(entry->directory)};
    struct command command;
    char *trouble = NULL;
    if (!is_directory(entry->directory)) {
        set_reason(unit, UNIT_FAIL,
                   format_text("Its directory %s does not exist; make the "
                               "database again",
                               entry->directory));
        return;
    }
    if (command_read(entry, &command, &trouble) != 0) {
        set_reason(unit, UNIT_FAIL, trouble);
        return;
    }
    struct answer theirs;
    if (is_worth_it(&command, unit) && ask_compiler(maker, &command, unit, &theirs)) {
        add_flags(maker, &command, &theirs, unit);
        add_input(&command, unit);
        list_add_all(&unit->refused, &command.dropped);
        answer_free(&theirs);
    }
    command_free(&command);
}

void unit_free(struct unit *unit)
{
    free(unit->file);
    free(unit->directory);
    free(unit->reason);
    free(unit->name);
    list_free(&unit->arguments);
    list_free(&unit->refused);
    list_free(&unit->unknown);
    *unit = (struct unit){0};
}

void unit_maker_free(struct unit_maker *maker)
{
    free(maker->clang_target);
    maker->clang_target = NULL;
    list_free(&maker->missing);
    list_free(&maker->silent);
}
