#!/usr/bin/env python3
"""Compares what a C file says Tinct finds in it with what Tinct finds, in every way it is run.

Annotations stand behind the line they speak of, or on lines of their own before it:

    system(line);                   // expect: CommandInjection
    // expect: SqlInjection, FormatString
    // known-miss: CommandInjection -- the loop is longer than the engine unrolls
    // known-false: CommandInjection -- the guard is in another function
    // expect-clang-14: none -- this engine forgets the array
    // expect-analyze-default: none -- core.NullDereference ends the path

`expect` is one finding of each checker named, in every mode and on every LLVM; all else must be
silent. An `expect-NAME` line, NAME an LLVM (clang-14) or a mode, stands in for it there; `none` is
silence; it must give its reason. A `known-miss` passes while the finding is missing and fails when
it is found, a `known-false` the other way round: then it is time to change the annotation. Headers
that the file includes with quotes, beside it, are annotated in the same way.

`strict` and `audit`, in place of `expect`, are findings that these profiles alone show, with
`--profile NAME`: the file has a RUN line for each.

    syslog(LOG_INFO, "%s", text);   // strict: LogInjection

`FLOW` is the checker that `--checker` names, for files whose sink the compiler's arguments choose.

`--ignore CHECKER` leaves a checker's findings out, in a file that is not about them.

Modes: compile-O0, compile-O2 (fortified), analyze-core, analyze-default (Clang's own checkers on),
scan. `--modes` chooses; `--models FILE` is handed to all; arguments after `--` go to the compiler.
`--print` compares nothing and prints what is said in these modes, without source lines, folders and
the compiler's own notes about macros.
"""
import argparse
import collections
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

PROFILES = {"default": [], "strict": ["strict"], "audit": ["strict", "audit"]}
MODES = ["compile-O0", "compile-O2", "analyze-core", "analyze-default", "scan"]
ANNOTATION = re.compile(r"(//|/\*)\s*(expect(?:-[\w-]+)?|known-miss|known-false|strict|audit):\s*(.*?)\s*(\*/)?\s*$")
FINDING = re.compile(
    r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):\d+: (?:fatal )?(?:warning|error): (?P<text>.*?)"
    r"\s*\[(?P<checker>tinct\.\w+)\](?:\s*\[(?:-W|CWE-)[^\]]*\])*$"
)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')

Place = collections.namedtuple("Place", "file line checker")


class Fault(Exception):
    """The test file or the run is at fault, not the findings."""


def read_annotations(path, seen):
    """Yields (file name, line, kind, names, reason) of a file and of the headers beside it."""
    if path in seen:
        return
    seen.add(path)
    name = os.path.basename(path)
    waiting = []
    with open(path, encoding="utf-8", errors="replace") as stream:
        lines = stream.read().splitlines()
    for number, text in enumerate(lines, 1):
        include = INCLUDE.match(text)
        if include:
            header = os.path.join(os.path.dirname(path), include.group(1))
            if os.path.exists(header):
                yield from read_annotations(header, seen)
        match = ANNOTATION.search(text)
        if match:
            listed, _, reason = match.group(3).partition("--")
            names = [word.strip() for word in listed.split(",") if word.strip()]
            if not names:
                raise Fault("%s:%d: names no checker; write `none` for silence" % (name, number))
            if match.group(2) not in ("expect", "strict", "audit") and not reason.strip():
                raise Fault("%s:%d: gives no reason; add `-- why`" % (name, number))
            waiting.append((match.group(2), [n for n in names if n != "none"], reason.strip()))
        alone = match and not text[: match.start()].strip()
        if not alone and (match or text.strip()):
            for kind, names, reason in waiting:
                yield name, number, kind, names, reason
            waiting = []
    if waiting:
        raise Fault("%s: the last annotation speaks of no line" % name)


def with_flow(annotations, checker):
    """The annotations with `checker` in the place of FLOW."""
    for name, line, kind, names, reason in annotations:
        if "FLOW" in names and not checker:
            raise Fault("%s:%d: FLOW needs --checker" % (name, line))
        yield name, line, kind, [checker if n == "FLOW" else n for n in names], reason


def wanted(annotations, llvm, mode, profile):
    """Counts of what must be there, may be there and must be there although it is false."""
    by_line = collections.defaultdict(dict)
    expected, missed, false = (collections.Counter() for _ in range(3))
    for name, line, kind, names, _ in annotations:
        by_line[name, line].setdefault(kind, []).extend(names)
    for (name, line), kinds in by_line.items():
        chosen = kinds.get("expect", [])
        for special in ("expect-clang-" + llvm, "expect-" + mode, "expect-" + mode.split("-")[0]):
            if special in kinds:
                chosen = kinds[special]
                break
        for level in PROFILES[profile]:
            chosen = chosen + kinds.get(level, [])
        for checker in chosen:
            expected[Place(name, line, checker)] += 1
        for checker in kinds.get("known-miss", []):
            missed[Place(name, line, checker)] += 1
        for checker in kinds.get("known-false", []):
            false[Place(name, line, checker)] += 1
    return expected, missed, false


def check_kinds(annotations):
    known = {"expect", "known-miss", "known-false", "expect-compile", "expect-analyze", "strict",
             "audit"}
    known.update("expect-" + mode for mode in MODES)
    for name, line, kind, _, _ in annotations:
        if kind not in known and not re.fullmatch(r"expect-clang-\d+", kind):
            raise Fault("%s:%d: %s is neither a mode nor an LLVM" % (name, line, kind))


