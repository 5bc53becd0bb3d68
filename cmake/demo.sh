#!/bin/sh
# demo.sh: builds Tinct and lets it look at the bundled guestbook, in its compile and as a whole.
# Installs the packages it needs where they are missing (Debian 12, as root).
set -eu
cd "$(dirname "$0")/.."
source=$PWD
build=$source/build/demo

major=$(ls plugin/compat | sed -n 's/^llvm\([0-9]*\)\.h$/\1/p' | sort -n | tail -n 1)
sh cmake/setup.sh --build "$major"

quietly() {
    log=$build/$1.log
    shift
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        echo "demo.sh: failed: $*; the whole output is in $log" >&2
        exit 1
    fi
}

mkdir -p "$build"
echo "Building Tinct for Clang $major (the first time takes a few minutes)"
quietly configure cmake -S . -B "$build" -G Ninja -DTINCT_LLVM_VERSIONS="$major"
quietly build ninja -C "$build" tinct tinct_plugins

example=$build/guestbook
quietly guestbook cmake -S test/example/guestbook -B "$example" -G Ninja \
    -DCMAKE_C_COMPILER=clang-"$major"

echo
echo "1. One file, while it is compiled:"
echo "   clang-$major -fplugin=build/demo/lib/tinct/tinct.so -O2 -c notify.c"
echo
(cd test/example/guestbook &&
    "clang-$major" -fplugin="$build/lib/tinct/tinct.so" -O2 -D_DEFAULT_SOURCE -c notify.c \
        -o "$build/notify.o" 2>&1)

echo
echo "2. The whole program:"
echo "   build/demo/bin/tinct scan -p build/demo/guestbook"
echo
status=0
(cd test/example/guestbook && "$build/bin/tinct" scan -p "$example") || status=$?
# 1 says that there are findings, which is what a demonstration is for.
[ $status -eq 1 ] || { echo "demo.sh: expected findings, status was $status" >&2; exit 1; }
