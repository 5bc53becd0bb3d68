//===- memory.cpp - Regions: what a piece of memory is ---------------------===//

#include "answers.h"
#include "clang/AST/RecordLayout.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/DynamicExtent.h"

using namespace clang;
using namespace clang::ento;
using namespace tinct;

const MemRegion *tinct::strip(const MemRegion *region) {
  while (const auto *element = dyn_cast_or_null<ElementRegion>(region)) {
    if (!element->getIndex().isZeroConstant())
      break;
    region = element->getSuperRegion();
  }
  return region;
}

csa_region_kind csa_region_kind_of(const csa_region *region) {
  if (!region)
    return CSA_REGION_OTHER;
  const MemRegion *r = unwrap(region);
  if (isa<VarRegion>(r))
    return CSA_REGION_VARIABLE;
  if (isa<FieldRegion>(r))
    return CSA_REGION_FIELD;
  if (isa<ElementRegion>(r))
    return CSA_REGION_ELEMENT;
  if (isa<SymbolicRegion>(r))
    return CSA_REGION_SYMBOLIC;
  if (isa<StringRegion>(r))
    return CSA_REGION_STRING;
  if (isa<FunctionCodeRegion>(r))
    return CSA_REGION_FUNCTION;
  return isa<CompoundLiteralRegion>(r) ? CSA_REGION_LITERAL : CSA_REGION_OTHER;
}

const csa_region *csa_region_super(const csa_region *region) {
  const auto *part = dyn_cast_or_null<SubRegion>(unwrap(region));
  if (!part || isa<MemSpaceRegion>(part->getSuperRegion()))
    return nullptr;
  return wrap(part->getSuperRegion());
}

const csa_region *csa_region_base(const csa_region *region) {
  return region ? wrap(unwrap(region)->getBaseRegion()) : nullptr;
}

const csa_region *csa_region_strip(const csa_region *region) { return wrap(strip(unwrap(region))); }

bool csa_region_contains(const csa_region *whole, const csa_region *part) {
  if (!whole || !part)
    return false;
  return strip(unwrap(part))->isSubRegionOf(strip(unwrap(whole)));
}

// The bytes in front of `region` in its base. Unlike the engine, which keeps the members of a union
// apart, they start where the union does.
static csa_answer offsetOf(const MemRegion *region, const MemRegion *base, ASTContext &ast,
                           int64_t *bytes) {
  *bytes = 0;
  for (const MemRegion *part = region; part != base;) {
    if (const auto *field = dyn_cast<FieldRegion>(part)) {
      const RecordDecl *record = field->getDecl()->getParent();
      if (!record->isCompleteDefinition() || record->isInvalidDecl())
        return CSA_NO;
      uint64_t bits =
          ast.getASTRecordLayout(record).getFieldOffset(field->getDecl()->getFieldIndex());
      *bytes += bits / ast.getCharWidth();
    } else if (const auto *element = dyn_cast<ElementRegion>(part)) {
      int64_t index;
      const llvm::APSInt *number = constant(element->getIndex());
      QualType type = element->getValueType();
      if (!number)
        return CSA_MAYBE;
      if (!fits(*number, &index) || (index && (type->isIncompleteType() || type->isFunctionType())))
        return CSA_NO;
      if (index)
        *bytes += index * ast.getTypeSizeInChars(type).getQuantity();
    } else {
      return CSA_NO;
    }
    part = cast<SubRegion>(part)->getSuperRegion();
  }
  return CSA_YES;
}

csa_answer csa_region_offset(const csa_region *region, int64_t *bytes) {
  if (!region || !world().ast || isa<MemSpaceRegion>(unwrap(region)))
    return CSA_NO;
  int64_t n;
  csa_answer known = offsetOf(unwrap(region), unwrap(region)->getBaseRegion(), *world().ast, &n);
  if (known == CSA_YES && bytes)
    *bytes = n;
  return known;
}

csa_val csa_region_extent(const csa_state *st, const csa_region *region) {
  if (!st || !region || isa<MemSpaceRegion>(unwrap(region)))
    return csa_val_unknown();
  ProgramStateRef state = unwrap(st);
  SValBuilder &svb = state->getStateManager().getSValBuilder();
  return wrap(getDynamicExtent(state, unwrap(region), svb));
}

const csa_type *csa_region_type(const csa_region *region) {
  if (const auto *typed = dyn_cast_or_null<TypedValueRegion>(unwrap(region)))
    return wrap(typed->getValueType());
  if (const auto *symbolic = dyn_cast_or_null<SymbolicRegion>(unwrap(region)))
    return wrap(symbolic->getSymbol()->getType()->getPointeeType());
  if (const auto *code = dyn_cast_or_null<FunctionCodeRegion>(unwrap(region)))
    if (const auto *function = dyn_cast<FunctionDecl>(code->getDecl()))
      return wrap(function->getType());
  return nullptr;
}

