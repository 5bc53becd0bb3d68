//===- shim.h - What the files behind csa.h share --------------------------===//
//
// The handles of csa.h are Clang's own pointers under another name; `wrap` and `unwrap` are the
// only places that say which. Everything here is one process, one thread.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_SHIM_H
#define TINCT_SHIM_H

#include "csa.h"

// Chosen by the build: plugin/compat/llvmNN.h of the LLVM compiled against.
#include TINCT_COMPAT

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include <deque>
#include <string>
#include <vector>

namespace tinct {

class Listener;

// What the C functions need that their handles do not carry. Set by every dispatched callback
// (Scope) and void outside one.
struct World {
  clang::ASTContext *ast = nullptr;
  clang::ento::ExprEngine *engine = nullptr; // NULL in syntactic callbacks
  // Results that must live until the outermost callback returns.
  std::vector<clang::ento::ProgramStateRef> states;
  std::deque<std::string> strings;
  unsigned depth = 0; // callbacks nest: a transition may evaluate asserts of other checkers
};
World &world();

// Opens the world for one callback, and lets go of what it held at the end of the outermost one.
class Scope {
public:
  Scope(clang::ASTContext &ast, clang::ento::ExprEngine *engine);
  ~Scope();
  Scope(const Scope &) = delete;

private:
  clang::ASTContext *savedAst;
  clang::ento::ExprEngine *savedEngine;
};

// Keeps a state or a text alive until the callback returns and gives out its handle. NULL and an
// empty state stay NULL.
const csa_state *keep(clang::ento::ProgramStateRef state);
const char *keep(std::string text);

// Stable numbers within one analysis, from 1 in the order of first use.
unsigned numberOf(const clang::ento::SymExpr *symbol);
unsigned numberOf(const clang::ento::MemRegion *region);

// Forgets what is remembered of allocated memory: for the start of an analysis.
void forgetHeap();

// While one lives, what is assumed is a question to the analyzer, not a step of the path: checkers
// hear nothing of it.
struct Question {
  Question() : saved(open) { open = true; }
  ~Question() { open = saved; }
  Question(const Question &) = delete;
  static bool open;

private:
  bool saved;
};

// Text of an option, "" if there is none. Lives as long as the program.
const char *optionText(const clang::AnalyzerOptions &options, llvm::StringRef checker,
                       llvm::StringRef key);

inline const clang::ento::ProgramState *unwrap(const csa_state *p) {
  return reinterpret_cast<const clang::ento::ProgramState *>(p);
}
inline const clang::ento::SymExpr *unwrap(const csa_symbol *p) {
  return reinterpret_cast<const clang::ento::SymExpr *>(p);
}
inline const csa_symbol *wrap(const clang::ento::SymExpr *p) {
  return reinterpret_cast<const csa_symbol *>(p);
}
inline const clang::ento::MemRegion *unwrap(const csa_region *p) {
  return reinterpret_cast<const clang::ento::MemRegion *>(p);
}
inline const csa_region *wrap(const clang::ento::MemRegion *p) {
  return reinterpret_cast<const csa_region *>(p);
}
inline const clang::ento::CallEvent *unwrap(const csa_call *p) {
  return reinterpret_cast<const clang::ento::CallEvent *>(p);
}
inline const csa_call *wrap(const clang::ento::CallEvent *p) {
  return reinterpret_cast<const csa_call *>(p);
}
inline const clang::Stmt *unwrap(const csa_expr *p) {
  return reinterpret_cast<const clang::Stmt *>(p);
}
inline const csa_expr *wrap(const clang::Stmt *p) {
  return reinterpret_cast<const csa_expr *>(p);
}
inline const clang::Decl *unwrap(const csa_decl *p) {
  return reinterpret_cast<const clang::Decl *>(p);
}
inline const csa_decl *wrap(const clang::Decl *p) {
  return reinterpret_cast<const csa_decl *>(p);
}
inline clang::QualType unwrap(const csa_type *p) {
  return clang::QualType::getFromOpaquePtr(p);
}
inline const csa_type *wrap(clang::QualType t) {
  return reinterpret_cast<const csa_type *>(t.getAsOpaquePtr());
}

static_assert(sizeof(csa_val) == sizeof(clang::ento::SVal), "csa_val carries the bits of an SVal");
clang::ento::SVal unwrap(csa_val val);
csa_val wrap(clang::ento::SVal val);

} // namespace tinct

// One event at one point of a path. Lives on the stack of the dispatcher.
struct csa_context {
  const csa_checker *checker = nullptr;
  const tinct::Listener *listener = nullptr;  // the Clang checker of this descriptor
  clang::ento::CheckerContext *cx = nullptr;  // NULL in escape and at the end of an analysis
  clang::ento::ProgramStateRef state;         // where the callback began
  const clang::Stmt *stmt = nullptr;          // what the event is about; may be NULL
  clang::ento::ExplodedNode *from = nullptr;  // where transitions start
  llvm::SmallVector<clang::ento::ExplodedNode *, 2> made; // what they led to
  bool left = false;    // a transition leaves `from`, so the path no longer stays there
  bool stays = false;   // one outcome is that nothing changes
  unsigned reports = 0; // started in this callback
};

// The translation unit, in the callbacks of a unit.
struct csa_unit {
  const tinct::Listener *listener = nullptr;
  const csa_checker *checker = nullptr;
  clang::ASTContext *ast = nullptr;
  const clang::AnalyzerOptions *options = nullptr;
  clang::ento::BugReporter *reporter = nullptr;
};

#endif
