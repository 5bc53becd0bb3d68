//===- llvm22.h - What LLVM 22 calls the things that changed names ----------===//
//
// Every plugin/compat/llvmNN.h defines the same names; nothing else in Tinct depends on the version.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_COMPAT_H
#define TINCT_COMPAT_H

#include "clang/AST/Expr.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

// ProgramPointTag's virtual function that names it in dumps.
#define TINCT_TAG_NAME getDebugTag

namespace tinct {
namespace compat {

// A symbol for what `stmt` computes. Between the elements of a block there is none to name, so the
// last one stands in.
inline const clang::ento::SymExpr *conjure(clang::ento::ExprEngine &engine, const clang::Stmt *,
                                           const clang::LocationContext *frame,
                                           clang::QualType type, unsigned count, const void *tag) {
  clang::CFGBlock::ConstCFGElementRef at = engine.getCFGElementRef();
  return engine.getSymbolManager().conjureSymbol(at, frame, type, count, tag);
}

// The type as its user wrote it, without the compiler's own names such as __size_t.
inline clang::QualType written(clang::QualType type) {
  while (const auto *own = type.isNull() ? nullptr
                                         : llvm::dyn_cast<clang::PredefinedSugarType>(type.getTypePtr()))
    type = clang::QualType(own->desugar().getTypePtr(), type.getLocalFastQualifiers());
  return type;
}

// Symbols of unary operators.
inline const clang::ento::SymExpr *unaryOperand(const clang::ento::SymExpr *symbol) {
  const auto *unary = llvm::dyn_cast<clang::ento::UnarySymExpr>(symbol);
  return unary ? unary->getOperand() : nullptr;
}
inline clang::UnaryOperatorKind unaryOpcode(const clang::ento::SymExpr *symbol) {
  return llvm::cast<clang::ento::UnarySymExpr>(symbol)->getOpcode();
}

template <class Compiler> clang::AnalyzerOptions &analyzerOptions(Compiler &ci) {
  return ci.getAnalyzerOpts();
}
template <class Analysis, class Consumer>
void addConsumer(Analysis &analysis, std::unique_ptr<Consumer> consumer) {
  analysis.AddDiagnosticConsumer(std::move(consumer));
}

} // namespace compat
} // namespace tinct

#endif
