//===- types.cpp - Types ---------------------------------------------------===//

#include "answers.h"
#include <cstring>

using namespace clang;
using namespace tinct;

csa_type_kind csa_type_kind_of(const csa_type *type) {
  QualType t = unwrap(type);
  if (t.isNull())
    return CSA_TYPE_OTHER;
  if (t->isVoidType())
    return CSA_TYPE_VOID;
  if (t->isIntegralOrEnumerationType())
    return CSA_TYPE_INTEGER;
  if (t->isRealFloatingType())
    return CSA_TYPE_FLOATING;
  if (t->isPointerType())
    return CSA_TYPE_POINTER;
  if (t->isArrayType())
    return CSA_TYPE_ARRAY;
  if (t->isRecordType())
    return CSA_TYPE_RECORD;
  return t->isFunctionType() ? CSA_TYPE_FUNCTION : CSA_TYPE_OTHER;
}

const csa_type *csa_type_pointee(const csa_type *type) {
  QualType t = unwrap(type);
  if (t.isNull())
    return nullptr;
  if (t->isPointerType())
    return wrap(t->getPointeeType());
  // As the context has it, an array's qualifiers are those of its elements.
  if (t->isArrayType() && world().ast)
    return wrap(world().ast->getAsArrayType(t)->getElementType());
  return nullptr;
}

bool csa_type_is_const(const csa_type *type) {
  QualType t = unwrap(type);
  return !t.isNull() && t.getCanonicalType().isConstQualified();
}

bool csa_type_is_signed(const csa_type *type) {
  QualType t = unwrap(type);
  return !t.isNull() && t->isSignedIntegerOrEnumerationType();
}

bool csa_type_is_char(const csa_type *type) {
  QualType t = unwrap(type);
  return !t.isNull() && t->isCharType();
}

uint64_t csa_type_size(const csa_type *type) {
  QualType t = unwrap(type);
  if (t.isNull() || !world().ast || t->isIncompleteType() || t->isFunctionType())
    return 0;
  return world().ast->getTypeSizeInChars(t).getQuantity();
}

// Versions differ in how they call a struct that has no name.
static std::string unnamed(std::string text) {
  for (const char *way : {"(unnamed struct)", "(unnamed union)", "(unnamed enum)", "(anonymous)",
                          "(anonymous struct)", "(anonymous union)", "(anonymous enum)"})
    for (size_t at; (at = text.find(way)) != std::string::npos;)
      text.replace(at, strlen(way), "(unnamed)");
  return text;
}

const char *csa_type_text(const csa_type *type) {
  QualType t = unwrap(type);
  if (t.isNull() || !world().ast)
    return nullptr;
  PrintingPolicy policy = world().ast->getPrintingPolicy();
  policy.AnonymousTagLocations = false;
  return keep(unnamed(compat::written(t).getAsString(policy)));
}

const csa_type *csa_type_char(csa_context *) {
  return world().ast ? wrap(world().ast->CharTy) : nullptr;
}

const csa_type *csa_type_int(csa_context *) {
  return world().ast ? wrap(world().ast->IntTy) : nullptr;
}
