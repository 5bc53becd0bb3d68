//===- checker.cpp - Passes the engine's events on to checkers in C ---------===//

#include "session.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <cstdlib>

using namespace clang;
using namespace clang::ento;

namespace tinct {

std::vector<const Listener *> &listeners() {
  static std::vector<const Listener *> it;
  return it;
}

Session &session() {
  static Session it;
  return it;
}

bool allAsleep() {
  return llvm::all_of(listeners(),
                      [](const Listener *l) { return !l->followsPaths() || l->asleep(); });
}

static std::string nameOf(const Decl *decl) {
  const auto *named = dyn_cast_or_null<NamedDecl>(decl);
  return named ? named->getNameAsString() : "";
}

//===----------------------------------------------------------------------===//
// Listener
//===----------------------------------------------------------------------===//

Listener::Listener(const csa_checker *descriptor, unsigned index, uint64_t sleepsWith)
    : of(descriptor), index(index), sleepsWith(sleepsWith) {
  listeners().push_back(this);
}

Listener::~Listener() {
  std::vector<const Listener *> &all = listeners();
  all.erase(std::remove(all.begin(), all.end(), this), all.end());
}

bool Listener::asleep() const { return session().cut || (session().votes & sleepsWith); }

bool Listener::asleepIn(const ProgramStateRef &state) const { return asleep() || isMuted(state); }

bool Listener::followsPaths() const {
  return of->begin_analysis || of->begin_function || of->end_function || of->pre_call ||
         of->post_call || of->eval_call || of->bind || of->load || of->cast || of->access ||
         of->operation || of->array || of->branch || of->assume || of->dead_symbol || of->escape ||
         of->end_analysis;
}

void Listener::_register(Listener *listener, CheckerManager &manager) {
  const csa_checker &of = *listener->of;
  if (of.unit)
    check::ASTDecl<TranslationUnitDecl>::_register(listener, manager);
  if (of.unit_end)
    check::EndOfTranslationUnit::_register(listener, manager);
  if (of.begin_function)
    check::BeginFunction::_register(listener, manager);
  if (of.pre_call)
    check::PreCall::_register(listener, manager);
  if (of.post_call)
    check::PostCall::_register(listener, manager);
  if (of.eval_call)
    eval::Call::_register(listener, manager);
  if (of.bind)
    check::Bind::_register(listener, manager);
  if (of.load) {
    check::PostStmt<ImplicitCastExpr>::_register(listener, manager);
    check::PostStmt<VAArgExpr>::_register(listener, manager);
  }
  if (of.access)
    check::Location::_register(listener, manager);
  if (of.operation) {
    check::PostStmt<BinaryOperator>::_register(listener, manager);
    check::PostStmt<UnaryOperator>::_register(listener, manager);
  }
  if (of.operation || of.cast)
    check::PostStmt<CastExpr>::_register(listener, manager);
  if (of.array)
    check::PreStmt<DeclStmt>::_register(listener, manager);
  if (of.branch)
    check::BranchCondition::_register(listener, manager);
  if (of.assume)
    eval::Assume::_register(listener, manager);
  if (of.escape)
    check::PointerEscape::_register(listener, manager);
}

void Listener::tellUnit(void (*callback)(csa_unit *), const TranslationUnitDecl *unit,
                        AnalysisManager &manager, BugReporter &reporter) const {
  Scope scope(unit->getASTContext(), nullptr);
  csa_unit handle;
  handle.listener = this;
  handle.checker = of;
  handle.ast = &unit->getASTContext();
  handle.options = &manager.options;
  handle.reporter = &reporter;
  callback(&handle);
}

void Listener::checkASTDecl(const TranslationUnitDecl *unit, AnalysisManager &manager,
                            BugReporter &reporter) const {
  tellUnit(of->unit, unit, manager, reporter);
}

void Listener::checkEndOfTranslationUnit(const TranslationUnitDecl *unit, AnalysisManager &manager,
                                         BugReporter &reporter) const {
  tellUnit(of->unit_end, unit, manager, reporter);
}

void Listener::checkBeginFunction(CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, nullptr);
  of->begin_function(&event.cx);
}

void Listener::checkPreCall(const CallEvent &call, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, call.getOriginExpr());
  of->pre_call(&event.cx, wrap(&call));
}

void Listener::checkPostCall(const CallEvent &call, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, call.getOriginExpr());
  of->post_call(&event.cx, wrap(&call));
}

