//===- initial.cpp - What initializers of globals say ------------------------===//
//
// The engine reads initializers of const globals only, and of those neither the addresses of
// functions nor what lies in arrays of structs. Here a table of functions is read that nothing in
// the file writes to, const or not.
//
//===----------------------------------------------------------------------===//

#include "answers.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

namespace {

// What the file does to its variables.
struct Uses {
  const ASTContext *ast = nullptr;
  llvm::DenseSet<const Decl *> written; // assigned, as a whole or in part
  llvm::DenseSet<const Decl *> shared;  // its address is somewhere
};

} // namespace

// The variable that an lvalue is a part of, without a pointer on the way.
static const VarDecl *rootOf(const Expr *e) {
  while (e) {
    e = e->IgnoreParenCasts();
    if (const auto *name = dyn_cast<DeclRefExpr>(e))
      return dyn_cast<VarDecl>(name->getDecl());
    if (const auto *member = dyn_cast<MemberExpr>(e)) {
      if (member->isArrow())
        return nullptr;
      e = member->getBase();
    } else if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(e)) {
      e = subscript->getBase()->IgnoreParenImpCasts();
      if (!e->getType()->isArrayType())
        return nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

static void note(Uses &uses, const Stmt *stmt) {
  const Expr *target = nullptr;
  if (const auto *binary = dyn_cast<BinaryOperator>(stmt))
    target = binary->isAssignmentOp() ? binary->getLHS() : nullptr;
  if (const auto *unary = dyn_cast<UnaryOperator>(stmt)) {
    if (unary->isIncrementDecrementOp())
      target = unary->getSubExpr();
    if (unary->getOpcode() == UO_AddrOf)
      if (const VarDecl *variable = rootOf(unary->getSubExpr()))
        uses.shared.insert(variable->getCanonicalDecl());
  }
  if (const VarDecl *variable = target ? rootOf(target) : nullptr)
    uses.written.insert(variable->getCanonicalDecl());
}

static void look(Uses &uses, const Stmt *body) {
  llvm::SmallVector<const Stmt *, 64> open;
  if (body)
    open.push_back(body);
  while (!open.empty()) {
    const Stmt *stmt = open.pop_back_val();
    note(uses, stmt);
    // An array that is not subscripted right here gives its address away.
    if (const auto *cast = dyn_cast<ImplicitCastExpr>(stmt))
      if (cast->getCastKind() == CK_ArrayToPointerDecay)
        if (const VarDecl *variable = rootOf(cast->getSubExpr()))
          uses.shared.insert(variable->getCanonicalDecl());
    if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(stmt)) {
      open.push_back(subscript->getIdx());
      const Expr *base = subscript->getBase()->IgnoreParenImpCasts();
      open.push_back(base);
      continue;
    }
    for (const Stmt *child : stmt->children())
      if (child)
        open.push_back(child);
  }
}

static const Uses &usesIn(ASTContext &ast) {
  static Uses uses;
  if (uses.ast == &ast)
    return uses;
  uses = Uses();
  uses.ast = &ast;
  for (const Decl *decl : ast.getTranslationUnitDecl()->decls()) {
    if (const auto *function = dyn_cast<FunctionDecl>(decl))
      look(uses, function->doesThisDeclarationHaveABody() ? function->getBody() : nullptr);
    else if (const auto *variable = dyn_cast<VarDecl>(decl))
      look(uses, variable->getInit());
  }
  return uses;
}

// Does nothing change what the initializer of `variable` says? Tables of functions are set up once:
// who only has their address is believed not to write.
static bool isFixed(const VarDecl *variable, bool isFunction, ASTContext &ast) {
  if (ast.getBaseElementType(variable->getType()).isConstQualified())
    return true;
  const Uses &uses = usesIn(ast);
  const Decl *key = variable->getCanonicalDecl();
  if (uses.written.count(key))
    return false;
  return isFunction || (!uses.shared.count(key) && !variable->isExternallyVisible());
}

namespace {

// The initializer of a part of a variable.
struct Part {
  const VarDecl *variable = nullptr;
  const Expr *init = nullptr;
  bool isZero = false; // nothing is said of it
};

} // namespace

// `isNew`: the program has just begun, so that no other file can have written what it shares.
static Part partOf(const MemRegion *region, bool isNew) {
  if (const auto *var = dyn_cast<VarRegion>(region)) {
    Part part;
    const VarDecl *definition = var->getDecl();
    const Expr *init =
        definition->hasGlobalStorage() ? definition->getAnyInitializer(definition) : nullptr;
    bool isOwn = definition->hasGlobalStorage() && !definition->hasExternalStorage();
    if (!init && !(isOwn && (isNew || !definition->isExternallyVisible())))
      return part;
    return {definition, init, !init};
  }
  const auto *field = dyn_cast<FieldRegion>(region);
  const auto *element = dyn_cast<ElementRegion>(region);
  if (!field && !element)
    return {};
  Part part = partOf(cast<SubRegion>(region)->getSuperRegion(), isNew);
  if (!part.variable || part.isZero)
    return part;
  const auto *list = dyn_cast<InitListExpr>(part.init->IgnoreParenCasts());
  if (const auto *literal = dyn_cast<CompoundLiteralExpr>(part.init->IgnoreParenCasts()))
    list = dyn_cast<InitListExpr>(literal->getInitializer());
  if (!list)
    return {};
  if (const InitListExpr *semantic = list->isSemanticForm() ? list : list->getSemanticForm())
    list = semantic;
  unsigned i = 0;
  if (field) {
    if (field->getDecl()->getParent()->isUnion() || !list->getType()->isRecordType())
      return {};
    i = field->getDecl()->getFieldIndex();
  } else {
    int64_t index;
    const llvm::APSInt *number = constant(element->getIndex());
    if (!number || !fits(*number, &index) || index < 0 || index > 1 << 20)
      return {};
    const auto *array = list->getType()->getAsArrayTypeUnsafe();
    if (!array || array->getElementType().getCanonicalType().getUnqualifiedType() !=
                      element->getValueType().getCanonicalType().getUnqualifiedType())
      return {};
    i = static_cast<unsigned>(index);
    const auto *sized = dyn_cast<ConstantArrayType>(array);
    if (!sized || sized->getSize().ule(i))
      return {};
  }
  const Expr *init = i < list->getNumInits() ? list->getInit(i) : nullptr;
  if (!init || isa<ImplicitValueInitExpr>(init))
    return {part.variable, nullptr, true};
  return {part.variable, init, false};
}

static const FunctionDecl *functionIn(const Expr *init) {
  const Expr *e = init ? init->IgnoreParenCasts() : nullptr;
  if (const auto *address = dyn_cast_or_null<UnaryOperator>(e))
    if (address->getOpcode() == UO_AddrOf)
      e = address->getSubExpr()->IgnoreParenCasts();
  const auto *name = dyn_cast_or_null<DeclRefExpr>(e);
  return name ? dyn_cast<FunctionDecl>(name->getDecl()) : nullptr;
}

static SVal valueOf(const Part &part, QualType type, ProgramStateRef state,
                    const LocationContext *frame) {
  ProgramStateManager &manager = state->getStateManager();
  SValBuilder &svb = manager.getSValBuilder();
  ASTContext &ast = svb.getContext();
  if (part.isZero)
    return svb.makeZeroVal(type);
  if (const FunctionDecl *function = functionIn(part.init))
    return svb.getFunctionPointer(function);
  const Expr *e = part.init->IgnoreParenCasts();
  if (const auto *text = dyn_cast<clang::StringLiteral>(e)) {
    const auto *array = ast.getAsArrayType(text->getType());
    loc::MemRegionVal start(svb.getRegionManager().getStringRegion(text));
    return array && type->isPointerType() ? manager.ArrayToPointer(start, array->getElementType())
                                          : SVal(UnknownVal());
  }
  Expr::EvalResult result;
  if (type->isIntegralOrEnumerationType() && part.init->EvaluateAsInt(result, ast)) {
    llvm::APSInt number = result.Val.getInt();
    return svb.makeIntVal(number.extOrTrunc(ast.getIntWidth(type)).getZExtValue(), type);
  }
  if (type->isPointerType() &&
      part.init->isNullPointerConstant(ast, Expr::NPC_ValueDependentIsNotNull))
    return svb.makeZeroVal(type);
  return UnknownVal();
}

// An analysis that starts in main knows what stands in memory that it has not written.
static bool isUntouched(const TypedValueRegion *region, const VarDecl *variable,
                        ProgramStateRef state, const LocationContext *frame) {
  while (!frame->inTopFrame())
    frame = frame->getParent();
  const auto *start = dyn_cast<FunctionDecl>(frame->getDecl());
  if (!start || !start->isMain() || variable->getType().isVolatileQualified())
    return false;
  const auto *initial = dyn_cast_or_null<SymbolRegionValue>(state->getSVal(region).getAsSymbol());
  return initial && initial->getRegion() == region;
}

csa_val csa_initial_value(csa_context *cx, const csa_state *st, const csa_region *region) {
  const auto *typed = dyn_cast_or_null<TypedValueRegion>(unwrap(region));
  if (!cx || !st || !typed || !frame(cx) || !world().ast)
    return csa_val_unknown();
  QualType type = typed->getValueType();
  if (!type->isPointerType() && !type->isIntegralOrEnumerationType())
    return csa_val_unknown();
  const auto *root = dyn_cast<VarRegion>(typed->getBaseRegion());
  if (!root || !root->getDecl()->hasGlobalStorage())
    return csa_val_unknown();
  bool isNew = isUntouched(typed, root->getDecl(), unwrap(st), frame(cx));
  Part part = partOf(typed, isNew);
  if (!part.variable ||
      !(isNew || isFixed(part.variable, functionIn(part.init) != nullptr, *world().ast)))
    return csa_val_unknown();
  return wrap(valueOf(part, type, unwrap(st), frame(cx)));
}
