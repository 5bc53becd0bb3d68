//===- symbols.cpp - Symbols, their parts, and what is known of them -------===//

#include "answers.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

csa_symbol_kind csa_symbol_kind_of(const csa_symbol *symbol) {
  if (!symbol)
    return CSA_SYMBOL_OTHER;
  const SymExpr *s = unwrap(symbol);
  if (isa<SymbolRegionValue>(s))
    return CSA_SYMBOL_INITIAL;
  if (isa<SymbolConjured>(s))
    return CSA_SYMBOL_CONJURED;
  if (isa<SymbolDerived>(s))
    return CSA_SYMBOL_DERIVED;
  if (isa<SymbolCast>(s))
    return CSA_SYMBOL_CAST;
  if (isa<BinarySymExpr>(s))
    return CSA_SYMBOL_BINARY;
  if (isa<SymbolExtent>(s))
    return CSA_SYMBOL_EXTENT;
  return compat::unaryOperand(s) ? CSA_SYMBOL_UNARY : CSA_SYMBOL_OTHER;
}

static const SymExpr *operand(const SymExpr *symbol, unsigned i) {
  if (const auto *binary = dyn_cast<SymSymExpr>(symbol))
    return i == 0 ? binary->getLHS() : i == 1 ? binary->getRHS() : nullptr;
  if (const auto *binary = dyn_cast<IntSymExpr>(symbol))
    return i == 1 ? binary->getRHS() : nullptr;
  if (i != 0)
    return nullptr;
  if (const auto *binary = dyn_cast<SymIntExpr>(symbol))
    return binary->getLHS();
  if (const auto *derived = dyn_cast<SymbolDerived>(symbol))
    return derived->getParentSymbol();
  if (const auto *cast = dyn_cast<SymbolCast>(symbol))
    return cast->getOperand();
  return compat::unaryOperand(symbol);
}

const csa_symbol *csa_symbol_operand(const csa_symbol *symbol, unsigned i) {
  return symbol ? wrap(operand(unwrap(symbol), i)) : nullptr;
}

const csa_region *csa_symbol_region(const csa_symbol *symbol) {
  const SymExpr *s = unwrap(symbol);
  const MemRegion *region = nullptr;
  if (const auto *initial = dyn_cast_or_null<SymbolRegionValue>(s))
    region = initial->getRegion();
  else if (const auto *derived = dyn_cast_or_null<SymbolDerived>(s))
    region = derived->getRegion();
  else if (const auto *extent = dyn_cast_or_null<SymbolExtent>(s))
    region = extent->getRegion();
  return wrap(region);
}

const csa_expr *csa_symbol_expr(const csa_symbol *symbol) {
  const auto *conjured = dyn_cast_or_null<SymbolConjured>(unwrap(symbol));
  return conjured ? wrap(conjured->getStmt()) : nullptr;
}

const csa_type *csa_symbol_type(const csa_symbol *symbol) {
  return symbol ? wrap(unwrap(symbol)->getType()) : nullptr;
}

const char *csa_symbol_operator(const csa_symbol *symbol) {
  if (!symbol)
    return nullptr;
  // The spellings are literals of the compiler and end with NUL.
  if (const auto *binary = dyn_cast<BinarySymExpr>(unwrap(symbol)))
    return BinaryOperator::getOpcodeStr(binary->getOpcode()).data();
  if (compat::unaryOperand(unwrap(symbol)))
    return UnaryOperator::getOpcodeStr(compat::unaryOpcode(unwrap(symbol))).data();
  return nullptr;
}

bool csa_symbol_operand_number(const csa_symbol *symbol, unsigned i, int64_t *n) {
  int64_t value;
  const llvm::APSInt *number = nullptr;
  if (const auto *binary = dyn_cast_or_null<SymIntExpr>(unwrap(symbol))) {
    const llvm::APSInt &right = binary->getRHS();
    number = i == 1 ? &right : nullptr;
  } else if (const auto *binary = dyn_cast_or_null<IntSymExpr>(unwrap(symbol))) {
    const llvm::APSInt &left = binary->getLHS();
    number = i == 0 ? &left : nullptr;
  }
  if (!number || !fits(*number, &value))
    return false;
  if (n)
    *n = value;
  return true;
}

uint64_t csa_symbol_number(csa_context *, const csa_symbol *symbol) {
  return symbol ? numberOf(unwrap(symbol)) : 0;
}

