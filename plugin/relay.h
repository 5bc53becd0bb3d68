//===- relay.h - Findings become the compiler's diagnostics ----------------===//
#ifndef TINCT_RELAY_H
#define TINCT_RELAY_H

#include "options.h"
#include "wire.h"
#include "clang/Basic/SourceLocation.h"

namespace clang {
class DiagnosticsEngine;
class LangOptions;
class SourceManager;
} // namespace clang

namespace tinct {

// A place as the compiler names it in messages; line 0: none.
struct Spot {
  std::string file;
  unsigned line = 0, column = 0;
};

struct LocatedStep {
  clang::SourceLocation at;
  Spot spot;
  unsigned depth;
  std::string message;
};

struct LocatedFinding {
  Finding what; // without its steps
  clang::SourceLocation at;
  clang::SourceRange range; // by tokens; may be invalid
  Spot begin, end;          // `end` is the first column behind it
  bool inSystemHeader;
  std::vector<LocatedStep> steps;
};

// Findings in order of place, checker and message, each once with its shortest path.
std::vector<LocatedFinding> locate(std::vector<Finding> findings, const clang::SourceManager &sm,
                                   const clang::LangOptions &language);

// Shows a finding as a warning that -w, -Werror, -W[no-][error=]backend-plugin and pragmas govern.
void emit(const LocatedFinding &finding, const Options &options, clang::DiagnosticsEngine &diags);

} // namespace tinct

#endif
