//===- content.cpp - What memory holds: loads, stores, unknown content -----===//

#include "answers.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

// The region as memory of one type, so that the store neither guesses nor converts.
static const TypedValueRegion *typed(const MemRegion *region, QualType type, SValBuilder &svb) {
  const auto *memory = dyn_cast_or_null<SubRegion>(region);
  if (!memory || isa<CodeTextRegion>(memory) || isa<BlockDataRegion>(memory))
    return nullptr;
  ASTContext &ast = svb.getContext();
  const auto *as_is = dyn_cast<TypedValueRegion>(memory);
  if (as_is && (type.isNull() || ast.hasSameUnqualifiedType(type, as_is->getValueType())))
    return as_is;
  if (type.isNull())
    if (const auto *symbolic = dyn_cast<SymbolicRegion>(memory))
      type = symbolic->getSymbol()->getType()->getPointeeType();
  if (type.isNull() || type->isIncompleteType() || type->isFunctionType())
    type = ast.CharTy;
  memory = cast<SubRegion>(strip(memory));
  const auto *stripped = dyn_cast<TypedValueRegion>(memory);
  if (stripped && ast.hasSameUnqualifiedType(type, stripped->getValueType()))
    return stripped;
  return svb.getRegionManager().getElementRegion(type, svb.makeZeroArrayIndex(), memory, ast);
}

static bool isAggregate(QualType type) { return type->isArrayType() || type->isRecordType(); }

static ProgramStateRef write(ProgramStateRef state, const MemRegion *region, SVal val,
                             const LocationContext *frame, bool notify) {
  return state->bindLoc(loc::MemRegionVal(region), val, frame, notify);
}

csa_val csa_load(const csa_state *st, const csa_region *region, const csa_type *type) {
  if (!st || !region)
    return csa_val_unknown();
  ProgramStateRef state = unwrap(st);
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  const TypedValueRegion *memory = typed(unwrap(region), unwrap(type), svb);
  return memory ? wrap(state->getSVal(memory, memory->getValueType())) : csa_val_unknown();
}

// What is meant where a region stands for content: bytes of a buffer mean the buffer, the start of unknown memory means all of it.
static const MemRegion *hit(const MemRegion *region, ASTContext &ast) {
  while (const auto *element = dyn_cast_or_null<ElementRegion>(region)) {
    const MemRegion *super = element->getSuperRegion();
    bool first = element->getIndex().isZeroConstant();
    bool own = false;
    if (const auto *whole = dyn_cast<TypedValueRegion>(super))
      if (const ArrayType *array = ast.getAsArrayType(whole->getValueType()))
        own = ast.hasSameUnqualifiedType(array->getElementType(), element->getValueType());
    if (!element->getValueType()->isAnyCharacterType() && (own || !first))
      break;
    region = super;
  }
  return region;
}

// A field that no program has, to ask for content where an offset is not known: the store looks for
// what fills a region from a field of it upwards, and gives up on elements of elements.
static const FieldDecl *probe(ASTContext &ast) {
  static llvm::DenseMap<const ASTContext *, const FieldDecl *> fields;
  const FieldDecl *&field = fields[&ast];
  if (field)
    return field;
  RecordDecl *record = ast.buildImplicitRecord("tinct_probe");
  record->startDefinition();
  FieldDecl *first = FieldDecl::Create(ast, record, SourceLocation(), SourceLocation(), nullptr,
                                       ast.CharTy, nullptr, nullptr, false, ICIS_NoInit);
  record->addDecl(first);
  record->completeDefinition();
  return field = first;
}

// The content of bytes that nobody can have written singly, since they lie beyond any object: the
// store has no other way to ask for the default binding of a part of an object.
static SVal farContent(ProgramStateRef state, const SubRegion *region) {
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  MemRegionManager &regions = svb.getRegionManager();
  ASTContext &ast = svb.getContext();
  const MemRegion *far;
  if (region->getAsOffset().hasSymbolicOffset())
    far = regions.getFieldRegion(probe(ast), region);
  else
    far = regions.getElementRegion(ast.CharTy, svb.makeArrayIndex(uint64_t(1) << 40), region, ast);
  SVal val = state->getSVal(far, ast.CharTy);
  SymbolRef symbol = val.getAsSymbol();
  while (const auto *cast = dyn_cast_or_null<SymbolCast>(symbol))
    symbol = cast->getOperand();
  if (const auto *derived = dyn_cast_or_null<SymbolDerived>(symbol))
    return svb.makeSymbolVal(derived->getParentSymbol());
  return val.isZeroConstant() ? val : UnknownVal();
}

