//===- values.cpp - Values: csa_val and what it is made of ----------------===//

#include "answers.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace clang::ento;

namespace tinct {

namespace {
// The protected parts of an SVal, whose layout differs between versions.
struct Raw : SVal {
  explicit Raw(SVal val) : SVal(val) {}
  Raw(const void *data, uintptr_t kind) {
    Data = data;
    Kind = static_cast<decltype(Kind)>(kind);
  }
  csa_val bits() const { return {Data, static_cast<uintptr_t>(Kind)}; }
};
} // namespace

SVal unwrap(csa_val val) { return Raw(val.data, val.kind); }
csa_val wrap(SVal val) { return Raw(val).bits(); }

SValBuilder *builder(csa_context *cx) {
  if (cx && cx->cx)
    return &cx->cx->getSValBuilder();
  return world().engine ? &world().engine->getSValBuilder() : nullptr;
}

const LocationContext *frame(csa_context *cx) {
  return cx && cx->cx ? cx->from->getLocationContext() : nullptr;
}

bool fits(const llvm::APSInt &n, int64_t *out) {
  if (n.isSigned() ? !n.isSignedIntN(64) : !n.isIntN(63))
    return false;
  *out = n.isSigned() ? n.getSExtValue() : static_cast<int64_t>(n.getZExtValue());
  return true;
}

const llvm::APSInt *constant(SVal val) {
  if (auto n = val.getAs<nonloc::ConcreteInt>()) {
    const llvm::APSInt &value = n->getValue();
    return &value;
  }
  if (auto n = val.getAs<loc::ConcreteInt>()) {
    const llvm::APSInt &value = n->getValue();
    return &value;
  }
  return nullptr;
}

// The memory of pointers that the engine knows to be allocated is another region than the memory of
// the same pointer elsewhere, and the symbol alone does not tell.
static llvm::DenseMap<const SymExpr *, const MemRegion *> &heap() {
  static llvm::DenseMap<const SymExpr *, const MemRegion *> it;
  return it;
}

const MemRegion *heapOf(const SymExpr *pointer) { return heap().lookup(pointer); }

void forgetHeap() { heap().clear(); }

// The statement that is evaluated, or the nearest before it on the path.
static const Stmt *currentStmt(csa_context *cx) {
  if (cx->stmt)
    return cx->stmt;
  for (const ExplodedNode *node = cx->from; node; node = node->getFirstPred())
    if (const Stmt *stmt = node->getStmtForDiagnostics())
      return stmt;
  return frame(cx)->getDecl()->getBody();
}

// Identical numbers for identical pairs, in the order of first use: what tells two symbols apart
// that the analyzer would take for one, since it keys them by place, type and count only.
static unsigned pairNumber(const Stmt *expr, const void *tag) {
  static llvm::DenseMap<std::pair<const void *, const void *>, unsigned> numbers;
  return numbers.try_emplace({expr, tag}, numbers.size()).first->second;
}

const SymExpr *conjure(csa_context *cx, const Stmt *expr, QualType type, const void *tag) {
  if (!cx || !cx->cx || type.isNull() || !SymbolManager::canSymbolicate(type))
    return nullptr;
  if (!expr)
    expr = currentStmt(cx);
  // A visit count stays below the bound the analyzer sets on block visits, which is far smaller.
  const unsigned visits = 1u << 12;
  unsigned count = pairNumber(expr, tag) * visits + cx->cx->blockCount() % visits;
  return compat::conjure(cx->cx->getStateManager().getOwningEngine(), expr, frame(cx), type, count,
                         tag);
}

} // namespace tinct

using namespace tinct;

csa_val csa_val_unknown(void) { return wrap(UnknownVal()); }
csa_val csa_val_undefined(void) { return wrap(UndefinedVal()); }

csa_val csa_val_null(csa_context *cx) {
  SValBuilder *svb = builder(cx);
  if (!svb)
    return csa_val_unknown();
  return wrap(svb->makeZeroVal(svb->getContext().VoidPtrTy));
}