def run(command, statuses, cwd=None):
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=cwd,
                            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if result.returncode not in statuses:
        raise Fault("status %d of %s\n%s" % (result.returncode, shlex.join(command), result.stdout))
    return result.stdout


def output_of(mode, options, work):
    clang = shlex.split(options.clang)
    source = os.path.abspath(options.file)
    if mode.startswith("compile"):
        level = ["-O0"] if mode == "compile-O0" else ["-O2", "-D_FORTIFY_SOURCE=2"]
        argument = ["-fplugin=" + options.plugin]
        if options.models:
            argument.append("-fplugin-arg-tinct-models=" + ":".join(options.models))
        if options.profile != "default":
            argument.append("-fplugin-arg-tinct-profile=" + options.profile)
        return run(clang + argument + level + options.rest + ["-c", source, "-o",
                   os.path.join(work, mode + ".o")], {0})
    if mode.startswith("analyze"):
        argument = ["--analyze", "-Xclang", "-load", "-Xclang", options.plugin]
        argument += ["-Xclang", "-analyzer-output=text"]
        if mode == "analyze-core":
            argument += ["--analyzer-no-default-checks", "-Xclang", "-analyzer-checker=core,tinct"]
        else:
            argument += ["-Xclang", "-analyzer-checker=tinct"]
        if options.models:
            argument += ["-Xclang", "-analyzer-config", "-Xclang",
                         "tinct:Models=" + ":".join(options.models)]
        if options.profile != "default":
            argument += ["-Xclang", "-analyzer-config", "-Xclang",
                         "tinct:Profile=" + options.profile]
        return run(clang + argument + options.rest + [source], {0})
    database = [{"directory": work, "file": source,
                 "arguments": [clang[-1]] + options.rest + ["-c", source, "-o", "scan.o"]}]
    with open(os.path.join(work, "compile_commands.json"), "w", encoding="utf-8") as stream:
        json.dump(database, stream)
    argument = ["scan", "-p", work, "--llvm", options.llvm]
    for models in options.models:
        argument += ["--models", models]
    if options.profile != "default":
        argument += ["--profile", options.profile]
    return run(shlex.split(options.tool) + argument, {0, 1})


def findings(text, files, ignored):
    """Counts of (file, line, checker) among lines of compiler-style text, and their lines."""
    found, said = collections.Counter(), {}
    for line in text.splitlines():
        match = FINDING.match(re.sub(r"\x1b\[[0-9;]*m", "", line))
        if not match:
            continue
        name = os.path.basename(match.group("file"))
        checker = match.group("checker").partition(".")[2]
        if checker in ignored:
            continue
        place = Place(name, int(match.group("line")), checker)
        found[place] += 1
        said[place] = match.group("text")
        if name not in files:
            said[place] += " (in a file without annotations)"
    return found, said


def print_said(text):
    for line in text.splitlines():
        match = re.match(r"(?:.*/)?([^/:\s]+:\d+:\d+: \w+: .*)", re.sub(r"\x1b\[[0-9;]*m", "", line))
        if match and "note: expanded from macro" not in line:
            print(match.group(1))


def compare(mode, expectation, found, said):
    expected, missed, false = expectation
    lines = []
    for place in sorted(set(expected) | set(found) | set(missed) | set(false)):
        where = "%s:%d: %s" % place
        is_, must = found[place], expected[place] + false[place]
        if is_ > must and missed[place]:
            lines.append("  fixed?    %s: known miss is found; make it `expect`" % where)
        elif is_ > must:
            lines.append("  extra     %s: %s" % (where, said[place]))
        elif is_ < must and false[place]:
            lines.append("  fixed?    %s: known false finding is gone; remove the mark" % where)
        elif is_ < must:
            lines.append("  missing   %s" % where)
    return ["%s:" % mode] + lines if lines else []


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--llvm", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--tool", default="")
    parser.add_argument("--work", required=True)
    parser.add_argument("--models", action="append", default=[])
    parser.add_argument("--checker")
    parser.add_argument("--ignore", action="append", default=[])
    parser.add_argument("--profile", choices=sorted(PROFILES), default="default")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--modes", default=",".join(MODES))
    argv, rest = sys.argv[1:], []
    if "--" in argv:
        at = argv.index("--")
        argv, rest = argv[:at], argv[at + 1 :]
    options = parser.parse_args(argv)
    options.rest = rest
    options.models = [os.path.abspath(models) for models in options.models]
    work = os.path.abspath(options.work)
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)

    wrong = []
    try:
        seen = set()
        annotations = list(with_flow(read_annotations(os.path.abspath(options.file), seen),
                                     options.checker))
        check_kinds(annotations)
        files = {os.path.basename(path) for path in seen}
        for mode in options.modes.split(","):
            if mode not in MODES:
                raise Fault("%s is no mode; there are %s" % (mode, ", ".join(MODES)))
            try:
                text = output_of(mode, options, work)
            except Fault as fault:
                wrong += ["%s: %s" % (mode, fault)]
                continue
            if options.print:
                print_said(text)
                continue
            must = wanted(annotations, options.llvm, mode, options.profile)
            wrong += compare(mode, must, *findings(text, files, options.ignore))
    except Fault as fault:
        wrong.append(str(fault))
    if wrong:
        print("clang %s, %s" % (options.llvm, options.file))
        print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
