//===- collector.cpp - Takes findings from the analyzer, sends them home ---===//

#include "collector.h"
#include "mode.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include <utility>

using namespace clang;
using namespace clang::ento;
using namespace tinct;

Collector::Collector(CompilerInstance &ci, Workplace &place)
    : sm(ci.getSourceManager()), place(place), firstYoung(sm.getNextLocalOffset()) {}

void Collector::sendNew() {
  sendCheckers();
  for (const PathDiagnostic &found : Diags)
    send(found);
}

void Collector::FlushDiagnosticsImpl(std::vector<const PathDiagnostic *> &found, FilesMade *) {
  sendCheckers();
  for (const PathDiagnostic *one : found)
    send(*one);
}

// A location in a file or macro expansion that the child entered after the fork becomes the place
// the compiler knows it by; 0 if there is none.
uint32_t Collector::relayed(SourceLocation loc) const {
  constexpr auto macroBit = SourceLocation::UIntTy(1) << (8 * sizeof(SourceLocation::UIntTy) - 1);
  auto young = [&] {
    return sm.isLocalSourceLocation(loc) && (loc.getRawEncoding() & ~macroBit) >= firstYoung;
  };
  while (loc.isMacroID() && young())
    loc = sm.getImmediateExpansionRange(loc).getBegin();
  return loc.isValid() && !young() ? loc.getRawEncoding() : 0;
}

static std::string functionOf(const PathDiagnostic &found) {
  const auto *named = dyn_cast_or_null<NamedDecl>(found.getDeclWithIssue());
  return named ? named->getNameAsString() : "";
}

// "CWE-78"
static uint32_t cweOf(StringRef category) {
  uint32_t cwe = 0;
  if (category.consume_front("CWE-") && category.getAsInteger(10, cwe))
    return 0;
  return cwe;
}

void Collector::send(const PathDiagnostic &found) {
  const FindingText *text = findingText(found.getVerboseDescription());
  if (!text || found.path.empty())
    return; // of the analyzer's own checkers, which only model here
  llvm::FoldingSetNodeID id;
  found.FullProfile(id);
  if (!sent.insert(id).second)
    return;
  Finding finding;
  finding.checker = found.getCheckerName().str();
  finding.cwe = cweOf(found.getCategory());
  finding.message = text->message;
  finding.remedy = text->remedy;
  finding.profile = profileName(text->level);
  finding.function = functionOf(found);
  finding.at = relayed(found.getLocation().asLocation());
  setRange(*found.path.back(), finding);
  addSteps(found.path, 0, finding);
  place.send(encode(finding));
}

void Collector::setRange(const PathDiagnosticPiece &piece, Finding &finding) const {
  if (piece.getRanges().empty())
    return;
  SourceRange range = piece.getRanges().front();
  finding.begin = relayed(range.getBegin());
  finding.end = relayed(range.getEnd());
}

void Collector::addSteps(const PathPieces &pieces, unsigned depth, Finding &finding) const {
  for (const PathDiagnosticPieceRef &piece : pieces) {
    if (const auto *call = dyn_cast<PathDiagnosticCallPiece>(piece.get())) {
      if (auto enter = call->getCallEnterEvent())
        addStep(*enter, depth, finding);
      addSteps(call->path, depth + 1, finding);
      if (auto leave = call->getCallExitEvent())
        addStep(*leave, depth, finding);
    } else if (const auto *macro = dyn_cast<PathDiagnosticMacroPiece>(piece.get())) {
      addSteps(macro->subPieces, depth, finding);
    } else if (isa<PathDiagnosticEventPiece>(piece.get())) {
      addStep(*piece, depth, finding);
    }
  }
}

void Collector::addStep(const PathDiagnosticPiece &piece, unsigned depth, Finding &finding) const {
  std::string message = piece.getString().str();
  if (const FindingText *text = findingText(message))
    message = text->message;
  finding.steps.push_back({relayed(piece.getLocation().asLocation()), depth, message});
}

// The analyzer may make its checkers as late as it analyses.
void Collector::sendCheckers() {
  if (std::exchange(sentCheckers, true))
    return;
  for (const csa_checker *checker : enabledCheckers()) {
    if (checker->hidden)
      continue;
    CheckerInfo info;
    info.name = checker->name;
    info.summary = checker->summary ? checker->summary : "";
    info.help = checker->help ? checker->help : "";
    for (const int *cwe = checker->cwe; cwe && *cwe; ++cwe)
      info.cwe.push_back(*cwe);
    place.send(encode(info));
  }
}

void tinct::sendEnding(Workplace &place) {
  const Coverage &covered = coverage();
  Ending ending;
  ending.analysed = covered.analysed;
  ending.skipped = covered.skipped;
  for (const Coverage::Cut &cut : covered.cut)
    ending.cut.push_back({cut.function, cut.file, cut.reason, cut.line});
  ending.errors = covered.errors;
  place.send(encode(ending));
}
