//===- registry.cpp - Makes the descriptors of checkers known to Clang ------===//

#include "session.h"
#include "clang/Basic/Version.h"
#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"
#include "llvm/ADT/STLExtras.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <utility>

using namespace clang;
using namespace clang::ento;

// Checkers of this build; ends with NULL. Generated.
extern "C" const csa_checker *const csa_builtin_checkers[];

namespace tinct {

namespace {

const char conductorName[] = "tinct.Conductor";

// Descriptors by slot: those built in, then those of modules in the order of loading.
struct Descriptors {
  std::vector<const csa_checker *> all;
  std::vector<uint64_t> sleepsWith; // as Listener has it

  Descriptors() {
    for (const csa_checker *const *it = csa_builtin_checkers; *it; ++it)
      all.push_back(*it);
  }
  int find(llvm::StringRef name) const {
    for (size_t i = 0; i < all.size(); ++i)
      if (name == all[i]->name)
        return i;
    return -1;
  }
};

Descriptors &descriptors() {
  static Descriptors it;
  return it;
}

// The registry that has our checkers and was not used yet. Clang may load us under two names.
const CheckerRegistry *filled = nullptr;

// Clang tells checkers apart by their C++ type, and creates them by a bare function.
template <unsigned I> class Slot final : public Listener {
public:
  Slot() : Listener(descriptors().all[I], I, descriptors().sleepsWith[I]) {}
  static void create(CheckerManager &manager) { manager.registerChecker<Slot<I>>(); }
};

template <size_t... I>
constexpr std::array<RegisterCheckerFn, sizeof...(I)> creators(std::index_sequence<I...>) {
  return {&Slot<I>::create...};
}

void createConductor(CheckerManager &manager) {
  filled = nullptr;
  manager.registerChecker<Conductor>();
}

bool isC(const CheckerManager &manager) {
  const LangOptions &language = manager.getLangOpts();
  return !language.CPlusPlus && !language.ObjC;
}

// Own bit and, through any number of steps, those of the checkers it needs.
uint64_t sleepers(const Descriptors &d, unsigned i, uint64_t seen = 0) {
  seen |= uint64_t(1) << i;
  if (const char *const *need = d.all[i]->needs)
    for (; *need; ++need) {
      int other = d.find(*need);
      if (other >= 0 && !(seen >> other & 1))
        seen = sleepers(d, other, seen);
    }
  return seen;
}

const char *typeOf(csa_option_kind kind) {
  switch (kind) {
  case CSA_OPTION_NUMBER:
    return "int";
  case CSA_OPTION_FLAG:
    return "bool";
  case CSA_OPTION_STRING:
    break;
  }
  return "string";
}

void add(CheckerRegistry &registry, const csa_checker &of, RegisterCheckerFn create) {
  registry.addChecker(create, isC, of.name, of.summary ? of.summary : "", "", of.hidden);
  registry.addDependency(of.name, conductorName);
  if (of.needs)
    for (const char *const *need = of.needs; *need; ++need)
      registry.addDependency(of.name, *need);
  if (of.options)
    for (const csa_option *option = of.options; option->key; ++option)
      registry.addCheckerOption(typeOf(option->kind), of.name, option->key,
                                option->fallback ? option->fallback : "",
                                option->help ? option->help : "", "released");
}

// Clang asserts nothing of the kind in release builds; it would crash.
std::string objection(const Descriptors &d, const csa_checker &of) {
  std::string name = of.name ? of.name : "";
  if (name.find('.') == std::string::npos)
    return "a checker's name has no package: \"" + name + "\"";
  if (d.find(name) >= 0)
    return "there are two checkers " + name;
  if (d.all.size() >= maxCheckers)
    return "there are more than " + std::to_string(maxCheckers) + " checkers";
  return "";
}

std::string refusal(const csa_module *module) {
  if (!module)
    return "csa_module_info() returned NULL";
  if (module->size != sizeof(csa_module) || module->api < CSA_API_OLDEST || module->api > CSA_API)
    return "it was built for API " + std::to_string(module->api) + ", size " +
           std::to_string(module->size) + ", and this plugin has API " +
           std::to_string(CSA_API_OLDEST) + " to " + std::to_string(CSA_API) + ", size " +
           std::to_string(sizeof(csa_module)) + "; rebuild it with this plugin's csa.h";
  for (const csa_checker *const *it = module->checkers; it && *it; ++it)
    if ((*it)->size != sizeof(csa_checker) || (*it)->api < CSA_API_OLDEST || (*it)->api > CSA_API)
      return "a checker in it was built for API " + std::to_string((*it)->api) + ", size " +
             std::to_string((*it)->size) + ", and this plugin has API " +
             std::to_string(CSA_API_OLDEST) + " to " + std::to_string(CSA_API) + ", size " +
             std::to_string(sizeof(csa_checker)) + "; rebuild it with this plugin's csa.h";
  return "";
}

// Clang opens plugins for itself alone; a module must find csa_* in us.
void showOwnSymbols() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void *>(&showOwnSymbols), &info))
    dlopen(info.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_GLOBAL);
}

