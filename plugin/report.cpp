//===- report.cpp - Findings, and the notes on their paths ------------------===//

#include "session.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"
#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <set>

using namespace clang;
using namespace clang::ento;

struct csa_text {
  std::string content;
};

namespace tinct {

void broken(const char *function, const char *what) {
  std::fprintf(stderr, "csa: %s: %s\n", function, what);
  std::abort();
}

namespace {

// On a transition: what writes its note. Only Tinct's own reports show it, and their visitor, unlike
// the analyzer's NoteTag, knows the place the note stands at.
class StepTag : public DataTag {
public:
  explicit StepTag(const csa_note &note) : DataTag(kind()), note(note) {}
  static bool classof(const ProgramPointTag *tag) { return tag->getTagKind() == kind(); }
  llvm::StringRef TINCT_TAG_NAME() const override { return "Tinct note"; }

  const csa_note note;

private:
  static void *kind() {
    static int it;
    return &it;
  }
};

// A report, and what its notes ask it. `csa_report` is this under another name.
class Finding : public PathSensitiveBugReport {
public:
  Finding(const BugType &type, const std::string &text, const ExplodedNode *node,
          const csa_finding &finding)
      : PathSensitiveBugReport(type, text, text, node), place(node), key(finding.key),
        at(unwrap(finding.at)) {}

  PathDiagnosticLocation getLocation() const override {
    if (!at)
      return PathSensitiveBugReport::getLocation();
    const SourceManager &sm =
        ErrorNode->getState()->getStateManager().getContext().getSourceManager();
    return PathDiagnosticLocation(at, sm, ErrorNode->getLocationContext());
  }

  // Unlike the base class's, without the ranges: they are paint.
  void Profile(llvm::FoldingSetNodeID &id) const override {
    id.AddPointer(&getBugType());
    id.AddString(getDescription());
    id.AddInteger(key);
    getLocation().Profile(id);
  }

  std::set<uint64_t> marks;
  const ExplodedNode *place; // what is tracked is tracked back from here

private:
  uint64_t key;
  const Stmt *at;
};

Finding *unwrap(csa_report *report) { return reinterpret_cast<Finding *>(report); }
const Finding *unwrap(const csa_report *report) {
  return reinterpret_cast<const Finding *>(report);
}

// Writes the notes of a Finding, from its end backwards.
class NoteWriter : public BugReporterVisitor {
public:
  void Profile(llvm::FoldingSetNodeID &id) const override {
    static int tag;
    id.AddPointer(&tag);
  }

  PathDiagnosticPieceRef VisitNode(const ExplodedNode *node, BugReporterContext &brc,
                                   PathSensitiveBugReport &report) override {
    Scope scope(brc.getASTContext(), &node->getState()->getStateManager().getOwningEngine());
    // Only csa_report_new adds this visitor.
    auto &finding = static_cast<Finding &>(report);
    const ExplodedNode *end = finding.place;
    finding.place = node;
    csa_text text;
    bool prunable = false;
    bool wanted = writeStep(*node, finding, text, prunable) || writeLearnt(*node, finding, text);
    finding.place = end;
    if (!wanted || text.content.empty())
      return nullptr;
    auto place = PathDiagnosticLocation::create(node->getLocation(), brc.getSourceManager());
    if (!place.isValid())
      return nullptr;
    auto piece = std::make_shared<PathDiagnosticEventPiece>(place, text.content);
    piece->setPrunable(prunable);
    return piece;
  }

private:
  static csa_report *handle(Finding &finding) { return reinterpret_cast<csa_report *>(&finding); }

  // What the transition that led to the node says.
  static bool writeStep(const ExplodedNode &node, Finding &finding, csa_text &text,
                        bool &prunable) {
    const auto *step = llvm::dyn_cast_or_null<StepTag>(node.getLocation().getTag());
    if (!step)
      return false;
    prunable = step->note.prunable;
    return step->note.text(handle(finding), step->note.number, &text);
  }

