#!/bin/sh
# test.sh [LIT-OPTION...]: installs what is missing (Debian 12, as root), builds Tinct for every
# supported LLVM with warnings as errors, and runs all tests. Ends with a line
# `N passed, N failed, N skipped`. TINCT_PRESET chooses another preset, for instance sanitize.
set -eu
cd "$(dirname "$0")/.."

preset=${TINCT_PRESET:-ci}
build=build-$preset
sh cmake/setup.sh

broken() {
    echo "test.sh: $1" >&2
    echo "0 passed, 1 failed"
    exit 1
}
cmake --preset "$preset" </dev/null || broken "cmake failed; nothing was tested"
ninja -C "$build" tinct_tests </dev/null || broken "the build failed; nothing was tested"
exec sh "$build/test/check" "$@"
