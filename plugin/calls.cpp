//===- calls.cpp - Calls ---------------------------------------------------===//

#include "answers.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

const char *csa_call_name(const csa_call *call) {
  if (!call)
    return nullptr;
  const auto *function = dyn_cast_or_null<FunctionDecl>(unwrap(call)->getDecl());
  const IdentifierInfo *name = function ? function->getIdentifier() : nullptr;
  return name ? name->getNameStart() : nullptr;
}

const csa_decl *csa_call_function(const csa_call *call) {
  if (!call)
    return nullptr;
  const auto *function = dyn_cast_or_null<FunctionDecl>(unwrap(call)->getDecl());
  if (!function)
    return nullptr;
  const FunctionDecl *definition = function->getDefinition();
  return wrap(static_cast<const Decl *>(definition ? definition : function));
}

const csa_expr *csa_call_expr(const csa_call *call) {
  return call ? wrap(static_cast<const Stmt *>(unwrap(call)->getOriginExpr())) : nullptr;
}

unsigned csa_call_arg_count(const csa_call *call) { return call ? unwrap(call)->getNumArgs() : 0; }

csa_val csa_call_arg(const csa_call *call, unsigned i) {
  if (!call || i >= unwrap(call)->getNumArgs())
    return csa_val_unknown();
  return wrap(unwrap(call)->getArgSVal(i));
}

const csa_expr *csa_call_arg_expr(const csa_call *call, unsigned i) {
  if (!call || i >= unwrap(call)->getNumArgs())
    return nullptr;
  return wrap(static_cast<const Stmt *>(unwrap(call)->getArgExpr(i)));
}

csa_val csa_call_result(const csa_call *call) {
  return call ? wrap(unwrap(call)->getReturnValue()) : csa_val_unknown();
}

bool csa_call_was_followed(csa_context *cx, const csa_call *) {
  return cx && cx->cx && cx->cx->wasInlined;
}

bool csa_call_has_body(const csa_call *call) {
  return call && unwrap(call)->getRuntimeDefinition().getDecl();
}

// True for the nodes that evaluating the call made: those of a body that was followed, entering
// and leaving it, and those after the expression itself.
static bool isEvaluation(const ExplodedNode *node, const Stmt *expr,
                         const LocationContext *caller) {
  if (node->getLocationContext() != caller)
    return caller->isParentOf(node->getLocationContext());
  ProgramPoint point = node->getLocation();
  if (auto enter = point.getAs<CallEnter>())
    return enter->getCallExpr() == expr;
  if (auto leave = point.getAs<CallExitEnd>())
    return leave->getCalleeContext()->getCallSite() == expr;
  auto after = point.getAs<PostStmt>();
  return after && after->getStmt() == expr;
}

const csa_state *csa_call_state_before(csa_context *cx, const csa_call *call) {
  if (!cx || !cx->cx || !call || !unwrap(call)->getOriginExpr())
    return nullptr;
  const Stmt *expr = unwrap(call)->getOriginExpr();
  const LocationContext *caller = unwrap(call)->getLocationContext();
  const ExplodedNode *node = cx->from;
  while (node && isEvaluation(node, expr, caller))
    node = node->getFirstPred();
  return node ? keep(node->getState()) : nullptr;
}

bool csa_call_in_system_header(const csa_call *call) {
  if (!call || !world().ast || !unwrap(call)->getOriginExpr())
    return false;
  return world().ast->getSourceManager().isInSystemHeader(
      unwrap(call)->getOriginExpr()->getBeginLoc());
}

const csa_state *csa_call_bind_result(csa_context *, const csa_state *state, const csa_call *call,
                                      csa_val val) {
  if (!state || !call || !unwrap(call)->getOriginExpr())
    return state;
  return keep(unwrap(state)->BindExpr(unwrap(call)->getOriginExpr(),
                                      unwrap(call)->getLocationContext(), unwrap(val)));
}

const csa_state *csa_call_havoc(csa_context *cx, const csa_state *state, const csa_call *call) {
  if (!state || !call || !cx || !cx->cx)
    return state;
  return keep(unwrap(call)->invalidateRegions(cx->cx->blockCount(), unwrap(state)));
}
