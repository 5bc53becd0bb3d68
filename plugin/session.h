//===- session.h - One top-level function's analysis ------------------------===//
//
// Shared by the files that run checkers (checker, registry, context, state, report); the files that
// answer questions about values need shim.h only.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_SESSION_H
#define TINCT_SESSION_H

#include "mode.h"
#include "shim.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include <map>
#include <memory>

namespace tinct {

constexpr unsigned maxCheckers = 64;

// A Clang checker that stands for one descriptor and passes events on to its callbacks.
class Listener : public clang::ento::CheckerBase {
public:
  // `sleepsWith`: bits of the checkers that can send it to sleep, its own and those it needs.
  Listener(const csa_checker *descriptor, unsigned index, uint64_t sleepsWith);
  ~Listener() override;

  static void _register(Listener *listener, clang::ento::CheckerManager &manager);

  bool asleep() const;
  // The same, or the path went on without Tinct.
  bool asleepIn(const clang::ento::ProgramStateRef &state) const;
  const csa_checker *descriptor() const { return of; }
  uint64_t bit() const { return uint64_t(1) << index; }
  bool followsPaths() const;

  const clang::ento::BugType &bugType(int cwe) const;
  // Tells the n-th report of one callback from the others at the same point.
  const clang::ProgramPointTag *reportTag(unsigned n) const;

  // Subscribed by _register; each is one callback of csa.h.
  void checkASTDecl(const clang::TranslationUnitDecl *unit, clang::ento::AnalysisManager &manager,
                    clang::ento::BugReporter &reporter) const;
  void checkEndOfTranslationUnit(const clang::TranslationUnitDecl *unit,
                                 clang::ento::AnalysisManager &manager,
                                 clang::ento::BugReporter &reporter) const;
  void checkBeginFunction(clang::ento::CheckerContext &c) const;
  void checkPreCall(const clang::ento::CallEvent &call, clang::ento::CheckerContext &c) const;
  void checkPostCall(const clang::ento::CallEvent &call, clang::ento::CheckerContext &c) const;
  bool evalCall(const clang::ento::CallEvent &call, clang::ento::CheckerContext &c) const;
  void checkBind(clang::ento::SVal location, clang::ento::SVal value, const clang::Stmt *stmt,
                 clang::ento::CheckerContext &c) const;
  // From LLVM 22 on the engine also says whether the store initialises a declaration.
  void checkBind(clang::ento::SVal location, clang::ento::SVal value, const clang::Stmt *stmt, bool,
                 clang::ento::CheckerContext &c) const {
    checkBind(location, value, stmt, c);
  }
  void checkPostStmt(const clang::ImplicitCastExpr *cast, clang::ento::CheckerContext &c) const;
  void checkPostStmt(const clang::BinaryOperator *expr, clang::ento::CheckerContext &c) const;
  void checkPostStmt(const clang::UnaryOperator *expr, clang::ento::CheckerContext &c) const;
  void checkPostStmt(const clang::CastExpr *expr, clang::ento::CheckerContext &c) const;
  void checkPreStmt(const clang::DeclStmt *stmt, clang::ento::CheckerContext &c) const;
  void checkPostStmt(const clang::VAArgExpr *taken, clang::ento::CheckerContext &c) const;
  void checkLocation(clang::ento::SVal location, bool isLoad, const clang::Stmt *stmt,
                     clang::ento::CheckerContext &c) const;
  void checkBranchCondition(const clang::Stmt *condition, clang::ento::CheckerContext &c) const;
  clang::ento::ProgramStateRef checkPointerEscape(clang::ento::ProgramStateRef state,
                                                  const clang::ento::InvalidatedSymbols &escaped,
                                                  const clang::ento::CallEvent *call,
                                                  clang::ento::PointerEscapeKind) const;
  clang::ento::ProgramStateRef evalAssume(clang::ento::ProgramStateRef state,
                                          clang::ento::SVal condition, bool truth) const;

private:
  void tellUnit(void (*callback)(csa_unit *), const clang::TranslationUnitDecl *unit,
                clang::ento::AnalysisManager &manager, clang::ento::BugReporter &reporter) const;
  void tellCast(const clang::CastExpr *cast, clang::ento::CheckerContext &c) const;
  void tellOperation(const clang::Expr *expr, clang::ento::CheckerContext &c) const;

