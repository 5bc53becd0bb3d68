#!/usr/bin/env python3
"""check.py --lit LIT SUITE... [-- LIT-OPTION...]: runs the suites in one go.

Shows what failed and ends with one plain line, `N passed, N failed, N skipped`, and with status 1
if something failed or nothing was run. What a sanitizer found in a process that nobody listened to
counts as one failure.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def sanitizer_logs(suites):
    """Files beside the suites' output, which lit.cfg.py has the sanitizers write."""
    for suite in suites:
        build, name = os.path.split(os.path.abspath(suite))
        yield from glob.glob(os.path.join(os.path.dirname(build), "out", name, "sanitizer.*"))


def sanitizer_faults(suites):
    """The beginning of each log, but not of those of tests that exhaust the memory."""
    for log in sorted(sanitizer_logs(suites)):
        with open(log, encoding="utf-8", errors="replace") as stream:
            lines = stream.readlines()[:25]
        if not any("out of memory" in line for line in lines):
            yield "%s:\n%s" % (log, "".join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lit", required=True)
    parser.add_argument("suites", nargs="+")
    argv = sys.argv[1:]
    extra = []
    if "--" in argv:
        at = argv.index("--")
        argv, extra = argv[:at], argv[at + 1 :]
    options = parser.parse_args(argv)

    for log in sanitizer_logs(options.suites):
        os.unlink(log)
    handle, output = tempfile.mkstemp(suffix=".json")
    os.close(handle)
    command = [sys.executable, "-B", options.lit, "-v", "--order=lexical", "-o", output]
    if not sys.stdout.isatty():
        command.append("--no-progress-bar")
    if "-j" not in extra:
        command += ["-j", str(os.cpu_count() or 1)]
    try:
        status = subprocess.run(command + extra + options.suites, stdin=subprocess.DEVNULL).returncode
        with open(output, encoding="utf-8") as stream:
            tests = json.load(stream)["tests"]
    except (OSError, ValueError):
        tests = []
    finally:
        os.unlink(output)

    passed = sum(test["code"] in PASSED for test in tests)
    skipped = sum(test["code"] in SKIPPED for test in tests)
    failed = len(tests) - passed - skipped
    if not tests:
        print("No test was run", file=sys.stderr)
        failed = 1
    elif status and not failed:
        print("lit ended with status %d" % status, file=sys.stderr)
        failed = 1
    faults = list(sanitizer_faults(options.suites))
    print("\n".join(faults), end="", file=sys.stderr)
    failed += bool(faults)
    sys.stderr.flush()
    tail = ", %d skipped" % skipped if skipped else ""
    print("%d passed, %d failed%s" % (passed, failed, tail), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
