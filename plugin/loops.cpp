//===- loops.cpp - What the engine says of loops ------------------------------===//
//
// The engine gives a path up that has gone through a loop four times. These are the questions by
// which a checker may lead it out of the loop instead.
//
//===----------------------------------------------------------------------===//

#include "answers.h"
#include "clang/AST/ParentMap.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

// The loop whose condition this point is about to judge.
static const Stmt *loopAt(csa_context *cx) {
  const CFGBlock *block =
      cx->cx->getStateManager().getOwningEngine().getBuilderContext().getBlock();
  const Stmt *terminator = block ? block->getTerminatorStmt() : nullptr;
  return isa_and_nonnull<ForStmt, WhileStmt, DoStmt>(terminator) ? terminator : nullptr;
}

static bool isLoop(const Stmt *stmt) { return isa<ForStmt, WhileStmt, DoStmt>(stmt); }

// Does the test hold for any part of the statement, itself included?
static bool anyPart(const Stmt *stmt, llvm::function_ref<bool(const Stmt *)> test) {
  return test(stmt) || llvm::any_of(stmt->children(), [&](const Stmt *child) {
           return child && anyPart(child, test);
         });
}

static bool hasLoop(const Stmt *loop) {
  return anyPart(loop, [&](const Stmt *part) { return part != loop && isLoop(part); });
}

static const VarDecl *variableAt(const Stmt *stmt) {
  const auto *name = dyn_cast<DeclRefExpr>(stmt);
  return name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
}

static bool isInLoop(const Stmt *loop, csa_context *cx) {
  const ParentMap &parents = frame(cx)->getParentMap();
  for (const Stmt *around = parents.getParent(loop); around; around = parents.getParent(around))
    if (isLoop(around))
      return true;
  return false;
}

static const Expr *conditionAt(csa_context *cx) { return dyn_cast_or_null<Expr>(cx->stmt); }

namespace {

// The condition's operands in a state.
struct Operands {
  ProgramStateRef state;
  const LocationContext *frame;

  SVal value(const Expr *e) const {
    SValBuilder &svb = state->getStateManager().getSValBuilder();
    if (auto number = svb.getConstantVal(e))
      return *number;
    if (const auto *cast = dyn_cast<ImplicitCastExpr>(e)) {
      const Expr *inner = cast->getSubExpr();
      if (cast->getCastKind() == CK_LValueToRValue) {
        auto at = place(inner).getAs<Loc>();
        return at ? state->getSVal(*at, inner->getType()) : UnknownVal();
      }
      if (cast->getCastKind() == CK_ArrayToPointerDecay)
        return state->getStateManager().ArrayToPointer(place(inner).castAs<Loc>(),
                                                       inner->getType());
      SVal v = value(inner);
      return v.isUnknownOrUndef() ? v : svb.evalCast(v, cast->getType(), inner->getType());
    }
    if (const auto *parens = dyn_cast<ParenExpr>(e))
      return value(parens->getSubExpr());
    return UnknownVal();
  }

  // Where an lvalue is.
  SVal place(const Expr *e) const {
    e = e->IgnoreParens();
    if (const auto *name = dyn_cast<DeclRefExpr>(e)) {
      if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()))
        return state->getLValue(variable, frame);
    } else if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(e)) {
      auto index = value(subscript->getIdx()).getAs<NonLoc>();
      SVal base = value(subscript->getBase());
      if (index && base.getAs<Loc>())
        return state->getLValue(subscript->getType(), *index, base);
    } else if (const auto *member = dyn_cast<MemberExpr>(e)) {
      SVal base = member->isArrow() ? value(member->getBase()) : place(member->getBase());
      const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
      if (field && base.getAs<Loc>())
        return state->getLValue(field, base);
    } else if (const auto *unary = dyn_cast<UnaryOperator>(e)) {
      if (unary->getOpcode() == UO_Deref)
        return value(unary->getSubExpr());
    }
    return UnknownVal();
  }
};

} // namespace