bool Listener::evalCall(const CallEvent &call, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return false;
  Event event(*this, c, call.getOriginExpr());
  if (!of->eval_call(&event.cx, wrap(&call)))
    return false;
  // The engine takes a silent evaluation for one that changes nothing; ours has no outcome then.
  csa_context &cx = event.cx;
  if (!cx.left && !cx.stays && !cx.reports)
    csa_end_path(&cx);
  cx.left = cx.left || cx.stays;
  return true;
}

void Listener::checkBind(SVal location, SVal value, const Stmt *stmt, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, stmt);
  of->bind(&event.cx, wrap(location), wrap(value));
}

void Listener::checkPostStmt(const ImplicitCastExpr *cast, CheckerContext &c) const {
  if (cast->getCastKind() != CK_LValueToRValue || asleepIn(c.getState()))
    return;
  SVal location = c.getSVal(cast->getSubExpr());
  SVal value = c.getSVal(cast);
  keepWhole(value, c.getSymbolManager());
  Event event(*this, c, cast);
  of->load(&event.cx, wrap(cast), wrap(location), wrap(value));
}

// The state in which the operands were evaluated: before anything that happened at the expression.
static ProgramStateRef stateBefore(const Stmt *stmt, CheckerContext &c) {
  const ExplodedNode *node = c.getPredecessor();
  for (; const ExplodedNode *earlier = node->getFirstPred(); node = earlier) {
    auto point = node->getLocation().getAs<StmtPoint>();
    if (!point || point->getStmt() != stmt)
      break;
  }
  return node->getState();
}

void Listener::tellOperation(const Expr *expr, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, expr);
  of->operation(&event.cx, wrap(static_cast<const Stmt *>(expr)), keep(stateBefore(expr, c)),
                wrap(c.getSVal(expr)));
}

void Listener::checkPostStmt(const BinaryOperator *expr, CheckerContext &c) const {
  if (expr->isLogicalOp() || expr->isCommaOp() || expr->getOpcode() == BO_Assign)
    return;
  tellOperation(expr, c);
}

void Listener::checkPostStmt(const UnaryOperator *expr, CheckerContext &c) const {
  if (expr->isIncrementDecrementOp() || expr->isArithmeticOp())
    tellOperation(expr, c);
}

void Listener::tellCast(const CastExpr *cast, CheckerContext &c) const {
  SVal from = c.getSVal(cast->getSubExpr());
  if (!of->cast || asleepIn(c.getState()) || !c.getSVal(cast).isUnknown() || !from.getAsRegion())
    return;
  Event event(*this, c, cast);
  of->cast(&event.cx, wrap(cast), wrap(from));
}

void Listener::checkPostStmt(const CastExpr *expr, CheckerContext &c) const {
  switch (expr->getCastKind()) {
  case CK_IntegralCast:
  case CK_IntegralToPointer:
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
    if (of->operation)
      tellOperation(expr, c);
    break;
  case CK_BitCast:
    tellCast(expr, c);
    break;
  default:
    break;
  }
}

void Listener::checkPreStmt(const DeclStmt *stmt, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  for (const Decl *decl : stmt->decls()) {
    const auto *variable = dyn_cast<VarDecl>(decl);
    if (!variable)
      continue;
    ASTContext &ast = c.getASTContext();
    const VariableArrayType *type = ast.getAsVariableArrayType(variable->getType());
    for (; type; type = ast.getAsVariableArrayType(type->getElementType())) {
      const Expr *length = type->getSizeExpr();
      Event event(*this, c, stmt);
      of->array(&event.cx, wrap(static_cast<const Decl *>(variable)),
                wrap(static_cast<const Stmt *>(length)), wrap(c.getSVal(length)));
    }
  }
}

void Listener::checkPostStmt(const VAArgExpr *taken, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  SVal list = c.getSVal(taken->getSubExpr());
  Event event(*this, c, taken);
  of->load(&event.cx, wrap(taken), wrap(list), wrap(c.getSVal(taken)));
}

void Listener::checkLocation(SVal location, bool isLoad, const Stmt *stmt,
                             CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, stmt);
  of->access(&event.cx, wrap(location), isLoad);
}

void Listener::checkBranchCondition(const Stmt *condition, CheckerContext &c) const {
  if (asleepIn(c.getState()))
    return;
  Event event(*this, c, condition);
  of->branch(&event.cx, wrap(condition));
}

