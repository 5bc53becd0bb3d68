//===- relay.cpp - Findings become the compiler's diagnostics --------------===//

#include "relay.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <tuple>

using namespace clang;
using namespace tinct;

namespace {

class Locator {
public:
  Locator(const SourceManager &sm, const LangOptions &language) : sm(sm), language(language) {}

  LocatedFinding operator()(Finding finding) const {
    LocatedFinding result;
    result.at = decode(finding.at);
    result.range = SourceRange(decode(finding.begin), decode(finding.end));
    result.begin = spot(result.at);
    result.end = behind(result);
    result.inSystemHeader =
        result.at.isValid() && sm.isInSystemHeader(sm.getExpansionLoc(result.at));
    for (Step &step : finding.steps) {
      SourceLocation at = decode(step.at);
      result.steps.push_back({at, spot(at), step.depth, std::move(step.message)});
    }
    finding.steps.clear();
    result.what = std::move(finding);
    return result;
  }

private:
  // What a dying child wrote may be no location at all.
  SourceLocation decode(uint32_t raw) const {
    SourceLocation loc = SourceLocation::getFromRawEncoding(raw);
    bool known = loc.isValid() && (sm.isLocalSourceLocation(loc) || sm.isLoadedSourceLocation(loc));
    return known ? loc : SourceLocation();
  }

  Spot spot(SourceLocation loc) const {
    PresumedLoc at = sm.getPresumedLoc(sm.getExpansionLoc(loc));
    if (loc.isInvalid() || at.isInvalid())
      return {};
    return {at.getFilename(), at.getLine(), at.getColumn()};
  }

  // The end of the source range if that lies behind the finding in its file, or the finding's own.
  Spot behind(const LocatedFinding &finding) const {
    CharSourceRange range = Lexer::makeFileCharRange(
        CharSourceRange::getTokenRange(finding.at, finding.range.getEnd()), sm, language);
    Spot end = range.isValid() ? spot(range.getEnd()) : Spot();
    bool follows =
        end.file == finding.begin.file &&
        std::tie(end.line, end.column) >= std::tie(finding.begin.line, finding.begin.column);
    return end.line && follows ? end : finding.begin;
  }

  const SourceManager &sm;
  const LangOptions &language;
};

auto placeOf(const Spot &spot) { return std::tie(spot.file, spot.line, spot.column); }

auto identity(const LocatedFinding &f) {
  return std::tuple_cat(placeOf(f.begin), std::tie(f.what.checker, f.what.message));
}

// Of two paths to one finding the shorter is shown; of equally long ones always the same.
bool before(const LocatedFinding &a, const LocatedFinding &b) {
  if (identity(a) != identity(b))
    return identity(a) < identity(b);
  if (a.steps.size() != b.steps.size())
    return a.steps.size() < b.steps.size();
  return std::lexicographical_compare(
      a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
      [](const LocatedStep &x, const LocatedStep &y) {
        return std::tuple_cat(placeOf(x.spot), std::tie(x.depth, x.message)) <
               std::tuple_cat(placeOf(y.spot), std::tie(y.depth, y.message));
      });
}

// Notes follow the fate of the warning before them.
void note(DiagnosticsEngine &diags, SourceLocation at, const std::string &text) {
  diags.Report(at, diag::note_fe_backend_plugin) << text;
}

} // namespace

std::vector<LocatedFinding> tinct::locate(std::vector<Finding> findings, const SourceManager &sm,
                                          const LangOptions &language) {
  Locator locator(sm, language);
  std::vector<LocatedFinding> result;
  for (Finding &finding : findings)
    result.push_back(locator(std::move(finding)));
  std::sort(result.begin(), result.end(), before);
  auto same = [](const LocatedFinding &a, const LocatedFinding &b) {
    return identity(a) == identity(b);
  };
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

void tinct::emit(const LocatedFinding &finding, const Options &options, DiagnosticsEngine &diags) {
  unsigned id = diag::warn_fe_backend_plugin;
  std::string text = finding.what.message + " [" + finding.what.checker + "]";
  if (finding.what.cwe)
    text += " [CWE-" + std::to_string(finding.what.cwe) + "]";
  bool mayFail = !options.chooseErrors || llvm::is_contained(options.werror, finding.what.checker);
  if (!mayFail && diags.getDiagnosticLevel(id, finding.at) >= DiagnosticsEngine::Error) {
    // A custom diagnostic stays what it is, and does not name its group by itself.
    id = diags.getCustomDiagID(DiagnosticsEngine::Warning, "%0");
    text += " [-Wbackend-plugin]";
  }
  diags.Report(finding.at, id) << text << CharSourceRange::getTokenRange(finding.range);
  for (const LocatedStep &step : finding.steps)
    if (&step != &finding.steps.back() || step.message != finding.what.message)
      note(diags, step.at, step.message);
  if (!finding.what.remedy.empty())
    note(diags, finding.at, finding.what.remedy);
}