bool Question::open = false;

// The constraint solver takes numbers, addresses and symbols; it asserts or crashes on aggregates.
static bool canAssume(SVal val) {
  return val.getAs<Loc>() || val.getAs<nonloc::SymbolVal>() || val.getAs<nonloc::ConcreteInt>() ||
         val.getAs<nonloc::LocAsInteger>();
}

static ProgramStateRef assume(ProgramStateRef state, SVal val, bool truth) {
  if (!canAssume(val))
    return state;
  return state->assume(val.castAs<DefinedOrUnknownSVal>(), truth);
}

const csa_state *csa_assume(const csa_state *st, csa_val val, bool truth) {
  return st ? keep(assume(unwrap(st), unwrap(val), truth)) : nullptr;
}

csa_answer csa_is_zero(const csa_state *st, csa_val val) {
  SVal v = unwrap(val);
  if (!st || !canAssume(v))
    return CSA_MAYBE;
  Question question;
  ProgramStateRef state = unwrap(st);
  if (!assume(state, v, false))
    return CSA_NO;
  return assume(state, v, true) ? CSA_MAYBE : CSA_YES;
}

// The number as an operand beside `other`: an address beside addresses, else of its type.
static SVal beside(SVal other, SVal val, SValBuilder &svb) {
  const llvm::APSInt *number = constant(val);
  if (!number)
    return other.getAs<Loc>().operator bool() == val.getAs<Loc>().operator bool() ? val
                                                                                  : UnknownVal();
  if (other.getAs<Loc>()) {
    ASTContext &ast = svb.getContext();
    llvm::APSInt address = *number;
    address = address.extOrTrunc(ast.getTypeSize(ast.VoidPtrTy));
    address.setIsUnsigned(true);
    return svb.makeIntLocVal(address);
  }
  if (val.getAs<Loc>())
    return svb.makeIntVal(*number);
  return val;
}

const csa_state *csa_assume_compare(csa_context *cx, const csa_state *st, csa_val left,
                                    const char *op, csa_val right, bool truth) {
  SValBuilder *svb = builder(cx);
  if (!svb || !st || !op)
    return st;
  int code = llvm::StringSwitch<int>(op)
                 .Case("==", BO_EQ)
                 .Case("!=", BO_NE)
                 .Case("<", BO_LT)
                 .Case("<=", BO_LE)
                 .Case(">", BO_GT)
                 .Case(">=", BO_GE)
                 .Default(-1);
  if (code < 0)
    return st;
  ProgramStateRef state = unwrap(st);
  SVal a = unwrap(left), b = unwrap(right);
  if (!canAssume(a) || !canAssume(b))
    return st;
  // An address decides, whichever side it stands on; a bare number adapts.
  if (constant(a) && !constant(b))
    a = beside(b, a, *svb);
  else
    b = beside(a, b, *svb);
  if (!canAssume(a) || !canAssume(b))
    return st;
  SVal holds =
      svb->evalBinOp(state, static_cast<BinaryOperatorKind>(code), a, b, svb->getConditionType());
  return keep(assume(state, holds, truth));
}

// Can `val op bound` hold?
static bool feasible(ProgramStateRef state, SValBuilder &svb, SVal val, BinaryOperatorKind op,
                     const llvm::APSInt &bound) {
  SVal holds = svb.evalBinOp(state, op, val, svb.makeIntVal(bound), svb.getConditionType());
  return !canAssume(holds) || assume(state, holds, true);
}

// The ranges that the constraint manager keeps of symbols say where to look for a bound: what it
// makes of them when asked is all that counts, so `low` and `high` need not be right.
struct Guess {
  llvm::APSInt low, high;
};

static Guess guess(ProgramStateRef state, SymbolRef symbol, Guess type) {
  const auto *sum = dyn_cast<SymIntExpr>(symbol);
  if (sum && !BinaryOperator::isAdditiveOp(sum->getOpcode()))
    sum = nullptr;
  ConstraintMap known = getConstraintMap(state);
  const RangeSet *range = known.lookup(symbol);
  if (range)
    sum = nullptr;
  else if (sum)
    range = known.lookup(sum->getLHS());
  if (!range || range->isEmpty())
    return type;
  auto fit = [&](llvm::APSInt n) {
    n = n.extOrTrunc(type.low.getBitWidth());
    n.setIsUnsigned(type.low.isUnsigned());
    if (!sum)
      return n;
    llvm::APSInt by = sum->getRHS();
    by = by.extOrTrunc(n.getBitWidth());
    by.setIsUnsigned(n.isUnsigned());
    return sum->getOpcode() == BO_Add ? n + by : n - by;
  };
  return {fit(range->getMinValue()), fit(range->getMaxValue())};
}