csa_val csa_val_integer(csa_context *cx, int64_t n, const csa_type *type) {
  SValBuilder *svb = builder(cx);
  if (!svb)
    return csa_val_unknown();
  QualType as = type ? unwrap(type) : svb->getContext().IntTy;
  if (!as->isIntegralOrEnumerationType() && !Loc::isLocType(as))
    return csa_val_unknown();
  return wrap(svb->makeIntVal(static_cast<uint64_t>(n), as));
}

csa_val csa_val_of_symbol(csa_context *cx, const csa_symbol *symbol) {
  SValBuilder *svb = builder(cx);
  if (!svb || !symbol)
    return csa_val_unknown();
  if (Loc::isLocType(unwrap(symbol)->getType()))
    return csa_val_of_region(cx, csa_region_of_symbol(cx, symbol));
  return wrap(nonloc::SymbolVal(unwrap(symbol)));
}

csa_val csa_val_of_region(csa_context *, const csa_region *region) {
  if (!region)
    return csa_val_unknown();
  return wrap(loc::MemRegionVal(unwrap(region)));
}

bool csa_val_is_unknown(csa_val val) { return unwrap(val).isUnknown(); }
bool csa_val_is_undefined(csa_val val) { return unwrap(val).isUndef(); }
bool csa_val_same(csa_val a, csa_val b) { return unwrap(a) == unwrap(b); }

bool csa_val_number(csa_val val, int64_t *n) {
  int64_t value;
  const llvm::APSInt *number = constant(unwrap(val));
  if (!number || !fits(*number, &value))
    return false;
  if (n)
    *n = value;
  return true;
}

const csa_symbol *csa_val_symbol(csa_val val) {
  SymbolRef symbol = unwrap(val).getAsSymbol();
  if (const MemRegion *region = unwrap(val).getAsRegion()) {
    const SymbolicRegion *base = region->getSymbolicBase();
    if (symbol && base && isa<HeapSpaceRegion>(base->getSuperRegion()))
      heap()[base->getSymbol()] = base;
  }
  return wrap(symbol);
}

const csa_region *csa_val_region(csa_val val) { return wrap(unwrap(val).getAsRegion()); }

const csa_region *csa_val_copied_from(csa_context *cx, csa_val val, const csa_state **then) {
  auto copy = unwrap(val).getAs<nonloc::LazyCompoundVal>();
  if (!copy)
    return nullptr;
  if (then)
    *then = nullptr;
  if (then && cx && cx->state) {
    // Everything as it is now but the memory, which is as it was when the copy was made.
    ProgramStateManager &manager = cx->state->getStateManager();
    ProgramState old(&manager, cx->state->getEnvironment(),
                     StoreRef(copy->getStore(), manager.getStoreManager()), cx->state->getGDM());
    *then = keep(manager.getPersistentState(old));
  }
  return wrap(static_cast<const MemRegion *>(copy->getRegion()));
}

csa_val csa_val_convert(csa_context *cx, csa_val val, const csa_type *type) {
  SValBuilder *svb = builder(cx);
  QualType to = unwrap(type);
  SVal from = unwrap(val);
  if (!svb || to.isNull() || !to->isIntegralOrEnumerationType() || !from.getAs<NonLoc>())
    return csa_val_unknown();
  auto symbolic = from.getAs<nonloc::SymbolVal>();
  if (!symbolic)
    return wrap(svb->evalCast(from, to, QualType()));
  SymbolRef symbol = symbolic->getSymbol();
  if (symbol->getType().getCanonicalType() == to.getCanonicalType())
    return val;
  return wrap(svb->makeNonLoc(symbol, symbol->getType(), to));
}

csa_val csa_conjure(csa_context *cx, const csa_expr *expr, const csa_type *type, const void *tag) {
  QualType as = unwrap(type);
  if (as.isNull())
    if (const auto *e = dyn_cast_or_null<Expr>(unwrap(expr)))
      as = e->getType();
  return csa_val_of_symbol(cx, wrap(conjure(cx, unwrap(expr), as, tag)));
}
