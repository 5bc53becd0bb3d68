#!/usr/bin/env python3
"""Measures what Tinct costs on a project that is given by its compile_commands.json.

    bench.py [--build build] [--llvm 22] [--files 40] [--jobs 2] DATABASE

runs the same files five times, one way after the other: the plain compile (clang -O2 -c), the
compile with the plugin, clang --analyze, the same with Tinct's checkers as scan-build runs it, and
tinct scan. For each it prints user and system CPU time, elapsed time, the memory of the largest
process, and the ratios to the plain compile and to clang --analyze. Files that the plain compile
refuses are left out and counted. `--peak` also samples the memory of all processes together
(proportional set size), which counts the pages that the forked analysis shares only once.
"""
import argparse
import collections
import concurrent.futures
import glob
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time

DROP_WITH_VALUE = {"-o", "-MF", "-MT", "-MQ", "-MJ"}
DROP = {"-c", "-MD", "-MMD", "-MP", "-M", "-MM", "-MG", "-pipe", "-Werror"}
QUIET = ["-Qunused-arguments", "-Wno-unknown-warning-option", "-Wno-ignored-optimization-argument"]
FINDING = re.compile(r"\[tinct\.\w+\]")

Unit = collections.namedtuple("Unit", "directory source flags")
Cost = collections.namedtuple("Cost", "user system wall largest peak findings failed")


def read_database(path):
    """The C files of a database, each once."""
    with open(path, encoding="utf-8") as stream:
        entries = json.load(stream)
    units = {}
    for entry in entries:
        words = entry.get("arguments") or shlex.split(entry["command"])
        source = entry["file"]
        where = os.path.normpath(os.path.join(entry["directory"], source))
        if not source.endswith(".c") or where in units:
            continue
        flags, skip = [], False
        for word in words[1:]:
            if skip:
                skip = False
            elif word in DROP_WITH_VALUE:
                skip = True
            elif word in DROP or word.startswith(("-O", "-Wp,-M", "-Werror=")):
                pass
            elif os.path.normpath(os.path.join(entry["directory"], word)) != where:
                flags.append(word)
        # A compiler behind a launcher: ccache gcc ...
        while flags and not flags[0].startswith("-"):
            flags.pop(0)
        units[where] = Unit(entry["directory"], where, flags)
    return [units[where] for where in sorted(units)]