// Is the condition known only because the path has assumed it? That holds as long as nothing is
// written, and other paths end such a loop.
static bool isAssumed(const Expr *condition, ProgramStateRef state, const LocationContext *frame) {
  condition = condition->IgnoreParenImpCasts();
  if (const auto *compare = dyn_cast<BinaryOperator>(condition))
    if (compare->isComparisonOp())
      return isAssumed(compare->getLHS(), state, frame) ||
             isAssumed(compare->getRHS(), state, frame);
  if (const auto *unary = dyn_cast<UnaryOperator>(condition))
    if (unary->getOpcode() == UO_LNot)
      return isAssumed(unary->getSubExpr(), state, frame);
  Operands operands{state, frame};
  SVal value = operands.value(condition);
  if (condition->isGLValue()) {
    auto place = operands.place(condition).getAs<Loc>();
    value = place ? state->getSVal(*place, condition->getType()) : UnknownVal();
  }
  return value.isUnknownOrUndef() || value.getAsSymbol();
}

// Does the loop write to the variable what it does not know beforehand? `length += read(...)`
static bool isFed(const VarDecl *variable, const Stmt *loop, const ASTContext &ast) {
  return anyPart(loop, [&](const Stmt *part) {
    const auto *assign = dyn_cast<BinaryOperator>(part);
    return assign && assign->isAssignmentOp() &&
           variableAt(assign->getLHS()->IgnoreParens()) == variable &&
           !assign->getRHS()->isEvaluatable(ast);
  });
}

// Such a loop ends when its data says so, and counts nothing.
static bool endsByData(const Stmt *loop, const Stmt *condition, const ASTContext &ast) {
  return anyPart(condition, [&](const Stmt *part) {
    const VarDecl *variable = variableAt(part);
    return variable && variable->getType()->isIntegerType() && isFed(variable, loop, ast);
  });
}

unsigned csa_loop_rounds(csa_context *cx, const csa_state *st) {
  if (!cx || !cx->cx || !st || !frame(cx) || !loopAt(cx) || !conditionAt(cx))
    return 0;
  const Expr *condition = conditionAt(cx);
  bool always;
  if (condition->EvaluateAsBooleanCondition(always, cx->cx->getASTContext()))
    return 0; // while (1)
  auto value = unwrap(st)->getSVal(condition, frame(cx)).getAs<DefinedSVal>();
  if (!value)
    return 0;
  auto [holds, fails] = unwrap(st)->assume(*value);
  if (!holds || fails || endsByData(loopAt(cx), condition, cx->cx->getASTContext()))
    return 0;
  unsigned visits = cx->cx->blockCount();
  // Of four visits in all, an inner loop may take two in the first round of the outer one. In the
  // second it must be left: some versions of the engine allow no third round of a loop once the same
  // condition was in doubt.
  const Stmt *loop = loopAt(cx);
  int64_t distance = csa_loop_distance(cx, st);
  if (distance == INT64_MAX && isAssumed(condition, unwrap(st), frame(cx)))
    return 0;
  if (isInLoop(loop, cx) && distance == INT64_MAX)
    return visits < 3 ? visits : 4;
  if (isInLoop(loop, cx) && distance > 3)
    return visits == 1 ? 3 : 4;
  return hasLoop(loop) ? visits + 1 : visits;
}

int64_t csa_loop_distance(csa_context *cx, const csa_state *st) {
  if (!cx || !cx->cx || !st || !conditionAt(cx))
    return INT64_MAX;
  const auto *compare = dyn_cast<BinaryOperator>(conditionAt(cx)->IgnoreParenImpCasts());
  if (!compare || !compare->isComparisonOp())
    return INT64_MAX;
  int64_t left, right;
  SVal values[] = {unwrap(st)->getSVal(compare->getLHS(), frame(cx)),
                   unwrap(st)->getSVal(compare->getRHS(), frame(cx))};
  const llvm::APSInt *numbers[] = {constant(values[0]), constant(values[1])};
  if (!numbers[0] || !numbers[1] || !fits(*numbers[0], &left) || !fits(*numbers[1], &right))
    return INT64_MAX;
  bool orEqual = compare->getOpcode() == BO_LE || compare->getOpcode() == BO_GE;
  // Both fit in 64 bits; their distance may not.
  int64_t distance;
  if (__builtin_sub_overflow(right, left, &distance) || distance == INT64_MIN)
    return INT64_MAX;
  return (distance < 0 ? -distance : distance) + orEqual;
}