// The engine keeps them by address; what it shows of them is the same from run to run.
static std::vector<SymbolRef> sorted(const InvalidatedSymbols &symbols) {
  std::vector<std::pair<std::string, SymbolRef>> named;
  for (SymbolRef symbol : symbols) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    symbol->dumpToStream(stream);
    named.emplace_back(stream.str(), symbol);
  }
  std::sort(named.begin(), named.end());
  std::vector<SymbolRef> result;
  for (const auto &entry : named)
    result.push_back(entry.second);
  return result;
}

ProgramStateRef Listener::checkPointerEscape(ProgramStateRef state,
                                             const InvalidatedSymbols &escaped,
                                             const CallEvent *call, PointerEscapeKind) const {
  if (asleepIn(state))
    return state;
  ExprEngine &engine = state->getStateManager().getOwningEngine();
  for (SymbolRef symbol : sorted(escaped)) {
    Event event(*this, engine, state);
    const csa_state *next = of->escape(&event.cx, csa_current(&event.cx), wrap(symbol), wrap(call));
    if (next)
      state = unwrap(next);
  }
  return state;
}

ProgramStateRef Listener::evalAssume(ProgramStateRef state, SVal condition, bool truth) const {
  if (Question::open || asleepIn(state))
    return state;
  Question question; // what a checker asks in the callback is none of the path's steps
  Event event(*this, state->getStateManager().getOwningEngine(), state);
  return unwrap(of->assume(&event.cx, csa_current(&event.cx), wrap(condition), truth));
}

//===----------------------------------------------------------------------===//
// Conductor
//===----------------------------------------------------------------------===//

void Conductor::_register(Conductor *conductor, CheckerManager &manager) {
  check::BeginFunction::_register(conductor, manager);
  check::EndFunction::_register(conductor, manager);
  check::PreCall::_register(conductor, manager);
  check::BranchCondition::_register(conductor, manager);
  check::DeadSymbols::_register(conductor, manager);
  check::EndAnalysis::_register(conductor, manager);
}

static void begin(CheckerContext &c) {
  Session &s = session();
  s = Session();
  s.function = c.getStackFrame()->getDecl();
  s.start = c.getState();
  s.maxNodes =
      std::strtoul(optionText(c.getAnalysisManager().options, "tinct", "MaxNodes"), nullptr, 10);
  forgetKeys();
  forgetHeap();
}

using Nodes = llvm::SmallVector<ExplodedNode *, 4>;

// Calls checkers one after the other at one point: each goes on from where the ones before it led.
template <typename... Parameters, typename... Arguments>
static Nodes chain(CheckerContext &c, Nodes ends, const Stmt *stmt,
                   void (*csa_checker::*callback)(csa_context *, Parameters...),
                   Arguments... arguments) {
  for (const Listener *listener : listeners()) {
    auto call = listener->descriptor()->*callback;
    if (!call || listener->asleep())
      continue;
    Nodes next;
    for (ExplodedNode *node : ends) {
      Event event(*listener, c, stmt, node);
      call(&event.cx, arguments...);
      event.finish();
      if (!event.cx.left)
        next.push_back(event.cx.from);
      next.append(event.cx.made.begin(), event.cx.made.end());
    }
    ends = std::move(next);
  }
  return ends;
}

// Nobody is left who wants the path.
static bool isOver(const ProgramStateRef &state) { return allAsleep() || isMuted(state); }

// Where nobody is left who wants the path: ends it, or sees to it that it leaves no traces.
static void prune(CheckerContext &c, ExplodedNode *node, const ProgramPointTag *tag) {
  if (!allAsleep())
    return;
  if (mode().prune)
    c.generateSink(node->getState(), node, tag);
  else
    rememberFollowed(c.getStateManager().getOwningEngine());
}

// The path is none of Tinct's any more: ends it, or lets it go on without Tinct.
static void giveUp(CheckerContext &c, const ProgramPointTag *tag) {
  session().isShort = true;
  if (mode().prune)
    c.generateSink(c.getState(), c.getPredecessor(), tag);
  else
    c.addTransition(mute(c.getState()), tag);
}

// The graph's size without what paths added that went on without Tinct, so that the budget lasts as
// long as where such paths end.
static size_t countNodes(CheckerContext &c) {
  Session &s = session();
  ExprEngine &engine = c.getStateManager().getOwningEngine();
  size_t all = engine.getGraph().size();
  bool muted = isMuted(c.getState());
  if (muted && all > s.nodes)
    s.foreign += all - s.nodes;
  s.nodes = all;
  separateLengths(engine, muted);
  return all > s.foreign ? all - s.foreign : 0;
}