bool loadModule(const std::string &path, std::string &error) {
  void *library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    error = dlerror(); // names the path
    return false;
  }
  using Info = const csa_module *();
  auto *info = reinterpret_cast<Info *>(dlsym(library, "csa_module_info"));
  if (!info) {
    error = path + ": is no module of checkers; it exports no csa_module_info";
    return false;
  }
  const csa_module *module = info();
  error = refusal(module);
  Descriptors &d = descriptors();
  size_t before = d.all.size();
  for (const csa_checker *const *it = module ? module->checkers : nullptr; it && *it; ++it) {
    if (error.empty() && !llvm::is_contained(d.all, *it)) {
      error = objection(d, **it);
      if (error.empty())
        d.all.push_back(*it);
    }
  }
  // A name from outside all lists would crash Clang.
  for (size_t i = before; error.empty() && i < d.all.size(); ++i)
    for (const char *const *need = d.all[i]->needs; need && *need; ++need)
      if (d.find(*need) < 0)
        error = std::string(d.all[i]->name) + " needs " + *need + ", which does not exist";
  if (error.empty())
    return true;
  d.all.resize(before);
  error = path + ": " + error;
  return false;
}

// The modules of TINCT_LOAD, once.
void loadFromEnvironment() {
  static bool done = false;
  const char *paths = std::getenv("TINCT_LOAD");
  if (done || !paths)
    return;
  done = true;
  std::string error;
  if (loadModules(paths, error))
    return;
  addError(error);
  std::fprintf(stderr, "tinct: %s\n", error.c_str());
}

} // namespace

bool loadModules(llvm::StringRef paths, std::string &error) {
  showOwnSymbols();
  llvm::SmallVector<llvm::StringRef, 4> list;
  paths.split(list, ':', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef path : list)
    if (!loadModule(path.str(), error))
      return false;
  return true;
}

llvm::ArrayRef<const csa_checker *> knownCheckers() { return descriptors().all; }

llvm::ArrayRef<const csa_checker *> enabledCheckers() {
  static std::vector<const csa_checker *> it;
  it.clear();
  for (const Listener *listener : listeners())
    it.push_back(listener->descriptor());
  return it;
}

void registerCheckers(CheckerRegistry &registry) {
  if (filled == &registry)
    return;
  filled = &registry;
  loadFromEnvironment();
  Descriptors &d = descriptors();
  if (d.all.size() > maxCheckers)
    broken("csa_builtin_checkers", "more checkers than slots");
  d.sleepsWith.clear();
  for (unsigned i = 0; i < d.all.size(); ++i)
    d.sleepsWith.push_back(sleepers(d, i));

  registry.addPackage("tinct");
  registry.addPackageOption("int", "tinct", "MaxNodes", "20000",
                            "Engine steps that one function's analysis may take; 0: no limit",
                            "released");
  registry.addPackageOption("string", "tinct", "Profile", "default",
                            "Which findings are shown: quiet, default, strict or audit",
                            "released");
  registry.addPackageOption("string", "tinct", "Models", "", "Files of models, separated by colons",
                            "released");
  registry.addChecker(createConductor, isC, conductorName, "What Tinct's checkers stand on", "",
                      /*IsHidden=*/true);
  static constexpr auto create = creators(std::make_index_sequence<maxCheckers>());
  for (unsigned i = 0; i < d.all.size(); ++i)
    add(registry, *d.all[i], create[i]);
}

} // namespace tinct

extern "C" CSA_EXPORT void clang_registerCheckers(CheckerRegistry &registry) {
  tinct::registerCheckers(registry);
}

// Clang compares this with its own version to the patch level, though what matters is the major:
// its library's binary interface is stable within it. So it gets back what it calls itself.
extern "C" CSA_EXPORT char clang_analyzerAPIVersionString[64];
char clang_analyzerAPIVersionString[64] = CLANG_ANALYZER_API_VERSION_STRING;

__attribute__((constructor)) static void adoptVersion() {
  std::string full = getClangToolFullVersion("clang");
  size_t at = full.find("version ");
  if (at == std::string::npos)
    return;
  llvm::StringRef version = llvm::StringRef(full).substr(at + std::strlen("version "));
  version = version.take_until([](char c) { return c == ' '; });
  unsigned major = 0;
  if (version.split('.').first.getAsInteger(10, major) || major != TINCT_LLVM_MAJOR ||
      version.size() >= sizeof clang_analyzerAPIVersionString)
    return;
  std::memcpy(clang_analyzerAPIVersionString, version.data(), version.size());
  clang_analyzerAPIVersionString[version.size()] = '\0';
}