  // What was learnt on the way to the node.
  static bool writeLearnt(const ExplodedNode &node, Finding &finding, csa_text &text) {
    const ExplodedNode *before = node.getFirstPred();
    if (!before || before->getState() == node.getState())
      return false;
    for (const csa_checker *checker : enabledCheckers())
      if (checker->learnt &&
          checker->learnt(handle(finding),
                          reinterpret_cast<const csa_state *>(before->getState().get()),
                          reinterpret_cast<const csa_state *>(node.getState().get()), &text))
        return true;
    return false;
  }
};

// Reports that were started and not handed in yet.
std::vector<std::unique_ptr<Finding>> &started() {
  static std::vector<std::unique_ptr<Finding>> it;
  return it;
}

std::map<std::string, FindingText> &texts() {
  static std::map<std::string, FindingText> it;
  return it;
}

int levelOf(const csa_checker &checker, const csa_finding &finding) {
  return std::max(finding.level, checker.level);
}

// Of equal texts, the surest counts.
std::string remember(const csa_checker &checker, const csa_finding &finding) {
  FindingText text{finding.message, finding.remedy ? finding.remedy : "",
                   levelOf(checker, finding)};
  std::string whole = text.message + (text.remedy.empty() ? "" : "; " + text.remedy);
  FindingText &known = texts().emplace(whole, text).first->second;
  known.level = std::min(known.level, text.level);
  return whole;
}

int cweOf(const csa_checker &checker, const csa_finding &finding) {
  if (finding.cwe)
    return finding.cwe;
  return checker.cwe ? checker.cwe[0] : 0;
}

const char *const profiles[] = {"quiet", "default", "strict", "audit"}; // from CSA_LEVEL_QUIET on

// The user's profile shows it.
bool isShown(csa_context &cx, const csa_finding &finding) {
  int level = levelOf(*cx.checker, finding);
  llvm::StringRef profile = csa_option_string(&cx, "tinct", "Profile");
  for (int at = CSA_LEVEL_QUIET; at <= CSA_LEVEL_AUDIT; ++at)
    if (profile == profileName(at))
      return level <= at;
  return level <= CSA_LEVEL_DEFAULT;
}

// The node a report hangs on: after the latest transition of this callback, so that its note and
// its state belong to the path. What comes after the report goes on from there.
ExplodedNode *errorNode(csa_context &cx, bool fatal, const csa_state *after) {
  ExplodedNode *from = cx.made.empty() ? cx.from : cx.made.back();
  const ProgramPointTag *tag = cx.listener->reportTag(cx.reports++);
  ProgramStateRef state = after ? ProgramStateRef(tinct::unwrap(after)) : from->getState();
  ExplodedNode *node =
      fatal ? cx.cx->generateSink(state, from, tag) : cx.cx->addTransition(state, from, tag);
  if (from != cx.from) {
    cx.made.pop_back();
    if (node && !fatal)
      cx.made.push_back(node);
  } else if (node && !fatal) {
    cx.from = node;
  } else {
    cx.left = true;
  }
  return node;
}

} // namespace

const BugType &Listener::bugType(int cwe) const {
  std::unique_ptr<BugType> &type = bugTypes[cwe];
  if (!type) {
    std::string category = cwe ? "CWE-" + std::to_string(cwe) : "CWE";
    type = std::make_unique<BugType>(this, of->summary ? of->summary : of->name, category);
  }
  return *type;
}

const ProgramPointTag *Listener::reportTag(unsigned n) const {
  while (reportTags.size() <= n)
    reportTags.push_back(std::make_unique<SimpleProgramPointTag>(
        of->name, "report " + std::to_string(reportTags.size())));
  return reportTags[n].get();
}

const ProgramPointTag *noteTag(csa_context &cx, const csa_note *note) {
  if (!note->text)
    broken("csa_transition", "a note without text");
  return world().engine->getDataTags().make<StepTag>(*note);
}

const char *profileName(int level) {
  level = std::min<int>(std::max<int>(level, CSA_LEVEL_QUIET), CSA_LEVEL_AUDIT);
  return profiles[level - CSA_LEVEL_QUIET];
}

void dropReports() { started().clear(); }

const FindingText *findingText(llvm::StringRef description) {
  auto at = texts().find(description.str());
  return at == texts().end() ? nullptr : &at->second;
}

} // namespace tinct

