//===- options.h - The plugin's arguments ----------------------------------===//
//
// `-fplugin-arg-tinct-KEY=VALUE` arrives as "KEY=VALUE". The tool knows these names too.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_OPTIONS_H
#define TINCT_OPTIONS_H

#include <string>
#include <utility>
#include <vector>

namespace tinct {

struct Options {
  std::string models;               // models=FILE:...
  std::string load;                 // load=A.so:...
  std::string profile;              // profile=quiet|default|strict|audit; empty: default
  std::string output;               // output=FILE, see findings.md
  std::vector<std::string> enable;  // enable=A,B: only these; empty: all
  std::vector<std::string> disable; // disable=A,B
  std::vector<std::string> werror;  // werror=A,B: only these may become errors
  bool chooseErrors = false;        // werror= was given
  // config=CHECKER:KEY=VALUE, as -analyzer-config takes it; may be repeated
  std::vector<std::pair<std::string, std::string>> config;
  std::string why;             // why=FILE:LINE: tells what becomes of the data there; profile=audit
  bool quiet = false;          // only the file, no diagnostics
  bool systemHeaders = false;  // report what stands in system headers too
  bool keepGoing = false;      // analyse the sound functions of a file with errors
  bool require = false;        // a broken model file is an error
  long maxNodes = -1;          // engine steps a function, 0: no limit; -1: not given
  unsigned timeLimit = 120;    // seconds
  unsigned memoryLimit = 4096; // MiB beyond what the compiler holds
};

// Reads the arguments. On failure `error` says which one is wrong and what would be right.
bool parseOptions(const std::vector<std::string> &args, Options &options, std::string &error);

} // namespace tinct

#endif