def sample(units, count):
    if not count or count >= len(units):
        return units
    return [units[i * len(units) // count] for i in range(count)]


def project_options(description):
    """What every program here takes; each adds its own."""
    parser = argparse.ArgumentParser(description=description,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", help="compile_commands.json, or its folder")
    parser.add_argument("--build", default="build", help="Tinct's build folder")
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--files", type=int, default=0, help="sample so many files; 0: all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    return parser


def built(options, program, names):
    """The paths of these files in Tinct's build folder, or the end of the program."""
    paths = [os.path.join(os.path.abspath(options.build), name) for name in names]
    for path in paths:
        if not os.path.exists(path):
            sys.exit("%s: %s is missing; build Tinct and its tests, or name the folder with --build"
                     % (program, path))
    return paths


def clang_and_units(options, program):
    """What --llvm, --files and DATABASE name, or the end of the program."""
    clang = "/usr/lib/llvm-%s/bin/clang" % options.llvm
    if not os.path.exists(clang):
        clang = shutil.which("clang-" + options.llvm)
    if not clang:
        sys.exit("%s: no clang-%s" % (program, options.llvm))
    database = options.database
    if os.path.isdir(database):
        database = os.path.join(database, "compile_commands.json")
    try:
        return clang, sample(read_database(database), options.files)
    except (OSError, ValueError, KeyError) as error:
        sys.exit("%s: %s: %s" % (program, database, error))


class PeakMemory(threading.Thread):
    """The largest sum of the memory of this process's descendants, looked at now and then."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.ending = 0, threading.Event()

    def run(self):
        while not self.ending.wait(0.1):
            parents = {}
            for stat in glob.glob("/proc/[0-9]*/stat"):
                try:
                    with open(stat, encoding="utf-8", errors="replace") as stream:
                        fields = stream.read().rpartition(")")[2].split()
                    parents[int(stat.split("/")[2])] = int(fields[1])
                except (OSError, ValueError, IndexError):
                    continue
            ours, total = {os.getpid()}, 0
            for pid in sorted(parents):  # children mostly have higher numbers
                if parents[pid] in ours:
                    ours.add(pid)
                    total += self.proportional(pid)
            self.peak = max(self.peak, total)

    @staticmethod
    def proportional(pid):
        try:
            with open("/proc/%d/smaps_rollup" % pid, encoding="utf-8") as stream:
                return next(int(l.split()[1]) for l in stream if l.startswith("Pss:")) * 1024
        except (OSError, StopIteration, ValueError):
            return 0


def run_one(command, directory, log):
    """Status and resources of one command and all it waited for."""
    with open(log, "w", encoding="utf-8") as output:
        child = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=output,
                                 stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used


def measure(commands, jobs, work, peak, good=(0,)):
    """Runs (command, directory) pairs, `jobs` at a time; the cost of all, and each one's status."""
    watch = PeakMemory() if peak else None
    if watch:
        watch.start()
    logs = [os.path.join(work, "log-%d" % i) for i in range(len(commands))]
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda at: run_one(*commands[at], logs[at]), range(len(commands))))
    wall = time.monotonic() - began
    if watch:
        watch.ending.set()
        watch.join()
    findings = 0
    for log in logs:
        with open(log, encoding="utf-8", errors="replace") as stream:
            findings += sum(bool(FINDING.search(line)) and ": note:" not in line for line in stream)
    statuses = [status for status, _ in results]
    cost = Cost(sum(used.ru_utime for _, used in results), sum(used.ru_stime for _, used in results),
                wall, max(used.ru_maxrss for _, used in results) * 1024,
                watch.peak if watch else 0, findings, sum(s not in good for s in statuses))
    return cost, statuses


def table(costs, peak):
    plain, analyze = costs["clang -O2 -c"], costs["clang --analyze"]
    header = ["", "user s", "sys s", "wall s", "memory MB"] + (["all MB"] if peak else [])
    header += ["user/compile", "wall/compile", "user/analyze", "wall/analyze", "memory/compile",
               "findings", "failed"]
    rows = [header]
    for name, cost in costs.items():
        row = [name, "%.1f" % cost.user, "%.1f" % cost.system, "%.1f" % cost.wall,
               "%.0f" % (cost.largest / 1e6)]
        row += ["%.0f" % (cost.peak / 1e6)] if peak else []
        row += ["%.2f" % (cost.user / plain.user), "%.2f" % (cost.wall / plain.wall),
                "%.2f" % (cost.user / analyze.user), "%.2f" % (cost.wall / analyze.wall),
                "%.2f" % (cost.largest / plain.largest), str(cost.findings), str(cost.failed)]
        rows.append(row)
    widths = [max(len(row[i]) for row in rows) for i in range(len(header))]
    for row in rows:
        print("  ".join([row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]))


def main():
    parser = project_options(__doc__)
    parser.add_argument("--peak", action="store_true")
    options = parser.parse_args()

    clang, units = clang_and_units(options, "bench.py")
    plugin, tool = built(options, "bench.py", ["lib/tinct/tinct.so", "bin/tinct"])

    with tempfile.TemporaryDirectory(prefix="tinct-bench-") as work:
        def run(flags, chosen, good=(0,), output=True):
            commands = []
            for i, unit in enumerate(chosen):
                target = ["-o", os.path.join(work, "out-%d" % i)] if output else []
                commands.append(([clang] + flags + QUIET + unit.flags + target + [unit.source],
                                 unit.directory))
            return measure(commands, options.jobs, work, options.peak, good)

        # Warms the caches too.
        _, statuses = run(["-O2", "-c"], units)
        refused = [unit for unit, status in zip(units, statuses) if status != 0]
        units = [unit for unit, status in zip(units, statuses) if status == 0]
        if not units:
            with open(os.path.join(work, "log-0"), encoding="utf-8", errors="replace") as stream:
                sys.exit("bench.py: clang-%s compiles none of the files; of the first it says\n%s"
                         % (options.llvm, stream.read(2000)))
        load = ["-Xclang", "-load", "-Xclang", plugin, "-Xclang", "-analyzer-checker=tinct"]
        text = ["--analyze", "-Xclang", "-analyzer-output=text"]
        costs = {}
        costs["clang -O2 -c"], _ = run(["-O2", "-c"], units)
        costs["  with -fplugin"], _ = run(["-fplugin=" + plugin, "-O2", "-c"], units)
        costs["clang --analyze"], _ = run(text, units, output=False)
        costs["  with tinct"], _ = run(text + load, units, output=False)
        with open(os.path.join(work, "compile_commands.json"), "w", encoding="utf-8") as stream:
            json.dump([{"directory": unit.directory, "file": unit.source,
                        "arguments": [clang, "-O2", "-c"] + QUIET + unit.flags + [unit.source]}
                       for unit in units], stream)
        scan = [tool, "scan", "-p", work, "--llvm", options.llvm, "-j", str(options.jobs)]
        costs["tinct scan"], _ = measure([(scan, work)], 1, work, options.peak, (0, 1))

        print("%d files, clang %s, %d at a time%s" % (
            len(units), options.llvm, options.jobs,
            "; %d that do not compile were left out" % len(refused) if refused else ""))
        table(costs, options.peak)


if __name__ == "__main__":
    main()
