//===- analysis.h - What the child does ------------------------------------===//
#ifndef TINCT_ANALYSIS_H
#define TINCT_ANALYSIS_H

#include "child.h"
#include "options.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Basic/SourceLocation.h"
#include <memory>
#include <vector>

namespace clang {
class CompilerInstance;
} // namespace clang

namespace tinct {

using ErrorPlaces = std::vector<clang::SourceLocation>;

// One translation unit that is parsed.
struct Analysis {
  clang::CompilerInstance &ci;
  const Options &options;
  std::vector<clang::DeclGroupRef> groups; // top-level declarations in order
  std::shared_ptr<ErrorPlaces> errors;     // where the file does not compile
};

// Analyses and sends what is found, function by function, then how it ended. Runs in the child: it
// changes the compiler's options, diagnostics and AST as it likes.
void analyse(Analysis &job, Workplace &place);

} // namespace tinct

#endif
