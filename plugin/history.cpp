//===- history.cpp - Functions must not learn from paths Tinct slept through ===//
//
// The analyzer remembers from one top-level function to the next which callees turned out too long
// to follow, and follows them nowhere again: a helper with a loop would be seen through in the first
// of its callers only. So each function that Tinct looks at starts without that memory.
//
// It also remembers which callees it has followed: those are not analysed again on their own. Where
// only Tinct runs, a path ends as soon as Tinct sleeps; elsewhere it goes on and adds to that memory,
// and Tinct's findings in later functions would depend on the way it is run. So what is learned while
// Tinct sleeps is forgotten.
//
// The memory is private to the engine. An explicit instantiation may name private members.
//
//===----------------------------------------------------------------------===//

#include "session.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/FunctionSummary.h"
#include <optional>

using namespace clang::ento;

namespace {

SetOfConstDecls *&followedCallees(ExprEngine &engine);
FunctionSummariesTy *&functionSummaries(CoreEngine &core);
CoreEngine &coreOf(ExprEngine &engine);

template <SetOfConstDecls *ExprEngine::*Followed, CoreEngine ExprEngine::*Core> struct Opener {
  friend SetOfConstDecls *&followedCallees(ExprEngine &engine) { return engine.*Followed; }
  friend CoreEngine &coreOf(ExprEngine &engine) { return engine.*Core; }
};
template struct Opener<&ExprEngine::VisitedCallees, &ExprEngine::Engine>;

template <FunctionSummariesTy *CoreEngine::*Summaries> struct CoreOpener {
  friend FunctionSummariesTy *&functionSummaries(CoreEngine &core) { return core.*Summaries; }
};
template struct CoreOpener<&CoreEngine::FunctionSummaries>;

std::optional<SetOfConstDecls> followed;

} // namespace

namespace tinct {

void forgetLengths(ExprEngine &engine) {
  *functionSummaries(coreOf(engine)) = FunctionSummariesTy();
}

void rememberFollowed(ExprEngine &engine) {
  SetOfConstDecls *callees = followedCallees(engine);
  if (callees && !followed)
    followed = *callees;
}

void restoreFollowed(ExprEngine &engine, bool cut) {
  if (cut && followed)
    *followedCallees(engine) = *followed;
  followed.reset();
}

} // namespace tinct