csa_val csa_load_default(const csa_state *st, const csa_region *region) {
  if (!st || !region)
    return csa_val_unknown();
  ASTContext &ast = unwrap(st)->getStateManager().getContext();
  const auto *memory = dyn_cast<SubRegion>(hit(unwrap(region), ast));
  if (!memory || isa<CodeTextRegion>(memory) || isa<StringRegion>(memory))
    return csa_val_unknown();
  ProgramStateRef state = unwrap(st);
  const auto *as_is = dyn_cast<TypedValueRegion>(memory);
  if (as_is && !isAggregate(as_is->getValueType())) {
    SVal val = state->getSVal(as_is, as_is->getValueType());
    const auto *part = dyn_cast_or_null<SymbolDerived>(val.getAsSymbol());
    if (part && part->getRegion() == as_is)
      return wrap(state->getStateManager().getSValBuilder().makeSymbolVal(part->getParentSymbol()));
    bool initial = isa_and_nonnull<SymbolRegionValue>(val.getAsSymbol());
    return initial || val.isUndef() ? csa_val_unknown() : wrap(val);
  }
  if (memory == memory->getBaseRegion()) {
    StoreManager &stores = state->getStateManager().getStoreManager();
    if (auto val = stores.getDefaultBinding(state->getStore(), memory))
      return val->isUndef() ? csa_val_unknown() : wrap(*val);
    return csa_val_unknown();
  }
  if (as_is) {
    SVal val = state->getSVal(as_is, as_is->getValueType());
    auto copy = val.getAs<nonloc::LazyCompoundVal>();
    if (copy && (copy->getStore() != state->getStore() || copy->getRegion() != as_is))
      return wrap(val);
  }
  return wrap(farContent(state, memory));
}

// A value of many parts, or one that stands for all of them.
static bool isWhole(SVal val) {
  return val.isUnknown() || val.getAs<nonloc::LazyCompoundVal>() ||
         val.getAs<nonloc::CompoundVal>();
}

// The store does not check: what has parts must go where parts are, and of the same shape.
static bool suits(SVal val, QualType type, ASTContext &ast) {
  if (auto list = val.getAs<nonloc::CompoundVal>())
    return ast.hasSameUnqualifiedType(list->getValue()->getType(), type);
  if (val.getAs<nonloc::LazyCompoundVal>())
    return isAggregate(type);
  return !type->isRecordType() || val.isUnknown() || val.getAs<nonloc::SymbolVal>();
}

const csa_state *csa_store(csa_context *cx, const csa_state *st, const csa_region *region,
                           csa_val val) {
  SValBuilder *svb = builder(cx);
  if (!svb || !st || !frame(cx))
    return st;
  SVal value = unwrap(val);
  const TypedValueRegion *memory = typed(unwrap(region), QualType(), *svb);
  if (!memory || !memory->isBoundable())
    return st;
  // An array takes whole arrays only; anything else goes to its first element.
  ASTContext &ast = svb->getContext();
  while (const ArrayType *array =
             isWhole(value) ? nullptr : ast.getAsArrayType(memory->getValueType()))
    memory = typed(memory, array->getElementType(), *svb);
  if (!suits(value, memory->getValueType(), ast))
    value = UnknownVal();
  return keep(write(unwrap(st), memory, value, frame(cx), true));
}

// A region of type int that no program has. An array or a piece of unknown memory can be bound to
// the *content* of a region, and to a symbol in no other way: the store reads the region and makes
// what it finds the default of all bytes.
static const MemRegion *carrier(SValBuilder &svb, const LocationContext *frame) {
  static llvm::DenseMap<const ASTContext *, const Expr *> literals;
  ASTContext &ast = svb.getContext();
  const Expr *&literal = literals[&ast];
  if (!literal)
    literal = IntegerLiteral::Create(ast, llvm::APInt(ast.getIntWidth(ast.IntTy), 0), ast.IntTy,
                                     SourceLocation());
  return svb.getRegionManager().getCXXTempObjectRegion(literal, frame);
}

