#!/usr/bin/env python3
"""Compares the objects of a project, given by its compile_commands.json, with and without Tinct.

    objects.py [--build build] [--llvm 22] [--files 40] [--jobs 2] [--crash] [--show] DATABASE

compiles each file with clang -O2 -c and its own flags, then again with the plugin, to the same name,
and compares the objects byte for byte. `--crash` compiles it once more with every analysis made to
abort, by test/modules/trouble.c. For each way it prints how many objects differ, the findings and
remarks of Tinct and the CPU time; `--show` prints the findings and remarks as well. Status 1 if an
object differs, or if a file compiles in some ways only.
"""
import concurrent.futures
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import bench  # noqa: E402

FINDING = re.compile(r"(?:warning|error): .*\[tinct\.\w+")
REMARK = re.compile(r"remark: tinct: ")


def compile_one(command, unit, work, at):
    """The object's bytes, None if it does not compile, CPU seconds, and Tinct's lines."""
    log, target = (os.path.join(work, "%d.%s" % (at, end)) for end in ("txt", "o"))
    status, used = bench.run_one(command + bench.QUIET + unit.flags + ["-o", target, unit.source],
                                 unit.directory, log)
    made = None
    if status == 0:
        with open(target, "rb") as stream:
            made = stream.read()
        os.remove(target)
    with open(log, encoding="utf-8", errors="replace") as stream:
        lines = [line.rstrip() for line in stream if FINDING.search(line) or REMARK.search(line)]
    return made, used.ru_utime + used.ru_stime, lines


def main():
    parser = bench.project_options(__doc__)
    parser.add_argument("--crash", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()

    plugin, *trouble = bench.built(options, "objects.py", ["lib/tinct/tinct.so"] +
                                   ["test/modules/trouble.so"] * options.crash)
    clang, units = bench.clang_and_units(options, "objects.py")
    ways = {"plain": [], "with Tinct": ["-fplugin=" + plugin]}
    if options.crash:
        ways["all crashing"] = ways["with Tinct"] + [
            "-fplugin-arg-tinct-load=" + trouble[0],
            "-fplugin-arg-tinct-config=test.Trouble:Always=trouble_abort"]

    with tempfile.TemporaryDirectory(prefix="tinct-objects-") as work:
        def compile_all(at):
            results = [compile_one([clang, "-O2", "-c"] + flags, units[at], work, at)
                       for flags in ways.values()]
            return [(made == results[0][0], made is None, cpu, lines)
                    for made, cpu, lines in results]

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(compile_all, range(len(units))))

    print("%d files, clang %s" % (len(units), options.llvm))
    different = 0
    for way, of_way in zip(ways, zip(*results)):
        lines = [line for _, _, _, some in of_way for line in some]
        for line in lines if options.show else []:
            print("  " + line)
        for unit, (same, _, _, _) in zip(units, of_way):
            if not same:
                print("  differs: " + unit.source)
        differ = sum(not same for same, _, _, _ in of_way)
        different += differ
        print("%-12s  %d differ, %d not compiled, %d findings, %d remarks, CPU %.1f s" % (
            way, differ, sum(none for _, none, _, _ in of_way),
            sum(bool(FINDING.search(line)) for line in lines),
            sum(bool(REMARK.search(line)) for line in lines), sum(cpu for _, _, cpu, _ in of_way)))
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
