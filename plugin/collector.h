//===- collector.h - Takes findings from the analyzer, sends them home -----===//
#ifndef TINCT_COLLECTOR_H
#define TINCT_COLLECTOR_H

#include "child.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include <set>

namespace clang {
class CompilerInstance;
class SourceManager;
} // namespace clang

namespace tinct {

class Collector : public clang::ento::PathDiagnosticConsumer {
public:
  Collector(clang::CompilerInstance &ci, Workplace &place);

  // Sends what has been found since the last time. The analyzer keeps findings to the end of the
  // file and may put a shorter path in the place of a longer one: then both are sent.
  void sendNew();

  void FlushDiagnosticsImpl(std::vector<const clang::ento::PathDiagnostic *> &found,
                            FilesMade *) override;
  llvm::StringRef getName() const override { return "Tinct"; }
  // Without this a path that goes through a header is dropped.
  bool supportsCrossFileDiagnostics() const override { return true; }

private:
  void sendCheckers();
  void send(const clang::ento::PathDiagnostic &found);
  void addSteps(const clang::ento::PathPieces &pieces, unsigned depth, Finding &finding) const;
  void addStep(const clang::ento::PathDiagnosticPiece &piece, unsigned depth,
               Finding &finding) const;
  void setRange(const clang::ento::PathDiagnosticPiece &piece, Finding &finding) const;
  uint32_t relayed(clang::SourceLocation loc) const;

  clang::SourceManager &sm;
  Workplace &place;
  clang::SourceLocation::UIntTy firstYoung; // what the compiler does not know starts here
  std::set<llvm::FoldingSetNodeID> sent;
  bool sentCheckers = false;
};

void sendEnding(Workplace &place);

} // namespace tinct

#endif