// By bisection, since not every version can tell bounds; the order of the type's values is that of
// the offsets from its least.
static llvm::APSInt bisect(ProgramStateRef state, SValBuilder &svb, SVal val, llvm::APSInt low,
                           llvm::APSInt high, bool lowest) {
  while (low < high) {
    llvm::APInt half = (llvm::APInt(high) - llvm::APInt(low)).lshr(1);
    llvm::APSInt middle(llvm::APInt(low) + half, low.isUnsigned());
    llvm::APSInt next = middle;
    ++next;
    if (lowest) {
      if (feasible(state, svb, val, BO_LE, middle))
        high = middle;
      else
        low = next;
    } else {
      if (feasible(state, svb, val, BO_GE, next))
        low = next;
      else
        high = middle;
    }
  }
  return low;
}

// The lowest or the highest number in `within`, which is probably `at`.
static llvm::APSInt bound(ProgramStateRef state, SValBuilder &svb, SVal val, Guess within,
                          const llvm::APSInt &at, bool lowest) {
  BinaryOperatorKind op = lowest ? BO_LE : BO_GE;
  llvm::APSInt &outer = lowest ? within.low : within.high;
  llvm::APSInt &inner = lowest ? within.high : within.low;
  if (at != outer && within.low <= at && at <= within.high) {
    llvm::APSInt beyond = at;
    lowest ? --beyond : ++beyond;
    if (feasible(state, svb, val, op, beyond))
      inner = beyond;
    else if (feasible(state, svb, val, op, at))
      return at;
    else
      outer = at;
  }
  // Most symbols have no bound but their type's.
  if (feasible(state, svb, val, op, outer))
    return outer;
  return bisect(state, svb, val, within.low, within.high, lowest);
}

// The bounds of an integer symbol, in its own type.
static bool bounds(csa_context *cx, const csa_state *st, csa_val val, llvm::APSInt &lowest,
                   llvm::APSInt &highest) {
  SVal v = unwrap(val);
  SValBuilder *svb = builder(cx);
  auto symbolic = v.getAs<nonloc::SymbolVal>();
  if (!svb || !st || !symbolic)
    return false;
  QualType type = symbolic->getSymbol()->getType();
  if (!type->isIntegralOrEnumerationType() || svb->getContext().getTypeSize(type) > 64)
    return false;
  Question question;
  ProgramStateRef state = unwrap(st);
  unsigned width = svb->getContext().getIntWidth(type);
  bool is_unsigned = !type->isSignedIntegerOrEnumerationType();
  Guess all{llvm::APSInt::getMinValue(width, is_unsigned),
            llvm::APSInt::getMaxValue(width, is_unsigned)};
  Guess likely = guess(state, symbolic->getSymbol(), all);
  lowest = bound(state, *svb, v, all, likely.low, true);
  highest = bound(state, *svb, v, all, likely.high, false);
  return true;
}

bool csa_range(csa_context *cx, const csa_state *st, csa_val val, int64_t *lowest,
               int64_t *highest) {
  int64_t low, high;
  llvm::APSInt least, most;
  if (csa_val_number(val, &low))
    high = low;
  else if (!bounds(cx, st, val, least, most) || !fits(least, &low) || !fits(most, &high))
    return false;
  if (lowest)
    *lowest = low;
  if (highest)
    *highest = high;
  return true;
}

static uint64_t bits(const llvm::APSInt &n) {
  return n.isSigned() ? static_cast<uint64_t>(n.getSExtValue()) : n.getZExtValue();
}

bool csa_range_bits(csa_context *cx, const csa_state *st, csa_val val, uint64_t *lowest,
                    uint64_t *highest) {
  llvm::APSInt least, most;
  if (const llvm::APSInt *number = constant(unwrap(val)))
    least = most = *number;
  else if (!bounds(cx, st, val, least, most))
    return false;
  if (least.getBitWidth() > 64)
    return false;
  if (lowest)
    *lowest = bits(least);
  if (highest)
    *highest = bits(most);
  return true;
}
