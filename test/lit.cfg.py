# What the tests can say. Substitutions:
#   %clang %scan_build   of the LLVM under test; %llvm is its major
#   %tinct %tinct_nn     the loader and this LLVM's plugin
#   %scan                the tool, bin/tinct
#   %analyze             clang --analyze with Tinct's checkers and core, text output
#   %expect              compares a file's annotations with its findings: tools/expect.py
#   %modules             folder of the compiled test/modules/*.c
#   %unit                folder of the compiled test/unit/*_test.c
#   %cc %cxx %python     other compilers, and Python 3
#   %src %plugin_include the source tree; where csa.h is
# Features: clang-NN; asan; sqlite3, mariadb, libpq (headers); linux, root.
import importlib.util
import os
import shutil
import sys

import lit.formats

# Folders of tests that no LLVM changes: they are the suite "once" and in no other.
ONCE = ["tree", "unit", "models"]
NO_TESTS = ["tools", "modules", "bench", "Inputs", "guestbook"]

llvm = config.tinct_llvm
once = config.tinct_suite == "once"
config.name = "tinct-" + config.tinct_suite
config.test_source_root = os.path.join(config.tinct_source, "test")
config.test_exec_root = os.path.join(config.tinct_build, "test", "out", config.tinct_suite)
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".c", ".test"]
config.excludes = list(NO_TESTS)
for entry in os.listdir(config.test_source_root):
    if (entry in ONCE) != once:
        config.excludes.append(entry)

root_bin = os.path.join(config.tinct_llvm_root, "bin")
path = [config.tinct_filecheck_dir, os.environ.get("PATH", "")]
config.environment["PATH"] = os.pathsep.join(path)
config.environment["LC_ALL"] = "C.UTF-8"
# What the user's own surroundings must not decide.
for name in ("TINCT_LOAD", "CCC_OVERRIDE_OPTIONS", "CPATH", "C_INCLUDE_PATH", "CCACHE_DISABLE"):
    config.environment.pop(name, None)

# Clang is not instrumented: it must find the runtime loaded, leaks what it likes, and does not take
# back the poison that LLVM's allocators lay from within the plugin. The plugin may be loaded twice,
# from two places. The analysis has no standard error, so faults go to files: check.py looks there.
if config.tinct_asan_runtime:
    config.available_features.add("asan")
    log = "log_path=%s/sanitizer" % config.test_exec_root
    config.environment["LD_PRELOAD"] = config.tinct_asan_runtime
    config.environment["ASAN_OPTIONS"] = (
        "detect_leaks=0:allow_user_poisoning=0:detect_odr_violation=0:" + log
    )
    config.environment["UBSAN_OPTIONS"] = "print_stacktrace=1:" + log

plugin = os.path.join(config.tinct_plugins, "tinct.so")
python = sys.executable + " -B"
clang = os.path.join(root_bin, "clang")
tool = os.path.join(config.tinct_build, "bin", "tinct")
expect = (
    "%s %s/tools/expect.py --llvm %s --clang '%s' --plugin %s --tool '%s' --work %%t.expect"
    % (python, config.test_source_root, llvm, clang, plugin, tool)
)
analyze = (
    "%s --analyze -Xclang -load -Xclang %s -Xclang -analyzer-checker=core,tinct"
    " -Xclang -analyzer-output=text" % (clang, plugin)
)


def substitute(name, value):
    config.substitutions.append(("%" + name + r"\b", value.replace("\\", r"\\")))


substitute("clang", clang)
substitute("scan_build", os.path.join(root_bin, "scan-build"))
substitute("llvm", llvm)
substitute("llvm_bin", root_bin)
substitute("tinct", plugin)
substitute("tinct_nn", os.path.join(config.tinct_plugins, "tinct-%s.so" % llvm))
substitute("scan", tool)
substitute("analyze", analyze)
substitute("expect", expect)
substitute("modules", config.tinct_modules)
substitute("unit", os.path.join(config.tinct_build, "test", "bin"))
substitute("cc", config.tinct_cc)
substitute("cxx", config.tinct_cxx)
substitute("python", python)
substitute("src", config.tinct_source)
substitute("plugin_include", os.path.join(config.tinct_source, "plugin"))

config.available_features.add("clang-" + llvm)
for feature, header in (
    ("sqlite3", "sqlite3.h"),
    ("mariadb", "mariadb/mysql.h"),
    ("libpq", "postgresql/libpq-fe.h"),
):
    if os.path.exists("/usr/include/" + header):
        config.available_features.add(feature)
for program in ("ccache", "bear", "make", "cmake", "ninja", "sqlite3", "aarch64-linux-gnu-gcc",
                "arm-none-eabi-gcc"):
    if shutil.which(program):
        config.available_features.add(program if program != "sqlite3" else "sqlite3-shell")
if os.geteuid() == 0:
    config.available_features.add("root")

# A test that hangs must end; lit needs psutil for it. The sanitizers are slower.
if importlib.util.find_spec("psutil"):
    lit_config.maxIndividualTestTime = 600 if config.tinct_asan_runtime else 240
