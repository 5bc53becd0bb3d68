#!/bin/sh
# setup.sh [--check] [--build] [MAJOR...]: installs what Tinct is built and tested with, on Debian 12.
# Without a MAJOR for every LLVM that plugin/compat/ supports; with --build only what the build and
# the demonstration need. Says and does nothing where all is there. --check only looks: status 0 if
# all is there.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "setup.sh: $*" >&2
    exit 1
}

check=no
tests=yes
while :; do
    case ${1:-} in
    --check) check=yes ;;
    --build) tests=no ;;
    *) break ;;
    esac
    shift
done
supported=$(ls plugin/compat | sed -n 's/^llvm\([0-9]*\)\.h$/\1/p' | sort -n)
majors=${*:-$supported}
newest=$(printf '%s\n' $majors | sort -n | tail -n 1)
[ -n "$newest" ] || fail "plugin/compat holds no llvmNN.h; is this a whole checkout?"

packages="gcc g++ cmake ninja-build libc6-dev libyaml-dev libcjson-dev libsqlite3-dev"
for major in $majors; do
    packages="$packages clang-$major libclang-$major-dev llvm-$major-dev"
done
# lit and FileCheck; scan-build, which is Perl; other compilers, launchers and real libraries.
if [ $tests = yes ]; then
    packages="$packages llvm-$newest-tools python3 python3-psutil perl git make sqlite3 bear ccache"
    packages="$packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
    packages="$packages gcc-arm-none-eabi libnewlib-arm-none-eabi libmariadb-dev libpq-dev"
    for major in $majors; do
        packages="$packages clang-tools-$major"
    done
fi

missing() {
    for package in $packages; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *' installed') ;;
        *) printf ' %s' "$package" ;;
        esac
    done
}

# Elsewhere than on Debian, what counts is whether the build will find its parts.
if ! command -v apt-get >/dev/null 2>&1; then
    for program in cc c++ cmake ninja; do
        command -v $program >/dev/null 2>&1 ||
            fail "$program is missing, and without apt-get it cannot be installed; see CONTRIBUTING.md"
    done
    exit 0
fi

wanted=$(missing)
[ -n "$wanted" ] || exit 0
[ $check = no ] || fail "missing:$wanted"
if [ "$(id -u)" -ne 0 ]; then
    fail "packages are missing; run as root: apt-get update && apt-get install --no-install-recommends$wanted"
fi

echo "Installing:$wanted"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# A source that cannot be reached may not be one that is needed: apt-get install decides.
apt-get -q update >"$log" 2>&1 </dev/null || true
# shellcheck disable=SC2086
if ! apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $wanted \
    >>"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    fail "apt-get could not install:$wanted; the lines above say why (Debian 12 with its security archive has them all)"
fi
wanted=$(missing)
[ -z "$wanted" ] || fail "still missing:$wanted"