const csa_decl *csa_region_variable(const csa_region *region) {
  if (const auto *declared = dyn_cast_or_null<DeclRegion>(unwrap(region)))
    return wrap(static_cast<const Decl *>(declared->getDecl()));
  if (const auto *code = dyn_cast_or_null<FunctionCodeRegion>(unwrap(region)))
    return wrap(static_cast<const Decl *>(code->getDecl()));
  return nullptr;
}

const csa_symbol *csa_region_symbol(const csa_region *region) {
  const auto *symbolic = dyn_cast_or_null<SymbolicRegion>(unwrap(region));
  return symbolic ? wrap(symbolic->getSymbol()) : nullptr;
}

csa_val csa_region_index(const csa_region *region) {
  const auto *element = dyn_cast_or_null<ElementRegion>(unwrap(region));
  return element ? wrap(element->getIndex()) : csa_val_unknown();
}

bool csa_region_string(const csa_region *region, const char **bytes, size_t *length,
                       unsigned *width) {
  const auto *text = dyn_cast_or_null<StringRegion>(strip(unwrap(region)));
  if (!text)
    return false;
  const StringLiteral *literal = text->getStringLiteral();
  if (bytes)
    *bytes = literal->getBytes().data();
  if (length)
    *length = literal->getByteLength();
  if (width)
    *width = literal->getCharByteWidth();
  return true;
}

bool csa_region_is_global(const csa_region *region) {
  if (!region)
    return false;
  const auto *variable = dyn_cast<VarRegion>(unwrap(region)->getBaseRegion());
  return variable && variable->getDecl()->hasGlobalStorage();
}

uint64_t csa_region_number(csa_context *, const csa_region *region) {
  return region ? numberOf(unwrap(region)) : 0;
}

// True if an element is a view of its super-region as another type, not one of its elements.
static bool isView(const ElementRegion *element) {
  const MemRegion *super = element->getSuperRegion();
  QualType inside;
  if (const auto *typed = dyn_cast<TypedValueRegion>(super)) {
    if (const ArrayType *array = world().ast->getAsArrayType(typed->getValueType()))
      inside = array->getElementType();
  } else if (const auto *symbolic = dyn_cast<SymbolicRegion>(super)) {
    inside = symbolic->getSymbol()->getType()->getPointeeType();
  }
  return inside.isNull() || !world().ast->hasSameUnqualifiedType(inside, element->getValueType());
}

static std::string elementName(const ElementRegion *element) {
  const MemRegion *super = element->getSuperRegion();
  bool first = element->getIndex().isZeroConstant();
  std::string whole = regionName(super);
  // The start of an array of characters is written as the array, what a pointer to a struct points
  // to as the pointer.
  QualType type = element->getValueType();
  bool bare = isView(element) || type->isAnyCharacterType() ||
              (type->isRecordType() && isa<SymbolicRegion>(super));
  if (whole.empty() || (first && bare))
    return whole;
  int64_t index;
  const llvm::APSInt *number = constant(element->getIndex());
  if (number && fits(*number, &index))
    return whole + "[" + std::to_string(index) + "]";
  const auto *symbol = dyn_cast_or_null<SymbolRegionValue>(element->getIndex().getAsSymbol());
  std::string name = symbol ? regionName(symbol->getRegion()) : "";
  return whole + "[" + (name.empty() ? "..." : name) + "]";
}

static std::string fieldName(const FieldRegion *field) {
  const MemRegion *super = field->getSuperRegion();
  std::string whole = regionName(super);
  StringRef name = field->getDecl()->getName();
  if (whole.empty() || name.empty()) // an anonymous struct's fields are those of the outer one
    return name.empty() ? whole : name.str();
  // Fields of anonymous members are reached through the named struct around them.
  while (const auto *outer = dyn_cast<FieldRegion>(super)) {
    if (!outer->getDecl()->getName().empty())
      break;
    super = outer->getSuperRegion();
  }
  const auto *element = dyn_cast<ElementRegion>(super);
  bool pointed = isa<SymbolicRegion>(super) ||
                 (element && isView(element) && isa<SymbolicRegion>(strip(element))) ||
                 (element && element->getIndex().isZeroConstant() &&
                  isa<SymbolicRegion>(element->getSuperRegion()));
  if (pointed && element) // p->x, not p[0].x
    whole = regionName(strip(element));
  return whole + (pointed ? "->" : ".") + name.str();
}

