//===- mode.cpp - How this run goes, and what it covered --------------------===//

#include "mode.h"
#include "llvm/ADT/STLExtras.h"

namespace tinct {

Mode &mode() {
  static Mode it;
  return it;
}

Coverage &coverage() {
  static Coverage it;
  return it;
}

void addError(llvm::StringRef text) {
  std::vector<std::string> &errors = coverage().errors;
  if (!llvm::is_contained(errors, text.str()))
    errors.push_back(text.str());
}

} // namespace tinct
