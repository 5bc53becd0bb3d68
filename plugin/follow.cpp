//===- follow.cpp - Bodies that the analyzer does not follow by itself ------===//
//
// The analyzer never follows a function with variable arguments, nor a callback that the library
// calls. From within `eval_call` a checker may: the path goes on at the entry of the body, in a frame
// whose call site is the call, as the engine does it, and comes back behind it. What the engine
// keeps private for that is opened as in history.cpp.
//
//===----------------------------------------------------------------------===//

#include "answers.h"
#include "session.h"
#include "clang/Analysis/Analyses/LiveVariables.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CoreEngine.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

namespace {

unsigned indexInBlock(ExprEngine &engine);
CoreEngine &engineCore(ExprEngine &engine);

template <unsigned ExprEngine::*Index, CoreEngine ExprEngine::*Core> struct Opener {
  friend unsigned indexInBlock(ExprEngine &engine) { return engine.*Index; }
  friend CoreEngine &engineCore(ExprEngine &engine) { return engine.*Core; }
};
template struct Opener<&ExprEngine::currStmtIdx, &ExprEngine::Engine>;

} // namespace

// As the analyzer has it for functions that are not small.
static const unsigned maxDepth = 6, maxBlocks = 100;

static bool canEnter(const LocationContext *from, const Decl *function) {
  unsigned depth = 0;
  for (const LocationContext *frame = from; frame; frame = frame->getParent()) {
    if (frame->getDecl()->getCanonicalDecl() == function->getCanonicalDecl())
      return false;
    if (++depth > maxDepth)
      return false;
  }
  return true;
}

static AnalysisDeclContext *bodyOf(csa_context *cx, const FunctionDecl *function) {
  AnalysisDeclContext *body = cx->cx->getAnalysisManager().getAnalysisDeclContext(function);
  if (!body || !body->getBody() || !body->getCFG() || !body->getAnalysis<RelaxedLiveVariables>())
    return nullptr;
  return body->getCFG()->getNumBlockIDs() <= maxBlocks ? body : nullptr;
}

bool csa_call_follow(csa_context *cx, const csa_state *st, const csa_call *call,
                     const csa_decl *function, const csa_val *arguments, unsigned count) {
  const auto *named = dyn_cast_or_null<FunctionDecl>(unwrap(function));
  const auto *callee = named ? named->getDefinition() : nullptr;
  const Expr *site = call ? unwrap(call)->getOriginExpr() : nullptr;
  if (!cx || !cx->cx || !st || !site || !callee || !frame(cx))
    return false;
  const LocationContext *caller = frame(cx);
  AnalysisDeclContext *body = canEnter(caller, callee) ? bodyOf(cx, callee) : nullptr;
  if (!body)
    return false;
  ExprEngine &engine = cx->cx->getStateManager().getOwningEngine();
  const NodeBuilderContext &at = engine.getBuilderContext();
  const StackFrameContext *inside =
      body->getStackFrame(caller, site, at.getBlock(), at.blockCount(), indexInBlock(engine));
  MemRegionManager &regions = cx->cx->getSValBuilder().getRegionManager();
  ProgramStateRef state = unwrap(st);
  for (unsigned i = 0; i < count && i < callee->getNumParams(); i++)
    if (!unwrap(arguments[i]).isUnknown())
      state = state->bindLoc(loc::MemRegionVal(regions.getParamVarRegion(site, i, inside)),
                             unwrap(arguments[i]), inside, /*notifyChanges=*/false);
  CallEnter entry(site, inside, caller);
  bool isNew;
  ExplodedNode *node = engine.getGraph().getNode(entry, state, /*IsSink=*/false, &isNew);
  node->addPredecessor(cx->from, engine.getGraph());
  if (isNew)
    engineCore(engine).getWorkList()->enqueue(node);
  return true;
}

// The call that led into the current frame, if that frame's function is the one it names.
static const CallExpr *callOf(csa_context *cx) {
  const LocationContext *here = frame(cx);
  const StackFrameContext *stack = here ? here->getStackFrame() : nullptr;
  const auto *call = stack ? dyn_cast_or_null<CallExpr>(stack->getCallSite()) : nullptr;
  const FunctionDecl *named = call ? call->getDirectCallee() : nullptr;
  if (named && named->getCanonicalDecl() != stack->getDecl()->getCanonicalDecl())
    return nullptr;
  return call;
}

unsigned csa_caller_arg_count(csa_context *cx) {
  const CallExpr *call = callOf(cx);
  return call ? call->getNumArgs() : 0;
}

const csa_expr *csa_caller_arg(csa_context *cx, unsigned i) {
  const CallExpr *call = callOf(cx);
  return call && i < call->getNumArgs() ? wrap(static_cast<const Stmt *>(call->getArg(i)))
                                        : nullptr;
}

csa_val csa_caller_arg_value(csa_context *cx, const csa_state *st, unsigned i) {
  const CallExpr *call = callOf(cx);
  if (!call || !st || i >= call->getNumArgs())
    return csa_val_unknown();
  return wrap(unwrap(st)->getSVal(call->getArg(i), frame(cx)->getStackFrame()->getParent()));
}
