//===- action.cpp - Analysis in the compile --------------------------------===//
//
// One action forks the analysing child when the file is parsed, before code is generated; another
// takes what the child found when the code is generated. The compiler itself does nothing else.
//
//===----------------------------------------------------------------------===//

#include "analysis.h"
#include "mode.h"
#include "output.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "llvm/ADT/STLExtras.h"
#include <cstdlib>

using namespace clang;
using namespace tinct;

namespace {

constexpr char pluginName[] = "tinct";
constexpr char description[] = "Finds injection flaws while compiling";

// One translation unit, from its first declaration to its last diagnostic.
struct Run {
  explicit Run(CompilerInstance &ci, Options given)
      : options(std::move(given)), analysis{ci, options, {}, std::make_shared<ErrorPlaces>()} {}
  Options options;
  Analysis analysis;
  Child child;
  Outcome outcome;
};

// From the action before code generation to the one after it.
std::unique_ptr<Run> current;

void say(DiagnosticsEngine &diags, DiagnosticsEngine::Level level, const std::string &text) {
  std::string line = "tinct: " + text;
  unsigned id = level == DiagnosticsEngine::Error
                    ? diags.getCustomDiagID(DiagnosticsEngine::Error, "%0")
                : level == DiagnosticsEngine::Warning
                    ? diags.getCustomDiagID(DiagnosticsEngine::Warning, "%0")
                    : diags.getCustomDiagID(DiagnosticsEngine::Remark, "%0");
  diags.Report(id) << line;
}

bool makesCode(const CompilerInstance &ci) {
  switch (ci.getFrontendOpts().ProgramAction) {
  case frontend::EmitAssembly:
  case frontend::EmitBC:
  case frontend::EmitLLVM:
  case frontend::EmitLLVMOnly:
  case frontend::EmitCodeGenOnly:
  case frontend::EmitObj:
  case frontend::ParseSyntaxOnly:
    return true;
  default:
    return false;
  }
}

bool isPlainC(const CompilerInstance &ci) {
  const LangOptions &language = ci.getLangOpts();
  return ci.getFrontendOpts().DashX.getLanguage() == Language::C && !language.CPlusPlus &&
         !language.ObjC && !language.OpenCL && !language.CUDA;
}

std::string mainFile(const CompilerInstance &ci) {
  const auto &inputs = ci.getFrontendOpts().Inputs;
  return inputs.empty() || !inputs[0].isFile() ? "" : inputs[0].getFile().str();
}

void write(const Options &options, const Outcome &outcome, DiagnosticsEngine &diags) {
  std::string error;
  if (!options.output.empty() && !writeFindings(options.output, outcome, error))
    say(diags, DiagnosticsEngine::Error,
        "cannot write findings to '" + options.output + "': " + error);
}

bool isChecker(llvm::StringRef name, bool orPackage) {
  return llvm::any_of(knownCheckers(), [&](const csa_checker *checker) {
    llvm::StringRef known = checker->name;
    return known == name || (orPackage && known.consume_front(name) && known.consume_front("."));
  });
}

// The first name that is no checker's; "" if modules may bring checkers of any name.
std::string unknownChecker(const Options &options) {
  if (!options.load.empty() || getenv("TINCT_LOAD"))
    return "";
  for (const auto *names : {&options.enable, &options.disable, &options.werror})
    for (const std::string &name : *names)
      if (!isChecker(name, names != &options.werror))
        return name;
  return "";
}

std::string checkerNames() {
  std::string all;
  for (const csa_checker *checker : knownCheckers())
    if (!checker->hidden)
      all += (all.empty() ? "" : ", ") + std::string(checker->name);
  return all;
}

// Reads the arguments; says what is wrong with them.
bool readOptions(const std::vector<std::string> &args, Options &options, DiagnosticsEngine &diags) {
  std::string error;
  if (parseOptions(args, options, error)) {
    std::string name = unknownChecker(options);
    if (name.empty())
      return true;
    error = "there is no checker '" + name + "'; there are " + checkerNames();
  }
  say(diags, DiagnosticsEngine::Error, error);
  return false;
}

// Two copies of the plugin know each other by the compiler's list of plugins only.
bool isFirstCopy() {
  for (const FrontendPluginRegistry::entry &plugin : FrontendPluginRegistry::entries())
    if (plugin.getName() == pluginName)
      return plugin.getDesc().data() == description;
  return false;
}

// Keeps where errors are, and passes everything on.
class ErrorLog : public DiagnosticConsumer {
public:
  ErrorLog(DiagnosticsEngine &diags, std::shared_ptr<ErrorPlaces> errors)
      : owned(diags.takeClient()), next(owned ? *owned : *diags.getClient()),
        errors(std::move(errors)) {}

  void BeginSourceFile(const LangOptions &language, const Preprocessor *pp) override {
    next.BeginSourceFile(language, pp);
  }
  void EndSourceFile() override { next.EndSourceFile(); }
  void finish() override { next.finish(); }
  bool IncludeInDiagnosticCounts() const override { return next.IncludeInDiagnosticCounts(); }
  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level >= DiagnosticsEngine::Error && info.getLocation().isValid())
      errors->push_back(info.getLocation());
    next.HandleDiagnostic(level, info);
  }

private:
  std::unique_ptr<DiagnosticConsumer> owned;
  DiagnosticConsumer &next;
  std::shared_ptr<ErrorPlaces> errors; // the run ends before the compiler does
};