// ---- What a loop writes ----

namespace {

class Writes {
public:
  Writes(ProgramStateRef state, const LocationContext *frame) : state(state), frame(frame) {}

  void collect(const Stmt *loop) {
    this->loop = loop;
    const auto *counting = dyn_cast<ForStmt>(loop);
    const Stmt *before = counting ? counting->getInit() : nullptr;
    for (const Stmt *child : loop->children())
      if (child && child != before)
        walk(child, true);
  }
  llvm::SmallSetVector<const MemRegion *, 8> regions;

private:
  // `breaks`: a break leaves the loop that is looked at.
  void walk(const Stmt *stmt, bool breaks) {
    if (const auto *block = dyn_cast<CompoundStmt>(stmt))
      if (!block->body_empty() && leaves(block->body_back(), breaks))
        return; // what is written in the last round does not come back to the condition
    look(stmt);
    breaks = breaks && !isLoop(stmt) && !isa<SwitchStmt>(stmt);
    for (const Stmt *child : stmt->children())
      if (child)
        walk(child, breaks);
  }

  bool leaves(const Stmt *last, bool breaks) const {
    if (const auto *jump = dyn_cast<GotoStmt>(last)) {
      const LabelStmt *label = jump->getLabel()->getStmt();
      return label && (label->getBeginLoc() < loop->getBeginLoc() ||
                       loop->getEndLoc() < label->getBeginLoc());
    }
    return isa<ReturnStmt>(last) || (isa<BreakStmt>(last) && breaks);
  }

  void look(const Stmt *stmt) {
    if (const auto *binary = dyn_cast<BinaryOperator>(stmt)) {
      // `found = 1`: where no round has come by, the rounds that are left out do not either.
      if (binary->isAssignmentOp() && !setsConstant(binary))
        add(lvalue(binary->getLHS()));
    } else if (const auto *unary = dyn_cast<UnaryOperator>(stmt)) {
      if (unary->isIncrementDecrementOp())
        add(lvalue(unary->getSubExpr()));
    } else if (const auto *call = dyn_cast<CallExpr>(stmt)) {
      for (const Expr *argument : call->arguments())
        hand(argument->IgnoreParenCasts());
    } else if (const auto *declared = dyn_cast<DeclStmt>(stmt)) {
      for (const Decl *decl : declared->decls())
        local.insert(decl);
    }
  }

  bool setsConstant(const BinaryOperator *assign) const {
    const Expr *value = assign->getRHS();
    return assign->getOpcode() == BO_Assign && isa<DeclRefExpr>(assign->getLHS()->IgnoreParens()) &&
           !value->isValueDependent() &&
           value->isEvaluatable(state->getStateManager().getContext());
  }

  // A call in each round writes to another element; what it writes elsewhere, the last round has.
  void hand(const Expr *argument) {
    const auto *address = dyn_cast<UnaryOperator>(argument);
    if (address && address->getOpcode() == UO_AddrOf)
      argument = address->getSubExpr()->IgnoreParenCasts();
    moves = false;
    const MemRegion *region = nullptr;
    const auto *sum = dyn_cast<BinaryOperator>(argument);
    if (sum && sum->isAdditiveOp() && sum->getType()->isPointerType()) {
      region = pointee(sum);
      moves = true;
    } else if (address || argument->getType()->isArrayType()) {
      region = lvalue(argument);
    }
    if (moves)
      add(region);
  }

  void add(const MemRegion *region) {
    const auto *variable = region ? dyn_cast<VarRegion>(region->getBaseRegion()) : nullptr;
    if (!region || (variable && local.count(variable->getDecl())))
      return;
    if (isa<TypedValueRegion, SymbolicRegion>(region) && !isa<CodeTextRegion, StringRegion>(region))
      regions.insert(region);
  }