using namespace tinct;

csa_report *csa_report_new(csa_context *cx, const csa_finding *finding, bool fatal) {
  if (!cx || !cx->cx || !finding)
    return nullptr;
  if (!finding->message)
    broken("csa_report_new", "a finding without message");
  ExplodedNode *node = isShown(*cx, *finding) ? errorNode(*cx, fatal, finding->after) : nullptr;
  if (!node)
    return nullptr;
  auto report = std::make_unique<Finding>(cx->listener->bugType(cweOf(*cx->checker, *finding)),
                                          remember(*cx->checker, *finding), node, *finding);
  report->addVisitor(std::make_unique<NoteWriter>());
  if (finding->at)
    report->addRange(unwrap(finding->at)->getSourceRange());
  started().push_back(std::move(report));
  return reinterpret_cast<csa_report *>(started().back().get());
}

void csa_report_mark(csa_report *report, uint64_t number) {
  if (report)
    unwrap(report)->marks.insert(number);
}

bool csa_report_is_marked(const csa_report *report, uint64_t number) {
  return report && unwrap(report)->marks.count(number);
}

void csa_report_track(csa_report *report, const csa_expr *expr) {
  const auto *value = llvm::dyn_cast_or_null<Expr>(unwrap(expr));
  if (!report || !value)
    return;
  // A null pointer on the way is no reason to doubt a finding about what is in a string.
  bugreporter::TrackingOptions options;
  options.EnableNullFPSuppression = false;
  bugreporter::trackExpressionValue(unwrap(report)->place, value, *unwrap(report), options);
}

void csa_report_symbol(csa_report *report, const csa_symbol *symbol) {
  if (report && symbol)
    unwrap(report)->markInteresting(unwrap(symbol));
}

void csa_report_region(csa_report *report, const csa_region *region) {
  if (report && region)
    unwrap(report)->markInteresting(unwrap(region));
}

void csa_report_range(csa_report *report, const csa_expr *expr) {
  if (report && expr)
    unwrap(report)->addRange(unwrap(expr)->getSourceRange());
}

void csa_report_emit(csa_context *cx, csa_report *report) {
  if (!cx || !cx->cx || !report)
    return;
  for (std::unique_ptr<Finding> &it : started())
    if (it.get() == unwrap(report)) {
      cx->cx->emitReport(std::move(it));
      return;
    }
  broken("csa_report_emit", "a report that is not open");
}

void csa_unit_report(csa_unit *unit, const csa_decl *function, const csa_finding *finding) {
  const Decl *decl = unwrap(function);
  if (!unit || !unit->reporter || !decl || !finding)
    return;
  if (!finding->message)
    broken("csa_unit_report", "a finding without message");
  const SourceManager &sm = unit->ast->getSourceManager();
  const Stmt *at = unwrap(finding->at);
  const auto *defined = llvm::dyn_cast<FunctionDecl>(decl);
  if (defined && defined->getDefinition())
    decl = defined->getDefinition();
  PathDiagnosticLocation place(at ? at->getBeginLoc() : decl->getLocation(), sm);
  std::string text = remember(*unit->checker, *finding);
  auto report = std::make_unique<BasicBugReport>(
      unit->listener->bugType(cweOf(*unit->checker, *finding)), text, place);
  report->setDeclWithIssue(decl);
  if (at)
    report->addRange(at->getSourceRange());
  unit->reporter->emitReport(std::move(report));
}

void csa_text_add(csa_text *out, const char *format, ...) {
  if (!out || !format)
    return;
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = std::vsnprintf(nullptr, 0, format, args);
  if (length > 0) {
    size_t before = out->content.size();
    out->content.resize(before + length + 1);
    std::vsnprintf(&out->content[before], length + 1, format, again);
    out->content.resize(before + length);
  }
  va_end(again);
  va_end(args);
}
