//===- llvm15.h - What LLVM 15 calls the things that changed names ----------===//
//
// Every plugin/compat/llvmNN.h defines the same names; nothing else in Tinct depends on the version.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_COMPAT_H
#define TINCT_COMPAT_H

#include "clang/AST/Expr.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

// ProgramPointTag's virtual function that names it in dumps.
#define TINCT_TAG_NAME getTagDescription

namespace tinct {
namespace compat {

// A symbol for what `stmt` computes.
inline const clang::ento::SymExpr *conjure(clang::ento::ExprEngine &engine, const clang::Stmt *stmt,
                                           const clang::LocationContext *frame,
                                           clang::QualType type, unsigned count, const void *tag) {
  return engine.getSymbolManager().conjureSymbol(stmt, frame, type, count, tag);
}

// The type as its user wrote it: from LLVM 22 on the compiler has names of its own for some.
inline clang::QualType written(clang::QualType type) { return type; }

// Symbols of unary operators.
inline const clang::ento::SymExpr *unaryOperand(const clang::ento::SymExpr *symbol) {
  const auto *unary = llvm::dyn_cast<clang::ento::UnarySymExpr>(symbol);
  return unary ? unary->getOperand() : nullptr;
}
inline clang::UnaryOperatorKind unaryOpcode(const clang::ento::SymExpr *symbol) {
  return llvm::cast<clang::ento::UnarySymExpr>(symbol)->getOpcode();
}

// Up to 16 the compiler shares its analyzer options by a counted pointer.
template <class Compiler> clang::AnalyzerOptions &analyzerOptions(Compiler &ci) {
  return *ci.getAnalyzerOpts();
}
// The analysis takes over the consumer.
template <class Analysis, class Consumer>
void addConsumer(Analysis &analysis, std::unique_ptr<Consumer> consumer) {
  analysis.AddDiagnosticConsumer(consumer.release());
}

} // namespace compat
} // namespace tinct

#endif
