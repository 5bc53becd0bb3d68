//===- context.cpp - Where a callback stands, and how the path goes on ------===//

#include "session.h"
#include "clang/AST/ParentMap.h"
#include <cstdlib>
#include <set>

using namespace clang;
using namespace clang::ento;

namespace tinct {

World &world() {
  static World it;
  return it;
}

Scope::Scope(ASTContext &ast, ExprEngine *engine)
    : savedAst(world().ast), savedEngine(world().engine) {
  World &w = world();
  w.ast = &ast;
  w.engine = engine;
  ++w.depth;
}

Scope::~Scope() {
  World &w = world();
  w.ast = savedAst;
  w.engine = savedEngine;
  if (--w.depth)
    return;
  // clear() gives memory back, which every event would pay for.
  if (!w.states.empty())
    w.states.clear();
  if (!w.strings.empty())
    w.strings.clear();
}

const csa_state *keep(ProgramStateRef state) {
  if (!state)
    return nullptr;
  world().states.push_back(state);
  return reinterpret_cast<const csa_state *>(state.get());
}

const char *keep(std::string text) {
  world().strings.push_back(std::move(text));
  return world().strings.back().c_str();
}

const char *optionText(const AnalyzerOptions &options, llvm::StringRef checker,
                       llvm::StringRef key) {
  auto at = options.Config.find((checker + ":" + key).str());
  if (at == options.Config.end() || at->second.empty())
    return "";
  static std::set<std::string> pool;
  return pool.insert(at->second).first->c_str();
}

Event::Event(const Listener &listener, CheckerContext &c, const Stmt *stmt, ExplodedNode *from)
    : scope(c.getASTContext(), &c.getStateManager().getOwningEngine()) {
  cx.checker = listener.descriptor();
  cx.listener = &listener;
  cx.cx = &c;
  cx.from = from ? from : c.getPredecessor();
  cx.state = cx.from->getState();
  cx.stmt = stmt;
}

Event::Event(const Listener &listener, ExprEngine &engine, ProgramStateRef state)
    : scope(engine.getContext(), &engine) {
  cx.checker = listener.descriptor();
  cx.listener = &listener;
  cx.state = std::move(state);
}

void Event::finish() {
  if (finished)
    return;
  finished = true;
  if (cx.cx && cx.stays && cx.left)
    if (ExplodedNode *node = cx.cx->addTransition(cx.from->getState(), cx.from, cx.listener))
      cx.made.push_back(node);
  if (cx.reports)
    dropReports();
}

} // namespace tinct

using namespace tinct;

const csa_state *csa_current(csa_context *cx) {
  return cx ? reinterpret_cast<const csa_state *>(cx->state.get()) : nullptr;
}

const char *csa_self(const csa_context *cx) { return cx ? cx->checker->name : nullptr; }

void csa_transition(csa_context *cx, const csa_state *state, const csa_note *note) {
  if (!cx || !cx->cx || !state)
    return;
  ProgramStateRef next = unwrap(state);
  if (!note && next == cx->from->getState()) {
    // A node that says nothing new is only made where the path splits: see Event::finish.
    cx->stays = true;
    return;
  }
  const ProgramPointTag *tag = note ? noteTag(*cx, note) : cx->listener;
  cx->left = true;
  if (ExplodedNode *node = cx->cx->addTransition(next, cx->from, tag))
    cx->made.push_back(node);
}

void csa_end_path(csa_context *cx) {
  if (!cx || !cx->cx)
    return;
  cx->left = true;
  cx->cx->generateSink(cx->from->getState(), cx->from, cx->listener);
}

const csa_expr *csa_current_expr(csa_context *cx) {
  if (!cx || !cx->cx)
    return nullptr;
  return wrap(cx->stmt ? cx->stmt : cx->from->getStmtForDiagnostics());
}

const csa_decl *csa_current_function(csa_context *cx) {
  if (!cx)
    return nullptr;
  return wrap(cx->cx ? cx->from->getStackFrame()->getDecl() : session().function);
}

bool csa_in_top_function(csa_context *cx) { return cx && (!cx->cx || cx->cx->inTopFrame()); }

