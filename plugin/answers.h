//===- answers.h - What the files that answer questions share --------------===//
//
// Behind values.cpp, memory.cpp, symbols.cpp, types.cpp, calls.cpp, syntax.cpp and unit.cpp.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_ANSWERS_H
#define TINCT_ANSWERS_H

#include "shim.h"

namespace tinct {

// The builder of values at this point; NULL outside a path.
clang::ento::SValBuilder *builder(csa_context *cx);
// The function and call this point lies in; NULL outside a path.
const clang::LocationContext *frame(csa_context *cx);

// True and *out set if the number fits.
bool fits(const llvm::APSInt &n, int64_t *out);
// The number that a value is, an address included; else NULL.
const llvm::APSInt *constant(clang::ento::SVal val);

// A fresh symbol for (expr, type, tag) at this point; NULL if the type cannot have one.
const clang::ento::SymExpr *conjure(csa_context *cx, const clang::Stmt *expr, clang::QualType type,
                                    const void *tag);

// The allocated memory that a pointer was seen to point to in this analysis, or NULL.
const clang::ento::MemRegion *heapOf(const clang::ento::SymExpr *pointer);

// Without layers of elements that do not move.
const clang::ento::MemRegion *strip(const clang::ento::MemRegion *region);
// "buf", "req->name", "argv[1]"; empty if it has no name.
std::string regionName(const clang::ento::MemRegion *region);

} // namespace tinct

#endif
