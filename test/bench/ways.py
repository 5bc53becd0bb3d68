#!/usr/bin/env python3
"""Compares what Tinct finds in the three ways in, on a project given by its compile_commands.json.

    ways.py [--build build] [--llvm 22] [--files 40] [--jobs 2] [--profile strict] [--default]
            DATABASE

runs each file with the plugin in the compile (clang -O2), as clang --analyze with Clang's core
checkers and Tinct's, and all of them under tinct scan. Prints the findings, each with the ways that
have it, the runs that crashed or failed, and the coverage that the scan names. `--default` also runs
clang --analyze with all of Clang's default checkers, whose own fatal findings may end a path: what
that hides is printed and does not count. Status 1 if the ways differ or a run failed.
"""
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import bench  # noqa: E402

FINDING = re.compile(r"(?P<file>[^:\n]+):(?P<at>\d+:\d+): (?:warning|error): "
                     r"(?P<text>.*)\[(?P<checker>tinct\.\w+)\]")
CRASH = re.compile(r"PLEASE submit a bug report|Stack dump:|remark: tinct: .*(?:crash|signal|abort)")


def findings_of(text, directory):
    """(file, line and column, checker) -> message."""
    found = {}
    for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines():
        match = FINDING.match(line)
        if match:
            place = os.path.normpath(os.path.join(directory, match.group("file")))
            found[place, match.group("at"), match.group("checker")] = match.group("text").strip()
    return found


def run_file(way, flags, clang, unit, work, at):
    """What was found in one file, and what is wrong with the run, or None."""
    log = os.path.join(work, "%s-%d.txt" % (way, at))
    target = ["-o", os.path.join(work, "%s-%d.out" % (way, at))]
    status, _ = bench.run_one([clang] + flags + bench.QUIET + unit.flags + target + [unit.source],
                              unit.directory, log)
    with open(log, encoding="utf-8", errors="replace") as stream:
        text = stream.read()
    crash = CRASH.search(text)
    trouble = crash.group(0) if crash else "status %d" % status if status else None
    return findings_of(text, unit.directory), trouble


def scan(tool, clang, units, options, work):
    database = [{"directory": unit.directory, "file": unit.source,
                 "arguments": [clang, "-O2", "-c"] + bench.QUIET + unit.flags + [unit.source]}
                for unit in units]
    with open(os.path.join(work, "compile_commands.json"), "w", encoding="utf-8") as stream:
        json.dump(database, stream)
    root = os.path.commonpath([os.path.dirname(unit.source) for unit in units])
    argument = [tool, "scan", "-p", work, "--llvm", options.llvm, "-j", str(options.jobs),
                "--profile", options.profile, "--root", root]
    done = subprocess.run(argument, cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False)
    return findings_of(done.stdout, root), done


def main():
    parser = bench.project_options(__doc__)
    parser.add_argument("--profile", default="default")
    parser.add_argument("--default", action="store_true", help="with Clang's default checkers too")
    options = parser.parse_args()

    plugin, tool = bench.built(options, "ways.py", ["lib/tinct/tinct.so", "bin/tinct"])
    clang, units = bench.clang_and_units(options, "ways.py")

    analyze = ["--analyze", "-O2", "-Xclang", "-load", "-Xclang", plugin, "-Xclang",
               "-analyzer-output=text", "-Xclang", "-analyzer-config", "-Xclang",
               "tinct:Profile=" + options.profile]
    ways = {"compile": ["-fplugin=" + plugin, "-fplugin-arg-tinct-profile=" + options.profile, "-O2",
                        "-c"],
            "analyze": analyze + ["--analyzer-no-default-checks", "-Xclang",
                                  "-analyzer-checker=core,tinct"]}
    if options.default:
        ways["default"] = analyze + ["-Xclang", "-analyzer-checker=tinct"]

    found, said, troubles = collections.defaultdict(set), {}, []
    with tempfile.TemporaryDirectory(prefix="tinct-ways-") as work:
        for way, flags in ways.items():
            with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
                results = list(pool.map(
                    lambda at: run_file(way, flags, clang, units[at], work, at), range(len(units))))
            for unit, (some, trouble) in zip(units, results):
                said.update(some)
                for finding in some:
                    found[finding].add(way)
                if trouble:
                    troubles.append("%s: %s: %s" % (way, unit.source, trouble))
        some, done = scan(tool, clang, units, options, work)
    said.update(some)
    for finding in some:
        found[finding].add("scan")
    if done.returncode not in (0, 1):
        troubles.append("scan: status %d" % done.returncode)

    must = {"compile", "analyze", "scan"}
    print("%d files, clang %s, profile %s" % (len(units), options.llvm, options.profile))
    for finding in sorted(found, key=lambda f: (f[0], [int(n) for n in f[1].split(":")], f[2])):
        got = found[finding]
        ways_in = "all" if got >= set(ways) | must else "only " + ", ".join(sorted(got))
        print("  [%s] %s:%s: %s [%s]" % (ways_in, finding[0], finding[1], said[finding], finding[2]))
    for trouble in troubles:
        print("  " + trouble)
    for line in done.stdout.splitlines()[-8:]:
        print("  scan | " + line)
    differ = [finding for finding in found if not found[finding] >= must]
    hidden = [finding for finding in found if options.default and "default" not in found[finding]]
    print("%d findings, %d not in all ways, %d hidden by Clang's own checkers, %d runs in trouble" % (
        len(found), len(differ), len(hidden), len(troubles)))
    sys.exit(1 if differ or troubles else 0)


if __name__ == "__main__":
    main()