std::string tinct::regionName(const MemRegion *region) {
  if (!region)
    return "";
  if (const auto *variable = dyn_cast<VarRegion>(region))
    return variable->getDecl()->getNameAsString();
  if (const auto *field = dyn_cast<FieldRegion>(region))
    return fieldName(field);
  if (const auto *element = dyn_cast<ElementRegion>(region))
    return elementName(element);
  if (const auto *code = dyn_cast<FunctionCodeRegion>(region))
    return code->getDecl()->getNameAsString();
  if (const auto *pointed = dyn_cast<SymbolicRegion>(region)) {
    SymbolRef symbol = pointed->getSymbol();
    if (const auto *initial = dyn_cast<SymbolRegionValue>(symbol))
      return regionName(initial->getRegion());
    if (const auto *derived = dyn_cast<SymbolDerived>(symbol))
      return regionName(derived->getRegion());
  }
  return "";
}

const char *csa_region_name(const csa_region *region) {
  std::string name = regionName(unwrap(region));
  return name.empty() ? nullptr : keep(std::move(name));
}

const csa_region *csa_region_union(const csa_region *region) {
  for (const MemRegion *part = unwrap(region); part;) {
    const auto *field = dyn_cast<FieldRegion>(part);
    if (field && field->getDecl()->getParent()->isUnion())
      return wrap(field->getSuperRegion());
    if (!field && !isa<ElementRegion>(part))
      return nullptr;
    part = cast<SubRegion>(part)->getSuperRegion();
  }
  return nullptr;
}

const csa_region *csa_region_member(csa_context *cx, const csa_region *region, unsigned i) {
  SValBuilder *svb = builder(cx);
  const auto *whole = dyn_cast_or_null<TypedValueRegion>(unwrap(region));
  const RecordDecl *record = whole ? whole->getValueType()->getAsRecordDecl() : nullptr;
  record = record ? record->getDefinition() : nullptr;
  if (!svb || !record)
    return nullptr;
  for (const FieldDecl *field : record->fields())
    if (i-- == 0)
      return wrap(
          static_cast<const MemRegion *>(svb->getRegionManager().getFieldRegion(field, whole)));
  return nullptr;
}

const csa_region *csa_region_element(csa_context *cx, const csa_region *region,
                                     const csa_type *type, int64_t i) {
  SValBuilder *svb = builder(cx);
  const auto *whole = dyn_cast_or_null<SubRegion>(unwrap(region));
  if (!svb || !whole)
    return nullptr;
  ASTContext &ast = svb->getContext();
  QualType as = unwrap(type);
  if (as.isNull() || as->isIncompleteType())
    as = ast.CharTy;
  if (const auto *element = dyn_cast<ElementRegion>(whole)) {
    int64_t start;
    const llvm::APSInt *index = constant(element->getIndex());
    if (index && fits(*index, &start) &&
        (start == 0 || ast.hasSameUnqualifiedType(as, element->getValueType()))) {
      i += start;
      whole = cast<SubRegion>(element->getSuperRegion());
    }
  }
  return wrap(static_cast<const MemRegion *>(svb->getRegionManager().getElementRegion(
      as, svb->makeArrayIndex(static_cast<uint64_t>(i)), whole, ast)));
}

const csa_region *csa_region_element_at(csa_context *cx, const csa_region *region,
                                        const csa_type *type, csa_val i) {
  int64_t number;
  if (csa_val_number(i, &number))
    return csa_region_element(cx, region, type, number);
  SValBuilder *svb = builder(cx);
  const auto *whole = dyn_cast_or_null<SubRegion>(unwrap(region));
  auto index = unwrap(i).getAs<NonLoc>();
  if (!svb || !whole || !index)
    return nullptr;
  ASTContext &ast = svb->getContext();
  QualType as = unwrap(type);
  if (as.isNull() || as->isIncompleteType())
    as = ast.CharTy;
  if (const auto *element = dyn_cast<ElementRegion>(whole))
    if (ast.hasSameUnqualifiedType(as, element->getValueType()))
      whole = cast<SubRegion>(element->getSuperRegion());
  return wrap(static_cast<const MemRegion *>(
      svb->getRegionManager().getElementRegion(as, *index, whole, ast)));
}

const csa_region *csa_region_of_symbol(csa_context *cx, const csa_symbol *pointer) {
  SValBuilder *svb = builder(cx);
  if (!svb || !pointer || !Loc::isLocType(unwrap(pointer)->getType()))
    return nullptr;
  if (const MemRegion *heap = heapOf(unwrap(pointer)))
    return wrap(heap);
  return wrap(
      static_cast<const MemRegion *>(svb->getRegionManager().getSymbolicRegion(unwrap(pointer))));
}
