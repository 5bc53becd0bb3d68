//===- history.cpp - Functions must not learn from paths Tinct slept through ===//
//
// The analyzer remembers from one top-level function to the next which callees turned out too long
// to follow, and follows them nowhere again: a helper with a loop would be seen through in the first
// of its callers only. So each function that Tinct looks at starts without that memory. Within one
// function the memory bounds what long helpers cost; but functions that do no more than return a
// verdict on what they are handed are followed each time, since the verdict decides.
//
// It also remembers which callees it has followed: those are not analysed again on their own. Where
// only Tinct runs, a path ends as soon as Tinct sleeps; elsewhere it goes on and adds to that memory,
// and Tinct's findings in later functions would depend on the way it is run. So what is learned while
// Tinct sleeps is forgotten; and what a function followed that the budget cut, since nobody knows how
// far the path came in it.
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

void forgetCallee(FunctionSummariesTy &summaries, const clang::Decl *callee);

template <auto Map> struct MapOpener {
  friend void forgetCallee(FunctionSummariesTy &summaries, const clang::Decl *callee) {
    (summaries.*Map).erase(callee);
  }
};
template struct MapOpener<&FunctionSummariesTy::Map>;

std::optional<SetOfConstDecls> followed;
std::optional<FunctionSummariesTy> ours; // while a muted path goes on: what was known before

// It returns a number and writes through none of its parameters.
bool isVerdict(const clang::FunctionDecl &function) {
  if (!function.getReturnType()->isIntegralOrEnumerationType() || function.isVariadic())
    return false;
  for (const clang::ParmVarDecl *parameter : function.parameters()) {
    clang::QualType pointee = parameter->getType()->getPointeeType();
    if (!pointee.isNull() && !pointee.isConstQualified())
      return false;
  }
  return true;
}

} // namespace

namespace tinct {

void forgetLengths(ExprEngine &engine) {
  *functionSummaries(coreOf(engine)) = FunctionSummariesTy();
  ours.reset();
}

void separateLengths(ExprEngine &engine, bool muted) {
  if (muted == ours.has_value())
    return;
  FunctionSummariesTy &current = *functionSummaries(coreOf(engine));
  if (muted) {
    ours = current;
  } else {
    current = std::move(*ours);
    ours.reset();
  }
}

void forgetVerdict(ExprEngine &engine, const CallEvent &call) {
  const auto *callee = llvm::dyn_cast_or_null<clang::FunctionDecl>(call.getDecl());
  if (!callee || !isVerdict(*callee))
    return;
  const clang::FunctionDecl *definition = nullptr;
  if (callee->hasBody(definition))
    forgetCallee(*functionSummaries(coreOf(engine)), definition->getCanonicalDecl()),
        forgetCallee(*functionSummaries(coreOf(engine)), definition);
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