  // The memory that an lvalue may be in any of the rounds.
  const MemRegion *lvalue(const Expr *e) {
    e = e->IgnoreParenCasts();
    if (const auto *name = dyn_cast<DeclRefExpr>(e)) {
      const auto *variable = dyn_cast<VarDecl>(name->getDecl());
      return variable ? state->getLValue(variable, frame).getAsRegion() : nullptr;
    }
    if (const auto *member = dyn_cast<MemberExpr>(e)) {
      bool before = moves;
      moves = false;
      const MemRegion *base =
          member->isArrow() ? pointee(member->getBase()) : lvalue(member->getBase());
      const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
      bool whole = moves; // of a struct that is another one each round
      moves = moves || before;
      if (!base || !field || whole)
        return base;
      return state->getLValue(field, loc::MemRegionVal(base)).getAsRegion();
    }
    if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(e)) {
      const Expr *base = subscript->getBase()->IgnoreParenImpCasts();
      const MemRegion *region = base->getType()->isArrayType() ? lvalue(base) : pointee(base);
      moves = true;
      return region;
    }
    if (const auto *unary = dyn_cast<UnaryOperator>(e))
      if (unary->getOpcode() == UO_Deref)
        return pointee(unary->getSubExpr());
    return nullptr;
  }

  // The memory that a pointer points into.
  const MemRegion *pointee(const Expr *e) {
    e = e->IgnoreParenCasts();
    if (e->getType()->isArrayType())
      return lvalue(e);
    if (const auto *binary = dyn_cast<BinaryOperator>(e))
      if (binary->isAdditiveOp()) {
        moves = true;
        return pointee(binary->getLHS());
      }
    if (const auto *unary = dyn_cast<UnaryOperator>(e)) {
      if (unary->isIncrementDecrementOp()) {
        moves = true;
        return pointee(unary->getSubExpr());
      }
      if (unary->getOpcode() == UO_AddrOf)
        return lvalue(unary->getSubExpr());
    }
    const MemRegion *at = lvalue(e);
    if (!at || !isa<TypedValueRegion>(at) || !e->getType()->isPointerType())
      return nullptr;
    const MemRegion *to = state->getSVal(at, e->getType()).getAsRegion();
    if (const auto *element = dyn_cast_or_null<ElementRegion>(to)) {
      const MemRegion *super = element->getSuperRegion();
      bool isArray = isa<TypedValueRegion>(super) &&
                     cast<TypedValueRegion>(super)->getValueType()->isArrayType();
      if (isArray || isa<SymbolicRegion>(super) || element->getIndex().isZeroConstant())
        return super;
    }
    return to;
  }

  ProgramStateRef state;
  const LocationContext *frame;
  const Stmt *loop = nullptr;
  llvm::SmallPtrSet<const Decl *, 8> local;
  bool moves = false;
};

} // namespace

unsigned csa_loop_writes(csa_context *cx, const csa_state *st, const csa_region **regions,
                         unsigned room) {
  if (!cx || !cx->cx || !st || !frame(cx) || !loopAt(cx))
    return 0;
  Writes writes(unwrap(st), frame(cx));
  writes.collect(loopAt(cx));
  unsigned count = 0;
  for (const MemRegion *region : writes.regions)
    if (count < room)
      regions[count++] = wrap(region);
  return count;
}

// ---- Going on ----

// The pointer that ends a table, where the condition looks for it: `table[i].name`, also compared
// with NULL. The path may look at it again behind the loop.
static ProgramStateRef endTable(ProgramStateRef state, const Expr *condition,
                                const LocationContext *frame) {
  const Expr *pointer = condition->IgnoreParenImpCasts();
  if (const auto *compare = dyn_cast<BinaryOperator>(pointer))
    pointer = compare->getOpcode() == BO_NE ? compare->getLHS()->IgnoreParenImpCasts() : nullptr;
  if (!pointer || !pointer->isGLValue() || !pointer->getType()->isPointerType())
    return state;
  auto at = Operands{state, frame}.place(pointer).getAs<Loc>();
  if (!at || !isa_and_nonnull<SubRegion>(at->getAsRegion()))
    return state;
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  return state->bindLoc(*at, svb.makeZeroVal(pointer->getType()), frame, /*notifyChanges=*/false);
}