void Conductor::checkBeginFunction(CheckerContext &c) const {
  if (!c.inTopFrame()) {
    checkBudget(c);
    return;
  }
  begin(c);
  // Before anything is followed; if Tinct turns out to sleep, the next function starts anew as well.
  forgetLengths(c.getStateManager().getOwningEngine());
  rememberFollowed(c.getStateManager().getOwningEngine());
  for (ExplodedNode *node : chain(c, {c.getPredecessor()}, nullptr, &csa_checker::begin_analysis))
    prune(c, node, this);
}

static bool isWorthMore(CheckerContext &c) {
  return llvm::any_of(listeners(), [&](const Listener *listener) {
    if (listener->asleep() || !listener->descriptor()->worth)
      return false;
    Event event(*listener, c, nullptr);
    return listener->descriptor()->worth(csa_current(&event.cx));
  });
}

// Paths that are on to something may take three times the budget.
void Conductor::checkBudget(CheckerContext &c) const {
  constexpr unsigned extended = 3;
  Session &s = session();
  size_t nodes = countNodes(c);
  if (s.maxNodes && nodes > s.maxNodes && !isOver(c.getState())) {
    if (nodes > size_t(s.maxNodes) * extended)
      s.isShort = s.cut = true;
    else if (!isWorthMore(c))
      giveUp(c, this);
  }
  prune(c, c.getPredecessor(), this);
}

// The engine would let each checker go on from the same node here: a path for each of them.
void Conductor::checkEndFunction(const ReturnStmt *ret, CheckerContext &c) const {
  if (isOver(c.getState()))
    return;
  const Expr *value = ret ? ret->getRetValue() : nullptr;
  chain(c, {c.getPredecessor()}, ret, &csa_checker::end_function,
        wrap(value ? c.getSVal(value) : SVal(UnknownVal())));
}

void Conductor::checkPreCall(const CallEvent &call, CheckerContext &c) const {
  checkBudget(c);
  if (!isOver(c.getState()))
    forgetVerdict(c.getStateManager().getOwningEngine(), call);
}

void Conductor::checkBranchCondition(const Stmt *, CheckerContext &c) const { checkBudget(c); }

static bool tellsDeadSymbols() {
  return llvm::any_of(listeners(),
                      [](const Listener *l) { return l->descriptor()->dead_symbol != nullptr; });
}

void Conductor::checkDeadSymbols(SymbolReaper &reaper, CheckerContext &c) const {
  ProgramStateRef state = c.getState();
  // Nobody will read them: without them other checkers' paths meet again.
  if (isOver(state)) {
    c.addTransition(dropAll(state));
    return;
  }
  llvm::SmallVector<SymbolRef, 8> dead;
  ExplodedNode *node = c.addTransition(dropDead(state, reaper, dead));
  if (!node || !tellsDeadSymbols())
    return;
  Nodes ends{node};
  for (SymbolRef symbol : dead)
    ends = chain(c, std::move(ends), nullptr, &csa_checker::dead_symbol, wrap(symbol));
}

static void recordCut(ExprEngine &engine, const char *reason) {
  const SourceManager &sm = engine.getContext().getSourceManager();
  const Decl *function = session().function;
  PresumedLoc place = sm.getPresumedLoc(sm.getExpansionLoc(function->getLocation()));
  coverage().cut.push_back({nameOf(function), place.isValid() ? place.getFilename() : "",
                            place.isValid() ? place.getLine() : 0, reason});
}

void Conductor::checkEndAnalysis(ExplodedGraph &, BugReporter &, ExprEngine &engine) const {
  Session &s = session();
  if (!s.function)
    return;
  for (const Listener *listener : listeners()) {
    if (!listener->descriptor()->end_analysis || listener->asleep())
      continue;
    Event event(*listener, engine, s.start);
    listener->descriptor()->end_analysis(&event.cx);
  }
  if (s.isShort)
    recordCut(engine, "budget");
  else if (allAsleep())
    ++coverage().skipped;
  else if (!engine.hasEmptyWorkList()) // the analyzer's own limit
    recordCut(engine, "budget");
  else
    ++coverage().analysed;
  restoreFollowed(engine, s.cut || s.isShort);
  s.start = nullptr; // it must not outlive its engine
}

} // namespace tinct