// Makes `symbol` the content of all bytes of the array `memory`.
static ProgramStateRef fillArray(ProgramStateRef state, const MemRegion *memory, SymbolRef symbol,
                                 const LocationContext *frame) {
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  loc::MemRegionVal from(carrier(svb, frame));
  state = write(state, from.getRegion(), nonloc::SymbolVal(symbol), frame, false);
  state = write(state, memory, from, frame, true);
  return state->killBinding(from);
}

// What `region` holds, told to the store anew at its own place, where it has been a part of what
// fills the `whole`.
static ProgramStateRef pin(ProgramStateRef state, const TypedValueRegion *region, SVal whole,
                           const LocationContext *frame) {
  SVal val = state->getSVal(region, region->getValueType());
  if (!isAggregate(region->getValueType()))
    return write(state, region, val, frame, false);
  if (farContent(state, region) != whole)
    return state; // it has a filling of its own
  // A copy of all it holds serves in any case; the same symbol again is plainer, where nothing else
  // was written at its start, since then the store would be told twice.
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  ASTContext &ast = svb.getContext();
  const MemRegion *start =
      svb.getRegionManager().getElementRegion(ast.CharTy, svb.makeZeroArrayIndex(), region, ast);
  SVal first = state->getSVal(start, ast.CharTy);
  const auto *part = dyn_cast_or_null<SymbolDerived>(first.getAsSymbol());
  if (part && part->getRegion() == start && part->getParentSymbol() == whole.getAsSymbol())
    return state->bindDefaultInitial(loc::MemRegionVal(region), whole, frame);
  return write(state, region, val, frame, false);
}

// The store keeps what fills a whole object under the place where the object starts, which is also
// where its first part starts. Before that part is filled with something else, the other parts get
// what they hold under places of their own: after fgets(r.name, ...) nobody knows more or less of
// r.path than before.
static ProgramStateRef pinSiblings(ProgramStateRef state, const TypedValueRegion *part,
                                   const LocationContext *frame) {
  const unsigned most = 64; // parts of one object; an object with more is one for tables
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  MemRegionManager &regions = svb.getRegionManager();
  ASTContext &ast = svb.getContext();
  RegionOffset start = part->getAsOffset();
  const auto starts = [&](const MemRegion *region) {
    RegionOffset offset = region->getAsOffset();
    return !start.hasSymbolicOffset() && !offset.hasSymbolicOffset() &&
           offset.getRegion() == start.getRegion() && offset.getOffset() == start.getOffset();
  };
  for (const SubRegion *child = part, *whole;; child = whole) {
    whole = dyn_cast<SubRegion>(child->getSuperRegion());
    if (!whole || isa<MemSpaceRegion>(child->getSuperRegion()) || !starts(whole))
      return state;
    llvm::SmallVector<const TypedValueRegion *, 16> siblings;
    if (const auto *field = dyn_cast<FieldRegion>(child)) {
      const RecordDecl *record = field->getDecl()->getParent();
      if (!record->isUnion())
        for (const FieldDecl *other : record->fields())
          if (!other->getType()->isIncompleteType() && siblings.size() < most)
            siblings.push_back(regions.getFieldRegion(other, whole));
    } else if (const auto *element = dyn_cast<ElementRegion>(child)) {
      const auto *object = dyn_cast<TypedValueRegion>(whole);
      const auto *array = object ? ast.getAsConstantArrayType(object->getValueType()) : nullptr;
      if (array && array->getSize().ule(most))
        for (uint64_t i = 1; i < array->getSize().getZExtValue(); i++)
          siblings.push_back(
              regions.getElementRegion(element->getValueType(), svb.makeArrayIndex(i), whole, ast));
    }
    SVal filling = UnknownVal();
    if (!siblings.empty())
      filling = farContent(state, whole);
    for (const TypedValueRegion *sibling : siblings)
      if (!starts(sibling))
        state = pin(state, sibling, filling, frame);
  }
}