static bool isWritten(const VarDecl *variable, const Stmt *stmt) {
  return anyPart(stmt, [&](const Stmt *part) {
    const auto *unary = dyn_cast<UnaryOperator>(part);
    const auto *binary = dyn_cast<BinaryOperator>(part);
    if (unary && (unary->isIncrementDecrementOp() || unary->getOpcode() == UO_AddrOf))
      return variableAt(unary->getSubExpr()->IgnoreParens()) == variable;
    return binary && binary->isAssignmentOp() &&
           variableAt(binary->getLHS()->IgnoreParens()) == variable;
  });
}

// `for (...; i < n; i++)`: a loop that counts by one ends at the number.
static bool endsAtLimit(const Stmt *loop, const BinaryOperator *compare) {
  const auto *counting = dyn_cast_or_null<ForStmt>(loop);
  const auto *step = counting ? dyn_cast_or_null<UnaryOperator>(counting->getInc()) : nullptr;
  const VarDecl *variable = variableAt(compare->getLHS()->IgnoreParenImpCasts());
  if (!step || !variable || variable->hasGlobalStorage())
    return false;
  bool fits = compare->getOpcode() == BO_LT   ? step->isIncrementOp()
              : compare->getOpcode() == BO_GT ? step->isDecrementOp()
                                              : compare->getOpcode() == BO_NE;
  return fits && variableAt(step->getSubExpr()->IgnoreParens()) == variable &&
         !isWritten(variable, counting->getBody()) && !isWritten(variable, compare);
}

const csa_state *csa_loop_assume(csa_context *cx, const csa_state *before, const csa_state *st,
                                 bool stay) {
  if (!cx || !cx->cx || !before || !st || !frame(cx) || !conditionAt(cx))
    return nullptr;
  ProgramStateRef old = unwrap(before), state = unwrap(st);
  const Expr *condition = conditionAt(cx);
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  const auto *compare = dyn_cast<BinaryOperator>(condition->IgnoreParenImpCasts());
  if (compare && compare->isComparisonOp()) {
    Operands operands{state, frame(cx)};
    SVal left = operands.value(compare->getLHS());
    SVal right = operands.value(compare->getRHS());
    // Counting up does not go below where it is, nor counting down above.
    SVal was = old->getSVal(compare->getLHS(), frame(cx));
    BinaryOperatorKind op = compare->getOpcode();
    if (!left.isUnknownOrUndef() && constant(was) && compare->isRelationalOp()) {
      SVal grows = svb.evalBinOp(state, op == BO_LT || op == BO_LE ? BO_GE : BO_LE, left, was,
                                 compare->getType());
      if (auto defined = grows.getAs<DefinedSVal>())
        if (ProgramStateRef bounded = state->assume(*defined, true))
          state = bounded;
    }
    if (!left.isUnknownOrUndef() && !right.isUnknownOrUndef()) {
      bool ends = !stay && endsAtLimit(loopAt(cx), compare);
      SVal holds = svb.evalBinOp(state, ends ? BO_EQ : op, left, right, compare->getType());
      if (auto defined = holds.getAs<DefinedSVal>())
        state = state->assume(*defined, stay || ends);
    }
  }
  if (!state)
    return nullptr;
  if (!stay)
    state = endTable(state, condition, frame(cx));
  QualType type = condition->getType();
  if (type->isPointerType() && stay)
    return keep(state);
  SVal truth = type->isPointerType() ? svb.makeZeroVal(type) : svb.makeTruthVal(stay, type);
  return keep(state->BindExpr(condition, frame(cx), truth));
}