bool csa_branch_is_loop(csa_context *cx) {
  const CFGBlock *block = cx && cx->from ? cx->from->getCFGBlock() : nullptr;
  const Stmt *decides = block ? block->getTerminatorStmt() : nullptr;
  return decides && (isa<ForStmt>(decides) || isa<WhileStmt>(decides) || isa<DoStmt>(decides));
}

const csa_type *csa_expr_used_as(csa_context *cx, const csa_expr *expr) {
  const auto *value = llvm::dyn_cast_or_null<Expr>(unwrap(expr));
  if (!cx || !cx->cx || !value)
    return nullptr;
  const ParentMap &parents = cx->from->getLocationContext()->getParentMap();
  for (const Stmt *at = parents.getParent(value); llvm::isa_and_nonnull<ParenExpr, CastExpr>(at);
       at = parents.getParent(at))
    value = llvm::cast<Expr>(at);
  return wrap(value->getType());
}

const csa_expr *csa_expr_parent(csa_context *cx, const csa_expr *expr) {
  if (!cx || !cx->from || !expr)
    return nullptr;
  const ParentMap &parents = cx->from->getLocationContext()->getParentMap();
  const Stmt *parent = parents.getParent(unwrap(expr));
  while (parent && (isa<ParenExpr>(parent) || isa<CastExpr>(parent)))
    parent = parents.getParent(parent);
  return wrap(parent);
}

// The expression that `stmt` branches on, if it does.
static const Stmt *conditionOf(const Stmt *stmt) {
  if (const auto *decision = dyn_cast<IfStmt>(stmt))
    return decision->getCond();
  if (const auto *loop = dyn_cast<WhileStmt>(stmt))
    return loop->getCond();
  if (const auto *loop = dyn_cast<DoStmt>(stmt))
    return loop->getCond();
  if (const auto *loop = dyn_cast<ForStmt>(stmt))
    return loop->getCond();
  if (const auto *cases = dyn_cast<SwitchStmt>(stmt))
    return cases->getCond();
  const auto *choice = dyn_cast<ConditionalOperator>(stmt);
  return choice ? choice->getCond() : nullptr;
}

bool csa_expr_is_condition(csa_context *cx, const csa_expr *expr) {
  if (!cx || !cx->from || !expr)
    return false;
  const ParentMap &parents = cx->from->getLocationContext()->getParentMap();
  const Stmt *child = unwrap(expr), *parent = parents.getParent(child);
  for (; parent && (isa<ParenExpr>(parent) || isa<CastExpr>(parent));
       parent = parents.getParent(parent))
    child = parent;
  if (!parent)
    return false;
  const auto *binary = dyn_cast<BinaryOperator>(parent);
  const auto *unary = dyn_cast<UnaryOperator>(parent);
  return (binary && binary->isLogicalOp()) || (unary && unary->getOpcode() == UO_LNot) ||
         conditionOf(parent) == child;
}

unsigned csa_block_count(csa_context *cx) { return cx && cx->cx ? cx->cx->blockCount() : 0; }

const char *csa_option_string(csa_context *cx, const char *checker, const char *key) {
  if (!cx || !key || !world().engine)
    return "";
  return optionText(world().engine->getAnalysisManager().options,
                    checker ? checker : cx->checker->name, key);
}

long csa_option_number(csa_context *cx, const char *checker, const char *key) {
  return std::strtol(csa_option_string(cx, checker, key), nullptr, 0);
}

bool csa_option_flag(csa_context *cx, const char *checker, const char *key) {
  return llvm::StringRef(csa_option_string(cx, checker, key)) == "true";
}

void csa_skip_function(csa_context *cx) {
  if (cx)
    session().votes |= cx->listener->bit();
}

const char *csa_unit_option(csa_unit *unit, const char *checker, const char *key) {
  if (!unit || !key)
    return "";
  return optionText(*unit->options, checker ? checker : unit->checker->name, key);
}

void csa_unit_error(csa_unit *, const char *text) {
  if (text)
    addError(text);
}