const csa_state *csa_havoc(csa_context *cx, const csa_state *st, const csa_region *region,
                           const csa_expr *expr, const void *tag, const csa_symbol **content) {
  if (content)
    *content = nullptr;
  SValBuilder *svb = builder(cx);
  if (!svb || !st || !region || !frame(cx))
    return st;
  ASTContext &ast = svb->getContext();
  ProgramStateRef state = unwrap(st);
  const auto *memory = dyn_cast_or_null<SubRegion>(hit(unwrap(region), ast));
  if (!memory || !memory->isBoundable())
    return st;
  const auto *object = dyn_cast<TypedValueRegion>(memory);
  if (object && !isAggregate(object->getValueType())) {
    SymbolRef symbol = conjure(cx, unwrap(expr), object->getValueType(), tag);
    if (content)
      *content = wrap(symbol);
    SVal val = symbol ? SVal(svb->makeSymbolVal(symbol)) : UnknownVal();
    return keep(write(state, object, val, frame(cx), true));
  }
  SymbolRef symbol = conjure(cx, unwrap(expr), ast.IntTy, tag);
  if (!symbol)
    return st;
  if (object)
    state = pinSiblings(state, object, frame(cx));
  if (object && object->getValueType()->isRecordType()) {
    state = write(state, object, nonloc::SymbolVal(symbol), frame(cx), true);
  } else {
    // Memory of unknown type and size is an array of bytes that no object exceeds.
    if (!object)
      object = svb->getRegionManager().getElementRegion(
          ast.getStringLiteralArrayType(ast.CharTy, 1u << 31), svb->makeZeroArrayIndex(), memory,
          ast);
    state = fillArray(state, object, symbol, frame(cx));
  }
  if (content)
    *content = wrap(symbol);
  return keep(state);
}

csa_val csa_expr_value(csa_context *cx, const csa_state *st, const csa_expr *expr) {
  if (!st || !expr || !frame(cx))
    return csa_val_unknown();
  return wrap(unwrap(st)->getSVal(unwrap(expr), frame(cx)));
}

const csa_state *csa_bind_expr(csa_context *cx, const csa_state *st, const csa_expr *expr,
                               csa_val val) {
  if (!st || !expr || !frame(cx))
    return st;
  return keep(unwrap(st)->BindExpr(unwrap(expr), frame(cx), unwrap(val)));
}

// The frame's own declaration of a parameter, whichever redeclaration was asked for.
static const VarDecl *inFrame(const VarDecl *variable, const LocationContext *frame) {
  const auto *parameter = dyn_cast<ParmVarDecl>(variable);
  const auto *function = dyn_cast<FunctionDecl>(frame->getStackFrame()->getDecl());
  if (!parameter || !function || parameter->getFunctionScopeDepth() != 0)
    return variable;
  const auto *of = dyn_cast<FunctionDecl>(parameter->getDeclContext());
  unsigned i = parameter->getFunctionScopeIndex();
  if (of && of->getCanonicalDecl() == function->getCanonicalDecl() && i < function->getNumParams())
    return function->getParamDecl(i);
  return variable;
}

const csa_region *csa_variable_region(csa_context *cx, const csa_decl *variable) {
  SValBuilder *svb = builder(cx);
  const auto *var = dyn_cast_or_null<VarDecl>(unwrap(variable));
  if (!svb || !var || !frame(cx))
    return nullptr;
  return wrap(static_cast<const MemRegion *>(
      svb->getRegionManager().getVarRegion(inFrame(var, frame(cx)), frame(cx))));
}

unsigned csa_named_variables(csa_context *cx, const csa_expr *expr, bool inCaller,
                             uint64_t *numbers, unsigned room) {
  SValBuilder *svb = builder(cx);
  const LocationContext *where = frame(cx);
  if (where && inCaller)
    where = where->getStackFrame()->getParent();
  if (!svb || !where || !expr)
    return 0;
  unsigned count = 0;
  llvm::SmallVector<const Stmt *, 16> open{unwrap(expr)};
  while (!open.empty() && count < room) {
    const Stmt *stmt = open.pop_back_val();
    const auto *name = dyn_cast<DeclRefExpr>(stmt);
    const auto *var = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    if (var) {
      uint64_t number = numberOf(svb->getRegionManager().getVarRegion(inFrame(var, where), where));
      if (std::find(numbers, numbers + count, number) == numbers + count)
        numbers[count++] = number;
    }
    size_t first = open.size();
    for (const Stmt *child : stmt->children())
      if (child)
        open.push_back(child);
    std::reverse(open.begin() + first, open.end());
  }
  return count;
}

csa_val csa_parameter_value(csa_context *cx, const csa_state *st, unsigned i) {
  if (!frame(cx))
    return csa_val_unknown();
  const auto *function = dyn_cast<FunctionDecl>(frame(cx)->getStackFrame()->getDecl());
  if (!function || i >= function->getNumParams())
    return csa_val_unknown();
  const Decl *parameter = function->getParamDecl(i);
  return csa_load(st, csa_variable_region(cx, wrap(parameter)), nullptr);
}