  const csa_checker *of;
  unsigned index;
  uint64_t sleepsWith;
  mutable std::map<int, std::unique_ptr<clang::ento::BugType>> bugTypes;
  mutable std::vector<std::unique_ptr<clang::ProgramPointTag>> reportTags;
};

// Runs before every Listener: begins and ends analyses, counts the budget, drops dead map entries.
class Conductor : public clang::ento::CheckerBase {
public:
  static void _register(Conductor *conductor, clang::ento::CheckerManager &manager);
  void checkBudget(clang::ento::CheckerContext &c) const;
  void checkBeginFunction(clang::ento::CheckerContext &c) const;
  void checkEndFunction(const clang::ReturnStmt *ret, clang::ento::CheckerContext &c) const;
  void checkPreCall(const clang::ento::CallEvent &, clang::ento::CheckerContext &c) const;
  void checkBranchCondition(const clang::Stmt *, clang::ento::CheckerContext &c) const;
  void checkDeadSymbols(clang::ento::SymbolReaper &reaper, clang::ento::CheckerContext &c) const;
  void checkEndAnalysis(clang::ento::ExplodedGraph &, clang::ento::BugReporter &,
                        clang::ento::ExprEngine &engine) const;
};

// The listeners of this run, in the order in which the engine calls them.
std::vector<const Listener *> &listeners();

// One top-level function.
struct Session {
  const clang::Decl *function = nullptr;
  clang::ento::ProgramStateRef start; // where it began
  unsigned maxNodes = 0;              // 0: no budget
  size_t nodes = 0, foreign = 0;      // of the graph, when last seen; of muted paths among them
  bool isShort = false;               // the budget ran out for paths that were on to nothing
  bool cut = false;                   // it ran out for all
  uint64_t votes = 0;                 // listeners that called csa_skip_function
};
Session &session();

// True if no listener that follows paths is awake.
bool allAsleep();

// One callback's world and context. What the checker asked for is done when it goes.
class Event {
public:
  Event(const Listener &listener, clang::ento::CheckerContext &c, const clang::Stmt *stmt,
        clang::ento::ExplodedNode *from = nullptr);
  // Outside the graph: no transitions.
  Event(const Listener &listener, clang::ento::ExprEngine &engine,
        clang::ento::ProgramStateRef state);
  ~Event() { finish(); }
  void finish();
  csa_context cx;

private:
  Scope scope;
  bool finished = false;
};

// history.cpp
// Forgets which functions were too long to follow.
void forgetLengths(clang::ento::ExprEngine &engine);
// The callee, if it can only return a verdict, is followed whatever earlier paths through it met.
void forgetVerdict(clang::ento::ExprEngine &engine, const clang::ento::CallEvent &call);
// Called wherever a path is seen: what muted paths learn about lengths is not known to the others.
void separateLengths(clang::ento::ExprEngine &engine, bool muted);
// Notes which functions were followed: at the start, and when Tinct falls asleep and the paths go on.
void rememberFollowed(clang::ento::ExprEngine &engine);
// At the end of the analysis: if Tinct's part was cut, back to what was noted, so that the functions
// followed since then are analysed on their own.
void restoreFollowed(clang::ento::ExprEngine &engine, bool cut);

// state.cpp
// Keys of maps and stable numbers begin anew.
void forgetKeys();
// The state without map entries of dead symbols and regions; the symbols go to `dead`.
clang::ento::ProgramStateRef dropDead(clang::ento::ProgramStateRef state,
                                      clang::ento::SymbolReaper &reaper,
                                      llvm::SmallVectorImpl<clang::ento::SymbolRef> &dead);
// The state without any map of Tinct's.
clang::ento::ProgramStateRef dropAll(clang::ento::ProgramStateRef state);
// The state of a path that goes on without Tinct, for other checkers; and whether it is one. It
// stays one to its end.
clang::ento::ProgramStateRef mute(clang::ento::ProgramStateRef state);
bool isMuted(const clang::ento::ProgramStateRef &state);
// Keeps what is known of the whole alive as long as its part lives.
void keepWhole(clang::ento::SVal part, clang::ento::SymbolManager &symbols);

// report.cpp
// The tag that makes a transition carry its note.
const clang::ProgramPointTag *noteTag(csa_context &cx, const csa_note *note);
// Forgets reports that were started and not handed in.
void dropReports();
// The checker broke a promise of csa.h that nothing can be made of: stops the analysis.
[[noreturn]] void broken(const char *function, const char *what);

} // namespace tinct

#endif