class BeforeCode : public ASTConsumer {
public:
  bool HandleTopLevelDecl(DeclGroupRef group) override {
    if (current) // the compiler may read more from a precompiled header at any time
      current->analysis.groups.push_back(group);
    return true;
  }

  void HandleTranslationUnit(ASTContext &) override {
    Run &run = *current;
    DiagnosticsEngine &diags = run.analysis.ci.getDiagnostics();
    if (diags.hasUncompilableErrorOccurred() && !run.options.keepGoing) {
      run.outcome.reason = "The file does not compile";
      return;
    }
    std::string error;
    if (!run.child.start({run.options.timeLimit, run.options.memoryLimit}, work, &run.analysis,
                         error))
      run.outcome.reason = "The analysis could not start: " + error;
  }

private:
  static void work(Workplace &place, void *analysis) {
    analyse(*static_cast<Analysis *>(analysis), place);
  }
};

class AfterCode : public ASTConsumer {
public:
  void HandleTranslationUnit(ASTContext &) override {
    std::unique_ptr<Run> run = std::move(current);
    CompilerInstance &ci = run->analysis.ci;
    DiagnosticsEngine &diags = ci.getDiagnostics();
    Outcome &outcome = run->outcome;
    outcome.file = mainFile(ci);
    if (run->child.running())
      listen(*run);
    else
      outcome.status = "failed";
    bool started = !diags.hasUncompilableErrorOccurred() || run->options.keepGoing;
    if (!run->options.quiet && started)
      show(*run, diags);
    write(run->options, outcome, diags);
  }

private:
  static void listen(Run &run) {
    CompilerInstance &ci = run.analysis.ci;
    Outcome &outcome = run.outcome;
    std::string fate = run.child.wait(outcome.said);
    outcome.findings =
        locate(std::move(outcome.said.findings), ci.getSourceManager(), ci.getLangOpts());
    if (!run.options.systemHeaders)
      llvm::erase_if(outcome.findings, [](const LocatedFinding &f) { return f.inSystemHeader; });
    judge(run, fate);
  }

  static void judge(Run &run, const std::string &fate) {
    Outcome &outcome = run.outcome;
    const Ending &ending = outcome.said.ending;
    const Whereabouts &here = *run.child.whereabouts();
    if (!fate.empty()) {
      outcome.status = "failed";
      outcome.reason = "The analysis of '" + outcome.file + "' " + fate;
      if (here.function[0])
        outcome.reason += " in function '" + std::string(here.function) + "'";
      if (here.file[0] && outcome.file != here.file)
        outcome.reason += " of '" + std::string(here.file) + "'";
    } else if (!ending.errors.empty()) {
      outcome.status = "failed";
      outcome.reason = ending.errors.front();
    } else if (!run.analysis.errors->empty()) {
      outcome.status = "partial";
      outcome.reason = "The file does not compile; functions without errors were analysed";
    } else if (!ending.cut.empty()) {
      outcome.status = "partial";
      outcome.reason = std::to_string(ending.cut.size()) + " functions were cut by their budget";
    }
  }

  static void show(const Run &run, DiagnosticsEngine &diags) {
    const Outcome &outcome = run.outcome;
    for (const LocatedFinding &finding : outcome.findings)
      emit(finding, run.options, diags);
    for (const std::string &error : outcome.said.ending.errors)
      say(diags, run.options.require ? DiagnosticsEngine::Error : DiagnosticsEngine::Warning,
          error);
    bool unfinished = !outcome.said.ended && !outcome.reason.empty();
    if (unfinished && !diags.getIgnoreAllWarnings())
      say(diags, DiagnosticsEngine::Remark,
          outcome.reason + "; the compile is not affected, what was found until then is shown");
  }
};

class Before : public PluginASTAction {
public:
  ActionType getActionType() override { return AddBeforeMainAction; }

  bool ParseArgs(const CompilerInstance &ci, const std::vector<std::string> &args) override {
    if (!makesCode(ci) || !isFirstCopy())
      return false;
    if (!readOptions(args, options, ci.getDiagnostics()))
      return false;
    if (isPlainC(ci))
      return true;
    Outcome outcome;
    outcome.status = "skipped";
    outcome.reason = "The file is not C";
    outcome.file = mainFile(ci);
    write(options, outcome, ci.getDiagnostics());
    return false;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &ci, StringRef) override {
    current = std::make_unique<Run>(ci, std::move(options));
    if (current->options.keepGoing) {
      DiagnosticsEngine &diags = ci.getDiagnostics();
      // Every error must be seen to know which functions are without.
      diags.setFatalsAsError(true);
      diags.setErrorLimit(0);
      diags.setClient(new ErrorLog(diags, current->analysis.errors), /*ShouldOwnClient=*/true);
    }
    return std::make_unique<BeforeCode>();
  }

private:
  Options options;
};

class After : public PluginASTAction {
public:
  ActionType getActionType() override { return AddAfterMainAction; }
  bool ParseArgs(const CompilerInstance &ci, const std::vector<std::string> &) override {
    return current && &current->analysis.ci == &ci && isFirstCopy();
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, StringRef) override {
    return std::make_unique<AfterCode>();
  }
};

const FrontendPluginRegistry::Add<Before> before(pluginName, description);
const FrontendPluginRegistry::Add<After> after("tinct-relay", "Shows what Tinct found");

} // namespace
