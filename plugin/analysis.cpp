//===- analysis.cpp - What the child does ----------------------------------===//

#include "analysis.h"
#include "collector.h"
#include "mode.h"
#include "shim.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendOptions.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"
#include <cstdlib>
#include <cstring>

using namespace clang;
using namespace clang::ento;
using namespace tinct;

namespace {

// What the analyzer says of its own set-up (an option it does not know, a checker that is not
// there) is about this run; everything else the compiler says itself.
class SetupErrors : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    if (level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    addError(text);
  }
};

Workplace *workplace;
Collector *collector;

// Says where the analysis is, and sends what was found before it goes on.
class Progress : public Checker<check::BeginFunction, check::ASTCodeBody> {
public:
  void checkASTCodeBody(const Decl *decl, AnalysisManager &, BugReporter &) const { enter(decl); }
  void checkBeginFunction(CheckerContext &c) const {
    if (!c.inTopFrame())
      return;
    collector->sendNew();
    enter(c.getStackFrame()->getDecl());
  }

private:
  static void enter(const Decl *decl) {
    const auto *named = dyn_cast_or_null<NamedDecl>(decl);
    const SourceManager &sm = decl->getASTContext().getSourceManager();
    PresumedLoc at = sm.getPresumedLoc(sm.getExpansionLoc(decl->getLocation()));
    Whereabouts &here = workplace->here;
    copy(here.function, sizeof here.function, named ? named->getNameAsString() : "");
    copy(here.file, sizeof here.file, at.isValid() ? at.getFilename() : "");
  }
  static void copy(char *to, size_t size, const std::string &from) {
    strncpy(to, from.c_str(), size - 1);
  }
};

void registerAll(CheckerRegistry &registry) {
  registerCheckers(registry);
  registry.addChecker<Progress>("tinct.internal.Progress", "Says where the analysis is", "",
                                /*IsHidden=*/true);
}

void loadAll(const std::string &paths) {
  const char *environment = getenv("TINCT_LOAD");
  for (const std::string &list : {paths, std::string(environment ? environment : "")}) {
    std::string error;
    if (!list.empty() && !loadModules(list, error))
      addError(error);
  }
}

// Without a choice, Tinct's checkers and those of modules run.
void chooseCheckers(const Options &from, AnalyzerOptions &to) {
  auto &checkers = to.CheckersAndPackages;
  checkers.clear();
  checkers.emplace_back("core", true);
  checkers.emplace_back("tinct.internal", true);
  if (from.enable.empty())
    for (const csa_checker *checker : knownCheckers())
      if (!checker->hidden)
        checkers.emplace_back(checker->name, true);
  for (const std::string &name : from.enable)
    checkers.emplace_back(name, true);
  for (const std::string &name : from.disable)
    checkers.emplace_back(name, false);
  if (!from.why.empty())
    checkers.emplace_back("tinct.Why", true);
}

void setOptions(const Options &from, CompilerInstance &ci) {
  AnalyzerOptions &to = compat::analyzerOptions(ci);
  chooseCheckers(from, to);
  for (const auto &[key, value] : from.config)
    to.Config[key] = value;
  if (!from.models.empty())
    to.Config["tinct:Models"] = from.models;
  if (!from.profile.empty())
    to.Config["tinct:Profile"] = from.profile;
  if (!from.why.empty())
    to.Config["tinct.Why:Line"] = from.why;
  if (from.maxNodes >= 0)
    to.Config["tinct:MaxNodes"] = std::to_string(from.maxNodes);
  to.AnalysisDiagOpt = PD_NONE;
  to.AnalyzerDisplayProgress = false;
  to.PrintStats = false;
  // Libraries of other checkers were named for other runs.
  ci.getFrontendOpts().Plugins.clear();
}

// A function with an error in it is one without a body: calls of it may do anything.
void forgetBrokenBodies(Analysis &job) {
  SourceManager &sm = job.ci.getSourceManager();
  for (DeclGroupRef group : job.groups)
    for (Decl *decl : group) {
      auto *function = dyn_cast<FunctionDecl>(decl);
      if (!function || !function->doesThisDeclarationHaveABody())
        continue;
      SourceRange range = sm.getExpansionRange(function->getSourceRange()).getAsRange();
      bool broken = function->isInvalidDecl();
      for (SourceLocation error : *job.errors)
        broken =
            broken || sm.isPointWithin(sm.getExpansionLoc(error), range.getBegin(), range.getEnd());
      if (broken)
        function->setBody(nullptr);
    }
}

void run(Analysis &job, Workplace &place) {
  CompilerInstance &ci = job.ci;
  auto consumer = CreateAnalysisConsumer(ci);
  auto own = std::make_unique<Collector>(ci, place);
  collector = own.get();
  compat::addConsumer(*consumer, std::move(own));
  consumer->AddCheckerRegistrationFn(registerAll);
  consumer->Initialize(ci.getASTContext());
  // An error in the set-up is told; what can be analysed still is.
  ci.getDiagnostics().Reset();
  for (DeclGroupRef group : job.groups)
    consumer->HandleTopLevelDecl(group);
  consumer->HandleTranslationUnit(ci.getASTContext());
}

} // namespace

void tinct::analyse(Analysis &job, Workplace &place) {
  CompilerInstance &ci = job.ci;
  workplace = &place;
  DiagnosticsEngine &diags = ci.getDiagnostics();
  diags.takeClient().release(); // its streams are the compiler's
  diags.setClient(new SetupErrors, /*ShouldOwnClient=*/true);
  diags.Reset(); // errors of the file are no errors of the analysis
  mode().prune = true;
  loadAll(job.options.load);
  setOptions(job.options, ci);
  forgetBrokenBodies(job);
  run(job, place);
  sendEnding(place);
}
