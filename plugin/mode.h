//===- mode.h - How this run goes, and what it covered ----------------------===//
//
// What the compile action and the checkers' machinery tell each other.
//
// What a PathDiagnosticConsumer reads off a finding of Tinct:
//   getCheckerName()         "tinct.CommandInjection"
//   getCategory()            "CWE-78" ("CWE" alone where none is known)
//   getBugType()             the checker's summary: the same for all its findings
//   getVerboseDescription()  "message; remedy", good to read as it stands; split it with
//                            findingText(), which knows the two parts
// The location is that of the finding; the last piece of the path is the finding itself and repeats
// its text, the ones before it are the notes.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_MODE_H
#define TINCT_MODE_H

#include "csa.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang {
namespace ento {
class CheckerRegistry;
} // namespace ento
} // namespace clang

namespace tinct {

struct Mode {
  // Only `core` and Tinct run: where Tinct sleeps, paths may end.
  bool prune = false;
};
Mode &mode();

// What was analysed of this translation unit. Grows while the analysis runs.
struct Coverage {
  struct Cut {
    std::string function, file; // file as the compiler names it
    unsigned line;
    std::string reason; // one word: "budget"
  };
  unsigned analysed = 0; // top-level functions analysed to the end
  unsigned skipped = 0;  // that csa_skip_function ruled out
  std::vector<Cut> cut;
  std::vector<std::string> errors; // of csa_unit_error and of loading modules, in order, once each
};
Coverage &coverage();
void addError(llvm::StringRef text);

// The parts of a finding that its text stands for; NULL for text that no finding has.
struct FindingText {
  std::string message, remedy; // remedy may be empty
  int level;                   // csa_level: from which profile on it is shown
};
const FindingText *findingText(llvm::StringRef verboseDescription);

// The name of the profile that shows findings of this csa_level and surer ones.
const char *profileName(int level);

// The checkers that this run has on, in the order in which they run; void before the analysis is
// created.
llvm::ArrayRef<const csa_checker *> enabledCheckers();

// All checkers that are built in or were loaded, enabled or not.
llvm::ArrayRef<const csa_checker *> knownCheckers();

// Adds Tinct's checkers; twice for one registry is once.
void registerCheckers(clang::ento::CheckerRegistry &registry);

// Opens shared objects of third-party checkers, separated by colons; before registerCheckers.
// False with a sentence in `error` at the first that cannot be used; those before it stay.
bool loadModules(llvm::StringRef paths, std::string &error);

} // namespace tinct

#endif
